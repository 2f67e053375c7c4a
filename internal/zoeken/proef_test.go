package zoeken_test

import (
	"encoding/json"
	"fmt"
	"os"
	"testing"
	"time"

	"mantelpunt/internal/zoeken"
	"mantelpunt/internal/zoeken/meting"
)

func lees[T any](t testing.TB, naam string) (v T) {
	b, err := os.ReadFile(naam)
	if err != nil {
		t.Fatal(err)
	}
	if err := json.Unmarshal(b, &v); err != nil {
		t.Fatal(err)
	}
	return v
}

func TestProef(t *testing.T) {
	f, _ := os.Open("testdata/corpus.hsds.json")
	c, err := meting.LeesCorpus(f)
	if err != nil {
		t.Fatal(err)
	}
	for _, of := range []string{"/work/shared/zoeken/onderwerpen.json", "../onderwerp/standaard.json"} {
		w := zoeken.NieuwWoordenboek(lees[[]zoeken.Onderwerp](t, of))
		t0 := time.Now()
		ix := zoeken.Nieuw(c.Documents, w)
		fmt.Println(of, "bouw", time.Since(t0), ix.Bytes()/len(c.IDs))
		for _, vf := range []string{"testdata/vragen-dev.json", "/tmp/brief/5/vragen-q.json"} {
			if _, err := os.Stat(vf); err != nil {
				continue
			}
			us := meting.Meet(lees[[]meting.Vraag](t, vf), func(q string) []string {
				var ids []string
				for _, h := range ix.Zoek(q).Treffers {
					ids = append(ids, c.IDs[h.Doc])
				}
				return ids
			})
			fmt.Println(vf, meting.Gemiddeld(us, ""))
			for _, wie := range meting.Wie(us) {
				fmt.Printf("   %-20s %v\n", wie, meting.Gemiddeld(us, wie))
			}
		}
	}
}
