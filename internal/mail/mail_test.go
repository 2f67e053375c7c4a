package mail

import (
	"context"
	"encoding/json"
	"errors"
	"log/slog"
	"strings"
	"testing"
	"time"

	"mantelpunt/internal/jobs"
	"mantelpunt/internal/kluis"
	"mantelpunt/internal/pgtest"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgxpool"
	"github.com/riverqueue/river"
	"github.com/riverqueue/river/rivertype"
	gomail "github.com/wneessen/go-mail"
)

const van = "Mantelpunt <portaal@veldwaarde.example>"

var brief = Bericht{
	Aan: "jan@voorbeeld.example", Onderwerp: "Uw code – één keer", Code: "012345",
	Alineas: []string{"Met deze code logt u in:", "De code werkt 10 minuten & één keer."}, LinkTekst: "Naar het portaal", Link: "https://veldwaarde.example/mijn", Afzender: "Mantelpunt",
}

// kanaal delivers into the test.
type kanaal chan *gomail.Msg

func (k kanaal) Bezorg(_ context.Context, m *gomail.Msg) error { k <- m; return nil }

func rij(t *testing.T, pool *pgxpool.Pool, k *kluis.Kluis, b Bezorger) *jobs.Wachtrij {
	t.Helper()
	w := river.NewWorkers()
	Voeg(w, b, k, van)
	q, err := jobs.Nieuw(pool, w, nil, slog.New(slog.DiscardHandler))
	if err != nil {
		t.Fatal(err)
	}
	return q
}

// verstuur enqueues a message and gives the job as it stands in the database.
func verstuur(t *testing.T, k *kluis.Kluis, b Bericht) *river.Job[taak] {
	t.Helper()
	ctx, pool := context.Background(), pgtest.Nieuw(t)
	post := Post{Rij: rij(t, pool, k, kanaal(nil)), Kluis: k}
	if err := pgx.BeginFunc(ctx, pool, func(tx pgx.Tx) error { return post.Verstuur(ctx, tx, b) }); err != nil {
		t.Fatal(err)
	}
	job := &river.Job[taak]{JobRow: &rivertype.JobRow{}}
	var args []byte
	if err := pool.QueryRow(ctx, `SELECT id, created_at, max_attempts, args FROM river_job`).Scan(&job.ID, &job.CreatedAt, &job.MaxAttempts, &args); err != nil {
		t.Fatal(err)
	}
	if err := json.Unmarshal(args, &job.Args); err != nil {
		t.Fatal(err)
	}
	return job
}

func TestMailIsDeliveredByTheRunningQueue(t *testing.T) {
	t.Parallel()
	ctx, pool, aangekomen, k := context.Background(), pgtest.Nieuw(t), make(kanaal, 1), kluis.Proef(t)
	q := rij(t, pool, k, aangekomen)
	if err := q.Start(ctx); err != nil {
		t.Fatal(err)
	}
	defer func() {
		if err := q.Stop(ctx); err != nil {
			t.Error(err)
		}
	}()
	fout := errors.New("toch niet")
	err := pgx.BeginFunc(ctx, pool, func(tx pgx.Tx) error {
		if err := (Post{q, k}).Verstuur(ctx, tx, Bericht{Aan: "niemand@voorbeeld.example"}); err != nil {
			return err
		}
		return fout
	})
	if !errors.Is(err, fout) {
		t.Fatal(err)
	}
	if err := pgx.BeginFunc(ctx, pool, func(tx pgx.Tx) error { return (Post{q, k}).Verstuur(ctx, tx, brief) }); err != nil {
		t.Fatal(err)
	}
	select {
	case m := <-aangekomen:
		if got := m.GetToString(); len(got) != 1 || got[0] != "<jan@voorbeeld.example>" {
			t.Errorf("mail of a transaction that was rolled back, or to somebody else: %v", got)
		}
	case <-time.After(30 * time.Second):
		t.Fatal("no mail")
	}
}

