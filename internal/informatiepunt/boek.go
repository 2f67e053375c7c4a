package informatiepunt

import (
	"context"

	"mantelpunt/internal/fault"
	"mantelpunt/internal/httpx"
	"mantelpunt/internal/i18n"
	"mantelpunt/internal/momentopname"
	"mantelpunt/internal/zoeken"
)

// Boek is every published page of one gemeente, ready to show. It never changes:
// a publication makes a new one.
type Boek struct {
	Kast    *httpx.Kast // finished pages, which go when it goes
	paginas []*blad     // in the order of their thema
	perSlug map[string]*blad
	index   *zoeken.Index
	bytes   int // without the Kast
}

// blad is one page with its HTML per language: the text is the same, the links
// in it lead to pages in that language.
type blad struct {
	Pagina
	html   map[string]string
	koppen []kop
}

// groep is the pages of one thema.
type groep struct {
	Thema   string
	Paginas []*blad
}

// Boeken holds the newest Boek of every gemeente.
type Boeken = momentopname.Voorraad[*Boek]

// NieuweBoeken makes the store of what visitors read.
func NieuweBoeken(s Store, w *momentopname.Wachter, woorden Woordenboek) *Boeken {
	return momentopname.NieuweVoorraad(w, func(ctx context.Context, gemeenteID int) (*Boek, error) {
		paginas, err := s.Gepubliceerd(ctx, gemeenteID)
		if err != nil {
			return nil, err
		}
		b, err := maakBoek(paginas)
		if err != nil {
			return nil, err
		}
		boek, err := woorden(ctx, gemeenteID)
		if err != nil {
			return nil, err
		}
		b.indexeer(boek)
		return b, nil
	})
}

// maxKast is how many bytes of finished pages a Boek keeps: some 150.
const maxKast = 1 << 20

func maakBoek(paginas []Pagina) (*Boek, error) {
	b := &Boek{Kast: httpx.NieuweKast(maxKast), perSlug: map[string]*blad{}}
	for _, p := range paginas {
		b.paginas = append(b.paginas, &blad{Pagina: p, html: map[string]string{}})
		b.perSlug[p.Slug] = b.paginas[len(b.paginas)-1]
	}
	for _, t := range i18n.Talen {
		o := nieuweOpmaak(t.Code)
		for _, p := range b.paginas {
			var err error
			if p.html[t.Code], p.koppen, err = o.HTML(p.Tekst); err != nil {
				return nil, fault.Wrap(err, "pagina "+p.Slug)
			}
		}
	}
	return b, nil
}

// Bytes estimates the memory of a Boek, with the pages and the answers that are kept of it.
func (b *Boek) Bytes() int {
	n := b.bytes + b.Kast.Bytes()
	if b.index != nil {
		n += b.index.Onthouden()
	}
	return n
}

// schat is what the pages take, and finding them.
func (b *Boek) schat() (n int) {
	for _, p := range b.paginas {
		n += len(p.Tekst)
		for _, h := range p.html {
			n += len(h)
		}
	}
	return n + b.index.Bytes()
}

// Heeft reports whether there is a page with this slug.
func (b *Boek) Heeft(slug string) bool { return b.perSlug[slug] != nil }

// groepen gives the pages by thema, Algemeen first, without empty ones.
func (b *Boek) groepen() []groep {
	var uit []groep
	for _, thema := range append([]string{Algemeen}, Vraaggebieden...) {
		if ps := b.vanThema(thema, ""); len(ps) > 0 {
			uit = append(uit, groep{thema, ps})
		}
	}
	return uit
}

// vanThema gives the pages of a thema except one.
func (b *Boek) vanThema(thema, behalve string) []*blad {
	var uit []*blad
	for _, p := range b.paginas {
		if p.Thema == thema && p.Slug != behalve {
			uit = append(uit, p)
		}
	}
	return uit
}
