package main

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"io"
	"net"
	"slices"
	"strconv"
	"sync"
	"sync/atomic"
	"syscall"
	"time"
)

// cijfers are what one measurement gave.
type cijfers struct {
	perSeconde float64
	p50, p99   time.Duration
	processor  time.Duration // of the whole process a request, the sending of it included
}

// antwoord is what a connection keeps of an answer.
type antwoord struct {
	status int
	lengte int
	koppen []byte
	body   []byte // only when asked for
}

// lijn is one connection to a server, as plain as can be: what it costs is the same
// for everything that is measured.
type lijn struct {
	net.Conn
	lezer *bufio.Reader
	kop   []byte
	body  bytes.Buffer
}

func nieuweLijn(adres string) (*lijn, error) {
	c, err := net.Dial("tcp", adres)
	if err != nil {
		return nil, err
	}
	return &lijn{Conn: c, lezer: bufio.NewReaderSize(c, 64<<10)}, nil
}

// verzoek makes a request as it goes over the line, of who can unpack gzip.
func verzoek(host, pad, extra string) []byte {
	return platVerzoek(host, pad, "Accept-Encoding: gzip\r\n"+extra)
}

func platVerzoek(host, pad, koppen string) []byte {
	return []byte("GET " + pad + " HTTP/1.1\r\nHost: " + host + "\r\nUser-Agent: bench\r\n" + koppen + "\r\n")
}

// vraag sends a request and reads the whole answer.
func (l *lijn) vraag(v []byte, bewaar bool) (a antwoord, err error) {
	if _, err = l.Write(v); err != nil {
		return a, err
	}
	lengte, stukken := -1, false
	l.kop = l.kop[:0]
	for {
		regel, err := l.lezer.ReadSlice('\n')
		if err != nil {
			return a, err
		}
		if a.status == 0 {
			if len(regel) < 12 {
				return a, errors.New("geen antwoord van HTTP")
			}
			if a.status, err = strconv.Atoi(string(regel[9:12])); err != nil {
				return a, err
			}
			continue
		}
		if len(regel) <= 2 {
			break
		}
		if n, ok := bytes.CutPrefix(regel, []byte("Content-Length: ")); ok {
			if lengte, err = strconv.Atoi(string(bytes.TrimSpace(n))); err != nil {
				return a, err
			}
		}
		stukken = stukken || bytes.HasPrefix(regel, []byte("Transfer-Encoding: chunked"))
		if bewaar {
			l.kop = append(l.kop, regel...)
		}
	}
	l.body.Reset()
	switch {
	case stukken:
		err = l.leesStukken(&a, bewaar)
	case lengte > 0:
		err = l.neem(&a, lengte, bewaar)
	}
	a.koppen, a.body = l.kop, l.body.Bytes()
	return a, err
}

func (l *lijn) neem(a *antwoord, n int, bewaar bool) error {
	a.lengte += n
	if bewaar {
		_, err := io.CopyN(&l.body, l.lezer, int64(n))
		return err
	}
	_, err := l.lezer.Discard(n)
	return err
}

func (l *lijn) leesStukken(a *antwoord, bewaar bool) error {
	for {
		regel, err := l.lezer.ReadSlice('\n')
		if err != nil {
			return err
		}
		n, err := strconv.ParseInt(string(bytes.TrimSpace(regel)), 16, 32)
		if err != nil {
			return err
		}
		if n > 0 {
			err = l.neem(a, int(n), bewaar)
		}
		if err == nil {
			_, err = l.lezer.Discard(2)
		}
		if err != nil || n == 0 {
			return err
		}
	}
}

// belast asks for so long over so many connections. maak gives the n-th request.
func belast(adres string, lijnen int, duur time.Duration, status int, maak func(n int) []byte) (c cijfers, err error) {
	var volgende atomic.Int64
	var wg sync.WaitGroup
	var mu sync.Mutex
	var tijden []time.Duration
	var fout error
	ls := make([]*lijn, lijnen)
	for i := range ls {
		if ls[i], err = nieuweLijn(adres); err != nil {
			return c, err
		}
		defer func() { _ = ls[i].Close() }()
	}
	van, begin := processortijd(), time.Now()
	for _, l := range ls {
		wg.Go(func() {
			var eigen []time.Duration
			var mis error
			for nu := begin; mis == nil && nu.Sub(begin) < duur; {
				a, err := l.vraag(maak(int(volgende.Add(1))), false)
				klaar := time.Now()
				if err == nil && a.status != status {
					err = fmt.Errorf("status %d in plaats van %d", a.status, status)
				}
				mis, nu, eigen = err, klaar, append(eigen, klaar.Sub(nu))
			}
			mu.Lock()
			defer mu.Unlock()
			tijden, fout = append(tijden, eigen...), errors.Join(fout, mis)
		})
	}
	wg.Wait()
	verlopen, tot := time.Since(begin), processortijd()
	if fout != nil || len(tijden) == 0 {
		return c, fout
	}
	slices.Sort(tijden)
	n := len(tijden)
	return cijfers{perSeconde: float64(n) / verlopen.Seconds(), p50: tijden[n/2], p99: tijden[n*99/100], processor: (tot - van) / time.Duration(n)}, nil
}

// processortijd is what this process used so far, for itself and in the kernel.
func processortijd() time.Duration {
	var r syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &r); err != nil {
		return 0
	}
	return time.Duration(r.Utime.Nano() + r.Stime.Nano())
}
