package gegevens

var (
	burgers = []Over{Mantelzorger}
	staf    = []Over{Medewerker}
)

func op(kolom string) Veld        { return Veld{Kolom: kolom} }
func technisch(kolom string) Veld { return Veld{Kolom: kolom, Technisch: true} }
func dicht(kolom string) Veld     { return Veld{Kolom: kolom, Dicht: true} }
func vanStaf(v Veld) Veld         { v.Over = staf; return v }

// vanNaaste is what the aanvrager does not read: what the zorgvrager said. A no and no
// answer must look alike (AVG art. 15, fourth paragraph).
func vanNaaste(v Veld) Veld { v.Over = []Over{Zorgvrager}; return v }

// vanAanvrager are the rows of a table with aanvraag_id.
const vanAanvrager = `aanvraag_id IN (SELECT a.id FROM aanvraag a WHERE a.burger_id = $1)`

// brievenAan leaves out the letter to the zorgvrager, since the code in it is not
// for the aanvrager; bijlagenVan leaves out what the zorgvrager sent on paper.
const (
	brievenAan  = vanAanvrager + ` AND soort <> 'toestemming'`
	bijlagenVan = vanAanvrager + ` AND NOT (soort = 'toestemming' AND door_soort = 'medewerker')`
)

// Register is every table with personal data, in the order in which a mantelzorger
// reads about them.
var Register = []Tabel{
	{Naam: "burger", Sleutel: "id", Verwerking: "account", Over: burgers, PerGemeente: true, VanBurger: `id = $1`, Velden: []Veld{
		technisch("id"), dicht("email"), dicht("bsn"),
		{Kolom: "email_kenmerk", Technisch: true, Kenmerk: &Kenmerk{Doel: "burger.email", Van: "email"}},
		{Kolom: "bsn_kenmerk", Technisch: true, Kenmerk: &Kenmerk{Doel: "bsn"}},
		op("aangemaakt_op"), op("gebruikt_op"),
	}},
	{Naam: "aanvraag", Sleutel: "id", Verwerking: "verklaring", Over: burgers, PerGemeente: true, VanBurger: `burger_id = $1`, Velden: []Veld{
		technisch("id"), technisch("burger_id"), op("kenmerk"), {Kolom: "status", Woorden: "verklaring.status."}, {Kolom: "soort", Woorden: "privacy.aanvraagsoort."}, technisch("eerder_id"), {Kolom: "kanaal", Woorden: "privacy.kanaal."},
		dicht("naam"), {Kolom: "antwoorden", Dicht: true, Vorm: JSON, Over: []Over{Mantelzorger, Zorgvrager}},
		op("aangemaakt_op"), op("gewijzigd_op"), op("ingediend_op"), technisch("termijn_tot"), op("beslis_voor"), op("opgeschort_op"), op("antwoord_voor"), op("verlengd_op"), op("gewaarschuwd_op"), op("besloten_op"),
		{Kolom: "vasthouden", Woorden: "privacy.vasthouden."}, vanStaf(technisch("behandelaar_id")),
	}},
	{Naam: "aanvraag_gebeurtenis", Sleutel: "id", Verwerking: "verklaring", Over: []Over{Mantelzorger, Medewerker}, PerGemeente: true,
		VanBurger: vanAanvrager, Velden: []Veld{
			technisch("aanvraag_id"), technisch("id"), op("op"), {Kolom: "van", Woorden: "verklaring.status."}, {Kolom: "naar", Woorden: "verklaring.status."},
			{Kolom: "door_soort", Woorden: "privacy.soort."}, technisch("door_id"), vanStaf(op("door_naam")),
		}},
	{Naam: "bericht", Sleutel: "id", Verwerking: "verklaring", Over: []Over{Mantelzorger, Medewerker}, PerGemeente: true, VanBurger: vanAanvrager, Velden: []Veld{
		technisch("id"), technisch("aanvraag_id"), op("op"), {Kolom: "soort", Woorden: "privacy.berichtsoort."}, {Kolom: "tekst", Dicht: true, Over: []Over{Mantelzorger, Zorgvrager}},
		{Kolom: "door_soort", Woorden: "privacy.soort."}, technisch("door_id"), vanStaf(op("door_naam")), {Kolom: "token_kenmerk", Technisch: true, Kenmerk: &Kenmerk{Doel: "bericht.token"}},
		op("uiterlijk"), op("herinnerd_op"), op("beantwoord_op"), op("gelezen_op"),
	}},
	{Naam: "toestemming", Sleutel: "id", Verwerking: "toestemming", Over: []Over{Zorgvrager, Mantelzorger}, PerGemeente: true, VanBurger: vanAanvrager, Velden: []Veld{
		technisch("id"), technisch("aanvraag_id"), {Kolom: "wijze", Woorden: "privacy.wijze."}, {Kolom: "contact", Dicht: true, Vorm: JSON, Over: []Over{Zorgvrager}},
		{Kolom: "token_kenmerk", Technisch: true, Kenmerk: &Kenmerk{Doel: "toestemming.token"}}, op("gevraagd_op"), op("verstuurd_op"), op("herinnerd_op"), op("verloopt_op"),
		vanNaaste(Veld{Kolom: "antwoord", Woorden: "privacy.antwoord."}), vanNaaste(Veld{Kolom: "antwoord_door", Woorden: "privacy.antwoorddoor."}), vanNaaste(Veld{Kolom: "verklaarder", Dicht: true, Vorm: JSON}), vanNaaste(op("antwoord_op")),
	}},
	{Naam: "bijlage", Sleutel: "id", Verwerking: "verklaring", Over: []Over{Mantelzorger, Zorgvrager}, PerGemeente: true, VanBurger: bijlagenVan, Velden: []Veld{
		technisch("id"), technisch("aanvraag_id"), {Kolom: "soort", Woorden: "privacy.bijlagesoort."}, dicht("naam"), op("type"), op("grootte"), {Kolom: "inhoud", Dicht: true, Vorm: Document},
		technisch("hash"), {Kolom: "door_soort", Woorden: "privacy.soort."}, technisch("door_id"), op("op"),
	}},
	{Naam: "brief", Sleutel: "id", Verwerking: "verklaring", Over: []Over{Mantelzorger, Zorgvrager}, PerGemeente: true, VanBurger: brievenAan, Velden: []Veld{
		technisch("id"), technisch("aanvraag_id"), {Kolom: "soort", Woorden: "brief.onderwerp."}, {Kolom: "document", Dicht: true, Vorm: Document}, technisch("document_hash"), op("op"), technisch("per_post"), op("gepost_op"),
	}},
	{Naam: "voorstel", Sleutel: "id", Verwerking: "verklaring", Over: []Over{Mantelzorger, Medewerker}, PerGemeente: true, VanBurger: vanAanvrager + ` AND oordeel <> ''`, Velden: []Veld{
		technisch("id"), technisch("aanvraag_id"), {Kolom: "besluit", Dicht: true, Vorm: JSON}, vanStaf(technisch("door_id")), vanStaf(op("door_naam")), op("op"), {Kolom: "oordeel", Woorden: "privacy.oordeel."},
		vanStaf(technisch("oordeel_id")), vanStaf(op("oordeel_naam")), op("oordeel_op"), dicht("toelichting"),
	}},
	{Naam: "verderlink", Sleutel: "token_kenmerk", Verwerking: "verklaring", Over: burgers, PerGemeente: true, VanBurger: vanAanvrager, Velden: []Veld{
		{Kolom: "token_kenmerk", Technisch: true, Kenmerk: &Kenmerk{Doel: "verderlink.token"}}, technisch("aanvraag_id"), op("verloopt_op"), op("gebruikt_op"),
	}},
	{Naam: "lijst", Sleutel: "id", Verwerking: "verklaring", Over: staf, PerGemeente: true, Velden: []Veld{
		technisch("id"), op("naam"), technisch("door_id"), op("door_naam"), op("op"), op("status"), op("klaar_op"), technisch("bevestigd_id"), op("bevestigd_naam"), op("bevestigd_op"),
	}},
	{Naam: "lijst_regel", Sleutel: "id", Verwerking: "verklaring", Over: burgers, PerGemeente: true, VanBurger: vanAanvrager, Velden: []Veld{
		technisch("id"), technisch("lijst_id"), technisch("nr"), {Kolom: "gegevens", Dicht: true, Vorm: JSON}, op("fout"), technisch("aanvraag_id"),
	}},
	{Naam: "verklaring", Sleutel: "id", Verwerking: "verklaring", Over: burgers, PerGemeente: true, VanBurger: `burger_id = $1`, Velden: []Veld{
		technisch("id"), technisch("aanvraag_id"), technisch("burger_id"), op("kenmerk"), technisch("versie"), dicht("code"), technisch("code_open"), {Kolom: "code_kenmerk", Technisch: true, Kenmerk: &Kenmerk{Doel: "verklaring.code", Van: "code"}}, dicht("naam"), {Kolom: "geboortedatum", Dicht: true, Vorm: Datum},
		{Kolom: "doelen", Woorden: "verklaring.doel."}, technisch("doel_tot"), technisch("taal"), op("geldig_van"), op("geldig_tot"), op("afgegeven_op"), op("ingetrokken_op"), {Kolom: "reden", Woorden: "privacy.reden."}, technisch("vervangt_id"), op("herinnerd_op"),
		{Kolom: "document", Dicht: true, Vorm: Document}, technisch("document_hash"), vanStaf(technisch("afgegeven_door")),
	}},
	{Naam: "controle", Sleutel: "id", Verwerking: "controle", Over: burgers, PerGemeente: true,
		VanBurger: `verklaring_id IN (SELECT v.id FROM verklaring v WHERE v.burger_id = $1)`, Velden: []Veld{
			technisch("id"), technisch("verklaring_id"), op("op"), {Kolom: "uitkomst", Woorden: "verklaring.uitkomst."}, {Kolom: "wijze", Woorden: "privacy.controlewijze."}, {Kolom: "doel", Woorden: "verklaring.doel."},
		}},
	{Naam: "bewaarlijst", Sleutel: "id", Verwerking: "bewaarlijst", Over: burgers, PerGemeente: true, VanBurger: `burger_id = $1`, Velden: []Veld{
		technisch("id"), technisch("burger_id"), {Kolom: "token_kenmerk", Technisch: true, Kenmerk: &Kenmerk{Doel: "bewaarlijst.token"}}, {Kolom: "inhoud", Dicht: true, Vorm: JSON},
		vanStaf(technisch("door_id")), op("gewijzigd_op"), op("verloopt_op"),
	}},
	{Naam: "inlogcode", Sleutel: "id", Verwerking: "inloggen", Over: burgers, PerGemeente: true,
		VanBurger: `email_kenmerk = (SELECT b.email_kenmerk FROM burger b WHERE b.id = $1)`, Velden: []Veld{
			technisch("id"), dicht("email"), {Kolom: "email_kenmerk", Technisch: true, Kenmerk: &Kenmerk{Doel: "burger.email", Van: "email"}},
			technisch("code_hash"), technisch("browser_hash"), op("aangemaakt_op"), op("verloopt_op"), op("gebruikt_op"), op("pogingen"),
		}},
	{Naam: "sessie", Sleutel: "token_hash", Verwerking: "inloggen", Over: []Over{Mantelzorger, Medewerker}, PerGemeente: true, VanBurger: `burger_id = $1`, Velden: []Veld{
		technisch("token_hash"), technisch("waarden"), technisch("burger_id"), vanStaf(technisch("gebruiker_id")),
		technisch("oidc_sid"), technisch("oidc_onderwerp"), op("aangemaakt_op"), op("gebruikt_op"), op("verloopt_op"),
	}},
	{Naam: "river_job", Sleutel: "id", Verwerking: "mail", Over: []Over{Mantelzorger, Medewerker}, Velden: []Veld{
		op("args"), technisch("errors"), technisch("metadata"),
	}},
	{Naam: "audit", Sleutel: "nr", Verwerking: "audit", Over: []Over{Medewerker, Mantelzorger}, PerGemeente: true, Velden: []Veld{
		op("op"), op("wat"), op("wie_soort"), technisch("wie_id"), vanStaf(op("wie_naam")), vanStaf(op("adres")), technisch("tabel"), technisch("rij"), technisch("gegevens"),
	}},
	{Naam: "gebruiker", Sleutel: "id", Verwerking: "medewerkers", Over: staf, Velden: []Veld{
		technisch("id"), op("email"), op("naam"), op("wachtwoord_hash"), dicht("totp_geheim"), technisch("totp_sinds"), technisch("totp_stap"),
		op("actief"), op("mislukt"), op("geblokkeerd_tot"), op("laatst_ingelogd_op"), op("aangemaakt_op"), technisch("oidc_uitgever"), technisch("oidc_onderwerp"),
	}},
	{Naam: "lidmaatschap", Sleutel: "gebruiker_id", Verwerking: "medewerkers", Over: staf, PerGemeente: true, Velden: []Veld{
		technisch("gebruiker_id"), op("rol"), op("bron"), op("beeindigd_op"), op("afwezig_tot"),
	}},
	{Naam: "aanbieder", Sleutel: "gebruiker_id", Verwerking: "medewerkers", Over: staf, PerGemeente: true, Velden: []Veld{
		technisch("gebruiker_id"), op("organisatie_id"),
	}},
	{Naam: "passkey", Sleutel: "id", Verwerking: "medewerkers", Over: staf, Velden: []Veld{
		technisch("id"), technisch("gebruiker_id"), op("naam"), op("gegevens"), op("aangemaakt_op"), op("gebruikt_op"),
	}},
	{Naam: "herstelcode", Sleutel: "gebruiker_id", Verwerking: "medewerkers", Over: staf, Velden: []Veld{
		technisch("gebruiker_id"), technisch("hash"), op("aangemaakt_op"), op("gebruikt_op"),
	}},
	{Naam: "herstellink", Sleutel: "token_hash", Verwerking: "medewerkers", Over: staf, Velden: []Veld{
		technisch("token_hash"), technisch("gebruiker_id"), op("soort"), technisch("bij_gemeente"), op("aangemaakt_op"), op("verloopt_op"), op("gebruikt_op"),
	}},
	{Naam: "partnersleutel", Sleutel: "id", Verwerking: "partners", Over: staf, PerGemeente: true, Velden: []Veld{
		op("door_naam"), op("aangemaakt_op"), op("gebruikt_op"), op("ingetrokken_op"),
	}},
	{Naam: "regeling", Sleutel: "id", Verwerking: "medewerkers", Over: staf, PerGemeente: true, Velden: []Veld{
		op("door_naam"),
	}},
	{Naam: "melding", Sleutel: "id", Verwerking: "meldingen", Over: []Over{Bezoeker}, PerGemeente: true, Velden: []Veld{
		technisch("id"), technisch("aanbod_id"), {Kolom: "soort", Woorden: "melden.soort."}, dicht("tekst"), dicht("email"), op("op"), op("afgehandeld_op"), vanStaf(technisch("afgehandeld_door")),
	}},
	{Naam: "revisie", Sleutel: "aanbod_id", Verwerking: "socialekaart", Over: staf, PerGemeente: true, Velden: []Veld{
		technisch("door_id"), op("door_naam"), op("op"), {Kolom: "inhoud", Over: []Over{Contactpersoon}},
	}},
	{Naam: "organisatie", Sleutel: "id", Verwerking: "socialekaart", Over: []Over{Contactpersoon}, PerGemeente: true, Velden: []Veld{
		op("inhoud"), op("hsds"),
	}},
	{Naam: "aanbod", Sleutel: "id", Verwerking: "socialekaart", Over: []Over{Contactpersoon}, PerGemeente: true, Velden: []Veld{
		op("hsds"), vanStaf(technisch("ingestuurd_door")), vanStaf(op("ingestuurd_op")), vanStaf(op("terug_zin")),
	}},
	{Naam: "onderwerp_aanvulling", Sleutel: "slug", Verwerking: "socialekaart", Over: staf, PerGemeente: true, Velden: []Veld{
		technisch("door_id"), op("door_naam"), op("gewijzigd_op"),
	}},
	// Without numbers and addresses, and nothing of who asked; but people may type a name.
	{Naam: "zoekvraag", Sleutel: "vraag", Verwerking: "zoekvragen", Over: []Over{Bezoeker}, PerGemeente: true, Velden: []Veld{
		op("vraag"), op("laatst_op"),
	}},
}

