// Package privacy lets people see what is known of them, take it along, correct it and
// have it deleted, and lets a gemeente account for what it keeps: the privacy page, the
// terms and the register of processing.
//
// All of it comes from one register, the package gegevens: what a page tells is what
// the code does. The job that deletes what is over its term is here as well.
package privacy

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"time"

	"mantelpunt/internal/gegevens"
	"mantelpunt/internal/i18n"
	"mantelpunt/internal/toegang"
	"mantelpunt/web"

	"github.com/google/uuid"
)

// Verklaringen is what this feature needs of aanvragen: their answers in words, and
// somebody's wish to take one back.
type Verklaringen interface {
	Leesbaar(ctx context.Context, antwoorden []byte) ([]web.Rij, error)
	TrekAanvraagIn(ctx context.Context, gemeenteID int, door toegang.Persoon, id uuid.UUID, nu time.Time) error
	TrekVerklaringIn(ctx context.Context, gemeenteID int, door toegang.Persoon, id uuid.UUID, nu time.Time) error
}

// dag is a date without a time, as Postgres gives it.
type dag struct{ time.Time }

// MarshalJSON writes a date without a time.
func (d dag) MarshalJSON() ([]byte, error) { return json.Marshal(d.Format(time.DateOnly)) }

// Rij is one row about a person: what is in it by column, opened. A value is a string,
// a list of strings, a number, a bool, a moment, a dag, JSON, the bytes of a document
// or nil.
type Rij struct {
	ID      string
	Waarden map[string]any
	Gaat    *time.Time // when it goes, nil while that is not known
}

// Deel is what is in one table about a person.
type Deel struct {
	Tabel gegevens.Tabel
	Rijen []Rij
}

// Inzage is one time that somebody of the gemeente did something with a dossier.
//
// A mantelzorger reads when, what, and whether it was the same person as another time,
// but not who. The Court of Justice of the European Union (C-579/21, Pankki S, 22 June
// 2023) gives a right to the moments and the purposes; to the names only where somebody
// cannot do without them, and with an eye to the rights of the staff. Who needs a name
// asks the gemeente, which finds it in the audit.
type Inzage struct {
	Op         time.Time
	Wat        string // as in the audit
	Medewerker int    // 1 for the first who is in the list, 2 for the second …
}

// Eigen is everything that we keep about one mantelzorger.
type Eigen struct {
	Delen   []Deel
	Geopend []Inzage
}

// Rijen are the rows of one table.
func (e Eigen) Rijen(tabel string) []Rij {
	for _, d := range e.Delen {
		if d.Tabel.Naam == tabel {
			return d.Rijen
		}
	}
	return nil
}

// watInWoorden says a line of the audit to the person it is about.
func watInWoorden(ctx context.Context, wat string) string {
	const aanvraag = "aanvraag "
	switch {
	case wat == "dossier gelezen":
		return i18n.T(ctx, "privacy.wat.gelezen")
	case len(wat) > len(aanvraag) && wat[:len(aanvraag)] == aanvraag && i18n.Bestaat(i18n.Code(ctx), "verklaring.status."+wat[len(aanvraag):]):
		return i18n.T(ctx, "privacy.wat.status", i18n.Kies(ctx, "verklaring.status.", wat[len(aanvraag):]))
	}
	return i18n.T(ctx, "privacy.wat.anders")
}

// sessieID is how the row of a session is named by its token.
func sessieID(token string) string {
	som := sha256.Sum256([]byte(token))
	return `\x` + hex.EncodeToString(som[:])
}

// termijn says a term in words: "30 dagen".
func termijn(ctx context.Context, r gegevens.Regel) string {
	switch {
	case r.Aantal == 0:
		return ""
	case r.Eenheid == gegevens.Dagen:
		return i18n.N(ctx, "privacy.termijn.dagen", r.Aantal)
	case r.Eenheid == gegevens.Maanden && r.Aantal%12 == 0:
		return i18n.N(ctx, "privacy.termijn.jaren", r.Aantal/12)
	case r.Eenheid == gegevens.Maanden:
		return i18n.N(ctx, "privacy.termijn.maanden", r.Aantal)
	}
	return i18n.N(ctx, "privacy.termijn.jaren", r.Aantal)
}

// hoelang says a rule in words: "30 dagen na de laatste wijziging".
func hoelang(ctx context.Context, r gegevens.Regel) string {
	vanaf := i18n.Kies(ctx, "privacy.vanaf.", r.Code)
	if t := termijn(ctx, r); t != "" {
		return t + " " + vanaf
	}
	return vanaf
}
