package main

import (
	"bytes"
	"encoding/json"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	cdx "github.com/CycloneDX/cyclonedx-go"
)

// The list for the program as it goes to production is well formed, names every
// module that the go command says is in it and every npm package that web/dist is
// made from, and knows the licence of each.
func TestSBOM(t *testing.T) {
	root, err := vindWortel()
	if err != nil {
		t.Fatal(err)
	}
	programma := filepath.Join(t.TempDir(), "mantelpunt")
	if _, err := uitvoerVan(root, "go", "build", "-trimpath", "-tags", "productie", "-o", programma, "./cmd/mantelpunt"); err != nil {
		t.Fatal(err)
	}
	if err := schrijfSBOM(root, programma); err != nil {
		t.Fatal(err)
	}
	b, err := os.ReadFile(programma + ".cdx.json")
	if err != nil {
		t.Fatal(err)
	}
	var bom cdx.BOM
	lezer := json.NewDecoder(bytes.NewReader(b))
	lezer.DisallowUnknownFields()
	if err := lezer.Decode(&bom); err != nil {
		t.Fatal(err)
	}
	if bom.BOMFormat != "CycloneDX" || bom.SpecVersion != cdx.SpecVersion1_6 || bom.Version != 1 {
		t.Errorf("%s %s %d", bom.BOMFormat, bom.SpecVersion, bom.Version)
	}
	if !regexp.MustCompile(`^urn:uuid:[0-9a-f]{8}-[0-9a-f]{4}-5[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$`).MatchString(bom.SerialNumber) {
		t.Errorf("serial number %q", bom.SerialNumber)
	}
	if c := bom.Metadata.Component; c.Name != "mantelpunt" || c.Type != cdx.ComponentTypeApplication || c.Version == "" || !slices.Contains(*c.Properties, cdx.Property{Name: "mantelpunt:go:tags", Value: "productie"}) {
		t.Errorf("the program itself: %+v", c)
	}

	delen := map[string]bool{}
	refs := map[string]bool{bom.Metadata.Component.BOMRef: true}
	rePurl := regexp.MustCompile(`^pkg:(golang|npm)/[^\sA-Z@]+@[^\s@+]+$`)
	for _, c := range *bom.Components {
		delen[c.Name+" "+c.Version] = true
		if c.Name == "" || c.Version == "" || c.Type != cdx.ComponentTypeLibrary || !rePurl.MatchString(c.PackageURL) || refs[c.BOMRef] {
			t.Errorf("not well formed, or twice: %+v", c)
		}
		if c.Licenses == nil {
			t.Errorf("%s: unknown licence", c.Name)
		}
		refs[c.BOMRef] = true
	}
	ver := map[string]bool{}
	for _, d := range *bom.Dependencies {
		if !refs[d.Ref] || ver[d.Ref] {
			t.Errorf("%s: not in the list, or twice", d.Ref)
		}
		ver[d.Ref] = true
		if d.Dependencies == nil {
			continue
		}
		for _, naar := range *d.Dependencies {
			if !refs[naar] {
				t.Errorf("%s needs %s, which is not in the list", d.Ref, naar)
			}
		}
	}
	if len(ver) != len(refs) {
		t.Errorf("%d parts, what %d need is told", len(refs), len(ver))
	}

	aantal := 0
	uit, err := uitvoerVan(root, "go", "list", "-deps", "-tags", "productie", "-f", "{{with .Module}}{{if not .Main}}{{.Path}} {{.Version}}{{end}}{{end}}", "./cmd/mantelpunt")
	if err != nil {
		t.Fatal(err)
	}
	for _, m := range slices.Compact(slices.Sorted(strings.Lines(string(uit)))) {
		if m = strings.TrimSpace(m); m != "" {
			aantal++
			if !delen[m] {
				t.Errorf("module %s is missing", m)
			}
		}
	}
	gezien, err := npmOnderdelen(filepath.Join(root, "web"))
	if err != nil {
		t.Fatal(err)
	}
	for _, p := range gezien {
		naam, _, _ := strings.Cut(strings.TrimPrefix(p.naam, "npm "), "\n")
		if !delen[naam] {
			t.Errorf("npm package %s is missing", naam)
		}
	}
	for naam := range delen {
		if strings.HasPrefix(naam, "axe-core ") || strings.HasPrefix(naam, "github.com/chromedp/") {
			t.Errorf("%s is for tests alone", naam)
		}
	}
	t.Logf("%d parts: %d Go modules, the standard library, %d from npm", len(delen), aantal, len(delen)-aantal-1)

	if err := schrijfSBOM(root, programma); err != nil {
		t.Fatal(err)
	}
	if weer, err := os.ReadFile(programma + ".cdx.json"); err != nil || !bytes.Equal(weer, b) {
		t.Errorf("the same program gives another list: %v", err)
	}
}

func TestSBOMOfWhatIsNoProgram(t *testing.T) {
	pad := filepath.Join(t.TempDir(), "tekst")
	if err := os.WriteFile(pad, []byte("geen programma"), 0o600); err != nil {
		t.Fatal(err)
	}
	if err := schrijfSBOM(".", pad); err == nil || !strings.Contains(err.Error(), "geen programma in Go") {
		t.Errorf("%v", err)
	}
}

func TestPackageURLs(t *testing.T) {
	for got, wil := range map[string]string{
		goPurl("github.com/PuerkitoBio/goquery", "v1.13.0"): "pkg:golang/github.com/puerkitobio/goquery@v1.13.0",
		goPurl("github.com/x/y", "v2.0.0+incompatible"):     "pkg:golang/github.com/x/y@v2.0.0%2Bincompatible",
		npmPurl("@utrecht/alert-css", "4.0.2"):              "pkg:npm/%40utrecht/alert-css@4.0.2",
		npmPurl("axe-core", "4.14.1"):                       "pkg:npm/axe-core@4.14.1",
	} {
		if got != wil {
			t.Errorf("%s, want %s", got, wil)
		}
	}
}
