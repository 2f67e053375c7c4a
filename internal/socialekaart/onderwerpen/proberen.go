package onderwerpen

import (
	"net/http"
	"slices"
	"strings"

	"mantelpunt/internal/httpx"
	"mantelpunt/internal/socialekaart"
	"mantelpunt/internal/zoeken"
	"mantelpunt/web"
)

// proefpagina shows what the search makes of a question.
type proefpagina struct {
	Q           string
	Begrip      zoeken.Begrip
	Herkend     []herkend
	Totaal      int
	Uitslagen   []uitslag
	Onderwerpen []zoeken.Onderwerp // to add the question to
}

type herkend struct {
	Naam, Slug string
	Procent    int
	Verwant    bool
}

// uitslag is an offer that was found, and why.
type uitslag struct {
	Naam, Organisatie, URL string
	Waarom                 []zoeken.Bijdrage
	Som                    float32
	Hoogste                float32 // points of the first one, to which all are compared
}

func (h Handler) proberen(w http.ResponseWriter, r *http.Request) error {
	s, err := h.lees(r)
	if err != nil {
		return err
	}
	return httpx.Render(w, r, http.StatusOK, proefblad(s.probeer(r.URL.Query().Get("q"))))
}

func (s stand) probeer(q string) proefpagina {
	p := proefpagina{Q: socialekaart.Kort(q), Onderwerpen: s.samen}
	if strings.TrimSpace(p.Q) == "" {
		return p
	}
	ix := s.kaart.Index()
	u := ix.Zoek(p.Q)
	p.Begrip, p.Totaal = u.Begrip, len(u.Treffers)
	for _, o := range u.Begrip.Onderwerpen {
		p.Herkend = append(p.Herkend, herkend{s.naam(o.Slug), o.Slug, int(min(o.Sterkte, 1)*100 + .5), o.Verwant})
	}
	for _, t := range u.Treffers[:min(len(u.Treffers), bovenste)] {
		a := s.kaart.Aanbod[t.Doc]
		x := uitslag{Naam: a.Naam, Organisatie: a.Organisatie.Naam, URL: web.Zoek("/aanbod/" + a.Slug), Waarom: ix.LegUit(p.Q, int(t.Doc)), Som: t.Score, Hoogste: u.Treffers[0].Score}
		x.Waarom = slices.DeleteFunc(x.Waarom, func(b zoeken.Bijdrage) bool { return max(b.Punten, -b.Punten) < .05 }) // shown as 0,0
		for i := range x.Waarom {
			b := &x.Waarom[i]
			if b.Soort == zoeken.SoortOnderwerp {
				b.Term = s.naam(b.Term)
			}
			if b.Woord == "" {
				b.Woord = "de hele vraag"
			}
		}
		p.Uitslagen = append(p.Uitslagen, x)
	}
	return p
}
