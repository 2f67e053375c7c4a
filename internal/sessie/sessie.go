// Package sessie keeps sessions in Postgres behind gorilla/sessions. The cookie
// holds a random token and nothing else; the table holds its SHA-256, so that
// who reads the table cannot log in, and what a session remembers is closed by the
// kluis. A visitor who only reads has no session.
package sessie

import (
	"context"
	"crypto/rand"
	"crypto/sha256"
	"encoding/base64"
	"encoding/json"
	"errors"
	"net/http"
	"time"

	"mantelpunt/internal/fault"
	"mantelpunt/internal/kluis"
	"mantelpunt/internal/postgres"
	"mantelpunt/internal/toegang"

	"github.com/google/uuid"
	"github.com/gorilla/sessions"
	"github.com/jackc/pgx/v5"
)

// The keys of what a session remembers. All values are strings.
const (
	Soort     = "soort"     // toegang.Soort of who logged in
	Persoon   = "persoon"   // uuid of the burger or gebruiker
	Gebruiker = "gebruiker" // the same uuid for a medewerker: ends with the account
	Terug     = "terug"     // where to go after login
	Bewaard   = "bewaard"   // a form that was sent without a session, as JSON
	Flits     = "flits"     // sentence to show once
	Niveau    = "niveau"    // toegang.Niveau of a burger, as a number
	OIDCSid   = "oidc_sid"  // session at the identity provider: base64 of Kenmerk
	OIDCSub   = "oidc_sub"  // person at the identity provider: base64 of Kenmerk
)

// Store is the gorilla store on the table sessie.
type Store struct {
	db       postgres.DB
	kluis    *kluis.Kluis
	inactief time.Duration
	maximaal time.Duration
	opties   sessions.Options
	cookie   string
}

// Nieuw makes a store. A session ends after inactief without a request and
// after maximaal whatever happens.
func Nieuw(db postgres.DB, k *kluis.Kluis, inactief, maximaal time.Duration, tls bool) *Store {
	naam := "mantelpunt"
	if tls {
		naam = "__Host-mantelpunt" // only over https, only this host
	}
	return &Store{db: db, kluis: k, inactief: inactief, maximaal: maximaal, cookie: naam,
		opties: sessions.Options{Path: "/", HttpOnly: true, Secure: tls, SameSite: http.SameSiteLaxMode}}
}

// Heeft reports whether a request brings a session cookie; without one there is
// nothing to ask the database.
func (s *Store) Heeft(r *http.Request) bool {
	_, err := r.Cookie(s.cookie)
	return err == nil
}

// Haal gives the session of a request, a new one when there is none.
func (s *Store) Haal(r *http.Request) (*sessions.Session, error) { return s.Get(r, s.cookie) }

// Get is part of sessions.Store.
func (s *Store) Get(r *http.Request, naam string) (*sessions.Session, error) {
	return sessions.GetRegistry(r).Get(s, naam)
}

// New is part of sessions.Store: it reads the session of the cookie. A token
// that is unknown, of another gemeente or too old gives a new session.
func (s *Store) New(r *http.Request, naam string) (*sessions.Session, error) {
	ses := sessions.NewSession(s, naam)
	opties := s.opties
	ses.Options = &opties
	ses.IsNew = true
	c, err := r.Cookie(naam)
	if err != nil {
		return ses, nil
	}
	// a public page must not wait long for a database that does not answer
	ctx, klaar := context.WithTimeout(r.Context(), 3*time.Second)
	defer klaar()
	var waarden map[string]string
	var dicht []byte
	var oud bool
	gemeenteID := toegang.GemeenteUit(ctx).ID
	err = s.db.Van(gemeenteID).QueryRow(ctx, `
		SELECT waarden, gebruikt_op < now() - interval '1 minute' FROM sessie
		WHERE token_hash = $1 AND gemeente_id = $2 AND verloopt_op > now() AND gebruikt_op > now() - $3::interval`,
		hash(c.Value), gemeenteID, s.inactief).Scan(&dicht, &oud)
	if errors.Is(err, pgx.ErrNoRows) {
		return ses, nil
	}
	if err != nil {
		return ses, postgres.Fout(err, "sessie lezen")
	}
	if waarden, err = s.open(dicht, c.Value); err != nil {
		return ses, nil // its key is gone: it has ended
	}
	if oud { // once a minute is often enough to know that somebody is there
		if _, err := s.db.Van(gemeenteID).Exec(ctx, `UPDATE sessie SET gebruikt_op = now() WHERE token_hash = $1`, hash(c.Value)); err != nil {
			return ses, postgres.Fout(err, "sessie bijwerken")
		}
	}
	ses.ID, ses.IsNew = c.Value, false
	for k, v := range waarden {
		ses.Values[k] = v
	}
	return ses, nil
}

// Save is part of sessions.Store. A session that holds nothing is not stored.
func (s *Store) Save(r *http.Request, w http.ResponseWriter, ses *sessions.Session) error {
	if ses.Options.MaxAge < 0 {
		if ses.ID != "" {
			if _, err := s.db.Van(toegang.GemeenteUit(r.Context()).ID).Exec(r.Context(), `DELETE FROM sessie WHERE token_hash = $1`, hash(ses.ID)); err != nil {
				return postgres.Fout(err, "sessie verwijderen")
			}
		}
		http.SetCookie(w, sessions.NewCookie(s.cookie, "", ses.Options))
		return nil
	}
	deel := s.db.Van(toegang.GemeenteUit(r.Context()).ID)
	if ses.ID == "" {
		if len(ses.Values) == 0 {
			return nil
		}
		return s.nieuw(r, w, ses, deel)
	}
	i, err := s.inhoud(ses, ses.ID)
	if err != nil {
		return err
	}
	// a session that ended meanwhile, in another tab, stays ended: update and never insert
	_, err = deel.Exec(r.Context(), `UPDATE sessie SET waarden = $3, gebruiker_id = $4, burger_id = $5, oidc_sid = $6, oidc_onderwerp = $7 WHERE token_hash = $1 AND gemeente_id = $2`,
		hash(ses.ID), toegang.GemeenteUit(r.Context()).ID, i.waarden, i.gebruiker, i.burger, i.sid, i.sub)
	return postgres.Fout(err, "sessie bewaren")
}

