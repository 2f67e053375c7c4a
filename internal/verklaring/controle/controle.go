// Package controle is for whoever is handed a verklaring: is it genuine, and does it
// hold today? A controleur fills in the check code and the date of birth, which both
// stand on the paper, or brings the PDF itself; the system of a partner asks the same
// over an API. Nobody logs in, and nothing is kept of who asked.
package controle

import (
	"time"

	"mantelpunt/internal/verklaring"
)

// Wijze is how a verklaring was checked, as the carer sees it.
type Wijze string

// The ways.
const (
	Code      Wijze = "code"      // typed
	QR        Wijze = "qr"        // scanned
	Bestand   Wijze = "bestand"   // the PDF itself
	Koppeling Wijze = "koppeling" // by the system of a partner
)

// Vraag is what a controleur asks.
type Vraag struct {
	Getypt  string    // the code, as people type it
	Geboren time.Time // midnight UTC
	Doel    string    // code of a purpose, "" when it was not told
	Wijze   Wijze
}

// Antwoord is what a controleur hears. V is the zero value when the outcome is
// Onbekend: a code that does not exist, a code with a typing error and a wrong date of
// birth are one and the same.
type Antwoord struct {
	Uitkomst verklaring.Uitkomst
	V        verklaring.Verklaring
	Doel     string
	Op       time.Time // moment of the check
}

// Voor gives the purpose that was asked about, when the verklaring knows it.
func (a Antwoord) Voor() (verklaring.Toegekend, bool) {
	for _, d := range a.V.Doelen {
		if d.Code == a.Doel {
			return d, true
		}
	}
	return verklaring.Toegekend{}, false
}

// GeldtVoor reports whether the verklaring holds today for the purpose that was asked
// about; when none was, for anything at all.
func (a Antwoord) GeldtVoor() bool {
	if a.Uitkomst != verklaring.Geldig || a.Doel == "" {
		return a.Uitkomst == verklaring.Geldig
	}
	d, ok := a.Voor()
	return ok && !a.Voorbij(d)
}

// Voorbij reports whether the last day of a purpose had passed at the check.
func (a Antwoord) Voorbij(d verklaring.Toegekend) bool { return verklaring.Dag(a.Op).After(d.Tot) }

// Staart is the end of the code: enough to see which paper an answer belongs to, and
// nothing that anybody can check again.
func (a Antwoord) Staart() string { return string(a.V.Code[max(0, len(a.V.Code)-4):]) }
