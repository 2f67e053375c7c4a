package behandelen_test

import (
	"context"
	"crypto/sha256"
	"fmt"
	"strconv"
	"strings"
	"testing"
	"time"

	"mantelpunt/internal/termijn"
	"mantelpunt/internal/verklaring"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"
)

// stand is where an aanvraag is, and everything that was issued on it.
type stand struct {
	a        verklaring.Aanvraag
	stukken  map[uuid.UUID][32]byte // every document and letter, as it was issued
	brieven  map[verklaring.Briefsoort]int
	geldig   int
	alle     int
	gestopt  int // withdrawn, not replaced
	voorstel int // that waits
}

func (s spel) lees(t testing.TB, st stuk) stand {
	t.Helper()
	ctx, g := s.Ctx(s.Carla), strconv.Itoa(s.G.ID)
	goed := func(err error) {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
	}
	var x stand
	var err error
	x.a, err = s.s.EigenAanvraag(ctx, s.G.ID, st.burger.ID, st.id)
	goed(err)
	x.stukken, x.brieven = map[uuid.UUID][32]byte{}, map[verklaring.Briefsoort]int{}
	lees := func(sql, plaats string, doe func(soort string, weg bool)) {
		t.Helper()
		rows, err := s.Pool.Query(ctx, sql, s.G.ID, st.id)
		goed(err)
		var id uuid.UUID
		var soort string
		var document, hash []byte
		var weg bool
		_, err = pgx.ForEachRow(rows, []any{&id, &soort, &document, &hash, &weg}, func() error {
			open, err := s.s.Kluis.Open(document, plaats, g, id.String())
			if err != nil {
				return err
			}
			som := sha256.Sum256(open)
			if string(som[:]) != string(hash) || !strings.HasPrefix(string(open), "%PDF") {
				return fmt.Errorf("%s %s is not the document that was issued", plaats, id)
			}
			x.stukken[id] = som
			doe(soort, weg)
			return nil
		})
		goed(err)
	}
	lees(`SELECT id, reden, document, document_hash, ingetrokken_op IS NOT NULL FROM verklaring WHERE gemeente_id = $1 AND aanvraag_id = $2`, "verklaring.document", func(reden string, weg bool) {
		x.alle++
		switch {
		case !weg:
			x.geldig++
		case reden != string(verklaring.RedenVervangen):
			x.gestopt++
		}
	})
	lees(`SELECT id, soort, document, document_hash, false FROM brief WHERE gemeente_id = $1 AND aanvraag_id = $2`, "brief.document", func(soort string, _ bool) { x.brieven[verklaring.Briefsoort(soort)]++ })
	goed(s.Pool.QueryRow(ctx, `SELECT count(*) FROM voorstel WHERE gemeente_id = $1 AND aanvraag_id = $2 AND oordeel = ''`, s.G.ID, st.id).Scan(&x.voorstel))
	return x
}

// klopt says what is wrong with an aanvraag by itself; "" when nothing is.
func (s spel) klopt(t testing.TB, st stuk, x stand) string {
	t.Helper()
	gs, err := s.s.Geschiedenis(context.WithoutCancel(s.Ctx(s.Carla)), s.G.ID, st.id)
	if err != nil {
		t.Fatal(err)
	}
	was := verklaring.Concept
	for _, g := range gs {
		if g.Van != was || !g.Van.Mag(g.Naar, g.DoorSoort) {
			return fmt.Sprintf("the history breaks: after %s comes %s → %s by %s", was, g.Van, g.Naar, g.DoorSoort)
		}
		was = g.Naar
	}
	a := x.a
	afgesloten := 0
	for _, b := range []verklaring.Briefsoort{verklaring.BriefVerleend, verklaring.BriefAfgewezen, verklaring.BriefBuitenBehandeling, verklaring.BriefIngetrokken} {
		afgesloten += x.brieven[b]
	}
	switch {
	case was != a.Status:
		return fmt.Sprintf("the history ends in %s, the aanvraag is %s", was, a.Status)
	case x.geldig > 1:
		return fmt.Sprintf("%d verklaringen are valid at once", x.geldig)
	case (a.Status == verklaring.Verleend) != (x.alle > 0):
		return fmt.Sprintf("status %s with %d verklaringen", a.Status, x.alle)
	case x.brieven[verklaring.BriefVerleend]+x.brieven[verklaring.BriefVervangen] != x.alle:
		return fmt.Sprintf("%d verklaringen with letters %v", x.alle, x.brieven)
	case x.brieven[verklaring.BriefVerklaringIngetrokken] != x.gestopt:
		return fmt.Sprintf("%d verklaringen withdrawn with letters %v", x.gestopt, x.brieven)
	case x.brieven[verklaring.BriefOntvangst] != 1:
		return fmt.Sprintf("%d receipts", x.brieven[verklaring.BriefOntvangst])
	case a.Status.Open() && (afgesloten != 0 || a.BeslotenOp != nil), !a.Status.Open() && (afgesloten != 1 || a.BeslotenOp == nil || x.brieven[verklaring.Briefsoort(a.Status)] != 1):
		return fmt.Sprintf("status %s, decided %v, with letters %v", a.Status, a.BeslotenOp, x.brieven)
	case a.Status == verklaring.Voorgesteld && x.voorstel != 1:
		return fmt.Sprintf("%d proposals wait", x.voorstel)
	case (a.OpgeschortOp != nil) != (a.Status == verklaring.WachtOpAanvrager && a.Regels.Opschorten):
		return fmt.Sprintf("status %s, suspended since %v", a.Status, a.OpgeschortOp)
	case !a.BeslisVoor.Equal(termijn.Uiterlijk(*a.TermijnTot)):
		return fmt.Sprintf("the last day is %s of a term until %s", a.BeslisVoor, a.TermijnTot)
	}
	return ""
}

// gevolgd says what is wrong with what came after something; "" when nothing is. Nothing
// that was issued is lost or changed, and the term moves only when it was extended, or
// by the days that it stood still.
func gevolgd(was, is stand, nu time.Time) string {
	for id, som := range was.stukken {
		if is.stukken[id] != som {
			return fmt.Sprintf("document %s is lost or changed", id)
		}
	}
	tot := *was.a.TermijnTot
	if was.a.OpgeschortOp != nil && is.a.Status != verklaring.WachtOpAanvrager {
		einde := verklaring.Dag(nu)
		if einde.After(*was.a.AntwoordVoor) {
			einde = *was.a.AntwoordVoor
		}
		tot = tot.AddDate(0, 0, max(0, termijn.Dagen(*was.a.OpgeschortOp, einde)))
	}
	switch gegaan := termijn.Dagen(tot, *is.a.TermijnTot); {
	case was.a.VerlengdOp == nil && is.a.VerlengdOp != nil:
		if gegaan < 7 || gegaan > 28 || was.a.OpgeschortOp != nil {
			return fmt.Sprintf("extended by %d days", gegaan)
		}
	case gegaan != 0:
		return fmt.Sprintf("from %s to %s the term moved by %d days more than it stood still", was.a.Status, is.a.Status, gegaan)
	}
	return ""
}
