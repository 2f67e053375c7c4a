package demo

import (
	"context"
	"fmt"
	"path"
	"slices"
	"time"

	"mantelpunt/internal/app"
	"mantelpunt/internal/i18n"
	"mantelpunt/internal/mail"
	"mantelpunt/internal/toegang"
	"mantelpunt/internal/verklaring"
	"mantelpunt/internal/verklaring/behandelen"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"
)

// verloop lives the aanvraag of one burger again, through the stores that people use,
// only earlier.
type verloop struct {
	ctx         context.Context // of the gemeente; who acts is put in for each step
	app         *app.App
	werk        behandelen.Store
	gemeente    int
	burger      burger
	zelf        toegang.Persoon // the carer; the zero value for who has no e-mail
	consulenten []toegang.Persoon
	op          time.Time // the day on which it was sent
	aanvraag    uuid.UUID
}

func (d demogemeente) aanvragen(ctx context.Context, a *app.App, nu time.Time) error {
	consulenten, err := d.consulenten(ctx, a)
	if err != nil {
		return err
	}
	op := slices.SortedStableFunc(slices.Values(d.burgers), func(x, y burger) int { return y.dagen - x.dagen }) // numbers are given in order
	for _, b := range op {
		v := verloop{ctx: ctx, app: a, werk: behandelen.Store{Store: a.Verklaring}, gemeente: toegang.GemeenteUit(ctx).ID, burger: b, consulenten: consulenten, op: overdag(nu, b.dagen)}
		if err := v.leef(nu); err != nil {
			return fmt.Errorf("aanvraag van %s: %w", b.naam, err)
		}
	}
	return nil
}

// overdag is a moment so many days ago at which people are at work.
func overdag(nu time.Time, dagen int) time.Time {
	nu = nu.In(i18n.Amsterdam)
	return time.Date(nu.Year(), nu.Month(), nu.Day()-dagen, 9+dagen%5, dagen*7%60, 0, 0, i18n.Amsterdam)
}

func (d demogemeente) consulenten(ctx context.Context, a *app.App) (uit []toegang.Persoon, err error) {
	for _, s := range d.staf {
		if s.Rol != toegang.Consulent {
			continue
		}
		id, err := a.Accounts.GebruikerMetEmail(ctx, s.Email)
		if err != nil {
			return nil, err
		}
		uit = append(uit, toegang.Persoon{Soort: toegang.Medewerker, ID: id, Naam: s.Naam, Email: s.Email, Rollen: []toegang.Rol{toegang.Consulent}})
	}
	return uit, nil
}

// als puts who acts in the context.
func (v *verloop) als(p toegang.Persoon) context.Context { return toegang.MetPersoon(v.ctx, p) }

// dag is so many days after the aanvraag was sent.
func (v *verloop) dag(n int) time.Time { return v.op.AddDate(0, 0, n) }

func (v *verloop) consulent() toegang.Persoon { return v.consulenten[v.burger.bij] }

func (v *verloop) leef(nu time.Time) error {
	stappen := []func() error{v.stuur, v.toestemming, v.behandel, v.praat, v.vraag, v.besluit}
	if v.burger.gestopt > 0 {
		stappen = append(stappen, func() error { return v.stop(overdag(nu, v.burger.gestopt)) })
	}
	for _, stap := range stappen {
		if err := stap(); err != nil {
			return err
		}
	}
	return nil
}

func (v *verloop) antwoorden(r verklaring.Regels) (verklaring.Antwoorden, error) {
	b := v.burger
	geboren, err := time.Parse(time.DateOnly, b.geboren)
	maand := time.Date(v.op.Year(), v.op.Month(), 1, 0, 0, 0, 0, time.UTC)
	a := verklaring.Antwoorden{Naam: b.naam, Geboortedatum: geboren, WoontHier: "ja", Relatie: b.relatie, NaasteWoontHier: "ja", Taken: b.taken, Uren: b.uren,
		Sinds: maand.AddDate(0, -b.maanden, 0), Toelichting: b.toelichting, Doelen: b.doelen, TweedeTaal: b.taal, Adres: b.adres, Klaar: r.Stappen()}
	if b.naaste != "" {
		a.Toestemming = &verklaring.Toestemmingvraag{Wijze: verklaring.WijzeEmail, Email: b.naaste}
	}
	return a, err
}

