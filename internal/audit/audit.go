// Package audit writes who did or read what. A line goes into the transaction
// of the act itself: no act without its line, no line without its act.
package audit

import (
	"context"
	"encoding/json"
	"net/netip"

	"mantelpunt/internal/fault"
	"mantelpunt/internal/postgres"
	"mantelpunt/internal/toegang"
)

// Regel is one line: what was done to which row. Gegevens holds before and after
// where that matters, and never a diagnosis or free text.
type Regel struct {
	Wat      string // "dossier gelezen", "verklaring verleend"
	Tabel    string
	Rij      string
	Gegevens any
}

// Schrijf adds a line about the person and the gemeente of ctx.
func Schrijf(ctx context.Context, q postgres.Querier, r Regel) error {
	p, g := toegang.PersoonUit(ctx), toegang.GemeenteUit(ctx)
	gegevens, err := json.Marshal(r.Gegevens)
	if err != nil {
		return fault.Wrap(err, "auditregel")
	}
	var adres *netip.Addr
	if a := toegang.AdresUit(ctx); a.IsValid() {
		adres = &a
	}
	soort := string(p.Soort)
	if soort == "" {
		soort = "bezoeker"
	}
	_, err = q.Exec(ctx, `INSERT INTO audit (gemeente_id, wie_soort, wie_id, wie_naam, adres, wat, tabel, rij, gegevens)
		VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)`, g.ID, soort, p.ID, p.Naam, adres, r.Wat, r.Tabel, r.Rij, gegevens)
	return postgres.Fout(err, "auditregel schrijven")
}
