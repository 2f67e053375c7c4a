package gemeente

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"slices"
	"strings"
	"sync/atomic"
	"time"

	"mantelpunt/internal/fault"
	"mantelpunt/internal/i18n"
	"mantelpunt/internal/toegang"
	"mantelpunt/web"
	"mantelpunt/web/kleur"
)

// inschrijving is a gemeente in the register, with what follows from its settings.
type inschrijving struct {
	Gemeente
	uiterlijk
	generatie int64
	versie    string // changes with anything about it
	fout      error  // of its settings: it alone cannot be shown

	vooraf []atomic.Pointer[vooraf] // by language
}

// uiterlijk is the stylesheet of a thema.
type uiterlijk struct{ css, themaURL string }

// reken makes what follows from the settings. bekend are the stylesheets that were
// made before; a new one is added.
func (i *inschrijving) reken(bekend map[kleur.Thema]uiterlijk) {
	i.vooraf = make([]atomic.Pointer[vooraf], len(i18n.Talen))
	var ok bool
	if i.uiterlijk, ok = bekend[i.Thema]; !ok {
		css, err := i.Thema.CSS(web.Luminanties())
		if err != nil {
			i.fout = fault.Wrap(err, "thema van "+i.Slug)
			return
		}
		som := sha256.Sum256([]byte(css))
		i.uiterlijk = uiterlijk{css, "/thema/" + hex.EncodeToString(som[:6]) + ".css"}
		bekend[i.Thema] = i.uiterlijk
	}
	alles, err := json.Marshal(i.Gemeente)
	i.fout = fault.Wrap(err, "versie van "+i.Slug)
	som := sha256.Sum256(append(alles, i.css...))
	i.versie = hex.EncodeToString(som[:6])
}

// vooraf is what all requests to a gemeente in one language have in common, for a minute.
type vooraf struct {
	host   string // the public one
	minuut int64
	ctx    context.Context
	kader  web.Kader
}

// weet gives what is known of a request beforehand. It is made when it is another than
// that of the last request.
func (i *inschrijving) weet(taal, schema, host string) *vooraf {
	nu := time.Now()
	n := slices.IndexFunc(i18n.Talen, func(t i18n.Taal) bool { return t.Code == taal })
	if v := i.vooraf[n].Load(); v != nil && v.minuut == nu.Unix()/60 && v.host == host {
		return v
	}
	v := &vooraf{host: host, minuut: nu.Unix() / 60}
	ctx := context.WithValue(context.Background(), sleutel{}, &i.Gemeente)
	ctx = toegang.MetGemeente(ctx, toegang.Gemeente{ID: i.ID, Slug: i.Slug, Naam: i.Naam, URL: schema + host, Kleur: i.Thema.Merk, Inloggen: i.Inloggen})
	// last, so that it is found first: a page asks for its language at every word
	ctx = i18n.MetTaal(i18n.MetEigen(ctx, i.Teksten), taal)
	v.ctx, v.kader = ctx, web.Kader{
		Gemeente: i.Naam, Beeldmerk: i.Beeldmerk, Merkkleur: i.Thema.Merk, ThemaURL: i.themaURL, Versie: i.versie, Talen: i.Talen,
		Telefoon: i.Contact.Telefoon, Email: i.Contact.Email, Adres: i.Contact.Adres, Steunpunt: i.Contact.Steunpunt,
		Openingstijden: strings.Join(i.Contact.Openingstijden(ctx), "; "), Wortel: schema + host,
	}
	if tot := i.Contact.OpenTot(nu); tot != "" {
		v.kader.NuBereikbaar = i18n.T(ctx, "gemeente.totuur", tot)
	}
	i.vooraf[n].Store(v)
	return v
}

// samen is the context of a request, with what was known beforehand.
type samen struct {
	context.Context
	vooraf context.Context
}

func (s samen) Value(key any) any {
	if v := s.vooraf.Value(key); v != nil {
		return v
	}
	return s.Context.Value(key)
}

type sleutel struct{}

// uit gives the whole gemeente to the pages of this feature.
func uit(ctx context.Context) *Gemeente { return ctx.Value(sleutel{}).(*Gemeente) }
