package behandelen

import (
	"context"
	"net/url"
	"slices"
	"strings"
	"time"
	"unicode/utf8"

	"mantelpunt/internal/i18n"
	"mantelpunt/internal/verklaring"
	"mantelpunt/web"

	"github.com/google/uuid"
)

// maxWoorden is the length of the words in a letter, in characters.
const maxWoorden = 2000

// besluitformulier is what was typed.
type besluitformulier struct {
	besluitsoort
	Verklaring    string
	Naam          string
	Geboortedatum web.Datum
	Doelen        []string
	GeldigVan     web.Datum
	Taal          string
	Redenen       []string
	Reden         string
	Woordentekst  string
	Motivering    string
	Versie        string // of the dossier that was looked at
	Fouten        web.Fouten
	Melding       string // why nothing happened
}

// begin fills the form with what is known.
func (s besluitsoort) begin(d Dossier, t verklaring.Toets, vandaag time.Time) besluitformulier {
	f := besluitformulier{besluitsoort: s, Doelen: d.Antwoorden.Doelen, GeldigVan: web.NaarDatum(vandaag), Taal: d.Antwoorden.TweedeTaal, Versie: d.versie()}
	if v, ok := d.geldende(); ok {
		f.Verklaring = v.ID.String()
		if s.Soort == verklaring.BriefVervangen {
			f.Naam, f.Geboortedatum, f.Doelen, f.GeldigVan, f.Taal = v.Naam, web.NaarDatum(v.Geboortedatum), v.Doelcodes(), web.NaarDatum(v.GeldigVan), v.Taal
		}
	}
	if s.Soort == verklaring.BriefAfgewezen {
		for _, c := range t.Criteria {
			if c.Oordeel == verklaring.NietVoldaan {
				f.Redenen = append(f.Redenen, c.Code)
			}
		}
	}
	return f
}

// lees takes over what was typed.
func (s besluitsoort) lees(v url.Values) besluitformulier {
	return besluitformulier{besluitsoort: s, Verklaring: v.Get("verklaring"), Naam: strings.Join(strings.Fields(v.Get("naam")), " "), Geboortedatum: web.LeesDatum(v.Get, "geboortedatum"),
		Doelen: slices.Clone(v["doelen"]), GeldigVan: web.LeesDatum(v.Get, "geldig_van"), Taal: v.Get("taal"), Redenen: slices.Clone(v["redenen"]), Reden: v.Get("reden"),
		Woordentekst: strings.TrimSpace(v.Get("woorden")), Motivering: strings.TrimSpace(v.Get("motivering")), Versie: v.Get("versie")}
}

// waarden are the fields as they are posted again from the preview.
func (f besluitformulier) waarden() (uit []web.Rij) {
	voeg := func(naam string, waarden ...string) {
		for _, w := range waarden {
			if w != "" {
				uit = append(uit, web.Rij{Naam: naam, Waarde: w})
			}
		}
	}
	datum := func(naam string, d web.Datum) {
		voeg(naam+"-dag", d.Dag)
		voeg(naam+"-maand", d.Maand)
		voeg(naam+"-jaar", d.Jaar)
	}
	voeg("verklaring", f.Verklaring)
	voeg("naam", f.Naam)
	datum("geboortedatum", f.Geboortedatum)
	voeg("doelen", f.Doelen...)
	datum("geldig_van", f.GeldigVan)
	voeg("taal", f.Taal)
	voeg("redenen", f.Redenen...)
	voeg("reden", f.Reden)
	voeg("woorden", f.Woordentekst)
	voeg("motivering", f.Motivering)
	voeg("versie", f.Versie)
	return uit
}

// handeling reads what was typed; the mistakes stay in the form.
func (f *besluitformulier) handeling(ctx context.Context, d Dossier, vandaag time.Time) Handeling {
	h := Handeling{Soort: f.Soort, Woorden: f.Woordentekst}
	h.Versie, _ = time.Parse(time.RFC3339Nano, f.Versie)
	if d.Regels.VierOgen {
		h.Motivering = f.Motivering
		f.lengte("motivering", f.Motivering)
	}
	f.lengte("woorden", f.Woordentekst)
	if h.OpVerklaring() {
		h.Verklaring, _ = uuid.Parse(f.Verklaring)
	}
	switch f.Soort {
	case verklaring.BriefVerleend:
		h.Doelen, h.Taal = f.doelen(d.Regels), f.tweedeTaal()
		h.GeldigVan = f.geldigVan(vandaag, vandaag)
	case verklaring.BriefVervangen:
		f.verbeterd(&h, d, vandaag)
	case verklaring.BriefAfgewezen:
		for _, k := range gronden(ctx, d.Regels) {
			if slices.Contains(f.Redenen, k.Waarde) {
				h.Redenen = append(h.Redenen, k.Waarde)
			}
		}
		if len(h.Redenen) == 0 {
			f.Fouten.Voeg("redenen", "Kies aan welke voorwaarde de aanvraag niet voldoet.")
		}
		f.verplicht("Leg uit waarom u de aanvraag afwijst.")
	case verklaring.BriefBuitenBehandeling:
		f.verplicht("Schrijf op wat er nog ontbreekt.")
	case verklaring.BriefVerklaringIngetrokken:
		h.Reden = verklaring.Reden(f.Reden)
		if !slices.ContainsFunc(redenen, func(k web.Keuze) bool { return k.Waarde == f.Reden }) {
			f.Fouten.Voeg("reden", "Kies waarom u de verklaring intrekt.")
		} else if h.Reden == verklaring.RedenOnjuist || h.Reden == verklaring.RedenMisbruik {
			f.verplicht("Leg uit waarom u de verklaring intrekt. Dat moet bij deze reden.")
		}
	}
	return h
}

