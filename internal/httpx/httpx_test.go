package httpx_test

import (
	"bytes"
	"context"
	"errors"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strconv"
	"strings"
	"testing"

	"mantelpunt/internal/fault"
	"mantelpunt/internal/httpx"
	"mantelpunt/internal/i18n"

	"github.com/PuerkitoBio/goquery"
	"github.com/a-h/templ"
)

// stil makes an adapter and the log that it writes.
func stil() (*httpx.Afhandelaar, *bytes.Buffer) {
	var log bytes.Buffer
	return &httpx.Afhandelaar{Log: slog.New(slog.NewTextHandler(&log, nil))}, &log
}

func kop(t *testing.T, w *httptest.ResponseRecorder) string {
	t.Helper()
	doc, err := goquery.NewDocumentFromReader(w.Body)
	if err != nil {
		t.Fatal(err)
	}
	return doc.Find("main h1").Text()
}

func TestEveryKindOfErrorHasItsStatusAndPage(t *testing.T) {
	for _, c := range []struct {
		err    error
		status int
		kop    string
	}{
		{fault.New(fault.NotFound, "x"), 404, "Deze pagina bestaat niet"},
		{fault.New(fault.Forbidden, "x"), 403, "Dit mag u niet bekijken"},
		{fault.New(fault.Unauthorized, "x"), 403, "Dit mag u niet bekijken"}, // nobody told us how to log in
		{fault.New(fault.Invalid, "x"), 400, "Dit verzoek klopt niet"},
		{fault.New(fault.Conflict, "x"), 409, "Dit is intussen veranderd"},
		{fault.New(fault.Gone, "x"), 410, "Deze pagina is er niet meer"},
		{fault.New(fault.TooMany, "x"), 429, "U doet dit erg vaak achter elkaar"},
		{fault.New(fault.TooLarge, "x"), 413, "Dit is te veel tekst"},
		{fault.Wrap(&http.MaxBytesError{Limit: 1}, "x"), 413, "Dit is te veel tekst"},
		{fault.New(fault.Unavailable, "x"), 503, "Even niet bereikbaar"},
		{errors.New("geheim van de machine"), 500, "Er ging iets mis bij ons"},
	} {
		a, log := stil()
		w := httptest.NewRecorder()
		a.H(func(http.ResponseWriter, *http.Request) error { return c.err })(w, httptest.NewRequest("GET", "/", nil))
		if strings.Contains(w.Body.String(), "geheim") {
			t.Error("the text of an error reached the visitor")
		}
		if w.Code != c.status || kop(t, w) != c.kop || strings.Count(log.String(), "\n") != 1 {
			t.Errorf("%v: status %d, log %s", c.err, w.Code, log)
		}
		if (w.Header().Get("Retry-After") != "") != (c.status == 503) {
			t.Errorf("%d: Retry-After %q", c.status, w.Header().Get("Retry-After"))
		}
	}
}

func TestOurOwnSentenceReachesTheVisitor(t *testing.T) {
	a, _ := stil()
	w := httptest.NewRecorder()
	a.Fout(w, httptest.NewRequest("GET", "/", nil), fault.Wrap(fault.Met(fault.Conflict, "Een collega was u voor."), "bewaren"))
	if !strings.Contains(w.Body.String(), "Een collega was u voor.") {
		t.Error("sentence missing")
	}
}

func TestWhatSomebodyTypedIsNotLogged(t *testing.T) {
	a, log := stil()
	_, err := strconv.Atoi("Jansen \"1\"")
	a.Fout(httptest.NewRecorder(), httptest.NewRequest("GET", "/", nil), fault.New(fault.Invalid, "formulier zonder revisie: %w", err))
	_, err = httpx.Formulier(httptest.NewRecorder(), post("Jansen=%zz"))
	a.Fout(httptest.NewRecorder(), httptest.NewRequest("GET", "/", nil), err)
	if s := log.String(); strings.Contains(s, "Jansen") || strings.Contains(s, "zz") || !strings.Contains(s, "zonder revisie") || strings.Count(s, "\n") != 2 {
		t.Error(s)
	}
}

