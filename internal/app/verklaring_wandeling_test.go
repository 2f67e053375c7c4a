package app_test

import (
	"context"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	"mantelpunt/internal/browsertest"
	"mantelpunt/internal/pgtest"
	"mantelpunt/internal/toegang"
	"mantelpunt/internal/verklaring"
)

// regels lets other rules hold from today at Veldwaarde.
func (p *portaal) regels(wijzig func(*verklaring.Regels)) {
	p.Helper()
	ctx, err := p.app.Bij(toegang.MetPersoon(context.Background(), verklaring.Systeem), 1)
	if err != nil {
		p.Fatal(err)
	}
	r := verklaring.StandaardRegels()
	r.Briefhoofd.Bezwaar = []string{"Burgemeester en wethouders van Veldwaarde", "Postbus 1", "7990 AA Veldwaarde"}
	wijzig(&r)
	if err := p.app.Verklaring.VoegRegeling(ctx, 1, verklaring.Dag(time.Now()), r); err != nil {
		p.Fatal(err)
	}
}

// aanvragen fills in what every regeling asks, as a carer.
func (p *portaal) aanvragen(tab *browsertest.Tab, email string) {
	p.Helper()
	tab.Ga("/verklaring/aanvragen")
	p.login(tab, email)
	tab.Ziet("h1", "Wie u bent").Typ("#naam", "Marijke Dijkstra").Typ("#geboortedatum-dag", "14").Typ("#geboortedatum-maand", "3").Typ("#geboortedatum-jaar", "1962").Kies("#woont_hier-0").KlikTekst("Volgende stap")
	tab.Ziet("h1", "Voor wie u zorgt").Kies("#relatie-1", "#naaste_woont_hier-0").KlikTekst("Volgende stap")
	tab.Ziet("h1", "Wat u doet").Kies("#taken-0", "#taken-5").Typ("#uren", "12").Typ("#sinds-maand", "3").Typ("#sinds-jaar", "2024").KlikTekst("Volgende stap")
	tab.Ziet("h1", "Waarvoor").Kies("#doelen-0", "#doelen-1").KlikTekst("Volgende stap")
}

func (p *portaal) versturen(tab *browsertest.Tab) (kenmerk string) {
	p.Helper()
	tab.Ziet("main", "Marijke Dijkstra").Kies("#akkoord-0").KlikTekst("Verstuur de aanvraag")
	tab.Ziet("h1", "Uw ")
	return tab.Lees(`document.querySelector("#kenmerk").innerText`)
}

// behandelt logs a consulent in and takes an aanvraag.
func (p *portaal) behandelt(email, kenmerk string, opties ...browsertest.Optie) *browsertest.Tab {
	p.Helper()
	tab := browsertest.Nieuw(p.T, p.url, opties...)
	p.loginMedewerker(tab, email)
	tab.Ga("/beheer/aanvragen?lijst=alle").KlikTekst(kenmerk)
	if tab.Lees(`document.body.innerText.includes("Neem in behandeling")`) == "true" {
		tab.KlikTekst("Neem in behandeling").Ziet(".mz-flits", "U behandelt deze aanvraag")
	}
	return tab
}

var reLink = regexp.MustCompile(`http://[^\s"<>]+`)

// Where the rules decide the verklaring is there at once; the care ends, and whoever
// checks it then is told.
func TestWandelingDirectEnGestopt(t *testing.T) {
	p := nieuwPortaal(t)
	p.regels(func(r *verklaring.Regels) { r.Modus = verklaring.Direct })
	tab := browsertest.Nieuw(t, p.url, browsertest.Telefoon)
	p.aanvragen(tab, "direct@voorbeeld.example")
	p.versturen(tab)
	tab.Ziet("h1", "Uw verklaring is klaar").Goed("direct-klaar").Ga("/mijn").Ziet("main", "Geldig van").Goed("direct-mijn")
	code := tab.Lees(`document.querySelector(".mz-kopie__waarde").innerText`)
	controle := browsertest.Nieuw(t, p.url)
	controleer := func(kop string) {
		controle.Ga("/v/"+strings.ReplaceAll(code, "-", "")).Typ("#geboren", "14-03-1962").Enter() // one field, one key
		controle.Ziet("h1", kop)
	}
	controleer("Deze verklaring is geldig")
	tab.KlikTekst("Mijn situatie is veranderd").Ziet("h1", "Mijn situatie is veranderd").Goed("veranderd").Kies("#wat-3").KlikTekst("Volgende stap")
	tab.Ziet("h1", "Wilt u uw verklaring stoppen?").Goed("stoppen").KlikTekst("Stop mijn verklaring")
	tab.Ziet("h1", "Uw verklaring is gestopt").Goed("nazorg")
	controleer("ingetrokken")
	controle.Goed("controle-ingetrokken")
	tab.Ga("/mijn").Ziet("main", "Ingetrokken op")
}

