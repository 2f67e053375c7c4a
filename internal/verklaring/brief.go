package verklaring

import (
	"context"
	"crypto/sha256"
	"slices"
	"strconv"
	"strings"
	"time"

	"mantelpunt/internal/i18n"
	"mantelpunt/internal/mail"
	"mantelpunt/internal/postgres"
	"mantelpunt/internal/toegang"
	"mantelpunt/internal/verklaring/opmaak"
	"mantelpunt/web"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"
)

// Briefsoort is what a letter is about. Those that tell a status are named after it.
type Briefsoort string

// The letters. The words of each stand in the catalogue, under brief.<soort>.
const (
	BriefOntvangst             Briefsoort = "ontvangst" // receipt of an aanvraag (Wmebv), with what was sent
	BriefVraag                 Briefsoort = "vraag"     // Awb 4:5: a question, and by when
	BriefVerlengd              Briefsoort = "verlengd"  // Awb 4:14: the decision comes later
	BriefVerleend              Briefsoort = Briefsoort(Verleend)
	BriefAfgewezen             Briefsoort = Briefsoort(Afgewezen)
	BriefBuitenBehandeling     Briefsoort = Briefsoort(BuitenBehandeling)
	BriefIngetrokken           Briefsoort = Briefsoort(Ingetrokken) // the aanvraag, by who made it
	BriefVervangen             Briefsoort = "vervangen"             // a corrected verklaring
	BriefVerklaringIngetrokken Briefsoort = "verklaring_ingetrokken"
	BriefToestemming           Briefsoort = "toestemming" // to the zorgvrager, with a code
	BriefHerinnering           Briefsoort = "herinnering" // a verklaring ends; for who has no mail
)

// Brieven are all of them.
var Brieven = []Briefsoort{BriefOntvangst, BriefVraag, BriefVerlengd, BriefVerleend, BriefAfgewezen, BriefBuitenBehandeling, BriefIngetrokken, BriefVervangen, BriefVerklaringIngetrokken, BriefToestemming, BriefHerinnering}

// verzegeld are the letters with a decision: they carry the seal of the gemeente, where
// it has one. A receipt does not wait for a service that stamps the time.
var verzegeld = []Briefsoort{BriefVerleend, BriefAfgewezen, BriefBuitenBehandeling, BriefVervangen}

// Grounds to refuse that are no criterion of a regeling: what makes care mantelzorg, and
// that what was told is so.
const (
	GrondOnbetaald = "onbetaald"
	GrondJuist     = "juist"
)

// Brief is what a letter says, besides what the aanvraag says.
type Brief struct {
	Soort      Briefsoort
	Redenen    []string // codes of criteria
	Woorden    string   // of the consulent
	Verklaring *Verklaring
	Uiterlijk  time.Time // the day that the letter is about: to answer, or to decide
	Aan        []string  // lines of the address, when it goes to somebody else than the aanvrager
	Code       string    // to type over
	Link       string    // path at which the aanvrager can answer without logging in; only the mail has it
}

// Schrijf makes a letter, keeps it as it goes out, and tells the aanvrager by mail that
// it is there. Who has no mail gets it by post: staff print it. What is in the letter
// is not in the mail: a mailbox is no place for it.
func (s Store) Schrijf(ctx context.Context, tx pgx.Tx, a Aanvraag, b Brief, nu time.Time) error {
	g := toegang.GemeenteUit(ctx)
	inhoud := Briefinhoud(ctx, a, b, nu)
	if z, err := s.Zegels.Van(g.Slug); err == nil && slices.Contains(verzegeld, b.Soort) {
		handtekening := z.Handtekening("Gemeente "+g.Naam, nu.In(amsterdam))
		inhoud.Zegel = &handtekening
	}
	document, err := s.Opmaker.Brief(inhoud)
	if err != nil {
		return drukfout(err)
	}
	id, som := uuid.Must(uuid.NewV7()), sha256.Sum256(document)
	perPost := a.Email == "" || b.Aan != nil
	_, err = tx.Exec(ctx, `INSERT INTO brief (gemeente_id, id, aanvraag_id, soort, document, document_hash, op, per_post) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)`,
		g.ID, id, a.ID, b.Soort, s.Kluis.Dicht(document, "brief.document", strconv.Itoa(g.ID), id.String()), som[:], nu, perPost)
	if err != nil || perPost {
		return err
	}
	return s.Post.Verstuur(ctx, tx, briefmail(ctx, a, b, nu))
}

// MaakBrief makes a letter to look at before it goes out: nothing is kept, and it has no
// seal.
func (s Store) MaakBrief(ctx context.Context, a Aanvraag, b Brief, nu time.Time) ([]byte, error) {
	document, err := s.Opmaker.Brief(Briefinhoud(ctx, a, b, nu))
	return document, drukfout(err)
}

// Briefinhoud is what a letter says. It is Dutch; for who reads another language
// better a translation follows.
func Briefinhoud(ctx context.Context, a Aanvraag, b Brief, nu time.Time) opmaak.Briefgegevens {
	g := toegang.GemeenteUit(ctx)
	nl, eigen := i18n.MetTaal(ctx, i18n.Talen[0].Code), TaalVan(ctx, a)
	h := a.Regels.Briefhoofd
	gegevens := opmaak.Briefgegevens{Gemeente: g.Naam, Kleur: g.Kleur, Afzender: h.Afzender, Aan: b.Aan, Datum: nu.In(amsterdam), Kenmerk: a.Kenmerk,
		Onderwerp: onderwerp(nl, b), Delen: delen(nl, a, b, nu), Ondertekening: ondertekening(nl, a.Regels)}
	if gegevens.Aan == nil {
		gegevens.Aan = aan(a)
		if b.Soort == BriefVervangen {
			gegevens.Aan[0] = b.Verklaring.Naam // the name may be what was wrong
		}
	}
	if len(gegevens.Afzender) == 0 {
		k := web.KaderUit(ctx)
		gegevens.Afzender = slices.DeleteFunc([]string{k.Steunpunt, k.Adres, k.Telefoon, k.Email}, func(s string) bool { return s == "" })
	}
	if taal := i18n.Code(eigen); taal != i18n.Talen[0].Code {
		gegevens.Vertaling = &opmaak.Vertaling{Taal: taal, Onderwerp: onderwerp(eigen, b), Delen: delen(eigen, a, b, nu), Ondertekening: ondertekening(eigen, a.Regels)}
	}
	return gegevens
}

