package notebook

import (
	"regexp"
)

// part is what a cell is of an assignment as Otter writes it: cells of their own begin and end its parts.
type part string

const (
	ordinary      part = ""
	delimiter     part = "delimiter" // begins or ends a part, or holds settings
	inTests       part = "TESTS"
	inPrompt      part = "PROMPT"
	inSolution    part = "SOLUTION"
	inQuestion    part = "QUESTION"
	maxDelimiters      = 4 // open at once
)

var delimiterCell = regexp.MustCompile(`^\s*#* ?(BEGIN|END) (QUESTION|SOLUTION|TESTS|PROMPT)\b|^\s*#* ?ASSIGNMENT CONFIG\b`)

// parts returns for each cell what it is.
func (d *Document) parts() []part {
	all := make([]part, len(d.cells))
	var open []part
	for i, c := range d.cells {
		at := delimiterCell.FindStringSubmatch(c.source)
		switch {
		case c.kind != "raw" || at == nil:
			if len(open) > 0 {
				all[i] = open[len(open)-1]
			}
			continue
		case at[1] == "BEGIN" && len(open) < maxDelimiters:
			open = append(open, part(at[2]))
		case at[1] == "END" && len(open) > 0:
			open = open[:len(open)-1]
		}
		all[i] = delimiter
	}
	return all
}

// studentCells reports whether a cell stays in the students' version by the part that it is in.
func studentCells(d *Document, parts []part, i int) bool {
	switch parts[i] {
	case delimiter, inTests:
		return false
	case inSolution:
		return d.cells[i].isCode()
	}
	return true
}

// solutionCells reports whether a cell stays in the version with the solutions.
func solutionCells(_ *Document, parts []part, i int) bool {
	return parts[i] != delimiter && parts[i] != inPrompt
}
