package bijlage

import (
	"bytes"
	"context"
	"encoding/binary"
	"errors"
	"image"

	"mantelpunt/web"

	"github.com/tetratelabs/wazero"
	"github.com/tetratelabs/wazero/api"
	"github.com/tetratelabs/wazero/imports/wasi_snapshot_preview1"
)

// errGeenHEIC says that the decoder itself is not there.
var errGeenHEIC = errors.New("bijlage: geen decoder voor HEIC")

// isHEIC looks for a file type box (ISO/IEC 14496-12, 4.3) with a brand of pictures in
// HEVC (ISO/IEC 23008-12, annex B).
func isHEIC(b []byte) bool {
	if len(b) < 16 || string(b[4:8]) != "ftyp" {
		return false
	}
	lengte := binary.BigEndian.Uint32(b)
	if lengte < 16 || lengte > 256 || int(lengte) > len(b) {
		return false
	}
	for i := 8; i+4 <= int(lengte); i += 4 {
		if i == 12 { // the version, not a brand
			continue
		}
		switch string(b[i : i+4]) {
		case "heic", "heix", "heim", "heis":
			return true
		}
	}
	return false
}

// heicGeheugen is what decoding one photo may take, in pages of 64 kB.
const heicGeheugen = maxGeheugen / (64 << 10)

// heicLezer is libheif as WebAssembly. A decoder in C that reads what strangers send is
// where a program is broken into; here it has no files, no network, no clock, and a
// memory of its own that is bounded. It can only not be stopped: that is why it has a
// process of its own as well, see [heicProces].
type heicLezer struct {
	machine wazero.Runtime
	code    wazero.CompiledModule
}

// nieuweHEICLezer compiles the decoder, which takes a third of a second.
func nieuweHEICLezer(ctx context.Context) (l heicLezer, err error) {
	code, err := web.HEIF()
	if err != nil {
		return l, err
	}
	l.machine = wazero.NewRuntimeWithConfig(ctx, wazero.NewRuntimeConfig().WithMemoryLimitPages(heicGeheugen))
	if _, err = wasi_snapshot_preview1.Instantiate(ctx, l.machine); err != nil {
		return l, err
	}
	l.code, err = l.machine.CompileModule(ctx, code)
	return l, err
}

// decodeer decodes the main picture of a HEIC file, turned as it was meant.
func (l heicLezer) decodeer(ctx context.Context, b []byte) (image.Image, error) {
	m, err := l.machine.InstantiateModule(ctx, l.code, wazero.NewModuleConfig().WithName("").WithStartFunctions("_initialize"))
	if err != nil {
		return nil, err
	}
	defer m.Close(ctx)
	h := heic{ctx: ctx, m: m, lengte: uint64(len(b))}
	if h.in, err = h.ruimte(b); err != nil {
		return nil, err
	}
	if h.uit, err = h.ruimte(make([]byte, 5*4)); err != nil {
		return nil, err
	}
	return h.beeld()
}

// heic is one photo in the memory of the decoder.
type heic struct {
	ctx             context.Context
	m               api.Module
	in, lengte, uit uint64
}

// ruimte takes memory and fills it.
func (h heic) ruimte(b []byte) (uint64, error) {
	res, err := h.m.ExportedFunction("malloc").Call(h.ctx, uint64(len(b)))
	if err != nil {
		return 0, err
	}
	if res[0] == 0 || !h.m.Memory().Write(uint32(res[0]), b) { // #nosec G115 -- an address of 32 bits
		return 0, errors.New("heic: geen geheugen")
	}
	return res[0], nil
}

