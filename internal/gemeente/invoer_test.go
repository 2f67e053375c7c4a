package gemeente

import (
	"net/http"
	"net/url"
	"slices"
	"strings"
	"testing"
	"time"
)

func TestHostAsABrowserSendsIt(t *testing.T) {
	for _, c := range []struct{ in, host, zin string }{
		{" Mantelzorg.Veldwaarde.example. ", "mantelzorg.veldwaarde.example", ""},
		{"café.example", "xn--caf-dma.example", ""},
		{"xn--caf-dma.example", "xn--caf-dma.example", ""},
		{"a-b.c1.example", "a-b.c1.example", ""},
		{"", "", "Vul een adres in"},
		{"https://mantelzorg.example", "", "zonder https://"},
		{"mantelzorg.example/start", "", "zonder https://"},
		{"mantelzorg.example:8080", "", "zonder poort"},
		{"localhost", "", "werkt alleen op de computer zelf"},
		{"veldwaarde.localhost", "", "werkt alleen op de computer zelf"},
		{"192.0.2.1", "", "geen IP-adres"},
		{"mantelzorg.123", "", "geen IP-adres"},
		{"intranet", "", "staat een punt"},
		{"mantel zorg.example", "", "geen adres van een website"},
		{"-mantel.example", "", "geen adres van een website"},
		{"mantel_zorg.example", "", "geen adres van een website"},
		{"mantel..example", "", "geen adres van een website"},
		{"mantelzorg.example\r\nx", "", "geen adres van een website"},
		{strings.Repeat("lang.", 60) + "example", "", "geen adres van een website"},
	} {
		host, zin := leesHost(c.in)
		if host != c.host && c.zin == "" || (zin == "") != (c.zin == "") || !strings.Contains(zin, c.zin) {
			t.Errorf("%q: %q %q", c.in, host, zin)
		}
	}
	if leesbaar("xn--caf-dma.example") != "café.example" || leesbaar("gewoon.example") != "gewoon.example" {
		t.Error("people read letters")
	}
}

func TestHoursAsTyped(t *testing.T) {
	for in, want := range map[string]string{"9": "09:00", "9.30": "09:30", "09:30 uur": "09:30", "24.00": "24:00", "0:05": "00:05", "": "", "24.01": "fout", "9.60": "fout", "negen": "fout", "9.5": "fout", "-1": "fout"} {
		got, ok := leesKlok(in)
		if !ok {
			got = "fout"
		}
		if got != want {
			t.Errorf("%q: %q, want %q", in, got, want)
		}
	}
	v := url.Values{"telefoon": {"0599-00 01 23"}}
	zet := func(dag, deel int, van, tot string) {
		v.Set(tijdveld(dag, deel, "van"), van)
		v.Set(tijdveld(dag, deel, "tot"), tot)
	}
	zet(0, 1, "9", "12.00")
	zet(0, 2, "13", "17")
	zet(6, 1, "", "")
	zet(6, 2, "10.00", "11.00")
	c, fouten := leesContact(v)
	if len(fouten) > 0 || !slices.Equal(c.Tijden, []Openingstijd{{time.Monday, "09:00", "12:00"}, {time.Monday, "13:00", "17:00"}, {time.Sunday, "10:00", "11:00"}}) {
		t.Errorf("%v %v", c.Tijden, fouten)
	}
	if terug, f := leesContact(vulContact(c)); len(f) > 0 || !slices.Equal(terug.Tijden, c.Tijden) {
		t.Errorf("the form does not give back what went in: %v %v", terug.Tijden, f)
	}
	zet(0, 2, "11.30", "17")
	zet(1, 1, "17", "9")
	zet(2, 1, "9", "")
	zet(3, 1, "9", "9")
	zet(4, 1, "om negen", "17")
	if _, fouten = leesContact(v); len(fouten) != 5 || fouten[0].Veld != "tijd-0-van1" || !strings.HasPrefix(fouten[1].Tekst, "Dinsdag: ") {
		t.Errorf("%v", fouten)
	}
}

