// Package fault has the few kinds of error that the product tells apart. A
// store or domain function wraps once, httpx turns the kind into a status and
// a page, and nobody else needs to know. The text of a fault is for the log;
// what a visitor reads comes from the catalogue, by kind.
package fault

import (
	"errors"
	"fmt"
)

// Kind says what a caller can do about an error.
type Kind int

// The kinds, in the order in which a handler meets them.
const (
	Internal     Kind = iota // our mistake: status 500
	NotFound                 // no such thing, or not yours to know: 404
	Forbidden                // known, but not allowed: 403
	Unauthorized             // log in first: 401, or a redirect to the login page
	Invalid                  // what was sent cannot be right: 400
	Conflict                 // somebody else was first: 409
	Gone                     // was there once: 410
	TooMany                  // slow down: 429
	TooLarge                 // more bytes than a form can hold: 413
	Unavailable              // the database is away: 503
)

// Error is an error with a kind. Tekst is an optional sentence for the visitor,
// in plain Dutch, written by us and never taken from another error.
type Error struct {
	Kind  Kind
	Tekst string
	Err   error
}

func (e *Error) Error() string {
	switch {
	case e.Err != nil:
		return e.Err.Error()
	case e.Tekst != "":
		return e.Tekst
	}
	return fmt.Sprintf("fault kind %d", e.Kind)
}

func (e *Error) Unwrap() error { return e.Err }

// New makes an error of a kind; format and args are for the log.
func New(k Kind, format string, args ...any) error {
	return &Error{Kind: k, Err: fmt.Errorf(format, args...)}
}

// Met makes an error of a kind with a sentence that the visitor may read.
func Met(k Kind, tekst string) error { return &Error{Kind: k, Tekst: tekst} }

// Wrap adds what was being done. The kind of err stays as it is; nil stays nil.
func Wrap(err error, doing string) error {
	if err == nil {
		return nil
	}
	return fmt.Errorf("%s: %w", doing, err)
}

// KindOf finds the kind of err, Internal when it has none.
func KindOf(err error) Kind {
	var f *Error
	if errors.As(err, &f) {
		return f.Kind
	}
	return Internal
}

// Tekst finds the sentence for the visitor, "" when there is none.
func Tekst(err error) string {
	var f *Error
	if errors.As(err, &f) {
		return f.Tekst
	}
	return ""
}

// Is reports whether err is of kind k.
func Is(err error, k Kind) bool { return err != nil && KindOf(err) == k }
