package socialekaart

import (
	"flag"
	"fmt"
	"slices"
	"testing"
	"time"

	"mantelpunt/internal/fault"
	"mantelpunt/internal/toegang"

	"github.com/google/uuid"
	"pgregory.net/rapid"
)

// doe changes what stands in the database.
func (p *storeProef) doe(sql string, args ...any) {
	p.Helper()
	if _, err := p.eigenaar.Exec(p.Context(), sql, args...); err != nil {
		p.Fatal(err)
	}
}

// Whatever happens to offers, in any order: each one keeps the place in the list that its
// newest revisie gives it, and the words and the day by which it is found there.
func TestPlaceInTheListFollowsTheRevisie(t *testing.T) {
	p := nieuweStoreProef(t)
	ctx := t.Context()
	for naam, waarde := range map[string]string{"rapid.checks": "10", "rapid.steps": "30", "rapid.nofailfile": "true"} {
		if err := flag.Set(naam, waarde); err != nil {
			t.Fatal(err)
		}
	}
	redacteur, aanbieder := storeAnna, storeBram
	redacteur.Rollen, aanbieder.Rollen = []toegang.Rol{toegang.Redacteur}, []toegang.Rol{toegang.Aanbieder}
	namen := []string{"Zang", "émile", "100% [x]_y", "‘Thuis’", "ÀÇÑ", "wandelen", "Aa"}
	wacht := 0
	rapid.Check(t, func(rt *rapid.T) {
		naam := func() string { return rapid.SampledFrom(namen).Draw(rt, "name") }
		met := func(doe func(a Aanbod) error) func(*rapid.T) {
			return func(rt *rapid.T) {
				alle, _, err := p.Beheerlijst(ctx, p.id, Beheervraag{Aantal: 20})
				if err != nil {
					rt.Fatal(err)
				}
				if len(alle) == 0 {
					rt.Skip("no offer yet")
				}
				if err := doe(rapid.SampledFrom(alle).Draw(rt, "offer")); err != nil && !fault.Is(err, fault.Conflict) {
					rt.Fatal(err)
				}
			}
		}
		wie := func() toegang.Persoon {
			return rapid.SampledFrom([]toegang.Persoon{redacteur, aanbieder}).Draw(rt, "who")
		}
		rt.Repeat(map[string]func(*rapid.T){
			"begin": func(rt *rapid.T) {
				if _, err := p.Nieuw(ctx, p.id, Organisatie{Naam: "Huis " + uuid.NewString()}, naam(), wie()); err != nil {
					rt.Fatal(err)
				}
			},
			"take in": func(rt *rapid.T) {
				rij := proefRij(naam(), "Welzijn")
				rij.Organisatie.ID = uuid.NewSHA1(uuid.Nil, []byte{9})
				rij.Organisatie.Naam, rij.Inhoud.Samenvatting = naam()+" BV", "Iets over "+naam()
				rij.ID = uuid.NewSHA1(uuid.Nil, []byte{byte(rapid.IntRange(0, 3).Draw(rt, "row"))})
				if _, err := p.Voeg(ctx, p.id, []Invoer{rij}, BronImport, storeBeurt); err != nil {
					rt.Fatal(err)
				}
			},
			"write": met(func(a Aanbod) error {
				a.Inhoud.Naam, a.Inhoud.GecontroleerdOp = naam(), Datum{time.Date(2026, 1, 1+rapid.IntRange(0, 20).Draw(rt, "day"), 0, 0, 0, 0, time.UTC)}
				_, err := p.Bewaar(ctx, p.id, a.ID, a.Revisie, a.Inhoud, wie())
				return err
			}),
			"publish":   met(func(a Aanbod) error { return p.Publiceer(ctx, p.id, a.ID, a.Revisie, redacteur) }),
			"send in":   met(func(a Aanbod) error { return p.StuurIn(ctx, p.id, a.ID, a.Revisie, aanbieder) }),
			"send back": met(func(a Aanbod) error { return p.StuurTerug(ctx, p.id, a.ID, a.Revisie, "Nog niet.", redacteur, nil) }),
			"archive":   met(func(a Aanbod) error { return p.Archiveer(ctx, p.id, a.ID, uuid.Nil, redacteur) }),
			"in place": met(func(a Aanbod) error {
				p.doe(`UPDATE revisie SET inhoud = jsonb_set(inhoud, '{naam}', to_jsonb($3::text)) WHERE aanbod_id = $1 AND nr = $2`, a.ID, a.Revisie, naam())
				return nil
			}),
			"": func(rt *rapid.T) {
				if n := p.tel(`SELECT count(*) FROM aanbod a JOIN organisatie o ON o.id = a.organisatie_id
					JOIN revisie r ON r.gemeente_id = a.gemeente_id AND r.aanbod_id = a.id AND r.nr = coalesce(a.concept_nr, a.gepubliceerd_nr)
					WHERE a.lijstplek IS DISTINCT FROM CASE WHEN a.beoordeling_nr IS NULL THEN '1' || plat(r.inhoud->>'naam') ELSE '0' || to_char(a.ingestuurd_op AT TIME ZONE 'UTC', 'YYYYMMDDHH24MISSUS') END
					OR a.lijsttekst IS DISTINCT FROM plat(concat_ws(' ', r.inhoud->>'naam', r.inhoud->>'samenvatting', o.inhoud->>'naam'))
					OR a.gecontroleerd_op IS DISTINCT FROM coalesce(r.inhoud->>'gecontroleerd_op', '')`); n > 0 {
					rt.Fatalf("the list tells something else of %d offers than their newest revisie", n)
				}
				wacht = max(wacht, p.tel(`SELECT count(*) FROM aanbod WHERE lijstplek LIKE '0%'`))
			},
		})
	})
	if wacht == 0 {
		t.Error("nothing ever waited to be judged")
	}
}

