package beheer

import (
	"context"
	"log/slog"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"mantelpunt/internal/fault"
	"mantelpunt/internal/jobs"
	"mantelpunt/internal/kluis"
	"mantelpunt/internal/mail"
	"mantelpunt/internal/onderwerp"
	"mantelpunt/internal/pgtest"
	"mantelpunt/internal/socialekaart"
	"mantelpunt/internal/socialekaart/proef"
	"mantelpunt/internal/socialekaart/tonen"
	"mantelpunt/internal/socialekaart/vinden"
	"mantelpunt/internal/toegang"

	"github.com/PuerkitoBio/goquery"
	"github.com/go-chi/chi/v5"
	"github.com/google/uuid"
	"github.com/jackc/pgx/v5/pgxpool"
	"github.com/riverqueue/river"
	gomail "github.com/wneessen/go-mail"
)

type geenMail struct{}

func (geenMail) Bezorg(context.Context, *gomail.Msg) error { return nil }

// instuursite is a site of two organisaties and an aanbieder of the first.
type instuursite struct {
	*proef.Site
	kluis     *kluis.Kluis
	eigenaar  *pgxpool.Pool
	aanbieder toegang.Persoon
	pad       string // of the offer of the aanbieder
	vreemd    string // of the offer of another
}

func nieuweInstuursite(t *testing.T) *instuursite {
	t.Helper()
	s := &instuursite{Site: proef.NieuweSite(t, proef.Logeerhuis(), proef.Eenvoudig("Bieb", "Bieb aan huis", "Boeken aan de deur.")), kluis: kluis.Proef(t)}
	ctx := context.Background()
	s.eigenaar = pgtest.Eigenaar(t, s.Store.Pool)
	workers := river.NewWorkers()
	mail.Voeg(workers, geenMail{}, s.kluis, "test@voorbeeld.example")
	rij, err := jobs.Nieuw(s.Store.Pool, workers, nil, slog.New(slog.DiscardHandler))
	if err != nil {
		t.Fatal(err)
	}
	h := Handler{Store: s.Store, Voorraad: s.Voorraad, Wijken: s, Flits: s, Web: s.Web, Post: mail.Post{Rij: rij, Kluis: s.kluis}, Onderwerpen: onderwerp.NieuweStore(s.Store.DB),
		Buren: func(context.Context) ([]Buur, error) { return nil, nil }}
	r := chi.NewRouter()
	h.Routes(r)
	vinden.Handler{Voorraad: s.Voorraad, Wijken: s, Web: s.Web}.Routes(r)
	tonen.Handler{Voorraad: s.Voorraad, Web: s.Web}.Routes(r)
	s.Routes = r
	a, err := s.Store.Haal(ctx, s.Gemeente.ID, s.ID("logeerhuis-de-linde"))
	if err != nil {
		t.Fatal(err)
	}
	s.aanbieder = toegang.Persoon{Soort: toegang.Medewerker, ID: uuid.Must(uuid.NewV7()), Naam: "Anna Aanbieder", Rollen: []toegang.Rol{toegang.Aanbieder}, Organisaties: []uuid.UUID{a.Organisatie.ID}}
	s.exec(`INSERT INTO gebruiker (id, email, naam) VALUES ($1, 'anna@thuis.example', 'Anna Aanbieder')`, s.aanbieder.ID)
	s.exec(`INSERT INTO lidmaatschap (gemeente_id, gebruiker_id, rol) VALUES ($1, $2, 'aanbieder')`, s.Gemeente.ID, s.aanbieder.ID)
	s.pad = "/beheer/aanbod/" + a.ID.String()
	s.vreemd = "/beheer/aanbod/" + s.ID("bieb-aan-huis").String()
	return s
}

func (s *instuursite) exec(sql string, args ...any) {
	s.T.Helper()
	if _, err := s.eigenaar.Exec(context.Background(), sql, args...); err != nil {
		s.T.Fatal(err)
	}
}

func (s *instuursite) haal() socialekaart.Aanbod {
	s.T.Helper()
	a, err := s.Store.Haal(context.Background(), s.Gemeente.ID, s.ID("logeerhuis-de-linde"))
	if err != nil {
		s.T.Fatal(err)
	}
	return a
}

// als gets a page as somebody.
func (s *instuursite) als(wie toegang.Persoon, pad string) *goquery.Document {
	s.T.Helper()
	return s.Document(s.Verzoek(wie, http.MethodGet, pad, nil), http.StatusOK)
}

