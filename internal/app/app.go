// Package app is the only one that knows every feature: configuration goes in,
// a handler and running jobs come out. main only chooses.
package app

import (
	"context"
	"fmt"
	"log/slog"
	"net"
	"net/http"
	"time"

	"mantelpunt/internal/account"
	"mantelpunt/internal/bijlage"
	"mantelpunt/internal/config"
	"mantelpunt/internal/gemeente"
	"mantelpunt/internal/httpx"
	"mantelpunt/internal/informatiepunt"
	"mantelpunt/internal/jobs"
	"mantelpunt/internal/kluis"
	"mantelpunt/internal/mail"
	"mantelpunt/internal/meten"
	"mantelpunt/internal/momentopname"
	"mantelpunt/internal/oidc"
	"mantelpunt/internal/onderwerp"
	"mantelpunt/internal/postgres"
	"mantelpunt/internal/privacy"
	"mantelpunt/internal/sessie"
	"mantelpunt/internal/socialekaart"
	hsds "mantelpunt/internal/socialekaart/api"
	"mantelpunt/internal/socialekaart/beheer"
	"mantelpunt/internal/socialekaart/kaartbeeld"
	bewaarlijst "mantelpunt/internal/socialekaart/lijst"
	"mantelpunt/internal/socialekaart/melden"
	"mantelpunt/internal/socialekaart/onderwerpen"
	"mantelpunt/internal/socialekaart/tonen"
	"mantelpunt/internal/socialekaart/vinden"
	"mantelpunt/internal/toegang"
	"mantelpunt/internal/toezicht"
	"mantelpunt/internal/verklaring"
	"mantelpunt/internal/verklaring/aanvragen"
	"mantelpunt/internal/verklaring/behandelen"
	"mantelpunt/internal/verklaring/controle"
	"mantelpunt/internal/verklaring/invoer"
	"mantelpunt/internal/verklaring/lijst"
	"mantelpunt/internal/verklaring/mijn"
	"mantelpunt/internal/verklaring/opmaak"
	"mantelpunt/internal/verklaring/regelingen"
	"mantelpunt/internal/verklaring/toestemming"
	"mantelpunt/internal/zegel"
	"mantelpunt/web"

	"github.com/go-chi/chi/v5"
	"github.com/jackc/pgx/v5/pgxpool"
	"github.com/riverqueue/river"
)

// App is the wired product.
type App struct {
	Config      config.Config
	Pool        *pgxpool.Pool
	Log         *slog.Logger
	Kluis       *kluis.Kluis
	Rij         *jobs.Wachtrij
	Wachter     *momentopname.Wachter
	Gemeenten   gemeente.Store
	Accounts    account.Store
	Account     account.Handler
	Kaart       socialekaart.Store
	Onderwerpen onderwerp.Store
	Zoekvragen  *onderwerp.Teller
	Paginas     informatiepunt.Store
	Verklaring  verklaring.Store
	Zegels      *zegel.Zegels
	Web         *httpx.Afhandelaar
	Meter       *meten.Meter // what it counts; served on METRICS_ADRES
	Handler     http.Handler
	routers     chi.Routes

	ondertekenaar *gemeente.Ondertekenaar
	register      *gemeente.Register
	keurder       bijlage.Keurder
}

// Opties are what differs between production, a laptop and a test.
type Opties struct {
	Bezorger mail.Bezorger
	Klok     func() time.Time       // time.Now when nil
	Extra    func(*App, chi.Router) // further pages: the stand-ins of dev
}

