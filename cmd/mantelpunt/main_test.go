package main

import (
	"bytes"
	"context"
	"os/exec"
	"strings"
	"sync"
	"testing"
	"time"

	"mantelpunt/internal/kluis"
	"mantelpunt/internal/pgtest"

	"github.com/jackc/pgx/v5/pgxpool"
)

// geduld is how long a test waits for what must happen by itself.
const geduld = time.Minute

// schrift takes what a command writes, and can be read while it runs.
type schrift struct {
	mu    sync.Mutex
	b     bytes.Buffer
	nieuw chan struct{}
}

func nieuwSchrift() *schrift { return &schrift{nieuw: make(chan struct{}, 1)} }

func (s *schrift) Write(p []byte) (int, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	select {
	case s.nieuw <- struct{}{}:
	default:
	}
	return s.b.Write(p)
}

func (s *schrift) String() string {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.b.String()
}

// proef runs commands with an environment.
type proef struct {
	*testing.T
	env map[string]string
	in  string
}

// nieuweProef has a migrated database; the pool is its owner's.
func nieuweProef(t *testing.T) (*proef, *pgxpool.Pool) {
	t.Helper()
	pool, url := pgtest.NieuwMetURL(t)
	return &proef{T: t, env: map[string]string{"DATABASE_URL": url, "DATABASE_EIGENAAR_URL": pgtest.EigenaarURL(pool), "SLEUTELS": kluis.ProefSleutel(t), "ZEGELS": t.TempDir()}}, pgtest.Eigenaar(t, pool)
}

func (p *proef) getenv(naam string) string { return p.env[naam] }

// doe runs a command to its end.
func (p *proef) doe(args ...string) (uit string, err error) {
	p.Helper()
	u, l := nieuwSchrift(), nieuwSchrift()
	err = run(p.Context(), args, p.getenv, strings.NewReader(p.in), u, l)
	return u.String(), err
}

// goed wants a command to succeed and to say something.
func (p *proef) goed(wil string, args ...string) string {
	p.Helper()
	uit, err := p.doe(args...)
	if err != nil {
		p.Fatalf("%v: %v\n%s", args, err, uit)
	}
	if !strings.Contains(uit, wil) {
		p.Errorf("%v says %q, want %q", args, uit, wil)
	}
	return uit
}

// fout wants a command to fail with a sentence for people.
func (p *proef) fout(wil string, args ...string) {
	p.Helper()
	uit, err := p.doe(args...)
	if err == nil {
		p.Fatalf("%v must fail; it says %s", args, uit)
	}
	if !strings.Contains(err.Error(), wil) {
		p.Errorf("%v: %v, want %q", args, err, wil)
	}
	if strings.Contains(err.Error(), "SQLSTATE") {
		p.Errorf("%v tells an error of the machine: %v", args, err)
	}
}

// lopend is a command that runs until it is stopped.
type lopend struct {
	*proef
	uit, log *schrift
	stop     context.CancelFunc
	klaar    chan error
}

func (p *proef) begin(args ...string) *lopend {
	ctx, stop := context.WithCancel(context.Background())
	l := &lopend{proef: p, uit: nieuwSchrift(), log: nieuwSchrift(), stop: stop, klaar: make(chan error, 1)}
	go func() { l.klaar <- run(ctx, args, p.getenv, strings.NewReader(""), l.uit, l.log) }()
	p.Cleanup(stop)
	return l
}

// tot waits until s holds a text.
func (l *lopend) tot(s *schrift, tekst string) string {
	l.Helper()
	grens := time.After(geduld)
	for !strings.Contains(s.String(), tekst) {
		select {
		case <-s.nieuw:
		case err := <-l.klaar:
			l.Fatalf("it stopped before it said %q: %v\n%s%s", tekst, err, l.uit, l.log)
		case <-grens:
			l.Fatalf("it never says %q:\n%s%s", tekst, l.uit, l.log)
		}
	}
	return s.String()
}

// einde stops it and wants that to go well.
func (l *lopend) einde() {
	l.Helper()
	l.stop()
	select {
	case err := <-l.klaar:
		if err != nil {
			l.Errorf("it does not stop cleanly: %v", err)
		}
	case <-time.After(geduld):
		l.Fatal("it does not stop")
	}
}

func TestHelp(t *testing.T) {
	p := &proef{T: t}
	for _, args := range [][]string{nil, {"help"}, {"--help"}, {"-h"}} {
		uit := p.goed("Gebruik:", args...)
		for _, o := range opdrachten {
			if !strings.Contains(uit, "mantelpunt "+o.gebruik) {
				t.Errorf("%v does not tell of %s", args, o.naam)
			}
		}
	}
	uit := nieuwSchrift()
	err := run(t.Context(), []string{"vlieg"}, p.getenv, nil, nieuwSchrift(), uit)
	if err == nil || !strings.Contains(err.Error(), `"vlieg" bestaat niet`) || !strings.Contains(uit.String(), "Gebruik:") {
		t.Errorf("an unknown command: %v\n%s", err, uit)
	}
	for _, args := range [][]string{{"gemeente"}, {"gemeente", "weggooien"}, {"gebruiker"}, {"gebruiker", "wachtwoord"}, {"gebruiker", "toevoegen", "--wat"}, {"import"}, {"import", "--gemeente", "x"}, {"export"}, {"export", "--gemeente", "x", "a", "b"}} {
		p.fout("gebruik: mantelpunt "+args[0], args...)
	}
}

func TestEnvironmentIsExplained(t *testing.T) {
	p := &proef{T: t, env: map[string]string{"TLS": "misschien", "SMTP_BEVEILIGING": "x"}}
	p.fout("TLS moet ja of nee zijn", "serve")
	p.fout("SMTP_BEVEILIGING", "gemeente", "toevoegen")
	p.env = map[string]string{}
	for _, v := range []struct{ naam, waarde string }{{"DATABASE_URL", "postgres:///nergens?host=/nergens"}, {"SLEUTELS", kluis.ProefSleutel(t)}, {"SMTP_ADRES", "mail.example:587"}, {"MAIL_VAN", "portaal@gemeente.example"}} {
		p.fout("de omgevingsvariabele "+v.naam+" ontbreekt", "serve")
		p.env[v.naam] = v.waarde
	}
	p.env["ADRES"] = "127.0.0.1:0"
	p.fout("verbinden met de database", "serve")
}

// A build for production has no way to log in without proof and no demo accounts.
func TestProductionHasNoStandIns(t *testing.T) {
	deps := func(args ...string) string {
		cmd := exec.Command("go", append(append([]string{"list", "-deps"}, args...), ".")...)
		uit, err := cmd.Output()
		if err != nil {
			t.Fatal(err)
		}
		return string(uit)
	}
	dev, productie := deps(), deps("-tags", "productie")
	for _, pakket := range []string{"mantelpunt/internal/account/ontwikkel", "mantelpunt/internal/app/demo"} {
		if !strings.Contains(dev, pakket+"\n") || strings.Contains(productie, pakket+"\n") {
			t.Errorf("%s: in dev %v, in production %v", pakket, strings.Contains(dev, pakket+"\n"), strings.Contains(productie, pakket+"\n"))
		}
	}
	if strings.Contains(productie, "testing\n") || strings.Contains(productie, "internal/browsertest") || strings.Contains(productie, "internal/pgtest") {
		t.Error("production holds what is for tests")
	}
}
