package beheer

import (
	"net/http"
	"slices"
	"strings"
	"unicode/utf8"

	"mantelpunt/internal/fault"
	"mantelpunt/internal/httpx"
	"mantelpunt/internal/socialekaart"
	"mantelpunt/internal/toegang"
	"mantelpunt/web"

	"github.com/google/uuid"
)

// nieuwblad begins an offer: whose it is and what it is called. The rest is filled in on
// its form.
type nieuwblad struct {
	Organisaties []socialekaart.Organisatie // of an aanbieder the own ones alone
	Eigen        bool
	Gekozen      string // id of the organisatie
	NieuweNaam   string // of an organisatie that is not there yet
	Naam         string
	Fouten       web.Fouten
}

func (h Handler) nieuw(w http.ResponseWriter, r *http.Request) error {
	return h.toonNieuw(w, r, http.StatusOK, nieuwblad{Gekozen: r.URL.Query().Get("organisatie")})
}

// organisaties are those under which somebody may begin an offer.
func (h Handler) organisaties(r *http.Request) (lijst []socialekaart.Organisatie, alles bool, err error) {
	p := toegang.PersoonUit(r.Context())
	if alles, err = magBewerken(p); err != nil {
		return nil, false, err
	}
	lijst, err = h.Store.Organisaties(r.Context(), toegang.GemeenteUit(r.Context()).ID)
	if !alles {
		lijst = slices.DeleteFunc(lijst, func(o socialekaart.Organisatie) bool { return !slices.Contains(p.Organisaties, o.ID) })
	}
	return lijst, alles, err
}

func (h Handler) toonNieuw(w http.ResponseWriter, r *http.Request, status int, b nieuwblad) error {
	lijst, alles, err := h.organisaties(r)
	if err != nil {
		return err
	}
	b.Organisaties, b.Eigen = lijst, !alles
	if len(lijst) == 1 && b.Gekozen == "" && b.Eigen {
		b.Gekozen = lijst[0].ID.String()
	}
	return httpx.Render(w, r, status, nieuwpagina(b))
}

func (h Handler) maakNieuw(w http.ResponseWriter, r *http.Request) error {
	lijst, alles, err := h.organisaties(r)
	if err != nil {
		return err
	}
	v, err := httpx.Formulier(w, r)
	if err != nil {
		return err
	}
	b := nieuwblad{Gekozen: v.Get("organisatie"), Naam: strings.TrimSpace(v.Get("naam"))}
	if alles {
		b.NieuweNaam = strings.TrimSpace(v.Get("nieuwe_organisatie"))
	}
	org := b.kies(lijst)
	switch n := utf8.RuneCountInString(b.Naam); {
	case n == 0:
		b.Fouten.Voeg("naam", "Vul in hoe het aanbod heet.")
	case n > 150:
		b.Fouten.Voeg("naam", "De naam is te lang: er passen 150 tekens.")
	}
	if len(b.Fouten) > 0 {
		return h.toonNieuw(w, r, http.StatusUnprocessableEntity, b)
	}
	ctx := r.Context()
	id, err := h.Store.Nieuw(ctx, toegang.GemeenteUit(ctx).ID, org, b.Naam, toegang.PersoonUit(ctx))
	if fault.Is(err, fault.Conflict) && fault.Tekst(err) != "" {
		b.Fouten.Voeg("naam", fault.Tekst(err))
		return h.toonNieuw(w, r, http.StatusConflict, b)
	}
	if err != nil {
		return err
	}
	if err := h.Flits.Flits(w, r, "‘"+b.Naam+"’ staat klaar als concept. Vul het aan; bezoekers zien het nog niet."); err != nil {
		return err
	}
	return httpx.Naar(w, r, "/beheer/aanbod/"+id.String())
}

// kies is the organisatie that was chosen, or the new one; what is wrong is noted.
func (b *nieuwblad) kies(lijst []socialekaart.Organisatie) socialekaart.Organisatie {
	gekozen, _ := uuid.Parse(b.Gekozen) // nothing chosen is found nowhere
	i := slices.IndexFunc(lijst, func(o socialekaart.Organisatie) bool { return o.ID == gekozen })
	switch {
	case b.NieuweNaam != "" && i >= 0:
		b.Fouten.Voeg("organisatie", "Kies een organisatie, of vul de naam van een nieuwe in. Niet allebei.")
	case b.NieuweNaam != "":
		org := socialekaart.Organisatie{Naam: b.NieuweNaam}
		for _, f := range socialekaart.ControleerOrganisatie(org) {
			b.Fouten.Voeg("nieuwe_organisatie", f.Tekst)
		}
		if slices.ContainsFunc(lijst, func(o socialekaart.Organisatie) bool { return strings.EqualFold(o.Naam, org.Naam) }) {
			b.Fouten.Voeg("nieuwe_organisatie", "Deze organisatie bestaat al. Kies haar in de lijst.")
		}
		return org
	case i < 0:
		b.Fouten.Voeg("organisatie", "Kies van welke organisatie het aanbod is.")
	default:
		return lijst[i]
	}
	return socialekaart.Organisatie{}
}