// Nieuw wires everything. The database must be migrated.
func Nieuw(ctx context.Context, cfg config.Config, pool *pgxpool.Pool, log *slog.Logger, o Opties) (*App, error) {
	if err := web.Controleer(); err != nil {
		return nil, err
	}
	if o.Klok == nil {
		o.Klok = time.Now
	}
	db := postgres.DB{Pool: pool}
	k, err := kluis.Nieuw(cfg.Sleutels)
	if err != nil {
		return nil, fmt.Errorf("SLEUTELS %w", err)
	}
	a := &App{Config: cfg, Pool: pool, Log: log, Kluis: k, Meter: meten.Nieuw(), Web: &httpx.Afhandelaar{Log: log}, Gemeenten: gemeente.Store{DB: db}, Accounts: account.Store{DB: db, Kluis: k}}
	sessies := sessie.Nieuw(db, k, cfg.SessieInactief, cfg.SessieMaximaal, cfg.TLS)
	workers := river.NewWorkers()
	mail.Voeg(workers, o.Bezorger, k, cfg.MailVan)
	account.Voeg(workers, a.Accounts)
	privacy.Voeg(workers, privacy.Store{DB: db, Kluis: k}, o.Klok)
	toezicht.Voeg(workers, toezicht.Store{DB: db}, log)
	aanvragen.Voeg(workers, &a.Verklaring, o.Klok)
	toestemming.Voeg(workers, &a.Verklaring, o.Klok)
	mijn.Voeg(workers, &a.Verklaring, o.Klok)
	behandelen.Voeg(workers, &a.Verklaring, o.Klok)
	lijst.Voeg(workers, &a.Verklaring, o.Klok)
	controle.Voeg(workers, verklaring.Store{DB: db, Kluis: k})
	if a.Rij, err = jobs.Nieuw(pool, workers, []jobs.Periodiek{aanvragen.Waarschuwen, behandelen.Herinneren, behandelen.Termijnen, privacy.Opruimen, toezicht.Ankeren, controle.Sluiten, toestemming.Bijhouden, mijn.Nazorg, lijst.Hervatten}, log); err != nil {
		return nil, err
	}
	if a.Wachter, err = momentopname.NieuweWachter(ctx, pool, log); err != nil {
		return nil, err
	}
	a.Wachter.Begrens(cfg.Momentopname)
	if a.Zegels, err = zegel.Open(cfg.Zegels, cfg.TijdstempelURL); err != nil {
		return nil, err
	}
	if a.keurder.Clam, err = bijlage.NieuweClam(cfg.ClamAdres); err != nil {
		return nil, fmt.Errorf("CLAMAV_ADRES %w", err)
	}
	opmaker, err := opmaak.NieuweOpmaker(web.Lettertypen())
	if err != nil {
		return nil, err
	}
	if a.ondertekenaar, err = gemeente.LeesOndertekenaar(cfg.PGPSleutel); err != nil {
		return nil, err
	}
	a.register = gemeente.NieuwRegister(a.Gemeenten, a.Wachter, cfg.Hosts, cfg.TLS, cfg.Dev, log)
	post := mail.Post{Rij: a.Rij, Kluis: k}
	a.Account = account.Nieuw(a.Accounts, sessies, post, a.Web)
	if cfg.Dev {
		a.Account.Aanbieders = oidc.Nieuw(true) // a provider on the same laptop has no https
	}
	a.Web.Inloggen = a.Account.Inloggen
	a.Kaart = socialekaart.Store{DB: db, NaPublicatie: a.Wachter.Kijk}
	a.Onderwerpen = onderwerp.NieuweStore(db)
	a.Zoekvragen = onderwerp.NieuweTeller(a.Onderwerpen, o.Klok, log)
	a.Account.Organisaties = organisatielijst{a.Kaart}
	a.Account.Meldingen = socialekaart.Meldingen{DB: db, Kluis: k}
	a.Paginas = informatiepunt.Store{DB: db}
	a.Verklaring = verklaring.Store{DB: db, Kluis: k, Post: post, Opmaker: opmaker, Zegels: a.Zegels, Bij: a.Bij}
	a.Handler = a.routes(o)
	return a, nil
}

// What one address may ask of what is open to everybody: so long it may save up, and so
// many suggestions for each question to the API, since a whole office may be typing.
const (
	leesreserve        = 6 * time.Second
	suggestiesPerVraag = 5
)

