package tonen

import (
	"net/http"
	"strings"
	"testing"
	"unicode/utf8"

	"mantelpunt/internal/socialekaart"
	"mantelpunt/internal/socialekaart/proef"
	"mantelpunt/internal/toegang"
)

// ontvouwen reads a contact as an address book does: lines joined again, by name.
func ontvouwen(t *testing.T, kaart string) map[string]string {
	t.Helper()
	for _, regel := range strings.Split(kaart, "\r\n") {
		if len(regel) > 75 || strings.ContainsAny(regel, "\r\n") || !utf8.ValidString(regel) {
			t.Fatalf("a line that cannot be: %q", regel)
		}
	}
	uit := map[string]string{}
	for _, regel := range strings.Split(strings.TrimSuffix(strings.ReplaceAll(kaart, "\r\n ", ""), "\r\n"), "\r\n") {
		naam, waarde, ok := strings.Cut(regel, ":")
		if !ok || naam == "" || strings.Trim(strings.TrimLeft(naam, "ABCDEFGHIJKLMNOPQRSTUVWXYZ"), ";=,ABCDEFGHIJKLMNOPQRSTUVWXYZ") != "" {
			t.Fatalf("no property: %q", regel)
		}
		uit[naam] = waarde
	}
	return uit
}

func TestContact(t *testing.T) {
	in := compleet()
	in.Inhoud.Samenvatting = "Dag; nacht, en \\ meer\nmet een regel, die zo lang is dat zij niet op één regel past – écht niet."
	s := nieuweSite(t, in)
	w := s.Verzoek(toegang.Persoon{}, http.MethodGet, "/aanbod/logeerhuis-de-linde/contact.vcf", nil)
	if w.Code != http.StatusOK || w.Header().Get("Content-Type") != "text/vcard; charset=utf-8" || w.Header().Get("Content-Disposition") != `attachment; filename="logeerhuis-de-linde.vcf"` {
		t.Fatalf("%d %v", w.Code, w.Header())
	}
	kaart := ontvouwen(t, w.Body.String())
	for naam, want := range map[string]string{
		"BEGIN": "VCARD", "VERSION": "3.0", "FN": "Logeerhuis De Linde", "N": "Logeerhuis De Linde;;;;", "ORG": "Thuis in Proefstad",
		"TEL;TYPE=WORK,VOICE": "0599-00 04 56", "TEL;TYPE=CELL": "06-00 00 12 34", "URL": "https://www.thuis.example",
		"ADR;TYPE=WORK": ";De Linde;Lindelaan 12;Oosterwijk;;7995 PR;", "END": "VCARD",
	} {
		if kaart[naam] != want {
			t.Errorf("%s: %q, want %q", naam, kaart[naam], want)
		}
	}
	if want := `Dag\; nacht\, en \\ meer\nmet een regel\, die zo lang is dat zij niet op één regel past – écht niet.\n`; !strings.HasPrefix(kaart["NOTE"], want) {
		t.Errorf("%q", kaart["NOTE"])
	}
}

// Nothing that anybody types can begin a property of its own.
func FuzzContact(f *testing.F) {
	f.Add("Naam", "0599-00 04 56\r\nTEL:112", "a@b.example")
	f.Add("een;twee,drie\\vier\n", "\x00\x7f", "\xff\r")
	f.Add(strings.Repeat("é", 200), "", "")
	f.Add("", "", "%90?\x8c\xc1")
	f.Fuzz(func(t *testing.T, naam, telefoon, email string) {
		a := socialekaart.Aanbod{Organisatie: socialekaart.Organisatie{Naam: naam}, Inhoud: socialekaart.Inhoud{Naam: naam, Samenvatting: naam + "\n" + telefoon,
			Contact: socialekaart.Contact{Telefoon: telefoon, Email: email, Website: "https://" + email}, Locaties: []socialekaart.Locatie{{Adres: naam, Plaats: email}}}}
		for naam := range ontvouwen(t, vcard(a, "https://a.example/aanbod/x")) {
			switch naam {
			case "BEGIN", "VERSION", "N", "FN", "ORG", "TEL;TYPE=WORK,VOICE", "TEL;TYPE=CELL", "EMAIL;TYPE=INTERNET", "URL", "ADR;TYPE=WORK", "NOTE", "UID", "END":
			default:
				t.Errorf("%q", naam)
			}
		}
	})
}

func TestFoldingKeepsLettersWhole(t *testing.T) {
	for _, s := range []string{"", "kort", strings.Repeat("a", 75), strings.Repeat("a", 76), strings.Repeat("€", 100), strings.Repeat("a", 74) + "€" + strings.Repeat("b", 80)} {
		if got := ontvouwen(t, gevouwen("NOTE:"+s))["NOTE"]; got != s {
			t.Errorf("%q", got)
		}
	}
	if proef.Logeerhuis().Slug == "" {
		t.Error("a file needs a name")
	}
}
