package payload

import "npt/backend/pyjson"

// Bounds on previews. A preview is kept beside each record and sent to the window
// with each row, so all of it stays under about 2 kB as JSON.
const (
	// PreviewText bounds the text of a preview in characters: the few lines of a row.
	PreviewText = 400
	// PreviewRows and PreviewColumns bound the corner of a matrix or table.
	PreviewRows    = 3
	PreviewColumns = 6
	// previewCell bounds the text of a cell or column name in characters: a date and
	// time or a float of six digits fits.
	previewCell = 24
)

// previewDigits is how many significant digits of a float a row shows.
const previewDigits = 6

// inPreview is how values are written in a row.
var inPreview = pyjson.CellStyle{Limit: previewCell, Digits: previewDigits}

// Summarize returns the Preview of a payload. If the payload is damaged but can be kept,
// Preview.Broken says how. The error is a *Refusal for a payload that must be refused: TooLarge for
// JSON nested deeper than pyjson.MaxDepth and for images over MaxImageSide or MaxImagePixels,
// NotAnImage for images that are neither PNG nor JPEG, NotCalls for calls that ReadCalls does not read.
func Summarize(p Payload) (Preview, error) {
	v := Preview{Bytes: len(p.Data), Shape: []int{}, Columns: []string{}, Rows: [][]string{}}
	if err := KindOf(p.Type).summarize(p, &v); err != nil {
		return Preview{}, err
	}
	calls, err := ReadCalls(p.Calls)
	if err != nil {
		return Preview{}, refuse(NotCalls, "calls is no list of what a function gave for inputs")
	}
	v.Calls = len(calls)
	return v, nil
}
