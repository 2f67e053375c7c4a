package pdftest

import (
	"bytes"
	"encoding/asn1"
	"encoding/hex"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// Trust makes a store of certificates, as a viewer has one, that trusts the root in
// a file, and gives its folder.
func Trust(t testing.TB, root string) string {
	t.Helper()
	store := t.TempDir()
	Run(t, "certutil", "-N", "-d", "sql:"+store, "--empty-password")
	Run(t, "certutil", "-A", "-d", "sql:"+store, "-n", "root", "-t", "CT,C,C", "-i", root)
	return store
}

// Pdfsig is what Poppler says of the signatures of a document.
func Pdfsig(t testing.TB, store string, doc []byte) string {
	t.Helper()
	out, err := exec.Command("pdfsig", "-nssdir", store, Save(t, doc)).CombinedOutput() // #nosec G204 -- only tests call it
	if exit := (*exec.ExitError)(nil); err != nil && !errors.As(err, &exit) {           // it fails where there is no signature
		t.Fatalf("Het programma pdfsig ontbreekt: `make test` installeert het. (%v)", err)
	}
	return string(out)
}

// Trusted tells whether Poppler has nothing to remark on the one signature of a
// document.
func Trusted(pdfsig string) bool {
	for _, sentence := range []string{"Signature is Valid.", "Total document signed", "Certificate is Trusted."} {
		if !strings.Contains(pdfsig, sentence) {
			return false
		}
	}
	return strings.Count(pdfsig, "Signature #") == 1
}

var reByteRange = regexp.MustCompile(`/ByteRange \[0 ([0-9]+) ([0-9]+) ([0-9]+)\]`)

// VerifyCMS takes the signature out of a document and lets OpenSSL check it, with the
// attributes that CAdES asks for, against the root in a file.
func VerifyCMS(t testing.TB, root string, doc []byte) {
	t.Helper()
	m := reByteRange.FindSubmatch(doc)
	if m == nil {
		t.Fatal("er is geen handtekening")
	}
	var begin, end, rest int
	if _, err := fmt.Sscan(string(m[1])+" "+string(m[2])+" "+string(m[3]), &begin, &end, &rest); err != nil || end+rest != len(doc) {
		t.Fatalf("de handtekening gaat niet over het hele document: %s van %d (%v)", m[0], len(doc), err)
	}
	der, err := hex.DecodeString(string(doc[begin+1 : end-1]))
	if err != nil {
		t.Fatal(err)
	}
	var cms asn1.RawValue
	if _, err := asn1.Unmarshal(der, &cms); err != nil { // zeros follow it
		t.Fatal(err)
	}
	dir := t.TempDir()
	content, signature := filepath.Join(dir, "content"), filepath.Join(dir, "signature")
	err = errors.Join(os.WriteFile(content, append(bytes.Clone(doc[:begin]), doc[end:]...), 0o600), os.WriteFile(signature, cms.FullBytes, 0o600))
	if err != nil {
		t.Fatal(err)
	}
	Run(t, "openssl", "cms", "-verify", "-cades", "-binary", "-inform", "DER", "-in", signature, "-content", content, "-CAfile", root, "-out", filepath.Join(dir, "out"))
}
