package behandelen

import (
	"context"
	"strings"
	"time"

	"mantelpunt/internal/audit"
	"mantelpunt/internal/bijlage"
	"mantelpunt/internal/fault"
	"mantelpunt/internal/postgres"
	"mantelpunt/internal/verklaring"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"
)

// Brief gives a letter of a dossier as it was kept, and writes in the audit that it was
// opened.
func (s Store) Brief(ctx context.Context, gemeenteID int, aanvraag, id uuid.UUID) ([]byte, verklaring.Briefsoort, error) {
	document, soort, err := s.LeesBrief(ctx, gemeenteID, aanvraag, id)
	if err != nil {
		return nil, "", err
	}
	return document, soort, s.gelezen(ctx, gemeenteID, "brief", aanvraag, id)
}

// Verklaringdocument gives the PDF of a verklaring of a dossier as it was issued, and its
// kenmerk, and writes in the audit that it was opened.
func (s Store) Verklaringdocument(ctx context.Context, gemeenteID int, aanvraag, id uuid.UUID) (document []byte, kenmerk string, err error) {
	var burger uuid.UUID
	err = s.Van(gemeenteID).QueryRow(ctx, `SELECT burger_id FROM verklaring WHERE gemeente_id = $1 AND aanvraag_id = $2 AND id = $3`, gemeenteID, aanvraag, id).Scan(&burger)
	if err != nil {
		return nil, "", postgres.Fout(err, "verklaring zoeken")
	}
	if document, kenmerk, err = s.Document(ctx, gemeenteID, burger, id); err != nil {
		return nil, "", err
	}
	return document, kenmerk, s.gelezen(ctx, gemeenteID, "verklaring", aanvraag, id)
}

// Bijlage gives a file of a dossier, and writes in the audit that it was opened.
func (s Store) Bijlage(ctx context.Context, gemeenteID int, aanvraag, id uuid.UUID) (bijlage.Bijlage, []byte, error) {
	b, inhoud, err := s.bijlagen().Open(ctx, gemeenteID, aanvraag, id)
	if err != nil {
		return b, nil, err
	}
	return b, inhoud, s.gelezen(ctx, gemeenteID, "bijlage", aanvraag, id)
}

// gelezen writes that a document of an aanvraag was opened; without that line nobody gets
// it.
func (s Store) gelezen(ctx context.Context, gemeenteID int, tabel string, aanvraag, id uuid.UUID) error {
	err := s.Van(gemeenteID).Tx(ctx, func(tx pgx.Tx) error {
		return audit.Schrijf(ctx, tx, audit.Regel{Wat: tabel + " geopend", Tabel: tabel, Rij: id.String(), Gegevens: map[string]string{"aanvraag": aanvraag.String()}})
	})
	return postgres.Fout(err, "stuk openen")
}

// gezocht writes that somebody searched by name: how many were found, never for whom.
func (s Store) gezocht(ctx context.Context, gemeenteID, gevonden int) error {
	err := s.Van(gemeenteID).Tx(ctx, func(tx pgx.Tx) error {
		return audit.Schrijf(ctx, tx, audit.Regel{Wat: "aanvragen doorzocht", Tabel: "aanvraag", Gegevens: map[string]int{"gevonden": gevonden}})
	})
	return postgres.Fout(err, "zoeken vastleggen")
}

// WijzigSoort says what a file is: the evidence of that kind is there then. An aanvraag
// that the rules grant by themselves is not decided by it: a consulent is at work. What
// the zorgvrager answered on paper stays what it is: the aanvrager gets no copy of it.
func (s Store) WijzigSoort(ctx context.Context, gemeenteID int, aanvraag, id uuid.UUID, soort string) error {
	err := s.Van(gemeenteID).Tx(ctx, func(tx pgx.Tx) error {
		a, err := s.Vergrendel(ctx, tx, gemeenteID, aanvraag)
		if err != nil {
			return err
		}
		if _, ok := bijlagesoorten(a.Regels)[soort]; !ok {
			return fault.New(fault.Invalid, "deze soort bijlage vraagt de regeling niet")
		}
		tag, err := tx.Exec(ctx, `UPDATE bijlage SET soort = $4 WHERE gemeente_id = $1 AND aanvraag_id = $2 AND id = $3 AND soort <> $5`, gemeenteID, aanvraag, id, soort, verklaring.BijlageToestemming)
		if err == nil && tag.RowsAffected() == 0 {
			err = pgx.ErrNoRows
		}
		if err != nil {
			return err
		}
		return audit.Schrijf(ctx, tx, audit.Regel{Wat: "soort bijlage gewijzigd", Tabel: "bijlage", Rij: id.String(), Gegevens: map[string]string{"soort": soort}})
	})
	return postgres.Fout(err, "soort bijlage wijzigen")
}

