// Command stop ends the PostgreSQL that the tests started, when it still runs.
package main

import (
	"context"
	"fmt"
	"os"

	"mantelpunt/internal/pgtest"
)

func main() {
	if err := pgtest.Stop(context.Background()); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}
