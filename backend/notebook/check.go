package notebook

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"npt/backend/classroom"
	"npt/backend/python"
)

// Finding is something in a notebook that will go wrong in class, or that the teacher should know.
type Finding struct {
	Code   FindingCode `json:"code"`
	Place              // of the first one; zero if it is the whole notebook
	About  string      `json:"about,omitempty"` // the label, the file, the packages
	Fix    Fix         `json:"fix,omitempty"`   // what mends it safely
	IsNote bool        `json:"isNote"`          // nothing is wrong: it is to be known
	Values Values      `json:"-"`               // what its words need, by name
}

// Values are what the words of a finding need beside what it is about.
type Values map[string]any

// FindingCode says what was found.
type FindingCode string

// What Check finds.
const (
	FoundDuplicate    FindingCode = "duplicate-number"
	FoundGap          FindingCode = "missing-number"
	FoundUnnumbered   FindingCode = "send-without-number"
	FoundLongLabel    FindingCode = "label-too-long"
	FoundRemoved      FindingCode = "send-removed"
	FoundPlot         FindingCode = "plot-in-another-cell"
	FoundNoFirstCell  FindingCode = "no-first-cell"
	FoundOtherSession FindingCode = "other-session"
	FoundStale        FindingCode = "stale-version"
	FoundLateCell     FindingCode = "first-cell-too-late"
	FoundInText       FindingCode = "send-in-text"
	FoundLarge        FindingCode = "too-large"
	FoundOutputs      FindingCode = "outputs"
	FoundFile         FindingCode = "data-file"
	FoundPath         FindingCode = "path-of-one-computer"
	FoundInternet     FindingCode = "needs-internet"
	FoundPackages     FindingCode = "packages"
	FoundStrayEnd     FindingCode = "marker-stray-end"
	FoundTodoCell     FindingCode = "marker-todo-cell"
	FoundNoOperand    FindingCode = "marker-no-operand"
	FoundNested       FindingCode = "marker-nested"
	FoundUnclosed     FindingCode = "marker-unclosed"
	FoundBroken       FindingCode = "student-version-broken"
	FoundRepeats      FindingCode = "send-repeats"
)

// Fix is what mends a finding.
type Fix string

// What mends findings.
const (
	FixRenumber Fix = "renumber"
	FixConnect  Fix = "connect"
	FixClear    Fix = "clear" // taking the outputs away, as the students' version does too
)

// MaxHandOut is from which size on a notebook is found too large, in bytes: a class of 40 fetches it at once.
const MaxHandOut = 10 << 20

// Check returns what will go wrong with the notebook in class, by its cells; first what concerns all of it. session is
// the name that its first cell must have; any will do if it is empty. The error is a *classroom.Error.
func (d *Document) Check(session string) ([]Finding, error) {
	if err := d.editable(); err != nil {
		return nil, err
	}
	c := checker{Document: d, sends: d.sends()}
	c.size()
	c.firstCell(session)
	c.numbers()
	c.removed()
	for i, cell := range d.cells {
		if cell.isCode() {
			c.code(i, cell.source)
		} else {
			c.prose(i, cell.source)
		}
	}
	c.outputs()
	c.packages()
	slices.SortStableFunc(c.found, func(a, b Finding) int { return a.Cell*1_000_000 + a.Line - b.Cell*1_000_000 - b.Line })
	return c.found, nil
}

type checker struct {
	*Document
	sends    []send
	found    []Finding
	imported []string
}

func (c *checker) add(code FindingCode, at Place, about string, fix Fix, values Values) {
	c.found = append(c.found, Finding{Code: code, Place: at, About: about, Fix: fix, Values: values})
}

func (c *checker) note(code FindingCode, at Place, about string) {
	c.found = append(c.found, Finding{Code: code, Place: at, About: about, IsNote: true})
}

func (s send) place() Place { return Place{s.cell + 1, s.line} }

func (c *checker) size() {
	if len(c.data) > MaxHandOut {
		c.add(FoundLarge, Place{}, "", FixClear, Values{"megabytes": len(c.data) >> 20})
	}
}

// firstCell looks for the first cell, and for calls above it.
func (c *checker) firstCell(session string) {
	first := -1
	for i, cell := range c.cells {
		if _, ours, err := withoutFirstCell(cell.source, false); cell.isCode() && (ours || err != nil) {
			first = i
			break
		}
	}
	if first < 0 {
		c.add(FoundNoFirstCell, Place{}, "", FixConnect, nil)
		return
	}
	if len(c.sends) > 0 && c.sends[0].cell < first {
		c.add(FoundLateCell, c.sends[0].place(), "", "", Values{"first": first + 1})
	}
	if named := sessionOf(c.cells); session != "" && named != "" && named != session {
		c.add(FoundOtherSession, Place{first + 1, 0}, named, FixConnect, Values{"session": session})
	}
	if c.IsStale() {
		c.note(FoundStale, Place{first + 1, 0}, "")
		c.found[len(c.found)-1].Fix = FixConnect
	}
}

