package app_test

import (
	"context"
	"log/slog"
	"net/http/httptest"
	"regexp"
	"strings"
	"testing"
	"time"

	"mantelpunt/internal/app"
	"mantelpunt/internal/app/demo"
	"mantelpunt/internal/browsertest"
	"mantelpunt/internal/config"
	"mantelpunt/internal/kluis"
	"mantelpunt/internal/mail"
	"mantelpunt/internal/pgtest"
	"mantelpunt/internal/zegel"

	"github.com/jackc/pgx/v5/pgxpool"
	gomail "github.com/wneessen/go-mail"
)

// bus is the mailbox of the walk: it signals what it was given.
type bus struct {
	mail.Postbus
	gekomen chan struct{}
}

func (b *bus) Bezorg(ctx context.Context, m *gomail.Msg) error {
	err := b.Postbus.Bezorg(ctx, m)
	b.gekomen <- struct{}{}
	return err
}

// portaal is the whole product with the demo in it, on an address of its own.
type portaal struct {
	*testing.T
	bus  *bus
	url  string
	pool *pgxpool.Pool
	app  *app.App
}

func nieuwPortaal(t *testing.T) *portaal {
	t.Helper()
	ctx, stop := context.WithCancel(context.Background())
	p := &portaal{T: t, pool: pgtest.Nieuw(t), bus: &bus{Postbus: mail.Postbus{Map: t.TempDir()}, gekomen: make(chan struct{}, 100)}}
	cfg, err := config.Lees(func(string) string { return "" })
	if err != nil {
		t.Fatal(err)
	}
	cfg.Sleutels, cfg.Zegels = kluis.ProefSleutel(t), zegel.ProefMap(t, "veldwaarde", "lindemeer")
	cfg.TLS, cfg.MailVan = false, "mantelpunt@voorbeeld.example"
	a, err := app.Nieuw(ctx, cfg, p.pool, slog.New(slog.DiscardHandler), app.Opties{Bezorger: p.bus})
	if err != nil {
		t.Fatal(err)
	}
	p.app = a
	if err := demo.Vul(ctx, a, time.Now()); err != nil {
		t.Fatal(err)
	}
	srv := httptest.NewUnstartedServer(nil)
	ln := srv.Listener
	p.url = "http://localhost:" + ln.Addr().String()[strings.LastIndex(ln.Addr().String(), ":")+1:]
	klaar := make(chan error, 1)
	go func() { klaar <- a.Draai(ctx, ln) }()
	t.Cleanup(func() {
		stop()
		if err := <-klaar; err != nil {
			t.Error(err)
		}
	})
	return p
}

// mail waits for a mail to somebody with a subject, and gives its text.
func (p *portaal) mail(aan, onderwerp string) string {
	p.Helper()
	for {
		brieven, err := p.bus.Brieven(100)
		if err != nil {
			p.Fatal(err)
		}
		for _, b := range brieven {
			if b.Aan == aan && strings.Contains(b.Onderwerp, onderwerp) {
				return b.Tekst
			}
		}
		select {
		case <-p.bus.gekomen:
		case <-time.After(30 * time.Second):
			p.Fatalf("geen mail aan %s met onderwerp %q", aan, onderwerp)
		}
	}
}

var reCode = regexp.MustCompile(`\b[0-9]{6}\b`)

// login logs a carer in with a code from the mail; email is unique to the test.
func (p *portaal) login(tab *browsertest.Tab, email string) {
	p.Helper()
	tab.Ziet("h1", "Inloggen").Goed("inloggen").Typ("#email", email).KlikTekst("Stuur mij een code")
	tab.Ziet("h1", "code").Goed("inlogcode")
	tab.Typ("#code", reCode.FindString(p.mail(email, "code"))).Enter()
}

// The thin line through everything, as each person walks it: on a phone, on a
// desk, and without JavaScript.
func TestWandeling(t *testing.T) {
	p := nieuwPortaal(t)
	for _, c := range []struct {
		naam   string
		email  string
		opties []browsertest.Optie
	}{
		{"telefoon", "telefoon@voorbeeld.example", []browsertest.Optie{browsertest.Telefoon}},
		{"bureau", "bureau@voorbeeld.example", nil},
		{"zonderscript", "zonderscript@voorbeeld.example", []browsertest.Optie{browsertest.Telefoon, browsertest.ZonderScript}},
	} {
		t.Run(c.naam, func(t *testing.T) {
			p := &portaal{T: t, bus: p.bus, url: p.url, pool: p.pool}
			tab := browsertest.Nieuw(t, p.url, c.opties...)
			p.zoekt(tab)
			kenmerk := p.vraagtAan(tab, c.email)
			consulent := browsertest.Nieuw(t, p.url, c.opties...)
			p.verleent(consulent, kenmerk)
			code := p.haaltOp(tab, c.email)
			p.controleert(browsertest.Nieuw(t, p.url, c.opties...), code)
			p.bewerkt(browsertest.Nieuw(t, p.url, c.opties...), "Logeren en op adem komen bij "+c.naam)
		})
	}
}

