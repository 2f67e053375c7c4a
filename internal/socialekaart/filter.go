package socialekaart

import (
	"mantelpunt/internal/zoeken"
	"net/url"
	"slices"
	"strconv"
)

// groep is one set of filters. Its name is the parameter in the address.
type Groep int

const (
	GroepThema Groep = iota
	groepDoelgroep
	GroepKosten
	GroepVerwijzing
	GroepWet
	GroepDagdeel
	GroepWijk
	GroepTaal
	AantalGroepen
)

var Groepnamen = [AantalGroepen]string{"thema", "doelgroep", "kosten", "verwijzing", "wet", "dagdeel", "wijk", "taal"}

const gratis = "gratis" // the one value of groepKosten

// facetten are the values of one offer by which it is filtered. No wijken means
// the whole gemeente, so every wijk.
type facetten [AantalGroepen][]string

func facettenVan(in Inhoud) facetten {
	f := facetten{GroepTaal: in.Talen, GroepWijk: in.Werkgebied}
	for g, naam := range Groepnamen {
		switch Groep(g) {
		case GroepTaal, GroepWijk:
		case GroepKosten:
			if in.Gratis() {
				f[g] = []string{gratis}
			}
		default:
			f[g] = in.Codes(naam)
		}
	}
	return f
}

func (f facetten) heeft(g Groep, waarde string) bool {
	return g == GroepWijk && len(f[g]) == 0 || slices.Contains(f[g], waarde)
}

// past reports whether any of the chosen values fits; no choice always does.
func (f facetten) past(g Groep, gekozen []string) bool {
	return len(gekozen) == 0 || slices.ContainsFunc(gekozen, func(w string) bool { return f.heeft(g, w) })
}

// Vraag is what a visitor asks of the sociale kaart.
type Vraag struct {
	Q      string
	Keuzes [AantalGroepen][]string
	OpNaam bool
	Pagina int // from 1; past the last one means the last
}

const (
	maxKeuzes   = 50 // values of one group that are read
	PerPagina   = 10
	maxPaginanr = 10_000
)

// LeesVraag reads the parameters of an address. What it doesn't know it ignores.
func LeesVraag(v url.Values) Vraag {
	vr := Vraag{Q: Kort(v.Get("q")), OpNaam: v.Get("sorteer") == "naam", Pagina: 1}
	if n, err := strconv.Atoi(v.Get("pagina")); err == nil && n > 1 {
		vr.Pagina = min(n, maxPaginanr)
	}
	for g, naam := range Groepnamen {
		waarden := v[naam]
		for _, w := range waarden[:min(len(waarden), maxKeuzes)] {
			if w != "" && !slices.Contains(vr.Keuzes[g], w) {
				vr.Keuzes[g] = append(vr.Keuzes[g], w)
			}
		}
	}
	return vr
}

// alleen keeps the choices that are offered, so that an old or hostile value in
// an address filters nothing away.
func (v *Vraag) Alleen(aangeboden [AantalGroepen][]string) {
	for g := range v.Keuzes {
		v.Keuzes[g] = slices.DeleteFunc(v.Keuzes[g], func(w string) bool { return !slices.Contains(aangeboden[g], w) })
	}
}

func (v Vraag) Gefilterd() int {
	n := 0
	for _, k := range v.Keuzes {
		n += len(k)
	}
	return n
}

// URL is the address of a question, on the given page.
func (v Vraag) URL(pagina int) string {
	p := url.Values{}
	if v.Q != "" {
		p.Set("q", v.Q)
	}
	for g, naam := range Groepnamen {
		if len(v.Keuzes[g]) > 0 {
			p[naam] = v.Keuzes[g]
		}
	}
	if v.OpNaam {
		p.Set("sorteer", "naam")
	}
	if pagina > 1 {
		p.Set("pagina", strconv.Itoa(pagina))
	}
	if len(p) == 0 {
		return "/aanbod"
	}
	return "/aanbod?" + p.Encode()
}

// zonder is the question with one choice less.
func (v Vraag) Zonder(g Groep, waarde string) Vraag {
	v.Keuzes[g] = slices.DeleteFunc(slices.Clone(v.Keuzes[g]), func(w string) bool { return w == waarde })
	return v
}

// zonderFilters is the question with its words alone.
func (v Vraag) ZonderFilters() Vraag { return Vraag{Q: v.Q, OpNaam: v.OpNaam} }

// Vondst is the answer to a Vraag: one page of offers, and how many there are in
// all and with each filter.
type Vondst struct {
	Aanbod  []Aanbod
	Totaal  int
	Pagina  int
	Paginas int
	Begrip  zoeken.Begrip
	Tellen  [AantalGroepen]map[string]int
}

// Zoek answers a question. Within a group of filters more choices find more,
// between groups fewer; the count beside an option is what choosing it alone in
// its group would give, the other groups as they are.
func (k *Kaart) Zoek(v Vraag, wijken []string) Vondst {
	var docs []int
	uit := Vondst{Pagina: 1}
	if len(Woorden(v.Q)) > 0 {
		uitkomst := k.index.Zoek(v.Q)
		uit.Begrip = uitkomst.Begrip
		for _, t := range uitkomst.Treffers {
			docs = append(docs, int(t.Doc))
		}
		if v.OpNaam {
			slices.Sort(docs)
		}
	} else {
		for i := range k.Aanbod {
			docs = append(docs, i)
		}
	}
	var gevonden []int
	for g := range uit.Tellen {
		uit.Tellen[g] = map[string]int{}
	}
	for _, d := range docs {
		f := &k.facetten[d]
		mis, waar := 0, Groep(0)
		for g := range AantalGroepen {
			if !f.past(g, v.Keuzes[g]) {
				mis, waar = mis+1, g
			}
		}
		if mis == 0 {
			gevonden = append(gevonden, d)
		}
		for g := range AantalGroepen {
			if mis == 0 || mis == 1 && waar == g {
				f.tel(uit.Tellen[g], g, wijken)
			}
		}
	}
	uit.Totaal = len(gevonden)
	uit.Paginas = (uit.Totaal + PerPagina - 1) / PerPagina
	uit.Pagina = max(1, min(v.Pagina, uit.Paginas))
	van := (uit.Pagina - 1) * PerPagina
	uit.Aanbod = k.kies(gevonden[van:min(van+PerPagina, uit.Totaal)])
	return uit
}

func (f *facetten) tel(n map[string]int, g Groep, wijken []string) {
	if g == GroepWijk && len(f[g]) == 0 {
		for _, w := range wijken {
			n[w]++
		}
		return
	}
	for _, w := range f[g] {
		n[w]++
	}
}

// aangeboden are the values that each group of filters can offer: what the
// published offers have, and every wijk of the gemeente.
func (k *Kaart) Aangeboden(wijken []string) [AantalGroepen][]string {
	var uit [AantalGroepen][]string
	for g := range AantalGroepen {
		if g == GroepWijk {
			uit[g] = wijken
			continue
		}
		for i := range k.facetten {
			for _, w := range k.facetten[i][g] {
				if !slices.Contains(uit[g], w) {
					uit[g] = append(uit[g], w)
				}
			}
		}
	}
	return uit
}
