package zoeken

import (
	"math"
	"strings"
)

// splitser takes compounds apart into words that it knows: "logeeropvang" is
// logeer and opvang. It knows the words of the documents and of the onderwerpen.
type splitser struct {
	woorden, vormen map[string]int32
}

// heel are words that could be taken apart but mean something of their own.
var heel = verzameling(`mantelzorg mantelzorger mantelzorgers vrijwilliger vrijwilligers vrijwillig vrijwillige onvrijwillige
	vrijdag zaterdag donderdag woensdag maandag dinsdag zondag bijeenkomst bijeenkomsten betrokken belangstellenden
	verpleegkundige verpleegkundigen deskundige deskundigen huisarts huisartsen tandarts tandartsen gemeente gemeenten
	samenwerking samenwerken`)

// geenDeel are words that as a part are only an ending or a beginning.
var geenDeel = verzameling(`lijk baar heid ting ring atie tie teit sing king ling ding ning over onder door tegen voor naar
	achter aan uit ster eren eerd isch loos zaam achtig leden deren ders gers rond boven alle ende elijk schap genoten weer
	samen mede zijn toe moeten keer elen ingen tend nemen neemt gaan komen komst geven houden staan zien gezet lijks lijke
	vanuit waar daar deze hebt heeft bent niet geen`)

// korteDelen are the words of three letters that make compounds.
var korteDelen = verzameling(`dag bus kat was bed bad pgb wmo wlz nah bso ggz app arm oog oor tas pas rug gas eet lees rij til val`)

const (
	minSamenstelling = 7
	maxDelen         = 4
)

// bekend gives how common a part is, as a logarithm.
func (s *splitser) bekend(w string) (float32, bool) {
	if len(w) < 4 && !korteDelen[w] || geenDeel[w] {
		return 0, false
	}
	n, ok := s.woorden[w]
	if !ok {
		n, ok = s.vormen[w]
	}
	return float32(math.Log1p(float64(n))), ok
}

// splits gives the parts of a compound, nil when it is none.
func (s *splitser) splits(w string) []string {
	if len(w) < minSamenstelling || len(w) > maxLetters || heel[w] || !isLatijn(w) {
		return nil
	}
	delen, _ := s.verder(w, 1)
	if len(delen) < 2 {
		return nil
	}
	return delen
}

// verder splits what is left of a word. Few and common parts are best.
func (s *splitser) verder(w string, nr int) (beste []string, score float32) {
	score = -1
	if nr > 1 {
		if vaak, ok := s.bekend(w); ok {
			beste, score = []string{w}, vaak
		}
	}
	if nr == maxDelen {
		return beste, score
	}
	for i := 3; i <= len(w)-3; i++ {
		vaak, ok := s.bekend(w[:i])
		if !ok {
			continue
		}
		for _, tussen := range []string{"", "s", "en", "n", "e"} {
			staart, ok := strings.CutPrefix(w[i:], tussen)
			if !ok || len(staart) < 3 {
				continue
			}
			if _, langer := s.bekend(w[:i+len(tussen)]); langer && tussen != "" {
				continue
			}
			rest, sc := s.verder(staart, nr+1)
			if rest == nil {
				continue
			}
			n := float32(len(rest))
			sc = (vaak+sc*n)/(n+1) - .5*n
			if beste == nil || sc > score {
				beste, score = append([]string{w[:i]}, rest...), sc
			}
		}
	}
	return beste, score
}
