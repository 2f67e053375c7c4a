package controle_test

import (
	"context"
	"testing"

	"mantelpunt/internal/verklaring"
	"mantelpunt/internal/verklaring/controle"
)

// Codes that were stored readable are closed, in several transactions, and work as before.
func TestSluitCodes(t *testing.T) {
	h := nieuwHuis(t)
	ctx := context.Background()
	v := h.verleen(verklaring.Dag(h.Klok))
	doe := func(sql string, args ...any) {
		t.Helper()
		_, err := h.Pool.Exec(ctx, sql, args...)
		h.Goed(err)
	}
	doe(`UPDATE verklaring SET code_open = $1, code = NULL, code_kenmerk = NULL`, string(v.Code))
	h.Bevat(h.controleer(vraag(string(v.Code), geboren), 200), "h1", "niet bevestigen")
	doe(`INSERT INTO verklaring (gemeente_id, id, aanvraag_id, burger_id, kenmerk, versie, code_open, naam, geboortedatum, doelen, doel_tot, geldig_van, geldig_tot, afgegeven_op, ingetrokken_op, document, document_hash)
		SELECT gemeente_id, gen_random_uuid(), aanvraag_id, burger_id, kenmerk || '-' || n, n, 'OUD' || n, naam, geboortedatum, doelen, doel_tot, geldig_van, geldig_tot, afgegeven_op, now(), document, document_hash
		FROM verklaring, generate_series(2, 450) n`)
	s := controle.NieuweStore(h.Store)
	h.Goed(s.SluitCodes(ctx))
	h.Telt(`SELECT count(*) FROM verklaring WHERE code_open IS NOT NULL OR code IS NULL OR code_kenmerk IS NULL`, 0)
	h.Telt(`SELECT count(*) FROM audit WHERE wat = 'controlecodes versleuteld'`, 3)
	h.Telt(`SELECT sum((gegevens->>'aantal')::int)::int FROM audit WHERE wat = 'controlecodes versleuteld'`, 450)
	h.Bevat(h.controleer(vraag(string(v.Code), geboren), 200), "h1", "is geldig")
	doe(`DELETE FROM verklaring WHERE versie > 1`)
	vs, err := h.Store.Verklaringen(ctx, h.G.ID, h.Burger.ID)
	h.Goed(err)
	if len(vs) != 1 || vs[0].Code != v.Code {
		t.Errorf("the carer sees %v, want %q", vs, v.Code)
	}
	h.Goed(s.SluitCodes(ctx)) // at the next start
	h.Telt(`SELECT count(*) FROM audit WHERE wat = 'controlecodes versleuteld'`, 3)
}
