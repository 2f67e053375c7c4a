package zoeken

// stopwoorden tell nothing about what somebody is looking for.
var stopwoorden = verzameling(`
	aan al alle alles als altijd ander andere anders bij ben bent bin d daar dan dat de der deze die dit doch doe doen
	door dr dus een eens elk elke en er erg even ga gaan gaat geen ge geweest graag haar had heb hebben hebt heeft heel hele hem
	hen het hier hij hoe hun iedereen iemand iets ik in is ja je jij jou jouw jullie kan kom komen komt kon krijg krijgen krijgt
	kun kunnen kunt maar mag me mee meer men met mij mijn mn moest moet moeten mogen na naar niet niets nog nu of om omdat ons onze
	ook op over per reeds s steeds t te tegen tijdens toch toen tot u uit uw van veel voor waar want waren was wat we weer weet wel
	welke werd wezen wie wij wil willen wilt worden wordt zal ze zelf zelfs zich zij zijn zn zo zoals zodat zoek zoeken zonder zou
	hoi hallo z n m terwijl zodra onder zoveel sinds tussen achter vanaf totdat tenzij hoewel alsof behalve ieder sommige
	enkele beide zulke zo'n degene diegene iemands daarom daardoor daarvoor daarmee daarbij daarna daarin daarop daarvan waarmee
	waarvoor waarin waarop waarvan hierbij hiervoor hiermee ermee ervan ervoor erbij erin erover ernaar dus echter trouwens
	inmiddels intussen bovendien tevens slechts
	vor foor mun hep kep mot ut nie effe ff da wa tog egt egte heef hebt wort hoor
	the my i for and with to a an at on do does it he she they you your his her how what who where when can
	ja nie sie jest dla na w z moj moja jak co czy
	ve bir bu icin ile ne mi var ben
	я не для мій моя у в на і та як що де
	في من على انا هل ما هو هي مع`)

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
