package controle

import (
	"net/http"

	"mantelpunt/internal/fault"
	"mantelpunt/internal/httpx"
	"mantelpunt/internal/i18n"
	"mantelpunt/internal/toegang"
	"mantelpunt/internal/verklaring"
	"mantelpunt/internal/zegel"
	"mantelpunt/web"
)

// grootsteBestand is far more than a verklaring takes.
const grootsteBestand = 2 << 20

func (h Handler) bestand(w http.ResponseWriter, r *http.Request) error {
	return httpx.Render(w, r, http.StatusOK, bestandspagina(nil))
}

// controleerBestand judges a PDF that somebody brings. It is read in memory and kept
// nowhere, nor is its name.
func (h Handler) controleerBestand(w http.ResponseWriter, r *http.Request) error {
	ctx := r.Context()
	if err := h.limiet.Neem(toegang.AdresUit(ctx)); err != nil {
		return err
	}
	_, bestanden, err := httpx.Upload(w, r, grootsteBestand)
	if err != nil {
		return err
	}
	var fouten web.Fouten
	switch {
	case len(bestanden) == 0:
		fouten.Voeg("bestand", i18n.T(ctx, "controle.bestand.leeg"))
	case fault.Is(bestanden[0].Fout, fault.Unavailable):
		return bestanden[0].Fout
	case bestanden[0].Fout != nil:
		fouten.Voeg("bestand", fault.Tekst(bestanden[0].Fout))
	case len(bestanden[0].Inhoud) == 0:
		fouten.Voeg("bestand", i18n.T(ctx, "controle.bestand.leeg"))
	}
	if len(fouten) > 0 {
		return httpx.Render(w, r, http.StatusUnprocessableEntity, bestandspagina(fouten))
	}
	g, inhoud := toegang.GemeenteUit(ctx), bestanden[0].Inhoud
	a, err := h.Store.ControleerBestand(ctx, g.ID, inhoud, h.Klok())
	if err != nil {
		return err
	}
	if a.Uitkomst != verklaring.Onbekend { // the same bytes as were issued: a seal can add nothing to that
		return httpx.Render(w, r, http.StatusOK, uitslagpagina(a, formulier{}, true))
	}
	return httpx.Render(w, r, http.StatusOK, zegelpagina(h.Zegels.Controleer(g.Slug, inhoud), a.Op))
}

// zegelklasse is the colour of what the seal alone says. Green is for a verklaring that
// is valid, and a seal does not tell that.
func zegelklasse(b zegel.Bevinding) string {
	if b.Uitkomst == zegel.Echt {
		return "mz-uitslag"
	}
	return "mz-uitslag mz-uitslag--ongeldig"
}
