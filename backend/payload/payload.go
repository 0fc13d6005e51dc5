// Package payload is what a notebook sent in a record: its type, its bytes, and all that is read from
// them for showing, searching and sorting. Summarize makes the Preview that a list shows, Read the
// Answer that an opened record shows, Thumbnail a small image. Records are found by SearchText, sorted
// by SortKey and recognised by Fingerprint.
//
// It does not decide who may send or which answers are alike (compare does), and it stores nothing. A
// payload that must not be kept is a Refusal; a damaged one is kept, and Broken says what is wrong.
// classroom calls it when a record comes in, the app when one is opened.
package payload

import (
	"fmt"
	"strings"
)

// Payload is what a record carries: the bytes as they were sent.
type Payload struct {
	Type    Type
	Data    []byte
	Plotted []byte // JSON summary of a plot; nil for all else
	Calls   []byte // JSON of what a function gave for inputs, see ReadCalls; nil for all else
	Digest  Digest // where the sender left something out
}

// Digest stands for a whole value of which the sender left something out. Equal values have equal
// digests, different values different ones: DigestLength lower-case hex digits. It is empty if nothing
// was left out, or the sender's client is older than digests.
type Digest string

// NoDigest says that something was left out and the sender could make no digest of the whole.
const NoDigest Digest = "none"

// DigestLength is how many hex digits a digest has.
const DigestLength = 32

// StandsForAll reports whether d is the digest of a value.
func (d Digest) StandsForAll() bool { return d != "" && d != NoDigest }

// IsValid reports whether d is what a Payload may hold.
func (d Digest) IsValid() bool {
	return !d.StandsForAll() || len(d) == DigestLength && strings.Trim(string(d), "0123456789abcdef") == ""
}

// MaxBytes bounds a payload in bytes. A 4K screenshot fits; a 1000 x 1000 float array as JSON
// deliberately does not (our client sends its corners).
const MaxBytes = 8 << 20

// Type is the name of a payload's type on the wire. It says how the payload is written and shown. Each
// type has a constant beside its kind. A payload of any other type is kept and shown as text.
type Type string

// TypeUnreadable is the type of what stands for an answer that a damaged page of the data file held.
const TypeUnreadable Type = "unreadable"

// Refusal says why a payload is not accepted: the reason, and the message as a format and the values
// for it.
type Refusal struct {
	Reason Reason
	Format string
	Values []any
}

// Reason names a kind of refusal.
type Reason string

// The reasons.
const (
	TooLarge   Reason = "too_large"    // nested too deep, or an image of too many pixels
	NotAnImage Reason = "not_an_image" // neither PNG nor JPEG
	NotCalls   Reason = "not_calls"    // what came with a function is not what it gave for inputs
)

func refuse(reason Reason, format string, values ...any) *Refusal {
	return &Refusal{Reason: reason, Format: format, Values: values}
}

// Error returns the message.
func (r *Refusal) Error() string { return fmt.Sprintf(r.Format, r.Values...) }
