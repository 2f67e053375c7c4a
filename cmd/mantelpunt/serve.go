package main

import (
	"context"
	"net"

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
	log.Info("het portaal draait", "adres", ln.Addr().String())
	return a.Draai(ctx, ln)
}
