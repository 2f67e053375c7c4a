package privacy

import (
	"context"
	"time"

	"mantelpunt/internal/audit"
	"mantelpunt/internal/fault"
	"mantelpunt/internal/gegevens"
	"mantelpunt/internal/postgres"
	"mantelpunt/internal/toegang"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"
)

// Blijft is something that cannot be deleted yet.
type Blijft struct {
	Kenmerk string
	Regel   string     // code of the rule that keeps it; "open" while the gemeente still has to decide, "vast" while an objection or a request for inspection runs
	Tot     *time.Time // nil for what is open or held
}

// Wisplan says what goes when a mantelzorger asks to be forgotten, and what the law
// keeps (AVG art. 17, third paragraph, under b and d; Archiefwet).
type Wisplan struct {
	Concepten []uuid.UUID
	Blijft    []Blijft
}

// Account reports whether the account itself goes: nothing holds it any more.
func (w Wisplan) Account() bool { return len(w.Blijft) == 0 }

// Wisplan makes the plan, as it stands now.
func (s Store) Wisplan(ctx context.Context, gemeenteID int, burger uuid.UUID) (w Wisplan, err error) {
	err = s.Van(gemeenteID).Tx(ctx, func(tx pgx.Tx) error {
		w, err = wisplan(ctx, tx, burger)
		return err
	})
	return w, postgres.Fout(err, "nagaan wat weg kan")
}

func wisplan(ctx context.Context, tx pgx.Tx, burger uuid.UUID) (w Wisplan, err error) {
	gaat := map[string]Blijft{}
	for _, r := range gegevens.Regels {
		if r.Tabel != "aanvraag" {
			continue
		}
		wanneer, err := r.Wanneer(ctx, tx, burger)
		if err != nil {
			return w, err
		}
		for id, op := range wanneer {
			gaat[id] = Blijft{Regel: r.Code, Tot: &op}
		}
	}
	rows, err := tx.Query(ctx, `SELECT id, status, coalesce(kenmerk, ''), vasthouden <> '' FROM aanvraag WHERE burger_id = $1 ORDER BY aangemaakt_op, id`, burger)
	if err != nil {
		return w, err
	}
	var id uuid.UUID
	var status, kenmerk string
	var vast bool
	_, err = pgx.ForEachRow(rows, []any{&id, &status, &kenmerk, &vast}, func() error {
		if status == "concept" && !vast {
			w.Concepten = append(w.Concepten, id)
			return nil
		}
		b, ok := gaat[id.String()]
		switch {
		case vast:
			b = Blijft{Regel: "vast"}
		case !ok:
			b.Regel = "open"
		}
		b.Kenmerk = kenmerk
		w.Blijft = append(w.Blijft, b)
		return nil
	})
	return w, err
}

// Wis deletes what the law lets go of the mantelzorger who asks for it: what was not
// sent, login codes, the other sessions, and the account with its session when nothing
// else is left. It says what was left.
func (s Store) Wis(ctx context.Context, gemeenteID int, door toegang.Persoon, sessie string) (w Wisplan, err error) {
	err = s.Van(gemeenteID).Tx(ctx, func(tx pgx.Tx) error {
		// who begins an aanvraag in another tab waits for us, and then finds no account
		if err := tx.QueryRow(ctx, `SELECT id FROM burger WHERE gemeente_id = $1 AND id = $2 FOR UPDATE`, gemeenteID, door.ID).Scan(new(uuid.UUID)); err != nil {
			return err
		}
		if w, err = wisplan(ctx, tx, door.ID); err != nil {
			return err
		}
		if err := gegevens.MetCode("concept").WisRijen(ctx, tx, w.Concepten); err != nil {
			return err
		}
		codes, _ := gegevens.MetNaam("inlogcode")
		if _, err := tx.Exec(ctx, `DELETE FROM inlogcode WHERE `+codes.VanBurger, door.ID); err != nil {
			return err
		}
		if _, err := tx.Exec(ctx, `DELETE FROM sessie WHERE burger_id = $1 AND token_hash::text <> $2`, door.ID, sessie); err != nil {
			return err
		}
		if w.Account() {
			if _, err := tx.Exec(ctx, `DELETE FROM burger WHERE gemeente_id = $1 AND id = $2`, gemeenteID, door.ID); err != nil {
				return err
			}
		}
		return audit.Schrijf(ctx, tx, audit.Regel{Wat: "eigen gegevens gewist", Tabel: "burger", Rij: door.ID.String(),
			Gegevens: map[string]any{"concepten": len(w.Concepten), "account": w.Account()}})
	})
	return w, postgres.Fout(err, "eigen gegevens wissen")
}

// EindigAndere ends the sessions of a mantelzorger on other devices, and says how many
// there were.
func (s Store) EindigAndere(ctx context.Context, gemeenteID int, door toegang.Persoon, sessie string) (n int, err error) {
	err = s.Van(gemeenteID).Tx(ctx, func(tx pgx.Tx) error {
		tag, err := tx.Exec(ctx, `DELETE FROM sessie WHERE burger_id = $1 AND token_hash::text <> $2`, door.ID, sessie)
		if n = int(tag.RowsAffected()); err != nil || n == 0 {
			return err
		}
		return audit.Schrijf(ctx, tx, audit.Regel{Wat: "uitgelogd op andere apparaten", Tabel: "burger", Rij: door.ID.String(), Gegevens: map[string]int{"aantal": n}})
	})
	return n, postgres.Fout(err, "andere sessies beëindigen")
}

// Meegenomen notes that a mantelzorger took a copy along.
func (s Store) Meegenomen(ctx context.Context, gemeenteID int, door toegang.Persoon, soort string) error {
	err := s.Van(gemeenteID).Tx(ctx, func(tx pgx.Tx) error {
		return audit.Schrijf(ctx, tx, audit.Regel{Wat: "eigen gegevens gedownload", Tabel: "burger", Rij: door.ID.String(), Gegevens: map[string]string{"soort": soort}})
	})
	return fault.Wrap(err, "kopie van eigen gegevens")
}
