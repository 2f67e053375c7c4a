package aanvragen_test

import (
	"net/http"
	"net/url"
	"strings"
	"testing"

	"mantelpunt/internal/toegang"
	"mantelpunt/internal/verklaring"
	"mantelpunt/internal/verklaring/proef"
)

// The regeling decides which steps there are.
func TestStepsFollowTheRegeling(t *testing.T) {
	h := nieuw(t)
	h.begin(h.Burger, verklaring.StapWie)
	if n := h.Get(h.Burger, verklaring.PadStap("naaste"), 200).Find(".mz-stepsnav li").Length(); n != 5 {
		t.Errorf("%d steps by the usual rules, want 5", n)
	}
	h.Get(h.Burger, verklaring.PadStap(verklaring.StapToestemming), 404)
	h.Pagina(h.stuur(h.Burger, url.Values{}), 404)

	ander := h.MaakBurger("meer@voorbeeld.example")
	h.regel(func(r *verklaring.Regels) {
		r.Bevestiging, r.Bewijs = verklaring.BevestigingLink, []string{"takenlijst"}
	})
	h.begin(ander, eersteVier...)
	if n := h.Get(ander, verklaring.PadStap(verklaring.StapToestemming), 200).Find(".mz-stepsnav li").Length(); n != 7 {
		t.Errorf("%d steps when more is asked, want 7", n)
	}
}

// What the answers do not meet is told as soon as it is known, and stops nobody.
func TestTheRulesAreToldWhileAnswering(t *testing.T) {
	h := nieuw(t)
	h.begin(h.Burger, verklaring.StapWie)
	doc := h.Get(h.Burger, verklaring.PadStap(verklaring.StapNaaste), 200)
	if doc.Find(".utrecht-alert").Length() > 0 {
		t.Error("nothing is known yet")
	}
	h.Naar(h.Burger, verklaring.PadStap("wie"), met("wie", "woont_hier", "nee"))
	h.Naar(h.Burger, verklaring.PadStap("naaste"), met("naaste", "naaste_woont_hier", "nee"))
	doc = h.Get(h.Burger, verklaring.PadStap("zorg"), 200)
	h.Bevat(doc, ".utrecht-alert--info", "U woont in onze gemeente, of degene voor wie u zorgt")
	h.Naar(h.Burger, verklaring.PadStap("naaste"), met("naaste", "naaste_woont_hier", "ja"))
	if h.Get(h.Burger, verklaring.PadStap("zorg"), 200).Find(".utrecht-alert").Length() > 0 {
		t.Error("met after all: nothing to tell")
	}

	if naar := h.Naar(h.Burger, verklaring.PadStap("zorg"), met("zorg", "sinds-maand", "11", "sinds-jaar", "2026")); naar != verklaring.PadStap("doel") {
		t.Fatalf("it goes on to %s", naar)
	}
	doc = h.Get(h.Burger, verklaring.PadStap("doel"), 200)
	h.Bevat(doc, ".utrecht-alert--info h2", "U kunt deze verklaring krijgen vanaf 31 januari 2027")
	h.Bevat(doc, ".utrecht-alert--info", "U zorgt al langer dan 3 maanden")
	h.Naar(h.Burger, verklaring.PadStap("zorg"), met("zorg", "sinds-maand", "11", "sinds-jaar", "2026", "uren", "2"))
	doc = h.Get(h.Burger, verklaring.PadStap("doel"), 200)
	h.Bevat(doc, ".utrecht-alert--info h2", "Dit past nog niet bij de voorwaarden")
	h.Bevat(doc, ".utrecht-alert--info", "minstens 8 uur in de week")

	h.Naar(h.Burger, verklaring.PadStap("doel"), proef.Antwoorden["doel"])
	h.Bevat(h.Get(h.Burger, verklaring.PadStap("controleren"), 200), ".utrecht-alert--info", "U mag gewoon verdergaan")
	if _, naar := h.verstuur(h.Burger); !strings.HasPrefix(naar, "/verklaring/aanvragen/verstuurd/") {
		t.Errorf("who wants can still send: %s", naar)
	}
}

