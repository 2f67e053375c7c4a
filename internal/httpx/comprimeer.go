package httpx

import (
	"hash/crc32"
	"io"
	"net/http"
	"strings"
	"sync"

	"mantelpunt/internal/stuk"

	"github.com/klauspost/compress/gzip"
)

// minComprimeer is how long an answer must be to be worth the work.
const minComprimeer = 1000

// Gecomprimeerd compresses what a browser can unpack, live, at the level that costs
// least, with [stuk.Vulling]. What is compressed already passes as it is, at no cost.
func Gecomprimeerd(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Add("Vary", "Accept-Encoding")
		if r.Method == http.MethodHead || !pakUitKan(r.Header.Get("Accept-Encoding")) {
			next.ServeHTTP(w, r)
			return
		}
		s := schrijvers.Get().(*schrijver)
		*s = schrijver{ResponseWriter: w, buffer: s.buffer[:0]}
		next.ServeHTTP(s, r) // after a panic nothing is sent, so that there is room for the page that says so
		s.sluit()
		*s = schrijver{buffer: s.buffer[:0]}
		schrijvers.Put(s)
	})
}

// schrijver holds back what is written until it knows whether to compress.
type schrijver struct {
	http.ResponseWriter
	status   int
	besloten bool
	buffer   []byte
	gz       *gzip.Writer
}

var schrijvers = sync.Pool{New: func() any { return &schrijver{buffer: make([]byte, 0, minComprimeer)} }}

var inpakkers = sync.Pool{New: func() any {
	w, err := gzip.NewWriterLevel(io.Discard, gzip.BestSpeed)
	if err != nil {
		panic(err) // only for a level that there is not
	}
	return w
}}

// WriteHeader remembers the status: compressing changes the headers that go with it.
func (s *schrijver) WriteHeader(status int) {
	if status < 200 {
		s.ResponseWriter.WriteHeader(status)
	} else if s.status == 0 {
		s.status = status
	}
}

func (s *schrijver) Write(b []byte) (int, error) {
	if !s.besloten {
		if len(s.buffer)+len(b) < minComprimeer && s.Header().Get("Content-Encoding") == "" {
			s.buffer = append(s.buffer, b...)
			return len(b), nil
		}
		if err := s.besluit(b); err != nil {
			return 0, err
		}
	}
	if s.gz != nil {
		return s.gz.Write(b)
	}
	return s.ResponseWriter.Write(b)
}

// besluit chooses by what was written so far and b, which comes next, and sends the
// headers and the former.
func (s *schrijver) besluit(b []byte) error {
	s.besloten = true
	h := s.Header()
	if h.Get("Content-Type") == "" && len(s.buffer)+len(b) > 0 {
		h.Set("Content-Type", http.DetectContentType(append(s.buffer, b[:min(len(b), 512)]...)))
	}
	comprimeer := len(s.buffer)+len(b) >= minComprimeer && h.Get("Content-Encoding") == "" && h.Get("Content-Range") == "" && isTekst(h.Get("Content-Type"))
	if comprimeer {
		h.Set("Content-Encoding", "gzip")
		h.Del("Content-Length")
		h.Del("Accept-Ranges")
	}
	if s.status != 0 {
		s.ResponseWriter.WriteHeader(s.status)
	}
	if comprimeer {
		som := crc32.Update(crc32.Update(0, castagnoli, s.buffer), castagnoli, b)
		s.gz = inpakkers.Get().(*gzip.Writer)
		s.gz.Reset(s.ResponseWriter)
		s.gz.Comment = stuk.Vulling(som)
	}
	if len(s.buffer) == 0 {
		return nil
	}
	var err error
	if s.gz != nil {
		_, err = s.gz.Write(s.buffer)
	} else {
		_, err = s.ResponseWriter.Write(s.buffer) // #nosec G705 -- passes what others wrote
	}
	return err
}

var castagnoli = crc32.MakeTable(crc32.Castagnoli)

// isTekst reports that compressing makes it shorter: pictures, fonts and PDF are
// compressed by themselves.
func isTekst(soort string) bool {
	soort, _, _ = strings.Cut(soort, ";")
	switch soort {
	case "application/json", "application/xml", "application/javascript", "image/svg+xml", "application/ld+json", "application/geo+json", "application/problem+json":
		return true
	}
	return strings.HasPrefix(soort, "text/")
}

// Flush sends what was written so far.
func (s *schrijver) Flush() {
	if !s.besloten && s.besluit(nil) != nil {
		return
	}
	if s.gz != nil {
		_ = s.gz.Flush() // the visitor may have left
	}
	_ = http.NewResponseController(s.ResponseWriter).Flush()
}

// Unwrap is for http.ResponseController.
func (s *schrijver) Unwrap() http.ResponseWriter { return s.ResponseWriter }

func (s *schrijver) sluit() {
	if !s.besloten {
		_ = s.besluit(nil) // the visitor may have left
	}
	if s.gz != nil {
		_ = s.gz.Close()
		inpakkers.Put(s.gz)
	}
}
