package browsertest

import (
	"context"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/webauthn"
	"github.com/chromedp/chromedp"
)

// Passkeys gives the tab a device that makes and proves passkeys by itself, as a
// telephone of which the owner puts a finger on it at once.
func (tab *Tab) Passkeys() *Tab {
	tab.t.Helper()
	tab.doe("passkeys", chromedp.Func(func(ctx context.Context, t *chromedp.Target) error {
		if _, err := cdp.Call(ctx, t, webauthn.Enable, webauthn.EnableParams{}); err != nil {
			return err
		}
		_, err := cdp.Call(ctx, t, webauthn.AddVirtualAuthenticator, webauthn.AddVirtualAuthenticatorParams{Options: &webauthn.VirtualAuthenticatorOptions{
			Protocol: webauthn.AuthenticatorProtocolCtap2, Transport: webauthn.AuthenticatorTransportInternal,
			HasResidentKey: true, HasUserVerification: true, IsUserVerified: true, AutomaticPresenceSimulation: true,
		}})
		return err
	}))
	return tab
}

// Verschijnt waits until something can be seen that a script shows.
func (tab *Tab) Verschijnt(selector string) *Tab {
	tab.t.Helper()
	tab.doe("wachten op "+selector, chromedp.WaitVisible(chromedp.CSS(selector)))
	return tab
}
