package lijst

import (
	"context"
	"crypto/sha256"
	"net/http"
	netmail "net/mail"
	"net/netip"
	"slices"
	"strings"
	"time"

	"mantelpunt/internal/fault"
	"mantelpunt/internal/httpx"
	"mantelpunt/internal/i18n"
	"mantelpunt/internal/mail"
	"mantelpunt/internal/postgres"
	"mantelpunt/internal/socialekaart"
	"mantelpunt/internal/socialekaart/weergave"
	"mantelpunt/internal/toegang"
	"mantelpunt/web"

	"github.com/go-chi/chi/v5"
	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"
)

// pagina is the page of a list.
type pagina struct {
	Regels    []regel
	Zin       zin
	Weg       *weggehaald
	Vorige    string // closed: the list that was emptied just now, to put back
	Terug     string
	Account   bool // it is kept in an account
	Consulent bool // a medewerker, who makes a list for somebody else
	Fouten    web.Fouten
	Email     string
	Link      string // that was just made
	Tot       time.Time
}

// regel is one offer of a list as the page shows it. Aanbod is nil for one that is
// gone; then Naam is what it was called, when that is known.
type regel struct {
	Regel
	Aanbod *socialekaart.Aanbod
	Naam   string
	Fout   string
}

func regels(k *socialekaart.Kaart, l Lijst) []regel {
	uit := make([]regel, 0, len(l.Regels))
	for _, r := range l.Regels {
		x := regel{Regel: r}
		if a, ok := k.MetSlug(r.Slug); ok {
			x.Aanbod, x.Naam = &a, a.Naam
		} else {
			x.Naam = strings.ReplaceAll(r.Slug, "-", " ")
		}
		uit = append(uit, x)
	}
	return uit
}

// teLang shows the list again with the notes that are too long, as they were typed.
func (h Handler) teLang(w http.ResponseWriter, r *http.Request, notities map[string]string) error {
	ctx := r.Context()
	s, err := h.haal(w, r)
	if err != nil {
		return err
	}
	k, err := h.kaart(ctx)
	if err != nil {
		return err
	}
	p := pagina{Regels: regels(k, s.Lijst)}
	for i, x := range p.Regels {
		if n, ok := notities[x.Slug]; ok {
			p.Regels[i].Notitie, p.Regels[i].Fout = n, i18n.T(ctx, "bewaarlijst.fout.notitie", MaxNotitie)
			p.Fouten.Voeg("notitie-"+x.Slug, i18n.T(ctx, "bewaarlijst.fout.notitie.bij", x.Naam, MaxNotitie))
		}
	}
	return h.pagina(w, r, http.StatusUnprocessableEntity, p)
}

// mail is POST /lijst/mail. What goes out is what anybody can read on the site, in our
// own words, so that nobody can use us to send theirs.
func (h Handler) mail(w http.ResponseWriter, r *http.Request) error {
	ctx := r.Context()
	v, err := httpx.Formulier(w, r)
	if err != nil {
		return err
	}
	s, err := h.haal(w, r)
	if err != nil {
		return err
	}
	k, err := h.kaart(ctx)
	if err != nil {
		return err
	}
	aan := v.Get("email")
	lijst := slices.DeleteFunc(regels(k, s.Lijst), func(x regel) bool { return x.Aanbod == nil })
	fout := ""
	switch a, err := netmail.ParseAddress(aan); {
	case len(lijst) == 0:
		fout = i18n.T(ctx, "bewaarlijst.fout.leeg")
	case aan == "":
		fout = i18n.T(ctx, "bewaarlijst.fout.geenmail")
	case err != nil || a.Address != aan || len(aan) > 200 || !strings.Contains(aan[strings.LastIndexByte(aan, '@'):], "."):
		fout = i18n.T(ctx, "bewaarlijst.fout.mail")
	case !h.perAdres.Mag(toegang.AdresUit(ctx)), !h.perOntvanger.Mag(vakje(aan)):
		return h.pagina(w, r, http.StatusTooManyRequests, pagina{Email: aan, Fouten: web.Fouten{{Veld: "email", Tekst: i18n.T(ctx, "bewaarlijst.fout.vaak")}}})
	}
	if fout != "" {
		return h.pagina(w, r, http.StatusUnprocessableEntity, pagina{Email: aan, Fouten: web.Fouten{{Veld: "email", Tekst: fout}}})
	}
	g := toegang.GemeenteUit(ctx)
	err = h.Store.DB.Van(g.ID).Tx(ctx, func(tx pgx.Tx) error { return h.Post.Verstuur(ctx, tx, brief(ctx, g, lijst, aan)) })
	if err != nil {
		return postgres.Fout(err, "lijst mailen")
	}
	if err := h.doe(w, r, func(i *inhoud) error { i.Zin = zinGemaild; return nil }); err != nil {
		return err
	}
	return httpx.Naar(w, r, Pad)
}

