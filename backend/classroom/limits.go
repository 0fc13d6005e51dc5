package classroom

import (
	"time"

	"npt/backend/payload"
)

// Limits on what a network of strangers may make the app keep or do. Each is
// far above what a lab needs and far below what would hurt.
const (
	// MaxBody bounds one request in bytes: a 1000 x 1000 float array as JSON does
	// not fit on purpose (our client sends its corners), a 4K screenshot does.
	MaxBody = payload.MaxBytes
	// MaxName bounds the names of owners, sessions, parts and senders, in
	// characters: two long given names, two family names and a group fit.
	MaxName = 100
	// MaxQuestion bounds a question's label in characters; it stands in a column head.
	MaxQuestion = 20
	// MaxTitle bounds a question's title in characters.
	MaxTitle = 100
	// MaxDescription bounds a session's description in characters.
	MaxDescription = 1000
	// MaxUUID bounds a device id in characters; ours have 32.
	MaxUUID = 100
	// MaxRecordID bounds the id of a record's sending in characters; ours have 32.
	MaxRecordID = 64
	// MaxType bounds the name of a type in characters.
	MaxType = 20
	// MaxPlotted bounds the summary of a plot in bytes; our client keeps under 16 kB.
	MaxPlotted = 64 << 10
	// MaxSenders bounds the senders of a session: ten full lecture halls, and a cap on
	// what a script that invents students can fill.
	MaxSenders = 2000
	// MaxParts bounds the parts of a session.
	MaxParts = 100
	// MaxAhead is how far a sender's clock may run ahead of ours before we take our
	// own time: a wrong year must not freeze a student's record for ever.
	MaxAhead = 24 * time.Hour
	// RecordsAtOnce and RecordsPerSecond bound one sender's rate: a notebook run from top
	// to bottom sends all its questions at once; a person never sends two a second.
	RecordsAtOnce    = 60
	RecordsPerSecond = 2
)
