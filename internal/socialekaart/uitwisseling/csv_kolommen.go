package uitwisseling

import (
	"fmt"
	"slices"
	"strings"

	"mantelpunt/internal/socialekaart"

	"github.com/google/uuid"
)

// Kolom is one column of the CSV. Naam is its header; a column that a file lacks
// changes nothing, an empty cell in one that it has empties the field.
type Kolom struct {
	Naam      string
	Uitleg    string
	Verplicht bool
	Voorbeeld string

	cel func(socialekaart.Aanbod) string
	leg func(*socialekaart.Aanbod, string) string // gives what is wrong with the cell
}

// Kolommen are the columns in the order of the export. KOLOMMEN.md is made of them.
var Kolommen = []Kolom{
	{"id", "Vast nummer (UUID). Zonder id herkent de import het aanbod aan organisatie en naam.", false, "89c95b6b-c986-5678-88d6-07c522df3dcb",
		func(a socialekaart.Aanbod) string { return idTekst(a.ID) }, legID(func(a *socialekaart.Aanbod) *uuid.UUID { return &a.ID })},
	tekst("naam", "Hoe het aanbod heet.", "Logeerhuis De Lindehoeve", true, func(a *socialekaart.Aanbod) *string { return &a.Naam }),
	tekst("samenvatting", "Eén of twee zinnen: wat heeft een mantelzorger hieraan?", "Uw naaste logeert een weekend. U heeft even vrijaf.", false, func(a *socialekaart.Aanbod) *string { return &a.Samenvatting }),
	tekst("omschrijving", "Alinea’s met een lege regel ertussen; een regel die begint met - is een punt van een lijst.", "In het logeerhuis is dag en nacht zorg.", false, func(a *socialekaart.Aanbod) *string { return &a.Omschrijving }),
	tekst("voor_wie", "Voor wie het is.", "Voor mensen met dementie die thuis wonen.", false, func(a *socialekaart.Aanbod) *string { return &a.VoorWie }),
	tekst("aanmelden", "Hoe iemand begint, in stappen die beginnen met 1. en 2.", "1. Bel het logeerhuis.", false, func(a *socialekaart.Aanbod) *string { return &a.Aanmelden }),
	tekst("organisatie", "Naam van de organisatie.", "Thuis in Veldwaarde", true, func(a *socialekaart.Aanbod) *string { return &a.Organisatie.Naam }),
	{"organisatie_id", "Vast nummer (UUID). Zonder id herkent de import de organisatie aan de naam.", false, "1c5a7d0a-8cf1-5a6e-a1d2-6b62ef9201e3",
		func(a socialekaart.Aanbod) string { return idTekst(a.Organisatie.ID) }, legID(func(a *socialekaart.Aanbod) *uuid.UUID { return &a.Organisatie.ID })},
	tekst("organisatie_omschrijving", "Wat de organisatie doet. Leeg laat staan wat er staat; dat geldt voor alles van de organisatie.", "Zorg en logeren in de buurt.", false, func(a *socialekaart.Aanbod) *string { return &a.Organisatie.Omschrijving }),
	tekst("organisatie_telefoon", "Algemeen telefoonnummer.", "0599-00 12 34", false, func(a *socialekaart.Aanbod) *string { return &a.Organisatie.Telefoon }),
	tekst("organisatie_email", "Algemeen e-mailadres.", "info@thuisinveldwaarde.example", false, func(a *socialekaart.Aanbod) *string { return &a.Organisatie.Email }),
	adres("organisatie_website", "Webadres van de organisatie.", "https://www.thuisinveldwaarde.example", func(a *socialekaart.Aanbod) *string { return &a.Organisatie.Website }),
	tekst("contactpersoon", "Naam of functie van wie men bereikt.", "Team logeren", false, func(a *socialekaart.Aanbod) *string { return &a.Contact.Naam }),
	tekst("telefoon", "Telefoonnummer van dit aanbod; leeg is dat van de organisatie.", "0599-00 04 56", false, func(a *socialekaart.Aanbod) *string { return &a.Contact.Telefoon }),
	tekst("email", "E-mailadres van dit aanbod; leeg is dat van de organisatie.", "logeren@delindehoeve.example", false, func(a *socialekaart.Aanbod) *string { return &a.Contact.Email }),
	adres("website", "Webadres van dit aanbod; leeg is dat van de organisatie.", "https://www.delindehoeve.example", func(a *socialekaart.Aanbod) *string { return &a.Contact.Website }),
	tekst("whatsapp", "Mobiel nummer voor WhatsApp.", "06-00 00 04 56", false, func(a *socialekaart.Aanbod) *string { return &a.Contact.WhatsApp }),
	tekst("verwijs_telefoon", "Telefoonnummer voor verwijzers, als dat een ander nummer is.", "0599-00 04 57", false, func(a *socialekaart.Aanbod) *string { return &a.Contact.VerwijsTelefoon }),
	tekst("verwijs_email", "E-mailadres voor verwijzers, als dat een ander adres is.", "verwijzen@delindehoeve.example", false, func(a *socialekaart.Aanbod) *string { return &a.Contact.VerwijsEmail }),
	{"eerste_stap", "Hoe iemand begint. Leeg is het eerste dat er is. Kies uit: " + strings.Join(socialekaart.Teksten(socialekaart.EersteStappen), ", ") + ".", false, "telefoon",
		func(a socialekaart.Aanbod) string { return string(a.EersteStap) }, legEersteStap},
	{"kosten", "Wat het kost: omschrijving, dubbele punt, bedrag in euro, en waarvoor. Gratis mag ook.", false, "Dag: 45,00 per dag|Nacht: 60,00 per nacht", kostenCel, legKosten},
	tekst("kosten_uitleg", "Wie wat betaalt.", "Uw verzekering betaalt de zorg. Eten betaalt u zelf.", false, func(a *socialekaart.Aanbod) *string { return &a.KostenUitleg }),
	kenmerk("thema", "Eén of meer van de acht vraaggebieden.", "vervangende-mantelzorg", true),
	kenmerk("wet", "Wet die betaalt.", "wmo", false),
	kenmerk("verwijzing", "Is een verwijzing of indicatie nodig?", "ja", false),
	tekst("verwijzing_uitleg", "Wie verwijst of de indicatie geeft.", "De gemeente geeft de indicatie.", false, func(a *socialekaart.Aanbod) *string { return &a.Verwijzing }),
	tekst("indicatie", "Welke indicatie nodig is, voor verwijzers.", "Wmo-besluit voor kortdurend verblijf", false, func(a *socialekaart.Aanbod) *string { return &a.Indicatie }),
	kenmerk("onderwerp", "Onderwerpen waarop mensen zoeken; een nieuw woord mag.", "logeeropvang|respijt-advies", false),
	kenmerk("doelgroep", "Voor wie het is, in vaste woorden; een nieuw woord mag.", "mensen-met-dementie|partners", false),
	kenmerk("vorm", "Vorm van de hulp.", "logeeropvang", false),
	kenmerk("dagdeel", "Wanneer het kan.", "nacht|weekend", false),
	{"werkgebied", "Wijken waar het voor is; leeg is de hele gemeente.", false, "Oosterwijk|Centrum",
		func(a socialekaart.Aanbod) string { return voeg(a.Werkgebied) },
		func(a *socialekaart.Aanbod, cel string) string { a.Werkgebied = zonderLege(splits(cel)); return "" }},
	{"bedient", "CBS-codes van andere gemeenten waar dit ook te vinden is; NL is elke gemeente.", false, "GM9902|GM9903",
		func(a socialekaart.Aanbod) string { return voeg(a.Bedient) },
		func(a *socialekaart.Aanbod, cel string) string {
			a.Bedient = zonderLege(splits(strings.ToUpper(cel)))
			return ""
		}},
	plek("locatie", "Naam van de plek. Meer plekken: met | ertussen, in alle kolommen van de plek in dezelfde volgorde.", "De Lindehoeve", func(l *socialekaart.Locatie) *string { return &l.Naam }),
	plek("adres", "Straat en huisnummer.", "Lindelaan 12", func(l *socialekaart.Locatie) *string { return &l.Adres }),
	plek("postcode", "Postcode.", "7995 PR", func(l *socialekaart.Locatie) *string { return &l.Postcode }),
	plek("plaats", "Plaats.", "Oosterwijk", func(l *socialekaart.Locatie) *string { return &l.Plaats }),
	plek("toegankelijkheid", "Hoe toegankelijk de plek is.", "Rolstoeltoegankelijk", func(l *socialekaart.Locatie) *string { return &l.Toegankelijkheid }),
	{"tijden", "Dagen en uren; een toelichting tussen haakjes.", false, "ma di 09:00-17:00|za 10:00-12:00 (niet in juli)", tijdenCel, legTijden},
	benoemd("toegankelijk", kenmerk("toegankelijkheid", "Hoe toegankelijk het is, in vaste woorden.", "rolstoel|toilet", false)),
	{"afwijkende_dagen", "Dagen waarop het gesloten of op andere uren open is; een toelichting tussen haakjes.", false, "2026-12-25 t/m 2026-12-26 gesloten (Kerst)|2026-12-31 09:00-12:00", uitzonderingenCel, legUitzonderingen},
	{"talen", "Codes van de talen waarin het kan.", false, "nl|ar",
		func(a socialekaart.Aanbod) string { return voeg(a.Talen) },
		func(a *socialekaart.Aanbod, cel string) string {
			a.Talen = zonderLege(splits(strings.ToLower(cel)))
			return ""
		}},
	{"beschikbaar", "Is er nu plaats? Vul vrij, wachtlijst of vol in, met het aantal vrije plaatsen als u dat weet.", false, "vrij 3", beschikbaarCel, legBeschikbaar},
	{"beschikbaar_op", "De dag waarop dat zo was.", false, "2026-11-20 of 20-11-2026", func(a socialekaart.Aanbod) string { return dag(a.Plek.Op) }, legBeschikbaarOp},
	tekst("wachttijd", "Hoe lang iemand wacht.", "Ongeveer 3 weken", false, func(a *socialekaart.Aanbod) *string { return &a.Wachttijd }),
	{"landelijk", "Is dit voor heel Nederland, zoals een hulplijn?", false, "nee",
		func(a socialekaart.Aanbod) string { return []string{"nee", "ja"}[b2i(a.Landelijk)] }, legLandelijk},
	{"gecontroleerd_op", "Wanneer dit voor het laatst is gecontroleerd.", false, "2026-10-14 of 14-10-2026",
		func(a socialekaart.Aanbod) string { return dag(a.GecontroleerdOp) }, legDatum},
}

