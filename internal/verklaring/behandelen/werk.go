package behandelen

import (
	"context"
	"fmt"
	"net/url"
	"slices"
	"strconv"
	"time"

	"mantelpunt/internal/termijn"
	"mantelpunt/internal/verklaring"
	"mantelpunt/web"

	"github.com/google/uuid"
)

// werksoort is something that a consulent does with a dossier besides deciding, as a
// page of its own. What reaches the aanvrager is shown first.
type werksoort struct {
	Pad       string // last part of the address
	Titel     string
	Kort      string // on its link in the dossier
	Inleiding string
	Label     string // of the text; "" when there is none
	Uitleg    string
	Leeg      string // sentence when there is no text; "" when it may be left out
	Brief     verklaring.Briefsoort
	Uit       bool // reaches the aanvrager, so it is looked at first
	Knop      string
	Gedaan    string // told afterwards
}

const (
	werkVraag     = "vraag"
	werkBericht   = "bericht"
	werkAntwoord  = "antwoord"
	werkDoorgaan  = "doorgaan"
	werkVerlengen = "verlengen"
	werkIntrekken = "intrekken"
)

var werksoorten = []werksoort{
	{Pad: werkVraag, Titel: "Stel de aanvrager een vraag", Kort: "Stel een vraag", Inleiding: "De aanvrager krijgt een brief met uw vraag.",
		Label: "Uw vraag in eigen woorden", Uitleg: "Schrijf kort en gewoon. Vraag niet naar een ziekte en noem niet de naam van de naaste.", Leeg: "Kies een zin of schrijf uw vraag op.",
		Brief: verklaring.BriefVraag, Uit: true, Knop: "Verstuur de vraag", Gedaan: "De vraag is verstuurd. De aanvraag wacht op het antwoord."},
	{Pad: werkBericht, Titel: "Stuur de aanvrager een bericht", Kort: "Stuur een bericht", Inleiding: "Voor iets waarop u niet hoeft te wachten. De termijn loopt door. De aanvrager krijgt een e-mail dat er een bericht klaarstaat.",
		Label: "Uw bericht", Uitleg: "Schrijf kort en gewoon. Noem geen ziekte en niet de naam van de naaste.", Leeg: "Schrijf uw bericht op.",
		Uit: true, Knop: "Verstuur het bericht", Gedaan: "Het bericht is verstuurd."},
	{Pad: werkAntwoord, Titel: "Noteer het antwoord", Kort: "Noteer een antwoord", Inleiding: "Gaf de aanvrager het antwoord aan de telefoon, aan de balie of per post? Schrijf het hier op. De termijn loopt daarna weer.",
		Label: "Het antwoord van de aanvrager", Uitleg: "De aanvrager kan dit lezen. Schrijf niets op over een ziekte.", Leeg: "Schrijf het antwoord op.",
		Knop: "Bewaar het antwoord", Gedaan: "Het antwoord is bewaard. De termijn loopt weer."},
	{Pad: werkDoorgaan, Titel: "Ga verder zonder antwoord", Kort: "Ga verder zonder antwoord", Inleiding: "De vraag vervalt en de termijn loopt weer. Kon de aanvrager nog antwoorden? Dan krijgt de aanvrager bericht dat het niet meer hoeft.",
		Uit: true, Knop: "Ga verder zonder antwoord", Gedaan: "De vraag is vervallen. De termijn loopt weer."},
	{Pad: werkVerlengen, Titel: "Verleng de termijn", Kort: "Verleng de termijn", Inleiding: "Dat mag één keer. De aanvrager krijgt een brief met de reden en de nieuwe datum (Awb artikel 4:14).",
		Label: "Waarom hebt u meer tijd nodig?", Uitleg: "De aanvrager leest dit in de brief.", Leeg: "Schrijf op waarom u meer tijd nodig hebt.",
		Brief: verklaring.BriefVerlengd, Uit: true, Knop: "Verleng en verstuur de brief", Gedaan: "De termijn is verlengd. De aanvrager krijgt de brief."},
	{Pad: werkIntrekken, Titel: "Trek de aanvraag in", Kort: "Trek de aanvraag in", Inleiding: "Alleen als de aanvrager u dat zelf vroeg, bijvoorbeeld aan de telefoon. De aanvrager krijgt een brief als bewijs. Daarna kan niemand deze aanvraag nog behandelen.",
		Label: "Wilt u iets toevoegen aan de brief?", Uitleg: "Dat hoeft niet. De aanvrager leest dit in de brief.",
		Brief: verklaring.BriefIngetrokken, Uit: true, Knop: "Trek in en verstuur de brief", Gedaan: "De aanvraag is ingetrokken. De aanvrager krijgt de brief."},
}

func werkVan(pad string) (werksoort, bool) {
	i := slices.IndexFunc(werksoorten, func(w werksoort) bool { return w.Pad == pad })
	if i < 0 {
		return werksoort{}, false
	}
	return werksoorten[i], true
}

func padWerk(id uuid.UUID, pad string) string { return verklaring.PadDossier(id) + "/" + pad }

