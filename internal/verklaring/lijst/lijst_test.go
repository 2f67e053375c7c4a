package lijst_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"mime/multipart"
	"net/http"
	"net/url"
	"strings"
	"sync"
	"testing"
	"time"

	"mantelpunt/internal/jobs"
	"mantelpunt/internal/mail"
	"mantelpunt/internal/toegang"
	"mantelpunt/internal/verklaring"
	"mantelpunt/internal/verklaring/lijst"
	"mantelpunt/internal/verklaring/proef"

	"github.com/go-chi/chi/v5"
	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"
	"github.com/riverqueue/river"
	gomail "github.com/wneessen/go-mail"
)

type huis struct {
	*proef.Huis
	lijst lijst.Store
}

type geenMail struct{}

func (geenMail) Bezorg(context.Context, *gomail.Msg) error { return nil }

func nieuw(t *testing.T, wijzig func(*verklaring.Regels)) huis {
	h := huis{Huis: proef.Nieuw(t, func(p *proef.Huis) interface{ Routes(chi.Router) } {
		workers := river.NewWorkers()
		mail.Voeg(workers, geenMail{}, p.Store.Kluis, "test@voorbeeld.example")
		lijst.Voeg(workers, &p.Store, p.Nu)
		rij, err := jobs.Nieuw(p.App, workers, nil, slog.New(slog.DiscardHandler))
		p.Goed(err)
		p.Store.Post.Rij = rij
		return lijst.Nieuw(p.Store, p, p.Web, p.Nu)
	})}
	h.lijst = lijst.Store{Store: h.Store}
	r := verklaring.StandaardRegels()
	if wijzig != nil {
		wijzig(&r)
	}
	h.Goed(h.Store.VoegRegeling(h.Ctx(h.Bea), h.G.ID, time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC), r))
	return h
}

// stuur reads a file in.
func (h huis) stuur(p toegang.Persoon, inhoud string) *http.Response {
	h.Helper()
	var b bytes.Buffer
	m := multipart.NewWriter(&b)
	deel, err := m.CreateFormFile("bestand", "kring.csv")
	h.Goed(err)
	_, err = io.WriteString(deel, inhoud)
	h.Goed(err)
	h.Goed(m.Close())
	return h.VraagMet(p, http.MethodPost, lijst.PadLijsten, &b, m.FormDataContentType())
}

// lees reads a good file in, and gives where its list is.
func (h huis) lees(inhoud string) (pad string, id uuid.UUID) {
	h.Helper()
	res := h.stuur(h.Carla, inhoud)
	if res.StatusCode != http.StatusSeeOther {
		h.Pagina(res, http.StatusSeeOther)
	}
	pad = res.Header.Get("Location")
	return pad, uuid.MustParse(pad[strings.LastIndex(pad, "/")+1:])
}

// verleen does what the job does.
func (h huis) verleen(ctx context.Context, id uuid.UUID) error {
	return h.lijst.Verleen(ctx, h.G.ID, id, h.Nu)
}

func (h huis) job() context.Context {
	return h.Ctx(toegang.Persoon{Soort: toegang.Systeem, Naam: "lijst"})
}

func bevestig(n int) url.Values {
	return url.Values{"knop": {"verlenen"}, "akkoord": {"ja"}, "aantal": {fmt.Sprint(n)}}
}

const kop = "naam;geboortedatum;e-mail;adres;doelen;geldig vanaf\n"

// groep is a file with so many carers, every third without mail.
func groep(n int) string {
	b := strings.Builder{}
	b.WriteString(kop)
	for i := range n {
		letters := string(rune('A'+i%26)) + string(rune('a'+i/26%26)) + string(rune('a'+i/676))
		email, adres := fmt.Sprintf("m%d@voorbeeld.example", i), ""
		if i%3 == 2 {
			email, adres = "", fmt.Sprintf("\"Dorpsstraat %d, 7991 AB Veldwaarde\"", i+1)
		}
		fmt.Fprintf(&b, "Mantel %s;3-3-1960;%s;%s;parkeren+werkgever;\n", letters, email, adres)
	}
	return b.String()
}

