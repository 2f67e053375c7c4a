package zoeken

import "testing"

func TestNaam(t *testing.T) {
	lijst := []Onderwerp{{Slug: "respijt-thuis", Naam: "Oppas thuis"}, {Slug: "eigen-ruilkring", Naam: "Ruilkring"}}
	for slug, wil := range map[string]string{
		"respijt-thuis": "Oppas thuis", "eigen-ruilkring": "Ruilkring", "eigen-oude-kring": "oude kring", "samen-eten": "samen eten", "": "",
	} {
		if got := Naam(lijst, slug); got != wil {
			t.Errorf("%s is called %q, want %q", slug, got, wil)
		}
	}
}
