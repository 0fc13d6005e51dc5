package classroom

import (
	"time"

	"npt/backend/payload"
)

// Limits on what strangers on the network can make the app store or do. Each is far above what a lab
// needs and far below what would do harm.
const (
	// MaxBody bounds one request in bytes. A 4K screenshot fits; a 1000 x 1000 float array as JSON
	// deliberately does not (our client sends its corners).
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
	// MaxNotebookVersion bounds the version of a notebook in characters; ours have 8.
	MaxNotebookVersion = 16
	// MaxUUID bounds a device id in characters; ours have 32.
	MaxUUID = 100
	// MaxRecordID bounds the id that a notebook gives a record, in characters; ours have 32.
	MaxRecordID = 64
	// MaxType bounds the name of a type in characters.
	MaxType = 20
	// MaxPlotted bounds the summary of a plot in bytes; our client keeps under 16 kB.
	MaxPlotted = 64 << 10
	// MaxCallBytes bounds what a function gave for inputs, in bytes; our client keeps under 60 kB.
	MaxCallBytes = 64 << 10
	// MaxSenders bounds the senders of a session: ten full lecture halls, and a cap on
	// what a script that invents students can fill.
	MaxSenders = 2000
	// MaxLabels bounds the labels of questions that a session's notebooks send, over all parts: a
	// hundred times a long lab, and no more than the dashboard shows at its usual speed.
	MaxLabels = 1000
	// MaxRecordsOfSender bounds how many questions of all parts one sender answers, so that one
	// student's loop over labels leaves room for the others'.
	MaxRecordsOfSender = MaxLabels / 2
	// MaxParts bounds the parts of a session.
	MaxParts = 100
	// MaxAge bounds how long ago a record may have been sent; more counts as this. A notebook keeps
	// trying for 30 days, and its kernel may end and start between.
	MaxAge = 366 * 24 * time.Hour
	// MaxAttempts bounds how many attempts one request counts: what a loop sends in a minute.
	MaxAttempts = 10_000
	// MaxReplaced bounds the records of which a later one says that it replaces them.
	MaxReplaced = 32
	// RecordsAtOnce and RecordsPerSecond bound one sender's rate. What a lab has of questions may
	// have waited for the app, and comes at once; of a loop our client sends the last value only.
	RecordsAtOnce    = 400
	RecordsPerSecond = 20
)
