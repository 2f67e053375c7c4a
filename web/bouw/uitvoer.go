package main

import (
	"bytes"
	"compress/gzip"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"io"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/andybalholm/brotli"
)

// grenzen are the sizes in bytes, compressed with gzip, from which a file is too
// heavy for a visitor with an old telephone. Passing one stops the build.
var grenzen = map[string]int{
	"main.css":      30_000,
	"main.js":       4_000,
	"passkey.js":    2_000,
	"vormgeving.js": 2_000,
}

// uitvoer collects all files in memory and writes them at the end, so that a build
// that fails leaves the last good web/dist as it was.
type uitvoer struct {
	dir     string
	files   map[string][]byte // path under dir -> contents
	namen   map[string]string // logical name -> hashed file name
	formaat map[string][2]int // logical name -> raw and gzip size
}

func nieuweUitvoer(dir string) *uitvoer {
	return &uitvoer{
		dir:     dir,
		files:   map[string][]byte{".gitkeep": {}},
		namen:   map[string]string{},
		formaat: map[string][2]int{},
	}
}

// statisch adds a file that visitors fetch, under a name with its own hash, next to
// compressed copies where the kind of file gains by it. It returns the address.
func (u *uitvoer) statisch(naam string, data []byte) string {
	sum := sha256.Sum256(data)
	ext := filepath.Ext(naam)
	hashed := strings.TrimSuffix(naam, ext) + "." + hex.EncodeToString(sum[:5]) + ext
	u.namen[naam] = hashed
	u.files["static/"+hashed] = data
	gz := gecomprimeerd(data)
	u.formaat[naam] = [2]int{len(data), len(gz)}
	if ext != ".woff2" && ext != ".png" { // these are compressed already
		u.files["static/"+hashed+".gz"] = gz
		u.files["static/"+hashed+".br"] = brotliData(data)
	}
	return "/static/" + hashed
}

// kopieer adds a file of a package under a fixed name; it is not served.
func (u *uitvoer) kopieer(naam, bron string) error {
	b, err := lees(bron)
	if err != nil {
		return err
	}
	u.files[naam] = b
	return nil
}

// adres gives the address of a file that was added before.
func (u *uitvoer) adres(naam string) (string, error) {
	hashed, ok := u.namen[naam]
	if !ok {
		return "", fmt.Errorf("onbekend bestand %q", naam)
	}
	return "/static/" + hashed, nil
}

func (u *uitvoer) toon(w io.Writer) {
	for _, naam := range slices.Sorted(maps.Keys(u.formaat)) {
		f := u.formaat[naam]
		fmt.Fprintf(w, "%-42s %8d  gzip %7d\n", naam, f[0], f[1])
	}
}

func (u *uitvoer) toets() error {
	for _, naam := range slices.Sorted(maps.Keys(grenzen)) {
		if n := u.formaat[naam][1]; n >= grenzen[naam] {
			return fmt.Errorf("%s is %d bytes met gzip; de grens is %d", naam, n, grenzen[naam])
		}
	}
	return nil
}

// schrijf writes what changed, the manifest last, and then removes what is no longer
// there: a server that reads along never sees a name without its file.
func (u *uitvoer) schrijf(luminanties map[int]float64) error {
	manifest, err := json.MarshalIndent(struct {
		Bestanden   map[string]string `json:"bestanden"`
		Luminanties map[int]float64   `json:"luminanties"`
	}{u.namen, luminanties}, "", "  ")
	if err != nil {
		return err
	}
	for _, naam := range slices.Sorted(maps.Keys(u.files)) {
		if err := schrijfGewijzigd(filepath.Join(u.dir, filepath.FromSlash(naam)), u.files[naam]); err != nil {
			return err
		}
	}
	u.files["manifest.json"] = append(manifest, '\n')
	if err := schrijfGewijzigd(filepath.Join(u.dir, "manifest.json"), u.files["manifest.json"]); err != nil {
		return err
	}
	dist, err := os.OpenRoot(u.dir)
	if err != nil {
		return err
	}
	defer dist.Close()
	return fs.WalkDir(dist.FS(), ".", func(pad string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		if _, ok := u.files[pad]; !ok {
			return dist.Remove(pad)
		}
		return nil
	})
}

func schrijfGewijzigd(path string, data []byte) error {
	if old, err := lees(path); err == nil && bytes.Equal(old, data) {
		return nil
	}
	// #nosec G301 -- what is written here goes into the program and the repository, for everyone to read
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		return err
	}
	return os.WriteFile(path, data, 0o644) // #nosec G306 -- as above
}

// gecomprimeerd carries no time and no name, so it is the same at every build.
// Writing to a buffer cannot fail.
func gecomprimeerd(data []byte) []byte {
	var buf bytes.Buffer
	w, _ := gzip.NewWriterLevel(&buf, gzip.BestCompression)
	_, _ = w.Write(data)
	_ = w.Close()
	return buf.Bytes()
}

func brotliData(data []byte) []byte {
	var buf bytes.Buffer
	w := brotli.NewWriterLevel(&buf, brotli.BestCompression)
	_, _ = w.Write(data)
	_ = w.Close()
	return buf.Bytes()
}
