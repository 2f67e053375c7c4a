package vinden

import (
	"cmp"
	"context"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"mantelpunt/internal/i18n"
	"mantelpunt/internal/socialekaart"
	"mantelpunt/internal/socialekaart/kaartbeeld"
	"mantelpunt/internal/socialekaart/weergave"
	"mantelpunt/internal/stuk"
	"mantelpunt/internal/zoeken"
	"mantelpunt/web"

	"github.com/a-h/templ"
)

// invoer is what a page is made of, next to the Kaart.
type invoer struct {
	Parameters url.Values
	Omgeving   socialekaart.Omgeving
	Verwijzer  bool
	Bronnen    []bronvak
	Tegels     *kaartbeeld.Tegels
}

// pagina is what the page of results shows, in words: the templates only put it down.
type pagina struct {
	Vraag     socialekaart.Vraag
	Vondst    socialekaart.Vondst
	Soort     string // of the one Bron that is shown, "" for the offers
	Kop       string // "14 resultaten voor ‘logeren’"
	Titel     string // the same with the page
	Genegeerd bool   // something in the address is not known
	Woorden   bool   // there is something to search on
	Verwijzer bool
	WisselURL string // to the other view
	TekstURL  string

	Vorm     weergave.Kaartvorm
	Buiten   []socialekaart.Resultaat // just outside the filters
	Stralen  []keuze
	Sorteren []keuze
	Filters  templ.Component
	Chips    []chip
	WissenURL,
	Adres string // of this page, absolute
	Bedoeld  []string // words that a question was read as
	Ook      []link   // terms that were searched too
	Weglaten []link
	Themas   []link
	Hulp     []socialekaart.Aanbod // national helplines
	Bronnen  []bronvak
	Beeld    templ.Component // the map, nil where there is none
	bekend   *bekend
}

type link struct{ Naam, URL string }

// keuze is an option of a list.
type keuze struct {
	Waarde, Naam string
	Gekozen      bool
}

// gekozen is how many filters are on. A distance from nowhere is none.
func (p *pagina) gekozen() int {
	n := p.Vraag.Gefilterd()
	if p.Vondst.PostcodeFout && p.Vraag.Straal > 0 {
		n--
	}
	return n
}

// weinig reports that the answer has to help on.
func (p *pagina) weinig() bool {
	return p.Vondst.Totaal == 0 || p.Vondst.Totaal < socialekaart.Weinig && (p.Woorden || p.gekozen() > 0)
}

func maakPagina(ctx context.Context, k *socialekaart.Kaart, in invoer) pagina {
	p := pagina{Vraag: k.Lees(in.Parameters, in.Omgeving), Verwijzer: in.Verwijzer, Bronnen: in.Bronnen}
	v := &p.Vraag
	p.Vondst = k.Zoek(*v, in.Omgeving)
	p.Woorden = len(socialekaart.Woorden(v.Q)) > 0
	p.Genegeerd = len(v.Genegeerd) > 0
	if s := in.Parameters.Get("soort"); s != "" && s != "aanbod" {
		i := slices.IndexFunc(p.Bronnen, func(b bronvak) bool { return b.Soort == s })
		if i >= 0 {
			p.Soort = s
		} else {
			p.Genegeerd = p.Genegeerd || len(p.Bronnen) > 0
		}
	}
	p.Kop, p.Titel = p.koppen(ctx)
	p.WisselURL, p.TekstURL, p.Adres = p.adressen(ctx)
	p.Vorm = weergave.Kaartvorm{Eerste: (p.Vondst.Pagina-1)*p.Vondst.PerPagina + 1, Nu: in.Omgeving.Nu, Verwijzer: in.Verwijzer, Bewaren: true}
	p.Beeld = p.maakBeeld(k, in.Tegels)
	p.bekend = etikettenVan(ctx, k, in.Omgeving.Wijken)
	p.Filters = stuk.Vaker(p.paneelnaam(), func(ctx context.Context) templ.Component {
		tonen, dicht := p.maakFilters(ctx, k.Aangeboden(in.Omgeving.Wijken))
		return filters(tonen, dicht, p.gekozen())
	})
	p.maakLijsten(ctx)
	p.Chips = p.maakChips(ctx)
	p.WissenURL = web.Pad(ctx, v.ZonderFilters().URL(1))
	p.Bedoeld, p.Ook = uitleg(ctx, p.Vondst.Begrip)
	if p.weinig() {
		if p.Woorden || len(p.Vondst.Weglaten) > 1 { // outside one filter alone lies everything
			p.Buiten = p.Vondst.Buiten
		}
		p.Weglaten = p.maakWeglaten(ctx)
		p.Themas = nabijeThemas(ctx, k, p.Vondst)
		p.Hulp = k.Hulplijnen()
		p.Hulp = p.Hulp[:min(len(p.Hulp), 4)]
	}
	return p
}

// uitleg tells how a question was read: the words that mistyped ones were taken for, and
// what was searched too. What was said of a word is not said again.
func uitleg(ctx context.Context, b zoeken.Begrip) (bedoeld []string, ook []link) {
	for _, s := range b.Gespeld {
		bedoeld = append(bedoeld, s.Gelezen)
	}
	for _, term := range b.Ook {
		if !slices.Contains(bedoeld, term) {
			ook = append(ook, link{term, web.Pad(ctx, web.Zoek("/aanbod", "q", term))})
		}
	}
	return bedoeld, ook
}

