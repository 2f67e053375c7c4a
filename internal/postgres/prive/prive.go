// Package prive starts a PostgreSQL of our own from the binaries on the machine,
// for a laptop and for tests: data and socket in one folder, no port, no
// password, no configuration. Production sets DATABASE_URL and never comes here.
package prive

import (
	"context"
	"crypto/sha256"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"sort"
	"strconv"
	"strings"

	"mantelpunt/internal/postgres"

	"github.com/jackc/pgx/v5"
)

// ErrOntbreekt says what to do on a machine without PostgreSQL.
var ErrOntbreekt = errors.New("PostgreSQL 15 of nieuwer ontbreekt op deze machine: installeer het (op Debian: apt-get install postgresql), of zet DATABASE_URL op het adres van een database die er al is")

// Server is a running private PostgreSQL.
type Server struct {
	Gestart  bool // this process started it, so this process stops it
	bin      string
	data     string
	socket   string
	eigenaar *eigenaar
}

// Start starts the server in folder map_, or adopts the one that still runs
// there (after a crash of ours). extra are settings as in postgresql.conf.
func Start(ctx context.Context, map_ string, extra ...string) (*Server, error) {
	map_, err := filepath.Abs(map_)
	if err != nil {
		return nil, err
	}
	eig, err := zoekEigenaar()
	if err != nil {
		return nil, err
	}
	basis := map_
	if eig != nil && !eig.kanErbij(filepath.Dir(map_)) {
		basis = filepath.Join("/var/tmp", "mantelpunt-"+kort(map_))
	}
	s := &Server{data: filepath.Join(basis, "data"), socket: filepath.Join(basis, "socket"), eigenaar: eig}
	if len(s.socket) > 80 { // a socket address has room for 107 bytes
		s.socket = filepath.Join(os.TempDir(), "mantelpunt-"+kort(map_))
	}
	if s.bin, err = zoekBinaries(s.data); err != nil {
		return nil, err
	}
	if err := os.MkdirAll(filepath.Dir(basis), 0o755); err != nil { // #nosec G301 -- the owner must be able to pass
		return nil, err
	}
	for _, d := range []string{basis, s.socket} {
		if err := os.MkdirAll(d, 0o700); err != nil {
			return nil, err
		}
		if err := eig.geef(d); err != nil {
			return nil, err
		}
	}
	if err := s.initdb(ctx); err != nil {
		return nil, err
	}
	if s.draait() {
		if err := s.wacht(ctx); err != nil {
			return nil, err
		}
		return s, s.rollen(ctx)
	}
	opties := []string{"listen_addresses=", "unix_socket_directories=" + s.socket, "max_connections=200", "logging_collector=off", "log_min_messages=warning"}
	var o []string
	for _, x := range append(opties, extra...) {
		o = append(o, "-c "+"'"+x+"'")
	}
	if _, err := s.voerUit(ctx, "pg_ctl", "-D", s.data, "-w", "-t", "60", "-l", filepath.Join(basis, "postgres.log"), "-o", strings.Join(o, " "), "start"); err != nil {
		return nil, fmt.Errorf("PostgreSQL start niet (zie %s): %w", filepath.Join(basis, "postgres.log"), err)
	}
	s.Gestart = true
	return s, s.rollen(ctx)
}

// URL is the address of a database of this server for the application: a role that
// owns nothing.
func (s *Server) URL(database string) string {
	return "postgres:///" + database + "?user=mantelpunt&host=" + s.socket
}

// EigenaarURL is the address for the owner of everything, who migrates.
func (s *Server) EigenaarURL(database string) string {
	return "postgres:///" + database + "?user=postgres&host=" + s.socket
}

// rollen makes the role that the application logs in with.
func (s *Server) rollen(ctx context.Context) error {
	conn, err := pgx.Connect(ctx, s.EigenaarURL("postgres"))
	if err != nil {
		return err
	}
	defer conn.Close(context.WithoutCancel(ctx))
	return postgres.MaakRol(ctx, conn, "mantelpunt", "")
}

// Maak makes a database when it is not there yet.
func (s *Server) Maak(ctx context.Context, database string) error {
	conn, err := pgx.Connect(ctx, s.EigenaarURL("postgres"))
	if err != nil {
		return err
	}
	defer conn.Close(context.WithoutCancel(ctx))
	var er bool
	if err := conn.QueryRow(ctx, "SELECT EXISTS (SELECT FROM pg_database WHERE datname = $1)", database).Scan(&er); err != nil || er {
		return err
	}
	_, err = conn.Exec(ctx, "CREATE DATABASE "+pgx.Identifier{database}.Sanitize())
	return err
}

