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
	laden   sync.Mutex // held by who loads
	mu      sync.Mutex // guards the rest, never held while loading
	waarde  T
	gevuld  bool
	gen     int64
	gefaald time.Time // last time that loading failed, and why
	fout    error
}

// stand gives the value, and whether it will do: it is new enough, or loading has
// only just failed.
func (k *vak[T]) stand(gen int64) (waarde T, gevuld, goed bool, err error) {
	k.mu.Lock()
	defer k.mu.Unlock()
	if k.gevuld && k.gen >= gen {
		return k.waarde, true, true, nil
	}
	pas := time.Since(k.gefaald) < time.Second
	if pas && !k.gevuld {
		err = k.fout
	}
	return k.waarde, k.gevuld, pas, err
}

// laadtijd bounds one loading: a database that doesn't answer must not hold up
// the visitors who wait for it.
const laadtijd = 10 * time.Second

// NieuweVoorraad makes an empty store; values are loaded at the first visit.
func NieuweVoorraad[T any](w *Wachter, laad func(ctx context.Context, gemeenteID int) (T, error)) *Voorraad[T] {
	return &Voorraad[T]{wachter: w, laad: laad, per: map[int]*vak[T]{}}
}

// Haal gives the value of a gemeente at its newest generation. One visitor loads it;
// the others get the last one meanwhile, as everybody does when it cannot be loaded.
// Only a gemeente that was never loaded is waited for, and is an error. After a
// failure it is tried again a second later, not for every visitor.
func (v *Voorraad[T]) Haal(ctx context.Context, gemeenteID int) (T, error) {
	v.mu.Lock()
	k := v.per[gemeenteID]
	if k == nil {
		k = &vak[T]{}
		v.per[gemeenteID] = k
	}
	v.mu.Unlock()

	gen := v.wachter.generatie(gemeenteID)
	waarde, gevuld, goed, err := k.stand(gen)
	if goed {
		return waarde, err
	}
	if !k.laden.TryLock() {
		if gevuld {
			return waarde, nil
		}
		k.laden.Lock()
	}
	defer k.laden.Unlock()
	if waarde, _, goed, err = k.stand(gen); goed { // somebody loaded while we waited
		return waarde, err
	}
	// the visitor who happens to load must not take the load down by leaving
	ctx, stop := context.WithTimeout(context.WithoutCancel(ctx), laadtijd)
	defer stop()
	nieuw, err := v.laad(ctx, gemeenteID)
	k.mu.Lock()
	defer k.mu.Unlock()
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
