package notebook

import (
	"regexp"
	"strings"

	"npt/backend/python"
)

// marker says what becomes of the lines around it in the students' version.
//
// Three writings are known. That of the original tracker's extension for Jupyter: # TODO and # HIDE with CELL, BLOCK,
// LINE or OPERAND, and # END TODO BLOCK. That of nbgrader: ### BEGIN SOLUTION, ### BEGIN HIDDEN TESTS
// (https://nbgrader.readthedocs.io/en/stable/user_guide/creating_and_grading_assignments.html). And that of Otter
// Assign: # SOLUTION, # SEED, # BEGIN SOLUTION NO PROMPT, """ # BEGIN PROMPT
// (https://otter-grader.readthedocs.io/en/latest/otter_assign/notebook_format.html).
type marker struct {
	does action
	unit unit
	word string // of a block: what its end must name, too
	span        // in the line: from its first # to its end, with the space after it
}

// action is what a marker does.
type action string

const (
	todo    action = "TODO"   // the replacement text stands in the place of what is marked
	hide    action = "HIDE"   // what is marked goes
	prompt  action = "PROMPT" // the lines, which are in a text, take the place of a solution
	nothing action = ""       // the line has no marker
)

// unit is how much a marker marks.
type unit string

const (
	wholeCell unit = "CELL"
	begin     unit = "BLOCK"
	end       unit = "END"
	line      unit = "LINE"
	operand   unit = "OPERAND"
	solution  unit = "SOLUTION" // the operand of an assignment, else the line
)

var (
	ownMarker   = regexp.MustCompile(`#+ *(END *)?(TODO|HIDE) *(CELL|BLOCK|LINE|OPERAND)\b *`)
	blockMarker = regexp.MustCompile(`#+ *(BEGIN|END) +(SOLUTION|HIDDEN TESTS)( +NO PROMPT)?\b *`)
	lineMarker  = regexp.MustCompile(`#+ *(SOLUTION|SEED)( +NO PROMPT)? *$`)
	promptLine  = regexp.MustCompile(`^[ \t]*(?:"""|''');? *#+ *(BEGIN|END) +PROMPT *$`)
)

// markerOf returns the marker of a line without its line end.
func markerOf(text string) marker {
	if m := promptLine.FindStringSubmatch(text); m != nil {
		return marker{prompt, endOr(m[1], begin), string(prompt), span{0, len(text)}}
	}
	if at := ownMarker.FindStringSubmatchIndex(text); at != nil {
		word := text[at[4]:at[5]]
		m := marker{action(word), unit(text[at[6]:at[7]]), word, span{at[0], at[1]}}
		if at[2] >= 0 && m.unit == begin {
			m.unit = end
		}
		return m
	}
	if at := blockMarker.FindStringSubmatchIndex(text); at != nil {
		does := todo
		word := text[at[4]:at[5]]
		if word != string(solution) || at[6] >= 0 {
			does = hide
		}
		return marker{does, endOr(text[at[2]:at[3]], begin), word, span{at[0], at[1]}}
	}
	if at := lineMarker.FindStringSubmatchIndex(text); at != nil {
		if text[at[2]:at[3]] == "SEED" || at[4] >= 0 {
			return marker{does: hide, unit: line, span: span{at[0], at[1]}}
		}
		return marker{does: todo, unit: solution, span: span{at[0], at[1]}}
	}
	return marker{}
}

func endOr(word string, other unit) unit {
	if word == "END" {
		return end
	}
	return other
}

// markedLines are the lines of a cell with their markers.
type markedLines struct {
	lines   []string // with their line ends
	markers []marker
}

// marked returns the lines of a cell. In code a marker is a comment, in other cells it may stand anywhere.
func marked(c cell) markedLines {
	m := markedLines{lines: strings.SplitAfter(c.source, "\n")}
	isComment := func(int) bool { return true }
	if c.isCode() {
		isComment = commentAt(c.source)
	}
	at := 0
	for _, text := range m.lines {
		found := markerOf(strings.TrimSuffix(text, "\n"))
		if found.does != prompt && found.does != nothing && !isComment(at+found.from) {
			found = marker{}
		}
		m.markers = append(m.markers, found)
		at += len(text)
	}
	return m
}

// commentAt returns a function that tells whether what stands at an offset of a cell's code is a comment. Lines for
// IPython and cells in another language have no texts that could hide one.
func commentAt(source string) func(at int) bool {
	plain, isPython := python.Plain(source)
	if !isPython {
		return func(int) bool { return true }
	}
	starts := python.Comments(plain)
	return func(at int) bool {
		if plain[at] != source[at] {
			return true
		}
		for _, start := range starts {
			if start <= at && !strings.Contains(plain[start:at], "\n") {
				return true
			}
		}
		return false
	}
}
