package vinden

import (
	"context"
	"encoding/json"
	"net/http"
	"strings"
	"unicode/utf8"

	"mantelpunt/internal/i18n"
	"mantelpunt/internal/socialekaart"
	"mantelpunt/internal/zoeken"
	"mantelpunt/web"
)

// suggestie is one line below the field while somebody types: what it is, and where
// it leads.
type suggestie struct {
	Tekst string `json:"tekst"`
	Soort string `json:"soort"` // as people read it: "Organisatie"
	URL   string `json:"url"`
}

const (
	maxSuggesties  = 8
	minGetypt      = 2 // characters
	perSoort       = 3
	suggestieDuurt = "public, max-age=60"
)

// suggesties is GET web.PadSuggesties?q=….
func (h Handler) suggesties(w http.ResponseWriter, r *http.Request) error {
	ctx := r.Context()
	k, err := h.kaart(ctx)
	if err != nil {
		return err
	}
	w.Header().Set("Content-Type", "application/json; charset=utf-8")
	w.Header().Set("Cache-Control", suggestieDuurt)
	w.Header().Set("X-Robots-Tag", "noindex")
	_ = json.NewEncoder(w).Encode(maakSuggesties(ctx, k, r.URL.Query().Get("q"))) // the visitor may have left
	return nil
}

// maakSuggesties gives at most eight: words and onderwerpen first, since they find
// most, then themes, offers and organisations by name.
func maakSuggesties(ctx context.Context, k *socialekaart.Kaart, getypt string) []suggestie {
	uit := []suggestie{}
	getypt = socialekaart.Kort(getypt)
	if utf8.RuneCountInString(getypt) < minGetypt {
		return uit
	}
	gehad := map[string]bool{}
	voeg := func(soort, tekst, pad string) {
		if plat := soort + " " + socialekaart.Plat(tekst); len(uit) < maxSuggesties && !gehad[plat] {
			gehad[plat] = true
			uit = append(uit, suggestie{Tekst: tekst, Soort: soort, URL: web.Pad(ctx, pad)})
		}
	}
	for _, a := range k.Index().Aanvullen(getypt, perSoort) {
		soort := i18n.T(ctx, "suggesties.woord")
		if a.Soort == zoeken.AanvulOnderwerp {
			soort = i18n.T(ctx, "suggesties.onderwerp")
		}
		voeg(soort, a.Tekst, web.Zoek("/aanbod", "q", a.Tekst))
	}
	begin := " " + socialekaart.Plat(getypt)
	for _, t := range k.Themas(ctx) {
		if t.Aantal > 0 && strings.Contains(" "+socialekaart.Plat(t.Naam), begin) {
			voeg(i18n.T(ctx, "suggesties.thema"), t.Naam, web.Zoek("/aanbod", "thema", t.Code))
		}
	}
	for _, a := range k.AanbodMetBegin(getypt, perSoort) {
		voeg(i18n.T(ctx, "suggesties.aanbod"), a.Naam, "/aanbod/"+a.Slug)
	}
	for _, o := range k.OrganisatiesMetBegin(getypt, perSoort) {
		voeg(i18n.T(ctx, "suggesties.organisatie"), o.Naam, "/organisaties/"+o.Slug)
	}
	return uit
}