func (a *App) routes(o Opties) http.Handler {
	register := a.register
	kaarten := momentopname.NieuweVoorraad(a.Wachter, socialekaart.Laad(a.Kaart, a.Onderwerpen.Woordenboek))
	zoekers := vinden.Handler{Voorraad: kaarten, Wijken: register, Web: a.Web, Teller: a.Zoekvragen, Klok: o.Klok, TLS: a.Config.TLS}
	aanbod := tonen.Handler{Voorraad: kaarten, Gemeenten: register, Web: a.Web}
	meldingen := socialekaart.Meldingen{DB: a.Kaart.DB, Kluis: a.Kluis}
	paginas := informatiepunt.Handler{Boeken: informatiepunt.NieuweBoeken(a.Paginas, a.Wachter, a.Onderwerpen.Woordenboek), Themas: themateller{kaarten}, Adressen: aanbod, Web: a.Web}
	if a.Config.KaartTegels != "" {
		zoekers.Tegels = &kaartbeeld.Tegels{URL: a.Config.KaartTegels, Bron: a.Config.KaartBron}
	}
	zoekers.Tempo = httpx.NieuwTempo(suggestiesPerVraag*a.Config.VragenPerSeconde, leesreserve)
	zoekers.Bronnen, zoekers.Stand = []vinden.Bron{organisatiebron{kaarten}, paginabron{paginas}}, paginas.Stand
	a.meet(kaarten, paginas.Boeken)
	controles := controle.Nieuw(a.Verklaring, a.Zegels, a.Web, o.Klok)
	persoonlijk := privacy.Store{DB: a.Verklaring.DB, Kluis: a.Kluis}

	r := chi.NewRouter()
	r.Use(httpx.Gecomprimeerd, httpx.MetTaal, register.Middleware(a.Web), a.Web.ZelfdeBron, a.Account.Persoon)
	dossiers := behandelen.Nieuw(a.Verklaring, a.Account, a.Web, o.Klok)
	dossiers.Keurder = a.keurder
	for _, feature := range []interface{ Routes(chi.Router) }{
		gemeente.Handler{Register: register, Web: a.Web, Ondertekenaar: a.ondertekenaar},
		gemeente.Beheer{Store: a.Gemeenten, Kluis: a.Kluis, Flits: a.Account, Bekend: a.Wachter.Kijk, Web: a.Web, Dev: a.Config.Dev},
		paginas,
		zoekers,
		aanbod,
		melden.Handler{Voorraad: kaarten, Store: meldingen, Gemeenten: register, Flits: a.Account, Web: a.Web},
		beheer.Handler{Store: a.Kaart, Voorraad: kaarten, Wijken: register, Flits: a.Account, Post: mail.Post{Rij: a.Rij, Kluis: a.Kluis}, Web: a.Web, Onderwerpen: a.Onderwerpen, Buren: a.buren},
		bewaarlijst.Nieuw(bewaarlijst.Store{DB: a.Kaart.DB, Kluis: a.Kluis}, kaarten, mail.Post{Rij: a.Rij, Kluis: a.Kluis}, a.Web, o.Klok, a.Config.TLS),
		onderwerpen.Handler{Store: a.Onderwerpen, Voorraad: kaarten, Flits: a.Account, Bekend: a.Wachter.Kijk, Web: a.Web, Klok: o.Klok},
		regelingen.Nieuw(a.Verklaring, a.Wachter, a.Account, a.Web, o.Klok),
		aanvragen.Handler{Store: a.Verklaring, Account: a.Account, Inlog: a.Account, Keurder: a.keurder, Web: a.Web, Klok: o.Klok},
		mijn.Handler{Store: a.Verklaring, Account: a.Account, Keurder: a.keurder, Web: a.Web, Klok: o.Klok},
		toestemming.Nieuw(a.Verklaring, a.Account, a.keurder, a.Web, o.Klok),
		dossiers,
		invoer.Handler{Store: a.Verklaring, Account: a.Account, Keurder: a.keurder, Web: a.Web, Klok: o.Klok},
		lijst.Nieuw(a.Verklaring, a.Account, a.Web, o.Klok),
		controles,
		privacy.Handler{Store: persoonlijk, Verklaringen: a.Verklaring, Versies: momentopname.NieuweVoorraad(a.Wachter, persoonlijk.Versies).Haal, Sessies: a.Account.Sessies, Account: a.Account, Web: a.Web, Klok: o.Klok, Tegels: a.Config.KaartHost()},
		toezicht.Handler{Store: toezicht.Store{DB: a.Verklaring.DB}, Namen: a.Verklaring, Web: a.Web},
		a.Account,
	} {
		feature.Routes(r)
	}
	if o.Extra != nil {
		o.Extra(a, r)
	}
	r.NotFound(a.Web.NietGevonden)
	r.MethodNotAllowed(a.Web.VerkeerdeMethode)

	voorkant := httpx.NieuweVoorkant(register.Stand, a.Wachter.Gezien)
	buiten := chi.NewRouter()
	buiten.Use(httpx.HeadAlsGet, httpx.MetVerzoekID, httpx.Toegangslog(a.Log, a.Meter.Verzoek), voorkant.Middleware, httpx.MetAdres(a.Config.Proxies), httpx.Koppen(a.Config.TLS), httpx.Tijdslimiet(20*time.Second), a.Web.Herstel)
	buiten.Handle("/static/*", web.Statisch())
	buiten.Get("/healthz", func(w http.ResponseWriter, _ *http.Request) { _, _ = w.Write([]byte("ok\n")) })
	buiten.Get("/readyz", a.readyz)
	api := chi.NewRouter() // reads no cookies: what guards the forms of the portal would only be in the way
	api.Use(register.Middleware(a.Web))
	controles.API(a.Accounts, a.Log).Routes(api)
	buiten.Mount(controle.PadAPI, api)
	open := chi.NewRouter()
	open.Use(httpx.Gecomprimeerd, register.Middleware(a.Web))
	gids := hsds.Nieuw(a.Kaart, a.Wachter, kaarten, register, a.Log, o.Klok)
	gids.Tempo = httpx.NieuwTempo(a.Config.VragenPerSeconde, leesreserve)
	gids.Routes(open)
	buiten.Mount(hsds.Pad, open)
	buiten.Mount("/", r)
	a.routers = buiten
	return buiten
}

