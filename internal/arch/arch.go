// Package arch guards the direction of imports:
//
//	cmd → app → features → platform → web → i18n, fault
//
// A package imports what stands to the right of it. A feature never imports
// another feature: where it needs something of one it declares a small interface,
// and app hands it over. So a feature can be read, tested and thrown away by
// itself, and nothing that everybody uses knows who uses it. The package holds
// only this rule and the test that applies it to the whole repository.
package arch

import (
	"fmt"
	"slices"
	"strings"
)

const module = "mantelpunt"

// features and platform name the packages below internal; what is in a folder
// below one of them belongs to it.
var (
	features = []string{"account", "gemeente", "informatiepunt", "privacy", "socialekaart", "toezicht", "verklaring"}
	platform = []string{
		"arch", "audit", "bijlage", "browsertest", "config", "gegevens", "httpx", "jobs", "kluis", "mail", "meten", "momentopname", "oidc", "onderwerp", "oidctest", "pdf", "pgtest",
		"postgres", "sessie", "termijn", "toegang", "zegel", "zoeken",
	}
	onderop = []string{"i18n", "fault", "stuk"}
)

// laag is how far to the left a package stands; a higher one may import a lower one.
type laag int

const (
	laagOnder laag = iota
	laagWeb
	laagPlatform
	laagFeature
	laagApp
	laagCmd
)

var laagnamen = map[laag]string{
	laagOnder: "i18n and fault", laagWeb: "web", laagPlatform: "platform", laagFeature: "a feature", laagApp: "app", laagCmd: "cmd",
}

// plaats finds the layer of a package of this module, and for one below internal
// the name that decided it.
func plaats(pakket string) (l laag, naam string, err error) {
	delen := strings.Split(strings.TrimPrefix(pakket, module+"/"), "/")
	switch {
	case delen[0] == "cmd":
		return laagCmd, "cmd", nil
	case delen[0] == "web":
		return laagWeb, "web", nil
	case delen[0] == "migrations":
		return laagPlatform, "migrations", nil
	case delen[0] != "internal" || len(delen) < 2:
	case delen[1] == "app":
		return laagApp, "app", nil
	case slices.Contains(features, delen[1]):
		return laagFeature, delen[1], nil
	case slices.Contains(platform, delen[1]):
		return laagPlatform, delen[1], nil
	case slices.Contains(onderop, delen[1]):
		return laagOnder, delen[1], nil
	}
	return 0, "", fmt.Errorf("%s: say in internal/arch/arch.go whether this is a feature or platform", pakket)
}

// Controleer judges one import and says what is wrong with it, nil when nothing
// is. Imports from outside the module are nobody's business here.
func Controleer(van, naar string) error {
	if naar != module && !strings.HasPrefix(naar, module+"/") {
		return nil
	}
	laagVan, naamVan, err := plaats(van)
	if err != nil {
		return err
	}
	laagNaar, naamNaar, err := plaats(naar)
	if err != nil {
		return err
	}
	switch {
	case laagNaar > laagVan:
		return fmt.Errorf("%s imports %s: %s may not know %s", van, naar, laagnamen[laagVan], laagnamen[laagNaar])
	case laagVan == laagFeature && laagNaar == laagFeature && naamVan != naamNaar:
		return fmt.Errorf("%s imports %s: a feature never imports another feature; declare an interface and let app hand it over", van, naar)
	}
	return nil
}