// A consulent asks something, the term stands still, the carer answers in the own pages,
// and the verklaring is granted.
func TestWandelingVraagEnAntwoord(t *testing.T) {
	p := nieuwPortaal(t)
	tab := browsertest.Nieuw(t, p.url, browsertest.Telefoon, browsertest.ZonderScript)
	p.aanvragen(tab, "vraag@voorbeeld.example")
	kenmerk := p.versturen(tab)
	consulent := p.behandelt("c.bakker@veldwaarde.example", kenmerk)
	consulent.KlikTekst("Stel een vraag").Ziet("h1", "Stel de aanvrager een vraag").Goed("vraag-stellen")
	consulent.Typ("#tekst", "Hoeveel dagen in de week zorgt u?").KlikTekst("Bekijk wat eruit gaat").Ziet("main", "Hoeveel dagen in de week zorgt u?").Goed("vraag-voorproef")
	consulent.KlikTekst("Verstuur de vraag").Ziet(".mz-flits", "De vraag is verstuurd").Ziet("main", "staat stil").Goed("dossier-wacht")
	p.mail("vraag@voorbeeld.example", "vraag over uw aanvraag")

	tab.Ga("/mijn").Ziet(".utrecht-alert--warning", "Wij hebben een vraag aan u").Goed("mijn-vraag").KlikTekst("Beantwoord de vraag")
	tab.Ziet("main", "Hoeveel dagen in de week zorgt u?").KlikTekst("Verstuur het antwoord")
	tab.Ziet("[data-error-summary]", "").Goed("antwoord-leeg").Typ("#antwoord", "Vier dagen in de week.").KlikTekst("Verstuur het antwoord")
	tab.Ziet(".mz-flits", "Wij hebben uw antwoord").Goed("mijn-beantwoord")

	consulent.Ga("/beheer/aanvragen").KlikTekst(kenmerk).Ziet("main", "Vier dagen in de week.").Goed("dossier-antwoord")
	consulent.KlikTekst("Verlenen").KlikTekst("Bekijk wat er uitgaat").Klik("[value=versturen]").Ziet(".mz-flits", "is verleend")
	tab.Ga("/mijn").Ziet("main", "Geldig van")
}

// Refused, with the reason and how to object.
func TestWandelingAfgewezen(t *testing.T) {
	p := nieuwPortaal(t)
	p.regels(func(r *verklaring.Regels) { r.UrenPerWeek = 20 })
	tab := browsertest.Nieuw(t, p.url)
	p.aanvragen(tab, "afgewezen@voorbeeld.example")
	tab.Ziet("main", "20 uur").Goed("toets-niet")
	kenmerk := p.versturen(tab)
	consulent := p.behandelt("c.bakker@veldwaarde.example", kenmerk)
	consulent.Ziet("main", "Niet voldaan").KlikTekst("Afwijzen").Ziet("h1", "Aanvraag afwijzen").Goed("afwijzen")
	consulent.Typ("#woorden", "Wij tellen alleen de uren waarin u zorgt.").KlikTekst("Bekijk wat er uitgaat")
	consulent.Ziet("h1", "Dit gaat eruit").Ziet("main", "bezwaar").Ziet("main", "Postbus 1").Ziet("main", "binnen 6 weken").Goed("afwijzen-voorproef")
	consulent.Klik("[value=versturen]").Ziet(".mz-flits", "is afgewezen")
	tab.Ga("/mijn").KlikTekst(kenmerk).Ziet("main", "Afgewezen").Ziet(".mz-document", "PDF").Goed("mijn-afgewezen")
}

// The zorgvrager is asked by mail and says no; nobody is refused by that, and the carer
// reads the same as when nobody answered.
func TestWandelingToestemmingGeweigerd(t *testing.T) {
	p := nieuwPortaal(t)
	p.regels(func(r *verklaring.Regels) { r.Modus, r.Bevestiging = verklaring.Direct, verklaring.BevestigingLink })
	tab := browsertest.Nieuw(t, p.url, browsertest.Telefoon)
	p.aanvragen(tab, "toestemming@voorbeeld.example")
	tab.Kies("#wijze-0").Typ("#naaste_email", "toestemming@voorbeeld.example").KlikTekst("Volgende stap")
	tab.Ziet("#naaste_email-fout", "").Goed("toestemming-eigen").Typ("#naaste_email", "moeder@voorbeeld.example").KlikTekst("Volgende stap")
	kenmerk := p.versturen(tab)
	tab.Goed("toestemming-verstuurd")

	naaste := browsertest.Nieuw(t, p.url, browsertest.Telefoon, browsertest.ZonderScript)
	link := reLink.FindString(p.mail("moeder@voorbeeld.example", ""))
	pad := link[strings.Index(link, "/verklaring/"):]
	if status := tab.Status(pad); status != 403 {
		t.Errorf("the carer who confirms for himself: %d", status)
	}
	tab.Ziet("main", "U vraagt deze verklaring zelf aan").Goed("toestemming-zelf")
	naaste.Ga(pad).Ziet("main", "Marijke Dijkstra").Goed("toestemming-vraag").KlikTekst("Verstuur mijn antwoord")
	naaste.Ziet("[data-error-summary]", "Kies ja of nee").Kies("#antwoord-1").KlikTekst("Verstuur mijn antwoord")
	naaste.Ziet("main", "Dank u wel").Goed("toestemming-nee")
	if status := naaste.Status(pad); status != 410 {
		t.Errorf("the link once more: %d", status)
	}
	tab.Ga("/mijn").KlikTekst(kenmerk).Ziet("main", "Wij wachten op uw naaste").Goed("mijn-wacht") // a no reads like silence
	consulent := p.behandelt("c.bakker@veldwaarde.example", kenmerk)
	consulent.Ziet("main", "De naaste heeft de zorg bevestigd").Goed("dossier-geweigerd")
}

