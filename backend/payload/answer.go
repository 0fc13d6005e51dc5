package payload

import (
	"npt/backend/pyjson"
)

// AnswerText bounds the text of an answer in characters: some 4,000 lines of code.
const AnswerText = 200_000

// inAnswer is how the values of arrays and tables are written on opening a record.
var inAnswer = pyjson.CellStyle{Limit: cellText}

// Read returns a payload read for showing. It never fails: what is wrong with the
// payload is said in Answer.Broken, beside what can be shown of it.
func Read(p Payload) Answer {
	a := Answer{Type: p.Type, Bytes: len(p.Data)}
	if p.Type == TypeImage {
		a.Image, a.Broken = readImage(p.Data)
		return a
	}
	a.Text, a.Cut = pyjson.Beginning(p.Data, AnswerText)
	if !p.Type.JSON() {
		return a
	}
	found, err := pyjson.Measure(p.Data)
	if err != nil {
		a.Broken = err.Error()
		return a
	}
	switch p.Type {
	case TypeArray:
		a.Array, a.Broken = readArray(p.Data, found, arrayStyle{
			rows: edges{ArrayEdge, ArrayEdge}, columns: edges{ArrayEdge, ArrayEdge}, slices: ArraySlices, cells: inAnswer,
		})
	case TypeTable:
		a.Table, a.Broken = readTable(p.Data, found, tableStyle{TableRows, TableColumns, inAnswer})
	default:
		a.Broken = wrongTop(p.Type, found.Top)
	}
	if a.Array == nil && a.Table == nil {
		a.Tree = readTree(p.Data)
	}
	return a
}
