package httpx

// The cookies that change what a public page shows. A visitor who has one gets pages
// made for them alone. Over https each belongs to this host alone.
const voor, lijst = "voor", "lijst"

// VoorKoekje is the name of the cookie that says "verwijzer": who refers others sees
// more.
func VoorKoekje(tls bool) string { return vanDezeHost(voor, tls) }

// LijstKoekje is the name of the cookie that holds what a visitor picked.
func LijstKoekje(tls bool) string { return vanDezeHost(lijst, tls) }

func vanDezeHost(naam string, tls bool) string {
	if tls {
		return "__Host-" + naam
	}
	return naam
}
