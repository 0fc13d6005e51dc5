package notebook

import (
	"bytes"
	"cmp"
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"sync"
	"unicode/utf16"

	"npt/backend/classroom"
)

// edits are changes of a document, which are written all at once. What they do not name stays, to the byte.
type edits struct {
	*Document
	made    []edit
	escapes func() bool // whether the file writes all letters beyond ASCII as escapes
}

func (d *Document) edit() *edits { return &edits{Document: d, escapes: sync.OnceValue(d.isASCII)} }

// edit puts text in the place of a part of the file.
type edit struct {
	span
	text []byte
}

// editable returns an error if the notebook can be read but not changed: it is of format 3, or not in Python.
func (d *Document) editable() error {
	switch {
	case d.format != 4:
		return classroom.Errorf(classroom.CodeBadField, "The notebook is of format %d: open it in Jupyter, save it as format 4 and choose it again.", d.format)
	case d.list.isEmpty():
		return errNoNotebook()
	}
	return d.inPython()
}

// inPython returns an error if the notebook says that it is written in another language.
func (d *Document) inPython() error {
	if d.kernel != "" && !strings.Contains(d.kernel, "python") && d.kernel != "pyodide" && d.kernel != "xeus" {
		return classroom.Errorf(classroom.CodeBadField, "The notebook is written in %s: only notebooks in Python can be used.", d.kernel)
	}
	return nil
}

// written returns the file with the edits.
func (e *edits) written() []byte {
	slices.SortStableFunc(e.made, func(a, b edit) int { return cmp.Compare(a.from, b.from) })
	var out bytes.Buffer
	out.Grow(len(e.data) + 1<<12)
	at := 0
	for _, change := range e.made {
		out.Write(e.data[at:change.from])
		out.Write(change.text)
		at = change.to
	}
	out.Write(e.data[at:])
	return out.Bytes()
}

func (e *edits) put(at span, text []byte) { e.made = append(e.made, edit{at, text}) }

// setSource writes another source into a cell, as the cell's own is written: as one string or as a list, line for line,
// with its spacing. A line that stays keeps its bytes.
func (e *edits) setSource(c cell, source string) {
	if source == c.source || c.text.isEmpty() {
		return
	}
	old := e.data[c.text.from:c.text.to]
	if endsInReturns(old) {
		source = strings.ReplaceAll(source, "\n", "\r\n")
	}
	if old[0] != '[' {
		e.put(c.text, e.quoted(source))
		return
	}
	e.put(c.text, e.likeList(old, strings.SplitAfter(source, "\n")))
}

// endsInReturns reports whether all lines of a source end in a carriage return and a line feed.
func endsInReturns(raw []byte) bool {
	feeds := bytes.Count(raw, []byte(`\n`))
	return feeds > 0 && bytes.Count(raw, []byte(`\r\n`)) == feeds && !bytes.Contains(raw, []byte(`\\n`))
}

// likeList writes lines as a list of strings with the spacing of another one.
func (e *edits) likeList(old []byte, lines []string) []byte {
	literals, before, between, after := literalsOf(old)
	if len(lines) > 1 && lines[len(lines)-1] == "" {
		lines = lines[:len(lines)-1]
	}
	var out bytes.Buffer
	out.WriteByte('[')
	for i, line := range lines {
		if i == 0 {
			out.WriteString(before)
		} else {
			out.WriteString("," + between)
		}
		if literal, isKnown := literals[line]; isKnown {
			out.Write(literal)
		} else {
			out.Write(e.quoted(line))
		}
	}
	out.WriteString(after + "]")
	return out.Bytes()
}

