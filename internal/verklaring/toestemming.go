package verklaring

import (
	"context"
	"strings"
	"time"
	"unicode/utf8"

	"mantelpunt/internal/i18n"

	"github.com/google/uuid"
)

// Toestemming is one time that the zorgvrager was asked to confirm an aanvraag. Asked
// anew there is another one, and the one before it is vervallen.
type Toestemming struct {
	ID           uuid.UUID
	AanvraagID   uuid.UUID
	Wijze        string // WijzeEmail, WijzeBrief or WijzePapier
	GevraagdOp   time.Time
	VerstuurdOp  *time.Time // of the mail; a letter says itself when it was posted
	HerinnerdOp  *time.Time
	VerlooptOp   time.Time // the first moment at which the link or the code is too old
	Antwoord     string    // "" while we wait; ToestemmingJa, ToestemmingNee or ToestemmingVervallen
	AntwoordDoor string    // "", DoorZelf, DoorVertegenwoordiger or DoorPapier
	AntwoordOp   *time.Time
	Verklaarder  *Verklaarder // who answered, when that was a representative
}

// The answers. Vervallen is a question that nobody need answer any more.
const (
	ToestemmingJa        = "ja"
	ToestemmingNee       = "nee"
	ToestemmingVervallen = "vervallen"
)

// Who answered, or how it came in.
const (
	DoorZelf              = "zelf"
	DoorVertegenwoordiger = "vertegenwoordiger"
	DoorPapier            = "papier"
)

// Verklaarder answers in the name of a zorgvrager who cannot do so.
type Verklaarder struct {
	Naam string `json:"naam"`
	Rol  string `json:"rol"` // one of Rollen
}

// Rollen are what somebody can be who answers for a zorgvrager; their words are in the
// catalogue under toestemming.rol.
var Rollen = []string{"mentor", "curator", "gemachtigde", "familie"}

// MaxVerklaarder is the length of a representative's name, in characters.
const MaxVerklaarder = 100

// NaamFout says what is wrong with the name of a representative, as the end of a key of
// the catalogue: "leeg", "lang", "tekens" or "".
func NaamFout(naam string) string {
	switch n := utf8.RuneCountInString(naam); {
	case n == 0:
		return "leeg"
	case n > MaxVerklaarder:
		return "lang"
	case strings.ContainsAny(naam, "<>@{}[]0123456789"):
		return "tekens"
	}
	return ""
}

// toestemmingDagen is how many days there are to answer, the day itself not counted.
const toestemmingDagen = 30

// verloopt is the end of the last day to answer what is asked now.
func verloopt(nu time.Time) time.Time {
	nu = nu.In(amsterdam)
	return time.Date(nu.Year(), nu.Month(), nu.Day()+toestemmingDagen+1, 0, 0, 0, 0, amsterdam)
}

// Uiterlijk is the last day to answer, at midnight UTC.
func (t Toestemming) Uiterlijk() time.Time { return Dag(t.VerlooptOp).AddDate(0, 0, -1) }

// Loopt reports that an answer can still be given online.
func (t Toestemming) Loopt(nu time.Time) bool { return t.Antwoord == "" && nu.Before(t.VerlooptOp) }

// How it stands with a toestemming, for staff.
const (
	StaatGevraagd = "gevraagd"
	StaatStil     = "geen_antwoord" // the time to answer is over
)

// Staat says how it stands: an answer, StaatGevraagd or StaatStil.
func (t Toestemming) Staat(nu time.Time) string {
	switch {
	case t.Antwoord != "":
		return t.Antwoord
	case t.Loopt(nu):
		return StaatGevraagd
	}
	return StaatStil
}

// VoorStaf tells a consulent how a toestemming stands, in a sentence or two.
func (t Toestemming) VoorStaf(ctx context.Context, nu time.Time) string {
	hoe := map[string]string{WijzeEmail: "per e-mail", WijzeBrief: "per brief", WijzePapier: "op papier"}[t.Wijze]
	zin := "Gevraagd " + hoe + " op " + i18n.Datum(ctx, t.GevraagdOp) + "."
	if t.HerinnerdOp != nil {
		zin += " Herinnerd op " + i18n.Datum(ctx, *t.HerinnerdOp) + "."
	}
	switch t.Staat(nu) {
	case ToestemmingJa:
		return zin + " Bevestigd op " + i18n.Datum(ctx, *t.AntwoordOp) + ", " + t.door() + "."
	case ToestemmingNee:
		return zin + " Niet bevestigd op " + i18n.Datum(ctx, *t.AntwoordOp) + ", " + t.door() + ". De naaste hoeft niet te zeggen waarom. De aanvrager leest alleen dat er geen bevestiging is."
	case ToestemmingVervallen:
		return zin + " Vervallen op " + i18n.Datum(ctx, *t.AntwoordOp) + ": dit antwoord is niet meer nodig."
	case StaatGevraagd:
		return zin + " Nog geen antwoord. Antwoorden kan tot en met " + i18n.Datum(ctx, t.Uiterlijk()) + "."
	}
	return zin + " Geen antwoord gekregen. Antwoorden kon tot en met " + i18n.Datum(ctx, t.Uiterlijk()) + "."
}

// door says to staff who answered.
func (t Toestemming) door() string {
	uit := map[string]string{DoorZelf: "door de naaste zelf", DoorVertegenwoordiger: "door een vertegenwoordiger", DoorPapier: "op papier"}[t.AntwoordDoor]
	if v := t.Verklaarder; v != nil {
		uit += " (" + v.Naam + ", " + v.Rol + ")"
	}
	return uit
}

// Voor is what the aanvrager may know: a zorgvrager who said no and one who said nothing
// are alike, also while there is time to answer.
func (t Toestemming) Voor(nu time.Time) string {
	switch t.Staat(nu) {
	case ToestemmingNee, StaatStil:
		if nu.Before(t.VerlooptOp) {
			return StaatGevraagd
		}
		return "niet_bevestigd"
	default:
		return t.Staat(nu)
	}
}

// VoorAanvrager tells the aanvrager how a toestemming stands.
func (t Toestemming) VoorAanvrager(ctx context.Context, nu time.Time) string {
	switch staat := t.Voor(nu); staat {
	case StaatGevraagd:
		return i18n.Kies(ctx, "toestemming.staat.gevraagd.", t.Wijze, i18n.Datum(ctx, t.GevraagdOp), i18n.Datum(ctx, t.Uiterlijk()))
	case ToestemmingJa:
		return i18n.T(ctx, "toestemming.staat.ja", i18n.Datum(ctx, *t.AntwoordOp))
	default:
		return i18n.Kies(ctx, "toestemming.staat.", staat)
	}
}
