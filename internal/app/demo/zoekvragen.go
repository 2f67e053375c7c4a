package demo

import (
	"context"
	"log/slog"
	"time"

	"mantelpunt/internal/app"
	"mantelpunt/internal/onderwerp"
	"mantelpunt/internal/socialekaart"
)

// zoekvraag is what visitors typed, and how often in each of the last months, this
// one first.
type zoekvraag struct {
	vraag string
	keer  []int
}

// veldwaardeVragen are the questions in Veldwaarde: everyday ones, some with mistakes,
// and some that are about what is called otherwise there or that is not there.
var veldwaardeVragen = []zoekvraag{
	{"oppas voor mijn moeder", []int{14, 17, 11}}, {"respijtzorg", []int{9, 12, 14}}, {"ik kan niet meer", []int{8, 11, 6}},
	{"een dagje ergens heen voor mijn man met dementie", []int{4, 3}}, {"respijdzorg", []int{3, 5, 2}}, {"parkeren bij mijn vader", []int{6, 4, 7}},
	{"mantelzorgcompliment aanvragen", []int{12, 22, 9}}, {"logeren", []int{7, 6, 5}}, {"rolstoel lenen", []int{5, 8, 4}}, {"hulp met papieren", []int{5, 3, 6}},
	{"mijn ouders zijn ziek en ik moet naar school", []int{2, 1}}, {"respite care for my father", []int{2, 2, 1}}, {"anneme kim bakar", []int{1, 2}},
	{"pomoc w domu", []int{1, 1}}, {"eten aan huis", []int{4, 6, 3}}, {"vrijwiliger die met mijn vrouw wandeld", []int{1, 1}}, {"nacht niet slapen dementie", []int{3, 2}},
	{"wie betaalt de dagopvang", []int{3, 4, 2}}, {"kort verblijf na operatie", []int{2, 1, 1}}, {"schulden door zorg", []int{1, 2}},
	{"soos zuid", []int{5, 7, 4}}, {"ganzenhof", []int{4, 2, 3}}, {"de kiekendief", []int{3, 3, 1}}, {"pluktuin", []int{1, 2}}, {"wieringahof", []int{2, 1}}, {"zwemmen", []int{2, 1}},
	{"vergadering vvd", []int{1}}, {"oldtimer verhuur", []int{1}},
}

// veldwaardeWoorden are what people call help there.
var veldwaardeWoorden = []onderwerp.Aanvulling{
	{Slug: "logeeropvang", GewoneWoorden: []string{"lindehoeve", "naar de hoeve"}},
	{Slug: "vervoer", GewoneWoorden: []string{"de rijgroep", "belbus"}},
}

// zoekwoorden gives the words of the gemeente and what visitors typed. What a question
// found is what it finds in the sociale kaart that was just made.
func (d demogemeente) zoekwoorden(ctx context.Context, a *app.App, nu time.Time) error {
	for _, w := range d.woorden {
		if _, err := a.Onderwerpen.Bewaar(ctx, d.gemeente.ID, w, "", redactie); err != nil {
			return err
		}
	}
	if len(d.vragen) == 0 {
		return nil
	}
	kaart, err := socialekaart.Laad(a.Kaart, a.Onderwerpen.Woordenboek)(ctx, d.gemeente.ID)
	if err != nil {
		return err
	}
	op := nu
	teller := onderwerp.NieuweTeller(a.Onderwerpen, func() time.Time { return op }, slog.New(slog.DiscardHandler))
	for _, v := range d.vragen {
		gevonden := len(kaart.Index().Zoek(v.vraag).Treffers)
		for maand, keer := range v.keer {
			op = nu
			if maand > 0 {
				op = time.Date(nu.Year(), nu.Month()-time.Month(maand), 14, 12, 0, 0, 0, nu.Location())
			}
			for range keer {
				teller.Tel(d.gemeente.ID, v.vraag, gevonden)
			}
		}
	}
	return teller.Schrijf(ctx)
}
