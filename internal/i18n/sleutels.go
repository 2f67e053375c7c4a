package i18n

import (
	"maps"
	"slices"
)

// Sleutels are all keys of the catalogue, in order, for who changes its words.
func Sleutels() []string { return slices.Sorted(maps.Keys(catalogus[Talen[0].Code])) }

// Standaard gives the text of the catalogue itself, whatever a gemeente made of it.
func Standaard(taal, key string) string { return catalogus[taal][key] }
