package controle

import (
	"context"
	"crypto/sha256"
	"crypto/subtle"
	"errors"
	"strconv"
	"time"

	"mantelpunt/internal/fault"
	"mantelpunt/internal/postgres"
	"mantelpunt/internal/verklaring"
	"mantelpunt/internal/verklaring/controlecode"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"
)

// Store is what a check reads and records.
type Store struct {
	verklaring.Store
	gokken *Gokken
	leeg   []byte // a closed date of birth that belongs to nobody
}

// veldGeboren and the place of nobody, of which leeg is closed.
const veldGeboren = "verklaring.geboortedatum"

var niemand = [...]string{veldGeboren, "0", "00000000-0000-0000-0000-000000000000"}

// NieuweStore makes the store; whoever checks codes shares one, for its count of wrong
// answers.
func NieuweStore(s verklaring.Store) Store {
	return Store{Store: s, gokken: NieuweGokken(), leeg: s.Kluis.Dicht([]byte("0001-01-01"), niemand[:]...)}
}

// errGegokt says that a code was tried too often without a right answer.
var errGegokt = fault.New(fault.TooMany, "limiet van een controlecode bereikt")

// langsteCode bounds what is taken for a code; white space and hyphens included.
const langsteCode = 100

// Controleer answers a question and records when, how and with what outcome. A code
// that does not exist, one with a typing error and a wrong date of birth are alike in
// what they answer and in the work that they take: a hash, a query, a date opened and
// compared, a row written. It fails with TooMany when a code had too many wrong answers.
func (s Store) Controleer(ctx context.Context, gemeenteID int, v Vraag, nu time.Time) (Antwoord, error) {
	code, fout := controlecode.Lees(v.Getypt)
	if fout != nil { // no verklaring has it, and it is looked for all the same
		code = controlecode.Code(v.Getypt[:min(len(v.Getypt), langsteCode)])
	}
	kenmerken := s.Kluis.Kenmerken("verklaring.code", verklaring.Codekenmerk(gemeenteID, code))
	if !s.gokken.Neem(kenmerken[0], nu) {
		return Antwoord{}, errGegokt
	}
	id, klopt, err := s.vergelijk(ctx, gemeenteID, kenmerken, v.Geboren)
	switch {
	case err != nil:
		s.gokken.Terug(kenmerken[0])
		return Antwoord{}, err
	case !klopt || fout != nil:
		return s.legVast(ctx, gemeenteID, Antwoord{Uitkomst: verklaring.Onbekend, Doel: v.Doel, Op: nu}, v.Wijze)
	}
	s.gokken.Terug(kenmerken[0])
	return s.antwoord(ctx, gemeenteID, "v.id", id, v, nu)
}

// vergelijk looks for a code and compares the date of birth. It gets a row, opens a date
// and compares it whether the code exists or not.
func (s Store) vergelijk(ctx context.Context, gemeenteID int, kenmerken [][]byte, geboren time.Time) (id uuid.UUID, klopt bool, err error) {
	var dicht []byte
	err = s.Van(gemeenteID).QueryRow(ctx, `SELECT coalesce(v.id, '00000000-0000-0000-0000-000000000000'), coalesce(v.geboortedatum, $3)
		FROM (SELECT 1) een LEFT JOIN verklaring v ON v.gemeente_id = $1 AND v.code_kenmerk = ANY($2)`, gemeenteID, kenmerken, s.leeg).Scan(&id, &dicht)
	if err != nil {
		return id, false, postgres.Fout(err, "controlecode zoeken")
	}
	plaats := []string{veldGeboren, strconv.Itoa(gemeenteID), id.String()}
	if id == uuid.Nil {
		plaats = niemand[:]
	}
	open, err := s.Kluis.Open(dicht, plaats...)
	gelijk := subtle.ConstantTimeCompare(open, []byte(geboren.Format(time.DateOnly))) == 1
	return id, gelijk && id != uuid.Nil, err
}

// ControleerBestand looks for the verklaring of which a file is the document as issued,
// byte for byte, and answers and records as Controleer does. Whoever has the document
// has the date of birth on it. The outcome is Onbekend when it is no document of ours.
func (s Store) ControleerBestand(ctx context.Context, gemeenteID int, bestand []byte, nu time.Time) (Antwoord, error) {
	som := sha256.Sum256(bestand)
	return s.antwoord(ctx, gemeenteID, "v.document_hash", som[:], Vraag{Wijze: Bestand}, nu)
}

// antwoord tells how the verklaring stands of which a column has this value.
func (s Store) antwoord(ctx context.Context, gemeenteID int, kolom string, waarde any, v Vraag, nu time.Time) (Antwoord, error) {
	a := Antwoord{Uitkomst: verklaring.Onbekend, Doel: v.Doel, Op: nu}
	gevonden, err := s.ScanVerklaring(gemeenteID, s.Van(gemeenteID).QueryRow(ctx, `SELECT `+verklaring.VerklaringKolommen+` FROM verklaring v WHERE v.gemeente_id = $1 AND `+kolom+` = $2`, gemeenteID, waarde))
	switch {
	case err == nil:
		a.V, a.Uitkomst = gevonden, gevonden.Op(verklaring.Dag(nu))
	case !errors.Is(err, pgx.ErrNoRows):
		return a, postgres.Fout(err, "verklaring controleren")
	}
	return s.legVast(ctx, gemeenteID, a, v.Wijze)
}

// legVast records a check: no person, no address.
func (s Store) legVast(ctx context.Context, gemeenteID int, a Antwoord, w Wijze) (Antwoord, error) {
	var id *uuid.UUID
	if a.Uitkomst != verklaring.Onbekend {
		id = &a.V.ID
	}
	_, err := s.Van(gemeenteID).Exec(ctx, `INSERT INTO controle (gemeente_id, verklaring_id, uitkomst, wijze, doel, op) VALUES ($1, $2, $3, $4, $5, $6)`, gemeenteID, id, a.Uitkomst, w, a.Doel, a.Op)
	return a, postgres.Fout(err, "controle vastleggen")
}
