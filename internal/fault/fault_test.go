package fault

import (
	"errors"
	"fmt"
	"testing"
)

func TestKindSurvivesWrapping(t *testing.T) {
	err := Wrap(Wrap(Met(Conflict, "Een collega was u voor."), "verlenen"), "aanvraag")
	if KindOf(err) != Conflict || !Is(err, Conflict) {
		t.Fatalf("kind = %v", KindOf(err))
	}
	if Tekst(err) != "Een collega was u voor." {
		t.Fatalf("tekst = %q", Tekst(err))
	}
	if got, want := err.Error(), "aanvraag: verlenen: Een collega was u voor."; got != want {
		t.Fatalf("Error() = %q, want %q", got, want)
	}
}

func TestUnknownErrorIsInternalWithoutText(t *testing.T) {
	err := fmt.Errorf("x: %w", errors.New("pq: password authentication failed"))
	if KindOf(err) != Internal || Tekst(err) != "" {
		t.Fatal("an unknown error must be internal and have no text for visitors")
	}
	if Wrap(nil, "x") != nil || Is(nil, Internal) {
		t.Fatal("nil must stay nil")
	}
}
