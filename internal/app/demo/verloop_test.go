package demo

import (
	"context"
	"slices"
	"testing"
	"time"

	"mantelpunt/internal/app"
	"mantelpunt/internal/termijn"
	"mantelpunt/internal/verklaring"
)

// toestanden looks whether there is something of everything to show at each gemeente.
func toestanden(t *testing.T, a *app.App, nu time.Time) {
	t.Helper()
	ctx := context.Background()
	for _, d := range gemeenten {
		g, err := a.Gemeenten.MetSlug(ctx, d.gemeente.Slug)
		goed(t, err)
		var gezien []verklaring.Status
		verlengbaar, ingetrokken, post, berichten := 0, 0, 0, 0
		toestemming := map[string]int{}
		for _, b := range d.burgers {
			as := op(t, a, g.ID, b)
			if len(as) != 1 || as[0].Status != b.tot {
				t.Errorf("%s, %s: %d aanvragen, want one that is %s", g.Naam, b.naam, len(as), b.tot)
				continue
			}
			gezien = append(gezien, as[0].Status)
			toestemming[as[0].Stand.Toestemming]++
			if as[0].Kanaal == verklaring.Papier && as[0].Email == "" {
				post++
			}
			bs, err := a.Verklaring.Berichten(ctx, g.ID, as[0].ID)
			goed(t, err)
			berichten += len(bs)
			vs, err := a.Verklaring.VanAanvraag(ctx, g.ID, as[0].ID)
			goed(t, err)
			for _, v := range vs {
				if over := termijn.Dagen(verklaring.Dag(nu), v.GeldigTot); v.Verlengbaar(verklaring.Dag(nu)) && over > 0 && over <= 42 {
					verlengbaar++
				}
				if v.IngetrokkenOp != nil {
					ingetrokken++
				}
			}
		}
		for _, s := range verklaring.Statussen {
			if s == verklaring.Concept || s == verklaring.Voorgesteld {
				continue // at the gemeente that has four eyes, and one who is halfway, is enough
			}
			if !slices.Contains(gezien, s) {
				t.Errorf("%s has no aanvraag that is %s", g.Naam, s)
			}
		}
		if verlengbaar == 0 || post == 0 || berichten < 3 {
			t.Errorf("%s has %d verklaringen that end soon, %d on paper, %d berichten", g.Naam, verlengbaar, post, berichten)
		}
		switch d.gemeente.Slug {
		case "veldwaarde":
			if !slices.Contains(gezien, verklaring.Voorgesteld) || !slices.Contains(gezien, verklaring.Concept) || ingetrokken == 0 {
				t.Errorf("Veldwaarde: %v, %d withdrawn", gezien, ingetrokken)
			}
		case "lindemeer":
			if toestemming[verklaring.StaatGevraagd] == 0 || toestemming[verklaring.ToestemmingJa] < 2 || toestemming[verklaring.ToestemmingNee] == 0 {
				t.Errorf("Lindemeer: permission %v", toestemming)
			}
		}
	}
}

// op gives the aanvragen of one burger of the demo.
func op(t *testing.T, a *app.App, gemeenteID int, b burger) (uit []verklaring.Aanvraag) {
	t.Helper()
	ctx := context.Background()
	if b.email != "" {
		p, err := a.Accounts.BurgerMetEmail(ctx, gemeenteID, b.email)
		goed(t, err)
		uit, err = a.Verklaring.VanBurger(ctx, gemeenteID, p.ID)
		goed(t, err)
		return uit
	}
	uit, err := a.Verklaring.Zoek(ctx, gemeenteID, b.naam)
	goed(t, err)
	return uit
}

// On whatever day the demo is made, there were rules when each aanvraag was begun.
func TestThereWereAlwaysRules(t *testing.T) {
	for _, nu := range []time.Time{time.Date(2027, 1, 1, 0, 30, 0, 0, time.UTC), time.Date(2028, 2, 29, 12, 0, 0, 0, time.UTC), time.Date(2027, 12, 31, 23, 30, 0, 0, time.UTC)} {
		for _, d := range gemeenten {
			rs := d.regelingen(nu)
			for _, b := range d.burgers {
				if van := rs[0].GeldigVanaf; verklaring.Dag(nu.AddDate(0, 0, -b.dagen)).Before(van) {
					t.Errorf("%s asked before %s", b.naam, van.Format(time.DateOnly))
				}
			}
		}
	}
}
