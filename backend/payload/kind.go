package payload

import (
	"bytes"
	"slices"

	"npt/backend/pyjson"
)

// Kind is what the program knows of the payloads of one type. Each kind has a file of its own, which
// registers it; fields that a kind does not need stay nil or zero. A payload of an unknown type is
// kept and treated as text.
type Kind struct {
	Type     Type
	Encoding Encoding
	Compared Comparison

	// summarize fills in what a list shows of a payload. The error is a *Refusal.
	summarize func(p Payload, v *Preview) error
	// read fills in what an opened record shows of a payload.
	read func(p Payload, a *Answer)
	// sortText returns the text by which answers are sorted; nil if that is the text of the preview.
	sortText func(v Preview) (text string, ok bool)
	// extension returns the extension of the file that an export writes for a payload. A payload of a
	// kind without extension appears in the export's table only.
	extension func(p Payload) string
	// thumbnail returns a payload as a small image for lists; nil and what is wrong if there is none.
	thumbnail func(p Payload) (*Image, Broken)
}

// Encoding is how a payload is written.
type Encoding byte

// The encodings.
const (
	Text   Encoding = iota // text in UTF-8
	JSON                   // JSON as Python's json module writes it, so with NaN, Infinity and -Infinity
	Binary                 // the bytes of a file
)

// Comparison is how two answers of a kind are compared.
type Comparison byte

// The comparisons.
const (
	AsText    Comparison = iota // without the white space around it
	AsCode                      // by the tokens of Python
	AsLatex                     // without the white space that TeX ignores
	AsArray                     // as values, where one number is like a list of it
	AsValue                     // as values
	AsTable                     // as values, columns and all
	AsPicture                   // by what was plotted, else by how it looks
	AsBytes                     // byte by byte
)

var kinds = map[Type]Kind{}

// register makes a kind known; each file of a kind calls it once, before the program starts.
func register(k Kind) {
	if _, known := kinds[k.Type]; known {
		panic("payload: two kinds of type " + string(k.Type))
	}
	kinds[k.Type] = k
}

// KindOf returns the kind of a type; that of text for a type that no kind has.
func KindOf(t Type) Kind {
	if k, known := kinds[t]; known {
		return k
	}
	k := kinds[TypeText]
	k.Type = t
	return k
}

// Types returns the types that have a kind, in alphabetical order.
func Types() []Type {
	list := make([]Type, 0, len(kinds))
	for t := range kinds {
		list = append(list, t)
	}
	slices.Sort(list)
	return list
}

// HasText reports whether payloads of the kind are text, which can be searched and shown in
// a cell.
func (k Kind) HasText() bool { return k.Encoding != Binary }

// Field returns the name of the form field in which a notebook sends payloads of the kind.
func (k Kind) Field() string {
	if k.Encoding == Binary {
		return "file"
	}
	return "data"
}

// Extension returns the extension of the file that an export writes for a payload, such as .png; empty
// if the export writes no file for it.
func Extension(p Payload) string {
	if k := KindOf(p.Type); k.extension != nil {
		return k.extension(p)
	}
	return ""
}

// summarizeText fills in the beginning of a payload that is text.
func summarizeText(p Payload, v *Preview) error {
	v.Text, v.Cut = pyjson.Beginning(p.Data, PreviewText)
	if v.Cut && KindOf(p.Type).Encoding == Text {
		v.Shape = []int{bytes.Count(bytes.TrimSpace(p.Data), []byte("\n")) + 1}
	}
	return nil
}

// readText fills in a payload that is text, up to AnswerText characters.
func readText(p Payload, a *Answer) { a.Text, a.Cut = pyjson.Beginning(p.Data, AnswerText) }
