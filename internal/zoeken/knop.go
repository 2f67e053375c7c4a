package zoeken

type Knop struct {
	Zwak, ExpW, ExpMin, RelW, Dem, SpellW, PartAnd, Part, Joined, TopicField, Lang, Topic, Soft, SoftMin, K1, B, TopicIDF, Uni, Evoke, GroupBoost, Conf, Compl, ProfText, Prof, Cover, PartTopic, RelMin, FirstDoc, Onb, OnbNergens, Duur float32
	ExpMax                                                                                                                                                                                                                                int
}

var knop = Knop{Zwak: .4, ExpW: .8, ExpMin: .12, RelW: .45, Dem: .7, SpellW: .8, PartAnd: .8, Part: .3, Joined: .8, TopicField: 1, Lang: .15, ExpMax: 6,
	K1: 1.2, B: .4, Topic: 0, SoftMin: 1, Evoke: 1, GroupBoost: 0, Conf: 1, RelMin: .3, Onb: .5, OnbNergens: 0, Duur: 2.6}
