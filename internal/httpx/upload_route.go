package httpx

import (
	"context"
	"errors"
	"io"
	"net/http"
	"time"

	"mantelpunt/internal/toegang"
)

// How long the sending of files may take: ten megabytes over a weak telephone line
// need some minutes, but a line on which nothing comes is let go.
const (
	uploadTijd   = 4 * time.Minute
	uploadStilte = 20 * time.Second
	uploadWerk   = 30 * time.Second // to look at the files and to answer
)

type uploadSleutel struct{}

// Uploads lets a route take forms with files, see [Upload]. It gives them more time
// than a page gets, bounds what is read, and lets go of the memory when the request is
// answered. It sits on a route by itself:
//
//	r.With(httpx.Uploads).Post("/…", h.Web.H(h.stuur))
//
// What is left unread when the answer begins, since the sender had no session or may
// not send, is read first and thrown away: a browser that is still sending when the
// connection closes shows no answer at all.
func Uploads(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		einde := time.Now().Add(uploadTijd)
		rc := http.NewResponseController(w)
		_ = rc.SetWriteDeadline(einde.Add(uploadWerk)) // not every connection has one
		ctx, stop := langer(r.Context(), uploadTijd+uploadWerk)
		defer stop()
		t := &tegoed{g: &uploadgeheugen, adres: huis(toegang.AdresUit(ctx))}
		defer func() { t.geef(t.bezet) }()
		r = r.WithContext(context.WithValue(ctx, uploadSleutel{}, t))
		r.Body = http.MaxBytesReader(w, &geduldig{r.Body, rc, einde}, MaxLezen)
		next.ServeHTTP(&uitgelezen{ResponseWriter: w, body: r.Body}, r)
	})
}

// langer gives a context that ends later than its parent does by the clock, and still
// when the visitor leaves.
func langer(ouder context.Context, duur time.Duration) (context.Context, context.CancelFunc) {
	ctx, stop := context.WithTimeout(context.WithoutCancel(ouder), duur)
	los := context.AfterFunc(ouder, func() {
		if !errors.Is(ouder.Err(), context.DeadlineExceeded) {
			stop()
		}
	})
	return ctx, func() { los(); stop() }
}

// geduldig waits for more of a body as long as something comes, until einde.
type geduldig struct {
	io.ReadCloser
	rc    *http.ResponseController
	einde time.Time
}

func (g *geduldig) Read(b []byte) (int, error) {
	tot := time.Now().Add(uploadStilte)
	if tot.After(g.einde) {
		tot = g.einde
	}
	_ = g.rc.SetReadDeadline(tot)
	n, err := g.ReadCloser.Read(b)
	if errors.Is(err, io.EOF) { // from now on a silent line is that of somebody who waits for us
		_ = g.rc.SetReadDeadline(g.einde.Add(uploadWerk))
	}
	return n, err
}

// uitgelezen reads what is left of a body before an answer begins.
type uitgelezen struct {
	http.ResponseWriter
	body io.Reader
}

func (u *uitgelezen) lees() {
	if u.body != nil {
		_, _ = io.Copy(io.Discard, u.body) // when this fails the connection is gone, and the answer with it
		u.body = nil
	}
}

func (u *uitgelezen) WriteHeader(status int) { u.lees(); u.ResponseWriter.WriteHeader(status) }

func (u *uitgelezen) Write(b []byte) (int, error) { u.lees(); return u.ResponseWriter.Write(b) }

// Unwrap is for http.ResponseController.
func (u *uitgelezen) Unwrap() http.ResponseWriter { return u.ResponseWriter }
