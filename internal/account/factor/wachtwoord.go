package factor

import (
	"bufio"
	"io"
	"slices"
	"strings"
	"unicode"

	"mantelpunt/internal/fault"
)

// The length of a password, in characters. There are no rules about capitals and
// digits: they make passwords harder to remember and hardly harder to guess
// (NIST SP 800-63B-4, section 3.1.1.2).
const (
	MinWachtwoord = 12
	MaxWachtwoord = 200
)

// Bezwaar says what is wrong with a password that somebody chooses.
type Bezwaar string

// The objections; Geen is none.
const (
	Geen         Bezwaar = ""
	TeKort       Bezwaar = "te kort"
	TeLang       Bezwaar = "te lang"
	Veelgebruikt Bezwaar = "veelgebruikt"
	Eigen        Bezwaar = "eigen gegevens"
)

// Lijst knows the passwords that attackers try first: those that leaked most often,
// and common Dutch words and names.
type Lijst struct{ woorden []string }

// LeesLijst reads a list of one lower-case word on a line.
func LeesLijst(r io.Reader) (Lijst, error) {
	var l Lijst
	s := bufio.NewScanner(r)
	for s.Scan() {
		l.woorden = append(l.woorden, s.Text())
	}
	if err := s.Err(); err != nil {
		return Lijst{}, fault.Wrap(err, "wachtwoordlijst lezen")
	}
	slices.Sort(l.woorden)
	return l, nil
}

// Aantal is how many words the list has.
func (l Lijst) Aantal() int { return len(l.woorden) }

func (l Lijst) heeft(w string) bool {
	_, ok := slices.BinarySearch(l.woorden, w)
	return ok
}

// Beoordeel judges a password. eigen are the words that somebody who knows the
// person tries first: name, e-mail address, gemeente, the name of the product.
func (l Lijst) Beoordeel(wachtwoord string, eigen ...string) Bezwaar {
	n := len([]rune(wachtwoord))
	switch {
	case n < MinWachtwoord:
		return TeKort
	case n > MaxWachtwoord:
		return TeLang
	case l.raadbaar(wachtwoord):
		return Veelgebruikt
	}
	rest, had := zonder(strings.ToLower(wachtwoord), woordenVan(eigen))
	if had && (len([]rune(letters(rest))) < 8 || l.raadbaar(rest)) {
		return Eigen
	}
	return Geen
}

// raadbaar reports whether a password is one word of the list with what people put
// around it to satisfy a form: digits, signs, the same word twice, a 0 for an o.
// A list of the commonest passwords of twelve characters would be short and miss
// most of them: Welkom2026!!, W@chtwoord123, feyenoord-1908.
func (l Lijst) raadbaar(wachtwoord string) bool {
	w := strings.ToLower(wachtwoord)
	if l.heeft(w) || eentonig(w) {
		return true
	}
	kern := strings.TrimFunc(w, func(r rune) bool { return !unicode.IsLetter(r) })
	for _, k := range []string{kern, letters(kern), letters(leet.Replace(kern)), letters(leet.Replace(w))} {
		if k = eenmaal(k); len(k) < 4 || l.heeft(k) || eentonig(k) {
			return true
		}
	}
	return false
}

var leet = strings.NewReplacer("0", "o", "1", "i", "3", "e", "4", "a", "5", "s", "7", "t", "@", "a", "$", "s", "!", "i")

func letters(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) {
			return r
		}
		return -1
	}, s)
}

// eenmaal gives the part of which a word is a repetition: welkomwelkom is welkom.
func eenmaal(w string) string {
	for n := 1; n <= len(w)/2; n++ {
		if len(w)%n == 0 && strings.Repeat(w[:n], len(w)/n) == w {
			return w[:n]
		}
	}
	return w
}

// eentonig is a word of few different signs, or one that mostly runs along the
// alphabet or the digits.
func eentonig(w string) bool {
	rs := []rune(w)
	verschillend, op := map[rune]bool{}, 0
	for i, r := range rs {
		verschillend[r] = true
		if i > 0 && r-rs[i-1] >= -1 && r-rs[i-1] <= 1 {
			op++
		}
	}
	return len(rs) >= MinWachtwoord && (len(verschillend) < 5 || op*3 >= (len(rs)-1)*2)
}

// woordenVan splits what we know of a person into words worth looking for, the
// longest first.
func woordenVan(eigen []string) (uit []string) {
	for _, e := range eigen {
		for _, w := range strings.FieldsFunc(strings.ToLower(e), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) }) {
			if len([]rune(w)) >= 4 && w != "example" {
				uit = append(uit, w)
			}
		}
	}
	slices.SortFunc(uit, func(a, b string) int { return len(b) - len(a) })
	return uit
}

func zonder(w string, woorden []string) (rest string, had bool) {
	for _, x := range woorden {
		for _, vorm := range []string{w, leet.Replace(w)} {
			if strings.Contains(vorm, x) {
				w, had = strings.ReplaceAll(vorm, x, " "), true
				break
			}
		}
	}
	return w, had
}
