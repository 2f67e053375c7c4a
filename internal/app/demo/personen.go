package demo

import (
	"context"
	"fmt"
	"strings"
	"time"

	"mantelpunt/internal/account"
	"mantelpunt/internal/account/ontwikkel"
	"mantelpunt/internal/app"
	"mantelpunt/internal/toegang"
	"mantelpunt/internal/verklaring"
	"mantelpunt/internal/verklaring/behandelen"

	"github.com/google/uuid"
)

// Account is a member of staff in the demo.
type Account struct {
	Email, Naam string
	Rol         toegang.Rol
	Organisatie string // slug, of an aanbieder
}

// Staf are the demo accounts of a gemeente.
func Staf(slug string) []Account {
	for _, d := range gemeenten {
		if d.gemeente.Slug == slug {
			return d.staf
		}
	}
	return nil
}

// Mantelzorgers are the demo's carers, to log in as with one click.
func Mantelzorgers() (out []ontwikkel.Mantelzorger) {
	for _, d := range gemeenten {
		for _, b := range d.burgers {
			uitleg := "aanvraag " + strings.ReplaceAll(string(b.tot), "_", " ")
			out = append(out, ontwikkel.Mantelzorger{Gemeente: d.gemeente.Slug, Email: b.email, Naam: b.naam, Uitleg: uitleg})
		}
		out = append(out, ontwikkel.Mantelzorger{Gemeente: d.gemeente.Slug, Email: "nieuw@voorbeeld.example", Naam: "Nieuwe mantelzorger", Uitleg: "heeft nog niets aangevraagd"})
	}
	return out
}

func (d demogemeente) accounts(ctx context.Context, a *app.App, gemeenteID int) error {
	for _, s := range d.staf {
		id, err := a.Accounts.MaakGebruiker(ctx, s.Email, s.Naam, Wachtwoord)
		if err != nil {
			return err
		}
		if err := a.Accounts.GeefRol(ctx, gemeenteID, id, s.Rol); err != nil {
			return err
		}
		if s.Organisatie != "" {
			if err := aanbieder(ctx, a, gemeenteID, id, s); err != nil {
				return err
			}
		}
		if err := a.Accounts.DemoApp(ctx, id, AppGeheim); err != nil {
			return err
		}
	}
	return nil
}

// aanbieder gives an account the organisatie that it keeps the aanbod of.
func aanbieder(ctx context.Context, a *app.App, gemeenteID int, id uuid.UUID, s Account) error {
	lijst, err := a.Kaart.Organisaties(ctx, gemeenteID)
	if err != nil {
		return err
	}
	for _, o := range lijst {
		if o.Slug == s.Organisatie {
			rollen := []toegang.Rol{s.Rol}
			return a.Accounts.ZetRollen(ctx, gemeenteID, toegang.Persoon{}, id, rollen, account.Rolkeuze{Rollen: rollen, Organisaties: []uuid.UUID{o.ID}})
		}
	}
	return fmt.Errorf("organisatie %q bestaat niet", s.Organisatie)
}

// burger is a carer in the demo, with an aanvraag that is so far along.
type burger struct {
	email       string
	naam        string
	geboren     string // 2006-01-02
	relatie     string
	taken       []string
	uren        int
	maanden     int // caring for so long
	doelen      []string
	dagen       int // aanvraag sent so many days ago
	tot         verklaring.Status
	toelichting string
}

var veldwaarders = []burger{
	{email: "fatima@voorbeeld.example", naam: "Fatima van der Berg", geboren: "1971-03-03", relatie: "ouder", taken: []string{"huishouden", "administratie", "vervoer"}, uren: 14, maanden: 26, doelen: []string{"werkgever", "parkeren"}, dagen: 40, tot: verklaring.Verleend},
	{email: "henk@voorbeeld.example", naam: "Henk Wolters", geboren: "1948-11-19", relatie: "partner", taken: []string{"verzorging", "medicijnen", "toezicht", "huishouden"}, uren: 60, maanden: 51, doelen: []string{"waardering", "parkeren"}, dagen: 46, tot: verklaring.InBehandeling},
	{email: "sanne@voorbeeld.example", naam: "Sanne de Groot", geboren: "2004-06-21", relatie: "broer_zus", taken: []string{"gezelschap", "vervoer"}, uren: 9, maanden: 14, doelen: []string{"school"}, dagen: 12, tot: verklaring.Ingediend},
	{email: "mehmet@voorbeeld.example", naam: "Mehmet Yıldız", geboren: "1983-02-08", relatie: "kind", taken: []string{"verzorging", "medicijnen", "administratie"}, uren: 30, maanden: 80, doelen: []string{"uwv", "bijstand"}, dagen: 58, tot: verklaring.Ingediend},
	{email: "grietje@voorbeeld.example", naam: "Grietje Hoekstra-Brandsma", geboren: "1956-09-30", relatie: "buur", taken: []string{"boodschappen", "gezelschap"}, uren: 5, maanden: 2, doelen: []string{"waardering"}, dagen: 3, tot: verklaring.Ingediend, toelichting: "Ik help mijn buurvrouw sinds haar val. Haar kinderen wonen ver weg."},
}

