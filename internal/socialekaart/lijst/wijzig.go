package lijst

import (
	"net/http"
	"net/url"
	"strings"

	"mantelpunt/internal/httpx"
)

// wijzig is POST /lijst/wijzig: the notes are kept whichever button was used. A button
// names what it does and to which offer: "omhoog:slug".
func (h Handler) wijzig(w http.ResponseWriter, r *http.Request) error {
	v, err := httpx.Formulier(w, r)
	if err != nil {
		return err
	}
	wat, slug, _ := strings.Cut(v.Get("doe"), ":")
	var telang map[string]string
	err = h.doe(w, r, func(i *inhoud) error {
		telang = i.noteer(v)
		switch wat {
		case "omhoog":
			i.Schuif(slug, -1)
		case "omlaag":
			i.Schuif(slug, 1)
		case "weg":
			if weg, plek, ok := i.Lijst.Weg(slug); ok {
				i.Weg, i.Zin = &weggehaald{weg, plek}, zinWeg
			}
		default:
			i.Zin = zinBewaard
		}
		if len(telang) > 0 {
			i.Zin = ""
		}
		return nil
	})
	if err != nil {
		return h.metFout(w, r, err)
	}
	if len(telang) > 0 {
		return h.teLang(w, r, telang)
	}
	return httpx.Naar(w, r, Pad+anker(wat, slug))
}

// noteer writes the notes of a form and gives those that are too long, by their offer.
func (l *Lijst) noteer(v url.Values) (telang map[string]string) {
	telang = map[string]string{}
	for _, regel := range l.Regels {
		if n := v.Get("notitie-" + regel.Slug); v.Has("notitie-"+regel.Slug) && !l.Noteer(regel.Slug, n) {
			telang[regel.Slug] = n
		}
	}
	return telang
}

// anker brings the visitor back to the offer that moved.
func anker(wat, slug string) string {
	if wat == "omhoog" || wat == "omlaag" {
		return "#" + slug
	}
	return ""
}
