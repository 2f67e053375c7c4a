// Package audit writes who did or read what. A line goes into the transaction
// of the act itself: no act without its line, no line without its act.
//
// The lines of a gemeente are numbered without gaps and each holds the hash of the
// one before it, so that none can be changed or taken out unseen. The application
// may add and read, and nothing else. The newest hash is written to the log of the
// program every hour (Anker): who owns the database could make a whole new chain,
// but not one that ends in what another system wrote down before.
//
// The lock on the newest line makes those who write one for the same gemeente wait
// for each other until their transactions end; so a line is written last.
package audit

import (
	"context"
	"crypto/sha256"
	"encoding/json"
	"net/netip"
	"time"

	"mantelpunt/internal/fault"
	"mantelpunt/internal/postgres"
	"mantelpunt/internal/toegang"

	"github.com/google/uuid"
)

// Regel is one line: what was done to which row. Gegevens holds before and after
// where that matters, and never a diagnosis or free text.
type Regel struct {
	Wat      string // "dossier gelezen", "verklaring verleend"
	Tabel    string
	Rij      string
	Gegevens any
}

// Vastgelegd is a line as it is stored.
type Vastgelegd struct {
	GemeenteID int
	Nr         int64 // 1, 2, 3 … of the gemeente
	Op         time.Time
	WieSoort   string
	WieID      uuid.UUID // uuid.Nil for who has none
	WieNaam    string    // of a medewerker; a burger is "mantelzorger"
	Adres      string    // network address of a medewerker, "" of a burger
	Wat        string
	Tabel      string
	Rij        string
	Gegevens   json.RawMessage
	Vorige     []byte // hash of the line before
	Hash       []byte
}

// Schrijf adds a line about the person and the gemeente of ctx. Of a burger neither
// name nor network address is kept: the audit cannot be changed, so it holds the least.
func Schrijf(ctx context.Context, q postgres.Querier, r Regel) error {
	p := toegang.PersoonUit(ctx)
	v := Vastgelegd{GemeenteID: toegang.GemeenteUit(ctx).ID, WieSoort: string(p.Soort), WieID: p.ID, WieNaam: p.Naam, Wat: r.Wat, Tabel: r.Tabel, Rij: r.Rij}
	var adres *netip.Addr
	switch a := toegang.AdresUit(ctx); {
	case p.Soort == toegang.Bezoeker:
		v.WieSoort, v.WieNaam = "bezoeker", ""
	case p.Soort == toegang.Burger:
		v.WieNaam = "mantelzorger"
	case p.Soort == toegang.Systeem: // perhaps in the request of a burger, whose address that is
	case a.IsValid():
		a = a.Unmap().WithZone("")
		adres, v.Adres = &a, a.String()
	}
	var err error
	if v.Gegevens, err = json.Marshal(r.Gegevens); err != nil {
		return fault.Wrap(err, "auditregel")
	}
	// makes the row of a new gemeente, or locks the one there is
	err = q.QueryRow(ctx, `INSERT INTO audit_kop (gemeente_id) VALUES ($1) ON CONFLICT (gemeente_id) DO UPDATE SET nr = audit_kop.nr
		RETURNING nr + 1, hash, clock_timestamp()`, v.GemeenteID).Scan(&v.Nr, &v.Vorige, &v.Op)
	if err != nil {
		return postgres.Fout(err, "audit vergrendelen")
	}
	if v.Hash, err = v.hash(); err != nil {
		return err
	}
	_, err = q.Exec(ctx, `WITH kop AS (UPDATE audit_kop SET nr = $2, hash = $13 WHERE gemeente_id = $1)
		INSERT INTO audit (gemeente_id, nr, op, wie_soort, wie_id, wie_naam, adres, wat, tabel, rij, gegevens, vorige, hash)
		VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)`,
		v.GemeenteID, v.Nr, v.Op, v.WieSoort, v.WieID, v.WieNaam, adres, v.Wat, v.Tabel, v.Rij, []byte(v.Gegevens), v.Vorige, v.Hash)
	return postgres.Fout(err, "auditregel schrijven")
}

// hash is SHA-256 over the hash of the line before and every field of this one, as
// JSON with the keys of gegevens in order: Postgres stores them in an order of its own.
func (v Vastgelegd) hash() ([]byte, error) {
	var gegevens any
	if len(v.Gegevens) > 0 {
		if err := json.Unmarshal(v.Gegevens, &gegevens); err != nil {
			return nil, fault.Wrap(err, "auditregel")
		}
	}
	b, err := json.Marshal([]any{v.GemeenteID, v.Nr, v.Op.UTC().Truncate(time.Microsecond).Format(time.RFC3339Nano),
		v.WieSoort, v.WieID, v.WieNaam, v.Adres, v.Wat, v.Tabel, v.Rij, gegevens})
	if err != nil {
		return nil, fault.Wrap(err, "auditregel")
	}
	som := sha256.Sum256(append(append([]byte{}, v.Vorige...), b...))
	return som[:], nil
}
