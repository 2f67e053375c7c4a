package tonen

import (
	"context"
	"time"

	"mantelpunt/internal/socialekaart"
	"mantelpunt/internal/socialekaart/voorbeeld"
	"mantelpunt/web"
)

// Vitrine gives the pages of an offer and of an organisation in every state, with sample data.
func Vitrine(ctx context.Context) []web.Voorbeeld {
	vol := voorbeeld.Kaart()
	detailVan := func(slug string) Detail {
		a, _ := vol.MetSlug(slug)
		d := NieuwDetail(ctx, vol, a)
		d.Adres = "/aanbod/" + a.Slug
		return d
	}
	concept := detailVan("logeerhuis-de-lindehoeve")
	concept.Voorbeeld, concept.Adres = true, ""
	organisatie := func(slug string) web.Voorbeeld {
		as := vol.VanOrganisatie(slug)
		return web.Voorbeeld{Naam: "Organisatie " + slug, Pagina: organisatiepagina(as[0].Organisatie, as)}
	}
	compleet := NieuwDetail(ctx, vol, allesErin(vol))
	compleet.Adres, compleet.Vervangt, compleet.Elders = "/aanbod/logeerhuis-de-lindehoeve", "Logeren in de Brink", "Lindemeer"
	compleet.Data = gestructureerd(ctx, compleet.Aanbod, "https://veldwaarde.example"+compleet.Adres)
	verdwenen := "Logeren in de Brink"
	return []web.Voorbeeld{
		{Naam: "Aanbod", Pagina: Detailpagina(detailVan("logeerhuis-de-lindehoeve"))},
		{Naam: "Aanbod met alles erin", Pagina: Detailpagina(compleet)},
		{Naam: "Aanbod met alleen een naam", Pagina: Detailpagina(detailVan("alleen-een-naam"))},
		{Naam: "Aanbod dat lang niet is gecontroleerd", Pagina: Detailpagina(detailVan("mantelzorglijn"))},
		{Naam: "Aanbod met lange woorden", Pagina: Detailpagina(detailVan("lang"))},
		{Naam: "Aanbod bij een nieuwe gemeente", Pagina: web.ZonderContact(Detailpagina(detailVan("mantelzorglijn")))},
		{Naam: "Aanbod als voorbeeld", Pagina: web.AlsMedewerker(Detailpagina(concept))},
		{Naam: "Aanbod dat er niet meer is", Pagina: wegpagina(verdwenen, "vervangende-mantelzorg", detailVan("activiteit-1").Verwant)},
		{Naam: "Aanbod dat er niet meer is zonder ander", Pagina: web.ZonderContact(wegpagina(verdwenen, "", nil))},
		organisatie("thuis-in-veldwaarde"), organisatie("welzijn-veldwaarde"),
	}
}

// allesErin is an offer with everything that can be filled in.
func allesErin(k *socialekaart.Kaart) socialekaart.Aanbod {
	a, _ := k.MetSlug("logeerhuis-de-lindehoeve")
	dag := func(maand time.Month, dag int) socialekaart.Datum {
		return socialekaart.Datum{Time: time.Date(time.Now().Year(), maand, dag, 0, 0, 0, 0, time.UTC)}
	}
	a.EersteStap, a.Contact.WhatsApp, a.DoorOrganisatie = socialekaart.StapWhatsApp, "06-00 00 12 34", true
	a.Plek, a.Wachttijd = socialekaart.Plek{Stand: socialekaart.PlekVrij, Aantal: 2, Op: a.GecontroleerdOp}, "U hoort het binnen drie werkdagen."
	a.Uitzonderingen = []socialekaart.Uitzondering{{Van: dag(12, 25), Tot: dag(12, 26), Gesloten: true}, {Van: dag(12, 31), VanTijd: "10:00", TotTijd: "14:00", Toelichting: "alleen telefonisch"}}
	a.Indicatie, a.Contact.VerwijsTelefoon, a.Contact.VerwijsEmail = "Wmo kortdurend verblijf", "0599-00 04 59", "verwijzers@thuisinveldwaarde.example"
	a.Kenmerken = append(a.Kenmerken[:len(a.Kenmerken):len(a.Kenmerken)], socialekaart.Kenmerk{Taxonomie: "toegankelijkheid", Code: "rolstoel"}, socialekaart.Kenmerk{Taxonomie: "toegankelijkheid", Code: "prikkelarm"})
	return a
}