// stuur fills the form in with another summary and presses a button.
func (s *instuursite) stuur(wie toegang.Persoon, samenvatting, actie string) {
	s.T.Helper()
	v := ingevuld(s.als(wie, s.pad))
	v.Set("samenvatting", samenvatting)
	v.Set("actie", actie)
	if w := s.Verzoek(wie, http.MethodPost, s.pad, v); w.Code != http.StatusSeeOther {
		s.T.Fatalf("%s: status %d: %.1500s", actie, w.Code, w.Body)
	}
}

// brieven are the mails that wait in the queue.
func (s *instuursite) brieven() (uit []mail.Bericht) {
	s.T.Helper()
	rows, err := s.eigenaar.Query(context.Background(), `SELECT args FROM river_job WHERE kind = 'mail' ORDER BY id`)
	if err != nil {
		s.T.Fatal(err)
	}
	defer rows.Close()
	for rows.Next() {
		var args []byte
		if err := rows.Scan(&args); err != nil {
			s.T.Fatal(err)
		}
		b, err := mail.LeesTaak(s.kluis, args)
		if err != nil {
			s.T.Fatal(err)
		}
		uit = append(uit, b)
	}
	return uit
}

func TestAanbiederSeesTheOwnOffersAlone(t *testing.T) {
	s := nieuweInstuursite(t)
	lijst := s.als(s.aanbieder, "/beheer/aanbod")
	if got := lijst.Find("tbody a").Map(func(_ int, s *goquery.Selection) string { return s.Text() }); !slices.Equal(got, []string{"Logeerhuis De Linde"}) || proef.TekstVan(lijst, "h1") != "Mijn aanbod" {
		t.Error(got)
	}
	doc := s.als(s.aanbieder, s.pad)
	if doc.Find(`button[value=publiceren], a[href$="/archiveren"]`).Length() != 0 || doc.Find(`button[value=insturen]`).Length() != 1 {
		t.Error("the wrong buttons")
	}
	s.als(s.aanbieder, s.pad+"/voorbeeld")
	goed := ingevuld(doc)
	goed.Set("actie", "publiceren")
	zonder := s.aanbieder
	zonder.Organisaties = nil
	for _, c := range []struct {
		naam         string
		wie          toegang.Persoon
		methode, pad string
		want         int
	}{
		{"publish", s.aanbieder, http.MethodPost, s.pad, 403}, {"archive", s.aanbieder, http.MethodPost, s.pad + "/archiveren", 403}, {"ask to archive", s.aanbieder, http.MethodGet, s.pad + "/archiveren", 403},
		{"judge", s.aanbieder, http.MethodPost, s.pad + "/beoordelen", 403}, {"compare", s.aanbieder, http.MethodGet, s.pad + "/beoordelen", 403},
		{"another", s.aanbieder, http.MethodGet, s.vreemd, 404}, {"save another", s.aanbieder, http.MethodPost, s.vreemd, 404}, {"preview another", s.aanbieder, http.MethodGet, s.vreemd + "/voorbeeld", 404},
		{"confirm another", s.aanbieder, http.MethodPost, s.vreemd + "/klopt", 404}, {"archive another", s.aanbieder, http.MethodPost, s.vreemd + "/archiveren", 403}, {"judge another", s.aanbieder, http.MethodPost, s.vreemd + "/beoordelen", 403},
		{"no organisatie", zonder, http.MethodGet, s.pad, 404}, {"consulent", proef.Consulent, http.MethodPost, s.pad + "/klopt", 403}, {"nobody", toegang.Persoon{}, http.MethodGet, s.pad + "/beoordelen", 403},
	} {
		if w := s.Verzoek(c.wie, c.methode, c.pad, goed); w.Code != c.want {
			t.Errorf("%s: status %d, want %d", c.naam, w.Code, c.want)
		}
	}
	if w := s.VerzoekBij(s.Andere, s.aanbieder, http.MethodGet, s.pad, nil); w.Code != http.StatusNotFound {
		t.Errorf("at another gemeente: %d", w.Code)
	}
	if a := s.haal(); a.Revisie != 1 || a.Status != socialekaart.Gepubliceerd {
		t.Errorf("%+v", a)
	}
	leeg := s.als(zonder, "/beheer/aanbod")
	if leeg.Find("tbody").Length() != 0 || !strings.Contains(proef.TekstVan(leeg, "main"), "nog geen aanbod voor u") {
		t.Error(proef.TekstVan(leeg, "main"))
	}
}

