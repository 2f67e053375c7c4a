package config

import (
	"os"
	"slices"
	"strings"
	"testing"

	"mantelpunt/internal/kluis"
)

func env(paren ...string) func(string) string {
	m := map[string]string{}
	for i := 0; i < len(paren); i += 2 {
		m[paren[i]] = paren[i+1]
	}
	return func(k string) string { return m[k] }
}

func TestLeesDefaults(t *testing.T) {
	c, err := Lees(env())
	if err != nil {
		t.Fatal(err)
	}
	if c.Adres != "127.0.0.1:8080" || !c.TLS || c.SessieInactief.Minutes() != 30 {
		t.Fatalf("unexpected defaults: %+v", c)
	}
}

func TestLeesRefusesEachWrongValueByName(t *testing.T) {
	for naam, waarde := range map[string]string{
		"GEMEENTE_HOSTS": "a.nl", "SMTP_BEVEILIGING": "ssl", "MAIL_VAN": "niemand",
		"TRUSTED_PROXIES": "overal", "CLAMAV_ADRES": "clamd", "TLS": "misschien", "LOG_NIVEAU": "hard", "SESSIE_INACTIEF": "een uur", "SESSIE_MAXIMAAL": "-1h",
		"KAART_TEGELS": "https://kaart.example/tegel.png", "TIJDSTEMPEL_URL": "tsa.example", "METRICS_ADRES": "9100", "MOMENTOPNAME_MB": "veel", "VRAGEN_PER_SECONDE": "-1",
	} {
		if _, err := Lees(env(naam, waarde)); err == nil || !strings.Contains(err.Error(), naam) {
			t.Errorf("%s=%s: error %v must name the variable", naam, waarde, err)
		}
	}
}

func TestProductieNamesWhatIsMissing(t *testing.T) {
	alles := []string{"DATABASE_URL", "postgres://x", "SMTP_ADRES", "mail:25", "MAIL_VAN", "a@b.nl", "SLEUTELS", kluis.ProefSleutel(t)}
	for i := 0; i < len(alles); i += 2 {
		paren := append(append([]string{}, alles[:i]...), alles[i+2:]...)
		c, err := Lees(env(paren...))
		if err != nil {
			t.Fatal(err)
		}
		if err := c.Productie(); err == nil || !strings.Contains(err.Error(), alles[i]) {
			t.Errorf("without %s: %v", alles[i], err)
		}
	}
	c, _ := Lees(env(alles...))
	if err := c.Productie(); err != nil {
		t.Fatal(err)
	}
	for adres, goed := range map[string]bool{"https://tsa.example/": true, "http://tsa.example/": false} {
		c, err := Lees(env(append(slices.Clone(alles), "TIJDSTEMPEL_URL", adres)...))
		if err != nil {
			t.Fatal(err)
		}
		if err := c.Productie(); (err == nil) != goed {
			t.Errorf("%s: %v", adres, err)
		}
	}
}

// The README's table and the code must say the same.
func TestReadmeTableIsTrue(t *testing.T) {
	b, err := os.ReadFile("../../README.md")
	if err != nil {
		t.Fatal(err)
	}
	for _, v := range Variabelen {
		std := v.Standaard
		if std == "" {
			std = "–"
		} else {
			std = "`" + std + "`"
		}
		if rij := "| `" + v.Naam + "` | " + std + " | " + v.Uitleg + " |"; !strings.Contains(string(b), rij) {
			t.Errorf("README.md lacks the row\n%s", rij)
		}
	}
}
