package uitwisseling

import (
	"bytes"
	"encoding/json"
	"reflect"
	"testing"

	"mantelpunt/internal/socialekaart"
)

// Whatever is read can be written back as it was.
func FuzzLeesHSDS(f *testing.F) {
	f.Add(bestand(f, "diensten.json"))
	f.Add([]byte(`{"contents":[{"id":"5d1c1a5e-6f0e-4b0a-9a53-0c6f1f6f0001","name":"A","organization_id":"5d1c1a5e-6f0e-4b0a-9a53-0c6f1f6f0002"}]}`))
	f.Add([]byte("{\"name\":1}\n[null]"))
	f.Add([]byte(`[{"attributes":[{"taxonomy_term":{"taxonomy":"wet"}}],"service_areas":[{"name":"heel Nederland"}],"schedules":[{"byday":"1MO","freq":"MONTHLY","interval":2}]}]`))
	f.Add([]byte(`[{"capacities":[{"available":2.5,"updated":"2026-11-20T23:30:00Z"}],"schedules":[{"valid_from":"2026-12-25","notes":"gesloten"}],"phones":[{"type":"whatsapp","number":"0600001234"}],"contacts":[{"department":"verwijzers"}],"service_areas":[{"extent":"GM0001","extent_type":"cbs"}]}]`))
	f.Fuzz(func(t *testing.T, in []byte) {
		g, err := LeesHSDS(bytes.NewReader(in))
		if err != nil {
			return
		}
		for _, r := range g.Rijen {
			if len(socialekaart.Controleer(r.Inhoud)) > 0 || r.Gearchiveerd {
				continue
			}
			was, _ := object(r.HSDS)
			if was["status"] != "active" {
				continue
			}
			uit := Service(socialekaart.Aanbod{ID: r.ID, Inhoud: r.Inhoud, Organisatie: r.Organisatie}, r.HSDS, r.OrganisatieHSDS)
			if !reflect.DeepEqual(uit, was) {
				a, _ := json.Marshal(uit)
				t.Errorf("in  %s\nout %s", r.HSDS, a)
			}
		}
	})
}

// What was read from CSV and is written out again reads the same.
func FuzzLeesCSV(f *testing.F) {
	var b bytes.Buffer
	if err := SchrijfCSV(&b, []socialekaart.Aanbod{vol()}); err != nil {
		f.Fatal(err)
	}
	f.Add(b.Bytes())
	f.Add([]byte("naam;organisatie;tijden;kosten\na;b;ma-vr 9.00-17.00 (x);Dag: 4,50 per dag|gratis\n"))
	f.Add([]byte("naam,organisatie,locatie,adres\n\"a\nb\",'=c,|x,\\|\n"))
	f.Add([]byte("naam\torganisatie\twet\nCaf\xe9\tb\tWMO\n"))
	f.Add([]byte("naam;organisatie;beschikbaar;beschikbaar_op;afwijkende_dagen;bedient\na;b;vrij 3;1-2-2026;1-2-2026 t/m 3-2-2026 dicht (x)|2026-02-05 9.00-12.00 uur;gm0001|nl\n"))
	f.Fuzz(func(t *testing.T, in []byte) {
		g, err := LeesCSV(bytes.NewReader(in))
		if err != nil {
			return
		}
		for _, r := range g.Rijen {
			if got := r.Over(r.Inhoud); !reflect.DeepEqual(got, r.Inhoud) {
				t.Errorf("laid over itself:\ngot  %+v\nwant %+v", got, r.Inhoud)
			}
			if len(socialekaart.Controleer(r.Inhoud)) > 0 {
				continue
			}
			var b bytes.Buffer
			if err := SchrijfCSV(&b, []socialekaart.Aanbod{{ID: r.ID, Inhoud: r.Inhoud, Organisatie: r.Organisatie}}); err != nil {
				t.Fatal(err)
			}
			tweede, err := LeesCSV(&b)
			if err != nil || len(tweede.Rijen) != 1 {
				t.Fatalf("%v %+v", err, tweede)
			}
			if got := tweede.Rijen[0].Over(r.Inhoud); !reflect.DeepEqual(got, r.Inhoud) {
				t.Errorf("written and read:\ngot  %+v\nwant %+v", got, r.Inhoud)
			}
		}
	})
}
