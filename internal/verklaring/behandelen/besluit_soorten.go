package behandelen

import (
	"slices"

	"mantelpunt/internal/verklaring"
	"mantelpunt/web"
)

// besluitsoort is one kind of handeling as a page.
type besluitsoort struct {
	Pad     string // last part of the address
	Soort   verklaring.Briefsoort
	Titel   string
	Kort    string // on its button in the dossier
	Gedaan  string // told after it went out
	Woorden string // label of the words in the letter
	Uitleg  string // below that label
}

var besluitsoorten = []besluitsoort{
	{"verlenen", verklaring.BriefVerleend, "Verklaring verlenen", "Verlenen", "De verklaring is verleend. De aanvrager krijgt bericht.",
		"Wilt u iets toevoegen aan de brief?", "Staat bij dit besluit als toelichting. Noem geen ziekte en niet de naam van de naaste."},
	{"afwijzen", verklaring.BriefAfgewezen, "Aanvraag afwijzen", "Afwijzen", "De aanvraag is afgewezen. De aanvrager krijgt de brief.",
		"Leg in gewone woorden uit waarom", "De aanvrager leest dit in de brief. Noem waar u naar keek en waarom dat niet genoeg is. Noem geen ziekte en niet de naam van de naaste."},
	{"buiten-behandeling", verklaring.BriefBuitenBehandeling, "Aanvraag niet verder behandelen", "Niet verder behandelen", "De aanvraag is buiten behandeling gelaten. De aanvrager krijgt de brief.",
		"Wat ontbreekt er nog?", "De aanvrager leest dit in de brief. Noem wat u vroeg en wat u nog mist."},
	{"verbeteren", verklaring.BriefVervangen, "Verklaring verbeteren", "Verbeter een fout", "De verbeterde verklaring is afgegeven. De oude geldt niet meer.",
		"Wat hebt u verbeterd?", "De mantelzorger leest dit in de brief."},
	{"intrekken", verklaring.BriefVerklaringIngetrokken, "Verklaring intrekken", "Trek in", "De verklaring is ingetrokken. Wie haar controleert, ziet dat meteen.",
		"Leg in gewone woorden uit waarom", "De mantelzorger leest dit in de brief. Wie de verklaring controleert, ziet het niet."},
}

func zoekSoort(is func(besluitsoort) bool) (besluitsoort, bool) {
	i := slices.IndexFunc(besluitsoorten, is)
	if i < 0 {
		return besluitsoort{}, false
	}
	return besluitsoorten[i], true
}

// soortVan is the page of a handeling.
func soortVan(b verklaring.Briefsoort) besluitsoort {
	s, _ := zoekSoort(func(s besluitsoort) bool { return s.Soort == b })
	return s
}

// redenen are those for which staff withdraw a verklaring, and what each is called.
var redenen = []web.Keuze{
	{Waarde: string(verklaring.RedenZelf), Naam: "De mantelzorger vraagt erom"},
	{Waarde: string(verklaring.RedenGestopt), Naam: "De zorg is gestopt"},
	{Waarde: string(verklaring.RedenOverleden), Naam: "De mantelzorger is overleden", Uitleg: "De brief is voor de nabestaanden en gaat per post. Er gaat geen e-mail."},
	{Waarde: string(verklaring.RedenOnjuist), Naam: "De verklaring had niet verleend mogen worden", Uitleg: "Een fout in de gegevens kunt u beter verbeteren."},
	{Waarde: string(verklaring.RedenMisbruik), Naam: "De verklaring is misbruikt"},
}
