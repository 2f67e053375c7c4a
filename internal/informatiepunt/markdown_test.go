package informatiepunt

import (
	"strings"
	"testing"

	"github.com/PuerkitoBio/goquery"
)

func maakHTML(t *testing.T, taal, tekst string) (*goquery.Document, []kop) {
	t.Helper()
	html, koppen, err := nieuweOpmaak(taal).HTML(tekst)
	if err != nil {
		t.Fatal(err)
	}
	d, err := goquery.NewDocumentFromReader(strings.NewReader(html))
	if err != nil {
		t.Fatal(err)
	}
	return d, koppen
}

func TestLinksInMarkdown(t *testing.T) {
	for _, c := range []struct{ tekst, href string }{
		{"[a](/aanbod?q=respijt+zorg)", "/en/aanbod?q=respijt+zorg"},
		{"[a](/informatie/even-vrijaf#kop-wat)", "/en/informatie/even-vrijaf#kop-wat"},
		{"[a](/)", "/en/"},
		{"[a](/static/x.pdf)", "/static/x.pdf"},
		{"[a](even-vrijaf)", "even-vrijaf"},
		{"[a](#kop-wat)", "#kop-wat"},
		{"[a](/aanbod?q=cliëntondersteuning)", "/en/aanbod?q=cliëntondersteuning"},
		{"[a](https://www.hetcak.nl)", "https://www.hetcak.nl"},
		{"[a](HTTPS://www.hetcak.nl)", "https://www.hetcak.nl"},
		{"[a](tel:112)", "tel:112"},
		{"[a](mailto:hulp@veldwaarde.example)", "mailto:hulp@veldwaarde.example"},
		{"<https://www.hetcak.nl>", "https://www.hetcak.nl"},
		{"<hulp@veldwaarde.example>", "mailto:hulp@veldwaarde.example"},
		{"[a][b]\n\n[b]: /contact", "/en/contact"},
		{`[a](/x?a=1&amp;b="2")`, `/en/x?a=1&b="2"`},
	} {
		d, _ := maakHTML(t, "en", c.tekst)
		a := d.Find("a")
		if got, _ := a.Attr("href"); a.Length() != 1 || got != c.href {
			t.Errorf("%s: %d links, href %q, want %q", c.tekst, a.Length(), got, c.href)
		}
		extern := strings.HasPrefix(c.href, "http")
		if rel, ok := a.Attr("rel"); ok != extern || extern && rel != "external noopener" {
			t.Errorf("%s: rel %q", c.tekst, rel)
		}
	}
}

func TestNothingInMarkdownBecomesAScript(t *testing.T) {
	for _, tekst := range []string{
		"<script>alert(1)</script>",
		"Tekst <script>alert(1)</script> erna",
		"<img src=x onerror=alert(1)>",
		"Tekst <b onclick=\"alert(1)\">vet</b>",
		"<!-- <script>alert(1)</script> -->",
		"<div>\n<script>alert(1)</script>\n</div>",
		"[a](javascript:alert(1))",
		"[a](JaVaScRiPt:alert(1))",
		"[a](javascript&#58;alert(1))",
		"[a](javascript&amp;#58;alert(1))",
		"[a](java&#115;cript&colon;alert(1))",
		"[a](&#1;javascript:alert(1))",
		"[a](<java\tscript:alert(1)>)",
		"[a](data:text/html,<script>alert(1)</script>)",
		"[a](vbscript:x)",
		"[a](//kwaad.example)",
		`[a](/\kwaad.example)`,
		"[a](https:kwaad)",
		"<javascript:alert(1)>",
		"![a](javascript:alert(1))",
		"![a](https://kwaad.example/x.png)",
		"[a][b]\n\n[b]: javascript:alert(1)",
		"## Kop {onclick=alert(1)}",
		"| a |\n| :-: |\n| <script>alert(1)</script> |",
		"```html\" onclick=\"x\n<script>alert(1)</script>\n```",
		"[a](/x \"titel\\\" onclick=\\\"x\")",
	} {
		d, _ := maakHTML(t, "nl", tekst)
		d.Find("script, img, iframe, b, style").Each(func(_ int, s *goquery.Selection) { t.Errorf("%q: became <%s>", tekst, goquery.NodeName(s)) })
		d.Find("*").Each(func(_ int, s *goquery.Selection) {
			for _, a := range s.Nodes[0].Attr {
				if strings.HasPrefix(a.Key, "on") || a.Key == "style" || a.Key == "src" {
					t.Errorf("%q: attribute %s=%q", tekst, a.Key, a.Val)
				}
				if a.Key == "href" && a.Val != "/x" && !strings.HasPrefix(a.Val, "javascript&") {
					t.Errorf("%q: link to %q", tekst, a.Val)
				}
			}
		})
	}
}