// From the file to the document: looked at, confirmed, issued, each with one letter.
func TestFromListToVerklaring(t *testing.T) {
	h := nieuw(t, nil)
	pad, id := h.lees(lijst.Voorbeeldbestand + "Kees;31-02-1970;kees;;fietsen;2020-01-01\r\nANS DE WÍT;3-3-1950;x@voorbeeld.example;;parkeren;\r\n")
	doc := h.Get(h.Carla, pad, 200)
	h.Bevat(doc, "tbody tr:nth-child(3)", "bestaat niet")
	h.Bevat(doc, "tbody tr:nth-child(3)", "Het e-mailadres klopt niet.")
	h.Bevat(doc, "tbody tr:nth-child(3)", "Een van de doelen kent de regeling niet")
	h.Bevat(doc, "tbody tr:nth-child(3)", "in het verleden")
	h.Bevat(doc, "tbody tr:nth-child(4)", "staat ook op regel 2")
	h.Bevat(doc, "button[value=verlenen]", "Verleen 2 verklaringen")
	h.Telt(`SELECT count(*) FROM aanvraag`, 0)
	h.Post(h.Carla, pad, url.Values{"knop": {"verlenen"}, "aantal": {"2"}}, 422)
	h.Telt(`SELECT count(*) FROM river_job WHERE kind = 'lijst_verlenen'`, 0)

	h.Naar(h.Carla, pad, bevestig(2))
	h.Naar(h.Carla, pad, bevestig(2)) // a second click
	h.Telt(`SELECT count(*) FROM river_job WHERE kind = 'lijst_verlenen'`, 1)
	res := h.Vraag(h.Carla, http.MethodGet, pad, nil)
	if res.Header.Get("Refresh") == "" || h.Vraag(h.Carla, http.MethodGet, pad+"?stil=ja", nil).Header.Get("Refresh") != "" {
		t.Error("the page does not look again, or cannot stand still")
	}
	h.Goed(h.verleen(h.job(), id))
	h.Goed(h.verleen(h.job(), id)) // the job once more

	h.Telt(`SELECT count(*) FROM verklaring WHERE afgegeven_door = $1`, 2, h.Carla.ID)
	h.Telt(`SELECT count(*) FROM aanvraag WHERE status = 'verleend' AND kanaal = 'lijst' AND behandelaar_id = $1`, 2, h.Carla.ID)
	h.Telt(`SELECT count(*) FROM aanvraag_gebeurtenis WHERE door_soort = 'medewerker' AND door_naam = 'Carla'`, 6)
	h.Telt(`SELECT count(*) FROM brief`, 2) // no receipt: they sent nothing
	h.Telt(`SELECT count(*) FROM brief WHERE per_post`, 1)
	h.Telt(`SELECT count(*) FROM river_job WHERE kind = 'mail'`, 1)
	h.Telt(`SELECT count(*) FROM lijst_regel WHERE gegevens IS NULL AND aanvraag_id IS NOT NULL`, 2)
	h.Telt(`SELECT count(*) FROM lijst WHERE status = 'klaar' AND klaar_op IS NOT NULL`, 1)
	doc = h.Get(h.Carla, pad, 200)
	h.Bevat(doc, ".utrecht-alert--ok", "De lijst is klaar")
	h.Bevat(doc, "tbody tr:first-child", "MV-2026-00001")

	// the same file again: everybody has one
	weer, _ := h.lees(lijst.Voorbeeldbestand)
	h.Bevat(h.Get(h.Carla, weer, 200), "tbody tr:first-child", "nog geldig is: MV-2026-0000")
	h.Naar(h.Carla, weer, url.Values{"knop": {"verwijderen"}})
	h.Telt(`SELECT count(*) FROM lijst`, 1)
	h.Telt(`SELECT count(*) FROM verklaring`, 2)
	for _, p := range []toegang.Persoon{h.Burger, h.Bea} {
		if res := h.Vraag(p, http.MethodGet, pad, nil); res.StatusCode != http.StatusForbidden {
			t.Errorf("%s: %d", p.Naam, res.StatusCode)
		}
	}
}

// What is wrong with a whole file is told in a sentence, and nothing is kept.
func TestBadFiles(t *testing.T) {
	h := nieuw(t, nil)
	for inhoud, zin := range map[string]string{
		"":                                       "is leeg",
		"\ufeff \r\n":                            "is leeg",
		kop:                                      "geen enkele mantelzorger",
		"naam;doelen;e-mail\nA;parkeren;x":       "“geboortedatum” ontbreekt",
		"naam;geboortedatum;doelen\nA;1-1-1970;": "Een van de twee is nodig",
		"naam;geboortedatum;doelen;e-mail;BSN\n": "“BSN” kennen wij niet",
		"naam;naam;geboortedatum;doelen;adres\n": "twee keer",
		kop + "A\x00;1-1-1970":                   "geen CSV-bestand",
		"PK\x03\x04xl":                           "bestand van Excel",
		"\xff\xfen\x00":                          "UTF-16",
		kop + "\"Ans;1-1-1970\n":                 "is niet te lezen",
		kop + strings.Repeat("A;1-1-1970;a@b.example;;parkeren;\n", 100_000): "meer dan 5000 regels",
	} {
		h.Bevat(h.Pagina(h.stuur(h.Carla, inhoud), 422), ".mz-errors", zin)
	}
	h.Telt(`SELECT count(*) FROM lijst`, 0)
}

