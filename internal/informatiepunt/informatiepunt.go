// Package informatiepunt is the home page and the pages that explain caring in
// plain Dutch: what there is, who pays, what to do when it is too much. The
// pages are Markdown with the date on which somebody checked them; visitors read
// a momentopname, so they stay up while the database is away.
package informatiepunt

import (
	"regexp"
	"slices"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/google/uuid"
)

// Algemeen is the thema of pages that belong to none of the eight vraaggebieden.
const Algemeen = "algemeen"

// Vraaggebieden are the eight of the national agenda Mantelzorg 2023-2026, in
// the order in which the portal shows them.
var Vraaggebieden = []string{
	"informatie-en-advies", "persoonlijke-begeleiding", "educatie", "emotionele-steun",
	"praktische-hulp", "vervangende-mantelzorg", "financiele-regelingen", "materiele-hulp",
}

// Pagina is one page in the version that visitors see.
type Pagina struct {
	ID              uuid.UUID
	Slug            string // "even-vrijaf", the last part of its address
	Thema           string // one of Vraaggebieden, or Algemeen
	Volgorde        int    // place within its thema
	Titel           string
	Samenvatting    string // at most MaxSamenvatting characters
	Tekst           string // Markdown
	Bron            string // where the facts come from; may be empty
	GecontroleerdOp time.Time
	Op              time.Time // when this version was published
}

// MaxSamenvatting is what search engines show of a description.
const MaxSamenvatting = 160

var reSlug = regexp.MustCompile(`^[a-z0-9]+(-[a-z0-9]+)*$`)

// Controleer says in one sentence what is wrong with a page, "" when nothing is.
func (p Pagina) Controleer() string {
	switch {
	case !reSlug.MatchString(p.Slug):
		return "De slug bestaat uit kleine letters, cijfers en streepjes, zoals: even-vrijaf."
	case strings.TrimSpace(p.Titel) == "":
		return "De titel ontbreekt."
	case strings.TrimSpace(p.Samenvatting) == "":
		return "De samenvatting ontbreekt."
	case utf8.RuneCountInString(p.Samenvatting) > MaxSamenvatting:
		return "De samenvatting is langer dan 160 tekens."
	case !bekendThema(p.Thema):
		return "Dit thema bestaat niet: " + p.Thema + "."
	case p.GecontroleerdOp.IsZero():
		return "De datum van de laatste controle ontbreekt."
	case strings.TrimSpace(p.Tekst) == "":
		return "De tekst ontbreekt."
	}
	return ""
}

func bekendThema(thema string) bool {
	return thema == Algemeen || slices.Contains(Vraaggebieden, thema)
}

// zelfdeInhoud reports that q needs no new version beside p.
func (p Pagina) zelfdeInhoud(q Pagina) bool {
	return p.Titel == q.Titel && p.Samenvatting == q.Samenvatting && p.Tekst == q.Tekst && p.Bron == q.Bron &&
		p.GecontroleerdOp.Format(time.DateOnly) == q.GecontroleerdOp.Format(time.DateOnly)
}
