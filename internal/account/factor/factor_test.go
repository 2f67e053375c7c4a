package factor_test

import (
	"bytes"
	"image/png"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	"mantelpunt/internal/account/factor"
	"mantelpunt/web"
)

var rfc = []byte("12345678901234567890") // the secret of RFC 6238, appendix B

func TestCodesOfTheStandard(t *testing.T) {
	// the last six of the eight digits in the table of appendix B, for SHA-1
	for op, want := range map[int64]string{59: "287082", 1111111109: "081804", 1111111111: "050471", 1234567890: "005924", 2000000000: "279037", 20000000000: "353130"} {
		if got, err := factor.Code(rfc, time.Unix(op, 0)); err != nil || got != want {
			t.Errorf("%d: %s %v, want %s", op, got, err, want)
		}
	}
}

func TestStep(t *testing.T) {
	nu := time.Unix(1_800_000_000, 0) // the beginning of step 60 000 000
	const stap = 60_000_000
	code := func(d time.Duration) string {
		c, err := factor.Code(rfc, nu.Add(d))
		if err != nil {
			t.Fatal(err)
		}
		return c
	}
	for _, c := range []struct {
		naam    string
		code    string
		laatste int64
		want    int64 // 0: refused
	}{
		{"now", code(0), 0, stap}, {"one step early", code(-30 * time.Second), 0, stap - 1}, {"one step late", code(30 * time.Second), 0, stap + 1},
		{"two steps early", code(-60 * time.Second), 0, 0}, {"two steps late", code(60 * time.Second), 0, 0},
		{"used before", code(0), stap, 0}, {"older than the last one", code(-30 * time.Second), stap, 0}, {"newer than the last one", code(30 * time.Second), stap, stap + 1},
		{"wrong", "000000", 0, 0}, {"empty", "", 0, 0}, {"too long", code(0) + "0", 0, 0},
	} {
		got, ok, err := factor.Stap(rfc, c.code, nu, c.laatste)
		if err != nil || ok != (c.want != 0) || got != c.want {
			t.Errorf("%s: %d %v %v", c.naam, got, ok, err)
		}
	}
}

func TestSecretForAnApp(t *testing.T) {
	if got := factor.Geheimtekst(rfc); got != "GEZD GNBV GY3T QOJQ GEZD GNBV GY3T QOJQ" {
		t.Error(got)
	}
	a, b := factor.NieuwGeheim(), factor.NieuwGeheim()
	if len(a) != 20 || bytes.Equal(a, b) {
		t.Error("secrets must be long and differ")
	}
	adres, err := factor.Otpauth(rfc, "Mantelpunt: Aadorp", "mia@aadorp.example")
	if want := "otpauth://totp/Mantelpunt%20%20Aadorp:mia@aadorp.example?algorithm=SHA1&digits=6&issuer=Mantelpunt%20%20Aadorp&period=30&secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ"; err != nil || adres != want {
		t.Error(adres, err)
	}
	if _, err := factor.Otpauth(rfc, "", "x"); err == nil {
		t.Error("an address without a name")
	}
	plaatje, err := factor.QR(adres)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := png.Decode(bytes.NewReader(plaatje)); err != nil {
		t.Fatal(err)
	}
	bestand := filepath.Join(t.TempDir(), "qr.png")
	if err := os.WriteFile(bestand, plaatje, 0o600); err != nil {
		t.Fatal(err)
	}
	if uit, err := exec.Command("zbarimg", "--quiet", "--raw", bestand).Output(); err != nil || strings.TrimSpace(string(uit)) != adres {
		t.Errorf("a scanner reads %q %v", uit, err)
	}
	if _, err := factor.QR(strings.Repeat("x", 5000)); err == nil {
		t.Error("too much for a QR code")
	}
}

