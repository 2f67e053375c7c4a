package pdf

import (
	"reflect"

	"github.com/go-text/typesetting/font"
	"github.com/go-text/typesetting/font/opentype/tables"
)

// spellOutCoverages works around a mistake of the shaper up to v0.3.5
// (go-text/typesetting, issue 278). It keeps a filter of the glyphs that a rule of
// the font is for, and forgets the ranges that come after a long one: in Noto Sans
// Arabic the letters noon, qaf, waw and yeh were not joined, and some marks landed
// beside their letter. Lists of single glyphs do not have that problem, so each
// list of ranges becomes one. This file can go when the mended version is out.
func spellOutCoverages(f *font.Font) {
	for _, lookup := range f.GSUB.Lookups {
		for i, t := range lookup.Subtables {
			lookup.Subtables[i] = spelledOut(reflect.ValueOf(t)).Interface().(tables.GSUBLookup)
		}
	}
	for _, lookup := range f.GPOS.Lookups {
		for i, t := range lookup.Subtables {
			lookup.Subtables[i] = spelledOut(reflect.ValueOf(t)).Interface().(tables.GPOSLookup)
		}
	}
}

// spelledOut copies a table. The shaper does not export the coverage of all kinds
// of tables, hence the detour past what reflect allows.
func spelledOut(table reflect.Value) reflect.Value {
	c := reflect.New(table.Type()).Elem()
	c.Set(table)
	for i := range c.NumField() {
		field := c.Field(i)
		if field.Kind() != reflect.Interface || field.IsNil() {
			continue
		}
		field = reflect.NewAt(field.Type(), field.Addr().UnsafePointer()).Elem()
		switch value := field.Interface().(type) {
		case tables.Coverage2:
			field.Set(reflect.ValueOf(singleGlyphs(value)))
		case tables.Coverage:
		default:
			if field.Elem().Kind() == reflect.Struct {
				field.Set(spelledOut(field.Elem()))
			}
		}
	}
	return c
}

func singleGlyphs(c tables.Coverage2) tables.Coverage {
	var glyphs []tables.GlyphID
	for _, r := range c.Ranges {
		if int(r.StartCoverageIndex) != len(glyphs) || r.EndGlyphID < r.StartGlyphID {
			return c // not a well-formed list, so not one to touch
		}
		for g := int(r.StartGlyphID); g <= int(r.EndGlyphID); g++ {
			glyphs = append(glyphs, tables.GlyphID(g)) // #nosec G115 -- not past EndGlyphID, which is one
		}
	}
	return tables.Coverage1{Glyphs: glyphs}
}
