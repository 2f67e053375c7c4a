package lijst

import (
	"context"
	"net/http"
	"net/netip"
	"strings"
	"testing"
	"time"

	"mantelpunt/internal/mail"
	"mantelpunt/internal/pgtest"
	"mantelpunt/internal/socialekaart/proef"
)

func TestALinkOpensTheListElsewhere(t *testing.T) {
	o := nieuweOpzet(t)
	b := o.bezoeker()
	if w := b.vraag(http.MethodPost, "/lijst/link", nil); w.Code != http.StatusUnprocessableEntity {
		t.Errorf("a link to nothing: %d", w.Code)
	}
	b.stuur("/lijst", "aanbod", linde)
	b.stuur("/lijst/wijzig", "notitie-"+linde, "alleen voor mij", "doe", "bewaar")
	maak := func(paren ...string) string {
		doc := b.Document(b.vraag(http.MethodPost, "/lijst/link", waarden(paren...)), http.StatusOK)
		_, pad, _ := strings.Cut(doc.Find("#link").Text(), "/lijst/gedeeld/")
		if len(pad) != 22 {
			t.Fatalf("link %q", doc.Find("#link").Text())
		}
		return "/lijst/gedeeld/" + pad
	}
	zonder, met := maak(), maak("notities", "ja")
	ander := o.bezoeker()
	ander.stuur("/lijst", "aanbod", bus)
	w := ander.vraag(http.MethodGet, zonder, nil)
	if got := w.Header().Get("Referrer-Policy"); got != "strict-origin" {
		t.Errorf("Referrer-Policy %s", got)
	}
	doc := ander.Document(w, http.StatusOK)
	if strings.Contains(doc.Text(), "alleen voor mij") || !strings.Contains(doc.Text(), "Logeerhuis De Linde") || doc.Find(`meta[name=robots][content=noindex]`).Length() != 1 {
		t.Error("the shared list shows too much or too little")
	}
	if doc := ander.lees(met); !strings.Contains(doc.Text(), "alleen voor mij") {
		t.Error("the notes did not go along")
	}
	wilLijst(t, ander.lees("/lijst"), bus) // opening changes nothing
	wilLijst(t, ander.stuur(zonder), bus, linde)
	for _, pad := range []string{"/lijst/gedeeld/AAAAAAAAAAAAAAAAAAAAAA", "/lijst/gedeeld/x", zonder[:len(zonder)-1]} {
		if w := ander.vraag(http.MethodGet, pad, nil); w.Code != http.StatusNotFound {
			t.Errorf("%s: %d", pad, w.Code)
		}
	}
	vreemd := o.bezoeker()
	vreemd.gemeente = o.Andere
	if w := vreemd.vraag(http.MethodGet, zonder, nil); w.Code != http.StatusNotFound {
		t.Errorf("another gemeente: %d", w.Code)
	}
	o.nu = o.nu.Add(Deeltijd + time.Minute)
	if w := ander.vraag(http.MethodGet, zonder, nil); w.Code != http.StatusNotFound {
		t.Errorf("after its term: %d", w.Code)
	}
}

func TestAConsulentMakesAListForSomebody(t *testing.T) {
	o := nieuweOpzet(t)
	b := o.bezoeker()
	b.wie = proef.Consulent
	if _, err := pgtest.Eigenaar(t, o.Store.Pool).Exec(context.Background(), `INSERT INTO gebruiker (id, email, naam) VALUES ($1, 'cas@proef.example', 'Cas')`, b.wie.ID); err != nil {
		t.Fatal(err)
	}
	b.stuur("/lijst", "aanbod", linde)
	doc := b.Document(b.vraag(http.MethodPost, "/lijst/link", waarden("groet", "gesprek")), http.StatusOK)
	_, token, _ := strings.Cut(doc.Find("#link").Text(), "/gedeeld/")
	if got := o.bezoeker().lees("/lijst/gedeeld/" + token); !strings.Contains(got.Text(), "in ons gesprek") || strings.Contains(got.Text(), "Cas") {
		t.Error(proef.TekstVan(got, "main"))
	}
	// a visitor cannot choose words that seem to come from the gemeente
	bez := o.bezoeker()
	bez.stuur("/lijst", "aanbod", linde)
	doc = bez.Document(bez.vraag(http.MethodPost, "/lijst/link", waarden("groet", "gesprek")), http.StatusOK)
	_, token, _ = strings.Cut(doc.Find("#link").Text(), "/gedeeld/")
	if got := o.bezoeker().lees("/lijst/gedeeld/" + token); strings.Contains(got.Text(), "in ons gesprek") {
		t.Error("a visitor speaks for the gemeente")
	}
}

