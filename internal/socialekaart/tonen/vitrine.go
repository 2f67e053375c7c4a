package tonen

import (
	"context"

	"mantelpunt/internal/socialekaart/voorbeeld"
	"mantelpunt/web"
)

// Vitrine gives the pages of an offer and of an organisation in every state, with sample data.
func Vitrine(context.Context) []web.Voorbeeld {
	vol := voorbeeld.Kaart()
	detailVan := func(slug string) Detail {
		a, _ := vol.MetSlug(slug)
		return NieuwDetail(vol, a)
	}
	concept := detailVan("logeerhuis-de-lindehoeve")
	concept.Voorbeeld = true
	organisatie := func(slug string) web.Voorbeeld {
		as := vol.VanOrganisatie(slug)
		return web.Voorbeeld{Naam: "Organisatie " + slug, Pagina: organisatiepagina(as[0].Organisatie, as)}
	}
	return []web.Voorbeeld{
		{Naam: "Aanbod", Pagina: Detailpagina(detailVan("logeerhuis-de-lindehoeve"))},
		{Naam: "Aanbod met alleen een naam", Pagina: Detailpagina(detailVan("alleen-een-naam"))},
		{Naam: "Aanbod dat lang niet is gecontroleerd", Pagina: Detailpagina(detailVan("mantelzorglijn"))},
		{Naam: "Aanbod met lange woorden", Pagina: Detailpagina(detailVan("lang"))},
		{Naam: "Aanbod bij een nieuwe gemeente", Pagina: web.ZonderContact(Detailpagina(detailVan("mantelzorglijn")))},
		{Naam: "Aanbod als voorbeeld", Pagina: web.AlsMedewerker(Detailpagina(concept))},
		organisatie("thuis-in-veldwaarde"), organisatie("welzijn-veldwaarde"),
	}
}
