package zoeken_test

import (
	"fmt"
	"os"
	"sort"
	"testing"

	"mantelpunt/internal/zoeken"
	"mantelpunt/internal/zoeken/meting"
)

func TestSlecht(t *testing.T) {
	f, _ := os.Open("testdata/corpus.hsds.json")
	c, _ := meting.LeesCorpus(f)
	ix := zoeken.Nieuw(c.Documents, zoeken.NieuwWoordenboek(lees[[]zoeken.Onderwerp](t, "../onderwerp/standaard.json")))
	vs := lees[[]meting.Vraag](t, "testdata/vragen-dev.json")
	us := meting.Meet(vs, func(q string) []string {
		var ids []string
		for _, h := range ix.Zoek(q).Treffers {
			ids = append(ids, c.IDs[h.Doc])
		}
		return ids
	})
	naam := map[string]int{}
	for i, id := range c.IDs {
		naam[id] = i
	}
	sort.Slice(us, func(i, j int) bool { return us[i].NDCG < us[j].NDCG })
	for _, u := range us[:24] {
		r := ix.Zoek(u.Vraag.Vraag)
		fmt.Printf("\n%.2f %.2f %s  %v %v\n", u.NDCG, u.Recall, u.Vraag.Vraag, r.Begrip.Gespeld, r.Begrip.Onderwerpen)
		for _, h := range r.Treffers[:10] {
			d := c.Documents[h.Doc]
			fmt.Printf("   %d %.2f %s %v %v\n", u.Vraag.Oordeel[c.IDs[h.Doc]], h.Score, d.Velden[0].Tekst, d.Onderwerpen, d.Doelgroepen)
		}
		for i, h := range r.Treffers[10:] {
			if g := u.Vraag.Oordeel[c.IDs[h.Doc]]; g >= 2 {
				fmt.Printf("   -- %d #%d %.2f %s %v %v\n", g, i+11, h.Score, c.Documents[h.Doc].Velden[0].Tekst, c.Documents[h.Doc].Onderwerpen, c.Documents[h.Doc].Doelgroepen)
			}
			if i > 40 {
				break
			}
		}
	}
}
