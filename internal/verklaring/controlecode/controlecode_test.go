package controlecode

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
	gezien := map[Code]bool{}
	for range aantalCodes {
		c := Nieuw()
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
			if gelezen, err := Lees(getypt); err != nil || gelezen != c {
				t.Errorf("Lees(%q) = %q, %v; wil %q", getypt, gelezen, err, c)
			}
		}
	}
}

func TestControlecodeVindtTypefouten(t *testing.T) {
	geweigerd := func(soort, goed string, fout []byte) {
		t.Helper()
		if _, err := Lees(string(fout)); !errors.Is(err, ErrFout) {
			t.Errorf("%s: %s in plaats van %s is niet gevonden (%v)", soort, fout, goed, err)
		}
	}
	for range aantalCodes {
		goed := string(Nieuw())
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
	goed := string(Nieuw())
	for _, s := range []string{"", "-", goed[1:], goed + "0", goed + goed, "U" + goed[1:], goed[:11] + "é", goed[:11] + "\xff"} {
		if c, err := Lees(s); !errors.Is(err, ErrFout) || c != "" {
			t.Errorf("Lees(%q) = %q, %v", s, c, err)
		}
	}
}

func FuzzLees(f *testing.F) {
	for _, s := range []string{"K7MW-4T9P-XQ2H", "k7mw 4t9p xq2h", "OIL0-1111-0000", "000000000000", "-–— ", "\xff\xfe", "K7MW4T9PXQ2HK7MW4T9PXQ2H", "ıſK"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		c, err := Lees(s)
		if err != nil {
			if !errors.Is(err, ErrFout) || c != "" {
				t.Fatalf("Lees(%q) = %q, %v", s, c, err)
			}
			return
		}
		if again, err := Lees(c.Gegroepeerd()); err != nil || again != c {
			t.Fatalf("%q geeft %q, en dat geeft %q, %v", s, c, again, err)
		}
	})
}
