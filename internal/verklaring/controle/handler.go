package controle

import (
	"errors"
	"log/slog"
	"net/http"
	"slices"
	"strings"
	"time"

	"mantelpunt/internal/fault"
	"mantelpunt/internal/httpx"
	"mantelpunt/internal/i18n"
	"mantelpunt/internal/toegang"
	"mantelpunt/internal/verklaring"
	"mantelpunt/internal/verklaring/controlecode"
	"mantelpunt/internal/zegel"
	"mantelpunt/web"

	"github.com/go-chi/chi/v5"
)

// The addresses of this room; PadControleren and PadCode stand with those of the others.
const (
	padBestand = verklaring.PadControleren + "/bestand"
	padUitleg  = verklaring.PadControleren + "/uitleg"
	PadJWKS    = "/.well-known/jwks.json" // where a JWS of the gemeente is checked with
	PadOpenAPI = "/api/openapi.json"
)

// Zegels judges a PDF, and has the public keys of a gemeente.
type Zegels interface {
	Controleer(slug string, pdf []byte) zegel.Bevinding
	JWKS(slug string) ([]byte, error)
}

// Handler has the pages of whoever is handed a verklaring.
type Handler struct {
	Store  Store
	Zegels Zegels
	Web    *httpx.Afhandelaar
	Klok   func() time.Time // time.Now, or what a test says
	limiet *httpx.Limiet
}

// Nieuw makes the handler. One address may check ten times at once and then once every
// six seconds: quick enough for a counter, too slow to guess 55 bits.
func Nieuw(s verklaring.Store, z Zegels, w *httpx.Afhandelaar, klok func() time.Time) Handler {
	return Handler{Store: NieuweStore(s), Zegels: z, Web: w, Klok: klok, limiet: httpx.NieuweLimiet(6*time.Second, 10)}
}

// API is the way in for the systems of partners, with the same count of wrong answers.
func (h Handler) API(p Partners, log *slog.Logger) API { return nieuweAPI(h.Store, p, log, h.Klok) }

// Routes hangs the pages in the router.
func (h Handler) Routes(r chi.Router) {
	r.Group(func(r chi.Router) {
		r.Use(httpx.Persoonlijk)
		r.Get(verklaring.PadControleren, h.Web.H(h.controleren))
		r.Post(verklaring.PadControleren, h.Web.H(h.controleer))
		r.Get(verklaring.PadCode+"/{code}", h.Web.H(h.gescand))
		r.Get(padBestand, h.Web.H(h.bestand))
		r.With(httpx.Uploads).Post(padBestand, h.Web.H(h.controleerBestand))
	})
	r.Get(padUitleg, h.Web.H(h.uitleg))
	r.Get(PadJWKS, h.Web.H(h.jwks))
	r.Get(PadOpenAPI, h.Web.H(h.openapi))
}

// formulier is what somebody typed; Code stands in it as it was scanned when QR is set.
type formulier struct {
	Code, Geboren, Doel string
	QR                  bool
	Fouten              web.Fouten
}

func (h Handler) controleren(w http.ResponseWriter, r *http.Request) error {
	return httpx.Render(w, r, http.StatusOK, controlepagina(formulier{}))
}

// gescand is the page behind the QR code: its address has the code, and the date of
// birth is all that is left to fill in. Nothing is looked up yet. What stands behind #
// in the QR code, the proof that needs no connection, no browser sends to us.
func (h Handler) gescand(w http.ResponseWriter, r *http.Request) error {
	// the code stays out of the Referer of what the page loads and links to
	w.Header().Set("Referrer-Policy", "strict-origin")
	code := httpx.Schoon(chi.URLParam(r, "code"))
	code = code[:min(len(code), langsteCode)]
	if c, err := controlecode.Lees(code); err == nil {
		code = c.Gegroepeerd()
	}
	return httpx.Render(w, r, http.StatusOK, controlepagina(formulier{Code: strings.ToValidUTF8(code, ""), QR: true}))
}

// controleer checks a code with a date of birth.
func (h Handler) controleer(w http.ResponseWriter, r *http.Request) error {
	ctx := r.Context()
	waarden, err := httpx.Formulier(w, r)
	if err != nil {
		return err
	}
	f := formulier{Code: waarden.Get("code"), Geboren: waarden.Get("geboren"), Doel: waarden.Get("doel"), QR: waarden.Get("wijze") == string(QR)}
	if !slices.Contains(verklaring.AlleDoelen, f.Doel) {
		f.Doel = ""
	}
	v := Vraag{Getypt: f.Code, Doel: f.Doel, Wijze: Code}
	if f.QR {
		v.Wijze = QR
	}
	var ok bool
	if f.Code == "" {
		f.Fouten.Voeg("code", i18n.T(ctx, "controle.code.leeg"))
		f.QR = false
	}
	switch v.Geboren, ok = leesGeboren(f.Geboren); {
	case f.Geboren == "":
		f.Fouten.Voeg("geboren", i18n.T(ctx, "controle.geboren.leeg"))
	case !ok:
		f.Fouten.Voeg("geboren", i18n.T(ctx, "controle.geboren.fout"))
	}
	if len(f.Fouten) > 0 {
		return httpx.Render(w, r, http.StatusUnprocessableEntity, controlepagina(f))
	}
	if err := h.limiet.Neem(toegang.AdresUit(ctx)); err != nil {
		return err
	}
	a, err := h.Store.Controleer(ctx, toegang.GemeenteUit(ctx).ID, v, h.Klok())
	if errors.Is(err, errGegokt) {
		return fault.Met(fault.TooMany, i18n.T(ctx, "controle.gegokt"))
	}
	if err != nil {
		return err
	}
	return httpx.Render(w, r, http.StatusOK, uitslagpagina(a, f, false))
}
