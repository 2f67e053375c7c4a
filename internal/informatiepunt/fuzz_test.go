package informatiepunt

import (
	"net/url"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"golang.org/x/net/html"
)

// What a page may hold, and nothing else: per element its attributes.
var (
	magElement   = strings.Fields("p h2 h3 h4 h5 h6 a em strong code pre ul ol li blockquote hr br div table thead tbody tr th td")
	magAttribuut = map[string][]string{
		"a": {"href", "rel"}, "h2": {"id"}, "h3": {"id"}, "h4": {"id"}, "h5": {"id"}, "h6": {"id"}, "ol": {"start"}, "code": {"class"},
		"div": {"class", "tabindex", "role", "aria-label"}, "table": {"class"}, "thead": {"class"}, "tr": {"class"}, "th": {"class", "scope"}, "td": {"class"},
	}
	magSchema = []string{"", "http", "https", "mailto", "tel"}
)

// Whatever a redacteur types or pastes, a page holds words, the elements above and
// links to where a link may lead; and it does not reach out of its own place.
func FuzzMarkdown(f *testing.F) {
	for _, s := range []string{
		"# Kop\n\nTekst met *nadruk*, **vet** en `code`.\n\n- een\n- twee\n\n1. a\n2. b", "| a | b |\n|:-:|---|\n| [x](/y) | z |", "<script>alert(1)</script>",
		"</div></main><script>alert(1)</script>", "[a](javascript:alert(1)) [b](java&#115;cript&colon;x) [c](//kwaad.example) [d](/\\kwaad.example)", "![a](https://kwaad.example/x.png \"t\")",
		"<javascript:alert(1)> <https://goed.example> <a@voorbeeld.example>", "[a][b]\n\n[b]: data:text/html,x \"onclick=x\"", "```html\" onclick=\"x\n</code></pre>\n```", "> citaat\n> > dieper\n\n---\n\n    code",
		"## a {onclick=x}\n## a\n## a", "[a](</x\" onclick=\"y>)", "\x00\xff\u202e&#0;&#x202e;&lt;b&gt;", "999999999. ver", "[a](\thttps://x.example)\n[b](HTTPS:x) [c](https:/x) [d](mailto:a?body=%0d%0ax)",
	} {
		f.Add(s)
	}
	talen := []opmaak{nieuweOpmaak("nl"), nieuweOpmaak("en")}
	f.Fuzz(func(t *testing.T, tekst string) {
		for _, o := range talen {
			uit, koppen, err := o.HTML(tekst)
			if err != nil {
				t.Fatal(err)
			}
			if utf8.ValidString(tekst) && !utf8.ValidString(uit) {
				t.Errorf("not UTF-8: %q", uit)
			}
			doc, err := html.Parse(strings.NewReader("<!DOCTYPE html><body><main id=binnen>" + uit + "</main><p id=buiten>"))
			if err != nil {
				t.Fatal(err)
			}
			body := doc.LastChild.LastChild
			binnen := body.FirstChild
			if binnen == nil || binnen.Data != "main" || binnen.NextSibling == nil || binnen.NextSibling != body.LastChild || attribuut(binnen.NextSibling, "id") != "buiten" {
				t.Fatalf("the page broke out of its place: %q", uit)
			}
			if doc.LastChild.FirstChild.FirstChild != nil {
				t.Errorf("something in the head: %q", uit)
			}
			ids := map[string]bool{}
			for n := range binnen.Descendants() {
				keur(t, n, ids)
			}
			for _, k := range koppen {
				if !ids[k.ID] {
					t.Errorf("no heading %q for the table of contents", k.ID)
				}
			}
		}
	})
}

func keur(t *testing.T, n *html.Node, ids map[string]bool) {
	t.Helper()
	switch {
	case n.Type == html.TextNode:
		return
	case n.Type != html.ElementNode || !slices.Contains(magElement, n.Data):
		t.Errorf("node %d <%s>", n.Type, n.Data)
	}
	for _, a := range n.Attr {
		if !slices.Contains(magAttribuut[n.Data], a.Key) {
			t.Errorf("<%s %s=%q>", n.Data, a.Key, a.Val)
		}
		switch a.Key {
		case "id":
			if ids[a.Val] || !strings.HasPrefix(a.Val, "kop-") {
				t.Errorf("id %q twice, or one that the page around it may have", a.Val)
			}
			ids[a.Val] = true
		case "href":
			keurLink(t, a.Val)
		}
	}
}

// keurLink reads an address as a browser does: without white space around it, and
// without tabs and line ends in it.
func keurLink(t *testing.T, href string) {
	t.Helper()
	kaal := strings.NewReplacer("\t", "", "\n", "", "\r", "").Replace(strings.TrimFunc(href, func(r rune) bool { return r <= ' ' }))
	u, err := url.Parse(kaal)
	if err != nil || !slices.Contains(magSchema, u.Scheme) {
		t.Errorf("link to %q: %v", href, err)
		return
	}
	if u.Scheme == "" && (u.Host != "" || strings.HasPrefix(strings.ReplaceAll(kaal, `\`, "/"), "//")) {
		t.Errorf("link to another host: %q", href)
	}
	if strings.HasPrefix(u.Scheme, "http") && u.Host == "" {
		t.Errorf("link without a host: %q", href)
	}
}

func attribuut(n *html.Node, naam string) string {
	for _, a := range n.Attr {
		if a.Key == naam {
			return a.Val
		}
	}
	return ""
}
