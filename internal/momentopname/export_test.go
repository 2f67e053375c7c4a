package momentopname

import "time"

// Generatie is the newest generation that is known of a gemeente.
func (w *Wachter) Generatie(id int) int64 { return w.Generaties()[id] }

// Zet has a generation heard of.
func (w *Wachter) Zet(id int, gen int64) { w.zet(id, gen) }

// VergeetFout lets loading be tried again at once after a failure.
func (v *Voorraad[T]) VergeetFout(id int) { v.per[id].gefaald = time.Now().Add(-time.Second) }
