package lijst

import (
	"encoding/base64"
	"encoding/json"
	"net/http"
	"net/url"
	"strconv"

	"mantelpunt/internal/fault"
	"mantelpunt/internal/httpx"
	"mantelpunt/internal/i18n"
	"mantelpunt/internal/toegang"
)

// vorigeplaats is where a list belongs that was emptied: in the form that puts it back.
const vorigeplaats = "bewaarlijst.vorige"

// leegmaken is POST /lijst of who wants an empty list. What was on it goes along, closed,
// in the page that says so: whoever leaves that page leaves nothing behind for the next
// one at this screen, and a list of any size fits.
func (h Handler) leegmaken(w http.ResponseWriter, r *http.Request, v url.Values) error {
	var was Lijst
	err := h.doe(w, r, func(i *inhoud) error {
		i.noteer(v)
		was, i.Lijst = i.Lijst, Lijst{}
		return nil
	})
	if err != nil {
		return err
	}
	p := voor(r)
	p.Zin = zinLeeg
	if len(was.Regels) > 0 {
		klaar, err := json.Marshal(was)
		if err != nil {
			return fault.Wrap(err, "lijst leegmaken")
		}
		p.Vorige = base64.RawURLEncoding.EncodeToString(h.Kluis.Dicht(klaar, vorige(r)...))
	}
	return httpx.Render(w, r, http.StatusOK, lijstpagina(p))
}

// zetVorigeTerug is POST /lijst with a list that was emptied. What was picked since stays.
func (h Handler) zetVorigeTerug(w http.ResponseWriter, r *http.Request, v url.Values) error {
	var was Lijst
	dicht, err := base64.RawURLEncoding.DecodeString(v.Get("vorige"))
	if err == nil {
		dicht, err = h.Kluis.Open(dicht, vorige(r)...)
	}
	if err != nil || json.Unmarshal(dicht, &was) != nil {
		return h.metFout(w, r, fault.Met(fault.Invalid, i18n.T(r.Context(), "bewaarlijst.fout.vorige")))
	}
	err = h.doe(w, r, func(i *inhoud) error {
		was.Met(i.Lijst)
		i.Lijst, i.Zin = was, zinTerug
		return nil
	})
	if err != nil {
		return h.metFout(w, r, err)
	}
	return httpx.Naar(w, r, Pad)
}

// vorige binds a list to the account that emptied it. Visitors without one are alike: who
// has the page of another has the list on it too.
func vorige(r *http.Request) []string {
	ctx := r.Context()
	return []string{vorigeplaats, strconv.Itoa(toegang.GemeenteUit(ctx).ID), toegang.PersoonUit(ctx).ID.String()}
}
