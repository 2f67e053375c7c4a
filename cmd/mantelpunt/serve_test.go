package main

import (
	"io"
	"net/http"
	"net/http/cookiejar"
	"net/url"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

func TestServe(t *testing.T) {
	t.Parallel()
	p, pool := nieuweProef(t)
	for k, v := range map[string]string{"SMTP_ADRES": "mail.example:587", "MAIL_VAN": "portaal@gemeente.example", "ADRES": "127.0.0.1:0", "TLS": "nee"} {
		p.env[k] = v
	}
	p.goed("", "gemeente", "toevoegen", "--slug", "waterveen", "--naam", "Waterveen", "--code", "GM9901")
	l := p.begin("serve")
	adres := regexp.MustCompile(`"adres":"([^"]+)"`).FindStringSubmatch(l.tot(l.log, "het portaal draait"))[1]
	l.tot(l.log, "zonder zegel kan deze gemeente geen verklaringen afgeven")
	for pad, wil := range map[string]int{"/": 200, "/readyz": 200, "/aanbod": 200, "/dev/inloggen": 404, "/dev/mail": 404} {
		res, err := http.Get("http://" + adres + pad)
		if err != nil {
			t.Fatal(err)
		}
		res.Body.Close()
		if res.StatusCode != wil {
			t.Errorf("%s: %d, want %d", pad, res.StatusCode, wil)
		}
	}
	p.env["ADRES"] = adres
	if _, err := p.doe("serve"); err == nil || !strings.Contains(err.Error(), "address already in use") {
		t.Errorf("a second one on the same address: %v", err)
	}
	l.einde()
	if _, err := http.Get("http://" + adres + "/healthz"); err == nil {
		t.Error("it still answers")
	}
	p.env["ADRES"] = "127.0.0.1:0"
	p.goed("proefzegel", "sleutels", "zegel", "--gemeente", "waterveen")
	l = p.begin("serve")
	if log := l.tot(l.log, "het portaal draait"); strings.Contains(log, "zonder zegel") {
		t.Errorf("with a seal: %s", log)
	}
	l.einde()
	if err := os.Chmod(filepath.Join(p.env["ZEGELS"], "waterveen", "zegel.pem"), 0o644); err != nil {
		t.Fatal(err)
	}
	p.fout("zegel.pem is voor iedereen op deze computer toegankelijk", "serve")
	p.env["ZEGELS"] = ""

	if _, err := pool.Exec(t.Context(), `DROP SCHEMA public CASCADE; CREATE SCHEMA public`); err != nil {
		t.Fatal(err)
	}
	p.env["ADRES"] = "127.0.0.1:0"
	const oud = "de database is ouder dan het programma: voer eerst `mantelpunt migrate` uit"
	p.fout(oud, "serve")
	p.fout(oud, "gemeente", "toevoegen", "--slug", "waterveen", "--naam", "Waterveen", "--code", "GM9901")
	p.goed("De database is bij", "migrate")
	p.goed("De database is bij: 0 migraties uitgevoerd.", "migrate")
	l = p.begin("serve")
	l.tot(l.log, "het portaal draait")
	l.einde()
}

// The whole product in an empty folder, twice.
func TestDev(t *testing.T) {
	map_ := t.TempDir()
	if err := os.Chmod(filepath.Dir(map_), 0o755); err != nil { // PostgreSQL may run as somebody else
		t.Fatal(err)
	}
	t.Chdir(map_)
	p := &proef{T: t, env: map[string]string{"ADRES": "127.0.0.1:0"}}
	jar, err := cookiejar.New(nil)
	if err != nil {
		t.Fatal(err)
	}
	client := &http.Client{Jar: jar}
	pagina := func(adres string, form url.Values) string {
		t.Helper()
		vraag := func() (*http.Response, error) { return client.Get(adres) }
		if form != nil {
			vraag = func() (*http.Response, error) { return client.PostForm(adres, form) }
		}
		res, err := vraag()
		if err != nil {
			t.Fatal(err)
		}
		defer res.Body.Close()
		b, err := io.ReadAll(res.Body)
		if err != nil || res.StatusCode != 200 {
			t.Fatalf("%s: %d %v", adres, res.StatusCode, err)
		}
		return string(b)
	}
	begin := func() (*lopend, string) {
		l := p.begin("dev")
		uit := l.tot(l.uit, "Logboek:")
		for _, wil := range []string{"gemeente Veldwaarde", "gemeente Lindemeer", "http://lindemeer.localhost:", "/dev/mail", "/dev/inloggen", "c.bakker@veldwaarde.example", "a.visser@lindemeer.example", "theepot-fiets-lamp", "NVQW 45DF", "eigen PostgreSQL"} {
			if !strings.Contains(uit, wil) {
				t.Errorf("dev does not say %q: %s", wil, uit)
			}
		}
		adres := regexp.MustCompile(`gemeente Veldwaarde +(http://localhost:[0-9]+)`).FindStringSubmatch(uit)
		if adres == nil || strings.HasSuffix(adres[1], ":0") {
			t.Fatalf("no address: %s", uit)
		}
		return l, strings.Replace(adres[1], "localhost", "127.0.0.1", 1)
	}

	l, basis := begin()
	pagina(basis+"/readyz", nil)
	if tekst := pagina(basis+"/dev/inloggen", url.Values{"email": {"fatima@voorbeeld.example"}}); !strings.Contains(tekst, "Geldig van") {
		t.Error("logging in with one click does not lead to Mijn Mantelpunt")
	}
	// commands beside it use the same database, and leave it running
	p.goed("Logeerhuis", "export", "--gemeente", "veldwaarde")
	p.goed("", "gemeente", "toevoegen", "--slug", "waterveen", "--naam", "Waterveen", "--code", "GM9901")
	p.goed("", "demo")
	pagina(basis+"/mijn", nil)
	p.env["ADRES"] = strings.TrimPrefix(basis, "http://")
	p.fout("draait al iets", "dev")
	p.env["ADRES"] = "127.0.0.1:0"
	l.einde()
	pid := filepath.Join(map_, ".data", "postgres", "data", "postmaster.pid")
	if _, err := os.Stat(pid); !os.IsNotExist(err) {
		t.Errorf("PostgreSQL still runs: %v", err)
	}

	p.goed("Logeerhuis", "export", "--gemeente", "veldwaarde") // starts the database for itself
	if _, err := os.Stat(pid); !os.IsNotExist(err) {
		t.Errorf("a command left PostgreSQL running: %v", err)
	}
	l, basis = begin()
	if tekst := pagina(basis+"/mijn", nil); !strings.Contains(tekst, "Geldig van") {
		t.Error("the session of before is gone")
	}
	if tekst := pagina(basis+"/dev/mail", nil); !strings.Contains(tekst, "fatima@voorbeeld.example") {
		t.Error("the mail of before is gone")
	}
	l.einde()
	log, err := os.ReadFile(filepath.Join(".data", "mantelpunt.log"))
	if err != nil || !strings.Contains(string(log), `"route":"/mijn"`) {
		t.Errorf("the log holds nothing: %v", err)
	}
}
