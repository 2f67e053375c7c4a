package zoeken

import (
	"cmp"
	"slices"
)

// gelezen is a stem that a typed word was read as. A word has more than one when
// it was guessed.
type gelezen struct {
	stam  string
	woord int // place of the typed word
}

// herkenning is the scratch paper of herken.
type herkenning struct {
	teller  []int32   // by phrase: how many of its stems are in the question
	lijkt   []float32 // by phrase
	zin     []float32 // by onderwerp: its phrase that says most
	los     []float32 // by onderwerp: its words, also when they make no phrase
	sterkte []float32
}

// herken finds the onderwerpen that a question is about. Half of the strength is the part
// of what the question says, by idf, that a phrase of the onderwerp covers, where words
// that make no phrase count less; half is how much the question as a whole is like the
// phrases. A phrase of stop words counts as it stands.
func (w *Woordenboek) herken(ws []string, stammen []gelezen) []Herkend {
	k := w.klad.Get().(*herkenning)
	defer w.klad.Put(k)
	clear(k.teller)
	clear(k.zin)
	clear(k.los)
	totaal := w.gewichtVan(stammen)
	var gehad []int32
	for _, g := range stammen {
		nr, ok := w.stammen[g.stam]
		if !ok || slices.Contains(gehad, nr) {
			continue
		}
		gehad = append(gehad, nr)
		b := &w.bij[nr]
		for _, v := range b.van {
			k.los[v.nr] += b.idf * v.gewicht / totaal
		}
		for _, z := range b.zinnen {
			k.teller[z]++
			if v := &w.zinnen[z]; k.teller[z] == v.aantal {
				k.zin[v.onderwerp] = max(k.zin[v.onderwerp], v.waarde*v.metStop(ws)/totaal)
			}
		}
	}
	l := gelezenAls(ws, stammen)
	w.gelijkenis.met(l, k.lijkt, k.sterkte)
	for nr, zin := range k.zin {
		delen := max((1-gewichtLos)*zin+gewichtLos*k.los[nr], alleenLos*k.los[nr])
		k.sterkte[nr] = deelZinnen*delen + (1-deelZinnen)*k.sterkte[nr]
	}
	getypt := l.woorden[:len(ws)]
	for _, x := range getypt {
		for _, z := range w.letterlijk[x] {
			k.sterkte[z.onderwerp] = max(k.sterkte[z.onderwerp], z.staat(getypt))
		}
	}
	return w.metVerwanten(w.sterkste(k.sterkte))
}

// gelezenAls is a question with every word as it was read, and after it what neighbours
// are together.
func gelezenAls(ws []string, stammen []gelezen) lezing {
	l := lezingVan(ws)
	for i := len(stammen) - 1; i >= 0; i-- { // the likeliest reading of a word comes first
		if g := stammen[i]; g.woord >= 0 {
			l.woorden[g.woord] = g.stam
		}
	}
	for _, g := range stammen {
		if g.woord < 0 {
			l.voeg(g.stam, false)
		}
	}
	return l
}

// staat is how much a phrase of stop words is there: all of it side by side, or with a
// word in between, "ik kan echt niet meer". One of two words is all of a question.
func (l letterlijk) staat(ws []string) float32 {
	n := len(l.stammen)
	if n < 3 && len(ws) > n+1 {
		return 0
	}
	sterkte := letterlijkSterk
	for breedte := n; breedte <= n+1; breedte++ {
		for i := 0; i+breedte <= len(ws); i++ {
			if bevat(ws[i:i+breedte], l.stammen) {
				return sterkte
			}
		}
		sterkte = letterlijkRuim
	}
	return 0
}

// bevat reports that all of these are among those.
func bevat(waarin, wat []string) bool {
	return !slices.ContainsFunc(wat, func(x string) bool { return !slices.Contains(waarin, x) })
}

// metStop is how much a phrase is there, by its stop words: "kan niet alleen
// blijven" is not what "mijn vader blijft alleen" says.
func (z *zin) metStop(ws []string) float32 {
	if len(z.stop) == 0 {
		return 1
	}
	mist := 0
	for _, x := range z.stop {
		if !slices.Contains(ws, x) {
			mist++
		}
	}
	if mist == 0 {
		return metAlleStop
	}
	return 1 - zonderStop*float32(mist)/float32(len(z.stop))
}

// gewichtVan is how much the words of a question say together.
func (w *Woordenboek) gewichtVan(stammen []gelezen) float32 {
	som := float32(0)
	for i := 0; i < len(stammen); {
		hoogste, j := float32(0), i
		for ; j < len(stammen) && stammen[j].woord == stammen[i].woord; j++ {
			f := w.hoogste * onbekend
			if nr, ok := w.stammen[stammen[j].stam]; ok {
				f = w.bij[nr].idf
			} else if zwak[stammen[j].stam] {
				f *= gewichtZwak
			}
			hoogste = max(hoogste, f)
		}
		som += hoogste
		i = j
	}
	return max(som, .01)
}

func (w *Woordenboek) sterkste(sterkte []float32) []Herkend {
	var uit []Herkend
	for nr, s := range sterkte {
		if s >= minSterkte {
			uit = append(uit, Herkend{Slug: w.onderwerpen[nr].Slug, Sterkte: min(s, 1)})
		}
	}
	slices.SortFunc(uit, func(a, b Herkend) int {
		return cmp.Or(cmp.Compare(b.Sterkte, a.Sterkte), cmp.Compare(a.Slug, b.Slug))
	})
	return uit[:min(len(uit), maxHerkend)]
}

// metVerwanten adds what a good consulent would also think of.
func (w *Woordenboek) metVerwanten(uit []Herkend) []Herkend {
	for _, h := range uit[:len(uit):len(uit)] {
		if h.Sterkte < minVoorVerwant {
			continue
		}
		for _, nr := range w.verwant[w.nummer[h.Slug]] {
			slug := w.onderwerpen[nr].Slug
			if !slices.ContainsFunc(uit, func(x Herkend) bool { return x.Slug == slug }) {
				uit = append(uit, Herkend{slug, gewichtVerwant * h.Sterkte, true})
			}
		}
	}
	return uit
}
