package notebook

import (
	"regexp"
	"strings"

	"npt/backend/classroom"
	"npt/backend/python"
)

// Replacement is what stands in the students' version where they write, unless the teacher says otherwise.
const Replacement = "# YOUR CODE HERE"

// The ends of the names of files.
const (
	StudentSuffix  = "_init_student_version"
	SolutionSuffix = "_solution"
)

// Place is a place in a notebook, both from 1. Line is 0 if it is the whole cell.
type Place struct {
	Cell int `json:"cell"`
	Line int `json:"line"`
}

// Broken is a cell of a new version that cannot be Python although it could before.
type Broken struct {
	Place
	Fault python.Fault `json:"fault"`
}

// Version is a notebook made from another one.
type Version struct {
	Data   []byte
	Broken []Broken // the places are those of the new notebook
}

// Student returns the students' version: what markers hide is gone, replacement stands where they write, outputs and
// counts of execution are cleared. A block that would be empty gets a pass, a missing value an ellipsis. The error is a
// *classroom.Error that names the cell and the line, if a marker is stray or never closed.
func (d *Document) Student(replacement string) (Version, error) {
	if m := markerOf(replacement); m.does != nothing || strings.TrimSpace(replacement) == "" {
		return Version{}, classroom.Errorf(classroom.CodeBadField, "The text that takes the place of a solution is empty, or a marker itself: write another one.")
	}
	return d.version(func(c cell) (string, bool, *misplaced) {
		m := marked(c)
		if m.hidesCell() {
			return "", false, nil
		}
		text, wrong := m.student(replacement)
		return text, true, wrong
	}, studentCells, true)
}

// Solution returns the notebook with the markers taken away and the solutions left. The error is as in Student.
func (d *Document) Solution() (Version, error) {
	return d.version(func(c cell) (string, bool, *misplaced) {
		text, wrong := marked(c).solution()
		return text, true, wrong
	}, solutionCells, false)
}

// misplaced is a marker that is wrong where it stands.
type misplaced struct {
	line   int // in its cell, from 1
	code   FindingCode
	ending string // of a block that never ends: how its end is marked
}

// inCell returns what is wrong as an error that names the cell, from 1.
func (m misplaced) inCell(cell int) error {
	switch m.code {
	case FoundTodoCell:
		return classroom.Errorf(classroom.CodeBadField, "Cell %d, line %d: only HIDE can mark a whole cell. Write HIDE CELL, or TODO BLOCK and END TODO BLOCK around the lines.", cell, m.line)
	case FoundNoOperand:
		return classroom.Errorf(classroom.CodeBadField, "Cell %d, line %d: there is no = whose right side could be taken away. Mark the whole line: LINE instead of OPERAND.", cell, m.line)
	case FoundNested:
		return classroom.Errorf(classroom.CodeBadField, "Cell %d, line %d: this block begins inside another one of its kind. End that one first.", cell, m.line)
	case FoundUnclosed:
		return classroom.Errorf(classroom.CodeBadField, "Cell %d, line %d: this block never ends. Mark where it ends: %s", cell, m.line, m.ending)
	default:
		return classroom.Errorf(classroom.CodeBadField, "Cell %d, line %d: this marker ends a block that was not begun. Take it away, or mark where the block begins.", cell, m.line)
	}
}

// version returns the notebook with each cell's source put through a function, which says whether the cell stays.
func (d *Document) version(each func(c cell) (string, bool, *misplaced), stays func(d *Document, parts []part, i int) bool, clears bool) (Version, error) {
	if err := d.editable(); err != nil {
		return Version{}, err
	}
	e, parts := d.edit(), d.parts()
	var made Version
	var gone []int
	for i, c := range d.cells {
		source, isLeft, wrong := each(c)
		if wrong != nil {
			return Version{}, wrong.inCell(i + 1)
		}
		if !isLeft || !stays(d, parts, i) {
			gone = append(gone, i)
			continue
		}
		if c.isCode() && source != c.source {
			var faults []python.FoundFault
			source, faults = repaired(c.source, source)
			for _, f := range faults {
				made.Broken = append(made.Broken, Broken{Place{i + 1 - len(gone), f.Line}, f.Fault})
			}
		}
		e.setSource(c, source)
		if clears && c.isCode() {
			e.clear(c)
		}
	}
	e.remove(gone)
	var err error
	made.Data, err = d.restamped(e.written())
	return made, err
}