func TestContactThatCannotBe(t *testing.T) {
	for veld, waarden := range map[string][]string{
		"telefoon":  {"bel ons", "112x", strings.Repeat("1", 30), "<b>1</b>"},
		"email":     {"info", "info@", "a@b c", "Info <info@veldwaarde.example>", "a\nb@c.example", strings.Repeat("a", 300) + "@b.example"},
		"steunpunt": {strings.Repeat("é", 101)},
		"adres":     {strings.Repeat("é", 201)},
	} {
		for _, w := range waarden {
			v := url.Values{"telefoon": {"112"}, "email": {"info@veldwaarde.example"}}
			v.Set(veld, w)
			if c, fouten := leesContact(v); len(fouten) != 1 || fouten[0].Veld != veld || slices.Contains([]string{c.Telefoon, c.Email, c.Steunpunt, c.Adres}, w) {
				t.Errorf("%s %.40q: %v", veld, w, fouten)
			}
		}
	}
	if _, fouten := leesContact(url.Values{}); len(fouten) != 1 || fouten[0].Veld != "telefoon" {
		t.Errorf("%v", fouten)
	}
}

func TestWijkenAsTyped(t *testing.T) {
	wijken, fouten := leesWijken(url.Values{"wijk-0": {" De  Linden "}, "wijk-1": {""}, "wijk-2": {"Zuid"}})
	if !slices.Equal(wijken, []string{"De Linden", "Zuid"}) || len(fouten) > 0 {
		t.Errorf("%q %v", wijken, fouten)
	}
	if _, fouten = leesWijken(url.Values{"wijk-0": {"Zuid"}, "wijk-1": {"zuid"}, "wijk-2": {strings.Repeat("é", 61)}}); len(fouten) != 2 || fouten[0].Veld != "wijk-1" || fouten[1].Veld != "wijk-2" {
		t.Errorf("%v", fouten)
	}
	for actie, want := range map[string]string{"omhoog 1": "B A C", "omlaag 0": "B A C", "omlaag 1": "A C B", "weg 1": "A C", "omhoog 0": "A B C", "erbij 3": "A B C"} {
		v := vulWijken([]string{"A", "B", "C"})
		v.Set("actie", actie)
		var f formulier
		if !schuifWijken(nil, v, &f) || !f.Los {
			t.Errorf("%s: not done", actie)
		}
		if got := strings.TrimSpace(strings.Join(wijkvelden(f.V), " ")); got != want {
			t.Errorf("%s: %q, want %q", actie, got, want)
		}
	}
	for _, actie := range []string{"bewaar", "", "omhoog", "omhoog 9", "omhoog -1", "omhoog x"} {
		v := vulWijken([]string{"A", "B"})
		v.Set("actie", actie)
		if schuifWijken(nil, v, &formulier{}) {
			t.Errorf("%q does something", actie)
		}
	}
}

func TestColoursAsTyped(t *testing.T) {
	for in, want := range map[string]string{" 00607F ": "#00607f", "#0AF": "#00aaff", "0af": "#00aaff", "geel": "#geel", "": "", "#00607f;}": "#00607f;}"} {
		if got := leesHex(in); got != want {
			t.Errorf("%q: %q", in, got)
		}
	}
	goed := url.Values{"merk": {"00607f"}, "accent": {""}, "vorm": {"rond"}, "letter": {"atkinson"}, "beeldmerk": {"lindemeer"}}
	var g Gemeente
	if f := leesVormgeving(nil, goed, &g); len(f) > 0 || g.Thema.Merk != "#00607f" || g.Beeldmerk != "lindemeer" {
		t.Errorf("%v %+v", f, g.Thema)
	}
	for veld, waarde := range map[string]string{"merk": "#ffd200", "accent": "#ffee88", "vorm": "hoekig", "letter": "comic", "beeldmerk": "leeuw"} {
		v := url.Values{}
		for k, w := range goed {
			v[k] = w
		}
		v.Set(veld, waarde)
		was := g
		if f := leesVormgeving(nil, v, &g); len(f) != 1 || f[0].Veld != veld || g.Thema != was.Thema {
			t.Errorf("%s %s: %v", veld, waarde, f)
		}
	}
	if o := beoordeelKleur("merk", "#ffd200"); o.Voorstel == "" || !strings.Contains(o.Zin, o.Voorstel) || beoordeelKleur("merk", o.Voorstel).Fout {
		t.Errorf("%+v", o)
	}
	if verhouding(4.49) != "4,4\u00a0:\u00a01" || verhouding(4.5) != "4,5\u00a0:\u00a01" || verhouding(21) != "21\u00a0:\u00a01" {
		t.Error(verhouding(4.49), verhouding(4.5), verhouding(21))
	}
}

