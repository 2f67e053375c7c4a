package socialekaart

import "slices"

// afstandsgroep is the place of the distance among the filters.
const afstandsgroep = AantalGroepen

// zoeking is one question being answered.
type zoeking struct {
	k        *Kaart
	v        Vraag
	o        Omgeving
	hier     *vector
	volgorde []int32     // what the words found, the best first; nil is everything
	woorden  verzameling // the same as a set; nil is everything
	past     [AantalGroepen + 1]verzameling
	rest     [AantalGroepen + 1]verzameling // what fits everything but this one
	alles    verzameling
}

// Zoek answers a question. Within a group of filters more choices find more,
// between groups fewer.
func (k *Kaart) Zoek(v Vraag, o Omgeving) Vondst {
	z := &zoeking{k: k, v: v, o: o}
	uit := Vondst{PerPagina: PerPagina}
	if v.PerPagina > 0 {
		uit.PerPagina = v.PerPagina
	}
	if len(Woorden(v.Q)) > 0 {
		uitkomst := k.index.Antwoord(v.Q)
		uit.Begrip = uitkomst.Begrip
		z.woorden = nieuweVerzameling(len(k.Aanbod))
		z.volgorde = make([]int32, len(uitkomst.Treffers))
		for i, t := range uitkomst.Treffers {
			z.volgorde[i] = t.Doc
			z.woorden.zet(int(t.Doc))
		}
	}
	if v.Postcode != "" {
		if b, l, ok := k.Punt(v.Postcode); ok {
			hier := Punt{b, l}.vector()
			z.hier = &hier
		} else {
			uit.PostcodeFout = true
		}
	}
	z.filter()
	z.combineer()
	uit.Totaal = z.alles.tel()
	uit.Paginas = (uit.Totaal + uit.PerPagina - 1) / uit.PerPagina
	uit.Pagina = max(1, min(v.Pagina, uit.Paginas))
	uit.Resultaten = z.bladzijde((uit.Pagina-1)*uit.PerPagina, uit.PerPagina)
	z.tel(&uit)
	if uit.Totaal < Weinig {
		z.helpVerder(&uit)
	}
	return uit
}

// filter finds what fits each group that something was chosen of.
func (z *zoeking) filter() {
	for g := range AantalGroepen {
		for _, w := range z.v.Keuzes[g] {
			wie, ok := z.met(g, w)
			if !ok {
				continue
			}
			if z.past[g] == nil {
				z.past[g] = nieuweVerzameling(len(z.k.Aanbod))
			}
			z.past[g].of(wie)
		}
	}
	if z.hier != nil && z.v.Straal > 0 {
		z.past[afstandsgroep] = z.nabij(koordeVan(float64(z.v.Straal)))
	}
}

// met gives the offers with a value; false when there is no such value.
func (z *zoeking) met(g Groep, waarde string) (verzameling, bool) {
	if g == GroepOpen && waarde == OpenNu {
		return z.k.wieOpen(z.o.Nu), true
	}
	if wie, ok := z.k.filters[g].van(waarde); ok && (g != GroepWijk || z.k.kent(g, waarde, z.o)) {
		return wie, true
	}
	return nieuweVerzameling(len(z.k.Aanbod)), g.bekend(waarde)
}

// nabij is what lies within a distance, and what comes to people there.
func (z *zoeking) nabij(grens float64) verzameling {
	uit := nieuweVerzameling(len(z.k.Aanbod))
	komt := z.komtHier()
	for i := range z.k.plaatsing {
		p := &z.k.plaatsing[i]
		if d := p.nabij(*z.hier); d >= 0 && d <= grens || p.thuis && (komt == nil || komt.heeft(i)) {
			uit.zet(i)
		}
	}
	return uit
}

// komtHier is what serves the wijk of the postcode; nil when that is not known.
func (z *zoeking) komtHier() verzameling {
	b, l, _ := z.k.Punt(z.v.Postcode)
	wijk := z.k.WijkVan(Punt{b, l})
	if wijk == "" {
		return nil
	}
	wie, _ := z.k.filters[GroepWijk].van(wijk)
	return wie
}

// combineer makes for every filter what fits all others, and what fits all.
func (z *zoeking) combineer() {
	basis := z.woorden
	if basis == nil {
		basis = z.k.iedereen
	}
	z.alles = slices.Clone(basis)
	for _, p := range z.past {
		if p != nil {
			z.alles.en(p)
		}
	}
	for g := range z.past {
		if z.past[g] == nil {
			z.rest[g] = z.alles
			continue
		}
		rest := slices.Clone(basis)
		for h, p := range z.past {
			if p != nil && h != g {
				rest.en(p)
			}
		}
		z.rest[g] = rest
	}
}

// tel counts what every value would give.
func (z *zoeking) tel(uit *Vondst) {
	for g := range AantalGroepen {
		waarden := z.k.filters[g].waarden
		n := make(map[string]int, len(waarden))
		for i, w := range waarden {
			if aantal := z.rest[g].telMet(z.k.filters[g].wie[i]); aantal > 0 {
				n[w] = aantal
			}
		}
		uit.Tellen[g] = n
	}
	wijken := uit.Tellen[GroepWijk]
	if overal := z.rest[GroepWijk].telMet(z.k.filters[GroepWijk].overal); overal > 0 {
		for _, w := range z.o.Wijken {
			if wijken[w] == 0 {
				wijken[w] = overal
			}
		}
	}
	if n := z.rest[GroepOpen].telMet(z.k.wieOpen(z.o.Nu)); n > 0 {
		uit.Tellen[GroepOpen][OpenNu] = n
	}
	uit.ZonderFilters = len(z.volgorde)
	zonderVraag := z.alles
	if z.woorden == nil {
		uit.ZonderFilters = len(z.k.Aanbod)
	} else {
		zonderVraag = slices.Clone(z.k.iedereen)
		for _, p := range z.past {
			if p != nil {
				zonderVraag.en(p)
			}
		}
	}
	uit.ZonderVraag = zonderVraag.tel()
}

// helpVerder finds which filter to drop, and what misses one filter alone.
func (z *zoeking) helpVerder(uit *Vondst) {
	buiten := nieuweVerzameling(len(z.k.Aanbod))
	for g, p := range z.past {
		if p == nil {
			continue
		}
		buiten.of(z.rest[g])
		if n := z.rest[g].tel(); n > uit.Totaal {
			zonder := z.v.ZonderStraal()
			if Groep(g) != afstandsgroep {
				zonder = z.v.ZonderGroep(Groep(g))
			}
			uit.Weglaten = append(uit.Weglaten, Weglating{Groep: Groep(g), Aantal: n, Vraag: zonder})
		}
	}
	slices.SortStableFunc(uit.Weglaten, func(a, b Weglating) int { return b.Aantal - a.Aantal })
	buiten.weg(z.alles)
	z.alles = buiten
	uit.Buiten = z.bladzijde(0, maxBuiten)
}
