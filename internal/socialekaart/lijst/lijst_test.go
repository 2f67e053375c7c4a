package lijst

import (
	"strings"
	"testing"
)

func slugs(l Lijst) string {
	var uit []string
	for _, r := range l.Regels {
		uit = append(uit, r.Slug)
	}
	return strings.Join(uit, " ")
}

func TestAList(t *testing.T) {
	var l Lijst
	for _, s := range []string{"a", "b", "c", "b"} {
		if !l.Erbij(Regel{Slug: s}) {
			t.Errorf("%s does not fit", s)
		}
	}
	oud := l
	for _, c := range []struct {
		slug string
		stap int
		want string
	}{{"c", -1, "a c b"}, {"a", -1, "a c b"}, {"b", 1, "a c b"}, {"a", 1, "c a b"}, {"x", 1, "c a b"}} {
		if l.Schuif(c.slug, c.stap); slugs(l) != c.want {
			t.Errorf("%s by %d: %s, want %s", c.slug, c.stap, slugs(l), c.want)
		}
	}
	if slugs(oud) != "a b c" {
		t.Error("moving changed the list that was copied from")
	}
	l.Noteer("a", "bellen")
	weg, plek, ok := l.Weg("a")
	if !ok || weg.Notitie != "bellen" || slugs(l) != "c b" {
		t.Errorf("%+v %d %v %s", weg, plek, ok, slugs(l))
	}
	if l.Terug(weg, plek); slugs(l) != "c a b" || l.Regels[1].Notitie != "bellen" {
		t.Error(slugs(l))
	}
	if l.Terug(weg, plek); slugs(l) != "c a b" {
		t.Error("put back twice")
	}
	if _, _, ok := l.Weg("x"); ok {
		t.Error("what is not there was taken away")
	}
	if l.Noteer("c", strings.Repeat("é", MaxNotitie+1)) || !l.Noteer("c", strings.Repeat("é", MaxNotitie)) {
		t.Error("the length of a note")
	}
}

func TestAListIsBounded(t *testing.T) {
	var l, meer Lijst
	for i := range MaxAanbod + 5 {
		r := Regel{Slug: strings.Repeat("x", i+1)}
		if l.Erbij(r) != (i < MaxAanbod) {
			t.Errorf("%d", i)
		}
		meer.Regels = append(meer.Regels, Regel{Slug: strings.Repeat("y", i+1)})
	}
	if l.Met(meer); len(l.Regels) != MaxAanbod {
		t.Error(len(l.Regels))
	}
}

func TestTwoListsBecomeOne(t *testing.T) {
	l := Lijst{Regels: []Regel{{"a", "eigen"}, {"b", ""}}}
	l.Met(Lijst{Regels: []Regel{{"b", "van daar"}, {"a", "anders"}, {"c", ""}}})
	if slugs(l) != "a b c" || l.Regels[0].Notitie != "eigen" || l.Regels[1].Notitie != "van daar" {
		t.Errorf("%+v", l)
	}
	if n := l.zonderNotities(); slugs(n) != "a b c" || n.Regels[0].Notitie != "" || l.Regels[0].Notitie == "" {
		t.Errorf("%+v", n)
	}
}
