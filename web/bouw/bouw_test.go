package main

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

func TestSchudHoudtWatGebruiktWordt(t *testing.T) {
	tk := leesTokens(`:root {
  --a: 1px; /* [code-only] */
  --b: var(--a);
  --c: var(--b, var(--d));
  --d: red;
  --los: 3px;
}`, `:root {
  --a: 2px;
}`)
	got := tk.schud("p{margin:var(--c)}")
	if want := "--a:2px;\n--b:var(--a);\n--c:var(--b, var(--d));\n--d:red;\n"; got != want {
		t.Errorf("schud = %q, wil %q", got, want)
	}
}

func TestLeesIconen(t *testing.T) {
	for _, tt := range []struct {
		bron string
		wil  []string
	}{
		{`@Icoon("home")`, []string{"home"}},
		{`@web.IcoonKlein("map-pin") <b>@web.IcoonGroot("coffee")</b> @IcoonRichting("arrow-right")`, []string{"map-pin", "coffee", "arrow-right"}},
		{`x := web.Icoonnaam("clock")`, []string{"clock"}},
		{`@Taak("school", naam(a, "b"), url, "tekst, met komma")`, []string{"school"}},
		{`@Knoplink("primary", Pad(ctx, "/"), i18n.T(ctx, "web.home (nu)"), "home")`, []string{"home"}},
		{`@Knop("Verder \"nu\", hier", "arrow-right")`, []string{"arrow-right"}},
		{`@Knop("Verder", "")`, nil},
		{`web.Rij{Icoon: "phone", Naam: "Telefoon"}`, []string{"phone"}},
		{`func Icoonnaam(naam string) string { return naam }`, nil},
		{`@Icoon(k.Icoon)`, nil},
		{`@Icoon("open`, nil},
	} {
		if got := leesIconen(tt.bron); !slices.Equal(slices.Sorted(slices.Values(got)), slices.Sorted(slices.Values(tt.wil))) {
			t.Errorf("leesIconen(%s) = %q, wil %q", tt.bron, got, tt.wil)
		}
	}
}

func TestZoekIconenSlaatGemaakteCodeOver(t *testing.T) {
	root := t.TempDir()
	for naam, inhoud := range map[string]string{
		"web/a.templ":                     `@Icoon("home")`,
		"web/a_templ.go":                  `Icoon("gemaakt")`,
		"web/node_modules/x/b.templ":      `@Icoon("vreemd")`,
		"internal/kaart/views.templ":      `@web.Icoon("map-2") @web.Icoon("home")`,
		"internal/kaart/kaart.go":         `web.Icoonnaam("phone")`,
		"internal/kaart/kaart_test.go":    `web.Icoonnaam("toets")`,
		"internal/kaart/testdata/b.templ": `@Icoon("proef")`,
	} {
		path := filepath.Join(root, naam)
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(inhoud), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	got, err := zoekIconen(root)
	if err != nil {
		t.Fatal(err)
	}
	wil := map[string]string{"home": "web/a.templ", "map-2": "internal/kaart/views.templ", "phone": "internal/kaart/kaart.go"}
	if len(got) != len(wil) {
		t.Errorf("iconen: %v", got)
	}
	for naam, bestand := range wil {
		if got[naam] != bestand {
			t.Errorf("%s gevonden in %q, wil %q", naam, got[naam], bestand)
		}
	}
}

func TestMaakSprite(t *testing.T) {
	dir := t.TempDir()
	svg := "<svg\n  class=\"icon\">\n  <path d=\"M0 0h24v24H0z\" />\n</svg>\n"
	if err := os.WriteFile(filepath.Join(dir, "home.svg"), []byte(svg), 0o644); err != nil {
		t.Fatal(err)
	}
	got, err := maakSprite(map[string]string{"home": "web/a.templ"}, dir)
	if err != nil {
		t.Fatal(err)
	}
	if !strings.Contains(string(got), `<symbol id="home"`) || !strings.Contains(string(got), `<path d="M0 0h24v24H0z" />`) {
		t.Errorf("sprite: %s", got)
	}
	_, err = maakSprite(map[string]string{"huisje": "internal/kaart/views.templ"}, dir)
	if err == nil || !strings.Contains(err.Error(), "huisje") || !strings.Contains(err.Error(), "internal/kaart/views.templ") {
		t.Errorf("fout = %v", err)
	}
}

func TestUitvoerIsElkeKeerGelijkEnRuimtOp(t *testing.T) {
	dir := t.TempDir()
	maak := func(css string) map[string]string {
		u := nieuweUitvoer(dir)
		u.statisch("main.css", []byte(css))
		u.statisch("letter.woff2", []byte("wOF2"))
		if err := u.schrijf(map[int]float64{50: 0.9}); err != nil {
			t.Fatal(err)
		}
		staat := map[string]string{}
		err := filepath.Walk(dir, func(path string, info os.FileInfo, err error) error {
			if err != nil || info.IsDir() {
				return err
			}
			b, err := os.ReadFile(path)
			staat[path] = string(b)
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
		return staat
	}
	eerst, weer := maak("a{color:red}"), maak("a{color:red}")
	if len(eerst) != 6 { // .gitkeep, manifest, css with two compressed forms, font
		t.Errorf("%d bestanden: %v", len(eerst), eerst)
	}
	for path, inhoud := range eerst {
		if weer[path] != inhoud {
			t.Errorf("%s verschilt", filepath.Base(path))
		}
	}
	anders := maak("a{color:blue}")
	if len(anders) != 6 {
		t.Errorf("oude bestanden bleven staan: %d", len(anders))
	}
}

func TestToetsWeigertTeZwareStijl(t *testing.T) {
	u := nieuweUitvoer(t.TempDir())
	u.formaat["main.css"] = [2]int{200_000, grenzen["main.css"]}
	if err := u.toets(); err == nil || !strings.Contains(err.Error(), "main.css") {
		t.Errorf("fout = %v", err)
	}
	u.formaat["main.css"] = [2]int{200_000, grenzen["main.css"] - 1}
	if err := u.toets(); err != nil {
		t.Error(err)
	}
}

func TestNoticesGroepeertGelijkeTeksten(t *testing.T) {
	got := notices([]onderdeel{
		{"zebra v1", []string{"MIT"}},
		{"aap v2", []string{gewoneTekst("MIT \r\n\n")}},
		{"noot v3", []string{"BSD", "PATENTS"}},
	})
	if strings.Count(got, "MIT") != 1 {
		t.Errorf("tekst niet gegroepeerd:\n%s", got)
	}
	aap, zebra, noot := strings.Index(got, "aap v2"), strings.Index(got, "zebra v1"), strings.Index(got, "noot v3")
	if !(0 < aap && aap < zebra && zebra < noot) {
		t.Errorf("volgorde:\n%s", got)
	}
}

func TestLicentieteksten(t *testing.T) {
	dir := t.TempDir()
	if _, err := licentieteksten(dir); err == nil {
		t.Error("geen fout zonder licentie")
	}
	for _, naam := range []string{"LICENSE_FONT", "NOTICE", "license.go", "README.md"} {
		if err := os.WriteFile(filepath.Join(dir, naam), []byte(naam), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	got, err := licentieteksten(dir)
	if err != nil || !slices.Equal(got, []string{"LICENSE_FONT", "NOTICE"}) {
		t.Errorf("teksten = %q, fout %v", got, err)
	}
}
