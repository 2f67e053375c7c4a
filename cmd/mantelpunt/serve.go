package main

import (
	"context"
	"net"
	"time"

	"mantelpunt/internal/app"
	"mantelpunt/internal/mail"
	"mantelpunt/internal/postgres"
)

// serve is production: nothing of the stand-ins, and no migration by itself.
func serve(ctx context.Context, o omgeving, _ []string) error {
	if err := o.config.Productie(); err != nil {
		return err
	}
	ln, err := net.Listen("tcp", o.config.Adres)
	if err != nil {
		return err
	}
	defer ln.Close()
	pool, err := postgres.Open(ctx, o.config.DatabaseURL)
	if err != nil {
		return err
	}
	defer pool.Close()
	if err := bijgewerkt(ctx, pool); err != nil {
		return err
	}
	if err := postgres.GeenEigenaar(ctx, pool); err != nil {
		return err
	}
	log := o.logger()
	a, err := app.Nieuw(ctx, o.config, pool, log, app.Opties{Bezorger: mail.SMTP{Config: o.config}})
	if err != nil {
		return err
	}
	if err := meldZegels(ctx, a, time.Now()); err != nil {
		return err
	}
	log.Info("het portaal draait", "adres", ln.Addr().String())
	app.RuimGeheugen(o.config.Momentopname)
	return a.Draai(ctx, ln)
}

// meldZegels tells which gemeenten cannot issue a document, or soon cannot any more.
func meldZegels(ctx context.Context, a *app.App, nu time.Time) error {
	gemeenten, err := a.Gemeenten.Alle(ctx)
	if err != nil {
		return err
	}
	for _, g := range gemeenten {
		z, err := a.Zegels.Van(g.Slug)
		switch {
		case err != nil:
			a.Log.Warn("zonder zegel kan deze gemeente geen verklaringen afgeven", "gemeente", g.Slug)
		case z.GeldigTot().Before(nu.AddDate(0, 3, 0)):
			a.Log.Warn("het zegel van deze gemeente verloopt binnen drie maanden", "gemeente", g.Slug, "geldig_tot", z.GeldigTot())
		}
	}
	return nil
}
