package lijst

import (
	"context"
	"net/http"
	"strings"
	"testing"

	"mantelpunt/internal/pgtest"
	"mantelpunt/internal/socialekaart/proef"

	"github.com/PuerkitoBio/goquery"
)

// maakLeeg empties the list and gives the page that says so, with what puts it back.
func (b *bezoeker) maakLeeg(paren ...string) (doc *goquery.Document, vorige string) {
	b.T.Helper()
	doc = b.Document(b.vraag(http.MethodPost, "/lijst", waarden(append(paren, "leeg", "ja")...)), http.StatusOK)
	if got := proef.TekstVan(doc, "[role=status]"); !strings.Contains(got, "Uw lijst is leeg") || doc.Find(".mz-leeg").Length() != 1 {
		b.T.Errorf("after emptying: %q", got)
	}
	return doc, doc.Find("[role=status] button[name=vorige]").AttrOr("value", "")
}

func TestAnEmptiedListComesBack(t *testing.T) {
	o := nieuweOpzet(t)
	for naam, b := range map[string]*bezoeker{"cookie": o.bezoeker(), "account": o.burger()} {
		t.Run(naam, func(t *testing.T) {
			b.stuur("/lijst", "aanbod", linde)
			b.stuur("/lijst", "aanbod", bus)
			if doc := b.lees("/lijst"); doc.Find(`form button[name=leeg][formaction="/lijst"]`).Length() != 1 {
				t.Error("no button to empty it")
			}
			_, vorige := b.maakLeeg("notitie-"+linde, "nog niet bewaard")
			if vorige == "" || strings.Contains(vorige, "linde") || b.koekje != nil {
				t.Errorf("the list is not closed, or stays behind: %q %v", vorige, b.koekje)
			}
			wilLijst(t, b.lees("/lijst"))
			b.stuur("/lijst", "aanbod", bieb) // a new list was begun meanwhile
			doc := b.stuur("/lijst", "vorige", vorige)
			wilLijst(t, doc, linde, bus, bieb)
			if doc.Find("textarea#notitie-"+linde).Text() != "nog niet bewaard" || !strings.Contains(proef.TekstVan(doc, "[role=status]"), "Uw lijst staat er weer") {
				t.Error("the note is gone, or nothing is said")
			}
			wilLijst(t, b.stuur("/lijst", "vorige", vorige), linde, bus, bieb) // pressed twice
			b.maakLeeg()
			if _, vorige := b.maakLeeg(); vorige != "" {
				t.Error("an empty list can be put back")
			}
		})
	}
}

// The list of an account has no bound of a cookie, and comes back whole.
func TestALargeListComesBack(t *testing.T) {
	o := nieuweOpzet(t)
	b := o.burger()
	var l Lijst
	for _, s := range []string{linde, bieb, bus} {
		l.Regels = append(l.Regels, Regel{s, strings.Repeat("日", MaxNotitie)})
	}
	for len(l.Regels) < MaxAanbod {
		l.Regels = append(l.Regels, Regel{strings.Repeat("a", 20+len(l.Regels)), strings.Repeat("本", MaxNotitie)})
	}
	if _, err := (Store{DB: o.Store.DB, Kluis: o.kluis}).Wijzig(t.Context(), o.Gemeente.ID, b.wie.ID, func(in *Lijst) error { *in = l; return nil }); err != nil {
		t.Fatal(err)
	}
	_, vorige := b.maakLeeg()
	if doc := b.stuur("/lijst", "vorige", vorige); len(opLijst(doc)) != MaxAanbod || doc.Find("textarea#notitie-"+bus).Text() != strings.Repeat("日", MaxNotitie) {
		t.Errorf("%d came back", len(opLijst(doc)))
	}
}

// What somebody else emptied opens nowhere.
func TestTheListOfSomebodyElseDoesNotComeBack(t *testing.T) {
	o := nieuweOpzet(t)
	b := o.bezoeker()
	b.stuur("/lijst", "aanbod", linde)
	_, vorige := b.maakLeeg()
	elders := o.bezoeker()
	elders.gemeente = o.Andere
	for naam, c := range map[string]struct {
		b *bezoeker
		v string
	}{"account": {o.burger(), vorige}, "another gemeente": {elders, vorige}, "changed": {b, "A" + vorige}, "empty": {b, ""}, "text": {b, "%%%"}} {
		doc := c.b.Document(c.b.vraag(http.MethodPost, "/lijst", waarden("vorige", c.v)), http.StatusUnprocessableEntity)
		if !strings.Contains(proef.TekstVan(doc, "[data-error-summary]"), "niet meer terugzetten") {
			t.Errorf("%s: %s", naam, proef.TekstVan(doc, "main"))
		}
		wilLijst(t, c.b.lees("/lijst"))
	}
}

// After a list was given, the next mantelzorger begins with an empty one.
func TestAConsulentBeginsTheNextList(t *testing.T) {
	o := nieuweOpzet(t)
	b := o.bezoeker()
	b.wie = proef.Consulent
	if _, err := pgtest.Eigenaar(t, o.Store.Pool).Exec(context.Background(), `INSERT INTO gebruiker (id, email, naam) VALUES ($1, 'cas@proef.example', 'Cas')`, b.wie.ID); err != nil {
		t.Fatal(err)
	}
	const knop = "form[action='/lijst'] button.nl-button--primary[name=leeg]"
	if b.stuur("/lijst", "aanbod", linde).Find(knop).Length() != 0 {
		t.Error("offered before anything was given")
	}
	for naam, doc := range map[string]*goquery.Document{
		"link": b.Document(b.vraag(http.MethodPost, "/lijst/link", waarden("groet", "gesprek")), http.StatusOK),
		"mail": b.stuur("/lijst/mail", "email", "jan@voorbeeld.example"),
	} {
		if doc.Find(knop).Length() != 1 {
			t.Errorf("%s: %s", naam, proef.TekstVan(doc, "main"))
		}
	}
	_, vorige := b.maakLeeg()
	wilLijst(t, b.stuur("/lijst", "aanbod", bieb), bieb)
	wilLijst(t, b.stuur("/lijst", "vorige", vorige), linde, bieb)

	bez := o.bezoeker()
	bez.stuur("/lijst", "aanbod", linde)
	if bez.Document(bez.vraag(http.MethodPost, "/lijst/link", nil), http.StatusOK).Find(knop).Length() != 0 {
		t.Error("a visitor makes lists for others")
	}
}