// decodeer calls the decoder, for the measures alone when doel is 0, and gives what it
// tells: width, height, colour space, how colours are sampled, premultiplied.
func (h heic) decodeer(doel uint64) (uit [5]uint32, err error) {
	alleenMaten := uint64(0)
	if doel == 0 {
		alleenMaten = 1
	}
	res, err := h.m.ExportedFunction("decode").Call(h.ctx, h.in, h.lengte, alleenMaten, h.uit, h.uit+4, h.uit+8, h.uit+12, h.uit+16, doel)
	if err != nil {
		return uit, err
	}
	if res[0] != 1 {
		return uit, errors.New("heic: niet te decoderen")
	}
	for i := range uit {
		uit[i], _ = h.m.Memory().ReadUint32Le(uint32(h.uit) + uint32(4*i)) // #nosec G115 -- an address of 32 bits
	}
	return uit, nil
}

// Colour spaces and ways of sampling, as libheif numbers them.
const (
	heifYCbCr, heifRGB, heifGrijs = 0, 1, 2
	heif420, heif422, heif444     = 1, 2, 3
)

func (h heic) beeld() (image.Image, error) {
	maten, err := h.decodeer(0)
	if err != nil {
		return nil, err
	}
	if maten[0] == 0 || maten[1] == 0 {
		return nil, errors.New("heic: geen beeld")
	}
	if maten[0] > maxZijde || maten[1] > maxZijde || int(maten[0])*int(maten[1]) > maxPunten {
		return nil, errTeVeel
	}
	rect := image.Rect(0, 0, int(maten[0]), int(maten[1]))
	switch kleur, monsters := maten[2], maten[3]; {
	case kleur == heifGrijs:
		g := &image.Gray{Stride: regel(rect.Dx(), 1), Rect: rect}
		g.Pix, err = h.punten(maten, g.Stride*rect.Dy())
		return g, err
	case kleur == heifRGB:
		p := &image.NRGBA{Stride: regel(rect.Dx(), 4), Rect: rect}
		p.Pix, err = h.punten(maten, p.Stride*rect.Dy())
		return p, err
	case kleur == heifYCbCr && (monsters == heif420 || monsters == heif422 || monsters == heif444):
		return h.ycbcr(maten, rect)
	}
	return nil, errors.New("heic: onbekende kleuren")
}

func (h heic) ycbcr(maten [5]uint32, rect image.Rectangle) (image.Image, error) {
	y := &image.YCbCr{Rect: rect, SubsampleRatio: image.YCbCrSubsampleRatio444}
	cw, ch := rect.Dx(), rect.Dy()
	if maten[3] != heif444 {
		cw, y.SubsampleRatio = (cw+1)/2, image.YCbCrSubsampleRatio422
	}
	if maten[3] == heif420 {
		ch, y.SubsampleRatio = (ch+1)/2, image.YCbCrSubsampleRatio420
	}
	y.YStride, y.CStride = regel(rect.Dx(), 1), regel(cw, 1)
	licht, kleur := y.YStride*rect.Dy(), y.CStride*ch
	b, err := h.punten(maten, licht+2*kleur)
	if err != nil {
		return nil, err
	}
	y.Y, y.Cb, y.Cr = b[:licht:licht], b[licht:licht+kleur:licht+kleur], b[licht+kleur:]
	return y, nil
}

// regel is how many bytes libheif takes for a row of so many pixels.
func regel(breedte, bytes int) int {
	breedte = max(64, breedte+breedte%2)
	return (breedte*bytes + 15) &^ 15
}

// punten decodes the picture itself. The decoder must stay with the measures that it
// gave, since we made room for those.
func (h heic) punten(maten [5]uint32, grootte int) ([]byte, error) {
	doel, err := h.ruimte(make([]byte, grootte))
	if err != nil {
		return nil, err
	}
	weer, err := h.decodeer(doel)
	if err != nil {
		return nil, err
	}
	b, ok := h.m.Memory().Read(uint32(doel), uint32(grootte)) // #nosec G115 -- at most maxPunten times four
	if !ok || weer != maten {
		return nil, errors.New("heic: andere maten dan beloofd")
	}
	return bytes.Clone(b), nil
}
