package bijlage

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"strings"
	"sync"
	"testing"
	"time"

	"mantelpunt/internal/fault"
	"mantelpunt/internal/kluis"
	"mantelpunt/internal/pgtest"
	"mantelpunt/internal/postgres"
	"mantelpunt/internal/toegang"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"
)

var dag = time.Date(2026, 11, 23, 9, 30, 0, 0, time.UTC)

// opzet gives a store, a gemeente and two aanvragen there.
func opzet(t *testing.T) (s Store, gemeenteID int, aanvragen [2]uuid.UUID) {
	t.Helper()
	pool := pgtest.Nieuw(t)
	s = Store{DB: postgres.DB{Pool: pool}, Kluis: kluis.Proef(t)}
	eigenaar := pgtest.Eigenaar(t, pool)
	ctx := t.Context()
	if err := eigenaar.QueryRow(ctx, `INSERT INTO gemeente (slug, naam, cbs_code) VALUES ('veldwaarde', 'Veldwaarde', 'GM9001') RETURNING id`).Scan(&gemeenteID); err != nil {
		t.Fatal(err)
	}
	// only the files matter here: what an aanvraag needs besides is of no interest
	if _, err := eigenaar.Exec(ctx, `ALTER TABLE bijlage DROP CONSTRAINT bijlage_gemeente_id_aanvraag_id_fkey`); err != nil {
		t.Fatal(err)
	}
	return s, gemeenteID, [2]uuid.UUID{uuid.Must(uuid.NewV7()), uuid.Must(uuid.NewV7())}
}

var door = toegang.Persoon{Soort: toegang.Burger, ID: uuid.MustParse("01890000-0000-7000-8000-000000000001")}

func (s Store) proef(ctx context.Context, gemeenteID int, aanvraagID uuid.UUID, b Bestand) (j Bijlage, err error) {
	err = s.Van(gemeenteID).Tx(ctx, func(tx pgx.Tx) error {
		j, err = s.Bewaar(ctx, tx, gemeenteID, aanvraagID, "bewijs", b, door, dag)
		return err
	})
	return j, err
}

func TestBewaarEnOpen(t *testing.T) {
	s, g, a := opzet(t)
	ctx := t.Context()
	b := nieuwBestand("Brief van Özlem.pdf", PDF, []byte("%PDF-1.7 geheime inhoud"))
	j, err := s.proef(ctx, g, a[0], b)
	if err != nil {
		t.Fatal(err)
	}
	lijst, err := s.Lijst(ctx, g, a[0])
	if err != nil || len(lijst) != 1 {
		t.Fatalf("%v %v", lijst, err)
	}
	wil := Bijlage{ID: j.ID, AanvraagID: a[0], Soort: "bewijs", Naam: "Brief van Özlem.pdf", Type: PDF, Grootte: 23, DoorSoort: "burger", DoorID: door.ID}
	for _, got := range []Bijlage{j, lijst[0]} {
		if !bytes.Equal(got.Hash, b.Hash[:]) || !got.Op.Equal(dag) {
			t.Errorf("%+v", got)
		}
		got.Hash, got.Op = nil, time.Time{}
		if fmt.Sprint(got) != fmt.Sprint(wil) {
			t.Errorf("%+v, want %+v", got, wil)
		}
	}
	got, inhoud, err := s.Open(ctx, g, a[0], j.ID)
	if err != nil || !bytes.Equal(inhoud, b.Inhoud) || got.Naam != wil.Naam {
		t.Errorf("%+v %q %v", got, inhoud, err)
	}

	// neither name nor content can be read in the database
	var naam, dicht []byte
	if err := s.Van(g).QueryRow(ctx, `SELECT naam, inhoud FROM bijlage`).Scan(&naam, &dicht); err != nil {
		t.Fatal(err)
	}
	if bytes.Contains(naam, []byte("zlem")) || bytes.Contains(dicht, []byte("geheime")) || kluis.Sleutel(dicht) == "" {
		t.Error("not closed")
	}

	// what is of another aanvraag or another gemeente is not there
	for _, weg := range []func() error{
		func() error { _, _, err := s.Open(ctx, g, a[1], j.ID); return err },
		func() error { _, _, err := s.Open(ctx, g+1, a[0], j.ID); return err },
		func() error { _, _, err := s.Open(ctx, g, a[0], uuid.New()); return err },
		func() error {
			return s.Van(g).Tx(ctx, func(tx pgx.Tx) error { return s.Verwijder(ctx, tx, g, a[1], j.ID) })
		},
		func() error {
			return s.Van(g+1).Tx(ctx, func(tx pgx.Tx) error { return s.Verwijder(ctx, tx, g, a[0], j.ID) })
		},
	} {
		if err := weg(); !fault.Is(err, fault.NotFound) {
			t.Error(err)
		}
	}
	if lijst, err := s.Lijst(ctx, g+1, a[0]); err != nil || len(lijst) != 0 {
		t.Error(lijst, err)
	}
	if err := s.Van(g).Tx(ctx, func(tx pgx.Tx) error { return s.Verwijder(ctx, tx, g, a[0], j.ID) }); err != nil {
		t.Fatal(err)
	}
	if lijst, err := s.Lijst(ctx, g, a[0]); err != nil || len(lijst) != 0 {
		t.Error(lijst, err)
	}
}

