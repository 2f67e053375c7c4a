package verklaring_test

import (
	"strings"
	"testing"
	"time"

	"mantelpunt/internal/fault"
	"mantelpunt/internal/verklaring"
	"mantelpunt/internal/verklaring/behandelen"
	"mantelpunt/internal/verklaring/proef"

	"github.com/google/uuid"
)

// verleend gives a verklaring of the burger, valid for a year from the clock of the
// house.
func verleend(h *proef.Huis, doelen ...string) verklaring.Verklaring {
	h.Helper()
	id := h.Ingediend(h.Burger)
	h.Goed(werk(h).InBehandeling(h.Ctx(h.Carla), h.G.ID, h.Carla, id, h.Klok))
	v, err := werk(h).Besluit(h.Ctx(h.Carla), h.G.ID, h.Carla, id, verklaring.Besluit{Soort: verklaring.Verleend, Doelen: doelen, GeldigVan: verklaring.Dag(h.Klok)}, h.Klok)
	h.Goed(err)
	return *v
}

// A verklaring ends in six weeks: one reminder, whatever happens twice.
func TestReminderBeforeTheEnd(t *testing.T) {
	h := nieuwHuis(t)
	v := verleend(h, "werkgever")
	voor := len(h.Brieven())
	herinner := func(dag time.Time) { h.Goed(h.Store.Herinner(h.Ctx(verklaring.Systeem), h.G.ID, dag)) }
	herinner(v.GeldigTot.AddDate(0, 0, -44))
	if n := len(h.Brieven()) - voor; n != 0 {
		t.Errorf("%d mails more than six weeks before", n)
	}
	h.Klok = v.GeldigTot.AddDate(0, 0, -40)
	for range 2 {
		herinner(h.Klok)
	}
	brieven := h.Brieven()[voor:]
	if len(brieven) != 1 || brieven[0].Onderwerp != "Uw mantelzorgverklaring loopt bijna af" || !strings.HasSuffix(brieven[0].Link, verklaring.PadVerlengen(v.ID)) {
		t.Fatalf("%+v", brieven)
	}
	if tekst := strings.Join(brieven[0].Alineas, " "); strings.Contains(tekst, "Fatima") || !strings.Contains(tekst, "21 november 2027") {
		t.Errorf("%s", tekst)
	}
	h.Telt(`SELECT count(*) FROM audit WHERE wat = 'aan verlengen herinnerd'`, 1)
}

// Who has no mail gets a letter, and who renewed already is left alone.
func TestReminderByLetterAndNotAfterRenewal(t *testing.T) {
	h := nieuwHuis(t)
	v := verleend(h, "werkgever")
	_, err := h.Pool.Exec(t.Context(), `UPDATE burger SET email = NULL, email_kenmerk = NULL`)
	h.Goed(err)
	h.Klok = v.GeldigTot.AddDate(0, 0, -40)
	a, err := h.Store.Vervolg(h.Ctx(h.Burger), h.G.ID, h.Burger.ID, v.ID, verklaring.Verlenging, h.Klok)
	h.Goed(err)
	_, err = h.Store.Indienen(h.Ctx(h.Burger), h.G.ID, h.Burger, a.ID, h.Klok)
	h.Goed(err)
	h.Goed(h.Store.Herinner(h.Ctx(verklaring.Systeem), h.G.ID, h.Klok))
	h.Telt(`SELECT count(*) FROM brief WHERE soort = 'herinnering'`, 0)
	h.Goed(h.Store.TrekAanvraagIn(h.Ctx(h.Burger), h.G.ID, h.Burger, a.ID, h.Klok))
	h.Goed(h.Store.Herinner(h.Ctx(verklaring.Systeem), h.G.ID, h.Klok))
	h.Telt(`SELECT count(*) FROM brief WHERE soort = 'herinnering' AND per_post`, 1)
}

// A renewal has the answers of last time and follows on the old verklaring; both count
// until the old one ends.
func TestRenewal(t *testing.T) {
	h := nieuwHuis(t)
	v := verleend(h, "werkgever", "parkeren")
	_, err := h.Store.Vervolg(h.Ctx(h.Burger), h.G.ID, h.Burger.ID, v.ID, verklaring.Verlenging, h.Klok)
	if !fault.Is(err, fault.Conflict) || !strings.Contains(fault.Tekst(err), "26 september 2027") {
		t.Errorf("a year before: %v", err)
	}
	if _, err := h.Store.Vervolg(h.Ctx(h.Burger), h.G.ID, uuid.New(), v.ID, verklaring.Verlenging, h.Klok); !fault.Is(err, fault.NotFound) {
		t.Errorf("somebody else's: %v", err)
	}
	h.Klok = v.GeldigTot.AddDate(0, 0, -10)
	a, err := h.Store.Vervolg(h.Ctx(h.Burger), h.G.ID, h.Burger.ID, v.ID, verklaring.Verlenging, h.Klok)
	h.Goed(err)
	if a.Antwoorden.Naam != "Fatima van der Berg" || a.Antwoorden.Uren != 12 || a.Antwoorden.Open(a.Regels) != verklaring.StapControleren || a.EerderID != v.ID {
		t.Errorf("%+v", a)
	}
	van, err := h.Store.Ingang(t.Context(), h.Store.Van(h.G.ID), h.G.ID, a, verklaring.Dag(h.Klok))
	if err != nil || !van.Equal(v.GeldigTot.AddDate(0, 0, 1)) {
		t.Errorf("begins on %s: %v", van, err)
	}
	h.Klok = v.GeldigTot.AddDate(0, 4, 0)
	if v.Verlengbaar(verklaring.Dag(h.Klok)) {
		t.Error("four months after the end it is a new aanvraag")
	}
}