func (o *opzet) brieven() (uit []mail.Bericht) {
	o.T.Helper()
	rows, err := pgtest.Eigenaar(o.T, o.Store.Pool).Query(context.Background(), `SELECT args FROM river_job WHERE kind = 'mail' ORDER BY id`)
	if err != nil {
		o.T.Fatal(err)
	}
	defer rows.Close()
	for rows.Next() {
		var args []byte
		if err := rows.Scan(&args); err != nil {
			o.T.Fatal(err)
		}
		b, err := mail.LeesTaak(o.kluis, args)
		if err != nil {
			o.T.Fatal(err)
		}
		uit = append(uit, b)
	}
	return uit
}

func TestSentByMail(t *testing.T) {
	o := nieuweOpzet(t)
	b := o.bezoeker()
	for _, c := range []struct{ aan, zin string }{{"jan@voorbeeld.example", "Er staat niets op uw lijst"}} {
		if doc := b.Document(b.vraag(http.MethodPost, "/lijst/mail", waarden("email", c.aan)), http.StatusUnprocessableEntity); !strings.Contains(doc.Text(), c.zin) {
			t.Errorf("%s: %s", c.aan, proef.TekstVan(doc, "main"))
		}
	}
	b.stuur("/lijst", "aanbod", linde)
	b.stuur("/lijst/wijzig", "notitie-"+linde, "moeder is vergeetachtig", "doe", "bewaar")
	for _, aan := range []string{"", "jan", "jan@lokaal", "Jan <jan@voorbeeld.example>", "jan@voorbeeld.example\nBcc: x@y.example", strings.Repeat("a", 200) + "@b.nl"} {
		doc := b.Document(b.vraag(http.MethodPost, "/lijst/mail", waarden("email", aan)), http.StatusUnprocessableEntity)
		if doc.Find("#email").Length() != 1 || doc.Find(".utrecht-form-field-error-message").Length() != 1 {
			t.Errorf("%q: no sentence beside the field", aan)
		}
	}
	b.stuur("/lijst/mail", "email", "jan@voorbeeld.example")
	post := o.brieven()
	if len(post) != 1 || post[0].Aan != "jan@voorbeeld.example" || strings.Contains(post[0].Onderwerp, "Linde") {
		t.Fatalf("%+v", post)
	}
	tekst := strings.Join(post[0].Alineas, "\n")
	if !strings.Contains(tekst, "Logeerhuis De Linde") || !strings.Contains(tekst, "0599-00 04 56") || strings.Contains(tekst, "vergeetachtig") {
		t.Error(tekst)
	}
	// one recipient gets few, from wherever it is asked
	n := 0
	for i := range 6 {
		b.adres = netip.AddrFrom4([4]byte{198, 51, 100, byte(i)})
		if w := b.vraag(http.MethodPost, "/lijst/mail", waarden("email", "JAN@voorbeeld.example")); w.Code == http.StatusTooManyRequests {
			n++
		}
	}
	if n != 4 {
		t.Errorf("%d of 6 more were refused", n)
	}
	// and one sender sends few
	n = 0
	b.adres = netip.MustParseAddr("203.0.113.9")
	for i := range 8 {
		if w := b.vraag(http.MethodPost, "/lijst/mail", waarden("email", string(rune('a'+i))+"@voorbeeld.example")); w.Code == http.StatusTooManyRequests {
			n++
		}
	}
	if n != 3 {
		t.Errorf("%d of 8 were refused", n)
	}
}
