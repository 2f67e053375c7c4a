package mail

import (
	"context"
	"fmt"
	"mime"
	"net"
	"os"
	"path/filepath"
	"sort"
	"strconv"
	"strings"
	"sync/atomic"
	"time"

	"mantelpunt/internal/config"
	"mantelpunt/internal/fault"

	gomail "github.com/wneessen/go-mail"
)

// SMTP delivers to a mail server.
type SMTP struct{ Config config.Config }

// Bezorg sends one message over a connection of its own.
func (s SMTP) Bezorg(ctx context.Context, m *gomail.Msg) error {
	host, poort, err := net.SplitHostPort(s.Config.SMTPAdres)
	if err != nil {
		return fault.Wrap(err, "SMTP_ADRES")
	}
	n, err := strconv.Atoi(poort)
	if err != nil {
		return fault.Wrap(err, "SMTP_ADRES")
	}
	opties := []gomail.Option{gomail.WithPort(n), gomail.WithTimeout(20 * time.Second)}
	switch s.Config.SMTPBeveiliging {
	case "tls":
		opties = append(opties, gomail.WithSSL())
	case "geen":
		opties = append(opties, gomail.WithTLSPolicy(gomail.NoTLS))
	default:
		opties = append(opties, gomail.WithTLSPolicy(gomail.TLSMandatory))
	}
	if s.Config.SMTPGebruiker != "" {
		opties = append(opties, gomail.WithSMTPAuth(gomail.SMTPAuthAutoDiscover), gomail.WithUsername(s.Config.SMTPGebruiker), gomail.WithPassword(s.Config.SMTPWachtwoord))
	}
	c, err := gomail.NewClient(host, opties...)
	if err != nil {
		return err
	}
	return c.DialAndSendWithContext(ctx, m)
}

// Postbus is a folder with one file a message, for dev.
type Postbus struct {
	Map    string
	teller atomic.Int64
}

// Bezorg writes a message to the folder.
func (p *Postbus) Bezorg(_ context.Context, m *gomail.Msg) error {
	if err := os.MkdirAll(p.Map, 0o700); err != nil {
		return err
	}
	naam := filepath.Join(p.Map, fmt.Sprintf("%d-%03d", time.Now().UnixMilli(), p.teller.Add(1)%1000))
	if err := m.WriteToFile(naam + ".deel"); err != nil {
		return err
	}
	return os.Rename(naam+".deel", naam+".eml") // who reads the folder never sees half a message
}

// Brief is a message as the mailbox shows it.
type Brief struct {
	ID, Aan, Onderwerp string
	Op                 time.Time
	Tekst              string
}

// Brieven reads the newest messages, newest first.
func (p *Postbus) Brieven(max int) ([]Brief, error) {
	namen, err := filepath.Glob(filepath.Join(p.Map, "*.eml"))
	if err != nil {
		return nil, err
	}
	sort.Sort(sort.Reverse(sort.StringSlice(namen)))
	var out []Brief
	for _, naam := range namen[:min(max, len(namen))] {
		m, err := gomail.EMLToMsgFromFile(naam)
		if err != nil {
			return nil, fault.Wrap(err, filepath.Base(naam))
		}
		b := Brief{ID: strings.TrimSuffix(filepath.Base(naam), ".eml")}
		for _, a := range m.GetTo() {
			b.Aan = a.Address // every message has one receiver
		}
		if o := m.GetGenHeader(gomail.HeaderSubject); len(o) > 0 {
			b.Onderwerp = ontcijfer(o[0])
		}
		if ms, err := strconv.ParseInt(strings.Split(b.ID, "-")[0], 10, 64); err == nil {
			b.Op = time.UnixMilli(ms)
		}
		for _, deel := range m.GetParts() {
			if deel.GetContentType() == gomail.TypeTextPlain {
				tekst, err := deel.GetContent()
				if err != nil {
					return nil, fault.Wrap(err, filepath.Base(naam))
				}
				b.Tekst = string(tekst)
			}
		}
		out = append(out, b)
	}
	return out, nil
}

// ontcijfer reads a header with words of RFC 2047.
func ontcijfer(s string) string {
	tekst, err := new(mime.WordDecoder).DecodeHeader(s)
	if err != nil {
		return s
	}
	return tekst
}
