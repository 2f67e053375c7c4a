package lijst

import (
	"context"
	"net/http"
	"time"

	"mantelpunt/internal/fault"
	"mantelpunt/internal/httpx"
	"mantelpunt/internal/kluis"
	"mantelpunt/internal/mail"
	"mantelpunt/internal/momentopname"
	"mantelpunt/internal/socialekaart"
	"mantelpunt/internal/toegang"
	"mantelpunt/web"

	"github.com/go-chi/chi/v5"
)

// Handler serves the shortlist.
type Handler struct {
	Store    Store
	Kluis    *kluis.Kluis
	Voorraad *momentopname.Voorraad[*socialekaart.Kaart]
	Post     mail.Post
	Web      *httpx.Afhandelaar
	Klok     func() time.Time
	TLS      bool

	perAdres, perOntvanger *httpx.Limiet
}

// Pad is where a visitor finds the own list.
const Pad = "/lijst"

// Nieuw makes a Handler.
func Nieuw(s Store, v *momentopname.Voorraad[*socialekaart.Kaart], post mail.Post, a *httpx.Afhandelaar, klok func() time.Time, tls bool) Handler {
	return Handler{Store: s, Kluis: s.Kluis, Voorraad: v, Post: post, Web: a, Klok: klok, TLS: tls,
		perAdres: httpx.NieuweLimiet(10*time.Minute, 5), perOntvanger: httpx.NieuweLimiet(8*time.Hour, 3)}
}

// Routes adds the pages.
func (h Handler) Routes(r chi.Router) {
	links, nieuw := httpx.NieuweLimiet(time.Minute, 20), httpx.NieuweLimiet(10*time.Minute, 20)
	r.Group(func(r chi.Router) {
		r.Use(httpx.Persoonlijk)
		r.Get(Pad, h.Web.H(h.toon))
		r.Post(Pad, h.Web.H(h.erbij))
		r.Post(Pad+"/wijzig", h.Web.H(h.wijzig))
		r.Post(Pad+"/mail", h.Web.H(h.mail))
		r.With(h.Web.Begrens(nieuw)).Post(Pad+"/link", h.Web.H(h.link))
		r.With(zonderVerwijzer).Get(Pad+"/gedeeld/{token}", h.Web.H(h.gedeeld))
		r.With(h.Web.Begrens(links), zonderVerwijzer).Post(Pad+"/gedeeld/{token}", h.Web.H(h.neemOver))
	})
}

// zonderVerwijzer keeps the token of an address from whatever a page links to. The origin
// goes along, so that its form is known as ours.
func zonderVerwijzer(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Referrer-Policy", "strict-origin")
		next.ServeHTTP(w, r)
	})
}

// stand is the list of a visitor with what came along in the cookie.
type stand struct {
	inhoud
	burger bool // kept in an account
}

// haal gives the list of a visitor. What was picked before logging in joins the list
// of the account.
func (h Handler) haal(w http.ResponseWriter, r *http.Request) (stand, error) {
	ctx := r.Context()
	i := h.lees(r)
	p := toegang.PersoonUit(ctx)
	if p.Soort != toegang.Burger {
		return stand{inhoud: i}, nil
	}
	g := toegang.GemeenteUit(ctx).ID
	var l Lijst
	var err error
	if len(i.Regels) > 0 {
		los := i.Lijst
		l, err = h.Store.Wijzig(ctx, g, p.ID, func(l *Lijst) error { l.Met(los); return nil })
		i.Lijst = Lijst{}
		if err == nil {
			err = h.schrijf(w, r, i)
		}
	} else {
		l, err = h.Store.Van(ctx, g, p.ID)
	}
	i.Lijst = l
	return stand{i, true}, err
}

