package zegel

import (
	"bytes"
	"crypto/rand"
	"crypto/x509"
	"fmt"
	"regexp"
	"strconv"
	"strings"
	"testing"
	"time"

	"mantelpunt/internal/pdf"
	"mantelpunt/internal/pdf/pdftest"
)

// bijgewerkt adds a revision to a file, as a program does that saves what somebody
// wrote on it: another page, in place of the first.
func bijgewerkt(t testing.TB, doc []byte) []byte {
	t.Helper()
	pagina := regexp.MustCompile(`\n([0-9]+) 0 obj\n(<</Type/Page/[^\n]*>>)\n`).FindSubmatch(doc)
	trailer := regexp.MustCompile(`trailer\n<<(.*)>>\nstartxref\n([0-9]+)\n`).FindSubmatch(doc)
	if pagina == nil || trailer == nil {
		t.Fatal("this is not how a document looks")
	}
	b := bytes.Clone(doc)
	begin := len(b)
	b = fmt.Appendf(b, "%s 0 obj\n%s\nendobj\n", pagina[1], bytes.Replace(pagina[2], []byte("/MediaBox[0 0 595.28 841.89]"), []byte("/MediaBox[0 0 595 500]"), 1))
	xref := len(b)
	return fmt.Appendf(b, "xref\n%s 1\n%010d 00000 n \ntrailer\n<<%s/Prev %s>>\nstartxref\n%d\n%%%%EOF\n", pagina[1], begin, trailer[1], trailer[2], xref)
}

// omwikkeld moves the second part that is signed away and puts something of one's own in
// between, with a ByteRange that fits (a signature wrapping attack).
func omwikkeld(t testing.TB, doc []byte) []byte {
	t.Helper()
	h, ok := vind(doc)
	if !ok {
		t.Fatal("no signature is found")
	}
	eigen := []byte(">>>\nendobj\n99 0 obj\n<</Type/Catalog/Pages 1 0 R>>\nendobj\n88 0 obj\n<</Type/Sig/Filter/Adobe.PPKLite/SubFilter/ETSI.CAdES.detached/ByteRange [")
	nieuw := append(bytes.Clone(doc[:h.begin]), eigen...)
	rest := doc[h.einde:]
	plaats := len(nieuw) + 40 + len("]/Contents ") + h.einde - h.begin
	nieuw = fmt.Appendf(nieuw, "%-40s]/Contents ", fmt.Sprintf("0 %d %d %d", h.begin, plaats, len(rest)))
	return append(append(nieuw, doc[h.begin:h.einde]...), rest...)
}

// metGat signs with a ByteRange that leaves out more than the signature. Only who
// has the key can, and then still it may not be taken for ours.
func metGat(t testing.TB, z *Zegel) []byte {
	t.Helper()
	doc := ondertekend(t, z)
	h, ok := vind(doc)
	if !ok {
		t.Fatal("no signature is found")
	}
	const gat = 20
	oud, nieuw := strconv.Itoa(h.begin)+" "+strconv.Itoa(h.einde), strconv.Itoa(h.begin)+" "+strconv.Itoa(h.einde+gat)
	doc = bytes.Replace(doc, []byte("[0 "+oud+" "+strconv.Itoa(len(doc)-h.einde)+"]"), []byte("[0 "+nieuw+" "+strconv.Itoa(len(doc)-h.einde-gat)+"]"), 1)
	return opnieuw(t, z, doc, h.begin, h.einde, h.einde+gat)
}

// opnieuw signs the parts of a file before begin and from deel on, and puts the
// signature at begin.
func opnieuw(t testing.TB, z *Zegel, doc []byte, begin, einde, deel int) []byte {
	t.Helper()
	b, err := z.onderteken(doc[:begin], doc[deel:])
	if err != nil {
		t.Fatal(err)
	}
	return gevuld(doc, begin, einde, b)
}

// gevuld puts a CMS in a file.
func gevuld(doc []byte, begin, einde int, b []byte) []byte {
	plaats := bytes.Repeat([]byte("0"), einde-begin-2)
	copy(plaats, naarHex(b))
	uit := bytes.Clone(doc)
	copy(uit[begin+1:], plaats)
	return uit
}

