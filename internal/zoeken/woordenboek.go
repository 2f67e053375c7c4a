package zoeken

import (
	"maps"
	"math"
	"slices"
	"strings"
	"sync"
)

// Woordenboek is the onderwerpen made ready for searching. It is never changed,
// and all indexes of a gemeente share it.
type Woordenboek struct {
	onderwerpen []Onderwerp
	nummer      map[string]int32 // by slug
	verwant     [][]int32
	vaktermen   [][]vakterm
	zinnen      []zin
	letterlijk  map[string][]letterlijk // by their longest stem
	stammen     map[string]int32        // number in bij
	bij         []woordstam
	hoogste     float32          // idf of the rarest stem
	vormen      map[string]int32 // the words as they are written
	spelling    *spellijst
	begin       []aanvulzin
	gelijkenis  *gelijkenis
	klad        sync.Pool
	eigen       bool // of one gemeente alone
}

// vakterm is what the field calls it: as it is written, as words and as stems.
type vakterm struct {
	tekst   string
	plat    string // with a space on either side
	stammen []string
}

// zin is a phrase: all its stems must be in the question, in any order, and its
// stop words had better be.
type zin struct {
	onderwerp int32
	aantal    int32 // of stems
	waarde    float32
	stop      []string
}

// letterlijk is a phrase of stop words, which must stand together: "ik kan niet meer".
type letterlijk struct {
	onderwerp int32
	stammen   []string
}

// woordstam is a stem that the onderwerpen have.
type woordstam struct {
	idf    float32
	van    []weging // the onderwerpen that have it, and how much it is their own
	zinnen []int32
}

type weging struct {
	nr      int32
	gewicht float32
}

// NieuwWoordenboek makes onderwerpen ready.
func NieuwWoordenboek(lijst []Onderwerp) *Woordenboek {
	w := &Woordenboek{onderwerpen: slices.Clone(lijst), nummer: map[string]int32{}, stammen: map[string]int32{}, vormen: map[string]int32{},
		verwant: make([][]int32, len(lijst)), vaktermen: make([][]vakterm, len(lijst)), letterlijk: map[string][]letterlijk{}}
	for i, o := range lijst {
		w.nummer[o.Slug] = int32(i)
	}
	var zinnen [][]int32 // their stems
	for i, o := range lijst {
		nr := int32(i)
		for _, t := range zinnenVan(o) {
			if stammen := w.neem(nr, t); stammen != nil {
				zinnen = append(zinnen, stammen)
			}
		}
		termen := o.Vaktermen
		if len(termen) == 0 { // of a gemeente, mostly: its name is what it is called
			termen = []string{o.Naam}
		}
		for _, t := range termen {
			ws := woorden(t)
			w.vaktermen[i] = append(w.vaktermen[i], vakterm{t, " " + strings.Join(ws, " ") + " ", inhoud(ws)})
		}
		for _, v := range o.Verwant {
			if ander, ok := w.nummer[v]; ok && ander != nr {
				w.verwant[i] = append(w.verwant[i], ander)
			}
		}
	}
	w.weeg(zinnen)
	w.spelling = nieuweSpellijst(w.vormen)
	w.begin = aanvulzinnen(lijst)
	w.gelijkenis = nieuweGelijkenis(lijst)
	w.klad.New = func() any {
		per := func() []float32 { return make([]float32, len(lijst)) }
		return &herkenning{make([]int32, len(w.zinnen)), make([]float32, len(w.gelijkenis.van)), per(), per(), per()}
	}
	return w
}

// zinnenVan are all ways in which people say an onderwerp.
func zinnenVan(o Onderwerp) []string {
	alle := append([]string{o.Naam}, slices.Concat(o.Vaktermen, o.GewoneWoorden)...)
	for _, taal := range slices.Sorted(maps.Keys(o.Talen)) {
		alle = append(alle, o.Talen[taal]...)
	}
	return alle
}

