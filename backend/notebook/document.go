package notebook

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"strconv"
	"strings"

	"npt/backend/classroom"
	"npt/backend/pyjson"
)

// Limits on a notebook.
const (
	// MaxSize bounds the file in bytes: hundreds of pictures among its outputs fit.
	MaxSize = 64 << 20
	// maxCells bounds its cells; a long lab has two hundred.
	maxCells = 10_000
	// MaxLabel bounds the label of a question in characters.
	MaxLabel = classroom.MaxQuestion
)

// Document is a notebook as its file has it: https://nbformat.readthedocs.io. It knows where each cell stands, so
// that what is changed in one leaves every other byte as it was.
type Document struct {
	data   []byte
	format int // 3 or 4
	minor  int
	cells  []cell
	list   span // the value of "cells", with its brackets
	kernel string
}

// Bytes returns the notebook's file, which the caller does not change.
func (d *Document) Bytes() []byte { return d.data }

// Cells returns how many cells the notebook has.
func (d *Document) Cells() int { return len(d.cells) }

// Format returns the format of the notebook's file, such as 4.5.
func (d *Document) Format() string { return fmt.Sprint(d.format, ".", d.minor) }

// span is a part of a file, from its first byte to the one after its last; empty if there is none.
type span struct{ from, to int }

func (s span) isEmpty() bool { return s.to == 0 }

// cell is a cell and where it and its values stand in the file.
type cell struct {
	kind   string // code, markdown, raw; in format 3 also heading
	source string // line ends are line feeds
	level  int    // of a heading of format 3
	id     string // empty before format 4.5

	whole, text, outputs, count, metadata span
}

func (c cell) isProse() bool { return c.kind == "markdown" || c.kind == "heading" }

func (c cell) isCode() bool { return c.kind == "code" }

// Read reads a notebook of format 3 or 4. The error is a *classroom.Error: CodeBadField if data is none, CodeTooLarge
// if it is beyond the limits.
func Read(data []byte) (*Document, error) {
	if len(data) > MaxSize {
		return nil, classroom.Errorf(classroom.CodeTooLarge, "The notebook is larger than %d MB: clear its outputs, save it and choose it again.", MaxSize>>20)
	}
	d := &Document{data: data}
	r := reader{Document: d, scanner: pyjson.NewScanner(bytes.TrimPrefix(data, bom)), shift: len(data) - len(bytes.TrimPrefix(data, bom))}
	if err := r.file(); err != nil {
		return nil, err
	}
	switch d.format {
	case 3, 4:
		return d, nil
	case 0:
		return nil, errNoNotebook()
	default:
		return nil, classroom.Errorf(classroom.CodeBadField, "The notebook is of format %d: open it in Jupyter, save it as format 4 and choose it again.", d.format)
	}
}

var bom = []byte("\ufeff")

func errNoNotebook() error {
	return classroom.Errorf(classroom.CodeBadField, "This file is not a Jupyter notebook: choose one that ends with .ipynb.")
}

// reader goes through the file once.
type reader struct {
	*Document
	scanner *pyjson.Scanner
	shift   int // of the offsets, by a byte order mark
	err     error
}

func (r *reader) file() error {
	s := r.scanner
	if !s.Next() || s.Kind != pyjson.OpenDict {
		return errNoNotebook()
	}
	s.Each(func(_ int, key []byte) {
		switch string(key) {
		case "nbformat":
			r.format = r.number()
		case "nbformat_minor":
			r.minor = r.number()
		case "metadata":
			r.kernel = language(s.Raw())
		case "cells":
			r.list = r.cellList()
		case "worksheets":
			r.worksheets()
		}
	})
	if s.Next(); s.Err != nil && r.err == nil {
		r.err = broken(s.Err)
	}
	return r.err
}

