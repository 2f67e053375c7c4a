package verklaring

import (
	"context"
	"encoding/json"
	"strconv"
	"strings"
	"time"

	"mantelpunt/internal/i18n"
	"mantelpunt/internal/postgres"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"
)

// Mens is somebody by name and date of birth. A difference in capitals or accents makes
// no other person.
type Mens struct {
	Naam    string // its words, as they are compared
	Geboren time.Time
}

// MensVan makes one of what was typed.
func MensVan(naam string, geboren time.Time) Mens {
	return Mens{strings.Join(i18n.Woorden(naam), " "), geboren}
}

// Bekend is an aanvraag of somebody that is open, or of which the verklaring is valid.
type Bekend struct {
	ID        uuid.UUID
	Kenmerk   string
	Status    Status
	GeldigTot time.Time // last day of the verklaring; zero when there is none
}

// Bekenden finds of people what they have already: open aanvragen, and verklaringen
// that are valid on a day or later. Names are closed, so all of a gemeente are opened
// (see Namen), and of who has the same name the date of birth.
func (s Store) Bekenden(ctx context.Context, gemeenteID int, mensen []Mens, dag time.Time) (map[Mens][]Bekend, error) {
	gezocht := map[string]bool{}
	for _, m := range mensen {
		gezocht[m.Naam] = true
	}
	var ids []uuid.UUID
	err := s.namen(ctx, gemeenteID, func(id uuid.UUID, _, naam string) {
		if gezocht[strings.Join(i18n.Woorden(naam), " ")] {
			ids = append(ids, id)
		}
	})
	if err != nil || len(ids) == 0 {
		return nil, err
	}
	rows, err := s.Van(gemeenteID).Query(ctx, `SELECT a.id, a.kenmerk, a.status, a.antwoorden, v.tot FROM aanvraag a
		LEFT JOIN LATERAL (SELECT max(geldig_tot) AS tot FROM verklaring v WHERE v.gemeente_id = a.gemeente_id AND v.aanvraag_id = a.id AND v.ingetrokken_op IS NULL AND v.geldig_tot >= $3) v ON true
		WHERE a.gemeente_id = $1 AND a.id = ANY($2) AND (v.tot IS NOT NULL OR a.status IN ('ingediend', 'in_behandeling', 'wacht_op_aanvrager', 'voorgesteld')) ORDER BY a.ingediend_op DESC, a.id`, gemeenteID, ids, dag)
	if err != nil {
		return nil, postgres.Fout(err, "bekenden zoeken")
	}
	uit := map[Mens][]Bekend{}
	var b Bekend
	var dicht []byte
	var tot *time.Time
	_, err = pgx.ForEachRow(rows, []any{&b.ID, &b.Kenmerk, &b.Status, &dicht, &tot}, func() error {
		klaar, err := s.Kluis.Open(dicht, "aanvraag.antwoorden", strconv.Itoa(gemeenteID), b.ID.String())
		if err != nil {
			return err
		}
		var a Antwoorden
		if err := json.Unmarshal(klaar, &a); err != nil {
			return err
		}
		b.GeldigTot = time.Time{}
		if tot != nil {
			b.GeldigTot = *tot
		}
		m := MensVan(a.Naam, a.Geboortedatum)
		uit[m] = append(uit[m], b)
		return nil
	})
	return uit, postgres.Fout(err, "bekenden zoeken")
}
