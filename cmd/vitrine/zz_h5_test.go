package main

import (
	"net/http/httptest"
	"regexp"
	"strings"
	"testing"

	"mantelpunt/internal/browsertest"
)

func TestZZH5(t *testing.T) {
	srv := httptest.NewServer(routes())
	t.Cleanup(srv.Close)
	re := regexp.MustCompile(`/vitrine/account/(gebruiker|uitnod|partner|toegang|tweede-stap-wissen|werkplek)|/vitrine/socialekaart/(mijn|beoord|bewerken-(door|van|gepub)|beheer-lijst)`)
	for naam, opties := range map[string][]browsertest.Optie{"desk": nil, "telephone": {browsertest.Telefoon}} {
		t.Run(naam, func(t *testing.T) {
			tab := browsertest.Nieuw(t, srv.URL, opties...)
			for _, pad := range adressen(t) {
				if re.MatchString(pad) {
					tab.Ga(pad).Goed("h5-" + strings.ReplaceAll(strings.TrimPrefix(pad, "/vitrine/"), "/", "_"))
				}
			}
		})
	}
}
