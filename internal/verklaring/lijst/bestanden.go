package lijst

import (
	"encoding/csv"
	"net/http"
	"strconv"

	"mantelpunt/internal/fault"
	"mantelpunt/internal/httpx"
	"mantelpunt/internal/toegang"
	"mantelpunt/internal/verklaring"
	"mantelpunt/web"
)

// inlezen reads a file and keeps it to look at. Nothing is issued.
func (h Handler) inlezen(w http.ResponseWriter, r *http.Request) error {
	ctx := r.Context()
	p, g, err := verklaring.Wie(r, toegang.AanvraagBehandelen)
	if err != nil {
		return err
	}
	_, bestanden, err := httpx.Upload(w, r, maxBestand)
	if err != nil {
		return err
	}
	if len(bestanden) == 0 {
		return h.toonLijsten(w, r, http.StatusUnprocessableEntity, web.Fouten{{Veld: "bestand", Tekst: "Kies een bestand."}})
	}
	b := bestanden[0]
	regels, err := LeesBestand(b.Inhoud)
	if b.Fout != nil {
		err = b.Fout
	}
	if zin := fault.Tekst(err); zin != "" {
		return h.toonLijsten(w, r, http.StatusUnprocessableEntity, web.Fouten{{Veld: "bestand", Tekst: zin}})
	}
	if err != nil {
		return err
	}
	vandaag := verklaring.Dag(h.Klok())
	regeling, err := h.Store.Regeling(ctx, g.ID, vandaag)
	if err != nil {
		return err
	}
	err = NieuweLezer(ctx, regeling.Regels, vandaag, h.Store.Onafdrukbaar).Keur(regels, func(mensen []verklaring.Mens) (map[verklaring.Mens][]verklaring.Bekend, error) {
		return h.Store.Bekenden(ctx, g.ID, mensen, vandaag)
	})
	if err != nil {
		return err
	}
	id, err := h.Store.Voeg(ctx, g.ID, p, bestandsnaam(b.Naam), regels, h.Klok())
	if err != nil {
		return err
	}
	return httpx.Naar(w, r, padLijst(id))
}

func bestandsnaam(s string) string {
	if r := []rune(s); len(r) > maxNaam {
		s = string(r[:maxNaam])
	}
	if s == "" {
		return "lijst.csv"
	}
	return s
}

func (h Handler) voorbeeld(w http.ResponseWriter, r *http.Request) error {
	if _, _, err := verklaring.Wie(r, toegang.AanvraagBehandelen); err != nil {
		return err
	}
	alsCSV(w, "mantelzorgers.csv")
	_, err := w.Write([]byte(Voorbeeldbestand))
	return fault.Wrap(err, "voorbeeld sturen")
}

func alsCSV(w http.ResponseWriter, naam string) {
	w.Header().Set("Content-Type", "text/csv; charset=utf-8")
	w.Header().Set("Content-Disposition", `attachment; filename="`+naam+`"`)
	w.Header().Set("X-Content-Type-Options", "nosniff")
}

// fouten hands out the rows that were not issued, each with why, to mend and read in
// again.
func (h Handler) fouten(w http.ResponseWriter, r *http.Request) error {
	_, g, err := verklaring.Wie(r, toegang.AanvraagBehandelen)
	if err != nil {
		return err
	}
	id, err := verklaring.IDUit(r)
	if err != nil {
		return err
	}
	if _, err := h.Store.Lijst(r.Context(), g.ID, id); err != nil {
		return err
	}
	regels, err := h.Store.Fouten(r.Context(), g.ID, id)
	if err != nil {
		return err
	}
	alsCSV(w, "niet-verleend.csv")
	c := csv.NewWriter(w)
	c.Comma, c.UseCRLF = ';', true
	_ = c.Write([]string{"\ufeffregel", "naam", "geboortedatum", "e-mail", "adres", "doelen", "geldig vanaf", "wat er niet klopt"})
	for _, x := range regels {
		_ = c.Write([]string{strconv.Itoa(x.Nr), cel(x.Rij.Naam), cel(x.Rij.Geboortedatum), cel(x.Rij.Email), cel(x.Rij.Adres), cel(x.Rij.Doelen), cel(x.Rij.Vanaf), x.Fout})
	}
	c.Flush()
	return fault.Wrap(c.Error(), "regels sturen")
}