// The same line with the keyboard alone: the skip link, a search, an offer, and the
// first steps with a mistake that is mended from the summary.
func TestWandelingMetToetsenbord(t *testing.T) {
	p := nieuwPortaal(t)
	tab := browsertest.Nieuw(t, p.url)
	tab.Ga("/").Loop(".nl-skip-link").Scherm("toets-skip").DrukEnter()
	if got := tab.Lees("document.activeElement.id"); got != "inhoud" {
		t.Errorf("de skiplink leidt naar %q", got)
	}
	tab.Loop("#q").Toets("even vrijaf").Enter()
	tab.Ziet("#aantal", "resultaten").Loop(".mz-result .mz-headlink").Scherm("toets-resultaat").Enter()
	tab.Ziet("main", "Laatst gecontroleerd op")
	tab.Ga("/verklaring").Loop("main .nl-button--primary").Enter()
	email := "toetsenbord@voorbeeld.example"
	tab.Loop("#email").Toets(email).Enter()
	tab.Ziet("h1", "code").Loop("#code").Toets(reCode.FindString(p.mail(email, "code"))).Enter()
	tab.Ziet("h1", "Wie u bent").Loop("main button[type=submit]").Enter()
	// the summary has the focus: its first link leads to the field
	if tab.Lees("document.activeElement.hasAttribute('data-error-summary')") != "true" {
		t.Error("de samenvatting van de fouten krijgt de focus niet")
	}
	tab.Loop("[data-error-summary] a").DrukEnter()
	if got := tab.Lees("document.activeElement.id"); got != "naam" {
		t.Errorf("de samenvatting leidt naar %q", got)
	}
	tab.Toets("Marijke Dijkstra").Loop("#geboortedatum-dag").Toets("14").Loop("#geboortedatum-maand").Toets("3").Loop("#geboortedatum-jaar").Toets("1962")
	tab.Loop("#woont_hier-0").Toets(" ").Loop("main button[type=submit]").Enter()
	tab.Ziet("h1", "Voor wie u zorgt")
}

// zoekt: home, a search with everyday words, an offer, a page.
func (p *portaal) zoekt(tab *browsertest.Tab) {
	tab.Ga("/").Goed("home")
	tab.Typ("#q", "even vrijaf").Enter()
	tab.Ziet("#aantal", "resultaten").Ziet(".mz-result .mz-meta", "Gratis").Goed("zoeken")
	tab.Klik(".mz-result:first-child .mz-headlink")
	tab.Ziet("main", "Laatst gecontroleerd op").Ziet(".mz-facts", "Aanbieder").Ziet(".mz-facts", "Kosten").Goed("aanbod")
	tab.Ga("/informatie").Goed("informatie").KlikTekst("Even vrijaf: respijtzorg").Ziet("main", "Laatst gecontroleerd op").Goed("informatiepagina")
	tab.Ga("/contact").Goed("contact").Ga("/privacy").Goed("privacy").Ga("/toegankelijkheid").Goed("toegankelijkheid")
	tab.Ga("/en/").Ziet("h1", "You care for").Goed("home-en")
	if status := tab.Status("/bestaat-niet"); status != 404 {
		p.Errorf("een onbekende pagina geeft %d", status)
	}
	tab.Goed("fout-404")
	tab.Ga(strings.Replace(p.url, "localhost", "lindemeer.localhost", 1)+"/").Ziet(".mz-brand", "Lindemeer").Ziet("h1", "Zorgen doet u niet alleen.").Goed("home-lindemeer")
}

// vraagtAan: the five steps with a mistake on the way, and the receipt.
func (p *portaal) vraagtAan(tab *browsertest.Tab, email string) string {
	tab.Ga("/verklaring").Goed("verklaring").KlikTekst("Vraag de verklaring aan")
	p.login(tab, email)
	tab.Ziet("h1", "Wie u bent").Goed("stap-wie").KlikTekst("Volgende stap")
	tab.Ziet("[data-error-summary]", "Controleer deze 3 antwoorden").Goed("stap-wie-fout")
	tab.Typ("#naam", "Marijke Dijkstra").Typ("#geboortedatum-dag", "14").Typ("#geboortedatum-maand", "3").Typ("#geboortedatum-jaar", "1962").Kies("#woont_hier-0").KlikTekst("Volgende stap")
	tab.Ziet("h1", "Voor wie u zorgt").Goed("stap-naaste").Kies("#relatie-1", "#naaste_woont_hier-0").KlikTekst("Volgende stap")
	tab.Ziet("h1", "Wat u doet").Goed("stap-zorg").Kies("#taken-0", "#taken-5").Typ("#uren", "12").Typ("#sinds-maand", "3").Typ("#sinds-jaar", "2024").KlikTekst("Volgende stap")
	tab.Ziet("h1", "Waarvoor").Goed("stap-doel").Kies("#doelen-0", "#doelen-1").KlikTekst("Volgende stap")
	tab.Ziet("main", "Marijke Dijkstra").Ziet(".utrecht-alert--ok", "U voldoet").Goed("stap-controleren").Kies("#akkoord-0").KlikTekst("Verstuur de aanvraag")
	tab.Ziet("h1", "Uw aanvraag is verstuurd").Goed("aanvraag-verstuurd")
	kenmerk := tab.Lees(`document.querySelector("#kenmerk").innerText`)
	if tekst := p.mail(email, "ontvangen"); !strings.Contains(tekst, kenmerk) {
		p.Errorf("het kenmerk %s staat niet in de mail: %s", kenmerk, tekst)
	}
	// back, and the form again: it is not there any more, the aanvraag is
	tab.Terug().Ziet(".mz-flits", "al een aanvraag").Ziet("main", kenmerk)
	return kenmerk
}