func TestOwnWordsKeepTheirPlaces(t *testing.T) {
	for _, c := range []struct{ standaard, eigen, zin string }{
		{"Bel %s.", "Bel ons op %s!", ""},
		{"Welkom", "100% welkom", ""},
		{"%d van %s", "%d uit %s", ""},
		{"%d van %s", "%s uit %d", "dezelfde volgorde"},
		{"Bel %s.", "Bel ons.", "%s"},
		{"Bel %s.", "Bel %s of %s.", "%s"},
		{"Welkom", "Welkom %s", "Haal %s en %d weg"},
		{"Bel %s.", "Bel %s, 100% gratis.", "procent"},
		{"Bel %s.", "Bel %v%s.", "procent"},
		{"Welkom", strings.Repeat("a", maxTekst+1), "korter"},
	} {
		if zin := controleerTekst(c.standaard, c.eigen, maxTekst); (zin == "") != (c.zin == "") || !strings.Contains(zin, c.zin) {
			t.Errorf("%q voor %q: %q", c.eigen, c.standaard, zin)
		}
	}
	if zin, n := langeZin("Kort. Deze zin heeft veel te veel woorden en gaat maar door, zodat niemand hem nog tot het eind leest."); n != 19 || !strings.HasPrefix(zin, "Deze zin") {
		t.Error(zin, n)
	}
	if _, n := langeZin("Kort. Ook kort."); n != 0 {
		t.Error(n)
	}
	for sleutel, mag := range map[string]bool{"web.site": true, "informatiepunt.home.lead": true, "gemeente.contact.nood.gevaar": false, "web.inloggen": false, "verklaring.fout.naam": false, "account.mail.onderwerp": false, "verklaring.uitleg.privacy.tekst": false} {
		if (tekstgroep(sleutel) != "") != mag {
			t.Errorf("%s: %v", sleutel, !mag)
		}
	}
	if maxVan("web.site") != 30 || maxVan("gemeente.contact.bellen") != 120 || maxVan("gemeente.contact.inleiding") != maxTekst {
		t.Error("how long a text may be")
	}
	g := Gemeente{Instellingen: Instellingen{Teksten: map[string]map[string]string{"nl": {"informatiepunt.home.lead": "Kom langs voor koffie."}}}}
	if got := zoekTeksten(g, "KOFFIE langs"); len(got) != 1 || !got[0].Eigen || got[0].Tekst != "Kom langs voor koffie." {
		t.Errorf("%+v", got)
	}
	if alle := zoekTeksten(g, ""); len(alle) < 40 || len(zoekTeksten(g, "zeppelin")) != 0 {
		t.Errorf("%d texts", len(alle))
	}
}

func TestWhichAddressGoes(t *testing.T) {
	r := &http.Request{Host: "Een.example:443"}
	for _, c := range []struct {
		naam  string
		hosts []string
		v     url.Values
		want  []string
		fout  string
	}{
		{"nieuw", []string{"een.example"}, url.Values{"nieuw": {"TWEE.example"}}, []string{"een.example", "twee.example"}, ""},
		{"nog eens", []string{"een.example"}, url.Values{"nieuw": {"een.EXAMPLE"}}, []string{"een.example"}, "staat al in de lijst"},
		{"fout", []string{"een.example"}, url.Values{"nieuw": {"http://x"}}, []string{"een.example"}, "zonder https://"},
		{"eerst", []string{"een.example", "twee.example"}, url.Values{"actie": {"eerst twee.example"}}, []string{"twee.example", "een.example"}, ""},
		{"eerst wat er niet is", []string{"een.example"}, url.Values{"actie": {"eerst drie.example"}}, []string{"een.example"}, ""},
		{"weg", []string{"een.example", "twee.example"}, url.Values{"actie": {"weg twee.example"}}, []string{"een.example"}, ""},
		{"weg wat er niet is", []string{"een.example"}, url.Values{"actie": {"weg twee.example"}}, []string{"een.example"}, ""},
		{"laatste", []string{"een.example"}, url.Values{"actie": {"weg een.example"}, "zeker": {"ja"}}, []string{"een.example"}, "laatste adres"},
		{"eigen", []string{"een.example", "twee.example"}, url.Values{"actie": {"weg een.example"}}, []string{"een.example", "twee.example"}, "nu zelf"},
		{"eigen, zeker", []string{"een.example", "twee.example"}, url.Values{"actie": {"weg een.example"}, "zeker": {"ja"}}, []string{"twee.example"}, ""},
	} {
		g := Gemeente{Hosts: slices.Clone(c.hosts)}
		fouten := leesAdressen(r, c.v, &g)
		if !slices.Equal(g.Hosts, c.want) || (c.fout == "") != (len(fouten) == 0) || len(fouten) > 0 && !strings.Contains(fouten[0].Tekst, c.fout) {
			t.Errorf("%s: %q %v", c.naam, g.Hosts, fouten)
		}
	}
}
