package controlecode

import (
	"strings"
	"testing"
)

// Noise around a code does no harm, and one wrong symbol in it is always found.
func FuzzControlecodeMetRuis(f *testing.F) {
	f.Add("K7MW4T9PXQ2", byte(0), byte('8'), " - ")
	f.Add("00000000000", byte(11), byte('Z'), "\u2014\u00a0\t")
	f.Add("ZZZZZZZZZZZ", byte(5), byte('0'), "\n")
	f.Fuzz(func(t *testing.T, elf string, plek, ander byte, ruis string) {
		var waarden, code []byte
		for _, b := range []byte(elf) {
			w := b % byte(len(symbolen))
			waarden, code = append(waarden, w), append(code, symbolen[w])
		}
		if len(code) != codeLengte-1 {
			return
		}
		code = append(code, symbolen[controlewaarde(waarden)])
		goed := string(code)
		if c, err := Lees(goed); err != nil || string(c) != goed {
			t.Fatalf("%s: %q, %v", goed, c, err)
		}
		if strings.Trim(ruis, " \t\n\r\u00a0\u2013\u2014-") == "" {
			if c, err := Lees(ruis + goed[:3] + ruis + strings.ToLower(goed[3:]) + ruis); err != nil || string(c) != goed {
				t.Errorf("%s with %q: %q, %v", goed, ruis, c, err)
			}
		}
		i := int(plek) % codeLengte
		if fout := symbolen[ander%byte(len(symbolen))]; fout != code[i] {
			code[i] = fout
			if c, err := Lees(string(code)); err == nil {
				t.Errorf("%s in place of %s is taken for %s", code, goed, c)
			}
		}
	})
}