func TestTheSecondLanguageIsOneOfTheGemeente(t *testing.T) {
	h := nieuw(t)
	h.begin(h.Burger, verklaring.StapWie, verklaring.StapNaaste, verklaring.StapZorg)
	taal := func(waarde string) string {
		form := met("doel", "tweede_taal", waarde)
		if res := h.door(h.Burger, http.MethodPost, verklaring.PadStap("doel"), "application/x-www-form-urlencoded", strings.NewReader(form.Encode())); res.StatusCode != http.StatusSeeOther {
			t.Fatalf("%q: %d", waarde, res.StatusCode)
		}
		return h.Concept().Antwoorden.TweedeTaal
	}
	doc := h.Pagina(h.door(h.Burger, http.MethodGet, verklaring.PadStap("doel"), "", nil), 200)
	h.Bevat(doc, "#tweede_taal", "Nederlands en English")
	if got := taal("en"); got != "en" {
		t.Errorf("en: %q", got)
	}
	for _, niet := range []string{"nl", "fy", "<b>"} {
		if got := taal(niet); got != "" {
			t.Errorf("%q is kept as %q", niet, got)
		}
	}
	h.talen = []string{"nl"}
	if h.Pagina(h.door(h.Burger, http.MethodGet, verklaring.PadStap("doel"), "", nil), 200).Find("#tweede_taal").Length() > 0 {
		t.Error("a gemeente with Dutch alone asks no second language")
	}
	if got := taal("en"); got != "" {
		t.Errorf("and takes none: %q", got)
	}
}

