package uitwisseling

import (
	"cmp"
	"fmt"
	"io"
	"strings"

	"mantelpunt/internal/socialekaart"
)

// Verslag tells what an import did, row by row.
type Verslag struct {
	Bestand   string
	Formaat   string
	Meldingen []string
	Rijen     []socialekaart.Uitslag
}

// Aantal counts the rows with an outcome.
func (v Verslag) Aantal(u socialekaart.Uitkomst) int {
	n := 0
	for _, r := range v.Rijen {
		if r.Uitkomst == u {
			n++
		}
	}
	return n
}

// Schrijf writes the report for people: the counts, what was refused and why, and
// what is good to know of the other rows.
func (v Verslag) Schrijf(w io.Writer) error {
	var s strings.Builder
	fmt.Fprintf(&s, "%s (%s): %d nieuw, %d gewijzigd, %d ongewijzigd, %d geweigerd.\n", v.Bestand, strings.ToUpper(v.Formaat),
		v.Aantal(socialekaart.Nieuw), v.Aantal(socialekaart.Gewijzigd), v.Aantal(socialekaart.Ongewijzigd), v.Aantal(socialekaart.Geweigerd))
	for _, m := range v.Meldingen {
		fmt.Fprintf(&s, "Let op: %s\n", m)
	}
	for _, deel := range []struct {
		kop      string
		uitkomst socialekaart.Uitkomst
	}{{"Geweigerd", socialekaart.Geweigerd}, {"Nieuw", socialekaart.Nieuw}, {"Gewijzigd", socialekaart.Gewijzigd}, {"Ongewijzigd, maar goed om te weten", socialekaart.Ongewijzigd}} {
		kop := deel.kop
		for _, r := range v.Rijen {
			if r.Uitkomst != deel.uitkomst || r.Reden == "" && r.Uitkomst == socialekaart.Ongewijzigd {
				continue
			}
			if kop != "" {
				fmt.Fprintf(&s, "\n%s\n", kop)
				kop = ""
			}
			fmt.Fprintf(&s, "  rij %-5d %s\n", r.Regel, cmp.Or(r.Naam, "(zonder naam)"))
			if r.Reden != "" {
				fmt.Fprintf(&s, "            %s\n", r.Reden)
			}
		}
	}
	_, err := io.WriteString(w, s.String())
	return err
}
