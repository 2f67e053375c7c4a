package uitwisseling

import (
	"bytes"
	"cmp"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"

	"mantelpunt/internal/fault"
	"mantelpunt/internal/socialekaart"

	"golang.org/x/text/encoding/charmap"
)

// LeesCSV reads a spreadsheet saved as CSV: columns by their header in any order,
// separated by semicolons, commas or tabs, in UTF-8 or Windows-1252. A row lays over
// what there is: only a cell that says something else changes anything.
func LeesCSV(r io.Reader) (Gelezen, error) {
	b, err := begrens(r)
	if err != nil {
		return Gelezen{}, err
	}
	inhoud, err := io.ReadAll(b)
	if err != nil {
		return Gelezen{}, leesfout(err)
	}
	if !utf8.Valid(inhoud) { // as Excel on Windows saves it; every byte has a meaning there
		if inhoud, err = charmap.Windows1252.NewDecoder().Bytes(inhoud); err != nil {
			return Gelezen{}, leesfout(err)
		}
	}
	c := csv.NewReader(bytes.NewReader(inhoud))
	c.Comma, c.FieldsPerRecord = scheiding(inhoud), -1
	kop, err := c.Read()
	if errors.Is(err, io.EOF) {
		return Gelezen{}, fault.Met(fault.Invalid, "Het bestand is leeg.")
	}
	if err != nil {
		return Gelezen{}, csvFout(err)
	}
	var g Gelezen
	kolommen, err := leesKop(kop, &g)
	if err != nil {
		return Gelezen{}, err
	}
	for rij := 2; ; rij++ {
		cellen, err := c.Read()
		if errors.Is(err, io.EOF) {
			return g, nil
		}
		if err != nil {
			return Gelezen{}, csvFout(err)
		}
		leesRij(&g, rij, kolommen, cellen)
	}
}

func csvFout(err error) error {
	regel := 0
	var p *csv.ParseError
	if errors.As(err, &p) {
		regel = p.Line
	}
	return &fault.Error{Kind: fault.Invalid, Err: err,
		Tekst: fmt.Sprintf("Het bestand is geen goede CSV: op regel %d kloppen de aanhalingstekens niet. Er is niets gewijzigd.", regel)}
}

// scheiding is the separator that stands most in the first line.
func scheiding(inhoud []byte) rune {
	kop, _, _ := bytes.Cut(inhoud, []byte("\n"))
	return slices.MaxFunc([]rune{';', ',', '\t'}, func(a, b rune) int {
		return cmp.Compare(bytes.Count(kop, []byte(string(a))), bytes.Count(kop, []byte(string(b))))
	})
}

// leesKop finds the column of every header; nil is one that is not known.
func leesKop(kop []string, g *Gelezen) ([]*Kolom, error) {
	kolommen := make([]*Kolom, len(kop))
	for n, naam := range kop {
		naam = strings.ReplaceAll(strings.ToLower(strings.TrimSpace(naam)), " ", "_")
		i := slices.IndexFunc(Kolommen, func(k Kolom) bool { return k.Naam == naam })
		switch {
		case i >= 0 && slices.Contains(kolommen, &Kolommen[i]):
			return nil, fault.Met(fault.Invalid, fmt.Sprintf("De kolom %s staat twee keer in het bestand.", naam))
		case i >= 0:
			kolommen[n] = &Kolommen[i]
		case naam != "":
			g.Meldingen = append(g.Meldingen, fmt.Sprintf("De kolom ‘%s’ is onbekend en is overgeslagen.", naam))
		}
	}
	for _, moet := range []string{"naam", "organisatie"} {
		if !slices.ContainsFunc(kolommen, func(k *Kolom) bool { return k != nil && k.Naam == moet }) {
			return nil, fault.Met(fault.Invalid, fmt.Sprintf("De kolom ‘%s’ ontbreekt. De eerste regel van het bestand noemt de kolommen. Er is niets gewijzigd.", moet))
		}
	}
	return kolommen, nil
}

