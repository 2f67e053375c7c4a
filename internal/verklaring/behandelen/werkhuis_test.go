package behandelen_test

import (
	"bytes"
	"context"
	"mime/multipart"
	"net/http"
	"net/url"
	"strings"
	"testing"
	"time"

	"mantelpunt/internal/bijlage"
	"mantelpunt/internal/mail"
	"mantelpunt/internal/toegang"
	"mantelpunt/internal/verklaring"
	"mantelpunt/internal/verklaring/behandelen"
	"mantelpunt/internal/verklaring/proef"
	"mantelpunt/internal/verklaring/voorbeeld"

	"github.com/go-chi/chi/v5"
	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"
)

// werkhuis is the house with this room alone: aanvragen come from the store.
type werkhuis struct {
	*proef.Huis
	Werk behandelen.Store
}

func nieuwWerk(t *testing.T) *werkhuis {
	t.Helper()
	h := proef.Nieuw(t, func(h *proef.Huis) interface{ Routes(chi.Router) } { return behandelen.Nieuw(h.Store, h, h.Web, h.Nu) })
	h.Klok = time.Date(2026, 11, 24, 9, 0, 0, 0, time.UTC) // a Tuesday
	return &werkhuis{h, behandelen.Store{Store: h.Store}}
}

// aanvraag is one that was sent by somebody new, under rules that wijzig changes.
func (h *werkhuis) aanvraag(wijzig func(*verklaring.Regels)) uuid.UUID {
	h.Helper()
	return h.aanvraagVan(h.MaakBurger(uuid.NewString()+"@voorbeeld.example"), wijzig)
}

func (h *werkhuis) aanvraagVan(p toegang.Persoon, wijzig func(*verklaring.Regels)) uuid.UUID {
	h.Helper()
	ctx := h.Ctx(p)
	if wijzig != nil {
		r := verklaring.StandaardRegels()
		wijzig(&r)
		h.Goed(h.Store.VoegRegeling(ctx, h.G.ID, verklaring.Dag(h.Klok), r))
	}
	a, err := h.Store.BeginMet(ctx, h.G.ID, p.ID, verklaring.NieuwConcept{Soort: verklaring.Nieuw, Kanaal: verklaring.Online, Begin: voorbeeld.Antwoorden()}, verklaring.Dag(h.Klok))
	h.Goed(err)
	_, err = h.Store.Indienen(ctx, h.G.ID, p, a.ID, h.Klok)
	h.Goed(err)
	return a.ID
}

// behandeld is one that Carla treats.
func (h *werkhuis) behandeld(wijzig func(*verklaring.Regels)) uuid.UUID {
	h.Helper()
	id := h.aanvraag(wijzig)
	h.Goed(h.Werk.InBehandeling(h.Ctx(h.Carla), h.G.ID, h.Carla, id, h.Klok))
	return id
}

// gevraagd is one that waits for an answer until in two weeks; it gives the link too.
func (h *werkhuis) gevraagd(wijzig func(*verklaring.Regels)) (id uuid.UUID, link string) {
	h.Helper()
	id = h.behandeld(wijzig)
	h.Goed(h.Werk.StelVraag(h.Ctx(h.Carla), h.G.ID, h.Carla, id, behandelen.Nieuwevraag{Tekst: "Hoeveel uur zorgt u?", Uiterlijk: verklaring.Dag(h.Klok).AddDate(0, 0, 14)}, h.Klok))
	return id, strings.TrimPrefix(h.laatsteMail().Link, h.G.URL)
}

func (h *werkhuis) laatsteMail() mail.Bericht {
	h.Helper()
	alle := h.Brieven()
	return alle[len(alle)-1]
}

func (h *werkhuis) lees(id uuid.UUID) (a verklaring.Aanvraag) {
	h.Helper()
	h.Goed(h.Store.Van(h.G.ID).Tx(h.Ctx(h.Carla), func(tx pgx.Tx) (err error) {
		a, err = h.Store.Vergrendel(h.Ctx(h.Carla), tx, h.G.ID, id)
		return err
	}))
	return a
}

func (h *werkhuis) doe(sql string, args ...any) {
	h.Helper()
	_, err := h.Pool.Exec(context.Background(), sql, args...)
	h.Goed(err)
}

// zonderEmail takes the address of the aanvrager away: letters go by post.
func (h *werkhuis) zonderEmail(id uuid.UUID) {
	h.Helper()
	h.doe(`UPDATE burger SET email = NULL, email_kenmerk = NULL WHERE id = (SELECT burger_id FROM aanvraag WHERE id = $1)`, id)
}

// zonderMail runs f while nothing can be enqueued.
func (h *werkhuis) zonderMail(f func()) {
	h.Helper()
	h.doe(`ALTER TABLE river_job RENAME TO weg`)
	f()
	h.doe(`ALTER TABLE weg RENAME TO river_job`)
}

// verstuur looks at a form of a dossier first, as a consulent does, and then sends it.
func (h *werkhuis) verstuur(p toegang.Persoon, id uuid.UUID, pad string, form url.Values) {
	h.Helper()
	pad = verklaring.PadDossier(id) + "/" + pad
	doc := h.Post(p, pad, form, 200)
	h.Bevat(doc, "h1", "Dit gaat eruit")
	klaar := url.Values{"knop": {"versturen"}}
	for _, in := range doc.Find("form[data-eenmalig] input[type=hidden]").EachIter() {
		naam, _ := in.Attr("name")
		waarde, _ := in.Attr("value")
		klaar.Add(naam, waarde)
	}
	if got := h.Naar(p, pad, klaar); got != verklaring.PadDossier(id) {
		h.Errorf("sent to %s", got)
	}
}

// metBestand is a form with a file, and its Content-Type.
func metBestand(t *testing.T, antwoord, naam string, inhoud []byte) (body *bytes.Buffer, soort string) {
	t.Helper()
	body = &bytes.Buffer{}
	w := multipart.NewWriter(body)
	if err := w.WriteField("antwoord", antwoord); err != nil {
		t.Fatal(err)
	}
	f, err := w.CreateFormFile("bestand", naam)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := f.Write(inhoud); err != nil || w.Close() != nil {
		t.Fatal(err)
	}
	return body, w.FormDataContentType()
}

// bewaar keeps a file with an aanvraag as its aanvrager would.
func (h *werkhuis) bewaar(id uuid.UUID, soort string) (b bijlage.Bijlage) {
	h.Helper()
	h.Goed(h.Store.Van(h.G.ID).Tx(h.Ctx(h.Burger), func(tx pgx.Tx) (err error) {
		b, err = bijlage.Store{DB: h.Store.DB, Kluis: h.Store.Kluis}.Bewaar(h.Ctx(h.Burger), tx, h.G.ID, id, soort, bijlage.Bestand{Naam: "<b>\"taken\"\r\nX: y.pdf", Type: bijlage.PDF, Inhoud: []byte("%PDF-1.7")}, h.Burger, h.Klok)
		return err
	}))
	return b
}

func (h *werkhuis) status(p toegang.Persoon, pad string, want int) *http.Response {
	h.Helper()
	res := h.Vraag(p, http.MethodGet, pad, nil)
	if res.StatusCode != want {
		h.Errorf("%s: %d, want %d", pad, res.StatusCode, want)
	}
	return res
}
