// Package payload is what a notebook sent in a record: its type, its bytes, and all that is
// read from them for showing, searching and sorting. Summarize makes the Preview that a list
// shows, Read the Answer that an opened record shows, Thumbnail a small image; SearchText,
// SortKey and Fingerprint are what a record is found, sorted and recognised by.
//
// It decides neither who may send nor which answers are alike (that is compare), and keeps
// nothing. What must not be kept is a Refusal; what is damaged is kept, with a code that says how.
// classroom calls it when a record comes in, the app when one is opened.
package payload

import "fmt"

// Payload is what a record carries: the bytes as they were sent.
type Payload struct {
	Type    Type
	Data    []byte
	Plotted []byte // JSON summary of a plot; nil for all else
}

// MaxBytes bounds a payload in bytes: a 1000 x 1000 float array as JSON does not fit on
// purpose (our client sends its corners), a 4K screenshot does.
const MaxBytes = 8 << 20

// Type says how a payload is written and shown, by its name on the wire. Each has a constant
// beside its kind. A payload of any other type is kept and shown as text.
type Type string

// Refusal is why a payload is not taken: the reason, and a message in two parts, the
// format and the values that stand in it.
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
)

func refuse(reason Reason, format string, values ...any) *Refusal {
	return &Refusal{Reason: reason, Format: format, Values: values}
}

// Error returns the message.
func (r *Refusal) Error() string { return fmt.Sprintf(r.Format, r.Values...) }