// zonderDocMDP signs a document that says nothing of what may change.
func zonderDocMDP(t testing.TB, z *Zegel) []byte {
	t.Helper()
	doc := ondertekend(t, z)
	h, ok := vind(doc)
	if !ok {
		t.Fatal("no signature is found")
	}
	doc = bytes.Replace(doc, []byte("/Perms<</DocMDP"), []byte("/Perns<</DocMDP"), 1)
	return opnieuw(t, z, doc, h.begin, h.einde, h.einde)
}

// vervangen replaces once, which must be possible.
func vervangen(t testing.TB, doc []byte, oud, nieuw string) []byte {
	t.Helper()
	uit := bytes.Replace(doc, []byte(oud), []byte(nieuw), 1)
	if bytes.Equal(uit, doc) {
		t.Fatalf("%q is not in the document", oud)
	}
	return uit
}

func TestTamperingIsRefused(t *testing.T) {
	p, ander := plek(t), plek(t)
	proefzegel(t, p)
	proefzegel(t, ander)
	nss := pdftest.Trust(t, p.Wortel())
	zs, z := open(t, p, "")
	_, vreemd := open(t, ander, "")
	doc := ondertekend(t, z)
	if b := zs.Controleer("waterveen", doc); b.Uitkomst != Echt || !pdftest.Trusted(pdftest.Pdfsig(t, nss, doc)) {
		t.Fatalf("before anything is changed: %v", b)
	}
	h, _ := vind(doc)
	const titel = "0061006E00740065006C007A006F0072" // "antelzor"
	metBijlage := append(bytes.Clone(h.cms), 0, 0, 0, 1)
	vroeger := z.Handtekening("Gemeente Waterveen", z.certificaat.NotBefore.Add(-time.Hour))
	vroeger.Sign = z.onderteken
	teVroeg, err := document(t).RenderSigned(vroeger)
	if err != nil {
		t.Fatal(err)
	}

	hVroeg, ok := vind(teVroeg)
	if !ok {
		t.Fatal("no signature is found")
	}

	for _, geval := range []struct {
		naam string
		doc  []byte
		wil  Uitkomst
		stil bool // pdfsig has nothing to remark: it does not look at this
	}{
		{"one letter of the title", vervangen(t, doc, titel, strings.Replace(titel, "61", "62", 1)), Veranderd, false},
		{"one byte near the end", vervangen(t, doc, "trailer\n<</Size", "trailer\n<< Size"), Veranderd, false},
		{"one byte in the signature", func() []byte {
			b := bytes.Clone(doc)
			b[h.begin+1+2*len(h.cms)-8] ^= 1
			return b
		}(), Veranderd, false},
		{"a revision added", bijgewerkt(t, doc), Veranderd, false},
		{"a second signature added", append(bytes.Clone(doc), ondertekend(t, vreemd)...), Veranderd, false},
		{"something before it", append([]byte("\n"), doc...), Veranderd, false},
		{"something after it", append(bytes.Clone(doc), '\n'), Veranderd, false},
		{"cut off", doc[:len(doc)-20], Veranderd, false},
		{"wrapped", omwikkeld(t, doc), Veranderd, false},
		{"a gap in what is signed", metGat(t, z), Veranderd, false},
		{"the numbers of another range", regexp.MustCompile(`/ByteRange \[0 `).ReplaceAll(doc, []byte("/ByteRange [1 ")), Veranderd, false},
		{"the signature of another document", gevuld(doc, h.begin, h.einde, hVroeg.cms), Veranderd, false},
		{"no signature at all", gevuld(doc, h.begin, h.einde, nil), NietVanOns, false},
		{"another gemeente", ondertekend(t, vreemd), NietVanOns, false},
		{"a lookalike: same names and number, another key", ondertekend(t, dubbelganger(t, z)), NietVanOns, false},
		{"changes are not forbidden", zonderDocMDP(t, z), Veranderd, true},
		{"a byte after the signature, where zeros belong", gevuld(doc, h.begin, h.einde, metBijlage), Veranderd, false},
		{"a certificate added", gevuld(doc, h.begin, h.einde, metCertificaat(t, z, doc)), Veranderd, true},
		{"capitals in the signature", hoofdletters(doc, h), NietVanOns, true},
		{"signed before the certificate was there", teVroeg, Veranderd, true},
		{"unsigned", zonderHandtekening(t), NietVanOns, false},
		{"no PDF", []byte("%PDF-1.7\nhallo\n%%EOF\n"), NietVanOns, false},
		{"nothing", nil, NietVanOns, false},
		{"far too much", append(bytes.Clone(doc), make([]byte, grootste)...), NietVanOns, false},
	} {
		t.Run(geval.naam, func(t *testing.T) {
			if b := zs.Controleer("waterveen", geval.doc); b.Uitkomst != geval.wil || !b.Ondertekend.IsZero() {
				t.Errorf("we say %v, want %s", b, geval.wil)
			}
			if oordeel := pdftest.Pdfsig(t, nss, geval.doc); pdftest.Trusted(oordeel) != geval.stil {
				t.Errorf("pdfsig:\n%s", oordeel)
			}
		})
	}
}

