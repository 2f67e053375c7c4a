package socialekaart

import (
	"net/url"
	"slices"
	"strconv"
)

// groep is one set of filters. Its name is the parameter in the address.
type groep int

const (
	groepThema groep = iota
	groepDoelgroep
	groepKosten
	groepVerwijzing
	groepWet
	groepDagdeel
	groepWijk
	groepTaal
	aantalGroepen
)

var groepnamen = [aantalGroepen]string{"thema", "doelgroep", "kosten", "verwijzing", "wet", "dagdeel", "wijk", "taal"}

const gratis = "gratis" // the one value of groepKosten

// facetten are the values of one offer by which it is filtered. No wijken means
// the whole gemeente, so every wijk.
type facetten [aantalGroepen][]string

func facettenVan(in Inhoud) facetten {
	f := facetten{groepTaal: in.Talen, groepWijk: in.Werkgebied}
	for g, naam := range groepnamen {
		switch groep(g) {
		case groepTaal, groepWijk:
		case groepKosten:
			if in.Gratis() {
				f[g] = []string{gratis}
			}
		default:
			f[g] = in.Codes(naam)
		}
	}
	return f
}

func (f facetten) heeft(g groep, waarde string) bool {
	return g == groepWijk && len(f[g]) == 0 || slices.Contains(f[g], waarde)
}

// past reports whether any of the chosen values fits; no choice always does.
func (f facetten) past(g groep, gekozen []string) bool {
	return len(gekozen) == 0 || slices.ContainsFunc(gekozen, func(w string) bool { return f.heeft(g, w) })
}

// Vraag is what a visitor asks of the sociale kaart.
type Vraag struct {
	Q      string
	keuzes [aantalGroepen][]string
	OpNaam bool
	Pagina int // from 1; past the last one means the last
}

const (
	maxKeuzes   = 50 // values of one group that are read
	perPagina   = 10
	maxPaginanr = 10_000
)

// LeesVraag reads the parameters of an address. What it doesn't know it ignores.
func LeesVraag(v url.Values) Vraag {
	vr := Vraag{Q: kort(v.Get("q")), OpNaam: v.Get("sorteer") == "naam", Pagina: 1}
	if n, err := strconv.Atoi(v.Get("pagina")); err == nil && n > 1 {
		vr.Pagina = min(n, maxPaginanr)
	}
	for g, naam := range groepnamen {
		waarden := v[naam]
		for _, w := range waarden[:min(len(waarden), maxKeuzes)] {
			if w != "" && !slices.Contains(vr.keuzes[g], w) {
				vr.keuzes[g] = append(vr.keuzes[g], w)
			}
		}
	}
	return vr
}

// alleen keeps the choices that are offered, so that an old or hostile value in
// an address filters nothing away.
func (v *Vraag) alleen(aangeboden [aantalGroepen][]string) {
	for g := range v.keuzes {
		v.keuzes[g] = slices.DeleteFunc(v.keuzes[g], func(w string) bool { return !slices.Contains(aangeboden[g], w) })
	}
}

func (v Vraag) gefilterd() int {
	n := 0
	for _, k := range v.keuzes {
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
	for g, naam := range groepnamen {
		if len(v.keuzes[g]) > 0 {
			p[naam] = v.keuzes[g]
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
func (v Vraag) zonder(g groep, waarde string) Vraag {
	v.keuzes[g] = slices.DeleteFunc(slices.Clone(v.keuzes[g]), func(w string) bool { return w == waarde })
	return v
}

// zonderFilters is the question with its words alone.
func (v Vraag) zonderFilters() Vraag { return Vraag{Q: v.Q, OpNaam: v.OpNaam} }

// Vondst is the answer to a Vraag: one page of offers, and how many there are in
// all and with each filter.
type Vondst struct {
	Aanbod  []Aanbod
	Totaal  int
	Pagina  int
	Paginas int
	Bedoeld []string // words that were searched in place of ones that are nowhere
	tellen  [aantalGroepen]map[string]int
}

// Zoek answers a question. Within a group of filters more choices find more,
// between groups fewer; the count beside an option is what choosing it alone in
// its group would give, the other groups as they are.
func (k *Kaart) Zoek(v Vraag, wijken []string) Vondst {
	docs := gerangschikt{}
	if len(woorden(v.Q)) > 0 {
		docs = k.index.zoek(v.Q)
		if v.OpNaam {
			slices.Sort(docs.docs)
		}
	} else {
		for i := range k.aanbod {
			docs.docs = append(docs.docs, i)
		}
	}
	var gevonden []int
	uit := Vondst{Bedoeld: docs.bedoeld, Pagina: 1}
	for g := range uit.tellen {
		uit.tellen[g] = map[string]int{}
	}
	for _, d := range docs.docs {
		f := &k.facetten[d]
		mis, waar := 0, groep(0)
		for g := range aantalGroepen {
			if !f.past(g, v.keuzes[g]) {
				mis, waar = mis+1, g
			}
		}
		if mis == 0 {
			gevonden = append(gevonden, d)
		}
		for g := range aantalGroepen {
			if mis == 0 || mis == 1 && waar == g {
				f.tel(uit.tellen[g], g, wijken)
			}
		}
	}
	uit.Totaal = len(gevonden)
	uit.Paginas = (uit.Totaal + perPagina - 1) / perPagina
	uit.Pagina = max(1, min(v.Pagina, uit.Paginas))
	van := (uit.Pagina - 1) * perPagina
	uit.Aanbod = k.kies(gevonden[van:min(van+perPagina, uit.Totaal)])
	return uit
}

func (f *facetten) tel(n map[string]int, g groep, wijken []string) {
	if g == groepWijk && len(f[g]) == 0 {
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
func (k *Kaart) aangeboden(wijken []string) [aantalGroepen][]string {
	var uit [aantalGroepen][]string
	for g := range aantalGroepen {
		if g == groepWijk {
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
