package pdf

import (
	"bytes"
	"encoding/binary"
	"io/fs"
	"math/rand/v2"
	"testing"
	"testing/fstest"

	"mantelpunt/web"
)

func testFonts(t testing.TB) *Fonts {
	t.Helper()
	if err := web.Controleer(); err != nil {
		t.Fatal(err)
	}
	fonts, err := LoadFonts(web.Lettertypen())
	if err != nil {
		t.Fatal(err)
	}
	return fonts
}

func fontBytes(t testing.TB) []byte {
	t.Helper()
	raw, err := fs.ReadFile(web.Lettertypen(), "NotoSansArabic-Regular.ttf")
	if err != nil {
		t.Fatal(err)
	}
	return raw
}

func TestLoadFontsNamesTheMissingFile(t *testing.T) {
	if _, err := LoadFonts(fstest.MapFS{}); err == nil {
		t.Error("geen fout zonder lettertypen")
	}
}

// tableEntry is where the directory of a font file has the offset and the length
// of a table.
func tableEntry(t *testing.T, raw []byte, name string) int {
	t.Helper()
	for i := range u16(raw, 4) {
		if entry := 12 + 16*i; string(raw[entry:entry+4]) == name {
			return entry
		}
	}
	t.Fatalf("geen tabel %s", name)
	return 0
}

func TestParseFontRefusesBrokenFonts(t *testing.T) {
	good := fontBytes(t)
	at := func(table string, offset int) int {
		return int(u32(good, tableEntry(t, good, table)+8)) + offset
	}
	for name, spoil := range map[string]func([]byte) []byte{
		"empty":                func([]byte) []byte { return nil },
		"header only":          func(b []byte) []byte { return b[:12] },
		"half":                 func(b []byte) []byte { return b[:len(b)/2] },
		"table outside file":   func(b []byte) []byte { binary.BigEndian.PutUint32(b[tableEntry(t, b, "glyf")+8:], 1<<31); return b },
		"table length too big": func(b []byte) []byte { binary.BigEndian.PutUint32(b[tableEntry(t, b, "glyf")+12:], 1<<32-1); return b },
		"no table loca":        func(b []byte) []byte { copy(b[tableEntry(t, b, "loca"):], "abcd"); return b },
		"short head":           func(b []byte) []byte { binary.BigEndian.PutUint32(b[tableEntry(t, b, "head")+12:], 20); return b },
		"no units per em":      func(b []byte) []byte { binary.BigEndian.PutUint16(b[at("head", 18):], 0); return b },
		"too many widths":      func(b []byte) []byte { binary.BigEndian.PutUint16(b[at("hhea", 34):], 65535); return b },
		"no widths":            func(b []byte) []byte { binary.BigEndian.PutUint16(b[at("hhea", 34):], 0); return b },
		"too many glyphs":      func(b []byte) []byte { binary.BigEndian.PutUint16(b[at("maxp", 4):], 65535); return b },
		"outline outside glyf": func(b []byte) []byte { copy(b[at("loca", 40):], bytes.Repeat([]byte{0xFF}, 4)); return b },
		"may not be embedded":  func(b []byte) []byte { binary.BigEndian.PutUint16(b[at("OS/2", 8):], 2); return b },
	} {
		if _, err := ParseFont(name, spoil(bytes.Clone(good))); err == nil {
			t.Errorf("%s: geen fout", name)
		}
	}
}

func TestComponentsStayInsideTheOutline(t *testing.T) {
	composite := []byte{0xFF, 0xFF, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0x21, 0, 5, 0, 0, 0, 0, 0, 0, 0, 7, 0, 0}
	parts, ok := components(composite, 8)
	if !ok || len(parts) != 2 || parts[0] != 5 || parts[1] != 7 {
		t.Errorf("onderdelen %v, %v", parts, ok)
	}
	for n := 1; n < len(composite); n++ {
		if _, ok := components(composite[:n], 8); ok {
			t.Errorf("afgekapt op %d bytes: geen fout", n)
		}
	}
	if _, ok := components(composite, 7); ok {
		t.Error("onderdeel dat het lettertype niet heeft: geen fout")
	}
}

// embedAll does with a font whatever a document could do.
func embedAll(f *Font) {
	u := newUsedFont(f)
	for g := range f.glyphs {
		u.texts[g] = "x"
	}
	u.compose("y", []part{{glyph: 0}, {glyph: f.glyphs - 1, dx: 10}}, 500)
	u.subset()
}

func TestParseFontSurvivesDamage(t *testing.T) {
	good, r := fontBytes(t), rand.New(rand.NewPCG(2026, 11))
	for range 200 {
		raw := bytes.Clone(good)
		for range 1 + r.IntN(20) {
			raw[r.IntN(len(raw))] = byte(r.IntN(256))
			raw[r.IntN(2000)] = byte(r.IntN(256)) // where the directory and the small tables are
		}
		if f, err := ParseFont("Beschadigd", raw); err == nil {
			embedAll(f)
		}
	}
}

func FuzzParseFont(f *testing.F) {
	raw := fontBytes(f)
	for _, n := range []int{0, 11, 12, 300, len(raw) / 2, len(raw)} {
		f.Add(raw[:n])
	}
	f.Fuzz(func(t *testing.T, raw []byte) {
		if font, err := ParseFont("Fuzz", raw); err == nil {
			embedAll(font)
		}
	})
}
