package controle_test

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"log/slog"
	"mime/multipart"
	"net/http"
	"net/http/httptest"
	"net/netip"
	"net/url"
	"strings"
	"testing"
	"time"

	"mantelpunt/internal/toegang"
	"mantelpunt/internal/verklaring"
	"mantelpunt/internal/verklaring/controle"
	"mantelpunt/internal/verklaring/proef"

	"github.com/PuerkitoBio/goquery"
	"github.com/go-chi/chi/v5"
	"github.com/jackc/pgx/v5"
)

// geboren is the date of birth of everybody in these tests, as a form has it.
const geboren = "03-03-1971"

// huis is this room with the seals of two gemeenten, asked from any address.
type huis struct {
	*proef.Huis
	h http.Handler
	n int
}

func nieuwHuis(t *testing.T) *huis {
	h := &huis{Huis: proef.Nieuw(t)}
	h.begin()
	return h
}

// begin starts a copy that has not counted anything yet.
func (h *huis) begin() {
	pages := controle.Nieuw(h.Store, h.Store.Zegels, h.Web, h.Nu)
	r := chi.NewRouter()
	pages.Routes(r)
	api := chi.NewRouter()
	pages.API(partners, slog.New(slog.DiscardHandler)).Routes(api)
	r.Mount(controle.PadAPI, api)
	h.h = r
}

// stuur sends a request as a visitor at Waar, from an address.
func (h *huis) stuur(r *http.Request, adres string) *http.Response {
	ctx := toegang.MetAdres(h.Ctx(toegang.Persoon{}), netip.MustParseAddr(adres))
	w := httptest.NewRecorder()
	h.h.ServeHTTP(w, r.WithContext(ctx))
	return w.Result()
}

// adres is one that nobody came from yet.
func (h *huis) adres() string {
	h.n++
	return fmt.Sprintf("10.0.%d.%d", h.n>>8, h.n&255)
}

// get asks a page.
func (h *huis) get(pad string, status int) (*http.Response, *goquery.Document) {
	h.Helper()
	res := h.stuur(httptest.NewRequest(http.MethodGet, pad, nil), h.adres())
	return res, h.Pagina(res, status)
}

// vraag is the form of a check.
func vraag(code, geboren string, meer ...string) url.Values {
	form := url.Values{"code": {code}, "geboren": {geboren}}
	for i := 0; i+1 < len(meer); i += 2 {
		form.Set(meer[i], meer[i+1])
	}
	return form
}

func (h *huis) post(form url.Values, adres string) *http.Response {
	r := httptest.NewRequest(http.MethodPost, verklaring.PadControleren, strings.NewReader(form.Encode()))
	r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	return h.stuur(r, adres)
}

// controleer sends the form of a check from a new address.
func (h *huis) controleer(form url.Values, status int) *goquery.Document {
	h.Helper()
	return h.Pagina(h.post(form, h.adres()), status)
}

// bestand uploads a file.
func (h *huis) bestand(inhoud []byte, status int) *goquery.Document {
	h.Helper()
	var b bytes.Buffer
	m := multipart.NewWriter(&b)
	w, err := m.CreateFormFile("bestand", "verklaring van F. van der Berg.pdf")
	h.Goed(err)
	_, err = w.Write(inhoud)
	h.Goed(err)
	h.Goed(m.Close())
	return h.Pagina(h.upload(&b, m.FormDataContentType()), status)
}

func (h *huis) upload(body io.Reader, soort string) *http.Response {
	r := httptest.NewRequest(http.MethodPost, verklaring.PadControleren+"/bestand", body)
	r.Header.Set("Content-Type", soort)
	return h.stuur(r, h.adres())
}

// verleen issues a verklaring for parkeren and werkgever, valid from a day on.
func (h *huis) verleen(van time.Time) verklaring.Verklaring {
	h.Helper()
	ctx := h.Ctx(h.Burger)
	a, err := h.Store.Begin(ctx, h.G.ID, h.Burger.ID, verklaring.Dag(h.Klok))
	h.Goed(err)
	h.Goed(h.Store.BewaarConcept(ctx, h.G.ID, h.Burger.ID, a.ID, verklaring.Antwoorden{Taal: "nl", Naam: "Fatima van der Berg", Geboortedatum: time.Date(1971, 3, 3, 0, 0, 0, 0, time.UTC)}))
	a, err = h.Store.Indienen(ctx, h.G.ID, h.Burger, a.ID, h.Klok)
	h.Goed(err)
	var v *verklaring.Verklaring
	h.Goed(h.Store.Van(h.G.ID).Tx(ctx, func(tx pgx.Tx) error {
		if a, err = h.Store.Vergrendel(ctx, tx, h.G.ID, a.ID); err != nil {
			return err
		}
		v, err = h.Store.Beslis(ctx, tx, &a, verklaring.Besluit{Soort: verklaring.Verleend, Doelen: []string{"parkeren", "werkgever"}, GeldigVan: van}, verklaring.Systeem, h.Klok)
		return err
	}))
	return *v
}

func (h *huis) trekIn(v verklaring.Verklaring) {
	h.Helper()
	ctx := h.Ctx(h.Carla)
	h.Goed(h.Store.Van(h.G.ID).Tx(ctx, func(tx pgx.Tx) error {
		_, err := h.Store.TrekIn(ctx, tx, h.G.ID, v.ID, verklaring.RedenGestopt, h.Klok)
		return err
	}))
}

// document is the PDF of a verklaring as it was issued.
func (h *huis) document(v verklaring.Verklaring) []byte {
	h.Helper()
	b, _, err := h.Store.Document(context.Background(), h.G.ID, h.Burger.ID, v.ID)
	h.Goed(err)
	return b
}

func tekst(doc *goquery.Document, selector string) string {
	return strings.Join(strings.Fields(doc.Find(selector).Text()), " ")
}
