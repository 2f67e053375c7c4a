package socialekaart

import (
	"cmp"
	"slices"
	"strconv"
	"strings"
	"time"

	"mantelpunt/internal/i18n"
)

// Openstand is whether somebody can come or call at a moment. The zero value is
// unknown: no hours, or hours that only say "on appointment".
type Openstand struct {
	Stand Stand
	Tot   time.Time // open or closed until then; zero when that is not in sight
}

// Stand is open, closed or unknown.
type Stand int

// The three.
const (
	StandOnbekend Stand = iota
	StandOpen
	StandDicht
)

const (
	etmaal     = 24 * 60
	vooruit    = 14 // days that are looked ahead
	zonderUren = -1 // Van or Tot that is not told
)

// rooster are the hours of one offer, made ready to be compared with the clock.
type rooster struct {
	week           [7][]blok // from Monday
	uitzonderingen []uitzonderdag
}

// blok is from and until which minute of a day it is open. Tot may lie past
// midnight; zonderUren is a day on which hours are not told.
type blok struct{ van, tot int16 }

// uitzonderdag is a period in which the week doesn't count, in days since 1970.
type uitzonderdag struct {
	van, tot int32
	dicht    bool
	blok     blok
}

// OpenOp tells whether an offer is open.
func (i *Inhoud) OpenOp(nu time.Time) Openstand {
	r := i.rooster()
	return r.op(nu)
}

func (i *Inhoud) rooster() *rooster {
	if len(i.Tijden) == 0 && len(i.Uitzonderingen) == 0 {
		return nil
	}
	r := &rooster{}
	for _, t := range i.Tijden {
		b := leesBlok(t.Van, t.Tot)
		if onregelmatig(t.Toelichting) {
			b = blok{zonderUren, zonderUren}
		}
		for n, d := range Dagen {
			if slices.Contains(t.Dagen, d) {
				r.week[n] = append(r.week[n], b)
			}
		}
	}
	for _, u := range i.Uitzonderingen {
		d := uitzonderdag{van: dagnummer(u.Van.Time), tot: dagnummer(u.Van.Time), dicht: u.Gesloten, blok: leesBlok(u.VanTijd, u.TotTijd)}
		if !u.Tot.IsZero() {
			d.tot = dagnummer(u.Tot.Time)
		}
		r.uitzonderingen = append(r.uitzonderingen, d)
	}
	// the shortest first: one day inside a longer period is what counts
	slices.SortStableFunc(r.uitzonderingen, func(a, b uitzonderdag) int { return cmp.Compare(a.tot-a.van, b.tot-b.van) })
	return r
}

// onregelmatig reports hours that are not those of every week.
func onregelmatig(toelichting string) bool {
	t := strings.ToLower(toelichting)
	for _, w := range []string{"eens in de", "eens per", "om de week", "om de twee", "even weken", "even week", "van de maand", "per maand", "maandelijks", "elke eerste", "elke laatste"} {
		if strings.Contains(t, w) {
			return true
		}
	}
	return false
}

func leesBlok(van, tot string) blok {
	b := blok{minuut(van), minuut(tot)}
	if b.van == zonderUren || b.tot == zonderUren {
		return blok{b.van, zonderUren}
	}
	if b.tot <= b.van {
		b.tot += etmaal
	}
	return b
}

// minuut reads "09:00" as a minute of the day, up to "24:00".
func minuut(s string) int16 {
	u, m, ok := strings.Cut(s, ":")
	uur, err := strconv.Atoi(u)
	min, err2 := strconv.Atoi(m)
	if !ok || err != nil || err2 != nil || uur < 0 || min < 0 || min > 59 || uur*60+min > etmaal {
		return zonderUren
	}
	return int16(uur*60 + min) // #nosec G115 -- at most 1440
}

// dagnummer counts days since 1970, of the date that t shows.
func dagnummer(t time.Time) int32 {
	j, m, d := t.Date()
	return int32(time.Date(j, m, d, 0, 0, 0, 0, time.UTC).Unix() / 86400) // #nosec G115 -- years that people write
}

