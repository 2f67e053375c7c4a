package web

import (
	"context"
	"strconv"
	"strings"
	"time"

	"mantelpunt/internal/i18n"
)

// Fout is one wrong answer: the id of its field and a sentence that says what to do.
type Fout struct{ Veld, Tekst string }

// Fouten are the wrong answers of one form, in the order of its fields.
type Fouten []Fout

// Voeg adds a wrong answer.
func (f *Fouten) Voeg(veld, tekst string) { *f = append(*f, Fout{veld, tekst}) }

// Voor gives the sentence of a field, "" when its answer is right.
func (f Fouten) Voor(veld string) string {
	for _, x := range f {
		if x.Veld == veld {
			return x.Tekst
		}
	}
	return ""
}

// Veld is one field of a form.
type Veld struct {
	ID, Label, Uitleg, Waarde, Fout string
	Type                            string // "text" when empty
	Autocomplete                    string // "off" when empty
	Inputmode                       string
	Breedte                         string // "2", "4", "6" or "" for as wide as it goes
	Optioneel                       bool
	Max                             int    // characters
	Rijen                           int    // of a textarea
	Links                           bool   // always left to right (postcode, code)
	Klasse                          string // further classes of the input
}

func (v Veld) beschreven() string {
	var ids []string
	if v.Uitleg != "" {
		ids = append(ids, v.ID+"-uitleg")
	}
	if v.Fout != "" {
		ids = append(ids, v.ID+"-fout")
	}
	return strings.Join(ids, " ")
}

func (v Veld) soort() string     { return of(v.Type, "text") }
func (v Veld) aanvullen() string { return of(v.Autocomplete, "off") }

func of(s, anders string) string {
	if s == "" {
		return anders
	}
	return s
}

func optioneelGetal(n int) string {
	if n == 0 {
		return ""
	}
	return strconv.Itoa(n)
}

// Keuze is one option of a group.
type Keuze struct {
	Waarde, Naam, Uitleg string
	Icoon                string
	Gekozen              bool
	Aantal               int // count beside a filter
}

// Groep is a set of options: radio buttons, or check boxes when Meer is set.
type Groep struct {
	ID, Label, Uitleg, Fout string
	Keuzes                  []Keuze
	Meer                    bool
	Optioneel               bool
	Tegels                  bool // pictograms beside the words
}

func (g Groep) beschreven() string {
	return Veld{ID: g.ID, Uitleg: g.Uitleg, Fout: g.Fout}.beschreven()
}

// Datum is a date as typed in three fields, so that what was typed stays, right or wrong.
type Datum struct{ Dag, Maand, Jaar string }

// NaarDatum splits a date for a form; the zero time gives empty fields.
func NaarDatum(t time.Time) Datum {
	if t.IsZero() {
		return Datum{}
	}
	return Datum{strconv.Itoa(t.Day()), strconv.Itoa(int(t.Month())), strconv.Itoa(t.Year())}
}

// LeesDatum reads the fields <id>-dag, <id>-maand and <id>-jaar of a form.
func LeesDatum(waarde func(string) string, id string) Datum {
	lees := func(deel string) string { return strings.TrimSpace(waarde(id + "-" + deel)) }
	return Datum{lees("dag"), lees("maand"), lees("jaar")}
}

// Leeg reports that nothing was typed.
func (d Datum) Leeg() bool { return d == Datum{} }

// Tijd gives the date at midnight UTC; ok is false for a date that does not
// exist (31 2 2026). Month names in Dutch count too.
func (d Datum) Tijd() (t time.Time, ok bool) {
	dag, err1 := strconv.Atoi(d.Dag)
	maand, err2 := strconv.Atoi(d.Maand)
	if err2 != nil {
		maand, err2 = maandnaam(d.Maand)
	}
	jaar, err3 := strconv.Atoi(d.Jaar)
	if err1 != nil || err2 != nil || err3 != nil || jaar < 1000 || jaar > 9999 {
		return time.Time{}, false
	}
	t = time.Date(jaar, time.Month(maand), dag, 0, 0, 0, 0, time.UTC)
	return t, t.Day() == dag && int(t.Month()) == maand
}

func maandnaam(s string) (int, error) {
	s = strings.ToLower(s)
	for m := 1; m <= 12; m++ {
		naam := i18n.T(context.Background(), "datum.maand."+strconv.Itoa(m))
		if len(s) >= 3 && strings.HasPrefix(naam, s) || s == "mrt" && m == 3 {
			return m, nil
		}
	}
	return strconv.Atoi(s)
}

// Stap is one step of a form, or of a process.
type Stap struct {
	Naam   string
	URL    string // of a step that can be visited
	Staat  string // "klaar", "huidig" or ""
	Datum  string // in a status line
	Uitleg string
}

// Rij is one line of a list of data; Delen may hold several lines.
type Rij struct {
	Icoon, Naam, Waarde string
	WijzigURL           string // "Wijzigen" behind it
}
