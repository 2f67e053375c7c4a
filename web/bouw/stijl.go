package main

import (
	"errors"
	"fmt"
	"regexp"
	"strings"

	"github.com/evanw/esbuild/pkg/api"
)

// lagen is the order of the cascade. A theme of a gemeente comes after our mapping
// and before the components, whatever the order in which the files arrive.
const lagen = "@layer tokens,koppeling,thema,vendor,app;\n"

// vermelding stands in front of the CSS, from which the comments of others are gone.
const vermelding = "/* Met werk van anderen: namen en licenties staan in THIRD-PARTY-NOTICES. */\n"

var (
	reAdres   = regexp.MustCompile(`/static/([a-z0-9-]+\.[a-z0-9]+)`)
	reDataURI = regexp.MustCompile(`[a-z-]+:\s*url\("data:[^"]*"\)\s*;`)
	reBeeld   = regexp.MustCompile(`[a-z-]+:\s*url\((images/[^)]*|#[^)]*)\)\s*;`)
)

// browsers are the oldest that the CSS is written for: those that know @layer,
// :has() and inset(). Older ones get an unstyled page that works.
var browsers = []api.Engine{
	{Name: api.EngineChrome, Version: "111"},
	{Name: api.EngineFirefox, Version: "121"},
	{Name: api.EngineSafari, Version: "16.4"},
}

// stijl bundles main.css and print.css and returns the luminances of the ramp.
func stijl(u *uitvoer, web, faces string) (map[int]float64, error) {
	var bron [3]string
	for i, f := range []string{
		"node_modules/@nl-design-system-unstable/voorbeeld-design-tokens/dist/theme.css",
		"stijl/rollen.css",
		"stijl/koppeling.css",
	} {
		b, err := lees(web, f)
		if err != nil {
			return nil, err
		}
		bron[i] = string(b)
	}
	voorbeeld, rollen, koppeling := bron[0], bron[1], bron[2]

	componenten, err := bundel(u, web, "stijl/main.css")
	if err != nil {
		return nil, err
	}
	afdruk, err := bundel(u, web, "stijl/afdruk.css")
	if err != nil {
		return nil, err
	}
	t := leesTokens(voorbeeld, rollen)
	basis := t.schud(componenten + afdruk + koppeling)
	// the sample of a theme (mz-voorbeeld) works its colours out anew
	koppeling = strings.ReplaceAll(koppeling, ":root {", ":root, .mz-voorbeeld {")
	kop, err := verklein(faces + lagen +
		"@layer tokens{:root,.mz-voorbeeld{" + basis + "}}\n@layer koppeling{" + koppeling + "}")
	if err != nil {
		return nil, err
	}
	main := vermelding + kop + componenten
	if strings.Contains(main+afdruk, "data:") {
		return nil, errors.New("de stijl bevat een data:-adres; dat staat de CSP niet toe")
	}
	u.statisch("main.css", []byte(main))
	u.statisch("print.css", []byte(afdruk))
	kaart, err := bundel(u, web, "stijl/kaart.css")
	if err != nil {
		return nil, err
	}
	u.statisch("kaart.css", []byte(kaart))
	return t.luminanties()
}

// bundel follows the imports of one file and puts hashed addresses in the result.
func bundel(u *uitvoer, web, entry string) (string, error) {
	r := api.Build(api.BuildOptions{
		AbsWorkingDir: web, EntryPoints: []string{entry}, Bundle: true, Write: false, Outfile: "uit.css",
		MinifyWhitespace: true, MinifySyntax: true, LegalComments: api.LegalCommentsNone, Charset: api.CharsetUTF8,
		Engines: browsers, External: []string{"/static/*"}, Plugins: []api.Plugin{vendorCSS},
	})
	if err := fout(r.Errors); err != nil {
		return "", err
	}
	css := string(r.OutputFiles[0].Contents)
	var onbekend error
	css = reAdres.ReplaceAllStringFunc(css, func(adres string) string {
		hashed, err := u.adres(strings.TrimPrefix(adres, "/static/"))
		if err != nil {
			onbekend = fmt.Errorf("%s: %w", entry, err)
		}
		return hashed
	})
	return css, onbekend
}

// vendorCSS drops declarations with an image inside the CSS: our policy allows images
// from files only, and stijl/keuze.css gives the same ones as files. It drops those
// with an image of Leaflet too: we use none of its controls.
var vendorCSS = api.Plugin{Name: "vendor-css", Setup: func(b api.PluginBuild) {
	b.OnLoad(api.OnLoadOptions{Filter: `node_modules/.*\.css$`}, func(args api.OnLoadArgs) (api.OnLoadResult, error) {
		data, err := lees(args.Path)
		css := reBeeld.ReplaceAllLiteralString(reDataURI.ReplaceAllLiteralString(string(data), ""), "")
		return api.OnLoadResult{Contents: &css, Loader: api.LoaderCSS}, err
	})
}}

// leaflet is what our policy does not allow of Leaflet, and what does the same: HTML from
// text to try out the browser (Trusted Types), and an image inside the script in place
// of a tile that is no longer needed.
var leaflet = api.Plugin{Name: "leaflet", Setup: func(b api.PluginBuild) {
	anders := [][2]string{
		{`div.innerHTML = '<svg/>';`, `div.appendChild(document.createElementNS('http://www.w3.org/2000/svg', 'svg'));`},
		{`'data:image/gif;base64,R0lGODlhAQABAAD/ACwAAAAAAQABAAACADs='`, `''`},
	}
	b.OnLoad(api.OnLoadOptions{Filter: `leaflet-src\.js$`}, func(args api.OnLoadArgs) (api.OnLoadResult, error) {
		data, err := lees(args.Path)
		code := string(data)
		for _, a := range anders {
			if err == nil && strings.Count(code, a[0]) != 1 {
				err = fmt.Errorf("in deze versie van Leaflet staat niet meer %s; pas web/bouw/stijl.go aan", a[0])
			}
			code = strings.Replace(code, a[0], a[1], 1)
		}
		return api.OnLoadResult{Contents: &code, Loader: api.LoaderJS}, err
	})
}}

func verklein(css string) (string, error) {
	r := api.Transform(css, api.TransformOptions{
		Loader: api.LoaderCSS, MinifyWhitespace: true, MinifySyntax: true, Engines: browsers,
	})
	return string(r.Code), fout(r.Errors)
}

func script(u *uitvoer, web string) error {
	for _, naam := range []string{"kaart.js", "main.js", "passkey.js", "vormgeving.js"} {
		r := api.Build(api.BuildOptions{
			AbsWorkingDir: web, EntryPoints: []string{"script/" + naam}, Bundle: true, Write: false, Outfile: "uit.js",
			MinifyWhitespace: true, MinifySyntax: true, MinifyIdentifiers: true,
			Format: api.FormatIIFE, Target: api.ES2020, Plugins: []api.Plugin{leaflet},
		})
		if err := fout(r.Errors); err != nil {
			return err
		}
		u.statisch(naam, r.OutputFiles[0].Contents)
	}
	return nil
}

func fout(msgs []api.Message) error {
	if len(msgs) == 0 {
		return nil
	}
	regels := api.FormatMessages(msgs, api.FormatMessagesOptions{Kind: api.ErrorMessage})
	return errors.New(strings.Join(regels, "\n"))
}
