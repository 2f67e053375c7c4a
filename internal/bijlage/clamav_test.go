package bijlage

import (
	"bufio"
	"bytes"
	"context"
	"encoding/binary"
	"io"
	"net"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"mantelpunt/internal/fault"
)

// nepclamd listens as clamd does. antwoord gets a connection on which the command was
// read, and may read the pieces by stukken.
func nepclamd(t *testing.T, netwerk string, antwoord func(net.Conn, *bufio.Reader)) *Clam {
	t.Helper()
	adres := "127.0.0.1:0"
	if netwerk == "unix" {
		adres = filepath.Join(t.TempDir(), "clamd.ctl")
	}
	ln, err := net.Listen(netwerk, adres)
	if err != nil {
		t.Fatal(err)
	}
	klaar := make(chan struct{})
	go func() {
		defer close(klaar)
		for {
			conn, err := ln.Accept()
			if err != nil {
				return
			}
			r := bufio.NewReader(conn)
			if opdracht, err := r.ReadString(0); err == nil && opdracht != "zINSTREAM\x00" {
				t.Errorf("command %q", opdracht)
			}
			antwoord(conn, r)
			conn.Close()
		}
	}()
	t.Cleanup(func() { ln.Close(); <-klaar })
	adres = ln.Addr().String()
	if netwerk == "unix" {
		adres = "unix:" + adres
	}
	c, err := NieuweClam(adres)
	if err != nil {
		t.Fatal(err)
	}
	return c
}

// stukken reads what INSTREAM sends, up to max bytes.
func stukken(r io.Reader, max int) (b []byte, heel bool) {
	for {
		var n uint32
		if binary.Read(r, binary.BigEndian, &n) != nil {
			return b, false
		}
		if n == 0 {
			return b, true
		}
		if len(b)+int(n) > max {
			return b, false
		}
		stuk := make([]byte, n)
		if _, err := io.ReadFull(r, stuk); err != nil {
			return b, false
		}
		b = append(b, stuk...)
	}
}

// eicar is taken for a virus by every scanner; written in two halves, so that none of
// them takes this file for one.
const eicar = `X5O!P%@AP[4\PZX54(P^)7CC)7}` + `$EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*`

func clamd(conn net.Conn, r *bufio.Reader) {
	b, heel := stukken(r, 25<<20)
	switch {
	case !heel:
	case bytes.Contains(b, []byte(eicar)):
		_, _ = conn.Write([]byte("stream: Eicar-Signature FOUND\x00"))
	default:
		_, _ = conn.Write([]byte("stream: OK\x00"))
	}
}

func TestClamd(t *testing.T) {
	for _, netwerk := range []string{"tcp", "unix"} {
		k := Keurder{Clam: nepclamd(t, netwerk, clamd)}
		if _, err := k.Keur(t.Context(), "x.pdf", bytes.NewReader(proefPDF(""))); err != nil {
			t.Errorf("%s: a good file: %v", netwerk, err)
		}
		groot := proefPDF("", "<< /Length 9000000 >>\nstream\n"+strings.Repeat("0123456789", 900_000)+"\nendstream")
		if _, err := k.Keur(t.Context(), "x.pdf", bytes.NewReader(groot)); err != nil {
			t.Errorf("%s: a large file: %v", netwerk, err)
		}
		_, err := k.Keur(t.Context(), "x.pdf", bytes.NewReader(proefPDF("", "("+eicar+")")))
		if !fault.Is(err, fault.Invalid) || !strings.Contains(fault.Tekst(err), "virus") || !strings.Contains(err.Error(), "Eicar-Signature") {
			t.Errorf("%s: infected: %v, %q", netwerk, err, fault.Tekst(err))
		}
	}
}

