package toestemming_test

import (
	"context"
	"strings"
	"testing"

	"mantelpunt/internal/fault"
	"mantelpunt/internal/gegevens"
	"mantelpunt/internal/kluis"
	"mantelpunt/internal/postgres"
	"mantelpunt/internal/toegang"
	"mantelpunt/internal/verklaring"
	"mantelpunt/internal/verklaring/toestemming"
)

// metSleutels is a store with these keys, the active one first.
func (h huis) metSleutels(sleutels ...string) verklaring.Store {
	h.Helper()
	s := h.Store
	var err error
	s.Kluis, err = kluis.Nieuw(strings.Join(sleutels, ","))
	h.Goed(err)
	s.Post.Kluis = s.Kluis
	return s
}

// A reminder has a link that works, whatever happened to the keys since the question:
// the link of before while its key is there, and a new one once that is gone.
func TestRemindersWhenTheKeysChange(t *testing.T) {
	h := nieuw(t)
	een, err := kluis.Maak("een")
	h.Goed(err)
	twee, err := kluis.Maak("twee")
	h.Goed(err)
	oud, beide, nieuw := h.metSleutels(een), h.metSleutels(twee, een), h.metSleutels(twee)
	ctx, begin := context.Background(), h.Klok
	h.Store = oud
	vraag := func(p toegang.Persoon) string {
		v := perMail
		id := h.concept(p, &v)
		_, err := h.Store.Indienen(h.Ctx(p), h.G.ID, p, id, h.Klok)
		h.Goed(err)
		return h.link()
	}
	vroeg := vraag(h.MaakBurger("vroeg@voorbeeld.example"))
	h.Klok = begin.AddDate(0, 0, 5)
	laat := vraag(h.MaakBurger("laat@voorbeeld.example"))
	h.Store = beide // from here on the mails of both keys can be read

	lees := func(s verklaring.Store, link string) error {
		_, _, err := s.LeesToestemming(h.Ctx(niemand), h.G.ID, niemand, strings.TrimPrefix(link, verklaring.PadToestemming+"/"), h.Klok)
		return err
	}
	h.Klok = begin.AddDate(0, 0, 14)
	h.Goed(toestemming.HoudBij(ctx, beide, h.Klok))
	if h.link() != vroeg || lees(beide, vroeg) != nil || len(h.aan(naasteMail)) != 3 {
		t.Error("with a new key in front the link stays the one that was mailed")
	}

	// the burger of the house was closed by a key that is not in this test
	_, err = h.Pool.Exec(ctx, `DELETE FROM burger WHERE id = $1`, h.Burger.ID)
	h.Goed(err)
	_, err = gegevens.Roteerder{DB: postgres.DB{Pool: h.App}, Kluis: beide.Kluis}.Roteer(ctx, []int{h.G.ID, h.G2.ID})
	h.Goed(err)
	h.Klok = begin.AddDate(0, 0, 19)
	h.Goed(toestemming.HoudBij(ctx, nieuw, h.Klok))
	if h.link() == laat || lees(nieuw, h.link()) != nil {
		t.Error("without the old key the reminder must have a link of its own")
	}
	if err := lees(nieuw, laat); !fault.Is(err, fault.NotFound) {
		t.Errorf("the link of before: %v", err)
	}
}