// broken returns why a file that begins as a notebook is none.
func broken(cause error) error {
	if at := new(pyjson.SyntaxError); errors.As(cause, &at) {
		return classroom.Errorf(classroom.CodeBadField, "The notebook is damaged at character %d: open it in Jupyter, save it and choose it again, or take an earlier copy.", at.Character)
	}
	return classroom.Errorf(classroom.CodeBadField, "The notebook is nested too deep: clear its outputs, save it and choose it again.")
}

// number returns the current value, 0 if it is no whole number.
func (r *reader) number() int {
	n, err := strconv.Atoi(string(r.scanner.Text))
	if r.scanner.Kind != pyjson.Number || err != nil {
		return 0
	}
	return n
}

// language returns the language of a notebook's kernel by its metadata, in lower case; empty if they do not say.
func language(metadata []byte) string {
	var told struct {
		Info   struct{ Name string }           `json:"language_info"`
		Kernel struct{ Name, Language string } `json:"kernelspec"`
	}
	if json.Unmarshal(metadata, &told) != nil {
		return ""
	}
	for _, name := range []string{told.Kernel.Language, told.Info.Name, told.Kernel.Name} {
		if name != "" {
			return strings.ToLower(name)
		}
	}
	return ""
}

func (r *reader) worksheets() {
	s := r.scanner
	if s.Kind != pyjson.OpenList {
		return
	}
	s.Each(func(int, []byte) {
		if s.Kind != pyjson.OpenDict {
			return
		}
		s.Each(func(_ int, key []byte) {
			if string(key) == "cells" {
				r.cellList()
			}
		})
	})
}

func (r *reader) cellList() span {
	s, from := r.scanner, r.scanner.At()
	if s.Kind != pyjson.OpenList {
		r.refuse(errNoNotebook())
		return span{}
	}
	s.Each(func(int, []byte) {
		switch {
		case s.Kind != pyjson.OpenDict:
			r.refuse(errNoNotebook())
		case len(r.cells) == maxCells:
			r.refuse(classroom.Errorf(classroom.CodeTooLarge, "The notebook has more than %d cells.", maxCells))
		case r.err == nil:
			r.cells = append(r.cells, r.cell())
		}
	})
	return span{from + r.shift, s.At() + r.shift + 1}
}

// refuse keeps the first reason why this is no notebook.
func (r *reader) refuse(err error) {
	if r.err == nil {
		r.err = err
	}
}

func (r *reader) cell() (c cell) {
	s := r.scanner
	c.whole.from = s.At() + r.shift
	s.Each(func(_ int, key []byte) {
		from := s.At()
		raw := bytes.TrimRight(s.Raw(), "\t")
		at := span{from + r.shift, from + r.shift + len(raw)}
		switch string(key) {
		case "cell_type":
			c.kind, _ = textOf(raw)
		case "id":
			c.id, _ = textOf(raw)
		case "level":
			c.level, _ = strconv.Atoi(string(raw))
		case "source", "input":
			c.text, c.source = at, c.source+r.lines(raw)
		case "outputs":
			c.outputs = at
		case "execution_count", "prompt_number":
			c.count = at
		case "metadata":
			c.metadata = at
		}
	})
	c.whole.to = s.At() + r.shift + 1
	return c
}

// lines returns text that a notebook stores as one string or as a list of lines. Anything else is read as empty.
func (r *reader) lines(raw []byte) string {
	var whole string
	var list []string
	if bytes.HasPrefix(raw, []byte(`"`)) {
		read, isText := textOf(raw)
		if !isText {
			r.refuse(errNoNotebook())
		}
		whole = read
	} else if json.Unmarshal(raw, &list) == nil {
		whole = strings.Join(list, "")
	}
	return strings.NewReplacer("\r\n", "\n", "\r", "\n").Replace(whole)
}

// textOf returns what a JSON string says.
func textOf(raw []byte) (string, bool) {
	var said string
	err := json.Unmarshal(raw, &said)
	return said, err == nil
}
