package account

import (
	"bytes"
	"context"
	"regexp"
	"strconv"
	"strings"
	"testing"
	"time"

	"mantelpunt/internal/fault"
	"mantelpunt/internal/i18n"
	"mantelpunt/internal/toegang"

	"github.com/google/uuid"
)

func TestKeysOfPartners(t *testing.T) {
	t.Parallel()
	sleutel := nieuweSleutel()
	if !regexp.MustCompile(`^mp_[A-Za-z0-9_-]{49}$`).MatchString(sleutel) || !isSleutel(sleutel) || nieuweSleutel() == sleutel {
		t.Error(sleutel)
	}
	ander := "A"
	if strings.HasPrefix(sleutel[10:], ander) {
		ander = "B"
	}
	for _, niet := range []string{"", "mp_", sleutel[1:], sleutel + "A", sleutel[:len(sleutel)-1], sleutel[:10] + ander + sleutel[11:], strings.ToUpper(sleutel), strings.Repeat("A", 52), "mp_" + strings.Repeat("!", 49), "mp_\x00\xff" + sleutel[5:]} {
		if isSleutel(niet) {
			t.Errorf("%q is no key", niet)
		}
	}
}

// maakSleutel makes a key in the browser of a beheerder.
func (b *browser) maakSleutel(partner string) (sleutel string, id uuid.UUID) {
	b.p.t.Helper()
	form := b.get("/beheer/partners/nieuw")
	id, err := uuid.Parse(form.Find("input[name=id]").AttrOr("value", ""))
	if err != nil {
		b.p.t.Fatal(err)
	}
	paren := []string{"id", id.String(), "partner", partner, "mag", "verklaring controleren"}
	for _, deel := range []string{"dag", "maand", "jaar"} {
		paren = append(paren, "verloopt-"+deel, form.Find("#verloopt-"+deel).AttrOr("value", ""))
	}
	res := b.post("/beheer/partners/nieuw", paren...)
	sleutel = res.Find("textarea#sleutel[readonly]").Text()
	if res.status != 201 || !isSleutel(sleutel) || !strings.Contains(res.tekst("pre"), sleutel) {
		b.p.t.Fatalf("%d %s", res.status, res.tekst("main"))
	}
	if res.koppen.Get("Cache-Control") != "no-store" {
		b.p.t.Error("the page with the key may be kept")
	}
	if res := b.post("/beheer/partners/nieuw", paren...); res.status != 409 || strings.Contains(res.tekst("body"), "mp_") {
		b.p.t.Errorf("the same form twice: %d", res.status)
	}
	return sleutel, id
}

