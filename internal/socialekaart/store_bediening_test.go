package socialekaart

import (
	"context"
	"fmt"
	"slices"
	"testing"

	"mantelpunt/internal/zoeken"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"
)

// kaart loads the momentopname of a gemeente.
func (p *storeProef) kaart(gemeenteID int) *Kaart {
	p.Helper()
	k, err := Laad(p.Store, func(context.Context, int) (*zoeken.Woordenboek, error) { return zoeken.NieuwWoordenboek(nil), nil })(p.Context(), gemeenteID)
	if err != nil {
		p.Fatal(err)
	}
	return k
}

// ziet wants the kaart of a gemeente to have these addresses.
func (p *storeProef) ziet(gemeenteID int, slugs ...string) *Kaart {
	p.Helper()
	k := p.kaart(gemeenteID)
	var is []string
	for _, a := range k.Aanbod {
		is = append(is, a.Slug)
	}
	slices.Sort(is)
	slices.Sort(slugs)
	if !slices.Equal(is, slugs) {
		p.Errorf("%v, want %v", is, slugs)
	}
	return k
}

func (p *storeProef) generatie(gemeenteID int) (n int) {
	p.Helper()
	return p.tel(fmt.Sprintf(`SELECT generatie FROM gemeente WHERE id = %d`, gemeenteID))
}

func TestWhatServesFromOutside(t *testing.T) {
	p := nieuweStoreProef(t)
	ctx := t.Context()
	hospice := proefRij("Hospice", "De Brink")
	hospice.Inhoud.Bedient = []string{"GM9901", "GM9999"} // GM9901 is our own, GM9999 is not here yet
	hier := p.generatie(p.ander)
	id := p.voeg("nieuw nieuw", hospice, proefRij("Alleen hier", "De Brink"))[0].ID
	p.ziet(p.ander)
	if p.generatie(p.ander) != hier {
		t.Error("a gemeente that sees no difference was moved")
	}

	nieuw := hospice.Inhoud
	nieuw.Bedient = []string{"GM9902"}
	publiceer := func(nr int) {
		t.Helper()
		if err := p.Publiceer(ctx, p.id, id, nr, storeAnna); err != nil {
			t.Fatal(err)
		}
	}
	if _, err := p.Bewaar(ctx, p.id, id, 1, nieuw, storeAnna); err != nil {
		t.Fatal(err)
	}
	p.ziet(p.ander) // a concept serves nobody
	publiceer(2)
	k := p.ziet(p.ander, "hospice")
	if a, _ := k.MetSlug("hospice"); a.Van != p.id || !k.Elders(&a) {
		t.Errorf("kept by %d", a.Van)
	}
	if p.generatie(p.ander) != hier+1 {
		t.Error("the gemeente that is served was not moved")
	}
	if k := p.ziet(p.id, "hospice", "alleen-hier"); k.Elders(&k.Aanbod[0]) {
		t.Error("our own is from elsewhere")
	}

	// no longer for the other: that is seen there, too
	nieuw.Bedient = nil
	if _, err := p.Bewaar(ctx, p.id, id, 2, nieuw, storeAnna); err != nil {
		t.Fatal(err)
	}
	publiceer(3)
	p.ziet(p.ander)
	if p.generatie(p.ander) != hier+2 {
		t.Error("who was served was not moved")
	}

	// for the whole country: also for a gemeente that comes later
	nieuw.Bedient = []string{HeelNederland}
	if _, err := p.Bewaar(ctx, p.id, id, 3, nieuw, storeAnna); err != nil {
		t.Fatal(err)
	}
	publiceer(4)
	var later int
	if err := p.Pool.QueryRow(ctx, `INSERT INTO gemeente (slug, naam, cbs_code) VALUES ('later', 'Later', 'GM9903') RETURNING id`).Scan(&later); err != nil {
		t.Fatal(err)
	}
	p.ziet(p.ander, "hospice")
	p.ziet(later, "hospice")
	voor := p.generatie(later)
	if err := p.Archiveer(ctx, p.id, id, uuid.Nil, storeAnna); err != nil {
		t.Fatal(err)
	}
	p.ziet(later)
	if p.generatie(later) != voor+1 || p.tel(`SELECT count(*) FROM bediening`) != 0 {
		t.Error("archived, and still shown elsewhere")
	}
}