// blokken are the hours that begin on a day.
func (r *rooster) blokken(dag int32, ruimte []blok) []blok {
	for i, u := range r.uitzonderingen {
		if dag < u.van || dag > u.tot {
			continue
		}
		for _, v := range r.uitzonderingen[i:] {
			if v.tot-v.van > u.tot-u.van {
				break
			}
			if dag >= v.van && dag <= v.tot && !v.dicht {
				ruimte = append(ruimte, v.blok)
			}
		}
		return ruimte
	}
	return append(ruimte, r.week[(dag%7+7+3)%7]...) // the first of January 1970 was a Thursday
}

// kijk compares with the clock on the wall. einde is the minute, counted from
// the start of dag, until which it is open.
func (r *rooster) kijk(dag int32, minuut int16) (s Stand, einde int16) {
	if r == nil {
		return StandOnbekend, 0
	}
	var ruimte [8]blok
	s = StandDicht
	for _, terug := range []int16{1, 0} {
		m := minuut + terug*etmaal
		for _, b := range r.blokken(dag-int32(terug), ruimte[:0]) {
			switch {
			case b.van == zonderUren && terug == 0, b.tot == zonderUren && terug == 0 && m >= b.van:
				if s == StandDicht {
					s = StandOnbekend
				}
			case b.tot == zonderUren:
			case b.van <= m && m < b.tot:
				s, einde = StandOpen, max(einde, b.tot-terug*etmaal)
			}
		}
	}
	return s, einde
}

// op tells how it stands at a moment and until when.
func (r *rooster) op(nu time.Time) Openstand {
	if r == nil || nu.IsZero() {
		return Openstand{}
	}
	nu = nu.In(i18n.Amsterdam)
	dag := dagnummer(nu)
	s, einde := r.kijk(dag, int16(nu.Hour()*60+nu.Minute())) // #nosec G115 -- less than 1440
	o := Openstand{Stand: s}
	switch s {
	case StandOpen:
		for range vooruit { // what follows at once is the same
			_, meer := r.kijk(dag+int32(einde/etmaal), einde%etmaal)
			verder := einde/etmaal*etmaal + meer
			if meer == 0 || verder <= einde {
				if o.Tot = wandklok(nu, int(einde)); !o.Tot.After(nu) {
					o.Tot = o.Tot.Add(time.Hour) // the second of the hour that there is twice
				}
				break
			}
			einde = verder
		}
	case StandDicht:
		if r.leeg(dag) {
			return Openstand{}
		}
		o.Tot = r.eerstvolgende(nu, dag)
	}
	return o
}

// leeg reports that no hours are known at all, so that closed says too much.
func (r *rooster) leeg(dag int32) bool {
	for _, d := range r.week {
		if slices.ContainsFunc(d, func(b blok) bool { return b.van != zonderUren }) {
			return false
		}
	}
	return !slices.ContainsFunc(r.uitzonderingen, func(u uitzonderdag) bool { return u.van <= dag && dag <= u.tot })
}

// eerstvolgende is when it opens again.
func (r *rooster) eerstvolgende(nu time.Time, dag int32) time.Time {
	for d := range int32(vooruit) {
		var eerste time.Time
		for _, b := range r.blokken(dag+d, nil) {
			if b.van == zonderUren {
				continue
			}
			if t := wandklok(nu, int(d)*etmaal+int(b.van)); t.After(nu) && (eerste.IsZero() || t.Before(eerste)) {
				eerste = t
			}
		}
		if !eerste.IsZero() {
			return eerste
		}
	}
	return time.Time{}
}

// wandklok is the moment at which the clock on the wall is so many minutes past
// the start of the day of nu.
func wandklok(nu time.Time, minuten int) time.Time {
	j, m, d := nu.Date()
	return time.Date(j, m, d, 0, minuten, 0, 0, i18n.Amsterdam)
}
