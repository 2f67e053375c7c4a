package beheer

import (
	"context"
	"net/http"
	"strconv"
	"time"
	"unicode/utf8"

	"mantelpunt/internal/fault"
	"mantelpunt/internal/httpx"
	"mantelpunt/internal/mail"
	"mantelpunt/internal/socialekaart"
	"mantelpunt/internal/toegang"
	"mantelpunt/web"

	"github.com/jackc/pgx/v5"
)

// kloptNog is POST /beheer/aanbod/{id}/klopt: everything is still right, so that only
// the day of the last check moves. Of an aanbieder it moves once a redacteur publishes.
func (h Handler) kloptNog(w http.ResponseWriter, r *http.Request) error {
	a, _, basis, err := h.leesBewerking(w, r)
	if err != nil {
		return err
	}
	if a.Status != socialekaart.Gepubliceerd || a.IsConcept {
		return fault.Met(fault.Conflict, "Van dit aanbod is er een nieuwere versie, die bezoekers nog niet zien. Bekijk die eerst.")
	}
	in := a.Inhoud
	in.GecontroleerdOp = vandaag(time.Now())
	if fouten := controleerFormulier(in, true); len(fouten) > 0 {
		return h.toonFormulier(w, r, http.StatusUnprocessableEntity, bewerkpagina{Aanbod: a, Basis: basis, Waarden: naarFormulier(in), Fouten: fouten})
	}
	actie, zin := naarRedactie, "Dank u wel. De datum verandert voor bezoekers zodra een redacteur van de gemeente dat publiceert."
	if toegang.PersoonUit(r.Context()).Mag(toegang.AanbodBewerken) {
		actie, zin = naarPublicatie, "Bezoekers zien nu dat ‘"+a.Naam+"’ vandaag is gecontroleerd."
	}
	if err := h.schrijf(r.Context(), a.ID, basis, in, actie); err != nil {
		return err
	}
	if err := h.Flits.Flits(w, r, zin); err != nil {
		return err
	}
	return httpx.Naar(w, r, "/beheer/aanbod/"+a.ID.String())
}

// beoordeling is the page on which a redacteur compares and decides.
type beoordeling struct {
	Aanbod      socialekaart.Aanbod
	Nieuw       bool // visitors see nothing of it yet
	Verschillen []verschil
	Zin         string
	Fouten      web.Fouten
	Conflict    string
}

// vergelijk is GET /beheer/aanbod/{id}/beoordelen.
func (h Handler) vergelijk(w http.ResponseWriter, r *http.Request) error {
	a, err := h.ophalenRedactie(r)
	if err != nil {
		return err
	}
	if a.TerBeoordelen == 0 {
		return httpx.Naar(w, r, "/beheer/aanbod/"+a.ID.String())
	}
	return h.toonBeoordeling(w, r, http.StatusOK, beoordeling{Aanbod: a})
}

func (h Handler) toonBeoordeling(w http.ResponseWriter, r *http.Request, status int, b beoordeling) error {
	ctx := r.Context()
	was, ok, err := h.Store.Zichtbaar(ctx, toegang.GemeenteUit(ctx).ID, b.Aanbod.ID)
	if err != nil {
		return err
	}
	onderwerpen, err := h.Onderwerpen.Lijst(ctx, toegang.GemeenteUit(ctx).ID)
	if err != nil {
		return err
	}
	if b.Nieuw = !ok; ok {
		b.Verschillen = verschillen(ctx, onderwerpen, &was, b.Aanbod.Inhoud)
	} else {
		b.Verschillen = verschillen(ctx, onderwerpen, nil, b.Aanbod.Inhoud)
	}
	return httpx.Render(w, r, status, beoordeelpagina(b))
}

// maxZin is the longest sentence to an aanbieder.
const maxZin = 1000

// beoordeel is POST /beheer/aanbod/{id}/beoordelen.
func (h Handler) beoordeel(w http.ResponseWriter, r *http.Request) error {
	a, err := h.ophalenRedactie(r)
	if err != nil {
		return err
	}
	v, err := httpx.Formulier(w, r)
	if err != nil {
		return err
	}
	revisie, err := strconv.Atoi(v.Get("revisie"))
	if err != nil {
		return fault.New(fault.Invalid, "formulier zonder revisie: %w", err)
	}
	ctx := r.Context()
	g, door := toegang.GemeenteUit(ctx), toegang.PersoonUit(ctx)
	b := beoordeling{Aanbod: a, Zin: v.Get("zin")}
	zin := bewaardzin(a.Naam, naarPublicatie)
	if v.Get("actie") == naarPublicatie {
		err = h.Store.Publiceer(ctx, g.ID, a.ID, revisie, door)
	} else {
		switch n := utf8.RuneCountInString(b.Zin); {
		case n == 0:
			b.Fouten.Voeg("zin", "Schrijf voor de aanbieder op wat er anders moet.")
		case n > maxZin:
			b.Fouten.Voeg("zin", "Maak de tekst korter: hoogstens 1.000 tekens.")
		}
		if len(b.Fouten) > 0 {
			return h.toonBeoordeling(w, r, http.StatusUnprocessableEntity, b)
		}
		zin = "‘" + a.Naam + "’ is teruggestuurd naar de aanbieder."
		err = h.Store.StuurTerug(ctx, g.ID, a.ID, revisie, b.Zin, door, func(ctx context.Context, tx pgx.Tx, aan string) error {
			return h.Post.Verstuur(ctx, tx, terugmail(g, door, a, b.Zin, aan))
		})
	}
	if fault.Is(err, fault.Conflict) && fault.Tekst(err) != "" {
		b.Conflict = fault.Tekst(err)
		return h.toonBeoordeling(w, r, http.StatusConflict, b)
	}
	if err != nil {
		return err
	}
	if err := h.Flits.Flits(w, r, zin); err != nil {
		return err
	}
	return httpx.Naar(w, r, "/beheer/aanbod")
}

func terugmail(g toegang.Gemeente, door toegang.Persoon, a socialekaart.Aanbod, zin, aan string) mail.Bericht {
	return mail.Bericht{
		Aan: aan, Onderwerp: "Uw aanbod in Mantelpunt is nog niet gepubliceerd", Afzender: "Gemeente " + g.Naam + ", Mantelpunt",
		Alineas: []string{"U stuurde ‘" + a.Naam + "’ in. " + door.Naam + " van de gemeente heeft het bekeken en vraagt u nog iets te veranderen:",
			zin, "Pas de tekst aan en stuur hem opnieuw in. Tot die tijd zien bezoekers wat zij al zagen."},
		Link: g.URL + "/beheer/aanbod/" + a.ID.String(), LinkTekst: "Uw aanbod bewerken",
	}
}
