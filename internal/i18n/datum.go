package i18n

import (
	"context"
	"fmt"
	"strconv"
	"strings"
	"time"
)

// Amsterdam is the time zone of every date that a person reads.
var Amsterdam = func() *time.Location {
	loc, err := time.LoadLocation("Europe/Amsterdam")
	if err != nil {
		panic(err)
	}
	return loc
}()

// Datum writes a date as people do: "22 november 2026".
func Datum(ctx context.Context, t time.Time) string {
	t = plaatselijk(t)
	return fmt.Sprintf("%d %s %d", t.Day(), T(ctx, "datum.maand."+strconv.Itoa(int(t.Month()))), t.Year())
}

// DagMaand writes a date without its year: "22 november".
func DagMaand(ctx context.Context, t time.Time) string {
	t = plaatselijk(t)
	return fmt.Sprintf("%d %s", t.Day(), T(ctx, "datum.maand."+strconv.Itoa(int(t.Month()))))
}

// Maand writes a month: "maart 2024".
func Maand(ctx context.Context, t time.Time) string {
	t = plaatselijk(t)
	return T(ctx, "datum.maand."+strconv.Itoa(int(t.Month()))) + " " + strconv.Itoa(t.Year())
}

// DatumTijd adds the time: "22 november 2026, 14.03 uur".
func DatumTijd(ctx context.Context, t time.Time) string {
	t = plaatselijk(t)
	return T(ctx, "datum.tijd", Datum(ctx, t), t.Format("15.04"))
}

// Weekdag names a day: "maandag".
func Weekdag(ctx context.Context, d time.Weekday) string {
	return T(ctx, "datum.dag."+strconv.Itoa(int(d)))
}

// Bedrag writes an amount of euro cents: "€ 45" or "€ 7,50".
func Bedrag(ctx context.Context, cent int) string {
	if cent%100 == 0 {
		return fmt.Sprintf("€ %d", cent/100)
	}
	komma := T(ctx, "datum.komma")
	return fmt.Sprintf("€ %d%s%02d", cent/100, komma, cent%100)
}

// ISO is the date for a datetime attribute or a form: "2026-11-22".
func ISO(t time.Time) string { return plaatselijk(t).Format(time.DateOnly) }

// plaatselijk brings an instant to Dutch time. A date without time (midnight UTC,
// as Postgres gives it) must not move to another day.
func plaatselijk(t time.Time) time.Time {
	if t.Location() == time.UTC && t.Hour() == 0 && t.Minute() == 0 && t.Second() == 0 {
		return t
	}
	return t.In(Amsterdam)
}

// Opsomming joins words as a sentence does: "a, b en c".
func Opsomming(ctx context.Context, woorden []string) string {
	if len(woorden) < 2 {
		return strings.Join(woorden, "")
	}
	n := len(woorden) - 1
	return strings.Join(woorden[:n], ", ") + " " + T(ctx, "datum.en") + " " + woorden[n]
}
