package onderwerp_test

import (
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"mantelpunt/internal/onderwerp"
)

func TestVeilig(t *testing.T) {
	for _, c := range []struct{ vraag, want string }{
		{"Respijtzorg", "respijtzorg"},
		{"  Café voor ALZHEIMER?! ", "cafe voor alzheimer"},
		{"24/7 hulp", "24 7 hulp"},
		{"vader van 65+", "vader van 65"},
		{"hulp in 7991 AB", "hulp in … ab"},
		{"hulp in 7991AB", "hulp in …"},
		{"bel mij 0599-00 01 23 over oppas", "bel mij … over oppas"},
		{"oppas 06 12 34 56 78", "oppas …"},
		{"oppas 06-12345678", "oppas …"},
		{"oppas 0 6 1 2 3 4 5 6 7 8", "oppas …"},
		{"oppas +31 (0)6 1234 5678", "oppas …"},
		{"bsn 123456782 parkeren", "bsn … parkeren"},
		{"bsn 123.456.782", "bsn …"},
		{"moeder geboren 12-03-1950", "moeder geboren …"},
		{"رقم ٠٦١٢٣٤٥٦٧٨ مساعدة", "رقم … مساعدة"},
		{"mail jan.jansen@voorbeeld.example over vervoer", "mail over vervoer"},
		{"jan @ voorbeeld.example vervoer", "vervoer"},
		{"jan(at)voorbeeld.example vervoer", "vervoer"},
		{"jan apenstaartje voorbeeld.example vervoer", "vervoer"},
		{"jan＠voorbeeld.example vervoer", "vervoer"},
		{"https://voorbeeld.example/jan?x=1 vervoer", "vervoer"},
		{"www.voorbeeld.example vervoer", "vervoer"},
		{"nl91abna0417164300 betalen", "… betalen"},
		{"0612345678", ""},
		{"12 3", ""},
		{"!!! ???", ""},
		{"", ""},
		{"\xff\xfe oppas", "oppas"},
		{"een twee drie vier vijf zes zeven acht negen tien elf twaalf", "een twee drie vier vijf zes zeven acht negen tien"},
	} {
		if got := onderwerp.Veilig(c.vraag); got != c.want {
			t.Errorf("%q: %q, want %q", c.vraag, got, c.want)
		}
	}
	lang := onderwerp.Veilig(strings.Repeat("arbeidsongeschiktheid ", 500))
	if n := utf8.RuneCountInString(lang); n > 80 || n == 0 {
		t.Errorf("%d characters are kept", n)
	}
}

// Whatever is typed: what is kept is short, has no number of more than three digits and
// no address, and is kept the same when it is asked again.
func FuzzVeilig(f *testing.F) {
	for _, s := range []string{"respijtzorg", "06 12 34 56 78", "jan@x.example", "a1b2c3d4", "12 3 45", "٠٦ ١٢", "@", "ĳs 1 … 2 3 4"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, vraag string) {
		got := onderwerp.Veilig(vraag)
		if utf8.RuneCountInString(got) > 80 || len(strings.Fields(got)) > 10 || !utf8.ValidString(got) || strings.ContainsAny(got, "@/.") {
			t.Fatalf("%q is kept of %q", got, vraag)
		}
		reeks := 0
		for _, w := range strings.Fields(got) {
			n, los := 0, true
			for _, r := range w {
				if unicode.IsDigit(r) {
					n++
				} else {
					los = false
				}
			}
			if reeks += n; !los {
				reeks = 0
			}
			if n > 2 || reeks > 3 {
				t.Fatalf("%q is kept of %q", got, vraag)
			}
		}
	})
}

func BenchmarkVeilig(b *testing.B) {
	for b.Loop() {
		onderwerp.Veilig("een middagje oppas voor mijn demente moeder")
	}
}
