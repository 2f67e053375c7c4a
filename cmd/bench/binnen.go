package main

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"net/url"
	"slices"
	"time"

	"mantelpunt/internal/momentopname"
	"mantelpunt/internal/postgres"
	"mantelpunt/internal/socialekaart"

	"github.com/jackc/pgx/v5"
)

// binnen is what a question costs inside the process, with all counts.
type binnen struct {
	gemiddeld, p50, p99 time.Duration
	gevonden            float64 // on average
	bytes               int     // an offer, in memory
	laden               time.Duration
}

func (b *bank) binnen(ctx context.Context, id, rondes int) (uit binnen, err error) {
	laad := socialekaart.Laad(b.app.Kaart, b.app.Onderwerpen.Woordenboek)
	begin := time.Now()
	k, err := laad(ctx, id)
	if err != nil {
		return uit, err
	}
	uit.laden, uit.bytes = time.Since(begin), k.Bytes()/len(k.Aanbod)
	o := socialekaart.Omgeving{Nu: time.Now()}
	beste := make([]time.Duration, len(b.vragen)) // of each question, so that what else runs counts least
	for ronde := range rondes {
		k = socialekaart.MaakKaart(k.Grondstof) // one that remembers no question
		for i, q := range b.vragen {
			begin := time.Now()
			v := k.Zoek(k.Lees(url.Values{"q": {q}}, o), o)
			duur := time.Since(begin)
			if ronde == 0 {
				uit.gevonden += float64(v.Totaal) / float64(len(b.vragen))
				beste[i] = duur
			}
			beste[i] = min(beste[i], duur)
		}
	}
	var som time.Duration
	for _, d := range beste {
		som += d
	}
	slices.Sort(beste)
	n := len(beste)
	return binnen{som / time.Duration(n), beste[n/2], beste[n*99/100], uit.gevonden, uit.bytes, uit.laden}, nil
}

// zichtbaar publishes an offer under another name some times, and gives how long after
// the commit a visitor of another copy would read that name: middle and longest.
func (b *bank) zichtbaar(ctx context.Context, id int, p plaats, keren int) (midden, langst time.Duration, err error) {
	l, err := nieuweLijn(b.adres)
	if err != nil {
		return 0, 0, err
	}
	defer func() { _ = l.Close() }()
	var duren []time.Duration
	for n := range keren {
		naam := fmt.Sprintf("Bench hernoemd %d", n)
		if err := b.hernoem(ctx, id, naam); err != nil {
			return 0, 0, err
		}
		begin := time.Now()
		for i := 0; ; i++ {
			a, err := l.vraag(platVerzoek(p.slug+".localhost", anders("/aanbod/aanbod-1?", n<<20+i), ""), true)
			if err != nil {
				return 0, 0, err
			}
			if bytes.Contains(a.body, []byte(naam)) {
				break
			}
			if time.Since(begin) > 10*time.Second {
				return 0, 0, fmt.Errorf("%s ziet een publicatie niet", p.slug)
			}
		}
		duren = append(duren, time.Since(begin))
	}
	slices.Sort(duren)
	return duren[len(duren)/2], duren[len(duren)-1], nil
}

// hernoem publishes as another copy of the program does: with the generation, in one
// transaction.
func (b *bank) hernoem(ctx context.Context, id int, naam string) error {
	nieuw, err := json.Marshal(naam)
	if err != nil {
		return err
	}
	return postgres.DB{Pool: b.pool}.Van(id).Tx(ctx, func(tx pgx.Tx) error {
		_, err := tx.Exec(ctx, `UPDATE revisie SET inhoud = jsonb_set(inhoud, '{naam}', $2) WHERE gemeente_id = $1 AND aanbod_id = (SELECT id FROM aanbod WHERE gemeente_id = $1 AND slug = 'aanbod-1')`, id, nieuw)
		if err != nil {
			return err
		}
		return momentopname.Verhoog(ctx, tx, id)
	})
}
