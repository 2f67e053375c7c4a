package privacy

import (
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"strconv"
	"strings"
	"time"

	"mantelpunt/internal/fault"
	"mantelpunt/internal/gegevens"
	"mantelpunt/internal/httpx"
	"mantelpunt/internal/i18n"
	"mantelpunt/web"
)

// blok is one row in words, under the name of its table.
type blok struct {
	Rij   Rij
	Namen []web.Rij
}

// leesbaar puts every row in words, by table. The answers of an aanvraag become one line each.
func (h Handler) leesbaar(ctx context.Context, e Eigen) (map[string][]blok, error) {
	uit := map[string][]blok{}
	for _, d := range e.Delen {
		for _, r := range d.Rijen {
			b := blok{Rij: r}
			for _, v := range d.Tabel.Leesbaar() {
				if antwoorden, ok := r.Waarden[v.Kolom].(json.RawMessage); ok {
					rijen, err := h.Verklaringen.Leesbaar(ctx, antwoorden)
					if err != nil {
						return nil, err
					}
					b.Namen = append(b.Namen, rijen...)
					continue
				}
				if tekst := inWoorden(ctx, v, r.Waarden[v.Kolom]); tekst != "" {
					b.Namen = append(b.Namen, web.Rij{Naam: i18n.Kies(ctx, "privacy.veld.", d.Tabel.Naam+"."+v.Kolom), Waarde: tekst})
				}
			}
			uit[d.Tabel.Naam] = append(uit[d.Tabel.Naam], b)
		}
	}
	return uit, nil
}

// inWoorden says a value, "" when there is none.
func inWoorden(ctx context.Context, v gegevens.Veld, waarde any) string {
	woord := func(code string) string {
		if i18n.Bestaat(i18n.Code(ctx), v.Woorden+code) {
			return i18n.T(ctx, v.Woorden+code)
		}
		return code
	}
	switch x := waarde.(type) {
	case nil:
		return ""
	case string:
		return woord(x)
	case []string:
		var uit []string
		for _, code := range x {
			uit = append(uit, woord(code))
		}
		return strings.Join(uit, "\n")
	case dag:
		return i18n.Datum(ctx, x.Time)
	case time.Time:
		return i18n.DatumTijd(ctx, x)
	case []byte:
		return i18n.T(ctx, "privacy.kopie.document")
	}
	return fmt.Sprint(waarde)
}

// kopie is what a mantelzorger takes along for a machine (AVG art. 20): tables and
// columns by their own names, with what they mean.
type kopie struct {
	Gemeente  string                      `json:"gemeente"`
	GemaaktOp time.Time                   `json:"gemaakt_op"`
	Gegevens  map[string][]map[string]any `json:"gegevens"`
	Geopend   []geopendRegel              `json:"geopend"`
	Betekenis map[string]string           `json:"betekenis"`
}

type geopendRegel struct {
	Op         time.Time `json:"op"`
	Wat        string    `json:"wat"`
	Medewerker int       `json:"medewerker"`
}

func maakKopie(ctx context.Context, gemeente string, e Eigen, nu time.Time) kopie {
	k := kopie{Gemeente: gemeente, GemaaktOp: nu, Gegevens: map[string][]map[string]any{}, Geopend: []geopendRegel{}, Betekenis: map[string]string{}}
	for _, d := range e.Delen {
		rijen := []map[string]any{}
		for _, r := range d.Rijen {
			rijen = append(rijen, r.Waarden)
		}
		k.Gegevens[d.Tabel.Naam] = rijen
		for _, v := range d.Tabel.Leesbaar() {
			k.Betekenis[d.Tabel.Naam+"."+v.Kolom] = i18n.Kies(ctx, "privacy.veld.", d.Tabel.Naam+"."+v.Kolom)
		}
	}
	for _, i := range e.Geopend {
		k.Geopend = append(k.Geopend, geopendRegel{i.Op, watInWoorden(ctx, i.Wat), i.Medewerker})
	}
	return k
}

// json gives everything as a file for programs.
func (h Handler) json(w http.ResponseWriter, r *http.Request) error {
	e, p, g, err := h.eigen(r)
	if err != nil {
		return err
	}
	b, err := json.MarshalIndent(maakKopie(r.Context(), g.Naam, e, h.Klok()), "", "  ")
	if err != nil {
		return fault.Wrap(err, "kopie maken")
	}
	if err := h.Store.Meegenomen(r.Context(), g.ID, p, "json"); err != nil {
		return err
	}
	bestand(w, "application/json", "mijn-gegevens-"+g.Slug+".json", b)
	return nil
}

// pagina gives everything as one page that needs nothing else to be read.
func (h Handler) pagina(w http.ResponseWriter, r *http.Request) error {
	e, p, g, err := h.eigen(r)
	if err != nil {
		return err
	}
	delen, err := h.leesbaar(r.Context(), e)
	if err != nil {
		return err
	}
	if err := h.Store.Meegenomen(r.Context(), g.ID, p, "pagina"); err != nil {
		return err
	}
	w.Header().Set("Content-Disposition", `attachment; filename="mijn-gegevens-`+g.Slug+`.html"`)
	return httpx.Render(w, r, http.StatusOK, kopiepagina(g.Naam, e, delen, h.Klok()))
}

// bestand sends a file to keep.
func bestand(w http.ResponseWriter, soort, naam string, b []byte) {
	w.Header().Set("Content-Type", soort+"; charset=utf-8")
	w.Header().Set("Content-Disposition", `attachment; filename="`+naam+`"`)
	w.Header().Set("Content-Length", strconv.Itoa(len(b)))
	_, _ = w.Write(b) // the visitor may have left
}
