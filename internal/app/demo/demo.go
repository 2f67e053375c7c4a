// Package demo fills two fictional gemeenten with content: offers, pages, rules,
// staff and requests in several states. It is the first thing that anyone sees
// of the product, and what its tests walk through. Everything in it is made up,
// but for the national helplines.
package demo

import (
	"bytes"
	"context"
	"embed"
	"encoding/json"
	"fmt"
	"io/fs"
	"path"
	"time"

	"mantelpunt/internal/app"
	"mantelpunt/internal/fault"
	"mantelpunt/internal/gemeente"
	"mantelpunt/internal/informatiepunt"
	"mantelpunt/internal/onderwerp"
	"mantelpunt/internal/socialekaart"
	"mantelpunt/internal/toegang"
	"mantelpunt/internal/verklaring"

	"github.com/google/uuid"
)

//go:embed inhoud
var inhoud embed.FS

// Wachtwoord of every demo account of staff. `serve` never makes these accounts.
const Wachtwoord = "theepot-fiets-lamp"

// AppGeheim is the secret of their app for codes: everybody may know it.
var AppGeheim = []byte("mantelpunt-demo-demo")

// redactie signs what the demo writes.
var redactie = toegang.Persoon{Soort: toegang.Medewerker, Naam: "Demoredactie"}

// Vul fills what is not there yet. Once a gemeente exists it is left alone, so
// that what people changed in the demo stays.
func Vul(ctx context.Context, a *app.App, nu time.Time) error {
	for _, d := range gemeenten {
		_, err := a.Gemeenten.MetSlug(ctx, d.gemeente.Slug)
		if err == nil {
			continue
		}
		if !fault.Is(err, fault.NotFound) {
			return err
		}
		if err := d.vul(ctx, a, nu); err != nil {
			return fmt.Errorf("demo %s: %w", d.gemeente.Slug, err)
		}
	}
	return a.Wachter.Kijk(ctx)
}

func (d demogemeente) vul(ctx context.Context, a *app.App, nu time.Time) error {
	id, err := a.Gemeenten.Voeg(ctx, d.gemeente)
	if err != nil {
		return err
	}
	d.gemeente.ID = id
	if err := a.Wachter.Kijk(ctx); err != nil {
		return err
	}
	if ctx, err = a.Bij(toegang.MetPersoon(ctx, redactie), id); err != nil {
		return err
	}
	if err := d.kaart(ctx, a, nu); err != nil {
		return err
	}
	if err := d.geografie(ctx, a); err != nil {
		return err
	}
	if err := d.zoekwoorden(ctx, a, nu); err != nil {
		return err
	}
	if err := d.meldingen(ctx, a); err != nil {
		return err
	}
	paginas, err := d.paginas()
	if err != nil {
		return err
	}
	if err := a.Paginas.Voeg(ctx, id, paginas); err != nil {
		return err
	}
	for _, r := range d.regelingen(nu) {
		if err := a.Verklaring.VoegRegeling(ctx, id, r.GeldigVanaf, r.Regels); err != nil {
			return err
		}
	}
	if err := d.accounts(ctx, a, id); err != nil {
		return err
	}
	return d.aanvragen(ctx, a, nu)
}

// kaart fills the sociale kaart.
func (d demogemeente) kaart(ctx context.Context, a *app.App, nu time.Time) error {
	rijen, err := d.aanbod(nu)
	if err != nil {
		return err
	}
	uitslagen, err := a.Kaart.Voeg(ctx, d.gemeente.ID, rijen, socialekaart.BronDemo, redactie)
	if err != nil {
		return err
	}
	ids := map[string]uuid.UUID{}
	for i, u := range uitslagen {
		if u.Uitkomst == socialekaart.Geweigerd {
			return fmt.Errorf("aanbod %q: %s", u.Naam, u.Reden)
		}
		ids[rijen[i].Slug] = u.ID
	}
	return d.archiveer(ctx, a, ids)
}

// aanbodregel is one offer in the content files: an Inhoud with its organisatie.
type aanbodregel struct {
	Slug        string
	Organisatie string
	socialekaart.Inhoud
}

func (d demogemeente) aanbod(nu time.Time) ([]socialekaart.Invoer, error) {
	map_ := path.Join("inhoud", d.gemeente.Slug)
	var organisaties []socialekaart.Organisatie
	if err := leesJSON(path.Join(map_, "organisaties.json"), &organisaties); err != nil {
		return nil, err
	}
	bekend := map[string]socialekaart.Organisatie{}
	for _, o := range organisaties {
		bekend[o.Slug] = o
	}
	bij, err := d.praktisch()
	if err != nil {
		return nil, err
	}
	bestanden, err := fs.Glob(inhoud, path.Join(map_, "aanbod-*.json"))
	if err != nil {
		return nil, err
	}
	var rijen []socialekaart.Invoer
	for _, bestand := range bestanden {
		var regels []aanbodregel
		if err := leesJSON(bestand, &regels); err != nil {
			return nil, err
		}
		for _, r := range regels {
			o, ok := bekend[r.Organisatie]
			if !ok {
				return nil, fmt.Errorf("%s: organisatie %q bestaat niet", bestand, r.Organisatie)
			}
			if err := bij[r.Slug].leg(&r.Inhoud, nu); err != nil {
				return nil, fmt.Errorf("%s: %w", r.Slug, err)
			}
			delete(bij, r.Slug)
			rijen = append(rijen, socialekaart.Invoer{Regel: len(rijen) + 1, Slug: r.Slug, Organisatie: o, Inhoud: r.Inhoud})
		}
	}
	for slug := range bij {
		return nil, fmt.Errorf("praktisch.json: aanbod %q bestaat niet", slug)
	}
	return rijen, nil
}

func leesJSON(naam string, doel any) error {
	b, err := inhoud.ReadFile(naam)
	if err != nil {
		return err
	}
	dec := json.NewDecoder(bytes.NewReader(b))
	dec.DisallowUnknownFields()
	if err := dec.Decode(doel); err != nil {
		return fmt.Errorf("%s: %w", naam, err)
	}
	return nil
}

func (d demogemeente) paginas() ([]informatiepunt.Pagina, error) {
	bestanden, err := fs.Glob(inhoud, path.Join("inhoud", d.gemeente.Slug, "paginas", "*.md"))
	if err != nil {
		return nil, err
	}
	var paginas []informatiepunt.Pagina
	for _, bestand := range bestanden {
		b, err := inhoud.ReadFile(bestand)
		if err != nil {
			return nil, err
		}
		p, err := informatiepunt.LeesPagina(bytes.NewReader(b))
		if err != nil {
			return nil, fmt.Errorf("%s: %w", bestand, err)
		}
		p.Slug = path.Base(bestand[:len(bestand)-len(".md")])
		paginas = append(paginas, p)
	}
	return paginas, nil
}

// demogemeente is a gemeente with what the demo gives it.
type demogemeente struct {
	gemeente   gemeente.Gemeente
	regelingen func(nu time.Time) []verklaring.Regeling // oldest first
	staf       []Account
	burgers    []burger
	vragen     []zoekvraag
	woorden    []onderwerp.Aanvulling
}