// Bij gives the context in which a job acts for a gemeente, as a request to it has.
func (a *App) Bij(ctx context.Context, gemeenteID int) (context.Context, error) {
	return a.register.Bij(ctx, gemeenteID, a.Config.Adres)
}

// Routes are all addresses of the portal, for tests that walk over them.
func (a *App) Routes() chi.Routes { return a.routers }

// readyz says whether this copy can serve people who log in.
func (a *App) readyz(w http.ResponseWriter, r *http.Request) {
	ctx, stop := context.WithTimeout(r.Context(), 2*time.Second)
	defer stop()
	if err := a.Pool.Ping(ctx); err != nil {
		http.Error(w, "de database antwoordt niet", http.StatusServiceUnavailable)
		return
	}
	_, _ = w.Write([]byte("ok\n"))
}

// themateller hands the numbers of the sociale kaart to the home page.
type themateller struct {
	kaarten *momentopname.Voorraad[*socialekaart.Kaart]
}

func (t themateller) Themas(ctx context.Context) (map[string]int, momentopname.Stand, error) {
	k, stand, err := t.kaarten.HaalMet(ctx, toegang.GemeenteUit(ctx).ID)
	if err != nil {
		return nil, stand, err
	}
	out := map[string]int{}
	for _, th := range k.Themas(ctx) {
		out[th.Code] = th.Aantal
	}
	return out, stand, nil
}

// organisatielijst hands the organisaties of the sociale kaart to who invites an aanbieder.
type organisatielijst struct{ kaart socialekaart.Store }

func (o organisatielijst) Organisaties(ctx context.Context, gemeenteID int) (uit []account.Organisatie, err error) {
	lijst, err := o.kaart.Organisaties(ctx, gemeenteID)
	for _, x := range lijst {
		uit = append(uit, account.Organisatie{ID: x.ID, Naam: x.Naam})
	}
	return uit, err
}

// Draai serves on ln and works on jobs until ctx ends; then it finishes what runs.
func (a *App) Draai(ctx context.Context, ln net.Listener) error {
	lus, stop := context.WithCancel(ctx)
	defer stop()
	if a.Config.MetricsAdres != "" {
		if _, err := a.Meter.Luister(lus, a.Config.MetricsAdres); err != nil {
			return fmt.Errorf("METRICS_ADRES %w", err)
		}
	}
	go a.Wachter.Loop(lus)
	tellen, stopTellen := context.WithCancel(context.WithoutCancel(ctx))
	geteld := make(chan struct{})
	go func() { a.Zoekvragen.Loop(tellen); close(geteld) }()
	defer func() { stopTellen(); <-geteld }() // what visitors typed until the last moment
	if err := a.Rij.Start(context.WithoutCancel(ctx)); err != nil {
		return err
	}
	srv := &http.Server{
		Handler: a.Handler, ErrorLog: slog.NewLogLogger(a.Log.Handler(), slog.LevelWarn), MaxHeaderBytes: 64 << 10,
		ReadHeaderTimeout: 10 * time.Second, ReadTimeout: 30 * time.Second, WriteTimeout: time.Minute, IdleTimeout: 2 * time.Minute,
	}
	klaar := make(chan error, 1)
	go func() { klaar <- srv.Serve(ln) }()
	var err error
	select {
	case err = <-klaar:
	case <-ctx.Done():
		einde, stop := context.WithTimeout(context.WithoutCancel(ctx), 10*time.Second)
		defer stop()
		err = srv.Shutdown(einde)
	}
	einde, stop2 := context.WithTimeout(context.WithoutCancel(ctx), 10*time.Second)
	defer stop2()
	if err2 := a.Rij.Stop(einde); err == nil {
		err = err2
	}
	return err
}
