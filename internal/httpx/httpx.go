// Package httpx is the one place where HTTP and the product meet: handlers that
// return an error, one adapter that turns it into a status, a log line and a
// page, and the middleware around them.
//
// It keeps nothing between requests but the turns of a [Limiet]. Those are counted
// per copy of the process: with n copies behind a balancer an address gets at most
// n times its turns, and all addresses together n times theirs; a copy that starts
// anew has forgotten. What has to hold over all copies is counted in Postgres, by
// the feature itself: codes and tries per e-mail address, failures per account.
package httpx

import (
	"bytes"
	"context"
	"errors"
	"log/slog"
	"net/http"
	"net/url"
	"strconv"
	"strings"

	"mantelpunt/internal/fault"
	"mantelpunt/web"

	"github.com/a-h/templ"
)

// Handler serves a request or says why not.
type Handler func(w http.ResponseWriter, r *http.Request) error

// Afhandelaar turns handlers into http handlers. Inloggen is told when a page
// needs a person who is not logged in; it redirects and keeps what was typed.
type Afhandelaar struct {
	Log      *slog.Logger
	Inloggen func(w http.ResponseWriter, r *http.Request) error
}

// H adapts a handler.
func (a *Afhandelaar) H(h Handler) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		if err := h(w, r); err != nil {
			a.Fout(w, r, err)
		}
	}
}

// Fout answers a request with the page of an error, and logs it once.
func (a *Afhandelaar) Fout(w http.ResponseWriter, r *http.Request, err error) {
	if errors.Is(err, context.Canceled) && r.Context().Err() != nil {
		return // the visitor has left
	}
	if fault.Is(err, fault.Unauthorized) && a.Inloggen != nil {
		if err = a.Inloggen(w, r); err == nil {
			return
		}
	}
	status := Status(err)
	niveau := slog.LevelInfo
	if status >= 500 {
		niveau = slog.LevelError
	}
	a.Log.LogAttrs(r.Context(), niveau, "fout", slog.String("verzoek", VerzoekID(r.Context())), slog.Int("status", status), slog.String("fout", logtekst(err)))
	if status == http.StatusServiceUnavailable {
		w.Header().Set("Retry-After", "10")
	}
	if err := Render(w, r, status, web.Foutpagina(status, fault.Tekst(err))); err != nil {
		http.Error(w, http.StatusText(status), status)
	}
}

// logtekst is the text of an error for the log, without what somebody typed: strconv
// puts that in its errors, of any length.
func logtekst(err error) string {
	s := err.Error()
	var getal *strconv.NumError
	if errors.As(err, &getal) {
		s = strings.ReplaceAll(s, strconv.Quote(getal.Num), "…")
	}
	return s
}

// Status is the status code of an error.
func Status(err error) int {
	var groot *http.MaxBytesError
	if errors.As(err, &groot) {
		return http.StatusRequestEntityTooLarge
	}
	switch fault.KindOf(err) {
	case fault.NotFound:
		return http.StatusNotFound
	case fault.Forbidden, fault.Unauthorized:
		return http.StatusForbidden
	case fault.Invalid:
		return http.StatusBadRequest
	case fault.Conflict:
		return http.StatusConflict
	case fault.Gone:
		return http.StatusGone
	case fault.TooMany:
		return http.StatusTooManyRequests
	case fault.TooLarge:
		return http.StatusRequestEntityTooLarge
	case fault.Unavailable:
		return http.StatusServiceUnavailable
	}
	return http.StatusInternalServerError
}

// Render writes a page. It is made in memory first, so that an error halfway
// never leaves half a page.
func Render(w http.ResponseWriter, r *http.Request, status int, c templ.Component) error {
	var b bytes.Buffer
	if err := c.Render(r.Context(), &b); err != nil {
		return fault.Wrap(err, "pagina opmaken")
	}
	w.Header().Set("Content-Type", "text/html; charset=utf-8")
	w.WriteHeader(status)
	if r.Method != http.MethodHead {
		_, _ = w.Write(b.Bytes()) // the visitor may have left
	}
	return nil
}

// MaxFormulier is how many bytes a form may hold.
const MaxFormulier = 1 << 20

// Formulier reads a posted form and gives its values fit to store, see [Schoon]. A
// field whose name is not clean is none of ours, and goes. Only what browsers send
// for our forms is read, so no files (multipart).
func Formulier(w http.ResponseWriter, r *http.Request) (url.Values, error) {
	r.Body = http.MaxBytesReader(w, r.Body, MaxFormulier)
	if err := r.ParseForm(); err != nil {
		var groot *http.MaxBytesError
		if errors.As(err, &groot) {
			return nil, fault.New(fault.TooLarge, "formulier: %w", err)
		}
		return nil, fault.New(fault.Invalid, "formulier is niet te lezen") // the error itself quotes what was sent
	}
	for naam, waarden := range r.PostForm {
		if naam != Schoon(naam) {
			delete(r.PostForm, naam)
			continue
		}
		for i := range waarden {
			waarden[i] = Schoon(waarden[i])
		}
	}
	return r.PostForm, nil
}

// Schoon makes typed text fit to store: valid UTF-8 without NUL and other
// control characters, line ends as \n, no white space around it.
func Schoon(s string) string {
	s = strings.ToValidUTF8(s, "")
	s = strings.ReplaceAll(s, "\r\n", "\n")
	s = strings.Map(func(r rune) rune {
		if r < ' ' && r != '\n' && r != '\t' || r == 0x7f {
			return -1
		}
		return r
	}, s)
	return strings.TrimSpace(s)
}

// Naar redirects after a form (303), to an address of the portal in the visitor's language.
func Naar(w http.ResponseWriter, r *http.Request, pad string) error {
	http.Redirect(w, r, web.Pad(r.Context(), pad), http.StatusSeeOther)
	return nil
}

// EigenPad says whether a "back to" address stays within the portal. Control
// characters are refused as well: a browser drops a tab, and /<tab>/elders would
// become //elders.
func EigenPad(pad string) bool {
	anders := func(r rune) bool { return r <= ' ' || r == 0x7f || r == '\\' }
	return strings.HasPrefix(pad, "/") && !strings.HasPrefix(pad, "//") && !strings.ContainsFunc(pad, anders)
}

// NietGevonden answers an address that no route has.
func (a *Afhandelaar) NietGevonden(w http.ResponseWriter, r *http.Request) {
	a.Fout(w, r, fault.New(fault.NotFound, "geen route"))
}

// VerkeerdeMethode answers a known address that was asked in the wrong way.
func (a *Afhandelaar) VerkeerdeMethode(w http.ResponseWriter, r *http.Request) {
	if err := Render(w, r, http.StatusMethodNotAllowed, web.Foutpagina(http.StatusMethodNotAllowed, "")); err != nil {
		a.Fout(w, r, err)
	}
}
