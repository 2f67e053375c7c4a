package main

import (
	"encoding/json"
	"path/filepath"

	cdx "github.com/CycloneDX/cyclonedx-go"
)

// heifModule has a decoder of HEIC photos as a WebAssembly module: libheif with
// libde265. We take that file alone, and run it ourselves (internal/bijlage): the Go
// code around it gives a decoder neither an end to its memory nor to its time, and
// loads a library of the machine when it finds one.
const heifModule = "github.com/gen2brain/heic"

// module is what the go command knows of a module of go.mod.
type module struct{ Path, Version, Dir, Sum string }

func vindModule(root, pad string) (m module, err error) {
	b, err := uitvoerVan(root, "go", "list", "-m", "-json", pad)
	if err != nil {
		return m, err
	}
	return m, json.Unmarshal(b, &m)
}

// heif copies the decoder. It is not served.
func heif(u *uitvoer, root string) error {
	m, err := vindModule(root, heifModule)
	if err != nil {
		return err
	}
	return u.kopieer("lezers/heif.wasm.gz", filepath.Join(m.Dir, "lib", "heif.wasm.gz"))
}

// heifLicenties are the terms of the module and of the two libraries in the file.
func heifLicenties(m module) ([]string, error) {
	eigen, err := licentieteksten(m.Dir)
	if err != nil {
		return nil, err
	}
	binnen, err := licentieteksten(filepath.Join(m.Dir, "lib"))
	return append(eigen, binnen...), err
}

// heifOnderdeel is the decoder in THIRD-PARTY-NOTICES.
func heifOnderdeel(root string) (onderdeel, error) {
	m, err := vindModule(root, heifModule)
	if err != nil {
		return onderdeel{}, err
	}
	teksten, err := heifLicenties(m)
	return onderdeel{m.Path + " " + m.Version + " (heif.wasm: libheif, libde265)", teksten}, err
}

// heifDeel is the decoder in the list of parts: it is in the program, and no module
// that the go command links.
func heifDeel(root string) (d cdx.Component, err error) {
	m, err := vindModule(root, heifModule)
	if err != nil {
		return d, err
	}
	teksten, err := heifLicenties(m)
	if err != nil {
		return d, err
	}
	purl := goPurl(m.Path, m.Version)
	return cdx.Component{
		BOMRef: purl, Type: cdx.ComponentTypeLibrary, Name: m.Path, Version: m.Version, PackageURL: purl, Description: "heif.wasm: libheif, libde265",
		Licenses: licentie(herken(teksten)), Properties: &[]cdx.Property{{Name: "mantelpunt:go:sum", Value: m.Sum}},
	}, nil
}