// stuur sends the aanvraag: online, or on paper for who has no e-mail. A concept stays
// where the purposes are asked.
func (v *verloop) stuur() (err error) {
	if v.burger.email == "" {
		return v.opPapier()
	}
	if v.zelf, err = v.app.Accounts.BurgerMetEmail(v.ctx, v.gemeente, v.burger.email); err != nil {
		return err
	}
	ctx := v.als(v.zelf)
	a, err := v.app.Verklaring.Begin(ctx, v.gemeente, v.zelf.ID, verklaring.Dag(v.op))
	if err != nil {
		return err
	}
	v.aanvraag = a.ID
	antwoorden, err := v.antwoorden(a.Regels)
	if err != nil {
		return err
	}
	if v.burger.tot == verklaring.Concept {
		antwoorden.Doelen, antwoorden.Klaar = nil, []string{verklaring.StapWie, verklaring.StapNaaste, verklaring.StapZorg}
	}
	if err := v.app.Verklaring.BewaarConcept(ctx, v.gemeente, v.zelf.ID, a.ID, antwoorden); err != nil || v.burger.tot == verklaring.Concept {
		return err
	}
	_, err = v.app.Verklaring.Indienen(ctx, v.gemeente, v.zelf, a.ID, v.op)
	return err
}

// opPapier enters the form, and the confirmation that was with it.
func (v *verloop) opPapier() error {
	regeling, err := v.app.Verklaring.Regeling(v.ctx, v.gemeente, verklaring.Dag(v.op))
	if err != nil {
		return err
	}
	antwoorden, err := v.antwoorden(regeling.Regels)
	if err != nil {
		return err
	}
	v.aanvraag = uuid.Must(uuid.NewV7())
	ctx, s := v.als(v.consulent()), v.app.Verklaring
	return s.Van(v.gemeente).Tx(ctx, func(tx pgx.Tx) error {
		a, err := s.NeemAan(ctx, tx, v.gemeente, v.consulent(), verklaring.Aanname{ID: v.aanvraag, RegelingID: regeling.ID, Kanaal: verklaring.Papier, Antwoorden: antwoorden, Ontvangen: v.op}, v.op)
		if err != nil || v.burger.toestemming == "" {
			return err
		}
		return s.ToestemmingOpPapier(ctx, tx, &a, verklaring.Toestemmingantwoord{Ja: v.burger.toestemming == verklaring.ToestemmingJa}, v.op)
	})
}

// toestemming answers for the zorgvrager, with the link in the mail.
func (v *verloop) toestemming() error {
	if v.burger.naaste == "" || v.burger.toestemming == "" {
		return nil
	}
	link, err := v.mailAan(v.burger.naaste)
	if err != nil {
		return err
	}
	return v.app.Verklaring.BeantwoordToestemming(v.als(toegang.Persoon{}), v.gemeente, toegang.Persoon{}, path.Base(link), verklaring.Toestemmingantwoord{Ja: v.burger.toestemming == verklaring.ToestemmingJa}, v.dag(1))
}

// mailAan gives the link in the last mail to an address.
func (v *verloop) mailAan(email string) (link string, err error) {
	rows, err := v.app.Pool.Query(v.ctx, `SELECT args FROM river_job WHERE kind = 'mail' ORDER BY id DESC LIMIT 10`)
	if err != nil {
		return "", err
	}
	taken, err := pgx.CollectRows(rows, pgx.RowTo[[]byte])
	if err != nil {
		return "", err
	}
	for _, t := range taken {
		b, err := mail.LeesTaak(v.app.Kluis, t)
		if err != nil || b.Aan == email {
			return b.Link, err
		}
	}
	return "", fmt.Errorf("er is geen mail aan %s", email)
}

// status is where the aanvraag stands.
func (v *verloop) status() (verklaring.Status, error) {
	gs, err := v.app.Verklaring.Geschiedenis(v.ctx, v.gemeente, v.aanvraag)
	if err != nil || len(gs) == 0 {
		return verklaring.Concept, err
	}
	return gs[len(gs)-1].Naar, nil
}

