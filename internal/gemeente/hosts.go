package gemeente

import (
	"net/netip"
	"strings"

	"golang.org/x/net/idna"
)

// naarASCII is what a browser does (UTS 46), and refuses what DNS cannot have.
var naarASCII = idna.New(idna.MapForLookup(), idna.BidiRule(), idna.StrictDomainName(true), idna.VerifyDNSLength(true))

// leesHost brings a typed host name into the form in which a browser sends it:
// lower case, letters outside ASCII as punycode (RFC 5891). zin says what is wrong.
func leesHost(s string) (host, zin string) {
	s = strings.TrimSuffix(strings.ToLower(strings.TrimSpace(s)), ".")
	switch {
	case s == "":
		return "", "Vul een adres in, zoals mantelzorg.gemeente.nl."
	case strings.Contains(s, "/"):
		return "", "Vul alleen de naam in, zonder https:// ervoor en zonder / erin. Bijvoorbeeld: mantelzorg.gemeente.nl."
	case strings.Contains(s, ":"):
		return "", "Vul de naam in zonder poort, dus zonder dubbele punt."
	}
	host, err := naarASCII.ToASCII(s)
	if err != nil {
		return "", "Dit is geen adres van een website. Gebruik letters, cijfers, streepjes en punten."
	}
	if host == "localhost" || strings.HasSuffix(host, ".localhost") {
		return "", "Dit adres werkt alleen op de computer zelf, en daar vanzelf al. Vul het adres in dat bezoekers gebruiken."
	}
	laatste := host[strings.LastIndex(host, ".")+1:]
	if _, err := netip.ParseAddr(host); err == nil || strings.Trim(laatste, "0123456789") == "" {
		return "", "Vul een naam in, geen IP-adres."
	}
	if laatste == host {
		return "", "In het adres van een website staat een punt, zoals in mantelzorg.gemeente.nl."
	}
	return host, ""
}

// leesbaar shows a host name as people write it.
func leesbaar(host string) string {
	if s, err := idna.Display.ToUnicode(host); err == nil {
		return s
	}
	return host
}
