package assess

import (
	"cmp"
	"context"
	"slices"

	"npt/backend/classroom"
	"npt/backend/compare"
)

// QuestionPage is a question with its answers in groups.
type QuestionPage struct {
	classroom.Rule
	Session       classroom.SessionSummary
	Previous      string // label of the question before; empty at the start
	Next          string
	Seen          []classroom.Student // students of the session, by name and number
	Sent          int
	Right         int
	Wrong         int
	Groups        []GroupState        // the largest first
	Missing       []classroom.Student // students who did not send it
	Own           classroom.Cell      // the owner's own record; its RecordID is 0 if there is none
	Distributions []Distribution      // of numbers; empty for other kinds of answers
	Labels        []string            // given in the session so far
	Effective     classroom.Feedback  // its own feedback, else the session's
	Held          int                 // how many answers wait for the release
	Tried         int                 // functions that were called for the question's inputs
	Untried       int                 // functions that were not
}

// GroupState is a group of answers with what the teacher said about it.
type GroupState struct {
	compare.AnswerGroup
	Label    string
	Marked   classroom.Verdict // the mark of the teacher
	Right    int               // how many of its answers are right
	Wrong    int
	Doubt    compare.Doubt // why some of its answers are not judged although there is something to judge by
	Certain  bool          // its answers are alike as a whole, and not only in what came of them
	RecordID int64         // the answer that represents the group
	Hints    []compare.Hint
	Hint     classroom.Hint // of the label
	Told     Told
	Variants []Variant               // of functions: how their code is written, if in several ways
	Differs  *compare.CallDifference // of functions: from what most give; nil if there is nothing to say
	Members  []GroupMember           // in the order in which they sent it
}

// GroupMember is a student's answer in a group.
type GroupMember struct {
	classroom.Cell
	Student classroom.Student
	Verdict classroom.Verdict
}

// Question returns a question of a session with its answers; no answers if nobody sent it. partID
// narrows it to one part; 0 means all. The error is CodeNotFound if the session does not exist.
func (a *Assessor) Question(ctx context.Context, sessionID, partID int64, question string) (*QuestionPage, error) {
	facts, err := a.facts(ctx, sessionID, partID)
	if err != nil {
		return nil, err
	}
	all, err := a.assess(ctx, facts, partID, map[string]bool{question: true})
	if err != nil {
		return nil, err
	}
	b := questionPage(facts, all[question])
	return b, b.feedback(ctx, a.store)
}

func questionPage(facts classroom.Facts, q *gradedQuestion) *QuestionPage {
	b := &QuestionPage{Rule: q.rule, Session: facts.Session, Seen: facts.Students, Sent: len(q.cells), Own: q.own, Labels: labelsOf(facts.Pins), Distributions: q.distributions, Tried: q.tried, Untried: q.untried,
		Effective: q.rule.Feedback.Or(facts.Session.Feedback)}
	b.Previous, b.Next = neighbours(facts, q.rule.Question)
	students := map[int64]classroom.Student{}
	for _, s := range facts.Students {
		students[s.ID] = s
	}
	sent := map[int64]bool{}
	for _, g := range q.groups {
		state := GroupState{
			AnswerGroup: g.AnswerGroup, Label: q.label(g.AnswerGroup), Marked: q.mark(g.AnswerGroup), RecordID: g.example, Hints: g.hints,
			Certain: g.certain, Variants: g.variants, Differs: g.differs,
		}
		for _, i := range g.Members {
			c := q.cells[i]
			sent[c.StudentID] = true
			state.Members = append(state.Members, GroupMember{c, students[c.StudentID], q.judgements[i].verdict})
			switch j := q.judgements[i]; j.verdict {
			case classroom.Right:
				state.Right++
			case classroom.Wrong:
				state.Wrong++
			case classroom.NotJudged:
				state.Doubt = cmp.Or(state.Doubt, j.doubt)
			}
		}
		slices.SortStableFunc(state.Members, func(x, y GroupMember) int { return x.ReceivedAt.Compare(y.ReceivedAt) })
		b.Right, b.Wrong = b.Right+state.Right, b.Wrong+state.Wrong
		b.Groups = append(b.Groups, state)
	}
	for _, s := range facts.Students {
		if !sent[s.ID] {
			b.Missing = append(b.Missing, s)
		}
	}
	return b
}

// example returns the id of the record that represents a group: the first one that equals its anchor.
func (q *gradedQuestion) example(g compare.AnswerGroup, canonicals []*compare.Canonical) int64 {
	best := -1
	for _, i := range g.Members {
		equal := canonicals[i].Equal(g.Anchor)
		switch {
		case best < 0,
			equal && !canonicals[best].Equal(g.Anchor),
			equal == canonicals[best].Equal(g.Anchor) && q.cells[i].ReceivedAt.Before(q.cells[best].ReceivedAt):
			best = i
		}
	}
	return q.cells[best].RecordID
}

// reference returns the one right answer, if it is known: the answer that the rule expects, else that
// of the only group marked as right.
func (q *gradedQuestion) reference(judge *compare.Judge) *compare.Canonical {
	if expected, one := judge.Expected(); one {
		return expected
	}
	var right *compare.Canonical
	for _, g := range q.groups {
		if q.mark(g.AnswerGroup) == classroom.Right {
			if right != nil {
				return nil
			}
			right = g.Anchor
		}
	}
	return right
}

// neighbours returns the labels of the questions before and after this one.
func neighbours(facts classroom.Facts, question string) (previous, next string) {
	list := questionsOf(facts, facts.Cells)
	i := slices.IndexFunc(list, func(s QuestionState) bool { return s.Question == question })
	if i > 0 {
		previous = list[i-1].Question
	}
	if i >= 0 && i+1 < len(list) {
		next = list[i+1].Question
	}
	return previous, next
}

// labelsOf returns the labels in use, each once, the newest first.
func labelsOf(pins []classroom.Pin) []string {
	labels := []string{}
	for _, p := range slices.Backward(pins) {
		if p.Label != "" && !slices.Contains(labels, p.Label) {
			labels = append(labels, p.Label)
		}
	}
	return labels
}

// LastQuestion returns the question of the session's last record; without records the first known
// question, or empty if there is none.
func (a *Assessor) LastQuestion(ctx context.Context, sessionID, partID int64) (string, error) {
	facts, err := a.facts(ctx, sessionID, partID)
	if err != nil {
		return "", err
	}
	var last classroom.Cell
	for _, c := range facts.Cells {
		if last.RecordID == 0 || c.ReceivedAt.After(last.ReceivedAt) {
			last = c
		}
	}
	if list := questionsOf(facts, nil); last.RecordID == 0 && len(list) > 0 {
		return list[0].Question, nil
	}
	return last.Question, nil
}
