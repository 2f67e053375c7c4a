package zoeken

import (
	"fmt"
	"reflect"
	"strings"
	"sync"
	"testing"
)

func TestLatestAnswersAreRemembered(t *testing.T) {
	ix := Nieuw([]Document{{Velden: []Veld{{Tekst: "Respijtzorg thuis", Gewicht: 1}}}, {Velden: []Veld{{Tekst: "Logeerhuis", Gewicht: 1}}}}, NieuwWoordenboek(nil))
	eerst := ix.Antwoord("respijtzorg")
	if !reflect.DeepEqual(eerst, ix.Zoek("respijtzorg")) || len(eerst.Treffers) != 1 {
		t.Fatalf("%+v", eerst)
	}
	var wg sync.WaitGroup
	for i := range 8 {
		wg.Go(func() {
			for n := range 200 {
				ix.Antwoord(fmt.Sprintf("logeerhuis %d", n*i))
				if u := ix.Antwoord("respijtzorg"); len(u.Treffers) != 1 || &u.Treffers[0] != &eerst.Treffers[0] {
					t.Error("what is asked all the time was forgotten")
				}
			}
		})
	}
	wg.Wait()
	if n := len(ix.onthouden.nu) + len(ix.onthouden.eerst); n > maxOnthouden || n < maxOnthouden/4 {
		t.Errorf("%d answers remembered", n)
	}
	if n := ix.Onthouden(); n < maxOnthouden/4*perAntwoord || n > maxOnthouden*(perAntwoord+100) {
		t.Errorf("they take %d bytes", n)
	}
	lang := strings.Repeat("respijtzorg ", 50)
	if ix.Antwoord(lang); ix.onthouden.nu[lang].Treffers != nil {
		t.Error("a question of any length is remembered")
	}
}
