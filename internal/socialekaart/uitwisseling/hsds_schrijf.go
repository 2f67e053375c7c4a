package uitwisseling

import (
	"bytes"
	"encoding/json"
	"io"
	"reflect"
	"strings"
	"time"

	"mantelpunt/internal/fault"
	"mantelpunt/internal/socialekaart"

	"github.com/google/uuid"
)

// SchrijfHSDS writes full services as a JSON array, one a line. What was received
// at import is given back as it was; only what differs now is laid over it.
func SchrijfHSDS(w io.Writer, aanbod []socialekaart.Aanbod, ontvangen socialekaart.Ontvangen) error {
	var b bytes.Buffer
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	for i, a := range aanbod {
		b.WriteString([]string{"[\n", ",\n"}[min(i, 1)])
		if err := enc.Encode(Service(a, ontvangen.Services[a.ID], ontvangen.Organisaties[a.Organisatie.ID])); err != nil {
			return fault.Wrap(err, "HSDS schrijven")
		}
		b.Truncate(b.Len() - 1) // the encoder's line end: the comma goes first
		if _, err := b.WriteTo(w); err != nil {
			return fault.Wrap(err, "HSDS schrijven")
		}
	}
	if len(aanbod) == 0 {
		b.WriteString("[")
	}
	b.WriteString("\n]\n")
	_, err := b.WriteTo(w)
	return fault.Wrap(err, "HSDS schrijven")
}

// Service makes the HSDS service of an offer that visitors see. service and
// organisatie are what was received at import, empty when nothing was.
func Service(a socialekaart.Aanbod, service, organisatie json.RawMessage) map[string]any {
	doc, ok := object(service)
	if !ok {
		doc = map[string]any{}
	}
	k := &kaart{}
	was := k.inhoud(doc)
	l := laag{id: a.ID, doc: doc}
	if id, err := uuid.Parse(k.tekst(doc, "id")); err != nil || id != a.ID {
		l.zet("id", a.ID.String())
	}
	if k.tekst(doc, "status") != "active" {
		l.zet("status", "active")
	}
	for _, v := range []struct{ sleutel, was, nu string }{
		{"name", was.Naam, a.Naam}, {"samenvatting", was.Samenvatting, a.Samenvatting}, {"description", was.Omschrijving, a.Omschrijving},
		{"eligibility_description", was.VoorWie, a.VoorWie}, {"application_process", was.Aanmelden, a.Aanmelden},
		{"fees_description", was.KostenUitleg, a.KostenUitleg}, {"verwijzing", was.Verwijzing, a.Verwijzing}, {"wait_time", was.Wachttijd, a.Wachttijd},
		{"indicatie", was.Indicatie, a.Indicatie}, {"eerste_stap", string(was.EersteStap), string(a.EersteStap)},
		{"assured_date", dag(was.GecontroleerdOp), dag(a.GecontroleerdOp)},
	} {
		if v.was != v.nu {
			l.zet(v.sleutel, v.nu)
		}
	}
	l.contact(k, was.Contact, a.Contact)
	l.werkgebied(k, was, a.Inhoud)
	leg(&l, "cost_options", k.kosten, was.Kosten, a.Kosten, l.kosten)
	leg(&l, "service_at_locations", k.locatie, was.Locaties, a.Locaties, l.locatie)
	l.tijden(k, was.Tijden, a.Tijden)
	leg(&l, "schedules", k.uitzondering, was.Uitzonderingen, a.Uitzonderingen, l.uitzondering)
	l.legPlek(k, was.Plek, a.Plek)
	leg(&l, "languages", k.taal, was.Talen, a.Talen, l.taal)
	leg(&l, "attributes", k.kenmerk, was.Kenmerken, a.Kenmerken, l.kenmerk)
	l.organisatie(k, a.Organisatie, organisatie)
	if l.anders {
		doc["last_modified"] = a.GewijzigdOp.UTC().Format("2006-01-02T15:04:05.000Z")
	}
	return doc
}

