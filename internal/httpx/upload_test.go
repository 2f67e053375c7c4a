package httpx

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"mime/multipart"
	"net/http"
	"net/http/httptest"
	"net/netip"
	"net/url"
	"strings"
	"testing"
	"time"

	"mantelpunt/internal/fault"
	"mantelpunt/internal/toegang"
)

// deel is one part of a form; a naam makes it a file.
type deel struct{ veld, naam, inhoud string }

func formulier(t testing.TB, delen ...deel) (soort string, b []byte) {
	t.Helper()
	var buf bytes.Buffer
	mw := multipart.NewWriter(&buf)
	for _, d := range delen {
		var w io.Writer
		var err error
		if d.naam == "" {
			w, err = mw.CreateFormField(d.veld)
		} else {
			w, err = mw.CreateFormFile(d.veld, d.naam)
		}
		if err == nil {
			_, err = io.WriteString(w, d.inhoud)
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	if err := mw.Close(); err != nil {
		t.Fatal(err)
	}
	return mw.FormDataContentType(), buf.Bytes()
}

// stuur posts a body to Upload behind its middleware.
func stuur(t testing.TB, soort string, body io.Reader, max int64) (waarden url.Values, bestanden []Bestand, err error) {
	t.Helper()
	r := httptest.NewRequestWithContext(t.Context(), http.MethodPost, "/", body)
	r.Header.Set("Content-Type", soort)
	Uploads(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		waarden, bestanden, err = Upload(w, r, max)
	})).ServeHTTP(httptest.NewRecorder(), r)
	if n := bezet(); n != 0 {
		t.Errorf("%d bytes still held", n)
	}
	return waarden, bestanden, err
}

func bezet() int64 {
	uploadgeheugen.mu.Lock()
	defer uploadgeheugen.mu.Unlock()
	return uploadgeheugen.bezet
}

func TestUpload(t *testing.T) {
	groot := strings.Repeat("x", 1<<20)
	soort, b := formulier(t,
		deel{"zin", "", "  Goedemiddag\r\n\x00daar  "}, deel{"doel", "", "werk"}, deel{"doel", "", "school"}, deel{" a", "", "weg"}, deel{"", "", "weg"},
		deel{"bewijs", `C:\map\brief.pdf`, "%PDF"}, deel{"bewijs", "precies.jpg", groot}, deel{"bewijs", "groot.jpg", groot + "x"}, deel{"bewijs", "na.jpg", "nog een"})
	waarden, bestanden, err := stuur(t, soort, bytes.NewReader(b), 1<<20)
	if err != nil {
		t.Fatal(err)
	}
	if fmt.Sprint(waarden) != "map[doel:[werk school] zin:[Goedemiddag\ndaar]]" {
		t.Errorf("%q", waarden)
	}
	if len(bestanden) != 4 {
		t.Fatalf("%d files", len(bestanden))
	}
	for i, wil := range []struct {
		naam   string
		lengte int
		fout   string
	}{{`C:\map\brief.pdf`, 4, ""}, {"precies.jpg", 1 << 20, ""}, {"groot.jpg", 0, "hoogstens 1 MB"}, {"na.jpg", 7, ""}} {
		got := bestanden[i]
		inhoud, err := io.ReadAll(got.Lezer())
		if got.Veld != "bewijs" || got.Naam != wil.naam || len(inhoud) != wil.lengte || (err != nil) != (wil.fout != "") || !errors.Is(err, got.Fout) || !strings.Contains(fault.Tekst(err), wil.fout) {
			t.Errorf("%d: %s %s, %d bytes, %v", i, got.Veld, got.Naam, len(inhoud), err)
		}
		if err != nil && !fault.Is(err, fault.TooLarge) {
			t.Error(err)
		}
	}
}

// A field in which nobody chose a file is no file and no value.
func TestUploadWithoutAFile(t *testing.T) {
	const body = "--x\r\nContent-Disposition: form-data; name=\"bewijs\"; filename=\"\"\r\nContent-Type: application/octet-stream\r\n\r\n\r\n" +
		"--x\r\nContent-Disposition: form-data; name=\"zin\"\r\n\r\nhallo\r\n--x--\r\n"
	waarden, bestanden, err := stuur(t, "multipart/form-data; boundary=x", strings.NewReader(body), 100)
	if err != nil || len(bestanden) != 0 || len(waarden) != 1 || waarden.Get("zin") != "hallo" {
		t.Error(waarden, bestanden, err)
	}
	waarden, bestanden, err = stuur(t, "application/x-www-form-urlencoded", strings.NewReader("zin=hallo"), 100)
	if err != nil || len(bestanden) != 0 || waarden.Get("zin") != "hallo" {
		t.Error("a form without files:", waarden, bestanden, err)
	}
}

