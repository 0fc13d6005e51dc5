package store

import (
	"sync"
	"testing"

	"gorm.io/gorm"
)

// holdWriter stops the writer until release is called.
func holdWriter(t *testing.T, s *Store) (release func()) {
	t.Helper()
	held, gate := make(chan struct{}), make(chan struct{})
	done := make(chan error, 1)
	go func() {
		done <- s.change(t.Context(), func(*gorm.DB) error {
			close(held)
			<-gate
			return nil
		})
	}()
	<-held
	return sync.OnceFunc(func() {
		close(gate)
		if err := <-done; err != nil {
			t.Error(err)
		}
	})
}

// execRaw runs a statement that the package has no method for.
func execRaw(t *testing.T, s *Store, query string, args ...any) {
	t.Helper()
	if err := s.change(t.Context(), func(tx *gorm.DB) error { return tx.Exec(query, args...).Error }); err != nil {
		t.Fatal(err)
	}
}
