//go:build !productie

package main

import (
	"cmp"
	"context"
	"fmt"
	"log/slog"
	"net"
	"os"
	"path/filepath"
	"time"

	"mantelpunt/internal/account/factor"
	"mantelpunt/internal/account/ontwikkel"
	"mantelpunt/internal/app"
	"mantelpunt/internal/app/demo"
	"mantelpunt/internal/mail"
	"mantelpunt/internal/zegel"

	"github.com/go-chi/chi/v5"
)

// The stand-ins and the demo are left out of a build for production (tag productie).
func init() {
	opdrachten = append(opdrachten, []opdracht{
		{"dev", "dev", "het hele portaal op een laptop, met demo-inhoud en stand-ins", dev},
		{"demo", "demo", "vul twee verzonnen gemeenten", vulDemo},
	}...)
}

// dev is the whole product on a laptop. It listens before anything else, so that
// a second one says at once that the first is there.
func dev(ctx context.Context, o omgeving, _ []string) error {
	o.config.Dev, o.config.TLS = true, false
	if o.config.MailVan == "" {
		o.config.MailVan = "mantelpunt@localhost.example"
	}
	ln, err := net.Listen("tcp", o.config.Adres)
	if err != nil {
		return fmt.Errorf("op %s draait al iets: stop dat, of kies een ander adres met ADRES", o.config.Adres)
	}
	defer ln.Close()
	o.config.Adres = ln.Addr().String() // with the port that ADRES=127.0.0.1:0 leaves to the system
	if err := o.proefzegels(); err != nil {
		return err
	}
	fmt.Fprintln(o.uit, "De database start …")
	pool, einde, err := o.database(ctx)
	if err != nil {
		return err
	}
	defer einde()
	// #nosec G301 -- the owner of the private database must be able to pass
	if err := os.MkdirAll(filepath.Dir(mailMap), 0o755); err != nil {
		return err
	}
	logboek, err := os.OpenFile(filepath.Join(filepath.Dir(mailMap), "mantelpunt.log"), os.O_CREATE|os.O_WRONLY|os.O_APPEND, 0o600)
	if err != nil {
		return err
	}
	defer logboek.Close()
	log := slog.New(slog.NewJSONHandler(logboek, &slog.HandlerOptions{Level: o.config.LogNiveau}))
	a, err := app.Nieuw(ctx, o.config, pool, log, devOpties())
	if err != nil {
		return err
	}
	if err := demo.Vul(ctx, a, time.Now()); err != nil {
		return err
	}
	welkom(o, ln.Addr().String(), logboek.Name())
	app.RuimGeheugen(o.config.Momentopname)
	return a.Draai(ctx, ln)
}

// devOpties are what dev has in place of a mail server and of DigiD.
func devOpties() app.Opties {
	bus := &mail.Postbus{Map: mailMap}
	return app.Opties{
		Bezorger: bus,
		Extra: func(a *app.App, r chi.Router) {
			ontwikkel.Handler{Accounts: a.Accounts, Begin: a.Account.Begin, Mantelzorgers: demo.Mantelzorgers(), AppGeheim: demo.AppGeheim, Postbus: bus, Web: a.Web}.Routes(r)
		},
	}
}

func welkom(o omgeving, adres, logboek string) {
	p := func(format string, args ...any) { fmt.Fprintf(o.uit, format+"\n", args...) }
	p("\nMantelpunt draait. Stoppen: Ctrl-C.\n")
	for _, g := range demo.Adressen(adres) {
		p("  gemeente %-12s %s", g.Naam, g.URL)
	}
	_, poort, _ := net.SplitHostPort(adres)
	p("  postbus               http://localhost:%s/dev/mail", poort)
	p("  inloggen met één klik http://localhost:%s/dev/inloggen", poort)
	p("\nMedewerkers, inloggen op /beheer/inloggen met wachtwoord %s", demo.Wachtwoord)
	p("en een code: die van nu staat op /dev/inloggen, of zet %s in een app.", factor.Geheimtekst(demo.AppGeheim))
	for _, g := range demo.Adressen(adres) {
		for _, s := range demo.Staf(g.Slug) {
			p("  %-12s %-11s %s", g.Naam, s.Rol, s.Email)
		}
	}
	p("\nMantelzorgers loggen in met een code per e-mail; elk adres werkt en de code staat in de postbus.")
	p("Database: %s   Logboek: %s\n", waar(o), logboek)
}

func waar(o omgeving) string {
	if o.config.DatabaseURL != "" {
		return "DATABASE_URL"
	}
	return "eigen PostgreSQL in " + databaseMap
}

// proefzegels gives the gemeenten of the demo a seal to try, where they have none.
func (o *omgeving) proefzegels() error {
	o.config.Zegels = cmp.Or(o.config.Zegels, zegelsMap)
	for _, g := range demo.Adressen(o.config.Adres) {
		p := zegel.Plek{Map: o.config.Zegels, Slug: g.Slug, Naam: g.Naam}
		if !p.Leeg() {
			continue
		}
		if err := zegel.MaakProef(p, time.Now().AddDate(-1, 0, 0)); err != nil { // the demo issued documents weeks ago
			return err
		}
	}
	return nil
}

func vulDemo(ctx context.Context, o omgeving, _ []string) error {
	if err := o.proefzegels(); err != nil {
		return err
	}
	return o.metApp(ctx, func(a *app.App) error { return demo.Vul(ctx, a, time.Now()) })
}