func TestCodeAsPeopleTypeIt(t *testing.T) {
	for in, want := range map[string]string{"123456": "123456", "123 456": "123456", "123-456": "123456", "123\u00a0456": "123456", " 1 2 3 4 5 6 ": "123456", "12345": "", "1234567": "", "12345a": "", "": "", "١٢٣٤٥٦": ""} {
		if got, ok := factor.LeesCode(in); ok != (want != "") || ok && got != want {
			t.Errorf("%q: %q %v", in, got, ok)
		}
	}
}

func TestRecoveryCodes(t *testing.T) {
	codes, hashes := factor.NieuweHerstelcodes()
	if len(codes) != 10 || len(hashes) != 10 {
		t.Fatal(len(codes), len(hashes))
	}
	vorm := regexp.MustCompile(`^[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}$`)
	gezien := map[string]bool{}
	for i, c := range codes {
		if !vorm.MatchString(c) || gezien[c] || bytes.Contains(hashes[i], []byte(strings.ReplaceAll(c, "-", ""))) {
			t.Error(c)
		}
		gezien[c] = true
	}
	andere, _ := factor.NieuweHerstelcodes()
	slordig := strings.NewReplacer("0", "o", "1", "l").Replace(strings.ToLower(strings.ReplaceAll(codes[9], "-", " ")))
	for _, c := range []struct {
		naam, code string
		want       int
	}{
		{"first", codes[0], 0}, {"as people type it", slordig, 9}, {"of another set", andere[0], -1}, {"empty", "", -1}, {"too short", codes[0][:13], -1}, {"no sign of the alphabet", "UUUU-UUUU-UUUU", -1},
	} {
		if got := factor.ZoekHerstelcode(c.code, hashes); got != c.want {
			t.Errorf("%s: %d", c.naam, got)
		}
	}
	if got := factor.ZoekHerstelcode(codes[3], hashes[4:]); got != -1 {
		t.Error("a code that was used is gone")
	}
	if got := factor.ZoekHerstelcode(codes[0], [][]byte{nil, {1}, hashes[0]}); got != 2 {
		t.Errorf("broken rows are skipped: %d", got)
	}
}

func lijst(t *testing.T) factor.Lijst {
	t.Helper()
	r, err := web.Wachtwoordenlijst()
	if err != nil {
		t.Fatal(err)
	}
	defer r.Close()
	l, err := factor.LeesLijst(r)
	if err != nil {
		t.Fatal(err)
	}
	return l
}

func TestPasswordsThatMayNotBeChosen(t *testing.T) {
	l := lijst(t)
	if l.Aantal() < 50_000 {
		t.Errorf("the list has only %d words", l.Aantal())
	}
	eigen := []string{"Mia van den Berg-Postma", "m.vandenberg@veldwaarde.example", "Veldwaarde", "Mantelpunt"}
	for _, c := range []struct {
		wachtwoord string
		want       factor.Bezwaar
	}{
		{"elf tekens!", factor.TeKort}, {"", factor.TeKort}, {strings.Repeat("é", 11), factor.TeKort}, {strings.Repeat("abcde fgh ", 21), factor.TeLang},
		// from the list as it is, and what people make of it for a form
		{"1qaz2wsx3edc", factor.Veelgebruikt}, {"administrator", factor.Veelgebruikt}, {"Administrator", factor.Veelgebruikt},
		{"Welkom2026!!", factor.Veelgebruikt}, {"W@chtwoord123", factor.Veelgebruikt}, {"wachtwoord2026", factor.Veelgebruikt}, {"feyenoord-1908", factor.Veelgebruikt},
		{"Amsterdam2026!", factor.Veelgebruikt}, {"!!Geheim!!2026", factor.Veelgebruikt}, {"welkomwelkom", factor.Veelgebruikt},
		{"p@ssw0rd12345", factor.Veelgebruikt}, {"Jeroen@Jeroen", factor.Veelgebruikt},
		// of few signs or in a row
		{"aaaaaaaaaaaaaa", factor.Veelgebruikt}, {"121212121212", factor.Veelgebruikt}, {"abcdefghijklmn", factor.Veelgebruikt}, {"987654321098", factor.Veelgebruikt}, {"19840312 1984", factor.Veelgebruikt},
		// what somebody who knows the person tries
		{"mantelpunt-demo", factor.Eigen}, {"Mantelpunt2026!", factor.Eigen}, {"Veldwaarde#2026", factor.Eigen}, {"mia.vandenberg", factor.Eigen}, {"V3ldw44rd3-2026", factor.Eigen}, {"postma welkom", factor.Eigen},
		// fine
		{"een lang wachtwoord", factor.Geen}, {"theepot-fiets-lamp", factor.Geen}, {"mantelpunt is mijn grote hobby", factor.Geen}, {"vier kopjes thee", factor.Geen}, {"kQ7!fp2#Zt9w", factor.Geen}, {strings.Repeat("abcde fgh ", 20), factor.Geen}, {"日本語日本語かなカナ漢字だよ", factor.Geen},
	} {
		if got := l.Beoordeel(c.wachtwoord, eigen...); got != c.want {
			t.Errorf("%q: %q, want %q", c.wachtwoord, got, c.want)
		}
	}
}