// verbeterd reads a corrected verklaring.
func (f *besluitformulier) verbeterd(h *Handeling, d Dossier, vandaag time.Time) {
	oud, _ := d.geldende()
	h.Naam, h.Doelen, h.Taal = f.Naam, f.doelen(d.Regels), f.tweedeTaal()
	switch n := utf8.RuneCountInString(f.Naam); {
	case n == 0:
		f.Fouten.Voeg("naam", "Vul de naam in.")
	case n > 100:
		f.Fouten.Voeg("naam", "De naam mag hoogstens 100 tekens hebben.")
	}
	var ok bool
	switch h.Geboortedatum, ok = f.Geboortedatum.Tijd(); {
	case !ok:
		f.Fouten.Voeg("geboortedatum", "Deze datum bestaat niet. Vul een dag, maand en jaar in.")
	case h.Geboortedatum.After(vandaag), h.Geboortedatum.Before(vandaag.AddDate(-120, 0, 0)):
		f.Fouten.Voeg("geboortedatum", "Deze geboortedatum kan niet kloppen.")
	}
	h.GeldigVan = f.geldigVan(vandaag, oud.GeldigVan)
	f.verplicht("Schrijf op wat u hebt verbeterd.")
}

func (f *besluitformulier) verplicht(zin string) {
	if f.Woordentekst == "" {
		f.Fouten.Voeg("woorden", zin)
	}
}

func (f *besluitformulier) lengte(veld, tekst string) {
	if utf8.RuneCountInString(tekst) > maxWoorden {
		f.Fouten.Voeg(veld, "Gebruik hoogstens 2000 tekens.")
	}
}

func (f *besluitformulier) doelen(r verklaring.Regels) (uit []string) {
	for _, d := range r.Doelcodes() {
		if slices.Contains(f.Doelen, d) {
			uit = append(uit, d)
		}
	}
	if len(uit) == 0 {
		f.Fouten.Voeg("doelen", "Kies waarvoor de verklaring geldt.")
	}
	return uit
}

func (f *besluitformulier) tweedeTaal() string {
	if _, ok := i18n.Zoek(f.Taal); ok && f.Taal != i18n.Talen[0].Code {
		return f.Taal
	}
	return ""
}

// geldigVan reads the first day: at most a year from now, and not before the last month
// unless it was so already.
func (f *besluitformulier) geldigVan(vandaag, was time.Time) time.Time {
	van, ok := f.GeldigVan.Tijd()
	switch {
	case f.GeldigVan.Leeg():
		f.Fouten.Voeg("geldig_van", "Vul in vanaf welke dag de verklaring geldt.")
	case !ok:
		f.Fouten.Voeg("geldig_van", "Deze datum bestaat niet. Vul een dag, maand en jaar in.")
	case van.Equal(was):
	case van.Before(vandaag.AddDate(0, -1, 0)), van.After(vandaag.AddDate(1, 0, 0)):
		f.Fouten.Voeg("geldig_van", "Kies een dag tussen een maand geleden en een jaar vooruit.")
	}
	return van
}

// gronden are the reasons for which an aanvraag can be refused: the criteria of its
// regeling, and what makes care no mantelzorg.
func gronden(ctx context.Context, r verklaring.Regels) (uit []web.Keuze) {
	for _, c := range r.Toets(ctx, verklaring.Antwoorden{}, verklaring.Stand{}, time.Time{}).Criteria {
		uit = append(uit, web.Keuze{Waarde: c.Code, Naam: criteriumVoorStaf(ctx, c, r)})
	}
	return append(uit, web.Keuze{Waarde: verklaring.GrondOnbetaald, Naam: "De zorg is onbetaald."}, web.Keuze{Waarde: verklaring.GrondJuist, Naam: "De antwoorden kloppen."})
}

// geldende is the verklaring that was not withdrawn.
func (d Dossier) geldende() (verklaring.Verklaring, bool) {
	i := slices.IndexFunc(d.Verklaringen, func(v verklaring.Verklaring) bool { return v.IngetrokkenOp == nil })
	if i < 0 {
		return verklaring.Verklaring{}, false
	}
	return d.Verklaringen[i], true
}

// open is the proposal that waits for a colleague. One on an aanvraag that was withdrawn
// meanwhile waits for nobody.
func (d Dossier) open() (Voorstel, bool) {
	i := slices.IndexFunc(d.Voorstellen, func(v Voorstel) bool {
		return v.Oordeel == "" && (d.Status == verklaring.Voorgesteld || v.Handeling.OpVerklaring())
	})
	if i < 0 {
		return Voorstel{}, false
	}
	return d.Voorstellen[i], true
}

func (d Dossier) versie() string { return d.GewijzigdOp.Format(time.RFC3339Nano) }

// kan reports whether a dossier is where this can be decided.
func (d Dossier) kan(s besluitsoort) bool {
	if _, open := d.open(); open {
		return false
	}
	switch _, geldt := d.geldende(); s.Soort {
	case verklaring.BriefVervangen, verklaring.BriefVerklaringIngetrokken:
		return geldt
	case verklaring.BriefBuitenBehandeling:
		return d.Status == verklaring.InBehandeling || d.Status == verklaring.WachtOpAanvrager
	}
	return d.Status == verklaring.InBehandeling
}
