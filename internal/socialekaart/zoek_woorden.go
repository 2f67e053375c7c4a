package socialekaart

import (
	"slices"
	"strings"
)

// begrip joins what people say to what the field calls it. naar holds codes of
// kenmerken ("#respijt-thuis") and words of the field.
type begrip struct{ gewoon, naar string }

// begrippen is the start of the table of everyday words: phrases with a
// semicolon between them, and where they lead. A phrase may hold stop words.
var begrippen = []begrip{
	// vervangende mantelzorg
	{"oppas; oppassen; even weg; even eruit; even vrijaf; vrijaf; op adem komen; invaller; vervanger; iemand die erbij blijft; iemand die het overneemt; even overnemen; overneemt; zorg overnemen; aflossen; ontlasten; op iemand passen; niet alleen laten; niet alleen blijven; vrije middag; middagje vrij; even rust; gezelschap en toezicht", "#respijt-thuis #respijt-advies #aanwezigheidszorg #respijt-light respijtzorg vervangende"},
	{"respijt; respijtzorg; vervangende zorg; vervangende mantelzorg; welke opvang", "#respijt-advies #respijt-thuis #logeeropvang #dagopvang"},
	{"vakantie; op vakantie; op reis; weekje weg; week weg", "#vakantie-respijt #logeeropvang #respijt-thuis"},
	{"logeren; uit logeren; weekend weg; weekendje weg; nachtje; nachtje weg; zorghotel; paar dagen weg; tijdelijk opnemen; ergens anders slapen", "#logeeropvang logeerhuis respijthuis kortdurend verblijf"},
	{"dagclub; overdag ergens heen; opvang overdag; dagje weg; dagopvang; dagbesteding; iets te doen overdag; zit de hele dag thuis; verveelt zich", "#dagopvang dagbesteding ontmoetingscentrum"},
	{"zorgboerderij; boerderij; dieren verzorgen; buiten werken", "#zorgboerderij zorgboerderij"},
	{"s nachts; nachtrust; voor de nacht; loopt rond; rondlopen; slaap niet", "#nachtzorg nachtzorg waken"},
	{"spoed; noodgeval; plotseling uitgevallen; lig in het ziekenhuis; direct opname", "#crisis-opname crisis"},
	{"als ik ziek word; als mij iets overkomt; wie zorgt er dan; wie zorgt er als", "#noodplan noodplan"},
	{"doodgaan; sterven; gaat dood; laatste dagen; uitbehandeld; ongeneeslijk; niet meer beter", "#palliatief hospice palliatief"},
	{"uitje; uitjes; dagje uit; eropuit; samen fietsen; iets leuks doen", "#uitstapjes #ontspanning"},

	// informatie en advies
	{"mantelzorger; mantelzorg; voor moeder zorgen; voor mijn moeder zorgen; bijspringen; ik zorg voor; waar kan ik terecht; weet niet waar ik moet beginnen; hulp voor mantelzorgers", "#mantelzorgconsulent mantelzorgconsulent steunpunt"},
	{"gesprek thuis; huisbezoek; keukentafel; gemeente komt langs; gesprek voorbereiden; gesprek met de gemeente", "#keukentafel #clientondersteuning keukentafelgesprek"},
	{"iemand mee naar gesprek; mee naar gesprek; iemand naast mij; iemand die meegaat; help mij met de gemeente", "#clientondersteuning clientondersteuner"},
	{"loket; gemeentehuis; aanvragen zorg; zorg aanvragen; recht op zorg; toestemming voor zorg; indicatie; ciz", "#indicatie #wijkteam indicatie melding"},
	{"verpleeghuis; bejaardenhuis; bejaardentehuis; verzorgingshuis; tehuis; verpleeghuis aanvragen; wachtlijst", "#wonen-zorg #indicatie verpleeghuis"},
	{"papierwerk; papieren; formulieren; formulier; invullen; brief snap ik niet; moeilijke brief; brieven", "#formulierenhulp #administratie #mantelzorgmakelaar mantelzorgmakelaar"},
	{"alles regelen; geregel; regelen; regeldingen; iemand die alles regelt; makelaar", "#mantelzorgmakelaar #administratie mantelzorgmakelaar"},
	{"afgewezen; niet eens; bezwaar; afwijzing; advocaat; recht", "#juridisch bezwaar"},
	{"klacht; klagen; ontevreden; slecht behandeld", "#klacht klachten"},
	{"bankzaken; volmacht; machtiging; pinpas; handtekening; wie beslist; onder curatele; wilsbekwaam", "#levenstestament volmacht bewindvoering"},
	{"computer; internet; digid; inloggen; tablet; laptop; mobiel", "#digitaal computer"},
	{"tolk; vertalen; andere taal; spreekt geen nederlands; turks; turkse; marokkaans; arabisch; pools", "#tolk #migranten"},
	{"uit het ziekenhuis; ontslag uit ziekenhuis; naar huis na ziekenhuis", "#transfer transfer"},
	{"verzekering; polis; wordt het vergoed; vergoed", "#zorgverzekering #vergoeding"},
	{"vergeetachtig; verward; in de war; dement; demente; geheugen; vergeet alles; alzheimer", "#dementie-info #mensen-met-dementie #casemanager dementie"},
	{"vaste persoon; casemanager; hulp na diagnose", "#casemanager casemanager"},
	{"ziek kind; zieke kind; gehandicapt kind; zorgenkind; zorgenkindje; kind met een beperking; gehandicapte zoon; gehandicapte dochter", "#kind-zorg #gezinnen-met-een-zorgkind"},

	// overbelasting en emotionele steun
	{"moe; doodmoe; ik ben op; burn-out; kort lontje; trek het niet; red het niet; te veel; te zwaar; zwaar; kan niet meer; uitgeput; stress; overspannen; opgebrand; volhouden; overbelast; vermoeid; huilen", "#overbelasting #mantelzorgconsulent #cursus-balans overbelasting"},
	{"hart luchten; luisterend oor; verhaal kwijt; iemand om mee te praten; praten; praatje", "#luisterend-oor #lotgenoten luisterlijn"},
	{"praatgroep; mensen zoals ik; praten met anderen; zelfde situatie; ervaringen delen; hetzelfde meemaken; lotgenoten; mensen die het begrijpen", "#lotgenoten lotgenotencontact gespreksgroep"},
	{"zelfmoord; dood willen; wil niet meer leven; ik wil niet meer; niet meer willen leven", "#crisis 113"},
	{"slaan; geslagen; mishandeling; mishandelen; geweld; sla haar; sla hem; geduld kwijt; boos op", "#mishandeling veilig"},
	{"eenzaam; alleen; geen bezoek; gezelschap", "#eenzaamheid #maatje maatje"},
	{"maatje; vriend; samen iets doen; wandelen met", "#maatje maatje"},
	{"overlijden; overleden; leegte; verdriet; gemis; rouw; weduwe; weduwnaar; verlies; gestorven; nazorg", "#rouw #afscheid #nabestaanden"},
	{"geloof; kerk; dominee; pastoor; imam", "#geestelijke-verzorging geestelijk"},
	{"tijd voor mezelf; ontspannen; ontspanning; massage; verwennen", "#ontspanning"},
	{"psychisch; psychische; depressie; depressief; psychose; borderline; schizofrenie; manisch; stemmen horen; opgenomen", "#ggz-naasten #naasten-ggz"},
	{"drinkt; drank; alcohol; drugs; gokken; verslaafd; verslaafde; blowen; verslaving", "#verslaving-naasten #naasten-verslaving"},
	{"kind zorgt mee; mijn moeder is ziek; mijn vader is ziek; mama ziek; papa ziek; mama is ziek; papa is ziek; zieke moeder; zieke broer; zieke zus; zieke vader; scholier; schaam me; jonge mantelzorger", "#jonge-mantelzorg #jonge-mantelzorgers"},
	{"broertje; zusje; alle aandacht; brussen", "#brussen #jonge-mantelzorg"},
	{"studie; student; studievertraging; opleiding", "#studie studie"},
	{"beroerte; hersenbloeding; herseninfarct; cva; hersenletsel; nah", "#nah #hersenletsel hersenletsel"},
	{"trillen; beven; parkinson", "#parkinson #mensen-met-parkinson"},
	{"chemo; tumor; kanker", "#kanker #mensen-met-kanker"},
	{"autist; autistisch; autisme; asperger", "#autisme"},
	{"familie helpt niet; ruzie; sta er alleen voor; taken verdelen; broer doet niks", "#netwerk netwerkberaad"},
	{"seks; huwelijk; relatieproblemen; intimiteit", "#relatie relatie"},

	// educatie
	{"nee zeggen; schuldgevoel; leren volhouden; grenzen stellen", "#cursus-balans balans"},
	{"leren omgaan; hoe reageer ik; achterdochtig; cursus dementie", "#cursus-dementie cursus"},
	{"leren tillen; tilcursus; tillen; zware rug", "#cursus-tillen #tillift"},
	{"leren verzorgen; hoe moet ik wassen; katheter; spuiten; sonde", "#cursus-verzorgen"},
	{"cursus; training; leren", "#cursus cursus training"},

	// praktische hulp
	{"poetshulp; poetsen; schoonmaak; schoonmaken; huishouden; hulp in huis; stofzuigen; werkster", "#huishoudelijke-hulp huishoudelijke"},
	{"wassen; steunkousen; douchen; aankleden; wijkzuster; zuster; injectie; wond; thuiszorg", "#wijkverpleging wijkverpleging"},
	{"buurhulp; buren; burenhulp; buurman; buurvrouw; iemand in de buurt", "#buurthulp #maatje"},
	{"eten aan huis; eten brengen; warm eten; maaltijd; kan niet koken; koken", "#maaltijden maaltijdservice"},
	{"samen eten; niet alleen eten; eettafel", "#eettafel eettafel"},
	{"taxi; vervoer; valys; ophalen; brengen en halen; geen auto; busje; wie brengt mij; rijden", "#vervoer #ziekenvervoer vervoer"},
	{"naar het ziekenhuis; ziekenhuis; mee naar de dokter; specialist", "#ziekenvervoer ziekenhuisbezoek"},
	{"boodschappen; supermarkt; winkelen", "#boodschappen"},
	{"klusje; klusjes; klussen; klusjesman; lamp ophangen; repareren; reparatie; kapot", "#klussen klussendienst"},
	{"tuin; gras maaien; onkruid; heg; tuinman", "#tuin"},
	{"hond; kat; huisdier; hond uitlaten", "#dieren"},
	{"was; strijken; wassen van kleren; vuile was", "#was"},
	{"kapper; nagels; voeten; pedicure", "#persoonlijk"},

	// materiele hulp
	{"traplift; trap niet meer op; stoeltjeslift; trap lopen", "#traplift #woningaanpassing woningaanpassing"},
	{"huis aanpassen; verbouwen; beugels; badkamer; drempels; douche", "#woningaanpassing woningaanpassing"},
	{"alarmknop; noodknop; alarm; knop om de nek; valt vaak; gevallen", "#alarmering personenalarmering"},
	{"vallen; valt; struikelen; veilig in huis", "#woonveiligheid valpreventie"},
	{"verdwaalt; verdwalen; loopt weg; weglopen; dwalen; kwijtraken", "#gps #vermissing"},
	{"spullen lenen; krukken; bed in de woonkamer; rollator; rolstoel lenen; lenen", "#hulpmiddelen #rolstoel uitleen"},
	{"luiers; plassen; incontinent; urine; nat bed", "#incontinentie"},
	{"tuinhuis; kangoeroewoning; unit; huisje in de tuin; bij mij wonen; inwonen; mantelzorgwoning", "#mantelzorgwoning mantelzorgwoning"},
	{"voorrang huis; urgentie; verhuizen; huis leeghalen; kleiner wonen", "#verhuizing urgentie"},
	{"parkeren; parkeerplek; invalidenkaart; invalidekaart; parkeerkaart; parkeervergunning; gehandicaptenkaart", "#parkeerkaart parkeren"},

	// financiele regelingen en werk
	{"compliment; bedankje; bon; cadeaubon; extraatje; beloning; waardering; geld voor mantelzorgers", "#mantelzorgcompliment #waardering waardering"},
	{"bewijs; briefje; verklaring", "#mantelzorgconsulent verklaring mantelzorgverklaring"},
	{"vrij van werk; vrij krijgen; vrij nemen; zorgverlof; verlof; baas; werkgever; minder werken; werk", "#werk-mantelzorg #werkende-mantelzorgers zorgverlof"},
	{"niet solliciteren; vrijstelling; bijstand; uitkering; ww", "#uitkering vrijstelling"},
	{"gekort; samenwonen; kostendelersnorm", "#aow #uitkering kostendelersnorm"},
	{"zelf hulp inhuren; pgb; persoonsgebonden; zelf zorg inkopen; betaald worden", "#pgb pgb"},
	{"rekening cak; cak; eigen bijdrage; wat kost", "#eigen-bijdrage bijdrage"},
	{"belasting; aangifte; aftrekken; belasting terug", "#belasting"},
	{"toeslag; toeslagen; kinderbijslag; extra geld", "#toeslagen toeslag"},
	{"schuld; schulden; deurwaarder; rood staan; geldzorgen; geldproblemen", "#schuld schuldhulp"},
	{"arm; armoede; weinig geld; rondkomen; geen geld; kan het niet betalen; voedselbank", "#armoede #bijzondere-bijstand"},
	{"extra kosten; kapotte wasmachine; bijzondere bijstand", "#bijzondere-bijstand"},
	{"benzine; benzinegeld; reisgeld; reiskosten", "#reiskosten reiskosten"},
}

