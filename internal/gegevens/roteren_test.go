package gegevens_test

import (
	"context"
	"encoding/base64"
	"errors"
	"slices"
	"strconv"
	"sync"
	"testing"

	"mantelpunt/internal/gegevens"
	"mantelpunt/internal/kluis"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"
)

func lees(t *testing.T, sleutels string) *kluis.Kluis {
	t.Helper()
	k, err := kluis.Nieuw(sleutels)
	if err != nil {
		t.Fatal(err)
	}
	return k
}

func sleutel(t *testing.T, naam string) string {
	t.Helper()
	s, err := kluis.Maak(naam)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// nodig tells which keys are still needed, but for what goes by itself.
func (a *archief) nodig(r gegevens.Roteerder) (uit []string) {
	a.Helper()
	gebruik, err := r.Sleutels(a.Context(), a.g[:])
	a.goed(err)
	for _, g := range gebruik {
		if !g.Vanzelf && !slices.Contains(uit, g.Sleutel) {
			uit = append(uit, g.Sleutel)
		}
	}
	slices.Sort(uit)
	return uit
}

// Stopped halfway, started again, while people write: nothing is lost, and afterwards
// the new key alone opens everything.
func TestRotation(t *testing.T) {
	oud, nieuw := sleutel(t, "oud"), sleutel(t, "nieuw")
	a := nieuwArchief(t, lees(t, oud))
	var burgers []uuid.UUID
	for n := range 60 {
		b := a.burger(n%2, nu)
		burgers = append(burgers, b)
		av := a.aanvraag(n%2, b, "verleend", nu)
		a.verklaring(n%2, b, av, nu)
	}
	for i, g := range a.g {
		geheim := base64.StdEncoding.EncodeToString(a.k.Dicht([]byte("s3cret"), "inloggen.geheim", strconv.Itoa(g), "https://digid.example"))
		a.doe(`UPDATE gemeente SET instellingen = jsonb_build_object('Talen', '["nl"]'::jsonb, 'Inloggen', jsonb_build_object('MinimaalNiveau', 1, 'DigiD', jsonb_build_object('Uitgever', 'https://digid.example', 'Geheim', $2::text))) WHERE id = $1`, g, geheim)
		id := uuid.New()
		a.doe(`INSERT INTO inlogcode (gemeente_id, id, code_hash, browser_hash, verloopt_op, email, email_kenmerk) VALUES ($1, $2, '', '', now(), $3, $4)`, g, id,
			a.k.Dicht([]byte(adres(1)), "inlogcode.email", strconv.Itoa(g), id.String()), a.k.Kenmerk("burger.email", []byte(strconv.Itoa(g)+" "+adres(1))))
		if i == 0 {
			a.doe(`UPDATE burger SET bsn_kenmerk = $2 WHERE id = $1`, burgers[0], a.k.Kenmerk("bsn", []byte("x")))
			a.doe(`INSERT INTO sessie (token_hash, gemeente_id, waarden, verloopt_op) VALUES ('\x01', $1, $2, now() + interval '1 hour')`, g, a.k.Dicht([]byte("{}"), "sessie.waarden", "token"))
			a.doe(`INSERT INTO river_job (kind, max_attempts, args) VALUES ('mail', 3, jsonb_build_object('dicht', $1::text))`, base64.StdEncoding.EncodeToString(a.k.Dicht([]byte("{}"), "mail")))
		}
	}

	beide := lees(t, nieuw+","+oud)
	ctx, stop := context.WithCancel(t.Context())
	r := gegevens.Roteerder{DB: a.db, Kluis: beide, Stap: 7, Meld: func(_ string, n int) {
		if n >= 14 {
			stop()
		}
	}}
	if _, err := r.Roteer(ctx, a.g[:]); err == nil || !errors.Is(err, context.Canceled) {
		t.Fatalf("stopped halfway: %v", err)
	}
	if n := een[int](a, `SELECT count(*) FROM burger WHERE substring(email FROM 3 FOR 5) = 'nieuw'`); n < 14 || n >= 60 {
		t.Fatalf("%d of 60 rows are done", n)
	}
	if got := a.nodig(r); !slices.Equal(got, []string{"nieuw", "oud"}) {
		t.Errorf("needed: %v", got)
	}

	// somebody writes the same rows all the while, by the key that is active now
	var wg sync.WaitGroup
	einde := make(chan struct{})
	for i := range a.g {
		wg.Go(func() {
			for n := i; ; n += 2 {
				select {
				case <-einde:
					return
				default:
				}
				b, g := burgers[n%len(burgers)], strconv.Itoa(a.g[i])
				err := a.db.Van(a.g[i]).Tx(context.Background(), func(tx pgx.Tx) error {
					var id uuid.UUID
					if err := tx.QueryRow(context.Background(), `SELECT id FROM aanvraag WHERE burger_id = $1 FOR UPDATE`, b).Scan(&id); err != nil {
						return err
					}
					_, err := tx.Exec(context.Background(), `UPDATE aanvraag SET antwoorden = $2 WHERE id = $1`, id, beide.Dicht([]byte(`{"naam":"Henk"}`), "aanvraag.antwoorden", g, id.String()))
					return err
				})
				if err != nil {
					t.Errorf("writing while keys are replaced: %v", err)
					return
				}
			}
		})
	}
	r.Meld = nil
	n, err := r.Roteer(t.Context(), a.g[:])
	close(einde)
	wg.Wait()
	a.goed(err)
	if n < 100 {
		t.Errorf("%d rows closed anew", n)
	}
	if again, err := r.Roteer(t.Context(), a.g[:]); err != nil || again != 0 {
		t.Errorf("a third time finds %d: %v", again, err)
	}
	if got := a.nodig(r); !slices.Equal(got, []string{"nieuw"}) {
		t.Errorf("needed afterwards: %v", got)
	}
	gebruik, err := r.Sleutels(t.Context(), a.g[:])
	a.goed(err)
	for _, waar := range []string{"burger.bsn_kenmerk", "sessie.waarden", "river_job.args"} {
		if !slices.Contains(gebruik, gegevens.Gebruik{Sleutel: "oud", Waar: waar, Aantal: 1, Vanzelf: true}) {
			t.Errorf("%s still needs the old key, and that is not told: %v", waar, gebruik)
		}
	}

	alleen := lees(t, nieuw)
	zonder := gegevens.Roteerder{DB: a.db, Kluis: alleen}
	if n, err := zonder.Controleer(t.Context(), a.g[:]); err != nil || n != 60*2+60*2+60*4+2+1 {
		t.Errorf("with the new key alone %d values open: %v", n, err)
	}
	for i, g := range a.g {
		zoek := alleen.Kenmerk("burger.email", []byte(strconv.Itoa(g)+" "+adres(i*3+1)))
		if n := een[int](a, `SELECT count(*) FROM burger WHERE email_kenmerk = $1 AND gemeente_id = $2`, zoek, g); n != 1 {
			t.Errorf("the mantelzorger is not found by the address any more")
		}
		if n := een[int](a, `SELECT count(*) FROM verklaring WHERE gemeente_id = $1 AND code_kenmerk = $2`, g, alleen.Kenmerk("verklaring.code", []byte(strconv.Itoa(g)+" "+een[string](a, `SELECT kenmerk FROM verklaring WHERE gemeente_id = $1 LIMIT 1`, g)))); n != 1 {
			t.Error("a verklaring is not found by its code any more")
		}

		b64 := een[string](a, `SELECT instellingen #>> '{Inloggen,DigiD,Geheim}' FROM gemeente WHERE id = $1`, g)
		dicht, err := base64.StdEncoding.DecodeString(b64)
		a.goed(err)
		if klaar, err := alleen.Open(dicht, "inloggen.geheim", strconv.Itoa(g), "https://digid.example"); err != nil || string(klaar) != "s3cret" {
			t.Errorf("the secret of the provider: %q %v", klaar, err)
		}
		if talen := een[string](a, `SELECT instellingen #>> '{Talen,0}' FROM gemeente WHERE id = $1`, g); talen != "nl" {
			t.Errorf("the other settings changed")
		}
	}
}

// What does not open is told by its row, and stays as it was.
func TestRotationOfWhatDoesNotOpen(t *testing.T) {
	oud, nieuw := sleutel(t, "oud"), sleutel(t, "nieuw")
	a := nieuwArchief(t, lees(t, oud))
	b := a.burger(0, nu)
	a.doe(`UPDATE burger SET bsn = $2 WHERE id = $1`, b, a.k.Dicht([]byte("x"), "burger.bsn", "elders", b.String()))
	voor := een[[]byte](a, `SELECT email FROM burger WHERE id = $1`, b)
	r := gegevens.Roteerder{DB: a.db, Kluis: lees(t, nieuw+","+oud)}
	if _, err := r.Roteer(t.Context(), a.g[:]); err == nil || !slices.Equal(voor, een[[]byte](a, `SELECT email FROM burger WHERE id = $1`, b)) {
		t.Errorf("%v", err)
	}
	if _, err := r.Controleer(t.Context(), a.g[:]); err == nil {
		t.Error("the check does not find it")
	}
	if _, err := (gegevens.Roteerder{DB: a.db, Kluis: lees(t, nieuw)}).Roteer(t.Context(), a.g[:]); err == nil {
		t.Error("without the old key nothing can be done, and that must be told")
	}
}
