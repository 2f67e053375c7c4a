package gegevens

import "slices"

// Bron is a place in a law, a judgement or a list: what it is called and where it can be read.
type Bron struct{ Naam, URL string }

// The sources of grounds and terms.
var (
	taak         = Bron{"AVG artikel 6, lid 1, onder e (taak van algemeen belang)", avg}
	verplichting = Bron{"AVG artikel 6, lid 1, onder c (wettelijke verplichting)", avg}
	gezondheid   = Bron{"AVG artikel 9, lid 2, onder h, met UAVG artikel 30, lid 3 (maatschappelijke dienstverlening)", "https://wetten.overheid.nl/BWBR0040940/"}
	bewijslast   = Bron{"AVG artikel 5, lid 2 (aantonen dat het goed gaat)", avg}
	beveiliging  = Bron{"AVG artikel 32 (beveiliging)", avg}
	nietLanger   = Bron{"AVG artikel 5, lid 1, onder e (niet langer dan nodig)", avg}
	wmo          = Bron{"Wmo 2015 artikelen 1.1.1 en 2.1.1 (mantelzorg bevorderen)", "https://wetten.overheid.nl/BWBR0035362/"}
	awb          = Bron{"Awb titel 4.1 (een aanvraag behandelen)", "https://wetten.overheid.nl/BWBR0005537/"}
	wabb         = Bron{"Wabb artikel 10 (gebruik van het burgerservicenummer)", "https://wetten.overheid.nl/BWBR0022428/"}
	wmebv        = Bron{"Awb afdeling 2.3 (bericht van ontvangst)", "https://wetten.overheid.nl/BWBR0005537/"}

	// The Selectielijst gemeenten en intergemeentelijke organen 2020 has no line for a
	// mantelzorgverklaring. It is no voorziening of the Wmo (8.1.1, fifteen years: that
	// is about a client and his care); it says for a time what somebody is. The archivist
	// of a gemeente may judge otherwise.
	lijstVerleend   = Bron{"Selectielijst gemeenten 2020, 9.1.1 (tijdelijke status: 1 jaar na het einde)", selectielijst}
	lijstAfgewezen  = Bron{"Selectielijst gemeenten 2020, 9.2 (niet toegekend: 5 jaar)", selectielijst}
	lijstAfgebroken = Bron{"Selectielijst gemeenten 2020, 8.4.1 (afgebroken, sociaal domein: 42 dagen)", selectielijst}
)

const (
	avg           = "https://eur-lex.europa.eu/legal-content/NL/TXT/HTML/?uri=CELEX:32016R0679"
	selectielijst = "https://selectielijst.openzaak.nl/"
)

// Verwerking is one thing that is done with personal data (AVG art. 30): its purpose,
// and who gets to see it, are in the catalogue under its code.
type Verwerking struct {
	Code      string
	Grondslag []Bron
	Openbaar  bool // about visitors of the portal, so told on the privacy page
}

// Verwerkingen are all of them, in the order of the privacy page.
var Verwerkingen = []Verwerking{
	{Code: "account", Grondslag: []Bron{taak, wmo, wabb}, Openbaar: true},
	{Code: "inloggen", Grondslag: []Bron{taak, beveiliging}, Openbaar: true},
	{Code: "verklaring", Grondslag: []Bron{taak, wmo, awb, gezondheid}, Openbaar: true},
	{Code: "toestemming", Grondslag: []Bron{taak, wmo}, Openbaar: true}, // the confirmation itself is no legal basis
	{Code: "controle", Grondslag: []Bron{taak, wmo}, Openbaar: true},
	{Code: "bewaarlijst", Grondslag: []Bron{taak, wmo}, Openbaar: true},
	{Code: "mail", Grondslag: []Bron{taak, wmebv}, Openbaar: true},
	{Code: "audit", Grondslag: []Bron{verplichting, bewijslast, beveiliging}, Openbaar: true},
	{Code: "socialekaart", Grondslag: []Bron{taak, wmo}, Openbaar: true},
	{Code: "zoekvragen", Grondslag: []Bron{taak, wmo}, Openbaar: true},
	{Code: "meldingen", Grondslag: []Bron{taak, wmo}, Openbaar: true},
	{Code: "medewerkers", Grondslag: []Bron{taak, beveiliging}},
	{Code: "partners", Grondslag: []Bron{taak, beveiliging}},
}

// Tabellen are the tables of a processing.
func (v Verwerking) Tabellen() (uit []Tabel) {
	for _, t := range Register {
		if t.Verwerking == v.Code {
			uit = append(uit, t)
		}
	}
	return uit
}

// Van says whom a processing is about.
func (v Verwerking) Van() (uit []Over) {
	for _, t := range v.Tabellen() {
		for _, f := range t.Velden {
			for _, o := range t.VanWie(f) {
				if !slices.Contains(uit, o) {
					uit = append(uit, o)
				}
			}
		}
	}
	return uit
}

// Regels are the terms of a processing.
func (v Verwerking) Regels() (uit []Regel) {
	for _, r := range Regels {
		if r.Verwerking == v.Code {
			uit = append(uit, r)
		}
	}
	return uit
}
