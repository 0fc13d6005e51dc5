package engine_test

import (
	"slices"

	"npt/app/api"
	"npt/backend/classroom"
)

// window is what the teacher sees: the records that are shown, by id, and the pages of the questions.
type window struct {
	rows     map[int64]api.RecordView
	pages    map[string]api.QuestionPage
	students []api.Student
	hints    map[string]map[string]classroom.Hint // by question and label
}

func (w *walk) window() window {
	seen := window{rows: map[int64]api.RecordView{}, pages: map[string]api.QuestionPage{}, hints: map[string]map[string]classroom.Hint{}}
	_, err := w.Assessor.AlikeRecords(w.t.Context(), w.Session, 0, walkQuestions) // waits until all answers are graded
	must(w.t, err)
	page, err := w.API.Records(api.RecordQuery{SessionID: w.Session, Limit: 500})
	must(w.t, err)
	for _, r := range page.Records {
		if !r.Graded {
			w.t.Errorf("record %d is not graded", r.ID)
		}
		seen.rows[r.ID] = r
	}
	seen.students, err = w.API.Students(w.Session)
	must(w.t, err)
	for _, question := range walkQuestions {
		seen.pages[question], err = w.API.QuestionPage(w.query(question))
		must(w.t, err)
		seen.hints[question], err = w.Store.HintsOf(w.t.Context(), w.Session, question)
		must(w.t, err)
	}
	return seen
}

// checkExactly reports what a notebook was told against what the window says, or against the rules.
func (w *walk) checkExactly(n *notebook, item classroom.ToldItem, seen window) {
	at := place{item.Part, item.Question}
	s := n.all[item.Sending]
	if item.State != classroom.ToldRight && item.State != classroom.ToldWrong {
		return
	}
	row, isShown := seen.rows[s.row]
	if !isShown {
		w.t.Errorf("%s was told that %s is %s, which the window does not show", n.name, s.id, item.State)
		return
	}
	if row.Verdict != string(item.State) || row.Preview.Text != s.value {
		w.t.Errorf("%s was told that %s is %s; the window shows %q %q", n.name, s.id, item.State, row.Preview.Text, row.Verdict)
	}
	f, isReleased := seen.pages[at.question].Feedback, seen.pages[at.question].Released
	if f.Kind != "verdict" && f.Kind != "hint" {
		w.t.Errorf("%s was told a verdict where %q is wanted", n.name, f.Kind)
	}
	if hint := seen.hints[at.question][row.Label]; f.Kind == "hint" && !f.Hold && item.Hint != hint || f.Kind == "verdict" && !f.Hold && item.Hint != (classroom.Hint{}) {
		w.t.Errorf("%s was told the hint %v of %q, which is %v", n.name, item.Hint, row.Label, hint)
	}
	if n.judged[s.id] {
		return
	}
	if attempts := w.attempts(row, seen); f.Hold && !isReleased || attempts < f.AfterAttempts {
		w.t.Errorf("%s was told of %s against the rule %+v, released %v, after %d attempts", n.name, s.id, f, isReleased, attempts)
	}
	if told := w.toldOf(row.StudentID, at.question, seen); f.AtMost > 0 && told >= f.AtMost {
		w.t.Errorf("%s was told of %s although %d answers were told and %d may be", n.name, s.id, told, f.AtMost)
	}
}

// attempts returns how often the student of a record answered its question.
func (w *walk) attempts(row api.RecordView, seen window) (all int) {
	for _, r := range seen.rows {
		if r.StudentID == row.StudentID && r.Question == row.Question {
			all += r.Attempts
		}
	}
	return all
}

// toldOf returns of how many answers to a question a student was told whether they are right, on all
// notebooks.
func (w *walk) toldOf(student int64, question string, seen window) (all int) {
	i := slices.IndexFunc(seen.students, func(s api.Student) bool { return s.ID == student })
	for _, n := range w.notebooks {
		s := seen.students[i]
		isOne := n.name == s.Name || slices.ContainsFunc(s.MergedFrom, func(m api.Merged) bool { return m.Display == n.name })
		for id := range n.judged {
			if isOne && n.all[id].place.question == question {
				all++
			}
		}
	}
	return all
}
