package privacy

import (
	"context"
	"net/http"
	"time"

	"mantelpunt/internal/gegevens"
	"mantelpunt/internal/httpx"
	"mantelpunt/internal/i18n"
	"mantelpunt/internal/postgres"
	"mantelpunt/internal/toegang"

	"github.com/jackc/pgx/v5"
)

// Overzicht is how things stand with one rule.
type Overzicht struct {
	gegevens.Regel
	gegevens.Stand
}

// Opgeruimd is a line of the log of what went: how many of a kind, and when.
type Opgeruimd struct {
	Regel  string // code
	Aantal int
	Op     time.Time
}

// Termijnen is what a beheerder sees of the terms.
type Termijnen struct {
	Overzicht []Overzicht
	Laatst    time.Time // when the job last ran; the zero time when it has not in the last day
	Logboek   []Opgeruimd
}

// Versies are the terms of the regeling of a gemeente, by day.
func (s Store) Versies(ctx context.Context, gemeenteID int) ([]gegevens.Versie, error) {
	return gegevens.Versies(ctx, s.Van(gemeenteID))
}

// Bewaartermijnen tells of every rule how much there is and what goes within 30 days,
// when the job last ran, and what it took lately.
func (s Store) Bewaartermijnen(ctx context.Context, gemeenteID int, nu time.Time) (t Termijnen, err error) {
	err = s.Van(gemeenteID).Tx(ctx, func(tx pgx.Tx) error {
		versies, err := gegevens.Versies(ctx, tx)
		if err != nil {
			return err
		}
		for _, r := range gegevens.Gelden(gegevens.OpDag(versies, dagVan(nu))) {
			stand, err := r.Tel(ctx, tx, nu.AddDate(0, 0, 30))
			if err != nil {
				return err
			}
			t.Overzicht = append(t.Overzicht, Overzicht{r, stand})
		}
		var op *time.Time
		if err := tx.QueryRow(ctx, `SELECT max(finalized_at) FROM river_job WHERE kind = $1 AND state = 'completed'`, opruimkind).Scan(&op); err != nil {
			return err
		}
		if op != nil {
			t.Laatst = *op
		}
		rows, err := tx.Query(ctx, `SELECT regel, sum(aantal)::int, op FROM opruiming WHERE gemeente_id = $1 GROUP BY regel, op ORDER BY op DESC, regel LIMIT 50`, gemeenteID)
		if err != nil {
			return err
		}
		t.Logboek, err = pgx.CollectRows(rows, pgx.RowToStructByPos[Opgeruimd])
		return err
	})
	return t, postgres.Fout(err, "bewaartermijnen lezen")
}

// Proef is what one rule would take now.
type Proef struct {
	Regel string // code
	Gaat  []gegevens.Telling
}

// Proefdraaien says what the job would delete at a gemeente now. It deletes nothing:
// the database itself refuses that here.
func (s Store) Proefdraaien(ctx context.Context, gemeenteID int, nu time.Time) (uit []Proef, err error) {
	err = s.Van(gemeenteID).Tx(ctx, func(tx pgx.Tx) error {
		if _, err := tx.Exec(ctx, `SET TRANSACTION READ ONLY`); err != nil {
			return err
		}
		for _, r := range gegevens.Regels {
			if r.Vanaf == "" {
				continue
			}
			gaat, err := r.Proef(ctx, tx, nu)
			if err != nil {
				return err
			}
			if len(gaat) > 0 {
				uit = append(uit, Proef{r.Code, gaat})
			}
		}
		return nil
	})
	return uit, postgres.Fout(err, "bewaartermijnen proefdraaien")
}

// dagVan is the day in the Netherlands, at midnight UTC.
func dagVan(t time.Time) time.Time {
	t = t.In(i18n.Amsterdam)
	return time.Date(t.Year(), t.Month(), t.Day(), 0, 0, 0, 0, time.UTC)
}

// bewaartermijnen shows the terms; with ?proef=ja also what would go now.
func (h Handler) bewaartermijnen(w http.ResponseWriter, r *http.Request) error {
	_, g, err := wie(r, toegang.InstellingenBeheren)
	if err != nil {
		return err
	}
	t, err := h.Store.Bewaartermijnen(r.Context(), g.ID, h.Klok())
	if err != nil {
		return err
	}
	b := termijnenblad{Termijnen: t, Nu: h.Klok()}
	if r.URL.Query().Get("proef") == "ja" {
		b.Gedraaid = true
		if b.Proef, err = h.Store.Proefdraaien(r.Context(), g.ID, h.Klok()); err != nil {
			return err
		}
	}
	return httpx.Render(w, r, http.StatusOK, termijnenpagina(b))
}

// termijnenblad is what the page of the terms shows.
type termijnenblad struct {
	Termijnen
	Nu       time.Time
	Gedraaid bool // a dry run was asked
	Proef    []Proef
}

// gelden are the terms in force today, for a page that tells them.
func (h Handler) gelden(ctx context.Context, gemeenteID int) ([]gegevens.Regel, error) {
	versies, err := h.Versies(ctx, gemeenteID)
	return gegevens.Gelden(gegevens.OpDag(versies, dagVan(h.Klok()))), err
}
