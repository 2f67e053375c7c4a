package bijlage

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"runtime"
	"time"
)

// heicProces is the variable by which a program knows that it was started for one HEIC
// photo: it reads that from its input, writes a JPEG and ends. Nobody but us sets it.
const heicProces = "MANTELPUNT_HEIC_PROCES"

// How that process ends.
const (
	heicGoed = iota
	heicStuk
	heicTeVeel
	heicWeg
)

func init() {
	if os.Getenv(heicProces) != "" {
		os.Exit(kind(os.Stdin, os.Stdout))
	}
}

// kind makes a JPEG of a HEIC photo, in the process that was started for it.
func kind(in io.Reader, uit io.Writer) int {
	ctx := context.Background()
	l, err := nieuweHEICLezer(ctx)
	if err != nil {
		return heicWeg
	}
	b, err := io.ReadAll(io.LimitReader(in, MaxBestand))
	if err != nil {
		return heicStuk
	}
	beeld, err := l.decodeer(ctx, b)
	if err == nil {
		if _, b, err = maak(JPEG, beeld, 1); err == nil {
			_, err = uit.Write(b)
		}
	}
	switch {
	case err == nil:
		return heicGoed
	case errors.Is(err, errTeVeel):
		return heicTeVeel
	}
	return heicStuk
}

// vanHEIC starts this program once more to make a JPEG of a HEIC photo, and ends it when
// it takes too long. That process knows none of our secrets: it gets no environment.
func vanHEIC(ctx context.Context, b []byte) ([]byte, error) {
	zelf, err := os.Executable()
	if runtime.GOOS == "linux" {
		zelf, err = "/proc/self/exe", nil // there also when the file has been replaced by a newer one
	}
	if err != nil {
		return nil, fmt.Errorf("%w: %w", errGeenHEIC, err)
	}
	var uit begrensd
	cmd := exec.CommandContext(ctx, zelf) // #nosec G204 -- this program itself
	cmd.Env, cmd.Stdin, cmd.Stdout, cmd.WaitDelay = []string{heicProces + "=ja"}, bytes.NewReader(b), &uit, time.Second
	err = cmd.Run()
	if ctx.Err() != nil {
		return nil, ctx.Err()
	}
	var einde *exec.ExitError
	switch {
	case err == nil && bytes.HasPrefix(uit.b, []byte("\xff\xd8\xff")):
		return uit.b, nil
	case errors.As(err, &einde) && einde.ExitCode() == heicTeVeel:
		return nil, errTeVeel
	case errors.As(err, &einde) && einde.ExitCode() != heicWeg:
		return nil, fmt.Errorf("heic: %w", err)
	case err == nil:
		return nil, errors.New("heic: geen JPEG")
	}
	return nil, fmt.Errorf("%w: %w", errGeenHEIC, err)
}
