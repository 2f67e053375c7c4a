package main

import (
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
)

// iconen are the calls that show an icon, with the place of its name among their
// arguments. Icoonnaam marks a name in Go code that reaches a template as data.
var iconen = map[string]int{
	"Icoon": 0, "IcoonKlein": 0, "IcoonGroot": 0, "IcoonRichting": 0,
	"Icoonnaam": 0, "Taak": 0, "Knop": 1, "Knoplink": 3,
}

var (
	reAanroep = regexp.MustCompile(`\b(` + strings.Join(slices.Sorted(maps.Keys(iconen)), "|") + `)\(`)
	reVeld    = regexp.MustCompile(`\bIcoon:\s*"([^"]+)"`) // in a struct: Rij{Icoon: "map-pin"}
	reNaam    = regexp.MustCompile(`^"([^"\\]+)"$`)
	reSVG     = regexp.MustCompile(`(?s)<svg[^>]*>(.*)</svg>`)
)

// sprite puts the icons that templates and Go code name into one SVG, so that a page
// refers to them by name and only what is used is sent.
func sprite(u *uitvoer, root string) error {
	gebruikt, err := zoekIconen(root)
	if err != nil {
		return err
	}
	svg, err := maakSprite(gebruikt, filepath.Join(root, "web/node_modules/@tabler/icons/icons/outline"))
	if err != nil {
		return err
	}
	u.statisch("icons.svg", svg)
	return nil
}

// zoekIconen returns every icon name with the first file that mentions it.
func zoekIconen(root string) (map[string]string, error) {
	gebruikt := map[string]string{}
	for _, dir := range []string{"web", "internal", "cmd"} {
		bron := os.DirFS(filepath.Join(root, dir))
		err := fs.WalkDir(bron, ".", func(pad string, d fs.DirEntry, err error) error {
			if errors.Is(err, fs.ErrNotExist) {
				return nil
			}
			if err != nil {
				return err
			}
			if d.IsDir() {
				if n := d.Name(); n == "node_modules" || n == "dist" || n == "bouw" || n == "testdata" {
					return filepath.SkipDir
				}
				return nil
			}
			if !isBron(d.Name()) {
				return nil
			}
			b, err := fs.ReadFile(bron, pad)
			if err != nil {
				return err
			}
			for _, naam := range leesIconen(string(b)) {
				if _, ok := gebruikt[naam]; !ok {
					gebruikt[naam] = path.Join(dir, pad)
				}
			}
			return nil
		})
		if err != nil {
			return nil, err
		}
	}
	return gebruikt, nil
}

// isBron leaves out generated code, which repeats its template, and tests.
func isBron(naam string) bool {
	return strings.HasSuffix(naam, ".templ") ||
		strings.HasSuffix(naam, ".go") && !strings.HasSuffix(naam, "_templ.go") && !strings.HasSuffix(naam, "_test.go")
}

func leesIconen(bron string) []string {
	var namen []string
	for _, m := range reVeld.FindAllStringSubmatch(bron, -1) {
		namen = append(namen, m[1])
	}
	for _, m := range reAanroep.FindAllStringSubmatchIndex(bron, -1) {
		args := argumenten(bron[m[1]:])
		plaats := iconen[bron[m[2]:m[3]]]
		if plaats >= len(args) {
			continue
		}
		if naam := reNaam.FindStringSubmatch(args[plaats]); naam != nil {
			namen = append(namen, naam[1])
		}
	}
	return namen
}

// argumenten splits what follows an opening parenthesis at its own commas, up to the
// closing one; strings and nested calls stay whole.
func argumenten(s string) []string {
	var args []string
	diepte, begin, inTekst := 0, 0, false
	for i := 0; i < len(s); i++ {
		switch c := s[i]; {
		case inTekst:
			if c == '\\' {
				i++
			} else if c == '"' {
				inTekst = false
			}
		case c == '"':
			inTekst = true
		case c == '(' || c == '[' || c == '{':
			diepte++
		case diepte > 0 && (c == ')' || c == ']' || c == '}'):
			diepte--
		case c == ')':
			return append(args, strings.TrimSpace(s[begin:i]))
		case c == ',' && diepte == 0:
			args = append(args, strings.TrimSpace(s[begin:i]))
			begin = i + 1
		}
	}
	return nil
}

func maakSprite(gebruikt map[string]string, dir string) ([]byte, error) {
	var b strings.Builder
	b.WriteString(`<svg xmlns="http://www.w3.org/2000/svg">`)
	for _, naam := range slices.Sorted(maps.Keys(gebruikt)) {
		svg, err := lees(dir, naam+".svg")
		if err != nil {
			return nil, fmt.Errorf("onbekend icoon %q in %s", naam, gebruikt[naam])
		}
		m := reSVG.FindSubmatch(svg)
		if m == nil {
			return nil, fmt.Errorf("icoon %q is geen SVG", naam)
		}
		fmt.Fprintf(&b, `<symbol id="%s" viewBox="0 0 24 24" fill="none" stroke="currentColor" stroke-width="2" stroke-linecap="round" stroke-linejoin="round">%s</symbol>`,
			naam, strings.Join(strings.Fields(string(m[1])), " "))
	}
	b.WriteString("</svg>\n")
	return []byte(b.String()), nil
}
