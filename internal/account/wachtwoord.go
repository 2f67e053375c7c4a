package account

import (
	"fmt"
	"sync"

	"mantelpunt/internal/account/factor"
	"mantelpunt/internal/fault"
	"mantelpunt/internal/httpx"
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
// is what others know of the person. It is cleaned as a form is, so that the same
// keys always make the same password.
func nieuwWachtwoord(wachtwoord string, eigen ...string) (string, error) {
	wachtwoord = httpx.Schoon(wachtwoord)
	l, err := lijst()
	if err != nil {
		return "", err
	}
	if zin := bezwaarzin(l.Beoordeel(wachtwoord, append(eigen, "Mantelpunt")...)); zin != "" {
		return "", fault.Met(fault.Invalid, zin)
	}
	return factor.Versleutel(wachtwoord), nil
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