func tekst(naam, uitleg, voorbeeld string, verplicht bool, plek func(*socialekaart.Aanbod) *string) Kolom {
	return Kolom{naam, uitleg, verplicht, voorbeeld,
		func(a socialekaart.Aanbod) string { return *plek(&a) },
		func(a *socialekaart.Aanbod, cel string) string { *plek(a) = cel; return "" }}
}

func adres(naam, uitleg, voorbeeld string, plek func(*socialekaart.Aanbod) *string) Kolom {
	k := tekst(naam, uitleg, voorbeeld, false, plek)
	k.leg = func(a *socialekaart.Aanbod, cel string) string { *plek(a) = web(cel); return "" }
	return k
}

// kenmerk is the column of one taxonomie. Codes that were there keep their name,
// and the taxonomie its place among the others.
func kenmerk(taxonomie, uitleg, voorbeeld string, verplicht bool) Kolom {
	if codes := socialekaart.Codelijst(taxonomie); codes != nil && taxonomie != "doelgroep" {
		uitleg += " Kies uit: " + strings.Join(codes, ", ") + "."
	}
	return Kolom{taxonomie, uitleg, verplicht, voorbeeld,
		func(a socialekaart.Aanbod) string { return voeg(a.Codes(taxonomie)) },
		func(a *socialekaart.Aanbod, cel string) string {
			vanTaxonomie := func(k socialekaart.Kenmerk) bool { return k.Taxonomie == taxonomie }
			oud := a.Kenmerken
			var nieuw []socialekaart.Kenmerk
			for _, woord := range zonderLege(splits(cel)) {
				k := socialekaart.Kenmerk{Taxonomie: taxonomie, Code: socialekaart.Code(taxonomie, woord)}
				if i := slices.IndexFunc(oud, func(o socialekaart.Kenmerk) bool { return o.Taxonomie == taxonomie && o.Code == k.Code }); i >= 0 {
					k = oud[i]
				} else if k.Code == "" {
					return fmt.Sprintf("‘%s’ is geen woord voor de kolom %s.", woord, taxonomie)
				}
				nieuw = append(nieuw, k)
			}
			waar := slices.IndexFunc(oud, vanTaxonomie)
			if waar < 0 {
				waar = len(oud)
			}
			a.Kenmerken = slices.Insert(slices.DeleteFunc(slices.Clone(oud), vanTaxonomie), waar, nieuw...)
			return ""
		}}
}

