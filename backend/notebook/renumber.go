package notebook

import (
	"cmp"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"npt/backend/classroom"
)

// Numbering is what becomes of the label of one call of send.
type Numbering struct {
	Cell  int    `json:"cell"`  // from 1
	Line  int    `json:"line"`  // in the cell, from 1
	Value string `json:"value"` // what is sent, as it is written
	Old   string `json:"old"`   // the label; empty if there was none, or none that is known
	New   string `json:"new"`   // the same as Old if it stays
	Why   string `json:"why,omitempty"`
}

// Why a label stays as it is, or needs a look.
const (
	WhyKept     = "kept"      // a comment "# npt: keep" says so
	WhyComputed = "computed"  // its value is not known before the code runs
	WhyNoNumber = "no number" // it begins with no number
	WhyRepeats  = "repeats"   // it has a number, and may be sent more than once: the call is in a loop or a function
	WhyNoPlace  = "no place"  // it has no label and none can be put in, as its arguments are a list
)

// MaxNumber bounds the number from which questions are counted.
const MaxNumber = 100_000

// Renumber gives the calls of send that run new numbers, in their order from start. It returns what becomes of each
// call, and the file; the same bytes if nothing changes. A label such as "3b" stays with the number before its letter, a
// call without a label gets one, and a line with the comment "# npt: keep" stays. To do it twice is to do it once. The
// error is a *classroom.Error.
func (d *Document) Renumber(start int) ([]Numbering, []byte, error) {
	if err := d.editable(); err != nil {
		return nil, nil, err
	}
	if start < 0 || start > MaxNumber {
		return nil, nil, classroom.Errorf(classroom.CodeBadField, "Questions are counted from a number between 0 and %d.", MaxNumber)
	}
	n := numberer{next: start, families: map[string]int{}, letters: map[string]bool{}, reserved: reserved(d.sends())}
	changes := map[int][]change{}
	var told []Numbering
	for _, s := range d.sends() {
		becomes, written := n.number(s)
		told = append(told, becomes)
		if written.text != "" {
			changes[s.cell] = append(changes[s.cell], written)
		}
	}
	e := d.edit()
	for i, all := range changes {
		e.setSource(d.cells[i], changed(d.cells[i].source, all))
	}
	data, err := d.restamped(e.written())
	return told, data, err
}

// change is new text in the place of a part of a cell's source.
type change struct {
	span
	text string
}

// changed returns a source with the changes, none of which is inside another.
func changed(source string, changes []change) string {
	slices.SortStableFunc(changes, func(a, b change) int { return cmp.Compare(a.from, b.from) })
	var out strings.Builder
	at := 0
	for _, c := range changes {
		out.WriteString(source[at:c.from] + c.text)
		at = c.to
	}
	return out.String() + source[at:]
}

// numberer hands out numbers.
type numberer struct {
	next     int
	families map[string]int  // by a number as it was, the one that it became last
	letters  map[string]bool // numbers that only labels such as 3b have used so far
	reserved map[string]bool // numbers of calls that keep theirs
}

// numbered matches the labels that number a question, with what tells its parts apart, such as 3b. What is a share or an
// amount, such as 50% or 1/2, is a name like any other.
var numbered = regexp.MustCompile(`^(\d+)([^\d%‰°/].*)?$`)

// number returns what becomes of a call, and the change of its source.
func (n *numberer) number(s send) (Numbering, change) {
	becomes := Numbering{Cell: s.cell + 1, Line: s.line, Value: s.value, Old: s.known, New: s.known}
	parts := numbered.FindStringSubmatch(s.known)
	switch {
	case s.kept:
		becomes.Why = WhyKept
	case s.label.Text == "" && s.after == 0:
		becomes.Why = WhyNoPlace
	case s.label.Text == "":
		becomes.New = n.take()
		becomes.Why = whyOf(s)
		return becomes, change{span{s.after, s.after}, labelled(s.named, becomes.New)}
	case s.known == "":
		becomes.Why = WhyComputed
	case parts == nil:
		becomes.Why = WhyNoNumber
	default:
		number := n.of(parts[1], parts[2] != "")
		becomes.New, becomes.Why = number+parts[2], whyOf(s)
		return becomes, relabelled(s, parts[1], number)
	}
	return becomes, change{}
}

// labelled returns a label as a further argument.
func labelled(named bool, label string) string {
	if named {
		return ", question_nb=" + label
	}
	return ", " + label
}

func whyOf(s send) string {
	if s.loop {
		return WhyRepeats
	}
	return ""
}

// take returns the next number.
func (n *numberer) take() string {
	for n.reserved[strconv.Itoa(n.next)] {
		n.next++
	}
	n.next++
	return strconv.Itoa(n.next - 1)
}

// reserved returns the numbers that only calls have which keep theirs: no other call gets one. Where another call has the
// number too, the two belong to one question.
func reserved(calls []send) map[string]bool {
	kept, others := map[string]bool{}, map[string]bool{}
	for _, s := range calls {
		if parts := numbered.FindStringSubmatch(s.known); parts != nil && s.kept {
			kept[parts[1]] = true
		} else if parts != nil {
			others[parts[1]] = true
		}
	}
	for number := range others {
		delete(kept, number)
	}
	return kept
}

// of returns the number that a number becomes. With a letter, it is that of the last call with that number.
func (n *numberer) of(old string, hasLetter bool) string {
	number, isKnown := n.families[old]
	if isKnown && (hasLetter || n.letters[old]) {
		n.letters[old] = n.letters[old] && hasLetter
		return strconv.Itoa(number)
	}
	taken := n.take()
	n.families[old], n.letters[old] = n.next-1, hasLetter
	return taken
}

// relabelled returns the change that gives a call another number. Only the digits change: quotes stay.
func relabelled(s send, old, number string) change {
	at := strings.Index(s.label.Text, old)
	if old == number || at < 0 {
		return change{}
	}
	from := s.label.At + at
	return change{span{from, from + len(old)}, number}
}
