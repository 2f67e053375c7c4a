package toestemming_test

import (
	"context"
	"net/url"
	"regexp"
	"strings"
	"testing"

	"mantelpunt/internal/bijlage"
	"mantelpunt/internal/mail"
	"mantelpunt/internal/pdf/pdftest"
	"mantelpunt/internal/toegang"
	"mantelpunt/internal/verklaring"
	"mantelpunt/internal/verklaring/proef"
	"mantelpunt/internal/verklaring/toestemming"
	"mantelpunt/internal/verklaring/voorbeeld"

	"github.com/go-chi/chi/v5"
	"github.com/google/uuid"
)

// huis is the house with this room, and rules that ask the zorgvrager.
type huis struct{ *proef.Huis }

var niemand = toegang.Persoon{}

const naasteMail = "moeder@voorbeeld.example"

// perMail and perBrief are how the zorgvrager is asked.
var (
	perMail    = verklaring.Toestemmingvraag{Wijze: verklaring.WijzeEmail, Email: naasteMail}
	perBrief   = verklaring.Toestemmingvraag{Wijze: verklaring.WijzeBrief, Naam: "A. van der Berg", Adres: "Dorpsstraat 1\n7991 AB Veldwaarde"}
	opPapier   = verklaring.Toestemmingvraag{Wijze: verklaring.WijzePapier}
	zegJa      = url.Values{"knop": {"verstuur"}, "antwoord": {"ja"}}
	zegNee     = url.Values{"knop": {"verstuur"}, "antwoord": {"nee"}}
	nietBekend = "Hebt u al geantwoord? Dan is het in orde"
)

func nieuw(t *testing.T, wijzig ...func(*verklaring.Regels)) huis {
	h := huis{proef.Nieuw(t, func(h *proef.Huis) interface{ Routes(chi.Router) } {
		return toestemming.Nieuw(h.Store, h, bijlage.Keurder{}, h.Web, h.Nu)
	})}
	r := verklaring.StandaardRegels()
	r.Bevestiging = verklaring.BevestigingLink
	for _, w := range wijzig {
		w(&r)
	}
	h.Goed(h.Store.VoegRegeling(h.Ctx(h.Bea), h.G.ID, verklaring.Dag(h.Klok).AddDate(0, 0, -1), r))
	return h
}

// direct lets the rules decide by themselves.
func direct(r *verklaring.Regels) { r.Modus = verklaring.Direct }

// concept makes an aanvraag that is filled in, with where the zorgvrager can be asked.
func (h huis) concept(p toegang.Persoon, v *verklaring.Toestemmingvraag) uuid.UUID {
	h.Helper()
	a, err := h.Store.Begin(h.Ctx(p), h.G.ID, p.ID, verklaring.Dag(h.Klok))
	h.Goed(err)
	w := voorbeeld.Antwoorden()
	w.Toestemming = v
	h.Goed(h.Store.BewaarConcept(h.Ctx(p), h.G.ID, p.ID, a.ID, w))
	return a.ID
}

// ingediend makes an aanvraag that was sent.
func (h huis) ingediend(v verklaring.Toestemmingvraag) uuid.UUID {
	h.Helper()
	id := h.concept(h.Burger, &v)
	_, err := h.Store.Indienen(h.Ctx(h.Burger), h.G.ID, h.Burger, id, h.Klok)
	h.Goed(err)
	return id
}

// aan are the mails to somebody.
func (h huis) aan(email string) (uit []mail.Bericht) {
	h.Helper()
	for _, m := range h.Brieven() {
		if m.Aan == email {
			uit = append(uit, m)
		}
	}
	return uit
}

// link is the path of the link in the newest mail to the zorgvrager.
func (h huis) link() string {
	h.Helper()
	ms := h.aan(naasteMail)
	if len(ms) == 0 {
		h.Fatal("nobody was asked by mail")
	}
	pad, ok := strings.CutPrefix(ms[len(ms)-1].Link, h.G.URL)
	if !ok {
		h.Fatalf("the link leads elsewhere: %s", ms[len(ms)-1].Link)
	}
	return pad
}

// toestemming is how it stands.
func (h huis) toestemming(id uuid.UUID) verklaring.Toestemming {
	h.Helper()
	ts, err := h.Store.Toestemmingen(context.Background(), h.G.ID, id)
	h.Goed(err)
	if len(ts) == 0 {
		return verklaring.Toestemming{}
	}
	return ts[0]
}

func (h huis) aanvraag(id uuid.UUID) verklaring.Aanvraag {
	h.Helper()
	a, err := h.Store.EigenAanvraag(context.Background(), h.G.ID, h.Burger.ID, id)
	h.Goed(err)
	return a
}

// code is the code in the newest letter to the zorgvrager, by the words of the PDF.
func (h huis) code(id uuid.UUID) string {
	h.Helper()
	brieven, err := h.Store.Verzonden(context.Background(), h.G.ID, id)
	h.Goed(err)
	for _, b := range brieven {
		if b.Soort == verklaring.BriefToestemming {
			document, _, err := h.Store.LeesBrief(context.Background(), h.G.ID, id, b.ID)
			h.Goed(err)
			return codeIn(h.T, document)
		}
	}
	h.Fatal("no letter")
	return ""
}

var reCode = regexp.MustCompile(`[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}`)

// codeIn finds the code that stands in a letter.
func codeIn(t *testing.T, document []byte) string {
	t.Helper()
	code := reCode.FindString(pdftest.Run(t, "pdftotext", pdftest.Save(t, document), "-"))
	if code == "" {
		t.Fatal("no code in the letter")
	}
	return code
}
