package tonen

import (
	"net/http"
	"net/url"
	"strings"
	"unicode/utf8"

	"mantelpunt/internal/fault"
	"mantelpunt/internal/socialekaart"
	"mantelpunt/internal/socialekaart/weergave"
	"mantelpunt/internal/toegang"
	"mantelpunt/web"

	"github.com/go-chi/chi/v5"
)

// contact is GET /aanbod/{slug}/contact.vcf: an offer for the address book of a telephone.
func (h Handler) contact(w http.ResponseWriter, r *http.Request) error {
	k, err := h.kaart(r.Context())
	if err != nil {
		return err
	}
	a, ok := k.MetSlug(chi.URLParam(r, "slug"))
	if !ok {
		return fault.New(fault.NotFound, "aanbod bestaat niet of is niet gepubliceerd")
	}
	w.Header().Set("Content-Type", "text/vcard; charset=utf-8")
	w.Header().Set("Content-Disposition", `attachment; filename="`+a.Slug+`.vcf"`)
	_, _ = w.Write([]byte(vcard(a, toegang.GemeenteUit(r.Context()).URL+web.Pad(r.Context(), "/aanbod/"+a.Slug)))) // the visitor may have left
	return nil
}

// vcard writes an offer as a contact. Version 3.0 (RFC 2426) and not 4.0 (RFC 6350),
// since the address books of some desks know no newer one; a text is escaped alike in both.
func vcard(a socialekaart.Aanbod, adres string) string {
	c := weergave.Bereik(a)
	var b strings.Builder
	regel := func(naam string, delen ...string) {
		if strings.Join(delen, "") == "" {
			return
		}
		for i, d := range delen {
			delen[i] = ontsnapt(d)
		}
		b.WriteString(gevouwen(naam + ":" + strings.Join(delen, ";")))
	}
	b.WriteString("BEGIN:VCARD\r\nVERSION:3.0\r\n")
	regel("N", a.Naam, "", "", "", "")
	regel("FN", a.Naam)
	regel("ORG", a.Organisatie.Naam)
	regel("TEL;TYPE=WORK,VOICE", c.Telefoon)
	regel("TEL;TYPE=CELL", c.WhatsApp)
	regel("EMAIL;TYPE=INTERNET", c.Email)
	if u, err := url.Parse(c.Website); err == nil && c.Website != "" {
		b.WriteString(gevouwen("URL:" + strings.ToValidUTF8(u.String(), ""))) // a URI, so no text to escape; it leaves a query as it was typed
	}
	for _, l := range a.Locaties {
		regel("ADR;TYPE=WORK", "", l.Naam, l.Adres, l.Plaats, "", l.Postcode, "")
	}
	regel("NOTE", strings.TrimSpace(a.Samenvatting+"\n"+adres))
	if !a.GewijzigdOp.IsZero() {
		regel("REV", a.GewijzigdOp.UTC().Format("2006-01-02T15:04:05Z"))
	}
	b.WriteString("UID:urn:uuid:" + a.ID.String() + "\r\nEND:VCARD\r\n")
	return b.String()
}

var vcardtekens = strings.NewReplacer(`\`, `\\`, ",", `\,`, ";", `\;`, "\r\n", `\n`, "\n", `\n`, "\r", `\n`)

// ontsnapt is a value in which nothing ends it (RFC 6350, section 3.4).
func ontsnapt(s string) string {
	return strings.Map(func(r rune) rune {
		if r < ' ' || r == 0x7f {
			return -1
		}
		return r
	}, vcardtekens.Replace(strings.ToValidUTF8(s, "")))
}

// gevouwen ends a line and breaks it where it is longer than 75 bytes, between letters
// (RFC 6350, section 3.2).
func gevouwen(s string) string {
	const max = 75
	var b strings.Builder
	ruimte := max
	for len(s) > ruimte {
		n := ruimte
		for n > 0 && !utf8.RuneStart(s[n]) {
			n--
		}
		b.WriteString(s[:n] + "\r\n ")
		s, ruimte = s[n:], max-1
	}
	return b.String() + s + "\r\n"
}
