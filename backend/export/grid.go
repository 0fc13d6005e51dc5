package export

import (
	"npt/backend/classroom"
)

// grid is who sent which question, and what became of it. Students and questions are in the order in which the records
// name them.
type grid struct {
	students  []string
	questions []column
	cells     map[place]string
	studentAt map[classroom.SenderKey]int
	columnAt  map[columnKey]int
	parts     map[string]bool
}

type columnKey struct{ part, question string }

type column struct {
	columnKey
	title                        string
	sent, right, wrong, attempts int
}

type place struct{ student, column int }

func newGrid() *grid {
	return &grid{cells: map[place]string{}, studentAt: map[classroom.SenderKey]int{}, columnAt: map[columnKey]int{}, parts: map[string]bool{}}
}

// sent is what a cell says of an answer that is not checked.
const sent = "sent"

func (g *grid) add(r classroom.Record, v classroom.Verdict) {
	who, isKnown := g.studentAt[r.Student.SenderKey]
	if !isKnown {
		who = len(g.students)
		g.studentAt[r.Student.SenderKey] = who
		g.students = append(g.students, r.Student.Display())
	}
	key := columnKey{r.Part, r.Question}
	at, isKnown := g.columnAt[key]
	if !isKnown {
		at = len(g.questions)
		g.columnAt[key] = at
		g.questions = append(g.questions, column{columnKey: key, title: r.Title})
		g.parts[r.Part] = true
	}
	says := string(v)
	c := &g.questions[at]
	switch v {
	case classroom.Right:
		c.right++
	case classroom.Wrong:
		c.wrong++
	default:
		says = sent
	}
	c.sent++
	c.attempts += r.Attempts
	g.cells[place{who, at}] = says
}

// name returns the head of a question's column: with its part where there are several.
func (g *grid) name(c column) string {
	if len(g.parts) < 2 {
		return c.question
	}
	return c.part + ": " + c.question
}

// rows returns a row for each student: right, wrong, or sent if the answer is not checked.
func (g *grid) rows() [][]any {
	head := []any{"student"}
	for _, c := range g.questions {
		head = append(head, g.name(c))
	}
	rows := [][]any{head}
	for who, name := range g.students {
		cells := []any{name}
		for at := range g.questions {
			cells = append(cells, g.cells[place{who, at}])
		}
		rows = append(rows, cells)
	}
	return rows
}

// questionRows returns a row for each question.
func (g *grid) questionRows() [][]any {
	rows := [][]any{{"question", "part", "title", "students", "attempts", "right", "wrong", "not_checked"}}
	for _, c := range g.questions {
		rows = append(rows, []any{c.question, c.part, c.title, c.sent, c.attempts, c.right, c.wrong, c.sent - c.right - c.wrong})
	}
	return rows
}
