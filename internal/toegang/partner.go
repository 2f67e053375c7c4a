package toegang

// Bereik is something that a partner with a key may do by machine.
type Bereik string

// The one thing that partners do today.
const VerklaringControleren Bereik = "verklaring controleren"

// Bereiken are all of them, for the page that makes keys.
func Bereiken() []Bereik { return []Bereik{VerklaringControleren} }
