package account

import (
	"context"
	"net/http"
	"slices"

	"mantelpunt/internal/httpx"
	"mantelpunt/internal/mail"
	"mantelpunt/internal/toegang"
	"mantelpunt/web"

	"github.com/a-h/templ"
	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"
)

// vraagLid shows a page that asks about a gebruiker, before anything happens.
func (h Handler) vraagLid(w http.ResponseWriter, r *http.Request, pagina func(Lid) templ.Component) error {
	l, err := h.lidUit(r)
	if err != nil {
		return err
	}
	return httpx.Render(w, r, http.StatusOK, pagina(l))
}

// doeLid does something to a gebruiker and goes back to the page of that one.
func (h Handler) doeLid(w http.ResponseWriter, r *http.Request, zin string, doe func(ctx context.Context, gemeenteID int, door toegang.Persoon, id uuid.UUID) error) error {
	l, err := h.lidUit(r)
	if err != nil {
		return err
	}
	ctx := r.Context()
	if err := doe(ctx, toegang.GemeenteUit(ctx).ID, toegang.PersoonUit(ctx), l.ID); err != nil {
		return err
	}
	return h.naarLid(w, r, l, zin)
}

func (h Handler) vraagBeeindigen(w http.ResponseWriter, r *http.Request) error {
	return h.vraagLid(w, r, beeindigpagina)
}

func (h Handler) beeindig(w http.ResponseWriter, r *http.Request) error {
	return h.doeLid(w, r, "De toegang is beëindigd. Wie nog ingelogd was, is er nu uit.", h.Store.BeeindigToegang)
}

func (h Handler) laatToe(w http.ResponseWriter, r *http.Request) error {
	return h.doeLid(w, r, "Deze gebruiker heeft weer toegang, met de rollen van eerst.", h.Store.LaatToe)
}

func (h Handler) deblokkeer(w http.ResponseWriter, r *http.Request) error {
	return h.doeLid(w, r, "De blokkade is opgeheven. Inloggen kan meteen weer.", h.Store.Deblokkeer)
}

func (h Handler) vraagWissen(w http.ResponseWriter, r *http.Request) error {
	return h.vraagLid(w, r, func(l Lid) templ.Component { return wispagina(l, nil) })
}

// wisTweedeStap is POST /beheer/gebruikers/{id}/tweede-stap.
func (h Handler) wisTweedeStap(w http.ResponseWriter, r *http.Request) error {
	l, err := h.lidUit(r)
	if err != nil {
		return err
	}
	form, err := httpx.Formulier(w, r)
	if err != nil {
		return err
	}
	i := -1
	for n, x := range wisredenen {
		if form.Get("reden") == string(x.Reden) {
			i = n
		}
	}
	if i < 0 {
		return httpx.Render(w, r, http.StatusUnprocessableEntity, wispagina(l, web.Fouten{{Veld: "reden", Tekst: "Kies waarom u de tweede stap wist."}}))
	}
	ctx := r.Context()
	g, door := toegang.GemeenteUit(ctx), toegang.PersoonUit(ctx)
	meld := func(ctx context.Context, tx pgx.Tx) error {
		return h.Post.Verstuur(ctx, tx, wismail(g, door, l, wisredenen[i].InMail))
	}
	if err := h.Store.WisTweedeStap(ctx, g.ID, door, l.ID, wisredenen[i].Reden, meld); err != nil {
		return err
	}
	return h.naarLid(w, r, l, "De tweede stap is gewist. "+l.Naam+" stelt bij de volgende keer inloggen een nieuwe in en kreeg hierover een e-mail.")
}

func wismail(g toegang.Gemeente, door toegang.Persoon, l Lid, reden string) mail.Bericht {
	return mail.Bericht{
		Aan: l.Email, Onderwerp: "De tweede stap van uw account is gewist", Afzender: "Gemeente " + g.Naam + ", Mantelpunt",
		Alineas: []string{door.Naam + ", beheerder van Mantelpunt in uw gemeente, heeft de tweede stap van uw account gewist, omdat " + reden + ".",
			"De volgende keer dat u inlogt met uw wachtwoord, stelt u meteen een nieuwe tweede stap in. Doe dat vandaag nog: tot die tijd is uw account minder goed beschermd.",
			"Heeft u hier niet om gevraagd? Bel dan meteen de beheerder van Mantelpunt in uw gemeente."},
		Link: g.URL + "/beheer/inloggen", LinkTekst: "Inloggen en een nieuwe tweede stap instellen",
	}
}

// vraagUitnodiging is GET /beheer/gebruikers/nieuw.
func (h Handler) vraagUitnodiging(w http.ResponseWriter, r *http.Request) error {
	ctx := r.Context()
	if err := toegang.PersoonUit(ctx).Eis(toegang.GebruikersBeheren); err != nil {
		return err
	}
	alle, err := h.Organisaties.Organisaties(ctx, toegang.GemeenteUit(ctx).ID)
	if err != nil {
		return err
	}
	return httpx.Render(w, r, http.StatusOK, uitnodigpagina(uitnodigvorm{rolvorm: rolvorm{Alle: alle}}))
}

// uitnodigvorm is the form for somebody new.
type uitnodigvorm struct {
	Naam, Email string
	rolvorm
}

// controleer looks at every field at once, so that nobody mends them one by one.
func (v *uitnodigvorm) controleer() {
	if v.Naam == "" {
		v.Fouten.Voeg("naam", "Vul de naam in.")
	}
	if _, ok := Emailadres(v.Email); !ok {
		v.Fouten.Voeg("email", "Vul een e-mailadres in. Een goed adres is bijvoorbeeld naam@gemeente.example.")
	}
	if len(v.Gekozen) == 0 {
		v.Fouten.Voeg("rol", "Kies ten minste één rol.")
	}
	if slices.Contains(v.Gekozen, toegang.Aanbieder) && len(v.Bij) == 0 {
		v.Fouten.Voeg("organisatie", "Kies voor een aanbieder de organisatie.")
	}
}
