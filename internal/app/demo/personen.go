package demo

import (
	"context"
	"fmt"

	"mantelpunt/internal/account"
	"mantelpunt/internal/account/ontwikkel"
	"mantelpunt/internal/app"
	"mantelpunt/internal/toegang"

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
			if b.email != "" {
				out = append(out, ontwikkel.Mantelzorger{Gemeente: d.gemeente.Slug, Email: b.email, Naam: b.naam, Uitleg: b.uitleg})
			}
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
