package zegel

import "time"

// proefnemer is a test; package testing stays out of the program.
type proefnemer interface {
	Helper()
	TempDir() string
	Fatal(...any)
}

// Proef gives these gemeenten a seal that is valid on every day of a test.
func Proef(t proefnemer, slugs ...string) *Zegels {
	t.Helper()
	z, err := Open(ProefMap(t, slugs...), "")
	if err != nil {
		t.Fatal(err)
	}
	return z
}

// ProefMap is the folder that such seals stand in, as ZEGELS names it.
func ProefMap(t proefnemer, slugs ...string) string {
	t.Helper()
	hoofdmap := t.TempDir()
	for _, slug := range slugs {
		van, tot := time.Date(2000, 1, 1, 0, 0, 0, 0, time.UTC), time.Date(2100, 1, 1, 0, 0, 0, 0, time.UTC)
		if err := maakProef(Plek{Map: hoofdmap, Slug: slug, Naam: slug}, van, tot, tot); err != nil {
			t.Fatal(err)
		}
	}
	return hoofdmap
}
