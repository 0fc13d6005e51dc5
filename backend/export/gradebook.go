package export

import (
	"encoding/csv"
	"io"
	"slices"
	"strconv"
	"strings"

	"golang.org/x/text/unicode/norm"

	"npt/backend/classroom"
	"npt/backend/gradebook"
	"npt/backend/payload"
	"npt/backend/pyjson"
	"npt/backend/roster"
)

// graded is a line of a gradebook: a person of the class list, or a student who is not on it.
type graded struct {
	person  roster.Person
	answers []gradebook.Answer // in the order of the questions
}

// bookOf reads all records and returns the book with a line for each person of the list, then for each other who has sent something.
func bookOf(from Source) (book *gradebook.Book, order []int, lines []graded, err error) {
	book = gradebook.New(from.Scheme)
	err = from.Records(func(r classroom.Record, p payload.Payload) error {
		verdict, _ := from.Judged.Of(r)
		r.Preview.Text = answerText(r.Preview, p)
		book.Add(r, verdict)
		return nil
	})
	if err != nil {
		return nil, nil, nil, err
	}
	order = book.InOrder(compareNatural)
	isKnown := map[int64]bool{}
	for _, p := range from.Attendance.Present {
		var ids []int64
		for _, s := range p.Students {
			ids = append(ids, s.ID)
			isKnown[s.ID] = true
		}
		lines = append(lines, graded{p.Person, inOrder(book.Answers(ids...), order)})
	}
	for _, s := range book.Students {
		if !isKnown[s.ID] {
			lines = append(lines, graded{roster.Person{Name: s.Display}, inOrder(book.Answers(s.ID), order)})
		}
	}
	return book, order, lines, nil
}

// answerText returns an answer as a cell among many shows it: the first lines of a text, the values of an array, or what it is.
func answerText(shown payload.Preview, p payload.Payload) string {
	text, isCut := shown.Text, shown.Cut
	switch {
	case !payload.KindOf(p.Type).HasText():
		return "(" + string(p.Type) + ")"
	case text == "":
		text, isCut = pyjson.Beginning(p.Data, payload.PreviewText)
	}
	if isCut {
		text += string(pyjson.Ellipsis)
	}
	return text
}

func inOrder(answers []gradebook.Answer, order []int) []gradebook.Answer {
	sorted := make([]gradebook.Answer, len(order))
	for i, at := range order {
		sorted[i] = answers[at]
	}
	return sorted
}

// compareNatural orders labels as people count: 2, 2b, 10.
func compareNatural(a, b string) int {
	number := func(s string) (int, string) {
		end := strings.IndexFunc(s, func(r rune) bool { return r < '0' || r > '9' })
		if end < 0 {
			end = len(s)
		}
		n, err := strconv.Atoi(s[:end])
		if err != nil {
			return 1 << 30, s
		}
		return n, s[end:]
	}
	m, restA := number(a)
	n, restB := number(b)
	if m != n {
		return m - n
	}
	return strings.Compare(restA, restB)
}

// personHeads are the columns that say who somebody is.
var personHeads = []string{"name", "identifier", "email", "section"}

func personCells(p roster.Person) []any { return []any{p.Name, p.Identifier, p.Email, p.Section} }

// writeLines writes a table for a spreadsheet: who, then what cells returns.
func writeLines(w io.Writer, from Source, more func(*gradebook.Book) []string, cells func(*gradebook.Book, graded) []any) error {
	book, order, lines, err := bookOf(from)
	if err != nil {
		return err
	}
	out, err := newExcelTable(w, from.Separator)
	if err != nil {
		return err
	}
	heads := slices.Clone(personHeads)
	for _, at := range order {
		heads = append(heads, book.Questions[at].Label)
	}
	if err := out.heads(append(heads, more(book)...)); err != nil {
		return err
	}
	for _, line := range lines {
		if err := out.row(append(personCells(line.person), cells(book, line)...)...); err != nil {
			return err
		}
	}
	return out.flush()
}

func noHeads(*gradebook.Book) []string { return nil }

// Grid writes students x questions with what became of each answer: right, wrong, or sent if it is not checked.
func Grid(w io.Writer, from Source) error {
	return writeLines(w, from, noHeads, func(_ *gradebook.Book, line graded) (cells []any) {
		for _, a := range line.answers {
			switch {
			case !a.Is:
				cells = append(cells, "")
			case a.Verdict == classroom.NotJudged:
				cells = append(cells, sent)
			default:
				cells = append(cells, string(a.Verdict))
			}
		}
		return cells
	})
}

// AnswerGrid writes students x questions with the answers as lists show them.
func AnswerGrid(w io.Writer, from Source) error {
	return writeLines(w, from, noHeads, func(_ *gradebook.Book, line graded) (cells []any) {
		for _, a := range line.answers {
			text := a.Text
			if a.Is && text == "" {
				text = sent
			}
			cells = append(cells, text)
		}
		return cells
	})
}

// Gradebook writes students x questions with the points of each answer, their sum, and what the best could have.
func Gradebook(w io.Writer, from Source) error {
	return writeLines(w, from, func(*gradebook.Book) []string { return []string{"sum", "of"} }, func(book *gradebook.Book, line graded) (cells []any) {
		for _, a := range line.answers {
			if a.Is {
				cells = append(cells, a.Points)
			} else {
				cells = append(cells, "")
			}
		}
		return append(cells, sumCell(line.answers), book.Most())
	})
}

