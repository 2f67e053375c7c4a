// Package gegevens is the register of personal data: every column of the database
// that says something about a person, with whom it is about, why it is there, on
// what legal ground, how long, and whether it is closed by the kluis.
//
// It is code because four things must never part: what the privacy page and the
// register of processing (AVG art. 30) tell, what a carer gets to see of himself
// (AVG art. 15), what is deleted and when (AVG art. 5, first paragraph, under e), and
// which fields are closed anew when a key is replaced (AVG art. 32). A test lays the
// register beside the real schema: a column that is not in it fails.
//
// The words for people are in the catalogue, under privacy.veld.<tabel>.<kolom>,
// privacy.tabel.<naam> and so on; this package knows only the codes.
package gegevens

import (
	"slices"
	"strconv"
	"strings"
)

// Over is whom something is about.
type Over string

// The people of whom the portal knows something. Of a zorgvrager it knows no name:
// what a mantelzorger tells about the care is about them both.
const (
	Mantelzorger   Over = "mantelzorger"
	Zorgvrager     Over = "zorgvrager"
	Medewerker     Over = "medewerker"
	Contactpersoon Over = "contactpersoon" // of an organisation in the sociale kaart
	Bezoeker       Over = "bezoeker"       // unknown, of whom there may be something in the words that were typed
)

// Vorm is how the bytes of a closed field are to be read.
type Vorm string

// The forms. Without one a value is plain text.
const (
	Tekst    Vorm = ""
	Datum    Vorm = "datum"    // 2006-01-02
	JSON     Vorm = "json"     // an object
	Document Vorm = "document" // a PDF
)

// Kenmerk says of which value a column is the keyed hash, and for what use of the
// kluis. Without Van nobody can make it again but the person, by logging in.
type Kenmerk struct{ Doel, Van string }

// Veld is a column that says something about a person.
type Veld struct {
	Kolom     string
	Over      []Over // when it is about others than its table
	Dicht     bool   // closed by the kluis, at the plaats that Tabel.Plaats gives
	Vorm      Vorm
	Kenmerk   *Kenmerk
	Woorden   string // prefix in the catalogue for the words of a code: "verklaring.status."
	Technisch bool   // a number or a hash that tells a person nothing: named, not shown
}

// Moment reports whether a field only says when something happened: by the custom of
// the schema its name ends in _op.
func (v Veld) Moment() bool { return v.Kolom == "op" || strings.HasSuffix(v.Kolom, "_op") }

// Tabel is a table with personal data.
type Tabel struct {
	Naam        string
	Sleutel     string // the column that names a row
	Verwerking  string // code of the Verwerking that it is for
	Over        []Over
	PerGemeente bool   // has gemeente_id
	VanBurger   string // SQL: which rows are of the mantelzorger $1; "" when they cannot be told apart by that
	Velden      []Veld
}

// Plaats is where the kluis closes a field of a row: table and column, the gemeente
// when the table has one, and the row.
func (t Tabel) Plaats(kolom string, gemeenteID int, rij string) []string {
	plaats := []string{t.Naam + "." + kolom}
	if t.PerGemeente {
		plaats = append(plaats, strconv.Itoa(gemeenteID))
	}
	return append(plaats, rij)
}

// VanWie says whom a field is about.
func (t Tabel) VanWie(v Veld) []Over {
	if v.Over != nil {
		return v.Over
	}
	return t.Over
}

// Leesbaar are the fields that a mantelzorger sees of himself: not the technical
// ones, and not those that are about a medewerker alone.
func (t Tabel) Leesbaar() (uit []Veld) {
	for _, v := range t.Velden {
		if !v.Technisch && slices.Contains(t.VanWie(v), Mantelzorger) {
			uit = append(uit, v)
		}
	}
	return uit
}

// gesloten are the fields of a table that depend on a key and can be made anew.
func (t Tabel) gesloten() (uit []Veld) {
	for _, v := range t.Velden {
		if v.Dicht || v.Kenmerk != nil && v.Kenmerk.Van != "" {
			uit = append(uit, v)
		}
	}
	return uit
}

// MetNaam finds a table of the register.
func MetNaam(naam string) (Tabel, bool) {
	i := slices.IndexFunc(Register, func(t Tabel) bool { return t.Naam == naam })
	if i < 0 {
		return Tabel{}, false
	}
	return Register[i], true
}
