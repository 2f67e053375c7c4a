package account

import "github.com/riverqueue/river"

// Voeg adds the workers of this feature: the one that mails who forgot a password.
func Voeg(w *river.Workers, s Store) { river.AddWorker(w, &vergeter{store: s}) }
