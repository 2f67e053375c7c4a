package zoeken

func ZetKnop(f func(*Knop)) { f(&knop) }
func HaalKnop() Knop        { return knop }