func onderwerp(ctx context.Context, b Brief) string {
	return i18n.Kies(ctx, "brief.onderwerp.", string(b.Soort))
}

// ondertekening is who signs: for who has the power to decide, where it is a decision
// (Awb 10:10).
func ondertekening(ctx context.Context, r Regels) []string {
	g, h := toegang.GemeenteUit(ctx), r.Briefhoofd
	namens := i18n.T(ctx, "brief.namens", g.Naam)
	if r.Besluit {
		namens = i18n.T(ctx, "brief.namens.college", g.Naam)
	}
	uit := []string{i18n.T(ctx, "brief.groet"), namens}
	for _, s := range []string{h.Ondertekenaar, h.Functie} {
		if s != "" {
			uit = append(uit, s)
		}
	}
	return uit
}

// Nabestaanden is who gets the letter when the carer has died.
func Nabestaanden(a Aanvraag) []string {
	return append([]string{"Aan de nabestaanden van"}, aan(a)...)
}

// aan is the name of the carer, and the address of who has no mail.
func aan(a Aanvraag) []string {
	uit := []string{a.Antwoorden.Naam}
	if a.Antwoorden.Adres != "" {
		uit = append(uit, strings.Split(a.Antwoorden.Adres, "\n")...)
	}
	return uit
}

// TaalVan is a context that speaks the language of the carer.
func TaalVan(ctx context.Context, a Aanvraag) context.Context {
	if _, ok := i18n.Zoek(a.Antwoorden.Taal); ok {
		return i18n.MetTaal(ctx, a.Antwoorden.Taal)
	}
	return i18n.MetTaal(ctx, i18n.Talen[0].Code)
}

// briefmail says that a letter can be read.
func briefmail(ctx context.Context, a Aanvraag, b Brief, nu time.Time) mail.Bericht {
	g := toegang.GemeenteUit(ctx)
	ctx = TaalVan(ctx, a)
	m := mail.Bericht{
		Aan: a.Email, Taal: i18n.Code(ctx), Onderwerp: i18n.Kies(ctx, "brief.mail.onderwerp.", string(b.Soort)),
		Alineas: []string{
			i18n.Kies(ctx, "brief.mail.", string(b.Soort), i18n.DatumTijd(ctx, nu)),
			i18n.T(ctx, "brief.mail.kenmerk", a.Kenmerk),
			i18n.T(ctx, "brief.mail.waar"),
		},
		LinkTekst: i18n.T(ctx, "brief.mail.link"), Link: g.URL + web.Pad(ctx, PadMijnAanvraag(a.ID)),
		Afzender: i18n.T(ctx, "verklaring.mail.afzender", g.Naam),
	}
	if b.Link != "" {
		m.Alineas = append(m.Alineas, i18n.T(ctx, "behandelen.mail.zonderinloggen"))
		m.LinkTekst, m.Link = i18n.T(ctx, "behandelen.mail.beantwoord"), g.URL+web.Pad(ctx, b.Link)
	}
	return m
}

// Verzonden is a letter as it was kept.
type Verzonden struct {
	ID       uuid.UUID
	Soort    Briefsoort
	Op       time.Time
	PerPost  bool
	GepostOp *time.Time
}

// geheim reports that who asks may not see the letter to the zorgvrager: with the code
// in it an aanvrager could confirm for himself.
func geheim(ctx context.Context) bool { return toegang.PersoonUit(ctx).Soort == toegang.Burger }

// Verzonden gives the letters of an aanvraag, newest first; to a burger all but the one
// to the zorgvrager.
func (s Store) Verzonden(ctx context.Context, gemeenteID int, aanvraag uuid.UUID) ([]Verzonden, error) {
	rows, err := s.Van(gemeenteID).Query(ctx, `SELECT id, soort, op, per_post, gepost_op FROM brief WHERE gemeente_id = $1 AND aanvraag_id = $2 AND NOT ($3 AND soort = 'toestemming') ORDER BY op DESC, id DESC`, gemeenteID, aanvraag, geheim(ctx))
	if err != nil {
		return nil, postgres.Fout(err, "brieven lezen")
	}
	bs, err := pgx.CollectRows(rows, pgx.RowToStructByPos[Verzonden])
	return bs, postgres.Fout(err, "brieven lezen")
}

// LeesBrief gives a letter of an aanvraag as it was kept; NotFound for a burger who asks
// for the one to the zorgvrager.
func (s Store) LeesBrief(ctx context.Context, gemeenteID int, aanvraag, id uuid.UUID) (document []byte, soort Briefsoort, err error) {
	err = s.Van(gemeenteID).QueryRow(ctx, `SELECT document, soort FROM brief WHERE gemeente_id = $1 AND aanvraag_id = $2 AND id = $3 AND NOT ($4 AND soort = 'toestemming')`, gemeenteID, aanvraag, id, geheim(ctx)).Scan(&document, &soort)
	if err == nil {
		document, err = s.Kluis.Open(document, "brief.document", strconv.Itoa(gemeenteID), id.String())
	}
	return document, soort, postgres.Fout(err, "brief lezen")
}
