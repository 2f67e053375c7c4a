package onderwerp

import (
	"context"
	"log/slog"
	"slices"
	"strings"
	"sync"
	"time"

	"mantelpunt/internal/postgres"

	"github.com/jackc/pgx/v5"
)

// Bounds, so that who types nonsense by the thousand fills neither memory nor table.
const (
	maxWachtend = 5000  // questions that wait to be written, of all gemeenten together
	maxPerMaand = 20000 // different questions of one gemeente in one month
)

// elke is how often the counts are written.
const elke = 30 * time.Second

// Teller counts what visitors type, without person. A visitor costs no SQL: counts
// wait in memory and are written together. Several copies of the program add up.
type Teller struct {
	store Store
	klok  func() time.Time
	log   *slog.Logger
	mu    sync.Mutex
	per   map[geteld]stand
}

type geteld struct {
	gemeenteID int
	vraag      string
	maand      time.Time // its first day
}

type stand struct {
	aantal, gevonden int
	op               time.Time
}

// NieuweTeller makes a Teller; Loop writes what it counts.
func NieuweTeller(s Store, klok func() time.Time, log *slog.Logger) *Teller {
	return &Teller{store: s, klok: klok, log: log, per: map[geteld]stand{}}
}

// amsterdam is where a month begins.
var amsterdam = func() *time.Location {
	plaats, err := time.LoadLocation("Europe/Amsterdam")
	if err != nil {
		panic(err) // main brings tzdata
	}
	return plaats
}()

// Tel counts a question and how much it found. What may not be kept is not counted.
func (t *Teller) Tel(gemeenteID int, vraag string, gevonden int) {
	veilig := Veilig(vraag)
	if veilig == "" {
		return
	}
	nu := t.klok().In(amsterdam)
	dag := time.Date(nu.Year(), nu.Month(), nu.Day(), 0, 0, 0, 0, time.UTC)
	t.mu.Lock()
	defer t.mu.Unlock()
	t.voeg(geteld{gemeenteID, veilig, dag.AddDate(0, 0, 1-dag.Day())}, stand{1, gevonden, dag})
}

func (t *Teller) voeg(g geteld, s stand) {
	oud, ok := t.per[g]
	if !ok && len(t.per) >= maxWachtend {
		return
	}
	s.aantal += oud.aantal
	t.per[g] = s
}

// Schrijf writes the counts. What fails is kept for the next time.
func (t *Teller) Schrijf(ctx context.Context) error {
	t.mu.Lock()
	per := t.per
	t.per = map[geteld]stand{}
	t.mu.Unlock()
	bij := map[int][]geteld{}
	for g := range per {
		bij[g.gemeenteID] = append(bij[g.gemeenteID], g)
	}
	var fout error
	for id, lijst := range bij {
		if err := t.store.telBij(ctx, id, lijst, per); err != nil {
			fout = err
			t.terug(lijst, per)
		}
	}
	return fout
}

// terug lays back what could not be written, below what was counted meanwhile.
func (t *Teller) terug(lijst []geteld, per map[geteld]stand) {
	t.mu.Lock()
	defer t.mu.Unlock()
	for _, g := range lijst {
		s := per[g]
		if nieuw, ok := t.per[g]; ok {
			s.gevonden, s.op = nieuw.gevonden, nieuw.op
		}
		t.voeg(g, s)
	}
}

// telBij adds counts of one gemeente. They go in one order, so that two copies that
// write the same questions wait for each other and not crosswise.
func (s Store) telBij(ctx context.Context, gemeenteID int, lijst []geteld, per map[geteld]stand) error {
	slices.SortFunc(lijst, func(a, b geteld) int { return strings.Compare(a.vraag, b.vraag) })
	var vragen []string
	var maanden, op []time.Time
	var aantallen, gevonden []int
	for _, g := range lijst {
		vragen, maanden, op = append(vragen, g.vraag), append(maanden, g.maand), append(op, per[g].op)
		aantallen, gevonden = append(aantallen, per[g].aantal), append(gevonden, per[g].gevonden)
	}
	err := s.Van(gemeenteID).Tx(ctx, func(tx pgx.Tx) error {
		_, err := tx.Exec(ctx, `INSERT INTO zoekvraag (gemeente_id, vraag, maand, aantal, gevonden, laatst_op)
			SELECT $1, n.vraag, n.maand, n.aantal, n.gevonden, n.op
			FROM unnest($2::text[], $3::date[], $4::int[], $5::int[], $6::date[]) AS n (vraag, maand, aantal, gevonden, op)
			WHERE EXISTS (SELECT FROM zoekvraag z WHERE z.gemeente_id = $1 AND z.vraag = n.vraag AND z.maand = n.maand)
				OR (SELECT count(*) FROM zoekvraag z WHERE z.gemeente_id = $1 AND z.maand = n.maand) < $7
			ON CONFLICT (gemeente_id, vraag, maand) DO UPDATE SET aantal = zoekvraag.aantal + excluded.aantal,
				gevonden = excluded.gevonden, laatst_op = greatest(zoekvraag.laatst_op, excluded.laatst_op)`,
			gemeenteID, vragen, maanden, aantallen, gevonden, op, maxPerMaand)
		return err
	})
	return postgres.Fout(err, "zoekvragen tellen")
}

// Loop writes every half minute until ctx ends, and then once more.
func (t *Teller) Loop(ctx context.Context) {
	tik := time.NewTicker(elke)
	defer tik.Stop()
	for ctx.Err() == nil {
		select {
		case <-tik.C:
			t.probeer(ctx)
		case <-ctx.Done():
		}
	}
	t.probeer(ctx)
}

func (t *Teller) probeer(ctx context.Context) {
	ctx, stop := context.WithTimeout(context.WithoutCancel(ctx), 5*time.Second)
	defer stop()
	if err := t.Schrijf(ctx); err != nil {
		t.log.Warn("zoekvragen niet geteld", "fout", err)
	}
}
