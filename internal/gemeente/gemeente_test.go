package gemeente

import (
	"context"
	"slices"
	"testing"
	"time"

	"mantelpunt/internal/fault"
	"mantelpunt/internal/i18n"
	"mantelpunt/internal/pgtest"
	"mantelpunt/internal/postgres"
	"mantelpunt/web/kleur"
)

func dagen(van, tot time.Weekday, open, dicht string) (out []Openingstijd) {
	for d := van; d <= tot; d++ {
		out = append(out, Openingstijd{d, open, dicht})
	}
	return out
}

func TestOpeningHoursAsPeopleWriteThem(t *testing.T) {
	nl, en := context.Background(), i18n.MetTaal(context.Background(), "en")
	for _, c := range []struct {
		ctx    context.Context
		tijden []Openingstijd
		want   []string
	}{
		{nl, nil, nil},
		{nl, dagen(time.Monday, time.Friday, "09:00", "17:00"), []string{"maandag tot en met vrijdag, 9.00–17.00 uur"}},
		{en, dagen(time.Monday, time.Friday, "09:00", "17:00"), []string{"Monday to Friday, 9.00–17.00"}},
		{nl, append(dagen(time.Monday, time.Thursday, "09:00", "16:30"), Openingstijd{time.Friday, "09:00", "12:30"}),
			[]string{"maandag tot en met donderdag, 9.00–16.30 uur", "vrijdag, 9.00–12.30 uur"}},
		{nl, []Openingstijd{{time.Monday, "10:00", "12:00"}, {time.Wednesday, "10:00", "12:00"}}, []string{"maandag, 10.00–12.00 uur", "woensdag, 10.00–12.00 uur"}},
		{nl, []Openingstijd{{time.Monday, "09:00", "12:00"}, {time.Monday, "13:00", "17:00"}}, []string{"maandag, 9.00–12.00 en 13.00–17.00 uur"}},
		{en, []Openingstijd{{time.Monday, "09:00", "12:00"}, {time.Monday, "13:00", "17:00"}, {time.Tuesday, "09:00", "12:00"}, {time.Tuesday, "13:00", "17:00"}}, []string{"Monday to Tuesday, 9.00–12.00 and 13.00–17.00"}},
		{nl, append(dagen(time.Sunday, time.Sunday, "09:00", "17:00"), dagen(time.Friday, time.Saturday, "09:00", "17:00")...), []string{"vrijdag tot en met zondag, 9.00–17.00 uur"}},
		{nl, []Openingstijd{{time.Saturday, "00:00", "10:05"}}, []string{"zaterdag, 0.00–10.05 uur"}},
	} {
		if got := (Contact{Tijden: c.tijden}).Openingstijden(c.ctx); !slices.Equal(got, c.want) {
			t.Errorf("got %q, want %q", got, c.want)
		}
	}
}

func TestIsSomebodyThere(t *testing.T) {
	c := Contact{Tijden: append(dagen(time.Monday, time.Friday, "09:00", "12:00"), dagen(time.Monday, time.Thursday, "13:00", "17:00")...)}
	for _, x := range []struct{ op, want, waarom string }{
		{"2026-11-23T07:59:59Z", "", "one second before nine, winter time"},
		{"2026-11-23T08:00:00Z", "12.00", "nine o'clock, winter time"},
		{"2026-11-23T11:00:00Z", "", "lunch"},
		{"2026-11-23T12:00:00Z", "17.00", "after lunch"},
		{"2026-11-23T15:59:59Z", "17.00", "last second"},
		{"2026-11-23T16:00:00Z", "", "five o'clock is closed"},
		{"2026-11-27T12:30:00Z", "", "Friday afternoon"},
		{"2026-11-28T10:00:00Z", "", "Saturday"},
		{"2026-11-29T10:00:00Z", "", "Sunday"},
		{"2026-11-29T23:30:00Z", "", "Monday in Amsterdam, half an hour old"},
		{"2026-07-06T07:00:00Z", "12.00", "nine o'clock, summer time"},
		{"2026-07-06T15:00:00Z", "", "five o'clock, summer time"},
		{"2026-03-27T08:00:00Z", "12.00", "nine o'clock on the last Friday of winter time"},
		{"2026-03-30T07:00:00Z", "12.00", "nine o'clock on the first Monday of summer time"},
		{"2026-03-30T06:59:59Z", "", "a second before"},
		{"2026-10-23T07:00:00Z", "12.00", "nine o'clock on the last Friday of summer time"},
		{"2026-10-26T07:00:00Z", "", "eight o'clock on the first Monday of winter time"},
		{"2026-10-26T08:00:00Z", "12.00", "nine o'clock on that day"},
	} {
		op, err := time.Parse(time.RFC3339, x.op)
		if err != nil {
			t.Fatal(err)
		}
		if got := c.OpenTot(op); got != x.want {
			t.Errorf("%s (%s): %q, want %q", x.waarom, x.op, got, x.want)
		}
	}
	if (Contact{}).OpenTot(time.Now()) != "" {
		t.Error("without hours nobody is there")
	}
	nacht := Contact{Tijden: []Openingstijd{{time.Sunday, "02:30", "02:45"}}}
	if nacht.OpenTot(time.Date(2026, 3, 29, 0, 59, 0, 0, time.UTC)) != "" || nacht.OpenTot(time.Date(2026, 3, 29, 1, 0, 0, 0, time.UTC)) != "" {
		t.Error("the hour that the clock skips is open")
	}
}

