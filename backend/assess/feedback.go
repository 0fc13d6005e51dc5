package assess

import (
	"context"
	"slices"

	"npt/backend/classroom"
)

// Told says of a label how many students heard its hint, and how they stand now.
type Told struct {
	Told       int
	RightSince int
	StillWrong int
}

// SetFeedback sets what students hear of a question; FeedbackAsSession is what its session has. Feedback
// that holds verdicts back, or may do so with the session's, does so although they were released before.
func (a *Assessor) SetFeedback(ctx context.Context, sessionID int64, question string, f classroom.Feedback) error {
	if err := f.Validate(); err != nil {
		return err
	}
	if f.Kind == classroom.FeedbackAsSession {
		f = classroom.Feedback{}
	}
	return a.setRule(ctx, sessionID, question, func(r *classroom.Rule) {
		r.Feedback, r.Released = f, r.Released && !f.Hold && f.Kind != classroom.FeedbackAsSession
	})
}

// SetSessionFeedback sets what students hear of the questions of a session that have no feedback of their
// own.
func (a *Assessor) SetSessionFeedback(ctx context.Context, sessionID int64, f classroom.Feedback) error {
	if err := f.Validate(); err != nil {
		return err
	}
	err := a.changedOf(sessionID, "", a.store.SetSessionFeedback(ctx, sessionID, f.Or(classroom.Feedback{})))
	if err == nil { // it is a fact of the session, which other windows show
		a.events.Publish(classroom.Event{Kind: classroom.SessionsChanged, SessionID: sessionID})
	}
	return err
}

// ReleaseFeedback tells students what the feedback of a question holds back; question "" is every question
// that is known.
func (a *Assessor) ReleaseFeedback(ctx context.Context, sessionID int64, question string) error {
	facts, err := a.facts(ctx, sessionID, 0)
	if err != nil {
		return err
	}
	var held []string
	for _, q := range questionsOf(facts, facts.Cells) {
		if (question == "" || q.Question == question) && q.Feedback.Or(facts.Session.Feedback).Holds(q.Released) {
			held = append(held, q.Question)
		}
	}
	if len(held) == 0 {
		return nil
	}
	return a.changedOf(sessionID, question, a.store.Release(ctx, sessionID, held))
}

// SetHint sets what those hear whose answer has the label of a group; a hint without words removes it.
// The error is CodeBadField if the group has no label, CodeNotFound as in MarkGroup.
func (a *Assessor) SetHint(ctx context.Context, sessionID, partID int64, question, key string, hint classroom.Hint) error {
	hint, err := hint.Cleaned(a.nfc)
	if err != nil {
		return err
	}
	p, err := a.pinOf(ctx, sessionID, partID, question, key)
	if err != nil {
		return err
	}
	if p.Label == "" {
		return classroom.Errorf(classroom.CodeBadField, "A hint belongs to a label: give the group one first.")
	}
	return a.changedOf(sessionID, question, a.store.SetHint(ctx, sessionID, question, p.Label, hint))
}

// changedOf does what changed does, and has the notebooks looked after that hear of a question; of every
// question for "".
func (a *Assessor) changedOf(sessionID int64, question string, err error) error {
	if err == nil && a.OnChange != nil {
		a.OnChange(sessionID, question)
	}
	return a.changed(sessionID, err)
}

// JudgementsOf returns the verdicts on answers and the labels of their groups, by record, as lists show
// them. It waits until they are known, and leaves out answers that are no longer those that are kept.
func (a *Assessor) JudgementsOf(ctx context.Context, sessionID int64, answers []classroom.OwnAnswer) (map[int64]classroom.Judgement, error) {
	x, wanted := a.indexes.of(sessionID), wantedOfPart{questions: map[string]bool{}}
	for _, answer := range answers {
		wanted.questions[answer.Question] = true
	}
	if _, err := a.bring(ctx, x, 0, wanted); err != nil {
		return nil, err
	}
	known := make(map[int64]classroom.Judgement, len(answers))
	x.mu.Lock()
	defer x.mu.Unlock()
	for _, answer := range answers {
		r := classroom.Record{ID: answer.RecordID, PartID: answer.PartID, Question: answer.Question, ReceivedAt: answer.ReceivedAt}
		if graded := x.find(0, r); graded != nil {
			known[answer.RecordID] = classroom.Judgement{Verdict: graded.Verdict, Label: graded.Group.Label}
		}
	}
	return known, nil
}

// feedback sets what the page says about what students hear.
func (b *QuestionPage) feedback(ctx context.Context, store Store) error {
	if slices.ContainsFunc(b.Groups, func(g GroupState) bool { return g.Label != "" }) {
		if err := b.hints(ctx, store); err != nil {
			return err
		}
	}
	if !b.Effective.Holds(b.Released) || b.Right+b.Wrong == 0 {
		return nil
	}
	done, err := store.NotWaiting(ctx, b.Session.ID, b.Question)
	for _, g := range b.Groups {
		b.Held += heldOf(g.Members, done)
	}
	return err
}

// hints sets the hints of the labelled groups, and who heard them.
func (b *QuestionPage) hints(ctx context.Context, store Store) error {
	hints, err := store.HintsOf(ctx, b.Session.ID, b.Question)
	if err != nil {
		return err
	}
	heard, err := store.HintedOf(ctx, b.Session.ID, b.Question)
	if err != nil {
		return err
	}
	verdicts := map[int64]classroom.Verdict{}
	for _, g := range b.Groups {
		for _, m := range g.Members {
			verdicts[m.StudentID] = m.Verdict
		}
	}
	for i := range b.Groups {
		g := &b.Groups[i]
		g.Hint = hints[g.Label]
		for _, student := range heard[g.Label] {
			g.Told.add(verdicts[student])
		}
	}
	return nil
}

func (t *Told) add(now classroom.Verdict) {
	t.Told++
	switch now {
	case classroom.Right:
		t.RightSince++
	case classroom.Wrong:
		t.StillWrong++
	case classroom.NotJudged:
	}
}

// heldOf returns how many answers wait for the release: those with a verdict that their students were not
// told, and can be.
func heldOf(members []GroupMember, done map[int64]bool) (held int) {
	for _, m := range members {
		if m.Verdict != classroom.NotJudged && !done[m.RecordID] {
			held++
		}
	}
	return held
}

// feedback sets what the dashboard says about what students hear.
func (b *Dashboard) feedback(ctx context.Context, store Store) error {
	for i := range b.Questions {
		q := &b.Questions[i]
		effective := q.Feedback.Or(b.Session.Feedback)
		if q.Hears = effective.Kind; !effective.Holds(q.Released) || q.Right+q.Wrong == 0 {
			continue
		}
		done, err := store.NotWaiting(ctx, b.Session.ID, q.Question)
		if err != nil {
			return err
		}
		for _, s := range b.Students {
			at := slices.IndexFunc(s.Cells, func(c JudgedCell) bool { return c.Index == i })
			if at >= 0 && s.Cells[at].Verdict != classroom.NotJudged && !done[s.Cells[at].RecordID] {
				q.Held++
			}
		}
	}
	return nil
}
