package lijst

import (
	"bytes"
	"encoding/csv"
	"errors"
	"io"
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"mantelpunt/internal/fault"
	"mantelpunt/internal/i18n"

	"golang.org/x/text/encoding/charmap"
)

// kolommen are the names that the columns of a file can have.
var kolommen = map[string]func(*Rij) *string{
	"naam":          func(r *Rij) *string { return &r.Naam },
	"geboortedatum": func(r *Rij) *string { return &r.Geboortedatum },
	"email":         func(r *Rij) *string { return &r.Email },
	"emailadres":    func(r *Rij) *string { return &r.Email },
	"adres":         func(r *Rij) *string { return &r.Adres },
	"doelen":        func(r *Rij) *string { return &r.Doelen },
	"geldigvanaf":   func(r *Rij) *string { return &r.Vanaf },
}

// Voorbeeldbestand is a file to fill in, as Excel in Dutch opens and saves it.
const Voorbeeldbestand = "\ufeffnaam;geboortedatum;e-mail;adres;doelen;geldig vanaf\r\n" +
	"Ans de Wit;03-03-1950;ans@voorbeeld.example;;parkeren+werkgever;\r\n" +
	"Bep Bos;1962-11-30;;\"Dorpsstraat 1, 7991 AB Veldwaarde\";waardering;\r\n"

func onleesbaar(zin string) error { return fault.Met(fault.Invalid, zin) }

// LeesBestand reads the rows of a CSV file: UTF-8 or Windows-1252, with semicolons,
// commas or tabs, its columns in any order. What makes the whole file useless is
// Invalid with a sentence; what is wrong with one row is for [Lezer].
func LeesBestand(inhoud []byte) ([]Regel, error) {
	tekst, err := tekstVan(inhoud)
	if err != nil {
		return nil, err
	}
	c := csv.NewReader(strings.NewReader(tekst))
	c.Comma, c.FieldsPerRecord = scheiding(tekst), -1
	kop, err := c.Read()
	if errors.Is(err, io.EOF) {
		return nil, onleesbaar("Het bestand is leeg.")
	}
	if err != nil {
		return nil, csvfout(err)
	}
	velden, err := leesKop(kop)
	if err != nil {
		return nil, err
	}
	var uit []Regel
	for {
		cellen, err := c.Read()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			return nil, csvfout(err)
		}
		if !slices.ContainsFunc(cellen, func(s string) bool { return strings.TrimSpace(s) != "" }) {
			continue
		}
		if len(uit) == MaxRegels {
			return nil, onleesbaar("Het bestand heeft meer dan " + strconv.Itoa(MaxRegels) + " regels. Maak er meer bestanden van.")
		}
		nr, _ := c.FieldPos(0)
		r := Regel{Nr: nr}
		for i, cel := range cellen {
			if i < len(velden) {
				*velden[i](&r.Rij) = strings.TrimSpace(cel)
			} else if strings.TrimSpace(cel) != "" {
				r.Fout = "Deze regel heeft meer cellen dan er kolommen zijn. Staat er een scheidingsteken in een cel? Zet die cel tussen aanhalingstekens."
			}
		}
		uit = append(uit, r)
	}
	if len(uit) == 0 {
		return nil, onleesbaar("Onder de kolomnamen staat geen enkele mantelzorger.")
	}
	return uit, nil
}

// tekstVan gives the text of a file. What is not UTF-8 is what Excel saves in Dutch.
func tekstVan(b []byte) (string, error) {
	switch {
	case bytes.HasPrefix(b, []byte("PK\x03\x04")), bytes.HasPrefix(b, []byte("\xd0\xcf\x11\xe0")):
		return "", onleesbaar("Dit is een bestand van Excel zelf. Kies in Excel: Opslaan als, CSV.")
	case bytes.HasPrefix(b, []byte("\xff\xfe")), bytes.HasPrefix(b, []byte("\xfe\xff")):
		return "", onleesbaar("Dit bestand is opgeslagen als Unicode (UTF-16). Sla het op als CSV UTF-8.")
	case bytes.IndexByte(b, 0) >= 0:
		return "", onleesbaar("Dit is geen CSV-bestand: er staan tekens in die niet in een tekst horen.")
	}
	b = bytes.TrimPrefix(b, []byte("\ufeff"))
	if !utf8.Valid(b) {
		var err error
		if b, err = charmap.Windows1252.NewDecoder().Bytes(b); err != nil {
			return "", onleesbaar("De tekens in dit bestand zijn niet te lezen. Sla het op als CSV UTF-8.")
		}
	}
	if strings.TrimSpace(string(b)) == "" {
		return "", onleesbaar("Het bestand is leeg.")
	}
	return string(b), nil
}

// scheiding is what stands between the cells: of the usual ones the one that the first
// line has most.
func scheiding(tekst string) rune {
	kop, _, _ := strings.Cut(strings.TrimLeft(tekst, "\r\n"), "\n")
	beste, n := ';', 0
	for _, s := range ";,\t" {
		if k := strings.Count(kop, string(s)); k > n {
			beste, n = s, k
		}
	}
	return beste
}

// csvfout says where a file is broken, and quotes nothing of it.
func csvfout(err error) error {
	var p *csv.ParseError
	if errors.As(err, &p) {
		return onleesbaar("Regel " + strconv.Itoa(p.Line) + " is niet te lezen: er staat een aanhalingsteken te veel of te weinig.")
	}
	return onleesbaar("Het bestand is niet te lezen.")
}

// leesKop finds for each column where it goes. A column that we do not need is refused:
// what is not needed is not to be sent.
func leesKop(kop []string) (velden []func(*Rij) *string, err error) {
	gezien := map[*string]bool{}
	var r Rij
	for _, cel := range kop {
		naam := strings.Join(i18n.Woorden(cel), "")
		veld, ok := kolommen[naam]
		switch {
		case !ok:
			return nil, onleesbaar("De kolom “" + kort(cel) + "” kennen wij niet. Haal haar weg, of geef haar een van deze namen: naam, geboortedatum, e-mail, adres, doelen, geldig vanaf.")
		case gezien[veld(&r)]:
			return nil, onleesbaar("De kolom “" + kort(cel) + "” staat er twee keer in.")
		}
		gezien[veld(&r)] = true
		velden = append(velden, veld)
	}
	for _, nodig := range []string{"naam", "geboortedatum", "doelen"} {
		if !gezien[kolommen[nodig](&r)] {
			return nil, onleesbaar("De kolom “" + nodig + "” ontbreekt.")
		}
	}
	if !gezien[&r.Email] && !gezien[&r.Adres] {
		return nil, onleesbaar("Er is geen kolom “e-mail” en geen kolom “adres”. Een van de twee is nodig.")
	}
	return velden, nil
}

// kort is a name as a sentence can hold it.
func kort(s string) string {
	s = strings.Map(func(r rune) rune {
		if unicode.IsPrint(r) {
			return r
		}
		return -1
	}, strings.ToValidUTF8(s, ""))
	if r := []rune(s); len(r) > 30 {
		return string(r[:30]) + "…"
	}
	return s
}

// cel makes a text harmless for a spreadsheet: what begins as a formula gets an
// apostrophe in front, so that it is shown and not reckoned.
func cel(s string) string {
	if s != "" && strings.ContainsRune("=+-@\t\r", rune(s[0])) {
		return "'" + s
	}
	return s
}