var lindemeerders = []burger{
	{email: "oksana@voorbeeld.example", naam: "Oksana Koval", geboren: "1990-05-12", relatie: "ouder", taken: []string{"vervoer", "administratie"}, uren: 6, maanden: 7, doelen: []string{"werkgever"}, dagen: 20, tot: verklaring.Verleend},
	{email: "pieter@voorbeeld.example", naam: "Pieter Postma", geboren: "1962-01-27", relatie: "partner", taken: []string{"huishouden", "verzorging"}, uren: 25, maanden: 9, doelen: []string{"uwv", "waardering"}, dagen: 9, tot: verklaring.Ingediend},
}

// aanvragen sends and treats the requests of the demo's carers by the same doors
// as everybody's, only earlier.
func (d demogemeente) aanvragen(ctx context.Context, a *app.App, nu time.Time) error {
	consulent, err := d.consulent(ctx, a)
	if err != nil {
		return err
	}
	for _, b := range d.burgers {
		if err := d.aanvraag(ctx, a, b, consulent, nu.AddDate(0, 0, -b.dagen)); err != nil {
			return fmt.Errorf("aanvraag van %s: %w", b.email, err)
		}
	}
	return nil
}

func (d demogemeente) consulent(ctx context.Context, a *app.App) (toegang.Persoon, error) {
	id, err := a.Accounts.GebruikerMetEmail(ctx, d.staf[0].Email)
	return toegang.Persoon{Soort: toegang.Medewerker, ID: id, Naam: d.staf[0].Naam, Email: d.staf[0].Email, Rollen: []toegang.Rol{toegang.Consulent}}, err
}

func (d demogemeente) aanvraag(ctx context.Context, a *app.App, b burger, consulent toegang.Persoon, op time.Time) error {
	g := toegang.GemeenteUit(ctx)
	p, err := a.Accounts.BurgerMetEmail(ctx, g.ID, b.email)
	if err != nil {
		return err
	}
	geboren, err := time.Parse(time.DateOnly, b.geboren)
	if err != nil {
		return err
	}
	begin := time.Date(op.Year(), op.Month(), 1, 0, 0, 0, 0, time.UTC)
	ctx = toegang.MetPersoon(ctx, p)
	av, err := a.Verklaring.Begin(ctx, g.ID, p.ID, begin)
	if err != nil {
		return err
	}
	av.Antwoorden = verklaring.Antwoorden{Naam: b.naam, Geboortedatum: geboren, WoontHier: "ja", Relatie: b.relatie, NaasteWoontHier: "ja", Taken: b.taken,
		Uren: b.uren, Sinds: begin.AddDate(0, -b.maanden, 0), Toelichting: b.toelichting, Doelen: b.doelen, Klaar: av.Regels.Stappen()}
	if err := a.Verklaring.BewaarConcept(ctx, g.ID, p.ID, av.ID, av.Antwoorden); err != nil {
		return err
	}
	if _, err := a.Verklaring.Indienen(ctx, g.ID, p, av.ID, op); err != nil || b.tot == verklaring.Ingediend {
		return err
	}
	ctx = toegang.MetPersoon(ctx, consulent)
	werk := behandelen.Store{Store: a.Verklaring}
	if err := werk.InBehandeling(ctx, g.ID, consulent, av.ID, op.AddDate(0, 0, 1)); err != nil || b.tot == verklaring.InBehandeling {
		return err
	}
	vandaag := time.Date(op.Year(), op.Month(), op.Day(), 0, 0, 0, 0, time.UTC)
	_, err = werk.Besluit(ctx, g.ID, consulent, av.ID, verklaring.Besluit{Soort: verklaring.Verleend, Doelen: b.doelen, GeldigVan: vandaag}, op.AddDate(0, 0, 2))
	return err
}
