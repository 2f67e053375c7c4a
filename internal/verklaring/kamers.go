package verklaring

import (
	"net/http"
	"net/url"

	"mantelpunt/internal/fault"
	"mantelpunt/internal/toegang"

	"github.com/go-chi/chi/v5"
	"github.com/google/uuid"
)

// Account is what the rooms need of sessions: a sentence after a redirect, and a form
// that was sent while nobody was logged in.
type Account interface {
	Flits(w http.ResponseWriter, r *http.Request, zin string) error
	Bewaard(w http.ResponseWriter, r *http.Request, pad string) (url.Values, bool)
}

// The addresses of the rooms.
const (
	PadUitleg      = "/verklaring"
	PadAanvragen   = "/verklaring/aanvragen"
	PadToestemming = "/verklaring/toestemming"
	PadMijn        = "/mijn"
	PadControleren = "/controleren"
	PadCode        = "/v"
	PadWerklijst   = "/beheer/aanvragen"
	PadRegelingen  = "/beheer/regelingen"
	PadInvoer      = PadWerklijst + "/nieuw"
	PadLijsten     = "/beheer/lijsten"
)

// PadStap is the page of a step of the form.
func PadStap(naam string) string { return PadAanvragen + "/" + naam }

// PadMijnAanvraag is where a carer follows an aanvraag.
func PadMijnAanvraag(id uuid.UUID) string { return PadMijn + "/aanvragen/" + id.String() }

// PadDocument is where a carer downloads a verklaring.
func PadDocument(id uuid.UUID) string { return PadMijn + "/verklaringen/" + id.String() + ".pdf" }

// PadVerlengen is where a carer renews a verklaring.
func PadVerlengen(id uuid.UUID) string {
	return PadMijn + "/verklaringen/" + id.String() + "/verlengen"
}

// PadDossier is where a consulent works on an aanvraag.
func PadDossier(id uuid.UUID) string { return PadWerklijst + "/" + id.String() }

// IDUit reads an id from the address; anything else is a page that does not exist.
func IDUit(r *http.Request) (uuid.UUID, error) {
	id, err := uuid.Parse(chi.URLParam(r, "id"))
	if err != nil {
		return id, fault.New(fault.NotFound, "geen id in het adres")
	}
	return id, nil
}

// Wie gives who acts and where, when that person has the right.
func Wie(r *http.Request, recht toegang.Recht) (toegang.Persoon, toegang.Gemeente, error) {
	p := toegang.PersoonUit(r.Context())
	return p, toegang.GemeenteUit(r.Context()), p.Eis(recht)
}

// Badge is the colour of a status.
func Badge(s Status) string {
	switch s {
	case Verleend:
		return "success"
	case Afgewezen, BuitenBehandeling:
		return "danger"
	case WachtOpAanvrager, Concept:
		return "warning"
	}
	return "neutral"
}

// Uitkomstbadge is the colour of an outcome.
func Uitkomstbadge(u Uitkomst) string {
	switch u {
	case Geldig:
		return "success"
	case Verlopen, NogNietGeldig:
		return "warning"
	}
	return "danger"
}