// sumCell returns the points of answers; empty if there is no answer, which is not the same as no points.
func sumCell(answers []gradebook.Answer) any {
	if points, isAny := gradebook.Sum(answers); isAny {
		return points
	}
	return ""
}

// moodleHeads are those of Moodle's own export, by which its import finds users: the teacher maps one of them there.
var moodleHeads = []string{"First name", "Last name", "ID number", "Email address"}

// Moodle writes a CSV for Moodle's grade import (https://docs.moodle.org/en/Grade_import): who as the class list has them, and a
// column with the points, named as the session. Whoever sent nothing has an empty cell, which Moodle leaves as it is.
func Moodle(w io.Writer, from Source) error {
	_, _, lines, err := bookOf(from)
	if err != nil {
		return err
	}
	out := newTable(w)
	if err := out.heads(append(slices.Clone(moodleHeads), from.Session)); err != nil {
		return err
	}
	for _, line := range lines {
		p := line.person
		if p.ID == 0 && len(from.Attendance.Present) > 0 {
			continue // not on the list: Moodle does not know them
		}
		if p.First == "" && p.Last == "" {
			p.Last = p.Name
		}
		if err := out.row(p.First, p.Last, verbatim(p.Identifier), verbatim(p.Email), sumCell(line.answers)); err != nil {
			return err
		}
	}
	return out.flush()
}

// canvasPossible is what Canvas writes in the row with the points of each column.
const canvasPossible = "Points Possible"

// Canvas writes the sheet that was exported from Canvas' gradebook with one column more, named as the session: all other cells
// are as they came, so that its import (https://community.canvaslms.com/docs/DOC-12722) finds everybody.
func Canvas(w io.Writer, from Source) error {
	if len(from.Sheet.Rows) == 0 {
		return classroom.Errorf(classroom.CodeBadField, "Canvas needs its own sheet: export the gradebook there and choose that file.")
	}
	book, _, _, err := bookOf(from)
	if err != nil {
		return err
	}
	points := canvasPoints(book, from)
	if from.Sheet.HasMark {
		if _, err := io.WriteString(w, byteOrderMark); err != nil {
			return err
		}
	}
	out := csv.NewWriter(w)
	out.Comma = from.Sheet.Separator
	width := len(from.Sheet.Rows[0])
	for i, row := range from.Sheet.Rows {
		cells := make([]string, max(width, len(row)), max(width, len(row))+1)
		copy(cells, row)
		added := points[i]
		switch {
		case i == 0:
			added = from.Session
		case strings.TrimSpace(cells[0]) == canvasPossible:
			added = pointsText(book.Most())
		}
		if err := out.Write(slices.Insert(cells, width, added)); err != nil {
			return err
		}
	}
	out.Flush()
	return out.Error()
}

func pointsText(n float64) string { return strconv.FormatFloat(n, 'f', -1, 64) }

// canvasPoints returns the points for the rows of Canvas' sheet. Who is who says the class list, else the names in the sheet.
func canvasPoints(book *gradebook.Book, from Source) map[int]string {
	people := canvasPeople(from.Sheet.Rows)
	students := listedStudents(people, from)
	if len(from.Attendance.List.People) == 0 {
		students = namedStudents(people, from)
	}
	points := map[int]string{}
	for row, ids := range students {
		if sum, isAny := gradebook.Sum(book.Answers(ids...)); isAny {
			points[row] = pointsText(sum)
		}
	}
	return points
}

// canvasPeople returns the students of Canvas' sheet. The ID of each is the number of its row.
func canvasPeople(rows [][]string) (people []roster.Person) {
	known := roster.Recognise(rows)
	known.HasHeads = true
	for i, row := range rows[1:] {
		p, isStudent := roster.PersonOf(row, known.Columns, func(s string) string { return classroom.CleanName(norm.NFC.String, s) })
		if isStudent {
			p.ID = int64(i + 1)
			people = append(people, p)
		}
	}
	return people
}

// listedStudents returns by row of Canvas' sheet who is that person by the class list. Nobody is, if the attendance is not of
// that list.
func listedStudents(people []roster.Person, from Source) map[int][]int64 {
	students := map[int][]int64{}
	list := from.Attendance.List.People
	if len(list) != len(from.Attendance.Present) {
		return students
	}
	for i, at := range roster.Pairs(list, people) {
		if at < 0 {
			continue
		}
		row := int(people[i].ID)
		for _, s := range from.Attendance.Present[at].Students {
			students[row] = append(students[row], s.ID)
		}
	}
	return students
}

// namedStudents returns by row of Canvas' sheet whose notebooks have that name, where that is sure.
func namedStudents(people []roster.Person, from Source) map[int][]int64 {
	others := make([]classroom.Student, len(from.Attendance.Others))
	for i, o := range from.Attendance.Others {
		others[i] = o.Student
	}
	students := map[int][]int64{}
	for _, m := range roster.MatchAll(roster.List{People: people}, roster.NotebooksOf(others)) {
		if m.IsSure && m.Person != roster.Nobody {
			students[int(m.Person)] = append(students[int(m.Person)], m.Student)
		}
	}
	return students
}
