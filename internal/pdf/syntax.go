package pdf

import (
	"fmt"
	"strconv"
	"strings"
	"time"
	"unicode/utf16"
)

// numbers writes numbers with at most three decimals.
func numbers(values ...float64) string {
	parts := make([]string, len(values))
	for i, v := range values {
		s := strconv.FormatFloat(v, 'f', 3, 64)
		s = strings.TrimRight(strings.TrimRight(s, "0"), ".")
		if s == "-0" {
			s = "0"
		}
		parts[i] = s
	}
	return strings.Join(parts, " ")
}

// rectangle writes a rectangle measured from the top of the page as PDF does,
// from the bottom.
func rectangle(x, y, width, height float64) string {
	return numbers(x, PageHeight-y-height, width, height)
}

// utf16Hex is text as hexadecimal UTF-16, most significant byte first.
func utf16Hex(s string) string {
	var b strings.Builder
	for _, u := range utf16.Encode([]rune(s)) {
		fmt.Fprintf(&b, "%04X", u)
	}
	return b.String()
}

// textString is text for people, in any script.
func textString(s string) string { return "<FEFF" + utf16Hex(s) + ">" }

// byteString is a string of bytes, such as an address.
func byteString(s string) string {
	return "(" + strings.NewReplacer(`\`, `\\`, "(", `\(`, ")", `\)`, "\r", `\r`).Replace(s) + ")"
}

func date(t time.Time) string {
	zone := t.Format("-07:00")
	return t.Format("(D:20060102150405") + zone[:3] + "'" + zone[4:] + "')"
}
