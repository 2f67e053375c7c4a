package app_test

import (
	"context"
	"strconv"

	"github.com/google/uuid"
)

// code is the check code of a verklaring, which the database does not tell: waar says
// of which one.
func (h *huis) code(waar string, args ...any) string {
	h.Helper()
	var gemeenteID int
	var id uuid.UUID
	var dicht []byte
	h.goed(h.eigenaar.QueryRow(context.Background(), `SELECT gemeente_id, id, code FROM verklaring WHERE `+waar, args...).Scan(&gemeenteID, &id, &dicht))
	open, err := h.app.Kluis.Open(dicht, "verklaring.code", strconv.Itoa(gemeenteID), id.String())
	h.goed(err)
	return string(open)
}
