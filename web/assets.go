package web

import (
	"embed"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"sync"
)

// distFS holds what web/bouw made. The folder is not in version control apart from
// its .gitkeep, which lets the program compile without it; Controleer says so at the
// start. The test folder is left out: it is for browser tests alone.
//
//go:embed dist/[.lms]*
var distFS embed.FS

//lint:ignore ST1005 a sentence for the person who starts the program
var errGeenAssets = errors.New("De stijl en lettertypen ontbreken: voer eerst `make assets` uit.")

// manifest is what web/bouw writes next to the files.
type manifest struct {
	Bestanden   map[string]string `json:"bestanden"` // logical name -> hashed file name
	Luminanties map[int]float64   `json:"luminanties"`
}

var leesManifest = sync.OnceValues(func() (manifest, error) { return manifestVan(distFS) })

func manifestVan(fsys fs.FS) (manifest, error) {
	var m manifest
	b, err := fs.ReadFile(fsys, "dist/manifest.json")
	if errors.Is(err, fs.ErrNotExist) {
		return m, errGeenAssets
	}
	if err != nil {
		return m, err
	}
	if err := json.Unmarshal(b, &m); err != nil {
		return m, fmt.Errorf("dist/manifest.json: %w", err)
	}
	return m, nil
}

// Controleer reports whether the style, script and fonts are in the program. Every
// command that shows pages or makes documents calls it before anything else.
func Controleer() error {
	_, err := leesManifest()
	return err
}

// Asset gives the address of a file by its logical name: "main.css" becomes
// /static/main.0123456789.css. It panics on a name that does not exist, which is a
// mistake in the program, and when the assets were not built.
func Asset(naam string) string {
	m, err := leesManifest()
	if err != nil {
		panic(err)
	}
	bestand, ok := m.Bestanden[naam]
	if !ok {
		panic(fmt.Sprintf("onbekend bestand %q: niet in web/dist/manifest.json", naam))
	}
	return "/static/" + bestand
}

// Luminanties gives the relative luminance per step of the basic theme, which
// kleur.Thema needs to derive the theme of a gemeente. Without assets it panics.
func Luminanties() map[int]float64 {
	m, err := leesManifest()
	if err != nil {
		panic(err)
	}
	return m.Luminanties
}

// Lettertypen holds the fonts for documents: NotoSans-Regular.ttf, NotoSans-Bold.ttf,
// NotoSansArabic-Regular.ttf and NotoSansArabic-Bold.ttf.
func Lettertypen() fs.FS {
	sub, err := fs.Sub(distFS, "dist/lettertypen")
	if err != nil {
		panic(err) // only for an invalid path
	}
	return sub
}

// TestBestand reads a file of web/dist/test, such as axe.min.js, from the source tree.
// It is for tests, which run inside that tree; the program does not carry these files.
func TestBestand(naam string) ([]byte, error) {
	dir, err := os.Getwd()
	if err != nil {
		return nil, err
	}
	for {
		if _, err := os.Stat(filepath.Join(dir, "go.mod")); err == nil {
			break
		}
		parent := filepath.Dir(dir)
		if parent == dir {
			return nil, errors.New("geen go.mod gevonden boven de werkmap")
		}
		dir = parent
	}
	b, err := os.ReadFile(filepath.Join(dir, "web", "dist", "test", filepath.FromSlash(naam))) // #nosec G304 -- only tests call it
	if errors.Is(err, fs.ErrNotExist) {
		return nil, errors.Join(errGeenAssets, err)
	}
	return b, err
}
