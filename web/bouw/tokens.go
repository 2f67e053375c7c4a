package main

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"

	"mantelpunt/web/kleur"
)

var (
	reDeclaratie = regexp.MustCompile(`(?m)^\s*(--[a-zA-Z0-9_-]+)\s*:\s*(.*?);(?:\s*/\*.*?\*/)?\s*$`)
	reGebruik    = regexp.MustCompile(`var\(\s*(--[a-zA-Z0-9_-]+)`)
	reStap       = regexp.MustCompile(`^--voorbeeld-kleuren-blauw-(\d+)$`)
)

// tokens is a set of custom properties in the order in which they were written.
type tokens struct {
	waarde   map[string]string
	volgorde []string
}

// leesTokens reads one declaration per line. A later file overrides an earlier one.
func leesTokens(css ...string) tokens {
	t := tokens{waarde: map[string]string{}}
	for _, d := range reDeclaratie.FindAllStringSubmatch(strings.Join(css, "\n"), -1) {
		if _, ok := t.waarde[d[1]]; !ok {
			t.volgorde = append(t.volgorde, d[1])
		}
		t.waarde[d[1]] = d[2]
	}
	return t
}

// schud keeps the tokens that the given CSS uses, directly or through each other:
// some five hundred of the eight thousand that the packages define.
func (t tokens) schud(css string) string {
	nodig := map[string]bool{}
	var bezoek func(css string)
	bezoek = func(css string) {
		for _, m := range reGebruik.FindAllStringSubmatch(css, -1) {
			naam := m[1]
			waarde, ok := t.waarde[naam]
			if ok && !nodig[naam] {
				nodig[naam] = true
				bezoek(waarde)
			}
		}
	}
	bezoek(css)
	var b strings.Builder
	for _, naam := range t.volgorde {
		if nodig[naam] {
			fmt.Fprintf(&b, "%s:%s;\n", naam, t.waarde[naam])
		}
	}
	return b.String()
}

// luminanties gives the relative luminance of every step of the ramp that the
// Voorbeeld theme uses, on which its contrast guarantees rest.
func (t tokens) luminanties() (map[int]float64, error) {
	lum := map[int]float64{}
	for naam, waarde := range t.waarde {
		m := reStap.FindStringSubmatch(naam)
		if m == nil {
			continue
		}
		stap, err := strconv.Atoi(m[1])
		if err != nil {
			return nil, err
		}
		if lum[stap], err = kleur.Luminantie(waarde); err != nil {
			return nil, fmt.Errorf("%s: %w", naam, err)
		}
	}
	for _, stap := range kleur.Stappen {
		if _, ok := lum[stap]; !ok {
			return nil, fmt.Errorf("stap %d ontbreekt in de kleurreeks van het Voorbeeld-thema", stap)
		}
	}
	return lum, nil
}
