package oidc

import (
	"errors"
	"net"
	"net/http"
	"net/netip"
	"slices"
	"syscall"
)

// ErrBesloten refuses a connection to an address that only machines near us can reach.
var ErrBesloten = errors.New("het adres ligt in een besloten netwerk")

// besloten are the ranges, besides those that netip names, that are of no server on
// the internet (IANA, special-purpose address registries).
var besloten = []netip.Prefix{
	netip.MustParsePrefix("0.0.0.0/8"), netip.MustParsePrefix("100.64.0.0/10"), netip.MustParsePrefix("192.0.0.0/24"), netip.MustParsePrefix("192.0.2.0/24"),
	netip.MustParsePrefix("198.18.0.0/15"), netip.MustParsePrefix("198.51.100.0/24"), netip.MustParsePrefix("203.0.113.0/24"), netip.MustParsePrefix("240.0.0.0/4"),
	netip.MustParsePrefix("64:ff9b::/96"), netip.MustParsePrefix("64:ff9b:1::/48"), netip.MustParsePrefix("100::/64"), netip.MustParsePrefix("2001:db8::/32"), netip.MustParsePrefix("2002::/16"),
}

// Besloten reports whether an address is one that only machines near us can reach, so
// that a beheerder cannot have the portal look around in its own network.
func Besloten(a netip.Addr) bool {
	a = a.Unmap()
	return !a.IsGlobalUnicast() || a.IsPrivate() || slices.ContainsFunc(besloten, func(p netip.Prefix) bool { return p.Contains(a) })
}

// Dialer makes connections to providers. The address is judged when the connection is
// made, so that a name that leads inwards, or does so later, is refused too. lokaal
// allows this machine itself, for a provider in a test or in dev.
func Dialer(lokaal bool) *net.Dialer {
	return &net.Dialer{Timeout: geduld, Control: func(_, adres string, _ syscall.RawConn) error {
		ap, err := netip.ParseAddrPort(adres)
		if err != nil || Besloten(ap.Addr()) && !(lokaal && ap.Addr().Unmap().IsLoopback()) {
			return ErrBesloten
		}
		return nil
	}}
}

// uitweg connects through the proxy of the environment (HTTPS_PROXY) where there is
// one. That proxy may stand near us, and where it goes is for its own rules to say:
// it alone knows what address a name has there. Everything else goes by Dialer.
type uitweg struct{ zelf, proxy http.RoundTripper }

func nieuweUitweg(lokaal bool) http.RoundTripper {
	zelf := http.DefaultTransport.(*http.Transport).Clone()
	zelf.Proxy, zelf.DialContext = nil, Dialer(lokaal).DialContext
	return uitweg{zelf: zelf, proxy: http.DefaultTransport}
}

func (u uitweg) RoundTrip(r *http.Request) (*http.Response, error) {
	if via, err := http.ProxyFromEnvironment(r); err != nil || via != nil {
		return u.proxy.RoundTrip(r)
	}
	return u.zelf.RoundTrip(r)
}
