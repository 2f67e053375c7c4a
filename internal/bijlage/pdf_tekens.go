package bijlage

import "bytes"

// tekens reads PDF syntax (ISO 32000-2, 7.2 and 7.3) from b, as far as is needed to
// tell what a stream says of itself.
type tekens struct{ b []byte }

func isWit(c byte) bool {
	return c == 0 || c == '\t' || c == '\n' || c == '\f' || c == '\r' || c == ' '
}
func isGrens(c byte) bool  { return bytes.IndexByte([]byte("()<>[]{}/%"), c) >= 0 }
func isGewoon(c byte) bool { return !isWit(c) && !isGrens(c) }

// leesNaam reads a name behind its slash: #4A is J.
func leesNaam(b []byte) (naam string, rest []byte) {
	i := 0
	for i < len(b) && isGewoon(b[i]) {
		i++
	}
	ruw, rest := b[:i], b[i:]
	if bytes.IndexByte(ruw, '#') < 0 {
		return string(ruw), rest
	}
	uit := make([]byte, 0, len(ruw))
	for i := 0; i < len(ruw); i++ {
		if ruw[i] == '#' && i+2 < len(ruw) {
			if hoog, laag := hex(ruw[i+1]), hex(ruw[i+2]); hoog >= 0 && laag >= 0 {
				uit = append(uit, byte(hoog<<4|laag)) // #nosec G115 -- both below 16
				i += 2
				continue
			}
		}
		uit = append(uit, ruw[i])
	}
	return string(uit), rest
}

func hex(c byte) int {
	switch {
	case '0' <= c && c <= '9':
		return int(c - '0')
	case 'a' <= c && c <= 'f':
		return int(c-'a') + 10
	case 'A' <= c && c <= 'F':
		return int(c-'A') + 10
	}
	return -1
}

// volgend gives the next token: "/" and a name, "(" for a string, a bracket, or a
// word; "" at the end.
func (t *tekens) volgend() string {
	t.overslaan()
	if len(t.b) == 0 {
		return ""
	}
	c := t.b[0]
	switch {
	case c == '/':
		naam, rest := leesNaam(t.b[1:])
		t.b = rest
		return "/" + naam
	case c == '(':
		t.tekst()
		return "("
	case bytes.HasPrefix(t.b, []byte("<<")), bytes.HasPrefix(t.b, []byte(">>")):
		uit := string(t.b[:2])
		t.b = t.b[2:]
		return uit
	case c == '<':
		if i := bytes.IndexByte(t.b, '>'); i >= 0 {
			t.b = t.b[i+1:]
		} else {
			t.b = nil
		}
		return "("
	case isGrens(c):
		t.b = t.b[1:]
		return string(c)
	}
	i := 0
	for i < len(t.b) && isGewoon(t.b[i]) {
		i++
	}
	woord := t.b[:i]
	t.b = t.b[i:]
	return string(woord)
}

// overslaan goes past white space and comments.
func (t *tekens) overslaan() {
	for len(t.b) > 0 {
		switch {
		case isWit(t.b[0]):
			t.b = t.b[1:]
		case t.b[0] == '%':
			i := bytes.IndexAny(t.b, "\r\n")
			if i < 0 {
				i = len(t.b)
			}
			t.b = t.b[i:]
		default:
			return
		}
	}
}

// tekst goes past a string in parentheses.
func (t *tekens) tekst() {
	diep := 0
	for i := 0; i < len(t.b); i++ {
		switch t.b[i] {
		case '\\':
			i++
		case '(':
			diep++
		case ')':
			if diep--; diep == 0 {
				t.b = t.b[i+1:]
				return
			}
		}
	}
	t.b = nil
}

// woordenboek is a dictionary: of each key all tokens of its value.
type woordenboek map[string][]string

func (w woordenboek) heeft(sleutel string) bool { _, ok := w[sleutel]; return ok }

// stroom reads an object that is a stream: its dictionary and what stands behind the
// word "stream". For every other object the second is nil. It fails on a dictionary
// that one reader will understand in another way than the next.
func (t *tekens) stroom() (woordenboek, []byte, error) {
	if t.overslaan(); !bytes.HasPrefix(t.b, []byte("<<")) {
		return nil, nil, nil
	}
	w, ok := t.woorden()
	if !ok {
		return nil, nil, errPDF
	}
	if t.overslaan(); !bytes.HasPrefix(t.b, []byte("stream")) {
		return nil, nil, nil
	}
	return w, t.b[len("stream"):], nil
}

// woorden reads a dictionary; false when it has no end, or something that is no key
// where a key should be. A key that comes twice has the tokens of both.
func (t *tekens) woorden() (woordenboek, bool) {
	w := woordenboek{}
	t.volgend()
	for {
		sleutel := t.volgend()
		switch {
		case sleutel == ">>":
			return w, true
		case sleutel == "", sleutel[0] != '/':
			return w, false
		}
		w[sleutel[1:]] = append(w[sleutel[1:]], t.waarde()...)
	}
}

// waarde reads all tokens up to the next key of the same dictionary, or its end.
func (t *tekens) waarde() (uit []string) {
	for diep := 0; ; {
		voor := t.b
		x := t.volgend()
		if x == "" || diep == 0 && (x == ">>" || x[0] == '/' && len(uit) > 0) {
			t.b = voor
			return uit
		}
		switch x {
		case "<<", "[":
			diep++
		case ">>", "]":
			diep--
		}
		uit = append(uit, x)
	}
}

// plat reports whether a stream stands there as it is. It fails for one that is folded
// in a way that we don't unfold.
func (w woordenboek) plat() (bool, error) {
	for _, sleutel := range []string{"DecodeParms", "DP", "F", "FFilter"} {
		for _, x := range w[sleutel] {
			if x != "null" && x != "[" && x != "]" {
				return false, errPDF
			}
		}
	}
	filter := w["Filter"]
	if n := len(filter); n == 3 && filter[0] == "[" && filter[2] == "]" {
		filter = filter[1:2]
	}
	switch {
	case len(filter) == 0, len(filter) == 1 && filter[0] == "null", len(filter) == 2 && filter[0] == "[":
		return true, nil
	case len(filter) == 1 && (filter[0] == "/FlateDecode" || filter[0] == "/Fl"):
		return false, nil
	}
	return false, errPDF
}
