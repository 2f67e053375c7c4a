package socialekaart

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
	"time"
	"unicode/utf8"

	"mantelpunt/web"
)

var (
	reMobiel   = regexp.MustCompile(`^(06|00316|\+316)[0-9]{8}$|^(00|\+)([124-9][0-9]|3[02-9])[0-9]{6,12}$`)
	reGemeente = regexp.MustCompile(`^GM[0-9]{4}$`)
)

// HeelNederland in Inhoud.Bedient stands for every gemeente.
const HeelNederland = "NL"

// EersteStappen are the first steps that can be chosen, in the order in which people
// are shown them.
var EersteStappen = []EersteStap{StapBellen, StapWhatsApp, StapMailen, StapWebsite, StapLangs}

// PlekStanden are what there can be room for.
var PlekStanden = []PlekStand{PlekVrij, PlekWachtlijst, PlekVol}

// How much of each an offer may have.
const (
	maxUitzonderingen = 60
	maxPlekken        = 10_000
	maxOnderwerpen    = 3
)

// controleerPraktisch checks what somebody needs to go there: room, days on which it is
// otherwise, how to begin, and where else it may be shown.
func controleerPraktisch(f *web.Fouten, i Inhoud, vandaag string) {
	if w := i.Contact.WhatsApp; w != "" && !reMobiel.MatchString(strings.NewReplacer(" ", "", "-", "", "(", "", ")", "").Replace(w)) {
		f.Voeg("whatsapp", fmt.Sprintf("‘%s’ is geen mobiel nummer. WhatsApp werkt met een nummer zoals 06-12 34 56 78.", w))
	}
	controleerBereik(f, "verwijs_", i.Contact.VerwijsTelefoon, i.Contact.VerwijsEmail, "")
	controleerPlek(f, i.Plek, vandaag)
	if len(i.Uitzonderingen) > maxUitzonderingen {
		f.Voeg("uitzonderingen", fmt.Sprintf("Er passen hooguit %d afwijkende dagen in.", maxUitzonderingen))
	}
	for _, u := range i.Uitzonderingen {
		if fout := u.fout(); fout != "" {
			f.Voeg("uitzonderingen", fout)
		}
	}
	switch {
	case i.EersteStap != "" && !slices.Contains(EersteStappen, i.EersteStap):
		f.Voeg("eerste_stap", fmt.Sprintf("‘%s’ is geen eerste stap. Kies uit: %s.", i.EersteStap, strings.Join(Teksten(EersteStappen), ", ")))
	case i.EersteStap == StapWhatsApp && i.Contact.WhatsApp == "":
		f.Voeg("eerste_stap", "De eerste stap is WhatsApp, maar er is geen nummer voor WhatsApp.")
	case i.EersteStap == StapLangs && len(i.Locaties) == 0:
		f.Voeg("eerste_stap", "De eerste stap is langskomen, maar er is geen locatie.")
	}
	for _, code := range i.Bedient {
		if code != HeelNederland && !reGemeente.MatchString(code) {
			f.Voeg("bedient", fmt.Sprintf("‘%s’ is geen gemeente. Gebruik de code van het CBS, zoals GM0363, of NL voor heel Nederland.", code))
		}
	}
}

func controleerPlek(f *web.Fouten, p Plek, vandaag string) {
	switch {
	case p == Plek{}:
	case !slices.Contains(PlekStanden, p.Stand):
		f.Voeg("plek", "Kies of er plaats is: "+strings.Join(Teksten(PlekStanden), ", ")+".")
	case p.Op.IsZero():
		f.Voeg("plek", "Vul in van welke dag het aantal plaatsen is.")
	case p.Op.Format(time.DateOnly) > vandaag:
		f.Voeg("plek", "De dag waarop u naar de plaatsen keek, ligt in de toekomst.")
	case p.Aantal < 0 || p.Aantal > maxPlekken:
		f.Voeg("plek", "Het aantal plaatsen kan niet kloppen.")
	case p.Aantal > 0 && p.Stand != PlekVrij:
		f.Voeg("plek", "Er is een aantal vrije plaatsen ingevuld, maar er is geen plaats vrij.")
	}
}

// Eind is the last day of an exception.
func (u Uitzondering) Eind() Datum {
	if u.Tot.IsZero() {
		return u.Van
	}
	return u.Tot
}

// fout says in a sentence what is wrong with one exception.
func (u Uitzondering) fout() string {
	dag := func(d Datum) string { return d.Format("2-1-2006") }
	switch {
	case u.Van.IsZero():
		return "Bij een afwijkende dag ontbreekt de datum."
	case u.Eind().Before(u.Van.Time):
		return fmt.Sprintf("De afwijkende dagen vanaf %s eindigen eerder dan ze beginnen.", dag(u.Van))
	case u.Gesloten && u.VanTijd+u.TotTijd != "":
		return fmt.Sprintf("Op %s is het gesloten, maar er staan ook tijden bij.", dag(u.Van))
	case !u.Gesloten && (u.VanTijd == "" || u.TotTijd == ""):
		return fmt.Sprintf("Vul bij %s in van wanneer tot wanneer het open is, of kies gesloten.", dag(u.Van))
	case utf8.RuneCountInString(u.Toelichting) > 300 || strings.ContainsFunc(u.Toelichting, vreemd):
		return fmt.Sprintf("De toelichting bij %s is te lang of niet leesbaar.", dag(u.Van))
	}
	for _, t := range []string{u.VanTijd, u.TotTijd} {
		if t != "" && !reTijd.MatchString(t) {
			return fmt.Sprintf("‘%s’ is geen tijd. Een tijd ziet er zo uit: 09:00.", t)
		}
	}
	return ""
}

// Adviezen are what would make an offer better to find or to trust. Nothing is refused
// for them: an import may lack them, and a redacteur may know better.
func Adviezen(i Inhoud) web.Fouten {
	var f web.Fouten
	switch n := len(i.Codes("onderwerp")); {
	case n == 0:
		f.Voeg("onderwerp", "Er is nog geen onderwerp. Met een tot drie onderwerpen vinden bezoekers dit ook met gewone woorden.")
	case n > maxOnderwerpen:
		f.Voeg("onderwerp", fmt.Sprintf("Er zijn %d onderwerpen. Met hooguit %d vinden bezoekers dit beter.", n, maxOnderwerpen))
	}
	for n, a := range i.Uitzonderingen {
		for _, b := range i.Uitzonderingen[:n] {
			if !a.Van.After(b.Eind().Time) && !b.Van.After(a.Eind().Time) && (a.Gesloten || b.Gesloten) {
				f.Voeg("uitzonderingen", fmt.Sprintf("Voor %s staan er twee verschillende afwijkende tijden.", laatste(a.Van, b.Van).Format("2-1-2006")))
			}
		}
	}
	return f
}

func laatste(a, b Datum) Datum {
	if a.After(b.Time) {
		return a
	}
	return b
}

// Teksten writes codes as plain strings.
func Teksten[T ~string](codes []T) []string {
	uit := make([]string, len(codes))
	for i, c := range codes {
		uit[i] = string(c)
	}
	return uit
}