func (m markedLines) hidesCell() bool {
	for _, mark := range m.markers {
		if mark.does == hide && mark.unit == wholeCell {
			return true
		}
	}
	return false
}

// student returns the source of a cell in the students' version.
func (m markedLines) student(replacement string) (string, *misplaced) {
	var out strings.Builder
	for i := 0; i < len(m.lines); i++ {
		text, mark := m.lines[i], m.markers[i]
		switch {
		case mark.does == nothing:
			out.WriteString(text)
		case mark.unit == begin:
			last, wrong := m.closing(i)
			if wrong != nil {
				return "", wrong
			}
			out.WriteString(m.block(i, last, replacement))
			i = last
			if mark.does == hide {
				i = m.skipEmpty(i)
			}
		case mark.unit == end:
			return "", &misplaced{line: i + 1, code: FoundStrayEnd}
		case mark.unit == wholeCell: // hidden cells are gone by now
			return "", &misplaced{line: i + 1, code: FoundTodoCell}
		case mark.unit == line && mark.does == hide:
			i = m.skipEmpty(i)
		default:
			written, isMarked := replaced(text, mark, replacement)
			if !isMarked {
				return "", &misplaced{line: i + 1, code: FoundNoOperand}
			}
			out.WriteString(written)
		}
	}
	return out.String(), nil
}

// skipEmpty returns the last of the empty lines that follow a line.
func (m markedLines) skipEmpty(i int) int {
	for strings.HasSuffix(m.lines[i], "\n") && i+1 < len(m.lines) && m.lines[i+1] == "\n" {
		i++
	}
	return i
}

// closing returns the line that ends the block which begins on a line.
func (m markedLines) closing(first int) (int, *misplaced) {
	open := []int{first}
	for i := first + 1; i < len(m.lines); i++ {
		mark, innermost := m.markers[i], open[len(open)-1]
		switch {
		case mark.does == nothing || mark.unit != begin && mark.unit != end:
		case mark.unit == begin && m.isOpen(open, mark.word):
			return 0, &misplaced{line: i + 1, code: FoundNested}
		case mark.unit == begin:
			open = append(open, i)
		case mark.word != m.markers[innermost].word:
			return 0, &misplaced{line: i + 1, code: FoundStrayEnd}
		case innermost == first:
			return i, nil
		default:
			open = open[:len(open)-1]
		}
	}
	last := open[len(open)-1]
	return 0, &misplaced{last + 1, FoundUnclosed, ending(m.markers[last].word)}
}

func (m markedLines) isOpen(open []int, word string) bool {
	for _, i := range open {
		if m.markers[i].word == word {
			return true
		}
	}
	return false
}

// ending returns how the end of a block is marked.
func ending(word string) string {
	switch word {
	case string(prompt):
		return `""" # END PROMPT`
	case string(todo), string(hide):
		return "# END " + word + " BLOCK"
	}
	return "### END " + word
}

