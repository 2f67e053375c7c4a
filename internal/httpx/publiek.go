package httpx

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"hash/fnv"
	"io"
	"maps"
	"net/http"
	"os"
	"slices"
	"strconv"
	"strings"
	"sync"
	"time"

	"mantelpunt/internal/fault"
	"mantelpunt/internal/i18n"
	"mantelpunt/internal/momentopname"
	"mantelpunt/internal/stuk"
	"mantelpunt/internal/toegang"
	"mantelpunt/web"

	"github.com/a-h/templ"
)

// slot is how long a page with a clock in it ("nu open") stays true; oud is how long
// the database may be away before a page says of when it is.
const (
	slot = 5 * time.Minute
	oud  = 5 * time.Minute
)

func slotVan(nu time.Time) int64 { return nu.UnixNano() / int64(slot) }

// Publiek answers a page that is the same for everybody. Who has it already hears so
// (304) before anything is made; a page that k keeps is sent as it is; else maak makes
// it. What is kept is true for one generation of the momentopname, one reading of the
// settings of the gemeente and five minutes of the clock. stand is of when that is: a
// page of long ago says so.
//
// Who is logged in or has a cookie that changes pages gets one made for them, that
// nobody keeps. maak sets no headers; a redirect is done before. Only status 200 is
// kept. k may be nil.
func Publiek(w http.ResponseWriter, r *http.Request, k *Kast, stand momentopname.Stand, maak func() (status int, c templ.Component, err error)) error {
	if eigenPagina(w, r) {
		w.Header().Set("Cache-Control", "private, no-store")
		return maakPubliek(w, r, nil, "", "", maak)
	}
	w.Header().Set("Cache-Control", "no-cache") // a browser asks each time whether it is still true
	nu := time.Now()                            // one moment for all of it: what is made now is kept as of now
	if nu.Sub(stand.Sinds) >= oud {
		kader := web.KaderUit(r.Context())
		kader.GegevensVan = i18n.DatumTijd(r.Context(), stand.Sinds)
		return maakPubliek(w, r.WithContext(web.MetKader(r.Context(), kader)), nil, "", "", maak)
	}
	adres := publiekAdres(r)
	merk := publiekMerk(r.Context(), adres, stand.Generatie, nu)
	if heeft(r, merk) {
		h := w.Header()
		h["Etag"] = []string{merk}
		maps.DeleteFunc(h, func(naam string, _ []string) bool { return naam != "X-Request-Id" && !slices.Contains(kop304, naam) })
		w.WriteHeader(http.StatusNotModified)
		return nil
	}
	if k == nil {
		return maakPubliek(w, r, nil, "", merk, maak)
	}
	if b := k.pagina(adres, merk); b != nil {
		if q := verzoekUit(r.Context()); q != nil && stand.Nieuwst {
			q.gaf = b
		}
		return b.geef(w, r)
	}
	ctx := stuk.Met(r.Context(), stukken{k, i18n.Code(r.Context()), tijdMerk(r.Context(), nu)})
	return maakPubliek(w, r.WithContext(ctx), k, adres, merk, maak)
}

// eigenPagina reports that a page is for this visitor alone: there is a session, or a
// cookie is read or set that changes what stands on it.
func eigenPagina(w http.ResponseWriter, r *http.Request) bool {
	h := w.Header()
	if h.Get("Cache-Control") != "" || h.Get("Set-Cookie") != "" || toegang.PersoonUit(r.Context()).Soort != toegang.Bezoeker || web.KaderUit(r.Context()).Flits != "" {
		return true
	}
	if r.Header["Cookie"] == nil {
		return false
	}
	for _, naam := range []string{VoorKoekje(true), VoorKoekje(false)} {
		if _, err := r.Cookie(naam); err == nil {
			return true
		}
	}
	return false
}

// publiekAdres is everything that a request says and a page may depend on.
func publiekAdres(r *http.Request) string {
	vraag := r.URL.RawQuery
	if strings.Contains(vraag, "&") {
		delen := strings.Split(vraag, "&")
		slices.SortStableFunc(delen, func(a, b string) int { // by name: values of one name keep their order
			a, _, _ = strings.Cut(a, "=")
			b, _, _ = strings.Cut(b, "=")
			return strings.Compare(a, b)
		})
		vraag = strings.Join(delen, "&")
	}
	return toegang.GemeenteUit(r.Context()).URL + " " + i18n.Code(r.Context()) + " " + r.URL.Path + "?" + vraag
}

// publiekMerk is the ETag of a page. It is weak: who unpacks gets other bytes that
// say the same.
func publiekMerk(ctx context.Context, adres string, generatie int64, nu time.Time) string {
	h := fnv.New128a()
	var b [256]byte
	s := append(b[:0], programma()...)
	s = append(s, ' ')
	s = strconv.AppendInt(s, generatie, 36)
	s = append(s, ' ')
	s = strconv.AppendInt(s, slotVan(nu), 36)
	s = append(s, ' ')
	s = append(s, web.KaderUit(ctx).Versie...)
	s = append(s, ' ')
	s = append(s, adres...)
	_, _ = h.Write(s)
	return `W/"` + hex.EncodeToString(h.Sum(s[:0])[:10]) + `"`
}

