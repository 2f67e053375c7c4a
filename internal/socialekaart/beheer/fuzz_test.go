package beheer

import (
	"net/url"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"mantelpunt/internal/httpx"
	"mantelpunt/internal/socialekaart"
	"mantelpunt/internal/socialekaart/proef"
)

// What a redacteur sends and passes the check reads the same when the form is sent
// again as it then shows; what it had no field for stays.
func FuzzAanbodformulier(f *testing.F) {
	for _, s := range []string{
		"naam=A&samenvatting=B&kosten-0-omschrijving=Dag&kosten-0-bedrag=7,50&tijd-0-van=9&tijd-0-tot=17.30+uur&tijd-0-dag=ma&locatie-0-naam=X&locatie-0-postcode=7991aa",
		"naam=&werkgebied=Centrum&werkgebied=Elders&talen=nl&talen=%3Cb%3E&landelijk=ja&thema=educatie&vandaag=1", "locatie-0-naam=x&locatie-0-postcode=%E2%82%AC%E2%82%AC", "locatie-0-naam=x&locatie-0-postcode=%C3%A9%C3%A9%C3%A9",
		"tijd-0-van=99:99&tijd-0-tot=24:00", "kosten-0-omschrijving=x&kosten-0-bedrag=9999999,99", "gecontroleerd_op-dag=31&gecontroleerd_op-maand=2&gecontroleerd_op-jaar=2026", "website=javascript:alert(1)&telefoon=tel&email=a@b",
	} {
		f.Add(s)
	}
	nu := time.Date(2026, 11, 22, 12, 0, 0, 0, time.UTC)
	wijken := []string{"Centrum"}
	basis := proef.Logeerhuis().Inhoud
	f.Fuzz(func(t *testing.T, body string) {
		ruw, err := url.ParseQuery(body)
		if err != nil {
			return
		}
		v := url.Values{}
		for naam, waarden := range ruw { // as httpx.Formulier hands it over
			for _, w := range waarden {
				v.Add(naam, httpx.Schoon(w))
			}
		}
		in, fouten := leesFormulier(v, basis, wijken, nil, nu)
		if len(fouten) > 0 || len(socialekaart.Controleer(in)) > 0 {
			return
		}
		for _, l := range in.Locaties {
			if !utf8.ValidString(l.Postcode) {
				t.Errorf("postcode %q", l.Postcode)
			}
		}
		if w := in.Contact.Website; w != "" && !strings.HasPrefix(w, "http://") && !strings.HasPrefix(w, "https://") {
			t.Errorf("website %q", w)
		}
		for _, k := range in.Kosten {
			if k.Eurocent < 0 {
				t.Errorf("%d cent", k.Eurocent)
			}
		}
		weer, fouten := leesFormulier(naarFormulier(in), in, wijken, nil, nu)
		if len(fouten) > 0 || len(socialekaart.Controleer(weer)) > 0 {
			t.Errorf("sent again it is refused: %v", fouten)
		}
	})
}
