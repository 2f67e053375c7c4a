package vinden

import (
	"context"
	"encoding/binary"
	"hash/maphash"
	"slices"
	"strconv"
	"strings"

	"mantelpunt/internal/i18n"
	"mantelpunt/internal/socialekaart"
	"mantelpunt/internal/socialekaart/weergave"
	"mantelpunt/web"

	"github.com/a-h/templ"
)

// filter is one group of options beside the results. The first few are shown, the
// others on request.
type filter struct {
	Naam    string
	Opties  []optie
	tonen   int
	Gekozen int
}

type optie struct {
	etiket
	Groep          string
	Plaats, Aantal int // among the options of the filter, and how much it would find
	Gekozen        bool
}

// maxTonen is how many options are shown; one or two more are never hidden.
const maxTonen, speling = 6, 2

// rest reports that a chosen option is among those shown on request.
func (f filter) rest() bool {
	return slices.ContainsFunc(f.Opties[f.tonen:], func(o optie) bool { return o.Gekozen })
}

// vak is one set of options as people see it: "open now" and "there is place" are one.
type vak []socialekaart.Groep

// The order of the groups, and how many of them stand open: what a mantelzorger asks
// first, and what who refers somebody does.
var (
	nuTerecht = vak{socialekaart.GroepOpen, socialekaart.GroepPlek}

	vakkenMantelzorger = []vak{{socialekaart.GroepThema}, {socialekaart.GroepZorgvoor}, nuTerecht, {socialekaart.GroepKosten}, {socialekaart.GroepRespijt},
		{socialekaart.GroepDagdeel}, {socialekaart.GroepDoelgroep}, {socialekaart.GroepVerwijzing}, {socialekaart.GroepWet}, {socialekaart.GroepWijk}, {socialekaart.GroepTaal}, {socialekaart.GroepToegankelijk}}
	vakkenVerwijzer = []vak{{socialekaart.GroepWet}, {socialekaart.GroepVerwijzing}, {socialekaart.GroepZorgvoor}, nuTerecht, {socialekaart.GroepRespijt},
		{socialekaart.GroepThema}, {socialekaart.GroepKosten}, {socialekaart.GroepDagdeel}, {socialekaart.GroepDoelgroep}, {socialekaart.GroepWijk}, {socialekaart.GroepTaal}, {socialekaart.GroepToegankelijk}}
)

const open = 5 // groups that are not folded

var zaden = [2]maphash.Seed{maphash.MakeSeed(), maphash.MakeSeed()}

// paneelnaam tells the panels of filters apart: it is the same for all pages of one
// question, in whatever order. What was typed cannot be read back from it.
func (p *pagina) paneelnaam() string {
	v := p.Vraag
	v.Sorteer = socialekaart.SorteerBeste
	vraag, b := v.URL(1), strconv.AppendBool([]byte("filters "), p.Verwijzer)
	for _, zaad := range zaden {
		b = binary.LittleEndian.AppendUint64(b, maphash.String(zaad, vraag))
	}
	return string(b)
}

// maakFilters makes the options: those of the groups that stand open, and of those that
// are folded.
func (p *pagina) maakFilters(ctx context.Context, aangeboden [socialekaart.AantalGroepen][]string) (tonen, dicht []filter) {
	vakken := vakkenMantelzorger
	if p.Verwijzer {
		vakken = vakkenVerwijzer
	}
	for i, vak := range vakken {
		f := filter{Naam: i18n.T(ctx, "vinden.filter.nu")}
		if len(vak) == 1 {
			f.Naam = i18n.Kies(ctx, "vinden.filter.", socialekaart.Groepnamen[vak[0]])
		}
		for _, g := range vak {
			f.voeg(ctx, g, aangeboden[g], p)
		}
		alleen := vak[0] == socialekaart.GroepKosten || len(vak) > 1 // says something by itself
		if len(f.Opties) == 0 || len(f.Opties) == 1 && !alleen && f.Gekozen == 0 {
			continue
		}
		f.tonen = len(f.Opties)
		if f.tonen > maxTonen+speling {
			f.tonen = maxTonen
		}
		if i < open {
			tonen = append(tonen, f)
		} else {
			dicht = append(dicht, f)
		}
	}
	return tonen, dicht
}

// voeg adds the options of a group: what would find something, and what was chosen.
func (f *filter) voeg(ctx context.Context, g socialekaart.Groep, waarden []string, p *pagina) {
	tellen, keuzes, groep := p.Vondst.Tellen[g], p.Vraag.Keuzes[g], socialekaart.Groepnamen[g]
	eerste := len(f.Opties)
	f.Opties = slices.Grow(f.Opties, min(len(waarden), len(tellen))+len(keuzes))
	voeg := func(w string, kies bool) {
		f.Opties = append(f.Opties, optie{etiket: p.bekend.van(ctx, g, w), Groep: groep, Plaats: len(f.Opties), Aantal: tellen[w], Gekozen: kies})
		if kies {
			f.Gekozen++
		}
	}
	for _, w := range waarden {
		if kies := slices.Contains(keuzes, w); kies || tellen[w] > 0 { // never a way to nothing
			voeg(w, kies)
		}
	}
	for _, w := range keuzes { // chosen, though nothing has it any more
		if !slices.Contains(waarden, w) {
			voeg(w, true)
		}
	}
	if g == socialekaart.GroepWijk {
		return // as the gemeente orders them
	}
	vast := g.Volgorde()
	slices.SortStableFunc(f.Opties[eerste:], func(a, b optie) int {
		if vast != nil {
			return slices.Index(vast, a.Waarde) - slices.Index(vast, b.Waarde)
		}
		return b.Aantal - a.Aantal
	})
}