// vakje makes an address of a recipient, so that the same bucket limits who is mailed
// to as limits who asks. The first half counts, as with the addresses of a house.
func vakje(email string) netip.Addr {
	h := sha256.Sum256([]byte(strings.ToLower(email)))
	h[0] = 0x20 // no address that is special
	return netip.AddrFrom16([16]byte(h[:16]))
}

func brief(ctx context.Context, g toegang.Gemeente, lijst []regel, aan string) mail.Bericht {
	b := mail.Bericht{Aan: aan, Taal: i18n.Code(ctx), Onderwerp: i18n.T(ctx, "bewaarlijst.mail.onderwerp"), Afzender: i18n.T(ctx, "bewaarlijst.mail.afzender", g.Naam),
		Alineas: []string{i18n.T(ctx, "bewaarlijst.mail.aanhef", g.Naam)}}
	for _, x := range lijst {
		c := weergave.Bereik(*x.Aanbod)
		delen := []string{x.Naam + " (" + x.Aanbod.Organisatie.Naam + ")"}
		for _, d := range []string{c.Telefoon, weergave.PlaatsKort(ctx, x.Aanbod.Inhoud), g.URL + web.Pad(ctx, "/aanbod/"+x.Slug)} {
			if d != "" {
				delen = append(delen, d)
			}
		}
		b.Alineas = append(b.Alineas, strings.Join(delen, " · "))
	}
	b.Alineas = append(b.Alineas, i18n.T(ctx, "bewaarlijst.mail.waarom"))
	return b
}

// Groeten are the greetings that a consulent can choose for a list.
var Groeten = []string{"gesprek", "telefoon", "algemeen"}

// link is POST /lijst/link: a copy of the list that opens elsewhere.
func (h Handler) link(w http.ResponseWriter, r *http.Request) error {
	ctx := r.Context()
	v, err := httpx.Formulier(w, r)
	if err != nil {
		return err
	}
	s, err := h.haal(w, r)
	if err != nil {
		return err
	}
	if len(s.Regels) == 0 {
		return h.pagina(w, r, http.StatusUnprocessableEntity, pagina{Fouten: web.Fouten{{Veld: "lijst", Tekst: i18n.T(ctx, "bewaarlijst.fout.leeg")}}})
	}
	l, groet, door := s.Lijst, "", uuid.Nil
	if v.Get("notities") == "" {
		l = l.zonderNotities()
	}
	if p := toegang.PersoonUit(ctx); p.Soort == toegang.Medewerker {
		door = p.ID
		if slices.Contains(Groeten, v.Get("groet")) {
			groet = v.Get("groet")
		}
	}
	g, nu := toegang.GemeenteUit(ctx), h.Klok()
	token, err := h.Store.Deel(ctx, g.ID, l, groet, door, nu)
	if err != nil {
		return err
	}
	return h.pagina(w, r, http.StatusOK, pagina{Link: g.URL + Pad + "/gedeeld/" + token, Tot: nu.Add(Deeltijd)})
}

// gedeeldePagina is a list behind a link.
type gedeeldePagina struct {
	Regels []regel
	Groet  string
	Tot    time.Time
	Token  string
}

func (h Handler) open(r *http.Request) (gedeeld, error) {
	ctx := r.Context()
	g, ok, err := h.Store.Gedeeld(ctx, toegang.GemeenteUit(ctx).ID, chi.URLParam(r, "token"), h.Klok())
	if err == nil && !ok {
		err = fault.Met(fault.NotFound, i18n.T(ctx, "bewaarlijst.fout.link"))
	}
	return g, err
}

// gedeeld is GET /lijst/gedeeld/{token}.
func (h Handler) gedeeld(w http.ResponseWriter, r *http.Request) error {
	g, err := h.open(r)
	if err != nil {
		return err
	}
	k, err := h.kaart(r.Context())
	if err != nil {
		return err
	}
	return httpx.Render(w, r, http.StatusOK, gedeeldpagina(gedeeldePagina{Regels: regels(k, g.Lijst), Groet: g.Groet, Tot: g.Tot, Token: chi.URLParam(r, "token")}))
}

// neemOver is POST /lijst/gedeeld/{token}: what is behind the link joins the own list.
func (h Handler) neemOver(w http.ResponseWriter, r *http.Request) error {
	g, err := h.open(r)
	if err != nil {
		return err
	}
	err = h.doe(w, r, func(i *inhoud) error {
		i.Met(g.Lijst)
		i.Zin = zinOver
		return nil
	})
	if err != nil {
		return h.metFout(w, r, err)
	}
	return httpx.Naar(w, r, Pad)
}

func groetkeuzes(ctx context.Context) (uit []web.Keuze) {
	for i, code := range Groeten {
		uit = append(uit, web.Keuze{Waarde: code, Naam: i18n.Kies(ctx, "bewaarlijst.groet.", code), Gekozen: i == 0})
	}
	return uit
}
