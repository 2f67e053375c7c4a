package stuk

import (
	"bytes"
	"compress/gzip"
	"context"
	"errors"
	"io"
	"strconv"
	"strings"
	"testing"

	"github.com/a-h/templ"
	templruntime "github.com/a-h/templ/runtime"
	"pgregory.net/rapid"
)

// doos keeps everything.
type doos struct {
	stukken  map[string]*Stuk
	gevraagd map[string]int
	gelegd   int
}

func (d *doos) Haal(naam string) *Stuk { return d.stukken[naam] }

func (d *doos) Mag(naam string) bool {
	d.gevraagd[naam]++
	return d.gevraagd[naam] > 1
}

func (d *doos) Leg(naam string, s *Stuk) {
	d.stukken[naam] = s
	d.gelegd++
}

// sjabloon renders as templ does: through one buffer, which the components within share.
func sjabloon(delen ...templ.Component) templ.Component {
	return templruntime.GeneratedTemplate(func(in templruntime.GeneratedComponentInput) (err error) {
		b, eigen := templruntime.GetBuffer(in.Writer)
		if !eigen {
			defer func() { err = errors.Join(err, templruntime.ReleaseBuffer(b)) }()
		}
		for _, d := range delen {
			if err := d.Render(in.Context, b); err != nil {
				return err
			}
		}
		return nil
	})
}

func pakUit(t interface{ Fatal(...any) }, z []byte) string {
	r, err := gzip.NewReader(bytes.NewReader(z)) // checks length and CRC
	if err != nil {
		t.Fatal(err)
	}
	b, err := io.ReadAll(r)
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}

// Whatever a page is made of, it reads the same plain, compressed, and without pieces;
// and each piece is made once.
func TestPaginaIsTheSameInEveryWay(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		var delen []templ.Component
		var moet strings.Builder
		namen := map[string]bool{}
		for range rapid.IntRange(0, 8).Draw(rt, "delen") {
			naam := rapid.SampledFrom([]string{"kop", "voet", "kaart"}).Draw(rt, "naam")
			tekst := strings.Repeat(naam+" é ", map[string]int{"kop": 1000, "voet": 400, "kaart": 3}[naam])
			if rapid.Bool().Draw(rt, "vast") {
				namen[naam] = true
				vorm := Vast
				if naam != "kaart" {
					vorm = Ingepakt
				}
				delen = append(delen, vorm(naam, func(context.Context) templ.Component { return sjabloon(templ.Raw(tekst)) }))
			} else {
				tekst = rapid.StringN(0, 300, 6000).Draw(rt, "tekst")
				delen = append(delen, templ.Raw(tekst))
			}
			moet.WriteString(tekst)
		}
		d := &doos{stukken: map[string]*Stuk{}, gevraagd: map[string]int{}}
		for range 2 {
			p := Nieuw()
			if err := sjabloon(delen...).Render(Met(context.Background(), d), p); err != nil {
				rt.Fatal(err)
			}
			html, err := p.HTML()
			if err != nil || string(html) != moet.String() {
				rt.Fatalf("%v, %d bytes instead of %d", err, len(html), moet.Len())
			}
			z, err := p.Gzip()
			if err != nil || pakUit(rt, z) != moet.String() {
				rt.Fatalf("%v: compressed it is another page", err)
			}
			p.Weg()
		}
		if d.gelegd != len(namen) {
			rt.Errorf("%d pieces were made %d times", len(namen), d.gelegd)
		}
		for _, ctx := range []context.Context{context.Background(), Met(context.Background(), d)} {
			var kaal bytes.Buffer // no Pagina
			if err := sjabloon(delen...).Render(ctx, &kaal); err != nil || kaal.String() != moet.String() {
				rt.Fatalf("%v: to another writer it is another page", err)
			}
		}
	})
}

// A piece whose name a visitor makes up is kept when it is asked for again.
func TestVaker(t *testing.T) {
	d, gemaakt := &doos{stukken: map[string]*Stuk{}, gevraagd: map[string]int{}}, 0
	c := Vaker("vraag", func(context.Context) templ.Component { gemaakt++; return templ.Raw("antwoord") })
	for n := range 4 {
		p := Nieuw()
		if err := c.Render(Met(context.Background(), d), p); err != nil {
			t.Fatal(err)
		}
		if html, err := p.HTML(); err != nil || string(html) != "antwoord" {
			t.Errorf("%q, %v", html, err)
		}
		p.Weg()
		if want := min(n, 1); d.gelegd != want || gemaakt != min(n+1, 2) {
			t.Errorf("asked %d times: kept %d, made %d", n+1, d.gelegd, gemaakt)
		}
	}
}

// A piece that cannot be made is not kept.
func TestStukDatMislukt(t *testing.T) {
	d := &doos{stukken: map[string]*Stuk{}, gevraagd: map[string]int{}}
	mis := errors.New("mis")
	p := Nieuw()
	defer p.Weg()
	err := Vast("kop", func(context.Context) templ.Component {
		return templ.ComponentFunc(func(context.Context, io.Writer) error { return mis })
	}).Render(Met(context.Background(), d), p)
	if !errors.Is(err, mis) || d.gelegd != 0 {
		t.Errorf("%v, kept %d", err, d.gelegd)
	}
}

// The length does not follow the contents byte for byte.
func TestGzipBlursTheLength(t *testing.T) {
	lengten := map[int]bool{}
	for i := range 50 {
		p := Nieuw()
		_, _ = p.Write([]byte(strings.Repeat("x", 2000) + strconv.Itoa(100+i)))
		z, err := p.Gzip()
		if err != nil {
			t.Fatal(err)
		}
		lengten[len(z)] = true
		p.Weg()
	}
	if len(lengten) < 10 {
		t.Errorf("50 pages have %d lengths", len(lengten))
	}
}

// BenchmarkGzip packs a page of which nothing, and of which most was ready.
func BenchmarkGzip(b *testing.B) {
	var regels strings.Builder
	for i := range 400 {
		regels.WriteString(`<div class="mz-opt"><input type="checkbox" name="thema" value="` + strconv.Itoa(i*i) + `"><label>Voor wie ` + strconv.Itoa(i) + "</label></div>")
	}
	for _, vast := range []bool{false, true} {
		b.Run("vast="+strconv.FormatBool(vast), func(b *testing.B) {
			d := &doos{stukken: map[string]*Stuk{}, gevraagd: map[string]int{}}
			c := templ.Raw(regels.String())
			if vast {
				c = Ingepakt("alles", func(context.Context) templ.Component { return templ.Raw(regels.String()) })
			}
			for b.Loop() {
				p := Nieuw()
				if err := c.Render(Met(context.Background(), d), p); err != nil {
					b.Fatal(err)
				}
				if _, err := p.Gzip(); err != nil {
					b.Fatal(err)
				}
				p.Weg()
			}
		})
	}
}
