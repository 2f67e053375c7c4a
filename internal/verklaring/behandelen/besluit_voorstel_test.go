package behandelen_test

import (
	"net/http"
	"net/url"
	"strings"
	"testing"

	"mantelpunt/internal/fault"
	"mantelpunt/internal/toegang"
	"mantelpunt/internal/verklaring"

	"github.com/google/uuid"
)

// Where four eyes are asked one proposes and another agrees, and nothing goes out before.
func TestFourEyes(t *testing.T) {
	s, st := besluitspel(t, vierOgen)
	voorstel := verklaring.PadDossier(st.id) + "/voorstel"
	s.Bevat(s.Post(s.Carla, pad(st, "afwijzen"), met(afwijzen, "motivering", "Ik belde de aanvrager."), 200), "button[value=versturen]", "Leg voor aan een collega")
	for range 2 {
		s.Naar(s.Carla, pad(st, "afwijzen"), met(afwijzen, "motivering", "Ik belde de aanvrager.", "knop", "versturen"))
	}
	s.Telt(`SELECT count(*) FROM voorstel`, 1)
	s.Telt(`SELECT count(*) FROM brief WHERE soort <> 'ontvangst'`, 0)
	s.Bevat(s.Post(s.Samir, pad(st, "verlenen"), met(verlenen, "knop", "versturen"), 409), ".utrecht-alert--warning", "Carla was u voor")
	id, _ := s.Get(s.Carla, voorstel, 200).Find("input[name=voorstel]").Attr("value")
	form := func(paren ...string) url.Values { return met(url.Values{"voorstel": {id}}, paren...) }

	// who proposed cannot agree: not on the page, not in the table
	if n := s.Get(s.Carla, voorstel, 200).Find("button[value=akkoord]").Length(); n != 0 {
		t.Error("who proposed is offered to agree")
	}
	s.Bevat(s.Post(s.Carla, voorstel, form("knop", "akkoord"), 403), ".utrecht-alert--warning", "Een collega moet ermee akkoord gaan")
	if _, err := s.Pool.Exec(s.Ctx(s.Carla), `UPDATE voorstel SET oordeel = 'akkoord', oordeel_id = door_id, oordeel_op = now()`); err == nil {
		t.Error("the table lets who proposed agree")
	}
	doc := s.Get(s.Samir, voorstel, 200)
	s.Bevat(doc, ".utrecht-data-list", "Ik belde de aanvrager.")
	s.Bevat(doc, "main", "U zorgt <minder> dan 8 uur")
	if got := s.pdf(s.Samir, voorstel, form("knop", "brief")); strings.Contains(got, "Ik belde") || !strings.Contains(got, "bezwaar") {
		t.Errorf("the letter: %s", got)
	}

	// Samir gives it back: with words, which Carla hears of by a mail that tells nothing
	s.Bevat(s.Post(s.Samir, voorstel, form("knop", "terug"), 422), "#woorden-fout", "waarom u het voorstel teruggeeft")
	s.Naar(s.Samir, voorstel, form("knop", "terug", "woorden", "Tel de nachten mee."))
	s.Bevat(s.Get(s.Carla, verklaring.PadDossier(st.id), 200), "main", "Tel de nachten mee.")
	brieven := s.Brieven()
	if b := brieven[len(brieven)-1]; b.Aan != s.Carla.Email || strings.Contains(b.Onderwerp+strings.Join(b.Alineas, " "), "Fatima") || strings.Contains(strings.Join(b.Alineas, " "), "nachten") {
		t.Errorf("the mail to who proposed: %v", b)
	}
	s.Post(s.Samir, voorstel, form("knop", "akkoord"), 409)
	s.Telt(`SELECT count(*) FROM aanvraag WHERE status = 'in_behandeling'`, 1)

	// Carla proposes to grant, thinks better of it, and proposes once more
	s.Naar(s.Carla, pad(st, "verlenen"), met(verlenen, "knop", "versturen"))
	id, _ = s.Get(s.Carla, voorstel, 200).Find("input[name=voorstel]").Attr("value")
	mails := len(s.Brieven())
	s.Naar(s.Carla, voorstel, form("knop", "terug"))
	if len(s.Brieven()) != mails {
		t.Error("who takes back a proposal needs no mail")
	}
	s.Naar(s.Carla, pad(st, "verlenen"), met(verlenen, "knop", "versturen"))
	s.Post(s.Samir, voorstel, form("knop", "akkoord"), 409) // with the one that was taken back
	id, _ = s.Get(s.Samir, voorstel, 200).Find("input[name=voorstel]").Attr("value")
	for range 2 {
		s.Naar(s.Samir, voorstel, form("knop", "akkoord"))
	}
	s.Telt(`SELECT count(*) FROM verklaring WHERE afgegeven_door = $1`, 1, s.Samir.ID)
	s.Telt(`SELECT count(*) FROM voorstel WHERE oordeel = 'akkoord' AND door_id = $1 AND oordeel_id = $2`, 1, s.Carla.ID, s.Samir.ID)
	if res := s.Vraag(s.Samir, http.MethodGet, voorstel, nil); res.StatusCode != http.StatusSeeOther {
		t.Errorf("nothing waits any more: %d", res.StatusCode)
	}

	// also what is done to a verklaring
	s.Naar(s.Samir, pad(st, "intrekken"), met(url.Values{}, "verklaring", s.geldende(st).String(), "reden", "misbruik", "woorden", "Er is mee geparkeerd zonder zorg.", "knop", "versturen"))
	s.Telt(`SELECT count(*) FROM verklaring WHERE ingetrokken_op IS NULL`, 1)
	dossier := "a[href='" + verklaring.PadDossier(st.id) + "']"
	s.Bevat(s.Get(s.Carla, verklaring.PadWerklijst+"?lijst=controleren", 200), dossier, "MV-2026-00001")
	if n := s.Get(s.Samir, verklaring.PadWerklijst+"?lijst=controleren", 200).Find(dossier).Length(); n != 0 {
		t.Error("who proposed has nothing to check")
	}
	id, _ = s.Get(s.Carla, voorstel, 200).Find("input[name=voorstel]").Attr("value")
	s.Naar(s.Carla, voorstel, form("knop", "akkoord"))
	s.Telt(`SELECT count(*) FROM verklaring WHERE ingetrokken_op IS NOT NULL AND reden = 'misbruik'`, 1)
	s.Telt(`SELECT count(*) FROM aanvraag WHERE status = 'verleend'`, 1)
	err := s.s.Akkoord(s.Ctx(s.Samir), s.G.ID, s.Samir, st.id, uuid.New(), s.Klok)
	if !fault.Is(err, fault.NotFound) {
		t.Errorf("a proposal that is not there: %v", err)
	}
}

