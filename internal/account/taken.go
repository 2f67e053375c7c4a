package account

import "github.com/riverqueue/river"

// Voeg adds the workers of this feature: the one that mails who forgot a password, and
// the one that writes down what failed.
func Voeg(w *river.Workers, s Store) {
	river.AddWorker(w, &vergeter{store: s})
	river.AddWorker(w, &vastlegger{store: s})
}
