package bijlage

import (
	"bytes"
	"encoding/binary"
)

// jpegKop is what stands before the picture in a JPEG and what we need of it.
type jpegKop struct {
	stand      int     // orientation, 1 to 8 (TIFF 6.0, tag 274)
	punten     int     // pixels
	monsters   float64 // samples per pixel, all components together
	progressie bool    // progressive: the decoder holds every coefficient
}

// leesJPEG goes through the segments before the first scan (ITU-T T.81, annex B).
func leesJPEG(b []byte) (k jpegKop, ok bool) {
	k.stand = 1
	for i := 2; i+4 <= len(b); {
		if b[i] != 0xff {
			return k, false
		}
		soort := b[i+1]
		if soort == 0xff || soort == 0x01 || 0xd0 <= soort && soort <= 0xd8 { // fill bytes, and markers without a length
			i++
			if soort != 0xff {
				i++
			}
			continue
		}
		lengte := int(binary.BigEndian.Uint16(b[i+2:]))
		if lengte < 2 || i+2+lengte > len(b) {
			return k, false
		}
		deel := b[i+4 : i+2+lengte]
		switch {
		case soort == 0xe1 && bytes.HasPrefix(deel, []byte("Exif\x00\x00")):
			k.stand = standVan(deel[6:])
		case 0xc0 <= soort && soort <= 0xcf && soort != 0xc4 && soort != 0xc8 && soort != 0xcc:
			if !k.raam(soort, deel) {
				return k, false
			}
		case soort == 0xda:
			return k, k.punten > 0
		}
		i += 2 + lengte
	}
	return k, false
}

// raam reads the frame header: precision, height, width, components.
func (k *jpegKop) raam(soort byte, deel []byte) bool {
	if len(deel) < 6 || len(deel) < 6+3*int(deel[5]) || deel[5] == 0 || k.punten > 0 {
		return false
	}
	k.progressie = soort == 0xc2
	k.punten = int(binary.BigEndian.Uint16(deel[1:])) * int(binary.BigEndian.Uint16(deel[3:]))
	var som, hmax, vmax int
	for c := range int(deel[5]) {
		h, v := int(deel[7+3*c]>>4), int(deel[7+3*c]&15)
		som, hmax, vmax = som+h*v, max(hmax, h), max(vmax, v)
	}
	if hmax*vmax == 0 {
		return false
	}
	k.monsters = float64(som) / float64(hmax*vmax)
	return true
}

// standVan finds the orientation in Exif data, which is a TIFF file; 1 when there is
// none, or none that we can read.
func standVan(b []byte) int {
	if len(b) < 8 {
		return 1
	}
	var o binary.ByteOrder
	switch string(b[:4]) {
	case "II*\x00":
		o = binary.LittleEndian
	case "MM\x00*":
		o = binary.BigEndian
	default:
		return 1
	}
	begin := int(o.Uint32(b[4:]))
	if begin < 8 || begin > len(b)-2 {
		return 1
	}
	aantal := int(o.Uint16(b[begin:]))
	for n := range aantal {
		i := begin + 2 + 12*n
		if i+12 > len(b) {
			return 1
		}
		if o.Uint16(b[i:]) != 274 || o.Uint16(b[i+2:]) != 3 { // tag, and its type: SHORT
			continue
		}
		if s := int(o.Uint16(b[i+8:])); 1 <= s && s <= 8 {
			return s
		}
		return 1
	}
	return 1
}

// pngKop is what stands in the header of a PNG and what we need of it.
type pngKop struct {
	stand  int
	punten int
	bytes  int // per pixel, as the decoder holds it
}

// leesPNG reads the header (PNG, third edition, 11.2.1) and an orientation (eXIf, 11.3.4.5).
func leesPNG(b []byte) (k pngKop, ok bool) {
	k.stand = 1
	for i := 8; i+12 <= len(b); {
		lengte := int(binary.BigEndian.Uint32(b[i:]))
		if lengte > len(b)-i-12 {
			return k, k.punten > 0
		}
		deel := b[i+8 : i+8+lengte]
		switch string(b[i+4 : i+8]) {
		case "IHDR":
			if lengte != 13 || k.punten > 0 {
				return k, false
			}
			w, h := binary.BigEndian.Uint32(deel), binary.BigEndian.Uint32(deel[4:])
			if w == 0 || h == 0 || w > maxZijde || h > maxZijde {
				return k, w > maxZijde || h > maxZijde // too large, which is not the same as broken
			}
			k.punten, k.bytes = int(w)*int(h), 4
			if deel[8] == 16 {
				k.bytes = 8
			}
			if deel[12] != 0 { // interlaced: the decoder has each pass beside the whole
				k.bytes *= 2
			}
		case "eXIf":
			k.stand = standVan(deel)
		case "IEND":
			return k, k.punten > 0
		}
		i += 12 + lengte
	}
	return k, k.punten > 0
}
