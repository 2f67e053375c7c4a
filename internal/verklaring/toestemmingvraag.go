package verklaring

import (
	"net/url"
	"slices"
	"strings"
	"unicode/utf8"
)

// Toestemmingvraag is how the zorgvrager is asked to confirm, and where. The name is
// asked for an envelope alone.
type Toestemmingvraag struct {
	Wijze string `json:"wijze"` // WijzeEmail, WijzeBrief or WijzePapier
	Naam  string `json:"naam,omitempty"`
	Email string `json:"email,omitempty"`
	Adres string `json:"adres,omitempty"` // two lines: street and number, postcode and place
}

// The ways to ask a zorgvrager.
const (
	WijzeEmail  = "email"
	WijzeBrief  = "brief"
	WijzePapier = "papier" // a form that the carer prints
)

// Wijzen are the ways in which a zorgvrager can be asked by these rules. Paper is
// always one of them (Wmebv).
func (r Regels) Wijzen() []string {
	if r.Bevestiging == BevestigingPapier {
		return []string{WijzePapier}
	}
	return []string{WijzeEmail, WijzeBrief, WijzePapier}
}

func (a *Antwoorden) neemToestemming(v *Invoer, r Regels) {
	t := Toestemmingvraag{Wijze: v.keuze("wijze", r.Wijzen())}
	switch t.Wijze {
	case WijzeEmail:
		var ok bool
		t.Email, ok = LeesEmail(v.Get("naaste_email"))
		switch {
		case !ok:
			v.fout("naaste_email", "naaste_email")
		case postvak(t.Email) == postvak(v.Email):
			v.fout("naaste_email", "naaste_email.eigen")
		}
	case WijzeBrief:
		t.Naam = v.regel("naaste_naam")
		straat := v.regel("naaste_straat")
		postcode := rePostcode.FindStringSubmatch(strings.ToUpper(v.Get("naaste_postcode")))
		if postcode == nil {
			v.fout("naaste_postcode", "naaste_postcode")
			postcode = make([]string, 3)
		}
		t.Adres = straat + "\n" + postcode[1] + " " + postcode[2] + " " + v.regel("naaste_plaats")
	}
	a.Toestemming = &t
}

// regel reads one line of an address.
func (v *Invoer) regel(veld string) string {
	s := strings.Join(strings.Fields(v.Get(veld)), " ")
	if s == "" || utf8.RuneCountInString(s) > maxAdresregel {
		v.fout(veld, veld)
	} else {
		v.drukbaar(veld, s)
	}
	return s
}

// postvak is the mailbox behind an address: what stands after a plus does not change
// who reads it.
func postvak(email string) string {
	naam, domein, _ := strings.Cut(strings.ToLower(strings.TrimSpace(email)), "@")
	naam, _, _ = strings.Cut(naam, "+")
	return naam + "@" + domein
}

// waarden gives the answers as the form shows them.
func (t *Toestemmingvraag) waarden(v url.Values) {
	if t == nil {
		return
	}
	v.Set("wijze", t.Wijze)
	v.Set("naaste_email", t.Email)
	v.Set("naaste_naam", t.Naam)
	straat, rest, _ := strings.Cut(t.Adres, "\n")
	v.Set("naaste_straat", straat)
	if len(rest) > len("1234 AB ") {
		v.Set("naaste_postcode", rest[:len("1234 AB")])
		v.Set("naaste_plaats", rest[len("1234 AB "):])
	}
}

// How it stands with a kind of evidence.
const (
	BewijsBij   = "bij"   // a file was added
	BewijsLater = "later" // it comes later, or on paper
)

// neemBewijs asks of each kind a file, or the word that it comes later: who has no
// scanner can send the aanvraag.
func (a *Antwoorden) neemBewijs(v *Invoer, r Regels) {
	a.Bewijs = map[string]string{}
	for _, soort := range r.Bewijs {
		switch {
		case slices.Contains(v.Bij, soort):
			a.Bewijs[soort] = BewijsBij
		case v.Get("later-"+soort) == "ja":
			a.Bewijs[soort] = BewijsLater
		default:
			v.fout("bestand-"+soort, "bewijs."+soort)
		}
	}
}
