package demo

import (
	"testing"

	"mantelpunt/internal/app"
	"mantelpunt/internal/socialekaart"
)

// gemeld looks at the reports: each is of an offer that is there.
func gemeld(t *testing.T, a *app.App) {
	t.Helper()
	g, err := a.Gemeenten.MetSlug(t.Context(), gemeenten[0].gemeente.Slug)
	goed(t, err)
	n, err := socialekaart.Meldingen{DB: a.Kaart.DB, Kluis: a.Kluis}.Open(t.Context(), g.ID)
	goed(t, err)
	if n != len(veldwaardeMeldingen) {
		t.Errorf("%d reports, want %d", n, len(veldwaardeMeldingen))
	}
}
