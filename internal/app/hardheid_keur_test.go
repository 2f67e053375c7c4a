package app_test

import (
	"bufio"
	"encoding/json"
	"io"
	"net"
	"net/http"
	"net/url"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"golang.org/x/net/html"
)

// keur holds one answer against what every answer must hold itself to.
func (a *aanvaller) keur(t *testing.T, wat string, res antwoord) {
	t.Helper()
	if res.StatusCode >= 500 {
		t.Errorf("%s: %d %s", wat, res.StatusCode, res.tekst("h1"))
	}
	veilig(t, wat, res.Header)
	for _, kop := range []string{"Cross-Origin-Embedder-Policy", "Cross-Origin-Resource-Policy"} {
		if res.Header.Get(kop) == "" {
			t.Errorf("%s: no %s", wat, kop)
		}
	}
	for kop, waarden := range res.Header {
		if strings.Contains(strings.ToLower(kop), merk) || strings.ContainsAny(strings.Join(waarden, ""), "\r\n\x00") {
			t.Errorf("%s: header %q: %q", wat, kop, waarden)
		}
	}
	for _, c := range res.Cookies() {
		if strings.Contains(c.Name, merk) || !c.HttpOnly || c.SameSite != http.SameSiteLaxMode || c.Path != "/" || c.Domain != "" {
			t.Errorf("%s: cookie %s", wat, c)
		}
	}
	if uit := res.StatusCode == http.StatusSeeOther && res.Request.URL.Path == "/uitloggen"; uit != (res.Header.Get("Clear-Site-Data") != "") {
		t.Errorf("%s: Clear-Site-Data %q", wat, res.Header.Get("Clear-Site-Data"))
	}
	if naar := res.Header.Get("Location"); naar != "" {
		u, err := res.Request.URL.Parse(naar)
		if err != nil || u.Host != a.host || strings.HasPrefix(naar, "//") {
			t.Errorf("%s: redirects to %q", wat, naar)
		}
	}
	for _, niet := range []string{"<" + merk, "<script>" + merk, som, "root:x:", "SQLSTATE", "goroutine ", "syntax error"} {
		if niet[0] == '<' && strings.HasPrefix(res.Header.Get("Content-Type"), "text/plain;") {
			continue // a browser that may not guess shows it as it stands
		}
		if strings.Contains(string(res.body), niet) {
			t.Errorf("%s: %q in the answer", wat, niet)
		}
	}
	if !strings.HasPrefix(res.Header.Get("Content-Type"), "text/html") {
		return
	}
	// a page that knows who asks has the button to log out, which is a form; the button
	// that puts an offer on a list is the same for everybody
	if a.wie != nil && res.StatusCode == 200 || res.Find("form[method=post]:not([action$='/lijst'])").Length() > 0 {
		if c := res.Header.Get("Cache-Control"); !strings.Contains(c, "no-store") {
			t.Errorf("%s: a page of %s may be kept (%q)", wat, a.naam, c)
		}
	}
	for n := range res.Nodes[0].Descendants() {
		keurKnoop(t, wat, n)
	}
}

// gegevens reports that an element holds data for search engines and nothing that runs.
func gegevens(n *html.Node) bool {
	return attr(n, "type") == "application/ld+json" && n.FirstChild != nil && n.FirstChild == n.LastChild && json.Valid([]byte(n.FirstChild.Data))
}

var reSchema = regexp.MustCompile(`^[a-z][a-z0-9+.-]*:`)

