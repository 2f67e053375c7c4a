package socialekaart

import (
	"context"
	"slices"
	"strings"
	"unicode"

	"mantelpunt/internal/i18n"

	"golang.org/x/text/runes"
	"golang.org/x/text/transform"
	"golang.org/x/text/unicode/norm"
)

// The codes of the taxonomies, in the order in which people are shown them.
// Themas are the eight vraaggebieden. Doelgroepen and onderwerpen may have other
// codes as well, the rest may not.
var (
	Themas = []string{"informatie-en-advies", "persoonlijke-begeleiding", "educatie", "emotionele-steun", "praktische-hulp",
		"vervangende-mantelzorg", "financiele-regelingen", "materiele-hulp"}
	Wetten      = []string{"wmo", "zvw", "wlz", "jeugdwet", "participatiewet", "geen"}
	Doelgroepen = []string{"mantelzorgers", "iedereen", "jonge-mantelzorgers", "werkende-mantelzorgers", "partners", "ouderen",
		"mensen-met-dementie", "gezinnen-met-een-zorgkind", "volwassenen-met-een-beperking", "naasten-ggz", "naasten-verslaving",
		"autisme", "hersenletsel", "mensen-met-parkinson", "mensen-met-kanker", "ongeneeslijk-zieken", "nabestaanden", "migranten",
		"laaggeletterden", "kinderen", "jongeren", "studenten", "gezinnen", "budgethouders", "professionals", "vrijwilligers",
		"werkgevers", "scholen"}
	Vormen = []string{"aanwezigheidszorg", "cursus", "dagopvang", "financieel", "huisbezoek", "hulpmiddel", "inloop", "logeeropvang",
		"lotgenotengroep", "online", "respijt-light", "telefonisch", "thuiszorg", "vervoer"}
	Dagdelen     = []string{"ochtend", "middag", "avond", "nacht", "weekend"}
	Verwijzingen = []string{"nee", "ja"}
	Toegankelijk = []string{"rolstoel", "toilet", "ringleiding", "gebarentolk", "prikkelarm", "geleidehond", "parkeren"}
)

// Zorgsituaties are the doelgroepen that say for whom somebody cares. The other ones say
// who the mantelzorger is.
var Zorgsituaties = []string{"mensen-met-dementie", "ouderen", "volwassenen-met-een-beperking", "gezinnen-met-een-zorgkind", "naasten-ggz", "naasten-verslaving",
	"autisme", "hersenletsel", "mensen-met-parkinson", "mensen-met-kanker", "ongeneeslijk-zieken"}

// Respijtvormen are the forms in which somebody else takes over for a while.
var Respijtvormen = []string{"aanwezigheidszorg", "dagopvang", "logeeropvang", "respijt-light"}

// gesloten are the taxonomies that know no other codes than these.
var gesloten = map[string][]string{"thema": Themas, "wet": Wetten, "vorm": Vormen, "dagdeel": Dagdelen, "verwijzing": Verwijzingen, "toegankelijkheid": Toegankelijk}

// Taxonomieen are the names of the taxonomies of a Kenmerk.
var Taxonomieen = []string{"thema", "wet", "verwijzing", "onderwerp", "doelgroep", "vorm", "dagdeel", "toegankelijkheid"}

// Codelijst gives the known codes of a taxonomie in order, nil for onderwerp.
func Codelijst(taxonomie string) []string {
	if taxonomie == "doelgroep" {
		return Doelgroepen
	}
	return gesloten[taxonomie]
}

// Label is a kenmerk as people read it, in the language of ctx. A code that the
// catalogue doesn't know has the name it was received with, or else itself.
func Label(ctx context.Context, k Kenmerk) string {
	switch {
	case slices.Contains(Codelijst(k.Taxonomie), k.Code):
		return i18n.Kies(ctx, "socialekaart_kenmerk.", k.Taxonomie+"."+k.Code)
	case k.Naam != "":
		return k.Naam
	}
	return strings.ReplaceAll(k.Code, "-", " ")
}

// Code makes a code of what somebody wrote: a code, a Dutch label or a new word.
func Code(taxonomie, tekst string) string {
	code := slug(tekst)
	for _, c := range Codelijst(taxonomie) {
		if c == code || slug(Label(context.Background(), Kenmerk{Taxonomie: taxonomie, Code: c})) == code {
			return c
		}
	}
	return code
}

// slug writes a name for in an address: ASCII, lower case, words with hyphens.
func slug(naam string) string {
	ontdaan, _, err := transform.String(transform.Chain(norm.NFKD, runes.Remove(runes.In(unicode.Mn))), naam)
	if err != nil {
		ontdaan = naam
	}
	ontdaan = strings.NewReplacer("&", " en ", "'", "", "’", "", "ß", "ss", "ø", "o", "æ", "ae", "ł", "l").Replace(strings.ToLower(ontdaan))
	woorden := strings.FieldsFunc(ontdaan, func(r rune) bool { return !(r >= 'a' && r <= 'z' || r >= '0' && r <= '9') })
	s := strings.Join(woorden, "-")
	if len(s) > 80 {
		s = s[:80]
		if i := strings.LastIndexByte(s, '-'); i > 40 {
			s = s[:i]
		}
	}
	return strings.Trim(s, "-")
}
