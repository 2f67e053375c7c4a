package controle

import (
	"testing"
	"time"
)

func TestLeesGeboren(t *testing.T) {
	for _, c := range []struct{ getypt, want string }{
		{"14-03-1971", "1971-03-14"}, {"14/3/1971", "1971-03-14"}, {"14.03.1971", "1971-03-14"}, {" 14 03 1971 ", "1971-03-14"}, {"14031971", "1971-03-14"}, {"1971-03-14", "1971-03-14"}, {"19710314", "1971-03-14"},
		{"14 maart 1971", "1971-03-14"}, {"14 MRT 1971", "1971-03-14"}, {"14 March 1971", "1971-03-14"}, {"1 okt. 1999", "1999-10-01"}, {"29-02-2000", "2000-02-29"}, {"20111920", "1920-11-20"}, {"19101912", "1912-10-19"},
		{"", ""}, {"29-02-1971", ""}, {"31-04-1971", ""}, {"14-03-71", ""}, {"140371", ""}, {"03/14/1971", ""}, {"14-03-1899", ""}, {"14-03-2101", ""}, {"0-0-1971", ""}, {"14 ma 1971", ""}, {"-14-03--1971", "1971-03-14"},
		{"14-03-1971-1", ""}, {"veertien maart 1971", ""}, {"١٤٠٣١٩٧١", ""}, {"ééé1", ""}, {"\xff\xff\xff\xff\xff\xff\xff\xff", ""}, {"99999999999999999999-1-1971", ""},
	} {
		got := ""
		if d, ok := leesGeboren(c.getypt); ok {
			got = d.Format(time.DateOnly)
		}
		if got != c.want {
			t.Errorf("%q: %q, want %q", c.getypt, got, c.want)
		}
	}
}

// Whatever is typed gives a real day or none, and eight digits are one day at most.
func FuzzLeesGeboren(f *testing.F) {
	for _, s := range []string{"14-03-1971", "14031971", "14 maart 1971", "19991231", "ééé", "\xff-1-1"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		d, ok := leesGeboren(s)
		if !ok {
			return
		}
		if d.Year() < 1900 || d.Year() > 2100 || d.Location() != time.UTC || d.Hour() != 0 {
			t.Errorf("%q: %s", s, d)
		}
		for _, vorm := range []string{"02-01-2006", "02012006", time.DateOnly, "20060102"} {
			if again, ok := leesGeboren(d.Format(vorm)); !ok || !again.Equal(d) {
				t.Errorf("%q is %s, and as %s %s", s, d, d.Format(vorm), again)
			}
		}
	})
}
