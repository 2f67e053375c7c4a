package informatiepunt

import (
	"context"
	"strings"

	"mantelpunt/internal/zoeken"
	"mantelpunt/web"
)

// Woordenboek gives the words by which people search in a gemeente.
type Woordenboek func(ctx context.Context, gemeenteID int) (*zoeken.Woordenboek, error)

// maxOnderwerpen is how many onderwerpen a page is taken to be about.
const maxOnderwerpen = 3

// zoekdocument is what is searched of a page. A page has no onderwerpen of its own:
// those that its words point to are taken.
func (b *blad) zoekdocument(w *zoeken.Woordenboek) zoeken.Document {
	d := zoeken.Document{Velden: []zoeken.Veld{
		{Tekst: b.Titel, Gewicht: 3, Deelbaar: true}, {Tekst: b.Samenvatting, Gewicht: 2, Deelbaar: true}, {Tekst: b.Tekst, Gewicht: 1, Deelbaar: true},
	}}
	if b.Thema != Algemeen {
		d.Thema = b.Thema
	}
	d.Onderwerpen = w.Voorstel(d, maxOnderwerpen)
	return d
}

// indexeer makes the pages of a Boek findable.
func (b *Boek) indexeer(w *zoeken.Woordenboek) {
	docs := make([]zoeken.Document, len(b.paginas))
	for i, p := range b.paginas {
		docs[i] = p.zoekdocument(w)
	}
	b.index = zoeken.Nieuw(docs, w)
	b.bytes = b.schat()
}

// Gevonden is a page that answers a question.
type Gevonden struct{ Titel, URL, Tekst string }

// voldoende is the part of the best score that a page must have: with few pages nearly
// every word is somewhere, and what hardly fits is no answer.
const voldoende = 0.3

// Zoek gives at most n pages of the gemeente of ctx for a question, the best first,
// and how many there are.
func (h Handler) Zoek(ctx context.Context, vraag string, n int) ([]Gevonden, int, error) {
	b, err := h.boek(ctx)
	if err != nil {
		return nil, 0, err
	}
	treffers := b.index.Antwoord(vraag).Treffers
	for i, t := range treffers {
		if t.Score < voldoende*treffers[0].Score {
			treffers = treffers[:i]
			break
		}
	}
	var uit []Gevonden
	for _, t := range treffers[:min(n, len(treffers))] {
		p := b.paginas[t.Doc]
		uit = append(uit, Gevonden{Titel: p.Titel, URL: web.Pad(ctx, "/informatie/"+p.Slug), Tekst: strings.TrimSpace(p.Samenvatting)})
	}
	return uit, len(treffers), nil
}
