package kleur

import (
	"math"
	"regexp"
	"strings"
	"testing"
)

// voorbeeld are the luminances of the Voorbeeld theme, as web.Luminanties gives them;
// that package cannot be imported from here.
var voorbeeld = map[int]float64{}

func init() {
	for stap, hex := range map[int]string{
		50: "#f4fafe", 100: "#e3f3fd", 200: "#c7e7fa", 300: "#8ecef6",
		400: "#006fb3", 500: "#00568b", 600: "#003e65", 700: "#001e30",
	} {
		voorbeeld[stap], _ = Luminantie(hex)
	}
}

var merken = []string{
	"#00607f", "#1f6b3a", "#9c1c4b", "#ffff00", "#ffdd00", "#ffffff", "#000000", "#39ff14",
	"#ff00ff", "#00ffff", "#ff0000", "#00ff00", "#0000ff", "#ff6600", "#7f7f7f", "#808000",
	"#800080", "#c0c0c0", "#f5f5dc", "#ccff00", "#fe01b1", "#010203", "#fdfdfe", "#e4003a",
	"#154273", "#bee3f8", "#ffc0cb", "#5c4033", "#4b0082", "#ff10f0", "#00a3ad", "#d2b48c",
}

func TestElkeMerkkleurHaaltHetContrast(t *testing.T) {
	for _, merk := range merken {
		for naam, maxChroma := range map[string]float64{"merk": math.Inf(1), "grijs": grijsChroma} {
			r, err := reeks(merk, maxChroma, voorbeeld)
			if err != nil {
				t.Fatal(err)
			}
			r[0] = "#ffffff"
			for _, p := range paren {
				if c := Contrast(r[p.voor], r[p.grond]); c < p.minimaal {
					t.Errorf("%s (%s): %s: %s op %s is %.2f, minimaal %.1f", merk, naam, p.naam, r[p.voor], r[p.grond], c, p.minimaal)
				}
			}
		}
	}
}

// An accent and a brand meet too: a link on a band of the accent colour.
func TestMerkEnAccentSamen(t *testing.T) {
	var reeksen []map[int]string
	for _, merk := range merken {
		r, err := reeks(merk, math.Inf(1), voorbeeld)
		if err != nil {
			t.Fatal(err)
		}
		reeksen = append(reeksen, r)
	}
	for _, m := range reeksen {
		for _, a := range reeksen {
			if c := Contrast(m[500], a[100]); c < 4.5 {
				t.Errorf("link %s op band %s: %.2f", m[500], a[100], c)
			}
		}
	}
}

func TestParenVanEenThema(t *testing.T) {
	for _, tt := range []struct {
		naam  string
		thema Thema
		fout  []string // fields with a colour that fails as it was typed
	}{
		{"demo", Thema{Merk: "#00607f", Accent: "#b4690e"}, nil},
		{"zonder accent", Thema{Merk: "#1f6b3a"}, nil},
		{"geel", Thema{Merk: "#ffd200", Accent: "#d52b1e"}, []string{"merk", "merk"}},
		{"licht accent", Thema{Merk: "#154273", Accent: "#ffdd00"}, []string{"accent"}},
		{"wit", Thema{Merk: "#ffffff", Accent: "#ffffff"}, []string{"merk", "merk", "accent"}},
		{"zwart", Thema{Merk: "#000000", Accent: "#000000"}, nil},
	} {
		p, err := tt.thema.Paren(voorbeeld)
		if err != nil || len(p) < 20 {
			t.Fatal(tt.naam, len(p), err)
		}
		var fout []string
		for _, x := range p {
			if !x.Goed() {
				fout = append(fout, x.Veld)
			}
			if x.Veld == "" && !x.Goed() {
				t.Errorf("%s: the derived pair %q is %.2f", tt.naam, x.Naam, x.Verhouding)
			}
		}
		if strings.Join(fout, " ") != strings.Join(tt.fout, " ") {
			t.Errorf("%s: %q fail, want %q", tt.naam, fout, tt.fout)
		}
	}
	if _, err := (Thema{Merk: "rood"}).Paren(voorbeeld); err == nil {
		t.Error("a word is no colour")
	}
}

func TestVoorstelIsDeNaasteDieSlaagt(t *testing.T) {
	for _, veld := range []string{"merk", "accent"} {
		for _, hex := range merken {
			got, err := Voorstel(veld, hex)
			if err != nil {
				t.Fatal(err)
			}
			goed := true
			for _, p := range eigenParen(veld, got) {
				goed = goed && p.Goed()
			}
			if !goed {
				t.Errorf("%s %s: %s does not pass", veld, hex, got)
			}
			slaagde := true
			for _, p := range eigenParen(veld, hex) {
				slaagde = slaagde && p.Goed()
			}
			if slaagde && got != hex {
				t.Errorf("%s %s passes and became %s", veld, hex, got)
			}
			if krap := eigenParen(veld, got)[len(eigenParen(veld, got))-1]; !slaagde && krap.Verhouding > krap.Minimaal+0.15 {
				t.Errorf("%s %s: %s is darker than it must be: %.2f", veld, hex, got, krap.Verhouding)
			}
		}
	}
	if _, err := Voorstel("merk", "geel"); err == nil {
		t.Error("a word is no colour")
	}
}

