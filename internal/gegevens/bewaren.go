package gegevens

import "slices"

// Eenheid is in what a term is counted, as the catalogue and Postgres name it.
type Eenheid string

// The units of a term.
const (
	Dagen   Eenheid = "days"
	Jaren   Eenheid = "years"
	Maanden Eenheid = "months"
)

// Regel says how long something is kept: a term from a moment, and which law or list
// the term comes from. The job that deletes, the overview of the beheerder and what
// a mantelzorger reads about himself all come from it.
type Regel struct {
	Code       string // in the catalogue: what it is, and from when the term counts
	Verwerking string
	Tabel      string
	Aantal     int // 0: at once
	Eenheid    Eenheid
	Regeling   string // which term of the regeling of the aanvraag counts, instead of Aantal; "" for none
	Waar       string // SQL on the table, called t: which rows the rule is about; "" for all
	Vanaf      string // SQL on the table, called t: the moment from which the term counts; "" when no rule on the row alone can tell
	Houdt      string // SQL on the table, called t: which rows do not go, whatever their term
	Hier       string // SQL on the table, called t, that has no gemeente_id: which rows are of this gemeente
	Mee        []Aanhang
	Bronnen    []Bron
}

// Aanhang are rows of another table that go before the rows they belong to.
type Aanhang struct {
	Tabel string
	Waar  string // SQL on that table; $1 are the ids of the rows that go
}

// Regels are all terms. What has no Vanaf is kept, or deleted in a way of its own: a
// mail by River, an account of staff when no gemeente
// knows it any more, and stands here to be told.
//
// An aanvraag that waits for a decision has no term: it gets one when it is decided,
// from the regeling that it began with. Aantal is the usual one (see [Gelden]).
var Regels = []Regel{
	{Code: "burger", Verwerking: "account", Tabel: "burger", Aantal: 12, Eenheid: Maanden, Vanaf: `t.gebruikt_op`, Bronnen: []Bron{nietLanger},
		Waar: `NOT EXISTS (SELECT FROM aanvraag a WHERE a.gemeente_id = t.gemeente_id AND a.burger_id = t.id)`},
	{Code: "inlogcode", Verwerking: "inloggen", Tabel: "inlogcode", Aantal: 1, Eenheid: Dagen, Vanaf: `t.aangemaakt_op`, Bronnen: []Bron{nietLanger}},
	{Code: "sessie", Verwerking: "inloggen", Tabel: "sessie", Eenheid: Dagen, Vanaf: `t.verloopt_op`, Bronnen: []Bron{nietLanger}},
	{Code: "concept", Verwerking: "verklaring", Tabel: "aanvraag", Aantal: 30, Eenheid: Dagen, Waar: `t.status = 'concept'`, Vanaf: `t.gewijzigd_op`, Houdt: vastgehouden, Mee: vanAanvraag, Bronnen: []Bron{nietLanger}},
	{Code: "afgebroken", Verwerking: "verklaring", Tabel: "aanvraag", Aantal: 42, Eenheid: Dagen, Regeling: "afgebroken_dagen", Waar: `t.status IN ('ingetrokken', 'buiten_behandeling')`, Vanaf: `t.besloten_op`, Houdt: vastgehouden, Mee: vanAanvraag, Bronnen: []Bron{lijstAfgebroken}},
	{Code: "afgewezen", Verwerking: "verklaring", Tabel: "aanvraag", Aantal: 60, Eenheid: Maanden, Regeling: "afgewezen_maanden", Waar: `t.status = 'afgewezen'`, Vanaf: `t.besloten_op`, Houdt: vastgehouden, Mee: vanAanvraag, Bronnen: []Bron{lijstAfgewezen}},
	{Code: "verleend", Verwerking: "verklaring", Tabel: "aanvraag", Aantal: 12, Eenheid: Maanden, Regeling: "verleend_maanden", Waar: `t.status = 'verleend'`, Houdt: vastgehouden, Mee: vanAanvraag, Bronnen: []Bron{lijstVerleend},
		Vanaf: `(SELECT max(least(v.ingetrokken_op, (v.geldig_tot + 1)::timestamp AT TIME ZONE 'Europe/Amsterdam')) FROM verklaring v WHERE v.gemeente_id = t.gemeente_id AND v.aanvraag_id = t.id)`},
	{Code: "verderlink", Verwerking: "verklaring", Tabel: "verderlink", Aantal: 1, Eenheid: Dagen, Vanaf: `t.verloopt_op`, Bronnen: []Bron{nietLanger},
		Houdt: `EXISTS (SELECT FROM aanvraag a WHERE a.gemeente_id = t.gemeente_id AND a.id = t.aanvraag_id AND a.vasthouden <> '')`},
	{Code: "lijst", Verwerking: "verklaring", Tabel: "lijst", Aantal: 30, Eenheid: Dagen, Waar: `t.status <> 'bezig'`, Vanaf: `coalesce(t.klaar_op, t.op)`, Mee: []Aanhang{{"lijst_regel", `lijst_id = ANY($1)`}}, Bronnen: []Bron{nietLanger},
		Houdt: `EXISTS (SELECT FROM lijst_regel r JOIN aanvraag a ON a.gemeente_id = r.gemeente_id AND a.id = r.aanvraag_id WHERE r.gemeente_id = t.gemeente_id AND r.lijst_id = t.id AND a.vasthouden <> '')`},
	{Code: "toestemming", Verwerking: "toestemming", Tabel: "toestemming", Bronnen: []Bron{nietLanger}},
	{Code: "controle", Verwerking: "controle", Tabel: "controle", Aantal: 1, Eenheid: Jaren, Vanaf: `t.op`, Bronnen: []Bron{nietLanger},
		Houdt: `EXISTS (SELECT FROM verklaring v JOIN aanvraag a ON a.gemeente_id = v.gemeente_id AND a.id = v.aanvraag_id WHERE v.gemeente_id = t.gemeente_id AND v.id = t.verklaring_id AND a.vasthouden <> '')`},
	{Code: "bewaarlijst", Verwerking: "bewaarlijst", Tabel: "bewaarlijst", Aantal: 12, Eenheid: Maanden, Waar: `t.burger_id IS NOT NULL`, Vanaf: `t.gewijzigd_op`, Bronnen: []Bron{nietLanger}},
	{Code: "lijstlink", Verwerking: "bewaarlijst", Tabel: "bewaarlijst", Aantal: 1, Eenheid: Dagen, Waar: `t.verloopt_op IS NOT NULL`, Vanaf: `t.verloopt_op`, Bronnen: []Bron{nietLanger}},
	{Code: "mail", Verwerking: "mail", Tabel: "river_job", Aantal: 1, Eenheid: Dagen, Hier: `false`, Bronnen: []Bron{nietLanger}},
	{Code: "audit", Verwerking: "audit", Tabel: "audit", Aantal: 5, Eenheid: Jaren, Bronnen: []Bron{bewijslast, beveiliging}},
	{Code: "melding", Verwerking: "meldingen", Tabel: "melding", Aantal: 12, Eenheid: Maanden, Vanaf: `least(t.afgehandeld_op, t.op + interval '12 months')`, Bronnen: []Bron{nietLanger}},
	{Code: "socialekaart", Verwerking: "socialekaart", Tabel: "revisie", Bronnen: []Bron{nietLanger}},
	{Code: "zoekvraag", Verwerking: "zoekvragen", Tabel: "zoekvraag", Aantal: 13, Eenheid: Maanden, Vanaf: `t.maand::timestamp AT TIME ZONE 'Europe/Amsterdam'`, Bronnen: []Bron{nietLanger}},
	{Code: "lidmaatschap", Verwerking: "medewerkers", Tabel: "lidmaatschap", Aantal: 5, Eenheid: Jaren, Waar: `t.beeindigd_op IS NOT NULL`, Vanaf: `t.beeindigd_op`, Bronnen: []Bron{bewijslast}},
	{Code: "herstellink", Verwerking: "medewerkers", Tabel: "herstellink", Aantal: 1, Eenheid: Dagen, Vanaf: `t.verloopt_op`, Hier: `t.bij_gemeente = deze_gemeente()`, Bronnen: []Bron{nietLanger}},
	{Code: "gebruiker", Verwerking: "medewerkers", Tabel: "gebruiker", Aantal: 12, Eenheid: Maanden, Hier: `EXISTS (SELECT FROM lidmaatschap l WHERE l.gebruiker_id = t.id)`, Bronnen: []Bron{nietLanger}},
	{Code: "partnersleutel", Verwerking: "partners", Tabel: "partnersleutel", Aantal: 1, Eenheid: Jaren, Vanaf: `least(t.ingetrokken_op, t.verloopt_op)`, Bronnen: []Bron{nietLanger}},
}

