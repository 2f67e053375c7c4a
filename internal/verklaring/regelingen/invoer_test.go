package regelingen

import (
	"net/url"
	"reflect"
	"strconv"
	"strings"
	"testing"
	"time"

	"mantelpunt/internal/verklaring"
)

var dag = time.Date(2026, 11, 22, 0, 0, 0, 0, time.UTC)

// goede are rules that a gemeente could have.
func goede() map[string]verklaring.Regels {
	standaard := verklaring.StandaardRegels()
	standaard.Bewaren.Bron, standaard.Briefhoofd.Bezwaar = "Selectielijst", []string{"Postbus 1"}
	direct := directeRegels()
	direct.Bewaren.Bron = "Selectielijst"
	wacht := direct
	wacht.Bewijs, wacht.Bevestiging = []string{"indicatie"}, verklaring.BevestigingPapier
	return map[string]verklaring.Regels{"standaard": standaard, "eigen": eigenRegels(), "direct": direct, "direct met bewijs": wacht}
}

// What the form shows is what it reads: nothing is lost by making a version of a version.
func TestFormReadsWhatItShows(t *testing.T) {
	for naam, r := range goede() {
		got, vanaf, fouten := lees(vanafVeld(vul(r), dag), dag)
		if len(fouten) > 0 || !vanaf.Equal(dag) || !reflect.DeepEqual(got, r) {
			t.Errorf("%s: %v\n got %+v\nwant %+v", naam, fouten, got, r)
		}
	}
}

// The order of the purposes is that of their places, whatever numbers are used.
func TestOrderOfPurposes(t *testing.T) {
	v := vanafVeld(vul(eigenRegels()), dag)
	v.Set(plaatsveld("school"), "1")
	v.Set(plaatsveld("werkgever"), "")
	v.Set(plaatsveld("woning"), "99")
	v.Set(maandenveld("woning"), "6")
	r, _, fouten := lees(v, dag)
	if want := []string{"parkeren", "school", "waardering", "woning"}; len(fouten) > 0 || !reflect.DeepEqual(r.Doelcodes(), want) {
		t.Errorf("%v %v", r.Doelcodes(), fouten)
	}
}

// Every mistake gives one sentence at its field, in the order of the form, and what
// cannot go together is refused.
func TestMistakes(t *testing.T) {
	for _, tt := range []struct{ veld, waarde, fout, zin string }{
		{"woont", "maan", "woont", "Kies wie in de gemeente"},
		{"uren", "169", "uren", "van 0 tot en met 168"},
		{"uren", "-1", "uren", "van 0 tot en met 168"},
		{"uren", "8,5", "uren", "een heel getal in"},
		{"uren", "99999999999999999999", "uren", "een heel getal in"},
		{"weken", "", "weken", "een heel getal in"},
		{"beide", "misschien", "beide", "Kies ja of nee bij ‘aan allebei voldoen’"},
		{"bevestiging", "telepathie", "bevestiging", "Kies of de naaste moet bevestigen"},
		{maandenveld("parkeren"), "0", maandenveld("parkeren"), "van 1 tot en met 60"},
		{maandenveld("parkeren"), "", maandenveld("parkeren"), "een heel getal in"},
		{plaatsveld("parkeren"), "eerst", plaatsveld("parkeren"), "een heel getal in"},
		{"modus", "robot", "modus", "Kies wie beslist"},
		{"modus", "direct", "vier_ogen", "gaan niet samen"},
		{"beslis_weken", "9", "beslis_weken", "hoogstens 8 weken (Awb artikel 4:13)"},
		{"beslis_weken", "0", "beslis_weken", "van 1 tot en met 26"},
		{"verleng_weken", "9", "verleng_weken", "van 0 tot en met 8"},
		{"antwoord_dagen", "6", "antwoord_dagen", "van 7 tot en met 56"},
		{"verleend_maanden", "0", "verleend_maanden", "van 1 tot en met 240"},
		{"afgewezen_maanden", "1", "afgewezen_maanden", "kan iemand nog bezwaar maken"},
		{"afgebroken_dagen", "41", "afgebroken_dagen", "kan iemand nog bezwaar maken"},
		{"bron", "  ", "bron", "waar de bewaartermijnen vandaan komen"},
		{"uitleg", strings.Repeat("x", 2001), "uitleg", "hoogstens 2000 tekens"},
		{"brief", strings.Repeat("é", 1001), "brief", "hoogstens 1000 tekens"},
		{"afzender", strings.Repeat("x", 61), "afzender", "hoogstens 60 tekens"},
		{"afzender", strings.Repeat("x\n", 7), "afzender", "hoogstens 6 regels"},
		{"ondertekenaar", strings.Repeat("x", 81), "ondertekenaar", "hoogstens 80 tekens"},
		{"bezwaar", " \n ", "bezwaar", "Bij een besluit hoort een adres voor bezwaar"},
		{"vanaf-dag", "21", "vanaf", "Kies vandaag of een dag daarna"},
		{"vanaf-maand", "13", "vanaf", "die bestaan"},
		{"vanaf-jaar", "2032", "vanaf", "binnen 5 jaar"},
	} {
		v := vanafVeld(vul(eigenRegels()), dag)
		v.Set(tt.veld, tt.waarde)
		if _, _, fouten := lees(v, dag); len(fouten) != 1 || !strings.Contains(fouten.Voor(tt.fout), tt.zin) {
			t.Errorf("%s = %.20q: %v", tt.veld, tt.waarde, fouten)
		}
	}
	v := vanafVeld(vul(eigenRegels()), dag)
	for _, code := range verklaring.AlleDoelen {
		v.Set(plaatsveld(code), "")
	}
	if _, _, fouten := lees(v, dag); !strings.Contains(fouten.Voor("doelen"), "minstens één doel") {
		t.Errorf("no purposes: %v", fouten)
	}
	_, _, fouten := lees(foutingevuld(), dag)
	gezien, vorige := map[string]bool{}, -1
	for _, f := range fouten {
		plaats := -1
		for i, veld := range velden {
			if veld == f.Veld {
				plaats = i
			}
		}
		if gezien[f.Veld] || plaats <= vorige {
			t.Errorf("%s stands twice or out of order in %v", f.Veld, fouten)
		}
		gezien[f.Veld], vorige = true, plaats
	}
	if len(fouten) < 15 {
		t.Errorf("only %d mistakes", len(fouten))
	}
}

