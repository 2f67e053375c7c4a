package zoeken

import (
	"math"
	"slices"
	"strings"
)

// zin is a phrase of an onderwerp: its stems without stop words, or, when there
// is nothing but stop words ("ik kan niet meer"), the words as they stand.
type zin struct {
	onderwerp  int32
	stammen    []string
	letterlijk string
	totaal     float32 // idf of all stems
	vak        bool
}

// Woordenboek is the onderwerpen made ready for searching. It is never changed,
// and all indexes of a gemeente share it.
type Woordenboek struct {
	onderwerpen []Onderwerp
	nummer      map[string]int32 // by slug
	zinnen      []zin
	bij         map[string][]int32 // stem: the phrases that have it
	letterlijk  []int32            // the phrases of stop words
	idf         map[string]float32 // of a stem, over onderwerpen
	onbekend    float32            // idf of a stem that no onderwerp has
	vormen      map[string]bool    // the words as they are written
	spelling    spellijst
	verwant     [][]int32
	vaktermen   [][]vakterm
	profiel     map[string][]weging
}

type vakterm struct {
	tekst   string
	stammen []string
}

type weging struct {
	onderwerp int32
	gewicht   float32
}

// NieuwWoordenboek makes onderwerpen ready.
func NieuwWoordenboek(lijst []Onderwerp) *Woordenboek {
	w := &Woordenboek{onderwerpen: slices.Clone(lijst), nummer: map[string]int32{}, bij: map[string][]int32{}, idf: map[string]float32{},
		vormen: map[string]bool{}}
	for i, o := range w.onderwerpen {
		w.nummer[o.Slug] = int32(i)
	}
	bij := map[string]map[int32]bool{}
	neem := func(i int, tekst string, vak bool) {
		ws := woorden(tekst)
		z := zin{onderwerp: int32(i), stammen: inhoud(ws), vak: vak}
		if len(z.stammen) == 0 || len(z.stammen) == 1 && len(ws) >= 3 && (vak || zwak[z.stammen[0]]) {
			z.stammen, z.letterlijk = nil, strings.Join(ws, " ")
		}
		nr := int32(len(w.zinnen))
		w.zinnen = append(w.zinnen, z)
		if z.letterlijk != "" {
			w.letterlijk = append(w.letterlijk, nr)
		}
		for _, s := range z.stammen {
			w.bij[s] = append(w.bij[s], nr)
			if bij[s] == nil {
				bij[s] = map[int32]bool{}
			}
			bij[s][int32(i)] = true
		}
		for _, x := range ws {
			w.vormen[x] = true
		}
	}
	w.vaktermen = make([][]vakterm, len(lijst))
	w.verwant = make([][]int32, len(lijst))
	for i, o := range w.onderwerpen {
		neem(i, o.Naam, true)
		for _, t := range o.Vaktermen {
			neem(i, t, true)
			w.vaktermen[i] = append(w.vaktermen[i], vakterm{t, inhoud(woorden(t))})
		}
		for _, t := range o.GewoneWoorden {
			neem(i, t, false)
		}
		for _, taal := range o.Talen {
			for _, t := range taal {
				neem(i, t, false)
			}
		}
		for _, v := range o.Verwant {
			if nr, ok := w.nummer[v]; ok {
				w.verwant[i] = append(w.verwant[i], nr)
			}
		}
	}
	n := float64(len(lijst))
	for s, m := range bij {
		d := float64(len(m))
		w.idf[s] = float32(math.Log(1 + (n-d+.5)/(d+.5)))
	}
	w.onbekend = float32(math.Log(1+(n+.5)/.5)) / 2
	for i := range w.zinnen {
		for _, s := range w.zinnen[i].stammen {
			w.zinnen[i].totaal += w.gewicht(s)
		}
	}
	for x := range w.vormen {
		w.spelling.neem(x, 1)
	}
	return w
}

// gewicht is how much a stem says about which onderwerp is meant.
func (w *Woordenboek) gewicht(stam string) float32 {
	g, ok := w.idf[stam]
	if !ok {
		g = w.onbekend * knop.Onb
	}
	if zwak[stam] {
		g *= knop.Zwak
	}
	return g
}

// inhoud gives the stems of words without the stop words, each once.
func inhoud(ws []string) []string {
	var uit []string
	for _, x := range ws {
		if s := stam(x); !stopwoorden[x] && !slices.Contains(uit, s) {
			uit = append(uit, s)
		}
	}
	return uit
}

// zwak are the stems of words that carry little here: nearly everybody types them.
var zwak = func() map[string]bool {
	m := map[string]bool{}
	for w := range verzameling(`moeder vader ma pa mama papa mam pap moeders vaders ouders ouder man vrouw partner echtgenoot echtgenote zoon
		dochter broer zus broertje zusje oma opa tante oom schoonmoeder schoonvader kind kinderen familie mens mensen iemand persoon
		mevrouw meneer oude helpen hulp help zorg zorgen zorgt doen doe maken heeft gemeente dag keer week tijd nodig regelen
		zit zitten staan staat sta lig ligt liggen loop loopt lopen zeg zegt zeggen zei vind vindt vinden denk denkt denken weet weten laat laten blijf
		blijft blijven begin begint beginnen probeer proberen neem neemt nemen geef geeft geven zet zetten hou houd houdt houden kijk kijkt
		kijken hoor hoort horen voel voelt voelen lijkt lijken heet gebeurt gebeuren gebeurd gebruik gebruiken vraag vraagt vragen maak maakt
		gemaakt gedaan gezegd gekregen gehad gegaan gekomen gegeven gevraagd goed goede slecht slechte groot grote klein kleine nieuw nieuwe oud lang lange kort
		laat vroeg eigen zelfde beter best beste erger mogelijk leuk fijn mooi raar gewoon normaal echt helemaal bijna soms vaak nooit ooit
		pas net eigenlijk misschien juist gelukkig natuurlijk vooral terug jaar jaren maand maanden uur uren minuut vandaag morgen gisteren nacht
		ding dingen manier leven anderen mezelf mijzelf hemzelf haarzelf elkaar samen binnenkort straks daarna dan ineens opeens
		snap snapt begrijp begrijpt ken kent woon woont wonen bezig klaar vol paar hoeveel hoelang waarom wanneer
		iedere enige beetje lijken lukt lukken gelukt durf durft kwam kwamen ging gingen deed deden
		zouden zullen bestaat bestaan beschikbaar krijg heb wilde moest mocht kon konden informatie info tips advies vragen mogelijkheden mogelijkheid`) {
		m[stam(w)] = true
	}
	return m
}()

// Voorstel proposes at most n onderwerpen for an offer that is being written.
func (w *Woordenboek) Voorstel(d Document, n int) []string { return nil }
