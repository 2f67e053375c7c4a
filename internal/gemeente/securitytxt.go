package gemeente

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"os"
	"strings"
	"sync"
	"time"

	"mantelpunt/internal/fault"
	"mantelpunt/internal/httpx"

	"github.com/ProtonMail/go-crypto/openpgp"
	"github.com/ProtonMail/go-crypto/openpgp/armor"
	"github.com/ProtonMail/go-crypto/openpgp/clearsign"
	"github.com/ProtonMail/go-crypto/openpgp/packet"
)

// securityPad is where everybody looks for it (RFC 9116, section 3).
const securityPad = "/.well-known/security.txt"

// Meldpunt is where somebody who found a weak spot reports it. The zero value
// names the mail address of the steunpunt and our own page with the rules.
type Meldpunt struct {
	Contact string // mailto:…, tel:… or https://…
	Beleid  string // https://…: the gemeente's own rules for who reports
}

// controleer says in one sentence what is wrong, "" when nothing is. A line break
// would be a field of its own in the file.
func (m Meldpunt) controleer() string {
	for _, adres := range []struct{ waarde, schemas, zin string }{
		{m.Contact, "mailto tel https", "Het meldpunt is een adres dat begint met mailto:, tel: of https://."},
		{m.Beleid, "https", "Het beleid voor meldingen is een adres dat begint met https://."},
	} {
		if adres.waarde == "" {
			continue
		}
		u, err := url.Parse(adres.waarde)
		if err != nil || u.Scheme == "" || !strings.Contains(" "+adres.schemas+" ", " "+u.Scheme+" ") || strings.ContainsAny(adres.waarde, " \t\r\n") {
			return adres.zin
		}
	}
	return ""
}

// meldadres is where to report: what the gemeente chose, else the mail address of
// the steunpunt, else the page with the ways to reach it.
func (g Gemeente) meldadres() string {
	switch {
	case g.Meldpunt.Contact != "":
		return g.Meldpunt.Contact
	case g.Instellingen.Contact.Email != "":
		return (&url.URL{Scheme: "mailto", Opaque: url.PathEscape(g.Instellingen.Contact.Email)}).String()
	}
	return "/contact"
}

// securitytxt writes the file for the hosts by which the gemeente is known, the
// first being its public one. RFC 9116 wants https in it, also where the portal
// is tried out without.
func (g Gemeente) securitytxt(hosts []string, nu time.Time) string {
	site := "https://" + hosts[0]
	contact, beleid := g.meldadres(), g.Meldpunt.Beleid
	if strings.HasPrefix(contact, "/") {
		contact = site + contact
	}
	if beleid == "" {
		beleid = site + "/beveiliging"
	}
	var b strings.Builder
	fmt.Fprintf(&b, "Contact: %s\n", contact)
	// Half a year from the start of today: well within the year that RFC 9116 advises
	// as the longest, and the same all day, so that it is signed once.
	fmt.Fprintf(&b, "Expires: %s\n", nu.UTC().Truncate(24*time.Hour).AddDate(0, 0, 182).Format(time.RFC3339))
	b.WriteString("Preferred-Languages: nl, en\n")
	for _, h := range hosts {
		fmt.Fprintf(&b, "Canonical: https://%s%s\n", h, securityPad)
	}
	fmt.Fprintf(&b, "Policy: %s\n", beleid)
	return b.String()
}

// beveiliging is the page that the file names: how to report, and what to expect.
func (h Handler) beveiliging(w http.ResponseWriter, r *http.Request) error {
	return httpx.Render(w, r, http.StatusOK, meldpagina(uit(r.Context()).meldadres()))
}

func (h Handler) securitytxt(w http.ResponseWriter, r *http.Request) error {
	g := uit(r.Context())
	hosts := g.Hosts
	if len(hosts) == 0 { // the register knows this name, so it is no more than that
		hosts = []string{strings.ToLower(r.Host)}
	}
	tekst := g.securitytxt(hosts, time.Now())
	b, err := h.Ondertekenaar.teken(tekst)
	if err != nil { // a key that is past its day: where to report matters more than the signature
		h.Web.Log.ErrorContext(r.Context(), "security.txt is niet ondertekend", "fout", err.Error())
		b = []byte(tekst)
	}
	w.Header().Set("Content-Type", "text/plain; charset=utf-8")
	w.Header().Set("Cache-Control", "public, max-age=3600")
	_, _ = w.Write(b)
	return nil
}

