package i18n

import (
	"context"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"
)

var (
	reVast = regexp.MustCompile(`i18n\.(T|N)\(\s*(?:r\.Context\(\)|ctx)\s*,\s*"([^"]+)"`)
	reKies = regexp.MustCompile(`i18n\.Kies\(\s*(?:r\.Context\(\)|ctx)\s*,\s*"([^"]+)"`)
)

// gebruik reads the source for every key that a page uses.
func gebruik(t *testing.T) (vast map[string]string, prefixen map[string]bool) {
	vast, prefixen = map[string]string{}, map[string]bool{"datum.": true}
	for _, map_ := range []string{"../../web", "..", "../../cmd"} {
		err := filepath.WalkDir(map_, func(p string, d fs.DirEntry, err error) error {
			if err != nil || d.IsDir() && (d.Name() == "node_modules" || d.Name() == "dist") {
				if d != nil && d.IsDir() {
					return filepath.SkipDir
				}
				return err
			}
			if d.IsDir() || strings.HasSuffix(p, "_templ.go") || strings.HasSuffix(p, "_test.go") || !strings.HasSuffix(p, ".go") && !strings.HasSuffix(p, ".templ") {
				return nil
			}
			b, err := os.ReadFile(p)
			if err != nil {
				return err
			}
			for _, m := range reVast.FindAllStringSubmatch(string(b), -1) {
				if m[1] == "N" {
					vast[m[2]+".other"] = p
					prefixen[m[2]+"."] = true
				} else {
					vast[m[2]] = p
				}
			}
			for _, m := range reKies.FindAllStringSubmatch(string(b), -1) {
				prefixen[m[1]] = true
			}
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	return vast, prefixen
}

func TestEveryKeyInUseStandsInEveryLanguage(t *testing.T) {
	vast, _ := gebruik(t)
	if len(vast) < 20 {
		t.Fatalf("only %d keys found: the search for keys is broken", len(vast))
	}
	for key, bestand := range vast {
		for _, taal := range Talen {
			if _, ok := catalogus[taal.Code][key]; !ok {
				t.Errorf("%s: key %q has no text in %s", bestand, key, taal.Code)
			}
		}
	}
}

func TestLanguagesHaveTheSameKeysAndNoneIsUnused(t *testing.T) {
	vast, prefixen := gebruik(t)
	for _, taal := range Talen {
		for key, tekst := range catalogus[taal.Code] {
			if tekst == "" {
				t.Errorf("%s: %q is empty", taal.Code, key)
			}
			nl := catalogus["nl"][key]
			if strings.Count(nl, "%s") != strings.Count(tekst, "%s") || strings.Count(nl, "%d") != strings.Count(tekst, "%d") {
				t.Errorf("%s: %q has other places to fill than nl", taal.Code, key)
			}
			gebruikt := vast[key] != ""
			for p := range prefixen {
				gebruikt = gebruikt || strings.HasPrefix(key, p)
			}
			if !gebruikt {
				t.Errorf("%s: %q is not used anywhere", taal.Code, key)
			}
		}
		for key := range catalogus["nl"] {
			if _, ok := catalogus[taal.Code][key]; !ok {
				t.Errorf("%s lacks %q", taal.Code, key)
			}
		}
	}
}

func TestDates(t *testing.T) {
	nl, en := context.Background(), MetTaal(context.Background(), "en")
	zomer := time.Date(2026, 6, 30, 22, 30, 0, 0, time.UTC) // already 1 July in Amsterdam
	dag := time.Date(2026, 6, 30, 0, 0, 0, 0, time.UTC)     // a date without a time
	for _, c := range []struct{ got, want string }{
		{Datum(nl, zomer), "1 juli 2026"}, {Datum(nl, dag), "30 juni 2026"}, {Datum(en, zomer), "1 July 2026"},
		{DagMaand(nl, zomer), "1 juli"}, {DagMaand(en, dag), "30 June"}, {DatumTijd(nl, zomer), "1 juli 2026, 00.30 uur"}, {ISO(zomer), "2026-07-01"},
		{Bedrag(nl, 4500), "€ 45"}, {Bedrag(nl, 750), "€ 7,50"}, {Bedrag(en, 705), "€ 7.05"},
		{Opsomming(nl, []string{"a"}), "a"}, {Opsomming(nl, []string{"a", "b", "c"}), "a, b en c"}, {Opsomming(en, nil), ""},
	} {
		if c.got != c.want {
			t.Errorf("got %q, want %q", c.got, c.want)
		}
	}
	if got := T(nl, "datum.onbekend"); got != "[datum.onbekend]" {
		t.Error(got)
	}
}
