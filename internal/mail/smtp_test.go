package mail

import (
	"context"
	"errors"
	"io"
	"net"
	"strings"
	"sync"
	"testing"

	"mantelpunt/internal/config"
	"mantelpunt/internal/kluis"

	"github.com/emersion/go-smtp"
	"github.com/riverqueue/river"
)

// server is a mail server that remembers what it took in.
type server struct {
	mu        sync.Mutex
	brieven   []string
	weigert   *smtp.SMTPError // what it says to a receiver
	ontvanger string
}

func (s *server) NewSession(*smtp.Conn) (smtp.Session, error) { return s, nil }
func (s *server) Mail(string, *smtp.MailOptions) error        { return nil }
func (s *server) Reset()                                      {}
func (s *server) Logout() error                               { return nil }

func (s *server) Rcpt(aan string, _ *smtp.RcptOptions) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.weigert != nil {
		return s.weigert
	}
	s.ontvanger = aan
	return nil
}

func (s *server) Data(r io.Reader) error {
	b, err := io.ReadAll(r)
	s.mu.Lock()
	defer s.mu.Unlock()
	s.brieven = append(s.brieven, string(b))
	return err
}

// luister brings a mail server up at an address.
func (s *server) luister(t *testing.T, adres string) string {
	t.Helper()
	l, err := net.Listen("tcp", adres)
	if err != nil {
		t.Fatal(err)
	}
	srv := smtp.NewServer(s)
	srv.Domain = "localhost"
	klaar := make(chan struct{})
	go func() { defer close(klaar); _ = srv.Serve(l) }()
	t.Cleanup(func() { _ = srv.Close(); <-klaar })
	return l.Addr().String()
}

func TestMailArrivesOnceTheServerIsUp(t *testing.T) {
	t.Parallel()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	adres := l.Addr().String()
	_ = l.Close() // an address where nobody answers yet
	kl := kluis.Proef(t)
	w := &werker{b: SMTP{config.Config{SMTPAdres: adres, SMTPBeveiliging: "geen"}}, kluis: kl, van: van}
	job := verstuur(t, kl, brief)
	if job.MaxAttempts < 16 {
		t.Errorf("%d tries are less than three days", job.MaxAttempts)
	}

	err = w.Work(context.Background(), job)
	var gestopt *river.JobCancelError
	if err == nil || errors.As(err, &gestopt) {
		t.Fatalf("a server that is down must be tried again: %v", err)
	}

	s := &server{}
	s.luister(t, adres)
	if err := w.Work(context.Background(), job); err != nil {
		t.Fatal(err)
	}
	if err := w.Work(context.Background(), job); err != nil { // the process died before the job was marked as done
		t.Fatal(err)
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	if len(s.brieven) != 2 || s.ontvanger != brief.Aan || !strings.Contains(s.brieven[0], "012345") {
		t.Fatalf("%q %q", s.ontvanger, s.brieven)
	}
	if a, b := berichtID(s.brieven[0]), berichtID(s.brieven[1]); a == "" || a != b || !strings.HasSuffix(a, "@veldwaarde.example>") {
		t.Errorf("the same mail has the same Message-ID: %q %q", a, b)
	}
}

func berichtID(brief string) string {
	_, rest, _ := strings.Cut(brief, "Message-ID: ")
	id, _, _ := strings.Cut(rest, "\r\n")
	return id
}

func TestRefusedReceiver(t *testing.T) {
	t.Parallel()
	s := &server{}
	kl := kluis.Proef(t)
	w := &werker{b: SMTP{config.Config{SMTPAdres: s.luister(t, "127.0.0.1:0"), SMTPBeveiliging: "geen"}}, kluis: kl, van: van}
	job := verstuur(t, kl, brief)
	for _, c := range []struct {
		fout  smtp.SMTPError
		stopt bool
	}{
		{smtp.SMTPError{Code: 550, EnhancedCode: smtp.EnhancedCode{5, 1, 1}, Message: "no mailbox jan@voorbeeld.example"}, true},
		{smtp.SMTPError{Code: 451, EnhancedCode: smtp.EnhancedCode{4, 7, 1}, Message: "greylisted jan@voorbeeld.example"}, false},
	} {
		s.mu.Lock()
		s.weigert = &c.fout
		s.mu.Unlock()
		err := w.Work(context.Background(), job)
		var gestopt *river.JobCancelError
		if err == nil || errors.As(err, &gestopt) != c.stopt {
			t.Errorf("%d: %v", c.fout.Code, err)
		}
		if strings.Contains(err.Error(), "jan@") {
			t.Errorf("the receiver stands in the log: %v", err)
		}
	}
}

func TestMailServerMustEncryptUnlessTold(t *testing.T) {
	t.Parallel()
	s := &server{}
	adres := s.luister(t, "127.0.0.1:0")
	m, err := maak(context.Background(), brief, van)
	if err != nil {
		t.Fatal(err)
	}
	for _, soort := range []string{"starttls", "tls"} {
		if err := (SMTP{config.Config{SMTPAdres: adres, SMTPBeveiliging: soort}}).Bezorg(context.Background(), m); err == nil {
			t.Errorf("%s: sent without encryption", soort)
		}
	}
	if err := (SMTP{config.Config{SMTPAdres: "zonderpoort", SMTPBeveiliging: "geen"}}).Bezorg(context.Background(), m); err == nil {
		t.Error("an address without port must be an error")
	}
}
