package informatiepunt

import (
	"bytes"
	"fmt"
	"strings"
	"unicode"

	"mantelpunt/internal/fault"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/extension"
	extast "github.com/yuin/goldmark/extension/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/renderer"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"
	"golang.org/x/text/unicode/norm"
)

// kop is a heading of a page, for its table of contents.
type kop struct{ ID, Tekst string }

// opmaak turns Markdown into HTML in one language. HTML in the source is text
// like any other, so what a redacteur pastes can never become a script.
type opmaak struct{ md goldmark.Markdown }

func nieuweOpmaak(taal string) opmaak {
	// the default parsers without those for raw HTML
	blokken := []util.PrioritizedValue{
		util.Prioritized(parser.NewSetextHeadingParser(), 100), util.Prioritized(parser.NewThematicBreakParser(), 200),
		util.Prioritized(parser.NewListParser(), 300), util.Prioritized(parser.NewListItemParser(), 400),
		util.Prioritized(parser.NewCodeBlockParser(), 500), util.Prioritized(parser.NewATXHeadingParser(), 600),
		util.Prioritized(parser.NewFencedCodeBlockParser(), 700), util.Prioritized(parser.NewBlockquoteParser(), 800),
		util.Prioritized(parser.NewParagraphParser(), 1000),
	}
	inregel := []util.PrioritizedValue{
		util.Prioritized(parser.NewCodeSpanParser(), 100), util.Prioritized(parser.NewLinkParser(), 200),
		util.Prioritized(parser.NewAutoLinkParser(), 300), util.Prioritized(parser.NewEmphasisParser(), 500),
	}
	p := parser.NewParser(parser.WithBlockParsers(blokken...), parser.WithInlineParsers(inregel...),
		parser.WithParagraphTransformers(parser.DefaultParagraphTransformers()...))
	return opmaak{goldmark.New(
		goldmark.WithParser(p),
		// no alignment: goldmark would write it as an inline style, which the CSP forbids
		goldmark.WithExtensions(extension.NewTable(extension.WithTableCellAlignMethod(extension.TableCellAlignNone))),
		goldmark.WithRendererOptions(renderer.WithNodeRenderers(util.Prioritized(schrijver{taal}, 100))),
	)}
}

// HTML gives the page and its headings of the second level.
func (o opmaak) HTML(tekst string) (string, []kop, error) {
	bron := []byte(tekst)
	doc := o.md.Parser().Parse(text.NewReader(bron))
	koppen, err := bewerk(doc, bron)
	if err != nil {
		return "", nil, fault.Wrap(err, "Markdown lezen")
	}
	var b bytes.Buffer
	if err := o.md.Renderer().Render(&b, bron, doc); err != nil {
		return "", nil, fault.Wrap(err, "Markdown opmaken")
	}
	return b.String(), koppen, nil
}

// bewerk gives headings their level and id, and tables what a stylesheet and a
// screen reader need. The title of the page is its only h1, so a text that uses
// that level itself moves down one.
func bewerk(doc ast.Node, bron []byte) ([]kop, error) {
	zakt := 0
	err := langs(doc, func(n ast.Node) {
		if h, ok := n.(*ast.Heading); ok && h.Level == 1 {
			zakt = 1
		}
	})
	if err != nil {
		return nil, err
	}
	var koppen []kop
	ids := map[string]int{}
	laatste := ""
	err = langs(doc, func(n ast.Node) {
		switch n := n.(type) {
		case *ast.Heading:
			n.Level = min(n.Level+zakt, 6)
			laatste = platteTekst(n, bron)
			id := kopID(laatste, ids)
			n.SetAttributeString("id", []byte(id))
			if n.Level == 2 {
				koppen = append(koppen, kop{id, laatste})
			}
		case *extast.Table:
			n.SetAttributeString("aria-label", laatste)
		case *extast.TableHeader:
			n.SetAttributeString("class", []byte("utrecht-table__header"))
		case *extast.TableRow:
			n.SetAttributeString("class", []byte("utrecht-table__row"))
		case *extast.TableCell:
			if n.Parent().Kind() == extast.KindTableHeader {
				n.SetAttributeString("class", []byte("utrecht-table__header-cell"))
				n.SetAttributeString("scope", []byte("col"))
			} else {
				n.SetAttributeString("class", []byte("utrecht-table__cell"))
			}
		}
	})
	return koppen, err
}

func langs(doc ast.Node, doe func(ast.Node)) error {
	return ast.Walk(doc, func(n ast.Node, binnen bool) (ast.WalkStatus, error) {
		if binnen {
			doe(n)
		}
		return ast.WalkContinue, nil
	})
}

// platteTekst is what is left of a node without its markup.
func platteTekst(n ast.Node, bron []byte) string {
	var b strings.Builder
	_ = langs(n, func(k ast.Node) { // the callback never fails
		switch k := k.(type) {
		case *ast.Text:
			b.Write(util.ResolveEntityNames(util.ResolveNumericReferences(util.UnescapePunctuations(k.Segment.Value(bron)))))
		case *ast.String:
			b.Write(k.Value)
		case *ast.AutoLink:
			b.Write(k.Label(bron))
		}
	})
	return b.String()
}

// kopID makes "kop-wat-kost-het" of "Wat kost het?". The prefix keeps it apart
// from the ids of the page around it; a second one like it gets a number.
func kopID(tekst string, ids map[string]int) string {
	var b strings.Builder
	for _, r := range norm.NFD.String(strings.ToLower(tekst)) {
		switch {
		case unicode.Is(unicode.Mn, r): // the accent of the letter before it
		case r < unicode.MaxASCII && (unicode.IsLetter(r) || unicode.IsDigit(r)):
			b.WriteRune(r)
		case b.Len() > 0 && !strings.HasSuffix(b.String(), "-"):
			b.WriteByte('-')
		}
	}
	id := "kop-" + strings.Trim(b.String(), "-")
	ids[id]++
	if n := ids[id]; n > 1 {
		return fmt.Sprintf("%s--%d", id, n)
	}
	return id
}
