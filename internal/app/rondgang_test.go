package app_test

import (
	"net/url"
	"regexp"
	"strings"
	"testing"

	"mantelpunt/internal/pgtest"

	"golang.org/x/net/html"
)

// rondgang follows every link of the portal, as one person.
type rondgang struct {
	*testing.T
	b      *bezoeker
	grens  int               // at most so many pages
	binnen func(string) bool // pages to visit
	wacht  []string
	gezien map[string]string // path to the page that links to it
	links  int
}

// Every internal link answers, and no page has anything that the CSP would refuse.
func TestRondgang(t *testing.T) {
	t.Parallel()
	h := nieuwHuis(t, pgtest.Nieuw(t))
	alles := func(string) bool { return true }
	werk := func(pad string) bool { return strings.HasPrefix(pad, "/beheer") }
	eigen := func(pad string) bool {
		return strings.HasPrefix(pad, "/mijn") || strings.HasPrefix(pad, "/verklaring") || strings.HasPrefix(pad, "/en/mijn") || strings.HasPrefix(pad, "/en/verklaring") || pad == "/"
	}
	zorger := func(email string) func(*bezoeker) {
		return func(b *bezoeker) { b.metCode(email) }
	}
	staf := func(email string) func(*bezoeker) {
		return func(b *bezoeker) { b.metWachtwoord(email) }
	}
	for _, c := range []struct {
		naam, host, begin string
		grens, minstens   int
		binnen            func(string) bool
		log               func(*bezoeker)
	}{
		{"bezoeker van Veldwaarde", veldwaarde, "/", 700, 300, alles, nil},
		{"bezoeker van Lindemeer", lindemeer, "/", 400, 150, alles, nil},
		{"mantelzorger met verklaring", veldwaarde, "/mijn", 50, 5, eigen, zorger("fatima@voorbeeld.example")},
		{"mantelzorger die begint", lindemeer, "/mijn", 50, 4, eigen, zorger("nieuw@voorbeeld.example")},
		{"consulent", veldwaarde, "/beheer", 50, 6, werk, staf("c.bakker@veldwaarde.example")},
		{"redacteur", veldwaarde, "/beheer", 60, 50, werk, staf("r.jansen@veldwaarde.example")},
		{"beheerder", veldwaarde, "/beheer", 20, 10, werk, staf("b.smit@veldwaarde.example")},
	} {
		t.Run(c.naam, func(t *testing.T) {
			t.Parallel()
			g := &rondgang{T: t, b: h.bezoeker(c.host), grens: c.grens, binnen: c.binnen, gezien: map[string]string{}}
			if c.log != nil {
				c.log(g.b)
			}
			g.voeg(c.begin, "the start")
			n := 0
			for ; len(g.wacht) > 0 && n < g.grens; n++ {
				pad := g.wacht[0]
				g.wacht = g.wacht[1:]
				g.bezoek(pad)
			}
			t.Logf("%d pages, %d links, %d left", n, g.links, len(g.wacht))
			if n < c.minstens {
				t.Errorf("only %d pages found, want %d: the search is broken", n, c.minstens)
			}
		})
	}
}

// voeg puts a page on the list once. Of the combinations of filters one at a time
// is enough: there are more than anybody can count.
func (g *rondgang) voeg(pad, van string) {
	if _, al := g.gezien[pad]; al || !g.binnen(pad) {
		return
	}
	g.gezien[pad] = van
	if u, err := url.Parse(pad); err == nil && len(u.Query()) > 1 && len(g.gezien) > g.grens/2 {
		return
	}
	g.wacht = append(g.wacht, pad)
}

func (g *rondgang) bezoek(pad string) {
	a := g.b.doe("GET", pad, nil)
	switch {
	case a.StatusCode == 303: // a page that leads on, such as the first step
		g.voeg(a.Header.Get("Location"), pad)
		return
	case a.StatusCode != 200:
		g.Errorf("%s answers %d; linked to on %s", pad, a.StatusCode, g.gezien[pad])
		return
	}
	veilig(g.T, pad, a.Header)
	if !strings.HasPrefix(a.Header.Get("Content-Type"), "text/html") {
		return
	}
	g.pagina(pad, a)
	ids := map[string]bool{}
	for _, n := range a.Find("[id]").Nodes {
		id := attr(n, "id")
		if ids[id] {
			g.Errorf("%s: id %s twice", pad, id)
		}
		ids[id] = true
	}
	for _, n := range a.Find("a[href], link[href], script[src], img[src]").Nodes {
		adres := attr(n, "href") + attr(n, "src")
		u, err := url.Parse(adres)
		if err != nil {
			g.Errorf("%s: address %q: %v", pad, adres, err)
			continue
		}
		switch {
		case strings.HasPrefix(adres, "#"):
			if u.Fragment != "" && !ids[u.Fragment] {
				g.Errorf("%s: %s leads nowhere", pad, adres)
			}
		case u.Scheme == "" && u.Host == "":
			g.links++
			g.voeg(a.Request.URL.ResolveReference(&url.URL{Path: u.Path, RawQuery: u.RawQuery}).RequestURI(), pad)
		case u.Host == g.b.host:
			g.links++
			g.voeg(u.RequestURI(), pad)
		case n.Data != "a" || u.Scheme != "https" && u.Scheme != "mailto" && u.Scheme != "tel":
			g.Errorf("%s: <%s> to %s", pad, n.Data, adres)
		}
	}
}

var reSleutel = regexp.MustCompile(`\[[a-z]+(\.[a-z_]+)+\]|%!|<nil>`)

// pagina checks what every page must hold itself to.
func (g *rondgang) pagina(pad string, a antwoord) {
	if n := a.Find("h1").Length(); n != 1 {
		g.Errorf("%s: %d h1", pad, n)
	}
	if a.tekst("title") == "" || a.Find("html[lang]").Length() != 1 || a.Find("main").Length() != 1 {
		g.Errorf("%s: no title, language or main", pad)
	}
	if m := reSleutel.FindString(a.tekst("body")); m != "" {
		g.Errorf("%s: %s on the page", pad, m)
	}
	if n := a.Find("[style], style, script:not([src]):not([type='application/ld+json'])").Length(); n != 0 {
		g.Errorf("%s: %d times style or script on the page itself", pad, n)
	}
	for _, n := range a.Find("*").Nodes {
		for _, x := range n.Attr {
			if strings.HasPrefix(x.Key, "on") || strings.HasPrefix(strings.ToLower(strings.TrimSpace(x.Val)), "javascript:") {
				g.Errorf("%s: <%s %s=%q>", pad, n.Data, x.Key, x.Val)
			}
		}
	}
}

func attr(n *html.Node, naam string) string {
	for _, a := range n.Attr {
		if a.Key == naam {
			return a.Val
		}
	}
	return ""
}
