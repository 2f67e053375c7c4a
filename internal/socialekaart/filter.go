package socialekaart

import (
	"slices"

	"golang.org/x/text/language"
)

// Groep is one set of filters. Its name is the parameter in the address.
type Groep int

// The groups of filters.
const (
	GroepThema     Groep = iota
	GroepDoelgroep       // who the mantelzorger is
	GroepZorgvoor        // for whom somebody cares: the doelgroepen of Zorgsituaties
	GroepWet
	GroepRespijt // the vormen of Respijtvormen
	GroepKosten
	GroepVerwijzing
	GroepWijk
	GroepDagdeel
	GroepOpen
	GroepTaal
	GroepToegankelijk
	GroepPlek
	AantalGroepen
)

// Groepnamen are the parameters by which an address chooses.
var Groepnamen = [AantalGroepen]string{"thema", "doelgroep", "zorgvoor", "wet", "respijt", "kosten", "verwijzing", "wijk", "dagdeel", "open", "taal", "toegankelijkheid", "plek"}

// The values of the groups that are no taxonomie.
const (
	KostenGratis  = "gratis"
	KostenBetaald = "betaald"
	KostenVergoed = "vergoed" // a law pays, at least partly
	OpenNu        = "nu"
	PlekJa        = "ja"
)

// Taxonomie is the taxonomie whose codes a group has, "" when it has none.
func (g Groep) Taxonomie() string {
	switch g {
	case GroepZorgvoor:
		return "doelgroep"
	case GroepRespijt:
		return "vorm"
	case GroepThema, GroepDoelgroep, GroepWet, GroepVerwijzing, GroepDagdeel, GroepToegankelijk:
		return Groepnamen[g]
	}
	return ""
}

// Volgorde gives the values of a group in the order in which people are shown
// them, nil when that is by how often they occur.
func (g Groep) Volgorde() []string {
	switch g {
	case GroepThema:
		return Themas
	case GroepWet:
		return Wetten
	case GroepRespijt:
		return Respijtvormen
	case GroepKosten:
		return []string{KostenGratis, KostenBetaald, KostenVergoed}
	case GroepVerwijzing:
		return Verwijzingen
	case GroepDagdeel:
		return Dagdelen
	case GroepOpen:
		return []string{OpenNu}
	case GroepToegankelijk:
		return Toegankelijk
	case GroepPlek:
		return []string{PlekJa}
	}
	return nil
}

// bekend reports that a value may be chosen although nothing has it now.
func (g Groep) bekend(waarde string) bool {
	switch g {
	case GroepZorgvoor:
		return slices.Contains(Zorgsituaties, waarde)
	case GroepDoelgroep:
		return slices.Contains(Doelgroepen, waarde) && !slices.Contains(Zorgsituaties, waarde)
	case GroepTaal:
		_, err := language.ParseBase(waarde)
		return len(waarde) == 2 && err == nil
	}
	return slices.Contains(g.Volgorde(), waarde)
}

// waarden are those of one offer in one group. No wijken means the whole gemeente,
// so every wijk. Whether it is open hangs on the clock and is not here.
func (g Groep) waarden(in *Inhoud) []string {
	switch g {
	case GroepTaal:
		return in.Talen
	case GroepWijk:
		return in.Werkgebied
	case GroepKosten:
		return kostensoorten(in)
	case GroepPlek:
		if in.Plek.Stand == PlekVrij {
			return []string{PlekJa}
		}
		return nil
	}
	codes := in.Codes(g.Taxonomie())
	switch g {
	case GroepZorgvoor:
		codes = slices.DeleteFunc(codes, func(c string) bool { return !slices.Contains(Zorgsituaties, c) })
	case GroepDoelgroep:
		codes = slices.DeleteFunc(codes, func(c string) bool { return slices.Contains(Zorgsituaties, c) })
	case GroepRespijt:
		codes = slices.DeleteFunc(codes, func(c string) bool { return !slices.Contains(Respijtvormen, c) })
	}
	return codes
}

func kostensoorten(in *Inhoud) (uit []string) {
	if in.Gratis() {
		uit = append(uit, KostenGratis)
	} else if len(in.Kosten) > 0 {
		uit = append(uit, KostenBetaald)
	}
	if slices.ContainsFunc(in.Codes("wet"), func(w string) bool { return w != "geen" }) {
		uit = append(uit, KostenVergoed)
	}
	return uit
}
