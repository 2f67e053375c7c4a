package main

import (
	"encoding/json"
	"slices"
	"strings"
	"unicode/utf8"
)

// woordenlijsten are where the passwords come from that nobody may choose: those
// that leaked most often all over the world, and what Dutch people use as a
// password: common words, first names and surnames, places and other names.
var woordenlijsten = []string{
	"language-common/src/passwords.json",
	"language-nl-be/src/commonWords.json",
	"language-nl-be/src/boysFirstnames.json",
	"language-nl-be/src/girlsFirstnames.json",
	"language-nl-be/src/lastnames.json",
	"language-nl-be/src/wikipedia.json",
}

// wachtwoorden writes one sorted list of lower-case words of four characters and
// more; shorter ones say nothing about a password of twelve. It is not served.
func wachtwoorden(u *uitvoer, web string) error {
	var alle []string
	for _, naam := range woordenlijsten {
		b, err := lees(web, "node_modules/@zxcvbn-ts", naam)
		if err != nil {
			return err
		}
		var woorden []string
		if err := json.Unmarshal(b, &woorden); err != nil {
			return err
		}
		for _, w := range woorden {
			if w = strings.ToLower(strings.TrimSpace(w)); utf8.RuneCountInString(w) >= 4 && !strings.Contains(w, "\n") {
				alle = append(alle, w)
			}
		}
	}
	slices.Sort(alle)
	u.files["lijsten/wachtwoorden.txt.gz"] = gecomprimeerd([]byte(strings.Join(slices.Compact(alle), "\n") + "\n"))
	return nil
}
