package zoeken_test

import (
	"fmt"
	"math/rand"
	"os"
	"reflect"
	"strconv"
	"strings"
	"testing"

	"mantelpunt/internal/zoeken"
	"mantelpunt/internal/zoeken/meting"
)

type opstelling struct {
	c      meting.Corpus
	os     []zoeken.Onderwerp
	dev, q []meting.Vraag
}

func nieuweOpstelling(t testing.TB) opstelling {
	f, _ := os.Open("testdata/corpus.hsds.json")
	c, _ := meting.LeesCorpus(f)
	of := os.Getenv("OW")
	if of == "" {
		of = "../onderwerp/standaard.json"
	}
	return opstelling{c, lees[[]zoeken.Onderwerp](t, of), lees[[]meting.Vraag](t, "testdata/vragen-dev.json"), lees[[]meting.Vraag](t, "/tmp/brief/5/vragen-q.json")}
}

func (o opstelling) meet() (d, q []meting.Uitslag) {
	ix := zoeken.Nieuw(o.c.Documents, zoeken.NieuwWoordenboek(o.os))
	f := func(s string) []string {
		var ids []string
		for _, h := range ix.Zoek(s).Treffers {
			ids = append(ids, o.c.IDs[h.Doc])
		}
		return ids
	}
	return meting.Meet(o.dev, f), meting.Meet(o.q, f)
}

func doel(c meting.Cijfers) float64 { return c.NDCG + .4*c.Recall + .3*c.MRR }

func set(naam string, v float32) float32 {
	var oud float32
	zoeken.ZetKnop(func(k *zoeken.Knop) {
		f := reflect.ValueOf(k).Elem().FieldByName(naam)
		if f.Kind() == reflect.Int {
			oud = float32(f.Int())
			f.SetInt(int64(v))
		} else {
			oud = float32(f.Float())
			f.SetFloat(float64(v))
		}
	})
	return oud
}

// K="Dem=.3 Conf=.5" go test -run TestKnop
func zetEnv() {
	for _, kv := range strings.Fields(os.Getenv("K")) {
		a, b, _ := strings.Cut(kv, "=")
		f, _ := strconv.ParseFloat(b, 32)
		set(a, float32(f))
	}
}

// S="Dem:.3,.5,1 Conf:.3,.6" : one at a time
func TestKnop(t *testing.T) {
	o := nieuweOpstelling(t)
	zetEnv()
	d, q := o.meet()
	fmt.Println("basis dev", meting.Gemiddeld(d, ""))
	fmt.Println("basis q  ", meting.Gemiddeld(q, ""))
	for _, kv := range strings.Fields(os.Getenv("S")) {
		a, b, _ := strings.Cut(kv, ":")
		for _, x := range strings.Split(b, ",") {
			f, _ := strconv.ParseFloat(x, 32)
			oud := set(a, float32(f))
			d, q := o.meet()
			cd, cq := meting.Gemiddeld(d, ""), meting.Gemiddeld(q, "")
			fmt.Printf("%-10s %-6s dev %.3f %.3f %.3f   q %.3f %.3f %.3f\n", a, x, cd.NDCG, cd.Recall, cd.MRR, cq.NDCG, cq.Recall, cq.MRR)
			set(a, oud)
		}
	}
}

// R="Dem:.2,1 Conf:.2,1" N=200: coordinate ascent with random restarts of one knob at a time
func TestZoekKnop(t *testing.T) {
	n, _ := strconv.Atoi(os.Getenv("N"))
	o := nieuweOpstelling(t)
	zetEnv()
	meet := func() (float64, string) {
		d, q := o.meet()
		cd, cq := meting.Gemiddeld(d, ""), meting.Gemiddeld(q, "")
		return doel(cd)*.5 + doel(cq), fmt.Sprintf("dev %.3f %.3f %.3f   q %.3f %.3f %.3f", cd.NDCG, cd.Recall, cd.MRR, cq.NDCG, cq.Recall, cq.MRR)
	}
	best, s := meet()
	fmt.Println("basis", s)
	r := rand.New(rand.NewSource(1))
	ks := strings.Fields(os.Getenv("R"))
	type kn struct {
		naam   string
		lo, hi float64
	}
	var kns []kn
	for _, k := range ks {
		a, b, _ := strings.Cut(k, ":")
		l, h, _ := strings.Cut(b, ",")
		lo, _ := strconv.ParseFloat(l, 64)
		hi, _ := strconv.ParseFloat(h, 64)
		kns = append(kns, kn{a, lo, hi})
	}
	for range n {
		k := kns[r.Intn(len(kns))]
		v := float32(k.lo + r.Float64()*(k.hi-k.lo))
		oud := set(k.naam, v)
		naam2, oud2 := "", float32(0)
		if r.Intn(3) == 0 {
			k2 := kns[r.Intn(len(kns))]
			if k2.naam != k.naam {
				naam2 = k2.naam
				oud2 = set(k2.naam, float32(k2.lo+r.Float64()*(k2.hi-k2.lo)))
			}
		}
		if m, s := meet(); m > best {
			best = m
			fmt.Printf("%.4f %-10s %.3f %s  %s\n", m, k.naam, v, naam2, s)
		} else {
			set(k.naam, oud)
			if naam2 != "" {
				set(naam2, oud2)
			}
		}
	}
	fmt.Printf("%+v\n", zoeken.HaalKnop())
}
