package httpx

// The cookies of the sociale kaart. Over https each belongs to this host alone.
const voor, lijst = "voor", "lijst"

// VoorKoekje is the name of the cookie that says "verwijzer": who refers others sees
// more, on pages made for them alone.
func VoorKoekje(tls bool) string { return vanDezeHost(voor, tls) }

// LijstKoekje is the name of the cookie that holds what a visitor picked. It changes
// no page but the list itself.
func LijstKoekje(tls bool) string { return vanDezeHost(lijst, tls) }

func vanDezeHost(naam string, tls bool) string {
	if tls {
		return "__Host-" + naam
	}
	return naam
}