// Ondertekenaar signs security.txt with OpenPGP, as RFC 9116 advises, so that
// who reports can tell it from one that an intruder put there. Nil signs nothing.
type Ondertekenaar struct {
	sleutel *openpgp.Entity
	klok    func() time.Time

	mu       sync.Mutex
	getekend map[string][]byte
}

// maxGetekend bounds what is kept: one text a gemeente and day.
const maxGetekend = 1000

// LeesOndertekenaar reads a secret key in armour from a file (the variable
// BEVEILIGING_PGP_SLEUTEL); "" gives nil. The key has no password: what may read
// the file is what may sign.
func LeesOndertekenaar(bestand string) (*Ondertekenaar, error) {
	if bestand == "" {
		return nil, nil
	}
	f, err := os.Open(bestand) // #nosec G304 -- the file that the operator named
	if err != nil {
		return nil, fmt.Errorf("BEVEILIGING_PGP_SLEUTEL: het bestand is niet te lezen")
	}
	defer f.Close()
	sleutels, err := openpgp.ReadArmoredKeyRing(f)
	if err != nil || len(sleutels) != 1 {
		return nil, fmt.Errorf("BEVEILIGING_PGP_SLEUTEL: in het bestand moet precies één OpenPGP-sleutel staan")
	}
	o := &Ondertekenaar{sleutel: sleutels[0], klok: time.Now, getekend: map[string][]byte{}}
	if _, err := o.teken("proef\n"); err != nil {
		return nil, fmt.Errorf("BEVEILIGING_PGP_SLEUTEL: de sleutel moet geheim, geldig en zonder wachtwoord zijn")
	}
	return o, nil
}

func (o *Ondertekenaar) teken(tekst string) ([]byte, error) {
	if o == nil {
		return []byte(tekst), nil
	}
	o.mu.Lock()
	defer o.mu.Unlock()
	if b, ok := o.getekend[tekst]; ok {
		return b, nil
	}
	nu := o.klok()
	s, ok := o.sleutel.SigningKey(nu)
	if !ok || s.PrivateKey == nil || s.PrivateKey.Encrypted {
		return nil, fault.New(fault.Unavailable, "de sleutel voor security.txt kan niet (meer) ondertekenen")
	}
	b, err := getekend(tekst, s.PrivateKey, &packet.Config{Time: o.klok})
	if err != nil {
		return nil, fault.Wrap(err, "security.txt ondertekenen")
	}
	if len(o.getekend) >= maxGetekend {
		clear(o.getekend)
	}
	o.getekend[tekst] = b
	return b, nil
}

// getekend makes the signed text. The signature gets its checksum back, which the
// library leaves out as newer standards do: GnuPG cannot read it to the end without.
func getekend(tekst string, k *packet.PrivateKey, cfg *packet.Config) ([]byte, error) {
	var zonder, uit bytes.Buffer
	w, err := clearsign.Encode(&zonder, k, cfg)
	if err != nil {
		return nil, err
	}
	if _, err := io.WriteString(w, tekst); err != nil {
		return nil, err
	}
	if err := w.Close(); err != nil {
		return nil, err
	}
	blok, _ := clearsign.Decode(zonder.Bytes())
	if blok == nil {
		return nil, errors.New("de ondertekende tekst is niet terug te lezen")
	}
	handtekening, err := io.ReadAll(blok.ArmoredSignature.Body)
	if err != nil {
		return nil, err
	}
	kop, _, _ := bytes.Cut(zonder.Bytes(), []byte("-----BEGIN PGP SIGNATURE-----"))
	uit.Write(kop)
	if w, err = armor.EncodeWithChecksumOption(&uit, openpgp.SignatureType, nil, true); err != nil {
		return nil, err
	}
	if _, err := w.Write(handtekening); err != nil {
		return nil, err
	}
	if err := w.Close(); err != nil {
		return nil, err
	}
	uit.WriteByte('\n')
	return uit.Bytes(), nil
}