func keurKnoop(t *testing.T, wat string, n *html.Node) {
	t.Helper()
	switch {
	case n.Type == html.CommentNode:
		t.Errorf("%s: comment %q", wat, n.Data)
	case n.Type != html.ElementNode:
		return
	case strings.Contains(n.Data, merk), n.Data == "script" && !gegevens(n) && (attr(n, "src") == "" || n.FirstChild != nil), n.Data == "style", n.Data == "iframe", n.Data == "base", n.Data == "object":
		t.Errorf("%s: <%s>", wat, n.Data)
	}
	for _, x := range n.Attr {
		switch {
		case strings.HasPrefix(x.Key, "on"), strings.Contains(x.Key, merk), x.Key == "style", x.Key == "srcdoc":
			t.Errorf("%s: <%s %s=%q>", wat, n.Data, x.Key, x.Val)
		case x.Key == "href", x.Key == "src", x.Key == "action", x.Key == "formaction":
			// as a browser reads it: without tabs and line ends, and with \ as /
			waarde := strings.TrimFunc(strings.NewReplacer("\t", "", "\n", "", "\r", "", `\`, "/").Replace(x.Val), func(r rune) bool { return r <= ' ' })
			schema := reSchema.FindString(strings.ToLower(waarde))
			if u, err := url.Parse(waarde); n.Data == "link" && err == nil && u.Hostname() == veldwaarde {
				continue // the canonical address and those in other languages are whole
			}
			if strings.HasPrefix(waarde, "//") || schema != "" && (n.Data != "a" || !slices.Contains([]string{"http:", "https:", "mailto:", "tel:"}, schema)) {
				t.Errorf("%s: <%s %s=%q>", wat, n.Data, x.Key, x.Val)
			}
		}
	}
}

// koppen sends what is hostile in the headers that the product reads, and over the
// wire what only a socket can send.
func (v *vesting) koppen(t *testing.T, a *aanvaller) {
	for _, x := range vijandig {
		if strings.ContainsAny(x.tekst, "\r\n\x00") { // refused by the server; see below
			continue
		}
		for _, kop := range []string{"Referer", "Accept-Language", "Accept-Encoding", "User-Agent", "X-Forwarded-For", "X-Forwarded-Host", "X-Forwarded-Proto", "Forwarded", "If-None-Match", "Range", "X-Http-Method-Override"} {
			for _, pad := range []string{"/", "/mijn", "/sitemap.xml"} {
				a.stuur(t, kop+": "+x.naam, http.MethodGet, pad, nil, kop, x.tekst)
			}
			a.stuur(t, kop+": "+x.naam, http.MethodPost, "/beheer/aanvragen/x/behandelen", url.Values{}, kop, x.tekst)
		}
		a.stuur(t, "Cookie: "+x.naam, http.MethodGet, "/mijn", nil, "Cookie", "mantelpunt="+url.QueryEscape(x.tekst)+"; "+merk+"="+url.QueryEscape(x.tekst))
	}
	for _, host := range []string{merk + ".example", veldwaarde + "." + merk + ".example", "@" + merk, veldwaarde + "@" + merk + ".example", "[::1", "localhost/" + merk} {
		for _, regel := range []string{"GET / HTTP/1.1", "GET /sitemap.xml HTTP/1.1"} {
			if s := v.draad(t, regel+"\r\nHost: "+host+"\r\nConnection: close\r\n\r\n"); s != http.StatusMisdirectedRequest && s != http.StatusBadRequest {
				t.Errorf("%s for %s: %d", regel, host, s)
			}
		}
	}
	lang := strings.Repeat("a", 1<<20)
	for _, c := range []struct {
		vraag  string
		status int
	}{
		{"GET /" + lang + " HTTP/1.1\r\nHost: " + veldwaarde + "\r\n\r\n", http.StatusRequestHeaderFieldsTooLarge},
		{"GET / HTTP/1.1\r\nHost: " + veldwaarde + "\r\nCookie: mantelpunt=" + lang + "\r\n\r\n", http.StatusRequestHeaderFieldsTooLarge},
		{"GET / HTTP/1.1\r\nHost: " + veldwaarde + "\r\nReferer: a\x00b\r\n\r\n", http.StatusBadRequest},
		{"GET / HTTP/1.1\r\nHost: " + veldwaarde + "\r\nHost: " + merk + "\r\n\r\n", http.StatusBadRequest},
		{"POST /controleren HTTP/1.1\r\nHost: " + veldwaarde + "\r\nContent-Length: 1\r\nTransfer-Encoding: gzip\r\n\r\n", http.StatusNotImplemented},
		{"POST /controleren HTTP/1.1\r\nHost: " + veldwaarde + "\r\nContent-Length: -1\r\n\r\n", http.StatusBadRequest},
		{"GET http://" + merk + ".example/ HTTP/1.1\r\nHost: " + veldwaarde + "\r\nConnection: close\r\n\r\n", http.StatusMisdirectedRequest},
		{"TRACE / HTTP/1.1\r\nHost: " + veldwaarde + "\r\nConnection: close\r\n\r\n", http.StatusMethodNotAllowed},
		{"GET / HTTP/1.1\r\nHost: " + veldwaarde + "\r\nConnection: close\r\n\r\n", http.StatusOK}, // and it still stands
	} {
		if s := v.draad(t, c.vraag); s != c.status {
			t.Errorf("%.60q: %d, want %d", c.vraag, s, c.status)
		}
	}
}

// draad sends bytes over a connection of its own and gives the status that comes back.
func (v *vesting) draad(t *testing.T, vraag string) int {
	t.Helper()
	c, err := net.Dial("tcp", v.adr)
	v.goed(err)
	defer c.Close()
	v.goed(c.SetDeadline(time.Now().Add(geduld)))
	go func() { _, _ = io.WriteString(c, vraag) }() // the server may answer before it read all
	res, err := http.ReadResponse(bufio.NewReader(c), nil)
	if err != nil {
		t.Errorf("%.60q: %v", vraag, err)
		return 0
	}
	defer res.Body.Close()
	return res.StatusCode
}

// keurLog wants every line of the log to be ours: nothing that was sent stands in it,
// and nothing went wrong.
func (v *vesting) keurLog(t *testing.T) {
	regels := 0
	for regel := range strings.Lines(v.log.String()) {
		regels++
		var r struct{ Level, Msg string }
		if err := json.Unmarshal([]byte(regel), &r); err != nil || r.Msg == "" {
			t.Errorf("no line of ours: %.200q", regel)
		}
		if r.Level == "ERROR" && !strings.Contains(regel, "limiet van alle adressen samen") || strings.Contains(strings.ToLower(regel), merk) || strings.Contains(regel, "etc/passwd") {
			t.Errorf("in the log: %.300s", regel)
		}
	}
	t.Logf("%d lines in the log", regels)
}