// A file is read however a spreadsheet saved it.
func TestReadsWhatSpreadsheetsSave(t *testing.T) {
	want := lijst.Rij{Naam: "José \"Pepe\" Núñez", Geboortedatum: "1-2-1970", Email: "j@voorbeeld.example", Doelen: "parkeren"}
	rij := "j@voorbeeld.example;\"José \"\"Pepe\"\" Núñez\";parkeren;1-2-1970"
	utf := "E-MAIL;Naam;Doelen;Geboortedatum\r\n" + rij + "\r\n\r\n;;;\r\n"
	latin := strings.NewReplacer("é", "\xe9", "ú", "\xfa", "ñ", "\xf1").Replace(utf)
	for naam, inhoud := range map[string]string{"utf-8": utf, "bom": "\ufeff" + utf, "windows-1252": latin, "comma": strings.ReplaceAll(utf, ";", ","), "tab": strings.ReplaceAll(utf, ";", "\t")} {
		rs, err := lijst.LeesBestand([]byte(inhoud))
		if err != nil || len(rs) != 1 || rs[0].Rij != want || rs[0].Nr != 2 {
			t.Errorf("%s: %v %+v", naam, err, rs)
		}
	}
	if rs, err := lijst.LeesBestand([]byte("naam;geboortedatum;doelen;adres\nA;1-1-1970;parkeren;Laan 1;7991 AB V\n")); err != nil || !strings.Contains(rs[0].Fout, "meer cellen") {
		t.Errorf("%v %+v", err, rs)
	}
}

// What would be a formula in a spreadsheet comes out as text.
func TestFormulasAreHarmless(t *testing.T) {
	h := nieuw(t, nil)
	pad, _ := h.lees(kop + "\"=cmd|' /C calc'!A\";31-31-1970;@SUM;+1;-2;\n")
	res := h.Vraag(h.Carla, http.MethodGet, pad+"/fouten.csv", nil)
	b, err := io.ReadAll(res.Body)
	h.Goed(err)
	for _, want := range []string{`'=cmd|' /C calc'!A;`, `;'@SUM;'+1;'-2;`} {
		if !strings.Contains(string(b), want) {
			t.Errorf("%q not in %q", want, b)
		}
	}
	if !strings.HasPrefix(res.Header.Get("Content-Disposition"), "attachment") {
		t.Error(res.Header)
	}
	h.Telt(`SELECT count(*) FROM audit WHERE wat = 'lijst bekeken'`, 1)
}

var errStroom = errors.New("stroom weg")

// Cut off halfway it goes on where it was, also with two jobs at once: nobody has two.
func TestCutOffAndContinued(t *testing.T) {
	h := nieuw(t, nil)
	pad, id := h.lees(groep(60))
	h.Naar(h.Carla, pad, bevestig(60))
	ctx, stop := context.WithCancelCause(h.job())
	n := 0
	err := h.lijst.Verleen(ctx, h.G.ID, id, func() time.Time { // asked once a transaction
		if n++; n == 3 {
			stop(errStroom)
		}
		return h.Klok
	})
	if err == nil {
		t.Fatal("it was not cut off")
	}
	var af int
	h.Goed(h.Pool.QueryRow(h.job(), `SELECT count(*) FROM verklaring`).Scan(&af))
	if af == 0 || af == 60 {
		t.Fatalf("%d issued when it was cut off", af)
	}
	h.Telt(`SELECT count(*) FROM lijst_regel WHERE aanvraag_id IS NOT NULL`, af)
	var wacht sync.WaitGroup
	for range 2 {
		wacht.Go(func() {
			if err := h.lijst.Hervat(context.Background(), h.Nu); err != nil {
				t.Error(err)
			}
		})
	}
	wacht.Wait()
	h.Telt(`SELECT count(*) FROM verklaring`, 60)
	h.Telt(`SELECT count(DISTINCT burger_id) FROM verklaring`, 60)
	h.Telt(`SELECT count(*) FROM lijst WHERE status = 'klaar'`, 1)
	h.Telt(`SELECT count(*) FROM brief WHERE per_post`, 20)
}

// The job does it, in the queue of the product.
func TestTheJob(t *testing.T) {
	h := nieuw(t, nil)
	pad, _ := h.lees(groep(2))
	klaar := make(chan struct{})
	bij := h.Store.Bij
	workers := river.NewWorkers()
	s := h.Store
	s.Bij = func(ctx context.Context, gemeenteID int) (context.Context, error) {
		defer close(klaar) // once: it is one job
		return bij(ctx, gemeenteID)
	}
	mail.Voeg(workers, geenMail{}, h.Store.Kluis, "test@voorbeeld.example")
	lijst.Voeg(workers, &s, h.Nu)
	rij, err := jobs.Nieuw(h.App, workers, nil, slog.New(slog.DiscardHandler))
	h.Goed(err)
	h.Naar(h.Carla, pad, bevestig(2))
	h.Goed(rij.Start(context.Background()))
	<-klaar
	h.Goed(rij.Stop(context.Background())) // what runs is finished
	h.Telt(`SELECT count(*) FROM verklaring`, 2)
	h.Telt(`SELECT count(*) FROM lijst WHERE status = 'klaar'`, 1)
}

