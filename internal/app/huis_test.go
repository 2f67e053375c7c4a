package app_test

import (
	"bytes"
	"context"
	"errors"
	"io"
	"log/slog"
	"net"
	"net/http"
	"net/http/cookiejar"
	"net/url"
	"regexp"
	"strings"
	"sync"
	"testing"
	"time"

	"mantelpunt/internal/account/factor"
	"mantelpunt/internal/app"
	"mantelpunt/internal/app/demo"
	"mantelpunt/internal/config"
	"mantelpunt/internal/kluis"
	"mantelpunt/internal/mail"
	"mantelpunt/internal/pgtest"
	"mantelpunt/internal/zegel"

	"github.com/PuerkitoBio/goquery"
	"github.com/jackc/pgx/v5/pgxpool"
	gomail "github.com/wneessen/go-mail"
)

// The hosts of the demo.
const veldwaarde, lindemeer = "veldwaarde.localhost", "lindemeer.localhost"

// geduld is how long a test waits for what must happen by itself.
const geduld = time.Minute

// brievenbus is a mail server that may be down.
type brievenbus struct {
	mail.Postbus
	weg       func() bool // whether it is down; nil: never
	gekomen   chan struct{}
	geweigerd chan struct{}
}

func (b *brievenbus) Bezorg(ctx context.Context, m *gomail.Msg) error {
	if b.weg != nil && b.weg() {
		b.geweigerd <- struct{}{}
		return errors.New("dial tcp: connection refused")
	}
	err := b.Postbus.Bezorg(ctx, m)
	b.gekomen <- struct{}{}
	return err
}

// logboek keeps everything that is logged.
type logboek struct {
	mu sync.Mutex
	b  bytes.Buffer
}

func (l *logboek) Write(p []byte) (int, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.b.Write(p)
}

func (l *logboek) String() string {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.b.String()
}

// huis is the whole product with the demo in it, served and working on jobs.
type huis struct {
	*testing.T
	app      *app.App
	eigenaar *pgxpool.Pool // of the tables, to look
	bus      *brievenbus
	log      *logboek
	adr      string // host:port that it listens on
	port     string

	mu      sync.Mutex
	gelezen map[string]bool // ids of mail
	sporen  []string        // what visitors leave behind (merken_test.go)
}

// sleutels are the same for every copy of the product in a test.
var sleutels = sync.OnceValue(func() string {
	s, err := kluis.Maak("proef")
	if err != nil {
		panic(err)
	}
	return s
})

// nieuwHuis starts the product on a migrated database.
func nieuwHuis(t *testing.T, pool *pgxpool.Pool, opties ...func(*config.Config, *brievenbus)) *huis {
	t.Helper()
	h := &huis{T: t, eigenaar: pgtest.Eigenaar(t, pool), gelezen: map[string]bool{}, log: &logboek{}, bus: &brievenbus{Postbus: mail.Postbus{Map: t.TempDir()}, gekomen: make(chan struct{}, 1000), geweigerd: make(chan struct{}, 1000)}}
	cfg, err := config.Lees(func(string) string { return "" })
	h.goed(err)
	ln, err := net.Listen("tcp", "127.0.0.1:0")
	h.goed(err)
	h.adr = ln.Addr().String()
	_, h.port, _ = net.SplitHostPort(h.adr)
	cfg.Sleutels, cfg.Zegels = sleutels(), zegel.ProefMap(t, "veldwaarde", "lindemeer")
	cfg.TLS, cfg.MailVan, cfg.Adres = false, "mantelpunt@voorbeeld.example", h.adr
	for _, o := range opties {
		o(&cfg, h.bus)
	}
	ctx, stop := context.WithCancel(context.Background())
	log := slog.New(slog.NewJSONHandler(h.log, &slog.HandlerOptions{Level: slog.LevelDebug}))
	h.app, err = app.Nieuw(ctx, cfg, pool, log, app.Opties{Bezorger: h.bus})
	h.goed(err)
	h.goed(demo.Vul(ctx, h.app, time.Now()))
	klaar := make(chan error, 1)
	go func() { klaar <- h.app.Draai(ctx, ln) }()
	t.Cleanup(func() {
		stop()
		if err := <-klaar; err != nil {
			t.Errorf("the product does not stop cleanly: %v", err)
		}
	})
	return h
}