// cel is a cell to lay over an offer.
type cel struct {
	kolom  *Kolom
	waarde string
}

func leesRij(g *Gelezen, rij int, kolommen []*Kolom, waarden []string) {
	var cellen []cel
	leeg := true
	for n, w := range waarden {
		w = netjes(formuleKlaar.ReplaceAllString(w, "$1"))
		leeg = leeg && w == ""
		if n < len(kolommen) && kolommen[n] != nil {
			cellen = append(cellen, cel{kolommen[n], w})
		}
	}
	if leeg {
		return
	}
	a, fouten := over(socialekaart.Aanbod{}, cellen)
	if len(waarden) != len(kolommen) {
		fouten = append(fouten, fmt.Sprintf("De rij heeft %d cellen, de kop %d. Staat een tekst met een scheidingsteken wel tussen aanhalingstekens?", len(waarden), len(kolommen)))
	}
	if len(fouten) > 0 {
		g.weiger(rij, a.Naam, fouten...)
		return
	}
	g.Rijen = append(g.Rijen, socialekaart.Invoer{Regel: rij, ID: a.ID, Organisatie: a.Organisatie, Inhoud: a.Inhoud,
		Over: func(i socialekaart.Inhoud) socialekaart.Inhoud {
			b, _ := over(socialekaart.Aanbod{Inhoud: i}, cellen) // read without errors just now
			return b.Inhoud
		}})
}

// over lays the cells over an offer that say something else than it does. What a
// cell has no room for, a coordinate or a second telephone, stays that way.
func over(a socialekaart.Aanbod, cellen []cel) (socialekaart.Aanbod, []string) {
	was := a
	var fouten []string
	for _, c := range cellen {
		if c.waarde == netjes(c.kolom.cel(was)) {
			continue
		}
		if fout := c.kolom.leg(&a, c.waarde); fout != "" {
			fouten = append(fouten, fout)
		}
	}
	for n := len(a.Locaties); n > 0 && zonderPlek(a.Locaties[n-1]) && (n > len(was.Locaties) || !zonderPlek(was.Locaties[n-1])); n-- {
		a.Locaties = a.Locaties[:n-1]
	}
	return a, fouten
}

// zonderPlek reports that the cells left nothing of a place.
func zonderPlek(l socialekaart.Locatie) bool {
	return l.Naam == "" && l.Adres == "" && l.Postcode == "" && l.Plaats == "" && l.Toegankelijkheid == ""
}

// SchrijfCSV writes the columns with semicolons and a byte order mark, as Dutch
// spreadsheets open it with a double click.
func SchrijfCSV(w io.Writer, aanbod []socialekaart.Aanbod) error {
	if _, err := io.WriteString(w, bom); err != nil {
		return fault.Wrap(err, "CSV schrijven")
	}
	c := csv.NewWriter(w)
	c.Comma, c.UseCRLF = ';', true
	rij := make([]string, len(Kolommen))
	for i, k := range Kolommen {
		rij[i] = k.Naam
	}
	err := c.Write(rij)
	for _, a := range aanbod {
		for i, k := range Kolommen {
			rij[i] = formule.ReplaceAllString(k.cel(a), "'$1")
		}
		err = errors.Join(err, c.Write(rij))
	}
	c.Flush()
	return fault.Wrap(errors.Join(err, c.Error()), "CSV schrijven")
}

// formule is a cell that a spreadsheet would take for a formula and run; it gets an
// apostrophe in front, which formuleKlaar takes off again at reading.
var (
	formule      = regexp.MustCompile(`^('*[=+\-@\t\r])`)
	formuleKlaar = regexp.MustCompile(`^'('*[=+\-@\t\r])`)
)

// netjes is a text without what a spreadsheet changes anyway.
func netjes(s string) string {
	return strings.TrimSpace(strings.ReplaceAll(s, "\r", ""))
}