func TestWordsOfARefusedLinkStay(t *testing.T) {
	d, _ := maakHTML(t, "nl", "Lees [dit *heel* goed](javascript:x) en ![een foto](https://kwaad.example/x.png).")
	if got := strings.TrimSpace(d.Find("p").Text()); got != "Lees dit heel goed en een foto." {
		t.Errorf("%q", got)
	}
	if d.Find("p em").Length() != 1 || d.Find("p a").Length() != 0 {
		t.Error("the markup of the words is gone, or the link is not")
	}
}

func TestHeadings(t *testing.T) {
	d, koppen := maakHTML(t, "nl", "# Één\n\n## Wat kost het?\n\n### Wat kost het?\n\n## Wat kost *het*?\n\n## €\n\n## A &amp; B")
	if d.Find("h1").Length() != 0 || d.Find("h2").Length() != 1 || d.Find("h3").Length() != 4 {
		t.Error("a text with a heading of the first level must move down one")
	}
	d, koppen2 := maakHTML(t, "nl", "## Één\n\n## Wat kost het?\n\n### Diep\n\n## Wat kost *het*?\n\n## €\n\n## A &amp; B")
	want := []kop{{"kop-een", "Één"}, {"kop-wat-kost-het", "Wat kost het?"}, {"kop-wat-kost-het--2", "Wat kost het?"}, {"kop-", "€"}, {"kop-a-b", "A & B"}}
	if len(koppen) != 1 || len(koppen2) != len(want) {
		t.Fatalf("%v %v", koppen, koppen2)
	}
	for i, k := range koppen2 {
		if k != want[i] {
			t.Errorf("%v, want %v", k, want[i])
		}
		if d.Find("h2#"+k.ID).Length() != 1 {
			t.Errorf("no heading with id %s", k.ID)
		}
	}
}

func TestTable(t *testing.T) {
	d, _ := maakHTML(t, "nl", "## Wie \"betaalt\" <wat>\n\n| Ik zoek | Wet |\n| :-- | --: |\n| Hulp | [Wmo](/aanbod) |\n| Zorg | Zvw |")
	bak := d.Find(`div.utrecht-table-container[role=region][tabindex="0"]`)
	if naam, _ := bak.Attr("aria-label"); naam != `Wie "betaalt" <wat>` {
		t.Errorf("name %q", naam)
	}
	if n := bak.Find("table.utrecht-table thead th[scope=col]").Length(); n != 2 {
		t.Errorf("%d column headers", n)
	}
	if n := bak.Find("tbody tr.utrecht-table__row").Length(); n != 2 {
		t.Errorf("%d rows", n)
	}
	if bak.Find("td a[href='/aanbod']").Length() != 1 || d.Find("[style], [align]").Length() != 0 {
		t.Error("link missing, or an alignment that the CSP forbids")
	}
	d, _ = maakHTML(t, "nl", "| a |\n| - |")
	if d.Find("table").Length() != 1 || d.Find("[role=region]").Length() != 0 {
		t.Error("a table without heading has no name, so it is no region")
	}
}
