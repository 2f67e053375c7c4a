package socialekaart

import "math/bits"

// verzameling is a set of offers, one bit each: filters are combined and counted
// 64 offers at a time.
type verzameling []uint64

func nieuweVerzameling(n int) verzameling { return make(verzameling, (n+63)/64) }

// volleVerzameling holds all n.
func volleVerzameling(n int) verzameling {
	v := nieuweVerzameling(n)
	for i := range n {
		v.zet(i)
	}
	return v
}

func (v verzameling) zet(i int)        { v[i>>6] |= 1 << (i & 63) }
func (v verzameling) heeft(i int) bool { return v[i>>6]&(1<<(i&63)) != 0 }

// of adds w.
func (v verzameling) of(w verzameling) {
	for i := range v {
		v[i] |= w[i]
	}
}

// en keeps what is in w, too.
func (v verzameling) en(w verzameling) {
	for i := range v {
		v[i] &= w[i]
	}
}

// weg takes away what is in w.
func (v verzameling) weg(w verzameling) {
	for i := range v {
		v[i] &^= w[i]
	}
}

func (v verzameling) tel() int {
	n := 0
	for _, x := range v {
		n += bits.OnesCount64(x)
	}
	return n
}

// telMet counts what is in both.
func (v verzameling) telMet(w verzameling) int {
	n := 0
	for i, x := range v {
		n += bits.OnesCount64(x & w[i])
	}
	return n
}

// elk calls f for each member, in order, until it returns false.
func (v verzameling) elk(f func(i int) bool) {
	for w, x := range v {
		for x != 0 {
			if !f(w<<6 + bits.TrailingZeros64(x)) {
				return
			}
			x &= x - 1
		}
	}
}
