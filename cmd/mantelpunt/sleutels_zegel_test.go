package main

import (
	"os"
	"path/filepath"
	"testing"

	"mantelpunt/internal/zegel"
)

func TestSleutelsZegel(t *testing.T) {
	hoofdmap := t.TempDir()
	p := &proef{T: t, env: map[string]string{"ZEGELS": hoofdmap}}
	serie := func() string {
		zs, err := zegel.Open(hoofdmap, "")
		if err != nil {
			t.Fatal(err)
		}
		if _, err := zs.Van("waterveen"); err != nil {
			t.Fatal(err)
		}
		jwks, err := zs.JWKS("waterveen")
		if err != nil {
			t.Fatal(err)
		}
		return string(jwks)
	}
	p.goed("Gemeente Waterveen heeft een proefzegel voor drie jaar", "sleutels", "zegel", "--gemeente", "waterveen")
	eerste := serie()
	p.goed("Gemeente Waterveen aan Zee heeft een proefzegel", "sleutels", "zegel", "--gemeente", "waterveen", "--naam", "Waterveen aan Zee")
	if serie() == eerste {
		t.Error("it is the same seal")
	}
	p.goed("-----BEGIN CERTIFICATE REQUEST-----", "sleutels", "zegel", "--gemeente", "waterveen", "--csr")
	p.fout("het certificaat ontbreekt", "sleutels", "zegel", "--gemeente", "waterveen", "--certificaat", "sleutels_zegel_test.go")
	p.fout("nergens.pem kan niet gelezen worden", "sleutels", "zegel", "--gemeente", "waterveen", "--certificaat", "nergens.pem")

	elders := filepath.Join(t.TempDir(), "zegels")
	p.goed("Gemeente Lindemeer", "sleutels", "zegel", "--gemeente", "lindemeer", "--map", elders)
	if _, err := os.Stat(filepath.Join(elders, "lindemeer", "zegel.pem")); err != nil {
		t.Error(err)
	}
	p.fout("geen slug van een gemeente", "sleutels", "zegel", "--gemeente", "../ergens")
	for _, args := range [][]string{{}, {"--gemeente", ""}, {"--gemeente", "a", "b"}, {"--gemeente", "a", "--wat"}, {"--gemeente", "a", "--csr", "--certificaat", "b"}} {
		p.fout("gebruik: mantelpunt sleutels", append([]string{"sleutels", "zegel"}, args...)...)
	}
}
