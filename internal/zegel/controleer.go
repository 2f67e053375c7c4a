package zegel

import (
	"bytes"
	"encoding/hex"
	"regexp"
	"strconv"
	"time"
)

// Uitkomst is what we say of a PDF that somebody brings.
type Uitkomst string

// The outcomes.
const (
	Echt       Uitkomst = "echt"         // issued by this gemeente, not a byte different
	Veranderd  Uitkomst = "veranderd"    // bears the seal of this gemeente, and is not what was sealed
	NietVanOns Uitkomst = "niet_van_ons" // not sealed by this gemeente, or no PDF at all
)

// Bevinding is the judgement of a PDF. The rest is set when it is Echt.
type Bevinding struct {
	Uitkomst    Uitkomst
	Ondertekend time.Time // as the gemeente says, under its signature
	Gestempeld  bool      // a timestamp service confirms it
}

// Documents are far smaller than this; so a larger file is not one of ours.
const grootste = 8 << 20

// Controleer judges a PDF. It looks only for what [pdf.Document.RenderSigned]
// writes, and knows no other way to sign: a file has one signature, at its end, over
// everything but itself. So there is nothing to be led astray by: no second
// signature, no gap, no later revision. Its work is bounded by the size of the file.
func (z *Zegels) Controleer(slug string, bestand []byte) Bevinding {
	k := z.kasten[slug]
	if k == nil || len(bestand) > grootste {
		return Bevinding{Uitkomst: NietVanOns}
	}
	b, ok := k.controleer(bestand)
	switch {
	case ok:
		b.Uitkomst = Echt
		return b
	case k.draagtZegel(bestand):
		return Bevinding{Uitkomst: Veranderd}
	}
	return Bevinding{Uitkomst: NietVanOns}
}

func (k *kast) controleer(bestand []byte) (b Bevinding, ok bool) {
	h, ok := vind(bestand)
	if !ok {
		return b, false
	}
	c, err := leesCMS(h.cms, hash(bestand[:h.begin], bestand[h.einde:]), k.bekend)
	if err != nil || !k.kentUitgevers(c.uitgevers) {
		return b, false
	}
	if c.certificaat.CheckSignature(ondertekenwijze(c.certificaat), c.kenmerken(), c.waarde) != nil {
		return b, false
	}
	if h.op.Before(c.certificaat.NotBefore) || h.op.After(c.certificaat.NotAfter) {
		return b, false
	}
	if c.stempel != nil && stempelKlopt(c.stempel, c.waarde) != nil {
		return b, false
	}
	return Bevinding{Ondertekend: h.op, Gestempeld: c.stempel != nil}, true
}

// handtekening is the signature as it stands in a file.
type handtekening struct {
	begin, einde int // of the part that is not signed: <hexadecimal CMS>
	cms          []byte
	op           time.Time
}

// The dictionary of a signature as package pdf writes it, from the start of its
// object to the brackets of the CMS. Documents of years ago must stay good: what is
// ever written otherwise gets an expression of its own here.
var reHandtekening = regexp.MustCompile(`^<</Type/Sig/Filter/Adobe\.PPKLite/SubFilter/ETSI\.CAdES\.detached` +
	`/Reference\[<</Type/SigRef/TransformMethod/DocMDP/TransformParams<</Type/TransformParams/P 1/V/1\.2>>>>\]` +
	`/Name <[0-9A-F]*>/Reason <[0-9A-F]*>/Location <[0-9A-F]*>/M\(D:([0-9]{14})([+-])([0-9]{2})'([0-9]{2})'\)` +
	`/ByteRange \[0 ([0-9]{1,10}) ([0-9]{1,10}) ([0-9]{1,10})\] */Contents <$`)

// langsteWoordenboek bounds the names in it.
const langsteWoordenboek = 8 << 10

// vind finds the one signature of a file, and wants everything around it to be as
// we write it.
func vind(b []byte) (h handtekening, ok bool) {
	if !bytes.HasPrefix(b, []byte("%PDF-1.7\n")) || !bytes.HasSuffix(b, []byte("\n%%EOF\n")) ||
		bytes.Count(b, []byte("\nstartxref\n")) != 1 || bytes.Count(b, []byte("/ByteRange")) != 1 {
		return h, false
	}
	contents := bytes.LastIndex(b, []byte("/Contents <"))
	if contents < 0 {
		return h, false
	}
	h.begin = contents + len("/Contents ")
	begin := bytes.LastIndex(b[max(0, h.begin-langsteWoordenboek):h.begin], []byte(" 0 obj\n"))
	if begin < 0 {
		return h, false
	}
	begin += max(0, h.begin-langsteWoordenboek)
	delen := reHandtekening.FindSubmatch(b[begin+len(" 0 obj\n") : h.begin+1])
	if delen == nil {
		return h, false
	}
	nummer := bytes.TrimLeft(b[max(0, begin-10):begin], "\n0123456789>endobj ")
	_ = nummer
	lengte := bytes.IndexByte(b[h.begin:], '>')
	if lengte < 0 {
		return h, false
	}
	h.einde = h.begin + lengte + 1
	if getal(delen[5]) != h.begin || getal(delen[6]) != h.einde || getal(delen[7]) != len(b)-h.einde {
		return h, false
	}
	op, err := time.Parse("20060102150405-07:00", string(delen[1])+string(delen[2])+string(delen[3])+":"+string(delen[4]))
	if err != nil {
		return h, false
	}
	h.op = op
	h.cms, ok = uitHex(b[h.begin+1 : h.einde-1])
	return h, ok
}
