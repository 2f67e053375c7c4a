package gemeente

import (
	"context"
	"net/http"
	"strings"
	"testing"
	"time"

	"mantelpunt/internal/momentopname"
	"mantelpunt/internal/pgtest"

	"github.com/jackc/pgx/v5"
)

// publiceer moves the generation of gemeenten, as any publication does, and has the
// register hear of it.
func (p *proef) publiceer(t testing.TB, ids ...int) {
	t.Helper()
	err := pgx.BeginFunc(t.Context(), p.store.Pool, func(tx pgx.Tx) error { return momentopname.Verhoog(t.Context(), tx, ids...) })
	if err != nil {
		t.Fatal(err)
	}
	if err := p.wachter.Kijk(t.Context()); err != nil {
		t.Fatal(err)
	}
}

func (p *proef) voert(t *testing.T, sql string, args ...any) {
	t.Helper()
	if _, err := pgtest.Eigenaar(t, p.store.Pool).Exec(t.Context(), sql, args...); err != nil {
		t.Fatal(err)
	}
}

func (p *proef) antwoordt(t *testing.T, status map[string]int) {
	t.Helper()
	for host, want := range status {
		if w := p.vraag(host, "/wie"); w.Code != want {
			t.Errorf("%s: status %d, want %d", host, w.Code, want)
		}
	}
}

func TestAPublicationReadsThatGemeenteAlone(t *testing.T) {
	p := nieuweProef(t, false, twee()...)
	p.antwoordt(t, map[string]int{"localhost": 200})
	eerst := p.register.stand.Load()
	p.publiceer(t, 2)
	daarna := p.register.stand.Load()
	if daarna.op[1] != eerst.op[1] || daarna.op[2] == eerst.op[2] || daarna.hosts["lindemeer.localhost"] != daarna.op[2] {
		t.Error("not the one that published, or not it alone")
	}
	if err := p.wachter.Kijk(t.Context()); err != nil {
		t.Fatal(err)
	}
	if p.register.stand.Load() != daarna {
		t.Error("made anew without news")
	}
}

func TestAddressesFollowTheTable(t *testing.T) {
	p := nieuweProef(t, false, twee()...)
	p.antwoordt(t, map[string]int{"mantelzorg.veldwaarde.example": 200, "lindemeer.localhost": 200})
	p.voert(t, `UPDATE gemeente SET hosts = '{zorg.veldwaarde.example}', naam = 'Veldwaarde aan Zee' WHERE id = 1`)
	p.voert(t, `UPDATE gemeente SET hosts = '{mantelzorg.veldwaarde.example}', slug = 'meer' WHERE id = 2`)
	p.publiceer(t, 1, 2)
	p.antwoordt(t, map[string]int{"zorg.veldwaarde.example": 200, "lindemeer.localhost": http.StatusMisdirectedRequest})
	if got := p.vraag("mantelzorg.veldwaarde.example", "/wie").Body.String(); !strings.HasPrefix(got, "meer http://mantelzorg.veldwaarde.example ") {
		t.Errorf("an address that went to another gemeente: %s", got)
	}
	if got := p.register.Naam(t.Context(), 1); got != "Veldwaarde aan Zee" {
		t.Error(got)
	}

	p.voert(t, `DELETE FROM gemeente WHERE id = 1`)
	if err := p.wachter.Kijk(t.Context()); err != nil {
		t.Fatal(err)
	}
	p.antwoordt(t, map[string]int{"zorg.veldwaarde.example": http.StatusMisdirectedRequest, "localhost": 200, "meer.localhost": 200})
	if got := p.vraag("localhost", "/wie").Body.String(); !strings.HasPrefix(got, "meer ") {
		t.Errorf("the first that there is now: %s", got)
	}
	if p.register.Naam(t.Context(), 1) != "" {
		t.Error("a gemeente that is gone has a name")
	}
	if _, err := p.register.Bij(t.Context(), 1, ""); err == nil {
		t.Error("a job of a gemeente that is gone")
	}
}

// What is known beforehand of a request is that of its language and address.
func TestNothingOfAnotherRequestIsSeen(t *testing.T) {
	p := nieuweProef(t, false, twee()...)
	for range 2 {
		for _, c := range []struct{ host, pad, want string }{
			{"lindemeer.localhost:8080", "/wie", "http://lindemeer.localhost:8080"}, {"lindemeer.localhost:9090", "/wie", "http://lindemeer.localhost:9090"},
			{"lindemeer.localhost", "/wie", "Zorgpunt"}, {"lindemeer.localhost", "/en/wie", "Mantelpunt"},
		} {
			if got := p.vraag(c.host, c.pad).Body.String(); !strings.Contains(got, c.want) {
				t.Errorf("%s%s: %s", c.host, c.pad, got)
			}
		}
	}
	i := p.register.stand.Load().op[1]
	v := i.weet("nl", "http://", "veldwaarde.localhost")
	if i.weet("nl", "http://", "veldwaarde.localhost") != v && v.minuut == time.Now().Unix()/60 {
		t.Error("made anew for the same")
	}
	v.minuut-- // a minute ago they may have been open
	if i.weet("nl", "http://", "veldwaarde.localhost") == v {
		t.Error("the clock stands still")
	}
}

// A visitor who leaves, or a slow database, keeps nobody from what is known.
func TestReadingHoldsUpNobody(t *testing.T) {
	p := nieuweProef(t, false, twee()...)
	weg, stop := context.WithCancel(t.Context())
	stop()
	if _, err := p.register.lees(weg); err != nil {
		t.Errorf("the first visitor left: %v", err)
	}
	p.register.mu.Lock() // somebody reads
	defer p.register.mu.Unlock()
	p.antwoordt(t, map[string]int{"localhost": 200, "lindemeer.localhost": 200})
}

// Settings are read apart from the generations, so they may be ahead of what is
// published, or behind: the Stand moves with both.
func TestStandMovesWithWhatIsPublished(t *testing.T) {
	p := nieuweProef(t, false, twee()...)
	verhoog := func() {
		if err := pgx.BeginFunc(t.Context(), p.store.Pool, func(tx pgx.Tx) error { return momentopname.Verhoog(t.Context(), tx, 1) }); err != nil {
			t.Fatal(err)
		}
	}
	w, err := momentopname.NieuweWachter(t.Context(), p.store.Pool, p.register.log)
	if err != nil {
		t.Fatal(err)
	}
	tussen := false
	w.BijNieuws(func(context.Context) { // after the generations were read, before the settings are
		if tussen {
			verhoog()
			tussen = false
		}
	})
	r := NieuwRegister(p.store, w, nil, false, false, p.register.log)
	kijk := func() (stand any, generatie int64) {
		if err := w.Kijk(t.Context()); err != nil {
			t.Fatal(err)
		}
		return r.Stand("localhost"), w.Generaties()[1]
	}
	kijk()
	verhoog()
	tussen = true
	was, eerder := kijk()
	if stand, generatie := kijk(); generatie == eerder || stand == was {
		t.Errorf("generation %d after %d, the same stand: %v", generatie, eerder, stand == was)
	}
	if r.Stand("niemand.example") != nil {
		t.Error("a host that is nobody's has a stand")
	}
}
