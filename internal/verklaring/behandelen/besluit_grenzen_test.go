package behandelen_test

import (
	"net/http"
	"net/url"
	"strings"
	"testing"

	"mantelpunt/internal/bijlage"
	"mantelpunt/internal/fault"
	"mantelpunt/internal/verklaring"
	"mantelpunt/internal/verklaring/behandelen"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"
)

func (s spel) vraag(st stuk) {
	s.Helper()
	s.Goed(s.s.StelVraag(s.Ctx(s.Carla), s.G.ID, s.Carla, st.id, behandelen.Nieuwevraag{Tekst: "Sinds wanneer?", Uiterlijk: verklaring.Dag(s.Klok).AddDate(0, 0, 14)}, s.Klok))
}

func (s spel) buiten(st stuk) error {
	return s.s.Doe(s.Ctx(s.Carla), s.G.ID, s.Carla, st.id, behandelen.Handeling{Soort: verklaring.BriefBuitenBehandeling, Woorden: "Wij missen iets."}, s.Klok)
}

// Who was told that no answer is needed is not left untreated for not answering.
func TestNotTreatingAfterAQuestionThatWasTakenBack(t *testing.T) {
	s, st := besluitspel(t, nil)
	s.vraag(st)
	s.Goed(s.s.VraagNietNodig(s.Ctx(s.Carla), s.G.ID, s.Carla, st.id, s.Klok))
	s.Klok = s.Klok.AddDate(0, 0, 20)
	if err := s.buiten(st); !fault.Is(err, fault.Invalid) || !strings.Contains(fault.Tekst(err), "vervallen") {
		t.Errorf("left untreated without a question: %v", err)
	}
	s.Telt(`SELECT count(*) FROM aanvraag WHERE status = 'in_behandeling'`, 1)
}

// A colleague who agrees after the four weeks is too late as well.
func TestAgreeingTooLate(t *testing.T) {
	s, st := besluitspel(t, vierOgen)
	s.vraag(st)
	s.Klok = s.Klok.AddDate(0, 0, 15)
	s.Goed(s.buiten(st))
	s.Klok = s.Klok.AddDate(0, 0, 28)
	voorstel := verklaring.PadDossier(st.id) + "/voorstel"
	id, _ := s.Get(s.Samir, voorstel, 200).Find("input[name=voorstel]").Attr("value")
	s.Bevat(s.Post(s.Samir, voorstel, url.Values{"voorstel": {id}, "knop": {"akkoord"}}, http.StatusBadRequest), ".utrecht-alert--warning", "artikel 4:5, vierde lid")
	s.Telt(`SELECT count(*) FROM aanvraag WHERE status = 'voorgesteld'`, 1)
	s.Telt(`SELECT count(*) FROM voorstel WHERE oordeel = ''`, 1)
}

// Of an aanvraag that its aanvrager takes back nobody has to look at what was proposed.
func TestNothingWaitsOfWhatWasWithdrawn(t *testing.T) {
	s, st := besluitspel(t, vierOgen)
	s.Naar(s.Carla, pad(st, "afwijzen"), met(afwijzen, "motivering", "Gebeld.", "knop", "versturen"))
	s.Goed(s.Store.TrekAanvraagIn(s.Ctx(st.burger), s.G.ID, st.burger, st.id, s.Klok))
	s.Telt(`SELECT count(*) FROM voorstel WHERE oordeel = ''`, 0)
}

func TestNobodyAnswersWhatWasWithdrawn(t *testing.T) {
	s, st := besluitspel(t, nil)
	s.vraag(st)
	s.Goed(s.Store.TrekAanvraagIn(s.Ctx(st.burger), s.G.ID, st.burger, st.id, s.Klok))
	s.Telt(`SELECT count(*) FROM bericht WHERE soort = 'vraag' AND beantwoord_op IS NULL`, 0)
}

// What a zorgvrager answered on paper does not become a file of the aanvrager.
func TestThePaperOfTheZorgvragerStaysThat(t *testing.T) {
	s, st := besluitspel(t, nil)
	var id uuid.UUID
	s.Goed(s.s.Van(s.G.ID).Tx(t.Context(), func(tx pgx.Tx) error {
		j, err := bijlage.Store{DB: s.s.DB, Kluis: s.s.Kluis}.Bewaar(t.Context(), tx, s.G.ID, st.id, verklaring.BijlageToestemming, bijlage.Bestand{Naam: "scan.pdf", Type: bijlage.PDF, Inhoud: []byte("scan")}, s.Carla, s.Klok)
		id = j.ID
		return err
	}))
	if err := s.s.WijzigSoort(s.Ctx(s.Carla), s.G.ID, st.id, id, "antwoord"); !fault.Is(err, fault.NotFound) {
		t.Errorf("changed: %v", err)
	}
	s.Telt(`SELECT count(*) FROM bijlage WHERE soort = 'toestemming'`, 1)
}

// What came in while a colleague was reading is read before anything is sent.
func TestAgreeingWithWhatChanged(t *testing.T) {
	s, st := besluitspel(t, vierOgen)
	s.Naar(s.Carla, pad(st, "verlenen"), met(verlenen, "knop", "versturen"))
	voorstel := verklaring.PadDossier(st.id) + "/voorstel"
	lees := func() url.Values {
		f := s.Get(s.Samir, voorstel, 200).Find("form:has(button[value=akkoord])")
		uit := url.Values{"knop": {"akkoord"}}
		for _, naam := range []string{"voorstel", "versie"} {
			w, _ := f.Find("input[name=" + naam + "]").Attr("value")
			uit.Set(naam, w)
		}
		return uit
	}
	oud := lees()
	_, err := s.Pool.Exec(t.Context(), `UPDATE aanvraag SET gewijzigd_op = now() WHERE id = $1`, st.id) // as an answer of the zorgvrager does
	s.Goed(err)
	s.Bevat(s.Post(s.Samir, voorstel, oud, http.StatusConflict), ".utrecht-alert--warning", "terwijl u ernaar keek")
	s.Telt(`SELECT count(*) FROM verklaring`, 0)
	s.Naar(s.Samir, voorstel, lees())
	s.Telt(`SELECT count(*) FROM verklaring`, 1)
}