func TestTheSameFileTwiceIsOne(t *testing.T) {
	s, g, a := opzet(t)
	b := nieuwBestand("a.pdf", PDF, []byte("hetzelfde"))
	een, err := s.proef(t.Context(), g, a[0], b)
	if err != nil {
		t.Fatal(err)
	}
	b.Naam = "b.pdf"
	twee, err := s.proef(t.Context(), g, a[0], b)
	if err != nil || twee.ID != een.ID || twee.Naam != "a.pdf" {
		t.Errorf("%+v %v", twee, err)
	}
	if drie, err := s.proef(t.Context(), g, a[1], b); err != nil || drie.ID == een.ID {
		t.Errorf("with another aanvraag: %+v %v", drie, err)
	}
}

func TestTooManyAndTooMuch(t *testing.T) {
	s, g, a := opzet(t)
	ctx := t.Context()
	for i := range MaxAantal {
		if _, err := s.proef(ctx, g, a[0], nieuwBestand("a.pdf", PDF, fmt.Appendf(nil, "nummer %d", i))); err != nil {
			t.Fatal(err)
		}
	}
	_, err := s.proef(ctx, g, a[0], nieuwBestand("a.pdf", PDF, []byte("nog een")))
	if !fault.Is(err, fault.Invalid) || !strings.Contains(fault.Tekst(err), "al 10 bestanden") {
		t.Errorf("%v %q", err, fault.Tekst(err))
	}
	if _, err := s.proef(ctx, g, a[0], nieuwBestand("a.pdf", PDF, []byte("nummer 3"))); err != nil {
		t.Errorf("one that is there already: %v", err)
	}
	groot := make([]byte, MaxBestand)
	for i := range MaxSamen / MaxBestand {
		groot[0] = byte(i)
		if _, err := s.proef(ctx, g, a[1], nieuwBestand("a.pdf", PDF, groot)); err != nil {
			t.Fatal(err)
		}
	}
	_, err = s.proef(ctx, g, a[1], nieuwBestand("a.pdf", PDF, []byte("x")))
	if !fault.Is(err, fault.Invalid) || !strings.Contains(fault.Tekst(err), "hoogstens 50 MB") {
		t.Errorf("%v %q", err, fault.Tekst(err))
	}
}

// Who sends twenty files at once has ten of them afterwards.
func TestManyAtOnce(t *testing.T) {
	s, g, a := opzet(t)
	var wg sync.WaitGroup
	fouten := make(chan error, 20)
	for i := range 20 {
		wg.Go(func() {
			_, err := s.proef(t.Context(), g, a[0], nieuwBestand("a.pdf", PDF, fmt.Appendf(nil, "nummer %d", i)))
			fouten <- err
		})
	}
	wg.Wait()
	close(fouten)
	goed := 0
	for err := range fouten {
		if err == nil {
			goed++
		} else if !fault.Is(err, fault.Invalid) {
			t.Error(err)
		}
	}
	if lijst, err := s.Lijst(t.Context(), g, a[0]); err != nil || len(lijst) != MaxAantal || goed != MaxAantal {
		t.Errorf("%d kept, %d said so, %v", len(lijst), goed, err)
	}
}

// What fails behind Bewaar and Verwijder in a transaction undoes them.
func TestRollback(t *testing.T) {
	s, g, a := opzet(t)
	ctx := t.Context()
	j, err := s.proef(ctx, g, a[0], nieuwBestand("a.pdf", PDF, []byte("blijft")))
	if err != nil {
		t.Fatal(err)
	}
	terug := errors.New("terug")
	err = s.Van(g).Tx(ctx, func(tx pgx.Tx) error {
		if _, err := s.Bewaar(ctx, tx, g, a[0], "bewijs", nieuwBestand("b.pdf", PDF, []byte("gaat weg")), door, dag); err != nil {
			t.Error(err)
		}
		if err := s.Verwijder(ctx, tx, g, a[0], j.ID); err != nil {
			t.Error(err)
		}
		return terug
	})
	if !errors.Is(err, terug) {
		t.Error(err)
	}
	if lijst, err := s.Lijst(ctx, g, a[0]); err != nil || len(lijst) != 1 || lijst[0].ID != j.ID {
		t.Error(lijst, err)
	}
}

// A content that was moved to another row does not open.
func TestContentOpensAtItsOwnRowAlone(t *testing.T) {
	s, g, a := opzet(t)
	ctx := t.Context()
	een, err := s.proef(ctx, g, a[0], nieuwBestand("a.pdf", PDF, []byte("een")))
	if err != nil {
		t.Fatal(err)
	}
	twee, err := s.proef(ctx, g, a[0], nieuwBestand("b.pdf", PDF, []byte("twee")))
	if err != nil {
		t.Fatal(err)
	}
	if _, err := s.Van(g).Exec(ctx, `UPDATE bijlage SET inhoud = (SELECT inhoud FROM bijlage WHERE id = $1) WHERE id = $2`, een.ID, twee.ID); err != nil {
		t.Fatal(err)
	}
	if _, b, err := s.Open(ctx, g, a[0], twee.ID); !fault.Is(err, fault.Internal) || b != nil {
		t.Errorf("%q %v", b, err)
	}
}
