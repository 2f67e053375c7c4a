package zoeken

import "slices"

// nissen are the doelgroepen that are only for some, with words that say that a
// question is about them. An offer for nobody else stands lower when it is not.
var nissen = stammenPer(map[string]string{
	"jonge-mantelzorgers":       "jong jonge jongere jongeren school huiswerk klas mentor puber tiener broertje zusje jmz mama papa mam pap scholier leerling klasgenoten vriendinnen les lessen leraar lerares juf meester toets examen spijbelen kids",
	"jongeren":                  "jong jonge jongere jongeren puber tiener school",
	"kinderen":                  "kind kinderen baby peuter kleuter zoon dochter school",
	"gezinnen":                  "gezin gezinnen kind kinderen baby peuter kleuter opvoeden zoon dochter ouders",
	"gezinnen-met-een-zorgkind": "kind kinderen zorgkind zorgenkind baby peuter kleuter zoon dochter ouders gehandicapt",
	"studenten":                 "student studenten studie studeren opleiding hbo mbo universiteit",
	"werkende-mantelzorgers":    "werk werken baan baas werkgever collega verlof werkende",
	"werkgevers":                "werkgever werkgevers medewerker personeel hr bedrijf",
	"professionals":             "professional professionals deskundigheid scholing poh huisarts wijkverpleegkundige consultatie signaleren signalering",
	"vrijwilligers":             "vrijwilliger vrijwilligers vrijwilligerswerk",
	"scholen":                   "school scholen docent leerkracht mentor leerling",
	"budgethouders":             "pgb budget budgethouder svb",
	"migranten":                 "migrant migranten turks turkse turkije marokkaans marokkaanse marokko arabisch pools poolse oekraiens berbers taal vertalen tolk buitenland islam moslim",
	"laaggeletterden":           "lezen schrijven taal letters brief",
	"autisme":                   "autisme autist autistisch asperger ass",
	"hersenletsel":              "hersenletsel nah beroerte cva hersenbloeding herseninfarct tia",
	"mensen-met-parkinson":      "parkinson trillen beven",
	"mensen-met-kanker":         "kanker chemo tumor bestraling",
	"mensen-met-dementie":       "dementie dement demente alzheimer vergeetachtig geheugen verward vergeet",
	"ongeneeslijk-zieken":       "ongeneeslijk sterven doodgaan dood palliatief terminaal terminale hospice uitbehandeld",
	"naasten-ggz":               "psychisch psychische ggz psychose psychotisch depressie depressief borderline schizofrenie bipolair manisch kopp stemmen",
	"naasten-verslaving":        "verslaafd verslaving verslaafde drank drinkt alcohol drugs blowt gokken",
	"nabestaanden":              "overleden overlijden rouw dood gestorven verlies weduwe weduwnaar begrafenis uitvaart",
})

// Who cares for somebody grown up is not helped by what is for children.
var (
	kindgroepen = map[string]bool{"kinderen": true, "jongeren": true, "gezinnen": true, "gezinnen-met-een-zorgkind": true}
	volwassenen = stammenVan("moeder vader man vrouw partner echtgenoot echtgenote opa oma schoonmoeder schoonvader ouders tante oom ma pa bejaarde oudere ouderen")
	kinderen    = stammenVan("kind kinderen baby peuter kleuter zoon dochter school broertje zusje jonge jongeren kleinkind")
)

func stammenVan(ws string) map[string]bool {
	m := map[string]bool{}
	for _, w := range woorden(ws) {
		m[stam(w)] = true
	}
	return m
}

func stammenPer(per map[string]string) map[string]map[string]bool {
	m := map[string]map[string]bool{}
	for code, ws := range per {
		m[code] = stammenVan(ws)
	}
	return m
}

// groepen are the doelgroepen of an index, and which of them go with an onderwerp:
// who asks about drinking asks about naasten-verslaving.
type groepen struct {
	codes   []string
	nummers map[string]int32
	bij     [][]weging // by onderwerp: the part of its documents that is for a group
}

func nieuweGroepen() groepen { return groepen{nummers: map[string]int32{}} }

func (g *groepen) neem(code string) int32 {
	nr, ok := g.nummers[code]
	if !ok {
		nr = nummer(len(g.codes))
		g.nummers[code] = nr
		g.codes = append(g.codes, code)
	}
	return nr
}

// leer counts for whom the documents of each onderwerp are.
func (g *groepen) leer(van []kenmerken, onderwerpen [][]vermelding) {
	g.bij = make([][]weging, len(onderwerpen))
	for o, lijst := range onderwerpen {
		telling := make([]float32, len(g.codes))
		for _, v := range lijst {
			for _, nr := range van[v.doc].groepen {
				telling[nr]++
			}
		}
		for nr, n := range telling {
			if n > 0 && nissen[g.codes[nr]] != nil {
				g.bij[o] = append(g.bij[o], weging{int32(nr), n / (float32(len(lijst)) + .3)}) // a single one proves little
			}
		}
	}
}

// passend gives for every doelgroep by how much a document for it alone is
// multiplied, in uit.
func (ix *Index) passend(v *vraag, uit []float32) []float32 {
	uit = uit[:0]
	for _, code := range ix.groepen.codes {
		f := float32(0)
		if woorden := nissen[code]; woorden == nil || v.heeft(woorden) {
			f = 1
		}
		uit = append(uit, f)
	}
	for _, h := range v.begrip.Onderwerpen {
		if h.Verwant {
			continue
		}
		for _, w := range ix.groepen.bij[ix.w.nummer[h.Slug]] {
			uit[w.nr] = max(uit[w.nr], min(h.Sterkte*w.gewicht, 1))
		}
	}
	for nr, code := range ix.groepen.codes {
		if nissen[code] == nil {
			continue
		}
		uit[nr] = nisNietGevraagd + (nisGevraagd-nisNietGevraagd)*uit[nr]
	}
	return uit
}

// past is the factor of one document: of the doelgroep that fits best.
func (ix *Index) past(doc int32, k *kladblok) float32 {
	van := &ix.van[doc]
	if len(van.groepen) == 0 {
		return 1
	}
	f := float32(0)
	for _, nr := range van.groepen {
		f = max(f, k.past[nr])
	}
	if van.kind && k.volwassen {
		f *= kindVoorVolwassene
	}
	return f
}

// voorKinderen reports that a document is for children and for nobody else but who has
// something: "jongeren", "autisme".
func voorKinderen(codes []string) bool {
	kind := false
	for _, c := range codes {
		if nissen[c] == nil {
			return false
		}
		kind = kind || kindgroepen[c]
	}
	return kind
}

// heeft reports whether one of the stems is in the question.
func (v *vraag) heeft(stammen map[string]bool) bool {
	return slices.ContainsFunc(v.stammen, func(g gelezen) bool { return stammen[g.stam] })
}
