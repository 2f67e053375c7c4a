package momentopname

import (
	"context"
	"sync"
	"time"
)

// Voorraad holds the newest value per gemeente. laad makes one from Postgres.
type Voorraad[T any] struct {
	wachter *Wachter
	laad    func(ctx context.Context, gemeenteID int) (T, error)
	mu      sync.Mutex
	per     map[int]*vak[T]
}

type vak[T any] struct {
	mu      sync.Mutex
	waarde  T
	gevuld  bool
	gen     int64
	gefaald time.Time // last time that loading failed, and why
	fout    error
}

// laadtijd bounds one loading: a database that doesn't answer must not hold up
// the visitors who wait for it.
const laadtijd = 10 * time.Second

// NieuweVoorraad makes an empty store; values are loaded at the first visit.
func NieuweVoorraad[T any](w *Wachter, laad func(ctx context.Context, gemeenteID int) (T, error)) *Voorraad[T] {
	return &Voorraad[T]{wachter: w, laad: laad, per: map[int]*vak[T]{}}
}

// Haal gives the value of a gemeente at its newest generation. When it cannot be
// loaded the last one is given; only a gemeente that was never loaded is an error.
// After a failure it is tried again a second later, not for every visitor.
func (v *Voorraad[T]) Haal(ctx context.Context, gemeenteID int) (T, error) {
	v.mu.Lock()
	k := v.per[gemeenteID]
	if k == nil {
		k = &vak[T]{}
		v.per[gemeenteID] = k
	}
	v.mu.Unlock()

	k.mu.Lock()
	defer k.mu.Unlock()
	gen := v.wachter.generatie(gemeenteID)
	if k.gevuld && k.gen >= gen {
		return k.waarde, nil
	}
	if time.Since(k.gefaald) < time.Second {
		if k.gevuld {
			return k.waarde, nil
		}
		return k.waarde, k.fout
	}
	// the visitor who happens to load must not take the load down by leaving
	ctx, stop := context.WithTimeout(context.WithoutCancel(ctx), laadtijd)
	defer stop()
	nieuw, err := v.laad(ctx, gemeenteID)
	if err != nil {
		k.gefaald, k.fout = time.Now(), err
		if k.gevuld {
			v.wachter.log.Warn("momentopname niet vernieuwd", "gemeente", gemeenteID, "fout", err)
			return k.waarde, nil
		}
		return k.waarde, err
	}
	k.waarde, k.gevuld, k.gen = nieuw, true, gen
	return nieuw, nil
}
