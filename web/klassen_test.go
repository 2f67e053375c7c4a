package web

import (
	"io/fs"
	"net/http"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// TestKlassenBestaan finds a class of ours in a template that no style sheet knows:
// a typing mistake, or a name that was changed in one place only.
func TestKlassenBestaan(t *testing.T) {
	css := string(inhoud(t, vraag(t, http.MethodGet, Asset("main.css"), "").Body)) +
		string(inhoud(t, vraag(t, http.MethodGet, Asset("print.css"), "").Body))
	bekend := map[string]bool{}
	for _, m := range regexp.MustCompile(`\.(mz-[a-z0-9_-]+)`).FindAllStringSubmatch(css, -1) {
		bekend[m[1]] = true
	}
	klasse := regexp.MustCompile(`\bmz-[a-z0-9_-]*[a-z0-9]\b`)
	for _, dir := range []string{".", "../internal"} {
		err := filepath.WalkDir(dir, func(path string, d fs.DirEntry, err error) error {
			if err != nil {
				return err
			}
			if d.IsDir() && (d.Name() == "node_modules" || d.Name() == "dist") {
				return filepath.SkipDir
			}
			if filepath.Ext(path) != ".templ" {
				return nil
			}
			b, err := os.ReadFile(path)
			for _, plek := range klasse.FindAllIndex(b, -1) {
				naam := string(b[plek[0]:plek[1]])
				if begin := plek[1] < len(b) && b[plek[1]] == '-'; !begin && !bekend[naam] {
					t.Errorf("%s: klasse %s staat in geen stijlblad", path, naam)
				}
			}
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
	}
}

// TestKlassenGebruikt finds a class in a style sheet of ours that no page has.
func TestKlassenGebruikt(t *testing.T) {
	var bron []byte
	for _, dir := range []string{".", "../internal", "../cmd"} {
		err := filepath.WalkDir(dir, func(path string, d fs.DirEntry, err error) error {
			if err != nil {
				return err
			}
			if d.IsDir() && (d.Name() == "node_modules" || d.Name() == "dist") {
				return filepath.SkipDir
			}
			if ext := filepath.Ext(path); ext != ".templ" && ext != ".js" && (ext != ".go" || strings.HasSuffix(path, "_templ.go") || strings.HasSuffix(path, "_test.go")) {
				return nil
			}
			b, err := os.ReadFile(path)
			bron = append(bron, b...)
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	bladen, err := filepath.Glob("stijl/*.css")
	if err != nil || len(bladen) == 0 {
		t.Fatal("geen stijlbladen", err)
	}
	for _, blad := range bladen {
		b, err := os.ReadFile(blad)
		if err != nil {
			t.Fatal(err)
		}
		for _, m := range regexp.MustCompile(`\.(mz-[a-z0-9_-]+)`).FindAllSubmatch(b, -1) {
			naam := string(m[1])
			if strings.HasPrefix(naam, "mz-w-") { // made of Veld.Breedte
				continue
			}
			if !regexp.MustCompile(regexp.QuoteMeta(naam) + `([^a-z0-9_-]|$)`).Match(bron) {
				t.Errorf("%s: klasse %s staat op geen pagina", blad, naam)
			}
		}
	}
}
