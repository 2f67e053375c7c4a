package verklaring

import (
	"net/url"
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"

	"mantelpunt/web"
)

// Antwoorden are what the carer filled in. No diagnosis, no BSN, not even the name of
// the zorgvrager: none of these is needed to decide.
type Antwoorden struct {
	Taal            string    `json:"taal,omitempty"` // of the carer, for mail
	Naam            string    `json:"naam,omitempty"`
	Geboortedatum   time.Time `json:"geboortedatum,omitzero"`
	WoontHier       string    `json:"woont_hier,omitempty"` // ja, nee
	Telefoon        string    `json:"telefoon,omitempty"`
	Relatie         string    `json:"relatie,omitempty"`
	NaasteWoontHier string    `json:"naaste_woont_hier,omitempty"` // ja, nee
	Taken           []string  `json:"taken,omitempty"`
	Uren            int       `json:"uren,omitempty"` // a week
	Sinds           time.Time `json:"sinds,omitzero"` // first day of the month
	Toelichting     string    `json:"toelichting,omitempty"`
	Doelen          []string  `json:"doelen,omitempty"`
	TweedeTaal      string    `json:"tweede_taal,omitempty"` // of the document, "" for Dutch alone
	Adres           string    `json:"adres,omitempty"`       // lines, of who has no e-mail: where letters go

	Toestemming *Toestemmingvraag `json:"toestemming,omitempty"` // where the zorgvrager can be asked; gone once asked
	Klaar       []string          `json:"klaar,omitempty"`       // steps that were filled in right
}

// Toestemmingvraag is how the zorgvrager is asked to confirm.
type Toestemmingvraag struct {
	Wijze string `json:"wijze"` // email, brief or papier
	Naam  string `json:"naam,omitempty"`
	Email string `json:"email,omitempty"`
	Adres string `json:"adres,omitempty"` // lines
}

// The steps of the form; they stand in the address.
const (
	StapWie         = "wie"
	StapNaaste      = "naaste"
	StapZorg        = "zorg"
	StapDoel        = "doel"
	StapToestemming = "toestemming"
	StapBewijs      = "bewijs"
	StapControleren = "controleren"
)

// Stappen are the steps that these rules ask, in order.
func (r Regels) Stappen() []string {
	uit := []string{StapWie, StapNaaste, StapZorg, StapDoel}
	if r.Bevestiging != "" && r.Bevestiging != BevestigingNiet {
		uit = append(uit, StapToestemming)
	}
	if len(r.Bewijs) > 0 {
		uit = append(uit, StapBewijs)
	}
	return append(uit, StapControleren)
}

// Relaties and taken are the answers to choose from; their words are in the catalogue.
var (
	Relaties = []string{"partner", "ouder", "kind", "broer_zus", "familie", "vriend", "buur", "anders"}
	Taken    = []string{"huishouden", "boodschappen", "verzorging", "medicijnen", "administratie", "vervoer", "toezicht", "gezelschap"}
)

// MaxToelichting is the length of the free text, in characters.
const MaxToelichting = 500

// Open is the first step that still has to be filled in.
func (a Antwoorden) Open(r Regels) string {
	for _, s := range r.Stappen() {
		if s != StapControleren && !slices.Contains(a.Klaar, s) {
			return s
		}
	}
	return StapControleren
}

// MagNaar reports whether a step may be opened: every one before it is filled in.
func (a Antwoorden) MagNaar(r Regels, naam string) bool {
	stappen := r.Stappen()
	return slices.Index(stappen, naam) <= slices.Index(stappen, a.Open(r))
}

// Invoer is a posted step: what was typed, and the mistakes in it.
type Invoer struct {
	url.Values
	Fouten  web.Fouten
	Zin     func(string) string // sentence of a mistake, from the catalogue
	Vandaag time.Time           // midnight UTC
}

func (v *Invoer) fout(veld, sleutel string) { v.Fouten.Voeg(veld, v.Zin(sleutel)) }

// Neem reads one step into the answers. Answers of other steps stay. When there
// are mistakes the answers must not be stored.
func (a *Antwoorden) Neem(naam string, v *Invoer, r Regels) {
	switch naam {
	case StapWie:
		a.neemWie(v)
	case StapNaaste:
		a.Relatie = v.keuze("relatie", Relaties)
		a.NaasteWoontHier = v.keuze("naaste_woont_hier", JaNee)
	case StapZorg:
		a.neemZorg(v)
	case StapDoel:
		a.Doelen = v.keuzes("doelen", r.Doelcodes())
	}
	if len(v.Fouten) == 0 && !slices.Contains(a.Klaar, naam) {
		a.Klaar = append(a.Klaar, naam)
	}
}

