// Package config reads every setting of the program from the environment, once,
// at start. What is missing or wrong is told in one sentence that names the
// variable, so that nobody has to guess.
package config

import (
	"errors"
	"fmt"
	"log/slog"
	"net"
	"net/mail"
	"net/netip"
	"net/url"
	"strconv"
	"strings"
	"time"

	"mantelpunt/internal/bijlage"
	"mantelpunt/internal/kluis"
)

// Config is everything that can be set. The table in README.md lists the same
// variables; a test compares them.
type Config struct {
	Dev         bool              // whole product on a laptop; never set from the environment
	Adres       string            // ADRES: host:port to listen on
	DatabaseURL string            // DATABASE_URL: PostgreSQL 15 or newer, with a role that owns nothing
	EigenaarURL string            // DATABASE_EIGENAAR_URL: the same with the role that owns the tables, for migrate
	Sleutels    string            // SLEUTELS: id:base64,… (package kluis)
	Hosts       map[string]string // GEMEENTE_HOSTS: host=slug,host=slug

	SMTPAdres       string // SMTP_ADRES: host:port of the mail server
	SMTPGebruiker   string // SMTP_GEBRUIKER
	SMTPWachtwoord  string // SMTP_WACHTWOORD
	SMTPBeveiliging string // SMTP_BEVEILIGING: tls, starttls or geen
	MailVan         string // MAIL_VAN: sender of every mail

	PGPSleutel string // BEVEILIGING_PGP_SLEUTEL: file with the key that signs security.txt
	ClamAdres  string // CLAMAV_ADRES: clamd, as bijlage.NieuweClam reads it; "" for none

	Zegels         string // ZEGELS: folder with the seals of the gemeenten (package zegel)
	TijdstempelURL string // TIJDSTEMPEL_URL: timestamp service (RFC 3161), "" for none

	KaartTegels string // KAART_TEGELS: address of map tiles with {z}, {x} and {y}, "" for the drawing alone
	KaartBron   string // KAART_BRON: who made them

	MetricsAdres string // METRICS_ADRES: host:port of the figures for Prometheus, "" for none
	Momentopname int    // MOMENTOPNAME_MB: bytes that what visitors read may take in memory

	VragenPerSeconde int // VRAGEN_PER_SECONDE: what one address may ask of the open API, 0 is no bound

	Proxies   []netip.Prefix // TRUSTED_PROXIES: whose X-Forwarded-For is believed
	TLS       bool           // TLS: ja when visitors come over https (secure cookies, HSTS)
	LogNiveau slog.Level     // LOG_NIVEAU: debug, info, warn, error

	SessieInactief time.Duration // SESSIE_INACTIEF: session ends after so long without a request
	SessieMaximaal time.Duration // SESSIE_MAXIMAAL: session ends after so long whatever happens
}

// KaartHost is the host that makes the tiles of the map, "" for none.
func (c Config) KaartHost() string {
	u, err := url.Parse(c.KaartTegels)
	if err != nil {
		return ""
	}
	return u.Hostname()
}

// Variabele documents one environment variable.
type Variabele struct{ Naam, Standaard, Uitleg string }

