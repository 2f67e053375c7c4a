package aanvragen_test

import (
	"context"
	"strings"
	"testing"
	"time"

	"mantelpunt/internal/gegevens"
	"mantelpunt/internal/toegang"
	"mantelpunt/internal/verklaring"
	"mantelpunt/internal/verklaring/aanvragen"
)

// What the pages promise is what the job that deletes does.
func TestAConceptStaysAsLongAsWeSay(t *testing.T) {
	r := gegevens.MetCode("concept")
	if r.Aantal != verklaring.ConceptDagen || r.Eenheid != gegevens.Dagen || !strings.Contains(r.Vanaf, "gewijzigd_op") {
		t.Errorf("%+v", r)
	}
}

func (h *huis) waarschuw(nu time.Time) {
	h.Helper()
	h.Goed(aanvragen.Store{Store: h.Store}.Waarschuw(context.Background(), nu))
}

// Who leaves a concept hears of it once, a week before it goes, however often the job
// runs; who goes on gets another month.
func TestAConceptIsAnnounced(t *testing.T) {
	h := nieuw(t)
	h.begin(h.Burger)
	ander := h.MaakBurger("sent@voorbeeld.example")
	h.begin(ander, eersteVier...)
	h.verstuur(ander) // sent: nothing to announce
	zonder := h.MaakBurger("desk@voorbeeld.example")
	h.begin(zonder)
	_, err := h.Pool.Exec(h.Ctx(h.Burger), `UPDATE burger SET email = NULL, email_kenmerk = NULL, bsn_kenmerk = 'x' WHERE id = $1`, zonder.ID)
	h.Goed(err)
	voor := len(h.Brieven())
	begonnen := h.Concept().GewijzigdOp

	h.waarschuw(begonnen.AddDate(0, 0, 22))
	if n := len(h.Brieven()); n != voor {
		t.Fatalf("%d mails too early", n-voor)
	}
	nu := begonnen.AddDate(0, 0, 23).Add(time.Minute)
	for range 3 { // the job is tried again, and runs the next day
		h.waarschuw(nu)
		nu = nu.Add(24 * time.Hour)
	}
	brieven := h.Brieven()
	if len(brieven) != voor+1 || brieven[voor].Aan != "fatima@voorbeeld.example" || !strings.Contains(brieven[voor].Alineas[0], "verdwijnt wat u invulde") {
		t.Fatalf("%d mails: %+v", len(brieven)-voor, brieven[voor:])
	}
	h.Klok = nu
	h.Naar(toegang.Persoon{}, h.link(), nil)
	h.begin(h.Burger, verklaring.StapWie) // goes on: the month begins anew, and so does the announcement
	h.Telt(`SELECT count(*) FROM aanvraag WHERE status = 'concept' AND gewaarschuwd_op IS NULL AND burger_id = $1`, 1, h.Burger.ID)
}

// When the mail cannot be enqueued nobody is marked as told; the next try tells them.
func TestAnAnnouncementThatFailsComesLater(t *testing.T) {
	h := nieuw(t)
	h.begin(h.Burger)
	nu := h.Concept().GewijzigdOp.AddDate(0, 0, 24)
	_, err := h.Pool.Exec(h.Ctx(h.Burger), `ALTER TABLE river_job RENAME TO weg`)
	h.Goed(err)
	if err := (aanvragen.Store{Store: h.Store}).Waarschuw(context.Background(), nu); err == nil {
		t.Fatal("without a queue it must fail")
	}
	h.Telt(`SELECT count(*) FROM aanvraag WHERE gewaarschuwd_op IS NOT NULL`, 0)
	h.Telt(`SELECT count(*) FROM verderlink`, 0)
	_, err = h.Pool.Exec(h.Ctx(h.Burger), `ALTER TABLE weg RENAME TO river_job`)
	h.Goed(err)
	h.waarschuw(nu)
	h.Telt(`SELECT count(*) FROM river_job WHERE kind = 'mail'`, 1)
}