func TestUploadsThatAreRefused(t *testing.T) {
	veel := make([]deel, maxDelen+1)
	for i := range veel {
		veel[i] = deel{"x", "", "y"}
	}
	teveel, teveelB := formulier(t, veel...)
	tekst, tekstB := formulier(t, deel{"x", "", strings.Repeat("a", MaxFormulier)}, deel{"y", "", "b"})
	heel, heelB := formulier(t, deel{"x", "a.pdf", strings.Repeat("a", 1000)})
	for _, c := range []struct {
		wat, soort string
		body       io.Reader
		wil        fault.Kind
	}{
		{"too many parts", teveel, bytes.NewReader(teveelB), fault.TooLarge},
		{"too much text", tekst, bytes.NewReader(tekstB), fault.TooLarge},
		{"too much of all", heel, io.MultiReader(bytes.NewReader(heelB[:len(heelB)/2]), io.LimitReader(nullen{}, MaxLezen+1)), fault.TooLarge},
		{"broken off", heel, bytes.NewReader(heelB[:len(heelB)-30]), fault.Invalid},
		{"no boundary", "multipart/form-data", bytes.NewReader(heelB), fault.Invalid},
	} {
		waarden, bestanden, err := stuur(t, c.soort, c.body, 100)
		if !fault.Is(err, c.wil) || waarden != nil || bestanden != nil {
			t.Errorf("%s: %v", c.wat, err)
		}
		if err != nil && (strings.Contains(err.Error(), "boundary") || strings.Contains(err.Error(), "a.pdf")) {
			t.Errorf("%s: the error quotes what was sent: %v", c.wat, err)
		}
	}
	r := httptest.NewRequestWithContext(t.Context(), http.MethodPost, "/", bytes.NewReader(heelB))
	r.Header.Set("Content-Type", heel)
	if _, _, err := Upload(httptest.NewRecorder(), r, 100); !fault.Is(err, fault.Internal) {
		t.Error("a route without Uploads:", err)
	}
}

type nullen struct{}

func (nullen) Read(b []byte) (int, error) { return len(b), nil }

func TestTooManyFilesAtOnce(t *testing.T) {
	var delen []deel
	for i := range maxBestanden + 5 {
		delen = append(delen, deel{"x", fmt.Sprintf("%d.pdf", i), "inhoud"})
	}
	soort, b := formulier(t, append(delen, deel{"zin", "", "blijft"})...)
	waarden, bestanden, err := stuur(t, soort, bytes.NewReader(b), 100)
	if err != nil || waarden.Get("zin") != "blijft" || len(bestanden) != maxBestanden+1 {
		t.Fatal(waarden, len(bestanden), err)
	}
	for i, b := range bestanden {
		if (b.Fout != nil) != (i == maxBestanden) {
			t.Errorf("%d: %v", i, b.Fout)
		}
	}
}

// The memory for files is bounded, of one address and of all; what does not fit is
// said beside the field.
func TestUploadMemoryIsBounded(t *testing.T) {
	een, twee := netip.MustParseAddr("192.0.2.1"), netip.MustParseAddr("192.0.2.2")
	g := geheugen{samen: 100, adres: 60, per: map[netip.Addr]int64{}}
	for _, c := range []struct {
		a   netip.Addr
		n   int64
		wil bool
	}{{een, 60, true}, {een, 1, false}, {twee, 41, false}, {twee, 40, true}, {twee, 1, false}} {
		if got := g.neem(c.a, c.n); got != c.wil {
			t.Errorf("%v %d: %v", c.a, c.n, got)
		}
	}
	g.geef(een, 60)
	g.geef(twee, 40)
	if g.bezet != 0 || len(g.per) != 0 {
		t.Error(g.bezet, g.per)
	}

	if !uploadgeheugen.neem(een, geheugenAdres) {
		t.Fatal("no memory")
	}
	defer uploadgeheugen.geef(een, geheugenAdres)
	soort, b := formulier(t, deel{"x", "a.pdf", "inhoud"}, deel{"zin", "", "blijft"})
	r := httptest.NewRequestWithContext(toegang.MetAdres(t.Context(), een), http.MethodPost, "/", bytes.NewReader(b))
	r.Header.Set("Content-Type", soort)
	Uploads(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		waarden, bestanden, err := Upload(w, r, 100)
		if err != nil || waarden.Get("zin") != "blijft" || len(bestanden) != 1 || !fault.Is(bestanden[0].Fout, fault.Unavailable) || fault.Tekst(bestanden[0].Fout) == "" {
			t.Error(waarden, bestanden, err)
		}
	})).ServeHTTP(httptest.NewRecorder(), r)
}

