package arch

import (
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"os/exec"
	"slices"
	"strings"
	"testing"
)

// pakket is what `go list -json` says of a package.
type pakket struct {
	ImportPath                         string
	Imports, TestImports, XTestImports []string
}

func alle(t *testing.T) []pakket {
	t.Helper()
	cmd := exec.Command("go", "list", "-json=ImportPath,Imports,TestImports,XTestImports", "./...")
	cmd.Dir = "../.."
	var fouten bytes.Buffer
	cmd.Stderr = &fouten
	uit, err := cmd.Output()
	if err != nil {
		t.Fatalf("go list: %v\n%s", err, &fouten)
	}
	var ps []pakket
	for d := json.NewDecoder(bytes.NewReader(uit)); ; {
		var p pakket
		err := d.Decode(&p)
		if errors.Is(err, io.EOF) {
			return ps
		}
		if err != nil {
			t.Fatal(err)
		}
		// npm packages may carry a Go file; they are not ours
		if !strings.Contains(p.ImportPath, "/node_modules/") {
			ps = append(ps, p)
		}
	}
}

func TestImportsRunOneWay(t *testing.T) {
	ps := alle(t)
	if len(ps) < 15 {
		t.Fatalf("only %d packages found: the search is broken", len(ps))
	}
	for _, p := range ps {
		if _, _, err := plaats(p.ImportPath); err != nil {
			t.Error(err)
			continue
		}
		for _, naar := range slices.Concat(p.Imports, p.TestImports, p.XTestImports) {
			if err := Controleer(p.ImportPath, naar); err != nil {
				t.Error(err)
			}
		}
	}
}

func TestTheRuleItself(t *testing.T) {
	for _, c := range []struct{ van, naar, fout string }{
		{"cmd/mantelpunt", "internal/app", ""},
		{"cmd/mantelpunt", "internal/verklaring", ""},
		{"internal/app", "internal/socialekaart/zoeken", ""},
		{"internal/app/demo", "internal/verklaring", ""},
		{"internal/app", "internal/app/demo", ""},
		{"internal/verklaring", "internal/httpx", ""},
		{"internal/verklaring", "web", ""},
		{"internal/socialekaart/zoeken", "internal/socialekaart", ""},
		{"internal/socialekaart", "internal/socialekaart/zoeken", ""},
		{"internal/httpx", "internal/config", ""},
		{"internal/pgtest", "migrations", ""},
		{"internal/httpx", "web", ""},
		{"web", "web/kleur", ""},
		{"web/bouw", "web", ""},
		{"web", "internal/i18n", ""},
		{"internal/postgres/prive", "internal/fault", ""},
		{"internal/fault", "internal/i18n", ""},

		{"internal/app", "cmd/mantelpunt", "app may not know cmd"},
		{"internal/verklaring", "internal/app", "a feature may not know app"},
		{"internal/verklaring", "internal/app/demo", "a feature may not know app"},
		{"internal/verklaring", "internal/account", "a feature never imports another feature"},
		{"internal/socialekaart/zoeken", "internal/verklaring", "a feature never imports another feature"},
		{"internal/httpx", "internal/account", "platform may not know a feature"},
		{"migrations", "internal/account", "platform may not know a feature"},
		{"web", "internal/httpx", "web may not know platform"},
		{"web", "internal/config", "web may not know platform"},
		{"web/kleur", "internal/gemeente", "web may not know a feature"},
		{"internal/i18n", "web", "i18n and fault may not know web"},
		{"internal/fault", "internal/postgres", "i18n and fault may not know platform"},
		{"internal/verklaring", "internal/nieuw", "internal/nieuw: say in internal/arch/arch.go whether"},
		{"internal/nieuw", "internal/fault", "internal/nieuw: say in internal/arch/arch.go whether"},
		{"los", "internal/fault", "los: say in internal/arch/arch.go whether"},
	} {
		van, naar := module+"/"+c.van, module+"/"+c.naar
		err := Controleer(van, naar)
		switch {
		case c.fout == "" && err != nil:
			t.Errorf("%s → %s: %v", c.van, c.naar, err)
		case c.fout != "" && (err == nil || !strings.Contains(err.Error(), c.fout)):
			t.Errorf("%s → %s: got %v, want %q", c.van, c.naar, err, c.fout)
		case strings.Contains(c.fout, "may not") && (!strings.Contains(err.Error(), van) || !strings.Contains(err.Error(), naar)):
			t.Errorf("%v does not name the import", err)
		}
	}
	for _, buiten := range []string{"net/http", "github.com/jackc/pgx/v5", "mantelpunten.example/x"} {
		if err := Controleer(module+"/internal/fault", buiten); err != nil {
			t.Error(err)
		}
	}
}
