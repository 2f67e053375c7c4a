package informatiepunt

import (
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"
)

const goed = `---
titel: Even vrijaf: respijtzorg
samenvatting: Iemand neemt de zorg van u over.
thema: vervangende-mantelzorg
volgorde: 10
gecontroleerd_op: 2026-11-02
bron: Wmo 2015, artikel 2.1.6
---

## Kop

Tekst.
---
Nog meer.
`

func TestReadAPage(t *testing.T) {
	want := Pagina{Titel: "Even vrijaf: respijtzorg", Samenvatting: "Iemand neemt de zorg van u over.", Thema: "vervangende-mantelzorg", Volgorde: 10,
		GecontroleerdOp: time.Date(2026, 11, 2, 0, 0, 0, 0, time.UTC), Bron: "Wmo 2015, artikel 2.1.6", Tekst: "## Kop\n\nTekst.\n---\nNog meer."}
	for naam, invoer := range map[string]string{"gewoon": goed, "Windows": "\ufeff" + strings.ReplaceAll(goed, "\n", "\r\n")} {
		got, err := LeesPagina(strings.NewReader(invoer))
		if err != nil || got != want {
			t.Errorf("%s: %v\n%+v\nwant\n%+v", naam, err, got, want)
		}
	}
}

func TestAMistakeInAPageNamesItsLine(t *testing.T) {
	vervang := func(oud, nieuw string) string { return strings.Replace(goed, oud, nieuw, 1) }
	for _, c := range []struct{ invoer, want string }{
		{"", "regel 1: hier hoort --- te staan"},
		{"# Kop\n", "regel 1: hier hoort --- te staan"},
		{"---", "regel 1: de kop eindigt niet met ---"},
		{"---\ntitel: x", "regel 2: de kop eindigt niet met ---"},
		{vervang("thema: vervangende-mantelzorg", "thema: oppas"), `regel 4: thema "oppas" bestaat niet`},
		{vervang("volgorde: 10", "volgorde: tien"), `regel 5: volgorde "tien" is geen getal`},
		{vervang("2026-11-02", "2 november"), `regel 6: gecontroleerd_op "2 november" is geen datum als 2026-11-02`},
		{vervang("bron:", "bronnen:"), `regel 7: "bronnen" kennen wij niet`},
		{vervang("bron:", "thema:"), "regel 7: thema staat er twee keer"},
		{vervang("bron: Wmo 2015, artikel 2.1.6", "los"), "regel 7: hier hoort naam: waarde te staan"},
		{vervang("titel: Even vrijaf: respijtzorg\n", ""), "regel 7: titel ontbreekt"},
		{vervang("Iemand", strings.Repeat("é", MaxSamenvatting)), "regel 3: de samenvatting heeft 186 tekens, hoogstens 160 mag"},
		{goed[:strings.Index(goed, "## Kop")], "regel 9: de tekst ontbreekt"},
	} {
		_, err := LeesPagina(strings.NewReader(c.invoer))
		if err == nil || err.Error() != c.want {
			t.Errorf("got %v, want %s", err, c.want)
		}
	}
}

// reBuur finds links to other pages.
var reBuur = regexp.MustCompile(`\]\(/informatie/([^)#?]+)`)

// The pages that come with the demo are read with the same function.
func TestDemoPagesAreGood(t *testing.T) {
	namen, err := filepath.Glob("../app/demo/inhoud/*/paginas/*.md")
	if err != nil || len(namen) == 0 {
		t.Fatalf("no pages found: %v", err)
	}
	for _, naam := range namen {
		f, err := os.Open(naam)
		if err != nil {
			t.Fatal(err)
		}
		p, err := LeesPagina(f)
		f.Close()
		if err != nil {
			t.Errorf("%s: %v", naam, err)
			continue
		}
		p.Slug = strings.TrimSuffix(filepath.Base(naam), ".md")
		if zin := p.Controleer(); zin != "" {
			t.Errorf("%s: %s", naam, zin)
		}
		html, _, err := nieuweOpmaak("nl").HTML(p.Tekst)
		if err != nil || strings.Contains(html, "&lt;") {
			t.Errorf("%s: HTML in the text, or %v", naam, err)
		}
		for _, m := range reBuur.FindAllStringSubmatch(p.Tekst, -1) {
			if _, err := os.Stat(filepath.Join(filepath.Dir(naam), m[1]+".md")); err != nil {
				t.Errorf("%s: link to a page that this gemeente does not have: %s", naam, m[1])
			}
		}
	}
}
