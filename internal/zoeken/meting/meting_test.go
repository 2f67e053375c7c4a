package meting

import (
	"math"
	"strings"
	"testing"
)

func TestCijfers(t *testing.T) {
	vragen, err := LeesVragen(strings.NewReader(`[
		{"id": "1", "vraag": "goed", "wie": "b", "oordeel": {"x": 3, "y": 2, "z": 1}},
		{"id": "2", "vraag": "tweede", "wie": "a", "oordeel": {"x": 3}},
		{"id": "3", "vraag": "niets", "wie": "a", "oordeel": {"x": 3, "y": 2}}]`))
	if err != nil {
		t.Fatal(err)
	}
	us := Meet(vragen, func(q string) []string {
		return map[string][]string{"goed": {"x", "y", "z"}, "tweede": {"z", "x"}}[q]
	})
	for i, wil := range []Cijfers{{1, 1, 1, 1, 0}, {1, 1 / math.Log2(3), 1, .5, 0}, {1, 0, 0, 0, 1}} {
		got := us[i].Cijfers
		if math.Abs(got.NDCG-wil.NDCG) > 1e-9 || got.Recall != wil.Recall || got.MRR != wil.MRR || got.Niets != wil.Niets {
			t.Errorf("%s: %v, want %v", us[i].Vraag.Vraag, got, wil)
		}
	}
	if c := Gemiddeld(us, "a"); c.Vragen != 2 || c.Recall != .5 || c.MRR != .25 || c.Niets != .5 {
		t.Errorf("a: %v", c)
	}
	if c := Gemiddeld(us, "niemand"); c != (Cijfers{}) {
		t.Errorf("nobody: %v", c)
	}
	if wie := strings.Join(Wie(us), " "); wie != "a b" {
		t.Error(wie)
	}
	// what stands past the tenth place adds nothing to nDCG, and past the twentieth nothing to recall
	ver := make([]string, 30)
	ver[25] = "x"
	if u := Meet(vragen[1:2], func(string) []string { return ver })[0]; u.NDCG != 0 || u.Recall != 0 || u.MRR == 0 {
		t.Errorf("%v", u.Cijfers)
	}
	if _, err := LeesVragen(strings.NewReader("{")); err == nil {
		t.Error("read what is no JSON")
	}
}

func TestLeesCorpus(t *testing.T) {
	c, err := LeesCorpus(strings.NewReader(`[{"id": "1", "name": "Loket", "samenvatting": "Vragen", "organization": {"name": "Gemeente"}, "attributes": [
		{"taxonomy_term": {"taxonomy": "onderwerp", "code": "wijkteam", "name": "wijkteam"}},
		{"taxonomy_term": {"taxonomy": "doelgroep", "code": "ouderen", "name": "Ouderen"}},
		{"taxonomy_term": {"taxonomy": "thema", "code": "educatie", "name": "Educatie"}},
		{"taxonomy_term": {"taxonomy": "dagdeel", "code": "avond", "name": "Avond"}}]}]`))
	if err != nil {
		t.Fatal(err)
	}
	d := c.Documents[0]
	if c.IDs[0] != "1" || d.Onderwerpen[0] != "wijkteam" || d.Doelgroepen[0] != "ouderen" || d.Thema != "educatie" {
		t.Errorf("%+v", c)
	}
	if labels := d.Velden[len(d.Velden)-1].Tekst; labels != "Ouderen Educatie" {
		t.Error(labels)
	}
	if _, err := LeesCorpus(strings.NewReader("[")); err == nil {
		t.Error("read half a file")
	}
}
