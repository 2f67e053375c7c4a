package app_test

import (
	"net/url"
	"strings"
	"testing"

	"mantelpunt/internal/browsertest"
	"mantelpunt/internal/pgtest"
)

// stappenteller counts what a controleur does: fields that are filled in, and clicks.
type stappenteller struct {
	*browsertest.Tab
	velden, klikken int
}

func (s *stappenteller) vul(selector, tekst string) *stappenteller {
	s.velden++
	s.Typ(selector, tekst)
	return s
}

func (s *stappenteller) klik(tekst string) *stappenteller {
	s.klikken++
	s.KlikTekst(tekst)
	return s
}

// Somebody with a telephone is shown a paper and knows in ten seconds: the QR code
// leaves one field and one click, and typing takes one field more. Then the carer
// withdraws, and the next who looks sees that.
func TestWandelingVanEenControleur(t *testing.T) {
	t.Parallel()
	h := nieuwHuis(t, pgtest.Nieuw(t))
	code := h.code(`aanvraag_id = $1`, h.aanvraagVan("Fatima"))
	basis := "http://localhost:" + h.port
	for _, opties := range [][]browsertest.Optie{{browsertest.Telefoon}, {browsertest.Telefoon, browsertest.ZonderScript}} {
		s := &stappenteller{Tab: browsertest.Nieuw(t, basis, opties...)}
		s.Ga("/v/" + code + "#eyJhbGciOiJFUzI1NiJ9.e30.c2ln").Goed("controle-gescand")
		s.vul("#geboren", "03031971").klik("Controleer")
		s.Ziet("h1", "Deze verklaring is geldig").Ziet("main", "F. B.").Goed("controle-van-gescand")
		if s.velden != 1 || s.klikken != 1 {
			t.Errorf("from the QR code: %d fields and %d clicks", s.velden, s.klikken)
		}
		if strings.Contains(s.Adres(), code) {
			t.Errorf("the code stays in the address: %s", s.Adres())
		}
		s = &stappenteller{Tab: s.Tab}
		s.Ga("/controleren")
		s.vul("#code", strings.ToLower(code)).vul("#geboren", "3 maart 1971").klik("Controleer")
		s.Ziet("h1", "Deze verklaring is geldig")
		if s.velden != 2 || s.klikken != 1 {
			t.Errorf("by hand: %d fields and %d clicks", s.velden, s.klikken)
		}
	}
	tab := browsertest.Nieuw(t, basis, browsertest.Telefoon)
	tab.Ga("/controleren").KlikTekst("Controleer de pdf").Ziet("h1", "Een pdf controleren").Goed("controle-bestand")
	tab.Ga("/controleren").KlikTekst("Hoe de controle werkt").Ziet("h1", "Zo werkt de controle").Goed("controle-uitleg")

	fatima := h.bezoeker(veldwaarde)
	fatima.metCode("fatima@voorbeeld.example")
	fatima.naar("/mijn/gegevens/intrekken/verklaring/"+een[string](h, `SELECT id::text FROM verklaring WHERE aanvraag_id = $1`, h.aanvraagVan("Fatima")), url.Values{})
	tab.Ga("/v/"+code).Typ("#geboren", "03031971").KlikTekst("Controleer")
	tab.Ziet("h1", "Deze verklaring is ingetrokken").Goed("controle-ingetrokken")
	if n := een[int](h, `SELECT count(*) FROM controle WHERE wijze = 'qr' AND uitkomst = 'ingetrokken'`); n != 1 {
		t.Errorf("%d checks after withdrawal", n)
	}
}