// literalsOf returns the strings of a list, each by what it says, and the white space before the first, between two and
// after the last. An empty list is written as Jupyter does, in one line.
func literalsOf(list []byte) (literals map[string][]byte, before, between, after string) {
	literals = map[string][]byte{}
	at, gaps := 1, []string{}
	for at < len(list) {
		rest := list[at:]
		text := bytes.TrimLeft(rest, " \t\r\n,")
		gaps = append(gaps, strings.TrimLeft(string(rest[:len(rest)-len(text)]), ","))
		if len(text) == 0 || text[0] != '"' {
			break
		}
		end := stringLength(text)
		if said, isText := textOf(text[:end]); isText {
			literals[said] = text[:end]
			if line, hasReturn := strings.CutSuffix(said, "\r\n"); hasReturn {
				literals[line+"\n"] = text[:end] // among lines that end otherwise
			}
		}
		at = len(list) - len(text) + end
	}
	switch n := len(gaps); {
	case n < 2:
		return literals, "", " ", ""
	case n == 2:
		between = cmp.Or(gaps[0], " ")
		return literals, gaps[0], between, gaps[1]
	default:
		return literals, gaps[0], gaps[1], gaps[n-1]
	}
}

// stringLength returns how many bytes a JSON string has, with its quotes.
func stringLength(s []byte) int {
	for i := 1; i < len(s); i++ {
		switch s[i] {
		case '\\':
			i++
		case '"':
			return i + 1
		}
	}
	return len(s)
}

// quoted writes text as the file's other strings are: as Python's json does, with letters beyond ASCII as they are
// unless the file escapes them.
func (e *edits) quoted(text string) []byte {
	var out bytes.Buffer
	encoder := json.NewEncoder(&out)
	encoder.SetEscapeHTML(false)
	if err := encoder.Encode(text); err != nil {
		return []byte(`""`) // cannot happen: it is a string
	}
	literal := bytes.TrimSuffix(out.Bytes(), []byte("\n"))
	literal = bytes.ReplaceAll(bytes.ReplaceAll(literal, []byte(`\u2028`), []byte("\u2028")), []byte(`\u2029`), []byte("\u2029"))
	if !e.escapes() {
		return literal
	}
	return escaped(literal)
}

// isASCII reports whether the file writes all letters beyond ASCII as escapes.
func (d *Document) isASCII() bool {
	return bytes.IndexFunc(d.data, func(r rune) bool { return r >= 0x80 && r != '\ufeff' }) < 0 && bytes.Contains(d.data, []byte(`\u`))
}

// escaped writes the characters beyond ASCII as escapes of JSON, in lower case as Python does.
func escaped(literal []byte) []byte {
	var out bytes.Buffer
	for _, r := range string(literal) {
		switch {
		case r < 0x80:
			out.WriteByte(byte(r))
		case r > 0xffff:
			high, low := utf16.EncodeRune(r)
			fmt.Fprintf(&out, `\u%04x\u%04x`, high, low)
		default:
			fmt.Fprintf(&out, `\u%04x`, r)
		}
	}
	return out.Bytes()
}

// clear takes away the outputs of a cell and the number of its execution.
func (e *edits) clear(c cell) {
	if !c.outputs.isEmpty() && !isEmptyList(e.data[c.outputs.from:c.outputs.to]) {
		e.put(c.outputs, []byte("[]"))
	}
	if !c.count.isEmpty() && string(e.data[c.count.from:c.count.to]) != "null" {
		e.put(c.count, []byte("null"))
	}
}

func isEmptyList(raw []byte) bool {
	return len(raw) > 1 && len(bytes.Trim(raw[1:len(raw)-1], " \t\r\n")) == 0
}

// remove takes cells away, given by their positions in rising order.
func (e *edits) remove(gone []int) {
	if len(gone) == len(e.cells) {
		e.put(span{e.list.from + 1, e.list.to - 1}, nil)
		return
	}
	isGone := map[int]bool{}
	for _, i := range gone {
		isGone[i] = true
	}
	first := 0 // the first that stays
	for isGone[first] {
		first++
	}
	if first > 0 {
		e.put(span{e.cells[0].whole.from, e.cells[first].whole.from}, nil)
	}
	for i := first + 1; i < len(e.cells); i++ {
		if isGone[i] {
			e.put(span{e.cells[i-1].whole.to, e.cells[i].whole.to}, nil)
		}
	}
}
