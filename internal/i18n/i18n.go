// Package i18n has every public text of the portal, in one JSON catalogue per
// language and room (teksten/nl/web.json, …). A key that a page uses and a
// catalogue lacks fails a test, so that a visitor never meets one.
package i18n

import (
	"context"
	"embed"
	"encoding/json"
	"fmt"
	"io/fs"
	"path"
	"strings"

	"golang.org/x/text/feature/plural"
	"golang.org/x/text/language"
)

// Taal is one language in which the portal speaks.
type Taal struct {
	Code, Naam, Richting string // "nl", "Nederlands", "ltr"
}

// Talen are the languages, the default one first.
var Talen = []Taal{{"nl", "Nederlands", "ltr"}, {"en", "English", "ltr"}}

//go:embed teksten
var bestanden embed.FS

var catalogus = laad(bestanden)

func laad(fsys fs.FS) map[string]map[string]string {
	alle := map[string]map[string]string{}
	for _, t := range Talen {
		m := map[string]string{}
		namen, err := fs.Glob(fsys, path.Join("teksten", t.Code, "*.json"))
		if err != nil {
			panic(err)
		}
		for _, naam := range namen {
			b, err := fs.ReadFile(fsys, naam)
			if err != nil {
				panic(err)
			}
			var deel map[string]string
			if err := json.Unmarshal(b, &deel); err != nil {
				panic(naam + ": " + err.Error())
			}
			kamer := strings.TrimSuffix(path.Base(naam), ".json")
			for k, v := range deel {
				m[kamer+"."+k] = v
			}
		}
		alle[t.Code] = m
	}
	return alle
}

type sleutel struct{}

type eigenSleutel struct{}

// MetEigen gives a gemeente words of its own: texts by language and key that go
// before the catalogue.
func MetEigen(ctx context.Context, teksten map[string]map[string]string) context.Context {
	return context.WithValue(ctx, eigenSleutel{}, teksten)
}

// MetTaal sets the language of a request.
func MetTaal(ctx context.Context, code string) context.Context {
	return context.WithValue(ctx, sleutel{}, code)
}

// Bestaat reports whether the catalogue of a language has a key: a gemeente can
// only change words that there are.
func Bestaat(taal, key string) bool {
	_, ok := catalogus[taal][key]
	return ok
}

// Code is the language of the request, "nl" when nothing was said.
func Code(ctx context.Context) string {
	if c, ok := ctx.Value(sleutel{}).(string); ok {
		return c
	}
	return Talen[0].Code
}

// Zoek finds a language by its code.
func Zoek(code string) (Taal, bool) {
	for _, t := range Talen {
		if t.Code == code {
			return t, true
		}
	}
	return Taal{}, false
}

// T gives the text of a key ("web.menu") in the language of ctx; args fill %s
// and %d in it. A key that is missing comes back between brackets.
func T(ctx context.Context, key string, args ...any) string { return Kies(ctx, key, "", args...) }

// Kies is T for a key that is put together at run time ("stap." + name); the
// catalogue test knows such keys by their literal prefix.
func Kies(ctx context.Context, prefix, naam string, args ...any) string {
	var b [80]byte
	key := append(append(b[:0], prefix...), naam...) // on the stack: a page asks for hundreds
	taal := Code(ctx)
	eigen, _ := ctx.Value(eigenSleutel{}).(map[string]map[string]string)
	tekst, ok := eigen[taal][string(key)]
	if !ok {
		tekst, ok = catalogus[taal][string(key)]
	}
	if !ok {
		return "[" + string(key) + "]"
	}
	if len(args) == 0 {
		return tekst
	}
	return fmt.Sprintf(tekst, args...)
}

var vormen = map[plural.Form]string{plural.Zero: "zero", plural.One: "one", plural.Two: "two", plural.Few: "few", plural.Many: "many"}

// taalmerken are the languages as golang.org/x/text knows them.
var taalmerken = func() map[string]language.Tag {
	uit := map[string]language.Tag{}
	for _, t := range Talen {
		uit[t.Code] = language.Make(t.Code)
	}
	return uit
}()

// N gives the text for a number: key.one, key.few, key.many or key.other, as the
// language's plural rules say (CLDR). The number is the first argument.
func N(ctx context.Context, key string, n int, args ...any) string {
	vorm := vormen[plural.Cardinal.MatchPlural(taalmerken[Code(ctx)], n, 0, 0, 0, 0)]
	if _, ok := catalogus[Code(ctx)][key+"."+vorm]; !ok || vorm == "" {
		vorm = "other"
	}
	return T(ctx, key+"."+vorm, append([]any{n}, args...)...)
}
