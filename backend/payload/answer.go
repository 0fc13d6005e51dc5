package payload

import (
	"npt/backend/pyjson"
)

// AnswerText bounds the text of an answer in characters: some 4,000 lines of code.
const AnswerText = 200_000

// inAnswer is how the values of arrays and tables are written when a record is opened.
var inAnswer = pyjson.CellStyle{Limit: cellText}

// Unreadable returns the Answer of a payload that is too costly to be shown.
func Unreadable(p Payload) Answer {
	return Answer{Type: p.Type, Bytes: len(p.Data), Broken: BrokenTooCostly}
}

// Read returns a payload read for showing. It never fails: Answer.Broken says what is wrong with the
// payload, and the rest holds what can be shown of it. Call it in turn.
func Read(p Payload) Answer {
	a := Answer{Type: p.Type, Bytes: len(p.Data)}
	if a.Incomplete = ExtentOf(p).Incomplete; p.Digest.StandsForAll() {
		a.Digest = p.Digest
	}
	a.Calls, _ = ReadCalls(p.Calls) // it was checked when it came
	KindOf(p.Type).read(p, &a)
	return a
}
