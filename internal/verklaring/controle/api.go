package controle

import (
	"context"
	"encoding/json"
	"errors"
	"io"
	"log/slog"
	"mantelpunt/internal/verklaring"
	"net/http"
	"strings"
	"sync"
	"time"

	"mantelpunt/internal/fault"
	"mantelpunt/internal/httpx"
	"mantelpunt/internal/toegang"

	"github.com/go-chi/chi/v5"
	"github.com/google/uuid"
	"golang.org/x/time/rate"
)

// Partners knows the keys of partners: it gives the id of a key that works and reaches
// far enough, Unauthorized or Forbidden for any other.
type Partners interface {
	Partner(ctx context.Context, gemeenteID int, sleutel string, b toegang.Bereik) (uuid.UUID, error)
}

// API is what the systems of partners ask: POST /api/controle. It reads no cookie, so
// it stands outside the middleware of the pages.
type API struct {
	Store    Store
	Partners Partners
	Log      *slog.Logger
	Klok     func() time.Time

	limiet  *sleutellimiet
	vreemde *httpx.Limiet // of who tries keys
}

// NieuweAPI makes the API.
func NieuweAPI(s verklaring.Store, p Partners, log *slog.Logger, klok func() time.Time) API {
	return API{Store: Store{s}, Partners: p, Log: log, Klok: klok, limiet: &sleutellimiet{per: map[uuid.UUID]*rate.Limiter{}}, vreemde: httpx.NieuweLimiet(time.Second, 60)}
}

// PadAPI is where the router of the API hangs.
const PadAPI = "/api/controle"

// Routes hangs the API in a router of its own.
func (a API) Routes(r chi.Router) {
	r.Use(httpx.Persoonlijk)
	r.Post("/", a.h(a.controle))
	r.NotFound(a.h(func(http.ResponseWriter, *http.Request) error { return fault.New(fault.NotFound, "geen route") }))
	r.MethodNotAllowed(func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Allow", http.MethodPost)
		schrijfProbleem(w, http.StatusMethodNotAllowed, "Vraag dit adres met POST.")
	})
}

// What one key may ask: a hundred at once for who works through a pile, then two a second.
const (
	sleutelReeks = 100
	sleutelTempo = rate.Limit(2)
)

// sleutellimiet counts per key. Only keys that work are in it, so it stays small. As
// every limit it is counted per copy of the process (see httpx.Limiet).
type sleutellimiet struct {
	mu  sync.Mutex
	per map[uuid.UUID]*rate.Limiter
}

func (l *sleutellimiet) mag(id uuid.UUID, nu time.Time) bool {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.per[id] == nil {
		l.per[id] = rate.NewLimiter(sleutelTempo, sleutelReeks)
	}
	return l.per[id].AllowN(nu, 1)
}

// antwoordAPI is what a partner learns of a code: no name, nothing about the care.
type antwoordAPI struct {
	Uitkomst  verklaring.Uitkomst `json:"uitkomst"`
	Doelen    []string            `json:"doelen,omitempty"`
	GeldigVan string              `json:"geldig_van,omitempty"`
	GeldigTot string              `json:"geldig_tot,omitempty"` // last day
}

func (a API) controle(w http.ResponseWriter, r *http.Request) error {
	ctx := r.Context()
	gemeenteID := toegang.GemeenteUit(ctx).ID
	id, err := a.Partners.Partner(ctx, gemeenteID, bearer(r), toegang.VerklaringControleren)
	if fault.Is(err, fault.Unauthorized) {
		if fout := a.vreemde.Neem(toegang.AdresUit(ctx)); fout != nil {
			return fout
		}
	}
	if err != nil {
		return err
	}
	if !a.limiet.mag(id, a.Klok()) {
		return fault.New(fault.TooMany, "limiet van een sleutel bereikt")
	}
	code, err := leesVraag(w, r)
	if err != nil {
		return err
	}
	uitkomst, v, err := a.Store.Controleer(ctx, gemeenteID, code, a.Klok())
	if err != nil {
		return err
	}
	uit := antwoordAPI{Uitkomst: uitkomst}
	if uitkomst != verklaring.Onbekend {
		uit.Doelen, uit.GeldigVan, uit.GeldigTot = v.Doelcodes(), v.GeldigVan.Format(time.DateOnly), v.GeldigTot.Format(time.DateOnly)
	}
	w.Header().Set("Content-Type", "application/json")
	return json.NewEncoder(w).Encode(uit)
}

// bearer gives the token of a request (RFC 6750, 2.1), "" when there is none.
func bearer(r *http.Request) string {
	soort, token, _ := strings.Cut(r.Header.Get("Authorization"), " ")
	if !strings.EqualFold(soort, "Bearer") {
		return ""
	}
	return strings.TrimSpace(token)
}

// maxVraag is how many bytes a question may hold; a code is a dozen.
const maxVraag = 4 << 10

// leesVraag reads {"code": "…"} and refuses anything more: who sends a name or a date of
// birth along sends us what we do not want to have.
func leesVraag(w http.ResponseWriter, r *http.Request) (string, error) {
	var vraag struct {
		Code *string `json:"code"`
	}
	d := json.NewDecoder(http.MaxBytesReader(w, r.Body, maxVraag))
	d.DisallowUnknownFields()
	err := d.Decode(&vraag)
	if err == nil && d.Decode(new(json.RawMessage)) != io.EOF {
		err = errors.New("meer dan één waarde")
	}
	var groot *http.MaxBytesError
	switch {
	case errors.As(err, &groot):
		return "", fault.New(fault.TooLarge, "vraag: %w", err)
	case err != nil || vraag.Code == nil || strings.TrimSpace(*vraag.Code) == "":
		return "", fault.Met(fault.Invalid, `Stuur JSON met alleen het veld code, zoals {"code": "K7MW-4T9P-XQ2H"}.`)
	}
	return *vraag.Code, nil
}

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