// etiket is a value of a filter: what it is called, and both as they stand in HTML.
type etiket struct{ Waarde, Naam, waardeHTML, naamHTML string }

// bekend has the values that a Kaart can be filtered on.
type bekend [socialekaart.AantalGroepen]map[string]etiket

// van gives a value; one that was chosen and is no more, is made.
func (b *bekend) van(ctx context.Context, g socialekaart.Groep, waarde string) etiket {
	if e, ok := b[g][waarde]; ok {
		return e
	}
	return maakEtiket(ctx, g, waarde)
}

func maakEtiket(ctx context.Context, g socialekaart.Groep, waarde string) etiket {
	naam := filternaam(ctx, g, waarde)
	return etiket{waarde, naam, templ.EscapeString(waarde), templ.EscapeString(naam)}
}

// etikettenVan gives the values of a Kaart in the words of this gemeente and language.
// They are looked up once, not for each page: there are a hundred.
func etikettenVan(ctx context.Context, k *socialekaart.Kaart, wijken []string) *bekend {
	type sleutel struct{ taal, versie string }
	return k.Onthoud(sleutel{i18n.Code(ctx), web.KaderUit(ctx).Versie}, func() any {
		uit := &bekend{}
		for g, waarden := range k.Aangeboden(wijken) {
			uit[g] = map[string]etiket{}
			for _, w := range waarden {
				uit[g][w] = maakEtiket(ctx, socialekaart.Groep(g), w)
			}
		}
		return uit
	}).(*bekend)
}

func filternaam(ctx context.Context, g socialekaart.Groep, waarde string) string {
	switch g {
	case socialekaart.GroepKosten:
		return i18n.Kies(ctx, "vinden.kosten.", waarde)
	case socialekaart.GroepOpen:
		return i18n.T(ctx, "vinden.open.nu")
	case socialekaart.GroepPlek:
		return i18n.T(ctx, "vinden.plek.ja")
	case socialekaart.GroepTaal:
		return weergave.Taalnaam(ctx, waarde)
	case socialekaart.GroepWijk:
		return waarde
	case socialekaart.GroepWet:
		return i18n.Kies(ctx, "socialekaart.wet.", waarde)
	}
	return socialekaart.Label(ctx, socialekaart.Kenmerk{Taxonomie: g.Taxonomie(), Code: waarde})
}

// chip is something chosen; its link takes it away.
type chip struct{ Naam, URL string }

// maakChips are what was chosen, in the order of the filters.
func (p *pagina) maakChips(ctx context.Context) (uit []chip) {
	v := p.Vraag
	naar := func(v socialekaart.Vraag) string { return web.Pad(ctx, v.URL(1)) }
	if v.Postcode != "" && !p.Vondst.PostcodeFout {
		naam, zonder := i18n.T(ctx, "vinden.chip.postcode", v.Postcode), v.ZonderPostcode()
		if v.Straal > 0 {
			naam = p.straalnaam(ctx)
		}
		uit = append(uit, chip{naam, naar(zonder)})
	}
	for g := range socialekaart.AantalGroepen {
		for _, w := range v.Keuzes[g] {
			uit = append(uit, chip{p.bekend.van(ctx, g, w).Naam, naar(v.Zonder(g, w))})
		}
	}
	if v.Sorteer != socialekaart.SorteerBeste {
		naam := i18n.Kies(ctx, "vinden.sorteer.", socialekaart.Sorteernamen[v.Sorteer])
		zonder := v
		zonder.Sorteer = socialekaart.SorteerBeste
		uit = append(uit, chip{i18n.T(ctx, "vinden.chip.sorteer", strings.ToLower(naam)), naar(zonder)})
	}
	return uit
}

func (p *pagina) straalnaam(ctx context.Context) string {
	return i18n.T(ctx, "vinden.chip.straal", p.Vraag.Straal, p.Vraag.Postcode)
}

// maakWeglaten are the ways out of a dead end, with how much each gives.
func (p *pagina) maakWeglaten(ctx context.Context) (uit []link) {
	for _, w := range p.Vondst.Weglaten {
		naam := ""
		if w.Groep == socialekaart.AantalGroepen {
			naam = p.straalnaam(ctx)
		} else {
			var keuzes []string
			for _, k := range p.Vraag.Keuzes[w.Groep] {
				keuzes = append(keuzes, p.bekend.van(ctx, w.Groep, k).Naam)
			}
			naam = i18n.Opsomming(ctx, keuzes)
		}
		uit = append(uit, link{i18n.T(ctx, "vinden.weglaten.keuze", naam, w.Aantal), web.Pad(ctx, w.Vraag.URL(1))})
	}
	if n := p.Vondst.ZonderVraag; p.Woorden && p.gekozen() > 0 && n > p.Vondst.Totaal {
		zonder := p.Vraag
		zonder.Q = ""
		uit = append(uit, link{i18n.T(ctx, "vinden.weglaten.keuze", p.Vraag.Q, n), web.Pad(ctx, zonder.URL(1))})
	}
	meest := p.Vondst.Totaal
	if len(p.Vondst.Weglaten) > 0 {
		meest = p.Vondst.Weglaten[0].Aantal
	}
	if p.gekozen() > 0 && p.Vondst.ZonderFilters > meest {
		uit = append(uit, link{i18n.T(ctx, "vinden.weglaten.alles"), p.WissenURL})
	}
	return uit
}
