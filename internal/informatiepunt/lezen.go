package informatiepunt

import (
	"bufio"
	"fmt"
	"io"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"
)

// LeesPagina reads a page from a file: lines "key: value" between two lines of
// three dashes, then Markdown.
//
//	---
//	titel: Even vrijaf
//	samenvatting: Iemand neemt de zorg van u over.
//	thema: vervangende-mantelzorg
//	volgorde: 10
//	gecontroleerd_op: 2026-11-02
//	bron: Wmo 2015, artikel 2.1.6
//	---
//	Tekst.
//
// volgorde and bron may be left out. The slug is not in the file: its name is.
// An error names the line.
func LeesPagina(r io.Reader) (Pagina, error) {
	var p Pagina
	in := bufio.NewReader(r)
	gezien := map[string]bool{}
	for nr := 1; ; nr++ {
		regel, err := in.ReadString('\n')
		if err != nil && err != io.EOF {
			return p, fmt.Errorf("regel %d: %w", nr, err)
		}
		klaar := err == io.EOF
		regel = strings.TrimSpace(strings.TrimPrefix(regel, "\ufeff"))
		switch {
		case nr == 1 && regel != "---":
			return p, fmt.Errorf("regel 1: hier hoort --- te staan")
		case nr > 1 && regel == "---":
			return p.metTekst(in, nr, gezien)
		case klaar:
			return p, fmt.Errorf("regel %d: de kop eindigt niet met ---", nr)
		case nr == 1 || regel == "":
			continue
		}
		naam, waarde, ok := strings.Cut(regel, ":")
		naam, waarde = strings.TrimSpace(naam), strings.TrimSpace(waarde)
		if !ok {
			return p, fmt.Errorf("regel %d: hier hoort naam: waarde te staan", nr)
		}
		if gezien[naam] {
			return p, fmt.Errorf("regel %d: %s staat er twee keer", nr, naam)
		}
		gezien[naam] = true
		if err := p.zet(naam, waarde); err != nil {
			return p, fmt.Errorf("regel %d: %w", nr, err)
		}
	}
}

// zet fills in one line of the head.
func (p *Pagina) zet(naam, waarde string) (err error) {
	switch naam {
	case "titel":
		p.Titel = waarde
	case "samenvatting":
		p.Samenvatting = waarde
		if n := utf8.RuneCountInString(waarde); n > MaxSamenvatting {
			return fmt.Errorf("de samenvatting heeft %d tekens, hoogstens %d mag", n, MaxSamenvatting)
		}
	case "thema":
		p.Thema = waarde
		if !bekendThema(waarde) {
			return fmt.Errorf("thema %q bestaat niet", waarde)
		}
	case "volgorde":
		if p.Volgorde, err = strconv.Atoi(waarde); err != nil {
			return fmt.Errorf("volgorde %q is geen getal", waarde)
		}
	case "gecontroleerd_op":
		if p.GecontroleerdOp, err = time.Parse(time.DateOnly, waarde); err != nil {
			return fmt.Errorf("gecontroleerd_op %q is geen datum als 2026-11-02", waarde)
		}
	case "bron":
		p.Bron = waarde
	default:
		return fmt.Errorf("%q kennen wij niet", naam)
	}
	return nil
}

// metTekst reads the rest of the file; nr is the line on which the head ended.
func (p Pagina) metTekst(in io.Reader, nr int, gezien map[string]bool) (Pagina, error) {
	for _, naam := range []string{"titel", "samenvatting", "thema", "gecontroleerd_op"} {
		if !gezien[naam] {
			return p, fmt.Errorf("regel %d: %s ontbreekt", nr, naam)
		}
	}
	b, err := io.ReadAll(in)
	if err != nil {
		return p, fmt.Errorf("na regel %d: %w", nr, err)
	}
	p.Tekst = strings.TrimSpace(strings.ReplaceAll(string(b), "\r\n", "\n"))
	if p.Tekst == "" {
		return p, fmt.Errorf("regel %d: de tekst ontbreekt", nr+1)
	}
	return p, nil
}
