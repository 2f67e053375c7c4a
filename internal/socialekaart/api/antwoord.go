package api

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"log/slog"
	"net/http"
	"strings"

	"mantelpunt/internal/fault"
	"mantelpunt/internal/httpx"
)

// geef answers with JSON, or says that who asks has it already.
func geef(w http.ResponseWriter, r *http.Request, waarde any) error {
	b, err := json.Marshal(waarde)
	if err != nil {
		return fault.Wrap(err, "antwoord opmaken")
	}
	som := sha256.Sum256(b)
	merk := `W/"` + hex.EncodeToString(som[:12]) + `"`
	k := w.Header()
	k.Set("ETag", merk)
	k.Set("Cache-Control", "no-cache") // kept, and asked each time whether it is still true
	if heeft := r.Header.Get("If-None-Match"); heeft == "*" || strings.Contains(heeft, merk[2:]) {
		w.WriteHeader(http.StatusNotModified)
		return nil
	}
	k.Set("Content-Type", "application/json")
	_, err = w.Write(append(b, '\n'))
	return fault.Wrap(err, "antwoord sturen")
}

// h adapts a handler.
func (h Handler) h(doe httpx.Handler) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		if err := doe(w, r); err != nil {
			h.fout(w, r, err)
		}
	}
}

// fout answers with problem details (RFC 9457), and writes a line in the log when the
// error is ours. What was asked stays out of the log.
func (h Handler) fout(w http.ResponseWriter, r *http.Request, err error) {
	status, uitleg := httpx.Status(err), fault.Tekst(err)
	switch {
	case status >= http.StatusInternalServerError:
		h.Log.LogAttrs(r.Context(), slog.LevelError, "fout", slog.String("verzoek", httpx.VerzoekID(r.Context())), slog.Int("status", status), slog.String("fout", err.Error()))
	case status == http.StatusTooManyRequests:
		uitleg = "U vraagt te veel achter elkaar. Wacht zo veel seconden als de kop Retry-After zegt."
	}
	if status == http.StatusServiceUnavailable {
		w.Header().Set("Retry-After", "10")
	}
	schrijfProbleem(w, status, uitleg)
}

// probleem is the JSON of RFC 9457. The type is left out, which is about:blank: the
// status says it all.
type probleem struct {
	Title  string `json:"title"`
	Status int    `json:"status"`
	Detail string `json:"detail,omitempty"`
}

func schrijfProbleem(w http.ResponseWriter, status int, uitleg string) {
	w.Header().Set("Content-Type", "application/problem+json")
	w.WriteHeader(status)
	_ = json.NewEncoder(w).Encode(probleem{http.StatusText(status), status, uitleg}) // who asked may have left
}
