package account

import (
	"context"
	"encoding/json"
	"net/http"
	"strconv"
	"strings"
	"time"

	"mantelpunt/internal/account/factor"
	"mantelpunt/internal/fault"
	"mantelpunt/internal/httpx"
	"mantelpunt/internal/mail"
	"mantelpunt/internal/sessie"
	"mantelpunt/internal/toegang"

	"github.com/google/uuid"
	"github.com/gorilla/sessions"
	"github.com/jackc/pgx/v5"
)

// What a session remembers between the two factors, and of the last proof. As long
// as the second factor is not proved there is no sessie.Persoon, so that no page
// takes somebody halfway for somebody who is in.
const (
	halfSleutel  = "half"         // uuid of who gave the right password
	halfOp       = "half_op"      // when, in seconds
	halfKlaar    = "half_klaar"   // with what the second factor was just set up; the codes are still to be kept
	bewezenOp    = "bewezen_op"   // when who is logged in last proved it to us with both factors, in seconds
	aanbiederOp  = "aanbieder_op" // when a provider last said who this is, in seconds
	appSleutel   = "app_nieuw"    // the secret that is being set up
	vraagSleutel = "passkeyvraag" // what a device was asked, after the purpose
	codesSleutel = "herstelcodes" // shown until they are kept
)

const (
	foutTeLang    = "U deed er te lang over. Log opnieuw in."
	zinNietGelukt = "Het lukte niet met deze passkey. Probeer het nog eens of kies een andere manier."
	padInloggen   = "/beheer/inloggen"
)

// How long somebody may be halfway, and how long a proof is fresh enough to change
// a factor.
const (
	HalfGeldig = 10 * time.Minute
	VersGeldig = 10 * time.Minute
)

// wie is a medewerker who is logged in, or halfway.
type wie struct {
	ses  *sessions.Session
	p    toegang.Persoon
	f    Factoren
	half bool
}

// halfweg gives who gave the right password no longer ago than HalfGeldig. Where
// there is nobody, naar says where to go.
func (h Handler) halfweg(w http.ResponseWriter, r *http.Request) (x wie, naar string, err error) {
	if toegang.PersoonUit(r.Context()).Soort == toegang.Medewerker {
		return x, "/beheer", nil
	}
	if !h.Sessies.Heeft(r) {
		return x, padInloggen, nil
	}
	if x.ses, err = h.Sessies.Haal(r); err != nil {
		return x, "", err
	}
	id, err := uuid.Parse(sessie.Tekst(x.ses, halfSleutel))
	if err != nil {
		return x, padInloggen, nil
	}
	x.half = true
	x.p, err = h.Store.Medewerker(r.Context(), toegang.GemeenteUit(r.Context()).ID, id)
	if fault.Is(err, fault.NotFound) || err == nil && !h.binnen(x.ses, halfOp, HalfGeldig) {
		vergeetHalf(x.ses)
		x.ses.Values[sessie.Flits] = foutTeLang
		return x, padInloggen, h.Sessies.Save(r, w, x.ses)
	}
	if err == nil {
		x.f, err = h.Store.Factoren(r.Context(), id)
	}
	return x, "", err
}

// ingelogd gives who is logged in; vers asks for a proof of not long ago. naar is the
// page that asks for it, or tells that there is nothing to prove it with.
func (h Handler) ingelogd(r *http.Request, vers bool) (x wie, naar string, err error) {
	x.p = toegang.PersoonUit(r.Context())
	if err := x.p.Eis(toegang.Werkplek); err != nil {
		return x, "", err
	}
	if x.ses, err = h.Sessies.Haal(r); err != nil {
		return x, "", err
	}
	if x.f, err = h.Store.Factoren(r.Context(), x.p.ID); err != nil {
		return x, "", err
	}
	if vers && !h.binnen(x.ses, bewezenOp, VersGeldig) {
		return x, "/beheer/bevestigen", nil
	}
	return x, "", nil
}

// insteller gives who may set up a factor: who has none yet and gave the password,
// and who is logged in and proved it not long ago.
func (h Handler) insteller(w http.ResponseWriter, r *http.Request) (wie, string, error) {
	if toegang.PersoonUit(r.Context()).Soort == toegang.Medewerker {
		return h.ingelogd(r, true)
	}
	x, naar, err := h.halfweg(w, r)
	if err == nil && naar == "" && x.f.Aantal() > 0 {
		naar = "/beheer/factor"
	}
	return x, naar, err
}

// binnen reports that the moment kept under a key is not longer ago than duur.
func (h Handler) binnen(ses *sessions.Session, sleutel string, duur time.Duration) bool {
	op, err := strconv.ParseInt(sessie.Tekst(ses, sleutel), 10, 64)
	return err == nil && h.nu().Sub(time.Unix(op, 0)) < duur
}

func (h Handler) zetNu(ses *sessions.Session, sleutel string) {
	ses.Values[sleutel] = h.moment()
}

// moment is now, as a session keeps it.
func (h Handler) moment() string { return strconv.FormatInt(h.nu().Unix(), 10) }

func vergeetHalf(ses *sessions.Session) {
	for _, s := range []string{halfSleutel, halfOp, halfKlaar, appSleutel, vraagSleutel, codesSleutel, sessie.Gebruiker} {
		delete(ses.Values, s)
	}
}

