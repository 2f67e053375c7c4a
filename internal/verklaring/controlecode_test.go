package verklaring

import (
	"errors"
	"regexp"
	"strings"
	"testing"
)

// Whatever the code, the check is linear: a mistake is found or missed regardless
// of the other symbols. Two hundred codes therefore meet every pair of symbols in
// every pair of places many times over.
const aantalCodes = 200

func TestControlecodeTeruglezen(t *testing.T) {
	vorm := regexp.MustCompile(`^[0-9A-HJKMNP-TV-Z]{4}(-[0-9A-HJKMNP-TV-Z]{4}){2}$`)
	gezien := map[Controlecode]bool{}
	for range aantalCodes {
		c := NieuweControlecode()
		if gezien[c] {
			t.Fatalf("%s werd twee keer getrokken", c)
		}
		gezien[c] = true
		if len(c) != codeLengte || !vorm.MatchString(c.Gegroepeerd()) {
			t.Fatalf("%q, gegroepeerd %q", c, c.Gegroepeerd())
		}
		lookalikes := strings.NewReplacer("0", "O", "1", "l")
		for _, getypt := range []string{
			string(c), c.Gegroepeerd(), strings.ToLower(c.Gegroepeerd()), lookalikes.Replace(string(c)),
			strings.ReplaceAll(string(c), "1", "i"), " " + strings.ReplaceAll(c.Gegroepeerd(), "-", " – ") + "\n",
		} {
			if gelezen, err := LeesControlecode(getypt); err != nil || gelezen != c {
				t.Errorf("LeesControlecode(%q) = %q, %v; wil %q", getypt, gelezen, err, c)
			}
		}
	}
}

func TestControlecodeVindtTypefouten(t *testing.T) {
	geweigerd := func(soort, goed string, fout []byte) {
		t.Helper()
		if _, err := LeesControlecode(string(fout)); !errors.Is(err, ErrControlecode) {
			t.Errorf("%s: %s in plaats van %s is niet gevonden (%v)", soort, fout, goed, err)
		}
	}
	for range aantalCodes {
		goed := string(NieuweControlecode())
		for i := range goed {
			for _, ander := range []byte(symbolen) {
				if ander == goed[i] {
					continue
				}
				fout := []byte(goed)
				fout[i] = ander
				geweigerd("verkeerd teken", goed, fout)
			}
			for j := range i {
				if goed[i] == goed[j] {
					continue
				}
				fout := []byte(goed)
				fout[i], fout[j] = fout[j], fout[i]
				geweigerd("verwisseld", goed, fout)
			}
		}
	}
}

func TestControlecodeWeigert(t *testing.T) {
	goed := string(NieuweControlecode())
	for _, s := range []string{"", "-", goed[1:], goed + "0", goed + goed, "U" + goed[1:], goed[:11] + "é", goed[:11] + "\xff"} {
		if c, err := LeesControlecode(s); !errors.Is(err, ErrControlecode) || c != "" {
			t.Errorf("LeesControlecode(%q) = %q, %v", s, c, err)
		}
	}
}

func FuzzLeesControlecode(f *testing.F) {
	for _, s := range []string{"K7MW-4T9P-XQ2H", "k7mw 4t9p xq2h", "OIL0-1111-0000", "000000000000", "-–— ", "\xff\xfe", "K7MW4T9PXQ2HK7MW4T9PXQ2H", "ıſK"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		c, err := LeesControlecode(s)
		if err != nil {
			if !errors.Is(err, ErrControlecode) || c != "" {
				t.Fatalf("LeesControlecode(%q) = %q, %v", s, c, err)
			}
			return
		}
		if again, err := LeesControlecode(c.Gegroepeerd()); err != nil || again != c {
			t.Fatalf("%q geeft %q, en dat geeft %q, %v", s, c, again, err)
		}
	})
}
