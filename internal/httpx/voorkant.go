package httpx

import (
	"maps"
	"net/http"
	"strings"
	"sync"
	"time"
	"weak"

	"github.com/go-chi/chi/v5"
)

// Voorkant answers for pages that are kept, before anything else looks at a request: to
// who says nothing about himself, and only as long as all is as it was when the page was
// given the long way. It holds no page: those go with their [Kast].
type Voorkant struct {
	stand  func(host string) any
	gezien func() time.Time
	mu     sync.RWMutex
	per    map[regel]*gereed
}

// regel is what a request asks: its host and the rest of its address, as they came.
type regel struct{ host, adres string }

// gereed is a page as it goes out, and what it was true for.
type gereed struct {
	pagina weak.Pointer[bewaard]
	kop    http.Header // all of it but the id of the request
	route  string
	stand  any
	slot   int64
}

// maxGereed bounds how many addresses a Voorkant knows.
const maxGereed = 10_000

// NieuweVoorkant makes an empty one. stand gives what is another when anything changed
// that pages of a host show, nil for a host that is nobody's; gezien is when that was last
// looked at.
func NieuweVoorkant(stand func(host string) any, gezien func() time.Time) *Voorkant {
	return &Voorkant{stand: stand, gezien: gezien, per: map[regel]*gereed{}}
}

// Middleware answers what it can, and learns from what the others answer.
func (v *Voorkant) Middleware(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		q := verzoekUit(r.Context())
		if q == nil || len(r.Host)+len(r.RequestURI) > maxAdres || r.Method != http.MethodGet || r.Header["Cookie"] != nil || r.Header["Authorization"] != nil || !pakUitKan(r.Header.Get("Accept-Encoding")) {
			next.ServeHTTP(w, r)
			return
		}
		nu := time.Now()
		waar, stand, slot := regel{r.Host, r.RequestURI}, v.stand(r.Host), slotVan(nu)
		v.mu.RLock()
		g := v.per[waar]
		v.mu.RUnlock()
		if g != nil && g.stand == stand && g.slot == slot && nu.Sub(v.gezien()) < oud {
			if b := g.pagina.Value(); b != nil {
				g.geef(w, r, b)
				return
			}
		}
		next.ServeHTTP(w, r)
		if q.gaf == nil || stand == nil {
			return
		}
		nieuw := &gereed{pagina: weak.Make(q.gaf), kop: maps.Clone(w.Header()), stand: stand, slot: slot}
		delete(nieuw.kop, "X-Request-Id")
		if rc := chi.RouteContext(r.Context()); rc != nil {
			nieuw.route = rc.RoutePattern()
		}
		v.mu.Lock()
		defer v.mu.Unlock()
		if len(v.per) >= maxGereed {
			clear(v.per)
		}
		v.per[waar] = nieuw
	})
}

func (g *gereed) geef(w http.ResponseWriter, r *http.Request, b *bewaard) {
	if rc := chi.RouteContext(r.Context()); rc != nil {
		rc.RoutePatterns = append(rc.RoutePatterns, g.route) // for the log
	}
	treffers.Add(1)
	b.raak()
	h := w.Header()
	if heeft(r, b.merk) {
		for _, naam := range kop304 {
			if waarde, ok := g.kop[naam]; ok {
				h[naam] = waarde
			}
		}
		w.WriteHeader(http.StatusNotModified)
		return
	}
	if b.keer != nil {
		b.keer()
	}
	maps.Copy(h, g.kop)
	_, _ = w.Write(b.gzip) // the visitor may have left
}

// kop304 are the headers that go with a 304: all others a browser has, with the page.
var kop304 = []string{"Cache-Control", "Vary", "Etag"}

// heeft reports that a visitor has the page with this ETag already. The comparison is
// the weak one.
func heeft(r *http.Request, merk string) bool {
	return strings.Contains(r.Header.Get("If-None-Match"), merk[2:]) // without W/
}
