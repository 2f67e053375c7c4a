package gemeente

import (
	"context"
	"log/slog"
	"maps"
	"net/http"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"time"

	"mantelpunt/internal/fault"
	"mantelpunt/internal/momentopname"
	"mantelpunt/internal/postgres"
	"mantelpunt/web/kleur"

	"github.com/jackc/pgx/v5"
)

// Register finds the gemeente of a host name, from memory. What changed is read again
// by who hears of it, the loop of the Wachter or who saved it, so that no visitor
// waits for that; while the database is away it keeps what it has.
type Register struct {
	wachter *momentopname.Wachter
	store   Store
	extra   map[string]string // GEMEENTE_HOSTS
	tls     bool
	dev     bool
	log     *slog.Logger

	stand   atomic.Pointer[stand]
	mu      sync.Mutex // held by who reads
	gefaald time.Time  // last time that the first reading failed, and why
	fout    error
}

// stand is what the table says, as far as it was read. It is never changed.
type stand struct {
	hosts  map[string]*inschrijving
	themas map[string]string // path of the stylesheet to its text
	op     map[int]*inschrijving
}

// leestijd bounds one reading.
const leestijd = 10 * time.Second

// NieuwRegister makes a register; extra are host names from the configuration.
func NieuwRegister(s Store, w *momentopname.Wachter, extra map[string]string, tls, dev bool, log *slog.Logger) *Register {
	r := &Register{store: s, wachter: w, extra: extra, tls: tls, dev: dev, log: log}
	w.BijNieuws(func(ctx context.Context) {
		if err := r.ververs(ctx); err != nil {
			log.Warn("gemeenten niet opnieuw gelezen", "fout", err)
		}
	})
	return r
}

// lees gives what is known. Only who comes before anything was read waits for that;
// after a failure it is tried again a second later, not for every visitor.
func (r *Register) lees(ctx context.Context) (*stand, error) {
	if st := r.stand.Load(); st != nil {
		return st, nil
	}
	err := r.ververs(ctx)
	if st := r.stand.Load(); st != nil {
		return st, nil
	}
	return nil, err
}

// ververs reads the gemeenten of which the generation moved on, and lets go of those
// that are no more.
func (r *Register) ververs(ctx context.Context) (err error) {
	r.mu.Lock()
	defer r.mu.Unlock()
	was := r.stand.Load()
	if was == nil {
		if time.Since(r.gefaald) < time.Second {
			return r.fout
		}
		was = &stand{}
		defer func() {
			if err != nil {
				r.gefaald, r.fout = time.Now(), err
			}
		}()
	}
	op, ids := map[int]*inschrijving{}, []int{}
	for id, gen := range r.wachter.Generaties() {
		if i := was.op[id]; i != nil && i.generatie >= gen {
			op[id] = i
		} else {
			ids = append(ids, id)
		}
	}
	if len(ids) == 0 && was.op != nil && len(op) == len(was.op) {
		return nil
	}
	// the visitor who happens to read must not take it down by leaving
	ctx, stop := context.WithTimeout(context.WithoutCancel(ctx), leestijd)
	defer stop()
	nieuw, err := r.store.inschrijvingen(ctx, ids)
	if err != nil {
		return err
	}
	bekend := map[kleur.Thema]uiterlijk{}
	for _, i := range was.op {
		if i.fout == nil {
			bekend[i.Thema] = i.uiterlijk
		}
	}
	for i := range nieuw {
		nieuw[i].reken(bekend)
		op[nieuw[i].ID] = &nieuw[i]
	}
	st := r.maak(op)
	if len(op) != len(was.op) {
		r.waarschuw(st)
	}
	r.stand.Store(st)
	return nil
}

// inschrijvingen reads some gemeenten, each with its generation.
func (s Store) inschrijvingen(ctx context.Context, ids []int) ([]inschrijving, error) {
	rows, err := s.Pool.Query(ctx, `SELECT `+kolommen+`, generatie FROM gemeente WHERE id = ANY($1)`, ids)
	if err != nil {
		return nil, postgres.Fout(err, "gemeenten lezen")
	}
	lijst, err := pgx.CollectRows(rows, func(row pgx.CollectableRow) (i inschrijving, err error) {
		i.Gemeente, err = leesMet(row, &i.generatie)
		return i, err
	})
	return lijst, postgres.Fout(err, "gemeenten lezen")
}

func (r *Register) maak(op map[int]*inschrijving) *stand {
	st := &stand{hosts: map[string]*inschrijving{}, themas: map[string]string{}, op: op}
	for n, id := range slices.Sorted(maps.Keys(op)) {
		i := op[id]
		if n == 0 { // the first one made
			st.hosts["localhost"], st.hosts["127.0.0.1"] = i, i
		}
		st.hosts[i.Slug+".localhost"] = i
		for _, h := range i.Hosts {
			st.hosts[strings.ToLower(h)] = i
		}
		for h, slug := range r.extra {
			if slug == i.Slug {
				st.hosts[h] = i
			}
		}
		if i.fout == nil {
			st.themas[i.themaURL] = i.css
		}
	}
	return st
}

// waarschuw tells of host names in the configuration that lead nowhere: a typing
// mistake, or a gemeente that is yet to be added.
func (r *Register) waarschuw(st *stand) {
	for _, h := range slices.Sorted(maps.Keys(r.extra)) {
		if st.hosts[h] == nil {
			r.log.Warn("GEMEENTE_HOSTS noemt een gemeente die er niet is", "host", h, "slug", r.extra[h])
		}
	}
}

// Naam gives the name of a gemeente, "" when there is none with this id.
func (r *Register) Naam(ctx context.Context, gemeenteID int) string {
	st, err := r.lees(ctx)
	if err != nil || st.op[gemeenteID] == nil {
		return ""
	}
	return st.op[gemeenteID].Naam
}

// Thema serves the stylesheet of a gemeente; its name changes with its content.
func (r *Register) Thema(w http.ResponseWriter, req *http.Request) error {
	st, err := r.lees(req.Context())
	if err != nil {
		return err
	}
	css, ok := st.themas[req.URL.Path]
	if !ok {
		return fault.New(fault.NotFound, "thema bestaat niet")
	}
	w.Header().Set("Content-Type", "text/css; charset=utf-8")
	w.Header().Set("Cache-Control", "public, max-age=31536000, immutable")
	_, _ = w.Write([]byte(css))
	return nil
}

// Wijken gives the wijken of the gemeente of a request.
func (r *Register) Wijken(ctx context.Context) []string { return uit(ctx).Wijken }
