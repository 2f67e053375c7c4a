package pdf

import (
	"encoding/binary"
	"math"
	"sync"
)

// srgbProfile is a small ICC version 2 profile of sRGB (IEC 61966-2-1). PDF/A
// wants one, so that colours mean the same on every screen and printer.
var srgbProfile = sync.OnceValue(func() []byte {
	type entry struct {
		signature string
		data      []byte // nil: the data of the entry before
	}
	entries := []entry{
		{"desc", iccDescription("sRGB IEC61966-2.1")},
		{"cprt", []byte("text\x00\x00\x00\x00No copyright, use freely\x00")},
		{"wtpt", iccXYZ(0.9505, 1, 1.0891)},
		{"rXYZ", iccXYZ(0.43607, 0.22249, 0.01392)},
		{"gXYZ", iccXYZ(0.38515, 0.71687, 0.09708)},
		{"bXYZ", iccXYZ(0.14307, 0.06061, 0.71410)},
		{"rTRC", iccCurve()}, {"gTRC", nil}, {"bTRC", nil},
	}
	const headerSize = 128
	directory := put32(nil, len(entries))
	start := headerSize + 4 + 12*len(entries)
	var body []byte
	var offset, length int
	for _, e := range entries {
		if e.data != nil {
			body = pad(body)
			offset, length = start+len(body), len(e.data)
			body = append(body, e.data...)
		}
		directory = append(directory, e.signature...)
		directory = put32(directory, offset)
		directory = put32(directory, length)
	}
	header := make([]byte, headerSize)
	copy(header, put32(nil, start+len(body)))
	binary.BigEndian.PutUint32(header[8:], 0x02100000) // version 2.1
	copy(header[12:], "mntrRGB XYZ ")
	for i, v := range []uint16{2026, 1, 1} { // the date of the profile
		binary.BigEndian.PutUint16(header[24+2*i:], v)
	}
	copy(header[36:], "acsp")
	const typeSize = 8
	copy(header[68:], iccXYZ(0.9642, 1, 0.8249)[typeSize:]) // the white of the exchange space
	return append(append(header, directory...), body...)
})

// iccXYZ is a colour as fixed-point numbers with 16 bits for the fraction.
func iccXYZ(x, y, z float64) []byte {
	b := []byte("XYZ \x00\x00\x00\x00")
	for _, v := range []float64{x, y, z} {
		b = binary.BigEndian.AppendUint32(b, uint32(math.Round(v*65536)))
	}
	return b
}

func iccDescription(s string) []byte {
	b := []byte("desc\x00\x00\x00\x00")
	b = put32(b, len(s)+1)
	b = append(b, s...)
	const noOtherScripts = 1 + 4 + 4 + 2 + 1 + 67
	return append(b, make([]byte, noOtherScripts)...)
}

// iccCurve is the transfer function of sRGB in 256 steps.
func iccCurve() []byte {
	const steps = 256
	b := binary.BigEndian.AppendUint32([]byte("curv\x00\x00\x00\x00"), steps)
	for i := range steps {
		v := float64(i) / (steps - 1)
		if v <= 0.04045 {
			v /= 12.92
		} else {
			v = math.Pow((v+0.055)/1.055, 2.4)
		}
		b = binary.BigEndian.AppendUint16(b, uint16(math.Round(v*65535)))
	}
	return b
}
