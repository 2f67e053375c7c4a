package geografie

import (
	"bytes"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"math"
	"strconv"
	"strings"

	"mantelpunt/internal/socialekaart"
)

// uitTabel reads postcodes from a CSV file with or without a heading.
func uitTabel(r io.Reader) (map[string]socialekaart.Punt, error) {
	b, err := alles(r)
	if err != nil {
		return nil, err
	}
	c := csv.NewReader(bytes.NewReader(b))
	c.FieldsPerRecord, c.TrimLeadingSpace = -1, true
	if eerste, _, _ := bytes.Cut(b, []byte("\n")); bytes.ContainsRune(eerste, ';') {
		c.Comma = ';' // a Dutch spreadsheet, with a comma in its numbers
	}
	uit := map[string]socialekaart.Punt{}
	for regel := 1; ; regel++ {
		rij, err := c.Read()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			return nil, fmt.Errorf("regel %d is niet te lezen", regel)
		}
		if len(rij) < 3 {
			return nil, fmt.Errorf("regel %d: verwacht postcode, breedte en lengte", regel)
		}
		code, ok := socialekaart.Postcode(rij[0])
		if !ok && regel == 1 {
			continue // the heading
		}
		breedte, err1 := strconv.ParseFloat(strings.Replace(strings.TrimSpace(rij[1]), ",", ".", 1), 64)
		lengte, err2 := strconv.ParseFloat(strings.Replace(strings.TrimSpace(rij[2]), ",", ".", 1), 64)
		if !ok || err1 != nil || err2 != nil || math.IsNaN(breedte+lengte) {
			return nil, fmt.Errorf("regel %d: verwacht postcode, breedte en lengte, zoals 7991AB,52.87,6.49", regel)
		}
		if err := plausibel(breedte, lengte); err != nil {
			return nil, fmt.Errorf("regel %d: %w", regel, err)
		}
		uit[code] = socialekaart.Punt{Breedte: breedte, Lengte: lengte}
	}
	if len(uit) == 0 {
		return nil, errors.New("er staan geen postcodes in het bestand")
	}
	return uit, nil
}
