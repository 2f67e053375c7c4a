package informatiepunt

import (
	"encoding/xml"
	"errors"
	"net/http"
	"net/url"
	"regexp"
	"slices"
	"strings"
	"testing"

	"mantelpunt/internal/onderwerp"
	"mantelpunt/internal/toegang"

	"github.com/PuerkitoBio/goquery"
)

func TestHome(t *testing.T) {
	p := nieuweProef(t, lang(), bladzijde("ben-ik-mantelzorger", Algemeen, 1), bladzijde("hulplijnen", Algemeen, 2), bladzijde("jonge-mantelzorgers", "emotionele-steun", 1))
	p.kader.NuBereikbaar = "tot 17.00 uur"
	d := p.pagina(t, "/", http.StatusOK)
	if d.Find("main form[role=search][action='/aanbod'] input[name=q][type=search]").Length() != 1 {
		t.Error("search form")
	}
	if d.Find("header form[role=search]").Length() != 0 {
		t.Error("two search boxes")
	}
	if n := d.Find(".mz-task").Length(); n != 6 {
		t.Errorf("%d task cards", n)
	}
	for _, href := range []string{"/informatie/even-vrijaf", "/aanbod?thema=praktische-hulp", "/aanbod?thema=financiele-regelingen", "/aanbod?q=werk+en+mantelzorg",
		"/aanbod?q=dementie", "/verklaring", "/contact", "/informatie/jonge-mantelzorgers", "/informatie/ben-ik-mantelzorger", "/informatie/hulplijnen", "tel:112", "tel:113", "tel:+31599000123"} {
		if d.Find("main a[href='"+href+"']").Length() == 0 {
			t.Errorf("no link to %s", href)
		}
	}
	if n := d.Find("main a[href='tel:112']").Length(); n != 1 {
		t.Errorf("the emergency line stands there %d times", n)
	}
	contact := d.Find("section[aria-labelledby=spreken]").Text()
	if !strings.Contains(contact, "Nu bereikbaar tot 17.00 uur") || strings.Contains(contact, "gesloten") {
		t.Errorf("contact: %q", contact)
	}
	themas := d.Find("section[aria-labelledby=themas] li").Map(func(_ int, s *goquery.Selection) string {
		return s.Find("h3").Text() + ": " + strings.TrimSpace(s.Find(".mz-getal").Text())
	})
	if want := []string{"Leren en trainen: 1 mogelijkheid", "Hulp in huis en onderweg: 2 mogelijkheden"}; !slices.Equal(themas, want) {
		t.Errorf("%q, want %q", themas, want)
	}
	if d.Find("meta[name=description]").AttrOr("content", "") == "" {
		t.Error("no description for search engines")
	}
}

func TestHomeWithLess(t *testing.T) {
	p := nieuweProef(t)
	p.aanbod.aantallen, p.aanbod.err = nil, errors.New("de sociale kaart is weg")
	p.eigen = map[string]map[string]string{"nl": {"informatiepunt.home.kop1": "Welkom."}}
	d := p.pagina(t, "/", http.StatusOK)
	if n := d.Find("section[aria-labelledby=themas] li").Length(); n != 8 || d.Find(".mz-getal").Length() != 0 {
		t.Errorf("%d themes, or numbers that nobody counted", n)
	}
	if d.Find("main a[href^='/informatie/']").Length() != 0 {
		t.Error("a link to a page that does not exist")
	}
	if d.Find(".mz-band a.nl-button[href='/contact']").Length() != 1 || d.Find("main a[href='/aanbod?doelgroep=jonge-mantelzorgers']").Length() != 1 {
		t.Error("without pages the home page leads to contact and the offers")
	}
	if !strings.HasPrefix(d.Find("h1").Text(), "Welkom.") {
		t.Error("own words of the gemeente are not used")
	}
	if tekst := d.Find("section[aria-labelledby=spreken]").Text(); !strings.Contains(tekst, "Nu gesloten. Bel maandag, 9.00–17.00 uur.") {
		t.Errorf("%q", tekst)
	}
	p.kader.Telefoon = ""
	if d := p.pagina(t, "/", http.StatusOK); d.Find("main .mz-phone").Length() != 0 {
		t.Error("a telephone link without a number")
	}
}

