package aanvragen

import (
	"slices"
	"strings"

	"mantelpunt/internal/i18n"
)

// Words that name an illness. What the zorgvrager has is nobody's business here: it is
// health data (AVG, article 9), no rule asks it, and a carer writes it down with the
// best of intentions. So we ask, once, whether it can go. The list is short on purpose:
// it has what people write most, in the two languages of the form, and leaves out words
// that mean other things as well (ALS is "als", MS is an abbreviation of many things,
// "down" and "blind" are said of much). A word that is missed does no harm: a consulent
// reads past it. Nothing is refused because of a word.
var (
	// anywhere within a word, so that "borstkanker" and "kankerpatiënt" are found
	ziektedelen = []string{
		"alzheimer", "artrose", "autis", "beroerte", "bipolair", "borderline", "chemo", "dement", "depressi", "diabet", "dialyse", "dwarslaesie", "eetstoornis", "epilep",
		"hartfalen", "hartinfarct", "hersenbloeding", "hersenletsel", "hersentumor", "huntington", "kanker", "korsakov", "leukemi", "longemfyseem", "multiplesclerose", "nierfalen", "parkinson", "psychose", "psychoti",
		"reuma", "schizofre", "schizophre", "spierziekte", "suikerziekte", "tumor", "uitzaaiing", "verslaafd", "verslaving", "cancer", "leukaemi", "rheumat",
	}
	// only as a whole word
	ziektewoorden = []string{"adhd", "aids", "burnout", "copd", "cva", "hiv", "nah", "ptss", "ptsd", "sclerose", "sclerosis", "tia"}
)

// ziekten gives the words of a text that name an illness, as they were written but in
// small letters, each once.
func ziekten(tekst string) (uit []string) {
	for _, w := range i18n.Woorden(tekst) {
		raak := slices.Contains(ziektewoorden, w) || slices.ContainsFunc(ziektedelen, func(d string) bool { return strings.Contains(w, d) })
		if raak && !slices.Contains(uit, w) {
			uit = append(uit, w)
		}
	}
	return uit
}
