package web

// Deelbeeld is the picture that others show with a link to a page: the mark of the
// gemeente by its name, 1200 by 630 pixels, drawn from the SVG of that mark. Colours of
// its own theme are not in it, so that it is made once and for all.
func Deelbeeld(merk string) string {
	if merk != "lindemeer" {
		merk = "veldwaarde" // as in the header
	}
	return Asset("deel-" + merk + ".png")
}
