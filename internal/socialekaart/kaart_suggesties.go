package socialekaart

import (
	"strings"
	"sync"
)

// suggesties are the names of a Kaart made ready for who is typing: as plain words
// with a space before each, so that the beginning of any word is found by one look.
type suggesties struct {
	een            sync.Once
	aanbod, houden []string
}

func (k *Kaart) namen() *suggesties {
	s := &k.suggesties
	s.een.Do(func() {
		for i := range k.Aanbod {
			s.aanbod = append(s.aanbod, " "+Plat(k.Aanbod[i].Naam))
		}
		for _, o := range k.organisaties {
			s.houden = append(s.houden, " "+Plat(o.Naam))
		}
	})
	return s
}

// AanbodMetBegin gives at most n offers of which the name has, in order, words that
// begin with what was typed. Names that begin with it come first.
func (k *Kaart) AanbodMetBegin(getypt string, n int) (uit []*Aanbod) {
	for _, i := range metBegin(k.namen().aanbod, getypt, n) {
		uit = append(uit, &k.Aanbod[i])
	}
	return uit
}

// OrganisatiesMetBegin is AanbodMetBegin for the organisations.
func (k *Kaart) OrganisatiesMetBegin(getypt string, n int) (uit []Organisatie) {
	for _, i := range metBegin(k.namen().houden, getypt, n) {
		uit = append(uit, k.organisaties[i])
	}
	return uit
}

func metBegin(namen []string, getypt string, n int) (uit []int) {
	zoek := " " + Plat(getypt)
	if zoek == " " {
		return nil
	}
	var verder []int
	for i, naam := range namen {
		switch p := strings.Index(naam, zoek); {
		case p == 0:
			if uit = append(uit, i); len(uit) == n {
				return uit
			}
		case p > 0 && len(verder) < n:
			verder = append(verder, i)
		}
	}
	return append(uit, verder[:min(len(verder), n-len(uit))]...)
}
