package uitwisseling

import (
	"slices"
	"strings"

	"mantelpunt/internal/socialekaart"
)

// contact takes the first named contact, and the first telephone and address of
// the service itself or else of that contact. WhatsApp, and who takes referrals, are
// told apart by their type.
func (k *kaart) contact(doc map[string]any) socialekaart.Contact {
	c := socialekaart.Contact{Telefoon: k.telefoon(doc), Email: k.tekst(doc, "email"), Website: web(k.tekst(doc, "url"))}
	if _, app := k.telefoons(doc); len(app) > 0 {
		c.WhatsApp = k.tekst(app[0], "number")
	}
	personen, voorVerwijzers := k.personen(doc)
	if len(voorVerwijzers) > 0 {
		c.VerwijsTelefoon, c.VerwijsEmail = k.telefoon(voorVerwijzers[0]), k.tekst(voorVerwijzers[0], "email")
	}
	if len(personen) > 0 {
		c.Naam = k.tekst(personen[0], "name")
		if c.Telefoon == "" {
			c.Telefoon = k.telefoon(personen[0])
		}
		if c.Email == "" {
			c.Email = k.tekst(personen[0], "email")
		}
	}
	return c
}

func (k *kaart) telefoon(m map[string]any) string {
	if phones, _ := k.telefoons(m); len(phones) > 0 {
		return k.tekst(phones[0], "number")
	}
	return ""
}

// gewoon are the contacts or telephones for visitors, apart those of a kind of their own.
func (k *kaart) gewoon(lijst []map[string]any, sleutel, soort string) (gewoon, apart []map[string]any) {
	for _, m := range lijst {
		if strings.EqualFold(k.tekst(m, sleutel), soort) {
			apart = append(apart, m)
		} else {
			gewoon = append(gewoon, m)
		}
	}
	return gewoon, apart
}

func (k *kaart) telefoons(m map[string]any) (gewoon, app []map[string]any) {
	return k.gewoon(k.lijst(m, "phones"), "type", whatsapp)
}

func (k *kaart) personen(doc map[string]any) (gewoon, voorVerwijzers []map[string]any) {
	return k.gewoon(k.lijst(doc, "contacts"), "department", verwijzers)
}

// contact changes what the service itself says, and the first named contact
// where that is what was read.
func (l *laag) contact(k *kaart, was, nu socialekaart.Contact) {
	if was == nu {
		return
	}
	personen, voorVerwijzers := k.personen(l.doc)
	if was.Naam != nu.Naam {
		if len(personen) == 0 {
			personen = []map[string]any{{"id": l.sub("contacts", nu.Naam), "service_id": l.id.String()}}
		}
		zet(personen[0], "name", nu.Naam)
	}
	if was.Telefoon != nu.Telefoon && nu.Telefoon == "" && len(personen) > 0 {
		delete(personen[0], "phones")
	}
	if was.Email != nu.Email {
		l.zet("email", nu.Email)
		if nu.Email == "" && len(personen) > 0 {
			delete(personen[0], "email")
		}
	}
	if was.Website != nu.Website {
		l.zet("url", nu.Website)
	}
	if was.VerwijsTelefoon != nu.VerwijsTelefoon || was.VerwijsEmail != nu.VerwijsEmail {
		voorVerwijzers = l.verwijzers(k, voorVerwijzers, was, nu)
	}
	if uit := samen(personen, voorVerwijzers); len(uit) > 0 || l.doc["contacts"] != nil {
		l.zet("contacts", uit)
	}
	gewoon, app := k.telefoons(l.doc)
	if was.Telefoon != nu.Telefoon {
		gewoon = telefoons(gewoon, nu.Telefoon, l.sub("phones", nu.Telefoon), "service_id", l.id.String(), "voice")
	}
	if was.WhatsApp != nu.WhatsApp {
		app = telefoons(app, nu.WhatsApp, l.sub("phones", []string{whatsapp, nu.WhatsApp}), "service_id", l.id.String(), whatsapp)
	}
	if was.Telefoon != nu.Telefoon || was.WhatsApp != nu.WhatsApp {
		l.zet("phones", samen(gewoon, app))
	}
}

// verwijzers is the contact to which referrals go.
func (l *laag) verwijzers(k *kaart, lijst []map[string]any, was, nu socialekaart.Contact) []map[string]any {
	if nu.VerwijsTelefoon+nu.VerwijsEmail == "" {
		return nil
	}
	if len(lijst) == 0 {
		lijst = []map[string]any{{"id": l.sub("contacts", verwijzers), "service_id": l.id.String(), "department": verwijzers}}
	}
	zet(lijst[0], "email", nu.VerwijsEmail)
	if was.VerwijsTelefoon != nu.VerwijsTelefoon {
		id := k.tekst(lijst[0], "id")
		zet(lijst[0], "phones", samen(telefoons(k.lijst(lijst[0], "phones"), nu.VerwijsTelefoon, l.sub("phones", []string{verwijzers, nu.VerwijsTelefoon}), "contact_id", id, "voice")))
	}
	return lijst
}

// telefoons changes the first number and keeps the others; no number is none at all.
func telefoons(lijst []map[string]any, nummer, id, sleutel, eigenaar, soort string) []map[string]any {
	switch {
	case nummer == "":
		return nil
	case len(lijst) == 0:
		return []map[string]any{{"id": id, sleutel: eigenaar, "number": nummer, "type": soort}}
	}
	lijst[0]["number"] = nummer
	return lijst
}

func samen(lijsten ...[]map[string]any) []any {
	var uit []any
	for _, m := range slices.Concat(lijsten...) {
		uit = append(uit, m)
	}
	return uit
}
