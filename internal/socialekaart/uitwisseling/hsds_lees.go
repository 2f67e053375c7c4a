package uitwisseling

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"strings"

	"mantelpunt/internal/fault"
	"mantelpunt/internal/socialekaart"
)

// LeesHSDS reads full services (HSDS 3.1): a JSON array of them, one, a page of an
// API ({"contents": […]}), or one a line. Broken JSON, or a file in which nothing
// looks like a service, is an error; a service that cannot be right is refused.
func LeesHSDS(r io.Reader) (Gelezen, error) {
	b, err := begrens(r)
	if err != nil {
		return Gelezen{}, err
	}
	l := &hsdsLezer{dec: json.NewDecoder(b)}
	err = l.bestand()
	switch {
	case fault.Tekst(err) != "":
		return Gelezen{}, err
	case err != nil:
		return Gelezen{}, &fault.Error{Kind: fault.Invalid, Err: err,
			Tekst: fmt.Sprintf("Het bestand is geen goede JSON: rond teken %d klopt het niet. Er is niets gewijzigd.", l.dec.InputOffset())}
	case l.rij == 0:
		return Gelezen{}, fault.Met(fault.Invalid, "Er staan geen diensten in het bestand.")
	case l.herkend == 0:
		return Gelezen{}, fault.Met(fault.Invalid, "Dit is geen bestand met HSDS-diensten (services). Er is niets gewijzigd.")
	}
	return l.gelezen, nil
}

type hsdsLezer struct {
	dec          *json.Decoder
	rij, herkend int
	gelezen      Gelezen
}

func (l *hsdsLezer) bestand() error {
	tok, err := l.dec.Token()
	if errors.Is(err, io.EOF) {
		return fault.Met(fault.Invalid, "Het bestand is leeg.")
	}
	if err != nil {
		return err
	}
	switch tok {
	case json.Delim('['):
		if err := l.lijst(); err != nil {
			return err
		}
	case json.Delim('{'):
		if err := l.object(); err != nil {
			return err
		}
	default:
		l.rij++
	}
	for { // one a line, or nothing more
		var raw json.RawMessage
		err := l.dec.Decode(&raw)
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return err
		}
		l.service(raw)
	}
}

// lijst reads services up to the end of an array, one at a time.
func (l *hsdsLezer) lijst() error {
	for l.dec.More() {
		var raw json.RawMessage
		if err := l.dec.Decode(&raw); err != nil {
			return err
		}
		l.service(raw)
	}
	_, err := l.dec.Token()
	return err
}

// object reads on in an object of which the brace was read: a page, whose
// services are read one at a time, or a service.
func (l *hsdsLezer) object() error {
	velden := map[string]json.RawMessage{}
	pagina := false
	for l.dec.More() {
		sleutel, err := l.dec.Token()
		if err != nil {
			return err
		}
		if sleutel == "contents" {
			if tok, err := l.dec.Token(); err != nil {
				return err
			} else if tok != json.Delim('[') {
				return fault.Met(fault.Invalid, "Dit is geen pagina met HSDS-diensten: contents is geen lijst.")
			}
			if err := l.lijst(); err != nil {
				return err
			}
			pagina = true
			continue
		}
		var waarde json.RawMessage
		if err := l.dec.Decode(&waarde); err != nil {
			return err
		}
		velden[fmt.Sprint(sleutel)] = waarde
	}
	if _, err := l.dec.Token(); err != nil || pagina {
		return err
	}
	raw, err := json.Marshal(velden)
	if err == nil {
		l.service(raw)
	}
	return err
}

func (l *hsdsLezer) service(raw json.RawMessage) {
	l.rij++
	doc, ok := object(raw)
	if !ok {
		l.gelezen.weiger(l.rij, "", "Dit is geen dienst maar een losse waarde.")
		return
	}
	_, heeftNaam := doc["name"]
	_, heeftID := doc["id"]
	if heeftNaam || heeftID {
		l.herkend++
	}
	k := kaart{}
	in := k.invoer(doc)
	in.Regel, in.HSDS = l.rij, raw
	if len(k.fouten) > 0 {
		l.gelezen.weiger(l.rij, in.Inhoud.Naam, k.fouten...)
		return
	}
	l.gelezen.Rijen = append(l.gelezen.Rijen, in)
}

// object decodes a JSON object, numbers as they were written.
func object(raw []byte) (map[string]any, bool) {
	var doc map[string]any
	dec := json.NewDecoder(bytes.NewReader(raw))
	dec.UseNumber()
	err := dec.Decode(&doc)
	return doc, err == nil && doc != nil
}

// invoer maps a service; what cannot be right is added to k.fouten.
func (k *kaart) invoer(doc map[string]any) socialekaart.Invoer {
	in := socialekaart.Invoer{Inhoud: k.inhoud(doc)}
	in.ID = k.id(doc, "id", "van de dienst")
	switch status := k.tekst(doc, "status"); status {
	case "active", "":
	case "inactive", "defunct", "temporarily closed":
		in.Gearchiveerd = true
	default:
		k.fout("De status ‘%s’ bestaat niet in HSDS.", status)
	}
	if org := k.een(doc, "organization"); org != nil {
		in.Organisatie = k.organisatie(org)
		in.Organisatie.ID = k.id(org, "id", "van de organisatie")
		in.OrganisatieHSDS, _ = json.Marshal(org) // it was decoded from JSON just now
	} else if k.tekst(doc, "organization_id") != "" {
		in.Organisatie.ID = k.id(doc, "organization_id", "van de organisatie")
	} else {
		k.fout("De organisatie ontbreekt.")
	}
	return in
}

func (k *kaart) fout(zin string, args ...any) {
	k.fouten = append(k.fouten, strings.TrimSpace(fmt.Sprintf(zin, args...)))
}