// Variabelen is the table of the README, in its order.
var Variabelen = []Variabele{
	{"ADRES", "127.0.0.1:8080", "adres en poort waarop het portaal luistert"},
	{"BEVEILIGING_PGP_SLEUTEL", "", "bestand met een geheime OpenPGP-sleutel zonder wachtwoord, die `/.well-known/security.txt` ondertekent; zonder staat het er niet-ondertekend"},
	{"CLAMAV_ADRES", "", "virusscanner clamd van ClamAV: `unix:/run/clamav/clamd.ctl` of `host:poort`. Bestanden die mensen sturen worden dan gescand, en geweigerd als hij niet antwoordt; zonder wordt niet gescand. `StreamMaxLength` van clamd moet minstens 10 MB zijn"},
	{"DATABASE_EIGENAAR_URL", "", "dezelfde database met de rol die de tabellen bezit; alleen `migrate` gebruikt die"},
	{"DATABASE_URL", "", "PostgreSQL 15 of nieuwer, met een rol die niets bezit (`migrate` maakt die); `serve` weigert te starten zonder, andere opdrachten gebruiken dan de eigen database onder `.data/`"},
	{"GEMEENTE_HOSTS", "", "extra hostnamen: `host=slug,host=slug`; `<slug>.localhost` werkt altijd"},
	{"KAART_BRON", "", "wie de kaart van `KAART_TEGELS` maakt, zoals `© Kadaster`; staat bij de kaart"},
	{"KAART_TEGELS", "", "adres van kaarttegels met `{z}`, `{x}` en `{y}`, met https. De kaart bij de zoekresultaten is dan te slepen en te vergroten, en de browser van de bezoeker haalt de tegels daar; zonder tekent het portaal zelf een kaart. De server moet CORS toestaan"},
	{"LOG_NIVEAU", "info", "debug, info, warn of error"},
	{"MAIL_VAN", "", "afzender van alle mail; verplicht bij `serve`"},
	{"METRICS_ADRES", "", "adres en poort van de cijfers voor Prometheus (`/metrics`), bijvoorbeeld `127.0.0.1:9100`. Er staat niets persoonlijks in; zet het toch niet open voor bezoekers. Zonder zijn er geen"},
	{"MOMENTOPNAME_MB", "768", "zoveel geheugen mag wat bezoekers lezen samen innemen, in MB; wat het langst niet gelezen is, gaat er het eerst uit. Reken op 7 kB per aanbod, en op tot drie keer zoveel waar veel bezoek is"},
	{"SESSIE_INACTIEF", "30m", "na zo lang zonder verzoek eindigt een sessie"},
	{"SESSIE_MAXIMAAL", "8h", "na zo lang eindigt een sessie altijd"},
	{"SLEUTELS", "", "sleutels waarmee persoonsgegevens versleuteld zijn, `naam:base64` met komma's; de eerste versleutelt (`mantelpunt sleutels maken`). Verplicht bij `serve`; zonder `DATABASE_URL` staan ze in `.data/sleutels`"},
	{"SMTP_ADRES", "", "mailserver, host:poort; verplicht bij `serve`"},
	{"SMTP_BEVEILIGING", "starttls", "tls, starttls of geen"},
	{"SMTP_GEBRUIKER", "", "gebruikersnaam voor de mailserver"},
	{"SMTP_WACHTWOORD", "", "wachtwoord voor de mailserver"},
	{"TIJDSTEMPEL_URL", "", "tijdstempeldienst (RFC 3161), met https, die elke handtekening van een tijdstip voorziet; zonder staat het tijdstip alleen in de handtekening zelf"},
	{"TLS", "ja", "nee wanneer bezoekers zonder https komen (alleen om te proberen)"},
	{"TRUSTED_PROXIES", "", "netwerken van proxy's waarvan X-Forwarded-For geloofd wordt, met komma's"},
	{"VRAGEN_PER_SECONDE", "10", "zoveel vragen per seconde mag één netwerkadres aan `/api/hsds` stellen, met zes seconden in één keer; suggesties tijdens het typen mogen vijf keer zo vaak. 0 is geen grens. Zonder grens zijn ook adressen van een eigen netwerk (zoals 10.0.0.0/8)"},
	{"ZEGELS", "", "map met per gemeente een map met haar digitale zegel; een gemeente zonder zegel kan geen documenten afgeven. `dev` maakt zelf proefzegels in `.data/zegels`"},
}

