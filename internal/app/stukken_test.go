package app_test

import (
	"io"
	"math/rand/v2"
	"net/http"
	"net/url"
	"regexp"
	"sync"
	"testing"

	"mantelpunt/internal/httpx"
	"mantelpunt/internal/pgtest"
)

// Whoever asks, in whatever order, a page that is made of pieces or kept is the page that
// somebody gets who has a page of his own, made as a whole.
func TestPiecesMakeTheSamePage(t *testing.T) {
	h := nieuwHuis(t, pgtest.Nieuw(t))
	c := &http.Client{Transport: &http.Transport{MaxIdleConnsPerHost: 8}, CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }}
	type plek struct{ gemeente, pad string }
	const koekje, gewoon, onverpakt = "Cookie", "Accept", "Accept-Encoding"
	eigen := httpx.VoorKoekje(false) + "=x"
	vraag := func(p plek, kop, waarde string) (status int, tekst string) {
		r, err := http.NewRequest(http.MethodGet, "http://"+h.adr+p.pad, nil)
		if err != nil {
			t.Error(err)
			return 0, ""
		}
		r.Host = p.gemeente + ".localhost:" + h.port
		r.Header.Set(kop, waarde)
		res, err := c.Do(r)
		if err != nil {
			t.Error(err)
			return 0, ""
		}
		defer func() { _ = res.Body.Close() }()
		b, err := io.ReadAll(res.Body)
		if err != nil {
			t.Error(err)
		}
		return res.StatusCode, string(b)
	}
	paden := []string{"/", "/aanbod", "/informatie", "/aanbod?pagina=2", "/aanbod?pagina=3&sorteer=naam", "/aanbod?postcode=9999zz&straal=5", "/aanbod?postcode=7991AA&straal=10&q=park", "/aanbod?straal=5",
		"/aanbod?thema=praktische-hulp", "/aanbod?open=nu", "/aanbod?soort=organisatie&q=zorg", "/aanbod?soort=pagina&q=zorg", "/aanbod?onbekend=1", "/aanbod?wijk=Zuid&wijk=Centrum", "/aanbod?wijk=Centrum&wijk=Zuid"}
	for _, q := range []string{"logeren", "zeppelin", "<b>x</b>", "parkinsen", "ik wil dood"} {
		zoek := "/aanbod?q=" + url.QueryEscape(q)
		paden = append(paden, zoek, zoek+"&pagina=2", zoek+"&voor=verwijzer")
	}
	for _, p := range []string{"/aanbod", "/informatie", "/aanbod?q=zorg"} {
		_, tekst := vraag(plek{"veldwaarde", p}, koekje, eigen)
		for _, m := range regexp.MustCompile(`href="(/(?:aanbod|organisaties|informatie)/[a-z0-9-]+)"`).FindAllStringSubmatch(tekst, -1) {
			paden = append(paden, m[1], m[1]+"?in-plaats-van=x")
		}
	}
	moet, alles := map[plek]string{}, []plek{}
	for _, pad := range paden {
		for _, p := range []plek{{"veldwaarde", pad}, {"lindemeer", pad}, {"veldwaarde", "/en" + pad}} {
			if _, al := moet[p]; al {
				continue
			}
			if status, tekst := vraag(p, koekje, eigen); status == http.StatusOK { // others name the request
				moet[p] = tekst
				alles = append(alles, p)
			}
		}
	}
	if len(alles) < 150 {
		t.Fatalf("only %d pages", len(alles))
	}
	var g sync.WaitGroup
	for i := range 4 {
		g.Go(func() {
			beurt := rand.New(rand.NewPCG(uint64(i), 1)) // #nosec G404 G115 -- an order
			for range 2 {
				for _, n := range beurt.Perm(len(alles)) {
					kop, waarde := gewoon, "*/*"
					if beurt.IntN(8) == 0 {
						kop, waarde = onverpakt, "identity"
					}
					_, tekst := vraag(alles[n], kop, waarde)
					if tekst == moet[alles[n]] {
						continue
					}
					if _, nu := vraag(alles[n], koekje, eigen); tekst != nu { // nor is it that of after the clock struck
						t.Errorf("%v: another page of %d bytes instead of %d", alles[n], len(tekst), len(nu))
					}
				}
			}
		})
	}
	g.Wait()
}
