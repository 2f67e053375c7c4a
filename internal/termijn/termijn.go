// Package termijn reckons with the terms of the Awb: in calendar days and weeks, with
// the end moved on when it falls on a day on which nobody works (Algemene
// termijnenwet, art. 1 and 3). Days are midnight UTC.
package termijn

import "time"

// Uiterlijk is the last day of a term that ends on dag: that day, or the first
// working day after it (Algemene termijnenwet, art. 1).
func Uiterlijk(dag time.Time) time.Time {
	for !Werkdag(dag) {
		dag = dag.AddDate(0, 0, 1)
	}
	return dag
}

// Werkdag reports whether a day is no Saturday, Sunday or holiday.
func Werkdag(dag time.Time) bool {
	return dag.Weekday() != time.Saturday && dag.Weekday() != time.Sunday && !Feestdag(dag)
}

// Feestdag reports whether a day is a general holiday of the Algemene termijnenwet,
// art. 3, first paragraph: 1 January, Good Friday, Easter Monday, King's day, 5 May,
// Ascension day, Whit Monday, and both days of Christmas.
func Feestdag(dag time.Time) bool {
	switch m, d := dag.Month(), dag.Day(); {
	case m == time.January && d == 1, m == time.May && d == 5, m == time.December && (d == 25 || d == 26):
		return true
	case dag.Equal(koningsdag(dag.Year())):
		return true
	}
	switch Dagen(pasen(dag.Year()), dag) {
	case -2, 1, 39, 50:
		return true
	}
	return false
}

// koningsdag is 27 April, or the day before when that is a Sunday.
func koningsdag(jaar int) time.Time {
	d := time.Date(jaar, time.April, 27, 0, 0, 0, 0, time.UTC)
	if d.Weekday() == time.Sunday {
		return d.AddDate(0, 0, -1)
	}
	return d
}

// pasen is Easter Sunday in the Gregorian calendar (the algorithm of Meeus, Jones and
// Butcher).
func pasen(jaar int) time.Time {
	a, b, c := jaar%19, jaar/100, jaar%100
	d, e, f := b/4, b%4, (b+8)/25
	g := (b - f + 1) / 3
	h := (19*a + b - d - g + 15) % 30
	i, k := c/4, c%4
	l := (32 + 2*e + 2*i - h - k) % 7
	m := (a + 11*h + 22*l) / 451
	return time.Date(jaar, time.Month((h+l-7*m+114)/31), (h+l-7*m+114)%31+1, 0, 0, 0, 0, time.UTC)
}

// Dagen is how many days there are from one day to another.
func Dagen(van, tot time.Time) int { return int(tot.Sub(van).Hours() / 24) }
