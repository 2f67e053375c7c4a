package prive

import (
	"errors"
	"os"
	"os/exec"
	"os/user"
	"path/filepath"
	"strconv"
	"syscall"
)

// eigenaar is the unprivileged account that runs PostgreSQL when we are root,
// which PostgreSQL refuses to run as. nil: we are not root.
type eigenaar struct{ uid, gid uint32 }

func zoekEigenaar() (*eigenaar, error) {
	if os.Geteuid() != 0 {
		return nil, nil
	}
	for _, naam := range []string{"postgres", "nobody"} {
		u, err := user.Lookup(naam)
		if err != nil {
			continue
		}
		uid, err1 := strconv.ParseUint(u.Uid, 10, 32)
		gid, err2 := strconv.ParseUint(u.Gid, 10, 32)
		if err1 == nil && err2 == nil {
			return &eigenaar{uint32(uid), uint32(gid)}, nil
		}
	}
	return nil, errors.New("PostgreSQL draait niet als root, en er is geen gebruiker postgres of nobody op deze machine")
}

// als makes cmd run as the owner.
func (e *eigenaar) als(cmd *exec.Cmd) {
	if e != nil {
		cmd.SysProcAttr = &syscall.SysProcAttr{Credential: &syscall.Credential{Uid: e.uid, Gid: e.gid}}
	}
}

// geef makes the owner the owner of a folder.
func (e *eigenaar) geef(map_ string) error {
	if e == nil {
		return nil
	}
	return os.Chown(map_, int(e.uid), int(e.gid))
}

// kanErbij reports whether everybody may pass through a folder and all above
// it; /root, for one, lets nobody through.
func (e *eigenaar) kanErbij(map_ string) bool {
	for {
		st, err := os.Stat(map_)
		if err == nil && st.Mode().Perm()&1 == 0 {
			return false
		}
		boven := filepath.Dir(map_)
		if boven == map_ {
			return true
		}
		map_ = boven
	}
}
