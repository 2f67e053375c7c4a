package socialekaart

import (
	"fmt"
	"net/mail"
	"net/url"
	"regexp"
	"slices"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"mantelpunt/internal/i18n"
	"mantelpunt/web"
)

var (
	rePostcode = regexp.MustCompile(`^[1-9][0-9]{3} ?[A-Z]{2}$`)
	reTelefoon = regexp.MustCompile(`^[+(]?[0-9][0-9 ()./-]*[0-9]$`)
	reTijd     = regexp.MustCompile(`^([01][0-9]|2[0-3]):[0-5][0-9]$|^24:00$`)
	reTaal     = regexp.MustCompile(`^[a-z]{2,3}$`)
	reCode     = regexp.MustCompile(`^[a-z0-9]+(-[a-z0-9]+)*$`)
)

// Dagen are the codes of the days, as in Tijd.Dagen.
var Dagen = []string{"ma", "di", "wo", "do", "vr", "za", "zo"}

// Lengten are the most characters that a field may have.
var Lengten = []struct {
	Veld, naam string
	Max        int
	waarde     func(Inhoud) string
}{
	{"naam", "De naam", 150, func(i Inhoud) string { return i.Naam }},
	{"samenvatting", "De samenvatting", 300, func(i Inhoud) string { return i.Samenvatting }},
	{"omschrijving", "De omschrijving", 10_000, func(i Inhoud) string { return i.Omschrijving }},
	{"voor_wie", "Voor wie het is", 3_000, func(i Inhoud) string { return i.VoorWie }},
	{"aanmelden", "De tekst over aanmelden", 3_000, func(i Inhoud) string { return i.Aanmelden }},
	{"kosten_uitleg", "De uitleg over kosten", 3_000, func(i Inhoud) string { return i.KostenUitleg }},
	{"verwijzing", "De uitleg over verwijzing", 1_000, func(i Inhoud) string { return i.Verwijzing }},
	{"wachttijd", "De wachttijd", 300, func(i Inhoud) string { return i.Wachttijd }},
	{"indicatie", "De uitleg over de indicatie", 1_000, func(i Inhoud) string { return i.Indicatie }},
}

// Controleer says what is wrong with an offer: fields and plain sentences. The
// form of the back office and every import use it.
func Controleer(i Inhoud) web.Fouten { return controleer(i, time.Now()) }

func controleer(i Inhoud, nu time.Time) web.Fouten {
	var f web.Fouten
	if strings.TrimSpace(i.Naam) == "" {
		f.Voeg("naam", "De naam ontbreekt.")
	}
	for _, l := range Lengten {
		if n := utf8.RuneCountInString(l.waarde(i)); n > l.Max {
			f.Voeg(l.Veld, fmt.Sprintf("%s is te lang: %d tekens, en er passen er %d.", l.naam, n, l.Max))
		}
		if strings.ContainsFunc(l.waarde(i), vreemd) {
			f.Voeg(l.Veld, fmt.Sprintf("%s heeft tekens die niet leesbaar zijn.", l.naam))
		}
	}
	controleerBereik(&f, "", i.Contact.Telefoon, i.Contact.Email, i.Contact.Website)
	for _, k := range i.Kosten {
		if k.Eurocent < 0 || k.Eurocent > 100_000_00 {
			f.Voeg("kosten", fmt.Sprintf("Het bedrag bij ‘%s’ kan niet kloppen.", k.Omschrijving))
		}
	}
	for _, l := range i.Locaties {
		if l.Postcode != "" && !rePostcode.MatchString(l.Postcode) {
			f.Voeg("postcode", fmt.Sprintf("‘%s’ is geen postcode. Een postcode ziet er zo uit: 1234 AB.", l.Postcode))
		}
		if l.Breedte < -90 || l.Breedte > 90 || l.Lengte < -180 || l.Lengte > 180 {
			f.Voeg("locaties", "De coördinaten van een locatie kunnen niet kloppen.")
		} else if (l.Breedte == 0) != (l.Lengte == 0) {
			f.Voeg("locaties", "Van een locatie is maar één coördinaat ingevuld. Vul ze allebei in, of geen van beide.")
		}
	}
	controleerTijden(&f, i.Tijden)
	for _, t := range i.Talen {
		if !reTaal.MatchString(t) {
			f.Voeg("talen", fmt.Sprintf("‘%s’ is geen code van een taal. Gebruik nl, en, ar, tr …", t))
		}
	}
	controleerKenmerken(&f, i.Kenmerken)
	vandaag := nu.In(i18n.Amsterdam).Format(time.DateOnly)
	controleerPraktisch(&f, i, vandaag)
	if !i.GecontroleerdOp.IsZero() && i.GecontroleerdOp.Format(time.DateOnly) > vandaag {
		f.Voeg("gecontroleerd_op", "De datum van de laatste controle ligt in de toekomst.")
	}
	return f
}

