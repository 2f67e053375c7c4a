package bijlage

import (
	"bytes"
	"context"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"net"
	"strings"
	"time"

	"mantelpunt/internal/fault"
	"mantelpunt/internal/i18n"
)

// Clam asks clamd, the daemon of ClamAV, whether a file is known to be bad.
type Clam struct {
	netwerk, adres string
	tijd           time.Duration // for one file
}

// NieuweClam reads an address: unix:/run/clamav/clamd.ctl, or host:port. Of "" it makes
// nil: no scanner.
func NieuweClam(adres string) (*Clam, error) {
	if adres == "" {
		return nil, nil
	}
	c := &Clam{netwerk: "tcp", adres: adres, tijd: 15 * time.Second}
	if pad, ok := strings.CutPrefix(adres, "unix:"); ok {
		c.netwerk, c.adres = "unix", pad
		if !strings.HasPrefix(pad, "/") {
			return nil, errors.New("moet unix:/pad of host:poort zijn")
		}
		return c, nil
	}
	if host, poort, err := net.SplitHostPort(adres); err != nil || host == "" || poort == "" {
		return nil, errors.New("moet unix:/pad of host:poort zijn")
	}
	return c, nil
}

// keur asks the scanner, when there is one, and turns what it says into a fault. What
// was not scanned does not come in.
func (c *Clam) keur(ctx context.Context, b []byte) error {
	if c == nil {
		return nil
	}
	antwoord, err := c.vraag(ctx, b)
	switch {
	case err != nil && ctx.Err() != nil && errors.Is(ctx.Err(), context.Canceled):
		return ctx.Err()
	case err != nil:
		return c.weg(ctx, err)
	case antwoord == "stream: OK":
		return nil
	case strings.HasSuffix(antwoord, " FOUND"):
		return afgekeurd(i18n.T(ctx, "bijlage.fout.virus"), fmt.Sprintf("clamd: %q", antwoord))
	case strings.Contains(antwoord, "size limit exceeded"):
		return afgekeurd(i18n.T(ctx, "bijlage.fout.scan_groot"), "clamd: groter dan StreamMaxLength")
	}
	return c.weg(ctx, fmt.Errorf("antwoord %q", antwoord))
}

func (c *Clam) weg(ctx context.Context, err error) error {
	return &fault.Error{Kind: fault.Unavailable, Tekst: i18n.T(ctx, "bijlage.fout.scan_weg"), Err: fmt.Errorf("clamd: %w", err)}
}

const (
	clamStuk     = 64 << 10
	clamAntwoord = 4 << 10
)

// vraag sends a file by the command INSTREAM (clamd(8)): pieces with their length
// before them, an empty one at the end.
func (c *Clam) vraag(ctx context.Context, b []byte) (string, error) {
	ctx, stop := context.WithTimeout(ctx, c.tijd)
	defer stop()
	var d net.Dialer
	conn, err := d.DialContext(ctx, c.netwerk, c.adres)
	if err != nil {
		return "", err
	}
	defer conn.Close()
	defer context.AfterFunc(ctx, func() { _ = conn.SetDeadline(time.Unix(1, 0)) })()

	stuur := net.Buffers{[]byte("zINSTREAM\x00")}
	for len(b) > 0 {
		stuk := b[:min(len(b), clamStuk)]
		stuur = append(stuur, binary.BigEndian.AppendUint32(nil, uint32(len(stuk))), stuk) // #nosec G115 -- at most clamStuk
		b = b[len(stuk):]
	}
	stuur = append(stuur, make([]byte, 4))
	// clamd answers and closes when it has seen enough, so a failure to write says
	// less than the answer that may be there
	_, schrijf := stuur.WriteTo(conn)
	antwoord, err := io.ReadAll(io.LimitReader(conn, clamAntwoord))
	if i := bytes.IndexByte(antwoord, 0); i >= 0 {
		return string(antwoord[:i]), nil
	}
	if ctx.Err() != nil {
		err = ctx.Err()
	}
	if err == nil {
		err = errors.New("antwoord zonder einde")
	}
	return "", errors.Join(schrijf, err)
}
