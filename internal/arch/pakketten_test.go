package arch

import (
	"encoding/json"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

var reModule = regexp.MustCompile(`(?m)^\t(\S+) v\S+$`) // without "// indirect"

// Every package that we chose has its line in CONTRIBUTING.md that says why.
func TestEveryPackageHasItsReason(t *testing.T) {
	lees := func(pad string) []byte {
		b, err := os.ReadFile(filepath.Join("..", "..", pad))
		if err != nil {
			t.Fatal(err)
		}
		return b
	}
	uitleg := string(lees("CONTRIBUTING.md"))
	var pakketten []string
	for _, m := range reModule.FindAllSubmatch(lees("go.mod"), -1) {
		naam := strings.TrimPrefix(string(m[1]), "github.com/")
		delen := strings.Split(naam, "/")
		if len(delen) > 2 && strings.HasPrefix(string(m[1]), "github.com/") { // a version or a part of it
			naam = strings.Join(delen[:2], "/")
		}
		pakketten = append(pakketten, naam)
	}
	for _, pad := range []string{"web/package.json", "web/proef/package.json"} {
		var p struct{ Dependencies, DevDependencies map[string]string }
		if err := json.Unmarshal(lees(pad), &p); err != nil {
			t.Fatal(err)
		}
		for _, lijst := range []map[string]string{p.Dependencies, p.DevDependencies} {
			for naam := range lijst {
				pakketten = append(pakketten, naam)
			}
		}
	}
	if len(pakketten) < 60 {
		t.Fatalf("only %d packages found: %v", len(pakketten), pakketten)
	}
	for _, naam := range pakketten {
		familie, _, _ := strings.Cut(naam, "/")
		if !strings.Contains(uitleg, "`"+naam+"`") && !strings.Contains(uitleg, "`"+familie+"/*`") {
			t.Errorf("CONTRIBUTING.md does not say why %s is there", naam)
		}
	}
}
