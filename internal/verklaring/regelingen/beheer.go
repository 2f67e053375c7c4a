package regelingen

import (
	"net/http"
	"slices"
	"time"

	"mantelpunt/internal/fault"
	"mantelpunt/internal/httpx"
	"mantelpunt/internal/toegang"
	"mantelpunt/internal/verklaring"

	"github.com/google/uuid"
)

// versie is one version among the others.
type versie struct {
	verklaring.Regeling
	Staat     string              // geldt, komt, voorbij or vervangen
	Weg       bool                // it can be removed again: not in force yet, and no aanvraag holds on to it
	Open      int                 // aanvragen that still hold on to it
	Aanvragen int                 // all of them
	Voor      verklaring.Regeling // the version that it took over from; the zero Regeling for the first
}

// The states of a version.
const (
	geldt     = "geldt"
	komt      = "komt"
	voorbij   = "voorbij"
	vervangen = "vervangen" // another version from the same day took its place
)

// inVolgorde says of all versions how they stand on a day. rs is in the order of
// Regelingen: the version after another is the one that it took over from.
func inVolgorde(rs []verklaring.Regeling, houvast map[uuid.UUID][2]int, vandaag time.Time) (uit []versie) {
	nu := verklaring.OpDag(rs, vandaag)
	for i, r := range rs {
		v := versie{Regeling: r, Staat: voorbij, Open: houvast[r.ID][0], Aanvragen: houvast[r.ID][1]}
		v.Weg = r.GeldigVanaf.After(vandaag) && v.Aanvragen == 0
		switch {
		case r.ID == nu.ID:
			v.Staat = geldt
		case i > 0 && rs[i-1].GeldigVanaf.Equal(r.GeldigVanaf):
			v.Staat = vervangen
		case r.GeldigVanaf.After(vandaag):
			v.Staat = komt
		}
		if i+1 < len(rs) {
			v.Voor = rs[i+1]
		}
		uit = append(uit, v)
	}
	return uit
}

// lijst gives every version, for who keeps them.
func (h Handler) lijst(r *http.Request) ([]versie, toegang.Gemeente, error) {
	_, g, err := verklaring.Wie(r, toegang.InstellingenBeheren)
	if err != nil {
		return nil, g, err
	}
	vandaag := verklaring.Dag(h.Klok())
	if _, err := h.Store.Regeling(r.Context(), g.ID, vandaag); err != nil { // a gemeente without rules gets the usual ones
		return nil, g, err
	}
	rs, err := h.Store.Regelingen(r.Context(), g.ID)
	if err != nil {
		return nil, g, err
	}
	houvast, err := h.Store.Houvast(r.Context(), g.ID)
	return inVolgorde(rs, houvast, vandaag), g, err
}

func (h Handler) overzicht(w http.ResponseWriter, r *http.Request) error {
	vs, _, err := h.lijst(r)
	if err != nil {
		return err
	}
	return httpx.Render(w, r, http.StatusOK, overzichtpagina(vs))
}

// welke finds the version in the address.
func (h Handler) welke(r *http.Request) (versie, toegang.Gemeente, error) {
	vs, g, err := h.lijst(r)
	if err != nil {
		return versie{}, g, err
	}
	id, err := verklaring.IDUit(r)
	if err != nil {
		return versie{}, g, err
	}
	i := slices.IndexFunc(vs, func(v versie) bool { return v.ID == id })
	if i < 0 {
		return versie{}, g, fault.New(fault.NotFound, "geen versie van de regels")
	}
	return vs[i], g, nil
}

func (h Handler) toon(w http.ResponseWriter, r *http.Request) error {
	v, _, err := h.welke(r)
	if err != nil {
		return err
	}
	return httpx.Render(w, r, http.StatusOK, versiepagina(v))
}

func (h Handler) vraagVerwijderen(w http.ResponseWriter, r *http.Request) error {
	v, _, err := h.welke(r)
	if err != nil {
		return err
	}
	return httpx.Render(w, r, http.StatusOK, verwijderpagina(v))
}

// verwijder removes a version. Whoever clicks twice finds that it is gone.
func (h Handler) verwijder(w http.ResponseWriter, r *http.Request) error {
	_, g, err := verklaring.Wie(r, toegang.InstellingenBeheren)
	if err != nil {
		return err
	}
	id, err := verklaring.IDUit(r)
	if err != nil {
		return err
	}
	err = h.Store.VerwijderRegeling(r.Context(), g.ID, id, verklaring.Dag(h.Klok()))
	if err != nil && !fault.Is(err, fault.NotFound) {
		return err
	}
	if err := h.Account.Flits(w, r, "De versie is verwijderd."); err != nil {
		return err
	}
	return httpx.Naar(w, r, verklaring.PadRegelingen)
}