func zonderHandtekening(t testing.TB) []byte {
	t.Helper()
	b, err := document(t).Render()
	if err != nil {
		t.Fatal(err)
	}
	return b
}

func hoofdletters(doc []byte, h handtekening) []byte {
	uit := bytes.Clone(doc)
	copy(uit[h.begin:], bytes.ToUpper(doc[h.begin:h.einde]))
	return uit
}

// metCertificaat is a signature with one more certificate, which it does not protect.
func metCertificaat(t testing.TB, z *Zegel, doc []byte) []byte {
	t.Helper()
	h, _ := vind(doc)
	c, err := leesCMS(h.cms, hash(doc[:h.begin], doc[h.einde:]), []*x509.Certificate{z.certificaat})
	if err != nil {
		t.Fatal(err)
	}
	c.uitgevers = append(c.uitgevers, dubbelganger(t, z).certificaat.Raw)
	return c.bytes()
}

// dubbelganger is a seal that looks like another one to whoever does not look at keys.
func dubbelganger(t testing.TB, z *Zegel) *Zegel {
	t.Helper()
	sleutel, err := nieuweSleutel(false)
	if err != nil {
		t.Fatal(err)
	}
	ca := *z.keten[0]
	ca.PublicKey = nil // it is not this key that issues
	b, err := x509.CreateCertificate(rand.Reader, z.certificaat, &ca, sleutel.Public(), sleutel)
	if err != nil {
		t.Fatal(err)
	}
	c, err := x509.ParseCertificate(b)
	if err != nil {
		t.Fatal(err)
	}
	return &Zegel{certificaat: c, sleutel: sleutel, jws: sleutel}
}

// Not one byte of a document can be another one without being seen.
func TestEveryByteCounts(t *testing.T) {
	p := plek(t)
	proefzegel(t, p)
	zs, z := open(t, p, "")
	d := pdf.New(pdf.Info{Title: "Kort", Language: "nl-NL", Author: "Waterveen", Subject: "Toets", Producer: "Mantelpunt", Created: moment})
	doc, err := d.RenderSigned(z.Handtekening("Gemeente Waterveen", moment))
	if err != nil {
		t.Fatal(err)
	}
	if zs.Controleer("waterveen", doc).Uitkomst != Echt {
		t.Fatal("not even unchanged")
	}
	for i := range doc {
		doc[i] ^= 0x04
		if b := zs.Controleer("waterveen", doc); b.Uitkomst == Echt {
			t.Errorf("byte %d: %v", i, b)
		}
		doc[i] ^= 0x04
	}
}

// A seal that was replaced keeps proving what it signed; others do not.
func TestAfterRotation(t *testing.T) {
	for _, metRSA := range []bool{false, true} {
		p := plek(t)
		p.RSA = metRSA
		proefzegel(t, p)
		_, eerste := open(t, p, "")
		oud := ondertekend(t, eerste)
		p.RSA = false
		proefzegel(t, p)
		zs, tweede := open(t, p, "")
		if eerste.certificaat.Equal(tweede.certificaat) {
			t.Fatal("it is still the same seal")
		}
		for naam, doc := range map[string][]byte{"old": oud, "new": ondertekend(t, tweede)} {
			if b := zs.Controleer("waterveen", doc); b.Uitkomst != Echt || !b.Ondertekend.Equal(moment) {
				t.Errorf("the %s document: %v", naam, b)
			}
			if nss := pdftest.Trust(t, p.Wortel()); !pdftest.Trusted(pdftest.Pdfsig(t, nss, doc)) {
				t.Errorf("pdfsig does not trust the %s document", naam)
			}
			if b := zs.Controleer("lindemeer", doc); b.Uitkomst != NietVanOns {
				t.Errorf("at another gemeente: %v", b)
			}
		}
	}
}
