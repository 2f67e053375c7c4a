package lijst

import (
	"context"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"net/netip"
	"net/url"
	"slices"
	"strings"
	"testing"
	"time"

	"mantelpunt/internal/fault"
	"mantelpunt/internal/httpx"
	"mantelpunt/internal/jobs"
	"mantelpunt/internal/kluis"
	"mantelpunt/internal/mail"
	"mantelpunt/internal/pgtest"
	"mantelpunt/internal/socialekaart/proef"
	"mantelpunt/internal/toegang"
	"mantelpunt/web"

	"github.com/PuerkitoBio/goquery"
	"github.com/google/uuid"
	"github.com/riverqueue/river"
	gomail "github.com/wneessen/go-mail"
)

type geenMail struct{}

func (geenMail) Bezorg(context.Context, *gomail.Msg) error { return nil }

// opzet is a site with the pages of the list and a clock that can be moved.
type opzet struct {
	*proef.Site
	kluis *kluis.Kluis
	nu    time.Time
}

func nieuweOpzet(t *testing.T) *opzet {
	t.Helper()
	o := &opzet{Site: proef.NieuweSite(t, proef.Logeerhuis(), proef.Eenvoudig("Bieb", "Bieb aan huis", "Boeken aan de deur."), proef.Eenvoudig("Welzijn", "Boodschappenbus", "De bus.")),
		kluis: kluis.Proef(t), nu: time.Date(2026, 11, 23, 12, 0, 0, 0, time.UTC)}
	workers := river.NewWorkers()
	mail.Voeg(workers, geenMail{}, o.kluis, "test@voorbeeld.example")
	rij, err := jobs.Nieuw(o.Store.Pool, workers, nil, slog.New(slog.DiscardHandler))
	if err != nil {
		t.Fatal(err)
	}
	o.Hang(Nieuw(Store{DB: o.Store.DB, Kluis: o.kluis}, o.Voorraad, mail.Post{Rij: rij, Kluis: o.kluis}, o.Web, func() time.Time { return o.nu }, false))
	return o
}

// bezoeker is a browser: it keeps the cookie.
type bezoeker struct {
	*opzet
	wie      toegang.Persoon
	gemeente toegang.Gemeente
	koekje   *http.Cookie
	adres    netip.Addr
}

func (o *opzet) bezoeker() *bezoeker {
	return &bezoeker{opzet: o, gemeente: o.Gemeente, adres: netip.MustParseAddr("192.0.2.1")}
}

func (o *opzet) burger() *bezoeker {
	b := o.bezoeker()
	b.wie = toegang.Persoon{Soort: toegang.Burger, ID: uuid.Must(uuid.NewV7())}
	_, err := pgtest.Eigenaar(o.T, o.Store.Pool).Exec(context.Background(), `INSERT INTO burger (gemeente_id, id) VALUES ($1, $2)`, o.Gemeente.ID, b.wie.ID)
	if err != nil {
		o.T.Fatal(err)
	}
	return b
}

func (b *bezoeker) vraag(methode, pad string, v url.Values) *httptest.ResponseRecorder {
	b.T.Helper()
	r := httptest.NewRequest(methode, pad, strings.NewReader(v.Encode()))
	if methode == http.MethodPost {
		r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	}
	if b.koekje != nil {
		r.AddCookie(b.koekje)
	}
	ctx := toegang.MetAdres(toegang.MetPersoon(toegang.MetGemeente(r.Context(), b.gemeente), b.wie), b.adres)
	w := httptest.NewRecorder()
	b.Routes.ServeHTTP(w, r.WithContext(web.MetKader(ctx, web.Kader{Gemeente: b.gemeente.Naam})))
	for _, c := range w.Result().Cookies() {
		if c.Name == httpx.LijstKoekje(false) {
			if b.koekje = c; c.MaxAge < 0 {
				b.koekje = nil
			}
		}
	}
	return w
}

func (b *bezoeker) lees(pad string) *goquery.Document {
	b.T.Helper()
	return b.Document(b.vraag(http.MethodGet, pad, nil), http.StatusOK)
}

