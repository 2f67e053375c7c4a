package factor

import (
	"crypto/rand"
	"crypto/subtle"
	"encoding/base32"
	"strings"
	"time"

	"mantelpunt/internal/fault"

	"github.com/pquerna/otp"
	"github.com/pquerna/otp/hotp"
	"github.com/pquerna/otp/totp"
	"rsc.io/qr"
)

// The numbers of RFC 6238 that every app knows. A code works one step before and
// after its own as well, for a clock that is off and for who types slowly.
const (
	geheimLengte = 20 // bytes: as long as the hash, RFC 4226 section 4
	stapDuur     = 30 * time.Second
	speling      = 1 // steps
)

var zonderVulling = base32.StdEncoding.WithPadding(base32.NoPadding)

// NieuwGeheim makes the secret that an app and we share.
func NieuwGeheim() []byte {
	b := make([]byte, geheimLengte)
	_, _ = rand.Read(b)
	return b
}

// Geheimtekst writes a secret as it is typed over into an app: base 32 in groups of four.
func Geheimtekst(geheim []byte) string {
	return groepen(zonderVulling.EncodeToString(geheim), " ")
}

// Otpauth is the address in the QR code that an app scans. uitgever and account
// are what the app shows with the code.
func Otpauth(geheim []byte, uitgever, account string) (string, error) {
	sleutel, err := totp.Generate(totp.GenerateOpts{Issuer: strings.ReplaceAll(uitgever, ":", " "), AccountName: account, Secret: geheim})
	if err != nil {
		return "", fault.Wrap(err, "otpauth maken")
	}
	return sleutel.URL(), nil
}

// QR draws an address as PNG.
func QR(adres string) ([]byte, error) {
	c, err := qr.Encode(adres, qr.M)
	if err != nil {
		return nil, fault.Wrap(err, "qr-code maken")
	}
	return c.PNG(), nil
}

// Code is what the app shows at a moment.
func Code(geheim []byte, nu time.Time) (string, error) {
	return codeVan(geheim, stapOp(nu))
}

// Stap checks a code and gives the time step that it belongs to. laatste is the
// step of the last code that was used: that one and those before it are worth
// nothing any more, so that a code which somebody saw or caught works only once
// (RFC 6238, section 5.2).
func Stap(geheim []byte, code string, nu time.Time, laatste int64) (stap int64, ok bool, err error) {
	nuStap := stapOp(nu)
	for s := nuStap - speling; s <= nuStap+speling; s++ {
		wil, err := codeVan(geheim, s)
		if err != nil {
			return 0, false, err
		}
		if subtle.ConstantTimeCompare([]byte(wil), []byte(code)) == 1 && s > laatste && !ok {
			stap, ok = s, true
		}
	}
	return stap, ok, nil
}

func stapOp(t time.Time) int64 { return t.Unix() / int64(stapDuur/time.Second) }

func codeVan(geheim []byte, stap int64) (string, error) {
	c, err := hotp.GenerateCodeCustom(zonderVulling.EncodeToString(geheim), uint64(stap), hotp.ValidateOpts{Digits: otp.DigitsSix, Algorithm: otp.AlgorithmSHA1}) // #nosec G115 -- a moment after 1970
	return c, fault.Wrap(err, "code berekenen")
}

// LeesCode reads a code of six digits as people type it: 123 456 and 123-456 are fine.
func LeesCode(s string) (string, bool) {
	s = strings.NewReplacer(" ", "", "-", "", "\u00a0", "").Replace(s)
	return s, len(s) == 6 && strings.Trim(s, "0123456789") == ""
}