// MetCode gives the rule with this code, which must be there.
func MetCode(code string) Regel {
	return Regels[slices.IndexFunc(Regels, func(r Regel) bool { return r.Code == code })]
}

// vastgehouden: while an objection or a request for inspection runs, nothing goes.
const vastgehouden = `t.vasthouden <> ''`

// vanAanvraag is everything that belongs to an aanvraag, in the order in which it can
// go. A test lays it beside the schema.
var vanAanvraag = []Aanhang{
	{"controle", `verklaring_id IN (SELECT id FROM verklaring WHERE aanvraag_id = ANY($1))`},
	{"verklaring", `aanvraag_id = ANY($1)`},
	{"brief", `aanvraag_id = ANY($1)`},
	{"bijlage", `aanvraag_id = ANY($1)`},
	{"bericht", `aanvraag_id = ANY($1)`},
	{"toestemming", `aanvraag_id = ANY($1)`},
	{"voorstel", `aanvraag_id = ANY($1)`},
	{"verderlink", `aanvraag_id = ANY($1)`},
	{"lijst_regel", `aanvraag_id = ANY($1)`},
	{"aanvraag_gebeurtenis", `aanvraag_id = ANY($1)`},
}

// losVanAanvraag lets go of an aanvraag what points to its verklaring from elsewhere: a
// renewal, or the version that came in its place.
var losVanAanvraag = []string{
	`UPDATE verklaring SET vervangt_id = NULL WHERE vervangt_id IN (SELECT id FROM verklaring WHERE aanvraag_id = ANY($1)) AND aanvraag_id <> ALL($1)`,
	`UPDATE aanvraag SET eerder_id = NULL WHERE eerder_id IN (SELECT id FROM verklaring WHERE aanvraag_id = ANY($1)) AND id <> ALL($1)`,
}
