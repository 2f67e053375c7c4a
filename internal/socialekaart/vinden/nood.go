package vinden

import "mantelpunt/internal/zoeken"

// noodlijn is a national line for who cannot wait, above everything else.
type noodlijn struct {
	onderwerp string // slug by which it is recognised
	nummer    string
}

// noodlijnen are 113 Zelfmoordpreventie (113.nl) and Veilig Thuis (veiligthuis.nl), both
// free and open day and night; checked on 23 November 2026 against the national pages of
// the informatiepunt.
var noodlijnen = []noodlijn{{"crisis", "113"}, {"mishandeling", "0800 2000"}}

// zeker is how strongly a question must be about it. Too often is better than too late.
const zeker = 0.5

// noodVan finds the line that a question asks for, nil for nearly every question.
func noodVan(b zoeken.Begrip) *noodlijn {
	for _, o := range b.Onderwerpen {
		for i, n := range noodlijnen {
			if o.Slug == n.onderwerp && !o.Verwant && o.Sterkte >= zeker {
				return &noodlijnen[i]
			}
		}
	}
	return nil
}
