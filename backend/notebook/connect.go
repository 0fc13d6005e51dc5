package notebook

import (
	"bytes"
	"cmp"
	"errors"
	"fmt"
	"regexp"
	"slices"
	"strings"

	"npt/backend/classroom"
	"npt/backend/python"
)

// FirstCell is the cell by which a notebook reaches the teacher's computer.
type FirstCell struct {
	Source string
	Folded bool // it is long: Jupyter shows it folded (jupyter.source_hidden)
}

// Connect puts a first cell into the notebook: in the place of the one that is there, the original tracker's too, else
// above the first cell of code. What else stands in the cell stays, below. The cell says the notebook's version. To do it
// twice is to do it once. The error is a *classroom.Error.
func (d *Document) Connect(first FirstCell) ([]byte, error) {
	if err := d.editable(); err != nil {
		return nil, err
	}
	e, own := d.edit(), slices.IndexFunc(d.cells, isFirstCell)
	var gone []int
	for i, c := range d.cells {
		if !c.isCode() {
			continue
		}
		rest, ours, err := withoutFirstCell(c.source, i > own)
		switch {
		case err != nil:
			return nil, classroom.Errorf(classroom.CodeBadField, "Cell %d, line %d: the tracker's code is on one line with other code: put it on a line of its own.", i+1, int(shared(err)))
		case i == own:
			e.setSource(c, below(first.Source, rest))
			e.setFolded(c, first.Folded)
		case ours && rest == "":
			gone = append(gone, i)
		case ours:
			e.setSource(c, rest)
		}
	}
	if own < 0 {
		e.insert(d.firstCode(), first)
	}
	e.remove(gone)
	return restamped(e.written())
}

// isFirstCell reports whether a cell fetches the client, or carries it.
func isFirstCell(c cell) bool {
	plain, isPython := python.Plain(c.source)
	return c.isCode() && isPython && fetch(plain, python.Statements(plain))
}

// fetch reports whether one of the statements is of a first cell alone.
func fetch(code string, statements []python.Statement) bool {
	return slices.ContainsFunc(statements, func(s python.Statement) bool { return fetches.MatchString(textOfStatement(code, s)) })
}

func below(first, rest string) string {
	if rest == "" {
		return first
	}
	return first + "\n" + rest
}

// firstCode returns the position of the first cell of code; that behind the last cell if there is none.
func (d *Document) firstCode() int {
	for i, c := range d.cells {
		if c.isCode() {
			return i
		}
	}
	return len(d.cells)
}

var (
	// fetches matches the statements that only a first cell has: any of its forms, and the original's.
	fetches = regexp.MustCompile(`(exec|get|urlopen|open_url)\(.*/get-send-code|^_npt_served\b|zlib\.decompress\(base64\.b85decode\(|^exec\(client\)$|^assert hashlib\.sha256\(client\)`)
	// belongs matches the statements that go with them.
	belongs = regexp.MustCompile(`^import (requests|ast, hashlib, requests|base64, zlib)$|^npt\.join\(\)$`)
	// configures matches those that say whose the answers are.
	configures = regexp.MustCompile(`^npt_config\s*=|^npt_config\[['"](sender_name|session_name|session_owner)['"]\]\s*=`)
	// carries matches the comment of a first cell that carries the client.
	carries = regexp.MustCompile(`^# The next lines carry all that send\(\) needs`)
)

// anyGet matches the lines by which a first cell finds out where it runs. They go as one.
var anyGet = regexp.MustCompile(`(?m)^try:\n[ \t]+from pyodide\.http import open_url as get\nexcept ImportError:\n[ \t]+from urllib\.request import urlopen as get\n`)

// withoutFirstCell returns a cell's code without the lines of a first cell, and whether it had any. Where another cell is
// the first one, only what would say again whose the answers are is taken away.
func withoutFirstCell(source string, hasFirst bool) (rest string, ours bool, err error) {
	source = anyGet.ReplaceAllString(source, "")
	plain, isPython := python.Plain(source)
	if !isPython || !strings.Contains(source, "npt") && !strings.Contains(source, "get-send-code") {
		return source, false, nil
	}
	statements := python.Statements(plain)
	isFirst := fetch(plain, statements)
	var out strings.Builder
	at := 0
	for _, s := range statements {
		text := textOfStatement(plain, s)
		if isTheirs := !isFirst && (!hasFirst || !configures.MatchString(text)); isTheirs || !isOurs(text) {
			continue
		}
		if pieces(s) > 1 && !allOurs(text) {
			return "", false, sharedLine(1 + strings.Count(plain[:s.From], "\n"))
		}
		out.WriteString(source[at:s.From])
		at, ours = min(s.To+1, len(source)), true
	}
	if !ours {
		return source, false, nil
	}
	return withoutComment(out.String() + source[at:]), true, nil
}

// sharedLine is a line of a cell on which the tracker's code stands beside other code, from 1.
type sharedLine int

func (n sharedLine) Error() string { return fmt.Sprintf("the tracker's code shares line %d", int(n)) }