func (h *huis) goed(err error) {
	h.Helper()
	if err != nil {
		h.Fatal(err)
	}
}

// een reads one value from the database.
func een[T any](h *huis, sql string, args ...any) (v T) {
	h.Helper()
	h.goed(h.eigenaar.QueryRow(context.Background(), sql, args...).Scan(&v))
	return v
}

// aanvraagVan finds the aanvraag of somebody in the demo by the begin of the name.
func (h *huis) aanvraagVan(naam string) string {
	h.Helper()
	for _, slug := range []string{"veldwaarde", "lindemeer"} {
		g, err := h.app.Gemeenten.MetSlug(context.Background(), slug)
		h.goed(err)
		namen, err := h.app.Verklaring.Namen(context.Background(), g.ID)
		h.goed(err)
		for id, n := range namen {
			if strings.HasPrefix(n, naam) {
				return id.String()
			}
		}
	}
	h.Fatalf("nobody is called %s", naam)
	return ""
}

// brief waits for a mail to somebody whose subject has a word, and gives its text. A
// mail is given once.
func (h *huis) brief(aan, woord string) string {
	h.Helper()
	for grens := time.After(geduld); ; {
		brieven, err := h.bus.Brieven(200)
		h.goed(err)
		for _, b := range brieven {
			if b.Aan == aan && strings.Contains(b.Onderwerp, woord) && h.ongelezen(b.ID) {
				return b.Tekst
			}
		}
		select {
		case <-h.bus.gekomen:
		case <-grens:
			h.Fatalf("no mail to %s about %q", aan, woord)
		}
	}
}

func (h *huis) ongelezen(id string) bool {
	h.mu.Lock()
	defer h.mu.Unlock()
	al := h.gelezen[id]
	h.gelezen[id] = true
	return !al
}

// bezoeker is somebody with a browser at one gemeente.
type bezoeker struct {
	*huis
	host string // with port
	*http.Client
}

func (h *huis) bezoeker(host string) *bezoeker {
	jar, err := cookiejar.New(nil)
	h.goed(err)
	tr := &http.Transport{DialContext: func(ctx context.Context, _, _ string) (net.Conn, error) {
		return new(net.Dialer).DialContext(ctx, "tcp", h.adr) // whatever the host
	}}
	h.Cleanup(tr.CloseIdleConnections)
	return &bezoeker{h, host + ":" + h.port, &http.Client{Jar: jar, Transport: spoor{tr, h}, Timeout: 30 * time.Second,
		CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }}}
}

// antwoord is what came back, read to its end.
type antwoord struct {
	*http.Response
	body              []byte
	*goquery.Document // of a page
}

func (a antwoord) tekst(selector string) string {
	return strings.Join(strings.Fields(a.Find(selector).Text()), " ")
}

func (b *bezoeker) doe(methode, pad string, form url.Values, koppen ...string) antwoord {
	b.Helper()
	r, err := http.NewRequest(methode, "http://"+b.host+pad, strings.NewReader(form.Encode()))
	b.goed(err)
	if form != nil {
		r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	}
	for i := 0; i+1 < len(koppen); i += 2 {
		r.Header.Set(koppen[i], koppen[i+1])
	}
	res, err := b.Do(r)
	b.goed(err)
	defer res.Body.Close()
	a := antwoord{Response: res}
	a.body, err = io.ReadAll(res.Body)
	b.goed(err)
	a.Document, err = goquery.NewDocumentFromReader(bytes.NewReader(a.body))
	b.goed(err)
	return a
}

// get wants a status.
func (b *bezoeker) get(pad string, status int) antwoord {
	b.Helper()
	a := b.doe(http.MethodGet, pad, nil)
	if a.StatusCode != status {
		b.Fatalf("GET %s%s: %d, want %d: %s", b.host, pad, a.StatusCode, status, a.tekst("h1"))
	}
	return a
}

