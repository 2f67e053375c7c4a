package app_test

import "mantelpunt/internal/toegang"

// What is no right of the table: what everybody may, the steps between password and
// second factor that open for nobody else (factor_test.go in account), and what asks
// the key of a partner (partner_test.go there).
const (
	openbaar   toegang.Recht = "openbaar"
	tussenstap toegang.Recht = "tussenstap"
	alsPartner toegang.Recht = "partner"
)

// routetabel says of every address of the portal which right it asks: one of those
// named. A new route without a line here fails the test, and so does a line of which
// the route is gone.
var routetabel = []struct {
	rechten []toegang.Recht
	routes  string
}{
	{[]toegang.Recht{openbaar}, `
		GET /
		GET /.well-known/jwks.json
		GET /.well-known/security.txt
		GET /aanbod
		GET /aanbod/tekst
		GET /aanbod/{slug}
		GET /aanbod/{slug}/contact.vcf
		GET /aanbod/{slug}/melding
		POST /aanbod/{slug}/melding
		GET /aanbod/{slug}/melding/bedankt
		GET /beheer/inloggen
		POST /beheer/inloggen
		GET /beheer/inloggen/gemeente
		GET /beheer/inloggen/gemeente/afmelden
		POST /beheer/inloggen/gemeente/afmelden
		GET /beheer/inloggen/gemeente/terug
		POST /beheer/inloggen/passkey
		POST /beheer/inloggen/passkey/vraag
		GET /beheer/uitnodiging/{token}
		POST /beheer/uitnodiging/{token}
		GET /beheer/wachtwoord-vergeten
		POST /beheer/wachtwoord-vergeten
		GET /beheer/wachtwoord/{token}
		POST /beheer/wachtwoord/{token}
		GET /beveiliging
		GET /contact
		GET /api/hsds/v3/services
		GET /api/hsds/v3/services/{id}
		GET /api/openapi.json
		GET /controleren
		POST /controleren
		GET /controleren/bestand
		POST /controleren/bestand
		GET /controleren/uitleg
		GET /healthz
		GET /informatie
		GET /informatie/{slug}
		GET /inloggen
		POST /inloggen
		GET /inloggen/digid
		GET /inloggen/digid/afmelden
		POST /inloggen/digid/afmelden
		GET /inloggen/digid/terug
		GET /zoeken/suggesties
		GET /lijst
		POST /lijst
		GET /lijst/gedeeld/{token}
		POST /lijst/gedeeld/{token}
		POST /lijst/link
		POST /lijst/mail
		POST /lijst/wijzig
		GET /mijn/gegevens/gewist
		GET /organisaties/{slug}
		GET /privacy
		GET /readyz
		GET /robots.txt
		GET /sitemap.xml
		GET /thema/{naam}
		GET /toegankelijkheid
		GET /uitgelogd
		POST /uitloggen
		GET /v/{code}
		GET /verklaring
		GET /verklaring/antwoord/{token}
		POST /verklaring/antwoord/{token}
		GET /verklaring/formulier.pdf
		GET /verklaring/aanvragen/verder/{token}
		POST /verklaring/aanvragen/verder/{token}
		GET /verklaring/toestemming
		POST /verklaring/toestemming
		GET /verklaring/toestemming/bedankt
		GET /verklaring/toestemming/ontvangen
		GET /verklaring/toestemming/{token}
		POST /verklaring/toestemming/{token}
	`},
	{[]toegang.Recht{tussenstap}, `
		GET /beheer/factor
		POST /beheer/factor
		GET /beheer/factor/herstelcode
		POST /beheer/factor/herstelcode
		GET /beheer/factor/herstelcodes
		POST /beheer/factor/herstelcodes
		GET /beheer/factor/instellen/app.png
		POST /beheer/factor/passkey
		POST /beheer/factor/passkey/vraag
		GET /inloggen/code
		POST /inloggen/code
	`},
	{[]toegang.Recht{alsPartner}, `
		POST /api/controle/
	`},
	{[]toegang.Recht{toegang.AanvraagDoen}, `
		GET /verklaring/aanvragen
		POST /verklaring/aanvragen/bewijs
		GET /verklaring/aanvragen/later
		GET /verklaring/aanvragen/verstuurd/{id}
		GET /verklaring/aanvragen/verstuurd/{id}/ontvangst.pdf
		GET /verklaring/aanvragen/{stap}
		POST /verklaring/aanvragen/{stap}
		GET /verklaring/toestemming/formulier.pdf
	`},
	{[]toegang.Recht{toegang.EigenDossier}, `
		GET /mijn
		GET /mijn/aanvragen/{id}
		POST /mijn/aanvragen/{id}/antwoord
		POST /mijn/aanvragen/{id}/bericht
		GET /mijn/aanvragen/{id}/brieven/{brief}.pdf
		GET /mijn/email
		POST /mijn/email
		GET /mijn/email/code
		POST /mijn/email/code
		GET /mijn/gegevens
		GET /mijn/gegevens/intrekken/{soort}/{id}
		POST /mijn/gegevens/intrekken/{soort}/{id}
		GET /mijn/gegevens/kopie.html
		GET /mijn/gegevens/kopie.json
		POST /mijn/gegevens/uitloggen
		GET /mijn/gegevens/wissen
		POST /mijn/gegevens/wissen
		GET /mijn/na-de-zorg
		GET /mijn/verklaringen/{id}.pdf
		POST /mijn/verklaringen/{id}/uitbreiden
		GET /mijn/verklaringen/{id}/verlengen
		POST /mijn/verklaringen/{id}/verlengen
		GET /mijn/verklaringen/{id}/veranderd
		POST /mijn/verklaringen/{id}/veranderd
	`},
	{[]toegang.Recht{toegang.Werkplek}, `
		GET /beheer
		GET /beheer/account
		POST /beheer/account/app/verwijderen
		POST /beheer/account/herstelcodes
		POST /beheer/account/passkey/verwijderen
		POST /beheer/account/sessies
		GET /beheer/account/wachtwoord
		POST /beheer/account/wachtwoord
		GET /beheer/bevestigen
		POST /beheer/bevestigen
		POST /beheer/bevestigen/passkey
		POST /beheer/bevestigen/passkey/vraag
		GET /beheer/factor/instellen
		GET /beheer/factor/instellen/app
		POST /beheer/factor/instellen/app
		POST /beheer/factor/instellen/passkey
		POST /beheer/factor/instellen/passkey/vraag
	`},
	{[]toegang.Recht{toegang.AanbodBewerken}, `
		GET /beheer/meldingen
		POST /beheer/meldingen/{id}
		GET /beheer/onderwerpen
		GET /beheer/onderwerpen/nieuw
		POST /beheer/onderwerpen/nieuw
		GET /beheer/onderwerpen/proberen
		GET /beheer/onderwerpen/toevoegen
		GET /beheer/onderwerpen/vragen
		GET /beheer/onderwerpen/{slug}
		POST /beheer/onderwerpen/{slug}
		GET /beheer/onderwerpen/{slug}/terugzetten
		POST /beheer/onderwerpen/{slug}/terugzetten
		GET /beheer/aanbod/elders
		POST /beheer/aanbod/elders
		GET /beheer/aanbod/{id}/archiveren
		POST /beheer/aanbod/{id}/archiveren
		GET /beheer/aanbod/{id}/beoordelen
		POST /beheer/aanbod/{id}/beoordelen
	`},
	{[]toegang.Recht{toegang.AanbodBewerken, toegang.EigenAanbodBewerken}, `
		GET /beheer/aanbod
		GET /beheer/aanbod/{id}
		GET /beheer/aanbod/nieuw
		POST /beheer/aanbod/nieuw
		POST /beheer/aanbod/{id}
		POST /beheer/aanbod/{id}/klopt
		GET /beheer/aanbod/{id}/voorbeeld
	`},
	{[]toegang.Recht{toegang.AanvraagBehandelen}, `
		GET /beheer/aanvragen
		GET /beheer/aanvragen/zoeken
		POST /beheer/aanvragen/zoeken
		GET /beheer/aanvragen/nieuw
		POST /beheer/aanvragen/nieuw
		GET /beheer/lijsten
		POST /beheer/lijsten
		GET /beheer/lijsten/voorbeeld.csv
		GET /beheer/lijsten/{id}
		POST /beheer/lijsten/{id}
		GET /beheer/lijsten/{id}/fouten.csv
		GET /beheer/aanvragen/{id}
		GET /beheer/aanvragen/post
		POST /beheer/aanvragen/post
		POST /beheer/aanvragen/afwezig
		POST /beheer/aanvragen/overnemen
		POST /beheer/aanvragen/{id}/behandelen
		POST /beheer/aanvragen/{id}/toewijzen
		GET /beheer/aanvragen/{id}/toestemming
		POST /beheer/aanvragen/{id}/toestemming
		POST /beheer/aanvragen/{id}/notitie
		POST /beheer/aanvragen/{id}/vasthouden
		GET /beheer/aanvragen/{id}/brieven/{stuk}.pdf
		GET /beheer/aanvragen/{id}/verklaringen/{stuk}.pdf
		GET /beheer/aanvragen/{id}/bijlagen/{stuk}
		POST /beheer/aanvragen/{id}/bijlagen/{stuk}
		GET /beheer/aanvragen/{id}/vraag
		POST /beheer/aanvragen/{id}/vraag
		GET /beheer/aanvragen/{id}/bericht
		POST /beheer/aanvragen/{id}/bericht
		GET /beheer/aanvragen/{id}/antwoord
		POST /beheer/aanvragen/{id}/antwoord
		GET /beheer/aanvragen/{id}/doorgaan
		POST /beheer/aanvragen/{id}/doorgaan
		GET /beheer/aanvragen/{id}/verlengen
		POST /beheer/aanvragen/{id}/verlengen
		GET /beheer/aanvragen/{id}/intrekken
		POST /beheer/aanvragen/{id}/intrekken
		GET /beheer/aanvragen/{id}/besluit/{soort}
		POST /beheer/aanvragen/{id}/besluit/{soort}
		GET /beheer/aanvragen/{id}/voorstel
		POST /beheer/aanvragen/{id}/voorstel
	`},
	{[]toegang.Recht{toegang.GebruikersBeheren}, `
		GET /beheer/gebruikers
		POST /beheer/gebruikers
		GET /beheer/gebruikers/nieuw
		POST /beheer/gebruikers/nieuw
		GET /beheer/gebruikers/{id}
		POST /beheer/gebruikers/{id}
		GET /beheer/gebruikers/{id}/beeindigen
		POST /beheer/gebruikers/{id}/beeindigen
		POST /beheer/gebruikers/{id}/deblokkeren
		GET /beheer/gebruikers/{id}/intrekken
		POST /beheer/gebruikers/{id}/intrekken
		POST /beheer/gebruikers/{id}/toelaten
		GET /beheer/gebruikers/{id}/tweede-stap
		POST /beheer/gebruikers/{id}/tweede-stap
		POST /beheer/gebruikers/{id}/uitnodigen
	`},
	{[]toegang.Recht{toegang.InstellingenBeheren}, `
		GET /beheer/bewaartermijnen
		GET /beheer/instellingen
		GET /beheer/instellingen/adressen
		POST /beheer/instellingen/adressen
		GET /beheer/instellingen/adressen/weghalen
		GET /beheer/instellingen/contact
		POST /beheer/instellingen/contact
		GET /beheer/instellingen/inloggen
		POST /beheer/instellingen/inloggen
		GET /beheer/instellingen/talen
		POST /beheer/instellingen/talen
		GET /beheer/instellingen/teksten
		GET /beheer/instellingen/teksten/{sleutel}
		POST /beheer/instellingen/teksten/{sleutel}
		GET /beheer/instellingen/vormgeving
		POST /beheer/instellingen/vormgeving
		GET /beheer/instellingen/vormgeving/contrast
		GET /beheer/instellingen/vormgeving/voorbeeld.css
		GET /beheer/instellingen/wijken
		POST /beheer/instellingen/wijken
		GET /beheer/regelingen
		GET /beheer/regelingen/nieuw
		POST /beheer/regelingen/nieuw
		GET /beheer/regelingen/{id}
		GET /beheer/regelingen/{id}/verwijderen
		POST /beheer/regelingen/{id}/verwijderen
		GET /beheer/regelingen/{id}/voorbeeld/{welk}.pdf
		GET /beheer/verwerkingsregister
		GET /beheer/verwerkingsregister.csv
		GET /beheer/verwerkingsregister.json
	`},
	{[]toegang.Recht{toegang.PartnersBeheren}, `
		GET /beheer/partners
		GET /beheer/partners/nieuw
		POST /beheer/partners/nieuw
		GET /beheer/partners/{id}/intrekken
		POST /beheer/partners/{id}/intrekken
	`},
	{[]toegang.Recht{toegang.AuditLezen}, `
		GET /beheer/audit
		POST /beheer/audit/controleren
		POST /beheer/audit/export
		GET /beheer/audit/opvallend
	`},
}