// loginMedewerker fills in the two forms for staff.
func (p *portaal) loginMedewerker(tab *browsertest.Tab, email string) {
	tab.Ga("/beheer/inloggen").Goed("inloggen-medewerker").Typ("#email", email).Typ("#wachtwoord", demo.Wachtwoord).Enter()
	tab.Ziet("h1", "Bevestig dat u het bent").Goed("tweede-factor").Typ("#code", appcode(p.T, p.pool)).Enter()
	tab.Ziet("h1", "").Goed("werkplek")
}

// verleent: the worklist, the dossier, the decision.
func (p *portaal) verleent(tab *browsertest.Tab, kenmerk string) {
	p.loginMedewerker(tab, "c.bakker@veldwaarde.example")
	tab.Ga("/beheer/aanvragen").Ziet("table", kenmerk).Ziet(".mz-termijn", "nog").Goed("werklijst")
	tab.KlikTekst(kenmerk).Ziet("main", "Marijke Dijkstra").Goed("dossier").KlikTekst("Neem in behandeling")
	tab.Ziet(".mz-flits", "U behandelt deze aanvraag").Goed("dossier-verlenen").KlikTekst("Verlenen")
	tab.Ziet("h1", "Verklaring verlenen").Goed("besluit-verlenen").KlikTekst("Bekijk wat er uitgaat")
	tab.Ziet("h1", "Dit gaat eruit").Goed("besluit-voorproef").Klik("[value=versturen]")
	tab.Ziet(".mz-flits", "is verleend").Goed("dossier-verleend")
}

// haaltOp: the mail, Mijn Mantelpunt, the document.
func (p *portaal) haaltOp(tab *browsertest.Tab, email string) string {
	if tekst := p.mail(email, "brief over uw aanvraag"); !strings.Contains(tekst, p.url+"/mijn") && !strings.Contains(tekst, "/mijn") {
		p.Errorf("geen adres in de mail: %s", tekst)
	}
	tab.Ga("/mijn").Ziet("main", "Geldig van").Goed("mijn")
	return tab.Lees(`document.querySelector(".mz-kopie__waarde").innerText`)
}

// controleert: a wrong code, then the right one; and the QR code, which leaves one thing
// to fill in.
func (p *portaal) controleert(tab *browsertest.Tab, code string) {
	tab.Ga("/controleren").Goed("controleren").Typ("#code", "K7MW-4T9P-XQ2Z").Typ("#geboren", "14-03-1962").Enter()
	tab.Ziet("h1", "niet bevestigen").Goed("controle-onbekend")
	tab.Typ("#code", strings.ToLower(strings.ReplaceAll(code, "-", " "))).Enter()
	tab.Ziet("h1", "Deze verklaring is geldig").Ziet("main", "M. D.").Goed("controle-geldig")
	tab.Ga("/v/"+strings.ReplaceAll(code, "-", "")).Goed("controle-qr").Typ("#geboren", "14031962").Enter()
	tab.Ziet("h1", "Deze verklaring is geldig")
}

// bewerkt: a redacteur changes an offer, and a visitor finds it at once.
func (p *portaal) bewerkt(tab *browsertest.Tab, naam string) {
	p.loginMedewerker(tab, "r.jansen@veldwaarde.example")
	tab.Ga("/beheer/aanbod").Goed("beheer-aanbod").Typ("#q", "lindehoeve").Enter().KlikTekst("Logeerhuis De Lindehoeve").Goed("beheer-bewerken")
	tab.Typ("#samenvatting", naam).KlikTekst("Publiceren")
	tab.Ziet(".mz-flits", "").Goed("beheer-gepubliceerd")
	tab.Ga("/aanbod?q="+strings.ReplaceAll(naam, " ", "+")).Ziet(".mz-result:first-child", naam)
}
