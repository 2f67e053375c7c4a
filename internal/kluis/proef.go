package kluis

// proefnemer is a test; package testing stays out of the program.
type proefnemer interface {
	Helper()
	Fatal(...any)
}

// Proef gives a kluis with one new key, for a test.
func Proef(t proefnemer) *Kluis {
	t.Helper()
	k, err := Nieuw(ProefSleutel(t))
	if err != nil {
		t.Fatal(err)
	}
	return k
}

// ProefSleutel gives a new key as in SLEUTELS, for a test.
func ProefSleutel(t proefnemer) string {
	t.Helper()
	s, err := Maak("proef")
	if err != nil {
		t.Fatal(err)
	}
	return s
}