// However many gemeenten it reaches, a publication is told of once.
func TestForTheWholeCountryIsOneMessage(t *testing.T) {
	p := nieuweStoreProef(t)
	ctx := t.Context()
	conn, err := pgx.ConnectConfig(ctx, p.Pool.Config().ConnConfig)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = conn.Close(context.WithoutCancel(ctx)) }()
	if _, err := conn.Exec(ctx, `LISTEN mantelpunt_generatie`); err != nil {
		t.Fatal(err)
	}
	hier, daar := p.generatie(p.id), p.generatie(p.ander)
	rij := proefRij("Hulplijn", "De Brink")
	rij.Inhoud.Bedient = []string{HeelNederland}
	p.voeg("nieuw", rij)
	if p.generatie(p.id) != hier+1 || p.generatie(p.ander) != daar+1 {
		t.Error("a gemeente was not moved")
	}
	if _, err := conn.Exec(ctx, `NOTIFY mantelpunt_generatie, 'slot'`); err != nil {
		t.Fatal(err)
	}
	for n := 0; ; n++ {
		bericht, err := conn.WaitForNotification(ctx)
		if err != nil {
			t.Fatal(err)
		}
		if bericht.Payload == "slot" {
			if n != 1 {
				t.Errorf("%d messages", n)
			}
			return
		}
	}
}

// Every gemeente reads what serves it; none says where the offers of another are shown.
func TestWhereAnOfferIsShownIsItsGemeentesToSay(t *testing.T) {
	p := nieuweStoreProef(t)
	rij := proefRij("Hospice", "De Brink")
	rij.Inhoud.Bedient = []string{"GM9902"}
	id := p.voeg("nieuw", rij)[0].ID
	ander := p.Van(p.ander)
	if _, err := ander.Exec(p.Context(), `INSERT INTO bediening (van, aanbod_id, voor) VALUES ($1, $2, 'NL')`, p.id, id); err == nil {
		t.Error("an offer of another gemeente was shown everywhere")
	}
	for _, sql := range []string{`DELETE FROM bediening`, `UPDATE bediening SET voor = 'NL'`} {
		if tag, err := ander.Exec(p.Context(), sql); err != nil || tag.RowsAffected() != 0 {
			t.Errorf("%s: %v, %d rows", sql, err, tag.RowsAffected())
		}
	}
	p.ziet(p.ander, "hospice")
}

func TestAnImportMovesWhomItServes(t *testing.T) {
	p := nieuweStoreProef(t)
	rij := proefRij("Hospice", "De Brink")
	rij.Inhoud.Bedient, rij.Inhoud.Werkgebied = []string{"GM9902"}, []string{"Centrum"}
	voor := p.generatie(p.ander)
	p.voeg("nieuw", rij)
	p.voeg("ongewijzigd", rij)
	if p.generatie(p.ander) != voor+1 {
		t.Error("not moved, or moved by nothing")
	}
	if k := p.ziet(p.ander, "hospice"); len(k.Aanbod) == 1 && len(k.Aanbod[0].Werkgebied) > 0 {
		t.Errorf("for the wijken of another gemeente: %v", k.Aanbod[0].Werkgebied)
	}
	rij.Inhoud.Bedient = nil
	p.voeg("gewijzigd", rij)
	if p.ziet(p.ander); p.generatie(p.ander) != voor+2 {
		t.Error("not moved by what went away")
	}
}

