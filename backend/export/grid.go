package export

import (
	"cmp"
	"slices"

	"npt/backend/classroom"
)

// grid is who sent which question, and what became of it. Students and parts are in the order in which the records
// name them, the questions of a part as people count.
type grid struct {
	students  []string
	questions []column
	cells     map[place]string
	studentAt map[classroom.SenderKey]int
	columnAt  map[columnKey]int
	parts     map[string]int // their places
}

type columnKey struct{ part, question string }

type column struct {
	columnKey
	title                        string
	sent, right, wrong, attempts int
}

type place struct{ student, column int }

func newGrid() *grid {
	return &grid{cells: map[place]string{}, studentAt: map[classroom.SenderKey]int{}, columnAt: map[columnKey]int{}, parts: map[string]int{}}
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
		if _, isKnown := g.parts[r.Part]; !isKnown {
			g.parts[r.Part] = len(g.parts)
		}
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

// inOrder returns the places of the questions in the order of the columns.
func (g *grid) inOrder() []int {
	order := make([]int, len(g.questions))
	for i := range order {
		order[i] = i
	}
	slices.SortFunc(order, func(a, b int) int {
		x, y := g.questions[a], g.questions[b]
		return cmp.Or(g.parts[x.part]-g.parts[y.part], compareNatural(x.question, y.question))
	})
	return order
}

// rows returns a row for each student: right, wrong, or sent if the answer is not checked.
func (g *grid) rows() [][]any {
	head, order := []any{"student"}, g.inOrder()
	for _, at := range order {
		head = append(head, g.name(g.questions[at]))
	}
	rows := [][]any{head}
	for who, name := range g.students {
		cells := []any{name}
		for _, at := range order {
			cells = append(cells, g.cells[place{who, at}])
		}
		rows = append(rows, cells)
	}
	return rows
}

// questionRows returns a row for each question.
func (g *grid) questionRows() [][]any {
	rows := [][]any{{"question", "part", "title", "students", "attempts", "right", "wrong", "not_checked"}}
	for _, at := range g.inOrder() {
		c := g.questions[at]
		rows = append(rows, []any{c.question, c.part, c.title, c.sent, c.attempts, c.right, c.wrong, c.sent - c.right - c.wrong})
	}
	return rows
}
