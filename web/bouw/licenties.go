package main

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"sort"
	"strings"
)

// onderdeel is one piece of someone else's work that is in the program.
type onderdeel struct {
	naam    string // module or package with its version
	teksten []string
}

const noticesKop = `THIRD-PARTY NOTICES

Mantelpunt contains or is built with the work of others, listed here with the
terms under which they let us use it. Made by ` + "`go run ./web/bouw -licenties`" + `.
`

// reLicentie matches the files in which a licence or a required notice stands.
var reLicentie = regexp.MustCompile(`(?i)^(licen[cs]e|copying|notice|patents)([._-].*)?$`)

var reCopyright = regexp.MustCompile(`Copyright \(c\) [^\n*]+`)

// schrijfLicenties collects the modules that the commands link and the npm packages
// that web/dist is made from, and groups them by the text of their licence.
func schrijfLicenties(root string) error {
	modules, err := goOnderdelen(root)
	if err != nil {
		return err
	}
	pakketten, err := npmOnderdelen(filepath.Join(root, "web"))
	if err != nil {
		return err
	}
	lezer, err := heifOnderdeel(root)
	if err != nil {
		return err
	}
	modules = append(modules, lezer)
	text := notices(append(modules, pakketten...))
	return schrijfGewijzigd(filepath.Join(root, "THIRD-PARTY-NOTICES"), []byte(text))
}

func notices(delen []onderdeel) string {
	namen := map[string][]string{} // licence text -> parts
	for _, d := range delen {
		for _, t := range d.teksten {
			namen[t] = append(namen[t], d.naam)
		}
	}
	groepen := make([]string, 0, len(namen))
	for t := range namen {
		slices.Sort(namen[t])
		groepen = append(groepen, t)
	}
	sort.Slice(groepen, func(i, j int) bool { return slices.Compare(namen[groepen[i]], namen[groepen[j]]) < 0 })

	var b strings.Builder
	b.WriteString(noticesKop)
	for _, t := range groepen {
		fmt.Fprintf(&b, "\n%s\n\n", strings.Repeat("=", 78))
		for _, n := range namen[t] {
			fmt.Fprintf(&b, "  %s\n", n)
		}
		fmt.Fprintf(&b, "\n%s\n\n%s\n", strings.Repeat("-", 78), t)
	}
	return b.String()
}

// goOnderdelen asks the go command which modules the programs under cmd are linked
// with; what only tests and tools need is not in the product.
func goOnderdelen(root string) ([]onderdeel, error) {
	goroot, err := uitvoerVan(root, "go", "env", "GOROOT")
	if err != nil {
		return nil, err
	}
	versie, err := uitvoerVan(root, "go", "env", "GOVERSION")
	if err != nil {
		return nil, err
	}
	std, err := licentieteksten(strings.TrimSpace(string(goroot)))
	if err != nil {
		return nil, err
	}
	delen := []onderdeel{{"Go standard library " + strings.TrimSpace(string(versie)), std}}

	list, err := uitvoerVan(root, "go", "list", "-deps", "-json=Module", "./cmd/...")
	if err != nil {
		return nil, err
	}
	gezien := map[string]bool{}
	for dec := json.NewDecoder(bytes.NewReader(list)); ; {
		var pkg struct {
			Module *struct {
				Path, Version, Dir string
				Main               bool
			}
		}
		if err := dec.Decode(&pkg); errors.Is(err, io.EOF) {
			break
		} else if err != nil {
			return nil, err
		}
		m := pkg.Module
		if m == nil || m.Main || gezien[m.Path] {
			continue
		}
		gezien[m.Path] = true
		teksten, err := licentieteksten(m.Dir)
		if err != nil {
			return nil, err
		}
		delen = append(delen, onderdeel{m.Path + " " + m.Version, teksten})
	}
	return delen, nil
}

// npmOnderdelen leaves out what only our own tests use (devDependencies).
func npmOnderdelen(web string) ([]onderdeel, error) {
	var manifest struct {
		Dependencies map[string]string `json:"dependencies"`
	}
	b, err := lees(web, "package.json")
	if err != nil {
		return nil, err
	}
	if err := json.Unmarshal(b, &manifest); err != nil {
		return nil, err
	}
	var delen []onderdeel
	for naam, versie := range manifest.Dependencies {
		dir := filepath.Join(web, "node_modules", filepath.FromSlash(naam))
		teksten, err := licentieteksten(dir)
		if err != nil {
			return nil, err
		}
		delen = append(delen, onderdeel{"npm " + naam + " " + versie + rechthebbenden(dir), teksten})
	}
	return delen, nil
}

// rechthebbenden finds who made a package where its licence text does not say so: in
// the comment above its CSS. The bundle leaves such comments out.
func rechthebbenden(dir string) string {
	b, err := lees(dir, "dist", "index.css")
	if err != nil {
		return "" // not every package has one
	}
	var regels string
	for _, m := range reCopyright.FindAllString(string(b), -1) {
		if m = "\n    " + strings.TrimSpace(m); !strings.Contains(regels, m) {
			regels += m
		}
	}
	return regels
}

// licentieteksten reads every licence and notice file at the top of a folder. A part
// without one may not be used, so that is an error.
func licentieteksten(dir string) ([]string, error) {
	entries, err := os.ReadDir(dir)
	if err != nil {
		return nil, err
	}
	var teksten []string
	for _, e := range entries {
		if e.IsDir() || !reLicentie.MatchString(e.Name()) || filepath.Ext(e.Name()) == ".go" {
			continue
		}
		b, err := lees(dir, e.Name())
		if err != nil {
			return nil, err
		}
		teksten = append(teksten, gewoneTekst(string(b)))
	}
	if teksten == nil {
		return nil, fmt.Errorf("geen licentie gevonden in %s", filepath.Base(dir))
	}
	return teksten, nil
}

// gewoneTekst makes texts that differ only in line ends and outer white space equal.
func gewoneTekst(s string) string {
	regels := strings.Split(strings.ReplaceAll(s, "\r\n", "\n"), "\n")
	for i, r := range regels {
		regels[i] = strings.TrimRight(r, " \t")
	}
	return strings.Trim(strings.Join(regels, "\n"), "\n")
}

func uitvoerVan(dir, naam string, args ...string) ([]byte, error) {
	cmd := exec.Command(naam, args...) // #nosec G204 -- the go command, with arguments from this package
	cmd.Dir = dir
	var stderr bytes.Buffer
	cmd.Stderr = &stderr
	out, err := cmd.Output()
	if err != nil {
		return nil, fmt.Errorf("%s %s: %w\n%s", naam, strings.Join(args, " "), err, stderr.String())
	}
	return out, nil
}
