package store

import (
	"bytes"
	"crypto/sha256"
)

// deliveries are the record_ids that a record has counted, the last maxDeliveries
// of them, each as the first deliveryBytes of its hash. They stand in the record's
// row: a table of their own would cost a page of the log for every sender of a batch.
type deliveries []byte

const (
	deliveryBytes = 8
	// maxDeliveries is far more than a notebook sends of one question while an
	// earlier sending can still be under way.
	maxDeliveries = 64
)

// add counts the id. It reports false if it was counted before; no id always counts.
func (d *deliveries) add(id string) bool {
	if id == "" {
		return true
	}
	hash := sha256.Sum256([]byte(id))
	mark := hash[:deliveryBytes]
	for rest := []byte(*d); len(rest) >= deliveryBytes; rest = rest[deliveryBytes:] {
		if bytes.Equal(rest[:deliveryBytes], mark) {
			return false
		}
	}
	all := append(*d, mark...)
	*d = all[max(0, len(all)-maxDeliveries*deliveryBytes):]
	return true
}
