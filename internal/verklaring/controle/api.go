package controle

import (
	"context"
	"encoding/json"
	"errors"
	"io"
	"log/slog"
	"net/http"
	"slices"
	"strings"
	"sync"
	"time"

	"mantelpunt/internal/fault"
	"mantelpunt/internal/httpx"
	"mantelpunt/internal/toegang"
	"mantelpunt/internal/verklaring"

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

func nieuweAPI(s Store, p Partners, log *slog.Logger, klok func() time.Time) API {
	return API{Store: s, Partners: p, Log: log, Klok: klok, limiet: &sleutellimiet{per: map[uuid.UUID]*rate.Limiter{}}, vreemde: httpx.NieuweLimiet(time.Second, 60)}
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

// antwoordAPI is what a partner hears, the same as a person does: no name and no date
// of birth, nothing about the care.
type antwoordAPI struct {
	Uitkomst      verklaring.Uitkomst `json:"uitkomst"`
	Gecontroleerd time.Time           `json:"gecontroleerd_op"`
	Gemeente      string              `json:"gemeente,omitempty"`
	Initialen     string              `json:"initialen,omitempty"`
	Doelen        []doelAPI           `json:"doelen,omitempty"`
	GeldigVan     string              `json:"geldig_van,omitempty"`
	GeldigTot     string              `json:"geldig_tot,omitempty"` // last day
	IngetrokkenOp *time.Time          `json:"ingetrokken_op,omitempty"`
	GeldtVoorDoel *bool               `json:"geldt_voor_doel,omitempty"` // when a purpose was told
}

// doelAPI is a purpose with its last day.
type doelAPI struct {
	Doel      string `json:"doel"`
	GeldigTot string `json:"geldig_tot"`
}

func maakAntwoord(gemeente string, a Antwoord) antwoordAPI {
	uit := antwoordAPI{Uitkomst: a.Uitkomst, Gecontroleerd: a.Op.UTC().Truncate(time.Second)}
	if a.Doel != "" {
		geldt := a.GeldtVoor()
		uit.GeldtVoorDoel = &geldt
	}
	if a.Uitkomst == verklaring.Onbekend {
		return uit
	}
	uit.Gemeente, uit.Initialen = gemeente, a.V.Initialen()
	uit.GeldigVan, uit.GeldigTot = a.V.GeldigVan.Format(time.DateOnly), a.V.GeldigTot.Format(time.DateOnly)
	for _, d := range a.V.Doelen {
		uit.Doelen = append(uit.Doelen, doelAPI{d.Code, d.Tot.Format(time.DateOnly)})
	}
	if a.V.IngetrokkenOp != nil {
		op := a.V.IngetrokkenOp.UTC().Truncate(time.Second)
		uit.IngetrokkenOp = &op
	}
	return uit
}

func (a API) controle(w http.ResponseWriter, r *http.Request) error {
	ctx := r.Context()
	g := toegang.GemeenteUit(ctx)
	id, err := a.Partners.Partner(ctx, g.ID, bearer(r), toegang.VerklaringControleren)
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
	v, err := leesVraag(w, r)
	if err != nil {
		return err
	}
	antwoord, err := a.Store.Controleer(ctx, g.ID, v, a.Klok())
	if err != nil {
		return err
	}
	w.Header().Set("Content-Type", "application/json")
	return json.NewEncoder(w).Encode(maakAntwoord(g.Naam, antwoord))
}

// bearer gives the token of a request (RFC 6750, 2.1), "" when there is none.
func bearer(r *http.Request) string {
	soort, token, _ := strings.Cut(r.Header.Get("Authorization"), " ")
	if !strings.EqualFold(soort, "Bearer") {
		return ""
	}
	return strings.TrimSpace(token)
}

// maxVraag is how many bytes a question may hold; it needs a hundred.
const maxVraag = 4 << 10

const goedeVraag = `Stuur JSON met de velden code en geboortedatum, zoals {"code": "K7MW-4T9P-XQ2H", "geboortedatum": "1971-03-14"}. Het veld doel mag erbij.`

// leesVraag reads a question and refuses anything more: who sends a name along sends us
// what we do not want to have.
func leesVraag(w http.ResponseWriter, r *http.Request) (Vraag, error) {
	var vraag struct {
		Code          string `json:"code"`
		Geboortedatum string `json:"geboortedatum"`
		Doel          string `json:"doel"`
	}
	d := json.NewDecoder(http.MaxBytesReader(w, r.Body, maxVraag))
	d.DisallowUnknownFields()
	err := d.Decode(&vraag)
	if err == nil && d.Decode(new(json.RawMessage)) != io.EOF {
		err = errors.New("meer dan één waarde")
	}
	geboren, fout := time.Parse(time.DateOnly, vraag.Geboortedatum)
	var groot *http.MaxBytesError
	switch {
	case errors.As(err, &groot):
		return Vraag{}, fault.New(fault.TooLarge, "vraag: %w", err)
	case err != nil, strings.TrimSpace(vraag.Code) == "", fout != nil:
		return Vraag{}, fault.Met(fault.Invalid, goedeVraag)
	case vraag.Doel != "" && !slices.Contains(verklaring.AlleDoelen, vraag.Doel):
		return Vraag{}, fault.Met(fault.Invalid, "Dit doel bestaat niet. Kies uit: "+strings.Join(verklaring.AlleDoelen, ", ")+".")
	}
	return Vraag{Getypt: vraag.Code, Geboren: geboren, Doel: vraag.Doel, Wijze: Koppeling}, nil
}
