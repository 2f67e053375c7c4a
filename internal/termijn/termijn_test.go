package termijn

import (
	"testing"
	"time"
)

func dag(s string) time.Time {
	t, err := time.Parse(time.DateOnly, s)
	if err != nil {
		panic(err)
	}
	return t
}

// The holidays of years in which Easter is early, late and in between, as the
// government lists them.
func TestHolidays(t *testing.T) {
	for jaar, dagen := range map[int][]string{
		2024: {"2024-01-01", "2024-03-29", "2024-04-01", "2024-04-27", "2024-05-05", "2024-05-09", "2024-05-20", "2024-12-25", "2024-12-26"},
		2025: {"2025-01-01", "2025-04-18", "2025-04-21", "2025-04-26", "2025-05-05", "2025-05-29", "2025-06-09", "2025-12-25", "2025-12-26"},
		2026: {"2026-01-01", "2026-04-03", "2026-04-06", "2026-04-27", "2026-05-05", "2026-05-14", "2026-05-25", "2026-12-25", "2026-12-26"},
		2027: {"2027-01-01", "2027-03-26", "2027-03-29", "2027-04-27", "2027-05-05", "2027-05-06", "2027-05-17", "2027-12-25", "2027-12-26"},
		2038: {"2038-01-01", "2038-04-23", "2038-04-26", "2038-04-27", "2038-05-05", "2038-06-03", "2038-06-14", "2038-12-25", "2038-12-26"},
	} {
		want := map[string]bool{}
		for _, d := range dagen {
			want[d] = true
		}
		for d := dag(dagen[0]); d.Year() == jaar; d = d.AddDate(0, 0, 1) {
			if s := d.Format(time.DateOnly); Feestdag(d) != want[s] {
				t.Errorf("%s: holiday is %v", s, Feestdag(d))
			}
		}
	}
}

func TestATermEndsOnAWorkingDay(t *testing.T) {
	for van, want := range map[string]string{
		"2026-11-24": "2026-11-24", // Tuesday
		"2026-11-28": "2026-11-30", // Saturday
		"2026-12-25": "2026-12-28", // Friday, Christmas, then the weekend
		"2026-04-03": "2026-04-07", // Good Friday up to Easter Monday
		"2027-01-01": "2027-01-04",
		"2025-04-26": "2025-04-28", // King's day on Saturday
		"2027-05-05": "2027-05-07", // 5 May and then Ascension day
	} {
		if got := Uiterlijk(dag(van)); !got.Equal(dag(want)) {
			t.Errorf("%s ends on %s, want %s", van, got.Format(time.DateOnly), want)
		}
	}
}

func TestDaysBetween(t *testing.T) {
	if n := Dagen(dag("2026-03-28"), dag("2026-03-30")); n != 2 {
		t.Error(n)
	}
	if n := Dagen(dag("2026-03-30"), dag("2026-03-28")); n != -2 {
		t.Error(n)
	}
}
