package verklaring

import (
	"context"
	"crypto/sha256"
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
)

// Brieven are all of them.
var Brieven = []Briefsoort{BriefOntvangst, BriefVraag, BriefVerlengd, BriefVerleend, BriefAfgewezen, BriefBuitenBehandeling, BriefIngetrokken, BriefVervangen, BriefVerklaringIngetrokken, BriefToestemming}

// Brief is what a letter says, besides what the aanvraag says.
type Brief struct {
	Soort      Briefsoort
	Redenen    []string // codes of criteria
	Woorden    string   // of the consulent
	Verklaring *Verklaring
	Uiterlijk  time.Time // the day that the letter is about: to answer, or to decide
	Aan        []string  // lines of the address, when it goes to somebody else than the aanvrager
	Code       string    // to type over
}

// Schrijf makes a letter, keeps it as it goes out, and tells the aanvrager by mail that
// it is there. Who has no mail gets it by post: staff print it. What is in the letter
// is not in the mail: a mailbox is no place for it.
func (s Store) Schrijf(ctx context.Context, tx pgx.Tx, a Aanvraag, b Brief, nu time.Time) error {
	g := toegang.GemeenteUit(ctx)
	document, err := s.Opmaker.Brief(briefgegevens(ctx, a, b, nu))
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
	document, err := s.Opmaker.Brief(briefgegevens(ctx, a, b, nu))
	return document, drukfout(err)
}

// briefgegevens is what a letter says. It is Dutch; for who reads another language
// better a translation follows.
func briefgegevens(ctx context.Context, a Aanvraag, b Brief, nu time.Time) opmaak.Briefgegevens {
	g := toegang.GemeenteUit(ctx)
	nl, eigen := i18n.MetTaal(ctx, i18n.Talen[0].Code), TaalVan(ctx, a)
	h := a.Regels.Briefhoofd
	gegevens := opmaak.Briefgegevens{Gemeente: g.Naam, Kleur: g.Kleur, Afzender: h.Afzender, Aan: b.Aan, Datum: nu.In(amsterdam), Kenmerk: a.Kenmerk,
		Onderwerp: onderwerp(nl, b), Delen: delen(nl, a, b), Ondertekening: ondertekening(nl, h)}
	if gegevens.Aan == nil {
		gegevens.Aan = append([]string{a.Antwoorden.Naam}, strings.Split(a.Antwoorden.Adres, "\n")...)
	}
	if len(gegevens.Afzender) == 0 {
		k := web.KaderUit(ctx)
		gegevens.Afzender = []string{k.Steunpunt, k.Adres, k.Telefoon, k.Email}
	}
	if taal := i18n.Code(eigen); taal != i18n.Talen[0].Code {
		gegevens.Vertaling = &opmaak.Vertaling{Taal: taal, Onderwerp: onderwerp(eigen, b), Delen: delen(eigen, a, b), Ondertekening: ondertekening(eigen, h)}
	}
	return gegevens
}

func onderwerp(ctx context.Context, b Brief) string {
	return i18n.Kies(ctx, "brief.onderwerp.", string(b.Soort))
}

func ondertekening(ctx context.Context, h Briefhoofd) []string {
	g := toegang.GemeenteUit(ctx)
	uit := []string{i18n.T(ctx, "brief.groet"), i18n.T(ctx, "brief.namens", g.Naam)}
	for _, s := range []string{h.Ondertekenaar, h.Functie} {
		if s != "" {
			uit = append(uit, s)
		}
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
	return mail.Bericht{
		Aan: a.Email, Taal: i18n.Code(ctx), Onderwerp: onderwerp(ctx, b),
		Alineas: []string{
			i18n.Kies(ctx, "brief.mail.", string(b.Soort), i18n.DatumTijd(ctx, nu)),
			i18n.T(ctx, "brief.mail.kenmerk", a.Kenmerk),
			i18n.T(ctx, "brief.mail.waar"),
		},
		LinkTekst: i18n.T(ctx, "brief.mail.link"), Link: g.URL + web.Pad(ctx, "/mijn/aanvragen/"+a.ID.String()),
		Afzender: i18n.T(ctx, "verklaring.mail.afzender", g.Naam),
	}
}

// Verzonden is a letter as it was kept.
type Verzonden struct {
	ID       uuid.UUID
	Soort    Briefsoort
	Op       time.Time
	PerPost  bool
	GepostOp *time.Time
}

// Verzonden gives the letters of an aanvraag, newest first.
func (s Store) Verzonden(ctx context.Context, gemeenteID int, aanvraag uuid.UUID) ([]Verzonden, error) {
	rows, err := s.Van(gemeenteID).Query(ctx, `SELECT id, soort, op, per_post, gepost_op FROM brief WHERE gemeente_id = $1 AND aanvraag_id = $2 ORDER BY op DESC, id DESC`, gemeenteID, aanvraag)
	if err != nil {
		return nil, postgres.Fout(err, "brieven lezen")
	}
	bs, err := pgx.CollectRows(rows, pgx.RowToStructByPos[Verzonden])
	return bs, postgres.Fout(err, "brieven lezen")
}

// LeesBrief gives a letter of an aanvraag as it was kept.
func (s Store) LeesBrief(ctx context.Context, gemeenteID int, aanvraag, id uuid.UUID) (document []byte, soort Briefsoort, err error) {
	err = s.Van(gemeenteID).QueryRow(ctx, `SELECT document, soort FROM brief WHERE gemeente_id = $1 AND aanvraag_id = $2 AND id = $3`, gemeenteID, aanvraag, id).Scan(&document, &soort)
	if err == nil {
		document, err = s.Kluis.Open(document, "brief.document", strconv.Itoa(gemeenteID), id.String())
	}
	return document, soort, postgres.Fout(err, "brief lezen")
}