func TestOurOwnGoesBeforeTheSameFromOutside(t *testing.T) {
	org := func(slug, naam string) Organisatie { return Organisatie{ID: uuid.New(), Slug: slug, Naam: naam} }
	maak := func(slug, naam string, o Organisatie) Aanbod {
		return Aanbod{ID: uuid.New(), Slug: slug, Organisatie: o, Inhoud: Inhoud{Naam: naam}}
	}
	brink := org("de-brink", "De Brink")
	eigen := []Aanbod{maak("hospice", "Hospice", brink), maak("inloop", "Inloop", org("welzijn", "Welzijn"))}
	zelfde := maak("ergens", "Anders", brink)
	zelfde.ID = eigen[0].ID
	buiten := []Aanbod{
		maak("hospice-2", "HOSPICE", org("brink", "de brink")), // the same, written otherwise
		zelfde,
		maak("inloop", "Inloop in de stad", org("welzijn", "Welzijn Elders")),
		maak("inloop", "Inloop aan zee", org("de-brink", "De Brink")),
		maak("weg", "Weg", org("welzijn", "Welzijn Elders")),
	}
	k := MaakKaart(Grondstof{Aanbod: metBuiten(eigen, buiten, map[string]Verdwenen{"weg": {Naam: "Weg"}}), Woordenboek: zoeken.NieuwWoordenboek(nil)})
	for slug, wil := range map[string]string{"hospice": "de-brink", "inloop": "welzijn", "inloop-elders": "welzijn-elders", "inloop-elders-2": "de-brink", "weg-elders": "welzijn-elders"} {
		if a, ok := k.MetSlug(slug); !ok || a.Organisatie.Slug != wil {
			t.Errorf("%s: %v %s, want %s", slug, ok, a.Organisatie.Slug, wil)
		}
	}
	if len(k.Aanbod) != 5 || len(k.Organisaties()) != 3 {
		t.Errorf("%d offers of %d organisations", len(k.Aanbod), len(k.Organisaties()))
	}
}

func TestArchivedOffersExplainThemselves(t *testing.T) {
	p := nieuweStoreProef(t)
	ctx := t.Context()
	rijen := []Invoer{proefRij("Een", "Welzijn"), proefRij("Twee", "Welzijn"), proefRij("Drie", "Welzijn"), proefRij("Vier", "Welzijn")}
	rijen[0].Inhoud.Kenmerken = append(rijen[0].Inhoud.Kenmerken, Kenmerk{Taxonomie: "onderwerp", Code: "respijt-thuis"})
	u := p.voeg("nieuw nieuw nieuw nieuw", rijen...)
	weg := func(i int, opvolger uuid.UUID) {
		t.Helper()
		if err := p.Archiveer(ctx, p.id, u[i].ID, opvolger, storeAnna); err != nil {
			t.Fatal(err)
		}
	}
	weg(0, u[1].ID)
	weg(1, u[2].ID) // the successor was replaced, too
	weg(3, uuid.Nil)
	k := p.ziet(p.id, "drie")
	for slug, wil := range map[string]string{"een": "drie", "twee": "drie", "vier": ""} {
		if v, ok := k.Weg(slug); !ok || v.Opvolger != wil || v.Thema != "educatie" {
			t.Errorf("%s: %v %+v", slug, ok, v)
		}
	}
	if v, _ := k.Weg("een"); v.Naam != "Een" || !slices.Equal(v.Onderwerpen, []string{"respijt-thuis"}) {
		t.Errorf("%+v", v)
	}
	if _, ok := k.Weg("drie"); ok {
		t.Error("what is there has gone")
	}
	// who writes a new concept changes nothing for visitors yet
	if _, err := p.Bewaar(ctx, p.id, u[0].ID, 1, rijen[0].Inhoud, storeAnna); err != nil {
		t.Fatal(err)
	}
	if v, ok := p.kaart(p.id).Weg("een"); !ok || v.Opvolger != "drie" {
		t.Errorf("%+v", v)
	}
	// a ring has no end, and does not hang
	if _, err := p.eigenaar.Exec(ctx, `UPDATE aanbod SET opvolger_id = $1 WHERE id = $2`, u[0].ID, u[1].ID); err != nil {
		t.Fatal(err)
	}
	if v, ok := p.kaart(p.id).Weg("een"); !ok || v.Opvolger != "" {
		t.Errorf("%+v", v)
	}
}
