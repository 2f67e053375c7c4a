package verklaring

import (
	"maps"
	"net/url"
	"slices"
	"strconv"
	"time"

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

	Toestemming *Toestemmingvraag     `json:"toestemming,omitempty"` // where the zorgvrager can be asked; gone once asked
	Bewijs      map[string]string     `json:"bewijs,omitempty"`      // of each kind of evidence that is asked: BewijsBij or BewijsLater
	Klaar       []string              `json:"klaar,omitempty"`       // steps that were filled in right
	Half        map[string]url.Values `json:"half,omitempty"`        // steps that were left half filled in, as typed
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

	Email string   // of the carer, who cannot confirm for somebody else
	Talen []string // that the document can have besides Dutch
	Bij   []string // kinds of evidence that were added

	Onafdrukbaar func(string) string // the characters of a text that no document can show; nil looks at none
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
		a.TweedeTaal = ""
		if taal := v.Get("tweede_taal"); slices.Contains(v.Talen, taal) {
			a.TweedeTaal = taal
		}
	case StapToestemming:
		a.neemToestemming(v, r)
	case StapBewijs:
		a.neemBewijs(v, r)
	}
	if len(v.Fouten) > 0 {
		return
	}
	a.zetHalf(naam, nil)
	if !slices.Contains(a.Klaar, naam) {
		a.Klaar = append(slices.Clone(a.Klaar), naam)
	}
}

// MaxHalf is how many characters of a step are kept that is left half filled in.
const MaxHalf = 64 << 10

// NeemHalf keeps a step as it was typed, mistakes and all, for who goes on later. The
// step has to be filled in before the aanvraag can be sent. It reports false for more
// than MaxHalf: nobody types that.
func (a *Antwoorden) NeemHalf(naam string, getypt url.Values) bool {
	if len(getypt.Encode()) > MaxHalf {
		return false
	}
	a.zetHalf(naam, getypt)
	a.Heropen(naam)
	return true
}

// Heropen says that a step must be filled in again.
func (a *Antwoorden) Heropen(naam string) {
	a.Klaar = slices.DeleteFunc(slices.Clone(a.Klaar), func(s string) bool { return s == naam })
}

// zetHalf leaves the map of an earlier copy of the answers as it was.
func (a *Antwoorden) zetHalf(naam string, getypt url.Values) {
	half := maps.Clone(a.Half)
	if getypt == nil {
		delete(half, naam)
	} else {
		if half == nil {
			half = map[string]url.Values{}
		}
		half[naam] = getypt
	}
	a.Half = half
}

// JaNee are the answers to a question of yes or no.
var JaNee = []string{"ja", "nee"}

// Waarden gives the stored answers as the form shows them.
func (a Antwoorden) Waarden() url.Values {
	v := url.Values{"naam": {a.Naam}, "woont_hier": {a.WoontHier}, "telefoon": {a.Telefoon}, "relatie": {a.Relatie},
		"naaste_woont_hier": {a.NaasteWoontHier}, "taken": a.Taken, "toelichting": {a.Toelichting}, "doelen": a.Doelen, "tweede_taal": {a.TweedeTaal}}
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
	a.Toestemming.waarden(v)
	for soort, staat := range a.Bewijs {
		if staat == BewijsLater {
			v.Set("later-"+soort, "ja")
		}
	}
	return v
}