func TestPage(t *testing.T) {
	vormen := bladzijde("vormen", "vervangende-mantelzorg", 20)
	p := nieuweProef(t, vormen, lang(), bladzijde("elders", Algemeen, 1))
	d := p.pagina(t, "/informatie/even-vrijaf", http.StatusOK)
	for selector, want := range map[string]string{
		"h1":                           "Even vrijaf",
		"title":                        "Even vrijaf | Mantelpunt Veldwaarde",
		".nl-paragraph--lead":          "Iemand neemt de zorg over.",
		".mz-crumbs li:nth-child(3) a": "Informatie",
		"time[datetime='2026-11-02']":  "Laatst gecontroleerd op 2 november 2026",
		".mz-share .mz-zacht":          "Bron: Wmo 2015",
		"nav[aria-labelledby=op-deze-pagina] a[href='#kop-inhoud']": "Inhoud",
		".mz-prose h2#kop-wat-kost-het":                             "Wat kost het?",
		".mz-prose table td:first-child":                            "Dag",
		".mz-prose a[href='https://www.hetcak.nl'][rel]":            "elders",
		"section[aria-labelledby=verder] li:first-child a":          "Titel van vormen",
		"section[aria-labelledby=spreken] .mz-phone":                "0599-00 01 23",
	} {
		if got := strings.Join(strings.Fields(d.Find(selector).Text()), " "); got != want {
			t.Errorf("%s: %q, want %q", selector, got, want)
		}
	}
	if got := d.Find("meta[name=description]").AttrOr("content", ""); got != "Iemand neemt de zorg over." {
		t.Errorf("description %q", got)
	}
	if !strings.Contains(d.Find(".mz-prose").Text(), "<script>alert(1)</script>") {
		t.Error("HTML in the text must be shown as text")
	}
	if n := d.Find("section[aria-labelledby=verder] li").Length(); n != 2 {
		t.Errorf("%d links under Verder lezen", n)
	}
	if d.Find("main [lang]").Length() != 0 {
		t.Error("Dutch in Dutch needs no lang")
	}
	if d := p.pagina(t, "/informatie/vormen", http.StatusOK); d.Find("#op-deze-pagina").Length() != 0 {
		t.Error("a short page needs no table of contents")
	}
	if d := p.pagina(t, "/informatie/elders", http.StatusOK); d.Find("#verder").Length() != 0 {
		t.Error("nothing to read on, yet a heading for it")
	}
}

func TestUnknownPage(t *testing.T) {
	p := nieuweProef(t, lang())
	for _, pad := range []string{"/informatie/bestaat-niet", "/informatie/even-vrijaf%00", "/informatie/%2e%2e", "/informatie/EVEN-VRIJAF"} {
		p.pagina(t, pad, http.StatusNotFound)
	}
}

func TestEnglish(t *testing.T) {
	p := nieuweProef(t, lang(), bladzijde("vormen", "vervangende-mantelzorg", 20))
	d := p.pagina(t, "/en/informatie/even-vrijaf", http.StatusOK)
	if d.Find("html[lang=en]").Length() != 1 || d.Find("[lang=nl] > h1").Length() != 1 || d.Find(".mz-prose[lang=nl] a[href='/en/informatie/vormen']").Length() != 1 {
		t.Error("language of the page, or of its links")
	}
	if got := strings.TrimSpace(d.Find(".mz-pagehead .mz-iconline").Text()); got != "This page is in Dutch only. Call us if you would like us to explain it." {
		t.Errorf("%q", got)
	}
	if got := d.Find("time").Text(); got != "Last checked on 2 November 2026" {
		t.Errorf("%q", got)
	}
	if d := p.pagina(t, "/en/informatie", http.StatusOK); d.Find("ul[lang=nl] a[href='/en/informatie/vormen']").Length() != 1 || d.Find(".mz-iconline").Length() != 1 {
		t.Error("overview in English")
	}
	d = p.pagina(t, "/en/", http.StatusOK)
	d.Find("main a[href^='/'], main form").Each(func(_ int, s *goquery.Selection) {
		if pad := s.AttrOr("href", s.AttrOr("action", "")); !strings.HasPrefix(pad, "/en/") {
			t.Errorf("%s leaves English", pad)
		}
	})
}

