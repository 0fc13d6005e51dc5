package store

import (
	"bytes"
	"crypto/sha256"
)

// dedupe are the record_ids that a record has counted, the last maxDeduped
// of them, each as the first dedupeBytes of its hash. They stand in the record's
// row: a table of their own would cost a page of the log for every sender of a batch.
type dedupe []byte

const (
	dedupeBytes = 8
	// maxDeduped is far more than a notebook sends of one question while an
	// earlier sending can still be under way.
	maxDeduped = 64
)

// add counts the id. It reports false if it was counted before; no id always counts.
func (d *dedupe) add(id string) bool {
	if id == "" {
		return true
	}
	hash := sha256.Sum256([]byte(id))
	mark := hash[:dedupeBytes]
	for rest := []byte(*d); len(rest) >= dedupeBytes; rest = rest[dedupeBytes:] {
		if bytes.Equal(rest[:dedupeBytes], mark) {
			return false
		}
	}
	all := append(*d, mark...)
	*d = all[max(0, len(all)-maxDeduped*dedupeBytes):]
	return true
}