func dag(d socialekaart.Datum) string {
	if d.IsZero() {
		return ""
	}
	return d.Format(time.DateOnly)
}

// laag lays changes over a service.
type laag struct {
	id     uuid.UUID // of the service
	doc    map[string]any
	anders bool
}

// zet sets a key, or takes it out when there is nothing to say: HSDS knows no null.
func (l *laag) zet(sleutel string, waarde any) {
	l.anders = true
	zet(l.doc, sleutel, waarde)
}

func zet(m map[string]any, sleutel string, waarde any) {
	if lijst, ok := waarde.([]any); waarde == "" || ok && len(lijst) == 0 {
		delete(m, sleutel)
		return
	}
	m[sleutel] = waarde
}

// sub is the id of a part of the service: the same content always has the same one.
func (l *laag) sub(soort string, inhoud any) string {
	b, err := json.Marshal(inhoud)
	if err != nil {
		panic("uitwisseling: " + err.Error()) // our own types, which can always be written
	}
	return uuid.NewSHA1(l.id, append([]byte(soort+"\x00"), b...)).String()
}

// leg lays a list over that of the service. Elements that say the same stay as
// they were received, with all they hold; so do those that the portal has no room
// for. The rest is made anew.
func leg[T any](l *laag, sleutel string, lees func(map[string]any) (T, bool), was, nu []T, maak func(T) map[string]any) {
	if len(was) == 0 && len(nu) == 0 || reflect.DeepEqual(was, nu) {
		return
	}
	elementen := (&kaart{}).lijst(l.doc, sleutel)
	gebruikt := make([]bool, len(elementen))
	var uit []any
	for _, waarde := range nu {
		var gekozen map[string]any
		for i, e := range elementen {
			if v, ok := lees(e); ok && !gebruikt[i] && reflect.DeepEqual(v, waarde) {
				gekozen, gebruikt[i] = e, true
				break
			}
		}
		if gekozen == nil {
			gekozen = maak(waarde)
		}
		uit = append(uit, gekozen)
	}
	for _, e := range elementen {
		if _, ok := lees(e); !ok {
			uit = append(uit, e)
		}
	}
	l.zet(sleutel, uit)
}

// werkgebied lays the wijken over the areas. What said "the whole gemeente" goes,
// since it would contradict them; a national offer says so twice, in the extra
// field and as an area that others understand.
func (l *laag) werkgebied(k *kaart, was, nu socialekaart.Inhoud) {
	leg(l, "service_areas", k.bedient, was.Bedient, nu.Bedient, l.bedient)
	if was.Landelijk == nu.Landelijk && strings.Join(was.Werkgebied, "\n") == strings.Join(nu.Werkgebied, "\n") {
		return
	}
	namen := nu.Werkgebied
	delete(l.doc, "landelijk")
	if nu.Landelijk {
		l.zet("landelijk", true)
		namen = append([]string{"heel Nederland"}, namen...)
	}
	var uit []any
	for _, naam := range namen {
		gebied := map[string]any{"id": l.sub("service_areas", naam), "service_id": l.id.String(), "name": naam}
		for _, e := range k.lijst(l.doc, "service_areas") {
			if _, elders := k.bedient(e); !elders && k.tekst(e, "name") == naam {
				gebied = e
				break
			}
		}
		uit = append(uit, gebied)
	}
	for _, e := range k.lijst(l.doc, "service_areas") {
		if _, elders := k.bedient(e); elders {
			uit = append(uit, e)
		}
	}
	l.zet("service_areas", uit)
}

// tijden goes to the service; when none are left, the places have none either.
func (l *laag) tijden(k *kaart, was, nu []socialekaart.Tijd) {
	if len(was) > 0 && len(nu) == 0 {
		for _, sal := range k.lijst(l.doc, "service_at_locations") {
			delete(sal, "schedules")
			if loc := k.een(sal, "location"); loc != nil {
				delete(loc, "schedules")
			}
		}
	}
	leg(l, "schedules", k.tijd, was, nu, l.tijd)
}