// Who must log in first keeps what was typed; files are chosen again.
func TestGetypt(t *testing.T) {
	soort, b := formulier(t, deel{"zin", "", "blijft"}, deel{"x", "a.pdf", "inhoud"})
	for _, eerst := range []bool{false, true} { // whether the handler had read it before
		r := httptest.NewRequestWithContext(t.Context(), http.MethodPost, "/", bytes.NewReader(b))
		r.Header.Set("Content-Type", soort)
		Uploads(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			if eerst {
				if _, _, err := Upload(w, r, 100); err != nil {
					t.Error(err)
				}
			}
			waarden, err := Getypt(w, r)
			if err != nil || fmt.Sprint(waarden) != "map[zin:[blijft]]" {
				t.Error(eerst, waarden, err)
			}
		})).ServeHTTP(httptest.NewRecorder(), r)
	}
	r := httptest.NewRequestWithContext(t.Context(), http.MethodPost, "/", strings.NewReader("zin=blijft"))
	r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	if waarden, err := Getypt(httptest.NewRecorder(), r); err != nil || waarden.Get("zin") != "blijft" {
		t.Error(waarden, err)
	}
}

// A real browser that sends a large form to which the answer is no sees that answer:
// the connection does not break under it. And the memory is free afterwards.
func TestAnswerArrivesThoughTheBodyIsNotRead(t *testing.T) {
	a := &Afhandelaar{Log: slog.New(slog.DiscardHandler)}
	srv := httptest.NewServer(Tijdslimiet(time.Minute)(Gecomprimeerd(Uploads(a.H(func(w http.ResponseWriter, r *http.Request) error {
		if r.URL.Path == "/weg" {
			http.Redirect(w, r, "/inloggen", http.StatusSeeOther)
			return nil
		}
		_, bestanden, err := Upload(w, r, 1<<20)
		if err == nil && r.URL.Path == "/lees" {
			_, err = fmt.Fprint(w, len(bestanden), " ", fault.Tekst(bestanden[0].Fout))
		}
		return err
	})))))
	defer srv.Close()
	soort, b := formulier(t, deel{"x", "a.jpg", strings.Repeat("a", 30<<20)})
	klant := srv.Client()
	klant.CheckRedirect = func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }
	for pad, wil := range map[string]int{"/weg": http.StatusSeeOther, "/lees": http.StatusOK} {
		r, err := http.NewRequestWithContext(t.Context(), http.MethodPost, srv.URL+pad, struct{ io.Reader }{bytes.NewReader(b)})
		if err != nil {
			t.Fatal(err)
		}
		r.Header.Set("Content-Type", soort)
		r.ContentLength = int64(len(b))
		w, err := klant.Do(r)
		if err != nil {
			t.Fatalf("%s: %v", pad, err)
		}
		antwoord, _ := io.ReadAll(w.Body)
		w.Body.Close()
		if w.StatusCode != wil || wil == http.StatusOK && !strings.Contains(string(antwoord), "hoogstens 1 MB") {
			t.Errorf("%s: %d %s", pad, w.StatusCode, antwoord)
		}
	}
	srv.Close()
	if n := bezet(); n != 0 {
		t.Errorf("%d bytes still held", n)
	}
}

// Sending takes longer than a page may: the end of the clock for pages does not end
// it, the visitor who leaves does.
func TestUploadOutlivesTheLimitOfAPage(t *testing.T) {
	ouder, klok := context.WithDeadline(t.Context(), time.Now().Add(-time.Second))
	defer klok()
	ctx, stop := langer(ouder, time.Minute)
	defer stop()
	if ctx.Err() != nil {
		t.Error("ended with the page:", ctx.Err())
	}
	ouder, weg := context.WithCancel(t.Context())
	ctx, stop2 := langer(ouder, time.Minute)
	defer stop2()
	weg()
	<-ctx.Done() // or this test hangs
	if !errors.Is(ctx.Err(), context.Canceled) {
		t.Error(ctx.Err())
	}
}

// klok keeps the deadlines that are set on a connection.
type klok struct {
	http.ResponseWriter
	lezen []time.Time
}

func (k *klok) SetReadDeadline(t time.Time) error { k.lezen = append(k.lezen, t); return nil }

// A line on which nothing comes is let go, a slow one is not; and who has sent
// everything may wait for the answer.
func TestPatienceWithALine(t *testing.T) {
	k := &klok{ResponseWriter: httptest.NewRecorder()}
	einde := time.Now().Add(uploadStilte / 2)
	for _, c := range []struct{ einde, wil time.Time }{{time.Now().Add(uploadTijd), time.Now().Add(uploadStilte)}, {einde, einde}} {
		g := &geduldig{io.NopCloser(strings.NewReader("ab")), http.NewResponseController(k), c.einde}
		if _, err := g.Read(make([]byte, 2)); err != nil {
			t.Fatal(err)
		}
		if d := k.lezen[len(k.lezen)-1].Sub(c.wil); d < 0 || d > 5*time.Second {
			t.Errorf("waits %v too long", d)
		}
		if _, err := g.Read(make([]byte, 2)); !errors.Is(err, io.EOF) || !k.lezen[len(k.lezen)-1].Equal(c.einde.Add(uploadWerk)) {
			t.Errorf("%v: %v", err, k.lezen)
		}
	}
}
