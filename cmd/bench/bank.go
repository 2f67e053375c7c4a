package main

import (
	"context"
	"fmt"
	"log/slog"
	"net"
	"net/http"
	"os"
	"strconv"
	"strings"
	"sync/atomic"
	"time"

	"mantelpunt/internal/app"
	"mantelpunt/internal/config"
	"mantelpunt/internal/kluis"
	"mantelpunt/internal/mail"
	"mantelpunt/internal/postgres"

	"github.com/jackc/pgx/v5/pgxpool"
)

// bank is the whole product with a port, and beside it a handler of net/http that
// does nothing but write an answer that the product gave.
type bank struct {
	app     *app.App
	pool    *pgxpool.Pool
	adres   string
	kaal    string
	vragen  []string
	pagina  atomic.Pointer[antwoord]
	teller  atomic.Int64
	stop    func()
	gestopt chan error
}

func nieuweBank(ctx context.Context, url string, ruimte int) (*bank, error) {
	cfg, err := config.Lees(func(string) string { return "" })
	if err != nil {
		return nil, err
	}
	if cfg.Sleutels, err = kluis.Maak("bench"); err != nil {
		return nil, err
	}
	cfg.TLS, cfg.MailVan, cfg.Momentopname = false, "bench@mantelpunt.example", ruimte
	log, err := os.OpenFile(os.DevNull, os.O_WRONLY, 0)
	if err != nil {
		return nil, err
	}
	b := &bank{gestopt: make(chan error, 1)}
	if b.pool, err = postgres.Open(ctx, url); err != nil {
		return nil, err
	}
	if b.app, err = app.Nieuw(ctx, cfg, b.pool, slog.New(slog.NewJSONHandler(log, nil)), app.Opties{Bezorger: &mail.Postbus{Map: os.TempDir()}}); err != nil {
		b.pool.Close()
		return nil, err
	}
	ln, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		b.pool.Close()
		return nil, err
	}
	kaal, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		b.pool.Close()
		return nil, err
	}
	b.adres, b.kaal = ln.Addr().String(), kaal.Addr().String()
	app.RuimGeheugen(ruimte)
	ctx, b.stop = context.WithCancel(ctx)
	go func() { b.gestopt <- b.app.Draai(ctx, ln) }()
	srv := &http.Server{Handler: http.HandlerFunc(b.geefKaal), ReadHeaderTimeout: time.Minute}
	go func() { _ = srv.Serve(kaal) }()
	go func() { <-ctx.Done(); _ = srv.Close() }()
	return b, nil
}

func (b *bank) einde() error {
	b.stop()
	err := <-b.gestopt
	b.pool.Close()
	return err
}

// geefKaal writes the bytes of the product, compressed as they were.
func (b *bank) geefKaal(w http.ResponseWriter, r *http.Request) {
	p := b.pagina.Load()
	if p.status != http.StatusOK {
		w.WriteHeader(p.status)
		return
	}
	h := w.Header()
	h.Set("Content-Type", "text/html; charset=utf-8")
	h.Set("Content-Encoding", "gzip")
	h.Set("Content-Length", strconv.Itoa(len(p.body)))
	_, _ = w.Write(p.body)
}

// een asks the product once, and keeps the answer.
func (b *bank) een(v []byte) (antwoord, error) {
	l, err := nieuweLijn(b.adres)
	if err != nil {
		return antwoord{}, err
	}
	defer func() { _ = l.Close() }()
	return l.vraag(v, true)
}

func (a antwoord) kop(naam string) string {
	for regel := range strings.Lines(string(a.koppen)) {
		if n, w, ok := strings.Cut(regel, ":"); ok && strings.EqualFold(n, naam) {
			return strings.TrimSpace(w)
		}
	}
	return ""
}

// vergelijking is the product beside the bare handler.
type vergelijking struct {
	product, kaal cijfers
	lengte        int // of the answer, compressed
}

func (v vergelijking) deel() float64 { return v.product.perSeconde / v.kaal.perSeconde }

// meet takes the best of some rounds, in which both have their turn: what else the
// machine has to do can only make it slower.
func (b *bank) meet(s scene, p plaats, lijnen, rondes int, duur time.Duration) (v vergelijking, err error) {
	mis := 0
	for ronde := 0; ronde < rondes; ronde++ {
		maak, status, voorbeeld, err := s.klaar(b, p)
		if err != nil {
			return v, err
		}
		b.pagina.Store(&voorbeeld)
		kaal, err := belast(b.kaal, lijnen, duur, status, maak)
		if err != nil {
			return v, fmt.Errorf("de kale handler: %w", err)
		}
		product, err := belast(b.adres, lijnen, duur, status, maak)
		if err != nil {
			if mis++; mis > 2 { // once or twice: five minutes of the clock went by, and the page is another
				return v, fmt.Errorf("%s: %w", s.naam, err)
			}
			ronde--
			continue
		}
		v.lengte = len(voorbeeld.body)
		if kaal.perSeconde > v.kaal.perSeconde {
			v.kaal = kaal
		}
		if product.perSeconde > v.product.perSeconde {
			v.product = product
		}
	}
	return v, nil
}
