package informatiepunt

import (
	"context"
	"html"
	"net/url"
	"strings"

	"mantelpunt/internal/i18n"
	"mantelpunt/web"

	"github.com/yuin/goldmark/ast"
	extast "github.com/yuin/goldmark/extension/ast"
	"github.com/yuin/goldmark/renderer"
	"github.com/yuin/goldmark/util"
)

// schrijver writes the parts of a page that the portal wants otherwise than
// goldmark: links, images and the box around a table.
type schrijver struct{ taal string }

// RegisterFuncs tells goldmark which parts those are.
func (s schrijver) RegisterFuncs(r renderer.NodeRendererFuncRegisterer) {
	r.Register(ast.KindLink, s.link)
	r.Register(ast.KindAutoLink, s.autolink)
	r.Register(ast.KindImage, s.beeld)
	r.Register(extast.KindTable, s.tabel)
}

func (s schrijver) link(w util.BufWriter, _ []byte, n ast.Node, binnen bool) (ast.WalkStatus, error) {
	adres, extern, ok := s.adres(string(n.(*ast.Link).Destination))
	switch {
	case !ok: // the words stay, the link goes
	case binnen:
		s.open(w, adres, extern)
	default:
		_, _ = w.WriteString("</a>")
	}
	return ast.WalkContinue, nil
}

func (s schrijver) autolink(w util.BufWriter, bron []byte, n ast.Node, binnen bool) (ast.WalkStatus, error) {
	if !binnen {
		return ast.WalkContinue, nil
	}
	l := n.(*ast.AutoLink)
	doel, tekst := string(l.URL(bron)), html.EscapeString(string(l.Label(bron)))
	if l.AutoLinkType == ast.AutoLinkEmail {
		doel = "mailto:" + doel
	}
	adres, extern, ok := s.adres(doel)
	if !ok {
		_, _ = w.WriteString(tekst)
		return ast.WalkContinue, nil
	}
	s.open(w, adres, extern)
	_, _ = w.WriteString(tekst + "</a>")
	return ast.WalkContinue, nil
}

func (s schrijver) open(w util.BufWriter, adres string, extern bool) {
	_, _ = w.WriteString(`<a href="` + html.EscapeString(adres) + `"`)
	if extern {
		_, _ = w.WriteString(` rel="external noopener"`)
	}
	_ = w.WriteByte('>')
}

// adres judges the target of a link: where it leads, whether that is another
// site, and whether a page may link there at all. What comes out is written as
// it is, so nothing that is decoded later can turn it into something else.
func (s schrijver) adres(doel string) (adres string, extern, ok bool) {
	doel = string(util.ResolveEntityNames(util.ResolveNumericReferences(util.UnescapePunctuations([]byte(doel)))))
	u, err := url.Parse(doel)
	if err != nil || strings.Contains(doel, `\`) { // browsers read /\host as //host
		return "", false, false
	}
	switch u.Scheme {
	case "http", "https":
		return u.String(), true, u.Host != ""
	case "mailto", "tel":
		return u.String(), false, true
	case "":
		if u.Host != "" || strings.HasPrefix(doel, "//") {
			return "", false, false
		}
		adres = u.String()
		if strings.HasPrefix(adres, "/") && !strings.HasPrefix(adres, "/static/") {
			adres = web.Pad(i18n.MetTaal(context.Background(), s.taal), adres)
		}
		return adres, false, true
	}
	return "", false, false
}

// beeld leaves the description of an image: pages have no images of their own
// and the CSP forbids those of others.
func (s schrijver) beeld(util.BufWriter, []byte, ast.Node, bool) (ast.WalkStatus, error) {
	return ast.WalkContinue, nil
}

// tabel puts a table in a box that scrolls by itself on a narrow screen, and
// that a keyboard can reach. It is named after the heading above it.
func (s schrijver) tabel(w util.BufWriter, _ []byte, n ast.Node, binnen bool) (ast.WalkStatus, error) {
	if !binnen {
		_, _ = w.WriteString("</table></div>\n")
		return ast.WalkContinue, nil
	}
	_, _ = w.WriteString(`<div class="utrecht-table-container" tabindex="0"`)
	naam, _ := n.AttributeString("aria-label")
	if naam, _ := naam.(string); naam != "" {
		_, _ = w.WriteString(` role="region" aria-label="` + html.EscapeString(naam) + `"`)
	}
	_, _ = w.WriteString(`><table class="utrecht-table">` + "\n")
	return ast.WalkContinue, nil
}
