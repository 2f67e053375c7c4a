package pdf

import (
	"bytes"
	"crypto/sha256"
	"fmt"
	"maps"
	"slices"
	"strings"
)

// writeFonts embeds what is used of each font and gives the entries of a
// resource dictionary.
func (r *renderer) writeFonts() string {
	var resources strings.Builder
	for i, u := range r.doc.fonts {
		fmt.Fprintf(&resources, "/F%d %s", i, r.writeFont(u))
	}
	return resources.String()
}

// writeFont embeds a subset as a composite font whose codes are glyph numbers.
func (r *renderer) writeFont(u *usedFont) ref {
	composite, descendant, descriptor, file, toUnicode := r.reserve(), r.reserve(), r.reserve(), r.reserve(), r.reserve()
	f, subset := u.font, u.subset()
	name := subsetTag(subset) + "+" + f.name

	var widths strings.Builder
	for _, code := range slices.Sorted(maps.Keys(u.texts)) {
		fmt.Fprintf(&widths, "%d[%s]", code, numbers(u.width(code)))
	}
	r.write(composite, "<</Type/Font/Subtype/Type0/BaseFont/%s/Encoding/Identity-H/DescendantFonts[%s]/ToUnicode %s>>",
		name, descendant, toUnicode)
	r.write(descendant, "<</Type/Font/Subtype/CIDFontType2/BaseFont/%s/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>/FontDescriptor %s/DW 0/W[%s]/CIDToGIDMap/Identity>>",
		name, descriptor, widths.String())
	r.write(descriptor, "<</Type/FontDescriptor/FontName/%s/Flags 4/FontBBox[%d %d %d %d]/ItalicAngle 0/Ascent %d/Descent %d/CapHeight %d/StemV %d/FontFile2 %s>>",
		name, f.bbox[0], f.bbox[1], f.bbox[2], f.bbox[3], f.ascent, f.descent, f.capHeight, f.stem, file)
	r.writeCompressed(file, fmt.Sprintf("/Length1 %d", len(subset)), subset)
	r.writeCompressed(toUnicode, "", unicodeMap(u.texts))
	return composite
}

// subsetTag is the six capitals that set one subset apart from another.
func subsetTag(subset []byte) string {
	sum := sha256.Sum256(subset)
	tag := sum[:6]
	for i, b := range tag {
		tag[i] = 'A' + b%26
	}
	return string(tag)
}

// unicodeMap is the CMap that says what text each code stands for (ISO 32000-1,
// 9.10.3).
func unicodeMap(texts map[int]string) []byte {
	const mostPerBlock = 100
	var b bytes.Buffer
	b.WriteString(`/CIDInit /ProcSet findresource begin
12 dict begin
begincmap
/CIDSystemInfo <</Registry (Adobe) /Ordering (UCS) /Supplement 0>> def
/CMapName /Adobe-Identity-UCS def
/CMapType 2 def
1 begincodespacerange
<0000> <FFFF>
endcodespacerange
`)
	for block := range slices.Chunk(slices.Sorted(maps.Keys(texts)), mostPerBlock) {
		fmt.Fprintf(&b, "%d beginbfchar\n", len(block))
		for _, code := range block {
			fmt.Fprintf(&b, "<%04X> <%s>\n", code, utf16Hex(texts[code]))
		}
		b.WriteString("endbfchar\n")
	}
	b.WriteString("endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend\n")
	return b.Bytes()
}
