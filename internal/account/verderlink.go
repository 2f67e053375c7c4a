package account

import (
	"net/http"

	"mantelpunt/internal/sessie"
	"mantelpunt/internal/toegang"

	"github.com/google/uuid"
)

// BeginPerLink starts the session of a mantelzorger who followed a link that was sent
// to his own mailbox: that makes us as sure as a code by mail. The caller has used the
// link up, and made sure that this gemeente asks no more than that and that this is
// nobody who logs in with DigiD. pad is where he goes on.
func (h Handler) BeginPerLink(w http.ResponseWriter, r *http.Request, burger uuid.UUID, pad string) error {
	ctx := r.Context()
	p, err := h.Store.Burger(ctx, toegang.GemeenteUit(ctx).ID, burger)
	if err != nil {
		return err
	}
	p.Niveau = toegang.NiveauEmail
	ses, err := h.Sessies.Haal(r)
	if err != nil {
		return err
	}
	if err := h.Store.BurgerIngelogd(ctx, p, "link per mail"); err != nil {
		return err
	}
	delete(ses.Values, sessie.Bewaard) // of who sat here before
	ses.Values[sessie.Terug] = pad
	return h.Begin(w, r, p)
}