func TestHowTheZorgvragerIsAsked(t *testing.T) {
	h := nieuw(t)
	h.regel(func(r *verklaring.Regels) { r.Bevestiging = verklaring.BevestigingLink })
	h.begin(h.Burger, eersteVier...)
	pad := verklaring.PadStap(verklaring.StapToestemming)
	brief := func(paren ...string) url.Values {
		v := url.Values{"wijze": {"brief"}, "naaste_naam": {"M. el Amrani"}, "naaste_straat": {"Kerkstraat 12"}, "naaste_postcode": {"7991ab"}, "naaste_plaats": {"Veldwaarde"}}
		for i := 0; i < len(paren); i += 2 {
			v.Set(paren[i], paren[i+1])
		}
		return v
	}
	lang := strings.Repeat("x", 81)
	for _, c := range []struct {
		form url.Values
		veld string
		zin  string
	}{
		{url.Values{}, "wijze", "Kies hoe"},
		{url.Values{"wijze": {"duif"}}, "wijze", "Kies hoe"},
		{url.Values{"wijze": {"email"}}, "naaste_email", "Vul een e-mailadres in"},
		{url.Values{"wijze": {"email"}, "naaste_email": {"moeder"}}, "naaste_email", "Vul een e-mailadres in"},
		{url.Values{"wijze": {"email"}, "naaste_email": {"a@b.example, c@d.example"}}, "naaste_email", "Vul een e-mailadres in"},
		{url.Values{"wijze": {"email"}, "naaste_email": {strings.Repeat("a", 250) + "@b.example"}}, "naaste_email", "Vul een e-mailadres in"},
		{url.Values{"wijze": {"email"}, "naaste_email": {"Fatima@Voorbeeld.example"}}, "naaste_email", "uw eigen e-mailadres"},
		{url.Values{"wijze": {"email"}, "naaste_email": {"fatima+mama@voorbeeld.example"}}, "naaste_email", "uw eigen e-mailadres"},
		{brief("naaste_naam", ""), "naaste_naam", "Vul de naam"}, {brief("naaste_naam", lang), "naaste_naam", "hoogstens 80"},
		{brief("naaste_straat", "  "), "naaste_straat", "Vul de straat"}, {brief("naaste_plaats", lang), "naaste_plaats", "Vul de plaats"},
		{brief("naaste_postcode", "123"), "naaste_postcode", "4 cijfers en 2 letters"}, {brief("naaste_postcode", "0123 AB"), "naaste_postcode", "4 cijfers"},
		{brief("naaste_naam", "李小龍"), "naaste_naam", "niet afdrukken"},
	} {
		doc := h.Post(h.Burger, pad, c.form, 422)
		h.Bevat(doc, "#"+c.veld+"-fout", c.zin)
		if got, _ := doc.Find("#naaste_email").Attr("value"); got != c.form.Get("naaste_email") {
			t.Errorf("what was typed must stay: %q", got)
		}
	}
	h.Naar(h.Burger, pad, brief())
	if v := h.Concept().Antwoorden.Toestemming; v == nil || v.Adres != "Kerkstraat 12\n7991 AB Veldwaarde" || v.Naam != "M. el Amrani" {
		t.Errorf("%+v", v)
	}
	doc := h.Get(h.Burger, pad, 200)
	for veld, want := range map[string]string{"naaste_straat": "Kerkstraat 12", "naaste_postcode": "7991 AB", "naaste_plaats": "Veldwaarde"} {
		if got, _ := doc.Find("#" + veld).Attr("value"); got != want {
			t.Errorf("%s = %q", veld, got)
		}
	}
	h.Naar(h.Burger, pad, url.Values{"wijze": {"email"}, "naaste_email": {" Moeder@Post.example "}, "naaste_straat": {"is not read"}})
	if v := *h.Concept().Antwoorden.Toestemming; v != (verklaring.Toestemmingvraag{Wijze: "email", Email: "moeder@post.example"}) {
		t.Errorf("only what the chosen way needs is kept: %+v", v)
	}
	doc = h.Get(h.Burger, verklaring.PadStap("controleren"), 200)
	h.Bevat(doc, ".utrecht-data-list", "moeder@post.example")
	id, naar := h.verstuur(h.Burger)
	h.Bevat(h.Get(h.Burger, naar, 200), "main", "Liever op papier bevestigen?")
	if form, _ := h.Get(h.Burger, naar, 200).Find("#bevestigen ~ a.mz-document").Attr("href"); form != verklaring.PadToestemmingFormulier {
		t.Errorf("the form on paper is at %q", form)
	}
	// where the zorgvrager can be reached is in no letter
	a, err := h.Store.EigenAanvraag(h.Ctx(h.Burger), h.G.ID, h.Burger.ID, id)
	h.Goed(err)
	for _, r := range a.Antwoorden.Samenvatting(h.Ctx(h.Burger), nil) {
		if strings.Contains(r.Waarde, "moeder@") {
			t.Errorf("the receipt tells %s", r.Naam)
		}
	}
}

func TestOnPaperAlone(t *testing.T) {
	h := nieuw(t)
	h.regel(func(r *verklaring.Regels) { r.Bevestiging = verklaring.BevestigingPapier })
	h.begin(h.Burger, eersteVier...)
	doc := h.Get(h.Burger, verklaring.PadStap(verklaring.StapToestemming), 200)
	if wijze, _ := doc.Find("input[name=wijze]").Attr("value"); wijze != "papier" || doc.Find("#naaste_email").Length() > 0 {
		t.Errorf("wijze = %q", wijze)
	}
	h.Post(h.Burger, verklaring.PadStap(verklaring.StapToestemming), url.Values{"wijze": {"email"}, "naaste_email": {"m@post.example"}}, 422)
	if naar := h.Naar(h.Burger, verklaring.PadStap(verklaring.StapToestemming), url.Values{"wijze": {"papier"}}); naar != verklaring.PadStap("controleren") {
		t.Errorf("it goes on to %s", naar)
	}
}

