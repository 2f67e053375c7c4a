package app

import (
	"os"
	"runtime/debug"
)

// ruimGeheugen has memory cleaned up less often than Go does by itself, as long as
// there is room: most of what a page leaves behind is garbage at once, and cleaning up
// costs by what stays, the momentopnamen. Who sets GOGC or GOMEMLIMIT knows better.
func ruimGeheugen(momentopname int) {
	if os.Getenv("GOGC") == "" && os.Getenv("GOMEMLIMIT") == "" {
		debug.SetMemoryLimit(3*int64(momentopname) + 512<<20) // from here on as often as is needed
		debug.SetGCPercent(400)
	}
}
