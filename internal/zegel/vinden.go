package zegel

import (
	"bytes"
	"encoding/asn1"
	"encoding/hex"
	"regexp"
	"strconv"
	"time"
)

// handtekening is the signature as it stands in a file.
type handtekening struct {
	begin, einde int // of the part that is not signed: <hexadecimal CMS>
	cms          []byte
	op           time.Time
}

// The object of a signature as package pdf writes it, up to the CMS. Documents of
// years ago must stay good: what is ever written in another way gets an expression
// of its own, beside this one.
var reHandtekening = regexp.MustCompile(`\nendobj\n([1-9][0-9]{0,6}) 0 obj\n` +
	`<</Type/Sig/Filter/Adobe\.PPKLite/SubFilter/ETSI\.CAdES\.detached` +
	`/Reference\[<</Type/SigRef/TransformMethod/DocMDP/TransformParams<</Type/TransformParams/P 1/V/1\.2>>>>\]` +
	`/Name <[0-9A-F]*>/Reason <[0-9A-F]*>/Location <[0-9A-F]*>/M\(D:([0-9]{14})([+-][0-9]{2})'([0-9]{2})'\)` +
	`/ByteRange \[0 ([1-9][0-9]{0,9}) ([1-9][0-9]{0,9}) ([1-9][0-9]{0,9})\] */Contents <$`)

const (
	langsteKop = 8 << 10  // bytes before the CMS, in which it says what it is
	langsteCMS = 64 << 10 // hexadecimal digits
)

// vind finds the one signature of a file, and wants everything about it to be as we
// write it: the only revision, certified by this signature (DocMDP), which leaves
// out nothing but its own CMS.
func vind(b []byte) (h handtekening, ok bool) {
	if !bytes.HasPrefix(b, []byte("%PDF-1.7\n")) || !bytes.HasSuffix(b, []byte("\n%%EOF\n")) ||
		bytes.Count(b, []byte("startxref")) != 1 || bytes.Count(b, []byte("/ByteRange")) != 1 {
		return h, false
	}
	h.begin = bytes.LastIndex(b, []byte("/Contents <")) + len("/Contents ")
	if h.begin < len("/Contents ") {
		return h, false
	}
	kop := reHandtekening.FindSubmatch(b[max(0, h.begin-langsteKop) : h.begin+1])
	lengte := bytes.IndexByte(b[h.begin:min(len(b), h.begin+langsteCMS)], '>')
	if kop == nil || lengte < 0 {
		return h, false
	}
	h.einde = h.begin + lengte + 1
	if getal(kop[5]) != h.begin || getal(kop[6]) != h.einde || getal(kop[7]) != len(b)-h.einde {
		return h, false
	}
	if !bytes.Contains(b[:h.begin], []byte("/Perms<</DocMDP "+string(kop[1])+" 0 R>>")) {
		return h, false
	}
	op, err := time.Parse("20060102150405-07:00", string(kop[2])+string(kop[3])+":"+string(kop[4]))
	if err != nil {
		return h, false
	}
	h.op = op
	h.cms, ok = uitHex(b[h.begin+1 : h.einde-1])
	return h, ok
}

// uitHex reads a CMS and the zeros with which its place is filled up.
func uitHex(tekst []byte) ([]byte, bool) {
	b := make([]byte, hex.DecodedLen(len(tekst)))
	if _, err := hex.Decode(b, tekst); err != nil || !bytes.Equal(naarHex(b), tekst) {
		return nil, false
	}
	var v asn1.RawValue
	rest, err := asn1.Unmarshal(b, &v)
	if err != nil || len(bytes.Trim(rest, "\x00")) > 0 {
		return nil, false
	}
	return v.FullBytes, true
}

func naarHex(b []byte) []byte { return hex.AppendEncode(nil, b) }

// getal is a number of a ByteRange; the expression lets nothing else through.
func getal(b []byte) int {
	n, err := strconv.Atoi(string(b))
	if err != nil {
		return -1
	}
	return n
}
