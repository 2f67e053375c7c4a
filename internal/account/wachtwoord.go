package account

import (
	"fmt"
	"net/http"
	"strings"
	"sync"
	"unicode/utf8"

	"mantelpunt/internal/account/factor"
	"mantelpunt/internal/fault"
	"mantelpunt/web"
)

// lijst is the list of passwords that nobody may choose.
var lijst = sync.OnceValues(func() (factor.Lijst, error) {
	r, err := web.Wachtwoordenlijst()
	if err != nil {
		return factor.Lijst{}, err
	}
	defer r.Close()
	return factor.LeesLijst(r)
})

// nieuwWachtwoord checks a password that is chosen and gives what to store. eigen
// is what others know of the person. It is stored as it was typed, spaces and all; only
// the two ways to write one letter become one (factor).
func nieuwWachtwoord(wachtwoord string, eigen ...string) (string, error) {
	if !utf8.ValidString(wachtwoord) || strings.ContainsRune(wachtwoord, 0) {
		return "", fault.Met(fault.Invalid, "In dit wachtwoord staan tekens die niet kunnen. Typ het met letters, cijfers, spaties en leestekens.")
	}
	l, err := lijst()
	if err != nil {
		return "", err
	}
	if zin := bezwaarzin(l.Beoordeel(wachtwoord, append(eigen, "Mantelpunt")...)); zin != "" {
		return "", fault.Met(fault.Invalid, zin)
	}
	return factor.Versleutel(wachtwoord), nil
}

// getypt gives the password in a field of a form that was read, exactly as it was
// typed: what [httpx.Formulier] gives is cleaned, to be stored and shown, and a
// password is neither.
func getypt(r *http.Request, veld string) string {
	if !r.PostForm.Has(veld) {
		return "" // never from the address
	}
	return r.Form.Get(veld)
}

func bezwaarzin(b factor.Bezwaar) string {
	switch b {
	case factor.TeKort:
		return fmt.Sprintf("Het wachtwoord moet minstens %d tekens hebben.", factor.MinWachtwoord)
	case factor.TeLang:
		return fmt.Sprintf("Het wachtwoord mag hoogstens %d tekens hebben.", factor.MaxWachtwoord)
	case factor.Veelgebruikt:
		return "Dit wachtwoord lijkt op een wachtwoord dat veel mensen gebruiken. Kies bijvoorbeeld vier woorden die niets met elkaar te maken hebben."
	case factor.Eigen:
		return "In dit wachtwoord staat te veel wat anderen van u weten, zoals uw naam of uw gemeente. Kies bijvoorbeeld vier woorden die niets met elkaar te maken hebben."
	}
	return ""
}
