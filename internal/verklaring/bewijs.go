package verklaring

import "time"

// Bewijs is what the QR code of a verklaring proves without a connection: its payload
// as JWS (RFC 7515), behind the # of the address, which no browser sends. It holds no
// more than a check tells, and it is short, since the code must be read from a bad
// copy. Which gemeente it is says the address before it; whether the verklaring was
// withdrawn it cannot say.
type Bewijs struct {
	Kenmerk   string   `json:"ken"`
	Initialen string   `json:"ini"`
	Van       string   `json:"van"`            // 2006-01-02
	Tot       string   `json:"tot"`            // last day of the purpose that lasts longest
	Doelen    []string `json:"doel,omitempty"` // codes, with a space and the last day where that is not Tot; none when they do not fit
}

// Bewijs gives the proof of a verklaring.
func (v Verklaring) Bewijs() Bewijs {
	b := Bewijs{Kenmerk: v.Kenmerk, Initialen: v.Initialen(), Van: v.GeldigVan.Format(time.DateOnly), Tot: v.GeldigTot.Format(time.DateOnly)}
	for _, d := range v.Doelen {
		doel := d.Code
		if !d.Tot.Equal(v.GeldigTot) {
			doel += " " + d.Tot.Format(time.DateOnly)
		}
		b.Doelen = append(b.Doelen, doel)
	}
	return b
}
