package socialekaart

import "slices"

// How much a shared kenmerk makes two offers alike.
var gelijkenis = map[string]uint16{"onderwerp": 4, "vorm": 3, "thema": 2, "doelgroep": 1}

// gelijkenissen gives for each kenmerk that makes offers alike those that have it, by place.
func gelijkenissen(aanbod []Aanbod) map[Kenmerk][]int32 {
	uit := map[Kenmerk][]int32{}
	for i := range aanbod {
		for _, m := range aanbod[i].Kenmerken {
			if m.Naam = ""; gelijkenis[m.Taxonomie] > 0 {
				uit[m] = append(uit[m], int32(i)) // #nosec G115 -- a place in a slice of offers
			}
		}
	}
	return uit
}

// Verwant gives at most n offers of other organisations that are most like a.
// One shared doelgroep or thema alone is not alike.
func (k *Kaart) Verwant(a Aanbod, n int) []Aanbod {
	i, ok := k.opID[a.ID]
	if !ok || !slices.Equal(a.Kenmerken, k.Aanbod[i].Kenmerken) || a.Organisatie.ID != k.Aanbod[i].Organisatie.ID {
		return k.kies(k.verwanten(a, n)) // a concept, or gone
	}
	s := verwantVan{i, n}
	docs, ok := k.verwant.Load(s)
	if !ok {
		docs, _ = k.verwant.LoadOrStore(s, k.verwanten(a, n))
	}
	return k.kies(docs.([]int))
}

// verwantVan is an offer, by place, and how many that are like it.
type verwantVan struct{ plaats, n int }

// verwanten gives the places of what [Kaart.Verwant] finds.
func (k *Kaart) verwanten(a Aanbod, n int) []int {
	const genoeg = 5
	punten := make([]uint16, len(k.Aanbod))
	for i, m := range a.Kenmerken {
		m.Naam = ""
		if slices.ContainsFunc(a.Kenmerken[:i], func(b Kenmerk) bool { return b.Taxonomie == m.Taxonomie && b.Code == m.Code }) {
			continue
		}
		for _, doc := range k.lijkt[m] {
			punten[doc] += gelijkenis[m.Taxonomie]
		}
	}
	var docs []int // the most alike first, equals by name
	for i, p := range punten {
		if p < genoeg || len(docs) == n && p <= punten[docs[n-1]] {
			continue
		}
		if b := &k.Aanbod[i]; b.ID == a.ID || b.Organisatie.ID == a.Organisatie.ID {
			continue
		}
		plek := len(docs)
		for plek > 0 && punten[docs[plek-1]] < p {
			plek--
		}
		docs = slices.Insert(docs, plek, i)
		docs = docs[:min(n, len(docs))]
	}
	return docs
}