// JaNee are the answers to a question of yes or no.
var JaNee = []string{"ja", "nee"}

func (a *Antwoorden) neemWie(v *Invoer) {
	a.Naam = strings.Join(strings.Fields(v.Get("naam")), " ")
	switch n := utf8.RuneCountInString(a.Naam); {
	case n == 0:
		v.fout("naam", "naam")
	case n > 100:
		v.fout("naam", "naam.lang")
	case strings.ContainsAny(a.Naam, "<>@{}[]0123456789"):
		v.fout("naam", "naam.tekens")
	}
	d := web.LeesDatum(v.Get, "geboortedatum")
	t, ok := d.Tijd()
	switch {
	case d.Leeg():
		v.fout("geboortedatum", "geboortedatum")
	case !ok:
		v.fout("geboortedatum", "datum.bestaatniet")
	case t.After(v.Vandaag):
		v.fout("geboortedatum", "geboortedatum.toekomst")
	case t.Before(v.Vandaag.AddDate(-120, 0, 0)):
		v.fout("geboortedatum", "geboortedatum.oud")
	}
	a.Geboortedatum = t
	a.WoontHier = v.keuze("woont_hier", JaNee)
	a.Telefoon = v.Get("telefoon")
	if a.Telefoon != "" && !telefoonKlopt(a.Telefoon) {
		v.fout("telefoon", "telefoon")
	}
}

func (a *Antwoorden) neemZorg(v *Invoer) {
	a.Taken = v.keuzes("taken", Taken)
	uren, err := strconv.Atoi(v.Get("uren"))
	switch {
	case v.Get("uren") == "":
		v.fout("uren", "uren")
	case err != nil:
		v.fout("uren", "uren.getal")
	case uren < 1 || uren > 168:
		v.fout("uren", "uren.week")
	}
	a.Uren = uren
	d := web.LeesDatum(v.Get, "sinds")
	d.Dag = "1"
	t, ok := d.Tijd()
	switch {
	case d.Maand == "" && d.Jaar == "":
		v.fout("sinds", "sinds")
	case !ok:
		v.fout("sinds", "sinds.bestaatniet")
	case t.After(v.Vandaag):
		v.fout("sinds", "sinds.toekomst")
	case t.Before(v.Vandaag.AddDate(-100, 0, 0)):
		v.fout("sinds", "sinds.bestaatniet")
	}
	a.Sinds = t
	a.Toelichting = v.Get("toelichting")
	if utf8.RuneCountInString(a.Toelichting) > MaxToelichting {
		v.fout("toelichting", "toelichting.lang")
	}
}

// keuze reads one answer out of a list.
func (v *Invoer) keuze(veld string, lijst []string) string {
	if w := v.Get(veld); slices.Contains(lijst, w) {
		return w
	}
	v.fout(veld, veld)
	return ""
}

// keuzes reads one or more answers out of a list, in its order.
func (v *Invoer) keuzes(veld string, lijst []string) []string {
	var out []string
	for _, w := range lijst {
		if slices.Contains(v.Values[veld], w) {
			out = append(out, w)
		}
	}
	if len(out) == 0 {
		v.fout(veld, veld)
	}
	return out
}

func telefoonKlopt(s string) bool {
	if len(s) > 25 { // room for spaces and a country code
		return false
	}
	cijfers := 0
	for _, r := range s {
		switch {
		case r >= '0' && r <= '9':
			cijfers++
		case !strings.ContainsRune(" +-()", r):
			return false
		}
	}
	return cijfers >= 10 && cijfers <= 15
}

// Waarden gives the stored answers as the form shows them.
func (a Antwoorden) Waarden() url.Values {
	v := url.Values{"naam": {a.Naam}, "woont_hier": {a.WoontHier}, "telefoon": {a.Telefoon}, "relatie": {a.Relatie},
		"naaste_woont_hier": {a.NaasteWoontHier}, "taken": a.Taken, "toelichting": {a.Toelichting}, "doelen": a.Doelen}
	if a.Uren > 0 {
		v.Set("uren", strconv.Itoa(a.Uren))
	}
	zet := func(id string, d web.Datum) {
		v.Set(id+"-dag", d.Dag)
		v.Set(id+"-maand", d.Maand)
		v.Set(id+"-jaar", d.Jaar)
	}
	zet("geboortedatum", web.NaarDatum(a.Geboortedatum))
	zet("sinds", web.NaarDatum(a.Sinds))
	return v
}