// Stop stops the server and waits for it. Connections are cut off.
func (s *Server) Stop(ctx context.Context) error {
	_, err := s.voerUit(ctx, "pg_ctl", "-D", s.data, "-w", "-m", "fast", "stop")
	return err
}

// initdb makes the data folder: beside it first, so that an interrupted start
// leaves nothing that looks finished.
func (s *Server) initdb(ctx context.Context) error {
	if _, err := os.Stat(filepath.Join(s.data, "PG_VERSION")); err == nil {
		return nil
	}
	nieuw := s.data + ".nieuw"
	if err := os.RemoveAll(nieuw); err != nil {
		return err
	}
	if _, err := s.voerUit(ctx, "initdb", "-D", nieuw, "-U", "postgres", "-A", "trust", "-E", "UTF8", "--no-locale", "--no-sync"); err != nil {
		return fmt.Errorf("de database aanmaken: %w", err)
	}
	return os.Rename(nieuw, s.data)
}

// draait reports whether the server of this folder runs. A pid file whose
// process is something else (the machine was restarted) is removed.
func (s *Server) draait() bool {
	pidbestand := filepath.Join(s.data, "postmaster.pid")
	b, err := os.ReadFile(pidbestand) // #nosec G304 -- in our own data folder
	if err != nil {
		return false
	}
	regel, _, _ := strings.Cut(string(b), "\n")
	pid, err := strconv.Atoi(strings.TrimSpace(regel))
	if err == nil {
		comm, err := os.ReadFile(fmt.Sprintf("/proc/%d/comm", pid))
		if err == nil && strings.HasPrefix(string(comm), "postgres") {
			return true
		}
		if _, geenProc := os.Stat("/proc/self"); geenProc != nil { // not Linux: let Postgres judge
			_, err := s.voerUit(context.Background(), "pg_ctl", "-D", s.data, "status")
			return err == nil
		}
	}
	_ = os.Remove(pidbestand)
	return false
}

// wacht waits until an adopted server, perhaps still recovering, answers.
func (s *Server) wacht(ctx context.Context) error {
	_, err := s.voerUit(ctx, "pg_isready", "-h", s.socket, "-t", "30")
	if err != nil {
		return fmt.Errorf("PostgreSQL antwoordt niet: %w", err)
	}
	return nil
}

func (s *Server) voerUit(ctx context.Context, programma string, args ...string) (string, error) {
	cmd := exec.CommandContext(ctx, filepath.Join(s.bin, programma), args...) // #nosec G204 -- programs of PostgreSQL, found by zoekBinaries
	cmd.Dir = "/"
	cmd.Env = append(os.Environ(), "LC_ALL=C")
	s.eigenaar.als(cmd)
	uit, err := cmd.CombinedOutput()
	if err != nil {
		return "", fmt.Errorf("%s: %w: %s", programma, err, strings.TrimSpace(string(uit)))
	}
	return string(uit), nil
}

// zoekBinaries finds the folder with initdb: the version of the existing data
// when there is any, else the newest.
func zoekBinaries(data string) (string, error) {
	var mappen []string
	gevonden, err := filepath.Glob("/usr/lib/postgresql/*/bin")
	if err != nil {
		return "", err
	}
	sort.Slice(gevonden, func(i, j int) bool { return versie(gevonden[i]) > versie(gevonden[j]) })
	mappen = append(mappen, gevonden...)
	if p, err := exec.LookPath("initdb"); err == nil {
		mappen = append(mappen, filepath.Dir(p))
	}
	if b, err := os.ReadFile(filepath.Join(data, "PG_VERSION")); err == nil { // #nosec G304 -- in our own data folder
		want := "/usr/lib/postgresql/" + strings.TrimSpace(string(b)) + "/bin"
		mappen = append([]string{want}, mappen...)
	}
	for _, m := range mappen {
		if _, err := os.Stat(filepath.Join(m, "initdb")); err == nil { // #nosec G703 -- where PostgreSQL is installed
			if v := versie(m); v == 0 || v >= 15 {
				return m, nil
			}
		}
	}
	return "", ErrOntbreekt
}

func versie(map_ string) int {
	n, _ := strconv.Atoi(filepath.Base(filepath.Dir(map_)))
	return n
}

func kort(s string) string {
	sum := sha256.Sum256([]byte(s))
	return fmt.Sprintf("%x", sum[:5])
}
