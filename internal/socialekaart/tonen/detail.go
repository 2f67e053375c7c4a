package tonen

import (
	"context"
	"slices"
	"time"

	"mantelpunt/internal/i18n"
	"mantelpunt/internal/socialekaart"
	"mantelpunt/internal/socialekaart/weergave"
	"mantelpunt/web"
)

// Detail is the page of one offer.
type Detail struct {
	socialekaart.Aanbod
	Nu        time.Time
	Bereik    socialekaart.Contact
	Stappen   []weergave.Stap       // how to begin, the best way first
	Oud       bool                  // not checked for half a year
	Eigen     []socialekaart.Aanbod // more of the same organisation
	Verwant   []socialekaart.Aanbod
	Voorbeeld bool   // of a concept, for the redacteur
	Vervangt  string // name of what this came in the place of, for who followed its old address
	Elders    string // gemeente that keeps it, when that is another
	Adres     string // of this page, whole, "" when it has none
	Data      any    // what a search engine reads (schema.org), nil for none
}

const maxEigen, maxVerwant = 3, 3

// NieuwDetail makes the page of an offer as it is at this moment.
func NieuwDetail(ctx context.Context, k *socialekaart.Kaart, a socialekaart.Aanbod) Detail {
	nu := time.Now()
	return Detail{Aanbod: a, Nu: nu, Bereik: weergave.Bereik(a), Stappen: weergave.Stappen(ctx, a),
		Eigen: k.MeerVan(a, maxEigen), Verwant: k.Verwant(a, maxVerwant),
		Oud: !a.GecontroleerdOp.IsZero() && weergave.Verouderd(a.GecontroleerdOp, nu)}
}

// waarWanneer reports whether there is something to tell about where and when.
func (d Detail) waarWanneer() bool {
	return len(d.Locaties)+len(d.Tijden)+len(d.Uitzonderingen)+len(d.Codes("toegankelijkheid")) > 0
}

// verwijsgegevens reports whether who refers somebody needs to know more.
func (d Detail) verwijsgegevens() bool {
	return d.Indicatie != "" || d.Contact.VerwijsTelefoon != "" || d.Contact.VerwijsEmail != ""
}

// doelgroepen are those for whom it is, in words; nobody is told that it is for everybody.
func (d Detail) doelgroepen(ctx context.Context) []string {
	codes := slices.DeleteFunc(d.Codes("doelgroep"), func(c string) bool { return c == "iedereen" })
	uit := make([]string, len(codes))
	for i, c := range codes {
		uit[i] = socialekaart.Label(ctx, d.kenmerk("doelgroep", c))
	}
	return uit
}

func (d Detail) kenmerk(taxonomie, code string) socialekaart.Kenmerk {
	i := slices.IndexFunc(d.Kenmerken, func(k socialekaart.Kenmerk) bool { return k.Taxonomie == taxonomie && k.Code == code })
	return d.Kenmerken[i]
}

// gecontroleerd says when it was last checked that this is true, and by whom: of an
// import nobody knows that.
func (d Detail) gecontroleerd(ctx context.Context) string {
	op := i18n.Datum(ctx, d.GecontroleerdOp.Time)
	switch {
	case d.GecontroleerdOp.IsZero():
		return i18n.T(ctx, "socialekaart.nietgecontroleerd")
	case d.DoorOrganisatie:
		return i18n.T(ctx, "tonen.nagekeken.organisatie", op, d.Organisatie.Naam)
	case d.Bron == socialekaart.BronImport:
		return i18n.T(ctx, "socialekaart.gecontroleerd", op)
	case d.Elders != "":
		return i18n.T(ctx, "tonen.nagekeken.elders", op, d.Elders)
	}
	return i18n.T(ctx, "tonen.nagekeken.gemeente", op)
}

// volledig is the whole address of the page, to hand on.
func (d Detail) volledig(ctx context.Context) string {
	return web.KaderUit(ctx).Wortel + web.Pad(ctx, d.Adres)
}