func TestWhoMayDecide(t *testing.T) {
	s, st := besluitspel(t, vierOgen)
	redacteur := toegang.Persoon{Soort: toegang.Medewerker, ID: uuid.New(), Rollen: []toegang.Rol{toegang.Redacteur}}
	voorstel := verklaring.PadDossier(st.id) + "/voorstel"
	for _, p := range []toegang.Persoon{redacteur, s.Bea, st.burger, {}} {
		s.Get(p, pad(st, "verlenen"), 403)
		s.Post(p, pad(st, "verlenen"), met(verlenen, "knop", "versturen"), 403)
		s.Get(p, voorstel, 403)
		s.Post(p, voorstel, url.Values{"knop": {"akkoord"}, "voorstel": {uuid.NewString()}}, 403)
	}
	s.Naar(s.Carla, pad(st, "verlenen"), met(verlenen, "knop", "versturen"))
	id, _ := s.Get(s.Carla, voorstel, 200).Find("input[name=voorstel]").Attr("value")
	s.Waar = s.G2
	s.Get(s.Samir, pad(st, "verlenen"), 404)
	s.Post(s.Samir, voorstel, url.Values{"knop": {"akkoord"}, "voorstel": {id}}, 404)
	s.Waar = s.G
	s.Post(s.Samir, voorstel, url.Values{"knop": {"akkoord"}, "voorstel": {"geen id"}}, 404)
	s.Telt(`SELECT count(*) FROM verklaring`, 0)
	s.Telt(`SELECT count(*) FROM audit WHERE wat = 'aanvraag voorgesteld' AND wie_naam = 'Carla'`, 1)
}