func TestOverview(t *testing.T) {
	p := nieuweProef(t, lang(), bladzijde("vormen", "vervangende-mantelzorg", 20), bladzijde("begrippen", Algemeen, 1), bladzijde("wetwijzer", "informatie-en-advies", 1))
	d := p.pagina(t, "/informatie", http.StatusOK)
	koppen := d.Find("main h2").Map(func(_ int, s *goquery.Selection) string { return s.Text() })
	if want := []string{"Over mantelzorg", "Uitleg en advies", "Even vrijaf"}; !slices.Equal(koppen, want) {
		t.Errorf("%q, want %q", koppen, want)
	}
	if n := d.Find("section[aria-labelledby=thema-vervangende-mantelzorg] .mz-task").Length(); n != 2 {
		t.Errorf("%d pages", n)
	}
	if d.Find("meta[name=description]").AttrOr("content", "") == "" {
		t.Error("no description for search engines")
	}
	if d := nieuweProef(t).pagina(t, "/informatie", http.StatusOK); d.Find("main a[href='/contact']").Length() != 1 {
		t.Error("a gemeente without pages must lead on")
	}
}

// Addresses of the portal; every link of these pages leads to one of them.
var bekend = regexp.MustCompile(`^/(en/)?(informatie(/[a-z-]+)?|aanbod|verklaring|controleren|contact|lijst|mijn|inloggen|privacy|toegankelijkheid)?$|^/beheer/inloggen$`)

func TestEveryLinkLeadsSomewhere(t *testing.T) {
	p := nieuweProef(t, lang(), bladzijde("vormen", "vervangende-mantelzorg", 20), bladzijde("ben-ik-mantelzorger", Algemeen, 1))
	for _, pad := range []string{"/", "/en/", "/informatie", "/informatie/even-vrijaf", "/en/informatie/even-vrijaf"} {
		d := p.pagina(t, pad, http.StatusOK)
		d.Find("a[href]").Each(func(_ int, s *goquery.Selection) {
			u, err := url.Parse(s.AttrOr("href", ""))
			switch {
			case err != nil:
				t.Errorf("%s: %v", pad, err)
			case u.Scheme != "" || u.Path == "":
				if u.Fragment != "" && d.Find("[id='"+u.Fragment+"']").Length() != 1 {
					t.Errorf("%s: #%s does not exist", pad, u.Fragment)
				}
			case !bekend.MatchString(u.Path):
				t.Errorf("%s: link to %s, which nobody serves", pad, u)
			case strings.Contains(u.Path, "/informatie"):
				p.pagina(t, u.Path, http.StatusOK)
			}
		})
	}
}

func TestSitemapAndRobots(t *testing.T) {
	p := nieuweProef(t, lang())
	w := p.vraag("/sitemap.xml")
	var kaart adressen
	if err := xml.Unmarshal(w.Body.Bytes(), &kaart); err != nil || w.Header().Get("Content-Type") != "application/xml; charset=utf-8" {
		t.Fatal(err)
	}
	locs := map[string]string{}
	for _, u := range kaart.URL {
		locs[u.Loc] = u.Lastmod
	}
	const wortel = "https://mantelzorg.veldwaarde.example"
	for _, pad := range []string{"/", "/informatie", "/aanbod?thema=praktische-hulp", "/informatie/even-vrijaf", "/aanbod/logeerhuis"} {
		if _, ok := locs[wortel+pad]; !ok {
			t.Errorf("%s is not in the sitemap", pad)
		}
	}
	if locs[wortel+"/informatie/even-vrijaf"] == "" {
		t.Error("a page has no date")
	}
	if locs[wortel+"/aanbod/logeerhuis"] != "2026-11-02" {
		t.Error("an offer has no date")
	}
	p.aanbod.err = errors.New("de sociale kaart is weg")
	if w := p.vraag("/sitemap.xml"); w.Code != http.StatusOK || !strings.Contains(w.Body.String(), "/informatie/even-vrijaf") {
		t.Error("the sitemap needs the offers")
	}
	robots := p.vraag("/robots.txt").Body.String()
	for _, regel := range []string{"User-agent: *", "Disallow: /beheer", "Disallow: /mijn", "Disallow: /en/mijn", "Disallow: /v/", "Sitemap: " + wortel + "/sitemap.xml"} {
		if !slices.Contains(strings.Split(robots, "\n"), regel) {
			t.Errorf("robots.txt lacks %q", regel)
		}
	}
}

