package beheer

import (
	"context"
	"slices"
	"strings"
	"testing"

	"mantelpunt/internal/onderwerp"
	"mantelpunt/internal/socialekaart/proef"
)

// An onderwerp that a gemeente made has its name everywhere: in the form, where a change
// is judged, among the suggestions and in what was searched too. A slug says nothing.
func TestOnderwerpOfAGemeenteHasItsName(t *testing.T) {
	s := nieuweInstuursite(t)
	ctx := context.Background()
	if _, err := onderwerp.NieuweStore(s.Store.DB).Bewaar(ctx, s.Gemeente.ID, onderwerp.Aanvulling{Slug: "eigen-ruilkring", Naam: "Ruilkring in de buurt", GewoneWoorden: []string{"iets terugdoen", "ruil"}}, "", s.aanbieder); err != nil {
		t.Fatal(err)
	}
	v := ingevuld(s.als(s.aanbieder, s.pad))
	v.Set("onderwerp_erbij", "eigen-ruilkring")
	v.Set("samenvatting", "Logeren, en meedoen met de ruilkring in de buurt.")
	v.Set("actie", "insturen")
	if w := s.Verzoek(s.aanbieder, "POST", s.pad, v); w.Code != 303 {
		t.Fatalf("%d %.800s", w.Code, w.Body)
	}
	form, oordeel := s.als(proef.Redacteur, s.pad), s.als(proef.Redacteur, s.pad+"/beoordelen")
	if got := proef.TekstVan(form, "label[for=onderwerp-eigen-ruilkring]"); got != "Ruilkring in de buurt" {
		t.Errorf("in the form: %q", got)
	}
	if got := proef.TekstVan(oordeel, "main"); !strings.Contains(got, "Ruilkring in de buurt") || strings.Contains(got, "eigen") || !strings.Contains(got, "Logeren en kort verblijf") {
		t.Errorf("where it is judged: %q", got)
	}
	a := s.haal()
	if err := s.Store.Publiceer(ctx, s.Gemeente.ID, a.ID, a.Revisie, proef.Redacteur); err != nil {
		t.Fatal(err)
	}
	if err := s.Wachter.Kijk(ctx); err != nil {
		t.Fatal(err)
	}
	k, err := s.Voorraad.Haal(ctx, s.Gemeente.ID)
	if err != nil {
		t.Fatal(err)
	}
	if ook := k.Index().Zoek("iets terugdoen").Begrip.Ook; !slices.Contains(ook, "Ruilkring in de buurt") {
		t.Errorf("searched too: %q", ook)
	}
}