// stuur sends a form that must succeed and reads the page that it leads to.
func (b *bezoeker) stuur(pad string, paren ...string) *goquery.Document {
	b.T.Helper()
	w := b.vraag(http.MethodPost, pad, waarden(paren...))
	if w.Code != http.StatusSeeOther {
		b.T.Fatalf("%s: status %d\n%.1500s", pad, w.Code, w.Body.String())
	}
	naar, _, _ := strings.Cut(w.Header().Get("Location"), "#")
	return b.lees(naar)
}

func waarden(paren ...string) url.Values {
	v := url.Values{}
	for i := 0; i+1 < len(paren); i += 2 {
		v.Add(paren[i], paren[i+1])
	}
	return v
}

const linde, bieb, bus = "logeerhuis-de-linde", "bieb-aan-huis", "boodschappenbus"

func opLijst(doc *goquery.Document) []string {
	return doc.Find("li.mz-result").Map(func(_ int, s *goquery.Selection) string { return s.AttrOr("id", "") })
}

func wilLijst(t *testing.T, doc *goquery.Document, want ...string) {
	t.Helper()
	if got := opLijst(doc); !slices.Equal(got, want) {
		t.Errorf("on the list: %q, want %q", got, want)
	}
}

func TestPickNoteOrderRemove(t *testing.T) {
	o := nieuweOpzet(t)
	b := o.bezoeker()
	if doc := b.lees("/lijst"); doc.Find(".mz-leeg").Length() != 1 || b.koekje != nil {
		t.Error("an empty list must say what to do and leave no cookie")
	}
	doc := b.stuur("/lijst", "aanbod", linde, "terug", "/aanbod?q=logeren")
	if href, _ := doc.Find("[role=status] a").Attr("href"); href != "/aanbod?q=logeren" {
		t.Errorf("the way back leads to %q", href)
	}
	if again := b.lees("/lijst"); again.Find("[role=status]").Length() != 0 {
		t.Error("it is said twice")
	}
	b.stuur("/lijst", "aanbod", bieb)
	b.stuur("/lijst", "aanbod", linde)
	wilLijst(t, b.stuur("/lijst", "aanbod", bus), linde, bieb, bus)
	doc = b.stuur("/lijst/wijzig", "notitie-"+linde, "Dinsdag bellen", "notitie-"+bieb, "", "doe", "omhoog:"+bus)
	wilLijst(t, doc, linde, bus, bieb)
	if got := doc.Find("textarea#notitie-" + linde).Text(); got != "Dinsdag bellen" {
		t.Errorf("the note is gone when something moves: %q", got)
	}
	doc = b.stuur("/lijst/wijzig", "doe", "weg:"+linde)
	wilLijst(t, doc, bus, bieb)
	doc = b.stuur("/lijst", "terugzetten", "ja")
	wilLijst(t, doc, linde, bus, bieb)
	if got := doc.Find("textarea#notitie-" + linde).Text(); got != "Dinsdag bellen" {
		t.Errorf("put back without its note: %q", got)
	}
	// a second tab, with an older page, changes what it names and nothing else
	wilLijst(t, b.stuur("/lijst/wijzig", "notitie-weg", "x", "doe", "omlaag:bestaat-niet"), linde, bus, bieb)
}

func TestWrongNotesComeBackAsTyped(t *testing.T) {
	b := nieuweOpzet(t).bezoeker()
	b.stuur("/lijst", "aanbod", linde)
	lang := strings.Repeat("a", MaxNotitie+1)
	doc := b.Document(b.vraag(http.MethodPost, "/lijst/wijzig", waarden("notitie-"+linde, lang, "doe", "bewaar")), http.StatusUnprocessableEntity)
	if doc.Find("textarea#notitie-"+linde).Text() != lang || doc.Find(`.utrecht-form-field-error-message`).Length() != 1 || doc.Find(`a[href="#notitie-`+linde+`"]`).Length() != 1 {
		t.Error("the note, the sentence beside it or the summary is missing")
	}
	if w := b.vraag(http.MethodPost, "/lijst", waarden("aanbod", "bestaat-niet")); w.Code != http.StatusNotFound {
		t.Errorf("an offer that isn't there: %d", w.Code)
	}
}

