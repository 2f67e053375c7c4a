package api

import (
	"encoding/json"
	"sync"
	"weak"

	"mantelpunt/internal/fault"
	"mantelpunt/internal/socialekaart"

	"github.com/google/uuid"
)

// klaar keeps services as they are sent. Writing one takes far longer than finding it,
// and anybody may ask for a hundred at a time. What is kept belongs to one Kaart, which
// it does not hold back from being dropped.
type klaar struct {
	mu    sync.Mutex
	kaart weak.Pointer[socialekaart.Kaart]
	per   map[vorm]json.RawMessage
	bytes int
}

// vorm is a service, whole or as a list has it.
type vorm struct {
	id   uuid.UUID
	heel bool
}

// service gives an offer of a Kaart as JSON.
func (o ontvangen) service(k *socialekaart.Kaart, a socialekaart.Aanbod, heel bool) (json.RawMessage, error) {
	v := vorm{a.ID, heel}
	if b, ok := o.klaar.haal(k, v); ok {
		return b, nil
	}
	s := dienst(k, a, o)
	if !heel {
		s = vlak(s)
	}
	b, err := json.Marshal(s)
	if err != nil {
		return nil, fault.Wrap(err, "service opmaken")
	}
	o.klaar.zet(k, v, b)
	return b, nil
}

func (c *klaar) haal(k *socialekaart.Kaart, v vorm) (json.RawMessage, bool) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if w := weak.Make(k); c.kaart != w {
		c.kaart, c.per, c.bytes = w, map[vorm]json.RawMessage{}, 0
	}
	b, ok := c.per[v]
	return b, ok
}

func (c *klaar) zet(k *socialekaart.Kaart, v vorm, b json.RawMessage) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if _, dubbel := c.per[v]; c.kaart == weak.Make(k) && !dubbel {
		c.per[v] = b
		c.bytes += perStuk + len(b)
	}
}

// Bytes estimates its memory.
func (c *klaar) Bytes() int {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.bytes
}
