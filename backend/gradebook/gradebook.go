// Package gradebook counts the points of a session: how many a right, a merely sent and a wrong answer give, what becomes of a
// late one, and whether the best or the last of several counts. It gives points to students, and to the people of the class
// list whom they are; who they are says roster, and what is right says assess.
//
// It reads no records by itself and writes no files: export writes the gradebook in the form of another system. Sums are for
// the teacher's files: no page that a class may see shows them.
package gradebook

import (
	"cmp"
	"math"
	"slices"
	"time"

	"npt/backend/classroom"
)

// Points are what an answer to a question gives.
type Points struct {
	Right float64 `json:"right"`
	Sent  float64 `json:"sent"` // neither right nor wrong
	Wrong float64 `json:"wrong"`
}

// Scheme says how the points of a session are counted.
type Scheme struct {
	Default   Points            `json:"default"`
	Questions map[string]Points `json:"questions,omitempty"` // those with points of their own, by label
	Due       time.Time         `json:"due,omitzero"`        // an answer that was sent later is late; zero for never
	LateShare float64           `json:"lateShare,omitempty"` // of its points that a late answer gives, from 0 to 1
	CountBest bool              `json:"countBest,omitempty"` // of several answers to a question, in several parts; else the last counts
}

// DefaultScheme holds for a session without one: a point for what was sent and is not wrong.
var DefaultScheme = Scheme{Default: Points{Right: 1, Sent: 1}}

// maxPoints bounds points, so that sums stay exact.
const maxPoints = 10_000

// Validate returns nil if a scheme can be used; else an *Error of CodeBadField.
func (s Scheme) Validate() error {
	all := []Points{s.Default}
	for _, p := range s.Questions {
		all = append(all, p)
	}
	for _, p := range all {
		for _, n := range []float64{p.Right, p.Sent, p.Wrong} {
			if !(math.Abs(n) <= maxPoints) { // not a number, too
				return classroom.Errorf(classroom.CodeBadField, "Points are from -%d to %d.", maxPoints, maxPoints)
			}
		}
	}
	if !(s.LateShare >= 0 && s.LateShare <= 1) {
		return classroom.Errorf(classroom.CodeBadField, "A late answer gives all of its points at most, and none at least.")
	}
	return nil
}

// of returns the points of a question.
func (s Scheme) of(question string) Points {
	if p, hasOwn := s.Questions[question]; hasOwn {
		return p
	}
	return s.Default
}

// pointsOf returns what an answer gives.
func (s Scheme) pointsOf(question string, v classroom.Verdict, sentAt time.Time) float64 {
	p := s.of(question)
	n := p.Sent
	switch v {
	case classroom.Right:
		n = p.Right
	case classroom.Wrong:
		n = p.Wrong
	}
	if !s.Due.IsZero() && sentAt.After(s.Due) && n > 0 {
		n *= s.LateShare
	}
	return round(n)
}

// round returns a number of points with two decimals.
func round(n float64) float64 { return math.Round(n*100) / 100 }

// Answer is what counts of a student's answer to a question.
type Answer struct {
	Verdict classroom.Verdict
	SentAt  time.Time
	Points  float64
	Text    string // as lists show it
	Is      bool   // there is one
}

// Book has the answers of a session by student and question.
type Book struct {
	Scheme    Scheme
	Questions []Question
	Students  []Student
	at        map[string]int
	studentAt map[int64]int
}

// Question is a column of a book.
type Question struct{ Label, Title string }

// Student is a row of a book.
type Student struct {
	ID      int64
	Display string
	answers []Answer // by question, as far as there are any
}

// New returns an empty book.
func New(scheme Scheme) *Book {
	return &Book{Scheme: scheme, at: map[string]int{}, studentAt: map[int64]int{}}
}

// Add counts a record.
func (b *Book) Add(r classroom.Record, v classroom.Verdict) {
	column, isKnown := b.at[r.Question]
	if !isKnown {
		column = len(b.Questions)
		b.at[r.Question] = column
		b.Questions = append(b.Questions, Question{r.Question, r.Title})
	}
	row, isKnown := b.studentAt[r.Student.ID]
	if !isKnown {
		row = len(b.Students)
		b.studentAt[r.Student.ID] = row
		b.Students = append(b.Students, Student{ID: r.Student.ID, Display: r.Student.Display()})
	}
	s := &b.Students[row]
	for len(s.answers) <= column {
		s.answers = append(s.answers, Answer{})
	}
	next := Answer{v, r.SentAt, b.Scheme.pointsOf(r.Question, v, r.SentAt), r.Preview.Text, true}
	if s.answers[column].Is && !b.counts(next, s.answers[column]) {
		return
	}
	s.answers[column] = next
}

// counts reports whether an answer counts rather than another of the same student and question.
func (b *Book) counts(a, than Answer) bool {
	if b.Scheme.CountBest && a.Points != than.Points {
		return a.Points > than.Points
	}
	return a.SentAt.After(than.SentAt)
}

// Answers returns what counts of some students together, who are one person, by question.
func (b *Book) Answers(students ...int64) []Answer {
	all := make([]Answer, len(b.Questions))
	for _, id := range students {
		row, isKnown := b.studentAt[id]
		if !isKnown {
			continue
		}
		for i, a := range b.Students[row].answers {
			if a.Is && (!all[i].Is || b.counts(a, all[i])) {
				all[i] = a
			}
		}
	}
	return all
}

// Sum returns the points of answers, and whether there is any answer.
func Sum(answers []Answer) (points float64, isAny bool) {
	for _, a := range answers {
		points += a.Points
		isAny = isAny || a.Is
	}
	return round(points), isAny
}

// Most returns what the best student could have.
func (b *Book) Most() (points float64) {
	for _, q := range b.Questions {
		p := b.Scheme.of(q.Label)
		points += max(p.Right, p.Sent, p.Wrong)
	}
	return round(points)
}

// InOrder returns the places of the questions as less orders their labels.
func (b *Book) InOrder(compare func(a, b string) int) []int {
	order := make([]int, len(b.Questions))
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(i, j int) int {
		return cmp.Or(compare(b.Questions[i].Label, b.Questions[j].Label), i-j)
	})
	return order
}
