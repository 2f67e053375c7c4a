package beheer

import (
	"net/http"
	"net/url"
	"strings"
	"time"
	"unicode/utf8"

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
	Na        socialekaart.Lijstplek
	Aanbod    []socialekaart.Aanbod
	Verder    *socialekaart.Lijstplek // where the next page begins; nil on the last
}

const perBeheerpagina = 50

// url is the address of the same question, read on from a place in the list.
func (l beheerlijst) url(na socialekaart.Lijstplek) string {
	lang, id := "", ""
	if l.Lang {
		lang = "ja"
	}
	if na.ID != uuid.Nil {
		id = na.ID.String()
	}
	return web.Zoek("/beheer/aanbod", "q", l.Q, "status", l.Status, "lang", lang, "plek", na.Plek, "na", id)
}

// gevraagd reports whether anything was asked for: an empty list then says no more than that.
func (l beheerlijst) gevraagd() bool { return l.Q+l.Status != "" || l.Lang || l.Na.ID != uuid.Nil }

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
	if l.Aanbod, l.Verder, err = h.Store.Beheerlijst(ctx, g.ID, v); err != nil {
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
	plek := v.Get("plek")
	if na, err := uuid.Parse(v.Get("na")); err == nil && utf8.ValidString(plek) && !strings.Contains(plek, "\x00") {
		l.Na = socialekaart.Lijstplek{Plek: plek, ID: na}
	}
	return l
}
