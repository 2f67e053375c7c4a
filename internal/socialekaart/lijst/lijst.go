// Package lijst is what somebody takes along of the sociale kaart: a shortlist with
// notes, in order, to print, to send and to open elsewhere. Without an account it
// lives in a cookie that only we can read; with one it is kept in the account.
package lijst

import (
	"slices"
	"unicode/utf8"
)

// What fits in a list.
const (
	MaxAanbod  = 25
	MaxNotitie = 200 // characters
)

// Regel is one offer that was picked, by its slug, which never changes.
type Regel struct {
	Slug    string `json:"s"`
	Notitie string `json:"n,omitempty"`
}

// Lijst is what was picked, in the order of who picked it.
type Lijst struct {
	Regels []Regel `json:"r,omitempty"`
}

func (l Lijst) plek(slug string) int {
	return slices.IndexFunc(l.Regels, func(r Regel) bool { return r.Slug == slug })
}

// Vol reports that nothing more fits.
func (l Lijst) Vol() bool { return len(l.Regels) >= MaxAanbod }

// Erbij adds an offer at the end; one that is there stays where it is. It reports
// whether the offer is in the list now.
func (l *Lijst) Erbij(r Regel) bool {
	if l.plek(r.Slug) >= 0 {
		return true
	}
	if l.Vol() {
		return false
	}
	l.Regels = append(slices.Clone(l.Regels), r)
	return true
}

// Weg takes an offer out and gives it back with the place it had, for who changes
// their mind.
func (l *Lijst) Weg(slug string) (weg Regel, plek int, ok bool) {
	if plek = l.plek(slug); plek < 0 {
		return Regel{}, 0, false
	}
	weg = l.Regels[plek]
	l.Regels = slices.Delete(slices.Clone(l.Regels), plek, plek+1)
	return weg, plek, true
}

// Terug puts an offer back at its place.
func (l *Lijst) Terug(r Regel, plek int) {
	if l.plek(r.Slug) < 0 && !l.Vol() {
		l.Regels = slices.Insert(slices.Clone(l.Regels), min(max(plek, 0), len(l.Regels)), r)
	}
}

// Schuif moves an offer up (-1) or down (1).
func (l *Lijst) Schuif(slug string, stap int) {
	van := l.plek(slug)
	if naar := van + stap; van >= 0 && naar >= 0 && naar < len(l.Regels) {
		l.Regels = slices.Clone(l.Regels)
		l.Regels[van], l.Regels[naar] = l.Regels[naar], l.Regels[van]
	}
}

// Noteer writes a note beside an offer. It reports false for one that is too long,
// which is then not written.
func (l *Lijst) Noteer(slug, notitie string) bool {
	if utf8.RuneCountInString(notitie) > MaxNotitie {
		return false
	}
	if i := l.plek(slug); i >= 0 && l.Regels[i].Notitie != notitie {
		l.Regels = slices.Clone(l.Regels)
		l.Regels[i].Notitie = notitie
	}
	return true
}

// Met adds what another list has more, as far as it fits. A note that is not there
// yet comes along.
func (l *Lijst) Met(andere Lijst) {
	for _, r := range andere.Regels {
		if i := l.plek(r.Slug); i >= 0 && l.Regels[i].Notitie == "" {
			l.Noteer(r.Slug, r.Notitie)
		}
		l.Erbij(r)
	}
}

// zonderNotities is the list as somebody else may see it.
func (l Lijst) zonderNotities() (uit Lijst) {
	for _, r := range l.Regels {
		uit.Regels = append(uit.Regels, Regel{Slug: r.Slug})
	}
	return uit
}
