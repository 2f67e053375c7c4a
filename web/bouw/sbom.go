package main

import (
	"bytes"
	"debug/buildinfo"
	"encoding/base64"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"maps"
	"net/url"
	"path/filepath"
	"runtime/debug"
	"slices"
	"strings"

	cdx "github.com/CycloneDX/cyclonedx-go"
	"github.com/google/licensecheck"
	"github.com/google/uuid"
)

// schrijfSBOM writes beside a program what it is made of, as CycloneDX 1.6 in JSON:
// the Go modules that are really in it, the standard library, and the npm packages
// that web/dist came from. The same program gives the same file.
func schrijfSBOM(root, programma string) error {
	info, err := buildinfo.ReadFile(programma)
	if err != nil {
		return fmt.Errorf("%s is geen programma in Go: %w", filepath.Base(programma), err)
	}
	bom, err := maakSBOM(root, info)
	if err != nil {
		return err
	}
	var b bytes.Buffer
	if err := cdx.NewBOMEncoder(&b, cdx.BOMFileFormatJSON).SetPretty(true).SetEscapeHTML(false).EncodeVersion(bom, cdx.SpecVersion1_6); err != nil {
		return err
	}
	return schrijfGewijzigd(programma+".cdx.json", b.Bytes())
}

func maakSBOM(root string, info *debug.BuildInfo) (*cdx.BOM, error) {
	keuze := map[string]string{}
	for _, s := range info.Settings {
		keuze[s.Key] = s.Value
	}
	gomodules, gobomen, err := goDelen(root, info, keuze["-tags"])
	if err != nil {
		return nil, err
	}
	pakketten, npmbomen, direct, err := npmDelen(filepath.Join(root, "web"))
	if err != nil {
		return nil, err
	}
	lezer, err := heifDeel(root)
	if err != nil {
		return nil, err
	}
	maps.Copy(gobomen, npmbomen)
	gobomen[lezer.BOMRef] = nil
	gobomen[ons] = append(gobomen[ons], append(direct, lezer.BOMRef)...)

	delen := append(gomodules, append(pakketten, lezer)...)
	slices.SortFunc(delen, func(a, b cdx.Component) int { return strings.Compare(a.BOMRef, b.BOMRef) })
	banden := []cdx.Dependency{}
	for _, ref := range slices.Sorted(maps.Keys(gobomen)) {
		band := cdx.Dependency{Ref: ref}
		if naar := slices.Compact(slices.Sorted(slices.Values(gobomen[ref]))); len(naar) > 0 {
			band.Dependencies = &naar
		}
		banden = append(banden, band)
	}
	bom := cdx.NewBOM()
	bom.Metadata = &cdx.Metadata{
		Timestamp:  keuze["vcs.time"],
		Lifecycles: &[]cdx.Lifecycle{{Phase: cdx.LifecyclePhaseBuild}},
		Component: &cdx.Component{
			BOMRef: ons, Type: cdx.ComponentTypeApplication, Name: ons, Version: info.Main.Version, Licenses: licentie("EUPL-1.2"),
			Properties: &[]cdx.Property{{Name: "mantelpunt:go:GOOS", Value: keuze["GOOS"]}, {Name: "mantelpunt:go:GOARCH", Value: keuze["GOARCH"]}, {Name: "mantelpunt:go:tags", Value: keuze["-tags"]}},
		},
	}
	bom.Components, bom.Dependencies = &delen, &banden
	inhoud, err := json.Marshal(bom)
	bom.SerialNumber = uuid.NewSHA1(uuid.NameSpaceURL, inhoud).URN()
	return bom, err
}

const ons = "mantelpunt"

// goDelen are the modules in the program and what each of them imports. The go
// command is asked for the licences and the imports; it must know the same modules.
func goDelen(root string, info *debug.BuildInfo, tags string) ([]cdx.Component, map[string][]string, error) {
	list, err := uitvoerVan(root, "go", "list", "-deps", "-tags", tags, "-json=ImportPath,Imports,Standard,Module", info.Path)
	if err != nil {
		return nil, nil, err
	}
	type pakket struct {
		ImportPath string
		Imports    []string
		Standard   bool
		Module     *module
	}
	std := cdx.Component{
		BOMRef: "pkg:golang/stdlib@" + strings.TrimPrefix(info.GoVersion, "go"), Type: cdx.ComponentTypeLibrary, Name: "stdlib", Version: info.GoVersion,
		PackageURL: "pkg:golang/stdlib@" + strings.TrimPrefix(info.GoVersion, "go"), Licenses: licentie("BSD-3-Clause"),
	}
	van := map[string]string{} // import path to the reference of its module
	mappen := map[string]string{}
	var pakketten []pakket
	for dec := json.NewDecoder(bytes.NewReader(list)); ; {
		var p pakket
		if err := dec.Decode(&p); errors.Is(err, io.EOF) {
			break
		} else if err != nil {
			return nil, nil, err
		}
		pakketten = append(pakketten, p)
		switch {
		case p.Module == nil || p.Standard:
			van[p.ImportPath] = std.BOMRef
		case p.Module.Path == info.Main.Path:
			van[p.ImportPath] = ons
		default:
			van[p.ImportPath] = goPurl(p.Module.Path, p.Module.Version)
			mappen[p.Module.Path] = p.Module.Dir
		}
	}
	bomen := map[string][]string{std.BOMRef: nil}
	for _, p := range pakketten {
		for _, i := range p.Imports {
			if a, b := van[p.ImportPath], van[i]; a != b && b != "" && a != std.BOMRef {
				bomen[a] = append(bomen[a], b)
			}
		}
	}
	delen := []cdx.Component{std}
	for _, m := range info.Deps {
		if m.Replace != nil {
			m = m.Replace
		}
		dir, ok := mappen[m.Path]
		if !ok {
			return nil, nil, fmt.Errorf("module %s zit in het programma maar niet in deze broncode: bouw het opnieuw", m.Path)
		}
		teksten, err := licentieteksten(dir)
		if err != nil {
			return nil, nil, err
		}
		purl := goPurl(m.Path, m.Version)
		delen = append(delen, cdx.Component{
			BOMRef: purl, Type: cdx.ComponentTypeLibrary, Name: m.Path, Version: m.Version, PackageURL: purl,
			Licenses: licentie(herken(teksten)), Properties: &[]cdx.Property{{Name: "mantelpunt:go:sum", Value: m.Sum}},
		})
		if _, ok := bomen[purl]; !ok {
			bomen[purl] = nil
		}
	}
	return delen, bomen, nil
}

