package demo

import "mantelpunt/internal/verklaring"

// burger is a carer in the demo, with an aanvraag that is so far along. What happened
// to it on the way is told by the fields below tot; empty ones did not happen.
type burger struct {
	email       string // "" for who has none: the aanvraag came in on paper
	adres       string // then: where letters go, two lines
	naam        string
	geboren     string // 2006-01-02
	relatie     string
	taken       []string
	uren        int
	maanden     int // caring for so long when it was sent
	doelen      []string
	dagen       int // aanvraag sent so many days ago
	tot         verklaring.Status
	uitleg      string // on the page to log in with one click
	toelichting string
	taal        string // second language of the document

	naaste      string // e-mail address of the zorgvrager, who is asked to confirm
	toestemming string // what the zorgvrager answered the day after: "", verklaring.ToestemmingJa or Nee
	bij         int    // which consulent has it
	bericht     string // of the carer
	wederwoord  string // of the consulent
	notitie     string // for colleagues
	vraag       string // of the consulent
	antwoord    string // of the carer
	besluit     int    // decided so many days after it was sent; 2 when 0
	redenen     []string
	woorden     string // of the consulent, in the letter
	gestopt     int    // the care ended so many days ago
}

var veldwaarders = []burger{
	{email: "fatima@voorbeeld.example", naam: "Fatima van der Berg", geboren: "1971-03-03", relatie: "ouder", taken: []string{"huishouden", "administratie", "vervoer"}, uren: 14, maanden: 26, doelen: []string{"werkgever", "parkeren"}, dagen: 40, tot: verklaring.Verleend,
		uitleg: "heeft een verklaring", wederwoord: "Goed om te weten: u kunt met deze verklaring ook een parkeervergunning voor mantelzorgers aanvragen."},
	{email: "henk@voorbeeld.example", naam: "Henk Wolters", geboren: "1948-11-19", relatie: "partner", taken: []string{"verzorging", "medicijnen", "toezicht", "huishouden"}, uren: 60, maanden: 51, doelen: []string{"waardering", "parkeren"}, dagen: 32, tot: verklaring.InBehandeling,
		uitleg: "aanvraag in behandeling, met berichten", bericht: "Mijn vrouw en ik zijn volgende week een paar dagen weg. Bellen kan daarna weer.", wederwoord: "Dank u wel, dan bel ik u de week erna. Hebt u al gehoord van Logeerhuis De Lindehoeve? Uw vrouw kan daar af en toe een paar dagen logeren.",
		notitie: "Meneer klinkt moe. Bij het gesprek ook respijtzorg bespreken."},
	{email: "sanne@voorbeeld.example", naam: "Sanne de Groot", geboren: "2004-06-21", relatie: "broer_zus", taken: []string{"gezelschap", "vervoer"}, uren: 9, maanden: 14, doelen: []string{"school"}, dagen: 12, tot: verklaring.Ingediend, uitleg: "aanvraag ingediend"},
	{email: "mehmet@voorbeeld.example", naam: "Mehmet Yıldız", geboren: "1983-02-08", relatie: "kind", taken: []string{"verzorging", "medicijnen", "administratie"}, uren: 30, maanden: 80, doelen: []string{"uwv", "bijstand"}, dagen: 52, tot: verklaring.Voorgesteld,
		uitleg: "aanvraag ligt bij een tweede consulent", notitie: "Gebeld. Zijn zoon gaat overdag naar de dagbesteding, daarbuiten doet hij alles zelf.", besluit: 50, woorden: "U zorgt al jaren voor uw kind. Dat is in ons gesprek heel duidelijk geworden."},
	{email: "anneke@voorbeeld.example", naam: "Anneke Prins", geboren: "1964-02-11", relatie: "broer_zus", taken: []string{"administratie", "boodschappen", "toezicht"}, uren: 12, maanden: 19, doelen: []string{"bijstand"}, dagen: 58, tot: verklaring.InBehandeling, bij: 1,
		uitleg: "aanvraag in behandeling, de termijn is voorbij", notitie: "Wacht op overleg met Werk en Inkomen over de bijstand. Vandaag nog bellen."},
	{email: "grietje@voorbeeld.example", naam: "Grietje Hoekstra-Brandsma", geboren: "1956-09-30", relatie: "buur", taken: []string{"boodschappen", "gezelschap"}, uren: 5, maanden: 2, doelen: []string{"waardering"}, dagen: 3, tot: verklaring.Ingediend,
		uitleg: "aanvraag ingediend, voldoet nog niet", toelichting: "Ik help mijn buurvrouw sinds haar val. Haar kinderen wonen ver weg."},
	{email: "bram@voorbeeld.example", naam: "Bram Scholten", geboren: "1979-07-11", relatie: "ouder", taken: []string{"administratie", "vervoer"}, uren: 8, maanden: 5, doelen: []string{"werkgever"}, dagen: 9, tot: verklaring.WachtOpAanvrager, bij: 1,
		uitleg: "de gemeente stelde een vraag", vraag: "U schrijft dat u acht uur per week zorgt. Telt u de reistijd daarbij mee? Vertel ons in een paar zinnen wat u in een gewone week doet."},
	{email: "ingrid@voorbeeld.example", naam: "Ingrid Maas", geboren: "1966-12-05", relatie: "familie", taken: []string{"huishouden", "boodschappen", "gezelschap"}, uren: 11, maanden: 8, doelen: []string{"waardering", "verzekering"}, dagen: 18, tot: verklaring.InBehandeling, bij: 1,
		uitleg: "antwoordde op een vraag", vraag: "Zorgt u alleen voor uw oom, of helpt er nog iemand mee?", antwoord: "Mijn nicht doet op zaterdag de boodschappen. De rest doe ik: koken, schoonmaken en elke avond even langsgaan."},
	{email: "koen@voorbeeld.example", naam: "Koen van Dalen", geboren: "1991-04-17", relatie: "vriend", taken: []string{"gezelschap"}, uren: 3, maanden: 10, doelen: []string{"parkeren"}, dagen: 30, tot: verklaring.Afgewezen, besluit: 9,
		uitleg: "aanvraag afgewezen", redenen: []string{"uren"}, woorden: "U gaat één middag per week bij uw vriend langs. Dat is heel waardevol. Voor de verklaring vragen wij acht uur zorg per week. Gaat u meer doen, vraag de verklaring dan opnieuw aan."},
	{email: "loes@voorbeeld.example", naam: "Loes Timmer", geboren: "1974-08-23", relatie: "ouder", taken: []string{"administratie"}, uren: 9, maanden: 6, doelen: []string{"werkgever"}, dagen: 27, tot: verklaring.BuitenBehandeling, bij: 1, besluit: 20,
		uitleg: "antwoordde niet op tijd", vraag: "Uw vader woont volgens de aanvraag bij u in huis, maar u schrijft ook dat u elke week naar hem toe rijdt. Kunt u uitleggen hoe het zit?", woorden: "Zonder uw antwoord weten wij niet genoeg om te beslissen. U kunt altijd opnieuw aanvragen."},
	{email: "said@voorbeeld.example", naam: "Saïd Benali", geboren: "1988-01-30", relatie: "partner", taken: []string{"huishouden", "vervoer"}, uren: 10, maanden: 4, doelen: []string{"werkgever"}, dagen: 14, tot: verklaring.Ingetrokken, uitleg: "trok de aanvraag in"},
	{email: "marga@voorbeeld.example", naam: "Marga Kuipers", geboren: "1959-05-02", relatie: "partner", taken: []string{"verzorging", "medicijnen", "huishouden"}, uren: 40, maanden: 30, doelen: []string{"waardering", "parkeren"}, dagen: 339, tot: verklaring.Verleend,
		uitleg: "verklaring loopt af en kan worden verlengd"},
	{email: "dirk@voorbeeld.example", naam: "Dirk Zijlstra", geboren: "1952-10-14", relatie: "ouder", taken: []string{"verzorging", "administratie"}, uren: 16, maanden: 60, doelen: []string{"waardering"}, dagen: 120, tot: verklaring.Verleend, gestopt: 15,
		uitleg: "zorgt niet meer, de verklaring is gestopt"},
	{email: "yara@voorbeeld.example", naam: "Yara Haddad", geboren: "2001-02-19", relatie: "ouder", taken: []string{"administratie", "vervoer"}, uren: 8, maanden: 20, doelen: []string{"school"}, tot: verklaring.Concept, uitleg: "is halverwege de aanvraag"},
	{naam: "Jantje Wiersma", adres: "Kerkpad 4\n7994 KP Veldwaarde", geboren: "1938-03-26", relatie: "partner", taken: []string{"huishouden", "toezicht"}, uren: 70, maanden: 36, doelen: []string{"waardering"}, dagen: 6, tot: verklaring.InBehandeling,
		notitie: "Formulier aan de balie gekregen van haar dochter. Mevrouw leest de brieven liever van papier."},
}

