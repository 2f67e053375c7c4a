package app

import (
	"os"
	"runtime/debug"
	"strconv"
	"strings"
)

// RuimGeheugen has memory cleaned up less often than Go does by itself, as long as
// there is room: most of what a page leaves behind is garbage at once, and cleaning up
// costs by what stays, the momentopnamen. Who sets GOGC or GOMEMLIMIT knows better.
// It is for a program that serves and does nothing else.
func RuimGeheugen(momentopname int) {
	if os.Getenv("GOGC") == "" && os.Getenv("GOMEMLIMIT") == "" {
		max, _ := os.ReadFile("/sys/fs/cgroup/memory.max") // is not there outside a container
		debug.SetMemoryLimit(geheugengrens(momentopname, string(max)))
		debug.SetGCPercent(400)
	}
}

// geheugengrens is from how many bytes on it is cleaned up as often as is needed: well
// below what the container has, when that is bounded (memory.max of cgroups).
func geheugengrens(momentopname int, max string) int64 {
	grens := 3*int64(momentopname) + 512<<20
	if n, err := strconv.ParseInt(strings.TrimSpace(max), 10, 64); err == nil {
		grens = min(grens, n/10*8)
	}
	return grens
}