func TestSentInComparedAndPublished(t *testing.T) {
	s := nieuweInstuursite(t)
	s.Lees("/aanbod", http.StatusOK)
	s.stuur(s.aanbieder, "Met een tuin vol dolfijnen.", "concept")
	if a := s.haal(); a.TerBeoordelen != 0 || a.Status != socialekaart.Gepubliceerd || !a.IsConcept {
		t.Fatalf("%+v", a)
	}
	s.stuur(s.aanbieder, "Met een tuin vol dolfijnen!", "insturen")
	if a := s.haal(); a.TerBeoordelen != a.Revisie || a.Status != socialekaart.Gepubliceerd || time.Since(a.IngestuurdOp) > time.Minute {
		t.Fatalf("%+v", a)
	}
	if doc := s.Lees("/aanbod/logeerhuis-de-linde", http.StatusOK); strings.Contains(doc.Text(), "dolfijnen") || !strings.Contains(doc.Text(), "klein huis met zorg") {
		t.Error("visitors must see what was published")
	}
	if got := proef.TekstVan(s.als(s.aanbieder, s.pad), "main"); !strings.Contains(got, "U heeft dit ingestuurd") || !strings.Contains(got, "Wijziging ter beoordeling") {
		t.Error(got)
	}
	lijst := s.Beheer("/beheer/aanbod")
	if got := lijst.Find("tbody tr").First().Find("a").First().Text(); got != "Logeerhuis De Linde" || lijst.Find(`tbody tr a[href="`+s.pad+`/beoordelen"]`).Length() != 1 {
		t.Errorf("%q is on top", got)
	}
	if n := s.Beheer("/beheer/aanbod?status=ter_beoordeling").Find("tbody tr").Length(); n != 1 {
		t.Errorf("%d wait", n)
	}
	doc := s.Beheer(s.pad + "/beoordelen")
	rij := doc.Find("tbody tr")
	if rij.Length() != 1 || rij.Find("td").Eq(0).Text() != "Samenvatting" || !strings.Contains(rij.Find("td").Eq(1).Text(), "klein huis") || !strings.Contains(rij.Find("td").Eq(2).Text(), "dolfijnen!") {
		t.Error(proef.TekstVan(doc, "table"))
	}
	if w := s.Verzoek(proef.Redacteur, http.MethodPost, s.pad+"/beoordelen", url.Values{"actie": {"publiceren"}, "revisie": {doc.Find("input[name=revisie]").First().AttrOr("value", "")}}); w.Code != http.StatusSeeOther {
		t.Fatalf("%d %.1500s", w.Code, w.Body)
	}
	if doc := s.Lees("/aanbod?q=dolfijnen", http.StatusOK); !slices.Equal(proef.Namen(doc), []string{"Logeerhuis De Linde"}) {
		t.Error(proef.Namen(doc))
	}
	if a := s.haal(); a.TerBeoordelen != 0 || a.IsConcept {
		t.Errorf("%+v", a)
	}
	if w := s.Verzoek(proef.Redacteur, http.MethodGet, s.pad+"/beoordelen", nil); w.Header().Get("Location") != s.pad {
		t.Error("nothing to judge any more")
	}
	if len(s.brieven()) != 0 {
		t.Error("a mail went out")
	}
}

