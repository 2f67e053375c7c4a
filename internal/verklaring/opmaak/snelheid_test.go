package opmaak

import "testing"

func BenchmarkVerklaring(b *testing.B) {
	o, g := testOpmaker(b), testGegevens()
	for b.Loop() {
		if _, err := o.Verklaring(g); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkVerklaringInTweeTalen(b *testing.B) {
	o, g := testOpmaker(b), testGegevens()
	g.Taal = "en"
	for b.Loop() {
		if _, err := o.Verklaring(g); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkBrief(b *testing.B) {
	o, g := testOpmaker(b), testBrief()
	for b.Loop() {
		if _, err := o.Brief(g); err != nil {
			b.Fatal(err)
		}
	}
}
