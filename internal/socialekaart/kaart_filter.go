package socialekaart

import (
	"cmp"
	"net/url"
	"slices"
	"time"

	"mantelpunt/internal/i18n"
)

// filterlijst are the values of one group and the offers that have each.
type filterlijst struct {
	waarden []string
	nummer  map[string]int
	wie     []verzameling // by number
	overal  verzameling   // those that have every value; nil but for wijken
}

func (k *Kaart) maakFilters() {
	for g := range AantalGroepen {
		l := &k.filters[g]
		l.nummer = map[string]int{}
		if g == GroepWijk {
			l.overal = nieuweVerzameling(len(k.Aanbod))
		}
		for i := range k.Aanbod {
			a := &k.Aanbod[i]
			waarden := g.waarden(&a.Inhoud)
			if g == GroepWijk && (len(waarden) == 0 || a.Landelijk || k.Elders(a)) {
				l.overal.zet(i)
				continue
			}
			for _, w := range waarden {
				nr, ok := l.nummer[w]
				if !ok {
					nr = len(l.waarden)
					l.nummer[w] = nr
					l.waarden = append(l.waarden, w)
					l.wie = append(l.wie, nieuweVerzameling(len(k.Aanbod)))
				}
				l.wie[nr].zet(i)
			}
		}
		if g == GroepWijk {
			for _, v := range l.wie {
				v.of(l.overal)
			}
		}
		k.aangeboden[g] = l.opVolgorde(g)
	}
	k.aangeboden[GroepOpen] = []string{OpenNu}
}

// opVolgorde gives the values as people are shown them: the most frequent first
// where the group has no order of its own.
func (l *filterlijst) opVolgorde(g Groep) []string {
	uit, vast := slices.Clone(l.waarden), g.Volgorde()
	slices.SortFunc(uit, func(a, b string) int {
		if vast != nil {
			return cmp.Compare(slices.Index(vast, a), slices.Index(vast, b))
		}
		return cmp.Or(cmp.Compare(l.wie[l.nummer[b]].tel(), l.wie[l.nummer[a]].tel()), cmp.Compare(a, b))
	})
	return uit
}

// van gives the offers with a value; false when nothing says anything about it.
func (l *filterlijst) van(waarde string) (verzameling, bool) {
	if nr, ok := l.nummer[waarde]; ok {
		return l.wie[nr], true
	}
	return l.overal, l.overal != nil
}

// Aangeboden are the values that each group of filters can offer, in order: what
// the offers have, and every wijk of the gemeente.
func (k *Kaart) Aangeboden(wijken []string) [AantalGroepen][]string {
	uit := k.aangeboden
	if len(wijken) > 0 {
		uit[GroepWijk] = wijken
	}
	return uit
}

// Lees reads the parameters of an address. What is no filter, or a value that
// nothing has and no list knows, is left out and stands in Genegeerd.
func (k *Kaart) Lees(p url.Values, o Omgeving) Vraag {
	v := LeesVraag(p)
	v.Keuzes[GroepDoelgroep] = slices.DeleteFunc(v.Keuzes[GroepDoelgroep], func(w string) bool {
		zorgvoor := slices.Contains(Zorgsituaties, w) // older addresses have both under doelgroep
		if zorgvoor && !slices.Contains(v.Keuzes[GroepZorgvoor], w) {
			v.Keuzes[GroepZorgvoor] = append(v.Keuzes[GroepZorgvoor], w)
		}
		return zorgvoor
	})
	for g := range AantalGroepen {
		v.Keuzes[g] = slices.DeleteFunc(v.Keuzes[g], func(w string) bool {
			onbekend := !k.kent(g, w, o)
			if onbekend {
				v.negeer(Groepnamen[g], w)
			}
			return onbekend
		})
	}
	return v
}

func (k *Kaart) kent(g Groep, waarde string, o Omgeving) bool {
	if _, ok := k.filters[g].nummer[waarde]; ok || g.bekend(waarde) {
		return true
	}
	return g == GroepWijk && slices.Contains(o.Wijken, waarde)
}

// wieOpen are the offers that are open. The answer holds for a minute, and is
// kept so long.
func (k *Kaart) wieOpen(nu time.Time) verzameling {
	minuut := nu.Unix() / 60
	if o := k.open.Load(); o != nil && o.minuut == minuut {
		return o.wie
	}
	o := &openen{minuut, nieuweVerzameling(len(k.Aanbod))}
	hier := nu.In(i18n.Amsterdam)
	dag, m := dagnummer(hier), int16(hier.Hour()*60+hier.Minute()) // #nosec G115 -- less than 1440
	for i, r := range k.roosters {
		if s, _ := r.kijk(dag, m); s == StandOpen {
			o.wie.zet(i)
		}
	}
	k.open.Store(o)
	return o.wie
}

type openen struct {
	minuut int64
	wie    verzameling
}
