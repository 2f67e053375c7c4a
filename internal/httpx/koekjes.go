package httpx

// The cookies that change what a public page shows. A visitor who has one gets pages
// made for them alone.
const (
	VoorKoekje = "voor" // "verwijzer": who refers others sees more
	lijst      = "lijst"
)

// LijstKoekje is the name of the cookie that holds what a visitor picked; over https
// it belongs to this host alone.
func LijstKoekje(tls bool) string {
	if tls {
		return "__Host-" + lijst
	}
	return lijst
}
