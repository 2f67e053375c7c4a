// Command bench measures how fast the portal is for who reads: the whole product with
// a port, on a private database with made-up gemeenten, always the same ones. Beside
// each figure stands that of a bare handler of net/http that writes the same bytes,
// measured in the same run and over the same connections, so that the ratio says
// something on any machine. Who asks runs in the same process and takes part of the
// processor, for the one as for the other. A page that is not kept has an address that
// was never asked for, while pieces of it may be there, from other pages; who has a list
// of his own gets pages of which nothing was ready. It ends with what is demanded, and
// with status 1 when something of that was not reached. `make bench` runs it.
package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"runtime/pprof"
	"strings"
	"time"

	"mantelpunt/internal/zoeken/meting"
)

func main() {
	var o opdracht
	flag.StringVar(&o.corpus, "corpus", "internal/zoeken/testdata/corpus.hsds.json", "het aanbod waar alles uit gemaakt wordt, als HSDS")
	flag.StringVar(&o.vragen, "vragen", "internal/zoeken/testdata/vragen-dev.json", "de vragen")
	flag.StringVar(&o.map_, "map", ".data/bench", "waar de eigen database staat")
	flag.IntVar(&o.gemeenten, "gemeenten", 342, "hoeveel gemeenten")
	flag.IntVar(&o.aanbod, "aanbod", 100_000, "hoeveel aanbod zij samen hebben")
	flag.IntVar(&o.ruimte, "ruimte", 2048, "MOMENTOPNAME_MB")
	flag.IntVar(&o.rondes, "rondes", 3, "hoe vaak elke meting gaat; de beste telt")
	flag.DurationVar(&o.duur, "duur", 200*time.Millisecond, "hoe lang een meting duurt")
	flag.StringVar(&o.alleen, "alleen", "", "alleen wat hiermee begint, zonder eisen")
	flag.StringVar(&o.profiel, "profiel", "", "bestand voor een profiel van de processor tijdens de metingen")
	flag.Parse()
	goed, err := o.draai(context.Background(), os.Stdout)
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
	}
	if err != nil || !goed {
		os.Exit(1)
	}
}

type opdracht struct {
	corpus, vragen, map_, alleen, profiel string
	gemeenten, aanbod, ruimte, rondes     int
	duur                                  time.Duration
}

func (o opdracht) draai(ctx context.Context, uit io.Writer) (goed bool, err error) {
	if o.gemeenten < 4 || o.aanbod < 7300+o.gemeenten {
		return false, errors.New("te weinig: er zijn drie gemeenten met samen 7300 aanbod, en minstens één andere")
	}
	f, err := os.Open(o.vragen)
	if err != nil {
		return false, err
	}
	defer func() { _ = f.Close() }()
	vragen, err := meting.LeesVragen(f)
	if err != nil {
		return false, err
	}
	vuller, err := nieuweVuller(o.corpus)
	if err != nil {
		return false, err
	}
	srv, einde, err := begin(ctx, o.map_)
	if err != nil {
		return false, err
	}
	defer func() { err = errors.Join(err, einde()) }()
	ps := plaatsen(o.gemeenten, o.aanbod)
	start := time.Now()
	if err := vul(ctx, srv.EigenaarURL(database), vuller, ps); err != nil {
		return false, err
	}
	fmt.Fprintf(uit, "%d gemeenten met %d aanbod gemaakt in %.0f s\n", o.gemeenten, o.aanbod, time.Since(start).Seconds())
	b, err := nieuweBank(ctx, srv.URL(database), o.ruimte<<20)
	if err != nil {
		return false, err
	}
	defer func() { err = errors.Join(err, b.einde()) }()
	for _, v := range vragen {
		b.vragen = append(b.vragen, v.Vraag)
	}
	if o.profiel != "" {
		p, err := os.Create(o.profiel)
		if err != nil {
			return false, err
		}
		defer func() { _ = p.Close() }()
		if err := pprof.StartCPUProfile(p); err != nil {
			return false, err
		}
		defer pprof.StopCPUProfile()
	}
	v := &verslag{uit: uit}
	if err := o.overLijnen(v, b, ps[:3]); err != nil || o.alleen != "" {
		return true, err
	}
	if err := o.rest(ctx, v, b, ps); err != nil {
		return false, err
	}
	return v.slot(), nil
}

// overLijnen measures every scene in every size.
func (o opdracht) overLijnen(v *verslag, b *bank, ps []plaats) error {
	v.kop()
	for _, s := range scenes {
		if !strings.HasPrefix(s.naam, o.alleen) {
			continue
		}
		for _, p := range ps {
			for _, lijnen := range []int{1, 16, 64} {
				m, err := b.meet(s, p, lijnen, o.rondes, o.duur)
				if err != nil {
					return err
				}
				v.regel(s, p, lijnen, m)
			}
		}
	}
	return nil
}
