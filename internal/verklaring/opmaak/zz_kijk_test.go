package opmaak

import (
	"os"
	"strings"
	"testing"
	"time"
)

func TestKijk(t *testing.T) {
	o := testOpmaker(t)
	uit := func(naam string, b []byte, err error) {
		if err != nil {
			t.Error(naam, err)
			return
		}
		os.WriteFile("/tmp/opmaakkijk/"+naam+".pdf", b, 0o644)
	}
	os.MkdirAll("/tmp/opmaakkijk", 0o755)
	g := Briefgegevens{
		Gemeente: "Veldwaarde", Kleur: "#0b5c8a",
		Afzender:  []string{"Team Mantelzorg", "Raadhuisplein 1", "9981 AA Veldwaarde", "Telefoon 0599-00 12 34", "mantelzorg@veldwaarde.example"},
		Aan:       []string{"Mevrouw A. van ’t Hoff", "Kerklaan 12", "9981 BB  Veldwaarde"},
		Datum:     time.Date(2026, 11, 22, 0, 0, 0, 0, time.UTC),
		Kenmerk:   "MV-2026-00042",
		Onderwerp: "Wij hebben uw aanvraag voor een mantelzorgverklaring ontvangen",
		Delen: []Deel{
			{Alineas: []string{"Beste mevrouw Van ’t Hoff,", "Op 22 november 2026 ontvingen wij uw aanvraag voor een mantelzorgverklaring. Deze brief is uw bewijs dat wij de aanvraag hebben."}},
			{Kop: "Wat u heeft ingevuld", Rijen: [][2]string{{"Naam", "Annelies van ’t Hoff"}, {"Geboortedatum", "3 maart 1971"}, {"U zorgt voor", "Mijn ouder of schoonouder"}, {"Uren in de week", "14"}, {"Wat u doet", "Het huishouden, boodschappen en koken, brengen, halen en meegaan"}}},
			{Kop: "Hoe gaat het verder?", Alineas: []string{"Een consulent leest uw aanvraag. U krijgt uiterlijk op 17 januari 2027 antwoord."}, Lijst: []string{"Is er iets niet duidelijk? Dan bellen of mailen wij u. De tijd die u nodig heeft om te antwoorden, telt niet mee voor onze termijn.", "U kunt uw aanvraag altijd bekijken of intrekken in Mijn Mantelpunt."}},
			{Kop: "Uw code", Alineas: []string{"Typ deze code over:"}, Code: "K7MW-4T9P-XQ2H"},
		},
		Ondertekening: []string{"Met vriendelijke groet,", "Jolanda Brink", "Mantelzorgconsulent, namens burgemeester en wethouders van Veldwaarde"},
	}
	b, err := o.Brief(g)
	uit("brief", b, err)
	g.Delen = append(g.Delen, Deel{Kop: "Niet eens met dit besluit?", Alineas: []string{strings.Repeat("U kunt binnen zes weken bezwaar maken. Dat doet u met een brief aan burgemeester en wethouders. ", 9)}})
	g.Vertaling = &Vertaling{Taal: "en", Onderwerp: "We have received your application for a carer’s statement", Delen: []Deel{{Alineas: []string{"Dear Ms Van ’t Hoff,", "On 22 November 2026 we received your application. This letter is your proof."}, Lijst: []string{"One", "Two"}}}, Ondertekening: []string{"Kind regards,", "Jolanda Brink", "Carers’ adviser"}}
	g.Kleur = "#7a1f5c"
	b, err = o.Brief(g)
	uit("brief2", b, err)

	jws := "#" + strings.Repeat("eyJhbGciOiJFUzI1NiIsImtpZCI6IjR", 13)
	v := testGegevens()
	b, err = o.Verklaring(v)
	uit("v-nl", b, err)
	v.QR += jws[:450-len(v.QR)]
	b, err = o.Verklaring(v)
	uit("v-nlqr", b, err)
	v.Taal = "en"
	b, err = o.Verklaring(v)
	uit("v-en", b, err)
	v.Doelen[1].Tot = v.GeldigTot.AddDate(0, -6, 0)
	v.Naam = "فاطمة الزهراء نورالدين"
	v.Doelen = append(v.Doelen, v.Doelen...)
	v.Doelen = append(v.Doelen, v.Doelen[:2]...)
	b, err = o.Verklaring(v)
	uit("v-veel", b, err)
	v.Naam = strings.TrimSpace(strings.Repeat("Wolfeschlegelsteinhausenbergerdorff ", 4))
	v.Taal = ""
	b, err = o.Verklaring(v)
	uit("v-lang", b, err)

	f := Formuliergegevens{Gemeente: "Veldwaarde", Kleur: "#0b5c8a", Titel: "Mantelzorgverklaring aanvragen", Datum: g.Datum,
		Inleiding: []string{"Met dit formulier vraagt u een mantelzorgverklaring aan. Vul het in met een zwarte of blauwe pen. Schrijf geen ziekte, medische gegevens of burgerservicenummer op.", "Hulp nodig? Bel 0599-00 12 34."},
		Retour:    []string{"Gemeente Veldwaarde, Team Mantelzorg", "Antwoordnummer 12, 9981 AA Veldwaarde. Een postzegel is niet nodig."},
		Delen: []Formulierdeel{
			{Kop: "Wie u bent", Uitleg: "Uw naam en geboortedatum komen op de verklaring.", Velden: []Formulierveld{
				{Label: "Uw naam", Uitleg: "Voornaam en achternaam, zoals op uw paspoort of ID-kaart.", Soort: Regel},
				{Label: "Uw geboortedatum", Uitleg: "Dag, maand, jaar.", Soort: Vakjes, Patroon: "dd-mm-jjjj"},
				{Label: "Uw telefoonnummer", Soort: Vakjes, Regels: 10},
				{Label: "Woont u in de gemeente Veldwaarde?", Soort: Keuze, Keuzes: []string{"Ja", "Nee"}},
			}},
			{Kop: "Wat u doet", Velden: []Formulierveld{
				{Label: "Wat doet u voor uw naaste?", Uitleg: "U kunt meer antwoorden kiezen.", Soort: Keuze, Keuzes: []string{"Het huishouden", "Boodschappen en koken", "Wassen, aankleden, eten geven", "Medicijnen en zorg regelen", "Geldzaken en papieren", "Brengen, halen en meegaan", "Opletten en erbij blijven", "Gezelschap en steun"}},
				{Label: "Hoeveel uur zorgt u ongeveer in een week?", Soort: Vakjes, Regels: 3},
				{Label: "Wilt u nog iets vertellen?", Soort: Tekstvak, Regels: 5},
			}},
			{Kop: "Ondertekenen", Velden: []Formulierveld{{Label: "Uw handtekening", Uitleg: "U tekent dat u alles naar waarheid heeft ingevuld.", Soort: Handtekening}}},
		}}
	b, err = o.Formulier(f)
	uit("f", b, err)
	f.Kenmerk = "MV-2026-00042"
	f.Delen[0].Velden = append(f.Delen[0].Velden, Formulierveld{Label: "Naam in blokletters", Soort: Vakjes, Regels: 50})
	b, err = o.Formulier(f)
	uit("f2", b, err)
}
