package web

import (
	"bytes"
	"context"
	"errors"
	"testing"
	"testing/fstest"

	"mantelpunt/internal/i18n"

	"github.com/PuerkitoBio/goquery"
)

func TestGrootte(t *testing.T) {
	for n, wil := range map[int][2]string{
		0: {"1 kB", "1 kB"}, 400: {"1 kB", "1 kB"}, 84_499: {"84 kB", "84 kB"}, 999_999: {"1,0 MB", "1.0 MB"},
		1_000_000: {"1,0 MB", "1.0 MB"}, 2_449_000: {"2,4 MB", "2.4 MB"}, 10 << 20: {"10,5 MB", "10.5 MB"},
	} {
		nl, en := Grootte(t.Context(), n), Grootte(i18n.MetTaal(t.Context(), "en"), n)
		if nl != wil[0] || en != wil[1] {
			t.Errorf("%d: %s, %s", n, nl, en)
		}
	}
}

// A field for files says what may be sent to who cannot see it, and Enter in another
// field takes no file away: the button that adds comes first.
func TestBestandsveld(t *testing.T) {
	lees := func(b Bestanden) *goquery.Document {
		var buf bytes.Buffer
		if err := Bestandsveld(b).Render(context.Background(), &buf); err != nil {
			t.Fatal(err)
		}
		doc, err := goquery.NewDocumentFromReader(&buf)
		if err != nil {
			t.Fatal(err)
		}
		return doc
	}
	b := Bestanden{ID: "papier", Label: "Uw papieren", Fout: "Te groot.", MaxMB: 10, Toegevoegd: []Toegevoegd{{"1", "a.pdf", 1, ""}, {"2", `"><script>.pdf`, 1, "/x"}}}
	doc := lees(b)
	veld := doc.Find(`input[type=file][name=papier][multiple]`)
	if veld.AttrOr("aria-describedby", "") != "papier-uitleg papier-fout" || veld.AttrOr("aria-invalid", "") != "true" || doc.Find("label[for=papier]").Length() != 1 {
		t.Error("the field is not described")
	}
	knoppen := doc.Find("button")
	if knoppen.Length() != 3 || knoppen.First().AttrOr("name", "") != "actie" || knoppen.Last().AttrOr("value", "") != "2" || doc.Find("script").Length() != 0 {
		t.Error(doc.Html())
	}
	b.Vol = true
	if doc := lees(b); doc.Find("input").Length() != 0 || doc.Find("#papier").Length() != 1 || doc.Find("button[name=verwijder]").Length() != 2 || doc.Find("#papier-fout").Length() != 1 {
		t.Error(doc.Html())
	}
}

func TestZonderHEIFEenBegrijpelijkeZin(t *testing.T) {
	if b, err := HEIF(); err != nil || !bytes.HasPrefix(b, []byte("\x00asm")) {
		t.Errorf("%d bytes, %v", len(b), err)
	}
	if _, err := heifVan(fstest.MapFS{}); !errors.Is(err, errGeenAssets) {
		t.Error(err)
	}
}
