package controle

import (
	"encoding/json"
	"errors"
	"log/slog"
	"net/http"
	"strconv"

	"mantelpunt/internal/fault"
	"mantelpunt/internal/httpx"
)

// h adapts a handler: an error becomes problem details (RFC 9457) and one line in the log.
func (a API) h(doe httpx.Handler) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		err := doe(w, r)
		if err == nil {
			return
		}
		status := httpx.Status(err)
		if fault.Is(err, fault.Unauthorized) {
			status = http.StatusUnauthorized
		}
		niveau := slog.LevelInfo
		if status >= http.StatusInternalServerError {
			niveau = slog.LevelError
		}
		a.Log.LogAttrs(r.Context(), niveau, "fout", slog.String("verzoek", httpx.VerzoekID(r.Context())), slog.Int("status", status), slog.String("fout", err.Error()))
		uitleg := fault.Tekst(err)
		switch status {
		case http.StatusUnauthorized:
			// without a key there is nothing wrong with it (RFC 6750, 3.1)
			w.Header().Set("WWW-Authenticate", `Bearer realm="Mantelpunt"`)
			if bearer(r) != "" {
				w.Header().Set("WWW-Authenticate", `Bearer realm="Mantelpunt", error="invalid_token"`)
			}
			uitleg = "De sleutel ontbreekt, is onbekend, verlopen of ingetrokken."
		case http.StatusForbidden:
			w.Header().Set("WWW-Authenticate", `Bearer realm="Mantelpunt", error="insufficient_scope"`)
			uitleg = "Deze sleutel is voor iets anders gemaakt."
		case http.StatusTooManyRequests:
			w.Header().Set("Retry-After", "1")
			uitleg = "Te veel vragen. Wacht even en probeer het opnieuw."
			if errors.Is(err, errGegokt) {
				w.Header().Set("Retry-After", strconv.Itoa(int(gokHerstel.Seconds())))
				uitleg = "Deze code is te vaak zonder goed resultaat gevraagd. Wacht een kwartier."
			}
		case http.StatusServiceUnavailable:
			w.Header().Set("Retry-After", "10")
		}
		schrijfProbleem(w, status, uitleg)
	}
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
	_ = json.NewEncoder(w).Encode(probleem{http.StatusText(status), status, uitleg}) // the partner may have left
}
