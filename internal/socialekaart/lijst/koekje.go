package lijst

import (
	"encoding/base64"
	"encoding/json"
	"net/http"
	"strconv"
	"time"

	"mantelpunt/internal/fault"
	"mantelpunt/internal/httpx"
	"mantelpunt/internal/i18n"
	"mantelpunt/internal/toegang"
)

// bewaard is how long a browser keeps a list that nobody touches.
const bewaard = 90 * 24 * time.Hour

// maxKoekje is what fits: a browser takes 4096 bytes with the name and the attributes.
const maxKoekje = 3800

const koekjeplaats = "bewaarlijst.koekje"

// inhoud is what the cookie holds. A visitor with an account has the list itself in
// the database, and here only what the next page says.
type inhoud struct {
	Lijst
	Weg   *weggehaald `json:"w,omitempty"` // to put back
	Zin   zin         `json:"z,omitempty"` // said once
	Terug string      `json:"t,omitempty"` // where the visitor came from
}

type weggehaald struct {
	Regel
	Plek int `json:"p"`
}

// zin is the code of a sentence in the catalogue.
type zin string

const (
	zinErbij   zin = "erbij"
	zinWeg     zin = "weg"
	zinBewaard zin = "bewaard"
	zinVol     zin = "vol"
	zinGemaild zin = "gemaild"
	zinOver    zin = "overgenomen"
	zinLeeg    zin = "leeg"
	zinTerug   zin = "terug"
)

// lees opens the cookie. One that was changed, or closed for another gemeente, is
// none: nothing in it is worth an error page.
func (h Handler) lees(r *http.Request) (i inhoud) {
	c, err := r.Cookie(httpx.LijstKoekje(h.TLS))
	if err != nil || len(c.Value) > maxKoekje {
		return inhoud{}
	}
	dicht, err := base64.RawURLEncoding.DecodeString(c.Value)
	if err != nil {
		return inhoud{}
	}
	klaar, err := h.Kluis.Open(dicht, koekjeplaats, strconv.Itoa(toegang.GemeenteUit(r.Context()).ID))
	if err != nil || json.Unmarshal(klaar, &i) != nil {
		return inhoud{}
	}
	i.Regels = i.Regels[:min(len(i.Regels), MaxAanbod)]
	return i
}

// schrijf closes the cookie; one that holds nothing is taken away.
func (h Handler) schrijf(w http.ResponseWriter, r *http.Request, i inhoud) error {
	c := &http.Cookie{Name: httpx.LijstKoekje(h.TLS), Path: "/", HttpOnly: true, Secure: h.TLS, SameSite: http.SameSiteLaxMode, MaxAge: -1} // #nosec G124 -- Secure wherever visitors come over https
	if len(i.Regels) > 0 || i.Weg != nil || i.Zin != "" {
		klaar, err := json.Marshal(i)
		if err != nil {
			return fault.Wrap(err, "lijst bewaren")
		}
		c.Value = base64.RawURLEncoding.EncodeToString(h.Kluis.Dicht(klaar, koekjeplaats, strconv.Itoa(toegang.GemeenteUit(r.Context()).ID)))
		if len(c.Value) > maxKoekje {
			return fault.Met(fault.Invalid, i18n.T(r.Context(), "bewaarlijst.fout.vol"))
		}
		c.MaxAge = int(bewaard / time.Second)
	}
	http.SetCookie(w, c)
	return nil
}
