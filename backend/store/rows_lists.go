package store

import (
	"bytes"
	"crypto/sha256"
	"encoding/binary"
	"slices"
	"time"

	"npt/backend/classroom"
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

// has reports whether the id was counted.
func (d dedupe) has(id string) bool {
	copied := slices.Clone(d)
	return id != "" && !copied.add(id)
}

// receipts holds the receipts of a record, each as receiptBytes and the moment when its answer was
// sent: first that of the answer that is kept, then those of the last attempts, in the order in which
// they came. Migration 0015 says how. It stands in the row for the same reason as dedupe.
type receipts []byte

const (
	receiptBytes = 5
	receiptEntry = receiptBytes + 8
	// maxReceipts is far more than one student sends for one question by hand.
	maxReceipts = 64
)

// bytesOf returns the bytes of a receipt in the list.
func bytesOf(receipt classroom.Receipt) []byte {
	return binary.BigEndian.AppendUint64(nil, uint64(receipt))[8-receiptBytes:]
}

// entryOf returns the entry of a receipt, or of none, in the list.
func entryOf(receipt classroom.Receipt, sentAt int64) []byte {
	return binary.BigEndian.AppendUint64(bytesOf(receipt), uint64(sentAt)) //nolint:gosec // read back in the same way
}

// add adds the receipt of an answer that was sent at that moment, and is the kept one or not.
func (r *receipts) add(receipt classroom.Receipt, sentAt int64, isKept bool) {
	added := entryOf(receipt, sentAt)
	kept, others := r.split()
	switch {
	case isKept:
		kept, others = added, slices.Concat(others, kept)
	case receipt != 0:
		others = slices.Concat(others, added)
	}
	if kept == nil { // an earlier version of the app took it
		kept = make([]byte, receiptEntry)
	}
	surplus := max(0, len(others)-(maxReceipts-1)*receiptEntry)
	*r = slices.Concat(kept, others[surplus:])
}

// split returns the entry of the answer that is kept and those of the others; nil where there is none.
func (r receipts) split() (kept, others []byte) {
	if len(r) < receiptEntry {
		return nil, nil
	}
	return r[:receiptEntry], r[receiptEntry:]
}

// with returns the receipts with those of an older record of the same answer behind them.
func (r receipts) with(older receipts) receipts {
	for at := 0; at+receiptEntry <= len(older); at += receiptEntry {
		r.add(receiptAt(older[at:]), momentAt(older[at:]), false)
	}
	return r
}

// kept returns the receipt of the answer that is kept; 0 if it has none.
func (r receipts) kept() classroom.Receipt {
	if len(r) < receiptEntry {
		return 0
	}
	return receiptAt(r)
}

// earlier returns the receipts of the other attempts.
func (r receipts) earlier() (list []classroom.SentReceipt) {
	_, others := r.split()
	for entry := range slices.Chunk(others, receiptEntry) {
		if receipt := receiptAt(entry); receipt != 0 && len(entry) == receiptEntry {
			list = append(list, classroom.SentReceipt{Receipt: receipt, SentAt: moment(momentAt(entry))})
		}
	}
	return list
}

func receiptAt(entry []byte) classroom.Receipt {
	var code [8]byte
	copy(code[8-receiptBytes:], entry)
	return classroom.Receipt(binary.BigEndian.Uint64(code[:]))
}

func momentAt(entry []byte) int64 {
	return int64(binary.BigEndian.Uint64(entry[receiptBytes:])) //nolint:gosec // see add
}

// find returns when the answer of the receipt was sent, and whether it is the kept one.
func (r receipts) find(receipt classroom.Receipt) (sentAt time.Time, isKept, found bool) {
	if r.kept() == receipt {
		return moment(momentAt(r)), true, true
	}
	for _, of := range r.earlier() {
		if of.Receipt == receipt {
			return of.SentAt, false, true
		}
	}
	return time.Time{}, false, false
}
