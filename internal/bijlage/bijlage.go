// Package bijlage takes in files that people send: a photo of a letter, a scan, a
// PDF. Nothing about such a file is to be believed, so nothing of it is kept as it
// came but a PDF that was looked through: a photo is decoded and made anew, without
// where and when it was taken and without what was hidden in or behind it.
//
// [Keurder] says what may come in, [Store] keeps it closed by the kluis, and [Geef]
// hands it out as a download, never as something that a browser shows.
package bijlage

import (
	"crypto/sha256"
	"path"
	"strings"
	"time"
	"unicode"

	"github.com/google/uuid"
)

// What may be sent and kept, in bytes and in files of one aanvraag.
const (
	MaxBestand = 10 << 20
	MaxAantal  = 10
	MaxSamen   = 50 << 20
)

// The types of what is kept. HEIC becomes JPEG.
const (
	PDF  = "application/pdf"
	JPEG = "image/jpeg"
	PNG  = "image/png"
)

var extensies = map[string]string{PDF: ".pdf", JPEG: ".jpg", PNG: ".png"}

// Bestand is a file that Keur let through.
type Bestand struct {
	Naam   string // as its sender called it, with the extension that fits
	Type   string // PDF, JPEG or PNG
	Inhoud []byte
	Hash   [sha256.Size]byte // of Inhoud
}

// Bijlage is a file that is kept with an aanvraag, without its content.
type Bijlage struct {
	ID         uuid.UUID
	AanvraagID uuid.UUID
	Soort      string // what it is for, a word of who keeps it: "bewijs", "formulier"
	Naam       string
	Type       string
	Grootte    int    // bytes
	Hash       []byte // SHA-256
	DoorSoort  string // toegang.Soort
	DoorID     uuid.UUID
	Op         time.Time
}

func nieuwBestand(naam, soort string, inhoud []byte) Bestand {
	return Bestand{Naam: nette(naam, soort), Type: soort, Inhoud: inhoud, Hash: sha256.Sum256(inhoud)}
}

// maxNaam is how many letters of a name are kept.
const maxNaam = 80

// nette makes a name fit to show and to save under on any machine: without folders,
// without signs that control a terminal or the direction of text (which make
// "gpj.exe" read as "exe.jpg"), and with the extension of what it is.
func nette(naam, soort string) string {
	naam = strings.ReplaceAll(strings.ToValidUTF8(naam, ""), `\`, "/")
	naam = strings.Map(func(r rune) rune {
		switch {
		case strings.ContainsRune(`<>:"|?*`, r), unicode.IsSpace(r):
			return ' '
		case !unicode.IsGraphic(r), unicode.Is(unicode.Cf, r):
			return -1
		}
		return r
	}, path.Base(naam))
	naam = strings.TrimSuffix(naam, path.Ext(naam))
	naam = strings.Trim(strings.Join(strings.Fields(naam), " "), ". ")
	if r := []rune(naam); len(r) > maxNaam {
		naam = strings.TrimRight(string(r[:maxNaam]), ". ")
	}
	if naam == "" || naam == "/" {
		naam = "bestand"
	}
	return naam + extensies[soort]
}