// block returns what stands in the place of a block, as the original's extension writes it: the replacement between
// empty comments.
func (m markedLines) block(first, last int, replacement string) string {
	mark, ends := m.markers[first], m.markers[last]
	before := m.lines[first][:mark.from]
	rest := m.lines[last][ends.to:]
	code := strings.TrimSpace(before) != ""
	switch {
	case mark.does == prompt:
		return strings.Join(m.lines[first+1:last], "")
	case mark.does == hide && code:
		return strings.TrimRight(before, " \t") + "\n"
	case mark.does == hide:
		return ""
	}
	indent := indentOf(before)
	var out strings.Builder
	if code {
		out.WriteString(strings.TrimRight(before, " \t"))
	} else {
		out.WriteString(indent)
	}
	for _, text := range []string{"#", "#", replacement, "#", "#"} {
		for written := range strings.SplitSeq(text, "\n") {
			out.WriteString("\n" + indent + written)
		}
	}
	return out.String() + "\n" + indent + rest
}

func indentOf(text string) string { return text[:len(text)-len(strings.TrimLeft(text, " \t"))] }

// replaced returns a line with the replacement in the place of what is marked; false if it has no operand.
func replaced(text string, mark marker, replacement string) (string, bool) {
	indent, rest := indentOf(text), text[mark.to:]
	if mark.unit != line {
		if left, right, isAssigned := operandOf(text[:mark.from]); isAssigned {
			if mark.does == hide {
				return left + " ..." + right + rest, true
			}
			return left + " ..." + right + "  " + replacement + rest, true
		}
		if mark.unit == operand {
			return "", false
		}
	}
	return indent + strings.ReplaceAll(replacement, "\n", "\n"+indent) + rest, true
}

// operandOf returns what stands before and after the last operand of a line: up to its last = outside brackets, else
// the last one at all, and the brackets that were open there.
func operandOf(code string) (left, right string, isAssigned bool) {
	depth, best, bestDepth, open := 0, -1, 0, []byte{}
	closers := map[byte]string{'(': ")", '[': "]", '{': "}"}
	inText := textAt(code)
	for i, end := 0, functionOf(code); i < end; i++ {
		if inText(i) {
			continue
		}
		switch c := code[i]; {
		case strings.IndexByte("([{", c) >= 0:
			open = append(open, c)
			depth++
		case strings.IndexByte(")]}", c) >= 0 && depth > 0:
			open = open[:len(open)-1]
			depth--
		case c == '=' && (best < 0 || depth <= bestDepth):
			best, bestDepth = i, depth
			right = ""
			for k := len(open) - 1; k >= 0; k-- {
				right += closers[open[k]]
			}
		}
	}
	if best < 0 {
		return "", "", false
	}
	return code[:best+1], right, true
}

var assignedFunction = regexp.MustCompile(`=\s*lambda\b`)

// functionOf returns where the function begins that a line of code assigns: its = give values to arguments. It is the
// length of the code if there is none.
func functionOf(code string) int {
	if at := assignedFunction.FindStringIndex(code); at != nil {
		return at[0] + 1
	}
	return len(code)
}

// textAt returns a function that tells whether an offset of a line is inside a text.
func textAt(code string) func(at int) bool {
	texts := python.Texts(code)
	return func(at int) bool {
		for _, t := range texts {
			if t[0] <= at && at < t[1] {
				return true
			}
		}
		return false
	}
}

// solution returns the source of a cell without its markers.
func (m markedLines) solution() (string, *misplaced) {
	if _, wrong := m.student(Replacement); wrong != nil && !m.hidesCell() {
		return "", wrong
	}
	var out strings.Builder
	inPrompt := false
	for i, text := range m.lines {
		mark := m.markers[i]
		switch {
		case mark.does == prompt:
			inPrompt = mark.unit == begin
		case inPrompt:
		case mark.does == nothing:
			out.WriteString(text)
		default:
			kept := strings.TrimRight(text[:mark.from], " \t")
			rest := strings.TrimSpace(text[mark.to:])
			if rest != "" {
				kept = text[:mark.from] + "# " + strings.TrimLeft(rest, ":,;. ")
			}
			if kept != "" {
				out.WriteString(kept + lineEndOf(text))
			}
		}
	}
	return out.String(), nil
}

func lineEndOf(text string) string {
	if strings.HasSuffix(text, "\n") {
		return "\n"
	}
	return ""
}
