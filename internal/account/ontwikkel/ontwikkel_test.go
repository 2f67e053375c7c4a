package ontwikkel

import (
	"context"
	"errors"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"
	"time"

	"mantelpunt/internal/account"
	"mantelpunt/internal/httpx"
	"mantelpunt/internal/kluis"
	"mantelpunt/internal/mail"
	"mantelpunt/internal/pgtest"
	"mantelpunt/internal/postgres"
	"mantelpunt/internal/toegang"

	"github.com/PuerkitoBio/goquery"
	"github.com/go-chi/chi/v5"
)

type postbus []mail.Brief

func (p postbus) Brieven(max int) ([]mail.Brief, error) {
	if p == nil {
		return nil, errors.New("postbus stuk")
	}
	return p[:min(max, len(p))], nil
}

type dev struct {
	t   *testing.T
	h   Handler
	wie toegang.Persoon // who logged in
}

func nieuw(t *testing.T) *dev {
	t.Helper()
	t.Parallel()
	ctx, pool := context.Background(), pgtest.Nieuw(t)
	if _, err := pool.Exec(ctx, `INSERT INTO gemeente (slug, naam, cbs_code) VALUES ('a', 'Aadorp', 'GM0001')`); err != nil {
		t.Fatal(err)
	}
	s := account.Store{DB: postgres.DB{Pool: pool}, Kluis: kluis.Proef(t)}
	for _, naam := range []string{"Mia", "Weg"} {
		id, err := s.MaakGebruiker(ctx, naam+"@aadorp.example", naam, "een lang wachtwoord")
		if err == nil {
			err = s.GeefRol(ctx, 1, id, toegang.Consulent)
		}
		if err == nil && naam == "Weg" {
			err = s.Deactiveer(ctx, id)
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	d := &dev{t: t}
	d.h = Handler{
		Accounts: s,
		Begin: func(w http.ResponseWriter, r *http.Request, p toegang.Persoon) error {
			d.wie = p
			return httpx.Naar(w, r, "/")
		},
		Mantelzorgers: []Mantelzorger{{"a", "jan@voorbeeld.example", "Jan", "zorgt voor zijn vrouw"}, {"b", "els@voorbeeld.example", "Els", "woont elders"}},
		AppGeheim:     []byte("12345678901234567890"),
		Web:           &httpx.Afhandelaar{Log: slog.New(slog.DiscardHandler)},
		Postbus: postbus{
			{ID: "2-001", Aan: "jan@voorbeeld.example", Onderwerp: "Uw code", Op: time.Now(), Tekst: "Met deze code:\r\n\r\n    012345\r\n\r\nKlik op https://a.example/v/1?x=<y> of (https://a.example/w).\r\n"},
			{ID: "1-001", Onderwerp: "Uw aanvraag", Op: time.Now(), Tekst: "Dag"},
		},
	}
	return d
}

func (d *dev) doe(methode, pad string, form url.Values) (*httptest.ResponseRecorder, *goquery.Document) {
	d.t.Helper()
	r := chi.NewRouter()
	d.h.Routes(r)
	req := httptest.NewRequest(methode, pad, strings.NewReader(form.Encode()))
	req.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	w := httptest.NewRecorder()
	r.ServeHTTP(w, req.WithContext(toegang.MetGemeente(req.Context(), toegang.Gemeente{ID: 1, Slug: "a", Naam: "Aadorp"})))
	doc, err := goquery.NewDocumentFromReader(strings.NewReader(w.Body.String()))
	if err != nil {
		d.t.Fatal(err)
	}
	return w, doc
}

func TestEveryPageSaysThatItIsAStandIn(t *testing.T) {
	d := nieuw(t)
	for _, pad := range []string{"/dev/inloggen", "/dev/mail", "/dev/mail/2-001"} {
		w, doc := d.doe("GET", pad, nil)
		if w.Code != 200 || !strings.Contains(doc.Find("main .utrecht-alert--warning h2").Text(), "stand-in") || !strings.Contains(doc.Find("title").Text(), "stand-in") || doc.Find("main h1").Length() != 1 {
			t.Errorf("%s: %d %s", pad, w.Code, doc.Find("main").Text())
		}
	}
}

func TestOneClickLogsIn(t *testing.T) {
	d := nieuw(t)
	_, doc := d.doe("GET", "/dev/inloggen", nil)
	if got := doc.Find("main form").Length(); got != 2 {
		t.Fatalf("%d people to log in as, want Jan and Mia", got)
	}
	if got := doc.Find("#appcode").Text(); len(got) != 6 || strings.Trim(got, "0123456789") != "" {
		t.Errorf("%q is no code to log in with", got)
	}
	doc.Find("main form").Each(func(_ int, f *goquery.Selection) {
		form := url.Values{}
		f.Find("input").Each(func(_ int, i *goquery.Selection) { form.Set(i.AttrOr("name", ""), i.AttrOr("value", "")) })
		if w, _ := d.doe("POST", f.AttrOr("action", ""), form); w.Code != 303 || d.wie.Email != form.Get("email") || string(d.wie.Soort) != form.Get("soort") {
			t.Errorf("%v: %d %+v", form, w.Code, d.wie)
		}
	})
	d.wie = toegang.Persoon{}
	for _, form := range []url.Values{
		{"soort": {"burger"}, "email": {"els@voorbeeld.example"}}, {"soort": {"burger"}, "email": {"x@voorbeeld.example"}},
		{"soort": {"medewerker"}, "email": {"weg@aadorp.example"}}, {"soort": {"medewerker"}, "email": {"jan@voorbeeld.example"}}, {},
	} {
		if w, _ := d.doe("POST", "/dev/inloggen", form); w.Code != 404 || d.wie.Soort != "" {
			t.Errorf("%v: %d", form, w.Code)
		}
	}
}

func TestMailbox(t *testing.T) {
	d := nieuw(t)
	_, doc := d.doe("GET", "/dev/mail", nil)
	var onderwerpen []string
	doc.Find("main li h2 a").Each(func(_ int, a *goquery.Selection) {
		onderwerpen = append(onderwerpen, a.Text()+" "+a.AttrOr("href", ""))
	})
	if strings.Join(onderwerpen, ", ") != "Uw code /dev/mail/2-001, Uw aanvraag /dev/mail/1-001" || doc.Find("main li strong").Text() != "012345" {
		t.Errorf("%v %s", onderwerpen, doc.Find("main").Text())
	}
	_, doc = d.doe("GET", "/dev/mail/2-001", nil)
	if doc.Find("#code").Text() != "012345" {
		t.Error("the code must be easy to copy")
	}
	var links []string
	doc.Find("article a").Each(func(_ int, a *goquery.Selection) { links = append(links, a.AttrOr("href", "")) })
	if strings.Join(links, " ") != "https://a.example/v/1?x= https://a.example/w" || !strings.Contains(doc.Find("article").Text(), "<y> of (") {
		t.Errorf("%v %s", links, doc.Find("article").Text())
	}
	if w, _ := d.doe("GET", "/dev/mail/..%2fgeheim", nil); w.Code != 404 {
		t.Error(w.Code)
	}
	d.h.Postbus = postbus{}
	if _, doc = d.doe("GET", "/dev/mail", nil); doc.Find(".mz-leeg").Length() != 1 {
		t.Error("an empty mailbox says so")
	}
	d.h.Postbus = postbus(nil)
	for _, pad := range []string{"/dev/mail", "/dev/mail/1"} {
		if w, _ := d.doe("GET", pad, nil); w.Code != 500 {
			t.Error(w.Code)
		}
	}
}
