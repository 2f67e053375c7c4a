package pdf

import (
	"fmt"
	"slices"
	"unicode"

	"github.com/go-text/typesetting/di"
	"github.com/go-text/typesetting/font"
	"github.com/go-text/typesetting/language"
	"github.com/go-text/typesetting/shaping"
	"golang.org/x/image/math/fixed"
)

// MissingGlyphsError says that text holds characters that the fonts cannot show
// as they should be shown.
type MissingGlyphsError struct {
	Text       string
	Characters []rune // in the order of the text, each once
}

func (e *MissingGlyphsError) Error() string {
	return fmt.Sprintf("geen lettertype voor %+q in de tekst", string(e.Characters))
}

// em is the size that text is shaped at: one thousandth is PDF's own glyph unit.
const em = 1000

// typesetter turns text into lines of positioned glyphs. Its caches are not for
// several goroutines, so each document has its own.
type typesetter struct {
	language  language.Language
	segmenter shaping.Segmenter
	shaper    shaping.HarfbuzzShaper
	wrapper   shaping.LineWrapper
	faces     map[*Font]*font.Face
	fonts     map[*font.Face]*Font
}

func newTypesetter(lang string) *typesetter {
	return &typesetter{
		language: language.NewLanguage(lang),
		faces:    map[*Font]*font.Face{},
		fonts:    map[*font.Face]*Font{},
	}
}

func (t *typesetter) face(f *Font) *font.Face {
	if t.faces[f] == nil {
		face := font.NewFace(f.shared)
		t.faces[f], t.fonts[face] = face, f
	}
	return t.faces[f]
}

// fontChain chooses the face of each character, for the segmenter.
type fontChain struct {
	typesetter *typesetter
	fonts      []*Font
}

// ResolveFace implements [shaping.Fontmap].
func (c fontChain) ResolveFace(r rune) *font.Face {
	for _, f := range c.fonts {
		if f.has(r) {
			return c.typesetter.face(f)
		}
	}
	return c.typesetter.face(c.fonts[0])
}

// lines breaks text into lines of at most width points. The lines are valid up
// to the next call. Text that cannot be shown gives a [MissingGlyphsError].
func (t *typesetter) lines(text []rune, s Style, width float64) ([]shaping.Line, error) {
	if len(text) == 0 { // which the shaper does not take
		return nil, nil
	}
	var missing []rune
	for _, r := range text {
		if !printable(r, s.Fonts) {
			missing = append(missing, r)
		}
	}
	if missing != nil {
		return nil, missingGlyphs(text, missing)
	}
	input := shaping.Input{
		Text:      text,
		RunEnd:    len(text),
		Direction: di.DirectionLTR,
		Size:      fixed.I(em),
		Language:  t.language,
		Script:    language.Latin,
	}
	var runs []shaping.Output
	for _, in := range t.segmenter.Split(input, fontChain{t, s.Fonts}) {
		out := t.shaper.Shape(in)
		missing = append(missing, t.notShown(text, in, out)...)
		runs = append(runs, out)
	}
	if missing != nil {
		return nil, missingGlyphs(text, missing)
	}
	config := shaping.WrapConfig{Direction: di.DirectionLTR}
	lines, _ := t.wrapper.WrapParagraphF(config, fixed.Int26_6(width/s.Size*em*64), text, shaping.NewSliceIterator(runs))
	return lines, nil
}

// printable tells whether a character on its own can be shown. Control
// characters cannot, nor what stands for a character that was lost, nor those that
// turn the direction of what follows: with them a name could be made to look like
// another name.
func printable(r rune, fonts []*Font) bool {
	const zeroWidthNonJoiner, rightToLeftMark = '\u200C', '\u200F'
	if zeroWidthNonJoiner <= r && r <= rightToLeftMark {
		return true // invisible, and spelling needs them in several languages
	}
	if r == unicode.ReplacementChar || unicode.In(r, unicode.C, unicode.Zl, unicode.Zp) {
		return false
	}
	return slices.ContainsFunc(fonts, func(f *Font) bool { return f.has(r) })
}

// notShown finds characters of a shaped run that have a glyph on their own but
// not in this place: a mark whose base is set in another font, or one that the
// shaper had to hang on a dotted circle.
func (t *typesetter) notShown(text []rune, in shaping.Input, out shaping.Output) []rune {
	if unicode.Is(unicode.M, text[in.RunStart]) {
		return text[in.RunStart : in.RunStart+1]
	}
	f := t.fonts[out.Face]
	const dottedCircle = '\u25CC'
	circle, _ := f.shared.NominalGlyph(dottedCircle)
	var missing []rune
	for _, g := range out.Glyphs {
		cluster := text[g.TextIndex() : g.TextIndex()+g.RunesCount()]
		switch {
		case g.GlyphID == 0, int(g.GlyphID) >= f.glyphs:
			missing = append(missing, cluster...)
		case g.GlyphID == circle && !slices.Contains(cluster, dottedCircle):
			missing = append(missing, cluster...)
		}
	}
	return missing
}

func missingGlyphs(text, missing []rune) error {
	var once []rune
	for _, r := range missing {
		if !slices.Contains(once, r) {
			once = append(once, r)
		}
	}
	return &MissingGlyphsError{Text: string(text), Characters: once}
}