// Where it is no besluit, no address for objections is asked, nor the terms of the Awb.
func TestWithoutBesluit(t *testing.T) {
	v := vanafVeld(vul(eigenRegels()), dag)
	for veld, w := range map[string]string{"besluit": "nee", "bezwaar": "", "beslis_weken": "12", "afgebroken_dagen": "7", "afgewezen_maanden": "1"} {
		v.Set(veld, w)
	}
	if _, _, fouten := lees(v, dag); len(fouten) > 0 {
		t.Error(fouten)
	}
}

// Whatever is posted, reading it ends, and what it accepts can be shown again.
func FuzzLees(f *testing.F) {
	f.Add("uren", "8", "ja")
	f.Add("afzender", "a\nb\n\nc", "nee")
	f.Add("plaats-parkeren", "-7", "link")
	f.Fuzz(func(t *testing.T, veld, waarde, ander string) {
		v := vanafVeld(vul(eigenRegels()), dag)
		v.Set(veld, waarde)
		v.Set("bevestiging", ander)
		r, vanaf, fouten := lees(v, dag)
		if len(fouten) > 0 {
			return
		}
		if r2, _, fouten := lees(vanafVeld(vul(r), vanaf), dag); len(fouten) > 0 || !reflect.DeepEqual(r.Woorden(t.Context()), r2.Woorden(t.Context())) {
			t.Errorf("%+v is read as %+v: %v", r, r2, fouten)
		}
	})
}

func TestStateOfVersions(t *testing.T) {
	var got []string
	for _, v := range voorbeeldversies() {
		got = append(got, strconv.Itoa(v.Nr)+" "+v.Staat+" "+strconv.Itoa(v.Voor.Nr))
		if v.Weg != (v.Staat == komt || v.Nr == 3) {
			t.Errorf("version %d can be removed: %v", v.Nr, v.Weg)
		}
	}
	if want := []string{"5 komt 4", "4 komt 3", "3 vervangen 2", "2 geldt 1", "1 voorbij 0"}; !reflect.DeepEqual(got, want) {
		t.Errorf("%q", got)
	}
	if _, _, fouten := lees(url.Values{}, dag); len(fouten) == 0 {
		t.Error("nothing filled in is right")
	}
}
