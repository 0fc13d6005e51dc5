package payload

import (
	"errors"

	"npt/backend/pyjson"
)

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

// Summarize returns the Preview of a payload. What is wrong with a payload that
// can still be kept is said in Preview.Broken. The error is a *Refusal for what must
// be refused: TooLarge for JSON nested deeper than MaxDepth and for images over
// MaxImageSide or MaxImagePixels, NotAnImage for images neither PNG nor JPEG.
func Summarize(p Payload) (Preview, error) {
	v := Preview{Bytes: len(p.Data), Shape: []int{}, Columns: []string{}, Rows: [][]string{}}
	switch {
	case p.Type == TypeImage:
		facts, err := InspectImage(p.Data)
		if err != nil {
			return Preview{}, err
		}
		v.Broken = facts.Broken
		if facts.Width > 0 {
			v.Shape = []int{facts.Height, facts.Width}
		}
		return v, nil
	case p.Type.JSON():
		found, err := pyjson.Measure(p.Data)
		if errors.Is(err, pyjson.ErrTooDeep) {
			return Preview{}, refuse(TooLarge, "Nested more than %d lists and dicts deep", pyjson.MaxDepth)
		}
		if err == nil {
			v.summarizeJSON(p, found)
			return v, nil
		}
		v.Broken = err.Error()
	}
	v.Text, v.Cut = pyjson.Beginning(p.Data, PreviewText)
	return v, nil
}

// summarizeJSON fills in what is shown of valid JSON.
func (v *Preview) summarizeJSON(p Payload, found pyjson.Layout) {
	shown := false
	switch p.Type {
	case TypeArray:
		shown = v.summarizeArray(p.Data, found)
	case TypeTable:
		shown = v.summarizeTable(p.Data, found)
	default:
		v.Broken = wrongTop(p.Type, found.Top)
	}
	if !shown {
		w := pyjson.Writer{Limit: PreviewText, Digits: previewDigits}
		s := pyjson.NewScanner(p.Data)
		s.Next()
		w.Value(s)
		v.Text, v.Cut = w.String(), w.Cut
	}
}

func (v *Preview) summarizeArray(data []byte, found pyjson.Layout) bool {
	var array *Array
	array, v.Broken = readArray(data, found, arrayStyle{
		rows: edges{head: PreviewRows}, columns: edges{head: PreviewColumns}, slices: 1, cells: inPreview,
	})
	if array == nil {
		return false
	}
	v.Shape = array.Shape
	if len(array.Shape) <= 2 {
		v.Rows = array.Slices[0].Rows
	}
	return true
}

func (v *Preview) summarizeTable(data []byte, found pyjson.Layout) bool {
	var table *Table
	table, v.Broken = readTable(data, found, tableStyle{PreviewRows, PreviewColumns, inPreview})
	if table == nil {
		return false
	}
	v.Shape, v.Columns, v.Rows = table.Shape, table.Columns, table.Rows
	return true
}

// wrongTop says what is wrong with a list or dict that is not one, empty if it is.
func wrongTop(t Type, top pyjson.Kind) string {
	switch {
	case t == TypeList && top != pyjson.OpenList:
		return "Not a list"
	case t == TypeDict && top != pyjson.OpenDict:
		return "Not a dict"
	}
	return ""
}
