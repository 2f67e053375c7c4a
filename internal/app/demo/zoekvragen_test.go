package demo

import (
	"testing"
	"time"

	"mantelpunt/internal/app"
	"mantelpunt/internal/onderwerp"
)

// gezocht looks at the questions that the demo has: of each kind some, and each as it is
// kept.
func gezocht(t *testing.T, a *app.App, nu time.Time) {
	t.Helper()
	g, err := a.Gemeenten.MetSlug(t.Context(), gemeenten[0].gemeente.Slug)
	goed(t, err)
	alle, err := a.Onderwerpen.Zoekvragen(t.Context(), g.ID, onderwerp.Alle, nu.AddDate(0, -2, 0), 200)
	goed(t, err)
	niets, err := a.Onderwerpen.Zoekvragen(t.Context(), g.ID, onderwerp.Niets, nu.AddDate(0, -2, 0), 200)
	goed(t, err)
	if len(alle) != len(veldwaardeVragen) || len(niets) < 3 || len(niets) > len(alle)/2 {
		t.Errorf("%d questions, %d of which found nothing: %v", len(alle), len(niets), niets)
	}
	eigen, err := a.Onderwerpen.Aanvullingen(t.Context(), g.ID)
	goed(t, err)
	if len(eigen) != len(veldwaardeWoorden) {
		t.Errorf("%d onderwerpen with words of the gemeente", len(eigen))
	}
}
