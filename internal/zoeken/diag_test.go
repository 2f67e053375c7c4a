package zoeken_test

import (
	"fmt"
	"slices"
	"testing"

	"mantelpunt/internal/zoeken"
	"mantelpunt/internal/zoeken/meting"
)

func TestDiag(t *testing.T) {
	o := nieuweOpstelling(t)
	zetEnv()
	ix := zoeken.Nieuw(o.c.Documents, zoeken.NieuwWoordenboek(o.os))
	at := map[string]int{}
	for i, id := range o.c.IDs {
		at[id] = i
	}
	for naam, vs := range map[string][]meting.Vraag{"dev": o.dev, "q": o.q} {
		n := map[string]int{}
		tot, gespeld, woorden := 0, 0, 0
		geen := 0
		prec, ph := 0, 0
		for _, v := range vs {
			r := ix.Zoek(v.Vraag)
			gespeld += len(r.Begrip.Gespeld)
			woorden += len(r.Begrip.Woorden)
			if len(r.Begrip.Onderwerpen) == 0 {
				geen++
			}
			rang := map[int32]int{}
			for i, h := range r.Treffers {
				rang[h.Doc] = i + 1
			}
			goed := map[string]bool{}
			for id, g := range v.Oordeel {
				if g < 2 {
					continue
				}
				tot++
				d := o.c.Documents[at[id]]
				soort := "geen onderwerp herkend"
				for _, h := range r.Begrip.Onderwerpen {
					goed[h.Slug] = goed[h.Slug] || slices.Contains(d.Onderwerpen, h.Slug)
					if slices.Contains(d.Onderwerpen, h.Slug) {
						if h.Verwant {
							if soort[0] != 'h' {
								soort = "verwant herkend"
							}
						} else {
							soort = "herkend"
						}
					}
				}
				rr := rang[int32(at[id])]
				switch {
				case rr == 0:
					soort += " / niet gevonden"
				case rr <= 10:
					soort += " / 1-10"
				case rr <= 20:
					soort += " / 11-20"
				default:
					soort += " / >20"
				}
				n[soort]++
			}
			for _, h := range r.Begrip.Onderwerpen {
				if !h.Verwant {
					ph++
					if goed[h.Slug] {
						prec++
					}
				}
			}
		}
		fmt.Println(naam, "relevante", tot, "gespeld", gespeld, "van", woorden, "zonder onderwerp", geen, "precisie herkend", prec, ph)
		var ks []string
		for k := range n {
			ks = append(ks, k)
		}
		slices.Sort(ks)
		for _, k := range ks {
			fmt.Println("   ", k, n[k])
		}
	}
}
