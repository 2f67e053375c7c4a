package momentopname

import (
	"math"
	"time"
)

// Stand is of when a value is, or what was made of it.
type Stand struct {
	Generatie int64
	Sinds     time.Time // the last moment at which it was known to be the newest: now, or a while ago when the database is away or the newest cannot be loaded
	Nieuwst   bool      // no newer generation is known
}

// Met is of when something is that another value is seen in as well: one that may be
// behind, or away.
func (s Stand) Met(t Stand) Stand {
	return Stand{s.Generatie<<32 | t.Generatie&math.MaxUint32, s.Sinds, s.Nieuwst && t.Nieuwst}
}
