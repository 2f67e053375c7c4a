package zoeken

import (
	"cmp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

const (
	minBegin      = 2    // letters from which suggestions are made
	maxZinwoorden = 3    // of the end of what was typed, to find an onderwerp by
	maxBekeken    = 2000 // words that are looked at for one suggestion
)

// aanvulzin is a way to say an onderwerp, from one of its words on, for who is typing it.
type aanvulzin struct {
	tekst     string
	onderwerp int32
	plaats    int32 // which of the words it begins with; the first is best
}

// aanvulzinnen are the names and the terms of onderwerpen in order of the alphabet.
func aanvulzinnen(lijst []Onderwerp) []aanvulzin {
	var uit []aanvulzin
	for i, o := range lijst {
		for _, t := range slices.Concat([]string{o.Naam}, o.Vaktermen, o.GewoneWoorden) {
			ws := woorden(t)
			for j, x := range ws {
				if j == 0 || !stopwoorden[x] {
					uit = append(uit, aanvulzin{strings.Join(ws[j:], " "), int32(i), int32(j)})
				}
			}
		}
	}
	slices.SortFunc(uit, func(a, b aanvulzin) int {
		return cmp.Or(cmp.Compare(a.tekst, b.tekst), cmp.Compare(a.plaats, b.plaats), cmp.Compare(a.onderwerp, b.onderwerp))
	})
	return uit
}

// Aanvullen suggests at most n ways to finish what is being typed: onderwerpen
// whose words begin so, then words that documents have.
func (ix *Index) Aanvullen(begin string, n int) []Aanvulling {
	ws := woorden(kort(begin))
	if len(ws) == 0 || n < 1 || len(ws) == 1 && utf8.RuneCountInString(ws[0]) < minBegin {
		return nil
	}
	laatste := ws[len(ws)-1]
	var uit []Aanvulling
	for i := max(0, len(ws)-maxZinwoorden); i < len(ws) && len(uit) == 0; i++ {
		if rest := len(ws) - i; i == 0 || !stopwoorden[ws[i]] && (rest > 1 || utf8.RuneCountInString(laatste) >= minBegin) {
			uit = ix.w.aanvullen(strings.Join(ws[i:], " "), (n+1)/2)
		}
	}
	voor := voorLaatste(begin)
	for _, x := range ix.metBegin(laatste, n) {
		if len(uit) == n {
			break
		}
		tekst := voor + ix.vorm(x)
		if !slices.ContainsFunc(uit, func(a Aanvulling) bool { return strings.EqualFold(a.Tekst, tekst) }) {
			uit = append(uit, Aanvulling{Tekst: tekst, Soort: AanvulWoord})
		}
	}
	return uit
}

// aanvullen gives the onderwerpen of which a word or phrase begins so. Those that
// are said so from the first word on come first.
func (w *Woordenboek) aanvullen(begin string, n int) []Aanvulling {
	van, _ := slices.BinarySearchFunc(w.begin, begin, func(a aanvulzin, b string) int { return cmp.Compare(a.tekst, b) })
	var gevonden []aanvulzin
	for _, a := range w.begin[van:min(van+maxBekeken, len(w.begin))] {
		if !strings.HasPrefix(a.tekst, begin) {
			break
		}
		i := slices.IndexFunc(gevonden, func(g aanvulzin) bool { return g.onderwerp == a.onderwerp })
		if i < 0 {
			gevonden = append(gevonden, a)
		} else {
			gevonden[i].plaats = min(gevonden[i].plaats, a.plaats)
		}
	}
	slices.SortStableFunc(gevonden, func(a, b aanvulzin) int { return cmp.Compare(a.plaats, b.plaats) })
	var uit []Aanvulling
	for _, a := range gevonden[:min(n, len(gevonden))] {
		o := w.onderwerpen[a.onderwerp]
		uit = append(uit, Aanvulling{o.Naam, AanvulOnderwerp, o.Slug})
	}
	return uit
}

// metBegin gives at most n words of the documents that begin so, those that most
// documents have first, and one of each stem.
func (ix *Index) metBegin(begin string, n int) []string {
	if stopwoorden[begin] || utf8.RuneCountInString(begin) < minBegin {
		return nil
	}
	van, _ := slices.BinarySearch(ix.gesorteerd, begin)
	tot := van
	for tot < min(len(ix.gesorteerd), van+maxBekeken) && strings.HasPrefix(ix.gesorteerd[tot], begin) {
		tot++
	}
	ws := slices.Clone(ix.gesorteerd[van:tot])
	slices.SortStableFunc(ws, func(a, b string) int { return cmp.Compare(ix.woorden[b], ix.woorden[a]) })
	var uit, stammen []string
	for _, x := range ws {
		if len(uit) == n {
			break
		}
		if s := stam(x); x != begin && !stopwoorden[x] && !slices.Contains(stammen, s) {
			uit, stammen = append(uit, x), append(stammen, s)
		}
	}
	return uit
}

// voorLaatste is what stands before the word that is being typed, as it was typed.
func voorLaatste(s string) string {
	s = kort(s)
	i := strings.LastIndexFunc(strings.TrimRightFunc(s, nietInWoord), nietInWoord)
	if i < 0 {
		return ""
	}
	return strings.TrimLeftFunc(s[:i], unicode.IsSpace) + " "
}

func nietInWoord(r rune) bool { return !unicode.In(r, unicode.L, unicode.M, unicode.N) }

// vorm is a word as people write it, with its accents.
func (ix *Index) vorm(x string) string {
	if v, ok := ix.vormen[x]; ok {
		return v
	}
	return x
}

// geschreven notes in vormen how words with accents are written.
func geschreven(tekst string, vormen map[string]string) {
	for _, x := range strings.FieldsFunc(strings.ToLower(tekst), nietInWoord) {
		if isLatijn(x) {
			continue
		}
		if ws := woorden(x); len(ws) == 1 && ws[0] != x && vormen[ws[0]] == "" {
			vormen[ws[0]] = x
		}
	}
}
