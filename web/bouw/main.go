// Command bouw makes everything under web/dist from our own style, script and
// images and from the npm packages: the bundled CSS with the design tokens that it
// really uses, the script, the web fonts, one sprite with the icons that the pages
// mention, the fonts for documents, and the decoder of HEIC photos.
//
//	go run ./web/bouw             write web/dist
//	go run ./web/bouw -licenties  write THIRD-PARTY-NOTICES
//	go run ./web/bouw -sbom FILE  write FILE.cdx.json: what that program is made of
//
// The same input always gives the same bytes, and a file that did not change is
// not written again, so that Go's build cache and a browser's cache stay valid.
package main

import (
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"path/filepath"
)

func main() {
	licenties := flag.Bool("licenties", false, "schrijf THIRD-PARTY-NOTICES in plaats van web/dist")
	sbom := flag.String("sbom", "", "schrijf de lijst van onderdelen van dit programma, in plaats van web/dist")
	flag.Parse()
	if err := run(*licenties, *sbom, os.Stdout); err != nil {
		fmt.Fprintln(os.Stderr, "bouw:", err)
		os.Exit(1)
	}
}

func run(licenties bool, sbom string, log io.Writer) error {
	root, err := vindWortel()
	if err != nil {
		return err
	}
	if _, err := os.Stat(filepath.Join(root, "web", "node_modules")); err != nil {
		return errors.New("web/node_modules ontbreekt: voer eerst `npm ci --ignore-scripts` uit in web/")
	}
	switch {
	case licenties:
		return schrijfLicenties(root)
	case sbom != "":
		return schrijfSBOM(root, sbom)
	}
	return bouw(root, log)
}

// vindWortel walks up from the working directory to the one that holds go.mod.
func vindWortel() (string, error) {
	dir, err := os.Getwd()
	if err != nil {
		return "", err
	}
	for {
		if _, err := os.Stat(filepath.Join(dir, "go.mod")); err == nil {
			return dir, nil
		}
		parent := filepath.Dir(dir)
		if parent == dir {
			return "", errors.New("geen go.mod gevonden boven de werkmap")
		}
		dir = parent
	}
}

// bouw builds in the order in which the parts need each other's addresses: images
// and fonts first, then the CSS that refers to them.
func bouw(root string, log io.Writer) error {
	web := filepath.Join(root, "web")
	u := nieuweUitvoer(filepath.Join(web, "dist"))

	if err := beelden(u, filepath.Join(web, "beeld")); err != nil {
		return err
	}
	faces, err := webletters(u, web)
	if err != nil {
		return err
	}
	lum, err := stijl(u, web, faces)
	if err != nil {
		return err
	}
	if err := script(u, web); err != nil {
		return err
	}
	if err := sprite(u, root); err != nil {
		return err
	}
	if err := documentletters(u, web); err != nil {
		return err
	}
	if err := wachtwoorden(u, web); err != nil {
		return err
	}
	if err := heif(u, root); err != nil {
		return err
	}
	if err := u.kopieer("test/axe.min.js", filepath.Join(web, "node_modules/axe-core/axe.min.js")); err != nil {
		return err
	}
	u.toon(log)
	if err := u.toets(); err != nil {
		return err
	}
	return u.schrijf(lum)
}

// lees reads a file of this source tree or of a package that it is built with.
func lees(delen ...string) ([]byte, error) {
	return os.ReadFile(filepath.Join(delen...)) // #nosec G304 -- a tool that runs at build time, on files named in this package
}

// beelden takes our own images; their logical name is the file name.
func beelden(u *uitvoer, dir string) error {
	files, err := os.ReadDir(dir)
	if err != nil {
		return err
	}
	for _, e := range files {
		f := filepath.Join(dir, e.Name())
		b, err := lees(f)
		if err != nil {
			return err
		}
		u.statisch(filepath.Base(f), b)
	}
	return nil
}
