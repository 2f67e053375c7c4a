// Package mail sends mail through a job: enqueued in the transaction that causes
// it, delivered over SMTP, tried again while the server is down. In dev the mail
// lands in a folder instead.
package mail

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"strings"
	"time"

	"mantelpunt/internal/fault"
	"mantelpunt/internal/jobs"
	"mantelpunt/internal/kluis"

	"github.com/jackc/pgx/v5"
	"github.com/riverqueue/river"
	gomail "github.com/wneessen/go-mail"
)

// Bericht is one mail: paragraphs, and perhaps one link to follow. The subject
// holds no personal data.
type Bericht struct {
	Aan       string
	Onderwerp string
	Taal      string // "nl" when empty
	Alineas   []string
	Code      string // a code to type over, shown large
	LinkTekst string
	Link      string
	Afzender  string // "Gemeente Veldwaarde, Mantelpunt"
}

// Bezorger delivers a message.
type Bezorger interface {
	Bezorg(ctx context.Context, m *gomail.Msg) error
}

// Post enqueues mail.
type Post struct {
	Rij   *jobs.Wachtrij
	Kluis *kluis.Kluis
}

// Verstuur enqueues a mail in a transaction. The queue holds it closed: an address
// and a login code are nobody's business who reads the table of jobs.
func (p Post) Verstuur(ctx context.Context, tx pgx.Tx, b Bericht) error {
	klaar, err := json.Marshal(b)
	if err != nil {
		return fault.Wrap(err, "mail klaarzetten")
	}
	return p.Rij.Erin(ctx, tx, taak{p.Kluis.Dicht(klaar, plaats)})
}

const plaats = "mail"

type taak struct {
	Dicht []byte `json:"dicht"` // Bericht as JSON
}

func (taak) Kind() string { return "mail" }

func (t taak) open(k *kluis.Kluis) (b Bericht, err error) {
	klaar, err := k.Open(t.Dicht, plaats)
	if err == nil {
		err = json.Unmarshal(klaar, &b)
	}
	return b, fault.Wrap(err, "mail openen")
}

// LeesTaak opens a mail that waits in the queue, from the arguments of its job.
func LeesTaak(k *kluis.Kluis, args []byte) (Bericht, error) {
	var t taak
	if err := json.Unmarshal(args, &t); err != nil {
		return Bericht{}, fault.Wrap(err, "mail openen")
	}
	return t.open(k)
}

// InsertOpts lets River try for about three days: it waits n⁴ seconds after the
// n-th try.
func (taak) InsertOpts() river.InsertOpts { return river.InsertOpts{MaxAttempts: 17} }

// Voeg adds the worker that delivers.
func Voeg(w *river.Workers, b Bezorger, k *kluis.Kluis, van string) {
	river.AddWorker(w, &werker{b: b, kluis: k, van: van})
}

type werker struct {
	river.WorkerDefaults[taak]
	b     Bezorger
	kluis *kluis.Kluis
	van   string
}

func (w *werker) Timeout(*river.Job[taak]) time.Duration { return time.Minute }

func (w *werker) Work(ctx context.Context, job *river.Job[taak]) error {
	b, err := job.Args.open(w.kluis)
	if err != nil {
		return err // perhaps a key is missing in the configuration: try again
	}
	m, err := maak(ctx, b, w.van)
	if err != nil {
		return river.JobCancel(err) // an address that cannot be right is not tried again
	}
	// the same at every try, so that a mailbox can tell that a mail came twice
	_, domein, _ := strings.Cut(m.GetFromString()[0], "@")
	m.SetMessageIDWithValue(fmt.Sprintf("mantelpunt.%d.%d@%s", job.ID, job.CreatedAt.UnixMicro(), strings.TrimSuffix(domein, ">")))
	return bezorgfout(w.b.Bezorg(ctx, m))
}

// bezorgfout keeps the address of the receiver out of the log and the job: what a
// mail server says about it is summed up in a code. Where the server says that
// the mailbox does not exist, River need not try again.
func bezorgfout(err error) error {
	var s *gomail.SendError
	if !errors.As(err, &s) {
		return fault.Wrap(err, "mail bezorgen")
	}
	fout := fmt.Errorf("mail bezorgen: %s: code %d %s", s.Reason, s.ErrorCode(), s.EnhancedStatusCode())
	if s.Reason == gomail.ErrSMTPRcptTo && s.ErrorCode() >= 500 {
		return river.JobCancel(fout)
	}
	return fout
}

func maak(ctx context.Context, b Bericht, van string) (*gomail.Msg, error) {
	m := gomail.NewMsg(gomail.WithNoDefaultUserAgent())
	if err := m.From(van); err != nil {
		return nil, fault.Wrap(err, "afzender van mail")
	}
	if err := m.To(b.Aan); err != nil {
		return nil, fault.New(fault.Invalid, "ontvanger van mail klopt niet")
	}
	m.Subject(b.Onderwerp)
	m.SetDate()
	m.SetGenHeader("Auto-Submitted", "auto-generated") // RFC 3834
	m.SetBodyString(gomail.TypeTextPlain, platteTekst(b))
	var html strings.Builder
	if err := opmaak(b).Render(ctx, &html); err != nil {
		return nil, fault.Wrap(err, "mail opmaken")
	}
	m.AddAlternativeString(gomail.TypeTextHTML, html.String())
	return m, nil
}

func platteTekst(b Bericht) string {
	var delen []string
	for i, a := range b.Alineas {
		delen = append(delen, a)
		if i == 0 && b.Code != "" {
			delen = append(delen, "    "+b.Code)
		}
	}
	if b.Link != "" {
		delen = append(delen, b.LinkTekst+":\n"+b.Link)
	}
	return strings.Join(append(delen, "-- \n"+b.Afzender), "\n\n") + "\n"
}