// alledaags are the stems of words that are in nearly every question of a carer
// and so hardly tell what is asked.
var alledaags = func() map[string]bool {
	m := map[string]bool{}
	for w := range verzameling(`hulp helpen help zorg zorgen mantelzorg mantelzorger mantelzorgers moeder vader man vrouw partner zoon dochter kind ouder ouders
		opa oma broer zus familie mensen thuis huis dag week vraag gemeente goed nieuwe mama papa ma pa tante oom vriend buurvrouw buurman`) {
		m[stam(w)] = true
	}
	return m
}()

type zin struct {
	stammen []string
	termen  []alternatief
}

// zinnen are the phrases of the table by their first stem.
var zinnen = func() map[string][]zin {
	m := map[string][]zin{}
	for _, b := range begrippen {
		var termen []alternatief
		for _, t := range strings.Fields(b.naar) {
			if !strings.HasPrefix(t, "#") {
				t = stam(t)
			}
			termen = append(termen, alternatief{t, gewichtVakterm})
		}
		for _, gewoon := range strings.Split(b.gewoon, ";") {
			st := stammen(woorden(gewoon))
			m[st[0]] = append(m[st[0]], zin{st, termen})
		}
	}
	return m
}()

// gewoneWoorden are the words of the table, for spelling.
var gewoneWoorden = func() (uit []struct{ stam, vorm string }) {
	for _, b := range begrippen {
		for _, w := range woorden(b.gewoon) {
			uit = append(uit, struct{ stam, vorm string }{stam(w), w})
		}
	}
	return uit
}()

// begrepen gives, for every everyday phrase in a question, the terms of the field.
func begrepen(vraag []string) [][]alternatief {
	var uit [][]alternatief
	gehad := map[*alternatief]bool{} // the same entry by two phrases counts once
	for i, st := range vraag {
		for _, z := range zinnen[st] {
			eind := i + len(z.stammen)
			if eind <= len(vraag) && slices.Equal(vraag[i:eind], z.stammen) && !gehad[&z.termen[0]] {
				gehad[&z.termen[0]] = true
				uit = append(uit, z.termen)
			}
		}
	}
	return uit
}