// beginHalf keeps who gave the right password, under a new token.
func (h Handler) beginHalf(w http.ResponseWriter, r *http.Request, ses *sessions.Session, p toegang.Persoon) error {
	vergeetHalf(ses)
	for _, s := range []string{sessie.Soort, sessie.Persoon, sessie.Niveau, sessie.OIDCSid, sessie.OIDCSub, bewezenOp} {
		delete(ses.Values, s) // whoever was logged in here no longer is
	}
	ses.Values[halfSleutel], ses.Values[sessie.Gebruiker] = p.ID.String(), p.ID.String() // it ends with the account
	h.zetNu(ses, halfOp)
	return h.Sessies.Vernieuw(r, w, ses)
}

// klaar lets somebody in who proved both factors: the one login that counts as a
// proof to us. A provider proves who somebody is at its own gemeente, and the factors
// of an account open it at every gemeente.
func (h Handler) klaar(w http.ResponseWriter, r *http.Request, p toegang.Persoon, met, zin string) error {
	if err := h.Store.Ingelogd(r.Context(), p, met); err != nil {
		return err
	}
	return h.begin(w, r, p, zin, [2]string{bewezenOp, h.moment()})
}

// poort is where passkeys are asked at the address of this request.
func (h Handler) poort(r *http.Request) (factor.Poort, bool) {
	g := toegang.GemeenteUit(r.Context())
	oorsprong := "http://" + r.Host
	if strings.HasPrefix(g.URL, "https:") {
		oorsprong = "https://" + r.Host
	}
	return factor.NieuwePoort("Mantelpunt "+g.Naam, oorsprong)
}

// rp is the host that passkeys belong to here, "" where there can be none.
func (h Handler) rp(r *http.Request) string {
	if p, ok := h.poort(r); ok {
		return p.Naam()
	}
	return ""
}

// geefVraag sends a question for a device, and keeps what belongs to it for a purpose.
func (h Handler) geefVraag(w http.ResponseWriter, r *http.Request, ses *sessions.Session, doel string, opties, bewaar []byte) error {
	ses.Values[vraagSleutel] = doel + " " + string(bewaar)
	if err := h.Sessies.Save(r, w, ses); err != nil {
		return err
	}
	w.Header().Set("Content-Type", "application/json")
	_, _ = w.Write(opties) // #nosec G705 -- JSON that we made ourselves, and no page
	return nil
}

// neemVraag takes the question out of the session: each is answered once.
func (h Handler) neemVraag(r *http.Request, ses *sessions.Session, doel string) ([]byte, error) {
	was, bewaard, _ := strings.Cut(sessie.Tekst(ses, vraagSleutel), " ")
	if was == "" {
		return nil, nil
	}
	if err := h.Sessies.Vergeet(r.Context(), ses, vraagSleutel); err != nil || was != doel {
		return nil, err
	}
	return []byte(bewaard), nil
}

// bewijst checks the answer of a device and gives whose it is; false for a wrong one.
func (h Handler) bewijst(w http.ResponseWriter, r *http.Request, ses *sessions.Session, doel string) (p toegang.Persoon, goed bool, err error) {
	form, err := httpx.Formulier(w, r)
	if err != nil {
		return p, false, err
	}
	poort, kan := h.poort(r)
	bewaard, err := h.neemVraag(r, ses, doel)
	if err != nil || !kan {
		return p, false, err
	}
	zoek := func(id uuid.UUID, _ []byte) (hd factor.Houder, err error) {
		hd, p, err = h.Store.Houder(r.Context(), toegang.GemeenteUit(r.Context()).ID, id, poort.Naam())
		return hd, err
	}
	_, sleutel, err := poort.Bewijs(bewaard, []byte(form.Get("antwoord")), zoek)
	if err == nil {
		err = h.Store.PasskeyGebruikt(r.Context(), p.ID, poort.Naam(), sleutel)
	}
	if fault.Is(err, fault.Invalid) || fault.Is(err, fault.NotFound) {
		return p, false, nil
	}
	return p, err == nil, err
}

// meld tells a person by mail that something of their account changed.
func (h Handler) meld(r *http.Request, p toegang.Persoon, zin string) Melden {
	g := toegang.GemeenteUit(r.Context())
	return func(ctx context.Context, tx pgx.Tx) error {
		return h.Post.Verstuur(ctx, tx, mail.Bericht{
			Aan: p.Email, Onderwerp: "Uw account voor Mantelpunt is gewijzigd", Afzender: "Gemeente " + g.Naam + ", Mantelpunt",
			Alineas: []string{zin, "Heeft u dit zelf gedaan? Dan hoeft u niets te doen.",
				"Heeft u dit niet gedaan? Vraag dan meteen de beheerder van Mantelpunt in uw gemeente om uw account te sluiten, en kies een nieuw wachtwoord."},
			Link: g.URL + "/beheer/account", LinkTekst: "Bekijk uw account",
		})
	}
}

// codesUit reads the recovery codes that a session still shows.
func codesUit(ses *sessions.Session) (codes []string) {
	_ = json.Unmarshal([]byte(sessie.Tekst(ses, codesSleutel)), &codes) // what we wrote ourselves
	return codes
}

func zetCodes(ses *sessions.Session, codes []string) {
	b, _ := json.Marshal(codes) // strings can always be written
	ses.Values[codesSleutel] = string(b)
}
