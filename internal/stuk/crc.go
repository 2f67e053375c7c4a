package stuk

import "hash/crc32"

// The CRC of two texts in a row follows from that of each: that of the first, times x
// to the power of 8 for each byte of the second, plus that of the second, reckoned with
// polynomials over two elements (as crc32_combine of zlib does).

// maal multiplies two polynomials modulo that of CRC-32. The highest bit is x⁰.
func maal(a, b uint32) (uit uint32) {
	for m := uint32(1) << 31; m != 0; m >>= 1 {
		if a&m != 0 {
			uit ^= b
		}
		b = b>>1 ^ crc32.IEEE&-(b&1)
	}
	return uit
}

// schuif is x to the power of 8·n.
func schuif(n int) uint32 {
	uit, macht := uint32(1)<<31, uint32(1)<<23 // 1 and x⁸
	for ; n > 0; n >>= 1 {
		if n&1 == 1 {
			uit = maal(uit, macht)
		}
		macht = maal(macht, macht)
	}
	return uit
}
