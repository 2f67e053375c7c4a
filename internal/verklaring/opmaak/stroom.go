package opmaak

import (
	"context"
	"strings"

	"mantelpunt/internal/i18n"
	"mantelpunt/internal/pdf"
)

// meesteBladzijden is how long a document may become.
const meesteBladzijden = 20

// heel is the least number of lines of a paragraph that stand together, before and
// after the end of a page.
const heel = 2

// stroom sets text from the top of a page to its bottom, and goes on where the next
// begins. Whatever it sets can be kept together with what follows: bij is the height
// that must stand on the same page as its end.
type stroom struct {
	drukwerk
	ouder          *pdf.Element
	links, breedte float64
	boven, onder   float64 // of the pages after the first
	balk           bool    // the first page has the bar of the others at its top
	y              float64
	fout           error
}

func (s *stroom) over() float64 { return s.onder - s.y }

func (s *stroom) bovenaan() bool { return s.y == s.boven }

// nieuweBladzijde goes on at the top of a new page, as long as there may be one.
func (s *stroom) nieuweBladzijde() {
	if s.doc.Pages() == meesteBladzijden {
		s.fout = ErrPastNiet
		return
	}
	s.doc.AddPage()
	s.y = s.boven
}

// ruimte leaves room between two parts, not at the top of a page.
func (s *stroom) ruimte(punten float64) {
	if !s.bovenaan() {
		s.y += punten
	}
}

// samen goes to a new page when what must stay together does not fit on this one.
func (s *stroom) samen(hoogte float64) {
	if s.over() >= hoogte {
		return
	}
	if !s.bovenaan() {
		s.nieuweBladzijde()
	}
	if s.over() < hoogte {
		s.fout = ErrPastNiet
	}
}

// begin is the least that a page must have of a block: its first lines, or all of it.
func begin(b *pdf.Block) float64 {
	if b.Lines() < 2*heel {
		return b.Height()
	}
	kop, _ := b.Split(heel)
	return kop.Height()
}

// blok writes a block, on more than one page when it must. merk writes something
// beside its first line, such as the number of an item; it may be nil.
func (s *stroom) blok(e *pdf.Element, b *pdf.Block, x, bij float64, merk func(y float64)) {
	for s.fout == nil && b.Lines() > 0 {
		if b.Height()+bij <= s.over() || s.bovenaan() && b.Height() <= s.over() {
			if merk != nil {
				merk(s.y)
			}
			s.y = s.doc.Place(e, b, x, s.y)
			return
		}
		regel := b.Height() / float64(b.Lines())
		passen := min(int(s.over()/regel), b.Lines()-heel)
		if passen >= heel {
			if merk != nil {
				merk(s.y)
				merk = nil
			}
			var kop *pdf.Block
			kop, b = b.Split(passen)
			s.doc.Place(e, kop, x, s.y)
		}
		s.nieuweBladzijde()
	}
}

// alinea writes a paragraph over the whole width.
func (s *stroom) alinea(tag pdf.Tag, tekst string, stijl pdf.Style, bij float64) {
	s.blok(s.ouder.Add(tag), s.doc.Set(tekst, stijl, s.breedte), s.links, bij, nil)
}

// punt writes an item of a list.
func (s *stroom) punt(lijst *pdf.Element, merk, tekst string, bij float64) {
	const indent = 16.0
	item := lijst.Add(pdf.ListItem)
	label := item.Add(pdf.ItemLabel)
	b := s.doc.Set(tekst, s.gewoon(platteTekst, s.kleuren.inkt), s.breedte-indent)
	s.blok(item.Add(pdf.ItemBody), b, s.links+indent, bij, func(y float64) {
		s.doc.Text(label, merk, s.vet(platteTekst, s.kleuren.merk), s.links, y, indent)
	})
}

// rij writes a row of a table, which is never divided, between two rules.
func (s *stroom) rij(tabel *pdf.Element, kolom float64, label, waarde *pdf.Block, bij float64) {
	hoogte := rijhoogte(label, waarde)
	s.samen(hoogte + bij)
	if s.fout != nil {
		return
	}
	s.doc.Background(s.links, s.y, s.breedte, lijndikte, s.kleuren.lijn)
	r := tabel.Add(pdf.TableRow)
	s.doc.Place(r.AddHeader(pdf.ScopeRow), label, s.links, s.y+rijmarge)
	s.doc.Place(r.Add(pdf.TableCell), waarde, s.links+kolom, s.y+rijmarge)
	s.y += hoogte
	s.doc.Background(s.links, s.y, s.breedte, lijndikte, s.kleuren.lijn)
}

const (
	platteTekst = 11.0
	rijmarge    = 4.0
	lijndikte   = 0.6
)

func rijhoogte(label, waarde *pdf.Block) float64 {
	return max(label.Height(), waarde.Height()) + 2*rijmarge
}

// rand writes what stands on every page beside the text: the page number, and which
// document it is a page of.
func (s *stroom) rand(bladzijde int, ctx context.Context, gemeente, welk string) {
	s.doc.TurnTo(bladzijde)
	if bladzijde > 0 || s.balk {
		s.doc.Background(0, 0, pdf.PageWidth, 9, s.kleuren.merk)
		s.doc.Background(0, 9, pdf.PageWidth, 3, s.kleuren.lijn)
	}
	stijl, y := s.gewoon(8.5, s.kleuren.grijs), s.onder+20
	s.doc.Background(s.links, y, s.breedte, lijndikte, s.kleuren.lijn)
	y += 6
	wat := "Gemeente " + gemeente
	if !leeg(welk) {
		wat += " · " + welk
	}
	nummer := s.doc.Set(i18n.T(ctx, "document.bladzijde", bladzijde+1, s.doc.Pages()), stijl, s.breedte)
	s.doc.PlaceArtifact(pdf.Footer, nummer, s.links+s.breedte-nummer.Width(), y)
	if links := s.doc.Set(wat, stijl, s.breedte-nummer.Width()-20); links.Lines() <= 2 {
		s.doc.PlaceArtifact(pdf.Footer, links, s.links, y)
	}
}

// alineas divides what somebody typed into paragraphs, and those into lines. Only
// the white space is tidied.
func alineas(tekst string) (uit [][]string) {
	tekst = strings.NewReplacer("\r\n", "\n", "\r", "\n", "\t", " ").Replace(tekst)
	open := false
	for regel := range strings.SplitSeq(tekst, "\n") {
		switch regel = strings.TrimSpace(regel); {
		case regel == "":
			open = false
		case open:
			uit[len(uit)-1] = append(uit[len(uit)-1], regel)
		default:
			uit, open = append(uit, []string{regel}), true
		}
	}
	return uit
}

// opEenRegel is what somebody typed as one line.
func opEenRegel(tekst string) string {
	return strings.NewReplacer("\r\n", " ", "\n", " ", "\r", " ", "\t", " ").Replace(strings.TrimSpace(tekst))
}