func TestCookieOfSomebodyElse(t *testing.T) {
	o := nieuweOpzet(t)
	b := o.bezoeker()
	b.stuur("/lijst", "aanbod", linde)
	if strings.Contains(b.koekje.Value, "linde") || !b.koekje.HttpOnly || b.koekje.SameSite != http.SameSiteLaxMode {
		t.Errorf("%+v", b.koekje)
	}
	goed := *b.koekje
	for naam, waarde := range map[string]string{"changed": goed.Value[:40] + string(goed.Value[40]^1) + goed.Value[41:], "cut": goed.Value[:20], "empty": "", "text": "%%%", "long": strings.Repeat("A", 5000)} {
		b.koekje = &http.Cookie{Name: goed.Name, Value: waarde}
		if doc := b.lees("/lijst"); doc.Find(".mz-leeg").Length() != 1 {
			t.Errorf("%s: a list shows", naam)
		}
	}
	b.koekje, b.gemeente = &goed, o.Andere
	if doc := b.lees("/lijst"); doc.Find(".mz-leeg").Length() != 1 {
		t.Error("the list of one gemeente opens in another")
	}
}

func TestTooMuchForACookie(t *testing.T) {
	b := nieuweOpzet(t).bezoeker()
	var v []string
	for _, s := range []string{linde, bieb, bus} {
		b.stuur("/lijst", "aanbod", s)
		v = append(v, "notitie-"+s, strings.Repeat("日本", 100)) // 600 bytes each
	}
	wilLijst(t, b.stuur("/lijst/wijzig", append(v, "doe", "bewaar")...), linde, bieb, bus)
	var i inhoud
	for n := range MaxAanbod {
		i.Regels = append(i.Regels, Regel{strings.Repeat("a", 20+n), strings.Repeat("日", 190)})
	}
	r := httptest.NewRequest(http.MethodGet, "/lijst", nil)
	r = r.WithContext(toegang.MetGemeente(r.Context(), b.Gemeente))
	err := (Handler{Kluis: b.kluis}).schrijf(httptest.NewRecorder(), r, i)
	if !fault.Is(err, fault.Invalid) || fault.Tekst(err) == "" {
		t.Errorf("%v", err)
	}
}

func TestAnAccountKeepsTheList(t *testing.T) {
	o := nieuweOpzet(t)
	b := o.burger()
	wie := b.wie
	b.wie = toegang.Persoon{}
	b.stuur("/lijst", "aanbod", bieb)
	b.stuur("/lijst/wijzig", "notitie-"+bieb, "leuk", "doe", "bewaar")
	b.wie = wie // logs in
	doc := b.lees("/lijst")
	wilLijst(t, doc, bieb)
	if doc.Find("textarea").Text() != "leuk" {
		t.Error("the note did not come along")
	}
	elders := o.bezoeker() // the same person on another device
	elders.wie = wie
	wilLijst(t, elders.stuur("/lijst", "aanbod", linde), bieb, linde)
	wilLijst(t, b.lees("/lijst"), bieb, linde)
	b.wie, b.koekje = toegang.Persoon{}, nil
	wilLijst(t, b.lees("/lijst")) // logged out: nothing stays behind
	var n int
	if err := o.Store.Van(o.Gemeente.ID).QueryRow(context.Background(), `SELECT count(*) FROM bewaarlijst WHERE inhoud::text ILIKE '%leuk%' OR encode(inhoud, 'escape') ILIKE '%leuk%'`).Scan(&n); err != nil || n != 0 {
		t.Errorf("a note can be read in the table: %d %v", n, err)
	}
	if _, ok := elders.wieNogMeer(); ok {
		t.Error("another person sees the list")
	}
}

// wieNogMeer reads the list of another account.
func (b *bezoeker) wieNogMeer() ([]string, bool) {
	ander := b.burger()
	l := opLijst(ander.lees("/lijst"))
	return l, len(l) > 0
}

func TestWhatIsGoneIsTold(t *testing.T) {
	o := nieuweOpzet(t)
	b := o.bezoeker()
	b.stuur("/lijst", "aanbod", bus)
	if err := o.Store.Archiveer(context.Background(), o.Gemeente.ID, o.ID(bus), uuid.Nil, proef.Redacteur); err != nil {
		t.Fatal(err)
	}
	doc := b.lees("/lijst")
	wilLijst(t, doc, bus)
	if !strings.Contains(proef.TekstVan(doc, "li.mz-result"), "staat niet meer in de gids") {
		t.Error(proef.TekstVan(doc, "li.mz-result"))
	}
}