// Whatever goes wrong with the scanner, a file that was not scanned does not come in.
func TestClamdThatFails(t *testing.T) {
	groot := proefPDF("", "<< /Length 8000000 >>\nstream\n"+strings.Repeat("0123456789", 800_000)+"\nendstream")
	zeg := func(antwoord string) func(net.Conn, *bufio.Reader) {
		return func(conn net.Conn, r *bufio.Reader) {
			stukken(r, 25<<20)
			_, _ = conn.Write([]byte(antwoord))
		}
	}
	for _, c := range []struct {
		wat, zin string
		wil      fault.Kind
		clamd    func(net.Conn, *bufio.Reader)
	}{
		{"stops at once", "niet op virussen", fault.Unavailable, func(net.Conn, *bufio.Reader) {}},
		{"stops halfway", "niet op virussen", fault.Unavailable, func(_ net.Conn, r *bufio.Reader) { stukken(r, 1<<20) }},
		{"says nothing", "niet op virussen", fault.Unavailable, zeg("")},
		{"half an answer", "niet op virussen", fault.Unavailable, zeg("stream: O")},
		{"an error", "niet op virussen", fault.Unavailable, zeg("INSTREAM: Can't write to temporary file. ERROR\x00")},
		{"something else", "niet op virussen", fault.Unavailable, zeg("PONG\x00")},
		{"talks without end", "niet op virussen", fault.Unavailable, zeg(strings.Repeat("a", 100_000))},
		{"size limit", "te groot voor onze viruscontrole", fault.Invalid, func(conn net.Conn, r *bufio.Reader) {
			stukken(r, 1<<20)
			_, _ = conn.Write([]byte("INSTREAM size limit exceeded. ERROR\x00"))
			_, _ = io.Copy(io.Discard, r) // as clamd does: what still comes is read, so that the answer arrives
		}},
	} {
		cl := nepclamd(t, "tcp", c.clamd)
		if c.wat == "size limit" {
			cl.tijd = 5 * time.Second
		}
		_, err := Keurder{Clam: cl}.Keur(t.Context(), "x.pdf", bytes.NewReader(groot))
		if !fault.Is(err, c.wil) || !strings.Contains(fault.Tekst(err), c.zin) {
			t.Errorf("%s: %v, %q", c.wat, err, fault.Tekst(err))
		}
	}
	weg, err := NieuweClam("unix:" + filepath.Join(t.TempDir(), "weg.ctl"))
	if err != nil {
		t.Fatal(err)
	}
	if _, err := (Keurder{Clam: weg}).Keur(t.Context(), "x.pdf", bytes.NewReader(groot)); !fault.Is(err, fault.Unavailable) {
		t.Errorf("not there: %v", err)
	}
}

// A scanner that doesn't answer costs a visitor no more than the time there is.
func TestClamdThatIsSlow(t *testing.T) {
	los := make(chan struct{})
	wacht := func(conn net.Conn, r *bufio.Reader) { <-los }
	c := nepclamd(t, "tcp", wacht)
	defer close(los)
	c.tijd = 30 * time.Millisecond
	if _, err := (Keurder{Clam: c}).Keur(t.Context(), "x.pdf", bytes.NewReader(proefPDF(""))); !fault.Is(err, fault.Unavailable) {
		t.Errorf("its own limit: %v", err)
	}
	c.tijd = time.Minute
	ctx, stop := context.WithTimeout(t.Context(), 30*time.Millisecond)
	defer stop()
	if _, err := (Keurder{Clam: c}).Keur(ctx, "x.pdf", bytes.NewReader(proefPDF(""))); !fault.Is(err, fault.Unavailable) {
		t.Errorf("the request's limit: %v", err)
	}
	ctx, stop = context.WithCancel(t.Context())
	time.AfterFunc(30*time.Millisecond, stop)
	if _, err := (Keurder{Clam: c}).Keur(ctx, "x.pdf", bytes.NewReader(proefPDF(""))); err == nil || fault.Tekst(err) != "" {
		t.Errorf("a visitor who left: %v", err)
	}
}

func TestClamAddress(t *testing.T) {
	for adres, goed := range map[string]bool{
		"unix:/run/clamav/clamd.ctl": true, "clamd:3310": true, "[::1]:3310": true,
		"unix:clamd.ctl": false, "clamd": false, ":3310": false, "clamd:": false, "/run/clamd.ctl": false,
	} {
		if _, err := NieuweClam(adres); (err == nil) != goed {
			t.Errorf("%s: %v", adres, err)
		}
	}
	if c, err := NieuweClam(""); c != nil || err != nil {
		t.Error(c, err)
	}
}
