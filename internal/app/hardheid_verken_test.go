package app_test

import (
	"maps"
	"net/http"
	"net/url"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/PuerkitoBio/goquery"
	"github.com/go-chi/chi/v5"
)

func (a *aanvaller) patroon(methode, pad string) string {
	rc := chi.NewRouteContext()
	if u, err := url.Parse(pad); err != nil || !a.v.app.Routes().Match(rc, methode, u.Path) {
		return ""
	}
	return strings.Replace(rc.RoutePattern(), "/*/", "/", 1)
}

// verken follows links to at most three pages of every route and notes what their
// forms and addresses hold.
func (a *aanvaller) verken(t *testing.T) {
	t.Helper()
	wacht, gezien, per := []string{a.start, "/", "/verklaring/aanvragen"}, map[string]bool{}, map[string]int{}
	for len(wacht) > 0 {
		pad := wacht[0]
		wacht = wacht[1:]
		patroon := a.patroon(http.MethodGet, pad)
		if gezien[pad] || patroon == "" || per[patroon] >= 3 || strings.HasPrefix(pad, "/static/") {
			continue
		}
		gezien[pad] = true
		per[patroon]++
		res := a.doe(http.MethodGet, pad, nil)
		a.keur(t, "GET "+pad, res)
		if naar := res.Header.Get("Location"); naar != "" {
			wacht = append(wacht, naar)
		}
		if u, _ := url.Parse(pad); res.StatusCode == 200 && u != nil {
			a.voorbeelden[patroon] = u.Path
			a.v.noteerVragen(patroon, slices.Collect(maps.Keys(u.Query())))
		}
		res.Find("a[href]").Each(func(_ int, s *goquery.Selection) {
			if href, _ := s.Attr("href"); strings.HasPrefix(href, "/") {
				wacht = append(wacht, strings.SplitN(href, "#", 2)[0])
			}
		})
		res.Find("form").Each(func(_ int, s *goquery.Selection) { a.noteerFormulier(pad, s) })
	}
}

func (v *vesting) noteerVragen(patroon string, namen []string) {
	if v.vragen[patroon] == nil {
		v.vragen[patroon] = map[string]bool{}
	}
	for _, n := range namen {
		v.vragen[patroon][n] = true
	}
}

func (a *aanvaller) noteerFormulier(pagina string, s *goquery.Selection) {
	actie, _ := s.Attr("action")
	if actie == "" {
		actie = pagina
	}
	waarden := url.Values{}
	s.Find("[name]").Each(func(_ int, veld *goquery.Selection) {
		naam, _ := veld.Attr("name")
		waarde, _ := veld.Attr("value")
		soort, _ := veld.Attr("type")
		_, aan := veld.Attr("checked")
		switch {
		case goquery.NodeName(veld) == "textarea":
			waarde = veld.Text()
		case goquery.NodeName(veld) == "select":
			waarde, _ = veld.Find("option[selected]").Attr("value")
		}
		if (soort == "checkbox" || soort == "radio") && !aan {
			waarden[naam] = append(waarden[naam], []string{}...)
			return
		}
		waarden.Add(naam, waarde)
	})
	if methode, _ := s.Attr("method"); !strings.EqualFold(methode, http.MethodPost) {
		a.v.noteerVragen(a.patroon(http.MethodGet, actie), slices.Collect(maps.Keys(waarden)))
		return
	}
	patroon := a.patroon(http.MethodPost, actie)
	a.formulieren[patroon] = formulier{pagina, actie, waarden}
	if a.v.velden[patroon] == nil {
		a.v.velden[patroon] = map[string]string{}
	}
	for naam := range waarden {
		a.v.velden[patroon][reTel.ReplaceAllString(naam, "-0-")] = naam
	}
}

var reTel = regexp.MustCompile(`-[0-9]+-`)

// tel says what was found, and fails when that is too little to be true.
func (v *vesting) tel(t *testing.T) {
	velden := 0
	for _, f := range v.velden {
		velden += len(f)
	}
	t.Logf("%d routes take a form, with %d fields; %d routes take a query", len(v.velden), velden, len(v.vragen))
	if len(v.velden) < 8 || velden < 40 {
		t.Errorf("%d forms with %d fields: the search is broken", len(v.velden), velden)
	}
}