func TestVoorbeeldCSS(t *testing.T) {
	th := Thema{Merk: "#00607f", Vorm: "rond"}
	hele, err1 := th.CSS(voorbeeld)
	deel, err2 := th.VoorbeeldCSS(voorbeeld)
	if err1 != nil || err2 != nil || strings.Replace(deel, ".mz-voorbeeld{", ":root{", 1) != hele || deel == hele {
		t.Errorf("%v %v %.80s", err1, err2, deel)
	}
	for _, v := range Vormen {
		if _, ok := vormen[v]; !ok {
			t.Errorf("vorm %q", v)
		}
	}
	for _, l := range Letters {
		if _, ok := letterfamilies[l]; !ok {
			t.Errorf("letter %q", l)
		}
	}
}

func TestReeksHoudtDeTint(t *testing.T) {
	for _, merk := range []string{"#00607f", "#1f6b3a", "#9c1c4b", "#ff6600", "#154273"} {
		c, err := leesHex(merk)
		if err != nil {
			t.Fatal(err)
		}
		_, _, wil := c.oklch()
		r, err := reeks(merk, math.Inf(1), voorbeeld)
		if err != nil {
			t.Fatal(err)
		}
		k, err := leesHex(r[500])
		if err != nil {
			t.Fatal(err)
		}
		_, _, tint := k.oklch()
		if verschil := math.Abs(math.Remainder(tint-wil, 2*math.Pi)); verschil > 0.05 {
			t.Errorf("%s werd %s: tint verschilt %.2f rad", merk, r[500], verschil)
		}
	}
}

func TestCSS(t *testing.T) {
	for _, tt := range []struct {
		naam  string
		thema Thema
		in    []string
		uit   []string
	}{
		{"alleen merk", Thema{Merk: "#00607f"}, []string{"@layer thema{:root{", "--mz-merk-500:#", "--mz-grijs-400:#"}, []string{"--mz-accent", "--mz-letter", "radius"}},
		{"met accent", Thema{Merk: "#00607f", Accent: "#b4690e"}, []string{"--mz-accent-100:#"}, nil},
		{"hoofdletters", Thema{Merk: "#00607F"}, []string{"--mz-merk-50:#"}, nil},
		{"rond", Thema{Merk: "#00607f", Vorm: "rond"}, []string{"--mz-card-radius:20px;"}, nil},
		{"zacht", Thema{Merk: "#00607f", Vorm: "zacht"}, nil, []string{"radius"}},
		{"strak", Thema{Merk: "#00607f", Vorm: "strak"}, []string{"--mz-card-radius:2px;"}, nil},
		{"source", Thema{Merk: "#00607f", Letter: "source-sans-3"}, nil, []string{"--mz-letter"}},
		{"atkinson", Thema{Merk: "#00607f", Letter: "atkinson"}, []string{`--mz-letter:"Atkinson Hyperlegible Next Variable",`}, nil},
	} {
		css, err := tt.thema.CSS(voorbeeld)
		if err != nil {
			t.Errorf("%s: %v", tt.naam, err)
			continue
		}
		for _, s := range tt.in {
			if !strings.Contains(css, s) {
				t.Errorf("%s: %q ontbreekt in %s", tt.naam, s, css)
			}
		}
		for _, s := range append(tt.uit, "url(", "http") {
			if strings.Contains(css, s) {
				t.Errorf("%s: %q staat in %s", tt.naam, s, css)
			}
		}
		if len(css) > 1500 {
			t.Errorf("%s: %d bytes", tt.naam, len(css))
		}
		if again, _ := tt.thema.CSS(voorbeeld); again != css {
			t.Errorf("%s: niet elke keer gelijk", tt.naam)
		}
	}
}

func TestCSSWeigert(t *testing.T) {
	for _, thema := range []Thema{
		{},
		{Merk: "00607f"},
		{Merk: "#00607"},
		{Merk: "#00607g"},
		{Merk: "#00607f;}body{display:none"},
		{Merk: "rood"},
		{Merk: "#00607f", Accent: "oranje"},
		{Merk: "#00607f", Vorm: "hoekig"},
		{Merk: "#00607f", Letter: "comic"},
	} {
		if css, err := thema.CSS(voorbeeld); err == nil || css != "" {
			t.Errorf("%+v: geen fout", thema)
		}
	}
	if _, err := (Thema{Merk: "#00607f"}).CSS(map[int]float64{50: 1}); err == nil {
		t.Error("geen fout zonder volledige luminanties")
	}
}

func TestContrast(t *testing.T) {
	for _, tt := range []struct {
		a, b string
		wil  float64
	}{
		{"#000000", "#ffffff", 21},
		{"#ffffff", "#000000", 21},
		{"#777777", "#777777", 1},
		{"#767676", "#ffffff", 4.54},
		{"#ff0000", "#ffffff", 4.00},
		{"rood", "#ffffff", 0},
		{"#ffffff", "", 0},
	} {
		if got := Contrast(tt.a, tt.b); math.Abs(got-tt.wil) > 0.01 {
			t.Errorf("Contrast(%q, %q) = %.3f, wil %.2f", tt.a, tt.b, got, tt.wil)
		}
	}
}

func TestHeenEnTerugDoorOKLCH(t *testing.T) {
	for _, hex := range merken {
		c, err := leesHex(hex)
		if err != nil {
			t.Fatal(err)
		}
		terug, past := vanOKLCH(c.oklch())
		if !past || terug.hex() != hex {
			t.Errorf("%s werd %s (past: %v)", hex, terug.hex(), past)
		}
	}
}

func TestLetterbestand(t *testing.T) {
	re := regexp.MustCompile(`^[a-z0-9-]+-latin\.woff2$`)
	for _, l := range []string{"", "source-sans-3", "atkinson", "onbekend"} {
		if got := (Thema{Letter: l}).Letterbestand(); !re.MatchString(got) {
			t.Errorf("Letterbestand van %q = %q", l, got)
		}
	}
}