func TestWhoMustLogInIsSentThere(t *testing.T) {
	a, log := stil()
	a.Inloggen = func(w http.ResponseWriter, r *http.Request) error { return httpx.Naar(w, r, "/inloggen") }
	h := a.H(func(http.ResponseWriter, *http.Request) error { return fault.New(fault.Unauthorized, "x") })
	w := httptest.NewRecorder()
	h(w, httptest.NewRequest("GET", "/mijn", nil))
	if w.Code != http.StatusSeeOther || w.Header().Get("Location") != "/inloggen" || log.Len() != 0 {
		t.Errorf("%d %v %s", w.Code, w.Header(), log)
	}
	a.Inloggen = func(http.ResponseWriter, *http.Request) error { return fault.New(fault.Unavailable, "database weg") }
	w = httptest.NewRecorder()
	h(w, httptest.NewRequest("GET", "/mijn", nil))
	if w.Code != http.StatusServiceUnavailable {
		t.Errorf("status %d when logging in fails", w.Code)
	}
}

func TestVisitorWhoLeftGetsNoPageAndNoLogLine(t *testing.T) {
	a, log := stil()
	ctx, weg := context.WithCancel(context.Background())
	weg()
	w := httptest.NewRecorder()
	a.Fout(w, httptest.NewRequest("GET", "/", nil).WithContext(ctx), fault.Wrap(context.Canceled, "lezen"))
	if w.Body.Len() != 0 || log.Len() != 0 {
		t.Errorf("%q %s", w.Body, log)
	}
}

func TestRenderNeverLeavesHalfAPage(t *testing.T) {
	half := templ.ComponentFunc(func(_ context.Context, w io.Writer) error {
		_, _ = io.WriteString(w, "<p>half")
		return errors.New("stuk")
	})
	w := httptest.NewRecorder()
	if err := httpx.Render(w, httptest.NewRequest("GET", "/", nil), 200, half); err == nil || w.Body.Len() != 0 {
		t.Errorf("err %v, body %q", err, w.Body)
	}
	w = httptest.NewRecorder()
	if err := httpx.Render(w, httptest.NewRequest("HEAD", "/", nil), 201, templ.Raw("<p>heel")); err != nil || w.Code != 201 || w.Body.Len() != 0 {
		t.Errorf("HEAD: %v %d %q", err, w.Code, w.Body)
	}
}

func post(body string) *http.Request {
	r := httptest.NewRequest("POST", "/", strings.NewReader(body))
	r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	return r
}

func TestFormIsCleaned(t *testing.T) {
	form, err := httpx.Formulier(httptest.NewRecorder(), post("naam="+url.QueryEscape("  Jan\x00 \xff\x07de Wit\x7f \r\n")+"&tekst="+url.QueryEscape("een\r\ntwee\tdrie")))
	if err != nil || form.Get("naam") != "Jan de Wit" || form.Get("tekst") != "een\ntwee\tdrie" {
		t.Errorf("%q %v", form, err)
	}
}

func TestFormThatIsTooLargeOrBroken(t *testing.T) {
	_, err := httpx.Formulier(httptest.NewRecorder(), post("a="+strings.Repeat("x", httpx.MaxFormulier)))
	if !fault.Is(err, fault.TooLarge) {
		t.Errorf("too large: %v", err)
	}
	if _, err = httpx.Formulier(httptest.NewRecorder(), post("a=%zz")); !fault.Is(err, fault.Invalid) {
		t.Errorf("broken: %v", err)
	}
}

func TestRedirectKeepsTheLanguage(t *testing.T) {
	w := httptest.NewRecorder()
	r := httptest.NewRequest("POST", "/x", nil)
	if err := httpx.Naar(w, r.WithContext(i18n.MetTaal(r.Context(), "en")), "/mijn?a=1"); err != nil || w.Code != 303 || w.Header().Get("Location") != "/en/mijn?a=1" {
		t.Errorf("%d %s %v", w.Code, w.Header().Get("Location"), err)
	}
}

func TestBackToStaysWithinThePortal(t *testing.T) {
	for pad, want := range map[string]bool{
		"/": true, "/mijn": true, "/aanbod?q=respijt%20zorg&wet=wmo": true, "/en/aanbod": true,
		"": false, "mijn": false, "//elders.example": false, "https://elders.example": false, "/\\elders.example": false, "\\\\elders.example": false,
		"/\t/elders.example": false, "/\n/elders.example": false, "/mijn\r\nSet-Cookie: a=b": false, "javascript:alert(1)": false, " /mijn": false, "/\x7f/elders.example": false,
	} {
		if httpx.EigenPad(pad) != want {
			t.Errorf("EigenPad(%q) = %v", pad, !want)
		}
	}
}
