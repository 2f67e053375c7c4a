package demo

import (
	"context"
	"io/fs"
	"log/slog"
	"maps"
	"net/http"
	"net/http/httptest"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"mantelpunt/internal/app"
	"mantelpunt/internal/config"
	"mantelpunt/internal/informatiepunt"
	"mantelpunt/internal/kluis"
	"mantelpunt/internal/mail"
	"mantelpunt/internal/onderwerp"
	"mantelpunt/internal/pgtest"
	"mantelpunt/internal/socialekaart"
	"mantelpunt/internal/zegel"
	"mantelpunt/internal/zoeken"

	"github.com/jackc/pgx/v5"
)

// hulplijnen are the national numbers that the content must give. The words
// find the line in the content.
var hulplijnen = map[string]string{
	"Alarmnummer 112":        "112",
	"113 Zelfmoordpreventie": "0800-0113",
	"Veilig Thuis":           "0800-2000",
	"De Luisterlijn":         "088 0767 000",
	"De Kindertelefoon":      "0800-0432",
	"MantelzorgNL":           "030 760 60 55",
	"Alzheimer Nederland":    "0800-5088",
	"Het Juridisch Loket":    "0800-8020",
	"MIND":                   "0900-1450",
}

func goed(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

func TestThereIsEnoughToWalkThrough(t *testing.T) {
	for i, wil := range []struct{ aanbod, organisaties, wijken, paginas int }{{120, 45, 6, 20}, {40, 20, 4, 8}} {
		d := gemeenten[i]
		rijen, err := d.aanbod(time.Now())
		goed(t, err)
		paginas, err := d.paginas()
		goed(t, err)
		organisaties, slugs, themas := map[string]bool{}, map[string]bool{}, map[string]int{}
		for _, r := range rijen {
			organisaties[r.Organisatie.Slug] = true
			if slugs[r.Slug] {
				t.Errorf("%s: two offers are called %s", d.gemeente.Naam, r.Slug)
			}
			slugs[r.Slug] = true
			for _, code := range r.Inhoud.Codes("thema") {
				themas[code]++
			}
		}
		if len(rijen) < wil.aanbod || len(organisaties) < wil.organisaties || len(d.gemeente.Wijken) < wil.wijken || len(paginas) < wil.paginas {
			t.Errorf("%s has %d offers of %d organisations, %d wijken and %d pages; want at least %+v",
				d.gemeente.Naam, len(rijen), len(organisaties), len(d.gemeente.Wijken), len(paginas), wil)
		}
		for _, thema := range socialekaart.Themas {
			if themas[thema] == 0 {
				t.Errorf("%s has nothing for %s", d.gemeente.Naam, thema)
			}
		}
	}
}

func TestEveryOfferIsComplete(t *testing.T) {
	onderwerpen := onderwerp.Standaard()
	for _, d := range gemeenten {
		rijen, err := d.aanbod(time.Now())
		goed(t, err)
		for _, r := range rijen {
			fouten := append(socialekaart.Controleer(r.Inhoud), socialekaart.Opmerkingen(r.Inhoud)...)
			for _, f := range append(fouten, socialekaart.ControleerOrganisatie(r.Organisatie)...) {
				t.Errorf("%s, %s: %s", d.gemeente.Naam, r.Slug, f.Tekst)
			}
			for _, f := range socialekaart.Adviezen(r.Inhoud) {
				t.Errorf("%s, %s: %s", d.gemeente.Naam, r.Slug, f.Tekst)
			}
			for _, code := range r.Inhoud.Codes("onderwerp") {
				if !slices.ContainsFunc(onderwerpen, func(o zoeken.Onderwerp) bool { return o.Slug == code }) {
					t.Errorf("%s, %s: the onderwerp %q does not exist", d.gemeente.Naam, r.Slug, code)
				}
			}
			if n := utf8.RuneCountInString(r.Inhoud.Samenvatting); n > 200 {
				t.Errorf("%s, %s: a samenvatting of %d characters", d.gemeente.Naam, r.Slug, n)
			}
			for _, wijk := range r.Inhoud.Werkgebied {
				if !slices.Contains(d.gemeente.Wijken, wijk) {
					t.Errorf("%s, %s: the wijk %q does not exist", d.gemeente.Naam, r.Slug, wijk)
				}
			}
		}
	}
}

var (
	reNummer = regexp.MustCompile(`\b(0[0-9]{2,3}[- ][0-9][0-9 -]{4,}[0-9]|0[89]00[- ]?[0-9][0-9 ]+[0-9])\b`)
	reMobiel = regexp.MustCompile(`\b06[- ]?[0-9]{2} ?[0-9]{2} ?[0-9]{2}`)
	reEmail  = regexp.MustCompile(`[\w.+-]+@[\w.-]+\w`)
)

// A number in the demo is that of a national helpline or cannot exist, and so is
// an e-mail address: nobody real is called or written to because of us.
func TestNumbersAndAddressesAreNobodys(t *testing.T) {
	n := 0
	fictief := map[string]string{"veldwaarde": "0599-00 ", "lindemeer": "0598-00 "}
	goed(t, fs.WalkDir(inhoud, ".", func(pad string, e fs.DirEntry, err error) error {
		if err != nil || e.IsDir() {
			return err
		}
		b, err := inhoud.ReadFile(pad)
		if err != nil {
			return err
		}
		tekst, slug := string(b), strings.Split(pad, "/")[1]
		for _, oud := range []string{"Mezzo", "Sensoor", "0900-0767", "0900 0767", "AWBZ", "Stichting Korrelatie"} {
			if strings.Contains(tekst, oud) {
				t.Errorf("%s: %s is out of date", pad, oud)
			}
		}
		for _, nummer := range reNummer.FindAllString(tekst, -1) {
			n++
			landelijk := slices.ContainsFunc(slices.Collect(maps.Values(hulplijnen)), func(n string) bool { return cijfers(n) == cijfers(nummer) })
			if !landelijk && !strings.HasPrefix(nummer, fictief[slug]) {
				t.Errorf("%s: the number %s is of somebody else", pad, nummer)
			}
		}
		for _, nummer := range reMobiel.FindAllString(tekst, -1) {
			if !strings.HasPrefix(nummer, "06-00 00 ") { // given to nobody
				t.Errorf("%s: the number %s is of somebody else", pad, nummer)
			}
		}
		for _, email := range reEmail.FindAllString(tekst, -1) {
			if !strings.HasSuffix(email, ".example") {
				t.Errorf("%s: the address %s", pad, email)
			}
		}
		return nil
	}))
	if n < 200 {
		t.Errorf("only %d numbers found: the search is broken", n)
	}
}

func cijfers(s string) string {
	return strings.Map(func(r rune) rune {
		if r < '0' || r > '9' {
			return -1
		}
		return r
	}, s)
}

func TestHelplines(t *testing.T) {
	for _, d := range gemeenten {
		rijen, err := d.aanbod(time.Now())
		goed(t, err)
		gezien := map[string]bool{}
		for _, r := range rijen {
			if !r.Inhoud.Landelijk {
				continue
			}
			nummer, bekend := hulplijnen[r.Organisatie.Naam]
			if !bekend {
				t.Errorf("%s: %s is national and stands in no table", d.gemeente.Naam, r.Organisatie.Naam)
			}
			gezien[r.Organisatie.Naam] = true
			for _, staat := range []string{r.Inhoud.Contact.Telefoon, r.Organisatie.Telefoon} {
				if staat != nummer {
					t.Errorf("%s, %s: %s, want %s", d.gemeente.Naam, r.Slug, staat, nummer)
				}
			}
		}
		paginas, err := d.paginas()
		goed(t, err)
		i := slices.IndexFunc(paginas, func(p informatiepunt.Pagina) bool { return p.Slug == "hulplijnen" })
		if i < 0 {
			t.Fatalf("%s has no page with helplines", d.gemeente.Naam)
		}
		for naam, nummer := range hulplijnen {
			if !gezien[naam] && nummer != "112" {
				t.Errorf("%s has no offer of %s", d.gemeente.Naam, naam)
			}
			if !strings.Contains(paginas[i].Tekst, nummer) {
				t.Errorf("%s: %s is not on the page with helplines", d.gemeente.Naam, nummer)
			}
		}
	}
}

var reLink = regexp.MustCompile(`\]\((/[^)\s]*)\)`)

// The demo as it is served: filling it twice changes nothing, and what it links to
// is there.
func TestVul(t *testing.T) {
	t.Parallel()
	ctx := context.Background()
	pool := pgtest.Nieuw(t)
	eigenaar := pgtest.Eigenaar(t, pool)
	cfg, err := config.Lees(func(string) string { return "" })
	goed(t, err)
	cfg.TLS = false
	cfg.Sleutels, cfg.Zegels = kluis.ProefSleutel(t), zegel.ProefMap(t, "veldwaarde", "lindemeer")
	a, err := app.Nieuw(ctx, cfg, pool, slog.New(slog.DiscardHandler), app.Opties{Bezorger: &mail.Postbus{Map: t.TempDir()}})
	goed(t, err)
	nu := time.Now()
	goed(t, Vul(ctx, a, nu))
	t.Logf("filled in %s", time.Since(nu).Round(time.Millisecond))
	toestanden(t, a, nu)
	gezocht(t, a, nu)
	gemeld(t, a)
	stand := func() (regels []string) {
		rows, err := eigenaar.Query(ctx, `
			SELECT 'gemeente ' || g::text FROM gemeente g UNION ALL SELECT 'aanbod ' || a::text FROM aanbod a UNION ALL SELECT 'revisie ' || r::text FROM revisie r
			UNION ALL SELECT 'pagina ' || p::text FROM pagina_versie p UNION ALL SELECT 'gebruiker ' || u::text FROM gebruiker u UNION ALL SELECT 'aanvraag ' || v::text FROM aanvraag v
			UNION ALL SELECT 'zoekvraag ' || z::text FROM zoekvraag z UNION ALL SELECT 'mail ' || j.id FROM river_job j UNION ALL SELECT 'audit ' || x.nr FROM audit x ORDER BY 1`)
		goed(t, err)
		regels, err = pgx.CollectRows(rows, pgx.RowTo[string])
		goed(t, err)
		return regels
	}
	eerst := stand()
	goed(t, Vul(ctx, a, time.Now().AddDate(0, 0, 1)))
	if daarna := stand(); !slices.Equal(eerst, daarna) {
		t.Errorf("filling the demo again changed it: %d rows became %d", len(eerst), len(daarna))
	}

	// what stopped, and what Lindemeer has for Veldwaarde too
	for pad, status := range map[string]int{"veldwaarde.localhost/aanbod/mantelzorgcafe-zuid": http.StatusMovedPermanently, "veldwaarde.localhost/aanbod/nachtcafe-mantelzorgers": http.StatusGone,
		"veldwaarde.localhost/aanbod/hospice-de-vaart": http.StatusOK, "veldwaarde.localhost/aanbod/regiolijn-mantelzorg": http.StatusOK, "lindemeer.localhost/aanbod/hospice-de-veldbloem": http.StatusNotFound} {
		w := httptest.NewRecorder()
		if a.Handler.ServeHTTP(w, httptest.NewRequest(http.MethodGet, "http://"+pad, nil)); w.Code != status {
			t.Errorf("%s answers %d, want %d", pad, w.Code, status)
		}
	}

	gezien := map[string]bool{}
	for _, d := range gemeenten {
		paginas, err := d.paginas()
		goed(t, err)
		for _, p := range paginas {
			adressen := []string{"/informatie/" + p.Slug}
			for _, m := range reLink.FindAllStringSubmatch(p.Tekst, -1) {
				adressen = append(adressen, m[1])
			}
			for _, adres := range adressen {
				if gezien[d.gemeente.Slug+adres] {
					continue
				}
				gezien[d.gemeente.Slug+adres] = true
				w := httptest.NewRecorder()
				a.Handler.ServeHTTP(w, httptest.NewRequest(http.MethodGet, "http://"+d.gemeente.Slug+".localhost"+adres, nil))
				if w.Code != http.StatusOK {
					t.Errorf("%s, page %s: %s answers %d", d.gemeente.Naam, p.Slug, adres, w.Code)
				}
				if strings.Contains(adres, "?q=") && !strings.Contains(w.Body.String(), "mz-result") {
					t.Errorf("%s, page %s: %s finds nothing", d.gemeente.Naam, p.Slug, adres)
				}
			}
		}
	}
	if len(gezien) < 60 {
		t.Errorf("only %d links found: the search is broken", len(gezien))
	}
	for _, m := range Mantelzorgers() {
		if Staf(m.Gemeente) == nil {
			t.Errorf("%s is a carer of %q, which has no staff", m.Email, m.Gemeente)
		}
	}
}