// npmDelen are the packages of web/package-lock.json but those for tests; direct
// are the ones that web/package.json names.
func npmDelen(web string) (delen []cdx.Component, bomen map[string][]string, direct []string, err error) {
	b, err := lees(web, "package-lock.json")
	if err != nil {
		return nil, nil, nil, err
	}
	type pakket struct {
		Version, License, Integrity string
		Dev                         bool
		Dependencies                map[string]string
	}
	var slot struct{ Packages map[string]pakket }
	if err := json.Unmarshal(b, &slot); err != nil {
		return nil, nil, nil, fmt.Errorf("package-lock.json: %w", err)
	}
	const map_ = "node_modules/"
	// A package finds another in its own folder first, then in the ones above it.
	ref := func(van, naam string) (string, error) {
		for ; ; van, _, _ = cutLast(van, "/"+map_) {
			pad := map_ + naam
			if van != "" {
				pad = van + "/" + pad
			}
			if p, ok := slot.Packages[pad]; ok {
				return npmPurl(naam, p.Version), nil
			}
			if van == "" {
				return "", fmt.Errorf("package-lock.json noemt %s niet", naam)
			}
		}
	}
	bomen = map[string][]string{}
	for _, pad := range slices.Sorted(maps.Keys(slot.Packages)) {
		p := slot.Packages[pad]
		if p.Dev {
			continue
		}
		var naar []string
		for naam := range p.Dependencies {
			r, err := ref(pad, naam)
			if err != nil {
				return nil, nil, nil, err
			}
			naar = append(naar, r)
		}
		if pad == "" {
			direct = naar
			continue
		}
		naam := pad[strings.LastIndex(pad, map_)+len(map_):]
		purl := npmPurl(naam, p.Version)
		if _, ok := bomen[purl]; ok {
			continue // the same package and version in two folders
		}
		som, ok := strings.CutPrefix(p.Integrity, "sha512-")
		kaal, err := base64.StdEncoding.DecodeString(som)
		if !ok || err != nil {
			return nil, nil, nil, fmt.Errorf("package-lock.json heeft geen sha512 van %s", naam)
		}
		delen = append(delen, cdx.Component{
			BOMRef: purl, Type: cdx.ComponentTypeLibrary, Name: naam, Version: p.Version, PackageURL: purl, Licenses: licentie(p.License),
			Hashes: &[]cdx.Hash{{Algorithm: cdx.HashAlgoSHA512, Value: hex.EncodeToString(kaal)}},
		})
		bomen[purl] = naar
	}
	return delen, bomen, direct, nil
}

// cutLast cuts at the last sep; without one everything is cut away.
func cutLast(s, sep string) (before, after string, found bool) {
	if i := strings.LastIndex(s, sep); i >= 0 {
		return s[:i], s[i+len(sep):], true
	}
	return "", s, false
}

// goPurl and npmPurl are package URLs, as the specification of each kind has them.
func goPurl(pad, versie string) string {
	return "pkg:golang/" + strings.ToLower(pad) + "@" + strings.ReplaceAll(versie, "+", "%2B")
}

func npmPurl(naam, versie string) string {
	return "pkg:npm/" + strings.Replace(naam, "@", "%40", 1) + "@" + url.PathEscape(versie)
}

// herken names the licences (SPDX) in texts, "" when there is none that is known.
// Where a text leaves the choice between two it names both: we keep to both.
func herken(teksten []string) string {
	var namen []string
	for _, t := range teksten {
		if c := licensecheck.Scan([]byte(t)); c.Percent > 75 {
			for _, m := range c.Match {
				if m.ID != "GooglePatentsFile" { // gives rights beside the licence, and has no name in SPDX
					namen = append(namen, m.ID)
				}
			}
		}
	}
	slices.Sort(namen)
	return strings.Join(slices.Compact(namen), " AND ")
}

func licentie(naam string) *cdx.Licenses {
	switch {
	case naam == "":
		return nil
	case strings.Contains(naam, " "):
		return &cdx.Licenses{{Expression: naam}}
	}
	return &cdx.Licenses{{License: &cdx.License{ID: naam}}}
}