// bijlageAntwoord is what a file is called that came with an antwoord, until a consulent
// says what it is.
const bijlageAntwoord = "antwoord"

var bijlagenamen = map[string]string{bijlageAntwoord: "Bij een antwoord", "takenlijst": "Lijst van taken", "indicatie": "Kopie van een indicatie", "formulier": "Formulier op papier"}

// bijlagesoorten are the kinds that a file of an aanvraag can have, with their names.
func bijlagesoorten(r verklaring.Regels) map[string]string {
	uit := map[string]string{bijlageAntwoord: bijlagenamen[bijlageAntwoord]}
	for _, b := range r.Bewijs {
		uit[b] = bijlagenaam(b)
	}
	return uit
}

func bijlagenaam(soort string) string {
	if n, ok := bijlagenamen[soort]; ok {
		return n
	}
	return zin(strings.ReplaceAll(soort, "_", " "))
}

// Postbrief is a letter that staff must print and post.
type Postbrief struct {
	verklaring.Verzonden
	AanvraagID uuid.UUID
	Kenmerk    string
}

// maxPost is how many letters the list shows: the oldest.
const maxPost = 200

// TePosten gives the letters that wait for the post, oldest first.
func (s Store) TePosten(ctx context.Context, gemeenteID int) ([]Postbrief, error) {
	rows, err := s.Van(gemeenteID).Query(ctx, `SELECT b.id, b.soort, b.op, b.per_post, b.gepost_op, b.aanvraag_id, a.kenmerk FROM brief b JOIN aanvraag a ON a.gemeente_id = b.gemeente_id AND a.id = b.aanvraag_id
		WHERE b.gemeente_id = $1 AND b.per_post AND b.gepost_op IS NULL ORDER BY b.op, b.id LIMIT $2`, gemeenteID, maxPost)
	if err != nil {
		return nil, postgres.Fout(err, "post lezen")
	}
	bs, err := pgx.CollectRows(rows, func(row pgx.CollectableRow) (b Postbrief, err error) {
		return b, row.Scan(&b.ID, &b.Soort, &b.Op, &b.PerPost, &b.GepostOp, &b.AanvraagID, &b.Kenmerk)
	})
	return bs, postgres.Fout(err, "post lezen")
}

// Gepost marks letters as posted, or as not posted after all. Marked twice the first
// moment stays. It gives how many changed.
func (s Store) Gepost(ctx context.Context, gemeenteID int, ids []uuid.UUID, wel bool, nu time.Time) (n int, err error) {
	err = s.Van(gemeenteID).Tx(ctx, func(tx pgx.Tx) error {
		rows, err := tx.Query(ctx, `UPDATE brief SET gepost_op = CASE WHEN $3 THEN $4::timestamptz END WHERE gemeente_id = $1 AND id = ANY($2) AND per_post AND (gepost_op IS NULL) = $3 RETURNING id`, gemeenteID, ids, wel, nu)
		if err != nil {
			return err
		}
		gedaan, err := pgx.CollectRows(rows, pgx.RowTo[uuid.UUID])
		if err != nil {
			return err
		}
		n = len(gedaan)
		wat := "brief gepost"
		if !wel {
			wat = "brief toch niet gepost"
		}
		for _, id := range gedaan {
			if err := audit.Schrijf(ctx, tx, audit.Regel{Wat: wat, Tabel: "brief", Rij: id.String()}); err != nil {
				return err
			}
		}
		return nil
	})
	return n, postgres.Fout(err, "post bijwerken")
}
