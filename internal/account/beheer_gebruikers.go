package account

import (
	"context"
	"net/url"
	"slices"
	"strings"
	"time"

	"mantelpunt/internal/i18n"
	"mantelpunt/internal/toegang"

	"github.com/google/uuid"
	"golang.org/x/text/collate"
	"golang.org/x/text/language"
)

// Lid is a gebruiker at one gemeente, as its beheerder sees them.
type Lid struct {
	ID               uuid.UUID
	Email            string
	Naam             string
	Actief           bool          // false: closed at every gemeente, by who runs the installation
	Rollen           []toegang.Rol // of today, those of Groepsrollen among them
	Groepsrollen     []toegang.Rol // given by the identity provider of the gemeente
	Beeindigd        []toegang.Rol // of before the access ended
	Organisaties     []uuid.UUID   // of an aanbieder
	Ingericht        bool          // has a password, or comes by the identity provider
	UitnodigingTot   *time.Time    // of an invitation that nobody took yet
	GeblokkeerdTot   *time.Time
	TweedeStap       bool
	LaatstIngelogdOp *time.Time
}

// Lidstatus says whether somebody can get in at a gemeente, and if not, why.
type Lidstatus string

// The statuses of a Lid; they are derived and stored nowhere.
const (
	LidActief      Lidstatus = "actief"
	LidUitgenodigd Lidstatus = "uitgenodigd"
	LidGeblokkeerd Lidstatus = "geblokkeerd"
	LidBeeindigd   Lidstatus = "beeindigd"
	LidGesloten    Lidstatus = "gesloten"
)

// Status derives the status at a moment.
func (l Lid) Status(nu time.Time) Lidstatus {
	switch {
	case !l.Actief:
		return LidGesloten
	case len(l.Rollen) == 0:
		return LidBeeindigd
	case !l.Ingericht:
		return LidUitgenodigd
	case l.GeblokkeerdTot != nil && l.GeblokkeerdTot.After(nu):
		return LidGeblokkeerd
	}
	return LidActief
}

// eigen are the roles that the beheerder gives and takes.
func (l Lid) eigen() []toegang.Rol {
	return slices.DeleteFunc(slices.Clone(l.Rollen), func(r toegang.Rol) bool { return slices.Contains(l.Groepsrollen, r) })
}

// rolnaam is a role in words, with what it is for.
type rolnaam struct{ Naam, Uitleg string }

var rolnamen = map[toegang.Rol]rolnaam{
	toegang.Redacteur: {"Redacteur", "Houdt de sociale kaart bij en publiceert wat aanbieders insturen."},
	toegang.Consulent: {"Consulent", "Beoordeelt aanvragen voor een mantelzorgverklaring en ziet dus de gegevens van aanvragers."},
	toegang.Beleid:    {"Beleidsmedewerker", "Ziet de cijfers, niet de personen."},
	toegang.Beheerder: {"Beheerder", "Beheert gebruikers, partners en instellingen. Ziet geen aanvragen."},
	toegang.Aanbieder: {"Aanbieder", "Houdt alleen het aanbod van de eigen organisatie bij. Een redacteur publiceert het."},
}

// rolwoorden are roles in words, in the order of the table of roles.
func rolwoorden(rollen []toegang.Rol) (uit []string) {
	for _, r := range toegang.Rollen() {
		if slices.Contains(rollen, r) {
			uit = append(uit, rolnamen[r].Naam)
		}
	}
	return uit
}

var lidstatusnamen = map[Lidstatus]string{
	LidActief: "Actief", LidUitgenodigd: "Uitgenodigd", LidGeblokkeerd: "Geblokkeerd", LidBeeindigd: "Toegang beëindigd", LidGesloten: "Account gesloten",
}

func lidstatussoort(s Lidstatus) string {
	switch s {
	case LidActief:
		return "success"
	case LidUitgenodigd, LidGeblokkeerd:
		return "warning"
	}
	return "neutral"
}

// statusbij is what a beheerder wants to know beside the status, "" for nothing.
func statusbij(ctx context.Context, l Lid, nu time.Time) string {
	switch l.Status(nu) {
	case LidGeblokkeerd:
		return "tot " + wanneer(ctx, *l.GeblokkeerdTot, nu)
	case LidUitgenodigd:
		if l.UitnodigingTot == nil || !l.UitnodigingTot.After(nu) {
			return "link verlopen"
		}
	}
	return ""
}

// wanneer writes a moment near to today as people do: "vandaag 9.12 uur".
func wanneer(ctx context.Context, t, nu time.Time) string {
	t, nu = t.In(i18n.Amsterdam), nu.In(i18n.Amsterdam)
	uur := t.Format("15.04")
	if uur[0] == '0' {
		uur = uur[1:]
	}
	switch t.Format(time.DateOnly) {
	case nu.Format(time.DateOnly):
		return "vandaag " + uur + " uur"
	case nu.AddDate(0, 0, -1).Format(time.DateOnly):
		return "gisteren " + uur + " uur"
	case nu.AddDate(0, 0, 1).Format(time.DateOnly):
		return "morgen " + uur + " uur"
	}
	return i18n.Datum(ctx, t)
}

// laatstIngelogd says when somebody was here last.
func laatstIngelogd(ctx context.Context, l Lid, nu time.Time) string {
	if l.LaatstIngelogdOp == nil {
		return "nog nooit"
	}
	return wanneer(ctx, *l.LaatstIngelogdOp, nu)
}

// Woorden are the roles, the status and the last login of somebody, as on the page.
func (l Lid) Woorden(ctx context.Context, nu time.Time) (rollen, status, laatst string) {
	status = strings.TrimSpace(lidstatusnamen[l.Status(nu)] + " " + statusbij(ctx, l, nu))
	return rollentekst(ctx, l), status, laatstIngelogd(ctx, l, nu)
}

// sorteer orders by name as a Dutch reader does, whatever the database thinks.
func sorteer(leden []Lid) {
	c := collate.New(language.Dutch, collate.IgnoreCase)
	slices.SortStableFunc(leden, func(a, b Lid) int {
		if n := c.CompareString(a.Naam, b.Naam); n != 0 {
			return n
		}
		return strings.Compare(a.Email, b.Email)
	})
}

// ledenlijst is the list of gebruikers with its filter.
type ledenlijst struct {
	Q, Rol, Status string
	Leden          []Lid
	Alles          int // before filtering
	Nu             time.Time
}

func maakLedenlijst(alle []Lid, v url.Values, nu time.Time) ledenlijst {
	l := ledenlijst{Q: strings.TrimSpace(v.Get("q")), Alles: len(alle), Nu: nu}
	if _, ok := rolnamen[toegang.Rol(v.Get("rol"))]; ok {
		l.Rol = v.Get("rol")
	}
	if _, ok := lidstatusnamen[Lidstatus(v.Get("status"))]; ok {
		l.Status = v.Get("status")
	}
	woorden := strings.Fields(strings.ToLower(l.Q))
	for _, x := range alle {
		tekst := strings.ToLower(x.Naam + " " + x.Email)
		mist := func(w string) bool { return !strings.Contains(tekst, w) }
		if l.Rol != "" && !slices.Contains(x.Rollen, toegang.Rol(l.Rol)) || l.Status != "" && string(x.Status(nu)) != l.Status || slices.ContainsFunc(woorden, mist) {
			continue
		}
		l.Leden = append(l.Leden, x)
	}
	return l
}
