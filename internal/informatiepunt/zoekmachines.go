package informatiepunt

import (
	"encoding/xml"
	"net/http"
	"strings"
	"time"

	"mantelpunt/internal/fault"
	"mantelpunt/internal/i18n"
	"mantelpunt/internal/toegang"
	"mantelpunt/web"
)

// adressen is a sitemap (sitemaps.org, version 0.9).
type adressen struct {
	XMLName xml.Name `xml:"http://www.sitemaps.org/schemas/sitemap/0.9 urlset"`
	URL     []adres  `xml:"url"`
}

type adres struct {
	Loc     string `xml:"loc"`
	Lastmod string `xml:"lastmod,omitempty"`
}

// sitemap does without the offers when they cannot be had.
func (h Handler) sitemap(w http.ResponseWriter, r *http.Request) error {
	ctx := r.Context()
	b, err := h.boek(ctx)
	if err != nil {
		return err
	}
	wortel := toegang.GemeenteUit(ctx).URL
	var kaart adressen
	voeg := func(pad, gewijzigd string) { kaart.URL = append(kaart.URL, adres{wortel + pad, gewijzigd}) }
	for _, pad := range []string{"/", "/informatie", "/aanbod", "/verklaring", "/controleren", "/contact", "/toegankelijkheid", "/privacy"} {
		voeg(pad, "")
	}
	for _, thema := range Vraaggebieden {
		voeg(web.Zoek("/aanbod", "thema", thema), "")
	}
	for _, p := range b.paginas {
		voeg("/informatie/"+p.Slug, i18n.ISO(p.Op))
	}
	if err := h.Adressen.Adressen(ctx, func(pad string, gewijzigd time.Time) { voeg(pad, i18n.ISO(gewijzigd)) }); err != nil {
		h.waarschuw(ctx, "sitemap zonder aanbod", err)
	}
	uit, err := xml.MarshalIndent(kaart, "", " ")
	if err != nil {
		return fault.Wrap(err, "sitemap")
	}
	w.Header().Set("Content-Type", "application/xml; charset=utf-8")
	_, _ = w.Write([]byte(xml.Header + string(uit) + "\n")) // the visitor may have left
	return nil
}

// besloten are the parts that search engines have no business in.
var besloten = []string{"/beheer", "/mijn", "/inloggen", "/uitloggen", "/v/"}

func (h Handler) robots(w http.ResponseWriter, r *http.Request) error {
	var b strings.Builder
	b.WriteString("User-agent: *\n")
	for _, t := range i18n.Talen {
		for _, pad := range besloten {
			b.WriteString("Disallow: " + web.Pad(i18n.MetTaal(r.Context(), t.Code), pad) + "\n")
		}
	}
	b.WriteString("\nSitemap: " + toegang.GemeenteUit(r.Context()).URL + "/sitemap.xml\n")
	w.Header().Set("Content-Type", "text/plain; charset=utf-8")
	_, _ = w.Write([]byte(b.String())) // the visitor may have left
	return nil
}