// Where four eyes are asked nothing goes out before a second consulent saw it.
func TestWandelingVierOgen(t *testing.T) {
	p := nieuwPortaal(t)
	p.regels(func(r *verklaring.Regels) { r.VierOgen = true })
	tab := browsertest.Nieuw(t, p.url)
	p.aanvragen(tab, "vierogen@voorbeeld.example")
	kenmerk := p.versturen(tab)
	carla := p.behandelt("c.bakker@veldwaarde.example", kenmerk)
	carla.KlikTekst("Verlenen").KlikTekst("Bekijk wat er uitgaat").Klik("[value=versturen]").Ziet("main", "voorstel").Goed("vierogen-voorgesteld")
	tab.Ga("/mijn").Ziet("main", "Wordt bekeken")
	samir := p.behandelt("s.elamrani@veldwaarde.example", kenmerk)
	samir.KlikTekst("Bekijk het voorstel").Ziet("h1", "Voorstel").Goed("vierogen-voorstel").KlikTekst("Akkoord, verstuur het")
	samir.Ziet(".mz-flits", "").Goed("vierogen-akkoord")
	tab.Ga("/mijn").Ziet("main", "Geldig van")
}

// A verklaring that ends is renewed with the answers of last time.
func TestWandelingVerlengen(t *testing.T) {
	p := nieuwPortaal(t)
	p.regels(func(r *verklaring.Regels) { r.Modus = verklaring.Direct })
	tab := browsertest.Nieuw(t, p.url, browsertest.Telefoon)
	p.aanvragen(tab, "verlengen@voorbeeld.example")
	p.versturen(tab)
	if _, err := pgtest.Eigenaar(t, p.pool).Exec(context.Background(), `UPDATE verklaring SET geldig_van = now()::date - 340, geldig_tot = now()::date + 20, doel_tot = array_fill(now()::date + 20, ARRAY[cardinality(doelen)])
		WHERE geldig_van = (SELECT max(geldig_van) FROM verklaring)`); err != nil {
		t.Fatal(err)
	}
	tab.Ga("/mijn").Ziet(".utrecht-alert--info", "Uw verklaring geldt tot en met").Goed("mijn-aflopend").KlikTekst("Verleng deze verklaring")
	tab.Ziet("h1", "Uw verklaring verlengen").Ziet("main", "Marijke Dijkstra").Goed("verlengen").KlikTekst("Ga verder")
	p.versturen(tab)
	tab.Ziet("h1", "Uw verklaring is klaar").Ga("/mijn").Ziet("main", "Verlenging van uw verklaring").Goed("mijn-verlengd")
}

// A consulent enters what came on paper; who has no mail gets letters that staff post.
// And a steunpunt issues to carers whom it knows.
func TestWandelingOpPapierEnLijst(t *testing.T) {
	p := nieuwPortaal(t)
	tab := browsertest.Nieuw(t, p.url)
	p.loginMedewerker(tab, "c.bakker@veldwaarde.example")
	tab.Ga("/beheer/aanvragen/nieuw").Goed("invoer-leeg").KlikTekst("Voer de aanvraag in")
	tab.Ziet("[data-error-summary]", "Controleer").Goed("invoer-fout")
	tab.Kies("#kanaal-2").Typ("#naam", "Ans de Wit").Typ("#geboortedatum-dag", "3").Typ("#geboortedatum-maand", "3").Typ("#geboortedatum-jaar", "1950").Kies("#bereik-1")
	tab.Typ("#straat", "Dorpsstraat 1").Typ("#postcode", "7991 AB").Typ("#plaats", "Veldwaarde").Kies("#doelen-1").KlikTekst("Voer de aanvraag in")
	tab.Ziet(".mz-flits", "").Ziet("main", "Ans de Wit").Ziet("main", "Papier").Goed("invoer-dossier")
	tab.Ga("/beheer/aanvragen/post").Ziet("main", "Wij hebben uw aanvraag ontvangen").Goed("post")

	bestand := filepath.Join(t.TempDir(), "lijst.csv")
	if err := os.WriteFile(bestand, []byte("naam;geboortedatum;e-mail;doelen\nHanna Bos;3-3-1950;hanna@voorbeeld.example;parkeren\nPiet Prins;31-2-1950;piet@voorbeeld.example;parkeren\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	tab.Ga("/beheer/lijsten").Goed("lijsten").Bestand("input[type=file]", bestand).Klik("main form button[type=submit]")
	tab.Ziet("main", "Hanna Bos").Ziet("main", "Piet Prins").Goed("lijst-voorbeeld")
}
