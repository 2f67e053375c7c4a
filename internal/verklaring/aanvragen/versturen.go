package aanvragen

import (
	"net/http"
	"net/url"
	"slices"

	"mantelpunt/internal/fault"
	"mantelpunt/internal/httpx"
	"mantelpunt/internal/i18n"
	"mantelpunt/internal/toegang"
	"mantelpunt/internal/verklaring"
	"mantelpunt/web"

	"github.com/google/uuid"
)

// versturen sends the aanvraag whose id the form holds, so that a second click
// finds the same one, sent already.
func (h Handler) versturen(w http.ResponseWriter, r *http.Request, waarden url.Values) error {
	p, g, err := verklaring.Wie(r, toegang.AanvraagDoen)
	if err != nil {
		return err
	}
	id, err := uuid.Parse(waarden.Get("id"))
	if err != nil {
		return fault.New(fault.Invalid, "geen id in het formulier")
	}
	a, err := h.Store.EigenAanvraag(r.Context(), g.ID, p.ID, id)
	if err != nil {
		return err
	}
	if a.Status == verklaring.Concept {
		switch {
		case waarden.Get("actie") == actieLater:
			return h.bewaarVoorLater(w, r, a)
		case !a.Antwoorden.MagNaar(a.Regels, verklaring.StapControleren):
			return httpx.Naar(w, r, verklaring.PadStap(a.Antwoorden.Open(a.Regels)))
		case waarden.Get("akkoord") != "ja":
			fout := web.Fouten{{Veld: "akkoord", Tekst: i18n.T(r.Context(), "verklaring.fout.akkoord")}}
			return h.toon(w, r, http.StatusUnprocessableEntity, stapgegevens{Naam: verklaring.StapControleren, A: a, Waarden: waarden, Fouten: fout})
		}
		if _, err = h.Store.Indienen(r.Context(), g.ID, p, id, h.Klok()); err != nil {
			return err
		}
	}
	return httpx.Naar(w, r, PadVerstuurd(id))
}

// eigenVerstuurd gives an aanvraag of who asks for it, once it was sent.
func (h Handler) eigenVerstuurd(r *http.Request) (a verklaring.Aanvraag, g toegang.Gemeente, err error) {
	p, g, err := verklaring.Wie(r, toegang.AanvraagDoen)
	if err != nil {
		return a, g, err
	}
	id, err := verklaring.IDUit(r)
	if err != nil {
		return a, g, err
	}
	a, err = h.Store.EigenAanvraag(r.Context(), g.ID, p.ID, id)
	if err == nil && a.Status == verklaring.Concept {
		err = fault.New(fault.NotFound, "nog niet verstuurd")
	}
	return a, g, err
}

// ontvangen is what the page shows of an aanvraag that was just sent.
type ontvangen struct {
	A       verklaring.Aanvraag
	V       *verklaring.Verklaring // when it was granted at once
	Meteen  bool                   // it is granted by itself, once everything is there
	WachtOp []string               // what must still come in
	Bewijs  bool                   // the carer must still send evidence
	Papier  string                 // the zorgvrager "moet" or "kan" confirm on paper; "" when there is nothing to confirm
}

// soort chooses the words of the page.
func (o ontvangen) soort() string {
	switch {
	case o.V != nil:
		return "verleend"
	case len(o.WachtOp) > 0:
		return "nodig"
	}
	return "ontvangen"
}

// verstuurd says what happens next, and when an answer comes.
func (h Handler) verstuurd(w http.ResponseWriter, r *http.Request) error {
	a, g, err := h.eigenVerstuurd(r)
	if err != nil {
		return err
	}
	toets := a.Regels.Toets(r.Context(), a.Antwoorden, a.Stand, verklaring.Dag(h.Klok()))
	o := ontvangen{A: a, Meteen: meteen(a.Regels, toets), WachtOp: wachtOp(r.Context(), toets)}
	for _, soort := range a.Regels.Bewijs {
		o.Bewijs = o.Bewijs || !slices.Contains(a.Stand.Bewijs, soort)
	}
	if o.Papier, err = h.papier(r, a); err != nil {
		return err
	}
	if a.Status == verklaring.Verleend {
		vs, err := h.Store.VanAanvraag(r.Context(), g.ID, a.ID)
		if err != nil {
			return err
		}
		for _, v := range vs {
			if v.IngetrokkenOp == nil {
				o.V = &v
			}
		}
	}
	if o.V == nil && a.Status != verklaring.Ingediend { // this page is about what comes first
		return httpx.Naar(w, r, verklaring.PadMijnAanvraag(a.ID))
	}
	return httpx.Render(w, r, http.StatusOK, verstuurdpagina(o))
}

// papier says whether the zorgvrager "moet" or "kan" confirm on paper (Wmebv: paper is
// always a way); "" when there is nothing to confirm.
func (h Handler) papier(r *http.Request, a verklaring.Aanvraag) (string, error) {
	gevraagd := slices.Contains(a.Regels.Stappen(), verklaring.StapToestemming)
	if !gevraagd || !a.Status.Open() || a.Stand.Toestemming == verklaring.ToestemmingJa { // a no is not told to the carer
		return "", nil
	}
	ts, err := h.Store.Toestemmingen(r.Context(), toegang.GemeenteUit(r.Context()).ID, a.ID)
	if len(ts) > 0 && ts[0].Wijze == verklaring.WijzePapier {
		return "moet", err
	}
	return "kan", err
}

// ontvangst gives the receipt (Wmebv) as it was kept.
func (h Handler) ontvangst(w http.ResponseWriter, r *http.Request) error {
	a, g, err := h.eigenVerstuurd(r)
	if err != nil {
		return err
	}
	brieven, err := h.Store.Verzonden(r.Context(), g.ID, a.ID)
	if err != nil {
		return err
	}
	for _, b := range brieven {
		if b.Soort != verklaring.BriefOntvangst {
			continue
		}
		document, _, err := h.Store.LeesBrief(r.Context(), g.ID, a.ID, b.ID)
		if err != nil {
			return err
		}
		httpx.PDF(w, "ontvangst-"+a.Kenmerk, document)
		return nil
	}
	return fault.New(fault.NotFound, "geen ontvangstbewijs")
}