var lindemeerders = []burger{
	{email: "oksana@voorbeeld.example", naam: "Oksana Koval", geboren: "1990-05-12", relatie: "ouder", taken: []string{"vervoer", "administratie"}, uren: 6, maanden: 7, doelen: []string{"werkgever"}, dagen: 20, tot: verklaring.Verleend, taal: "en",
		uitleg: "kreeg de verklaring meteen, in twee talen", naaste: "halyna@voorbeeld.example", toestemming: verklaring.ToestemmingJa},
	{email: "pieter@voorbeeld.example", naam: "Pieter Postma", geboren: "1962-01-27", relatie: "partner", taken: []string{"huishouden", "verzorging"}, uren: 25, maanden: 9, doelen: []string{"uwv", "waardering"}, dagen: 9, tot: verklaring.Ingediend,
		uitleg: "wacht op de bevestiging van de naaste", naaste: "aafke@voorbeeld.example"},
	{email: "tjitske@voorbeeld.example", naam: "Tjitske de Haan", geboren: "1969-11-08", relatie: "ouder", taken: []string{"boodschappen", "gezelschap"}, uren: 7, maanden: 12, doelen: []string{"waardering"}, dagen: 15, tot: verklaring.InBehandeling,
		uitleg: "de naaste bevestigde niet", naaste: "sjoerd@voorbeeld.example", toestemming: verklaring.ToestemmingNee, notitie: "De vader bevestigt niet. Eerst met mevrouw bellen, zonder te zeggen wat hij antwoordde."},
	{email: "ruben@voorbeeld.example", naam: "Ruben Kamstra", geboren: "1985-06-16", relatie: "buur", taken: []string{"boodschappen"}, uren: 2, maanden: 1, doelen: []string{"waardering"}, dagen: 8, tot: verklaring.WachtOpAanvrager, naaste: "buurvrouw@voorbeeld.example", toestemming: verklaring.ToestemmingJa,
		uitleg: "de gemeente stelde een vraag", vraag: "U zorgt nog maar kort, en twee uur per week. Verwacht u dat het meer wordt? Wat doet u voor uw buurvrouw?"},
	{email: "wietske@voorbeeld.example", naam: "Wietske Bosma", geboren: "1977-09-01", relatie: "vriend", taken: []string{"gezelschap"}, uren: 1, maanden: 2, doelen: []string{"werkgever"}, dagen: 25, tot: verklaring.Afgewezen, naaste: "vriendin@voorbeeld.example", toestemming: verklaring.ToestemmingJa, besluit: 6,
		uitleg: "aanvraag afgewezen", redenen: []string{"uren"}, woorden: "U bent er elke week een uur voor uw vriendin. Voor de verklaring is vier uur per week nodig, of drie maanden zorg. Over een maand voldoet u daaraan: vraag het dan opnieuw."},
	{email: "gerben@voorbeeld.example", naam: "Gerben Zwart", geboren: "1994-12-20", relatie: "familie", taken: []string{"vervoer"}, uren: 3, maanden: 2, doelen: []string{"school"}, dagen: 24, tot: verklaring.BuitenBehandeling, naaste: "oma.zwart@voorbeeld.example", besluit: 19,
		uitleg: "antwoordde niet op tijd", vraag: "Wij kregen nog geen bevestiging van uw oma. Kan zij het formulier op papier tekenen?", woorden: "U kunt altijd opnieuw aanvragen. Jelle helpt u er graag bij."},
	{email: "nynke@voorbeeld.example", naam: "Nynke Feenstra", geboren: "1981-03-13", relatie: "kind", taken: []string{"verzorging", "vervoer"}, uren: 20, maanden: 40, doelen: []string{"uwv"}, dagen: 11, tot: verklaring.Ingetrokken, naaste: "jurre@voorbeeld.example", uitleg: "trok de aanvraag in"},
	{email: "thijs@voorbeeld.example", naam: "Thijs Hofman", geboren: "1957-07-07", relatie: "partner", taken: []string{"huishouden", "medicijnen", "toezicht"}, uren: 50, maanden: 18, doelen: []string{"uwv", "bijstand"}, dagen: 156, tot: verklaring.Verleend,
		uitleg: "verklaring loopt af en kan worden verlengd", naaste: "marijke@voorbeeld.example", toestemming: verklaring.ToestemmingJa},
	{naam: "Albert Rinsma", adres: "Dijkweg 31\n8393 BL Lindemeer", geboren: "1941-08-15", relatie: "partner", taken: []string{"huishouden", "boodschappen", "verzorging"}, uren: 35, maanden: 22, doelen: []string{"waardering"}, dagen: 4, tot: verklaring.Verleend, toestemming: verklaring.ToestemmingJa},
}