func TestSentBackWithASentence(t *testing.T) {
	s := nieuweInstuursite(t)
	s.stuur(s.aanbieder, "Wij zijn de beste!", "insturen")
	nr := s.Beheer(s.pad+"/beoordelen").Find("input[name=revisie]").First().AttrOr("value", "")
	form := func(zin string) url.Values { return url.Values{"actie": {"terug"}, "revisie": {nr}, "zin": {zin}} }
	for _, zin := range []string{"", " \n", strings.Repeat("x", maxZin+1)} {
		doc := s.Document(s.Verzoek(proef.Redacteur, http.MethodPost, s.pad+"/beoordelen", form(zin)), http.StatusUnprocessableEntity)
		if doc.Find("#zin-fout").Length() != 1 || doc.Find("#zin").Text() != strings.TrimSpace(zin) {
			t.Errorf("%.20q: %s", zin, proef.TekstVan(doc, "main"))
		}
	}
	const zin = "Schrijf <b>liever</b> wat er te doen is."
	if w := s.Verzoek(proef.Redacteur, http.MethodPost, s.pad+"/beoordelen", form(zin)); w.Code != http.StatusSeeOther {
		t.Fatalf("%d %.1500s", w.Code, w.Body)
	}
	if a := s.haal(); a.TerBeoordelen != 0 || a.TerugZin != zin || a.Status != socialekaart.Gepubliceerd || !a.IsConcept {
		t.Errorf("%+v", a)
	}
	brieven := s.brieven()
	if len(brieven) != 1 || brieven[0].Aan != "anna@thuis.example" || !slices.Contains(brieven[0].Alineas, zin) || strings.Contains(brieven[0].Onderwerp, "Linde") || !strings.HasSuffix(brieven[0].Link, s.pad) {
		t.Errorf("%+v", brieven)
	}
	doc := s.als(s.aanbieder, s.pad)
	if got := proef.TekstVan(doc, ".utrecht-alert--warning"); !strings.Contains(got, zin) || doc.Find("#samenvatting").Text() != "Wij zijn de beste!" {
		t.Error(got)
	}
	var audit string
	if err := s.eigenaar.QueryRow(context.Background(), `SELECT gegevens::text FROM audit WHERE wat = 'aanbod teruggestuurd' AND wie_naam = 'Roos Redacteur'`).Scan(&audit); err != nil || strings.Contains(audit, "liever") {
		t.Error(audit, err)
	}
	doc = s.Document(s.Verzoek(proef.Redacteur, http.MethodPost, s.pad+"/beoordelen", form("Nog eens.")), http.StatusConflict)
	if !strings.Contains(proef.TekstVan(doc, ".utrecht-alert--error"), "wacht niet meer") || len(s.brieven()) != 1 {
		t.Error(proef.TekstVan(doc, "main"))
	}
	s.stuur(s.aanbieder, "U logeert in een klein huis.", "insturen")
	if a := s.haal(); a.TerugZin != "" || a.TerBeoordelen == 0 {
		t.Errorf("%+v", a)
	}
	// who no longer works here gets no mail
	s.exec(`UPDATE lidmaatschap SET beeindigd_op = now()`)
	a := s.haal()
	if err := s.Store.StuurTerug(context.Background(), s.Gemeente.ID, a.ID, a.TerBeoordelen, "x", proef.Redacteur, nil); err != nil {
		t.Error(err)
	}
}

func TestNewOfferWaitsUnseen(t *testing.T) {
	s := nieuweInstuursite(t)
	if w := s.Verzoek(proef.Redacteur, http.MethodPost, s.pad+"/archiveren", nil); w.Code != http.StatusSeeOther {
		t.Fatal(w.Code)
	}
	s.stuur(s.aanbieder, "Wij zijn er weer.", "insturen")
	if a := s.haal(); a.Status != socialekaart.TerBeoordeling || a.TerBeoordelen == 0 {
		t.Errorf("%+v", a)
	}
	s.Lees("/aanbod/logeerhuis-de-linde", http.StatusGone) // it was there once
	doc := s.Beheer(s.pad + "/beoordelen")
	if !strings.Contains(proef.TekstVan(doc, "main"), "zien dit aanbod nog niet") || doc.Find("thead th").Length() != 2 || doc.Find("tbody tr").Length() < 15 {
		t.Error(proef.TekstVan(doc, "main"))
	}
	// a redacteur who mends it keeps it on top; an aanbieder who writes on takes it back
	s.stuur(proef.Redacteur, "Zij zijn er weer.", "concept")
	if a := s.haal(); a.Status != socialekaart.TerBeoordeling || a.TerBeoordelen != a.Revisie {
		t.Errorf("%+v", a)
	}
	s.stuur(s.aanbieder, "Wij zijn er bijna.", "concept")
	if a := s.haal(); a.Status != socialekaart.Concept || a.TerBeoordelen != 0 {
		t.Errorf("%+v", a)
	}
	s.Lees("/aanbod/logeerhuis-de-linde", http.StatusGone)
}