// What Postgres makes of a letter is what Go makes of it.
func TestPlatIsTheSameInSQL(t *testing.T) {
	p := nieuweStoreProef(t)
	for r := 'À'; r <= 'ſ'; r++ {
		kaal := slug(string(r))
		if len(kaal) != 1 {
			continue
		}
		var in string
		if err := p.eigenaar.QueryRow(t.Context(), `SELECT plat($1::text)`, string(r)).Scan(&in); err != nil || in != kaal {
			t.Errorf("%c: %q in SQL, %q in Go: %v", r, in, kaal, err)
		}
	}
}

// What a redacteur does with the last offer of a page does not move where the next begins.
func TestPageAfterAnOfferThatChanged(t *testing.T) {
	p := nieuweStoreProef(t)
	ctx := t.Context()
	var rijen []Invoer
	for i := range 12 {
		rijen = append(rijen, proefRij(fmt.Sprintf("%02d", i), "Welzijn"))
	}
	if _, err := p.Voeg(ctx, p.id, rijen, BronImport, storeBeurt); err != nil {
		t.Fatal(err)
	}
	p.doe(`UPDATE aanbod SET beoordeling_nr = 1, ingestuurd_op = '2026-11-01'::timestamptz + right(slug, 2)::int * interval '1 minute' WHERE right(slug, 2)::int < 6`)
	for _, c := range []struct{ wat, sql string }{
		{"judged", `UPDATE aanbod SET beoordeling_nr = NULL, ingestuurd_op = NULL WHERE id = $1`},
		{"renamed", `UPDATE revisie SET inhoud = inhoud || '{"naam": "zzz"}' WHERE aanbod_id = $1`},
		{"gone", `WITH r AS (DELETE FROM revisie WHERE aanbod_id = $1), b AS (DELETE FROM bediening WHERE aanbod_id = $1) DELETE FROM aanbod WHERE id = $1`},
	} {
		alle, _, err := p.Beheerlijst(ctx, p.id, Beheervraag{Aantal: 20})
		if err != nil {
			t.Fatal(err)
		}
		eerste, verder, err := p.Beheerlijst(ctx, p.id, Beheervraag{Aantal: 3})
		if err != nil || verder == nil {
			t.Fatal(err)
		}
		p.doe(c.sql, eerste[2].ID)
		tweede, _, err := p.Beheerlijst(ctx, p.id, Beheervraag{Aantal: 3, Na: *verder})
		if err != nil || !slices.EqualFunc(tweede, alle[3:6], func(a, b Aanbod) bool { return a.ID == b.ID }) {
			t.Errorf("%s: the next page is %v: %v", c.wat, tweede, err)
		}
	}
}
