package gemeente

import (
	"net"
	"net/http"
	"net/url"
	"slices"
	"strings"

	"mantelpunt/internal/fault"
	"mantelpunt/internal/httpx"
	"mantelpunt/web"
)

var adressenblad = blad{
	Onderdeel: adressendeel,
	vul:       func(Gemeente) url.Values { return url.Values{} },
	lees:      leesAdressen,
	toon:      adressenformulier,
	na:        instellingenPad + "/adressen",
	zin:       "De adressen zijn bewaard.",
}

// maxAdressen bounds what one gemeente has: each is looked up for every visitor.
const maxAdressen = 20

// leesAdressen does what the pressed button says: a new address, another one first,
// or one less.
func leesAdressen(r *http.Request, v url.Values, g *Gemeente) (fouten web.Fouten) {
	actie, host, _ := strings.Cut(v.Get("actie"), " ")
	switch actie {
	case "eerst":
		if i := slices.Index(g.Hosts, host); i >= 0 {
			g.Hosts = slices.Insert(slices.Delete(g.Hosts, i, i+1), 0, host)
		}
	case "weg":
		i := slices.Index(g.Hosts, host)
		switch {
		case i >= 0 && len(g.Hosts) == 1:
			fouten.Voeg("nieuw", "Dit is het laatste adres. Voeg eerst een ander adres toe.")
		case i >= 0 && host == eigenHost(r) && v.Get("zeker") != "ja":
			fouten.Voeg("nieuw", "U gebruikt dit adres nu zelf. Haal het alleen weg als u dat zeker weet.")
		case i >= 0:
			g.Hosts = slices.Delete(g.Hosts, i, i+1)
		}
	default:
		nieuw, zin := leesHost(v.Get("nieuw"))
		switch {
		case zin != "":
			fouten.Voeg("nieuw", zin)
		case slices.Contains(g.Hosts, nieuw):
			fouten.Voeg("nieuw", "Dit adres staat al in de lijst.")
		case len(g.Hosts) >= maxAdressen:
			fouten.Voeg("nieuw", "Er zijn al 20 adressen. Haal er eerst een weg.")
		default:
			g.Hosts = append(g.Hosts, nieuw)
		}
	}
	return fouten
}

// eigenHost is the name by which this request came.
func eigenHost(r *http.Request) string {
	host := strings.ToLower(r.Host)
	if h, _, err := net.SplitHostPort(host); err == nil {
		return h
	}
	return host
}

// adresWeg asks whether an address must go.
func (h Beheer) adresWeg(w http.ResponseWriter, r *http.Request) error {
	f, err := h.formulier(r, adressenblad)
	if err != nil {
		return err
	}
	f.Vraag = r.URL.Query().Get("host")
	if !slices.Contains(f.G.Hosts, f.Vraag) {
		return fault.New(fault.NotFound, "adres is niet van deze gemeente")
	}
	return httpx.Render(w, r, http.StatusOK, adreswegpagina(f, f.Vraag == eigenHost(r)))
}