func TestStillRight(t *testing.T) {
	s := nieuweInstuursite(t)
	was := s.haal()
	klopt := func(wie toegang.Persoon) int {
		return s.Verzoek(wie, http.MethodPost, s.pad+"/klopt", url.Values{"basis": {s.als(wie, s.pad).Find("input[name=basis]").First().AttrOr("value", "")}}).Code
	}
	if code := klopt(s.aanbieder); code != http.StatusSeeOther {
		t.Fatal(code)
	}
	zichtbaar := func() socialekaart.Datum {
		in, ok, err := s.Store.Zichtbaar(context.Background(), s.Gemeente.ID, was.ID)
		if err != nil || !ok {
			t.Fatal(ok, err)
		}
		return in.GecontroleerdOp
	}
	if !zichtbaar().Equal(was.GecontroleerdOp.Time) {
		t.Error("the day moved before a redacteur published it")
	}
	if code := klopt(s.aanbieder); code != http.StatusConflict {
		t.Errorf("while it waits: %d", code)
	}
	doc := s.Beheer(s.pad + "/beoordelen")
	if got := doc.Find("tbody tr td").First().Text(); doc.Find("tbody tr").Length() != 1 || got != "Laatst gecontroleerd op" {
		t.Error(proef.TekstVan(doc, "table"))
	}
	nr := doc.Find("input[name=revisie]").First().AttrOr("value", "")
	if w := s.Verzoek(proef.Redacteur, http.MethodPost, s.pad+"/beoordelen", url.Values{"actie": {"publiceren"}, "revisie": {nr}}); w.Code != http.StatusSeeOther {
		t.Fatal(w.Code)
	}
	if !zichtbaar().Equal(vandaag(time.Now()).Time) {
		t.Errorf("checked on %s", zichtbaar())
	}
	s.exec(`UPDATE revisie SET inhoud = jsonb_set(inhoud, '{gecontroleerd_op}', '"2026-01-01"')`)
	if code := klopt(proef.Redacteur); code != http.StatusSeeOther || !zichtbaar().Equal(vandaag(time.Now()).Time) {
		t.Errorf("a redacteur publishes at once: %d %s", code, zichtbaar())
	}
	if w := s.Verzoek(s.aanbieder, http.MethodPost, s.pad+"/klopt", url.Values{}); w.Code != http.StatusBadRequest {
		t.Errorf("without a revisie: %d", w.Code)
	}
}

// An aanbieder and a redacteur who save at the same moment: one is first, the other
// hears so, and nothing is lost or published by accident.
func TestTwoSaveAtOnce(t *testing.T) {
	s := nieuweInstuursite(t)
	ctx, a := context.Background(), s.haal()
	for ronde := range 8 {
		basis := s.haal()
		var wg sync.WaitGroup
		fouten := make([]error, 2)
		doe := func(i int, wie toegang.Persoon, verder func(nr int) error) {
			wg.Go(func() {
				in := basis.Inhoud
				in.Samenvatting = wie.Naam
				nr, err := s.Store.Bewaar(ctx, s.Gemeente.ID, a.ID, basis.Revisie, in, wie)
				if err == nil && ronde%2 == 0 {
					err = verder(nr)
				}
				fouten[i] = err
			})
		}
		doe(0, s.aanbieder, func(nr int) error { return s.Store.StuurIn(ctx, s.Gemeente.ID, a.ID, nr, s.aanbieder) })
		doe(1, proef.Redacteur, func(nr int) error { return s.Store.Publiceer(ctx, s.Gemeente.ID, a.ID, nr, proef.Redacteur) })
		wg.Wait()
		na := s.haal()
		if (fouten[0] == nil) == (fouten[1] == nil) || na.Revisie != basis.Revisie+1 {
			t.Fatalf("round %d: %v and %v, revisie %d after %d", ronde, fouten[0], fouten[1], na.Revisie, basis.Revisie)
		}
		eerste, verloor := "Anna Aanbieder", 1
		if fouten[0] != nil {
			eerste, verloor = "Roos Redacteur", 0
		}
		if err := fouten[verloor]; !fault.Is(err, fault.Conflict) || !strings.HasPrefix(fault.Tekst(err), eerste) || na.Samenvatting != eerste {
			t.Errorf("round %d: %v, and %q stands", ronde, err, na.Samenvatting)
		}
	}
	// what was sent in is judged in the version that was read
	s.stuur(s.aanbieder, "Versie een.", "insturen")
	oud := s.haal().TerBeoordelen
	s.stuur(s.aanbieder, "Versie twee.", "insturen")
	for _, actie := range []string{"publiceren", "terug"} {
		w := s.Verzoek(proef.Redacteur, http.MethodPost, s.pad+"/beoordelen", url.Values{"actie": {actie}, "revisie": {strconv.Itoa(oud)}, "zin": {"Nee."}})
		doc := s.Document(w, http.StatusConflict)
		if !strings.Contains(proef.TekstVan(doc, ".utrecht-alert--error"), "Anna Aanbieder") || !strings.Contains(proef.TekstVan(doc, "table"), "Versie twee.") {
			t.Errorf("%s: %s", actie, proef.TekstVan(doc, "main"))
		}
	}
}
