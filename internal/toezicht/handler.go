package toezicht

import (
	"bytes"
	"context"
	"encoding/csv"
	"encoding/hex"
	"encoding/json"
	"net/http"
	"net/url"
	"strconv"
	"time"

	"mantelpunt/internal/audit"
	"mantelpunt/internal/httpx"
	"mantelpunt/internal/i18n"
	"mantelpunt/internal/toegang"
	"mantelpunt/web"

	"github.com/go-chi/chi/v5"
	"github.com/google/uuid"
)

// Namen gives the names of applicants by the id of their aanvraag; verklaring.Store is one.
type Namen interface {
	Namen(ctx context.Context, gemeenteID int) (map[uuid.UUID]string, error)
}

// Handler has the pages of the privacy officer.
type Handler struct {
	Store Store
	Namen Namen
	Web   *httpx.Afhandelaar
}

const (
	padAudit       = "/beheer/audit"
	padOpvallend   = padAudit + "/opvallend"
	padExport      = padAudit + "/export"
	padControleren = padAudit + "/controleren"
)

// Routes hangs the pages in the router.
func (h Handler) Routes(r chi.Router) {
	r.Group(func(r chi.Router) {
		r.Use(httpx.Persoonlijk)
		r.Get(padAudit, h.Web.H(h.lijst))
		r.Get(padOpvallend, h.Web.H(h.opvallend))
		r.Post(padExport, h.Web.H(h.exporteer))
		r.Post(padControleren, h.Web.H(h.controleer))
	})
}

func wie(r *http.Request) (toegang.Gemeente, error) {
	return toegang.GemeenteUit(r.Context()), toegang.PersoonUit(r.Context()).Eis(toegang.AuditLezen)
}

// keuze is the filter as it was typed, and what is wrong with it.
type keuze struct {
	Filter
	VanTekst, TotTekst string
	Fouten             web.Fouten
}

func leesKeuze(v url.Values) keuze {
	k := keuze{VanTekst: v.Get("van"), TotTekst: v.Get("tot")}
	k.Wie, _ = uuid.Parse(v.Get("wie"))
	k.Wat, k.Rij = httpx.Schoon(v.Get("wat")), httpx.Schoon(v.Get("rij"))
	k.Voor, _ = strconv.ParseInt(v.Get("voor"), 10, 64)
	dag := func(veld, tekst string) time.Time {
		if tekst == "" {
			return time.Time{}
		}
		t, err := time.ParseInLocation(time.DateOnly, tekst, i18n.Amsterdam)
		if err != nil || t.Year() < 2000 || t.Year() > 2200 {
			k.Fouten.Voeg(veld, "Deze datum bestaat niet.")
			return time.Time{}
		}
		return t
	}
	k.Van, k.Tot = dag("van", k.VanTekst), dag("tot", k.TotTekst)
	if !k.Van.IsZero() && !k.Tot.IsZero() && k.Tot.Before(k.Van) {
		k.Fouten.Voeg("tot", "De laatste dag ligt voor de eerste dag.")
	}
	return k
}

// url is the address of a page with this filter, from the line before voor.
func (k keuze) url(voor int64) string {
	paren := []string{"wat", k.Wat, "rij", k.Rij, "van", k.VanTekst, "tot", k.TotTekst}
	if k.Wie != uuid.Nil {
		paren = append(paren, "wie", k.Wie.String())
	}
	if voor > 0 {
		paren = append(paren, "voor", strconv.FormatInt(voor, 10))
	}
	return web.Zoek(padAudit, paren...)
}

func (h Handler) lijst(w http.ResponseWriter, r *http.Request) error {
	g, err := wie(r)
	if err != nil {
		return err
	}
	return h.toon(w, r, g, leesKeuze(r.URL.Query()), nil)
}