func TestPublishedPageIsSeenAtOnce(t *testing.T) {
	p := nieuweProef(t, lang())
	p.pagina(t, "/informatie/nieuw", http.StatusNotFound)
	nieuw := bladzijde("nieuw", Algemeen, 1)
	p.publiceer(t, nieuw)
	p.pagina(t, "/informatie/nieuw", http.StatusOK)
	nieuw.Tekst = "Gewijzigde tekst."
	p.publiceer(t, nieuw)
	if d := p.pagina(t, "/informatie/nieuw", http.StatusOK); !strings.Contains(d.Find(".mz-prose").Text(), "Gewijzigde tekst.") {
		t.Error("the old version is still shown")
	}
}

func TestPagesStayUpWithoutDatabase(t *testing.T) {
	p := nieuweProef(t, lang())
	p.pagina(t, "/", http.StatusOK)
	p.pool.Close()
	for _, pad := range []string{"/", "/informatie", "/informatie/even-vrijaf"} {
		p.pagina(t, pad, http.StatusOK)
	}
	p.id++ // a gemeente that nobody visited yet
	for _, pad := range []string{"/", "/informatie", "/informatie/even-vrijaf", "/sitemap.xml"} {
		if w := p.vraag(pad); w.Code != http.StatusServiceUnavailable {
			t.Errorf("%s: status %d", pad, w.Code)
		}
	}
}

func TestWhatMayBeKept(t *testing.T) {
	p := nieuweProef(t, lang())
	for soort, want := range map[toegang.Soort]string{toegang.Bezoeker: "no-cache", toegang.Burger: "private, no-store", toegang.Medewerker: "private, no-store"} {
		p.persoon = toegang.Persoon{Soort: soort}
		for _, pad := range []string{"/", "/informatie", "/informatie/even-vrijaf"} {
			if got := p.vraag(pad).Header().Get("Cache-Control"); got != want {
				t.Errorf("%s for %q: %q, want %q", pad, soort, got, want)
			}
		}
	}
}

func TestPagesAreFoundByWhatPeopleSay(t *testing.T) {
	vrijaf := bladzijde("even-vrijaf", "vervangende-mantelzorg", 1)
	vrijaf.Titel, vrijaf.Samenvatting, vrijaf.Tekst = "Even vrijaf van de zorg", "Zo regelt u respijtzorg.", "Iemand neemt de zorg een middag over. Dat heet respijtzorg."
	parkeren := bladzijde("parkeren", "praktische-hulp", 1)
	parkeren.Titel, parkeren.Samenvatting, parkeren.Tekst = "Parkeren", "De kaart waarmee u dichtbij parkeert.", "Met een gehandicaptenparkeerkaart parkeert u dichtbij."
	p := nieuweProef(t, vrijaf, parkeren)
	h := Handler{Boeken: NieuweBoeken(p.store, p.wachter, onderwerp.NieuweStore(p.store.DB).Woordenboek)}
	ctx := toegang.MetGemeente(t.Context(), toegang.Gemeente{ID: p.id})
	for vraag, eerste := range map[string]string{"respijtzorg": "/informatie/even-vrijaf", "oppas": "/informatie/even-vrijaf", "invalidekaart": "/informatie/parkeren", "parkeerkaart": "/informatie/parkeren", "xqzzk": ""} {
		uit, n, err := h.Zoek(ctx, vraag, 3)
		switch {
		case err != nil:
			t.Fatal(err)
		case eerste == "" && n == 0:
		case len(uit) == 0 || uit[0].URL != eerste:
			t.Errorf("%s: %+v of %d", vraag, uit, n)
		}
	}
	if uit, n, _ := h.Zoek(ctx, "zorg", 1); len(uit) > 1 || n < len(uit) {
		t.Errorf("%d of %d", len(uit), n)
	}
}