// Lees reads the configuration with getenv (os.Getenv). All mistakes are
// collected into one error.
func Lees(getenv func(string) string) (Config, error) {
	std := map[string]string{}
	for _, v := range Variabelen {
		std[v.Naam] = v.Standaard
	}
	get := func(naam string) string {
		if v := strings.TrimSpace(getenv(naam)); v != "" {
			return v
		}
		return std[naam]
	}
	var fouten []string
	fout := func(naam, zin string) { fouten = append(fouten, naam+" "+zin) }

	c := Config{
		Adres: get("ADRES"), DatabaseURL: get("DATABASE_URL"), EigenaarURL: get("DATABASE_EIGENAAR_URL"), Sleutels: get("SLEUTELS"),
		SMTPAdres: get("SMTP_ADRES"), SMTPGebruiker: get("SMTP_GEBRUIKER"), SMTPWachtwoord: get("SMTP_WACHTWOORD"),
		SMTPBeveiliging: get("SMTP_BEVEILIGING"), MailVan: get("MAIL_VAN"), PGPSleutel: get("BEVEILIGING_PGP_SLEUTEL"), ClamAdres: get("CLAMAV_ADRES"),
		KaartTegels: get("KAART_TEGELS"), KaartBron: get("KAART_BRON"), MetricsAdres: get("METRICS_ADRES"), Zegels: get("ZEGELS"), TijdstempelURL: get("TIJDSTEMPEL_URL"), Hosts: map[string]string{},
	}
	for _, paar := range lijst(get("GEMEENTE_HOSTS")) {
		host, slug, ok := strings.Cut(paar, "=")
		if !ok || host == "" || slug == "" {
			fout("GEMEENTE_HOSTS", "moet bestaan uit host=slug, met komma's ertussen")
			break
		}
		c.Hosts[strings.ToLower(host)] = slug
	}
	if c.Sleutels != "" {
		if _, err := kluis.Nieuw(c.Sleutels); err != nil {
			fout("SLEUTELS", err.Error())
		}
	}
	if u, err := url.Parse(c.TijdstempelURL); err != nil || c.TijdstempelURL != "" && (u.Host == "" || u.Scheme != "https" && u.Scheme != "http") {
		fout("TIJDSTEMPEL_URL", "moet een adres zijn dat begint met https://")
	}
	if u, err := url.Parse(c.KaartTegels); c.KaartTegels != "" && (err != nil || u.Host == "" || u.Scheme != "https" && u.Scheme != "http" || strings.ContainsAny(u.Host, " ;,'\"") ||
		!strings.Contains(c.KaartTegels, "{z}") || !strings.Contains(c.KaartTegels, "{x}") || !strings.Contains(c.KaartTegels, "{y}")) {
		fout("KAART_TEGELS", "moet een adres zijn met {z}, {x} en {y}, zoals https://kaart.example/{z}/{x}/{y}.png")
	}
	switch c.SMTPBeveiliging {
	case "tls", "starttls", "geen":
	default:
		fout("SMTP_BEVEILIGING", "moet tls, starttls of geen zijn")
	}
	if c.MailVan != "" {
		if _, err := mail.ParseAddress(c.MailVan); err != nil {
			fout("MAIL_VAN", "moet een e-mailadres zijn")
		}
	}
	if _, err := bijlage.NieuweClam(c.ClamAdres); err != nil {
		fout("CLAMAV_ADRES", err.Error())
	}
	for _, p := range lijst(get("TRUSTED_PROXIES")) {
		pre, err := netip.ParsePrefix(p)
		if err != nil {
			addr, err2 := netip.ParseAddr(p)
			if err2 != nil {
				fout("TRUSTED_PROXIES", "moet bestaan uit netwerken als 10.0.0.0/8, met komma's ertussen")
				break
			}
			pre = netip.PrefixFrom(addr, addr.BitLen())
		}
		c.Proxies = append(c.Proxies, pre)
	}
	if c.MetricsAdres != "" {
		if _, _, err := net.SplitHostPort(c.MetricsAdres); err != nil {
			fout("METRICS_ADRES", "moet een adres en een poort zijn, zoals 127.0.0.1:9100")
		}
	}
	if mb, err := strconv.Atoi(get("MOMENTOPNAME_MB")); err != nil || mb < 1 || mb > 1<<20 {
		fout("MOMENTOPNAME_MB", "moet een aantal MB zijn, zoals 768")
	} else {
		c.Momentopname = mb << 20
	}
	if n, err := strconv.Atoi(get("VRAGEN_PER_SECONDE")); err != nil || n < 0 || n > 1_000_000 {
		fout("VRAGEN_PER_SECONDE", "moet een getal zijn, zoals 10; 0 is geen grens")
	} else {
		c.VragenPerSeconde = n
	}
	switch get("TLS") {
	case "ja":
		c.TLS = true
	case "nee":
	default:
		fout("TLS", "moet ja of nee zijn")
	}
	if err := c.LogNiveau.UnmarshalText([]byte(get("LOG_NIVEAU"))); err != nil {
		fout("LOG_NIVEAU", "moet debug, info, warn of error zijn")
	}
	duur := func(naam string) time.Duration {
		d, err := time.ParseDuration(get(naam))
		if err != nil || d <= 0 {
			fout(naam, "moet een tijd zijn als 30m of 8h")
		}
		return d
	}
	c.SessieInactief, c.SessieMaximaal = duur("SESSIE_INACTIEF"), duur("SESSIE_MAXIMAAL")
	if len(fouten) > 0 {
		return c, fmt.Errorf("de configuratie klopt niet: %s", strings.Join(fouten, "; "))
	}
	return c, nil
}

// Productie checks what `serve` cannot do without.
func (c Config) Productie() error {
	for _, v := range []struct{ naam, waarde string }{{"DATABASE_URL", c.DatabaseURL}, {"SLEUTELS", c.Sleutels}, {"SMTP_ADRES", c.SMTPAdres}, {"MAIL_VAN", c.MailVan}} {
		if v.waarde == "" {
			return fmt.Errorf("het portaal start niet: de omgevingsvariabele %s ontbreekt", v.naam)
		}
	}
	if strings.HasPrefix(c.TijdstempelURL, "http://") {
		return errors.New("het portaal start niet: TIJDSTEMPEL_URL moet beginnen met https://")
	}
	return nil
}

func lijst(s string) []string {
	return strings.FieldsFunc(s, func(r rune) bool { return r == ',' || r == ' ' })
}
