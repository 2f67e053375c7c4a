package api

import (
	"strings"
	"sync"
	"testing"

	"mantelpunt/internal/socialekaart"
	"mantelpunt/internal/zoeken"

	"github.com/google/uuid"
)

// What was written for one Kaart is never given of another, whichever is the newest.
func TestAServiceIsOfItsOwnKaart(t *testing.T) {
	id := uuid.New()
	kaart := func(naam string) *socialekaart.Kaart {
		return socialekaart.NieuweKaart([]socialekaart.Aanbod{{ID: id, Slug: "bus", Inhoud: socialekaart.Inhoud{Naam: naam}}}, zoeken.NieuwWoordenboek(nil))
	}
	o := maakOntvangen(socialekaart.Ontvangen{})
	oud, nieuw := kaart("Boodschappenbus"), kaart("Bus naar de markt")
	var wg sync.WaitGroup
	for _, k := range []*socialekaart.Kaart{oud, nieuw} {
		wg.Go(func() {
			a, _ := k.MetID(id)
			for i := range 200 {
				if b, err := o.service(k, a, i%2 == 0); err != nil || !strings.Contains(string(b), a.Naam) {
					t.Errorf("%s: %v %s", a.Naam, err, b)
				}
			}
		})
	}
	wg.Wait()
	if n := o.Bytes(); n < perStuk || n > 2*(perStuk+2000) {
		t.Errorf("%d bytes", n)
	}
}
