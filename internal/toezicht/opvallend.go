package toezicht

import (
	"context"
	"slices"
	"time"

	"mantelpunt/internal/i18n"
	"mantelpunt/internal/postgres"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"
)

// What is unusual in reading dossiers. A consulent opens some dozens on a busy day.
const (
	VeelInEenUur = 30 // different dossiers within an hour
	dagenTerug   = 30
	nachtVan     = 22 // o'clock in Amsterdam
	nachtTot     = 6
)

// Reden is why a reading stands out; its words are in the view.
type Reden string

// The reasons.
const (
	Veel      Reden = "veel"        // many in a short time
	EigenNaam Reden = "eigen naam"  // perhaps family, or the reader himself
	InDeNacht Reden = "in de nacht" // when nobody works
)

// Opvallend is a reading, or several of one day, that somebody should ask about.
type Opvallend struct {
	Reden  Reden
	Wie    Wie
	Op     time.Time // of the last one
	Aantal int       // different dossiers
	Rij    string    // the dossier, when it is one
}

// lezing is one opening of a dossier.
type lezing struct {
	Wie Wie
	Op  time.Time
	Rij string
}

// Opvallend finds what is unusual in the last dagenTerug days, the newest first. namen
// gives the name of the applicant by the id of the aanvraag.
func (s Store) Opvallend(ctx context.Context, gemeenteID int, namen map[uuid.UUID]string, nu time.Time) ([]Opvallend, error) {
	rows, err := s.Van(gemeenteID).Query(ctx, `SELECT wie_id, wie_naam, op, rij FROM audit
		WHERE gemeente_id = $1 AND wat = $2 AND wie_soort = 'medewerker' AND op >= $3 ORDER BY wie_id, op`, gemeenteID, Gelezen, nu.AddDate(0, 0, -dagenTerug))
	if err != nil {
		return nil, postgres.Fout(err, "lezingen lezen")
	}
	ls, err := pgx.CollectRows(rows, func(row pgx.CollectableRow) (l lezing, err error) {
		err = row.Scan(&l.Wie.ID, &l.Wie.Naam, &l.Op, &l.Rij)
		return l, err
	})
	return beoordeel(ls, namen), postgres.Fout(err, "lezingen lezen")
}

// beoordeel judges readings, which are in order of reader and time.
func beoordeel(ls []lezing, namen map[uuid.UUID]string) (uit []Opvallend) {
	begin := 0
	inUur := map[string]int{} // dossier to how often, in the hour up to now
	for i, l := range ls {
		if i > 0 && ls[i-1].Wie.ID != l.Wie.ID {
			begin = i
			clear(inUur)
		}
		inUur[l.Rij]++
		for ; l.Op.Sub(ls[begin].Op) > time.Hour; begin++ {
			if inUur[ls[begin].Rij]--; inUur[ls[begin].Rij] == 0 {
				delete(inUur, ls[begin].Rij)
			}
		}
		if len(inUur) > VeelInEenUur {
			uit = meld(uit, Opvallend{Reden: Veel, Wie: l.Wie, Op: l.Op, Aantal: len(inUur)})
		}
		if id, err := uuid.Parse(l.Rij); err == nil && zelfdeNaam(l.Wie.Naam, namen[id]) {
			uit = meld(uit, Opvallend{Reden: EigenNaam, Wie: l.Wie, Op: l.Op, Aantal: 1, Rij: l.Rij})
		}
		if uur := l.Op.In(i18n.Amsterdam).Hour(); uur >= nachtVan || uur < nachtTot {
			uit = meld(uit, Opvallend{Reden: InDeNacht, Wie: l.Wie, Op: l.Op, Aantal: 1})
		}
	}
	slices.SortStableFunc(uit, func(a, b Opvallend) int { return b.Op.Compare(a.Op) })
	return uit
}

// meld adds a finding, or takes it together with the one of the same day.
func meld(uit []Opvallend, o Opvallend) []Opvallend {
	for i := range uit {
		u := &uit[i]
		if u.Reden == o.Reden && u.Wie == o.Wie && u.Rij == o.Rij && dag(u.Op) == dag(o.Op) {
			u.Op = o.Op
			switch {
			case o.Reden == Veel:
				u.Aantal = max(u.Aantal, o.Aantal)
			case o.Rij == "":
				u.Aantal++
			}
			return uit
		}
	}
	return append(uit, o)
}

func dag(t time.Time) string { return t.In(i18n.Amsterdam).Format(time.DateOnly) }

// tussenvoegsels are no part of a surname to compare by.
var tussenvoegsels = []string{"van", "de", "den", "der", "het", "ter", "ten", "te", "el", "al", "in", "op", "aan"}

// zelfdeNaam reports whether an applicant has the surname of a medewerker: the last
// word of the medewerker's name, or one part of a double one.
func zelfdeNaam(medewerker, aanvrager string) bool {
	m, a := i18n.Woorden(medewerker), i18n.Woorden(aanvrager)
	if len(m) < 2 || len(a) < 2 {
		return false
	}
	for _, woord := range m[1:] {
		if !slices.Contains(tussenvoegsels, woord) && slices.Contains(a[1:], woord) {
			return true
		}
	}
	return false
}