// neem reads one phrase and gives the numbers of its stems, nil for a literal one.
func (w *Woordenboek) neem(onderwerp int32, tekst string) []int32 {
	ws := woorden(tekst)
	for _, x := range ws {
		w.vormen[x] = 1
	}
	stammen := inhoud(ws)
	if len(stammen) == 0 || len(stammen) == 1 && len(ws) >= 3 && zwak[stammen[0]] {
		if len(ws) > 0 {
			l := lezingVan(ws).woorden
			langst := slices.MaxFunc(l, func(a, b string) int { return len(a) - len(b) })
			w.letterlijk[langst] = append(w.letterlijk[langst], letterlijk{onderwerp, l})
		}
		return nil
	}
	nrs := make([]int32, len(stammen))
	for i, s := range stammen {
		nr, ok := w.stammen[s]
		if !ok {
			nr = nummer(len(w.bij))
			w.stammen[s] = nr
			w.bij = append(w.bij, woordstam{})
		}
		w.bij[nr].zinnen = append(w.bij[nr].zinnen, nummer(len(w.zinnen)))
		nrs[i] = nr
	}
	stop := slices.DeleteFunc(slices.Clone(ws), func(x string) bool { return !stopwoorden[x] })
	w.zinnen = append(w.zinnen, zin{onderwerp: onderwerp, aantal: nummer(len(nrs)), stop: slices.Clip(stop)})
	return nrs
}

// weeg counts how much every stem says: a stem of few onderwerpen more than one of
// many, and most for the onderwerp in whose phrases it stands most.
func (w *Woordenboek) weeg(zinnen [][]int32) {
	for nr := range w.bij {
		b := &w.bij[nr]
		hoogste := float32(0)
		for _, z := range b.zinnen {
			deel := 1 / float32(w.zinnen[z].aantal)
			// phrases come in order of onderwerp
			if n := len(b.van); n == 0 || b.van[n-1].nr != w.zinnen[z].onderwerp {
				b.van = append(b.van, weging{nr: w.zinnen[z].onderwerp})
			}
			v := &b.van[len(b.van)-1]
			v.gewicht += deel
			hoogste = max(hoogste, v.gewicht)
		}
		for i := range b.van {
			b.van[i].gewicht = tot(b.van[i].gewicht/hoogste, eigenMacht)
		}
		b.idf = idf(len(w.onderwerpen), len(b.van))
		w.hoogste = max(w.hoogste, b.idf)
	}
	for s, nr := range w.stammen {
		if zwak[s] {
			w.bij[nr].idf *= gewichtZwak
		}
	}
	for i, stammen := range zinnen {
		z := &w.zinnen[i]
		for _, nr := range stammen {
			b := &w.bij[nr]
			z.waarde += b.idf * b.eigen(z.onderwerp)
		}
		z.waarde *= 1 + perWoordMeer*float32(z.aantal-1)
	}
}

// eigen is how much a stem is an onderwerp's own.
func (b *woordstam) eigen(onderwerp int32) float32 {
	i, ok := slices.BinarySearchFunc(b.van, onderwerp, func(v weging, nr int32) int { return int(v.nr - nr) })
	if !ok {
		return 0
	}
	return b.van[i].gewicht
}

// idf is how much a word tells apart that n of aantal have.
func idf(aantal, n int) float32 {
	return float32(math.Log(1 + (float64(aantal-n)+.5)/(float64(n)+.5)))
}

// nummer is a place in a list, or how long it is.
func nummer(n int) int32 { return int32(n) } // #nosec G115 -- of things in memory, far fewer than 2^31

func tot(x, macht float32) float32 { return float32(math.Pow(float64(x), float64(macht))) }

// inhoud gives the stems of words without the stop words, each once.
func inhoud(ws []string) []string {
	var uit []string
	for _, x := range ws {
		if s := stam(x); !stopwoorden[x] && !slices.Contains(uit, s) {
			uit = append(uit, s)
		}
	}
	return uit
}