// An illness in the text gives a question, no more.
func TestAnIllnessIsAskedAbout(t *testing.T) {
	h := nieuw(t)
	h.begin(h.Burger, eersteVier...)
	for tekst, want := range map[string]string{
		"Als ik er niet ben, komt mijn zus. Zij is een engel.": "",
		"Mijn moeder is dementerend en heeft kanker gehad.":    "‘dementerend’, ‘kanker’",
		"Hij kreeg een CVA; sindsdien zorg ik.":                "‘cva’",
		"She has Alzheimer’s.":                                 "‘alzheimer’",
	} {
		h.Naar(h.Burger, verklaring.PadStap("zorg"), met("zorg", "toelichting", tekst))
		doc := h.Get(h.Burger, verklaring.PadStap("controleren"), 200)
		if got := doc.Find("main").Text(); strings.Contains(got, "Staat er een ziekte") != (want != "") || !strings.Contains(got, want) {
			t.Errorf("%q: want %q", tekst, want)
		}
	}
	h.Naar(h.Burger, verklaring.PadStap("zorg"), met("zorg", "toelichting", "Alzheimer"))
	h.verstuur(h.Burger)
	h.Telt(`SELECT count(*) FROM aanvraag WHERE status = 'ingediend'`, 1)
}

// What no letter can show is told where it can be changed.
func TestSignsThatCannotBePrinted(t *testing.T) {
	h := nieuw(t)
	h.begin(h.Burger)
	h.Bevat(h.Post(h.Burger, verklaring.PadStap("wie"), met("wie", "naam", "李小龍"), 422), "#naam-fout", "李")
	h.Naar(h.Burger, verklaring.PadStap("wie"), met("wie", "naam", "Zoë Łukasiewicz-Ünal فاطمة Олена"))
	h.begin(h.Burger, verklaring.StapNaaste)
	h.Bevat(h.Post(h.Burger, verklaring.PadStap("zorg"), met("zorg", "toelichting", "Ik zorg graag 🙂"), 422), "#toelichting-fout", "🙂")
	h.Naar(h.Burger, verklaring.PadStap("zorg"), met("zorg", "toelichting", "“Ik zorg graag” – elke dag…"))
	h.begin(h.Burger, verklaring.StapDoel)
	h.verstuur(h.Burger)
}

func TestFilledInBeforehand(t *testing.T) {
	h := nieuw(t)
	h.begin(h.Burger, eersteVier...)
	id, _ := h.verstuur(h.Burger)
	h.Goed(h.Store.TrekAanvraagIn(h.Ctx(h.Burger), h.G.ID, h.Burger, id, h.Klok))
	h.begin(h.Burger)
	doc := h.Get(h.Burger, verklaring.PadStap("wie"), 200)
	h.Bevat(doc, ".utrecht-alert--info", "Wij hebben alvast iets ingevuld")
	if naam, _ := doc.Find("#naam").Attr("value"); naam != "Fatima van der Berg" {
		t.Errorf("naam = %q", naam)
	}
	if a := h.Concept().Antwoorden; a.Toelichting != "" || a.Relatie != "" || len(a.Klaar) > 0 {
		t.Errorf("only who somebody is: %+v", a)
	}
}

// Pages of somebody else, of another gemeente, or not sent yet are not there.
func TestWhoseReceiptItIs(t *testing.T) {
	h := nieuw(t)
	h.begin(h.Burger, eersteVier...)
	concept := aanvraagVan(h)
	h.Get(h.Burger, "/verklaring/aanvragen/verstuurd/"+concept, 404)
	_, naar := h.verstuur(h.Burger)
	ander := h.MaakBurger("ander@voorbeeld.example")
	for _, deel := range []string{"", "/ontvangst.pdf"} {
		h.Get(ander, naar+deel, 404)
		h.Get(h.Carla, naar+deel, 403)
		h.Get(toegang.Persoon{}, naar+deel, 403)
	}
	h.Get(h.Burger, "/verklaring/aanvragen/verstuurd/geen-id", 404)
	h.Waar = h.G2
	h.Get(h.Burger, naar, 404)
}

func aanvraagVan(h *huis) string {
	var id string
	h.Goed(h.Pool.QueryRow(h.Ctx(h.Burger), `SELECT id::text FROM aanvraag`).Scan(&id))
	return id
}
