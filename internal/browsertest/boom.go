package browsertest

import (
	"context"
	"encoding/json"
	"slices"

	"github.com/chromedp/cdproto/accessibility"
	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/chromedp"
)

// Boom is the accessibility tree of a page as one line per node, "role: name", in the
// order in which a screen reader meets them. Nodes that it never meets are left out.
func (tab *Tab) Boom() (uit []string) {
	tab.t.Helper()
	tab.doe("toegankelijkheidsboom", chromedp.Func(func(ctx context.Context, t *chromedp.Target) error {
		boom, err := cdp.Call(ctx, t, accessibility.GetFullAXTree, accessibility.GetFullAXTreeParams{})
		if err != nil {
			return err
		}
		knopen := map[accessibility.NodeID]*accessibility.Node{}
		for _, n := range boom.Nodes {
			knopen[n.NodeID] = n
		}
		var loop func(n *accessibility.Node)
		loop = func(n *accessibility.Node) {
			if !n.Ignored {
				uit = append(uit, tekst(n.Role)+": "+tekst(n.Name))
			}
			for _, id := range n.ChildIDs {
				if k := knopen[id]; k != nil {
					loop(k)
				}
			}
		}
		if len(boom.Nodes) > 0 {
			loop(boom.Nodes[0])
		}
		return nil
	}))
	return uit
}

// Leest fails unless a screen reader meets these nodes, in this order.
func (tab *Tab) Leest(knopen ...string) *Tab {
	tab.t.Helper()
	rest := tab.Boom()
	for _, k := range knopen {
		i := slices.Index(rest, k)
		if i < 0 {
			tab.t.Fatalf("%s: een schermlezer komt %q niet tegen in:\n%q", tab.Adres(), k, rest)
		}
		rest = rest[i+1:]
	}
	return tab
}

func tekst(v *accessibility.Value) string {
	if v == nil {
		return ""
	}
	var s string
	if json.Unmarshal([]byte(v.Value), &s) != nil {
		return ""
	}
	return s
}