func controleerTijden(f *web.Fouten, tijden []Tijd) {
	for _, t := range tijden {
		for _, d := range t.Dagen {
			if !slices.Contains(Dagen, d) {
				f.Voeg("tijden", fmt.Sprintf("‘%s’ is geen dag. Gebruik %s.", d, strings.Join(Dagen, ", ")))
			}
		}
		for _, u := range []string{t.Van, t.Tot} {
			if u != "" && !reTijd.MatchString(u) {
				f.Voeg("tijden", fmt.Sprintf("‘%s’ is geen tijd. Een tijd ziet er zo uit: 09:00.", u))
			}
		}
		if t.Van == "" && t.Tot == "" && t.Toelichting == "" && len(t.Dagen) == 0 {
			f.Voeg("tijden", "Bij een van de tijden is niets ingevuld.")
		}
	}
}

func controleerKenmerken(f *web.Fouten, kenmerken []Kenmerk) {
	thema := false
	for _, k := range kenmerken {
		thema = thema || k.Taxonomie == "thema"
		lijst, vast := gesloten[k.Taxonomie]
		switch {
		case !slices.Contains(Taxonomieen, k.Taxonomie):
			f.Voeg("kenmerken", fmt.Sprintf("‘%s’ is geen soort kenmerk.", k.Taxonomie))
		case vast && !slices.Contains(lijst, k.Code):
			f.Voeg(k.Taxonomie, fmt.Sprintf("‘%s’ is geen bekende waarde voor %s. Kies uit: %s.", k.Code, k.Taxonomie, strings.Join(lijst, ", ")))
		case !reCode.MatchString(k.Code) || len(k.Code) > 80:
			f.Voeg(k.Taxonomie, fmt.Sprintf("‘%s’ is geen code. Gebruik kleine letters en streepjes.", k.Code))
		}
	}
	if !thema {
		f.Voeg("thema", "Het thema ontbreekt. Kies uit: "+strings.Join(Themas, ", ")+".")
	}
}

// ControleerOrganisatie says what is wrong with an organisation.
func ControleerOrganisatie(o Organisatie) web.Fouten {
	var f web.Fouten
	switch {
	case strings.TrimSpace(o.Naam) == "":
		f.Voeg("organisatie", "De naam van de organisatie ontbreekt.")
	case utf8.RuneCountInString(o.Naam) > 150:
		f.Voeg("organisatie", "De naam van de organisatie is te lang: er passen 150 tekens.")
	case strings.ContainsFunc(o.Naam+o.Omschrijving, vreemd):
		f.Voeg("organisatie", "De organisatie heeft tekens die niet leesbaar zijn.")
	}
	controleerBereik(&f, "organisatie_", o.Telefoon, o.Email, o.Website)
	return f
}

func controleerBereik(f *web.Fouten, voor, telefoon, email, website string) {
	if cijfers := strings.Map(alleenCijfers, telefoon); telefoon != "" && (!reTelefoon.MatchString(telefoon) || len(cijfers) < 3 || len(cijfers) > 15) {
		f.Voeg(voor+"telefoon", fmt.Sprintf("‘%s’ is geen telefoonnummer.", telefoon))
	}
	if email != "" {
		a, err := mail.ParseAddress(email)
		if err != nil || a.Address != email || !strings.Contains(email[strings.LastIndexByte(email, '@'):], ".") {
			f.Voeg(voor+"email", fmt.Sprintf("‘%s’ is geen e-mailadres.", email))
		}
	}
	if website != "" {
		u, err := url.Parse(website)
		if err != nil || u.Scheme != "https" && u.Scheme != "http" || !strings.Contains(u.Host, ".") || strings.ContainsAny(website, " <>\"\\") {
			f.Voeg(voor+"website", fmt.Sprintf("‘%s’ is geen webadres. Een webadres begint met https://.", website))
		}
	}
}

func alleenCijfers(r rune) rune {
	if r >= '0' && r <= '9' {
		return r
	}
	return -1
}

// vreemd is a character that no text has: NUL and other controls, or what could
// not be read.
func vreemd(r rune) bool {
	return r == utf8.RuneError || unicode.IsControl(r) && r != '\n' && r != '\t' && r != '\r'
}

// Opmerkingen are what an offer lacks without being wrong: an import takes it in
// and says so, the form of the back office asks for it.
func Opmerkingen(i Inhoud) web.Fouten {
	var f web.Fouten
	if i.Samenvatting == "" {
		f.Voeg("samenvatting", "De samenvatting ontbreekt.")
	}
	if i.GecontroleerdOp.IsZero() {
		f.Voeg("gecontroleerd_op", "Niet bekend is wanneer dit voor het laatst is gecontroleerd.")
	}
	return f
}
