package meting

import (
	"encoding/json"
	"fmt"
	"io"
	"strings"

	"mantelpunt/internal/zoeken"
)

// Corpus is offers with their ids, as the search reads them.
type Corpus struct {
	IDs       []string
	Documents []zoeken.Document
}

type dienst struct {
	ID           string `json:"id"`
	Name         string `json:"name"`
	Samenvatting string `json:"samenvatting"`
	Description  string `json:"description"`
	VoorWie      string `json:"voor_wie"`
	Organization struct {
		Name string `json:"name"`
	} `json:"organization"`
	Attributes []struct {
		Term struct {
			Code     string `json:"code"`
			Name     string `json:"name"`
			Taxonomy string `json:"taxonomy"`
		} `json:"taxonomy_term"`
	} `json:"attributes"`
}

// LeesCorpus reads HSDS services into what the search knows of an offer.
func LeesCorpus(r io.Reader) (Corpus, error) {
	var ds []dienst
	if err := json.NewDecoder(r).Decode(&ds); err != nil {
		return Corpus{}, fmt.Errorf("reading a corpus: %w", err)
	}
	var c Corpus
	for _, d := range ds {
		doc := zoeken.Document{Velden: []zoeken.Veld{
			{Tekst: d.Name, Gewicht: 3, Deelbaar: true},
			{Tekst: d.Samenvatting, Gewicht: 2, Deelbaar: true},
			{Tekst: d.Description, Gewicht: 1, Deelbaar: true},
			{Tekst: d.VoorWie + " " + d.Organization.Name, Gewicht: 1},
		}}
		var labels []string
		for _, a := range d.Attributes {
			switch a.Term.Taxonomy {
			case "onderwerp":
				doc.Onderwerpen = append(doc.Onderwerpen, a.Term.Code)
				continue
			case "doelgroep":
				doc.Doelgroepen = append(doc.Doelgroepen, a.Term.Code)
			case "thema":
				doc.Thema = a.Term.Code
			case "wet", "vorm":
			default:
				continue
			}
			labels = append(labels, a.Term.Name)
		}
		doc.Velden = append(doc.Velden, zoeken.Veld{Tekst: strings.Join(labels, " "), Gewicht: 1})
		c.IDs = append(c.IDs, d.ID)
		c.Documents = append(c.Documents, doc)
	}
	return c, nil
}
