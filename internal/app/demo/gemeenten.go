package demo

import (
	"net"
	"time"

	"mantelpunt/internal/gemeente"
	"mantelpunt/internal/toegang"
	"mantelpunt/web/kleur"
)

// werkdagen are opening hours on days that follow each other.
func werkdagen(van, tot time.Weekday, open, dicht string) []gemeente.Openingstijd {
	var out []gemeente.Openingstijd
	for d := van; d <= tot; d++ {
		out = append(out, gemeente.Openingstijd{Dag: d, Van: open, Tot: dicht})
	}
	return out
}

// gemeenten of the demo differ in look, words, offers, rules and staff. Their CBS
// codes do not exist.
var gemeenten = []demogemeente{
	{
		gemeente: gemeente.Gemeente{
			Slug: "veldwaarde", Naam: "Veldwaarde", CBSCode: "GM9902",
			Wijken: []string{"Centrum", "Oosterwijk", "Westveld", "Zuid", "Rivierzicht", "Buitengebied"},
			Instellingen: gemeente.Instellingen{
				Thema: kleur.Thema{Merk: "#00607f", Accent: "#b4690e", Vorm: "zacht", Letter: "source-sans-3"}, Beeldmerk: "veldwaarde",
				Talen: []string{"nl", "en"},
				Contact: gemeente.Contact{Steunpunt: "MantelSteun Veldwaarde", Telefoon: "0599-00 01 23", Email: "info@mantelsteunveldwaarde.example", Adres: "Raadhuisplein 1, 7991 AA Veldwaarde",
					Tijden: werkdagen(time.Monday, time.Friday, "09:00", "17:00")},
			},
		},
		regelingen: veldwaardeRegelingen,
		staf: []Account{
			{"c.bakker@veldwaarde.example", "Carla Bakker", toegang.Consulent, ""},
			{"s.elamrani@veldwaarde.example", "Samir el Amrani", toegang.Consulent, ""},
			{"r.jansen@veldwaarde.example", "Ria Jansen", toegang.Redacteur, ""},
			{"b.smit@veldwaarde.example", "Bart Smit", toegang.Beheerder, ""},
			{"t.hoekstra@thuisinveldwaarde.example", "Tineke Hoekstra", toegang.Aanbieder, "thuis-in-veldwaarde"},
		},
		burgers: veldwaarders,
		vragen:  veldwaardeVragen,
		woorden: veldwaardeWoorden,
	},
	{
		gemeente: gemeente.Gemeente{
			Slug: "lindemeer", Naam: "Lindemeer", CBSCode: "GM9903",
			Wijken: []string{"Dorp", "Meerzicht", "De Linden", "Buitenlanden"},
			Instellingen: gemeente.Instellingen{
				Thema: kleur.Thema{Merk: "#1f6b3a", Accent: "#8a5a00", Vorm: "rond", Letter: "atkinson"}, Beeldmerk: "lindemeer",
				Talen: []string{"nl", "en"},
				Contact: gemeente.Contact{Steunpunt: "Steunpunt Mantelzorg Lindemeer", Telefoon: "0598-00 04 00", Email: "steunpunt@lindemeer.example", Adres: "Meerweg 12, 8391 LM Lindemeer",
					Tijden: append(werkdagen(time.Monday, time.Thursday, "09:00", "16:30"), werkdagen(time.Friday, time.Friday, "09:00", "12:30")...)},
				Teksten: map[string]map[string]string{
					"nl": {
						"informatiepunt.home.kop1":     "Zorgen doet u niet alleen.",
						"informatiepunt.home.kop2":     "Wij staan naast u.",
						"informatiepunt.home.lead":     "Het Steunpunt Mantelzorg Lindemeer kent het dorp en de buurten. Vind hulp dichtbij, of kom langs voor koffie en een gesprek.",
						"informatiepunt.contact.tekst": "Jelle en zijn collega’s kennen de weg in Lindemeer. Zij komen ook bij u thuis.",
					},
					"en": {
						"informatiepunt.home.kop1":     "You do not care alone.",
						"informatiepunt.home.kop2":     "We stand beside you.",
						"informatiepunt.home.lead":     "The carers’ centre of Lindemeer knows the village and its neighbourhoods. Find help close by, or drop in for coffee and a talk.",
						"informatiepunt.contact.tekst": "Jelle and his colleagues know their way around Lindemeer. They also visit you at home.",
					},
				},
			},
		},
		regelingen: lindemeerRegelingen,
		staf: []Account{
			{"j.dijkstra@lindemeer.example", "Jelle Dijkstra", toegang.Consulent, ""},
			{"a.visser@lindemeer.example", "Anke Visser", toegang.Redacteur, ""},
		},
		burgers: lindemeerders,
	},
}

// url is where the demo shows a gemeente: the first one at localhost, others below it.
func (d demogemeente) url(adres string) string {
	_, poort, err := net.SplitHostPort(adres)
	if err != nil {
		poort = "8080"
	}
	if d.gemeente.Slug == gemeenten[0].gemeente.Slug {
		return "http://localhost:" + poort
	}
	return "http://" + d.gemeente.Slug + ".localhost:" + poort
}

// Adres is where the demo shows a gemeente.
type Adres struct{ Naam, Slug, URL string }

// Adressen are the addresses of the demo's gemeenten when it listens on adres.
func Adressen(adres string) (out []Adres) {
	for _, d := range gemeenten {
		out = append(out, Adres{d.gemeente.Naam, d.gemeente.Slug, d.url(adres)})
	}
	return out
}