// doe changes the list of a visitor and keeps it; wijzig may fill in what the next
// page says.
func (h Handler) doe(w http.ResponseWriter, r *http.Request, wijzig func(*inhoud) error) error {
	s, err := h.haal(w, r)
	if err != nil {
		return err
	}
	i := s.inhoud
	i.Zin, i.Weg = "", nil
	if !s.burger {
		if err := wijzig(&i); err != nil {
			return err
		}
		return h.schrijf(w, r, i)
	}
	ctx := r.Context()
	_, err = h.Store.Wijzig(ctx, toegang.GemeenteUit(ctx).ID, toegang.PersoonUit(ctx).ID, func(l *Lijst) error {
		i.Lijst = *l
		err := wijzig(&i)
		*l = i.Lijst
		return err
	})
	if err != nil {
		return err
	}
	i.Lijst = Lijst{}
	return h.schrijf(w, r, i)
}

func (h Handler) kaart(ctx context.Context) (*socialekaart.Kaart, error) {
	return h.Voorraad.Haal(ctx, toegang.GemeenteUit(ctx).ID)
}

// toon is GET /lijst.
func (h Handler) toon(w http.ResponseWriter, r *http.Request) error {
	return h.pagina(w, r, http.StatusOK, pagina{})
}

func (h Handler) pagina(w http.ResponseWriter, r *http.Request, status int, p pagina) error {
	ctx := r.Context()
	s, err := h.haal(w, r)
	if err != nil {
		return err
	}
	k, err := h.kaart(ctx)
	if err != nil {
		return err
	}
	if p.Regels == nil {
		p.Regels = regels(k, s.Lijst)
	}
	van := voor(r)
	p.Account, p.Consulent = van.Account, van.Consulent
	p.Zin, p.Weg, p.Terug = s.Zin, s.inhoud.Weg, s.Terug
	if s.Zin != "" { // said once; putting back stays possible until the next change
		s.Zin = ""
		over := s.inhoud
		if s.burger {
			over.Lijst = Lijst{}
		}
		if err := h.schrijf(w, r, over); err != nil {
			return err
		}
	}
	return httpx.Render(w, r, status, lijstpagina(p))
}

// voor is an empty page for who asks.
func voor(r *http.Request) pagina {
	soort := toegang.PersoonUit(r.Context()).Soort
	return pagina{Account: soort == toegang.Burger, Consulent: soort == toegang.Medewerker}
}

// erbij is POST /lijst: an offer is picked or put back, or the list is begun anew.
func (h Handler) erbij(w http.ResponseWriter, r *http.Request) error {
	v, err := httpx.Formulier(w, r)
	if err != nil {
		return err
	}
	switch {
	case v.Has("leeg"):
		return h.leegmaken(w, r, v)
	case v.Has("vorige"):
		return h.zetVorigeTerug(w, r, v)
	case v.Get("terugzetten") != "":
		if err := h.zetTerug(w, r); err != nil {
			return err
		}
		return httpx.Naar(w, r, Pad)
	}
	k, err := h.kaart(r.Context())
	if err != nil {
		return err
	}
	a, ok := k.MetSlug(v.Get("aanbod"))
	if !ok {
		return fault.New(fault.NotFound, "dit aanbod is er niet")
	}
	err = h.doe(w, r, func(i *inhoud) error {
		i.Zin = zinErbij
		if !i.Erbij(Regel{Slug: a.Slug}) {
			i.Zin = zinVol
		}
		if t := v.Get("terug"); len(t) <= 500 && httpx.EigenPad(t) {
			i.Terug = t
		}
		return nil
	})
	if err != nil {
		return h.metFout(w, r, err)
	}
	return httpx.Naar(w, r, Pad)
}

func (h Handler) zetTerug(w http.ResponseWriter, r *http.Request) error {
	weg := h.lees(r).Weg
	return h.doe(w, r, func(i *inhoud) error {
		if weg != nil {
			i.Lijst.Terug(weg.Regel, weg.Plek)
		}
		return nil
	})
}

// metFout shows the list with a sentence for what the visitor can mend.
func (h Handler) metFout(w http.ResponseWriter, r *http.Request, err error) error {
	if fault.Is(err, fault.Invalid) && fault.Tekst(err) != "" {
		return h.pagina(w, r, http.StatusUnprocessableEntity, pagina{Fouten: web.Fouten{{Veld: "lijst", Tekst: fault.Tekst(err)}}})
	}
	return err
}