func TestListThatCannotBeRead(t *testing.T) {
	if _, err := factor.LeesLijst(strings.NewReader(strings.Repeat("x", 1<<20))); err == nil {
		t.Error("no error")
	}
}

func FuzzPassword(f *testing.F) {
	for _, s := range []string{"", "welkomwelkom", "W@chtwoord123", "een lang wachtwoord", "\xff\x00", strings.Repeat("é", 12), "mia mia mia mia"} {
		f.Add(s, "Mia de Boer")
	}
	l, err := factor.LeesLijst(strings.NewReader("administrator\nwelkom\n"))
	if err != nil {
		f.Fatal(err)
	}
	f.Fuzz(func(t *testing.T, wachtwoord, naam string) {
		kaal := l.Beoordeel(wachtwoord)
		if met := l.Beoordeel(wachtwoord, naam); kaal != factor.Geen && met != kaal {
			t.Errorf("%q is %q, but with a name %q", wachtwoord, kaal, met)
		}
	})
}

func TestPasswordHash(t *testing.T) {
	t.Parallel()
	const wachtwoord = "een lang wachtwoord"
	phc := factor.Versleutel(wachtwoord)
	if !strings.HasPrefix(phc, "$argon2id$v=19$m=19456,t=2,p=1$") || phc == factor.Versleutel(wachtwoord) {
		t.Error(phc)
	}
	// a known answer: the test vector of the reference implementation of Argon2
	// (test.c: version 19, t=2, m=2^8, p=2, "password", "somesalt"); another cost than ours
	elders := "$argon2id$v=19$m=256,t=2,p=2$c29tZXNhbHQ$bQk8UB/VmZZF4Oo79iDXuL5/0ttZwg2f/5U52iv1cDc"
	for _, c := range []struct {
		wachtwoord, phc string
		want            bool
	}{{wachtwoord, phc, true}, {wachtwoord + "x", phc, false}, {"", phc, false}, {"password", elders, true}, {"passwort", elders, false}} {
		if got, err := factor.Klopt(c.wachtwoord, c.phc); err != nil || got != c.want {
			t.Errorf("%q against %q: %v %v", c.wachtwoord, c.phc, got, err)
		}
	}
	if ok, err := factor.Klopt("cafe\u0301 vier kopjes", factor.Versleutel("caf\u00e9 vier kopjes")); err != nil || !ok {
		t.Error("the same password from another keyboard")
	}
	for _, kapot := range []string{"", "x", "$2b$10$abc", "$argon2id$v=19$m=1$a$b", "$argon2id$v=18$m=64,t=1,p=1$c29tZXNhbHQ$c29tZXNhbHQ", "$argon2id$v=19$m=64,t=1,p=1$!$!", "$argon2id$v=19$m=64,t=1,p=1$c29tZXNhbHQ$"} {
		if ok, err := factor.Klopt(wachtwoord, kapot); ok || err == nil {
			t.Errorf("%q: %v %v", kapot, ok, err)
		}
	}
}