// Stopped it issues nothing, until somebody goes on with it.
func TestStopAndGoOn(t *testing.T) {
	h := nieuw(t, nil)
	pad, id := h.lees(groep(3))
	h.Naar(h.Carla, pad, bevestig(3))
	h.Bevat(h.Post(h.Carla, pad, url.Values{"knop": {"verwijderen"}}, 409), ".utrecht-alert--warning", "Stop haar eerst")
	tweede, _ := h.lees("naam;geboortedatum;doelen;adres\nIemand Anders;1-1-1970;parkeren;\"Laan 1, 7991 AB Veldwaarde\"\n")
	h.Bevat(h.Post(h.Samir, tweede, bevestig(1), 409), ".utrecht-alert--warning", "een andere lijst is nog bezig")
	h.Naar(h.Carla, pad, url.Values{"knop": {"stoppen"}})
	h.Goed(h.verleen(h.job(), id))
	h.Telt(`SELECT count(*) FROM verklaring`, 0)
	h.Bevat(h.Post(h.Samir, pad, bevestig(2), 409), ".utrecht-alert--warning", "intussen veranderd")
	h.Naar(h.Samir, pad, bevestig(3))
	h.Goed(h.verleen(h.job(), id))
	h.Telt(`SELECT count(*) FROM verklaring WHERE afgegeven_door = $1`, 3, h.Samir.ID)
}

// With four eyes a colleague confirms; of two at once one does.
func TestFourEyes(t *testing.T) {
	h := nieuw(t, func(r *verklaring.Regels) { r.VierOgen = true })
	pad, id := h.lees(groep(2))
	if doc := h.Get(h.Carla, pad, 200); doc.Find("button[value=verlenen]").Length() != 0 {
		t.Error("who read it in can confirm")
	}
	h.Bevat(h.Post(h.Carla, pad, bevestig(2), 409), ".utrecht-alert--warning", "vier ogen")
	derde := h.Bea
	derde.Rollen = []toegang.Rol{toegang.Consulent}
	fouten := make([]error, 2)
	var wacht sync.WaitGroup
	for i, p := range []toegang.Persoon{h.Samir, derde} {
		wacht.Go(func() { fouten[i] = h.lijst.Bevestig(h.Ctx(p), h.G.ID, p, id, 2, h.Klok) })
	}
	wacht.Wait()
	if (fouten[0] == nil) == (fouten[1] == nil) {
		t.Errorf("of two one confirms: %v", fouten)
	}
	h.Telt(`SELECT count(*) FROM river_job WHERE kind = 'lijst_verlenen'`, 1)
	h.Goed(h.verleen(h.job(), id))
	h.Telt(`SELECT count(*) FROM verklaring WHERE afgegeven_door <> $1`, 2, h.Carla.ID)
}

// What came in between is seen when it is issued: that row keeps its sentence, and the
// others are issued.
func TestWhatCameInBetween(t *testing.T) {
	h := nieuw(t, nil)
	pad, id := h.lees(groep(3))
	ctx := h.Ctx(h.Samir)
	regeling, err := h.Store.Regeling(ctx, h.G.ID, verklaring.Dag(h.Klok))
	h.Goed(err)
	h.Goed(h.Store.Van(h.G.ID).Tx(ctx, func(tx pgx.Tx) error {
		_, err := h.Store.NeemAan(ctx, tx, h.G.ID, h.Samir, verklaring.Aanname{ID: uuid.Must(uuid.NewV7()), RegelingID: regeling.ID, Kanaal: verklaring.Balie, Email: "m1@voorbeeld.example", Ontvangen: h.Klok,
			Antwoorden: verklaring.Antwoorden{Naam: "Iemand Anders", Geboortedatum: time.Date(1960, 1, 1, 0, 0, 0, 0, time.UTC), Doelen: []string{"parkeren"}}}, h.Klok)
		return err
	}))
	h.Naar(h.Carla, pad, bevestig(3))
	h.Goed(h.verleen(h.job(), id))
	h.Telt(`SELECT count(*) FROM verklaring`, 2)
	h.Bevat(h.Get(h.Carla, pad+"?toon=fouten", 200), "tbody tr", "loopt al een aanvraag")
	h.Telt(`SELECT count(*) FROM lijst WHERE status = 'klaar'`, 1)
	h.Telt(`SELECT count(*) FROM lijst_regel WHERE gegevens IS NOT NULL`, 1)
}