// behandel lets a consulent take it, where one has to.
func (v *verloop) behandel() error {
	switch v.burger.tot {
	case verklaring.Concept, verklaring.Ingediend, verklaring.Ingetrokken:
		return nil
	}
	if s, err := v.status(); err != nil || s != verklaring.Ingediend { // the regeling granted it
		return err
	}
	return v.werk.InBehandeling(v.als(v.consulent()), v.gemeente, v.consulent(), v.aanvraag, v.dag(1))
}

// praat keeps what carer and consulent wrote.
func (v *verloop) praat() error {
	zeg := func(wie toegang.Persoon, tekst string, na time.Duration) error {
		if tekst == "" {
			return nil
		}
		return v.werk.StuurBericht(v.als(wie), v.gemeente, wie, v.aanvraag, tekst, v.dag(1).Add(na))
	}
	if err := zeg(v.zelf, v.burger.bericht, time.Hour); err != nil {
		return err
	}
	if err := zeg(v.consulent(), v.burger.wederwoord, 3*time.Hour); err != nil || v.burger.notitie == "" {
		return err
	}
	return v.werk.Noteer(v.als(v.consulent()), v.gemeente, v.consulent(), v.aanvraag, v.burger.notitie, v.dag(1).Add(4*time.Hour))
}

// vraag asks the carer something two weeks' time is given for, and answers it.
func (v *verloop) vraag() error {
	b := v.burger
	if b.vraag == "" {
		return nil
	}
	vraag := behandelen.Nieuwevraag{Tekst: b.vraag, Uiterlijk: verklaring.Dag(v.dag(2)).AddDate(0, 0, 14)}
	if err := v.werk.StelVraag(v.als(v.consulent()), v.gemeente, v.consulent(), v.aanvraag, vraag, v.dag(2)); err != nil || b.antwoord == "" {
		return err
	}
	return v.werk.Beantwoord(v.als(v.zelf), v.gemeente, v.zelf, v.aanvraag, verklaring.Antwoord{Tekst: b.antwoord}, v.dag(5))
}

// besluit ends it as tot says.
func (v *verloop) besluit() error {
	b := v.burger
	op := v.dag(max(b.besluit, 2))
	h := behandelen.Handeling{Soort: verklaring.Briefsoort(b.tot), Redenen: b.redenen, Woorden: b.woorden}
	switch b.tot {
	case verklaring.Ingetrokken:
		return v.werk.TrekAanvraagIn(v.als(v.zelf), v.gemeente, v.zelf, v.aanvraag, op)
	case verklaring.Afgewezen, verklaring.BuitenBehandeling:
	case verklaring.Verleend, verklaring.Voorgesteld:
		h.Soort, h.Doelen, h.GeldigVan, h.Taal = verklaring.BriefVerleend, b.doelen, verklaring.Dag(op), b.taal
	default:
		return nil
	}
	if s, err := v.status(); err != nil || s == verklaring.Verleend {
		return err
	}
	if err := v.werk.Doe(v.als(v.consulent()), v.gemeente, v.consulent(), v.aanvraag, h, op); err != nil || b.tot == verklaring.Voorgesteld {
		return err
	}
	voorstellen, err := v.werk.Voorstellen(v.ctx, v.gemeente, v.aanvraag)
	if err != nil || len(voorstellen) == 0 { // one pair of eyes is enough
		return err
	}
	tweede := v.consulenten[(b.bij+1)%len(v.consulenten)]
	return v.werk.Akkoord(v.als(tweede), v.gemeente, tweede, v.aanvraag, voorstellen[0].ID, op.AddDate(0, 0, 1))
}

// stop ends the verklaring because the care ended.
func (v *verloop) stop(op time.Time) error {
	vs, err := v.app.Verklaring.VanAanvraag(v.ctx, v.gemeente, v.aanvraag)
	if err != nil || len(vs) == 0 {
		return err
	}
	return v.app.Verklaring.Beeindig(v.als(v.zelf), v.gemeente, v.zelf, vs[0].ID, verklaring.RedenGestopt, op)
}
