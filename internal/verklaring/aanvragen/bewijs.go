package aanvragen

import (
	"net/http"
	"slices"
	"strings"

	"mantelpunt/internal/bijlage"
	"mantelpunt/internal/fault"
	"mantelpunt/internal/httpx"
	"mantelpunt/internal/i18n"
	"mantelpunt/internal/toegang"
	"mantelpunt/internal/verklaring"
	"mantelpunt/web"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"
)

func (h Handler) bijlagen() bijlage.Store {
	return bijlage.Store{DB: h.Store.DB, Kluis: h.Store.Kluis}
}

// The fields and buttons of the step; veldBestand has the kind of evidence behind it.
const (
	veldBestand    = "bestand-"
	veldLater      = "later-"
	knopWeg        = "verwijder" // its value is the id of a file
	actieToevoegen = "toevoegen"
)

// toegevoegd are the files of one kind of evidence, as the field shows them.
func toegevoegd(alle []bijlage.Bijlage, soort string) (uit []web.Toegevoegd) {
	for _, b := range alle {
		if b.Soort == soort {
			uit = append(uit, web.Toegevoegd{ID: b.ID.String(), Naam: b.Naam, Bytes: b.Grootte})
		}
	}
	return uit
}

// bewijsOpslaan takes the files of the step, and the step itself. Files are kept at
// once: whatever else is to be mended, nobody has to choose them again.
func (h Handler) bewijsOpslaan(w http.ResponseWriter, r *http.Request) error {
	a, elders, err := h.open(r, verklaring.StapBewijs) // first: reading files takes time and memory
	if err != nil {
		return err
	}
	waarden, bestanden, err := httpx.Upload(w, r, bijlage.MaxBestand)
	if err != nil {
		return err
	}
	if elders != "" {
		return httpx.Naar(w, r, elders)
	}
	if !vanDezeAanvraag(waarden, a) {
		return httpx.Naar(w, r, verklaring.PadStap(verklaring.StapBewijs))
	}
	if weg := waarden.Get(knopWeg); weg != "" {
		return h.haalWeg(w, r, a, weg)
	}
	v := &verklaring.Invoer{Values: waarden}
	if waarden.Get("actie") == actieToevoegen && len(bestanden) == 0 {
		v.Fouten.Voeg(veldBestand+a.Regels.Bewijs[0], i18n.T(r.Context(), "aanvragen.bewijs.kies"))
	}
	if err := h.voegToe(r, a, bestanden, v); err != nil {
		return err
	}
	switch {
	case len(v.Fouten) > 0:
		return h.toon(w, r, http.StatusUnprocessableEntity, stapgegevens{Naam: verklaring.StapBewijs, A: a, Waarden: waarden, Fouten: v.Fouten})
	case waarden.Get("actie") == actieToevoegen:
		return httpx.Naar(w, r, verklaring.PadStap(verklaring.StapBewijs))
	}
	lijst, err := h.bijlagen().Lijst(r.Context(), toegang.GemeenteUit(r.Context()).ID, a.ID)
	if err != nil {
		return err
	}
	for _, b := range lijst {
		v.Bij = append(v.Bij, b.Soort)
	}
	return h.neem(w, r, verklaring.StapBewijs, a, v)
}

// voegToe keeps the files that can be kept; what is wrong with the others stands beside
// their field.
func (h Handler) voegToe(r *http.Request, a verklaring.Aanvraag, bestanden []httpx.Bestand, v *verklaring.Invoer) error {
	ctx := r.Context()
	p, g := toegang.PersoonUit(ctx), toegang.GemeenteUit(ctx)
	for _, f := range bestanden {
		soort := strings.TrimPrefix(f.Veld, veldBestand)
		if !slices.Contains(a.Regels.Bewijs, soort) {
			continue
		}
		b, err := h.Keurder.Keur(ctx, f.Naam, f.Lezer())
		if err == nil {
			err = h.Store.Van(g.ID).Tx(ctx, func(tx pgx.Tx) error {
				if _, err := h.Store.VergrendelConcept(ctx, tx, g.ID, p.ID, a.ID); err != nil {
					return err
				}
				j, err := h.bijlagen().Bewaar(ctx, tx, g.ID, a.ID, soort, b, p, h.Klok())
				if err == nil && j.Soort != soort {
					err = fault.Met(fault.Invalid, i18n.T(ctx, "aanvragen.bewijs.zelfde"))
				}
				return err
			})
		}
		switch zin := fault.Tekst(err); {
		case err == nil:
		case zin == "":
			return err
		default:
			v.Fouten.Voeg(f.Veld, zin)
		}
	}
	return nil
}

// haalWeg takes a file away. The step must be gone through again, since something may
// be missing now. What is gone already stays gone.
func (h Handler) haalWeg(w http.ResponseWriter, r *http.Request, a verklaring.Aanvraag, wat string) error {
	ctx := r.Context()
	p, g := toegang.PersoonUit(ctx), toegang.GemeenteUit(ctx)
	id, err := uuid.Parse(wat)
	if err != nil {
		return fault.New(fault.Invalid, "geen id van een bijlage")
	}
	err = h.Store.Van(g.ID).Tx(ctx, func(tx pgx.Tx) error {
		if _, err := h.Store.VergrendelConcept(ctx, tx, g.ID, p.ID, a.ID); err != nil {
			return err
		}
		return h.bijlagen().Verwijder(ctx, tx, g.ID, a.ID, id)
	})
	if err != nil && !fault.Is(err, fault.NotFound) {
		return err
	}
	_, err = h.Store.WijzigConcept(ctx, g.ID, p.ID, a.ID, func(x *verklaring.Antwoorden) error {
		x.Heropen(verklaring.StapBewijs)
		return nil
	})
	if err != nil {
		return err
	}
	return httpx.Naar(w, r, verklaring.PadStap(verklaring.StapBewijs))
}
