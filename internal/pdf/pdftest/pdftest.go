// Package pdftest looks at documents with the tools that other people use, for
// tests: what those read is what a screen reader or an archive reads.
package pdftest

import (
	"bytes"
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// Save writes a document to a file that is gone after the test.
func Save(t testing.TB, doc []byte) string {
	t.Helper()
	file := filepath.Join(t.TempDir(), "document.pdf")
	if err := os.WriteFile(file, doc, 0o600); err != nil {
		t.Fatal(err)
	}
	return file
}

// Run gives what a tool writes. The test fails when the tool is not there or does
// not succeed.
func Run(t testing.TB, tool string, args ...string) string {
	t.Helper()
	cmd := exec.Command(tool, args...) // #nosec G204 -- only tests call it, with the tools they name
	var stderr bytes.Buffer
	cmd.Stderr = &stderr
	out, err := cmd.Output()
	if errors.Is(err, exec.ErrNotFound) {
		t.Fatalf("Het programma %s ontbreekt: `make test` installeert het.", tool)
	}
	if err != nil {
		t.Fatalf("%s: %v\n%s%s", tool, err, out, stderr.Bytes())
	}
	return string(out)
}

// LeesQR reads the QR code on the first page of a document, as a phone does.
func LeesQR(t testing.TB, doc []byte) string {
	t.Helper()
	plaatje := filepath.Join(t.TempDir(), "blad")
	Run(t, "pdftoppm", "-r", "150", "-png", "-singlefile", Save(t, doc), plaatje)
	return strings.TrimSpace(Run(t, "zbarimg", "--quiet", "--raw", plaatje+".png"))
}
