package main

import (
	"fmt"
	"path/filepath"
	"regexp"
	"strings"
)

// letter is one font-face that pages may use. A browser fetches a face only when a
// text on the page needs it, so naming them all in main.css costs a visitor a few
// hundred bytes and saves a request.
type letter struct {
	naam    string // logical name of the font file
	css     string // CSS of the package that holds the face
	kop     string // comment above the face in that CSS
	bestand string
}

func variabel(pakket, subset string) letter {
	face := pakket + "-" + subset + "-wght-normal"
	return letter{
		naam:    pakket + "-" + subset + ".woff2",
		css:     "@fontsource-variable/" + pakket + "/wght.css",
		kop:     face,
		bestand: "@fontsource-variable/" + pakket + "/files/" + face + ".woff2",
	}
}

// arabisch takes a fixed weight: two of them are smaller than the variable font.
func arabisch(gewicht string) letter {
	face := "noto-sans-arabic-arabic-" + gewicht + "-normal"
	return letter{
		naam:    "noto-sans-arabic-" + gewicht + ".woff2",
		css:     "@fontsource/noto-sans-arabic/" + gewicht + ".css",
		kop:     face,
		bestand: "@fontsource/noto-sans-arabic/files/" + face + ".woff2",
	}
}

var letters = []letter{
	variabel("source-sans-3", "latin"),
	variabel("source-sans-3", "latin-ext"),
	variabel("atkinson-hyperlegible-next", "latin"),
	variabel("atkinson-hyperlegible-next", "latin-ext"),
	arabisch("400"),
	arabisch("600"),
}

var reSrc = regexp.MustCompile(`(?s)src:.*?;`)

// webletters adds the font files and returns the @font-face rules.
func webletters(u *uitvoer, web string) (string, error) {
	var faces strings.Builder
	for _, l := range letters {
		css, err := lees(web, "node_modules", l.css)
		if err != nil {
			return "", err
		}
		_, rest, ok := strings.Cut(string(css), "/* "+l.kop+" */")
		face, _, ok2 := strings.Cut(rest, "}")
		if !ok || !ok2 {
			return "", fmt.Errorf("%s: letter %s niet gevonden", l.css, l.kop)
		}
		data, err := lees(web, "node_modules", l.bestand)
		if err != nil {
			return "", err
		}
		src := fmt.Sprintf(`src:url(%s) format("woff2");`, u.statisch(l.naam, data))
		faces.WriteString(reSrc.ReplaceAllLiteralString(face, src) + "}\n")
	}
	return faces.String(), nil
}

// documentletters adds the fonts that are embedded in PDF documents. They are whole
// fonts, because a name may hold any letter, and they are not served.
func documentletters(u *uitvoer, web string) error {
	for naam, bron := range map[string]string{
		"NotoSans-Regular.ttf":       "noto-sans/400Regular/NotoSans_400Regular.ttf",
		"NotoSans-Bold.ttf":          "noto-sans/700Bold/NotoSans_700Bold.ttf",
		"NotoSansArabic-Regular.ttf": "noto-sans-arabic/400Regular/NotoSansArabic_400Regular.ttf",
		"NotoSansArabic-Bold.ttf":    "noto-sans-arabic/700Bold/NotoSansArabic_700Bold.ttf",
	} {
		if err := u.kopieer("lettertypen/"+naam, filepath.Join(web, "node_modules/@expo-google-fonts", bron)); err != nil {
			return err
		}
	}
	return nil
}