// Zonder are the columns that hold nothing about a person. gemeente_id is one of
// them in every table.
var Zonder = map[string]string{
	"aanbieder":            "gemeente_id",
	"aanbod":               "gemeente_id id organisatie_id slug status gepubliceerd_nr concept_nr beoordeling_nr lijstplek lijsttekst gecontroleerd_op opvolger_id aangemaakt_op gewijzigd_op",
	"bediening":            "van aanbod_id voor",
	"bewaarlijst":          "gemeente_id",
	"elders_geweerd":       "gemeente_id van aanbod_id",
	"melding":              "gemeente_id",
	"onderwerp":            "slug inhoud eigen gewijzigd_op",
	"onderwerp_aanvulling": "gemeente_id slug inhoud",
	"zoekvraag":            "gemeente_id maand aantal gevonden",
	"postcode":             "gemeente_id code breedte lengte",
	"wijkvorm":             "gemeente_id wijk vorm",
	"aanvraag":             "gemeente_id regeling_id",
	"aanvraag_gebeurtenis": "gemeente_id",
	"bericht":              "gemeente_id",
	"bijlage":              "gemeente_id",
	"brief":                "gemeente_id",
	"lijst":                "gemeente_id regels fout verleend",
	"lijst_regel":          "gemeente_id",
	"opruiming":            "gemeente_id id regel tabel aantal op",
	"toestemming":          "gemeente_id",
	"verderlink":           "gemeente_id",
	"voorstel":             "gemeente_id",
	"audit":                "gemeente_id nr vorige hash",
	"audit_kop":            "gemeente_id nr hash",
	"burger":               "gemeente_id",
	"controle":             "gemeente_id",
	"gemeente":             "id slug naam cbs_code hosts instellingen generatie aangemaakt_op wijken",
	"goose_db_version":     "id version_id is_applied tstamp",
	"inlogcode":            "gemeente_id",
	"lidmaatschap":         "gemeente_id",
	"oidc_afmelding":       "kenmerk verloopt_op",
	"organisatie":          "gemeente_id id slug gewijzigd_op",
	"pagina":               "gemeente_id id slug thema volgorde gepubliceerd_nr",
	"pagina_versie":        "gemeente_id pagina_id nr titel samenvatting tekst bron gecontroleerd_op op",
	"partnersleutel":       "gemeente_id id partner sleutel_hash begin mag verloopt_op",
	"regeling":             "gemeente_id id soort nr geldig_vanaf regels aangemaakt_op",
	"revisie":              "gemeente_id aanbod_id nr bron",
	"river_job":            "id state attempt max_attempts attempted_at created_at finalized_at scheduled_at priority attempted_by kind queue tags unique_key unique_states",
	"river_leader":         "elected_at expires_at leader_id name",
	"river_migration":      "line version created_at",
	"river_notification":   "id created_at payload topic",
	"river_queue":          "name created_at metadata paused_at updated_at",
	"sessie":               "gemeente_id",
	"verklaring":           "gemeente_id",
	"volgnummer":           "gemeente_id soort jaar laatste",
}
