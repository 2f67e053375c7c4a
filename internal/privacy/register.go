package privacy

import (
	"bytes"
	"context"
	"encoding/csv"
	"encoding/json"
	"net/http"
	"slices"
	"strings"

	"mantelpunt/internal/fault"
	"mantelpunt/internal/gegevens"
	"mantelpunt/internal/httpx"
	"mantelpunt/internal/i18n"
	"mantelpunt/internal/toegang"
)

// regel is one line of the register of processing, in words (AVG art. 30, first paragraph).
type regel struct {
	Naam        string   `json:"naam"`
	Doel        string   `json:"doel"`
	Betrokken   []string `json:"betrokkenen"`
	Gegevens    []string `json:"gegevens"`
	Grondslag   []string `json:"grondslag"`
	Ontvangers  string   `json:"ontvangers"`
	Termijnen   []string `json:"bewaartermijnen"`
	Versleuteld []string `json:"versleuteld"`
}

// inRegels says the processings in words, with the terms that hold, in the language of ctx.
func inRegels(ctx context.Context, verwerkingen []gegevens.Verwerking, gelden []gegevens.Regel) (uit []regel) {
	for _, v := range verwerkingen {
		r := regel{
			Naam: i18n.Kies(ctx, "privacy.verwerking.", v.Code+".naam"), Doel: i18n.Kies(ctx, "privacy.verwerking.", v.Code+".doel"),
			Ontvangers: i18n.Kies(ctx, "privacy.verwerking.", v.Code+".wie"), Termijnen: termijnen(ctx, v, gelden), Versleuteld: []string{},
		}
		for _, o := range v.Van() {
			r.Betrokken = append(r.Betrokken, i18n.Kies(ctx, "privacy.over.", string(o)))
		}
		r.Gegevens, r.Versleuteld = velden(ctx, v)
		for _, b := range v.Grondslag {
			r.Grondslag = append(r.Grondslag, b.Naam)
		}
		uit = append(uit, r)
	}
	return uit
}

// velden names the data of a processing, each once, and which of them are closed.
func velden(ctx context.Context, v gegevens.Verwerking) (alle, dicht []string) {
	var technisch, moment bool
	dicht = []string{}
	for _, t := range v.Tabellen() {
		for _, f := range t.Velden {
			technisch, moment = technisch || f.Technisch, moment || f.Moment()
			if f.Technisch || f.Moment() {
				continue
			}
			naam := i18n.Kies(ctx, "privacy.veld.", t.Naam+"."+f.Kolom)
			if !slices.Contains(alle, naam) {
				alle = append(alle, naam)
			}
			if (f.Dicht || t.Naam == "river_job") && !slices.Contains(dicht, naam) {
				dicht = append(dicht, naam)
			}
		}
	}
	if moment {
		alle = append(alle, i18n.T(ctx, "privacy.rij.momenten"))
	}
	if technisch {
		alle = append(alle, i18n.T(ctx, "privacy.rij.technisch"))
	}
	return alle, dicht
}

// termijnen says how long what a processing keeps is kept: "Inlogcode: 1 dag na het versturen".
func termijnen(ctx context.Context, v gegevens.Verwerking, gelden []gegevens.Regel) (uit []string) {
	for _, r := range gelden {
		if r.Verwerking == v.Code {
			uit = append(uit, naamVan(ctx, r)+": "+hoelang(ctx, r))
		}
	}
	return uit
}

// inHetNederlands is the context of a page of staff, which is Dutch.
func inHetNederlands(ctx context.Context) context.Context {
	return i18n.MetTaal(ctx, i18n.Talen[0].Code)
}

// registerregels is the whole register, for who may see it.
func (h Handler) registerregels(r *http.Request) ([]regel, toegang.Gemeente, error) {
	_, g, err := wie(r, toegang.InstellingenBeheren)
	if err != nil {
		return nil, g, err
	}
	gelden, err := h.gelden(r.Context(), g.ID)
	return inRegels(inHetNederlands(r.Context()), gegevens.Verwerkingen, gelden), g, err
}

func (h Handler) register(w http.ResponseWriter, r *http.Request) error {
	regels, _, err := h.registerregels(r)
	if err != nil {
		return err
	}
	return httpx.Render(w, r, http.StatusOK, registerpagina(regels))
}

// The sentences of the register that hold for every processing.
const (
	verantwoordelijk = "Het college van burgemeester en wethouders van de gemeente "
	doorgifte        = "Er gaan geen gegevens naar landen buiten de Europese Economische Ruimte."
	maatregelen      = "Persoonsgegevens zijn per veld versleuteld (AES-256-GCM). De database laat elke gemeente alleen de eigen rijen zien. Medewerkers loggen in met een tweede stap. Elke inzage staat in een logboek dat niet te veranderen is. Alle verbindingen zijn versleuteld."
)

func (h Handler) registerCSV(w http.ResponseWriter, r *http.Request) error {
	regels, g, err := h.registerregels(r)
	if err != nil {
		return err
	}
	var b bytes.Buffer
	b.WriteString("\ufeff") // so that a spreadsheet reads it as UTF-8
	c := csv.NewWriter(&b)
	c.Comma = ';'
	rijen := [][]string{{"Verwerking", "Doel", "Betrokkenen", "Gegevens", "Grondslag", "Ontvangers", "Bewaartermijnen", "Versleuteld", "Verantwoordelijke", "Doorgifte", "Beveiliging"}}
	lijst := func(l []string) string { return strings.Join(l, ", ") }
	for _, x := range regels {
		rijen = append(rijen, []string{x.Naam, x.Doel, lijst(x.Betrokken), lijst(x.Gegevens), lijst(x.Grondslag), x.Ontvangers, strings.Join(x.Termijnen, "; "), lijst(x.Versleuteld), verantwoordelijk + g.Naam, doorgifte, maatregelen})
	}
	if err := c.WriteAll(rijen); err != nil {
		return fault.Wrap(err, "verwerkingsregister")
	}
	bestand(w, "text/csv", "verwerkingsregister-"+g.Slug+".csv", b.Bytes())
	return nil
}

func (h Handler) registerJSON(w http.ResponseWriter, r *http.Request) error {
	regels, g, err := h.registerregels(r)
	if err != nil {
		return err
	}
	b, err := json.MarshalIndent(map[string]any{
		"verantwoordelijke": verantwoordelijk + g.Naam, "doorgifte": doorgifte, "beveiliging": maatregelen,
		"verwerkingen": regels,
	}, "", "  ")
	if err != nil {
		return fault.Wrap(err, "verwerkingsregister")
	}
	bestand(w, "application/json", "verwerkingsregister-"+g.Slug+".json", b)
	return nil
}
