// Package pgtest gives every test a database of its own: migrated once into a
// template, then copied in some tens of milliseconds, so tests run in parallel
// on a real PostgreSQL. Without one a test fails, it never skips.
package pgtest

import (
	"context"
	"crypto/sha256"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"sync/atomic"
	"syscall"
	"testing"

	"mantelpunt/internal/onderwerp"
	"mantelpunt/internal/postgres"
	"mantelpunt/internal/postgres/prive"
	"mantelpunt/migrations"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgxpool"
)

// instellingen make a server for tests fast; a test database may be lost.
var instellingen = []string{"fsync=off", "synchronous_commit=off", "full_page_writes=off", "shared_buffers=128MB"}

var (
	eenmaal  sync.Once
	server   *prive.Server
	basis    string // template, ready to copy
	startErr error
	teller   atomic.Int64
)

// Map is the folder of the test server, below the repository's root.
func Map() (string, error) {
	map_, err := os.Getwd()
	if err != nil {
		return "", err
	}
	for {
		if _, err := os.Stat(filepath.Join(map_, "go.mod")); err == nil {
			return filepath.Join(map_, ".data", "test"), nil
		}
		if map_ == filepath.Dir(map_) {
			return "", fmt.Errorf("geen go.mod boven de werkmap")
		}
		map_ = filepath.Dir(map_)
	}
}

// Nieuw gives a pool on a fresh, migrated database that disappears after the test,
// with the role of the application: what it may not see or do in production it may
// not in a test.
func Nieuw(t testing.TB) *pgxpool.Pool {
	t.Helper()
	pool, _ := NieuwMetURL(t)
	return pool
}

// NieuwMetURL also gives the address, for what makes connections of its own.
func NieuwMetURL(t testing.TB) (*pgxpool.Pool, string) {
	t.Helper()
	eenmaal.Do(func() { startErr = start() })
	if startErr != nil {
		t.Fatalf("deze test heeft een echte PostgreSQL nodig: %v", startErr)
	}
	ctx := context.Background()
	naam := fmt.Sprintf("test_%d_%d", os.Getpid(), teller.Add(1))
	if err := beheer(ctx, fmt.Sprintf("CREATE DATABASE %s TEMPLATE %s", naam, basis)); err != nil {
		t.Fatal(err)
	}
	pool, err := postgres.Open(ctx, server.URL(naam))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		pool.Close()
		if err := beheer(ctx, fmt.Sprintf("DROP DATABASE %s WITH (FORCE)", naam)); err != nil {
			t.Error(err)
		}
	})
	return pool, server.URL(naam)
}

// Eigenaar gives a pool on the same database with the role that owns the tables, to
// look at what a test did and to arrange what no code does.
func Eigenaar(t testing.TB, pool *pgxpool.Pool) *pgxpool.Pool {
	t.Helper()
	eigenaar, err := postgres.Open(context.Background(), EigenaarURL(pool))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(eigenaar.Close)
	return eigenaar
}

// EigenaarURL is the address of the database of pool for its owner.
func EigenaarURL(pool *pgxpool.Pool) string {
	c := pool.Config().ConnConfig
	return "postgres:///" + c.Database + "?user=postgres&host=" + c.Host
}

func beheer(ctx context.Context, sql string) error {
	conn, err := pgx.Connect(ctx, server.EigenaarURL("postgres"))
	if err != nil {
		return err
	}
	defer conn.Close(ctx)
	_, err = conn.Exec(ctx, sql)
	return err
}

// start starts or finds the server and makes the template. Test packages run as
// processes side by side: a file lock lets one do it.
func start() error {
	ctx := context.Background()
	map_, err := Map()
	if err != nil {
		return err
	}
	// #nosec G301 -- PostgreSQL may run as somebody else, who must be able to pass
	if err := os.MkdirAll(filepath.Dir(map_), 0o755); err != nil {
		return err
	}
	slot, err := os.OpenFile(map_+".slot", os.O_CREATE|os.O_RDWR, 0o600) // #nosec G304 -- in this source tree
	if err != nil {
		return err
	}
	defer slot.Close()
	if err := syscall.Flock(int(slot.Fd()), syscall.LOCK_EX); err != nil {
		return err
	}
	if server, err = prive.Start(ctx, map_, instellingen...); err != nil {
		return err
	}
	basis, err = sjabloonnaam()
	if err != nil {
		return err
	}
	conn, err := pgx.Connect(ctx, server.EigenaarURL("postgres"))
	if err != nil {
		return err
	}
	defer conn.Close(ctx)
	var klaar bool
	if err := conn.QueryRow(ctx, "SELECT EXISTS (SELECT FROM pg_database WHERE datname = $1 AND datistemplate)", basis).Scan(&klaar); err != nil || klaar {
		return err
	}
	if _, err := conn.Exec(ctx, "DROP DATABASE IF EXISTS "+basis+" WITH (FORCE)"); err != nil {
		return err
	}
	if _, err := conn.Exec(ctx, "CREATE DATABASE "+basis); err != nil {
		return err
	}
	pool, err := postgres.Open(ctx, server.EigenaarURL(basis))
	if err != nil {
		return err
	}
	if _, err = migrations.Op(ctx, pool); err == nil {
		err = onderwerp.Zaai(ctx, pool)
	}
	pool.Close()
	if err != nil {
		return err
	}
	_, err = conn.Exec(ctx, "ALTER DATABASE "+basis+" IS_TEMPLATE true")
	return err
}

// sjabloonnaam changes with every migration, so that an old template is never used.
func sjabloonnaam() (string, error) {
	h := sha256.New()
	map_, err := Map()
	if err != nil {
		return "", err
	}
	root := os.DirFS(filepath.Join(map_, "..", ".."))
	for _, patroon := range []string{"migrations/*.sql", "migrations/migrations.go", "internal/onderwerp/standaard.json", "go.sum"} {
		namen, err := fs.Glob(root, patroon)
		if err != nil {
			return "", err
		}
		for _, n := range namen {
			b, err := fs.ReadFile(root, n)
			if err != nil {
				return "", err
			}
			fmt.Fprintf(h, "%s %d\n%s", n, len(b), b)
		}
	}
	return strings.ToLower(fmt.Sprintf("sjabloon_%x", h.Sum(nil)[:8])), nil
}

// Stop ends the test server, when it runs.
func Stop(ctx context.Context) error {
	map_, err := Map()
	if err != nil {
		return err
	}
	if _, err := os.Stat(map_); err != nil {
		return nil
	}
	srv, err := prive.Start(ctx, map_, instellingen...)
	if err != nil {
		return err
	}
	return srv.Stop(ctx)
}