// plek is a column of the places. Coordinates of a place that moves are dropped.
func plek(naam, uitleg, voorbeeld string, veld func(*socialekaart.Locatie) *string) Kolom {
	return Kolom{naam, uitleg, false, voorbeeld,
		func(a socialekaart.Aanbod) string {
			var delen []string
			for _, l := range a.Locaties {
				delen = append(delen, *veld(&l))
			}
			return strings.TrimRight(voeg(delen), "|")
		},
		func(a *socialekaart.Aanbod, cel string) string {
			delen := splits(cel)
			a.Locaties = slices.Clone(a.Locaties)
			for n := range max(len(delen), len(a.Locaties)) {
				if n == len(a.Locaties) {
					a.Locaties = append(a.Locaties, socialekaart.Locatie{})
				}
				l, waarde := &a.Locaties[n], ""
				if n < len(delen) {
					waarde = delen[n]
				}
				if naam == "postcode" {
					waarde = postcode(waarde)
				}
				if *veld(l) != waarde && (naam == "adres" || naam == "postcode" || naam == "plaats") {
					l.Breedte, l.Lengte = 0, 0
				}
				*veld(l) = waarde
			}
			return ""
		}}
}

func b2i(b bool) int {
	if b {
		return 1
	}
	return 0
}

func idTekst(id uuid.UUID) string {
	if id == uuid.Nil {
		return ""
	}
	return id.String()
}

func legID(plek func(*socialekaart.Aanbod) *uuid.UUID) func(*socialekaart.Aanbod, string) string {
	return func(a *socialekaart.Aanbod, cel string) string {
		if cel == "" {
			return ""
		}
		id, err := uuid.Parse(cel)
		if err != nil || len(cel) != 36 || id == uuid.Nil {
			return fmt.Sprintf("Het id ‘%s’ is geen UUID.", cel)
		}
		*plek(a) = id
		return ""
	}
}