// programma marks this build: another one may make other pages of the same data.
var programma = sync.OnceValue(func() string {
	som := sha256.New()
	f, err := os.Open("/proc/self/exe")
	if err == nil {
		defer func() { _ = f.Close() }()
		_, err = io.Copy(som, f)
	}
	if err != nil { // then every start is a build of its own
		return strconv.FormatInt(time.Now().UnixNano(), 36)
	}
	return hex.EncodeToString(som.Sum(nil)[:6])
})

// geteld is a page that does something every time that it is given.
type geteld struct {
	templ.Component
	keer func()
}

// BijElkeKeer has f done every time that a page of [Publiek] is given, also when it
// was kept; not when a visitor has it already.
func BijElkeKeer(c templ.Component, f func()) templ.Component { return geteld{c, f} }

// maakPubliek makes a page and sends it; with a k it is kept when it was asked for before.
func maakPubliek(w http.ResponseWriter, r *http.Request, k *Kast, adres, merk string, maak func() (int, templ.Component, error)) error {
	status, c, err := maak()
	if err != nil {
		return err
	}
	p := stuk.Nieuw()
	defer p.Weg()
	if err := c.Render(r.Context(), p); err != nil {
		return fault.Wrap(err, "pagina opmaken")
	}
	var keer func()
	if g, ok := c.(geteld); ok {
		keer = g.keer
	}
	if status == http.StatusOK && merk != "" {
		if k != nil && r.Method == http.MethodGet && k.mag(sleutel{naam: adres}) {
			html, err := p.HTML()
			if err != nil {
				return fault.Wrap(err, "pagina opmaken")
			}
			z, err := pakIn(html)
			if err != nil {
				return fault.Wrap(err, "pagina bewaren")
			}
			nieuw := &bewaard{sleutel: sleutel{naam: adres}, merk: merk, gzip: z, lengte: strconv.Itoa(len(z)), keer: keer}
			k.bewaar(nieuw)
			return nieuw.geef(w, r)
		}
		w.Header().Set("ETag", merk)
	}
	if keer != nil {
		keer()
	}
	return verstuur(w, r, status, p)
}

// verstuur sends a page that was just made.
func verstuur(w http.ResponseWriter, r *http.Request, status int, p *stuk.Pagina) error {
	h, pak := w.Header(), p.HTML
	if pakUitKan(r.Header.Get("Accept-Encoding")) {
		pak = p.Gzip
		h["Content-Encoding"] = []string{"gzip"}
	}
	lichaam, err := pak()
	if err != nil {
		return fault.Wrap(err, "pagina inpakken")
	}
	h["Content-Length"] = []string{strconv.Itoa(len(lichaam))}
	h["Content-Type"] = []string{"text/html; charset=utf-8"}
	w.WriteHeader(status)
	if r.Method != http.MethodHead {
		_, _ = w.Write(lichaam) // #nosec G705 -- what templ made, which escapes; the visitor may have left
	}
	return nil
}

// tijdMerk marks what a piece of a page depends on besides the momentopname.
func tijdMerk(ctx context.Context, nu time.Time) string {
	b := strconv.AppendInt(make([]byte, 0, 100), slotVan(nu), 36)
	b = append(append(b, ' '), web.KaderUit(ctx).Versie...)
	return string(append(b, toegang.GemeenteUit(ctx).URL...)) // some show addresses in full
}

// geef sends a kept page.
func (b *bewaard) geef(w http.ResponseWriter, r *http.Request) error {
	if b.keer != nil {
		b.keer()
	}
	h, lichaam := w.Header(), b.gzip
	if pakUitKan(r.Header.Get("Accept-Encoding")) {
		h.Set("Content-Encoding", "gzip")
		h.Set("Content-Length", b.lengte)
	} else {
		var err error
		if lichaam, err = pakUit(b.gzip); err != nil {
			return fault.Wrap(err, "bewaarde pagina")
		}
		h.Set("Content-Length", strconv.Itoa(len(lichaam)))
	}
	h.Set("ETag", b.merk)
	h.Set("Content-Type", "text/html; charset=utf-8")
	w.WriteHeader(http.StatusOK)
	if r.Method != http.MethodHead {
		_, _ = w.Write(lichaam) // #nosec G705 -- what templ made, which escapes; the visitor may have left
	}
	return nil
}

// pakUitKan reports that who asks can unpack gzip (RFC 9110, 12.5.3).
func pakUitKan(accepteert string) bool {
	for deel := range strings.SplitSeq(accepteert, ",") {
		naam, q, _ := strings.Cut(deel, ";")
		if naam = strings.TrimSpace(naam); strings.EqualFold(naam, "gzip") || naam == "*" {
			q = strings.TrimPrefix(strings.ReplaceAll(q, " ", ""), "q=")
			return strings.Trim(q, "0.") != "" || q == ""
		}
	}
	return false
}
