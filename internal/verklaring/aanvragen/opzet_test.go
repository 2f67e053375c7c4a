package aanvragen_test

import (
	"bytes"
	"io"
	"mime/multipart"
	"net/http"
	"net/http/httptest"
	"net/url"
	"testing"
	"time"

	"mantelpunt/internal/toegang"
	"mantelpunt/internal/verklaring"
	"mantelpunt/internal/verklaring/aanvragen"
	"mantelpunt/internal/verklaring/proef"
	"mantelpunt/web"

	"github.com/go-chi/chi/v5"
	"github.com/google/uuid"
)

// huis is the room, with a door through which files and languages come in as well.
type huis struct {
	*proef.Huis
	deur  chi.Router
	inlog *inlog
	talen []string
}

// inlog writes down whom a link let in.
type inlog struct{ binnen []uuid.UUID }

func (i *inlog) BeginPerLink(w http.ResponseWriter, r *http.Request, burger uuid.UUID, pad string) error {
	i.binnen = append(i.binnen, burger)
	http.Redirect(w, r, pad, http.StatusSeeOther)
	return nil
}

func nieuw(t *testing.T) *huis {
	h := &huis{inlog: &inlog{}, deur: chi.NewRouter(), talen: []string{"nl", "en"}}
	kamer := func(p *proef.Huis) interface{ Routes(chi.Router) } {
		return aanvragen.Handler{Store: p.Store, Account: p, Inlog: h.inlog, Web: p.Web, Klok: p.Nu}
	}
	h.Huis = proef.Nieuw(t, kamer)
	kamer(h.Huis).Routes(h.deur)
	return h
}

// regel gives the gemeente other rules.
func (h *huis) regel(wijzig func(*verklaring.Regels)) {
	h.Helper()
	r := verklaring.StandaardRegels()
	wijzig(&r)
	h.Goed(h.Store.VoegRegeling(h.Ctx(h.Bea), h.G.ID, time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC), r))
}

// door asks a page through the door: a form with files, and a gemeente with languages.
func (h *huis) door(p toegang.Persoon, methode, pad, soort string, body io.Reader) *http.Response {
	h.Helper()
	ctx := h.Ctx(p)
	k := web.KaderUit(ctx)
	k.Talen = h.talen
	r := httptest.NewRequest(methode, pad, body).WithContext(web.MetKader(ctx, k))
	if soort != "" {
		r.Header.Set("Content-Type", soort)
	}
	w := httptest.NewRecorder()
	h.deur.ServeHTTP(w, r)
	return w.Result()
}

// bestand is a file of a form.
type bestand struct {
	veld, naam string
	inhoud     []byte
}

// stuur posts the step of evidence.
func (h *huis) stuur(p toegang.Persoon, form url.Values, bestanden ...bestand) *http.Response {
	h.Helper()
	var b bytes.Buffer
	m := multipart.NewWriter(&b)
	for veld, waarden := range form {
		for _, w := range waarden {
			h.Goed(m.WriteField(veld, w))
		}
	}
	for _, f := range bestanden {
		deel, err := m.CreateFormFile(f.veld, f.naam)
		h.Goed(err)
		_, err = deel.Write(f.inhoud)
		h.Goed(err)
	}
	h.Goed(m.Close())
	return h.door(p, http.MethodPost, verklaring.PadStap(verklaring.StapBewijs), m.FormDataContentType(), &b)
}

// begin begins an aanvraag and fills in these steps.
func (h *huis) begin(p toegang.Persoon, stappen ...string) {
	h.Helper()
	h.Vraag(p, http.MethodGet, verklaring.PadAanvragen, nil)
	for _, s := range stappen {
		h.Naar(p, verklaring.PadStap(s), proef.Antwoorden[s])
	}
}

var eersteVier = []string{verklaring.StapWie, verklaring.StapNaaste, verklaring.StapZorg, verklaring.StapDoel}

// met gives right answers to a step with some of them different.
func met(stap string, paren ...string) url.Values {
	v := url.Values{}
	for k, w := range proef.Antwoorden[stap] {
		v[k] = w
	}
	for i := 0; i < len(paren); i += 2 {
		v.Set(paren[i], paren[i+1])
	}
	return v
}

// verstuur sends what was filled in, and gives its id and where that leads.
func (h *huis) verstuur(p toegang.Persoon) (uuid.UUID, string) {
	h.Helper()
	id, _ := h.Get(p, verklaring.PadStap(verklaring.StapControleren), 200).Find("input[name=id]").Attr("value")
	naar := h.Naar(p, verklaring.PadStap(verklaring.StapControleren), url.Values{"id": {id}, "akkoord": {"ja"}})
	return uuid.MustParse(id), naar
}
