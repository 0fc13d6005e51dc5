package store

import (
	"bytes"
	"crypto/sha256"
)

// dedupe holds the record_ids that a record has counted: the last maxDeduped, each as the first
// dedupeBytes of its hash. It is stored in the record's row, because a separate table would cost a
// page of the log for every sender of a batch.
type dedupe []byte

const (
	dedupeBytes = 8
	// maxDeduped is far more than a notebook sends for one question while an earlier request can still
	// be under way.
	maxDeduped = 64
)

// add counts the id. It returns false if the id was counted before; an empty id always counts.
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
