package main

import (
	"fmt"
	"net/http"
	"net/url"
	"strconv"
)

// scene is one way of using the site.
type scene struct {
	naam string
	eis  float64 // what part of the bare handler it has to reach at 16 connections; 0 for nothing
	pad  func(vragen []string, p plaats, n int) string
	kop  string // a header of the request
	soort
}

type soort int

const (
	levend  soort = iota // every address is another, so that nothing is kept
	bewaard              // one address, that was asked for before
	bekend               // the visitor has it already
)

// zwaar are the filters that ask most: many words, many choices, distance, the clock.
var zwaar = []string{
	"q=oppas+voor+mijn+demente+moeder&thema=vervangende-mantelzorg&thema=praktische-hulp&doelgroep=mantelzorgers&zorgvoor=mensen-met-dementie&wet=wmo&wet=wlz&kosten=gratis&taal=nl&verwijzing=nee",
	"thema=vervangende-mantelzorg&thema=praktische-hulp&thema=emotionele-steun&thema=educatie&wet=wmo&wet=zvw&wet=wlz&dagdeel=avond&dagdeel=weekend&verwijzing=nee",
	"q=ik+kan+niet+meer&sorteer=naam&dagdeel=weekend&dagdeel=avond&open=nu",
	"sorteer=naam&wet=wmo&doelgroep=mantelzorgers&open=nu&toegankelijkheid=rolstoel",
}

func anders(pad string, n int) string { return pad + "bench=" + strconv.Itoa(n) }

// geheel makes a visitor one with pages of his own: they are made as a whole, of nothing
// that was ready.
const geheel = "Cookie: voor=x\r\n"

func eenVraag(vragen []string, _ plaats, n int) string {
	return anders("/aanbod?q="+url.QueryEscape(vragen[n%len(vragen)])+"&", n)
}

func eenAanbod(_ []string, p plaats, n int) string {
	return anders(fmt.Sprintf("/aanbod/aanbod-%d?", 1+n%p.aanbod), n)
}

var scenes = []scene{
	{naam: "zoeken, niet bewaard", eis: 0.20, pad: eenVraag},
	{naam: "zoeken, als geheel", kop: geheel, pad: eenVraag},
	{naam: "zwaarste filters", pad: func(_ []string, _ plaats, n int) string { return anders("/aanbod?"+zwaar[n%len(zwaar)]+"&", n) }},
	{naam: "pagina 5", pad: func(_ []string, _ plaats, n int) string { return anders("/aanbod?q=zorg&pagina=5&", n) }},
	{naam: "niets gevonden", pad: func(_ []string, _ plaats, n int) string { return fmt.Sprintf("/aanbod?q=xqzzk%dvv", n) }},
	{naam: "een aanbod, niet bewaard", eis: 0.40, pad: eenAanbod},
	{naam: "een aanbod, als geheel", kop: geheel, pad: eenAanbod},
	{naam: "home, niet bewaard", pad: func(_ []string, _ plaats, n int) string { return anders("/?", n) }},
	{naam: "zoeken, bewaard", eis: 0.70, soort: bewaard, pad: func([]string, plaats, int) string { return "/aanbod?q=respijtzorg" }},
	{naam: "zoeken, 304", eis: 0.80, soort: bekend, pad: func([]string, plaats, int) string { return "/aanbod?q=respijtzorg" }},
}

// klaar asks once for what will be measured, and gives how to ask for it.
func (s scene) klaar(b *bank, p plaats) (maak func(n int) []byte, status int, voorbeeld antwoord, err error) {
	host := p.slug + ".localhost"
	vraag := func(n int, extra string) []byte { return verzoek(host, s.pad(b.vragen, p, n), s.kop+extra) }
	keren, basis := 3, 0
	if s.soort == levend {
		keren, basis = 1, int(b.teller.Add(1))<<24 // other addresses than in any round before
	}
	for n := range keren {
		if voorbeeld, err = b.een(vraag(basis+n, "")); err != nil {
			return nil, 0, voorbeeld, err
		}
		if voorbeeld.status != http.StatusOK || voorbeeld.kop("Content-Encoding") != "gzip" {
			return nil, 0, voorbeeld, fmt.Errorf("%s: status %d, codering %q", s.naam, voorbeeld.status, voorbeeld.kop("Content-Encoding"))
		}
	}
	switch s.soort {
	case bewaard:
		vast := vraag(0, "")
		return func(int) []byte { return vast }, http.StatusOK, voorbeeld, nil
	case bekend:
		vast := vraag(0, "If-None-Match: "+voorbeeld.kop("ETag")+"\r\n")
		return func(int) []byte { return vast }, http.StatusNotModified, antwoord{status: http.StatusNotModified}, nil
	}
	return func(n int) []byte { return vraag(basis+n, "") }, http.StatusOK, voorbeeld, nil
}
