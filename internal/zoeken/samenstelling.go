package zoeken

import "strings"

// splitser takes compounds apart into words that it knows: "logeeropvang" is
// logeer and opvang. What it knows are the words of the offers and topics and
// bouwstenen.
type splitser struct {
	deel  map[string]float32 // how common a word is, as a logarithm
	eigen map[string]bool    // the words of the offers and topics: one part must be one
}

// heel are words that could be taken apart but mean something of their own.
var heel = verzameling(`mantelzorg mantelzorger mantelzorgers vrijwilliger vrijwilligers vrijwillig vrijwillige onvrijwillige
	vrijdag zaterdag donderdag woensdag maandag dinsdag zondag bijeenkomst bijeenkomsten betrokken belangstellenden
	verpleegkundige verpleegkundigen deskundige deskundigen huisarts huisartsen tandarts tandartsen gemeente gemeenten
	samenwerking samenwerken waterveen`)

// geenDeel are words that as a part are only an ending or a beginning.
var geenDeel = verzameling(`lijk baar heid ting ring atie tie teit sing king ling ding ning over onder door tegen voor naar
	achter aan uit ster eren eerd isch loos zaam achtig leden deren ders gers rond boven alle ende elijk schap genoten weer
	samen mede zijn toe moeten keer elen ingen tend nemen neemt gaan komen komst geven houden staan zien gezet lijks lijke
	vanuit waar daar deze hebt heeft bent niet geen`)

// korteDelen are the words of three letters that make compounds.
var korteDelen = verzameling(`dag bus kat was bed bad pgb wmo wlz nah bso ggz app arm oog oor tas tv pas rug gas eet geld
	lees rij til val`)

const (
	minSamenstelling = 7
	maxDelen         = 4
)

func (s *splitser) kent(w string) bool {
	if len(w) < 4 && !korteDelen[w] || geenDeel[w] {
		return false
	}
	_, ok := s.deel[w]
	return ok
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
	for _, d := range delen {
		if s.eigen[d] {
			return delen
		}
	}
	return nil
}

// verder splits what is left of a word. Few and common parts are best.
func (s *splitser) verder(w string, nr int) (beste []string, score float32) {
	score = -1
	if nr > 1 && s.kent(w) {
		beste, score = []string{w}, s.deel[w]
	}
	if nr == maxDelen {
		return beste, score
	}
	for i := 3; i <= len(w)-3; i++ {
		kop := w[:i]
		if !s.kent(kop) {
			continue
		}
		for _, tussen := range []string{"", "s", "en", "n", "e"} {
			staart, ok := strings.CutPrefix(w[i:], tussen)
			if !ok || len(staart) < 3 || tussen != "" && s.kent(kop+tussen) {
				continue
			}
			rest, sc := s.verder(staart, nr+1)
			if rest == nil {
				continue
			}
			n := float32(len(rest))
			sc = (s.deel[kop]+sc*n)/(n+1) - 0.5*n
			if beste == nil || sc > score {
				beste, score = append([]string{kop}, rest...), sc
			}
		}
	}
	return beste, score
}