// post wants a status; a redirect gives its address.
func (b *bezoeker) post(pad string, form url.Values, status int) antwoord {
	b.Helper()
	a := b.doe(http.MethodPost, pad, form)
	if a.StatusCode != status {
		b.Fatalf("POST %s%s: %d, want %d: %s", b.host, pad, a.StatusCode, status, a.tekst("h1, .utrecht-alert"))
	}
	return a
}

// naar sends a form that must lead to another page, and gives its path.
func (b *bezoeker) naar(pad string, form url.Values) string {
	b.Helper()
	return b.post(pad, form, http.StatusSeeOther).Header.Get("Location")
}

var reInlogcode = regexp.MustCompile(`(?m)^ {4}([0-9]{6})\s*$`)

// metCode logs a carer in by mail, once for an address, and gives where that leads and the code.
func (b *bezoeker) metCode(email string) (pad, code string) {
	b.Helper()
	if pad := b.naar("/inloggen", url.Values{"email": {email}}); pad != "/inloggen/code" {
		b.Fatalf("asking for a code leads to %s", pad)
	}
	code = reInlogcode.FindStringSubmatch(b.brief(email, "code"))[1]
	return b.naar("/inloggen/code", url.Values{"code": {code}}), code
}

// metWachtwoord logs a member of staff in.
func (b *bezoeker) metWachtwoord(email string) *bezoeker {
	b.Helper()
	if pad := b.inloggen(email); pad != "/beheer" {
		b.Fatalf("logging in leads to %s", pad)
	}
	return b
}

// inloggen gives a password and the code of the app, and tells where that leads.
func (b *bezoeker) inloggen(email string) string {
	b.Helper()
	if pad := b.naar("/beheer/inloggen", url.Values{"email": {email}, "wachtwoord": {demo.Wachtwoord}}); pad != "/beheer/factor" {
		b.Fatalf("a right password leads to %s", pad)
	}
	return b.naar("/beheer/factor", url.Values{"code": {appcode(b.T, b.app.Pool)}})
}

// appcode is what the app of the demo's staff shows, as if the last one that was
// used were long ago.
func appcode(t *testing.T, pool *pgxpool.Pool) string {
	t.Helper()
	if _, err := pool.Exec(t.Context(), `UPDATE gebruiker SET totp_stap = 0`); err != nil {
		t.Fatal(err)
	}
	code, err := factor.Code(demo.AppGeheim, time.Now())
	if err != nil {
		t.Fatal(err)
	}
	return code
}

// stappen are the answers to the steps of an aanvraag.
func stappen(naam string) map[string]url.Values {
	return map[string]url.Values{
		"wie":    {"naam": {naam}, "geboortedatum-dag": {"3"}, "geboortedatum-maand": {"3"}, "geboortedatum-jaar": {"1971"}, "woont_hier": {"ja"}},
		"naaste": {"relatie": {"ouder"}, "naaste_woont_hier": {"nee"}},
		"zorg":   {"taken": {"vervoer", "huishouden"}, "uren": {"12"}, "sinds-maand": {"3"}, "sinds-jaar": {"2024"}},
		"doel":   {"doelen": {"werkgever"}},
	}
}

const stap = "/verklaring/aanvragen/"

// vraagtAan fills in every step and sends; it gives the page of the aanvraag and its kenmerk.
func (b *bezoeker) vraagtAan(antwoorden map[string]url.Values) (pad, kenmerk string) {
	b.Helper()
	b.get("/verklaring/aanvragen", http.StatusSeeOther)
	for _, naam := range []string{"wie", "naaste", "zorg", "doel"} {
		b.naar(stap+naam, antwoorden[naam])
	}
	id, _ := b.get(stap+"controleren", 200).Find("input[name=id]").Attr("value")
	pad = b.naar(stap+"controleren", url.Values{"id": {id}, "akkoord": {"ja"}})
	return pad, b.get(pad, 200).tekst("#kenmerk")
}
