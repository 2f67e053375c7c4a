package momentopname

import (
	"context"
	"sync"
	"sync/atomic"
	"time"

	"mantelpunt/internal/fault"
)

// Voorraad holds the newest value per gemeente, as long as there is room: what was
// used longest ago goes first (see [Wachter.Begrens]) and is loaded again when
// somebody asks. laad makes a value from Postgres. A value that takes memory worth
// speaking of has a method Bytes() int.
type Voorraad[T any] struct {
	wachter *Wachter
	laad    func(ctx context.Context, gemeenteID int) (T, error)
	mu      sync.RWMutex
	per     map[int]*vak[T]
}

type vak[T any] struct {
	beurt   atomic.Int64 // when it was last used: the turn, not the time
	laden   sync.Mutex   // held by who loads
	mu      sync.Mutex   // guards the rest, never held while loading
	waarde  T
	gevuld  bool
	gen     int64
	achter  time.Time // since when there is a newer generation than this one; zero when there is none
	gefaald time.Time // last time that loading failed, and why
	fout    error
}

// opname is a value with its generation, and since when there is a newer one.
type opname[T any] struct {
	waarde T
	gevuld bool
	gen    int64
	achter time.Time
}

// stand gives the value, and whether it will do: it is new enough, or loading has
// only just failed.
func (k *vak[T]) stand(gen int64) (o opname[T], goed bool, err error) {
	k.mu.Lock()
	defer k.mu.Unlock()
	if k.gevuld && k.gen >= gen {
		return k.opname(), true, nil
	}
	if k.gevuld && k.achter.IsZero() {
		k.achter = time.Now()
	}
	pas := time.Since(k.gefaald) < time.Second
	if pas && !k.gevuld {
		err = k.fout
	}
	return k.opname(), pas, err
}

func (k *vak[T]) opname() opname[T] { return opname[T]{k.waarde, k.gevuld, k.gen, k.achter} }

// laadtijd bounds one loading: a database that doesn't answer must not hold up
// the visitors who wait for it. geduld is how long who has an older value waits for
// the others that are being loaded: what is published for the whole country makes that
// hundreds of gemeenten want a new one.
const (
	laadtijd = 10 * time.Second
	geduld   = time.Second
)

// NieuweVoorraad makes an empty store; values are loaded at the first visit.
func NieuweVoorraad[T any](w *Wachter, laad func(ctx context.Context, gemeenteID int) (T, error)) *Voorraad[T] {
	v := &Voorraad[T]{wachter: w, laad: laad, per: map[int]*vak[T]{}}
	w.ken(v)
	return v
}

// Haal gives the value of a gemeente at its newest generation. One visitor loads it;
// the others get the last one meanwhile, as everybody does when it cannot be loaded.
// Only a gemeente that was never loaded is waited for, and is an error. After a
// failure it is tried again a second later, not for every visitor.
func (v *Voorraad[T]) Haal(ctx context.Context, gemeenteID int) (T, error) {
	o, err := v.haal(ctx, gemeenteID)
	return o.waarde, err
}

// HaalMet is Haal, with of when the value is.
func (v *Voorraad[T]) HaalMet(ctx context.Context, gemeenteID int) (T, Stand, error) {
	o, err := v.haal(ctx, gemeenteID)
	s := Stand{Generatie: o.gen, Sinds: o.achter, Nieuwst: o.achter.IsZero() && err == nil}
	if s.Nieuwst {
		s.Sinds = v.wachter.Gezien()
	}
	return o.waarde, s, err
}

func (v *Voorraad[T]) vak(gemeenteID int) *vak[T] {
	v.mu.RLock()
	k := v.per[gemeenteID]
	v.mu.RUnlock()
	if k == nil {
		v.mu.Lock()
		defer v.mu.Unlock()
		if k = v.per[gemeenteID]; k == nil {
			k = &vak[T]{}
			v.per[gemeenteID] = k
		}
	}
	k.beurt.Store(v.wachter.beurt.Add(1))
	return k
}

func (v *Voorraad[T]) haal(ctx context.Context, gemeenteID int) (opname[T], error) {
	k := v.vak(gemeenteID)
	gen := v.wachter.Generaties()[gemeenteID]
	o, goed, err := k.stand(gen)
	if goed {
		return o, err
	}
	if !k.laden.TryLock() {
		if o.gevuld {
			return o, nil
		}
		k.laden.Lock()
	}
	defer k.laden.Unlock()
	if o, goed, err = k.stand(gen); goed { // somebody loaded while we waited
		return o, err
	}
	if !v.wachter.magLaden(o.gevuld) {
		if o.gevuld {
			return o, nil
		}
		err := fault.New(fault.Unavailable, "gemeente %d laden: te veel tegelijk", gemeenteID)
		k.mu.Lock()
		defer k.mu.Unlock()
		k.gefaald, k.fout = time.Now(), err // who waited with us need not wait again
		return o, err
	}
	defer v.wachter.geladenIs()
	// the visitor who happens to load must not take the load down by leaving
	ctx, stop := context.WithTimeout(context.WithoutCancel(ctx), laadtijd)
	defer stop()
	begin := time.Now()
	nieuw, err := v.laad(ctx, gemeenteID)
	if err != nil {
		v.wachter.mislukt.Add(1)
		k.mu.Lock()
		defer k.mu.Unlock()
		k.gefaald, k.fout = time.Now(), err
		if k.gevuld {
			v.wachter.log.Warn("momentopname niet vernieuwd", "gemeente", gemeenteID, "fout", err)
			return k.opname(), nil
		}
		return k.opname(), err
	}
	v.wachter.geladen.Add(1)
	v.wachter.laadduur.Add(int64(time.Since(begin)))
	k.mu.Lock()
	k.waarde, k.gevuld, k.gen, k.achter = nieuw, true, gen, time.Time{}
	o = k.opname()
	k.mu.Unlock()
	v.wachter.Ruim()
	return o, nil
}

// magLaden waits until there are not too many who load: more at once than there are
// processors only takes more memory. False when that takes too long.
func (w *Wachter) magLaden(ouder bool) bool {
	tot := laadtijd
	if ouder {
		tot = geduld
	}
	klok := time.NewTimer(tot)
	defer klok.Stop()
	select {
	case w.laders <- struct{}{}:
		return true
	case <-klok.C:
		return false
	}
}

func (w *Wachter) geladenIs() { <-w.laders }

// Elk gives every value that is held to f.
func (v *Voorraad[T]) Elk(f func(T)) {
	v.mu.RLock()
	defer v.mu.RUnlock()
	for _, k := range v.per {
		k.mu.Lock()
		o := k.opname()
		k.mu.Unlock()
		if o.gevuld {
			f(o.waarde)
		}
	}
}

// bezet is one value that takes room.
type bezet struct {
	bytes int
	beurt int64
	weg   func()
}

func (v *Voorraad[T]) bezet(uit []bezet) []bezet {
	v.mu.RLock()
	defer v.mu.RUnlock()
	for id, k := range v.per {
		k.mu.Lock()
		o := k.opname()
		k.mu.Unlock()
		if !o.gevuld {
			continue
		}
		b := bezet{bytes: minBytes, beurt: k.beurt.Load(), weg: func() { v.laat(id, k) }}
		if groot, ok := any(o.waarde).(interface{ Bytes() int }); ok {
			b.bytes += groot.Bytes()
		}
		uit = append(uit, b)
	}
	return uit
}

func (v *Voorraad[T]) laat(id int, k *vak[T]) {
	v.mu.Lock()
	defer v.mu.Unlock()
	if v.per[id] == k {
		delete(v.per, id)
	}
}