func nieuweGemeente(slug, code string, hosts ...string) Gemeente {
	return Gemeente{Slug: slug, Naam: "Gemeente " + slug, CBSCode: code, Hosts: hosts}
}

func TestAddingAGemeente(t *testing.T) {
	ctx, s := t.Context(), Store{DB: postgres.DB{Pool: pgtest.Nieuw(t)}}
	g := nieuweGemeente("veldwaarde", "GM9902", " Mantelzorg.Veldwaarde.example ")
	g.Wijken = []string{"Zuid", "Centrum"}
	g.Thema = kleur.Thema{Merk: "#112233"}
	g.Contact = Contact{Telefoon: "0599-00 01 23", Tijden: dagen(time.Monday, time.Monday, "09:00", "17:00")}
	g.Teksten = map[string]map[string]string{"nl": {"web.site": "Zorgpunt"}}
	id, err := s.Voeg(ctx, g)
	if err != nil {
		t.Fatal(err)
	}
	got, err := s.MetSlug(ctx, "veldwaarde")
	if err != nil {
		t.Fatal(err)
	}
	if got.ID != id || got.Naam != g.Naam || got.CBSCode != "GM9902" || !slices.Equal(got.Hosts, []string{"mantelzorg.veldwaarde.example"}) || !slices.Equal(got.Wijken, g.Wijken) {
		t.Errorf("%+v", got)
	}
	if got.Thema != g.Thema || got.Contact.Tijden[0] != g.Contact.Tijden[0] || got.Teksten["nl"]["web.site"] != "Zorgpunt" || len(got.Talen) != len(i18n.Talen) {
		t.Errorf("%+v", got.Instellingen)
	}

	dubbel := nieuweGemeente("dubbel", "GM0004")
	dubbel.Wijken = []string{"Zuid", "Zuid"}
	for _, c := range []struct {
		g    Gemeente
		want fault.Kind
	}{
		{nieuweGemeente("veldwaarde", "GM0001"), fault.Conflict},
		{nieuweGemeente("anders", "GM9902"), fault.Conflict},
		{nieuweGemeente("anders", "GM0001", "los.example", "mantelzorg.VELDWAARDE.example"), fault.Conflict},
		{dubbel, fault.Invalid},
		{nieuweGemeente("Veld Waarde", "GM0001"), fault.Invalid},
		{nieuweGemeente("anders", "GM0001", "https://mantelzorg.example"), fault.Invalid},
		{nieuweGemeente("anders", "0363"), fault.Invalid},
		{Gemeente{Slug: "anders", Naam: " ", CBSCode: "GM0001"}, fault.Invalid},
	} {
		if _, err := s.Voeg(ctx, c.g); !fault.Is(err, c.want) {
			t.Errorf("%s %s: %v", c.g.Slug, c.g.CBSCode, err)
		}
	}
	if alle, err := s.Alle(ctx); err != nil || len(alle) != 1 {
		t.Errorf("a refused gemeente left something behind: %v, %v", alle, err)
	}
	if _, err := s.MetSlug(ctx, "bestaat-niet"); !fault.Is(err, fault.NotFound) {
		t.Errorf("%v", err)
	}
	s.Pool.Close()
	if _, err := s.Alle(ctx); !fault.Is(err, fault.Unavailable) {
		t.Errorf("%v", err)
	}
	if _, err := s.MetSlug(ctx, "veldwaarde"); !fault.Is(err, fault.Unavailable) {
		t.Errorf("%v", err)
	}
}
