package zoeken

// nis are the doelgroepen that are only for some, with the words by which a
// question says that it is about them.
var nis = func() map[string]map[string]bool {
	m := map[string]map[string]bool{}
	for code, ws := range map[string]string{
		"jonge-mantelzorgers":       "jong jonge jongere jongeren school huiswerk klas mentor puber tiener broertje zusje jmz mama papa mam pap scholier leerling klasgenoten vriendinnen",
		"jongeren":                  "jong jonge jongere jongeren puber tiener school",
		"kinderen":                  "kind kinderen kindje baby peuter kleuter zoontje dochtertje zoon dochter school",
		"gezinnen":                  "gezin gezinnen kind kinderen kindje baby peuter kleuter opvoeden zoon dochter ouders",
		"gezinnen-met-een-zorgkind": "kind kinderen kindje zorgkind zorgenkind baby peuter kleuter zoon dochter zoontje dochtertje ouders gehandicapt",
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
		"ongeneeslijk-zieken":       "ongeneeslijk sterven doodgaan dood palliatief terminaal terminale hospice uitbehandeld laatste",
		"naasten-ggz":               "psychisch psychische ggz psychose psychotisch depressie depressief borderline schizofrenie bipolair manisch kopp stemmen",
		"naasten-verslaving":        "verslaafd verslaving verslaafde drank drinkt alcohol drugs blowt gokken",
		"nabestaanden":              "overleden overlijden rouw dood gestorven verlies weduwe weduwnaar begrafenis uitvaart",
	} {
		m[code] = map[string]bool{}
		for w := range verzameling(ws) {
			m[code][stam(w)] = true
		}
	}
	return m
}()

// kindnis are the doelgroepen around a child; volwassen are words for somebody
// who is none.
var (
	kindnis   = verzameling("kinderen jongeren gezinnen")
	volwassen = func() map[string]bool {
		m := map[string]bool{}
		for w := range verzameling("moeder vader man vrouw partner echtgenoot echtgenote opa oma schoonmoeder schoonvader ouders tante oom ma pa bejaarde oudere ouderen") {
			m[stam(w)] = true
		}
		return m
	}()
	kindwoord = func() map[string]bool {
		m := map[string]bool{}
		for w := range verzameling("kind kinderen kindje baby peuter kleuter zoon dochter zoontje dochtertje school broertje zusje jonge jongeren kleinkind") {
			m[stam(w)] = true
		}
		return m
	}()
)

// passend gives for every doelgroep how well it fits the question.
func (ix *Index) passend(v *vraag) func(groepen []string) float32 {
	over := map[string]float32{}
	heeftVolw, heeftKind := false, false
	for _, s := range v.stammen {
		heeftVolw = heeftVolw || volwassen[s.stam]
		heeftKind = heeftKind || kindwoord[s.stam]
		for g, ws := range nis {
			if ws[s.stam] {
				over[g] = 1
			}
		}
	}
	for _, h := range v.begrip.Onderwerpen {
		if h.Verwant {
			continue
		}
		for g, p := range ix.groepBij[ix.w.nummer[h.Slug]] {
			over[g] = max(over[g], min(1, min(h.Sterkte, 1)*p*knop.Evoke))
		}
	}
	return func(groepen []string) float32 {
		if len(groepen) == 0 {
			return 1
		}
		best := float32(0)
		for _, g := range groepen {
			f := float32(1)
			if nis[g] != nil {
				e := over[g]
				f = knop.Dem + (1+knop.GroupBoost-knop.Dem)*e
				if heeftVolw && !heeftKind && (g == "kinderen" || g == "jongeren" || g == "gezinnen" || g == "gezinnen-met-een-zorgkind") {
					f *= knop.Conf
				}
			}
			best = max(best, f)
		}
		return best
	}
}