func (h Handler) toon(w http.ResponseWriter, r *http.Request, g toegang.Gemeente, k keuze, v *audit.Verslag) error {
	p := auditpagina{Keuze: k, Verslag: v}
	var err error
	status := http.StatusUnprocessableEntity
	if len(k.Fouten) == 0 {
		status = http.StatusOK
		if p.Regels, err = h.Store.Regels(r.Context(), g.ID, k.Filter); err != nil {
			return err
		}
	}
	if p.Wie, p.Wat, err = h.Store.Keuzes(r.Context(), g.ID); err != nil {
		return err
	}
	if p.Einde, err = audit.Einde(r.Context(), h.Store.Van(g.ID), g.ID); err != nil {
		return err
	}
	return httpx.Render(w, r, status, lijstpagina(p))
}

// controleer walks the chain, against an anker of before when one is given.
func (h Handler) controleer(w http.ResponseWriter, r *http.Request) error {
	g, err := wie(r)
	if err != nil {
		return err
	}
	form, err := httpx.Formulier(w, r)
	if err != nil {
		return err
	}
	var k keuze
	var ankers []audit.Anker
	if tekst := form.Get("anker"); tekst != "" {
		a, err := audit.LeesAnker(tekst)
		if err != nil {
			k.Fouten.Voeg("anker", "Dit is geen anker. Een anker is een nummer, een dubbele punt en 64 letters en cijfers.")
			return h.toon(w, r, g, k, nil)
		}
		ankers = append(ankers, a)
	}
	v, err := audit.Controleer(r.Context(), h.Store.Van(g.ID), g.ID, ankers...)
	if err != nil {
		return err
	}
	return h.toon(w, r, g, k, &v)
}

func (h Handler) opvallend(w http.ResponseWriter, r *http.Request) error {
	g, err := wie(r)
	if err != nil {
		return err
	}
	namen, err := h.Namen.Namen(r.Context(), g.ID)
	if err != nil {
		return err
	}
	os, err := h.Store.Opvallend(r.Context(), g.ID, namen, time.Now())
	if err != nil {
		return err
	}
	return httpx.Render(w, r, http.StatusOK, opvallendpagina(os))
}

// exporteer gives every line of a filter as a file. It is made whole first: a file
// that ends halfway would look complete.
func (h Handler) exporteer(w http.ResponseWriter, r *http.Request) error {
	g, err := wie(r)
	if err != nil {
		return err
	}
	form, err := httpx.Formulier(w, r)
	if err != nil {
		return err
	}
	k := leesKeuze(form)
	if len(k.Fouten) > 0 {
		return h.toon(w, r, g, k, nil)
	}
	k.Voor = 0
	var b bytes.Buffer
	naam, soort, vorm := "audit.csv", "text/csv; charset=utf-8", alsCSV
	if form.Get("formaat") == "json" {
		naam, soort, vorm = "audit.json", "application/x-ndjson", alsJSON
	}
	if err := h.Store.Elk(r.Context(), g.ID, k.Filter, vorm(&b)); err != nil {
		return err
	}
	w.Header().Set("Content-Type", soort)
	w.Header().Set("Content-Disposition", `attachment; filename="`+g.Slug+`-`+naam+`"`)
	_, _ = w.Write(b.Bytes())
	return nil
}

func alsCSV(b *bytes.Buffer) func(audit.Vastgelegd) error {
	b.WriteString("\ufeff") // so that a spreadsheet reads UTF-8
	c := csv.NewWriter(b)
	c.Comma, c.UseCRLF = ';', true
	kop := c.Write([]string{"nr", "wanneer", "soort", "wie", "wie_id", "adres", "wat", "tabel", "rij", "gegevens", "hash"})
	return func(r audit.Vastgelegd) error {
		if kop != nil {
			return kop
		}
		cellen := []string{strconv.FormatInt(r.Nr, 10), r.Op.In(i18n.Amsterdam).Format(time.RFC3339), r.WieSoort, r.WieNaam, r.WieID.String(), r.Adres, r.Wat, r.Tabel, r.Rij, string(r.Gegevens), hex.EncodeToString(r.Hash)}
		for i := range cellen {
			cellen[i] = formule(cellen[i])
		}
		err := c.Write(cellen)
		c.Flush()
		return err
	}
}

func alsJSON(b *bytes.Buffer) func(audit.Vastgelegd) error {
	e := json.NewEncoder(b)
	return func(r audit.Vastgelegd) error { return e.Encode(r) }
}
