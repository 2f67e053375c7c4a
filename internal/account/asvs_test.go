package account_test

import (
	"fmt"
	"io/fs"
	"os"
	"path"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// standaard is the shape of ASVS 5.0.0: of every section the level of each
// requirement, in order. 345 in all: 70 of level 1, 183 of level 2, 92 of level 3.
const standaard = `
1.1 22            1.2 1111122223  1.3 112222222223  1.4 222  1.5 123
2.1 122           2.2 112         2.3 12223         2.4 23
3.1 3             3.2 113         3.3 12223         3.4 11222233  3.5 11122333  3.6 3  3.7 22333
4.1 12233         4.2 23333       4.3 22            4.4 1222
5.1 2             5.2 112333      5.3 113           5.4 222
6.1 122           6.2 111111112222 6.3 11223333     6.4 112233  6.5 22222333  6.6 2223  6.7 33  6.8 2222
7.1 222           7.2 1111        7.3 22            7.4 11222   7.5 223       7.6 22
8.1 1233          8.2 1123        8.3 133           8.4 23
9.1 111           9.2 1222
10.1 22           10.2 223        10.3 22223        10.4 1111122222233333  10.5 22222  10.6 22  10.7 222
11.1 2233         11.2 22233      11.3 11233        11.4 1222   11.5 23  11.6 23  11.7 33
12.1 12233        12.2 11         12.3 22223
13.1 2333         13.2 222223     13.3 2233         13.4 1222233
14.1 22           14.2 12223333   14.3 122
15.1 12233        15.2 12233      15.3 1222222      15.4 3333
16.1 2            16.2 22222      16.3 2222         16.4 222    16.5 2223
17.1 23           17.2 22223333   17.3 22`

// eis is a row of ASVS.md.
type eis struct{ nr, niveau, wat, stand, bewijs string }

var (
	reRij    = regexp.MustCompile(`(?m)^\| (\d+\.\d+\.\d+) \| ([123]) \| ([^|]+) \| (voldaan|n\.v\.t\.|open) \| ([^|]+) \|$`)
	reNummer = regexp.MustCompile(`(?m)^\| *\d+\.\d+`)
	reCode   = regexp.MustCompile("`([^`]+)`")
	reToets  = regexp.MustCompile(`^(Test|Fuzz|Benchmark)[A-Z]\w*$`)
	reFunc   = regexp.MustCompile(`(?m)^func ((?:Test|Fuzz|Benchmark)[A-Z]\w*)\(`)
	rePad    = regexp.MustCompile(`^(?:[\w.-]+/)*[\w-]+\.(?:go|md|sql|templ|js|mjs|json|yml|txt)$|^(?:Makefile|Dockerfile|go\.mod|go\.sum|\.ci/run)$`)
	reAfspr  = regexp.MustCompile(`§ ([A-Z][a-z]+)`)
	reAantal = regexp.MustCompile(`(?m)^\| (1|2|1 en 2) \| (\d+) \| (\d+) \| (\d+) \| (\d+) \|$`)
)

// TestASVS holds the table to the standard and to this source: every requirement
// of level 1 and 2 once, with its level; every file, test and paragraph that is
// named is there; and the counts at the top are those of the rows.
func TestASVS(t *testing.T) {
	b, err := os.ReadFile("ASVS.md")
	if err != nil {
		t.Fatal(err)
	}
	tekst := string(b)
	var rijen []eis
	for _, m := range reRij.FindAllStringSubmatch(tekst, -1) {
		rijen = append(rijen, eis{m[1], m[2], m[3], m[4], m[5]})
	}
	if n := len(reNummer.FindAllString(tekst, -1)); n != len(rijen) {
		t.Errorf("%d of %d rows can be read", len(rijen), n)
	}
	wil, niveaus := vereist()
	if niveaus != [4]int{0, 70, 183, 92} {
		t.Fatalf("the standard has 70, 183 and 92 requirements, not %v", niveaus)
	}
	var gezien []string
	for _, r := range rijen {
		gezien = append(gezien, r.nr+" "+r.niveau)
	}
	if !slices.Equal(gezien, wil) {
		for _, w := range wil {
			if !slices.Contains(gezien, w) {
				t.Errorf("requirement %s (number, level) is missing", w)
			}
		}
		t.Errorf("%d rows in the order of the standard, want %d", len(gezien), len(wil))
	}

	toetsen := bron(t)
	for _, r := range rijen {
		r.bewijst(t, tekst, toetsen)
	}
	telling(t, tekst, rijen)
}

// What the threat model and SECURITY.md name is there as well.
func TestThreatsNameWhatIsThere(t *testing.T) {
	toetsen := bron(t)
	for _, bestand := range []string{"DREIGINGEN.md", "../../SECURITY.md"} {
		b, err := os.ReadFile(bestand)
		if err != nil {
			t.Fatal(err)
		}
		n := 0
		for _, m := range reCode.FindAllStringSubmatch(string(b), -1) {
			if ok, bestaat := noemt(m[1], toetsen); ok {
				n++
				if !bestaat {
					t.Errorf("%s: there is no %s", bestand, m[1])
				}
			}
		}
		if n == 0 {
			t.Errorf("%s names nothing", bestand)
		}
	}
}

// noemt tells whether a word is the name of a test or a file, and whether there is one.
func noemt(woord string, toetsen map[string]bool) (naam, bestaat bool) {
	switch {
	case reToets.MatchString(woord):
		return true, toetsen[woord]
	case rePad.MatchString(woord):
		_, err := fs.Stat(os.DirFS("../.."), path.Clean(woord))
		return true, err == nil
	}
	return false, false
}

// vereist lists "number level" of level 1 and 2, and counts all levels.
func vereist() (nrs []string, niveaus [4]int) {
	delen := strings.Fields(standaard)
	for i := 0; i < len(delen); i += 2 {
		for j, c := range delen[i+1] {
			niveaus[c-'0']++
			if c != '3' {
				nrs = append(nrs, fmt.Sprintf("%s.%d %c", delen[i], j+1, c))
			}
		}
	}
	return nrs, niveaus
}

// bewijst checks what a row names. What is met names at least one file, test or
// paragraph; what is not says why.
func (r eis) bewijst(t *testing.T, tekst string, toetsen map[string]bool) {
	t.Helper()
	aanwijzingen := 0
	for _, m := range reCode.FindAllStringSubmatch(r.bewijs, -1) {
		if ok, bestaat := noemt(m[1], toetsen); ok {
			aanwijzingen++
			if !bestaat {
				t.Errorf("%s: there is no %s", r.nr, m[1])
			}
		}
	}
	for _, m := range reAfspr.FindAllStringSubmatch(r.bewijs, -1) {
		aanwijzingen++
		if !strings.Contains(tekst, "\n## § "+m[1]+"\n") {
			t.Errorf("%s: there is no paragraph %s", r.nr, m[1])
		}
	}
	if r.stand == "voldaan" && aanwijzingen == 0 {
		t.Errorf("%s: met, but nothing shows it: %s", r.nr, r.bewijs)
	}
}

// bron gives the name of every test, fuzz target and benchmark of this source.
func bron(t *testing.T) map[string]bool {
	t.Helper()
	toetsen := map[string]bool{}
	root := os.DirFS("../..")
	for _, map_ := range []string{"cmd", "internal", "migrations", "web"} {
		err := fs.WalkDir(root, map_, func(pad string, d fs.DirEntry, err error) error {
			switch {
			case err != nil:
				return err
			case d.IsDir() && (d.Name() == "node_modules" || d.Name() == "dist"):
				return fs.SkipDir
			case !strings.HasSuffix(pad, "_test.go"):
				return nil
			}
			b, err := fs.ReadFile(root, pad)
			for _, m := range reFunc.FindAllSubmatch(b, -1) {
				toetsen[string(m[1])] = true
			}
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	return toetsen
}

// telling compares the table at the top with the rows.
func telling(t *testing.T, tekst string, rijen []eis) {
	t.Helper()
	gevonden := 0
	for _, m := range reAantal.FindAllStringSubmatch(tekst, -1) {
		gevonden++
		telt := map[string]int{}
		for _, r := range rijen {
			if strings.Contains(m[1], r.niveau) {
				telt[r.stand]++
			}
		}
		for i, n := range []int{telt["voldaan"], telt["n.v.t."], telt["open"], telt["voldaan"] + telt["n.v.t."] + telt["open"]} {
			if m[2+i] != strconv.Itoa(n) {
				t.Errorf("level %s: the count says %s, the rows %d", m[1], m[2+i], n)
			}
		}
	}
	if gevonden != 3 {
		t.Errorf("%d counts at the top", gevonden)
	}
}
