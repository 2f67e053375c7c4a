package onderwerpen

import (
	"cmp"
	"context"
	"slices"

	"mantelpunt/internal/onderwerp"
	"mantelpunt/internal/socialekaart"
	"mantelpunt/internal/zoeken"
)

// What of an answer is compared, and what of that is shown.
const (
	maxVragen  = 200
	bovenste   = 10
	getoond    = 3
	maxRijen   = 25
	maxAanbod  = 8
	maxMaanden = 13
)

// effect is what other words do to the questions that visitors typed.
type effect struct {
	Gevraagd int
	NuWel    int // questions that found nothing and now do
	NuNiet   int
	Bovenaan int // questions with another offer on top
	Verder   int // rows that are not shown
	Rijen    []effectrij
	Aanbod   []beweging
}

// effectrij is a question of which the answer changes.
type effectrij struct {
	Vraag      string
	Aantal     int // how often it was asked; 0 for a word that is being added
	Oud, Nieuw antwoord
}

// antwoord is what a question finds: how much, and what is on top.
type antwoord struct {
	Totaal int
	Boven  []string // names
	docs   []int32
}

// beweging is in how many questions an offer comes higher or lower.
type beweging struct {
	Naam     string
	Op, Neer int
}

// effectVan asks the questions of visitors, and the words that are added or go, with
// the words of now and with those that a would bring.
func (h Handler) effectVan(ctx context.Context, s stand, a onderwerp.Aanvulling) (effect, error) {
	vragen, err := h.Store.Zoekvragen(ctx, s.gemeenteID, onderwerp.Alle, h.Klok().AddDate(0, 1-maxMaanden, 0), maxVragen)
	if err != nil {
		return effect{}, err
	}
	oud := onderwerp.Vind(s.eigen, a.Slug)
	for _, w := range slices.Concat(a.Woorden(), a.Zonder, oud.Woorden(), oud.Zonder) {
		plat := socialekaart.Plat(w)
		if !slices.ContainsFunc(vragen, func(v onderwerp.Zoekvraag) bool { return v.Vraag == plat }) {
			vragen = append(vragen, onderwerp.Zoekvraag{Vraag: plat})
		}
	}
	return vergelijk(s.kaart.Index(), s.index(a), s.kaart.Aanbod, vragen), nil
}

// vergelijk asks every question twice.
func vergelijk(oud, nieuw *zoeken.Index, aanbod []socialekaart.Aanbod, vragen []onderwerp.Zoekvraag) effect {
	e := effect{Gevraagd: len(vragen)}
	bewogen := map[int32]*beweging{}
	for _, v := range vragen {
		r := effectrij{Vraag: v.Vraag, Aantal: v.Aantal, Oud: vraag(oud, v.Vraag, aanbod), Nieuw: vraag(nieuw, v.Vraag, aanbod)}
		if slices.Equal(r.Oud.docs, r.Nieuw.docs) && (r.Oud.Totaal == 0) == (r.Nieuw.Totaal == 0) {
			continue
		}
		switch r.gewicht() {
		case 3:
			e.NuWel++
		case 2:
			e.NuNiet++
		case 1:
			e.Bovenaan++
		}
		for _, d := range slices.Concat(r.Oud.docs, r.Nieuw.docs) {
			if bewogen[d] == nil {
				bewogen[d] = &beweging{Naam: aanbod[d].Naam}
			}
		}
		for d, b := range bewogen {
			switch cmp.Compare(r.Nieuw.plaats(d), r.Oud.plaats(d)) {
			case -1:
				b.Op++
			case 1:
				b.Neer++
			}
		}
		e.Rijen = append(e.Rijen, r)
	}
	for _, b := range bewogen {
		if b.Op+b.Neer > 0 {
			e.Aanbod = append(e.Aanbod, *b)
		}
	}
	slices.SortFunc(e.Aanbod, func(a, b beweging) int {
		return cmp.Or(cmp.Compare(b.Op+b.Neer, a.Op+a.Neer), cmp.Compare(a.Naam, b.Naam))
	})
	e.Aanbod = e.Aanbod[:min(len(e.Aanbod), maxAanbod)]
	slices.SortStableFunc(e.Rijen, func(a, b effectrij) int { return cmp.Compare(b.gewicht(), a.gewicht()) })
	e.Verder = max(len(e.Rijen)-maxRijen, 0)
	e.Rijen = e.Rijen[:len(e.Rijen)-e.Verder]
	return e
}

func vraag(ix *zoeken.Index, q string, aanbod []socialekaart.Aanbod) antwoord {
	u := ix.Zoek(q)
	a := antwoord{Totaal: len(u.Treffers)}
	for i, t := range u.Treffers[:min(len(u.Treffers), bovenste)] {
		a.docs = append(a.docs, t.Doc)
		if i < getoond {
			a.Boven = append(a.Boven, aanbod[t.Doc].Naam)
		}
	}
	return a
}

// plaats is where an offer stands among the first ones, behind them when it is not there.
func (a antwoord) plaats(doc int32) int {
	if i := slices.Index(a.docs, doc); i >= 0 {
		return i
	}
	return bovenste
}

// gewicht is how much a change matters to who asked.
func (r effectrij) gewicht() int {
	switch {
	case r.Oud.Totaal == 0:
		return 3
	case r.Nieuw.Totaal == 0:
		return 2
	case r.Oud.docs[0] != r.Nieuw.docs[0]:
		return 1
	}
	return 0
}

// boven reports whether what is shown of the answer changes.
func (r effectrij) boven() bool { return !slices.Equal(r.Oud.Boven, r.Nieuw.Boven) }