func shared(err error) (n sharedLine) {
	errors.As(err, &n)
	return n
}

func textOfStatement(code string, s python.Statement) string {
	return strings.TrimSpace(code[s.From:s.To])
}

// withoutComment returns what is left of a cell, without the comment of a first cell that carries the client.
func withoutComment(source string) string {
	var kept []string
	for text := range strings.SplitSeq(source, "\n") {
		if !carries.MatchString(text) {
			kept = append(kept, text)
		}
	}
	return strings.Trim(strings.Join(kept, "\n"), "\n")
}

func isOurs(text string) bool {
	return fetches.MatchString(text) || belongs.MatchString(text) || configures.MatchString(text)
}

// pieces returns how many statements semicolons join.
func pieces(s python.Statement) (n int) {
	for _, t := range s.Tokens {
		if t.Kind == python.Newline {
			n++
		}
	}
	return n
}

// allOurs reports whether all statements that semicolons join are those of a first cell.
func allOurs(text string) bool {
	for piece := range strings.SplitSeq(text, ";") {
		if piece = strings.TrimSpace(piece); piece != "" && !isOurs(piece) {
			return false
		}
	}
	return true
}

// foldedMark is the entry of a cell's metadata by which Jupyter shows it folded, and one that says who made it.
const foldedMark = `"jupyter": {"source_hidden": true}, "npt": "first cell"`

var foldedEntry = regexp.MustCompile(`"jupyter": *\{ *"source_hidden": *true *\}, *"npt": *"first cell"(, )?`)

// setFolded folds a cell, or unfolds one that was folded so.
func (e *edits) setFolded(c cell, folded bool) {
	if c.metadata.isEmpty() {
		return
	}
	raw := e.data[c.metadata.from:c.metadata.to]
	has := bytes.Contains(raw, []byte(`"source_hidden"`)) && bytes.Contains(raw, []byte(`"npt"`))
	switch inside := bytes.TrimSpace(raw[1 : len(raw)-1]); {
	case folded == has:
	case has:
		e.put(c.metadata, foldedEntry.ReplaceAll(raw, nil))
	case len(inside) == 0:
		e.put(c.metadata, []byte("{"+foldedMark+"}"))
	default:
		e.put(c.metadata, append([]byte("{"+foldedMark+", "), bytes.TrimLeft(raw[1:], " \t\r\n")...))
	}
}

// insert puts a new cell of code before the one at a position, with the spacing of the file's cells.
func (e *edits) insert(at int, first FirstCell) {
	metadata := "{}"
	if first.Folded {
		metadata = "{" + foldedMark + "}"
	}
	entries := []string{`"cell_type": "code"`, `"execution_count": null`}
	if e.minor >= 5 {
		entries = append(entries, `"id": "`+e.freeID()+`"`)
	}
	entries = append(entries, `"metadata": `+metadata, `"outputs": []`)
	outside, inside, nested := e.spacing()
	var lines []string
	for _, line := range strings.SplitAfter(first.Source, "\n") {
		lines = append(lines, string(e.quoted(line)))
	}
	entries = append(entries, `"source": [`+nested+strings.Join(lines, ","+cmp.Or(nested, " "))+inside+"]")
	text := "{" + inside + strings.Join(entries, ","+cmp.Or(inside, " ")) + outside + "}"
	switch {
	case len(e.cells) == 0:
		unit := strings.TrimSuffix(outside, " ")
		e.put(span{e.list.from + 1, e.list.to - 1}, []byte(outside+text+unit))
	case at < len(e.cells):
		from := e.cells[at].whole.from
		e.put(span{from, from}, []byte(text+","+cmp.Or(outside, " ")))
	default:
		to := e.cells[at-1].whole.to
		e.put(span{to, to}, []byte(","+cmp.Or(outside, " ")+text))
	}
}

// spacing returns the white space before a cell, before a key in it, and before a line of its source; all empty in a
// file of one line.
func (e *edits) spacing() (outside, inside, nested string) {
	if len(e.cells) == 0 {
		if !bytes.Contains(e.data, []byte("\n")) {
			return "", "", ""
		}
		return "\n  ", "\n   ", "\n    " // as Jupyter writes it
	}
	first := e.cells[0].whole
	outside = string(spaceBefore(e.data, first.from))
	after := e.data[first.from+1 : first.to]
	inside = string(after[:len(after)-len(bytes.TrimLeft(after, " \t\r\n"))])
	if !strings.Contains(inside, "\n") {
		return outside, "", ""
	}
	unit := strings.TrimPrefix(inside, outside)
	return outside, inside, inside + unit
}

func spaceBefore(data []byte, at int) []byte {
	return data[len(bytes.TrimRight(data[:at], " \t\r\n")):at]
}

// freeID returns an id that no cell has.
func (e *edits) freeID() string {
	taken := map[string]bool{}
	for _, c := range e.cells {
		taken[c.id] = true
	}
	id := "npt-first-cell"
	for n := 2; taken[id]; n++ {
		id = fmt.Sprint("npt-first-cell-", n)
	}
	return id
}
