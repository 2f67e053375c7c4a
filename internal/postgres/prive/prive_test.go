package prive

import (
	"context"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
	"testing"

	"github.com/jackc/pgx/v5"
)

func waarde(t *testing.T, s *Server) int {
	t.Helper()
	ctx := context.Background()
	conn, err := pgx.Connect(ctx, s.EigenaarURL("proef"))
	if err != nil {
		t.Fatal(err)
	}
	defer conn.Close(ctx)
	if _, err := conn.Exec(ctx, "CREATE TABLE IF NOT EXISTS t (n int); INSERT INTO t VALUES (1)"); err != nil {
		t.Fatal(err)
	}
	var n int
	if err := conn.QueryRow(ctx, "SELECT count(*) FROM t").Scan(&n); err != nil {
		t.Fatal(err)
	}
	return n
}

// A laptop's database is started, found again, adopted after a crash of ours and
// started again after a crash of its own, always with the same data.
func TestStartAdoptCrashRestart(t *testing.T) {
	ctx := context.Background()
	tijdelijk := t.TempDir()
	for _, d := range []string{tijdelijk, filepath.Dir(tijdelijk)} {
		if err := os.Chmod(d, 0o755); err != nil { // the server may run as somebody else
			t.Fatal(err)
		}
	}
	map_ := filepath.Join(tijdelijk, ".data", "pg") // as on a fresh clone: neither folder is there
	start := func(gestart bool) *Server {
		t.Helper()
		s, err := Start(ctx, map_, "shared_buffers=16MB")
		if err != nil {
			t.Fatal(err)
		}
		if s.Gestart != gestart {
			t.Fatalf("Gestart = %v, want %v", s.Gestart, gestart)
		}
		if err := s.Maak(ctx, "proef"); err != nil {
			t.Fatal(err)
		}
		return s
	}
	s := start(true)
	t.Cleanup(func() { _ = s.Stop(ctx) })
	if waarde(t, s) != 1 {
		t.Fatal("first row")
	}
	if s = start(false); waarde(t, s) != 2 {
		t.Fatal("an adopted server must have the same data")
	}
	// kill -9 of the server itself
	b, err := os.ReadFile(filepath.Join(s.data, "postmaster.pid"))
	if err != nil {
		t.Fatal(err)
	}
	pid, err := strconv.Atoi(strings.SplitN(string(b), "\n", 2)[0])
	if err != nil {
		t.Fatal(err)
	}
	if err := syscall.Kill(pid, syscall.SIGKILL); err != nil {
		t.Fatal(err)
	}
	for syscall.Kill(pid, 0) == nil { // its parent (init) reaps it
	}
	if s = start(true); waarde(t, s) != 3 {
		t.Fatal("after a crash the data must be there")
	}
	if err := s.Stop(ctx); err != nil {
		t.Fatal(err)
	}
	// a pid file that names another process must not stop us
	if err := os.WriteFile(filepath.Join(s.data, "postmaster.pid"), []byte(strconv.Itoa(os.Getpid())+"\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	if s = start(true); waarde(t, s) != 4 {
		t.Fatal("after a stale pid file")
	}
}
