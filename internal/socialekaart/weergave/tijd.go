package weergave

import (
	"context"
	"slices"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"mantelpunt/internal/i18n"
	"mantelpunt/internal/socialekaart"
)

// Tijdregel writes hours out: "Maandag tot en met vrijdag, 9.00–17.00 uur".
func Tijdregel(ctx context.Context, t socialekaart.Tijd) string {
	dagen := dagreeks(ctx, t.Dagen,
		func(i int) string { return i18n.Weekdag(ctx, time.Weekday((i+1)%7)) },
		func(van, tot string) string { return i18n.T(ctx, "socialekaart.totenmet", van, tot) })
	return hoofdletter(Samen(dagen, uren(ctx, t)))
}

// WanneerKort sums hours up for a card: "ma t/m vr 9.00–17.00 uur".
func WanneerKort(ctx context.Context, tijden []socialekaart.Tijd) string {
	if len(tijden) == 0 {
		return ""
	}
	kort := func(t socialekaart.Tijd) string {
		return dagreeks(ctx, t.Dagen,
			func(i int) string { return i18n.Kies(ctx, "socialekaart.dag.", socialekaart.Dagen[i]) },
			func(van, tot string) string { return i18n.T(ctx, "socialekaart.tm", van, tot) })
	}
	if len(tijden) == 1 {
		return hoofdletter(Samen(kort(tijden[0]), uren(ctx, tijden[0])))
	}
	var dagen []string
	for _, t := range tijden {
		dagen = append(dagen, t.Dagen...)
	}
	return hoofdletter(kort(socialekaart.Tijd{Dagen: dagen}))
}

// dagreeks names days, three or more in a row as "from to".
func dagreeks(ctx context.Context, dagen []string, naam func(int) string, reeks func(van, tot string) string) string {
	var op []int
	for i, d := range socialekaart.Dagen {
		if slices.Contains(dagen, d) {
			op = append(op, i)
		}
	}
	if len(op) == len(socialekaart.Dagen) {
		return i18n.T(ctx, "socialekaart.elkedag")
	}
	var delen []string
	for i := 0; i < len(op); {
		j := i
		for j+1 < len(op) && op[j+1] == op[j]+1 {
			j++
		}
		if j-i >= 2 {
			delen = append(delen, reeks(naam(op[i]), naam(op[j])))
			i = j + 1
			continue
		}
		delen = append(delen, naam(op[i]))
		i++
	}
	return i18n.Opsomming(ctx, delen)
}

func uren(ctx context.Context, t socialekaart.Tijd) string {
	switch {
	case t.Van == "00:00" && (t.Tot == "24:00" || t.Tot == "23:59" || t.Tot == "00:00"):
		return i18n.T(ctx, "socialekaart.dagennacht")
	case t.Van != "" && t.Tot != "":
		return i18n.T(ctx, "socialekaart.uren", klok(t.Van), klok(t.Tot))
	case t.Van != "":
		return i18n.T(ctx, "socialekaart.urenvanaf", klok(t.Van))
	}
	return ""
}

// klok writes "09:00" as people do: "9.00".
func klok(t string) string {
	return strings.TrimPrefix(strings.ReplaceAll(t, ":", "."), "0")
}

func Samen(delen ...string) string {
	return strings.Join(slices.DeleteFunc(delen, func(s string) bool { return s == "" }), ", ")
}

func hoofdletter(s string) string {
	if s == "" {
		return ""
	}
	r, n := utf8.DecodeRuneInString(s)
	return string(unicode.ToUpper(r)) + s[n:]
}
