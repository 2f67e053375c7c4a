package behandelen_test

import (
	"flag"
	"math/rand/v2"
	"sync"
	"testing"
	"time"

	"mantelpunt/internal/verklaring"

	"pgregory.net/rapid"
)

// instellen sets how much rapid tries, unless the command line says so.
func instellen(t *testing.T, waarden map[string]string) {
	t.Helper()
	gezet := map[string]bool{}
	flag.Visit(func(f *flag.Flag) { gezet[f.Name] = true })
	for naam, waarde := range waarden {
		if gezet[naam] {
			continue
		}
		if err := flag.Set(naam, waarde); err != nil {
			t.Fatal(err)
		}
	}
}

// Whatever carers, consulenten and jobs do, in any order and twice: no aanvraag is granted
// twice, no verklaring is without its document and letter, nothing that was issued is
// lost, the term stands still when it must and only then, and the history is a chain of
// allowed steps.
func TestNoSequenceOfActionsBreaksAnAanvraag(t *testing.T) {
	s := nieuwSpel(t)
	instellen(t, map[string]string{"rapid.checks": "24", "rapid.steps": "30", "rapid.nofailfile": "true"})
	gezien := map[verklaring.Briefsoort]int{}
	rapid.Check(t, func(rt *rapid.T) {
		r := verklaring.StandaardRegels()
		r.VierOgen = rapid.Bool().Draw(rt, "four eyes")
		r.Opschorten = rapid.Bool().Draw(rt, "suspends")
		r.Besluit = rapid.Bool().Draw(rt, "decision of the Awb")
		if rapid.IntRange(0, 5).Draw(rt, "direct") == 0 && !r.VierOgen {
			r.Modus = verklaring.Direct
		}
		nu := time.Date(2026, 11, 22, 13, 0, 0, 0, time.UTC)
		st := s.begin(t, r, nu)
		is := s.lees(t, st)
		controleer := func(rt *rapid.T) {
			was := is
			is = s.lees(t, st)
			if zin := s.klopt(t, st, is); zin != "" {
				rt.Fatal(zin)
			}
			if zin := gevolgd(was, is, nu); zin != "" {
				rt.Fatal(zin)
			}
		}
		acties := map[string]func(*rapid.T){
			"": controleer,
			"wacht": func(rt *rapid.T) {
				nu = nu.AddDate(0, 0, rapid.IntRange(0, 12).Draw(rt, "days"))
			},
		}
		zet := func(kan []zet) func(*rapid.T) {
			return func(rt *rapid.T) { s.tweemaal(rt, rapid.SampledFrom(kan).Draw(rt, "what"), st, nu, controleer) }
		}
		acties["iets"] = zet(zetten)
		for _, naam := range []string{"passend 1", "passend 2", "passend 3"} { // most of the time somebody does what makes sense
			acties[naam] = func(rt *rapid.T) {
				kan := passend(is.a.Status)
				if len(kan) == 0 {
					rt.Skip("over")
				}
				zet(kan)(rt)
			}
		}
		rt.Repeat(acties)
		for soort, n := range is.brieven {
			gezien[soort] += n
		}
	})
	for _, soort := range []verklaring.Briefsoort{verklaring.BriefVerleend, verklaring.BriefVraag} { // else it proves little
		if gezien[soort] == 0 && !t.Failed() {
			t.Errorf("no sequence came to a letter %s: %v", soort, gezien)
		}
	}
	t.Logf("letters: %v", gezien)
}

// tweemaal makes a move, and perhaps the same person makes it once more.
func (s spel) tweemaal(rt *rapid.T, z zet, st stuk, nu time.Time, controleer func(*rapid.T)) {
	var getrokken []int
	k := func(n int) int {
		getrokken = append(getrokken, rapid.IntRange(0, n-1).Draw(rt, "which"))
		return getrokken[len(getrokken)-1]
	}
	if err := z.doe(s, st, k, nu); err != nil && !geweigerd(err) {
		rt.Fatalf("%s: %v", z.naam, err)
	}
	if !rapid.Bool().Draw(rt, "twice") {
		return
	}
	controleer(rt)
	nog := func(n int) int {
		if len(getrokken) == 0 {
			return 0
		}
		x := getrokken[0]
		getrokken = getrokken[1:]
		return min(x, n-1)
	}
	if err := z.doe(s, st, nog, nu); err != nil && !geweigerd(err) {
		rt.Fatalf("%s once more: %v", z.naam, err)
	}
}

// Fifty carers and consulenten act at once on the same few dossiers: nothing is lost,
// nothing is done twice, and nobody hears anything but that somebody was first.
func TestFiftyAtOnce(t *testing.T) {
	s := nieuwSpel(t)
	nu := time.Date(2026, 11, 22, 13, 0, 0, 0, time.UTC)
	var stukken []stuk
	for i := range 8 {
		r := verklaring.StandaardRegels()
		r.VierOgen = i%4 == 3
		stukken = append(stukken, s.begin(t, r, nu))
	}
	var was []stand
	for _, st := range stukken {
		was = append(was, s.lees(t, st))
	}
	var wg sync.WaitGroup
	for i := range 50 {
		wg.Go(func() {
			rnd := rand.New(rand.NewPCG(uint64(i), 2026))
			for range 8 {
				z := zetten[rnd.IntN(len(zetten)-2)] // nobody withdraws an aanvraag, but for the first two
				st := stukken[rnd.IntN(len(stukken))]
				if i < 2 {
					z, st = zetten[len(zetten)-1-i], stukken[i]
				}
				if err := z.doe(s, st, rnd.IntN, nu); err != nil && !geweigerd(err) {
					t.Errorf("%s: %v", z.naam, err)
				}
			}
		})
	}
	wg.Wait()
	verleend := 0
	for i, st := range stukken {
		is := s.lees(t, st)
		if zin := s.klopt(t, st, is); zin != "" {
			t.Errorf("dossier %d: %s", i, zin)
		}
		for id, som := range was[i].stukken {
			if is.stukken[id] != som {
				t.Errorf("dossier %d: document %s is lost or changed", i, id)
			}
		}
		verleend += is.alle
	}
	t.Logf("%d verklaringen issued on %d dossiers", verleend, len(stukken))
	s.Telt(`SELECT count(*) FROM audit a WHERE a.wat LIKE 'aanvraag %' AND a.tabel = 'aanvraag'`, s.gebeurtenissen())
}

// gebeurtenissen counts the steps of every aanvraag: each has its line in the audit.
func (s spel) gebeurtenissen() (n int) {
	s.Goed(s.Pool.QueryRow(s.Ctx(s.Carla), `SELECT count(*) FROM aanvraag_gebeurtenis`).Scan(&n))
	return n
}