// nieuw stores a session under a new token and sends it to the browser.
func (s *Store) nieuw(r *http.Request, w http.ResponseWriter, ses *sessions.Session, q postgres.Querier) error {
	token := nieuwToken()
	i, err := s.inhoud(ses, token)
	if err != nil {
		return err
	}
	_, err = q.Exec(r.Context(), `INSERT INTO sessie (token_hash, gemeente_id, waarden, gebruiker_id, burger_id, oidc_sid, oidc_onderwerp, verloopt_op) VALUES ($1, $2, $3, $4, $5, $6, $7, now() + $8::interval)`,
		hash(token), toegang.GemeenteUit(r.Context()).ID, i.waarden, i.gebruiker, i.burger, i.sid, i.sub, s.maximaal)
	if err != nil {
		return postgres.Fout(err, "sessie maken")
	}
	ses.ID = token
	http.SetCookie(w, sessions.NewCookie(s.cookie, token, ses.Options))
	return nil
}

// inhoud is what the row of a session holds: the values, closed, and by whom or
// what it must be found when it has to end.
type inhoud struct {
	waarden           []byte
	gebruiker, burger *uuid.UUID
	sid, sub          []byte
}

func (s *Store) inhoud(ses *sessions.Session, token string) (i inhoud, err error) {
	m := map[string]string{}
	for k, v := range ses.Values {
		m[k.(string)] = v.(string)
	}
	if i.waarden, err = s.dicht(m, token); err != nil {
		return i, err
	}
	if id, err := uuid.Parse(m[Gebruiker]); err == nil {
		i.gebruiker = &id
	}
	if id, err := uuid.Parse(m[Persoon]); err == nil && m[Soort] == string(toegang.Burger) {
		i.burger = &id
	}
	i.sid, _ = base64.StdEncoding.DecodeString(m[OIDCSid])
	i.sub, _ = base64.StdEncoding.DecodeString(m[OIDCSub])
	return i, nil
}

// dicht and open keep the values readable for whoever has both a key and the cookie:
// they may hold a form that waits for its sender to log in.
func (s *Store) dicht(m map[string]string, token string) ([]byte, error) {
	b, err := json.Marshal(m)
	if err != nil {
		return nil, fault.Wrap(err, "sessie bewaren")
	}
	return s.kluis.Dicht(b, "sessie.waarden", token), nil
}

func (s *Store) open(dicht []byte, token string) (m map[string]string, err error) {
	b, err := s.kluis.Open(dicht, "sessie.waarden", token)
	if err == nil && len(b) > 0 {
		err = json.Unmarshal(b, &m)
	}
	return m, fault.Wrap(err, "sessie lezen")
}

// Vernieuw gives a session a new token and forgets the old one, as every login
// must: a token from before the login is worth nothing after it.
func (s *Store) Vernieuw(r *http.Request, w http.ResponseWriter, ses *sessions.Session) error {
	return s.db.Van(toegang.GemeenteUit(r.Context()).ID).Tx(r.Context(), func(tx pgx.Tx) error {
		if ses.ID != "" {
			if _, err := tx.Exec(r.Context(), `DELETE FROM sessie WHERE token_hash = $1`, hash(ses.ID)); err != nil {
				return postgres.Fout(err, "sessie vernieuwen")
			}
		}
		return s.nieuw(r, w, ses, tx)
	})
}

// Vergeet takes one value out of a session, and leaves alone what another
// request writes in it at the same moment. It may be called after the answer.
func (s *Store) Vergeet(ctx context.Context, ses *sessions.Session, sleutel string) error {
	delete(ses.Values, sleutel)
	err := s.db.Van(toegang.GemeenteUit(ctx).ID).Tx(ctx, func(tx pgx.Tx) error {
		var dicht []byte
		err := tx.QueryRow(ctx, `SELECT waarden FROM sessie WHERE token_hash = $1 FOR UPDATE`, hash(ses.ID)).Scan(&dicht)
		if errors.Is(err, pgx.ErrNoRows) {
			return nil // it ended meanwhile
		}
		if err != nil {
			return err
		}
		m, err := s.open(dicht, ses.ID)
		if err != nil {
			return err
		}
		delete(m, sleutel)
		if dicht, err = s.dicht(m, ses.ID); err != nil {
			return err
		}
		_, err = tx.Exec(ctx, `UPDATE sessie SET waarden = $2 WHERE token_hash = $1`, hash(ses.ID), dicht)
		return err
	})
	return postgres.Fout(err, "sessie bijwerken")
}

// Einde ends a session.
func (s *Store) Einde(r *http.Request, w http.ResponseWriter) error {
	ses, err := s.Haal(r)
	if err != nil {
		return err
	}
	ses.Options.MaxAge = -1
	return s.Save(r, w, ses)
}

// Tekst reads one value.
func Tekst(ses *sessions.Session, sleutel string) string {
	v, _ := ses.Values[sleutel].(string)
	return v
}

func hash(token string) []byte {
	h := sha256.Sum256([]byte(token))
	return h[:]
}

func nieuwToken() string {
	var b [32]byte
	_, _ = rand.Read(b[:])
	return base64.RawURLEncoding.EncodeToString(b[:])
}