func TestKeyOfAPartner(t *testing.T) {
	p, b, _ := metBeheer(t)
	ctx, s := context.Background(), p.h.Store
	if res := b.get("/beheer/partners"); !strings.Contains(res.tekst("main"), "Er is nog geen sleutel") || !strings.Contains(res.tekst("main"), "/api/controle") {
		t.Error(res.tekst("main"))
	}
	sleutel, id := b.maakSleutel("Parkeerbeheer")
	if dagen := p.tel(`SELECT (verloopt_op AT TIME ZONE 'Europe/Amsterdam')::date - (now() AT TIME ZONE 'Europe/Amsterdam')::date FROM partnersleutel`); dagen < 365 || dagen > 367 {
		t.Errorf("works for %d days, want a year", dagen)
	}
	rij := func() string { return b.get("/beheer/partners").tekst(".mz-werklijst tbody") }
	for _, want := range []string{"Parkeerbeheer", sleutel[:9] + "…", "Verklaring controleren", "Bas Bos", "nog nooit", "Werkt tot en met"} {
		if !strings.Contains(rij(), want) {
			t.Errorf("%q is not in the list: %s", want, rij())
		}
	}
	if strings.Contains(b.get("/beheer/partners").Text(), sleutel) || strings.Contains(p.log.String(), sleutel) {
		t.Error("the key is shown again")
	}
	var hash []byte
	if err := p.pool.QueryRow(ctx, `SELECT sleutel_hash FROM partnersleutel`).Scan(&hash); err != nil || !bytes.Equal(hash, sleutelHash(sleutel)) {
		t.Error("not SHA-256 of the key", err)
	}
	if p.tel(`SELECT count(*) FROM partnersleutel k WHERE k::text LIKE '%' || $1 || '%'`, sleutel[12:]) != 0 || p.tel(`SELECT count(*) FROM audit WHERE gegevens::text LIKE '%mp_%'`) != 0 {
		t.Error("the key is stored")
	}

	if got, err := s.Partner(ctx, 1, sleutel, toegang.VerklaringControleren); err != nil || got != id {
		t.Fatal(got, err)
	}
	if !regexp.MustCompile(`(vandaag|gisteren) [0-9]+\.[0-9]{2} uur`).MatchString(rij()) {
		t.Error(rij())
	}
	eerst := func() (op time.Time) {
		if err := p.pool.QueryRow(ctx, `SELECT gebruikt_op FROM partnersleutel`).Scan(&op); err != nil {
			t.Fatal(err)
		}
		return op
	}
	was := eerst()
	for range 3 {
		if _, err := s.Partner(ctx, 1, sleutel, toegang.VerklaringControleren); err != nil {
			t.Fatal(err)
		}
	}
	if !eerst().Equal(was) {
		t.Error("noted more than once a minute")
	}
	p.exec(`UPDATE partnersleutel SET gebruikt_op = now() - interval '61 seconds'`)
	if _, err := s.Partner(ctx, 1, sleutel, toegang.VerklaringControleren); err != nil || time.Since(eerst()) > 30*time.Second {
		t.Error("after a minute it is noted again", err)
	}

	onbekend := func(naam string, gemeenteID int, sleutel string) {
		t.Helper()
		if _, err := s.Partner(ctx, gemeenteID, sleutel, toegang.VerklaringControleren); !fault.Is(err, fault.Unauthorized) {
			t.Errorf("%s: %v", naam, err)
		}
	}
	onbekend("none", 1, "")
	onbekend("unknown", 1, nieuweSleutel())
	onbekend("another gemeente", 2, sleutel)
	if _, err := s.Partner(ctx, 1, sleutel, "iets anders"); !fault.Is(err, fault.Forbidden) {
		t.Errorf("out of reach: %v", err)
	}
	p.exec(`UPDATE partnersleutel SET verloopt_op = now()`)
	onbekend("expired", 1, sleutel)
	if !strings.Contains(rij(), "Verlopen op") {
		t.Error(rij())
	}
	p.exec(`UPDATE partnersleutel SET verloopt_op = now() + interval '1 day'`)
	pad := "/beheer/partners/" + id.String() + "/intrekken"
	if b.get(pad).status != 200 {
		t.Error("asks first")
	}
	if _, err := s.Partner(ctx, 1, sleutel, toegang.VerklaringControleren); err != nil {
		t.Error("asking must change nothing", err)
	}
	if res := b.post(pad); res.naar != "/beheer/partners" {
		t.Errorf("%d", res.status)
	}
	onbekend("revoked", 1, sleutel)
	if b.post(pad).status != 409 || !strings.Contains(rij(), "Ingetrokken op") {
		t.Error(rij())
	}
	if res := b.post("/beheer/partners/" + uuid.NewString() + "/intrekken"); res.status != 404 {
		t.Errorf("no such key: %d", res.status)
	}
	if p.tel(`SELECT count(*) FROM audit WHERE tabel = 'partnersleutel' AND wie_naam = 'Bas Bos'`) != 2 {
		t.Error("the audit holds the making and the revoking")
	}
}

func TestKeysThatCannotBeMade(t *testing.T) {
	p, b, _ := metBeheer(t)
	jaar := time.Now().In(i18n.Amsterdam).Year()
	for _, c := range []struct {
		veld, partner, mag string
		dag, maand, jaar   int
	}{
		{"partner", "", "verklaring controleren", 1, 1, jaar + 1}, {"partner", strings.Repeat("x", 101), "verklaring controleren", 1, 1, jaar + 1}, {"mag", "A", "alles", 1, 1, jaar + 1},
		{"verloopt", "A", "verklaring controleren", 31, 2, jaar + 1}, {"verloopt", "A", "verklaring controleren", 1, 1, jaar - 1}, {"verloopt", "A", "verklaring controleren", 1, 1, jaar + 4},
	} {
		d := strconv.Itoa
		res := b.post("/beheer/partners/nieuw", "id", uuid.NewString(), "partner", c.partner, "mag", c.mag, "verloopt-dag", d(c.dag), "verloopt-maand", d(c.maand), "verloopt-jaar", d(c.jaar))
		if res.status != 422 || res.tekst("#"+c.veld+"-fout") == "" {
			t.Errorf("%+v: %d %s", c, res.status, res.tekst("main"))
		}
	}
	if res := b.post("/beheer/partners/nieuw", "partner", "A"); res.status != 400 || p.tel(`SELECT count(*) FROM partnersleutel`) != 0 {
		t.Errorf("%d", res.status)
	}
}