// maakBeeld draws where the results of this page are.
func (p *pagina) maakBeeld(k *socialekaart.Kaart, tegels *kaartbeeld.Tegels) templ.Component {
	if o := k.Ondergrond(); o == nil || len(o.Wijken) == 0 && tegels == nil {
		return nil
	}
	var hier *socialekaart.Punt
	if b, l, ok := k.Punt(p.Vraag.Postcode); ok {
		hier = &socialekaart.Punt{Breedte: b, Lengte: l}
	}
	in := kaartbeeld.Van(k, p.Vondst.Resultaten, (p.Vondst.Pagina-1)*p.Vondst.PerPagina+1, hier, web.Resultaatanker)
	in.Tegels = tegels
	if in.Leeg() {
		return nil
	}
	return kaartbeeld.Teken(in)
}

// koppen says how much there is, and the same with the number of the page.
func (p *pagina) koppen(ctx context.Context) (kop, titel string) {
	n := p.Vondst.Totaal
	for _, b := range p.Bronnen {
		if b.Soort == p.Soort {
			n = b.Totaal
		}
	}
	switch {
	case n == 0 && p.Woorden:
		kop = i18n.T(ctx, "vinden.nietsvoor", p.Vraag.Q)
	case n == 0:
		kop = i18n.T(ctx, "vinden.niets")
	case p.Woorden:
		kop = i18n.N(ctx, "vinden.resultatenvoor", n, p.Vraag.Q)
	default:
		kop = i18n.N(ctx, "vinden.resultaten", n)
	}
	if p.Soort == "" && p.Vondst.Pagina > 1 {
		return kop, i18n.T(ctx, "vinden.titelpagina", kop, p.Vondst.Pagina, p.Vondst.Paginas)
	}
	return kop, kop
}

// adressen are those of the other view, of the text and of the page itself.
func (p *pagina) adressen(ctx context.Context) (wissel, tekst, hier string) {
	waarden := p.Vraag.Parameters(p.Vondst.Pagina)
	met := func(pad string) string {
		if len(waarden) > 0 {
			pad += "?" + waarden.Encode()
		}
		return web.Pad(ctx, pad)
	}
	hier, tekst = met("/aanbod"), met("/aanbod/tekst")
	naar := voorVerwijzer
	if p.Verwijzer {
		naar = voorMantelzorger
	}
	waarden.Set("voor", naar)
	return met("/aanbod"), tekst, hier
}

// maakLijsten makes the options of distance and order.
func (p *pagina) maakLijsten(ctx context.Context) {
	v := &p.Vraag
	p.Stralen = []keuze{{"", i18n.T(ctx, "vinden.straal.alle"), v.Straal == 0}}
	for _, km := range socialekaart.Stralen {
		p.Stralen = append(p.Stralen, keuze{strconv.Itoa(km), i18n.T(ctx, "vinden.straal.km", km), v.Straal == km})
	}
	voeg := func(s socialekaart.Sortering) {
		p.Sorteren = append(p.Sorteren, keuze{socialekaart.Sorteernamen[s], i18n.Kies(ctx, "vinden.sorteer.", socialekaart.Sorteernamen[s]), v.Sorteer == s})
	}
	if p.Woorden {
		voeg(socialekaart.SorteerBeste)
	}
	if v.Postcode != "" && !p.Vondst.PostcodeFout {
		voeg(socialekaart.SorteerAfstand)
	}
	voeg(socialekaart.SorteerNaam)
	if !slices.ContainsFunc(p.Sorteren, func(k keuze) bool { return k.Gekozen }) {
		p.Sorteren[len(p.Sorteren)-1].Gekozen = true // without words the best is by name
	}
}

// nabijeThemas are the vraaggebieden in which there is something, those of what lies
// near the question first.
func nabijeThemas(ctx context.Context, k *socialekaart.Kaart, gevonden socialekaart.Vondst) (uit []link) {
	dichtbij := map[string]int{}
	for _, lijst := range [][]socialekaart.Resultaat{gevonden.Resultaten, gevonden.Buiten} {
		for _, r := range lijst {
			for _, code := range r.Codes("thema") {
				dichtbij[code]++
			}
		}
	}
	themas := slices.Clone(k.Themas(ctx))
	slices.SortStableFunc(themas, func(a, b socialekaart.Thema) int { return cmp.Compare(dichtbij[b.Code], dichtbij[a.Code]) })
	for _, t := range themas {
		if t.Aantal > 0 {
			uit = append(uit, link{t.Naam, web.Pad(ctx, web.Zoek("/aanbod", "thema", t.Code))})
		}
	}
	return uit
}

// alleen joins the words of a question and its filters in one line.
func (p *pagina) alleen() string {
	var delen []string
	if p.Vraag.Q != "" {
		delen = append(delen, p.Vraag.Q)
	}
	for _, c := range p.Chips {
		delen = append(delen, c.Naam)
	}
	return strings.Join(delen, ", ")
}