// kanNiet says why something cannot be done with a dossier now, "" when it can.
func (d Dossier) kanNiet(w werksoort) string {
	switch w.Pad {
	case werkVraag:
		if d.Status != verklaring.InBehandeling {
			return "Een vraag stellen kan alleen als de aanvraag in behandeling is."
		}
	case werkBericht:
		if d.Email == "" {
			return "De aanvrager heeft geen e-mailadres. Bel, of stuur een brief."
		}
	case werkAntwoord, werkDoorgaan:
		if d.Status != verklaring.WachtOpAanvrager {
			return "Deze aanvraag wacht niet op een antwoord."
		}
	case werkVerlengen:
		switch {
		case d.Regels.VerlengWeken == 0:
			return "De regeling laat verlengen niet toe."
		case d.VerlengdOp != nil:
			return "De termijn is al een keer verlengd. Vaker mag niet."
		case !d.Status.Open():
			return "Over deze aanvraag is al besloten."
		case d.Status == verklaring.WachtOpAanvrager:
			return "De termijn staat stil zolang u op antwoord wacht. Verlengen kan daarna."
		}
	case werkIntrekken:
		if !d.Status.Open() {
			return "Over deze aanvraag is al besloten."
		}
	}
	return ""
}

// werkformulier is such a page, filled in.
type werkformulier struct {
	werksoort
	Tekst     string
	Zinnen    []string // codes of ready-made sentences
	Uiterlijk web.Datum
	Weken     int
	Versie    string // of the dossier that the consulent saw
	Fouten    web.Fouten
	Melding   string // why nothing happened
}

// begin fills in what is usual.
func (w werksoort) begin(d Dossier, vandaag time.Time) werkformulier {
	f := werkformulier{werksoort: w, Weken: d.Regels.VerlengWeken, Versie: d.GewijzigdOp.Format(time.RFC3339Nano), Melding: d.kanNiet(w)}
	f.Uiterlijk = web.NaarDatum(termijn.Uiterlijk(vandaag.AddDate(0, 0, d.Regels.AntwoordDagen)))
	return f
}

func (w werksoort) lees(v url.Values) werkformulier {
	weken, err := strconv.Atoi(v.Get("weken"))
	if err != nil {
		weken = 0 // refused below, by the same sentence as too many
	}
	return werkformulier{werksoort: w, Tekst: v.Get("tekst"), Zinnen: v["zinnen"], Uiterlijk: web.LeesDatum(v.Get, "uiterlijk"), Weken: weken, Versie: v.Get("versie")}
}

// versie is that of the dossier that the consulent saw; the zero time for none.
func (f werkformulier) versie() time.Time {
	t, err := time.Parse(time.RFC3339Nano, f.Versie)
	if err != nil {
		return time.Time{}
	}
	return t
}

// How long an aanvrager gets at least and at most to answer, in days.
const (
	minAntwoordDagen = 3
	maxAntwoordDagen = 92
)

// controleer looks at what was typed, and gives the text that goes out and the last day
// to answer.
func (f *werkformulier) controleer(ctx context.Context, d Dossier, vandaag time.Time) (tekst string, uiterlijk time.Time) {
	tekst = f.Tekst
	if f.Pad == werkVraag {
		tekst = vraagtekst(ctx, d.Aanvraag, f.gekozen(d), f.Tekst)
	}
	switch verklaring.TekstFout(tekst) {
	case "leeg":
		if f.Leeg != "" {
			f.Fouten.Voeg("tekst", f.Leeg)
		}
	case "lang":
		f.Fouten.Voeg("tekst", fmt.Sprintf("Maak de tekst korter: hoogstens %d tekens.", verklaring.MaxBericht))
	}
	switch f.Pad {
	case werkVraag:
		uiterlijk = f.controleerDag(vandaag)
	case werkVerlengen:
		if f.Weken < 1 || f.Weken > d.Regels.VerlengWeken {
			f.Fouten.Voeg("weken", fmt.Sprintf("Kies 1 tot en met %d weken.", d.Regels.VerlengWeken))
		}
	}
	return tekst, uiterlijk
}

func (f *werkformulier) controleerDag(vandaag time.Time) time.Time {
	dag, ok := f.Uiterlijk.Tijd()
	switch {
	case f.Uiterlijk.Leeg():
		f.Fouten.Voeg("uiterlijk", "Vul in tot en met welke dag de aanvrager kan antwoorden.")
	case !ok:
		f.Fouten.Voeg("uiterlijk", "Deze datum bestaat niet. Vul een dag, maand en jaar in.")
	case dag.Before(vandaag.AddDate(0, 0, minAntwoordDagen)):
		f.Fouten.Voeg("uiterlijk", fmt.Sprintf("Geef de aanvrager minstens %d dagen.", minAntwoordDagen))
	case dag.After(vandaag.AddDate(0, 0, maxAntwoordDagen)):
		f.Fouten.Voeg("uiterlijk", "Kies een dag binnen drie maanden.")
	}
	return dag
}
