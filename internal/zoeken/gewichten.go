package zoeken

// What counts how much. The values were measured on all questions of testdata; near
// these values the figures hardly move.
const (
	// BM25F: a word that comes back says less each time, a long text says less.
	verzadiging float32 = 1
	lengtedeel  float32 = .4
	halfDeel    float32 = .5 // part of a compound in a text

	// What a typed word can stand for. The word itself is 1.
	gewichtSpelling float32 = .7
	volgendeGok     float32 = .7 // of the guess before it
	gewichtSamen    float32 = .8
	gewichtDelen    float32 = .9 // all parts of a compound in one text
	gewichtDeel     float32 = .3 // one of them
	gewichtBij      float32 = .3 // an onderwerp that has the word among its words
	gewichtZwak     float32 = .6 // of a word that nearly everybody types

	// Onderwerpen.
	gewichtOnderwerp float32 = 3.2
	gewichtVakterm   float32 = 1
	gewichtTweede    float32 = .5  // an offer's second and third onderwerp
	eigenMacht       float32 = .25 // of how much a word is an onderwerp's own
	perWoordMeer     float32 = .3  // a longer phrase is surer
	zonderStop       float32 = .7  // what a phrase counts less without its stop words: "niet alleen"
	metAlleStop      float32 = 1.3 // and more with all of them
	onbekend         float32 = .3  // a word that no onderwerp has, of the rarest that one has
	gewichtLos       float32 = .35 // words of an onderwerp beside a phrase of it
	alleenLos        float32 = .35 // words without a phrase
	deelZinnen       float32 = .5  // of that, beside how much a question as a whole is like a phrase
	letterlijkSterk  float32 = .8  // a phrase of stop words
	letterlijkRuim   float32 = .64 // the same with a word in between
	minSterkte       float32 = .18
	minVoorVerwant   float32 = .4
	gewichtVerwant   float32 = .2
	maxHerkend               = 8

	// How much a question is like a phrase.
	stopWoord   float32 = .6
	paarWoord   float32 = 1.1 // two words side by side
	paarStop    float32 = .15 // two stop words
	gelijkMacht float32 = 2.5 // how much the phrases that are most alike count for more
	minGelijk   float32 = .05
	minIdf      float32 = 1 // of words that are compared

	// Documents of the same kind as the best ones.
	gewichtSoortgelijk float32 = .2
	soortgelijkVerwant float32 = .75
	besteVoorSoort             = 3

	onderscheidend float32 = .1 // a result scores at least this part of the best one

	// Doelgroepen that are only for some.
	nisNietGevraagd    float32 = .65
	nisGevraagd        float32 = 1.1
	kindVoorVolwassene float32 = .8
)
