package payload

import (
	"errors"

	"npt/backend/pyjson"
)

// summarizeJSON returns a function that fills in the preview of a JSON payload. It calls show for
// valid JSON; show reports whether it filled in the preview. If not, the value's repr is shown.
func summarizeJSON(show func(data []byte, found pyjson.Layout, v *Preview) bool) func(Payload, *Preview) error {
	return func(p Payload, v *Preview) error {
		found, err := pyjson.Measure(p.Data)
		switch {
		case errors.Is(err, pyjson.ErrTooDeep):
			return tooDeep()
		case err != nil:
			v.Broken = brokenJSON(err)
			return summarizeText(p, v)
		case show(p.Data, found, v):
			return nil
		}
		w := pyjson.Writer{Limit: PreviewText, Digits: previewDigits}
		s := pyjson.NewScanner(p.Data)
		s.Next()
		w.Value(s)
		v.Text, v.Cut = w.String(), w.Cut
		return nil
	}
}

// readJSON returns a function that fills in the answer of a JSON payload. It calls show for valid
// JSON; show reports whether it filled in the answer. If not, a tree of the values is shown.
func readJSON(show func(data []byte, found pyjson.Layout, a *Answer) bool) func(Payload, *Answer) {
	return func(p Payload, a *Answer) {
		readText(p, a)
		found, err := pyjson.Measure(p.Data)
		if err != nil {
			a.Broken = brokenJSON(err)
			return
		}
		if !show(p.Data, found, a) {
			a.Tree = readTree(p.Data)
		}
	}
}

func tooDeep() *Refusal {
	return refuse(TooLarge, "Nested more than %d lists and dicts deep", pyjson.MaxDepth)
}