func TestMessageHoldsTextAndHTML(t *testing.T) {
	m, err := maak(context.Background(), brief, van)
	if err != nil {
		t.Fatal(err)
	}
	var b strings.Builder
	if _, err := m.WriteTo(&b); err != nil {
		t.Fatal(err)
	}
	if !strings.Contains(b.String(), "Auto-Submitted: auto-generated") {
		t.Error("an automatic mail must say so")
	}
	want := "Met deze code logt u in:\n\n    012345\n\nDe code werkt 10 minuten & één keer.\n\nNaar het portaal:\nhttps://veldwaarde.example/mijn\n\n-- \nMantelpunt\n"
	if got := platteTekst(brief); got != want {
		t.Errorf("plain text:\n%s", got)
	}
	html, err := m.GetParts()[1].GetContent()
	if err != nil {
		t.Fatal(err)
	}
	for _, deel := range []string{`lang="nl"`, "<h1>012345</h1>", "10 minuten &amp; één keer", `<a href="https://veldwaarde.example/mijn">Naar het portaal</a>`} {
		if !strings.Contains(string(html), deel) {
			t.Errorf("no %s in %s", deel, html)
		}
	}
	if !strings.Contains(platteTekst(Bericht{Code: "1", Afzender: "Mantelpunt"}), "Mantelpunt") {
		t.Error("a message without paragraphs must not break")
	}
}

// gesloten is a mail as it waits in the queue.
func gesloten(t *testing.T, k *kluis.Kluis, b Bericht) taak {
	t.Helper()
	klaar, err := json.Marshal(b)
	if err != nil {
		t.Fatal(err)
	}
	return taak{k.Dicht(klaar, plaats)}
}

func TestAddressThatHidesAHeaderIsNotSent(t *testing.T) {
	k := make(kanaal, 1)
	kl := kluis.Proef(t)
	w := &werker{b: k, kluis: kl, van: van}
	for _, aan := range []string{"jan@voorbeeld.example\r\nBcc: iedereen@voorbeeld.example", "jan@voorbeeld.example, piet@voorbeeld.example", "geen adres", ""} {
		job := &river.Job[taak]{JobRow: &rivertype.JobRow{}, Args: gesloten(t, kl, Bericht{Aan: aan, Onderwerp: "x"})}
		err := w.Work(context.Background(), job)
		var gestopt *river.JobCancelError
		if !errors.As(err, &gestopt) || len(k) != 0 {
			t.Errorf("%q: %v", aan, err)
		}
	}
	m, err := maak(context.Background(), Bericht{Aan: "jan@voorbeeld.example", Onderwerp: "a\r\nBcc: iedereen@voorbeeld.example"}, van)
	if err != nil {
		t.Fatal(err)
	}
	var b strings.Builder
	if _, err := m.WriteTo(&b); err != nil {
		t.Fatal(err)
	}
	if koppen, _, _ := strings.Cut(b.String(), "\r\n\r\n"); strings.Contains(koppen, "\nBcc:") {
		t.Error(koppen)
	}
}

func TestMailboxOfDev(t *testing.T) {
	t.Parallel()
	p, kl := &Postbus{Map: t.TempDir() + "/mail"}, kluis.Proef(t)
	if leeg, err := p.Brieven(10); err != nil || len(leeg) != 0 {
		t.Fatalf("an empty mailbox: %v %v", leeg, err)
	}
	for i, onderwerp := range []string{"eerste", "tweede", brief.Onderwerp} {
		b := brief
		b.Onderwerp = onderwerp
		job := &river.Job[taak]{JobRow: &rivertype.JobRow{ID: int64(i)}, Args: gesloten(t, kl, b)}
		if err := (&werker{b: p, kluis: kl, van: van}).Work(context.Background(), job); err != nil {
			t.Fatal(err)
		}
	}
	brieven, err := p.Brieven(2)
	if err != nil || len(brieven) != 2 {
		t.Fatalf("%v %v", brieven, err)
	}
	b := brieven[0]
	if b.Onderwerp != brief.Onderwerp || brieven[1].Onderwerp != "tweede" || b.Aan != brief.Aan || b.ID == "" || time.Since(b.Op) > time.Hour {
		t.Errorf("%+v", b)
	}
	if got := strings.ReplaceAll(b.Tekst, "\r\n", "\n"); strings.TrimSpace(got) != strings.TrimSpace(platteTekst(brief)) {
		t.Errorf("text %q", got)
	}
}