// Session returns the session that the notebook's first cell names; empty if it names none.
func (d *Document) Session() string { return sessionOf(d.cells) }

// sessionOf returns the session that a notebook names; empty if it names none.
func sessionOf(cells []cell) string {
	for _, c := range cells {
		if !c.isCode() || !strings.Contains(c.source, "session_name") {
			continue
		}
		tokens := python.Tokens(c.source)
		for i := range len(tokens) - 2 {
			if tokens[i].Kind == python.String && strings.TrimLeft(tokens[i].Text, "b'") == "session_name" {
				for _, t := range tokens[i+1 : min(i+4, len(tokens))] {
					if _, said, _ := strings.Cut(t.Text, "'"); t.Kind == python.String && said != "" {
						return said
					}
				}
			}
		}
	}
	return ""
}

// numbers looks at the labels of all calls.
func (c *checker) numbers() {
	seen, numbers := map[string]send{}, []int{}
	for _, s := range c.sends {
		first, isDouble := seen[s.known]
		switch {
		case s.label.Text == "":
			c.add(FoundUnnumbered, s.place(), "", FixRenumber, nil)
			continue
		case s.known == "":
			continue
		case isDouble && !s.kept:
			c.add(FoundDuplicate, s.place(), s.known, FixRenumber, Values{"first": first.cell + 1, "keep": "# " + keepMark})
		default:
			seen[s.known] = s
		}
		c.label(s)
		if parts := numbered.FindStringSubmatch(s.known); parts != nil {
			n, _ := strconv.Atoi(parts[1]) // a label is short
			numbers = append(numbers, n)
		}
	}
	c.gaps(numbers)
}

// label looks at the label of one call.
func (c *checker) label(s send) {
	if s.loop && !s.kept {
		c.note(FoundRepeats, s.place(), s.known)
	}
	if !classroom.IsQuestion(s.known) {
		c.add(FoundLongLabel, s.place(), s.known, "", Values{"most": classroom.MaxQuestion})
	}
}

// gaps looks for numbers that are left out.
func (c *checker) gaps(numbers []int) {
	slices.Sort(numbers)
	for i := 1; i < len(numbers); i++ {
		if numbers[i] <= numbers[i-1]+1 {
			continue
		}
		missing := fmt.Sprint(numbers[i-1] + 1)
		if numbers[i] > numbers[i-1]+2 {
			missing += fmt.Sprint("–", numbers[i]-1)
		}
		c.add(FoundGap, Place{}, missing, FixRenumber, nil)
	}
}

// removed looks for calls that the students' version takes away, and for what it breaks.
func (c *checker) removed() {
	parts := c.parts()
	for i, cell := range c.cells {
		m := marked(cell)
		text, wrong := m.student(Replacement)
		isGone := m.hidesCell() || !studentCells(c.Document, parts, i)
		if wrong != nil && !isGone {
			c.add(wrong.code, Place{i + 1, wrong.line}, wrong.ending, "", nil)
			continue
		}
		if !cell.isCode() {
			continue
		}
		left := map[string]int{}
		if !isGone {
			for _, s := range sendsOf(i, text) {
				left[s.value+"\x00"+s.label.Text]++
			}
		}
		for _, s := range sendsOf(i, cell.source) {
			if key := s.value + "\x00" + s.label.Text; left[key] > 0 {
				left[key]--
			} else {
				c.add(FoundRemoved, s.place(), s.known, "", nil)
			}
		}
		if _, faults := repaired(cell.source, text); !isGone && len(faults) > 0 {
			c.add(FoundBroken, Place{i + 1, 0}, string(faults[0].Fault), "", nil)
		}
	}
}

// outputs looks for what earlier runs left.
func (c *checker) outputs() {
	first, cells := 0, 0
	for i, cell := range c.cells {
		if cell.isCode() && !cell.outputs.isEmpty() && !isEmptyList(c.data[cell.outputs.from:cell.outputs.to]) {
			if cells++; first == 0 {
				first = i + 1
			}
		}
	}
	if cells > 0 {
		c.add(FoundOutputs, Place{first, 0}, "", FixClear, Values{"count": cells})
	}
}

// packages notes what must be installed in the room.
func (c *checker) packages() {
	slices.Sort(c.imported)
	if names := strings.Join(slices.Compact(c.imported), ", "); names != "" {
		c.note(FoundPackages, Place{}, names)
	}
}

// prose looks at a cell that does not run.
func (c *checker) prose(i int, text string) {
	for _, call := range python.Calls(text, "send", "npt") {
		if label, isKnown := literalLabel(labelArgument(call.Arguments).Text); isKnown {
			c.add(FoundInText, Place{i + 1, 1 + strings.Count(text[:call.At], "\n")}, label, "", nil)
		}
	}
}
