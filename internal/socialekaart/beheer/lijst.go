package beheer

import (
	"net/http"
	"net/url"
	"time"

	"mantelpunt/internal/httpx"
	"mantelpunt/internal/socialekaart"
	"mantelpunt/internal/toegang"
	"mantelpunt/web"

	"github.com/google/uuid"
)

// beheerlijst is one page of the offers that redacteuren keep, or that are of the
// organisaties of an aanbieder.
type beheerlijst struct {
	Eigen     bool // of an aanbieder
	Q, Status string
	Lang      bool // only what was not checked for half a year
	Na        uuid.UUID
	Aanbod    []socialekaart.Aanbod
	Meer      bool // there are more behind these
}

const perBeheerpagina = 50

// url is the address of the same question, read on from an offer.
func (l beheerlijst) url(na uuid.UUID) string {
	lang, tekst := "", ""
	if l.Lang {
		lang = "ja"
	}
	if na != uuid.Nil {
		tekst = na.String()
	}
	return web.Zoek("/beheer/aanbod", "q", l.Q, "status", l.Status, "lang", lang, "na", tekst)
}

// verder is the address of the page behind this one.
func (l beheerlijst) verder() string { return l.url(l.Aanbod[len(l.Aanbod)-1].ID) }

// gevraagd reports whether anything was asked for: an empty list then says no more than that.
func (l beheerlijst) gevraagd() bool { return l.Q+l.Status != "" || l.Lang || l.Na != uuid.Nil }

func (h Handler) lijst(w http.ResponseWriter, r *http.Request) error {
	ctx := r.Context()
	p, g := toegang.PersoonUit(ctx), toegang.GemeenteUit(ctx)
	alles, err := magBewerken(p)
	if err != nil {
		return err
	}
	l := leesLijst(r.URL.Query())
	v := socialekaart.Beheervraag{Q: l.Q, Status: socialekaart.Status(l.Status), Na: l.Na, Aantal: perBeheerpagina}
	if l.Lang {
		v.Voor = time.Now().AddDate(0, -6, 0)
	}
	if l.Eigen = !alles; l.Eigen {
		v.Organisaties = append([]uuid.UUID{}, p.Organisaties...)
	}
	if l.Aanbod, l.Meer, err = h.Store.Beheerlijst(ctx, g.ID, v); err != nil {
		return err
	}
	return httpx.Render(w, r, http.StatusOK, beheerpagina(l))
}

// leesLijst reads what is asked for. What it doesn't know it ignores.
func leesLijst(v url.Values) beheerlijst {
	l := beheerlijst{Q: socialekaart.Kort(v.Get("q")), Lang: v.Get("lang") == "ja"}
	if _, ok := statusnamen[socialekaart.Status(v.Get("status"))]; ok {
		l.Status = v.Get("status")
	}
	if na, err := uuid.Parse(v.Get("na")); err == nil {
		l.Na = na
	}
	return l
}