// An extension replaces the verklaring that it extends.
func TestExtension(t *testing.T) {
	h := nieuwHuis(t)
	v := verleend(h, "werkgever")
	a, err := h.Store.Vervolg(h.Ctx(h.Burger), h.G.ID, h.Burger.ID, v.ID, verklaring.Uitbreiding, h.Klok)
	h.Goed(err)
	if open := a.Antwoorden.Open(a.Regels); open != verklaring.StapDoel {
		t.Errorf("begins at %s", open)
	}
	a.Antwoorden.Doelen, a.Antwoorden.Klaar = []string{"werkgever", "parkeren"}, a.Regels.Stappen()
	h.Goed(h.Store.BewaarConcept(h.Ctx(h.Burger), h.G.ID, h.Burger.ID, a.ID, a.Antwoorden))
	_, err = h.Store.Indienen(h.Ctx(h.Burger), h.G.ID, h.Burger, a.ID, h.Klok)
	h.Goed(err)
	h.Goed(werk(h).InBehandeling(h.Ctx(h.Carla), h.G.ID, h.Carla, a.ID, h.Klok))
	_, err = werk(h).Besluit(h.Ctx(h.Carla), h.G.ID, h.Carla, a.ID, verklaring.Besluit{Soort: verklaring.Verleend, Doelen: a.Antwoorden.Doelen, GeldigVan: verklaring.Dag(h.Klok)}, h.Klok)
	h.Goed(err)
	h.Telt(`SELECT count(*) FROM verklaring WHERE id = $1 AND reden = 'vervangen'`, 1, v.ID)
	h.Telt(`SELECT count(*) FROM verklaring WHERE ingetrokken_op IS NULL AND vervangt_id = $1`, 1, v.ID)
}

// A verklaring that was corrected after somebody asked to extend it: the correction is
// what is replaced, so that no two are valid.
func TestExtensionOfWhatWasCorrected(t *testing.T) {
	h := nieuwHuis(t)
	v := verleend(h, "werkgever")
	a, err := h.Store.Vervolg(h.Ctx(h.Burger), h.G.ID, h.Burger.ID, v.ID, verklaring.Uitbreiding, h.Klok)
	h.Goed(err)
	h.Goed(werk(h).Doe(h.Ctx(h.Carla), h.G.ID, h.Carla, v.AanvraagID, behandelen.Handeling{Soort: verklaring.BriefVervangen, Verklaring: v.ID, Naam: "Fatima van den Berg",
		Geboortedatum: v.Geboortedatum, Doelen: v.Doelcodes(), GeldigVan: v.GeldigVan, Woorden: "Uw naam klopte niet."}, h.Klok))
	a.Antwoorden.Doelen, a.Antwoorden.Klaar = []string{"werkgever", "parkeren"}, a.Regels.Stappen()
	h.Goed(h.Store.BewaarConcept(h.Ctx(h.Burger), h.G.ID, h.Burger.ID, a.ID, a.Antwoorden))
	_, err = h.Store.Indienen(h.Ctx(h.Burger), h.G.ID, h.Burger, a.ID, h.Klok)
	h.Goed(err)
	h.Goed(werk(h).InBehandeling(h.Ctx(h.Carla), h.G.ID, h.Carla, a.ID, h.Klok))
	n, err := werk(h).Besluit(h.Ctx(h.Carla), h.G.ID, h.Carla, a.ID, verklaring.Besluit{Soort: verklaring.Verleend, Doelen: a.Antwoorden.Doelen, GeldigVan: verklaring.Dag(h.Klok)}, h.Klok)
	h.Goed(err)
	h.Telt(`SELECT count(*) FROM verklaring WHERE ingetrokken_op IS NULL`, 1)
	h.Telt(`SELECT count(*) FROM verklaring WHERE id = $1 AND versie = 2 AND reden = 'vervangen'`, 1, n.VervangtID)
}
