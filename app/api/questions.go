package api

import (
	"context"
	"sync"

	"npt/backend/assess"
	"npt/backend/classroom"
)

// QuestionPage returns a question with its answers in groups.
func (api *API) QuestionPage(q QuestionQuery) (QuestionPage, error) {
	e := api.engine
	ctx, done := api.shownPage.begin(api.ctx, q)
	defer done()
	b, err := e.Assessor.Question(ctx, q.SessionID, q.PartID, q.Question)
	if err != nil {
		return QuestionPage{}, err
	}
	records, err := e.Store.RecordsOf(ctx, examplesOf(b))
	if err != nil {
		return QuestionPage{}, err
	}
	return questionPageView(b, records), nil
}

// shownPage is the question whose page is being read for a window. A window shows one at a time and cannot
// say that it does not wait any more, as the request of a browser does: so the page of another question
// ends the reading. Its nil pointer ends nothing.
type shownPage struct {
	mu    sync.Mutex
	query QuestionQuery
	end   context.CancelFunc
}

// begin returns the context for a page's reading; the caller calls done after it.
func (o *shownPage) begin(ctx context.Context, q QuestionQuery) (_ context.Context, done func()) {
	if o == nil {
		return ctx, func() {}
	}
	o.mu.Lock()
	defer o.mu.Unlock()
	if o.end != nil && o.query != q {
		o.end()
	}
	ctx, end := context.WithCancel(ctx)
	o.query, o.end = q, end
	return ctx, end
}

// examplesOf returns the ids of the records that represent the groups and their variants, and of the
// owner's own.
func examplesOf(b *assess.QuestionPage) []int64 {
	ids := make([]int64, 0, len(b.Groups)+1)
	for _, g := range b.Groups {
		ids = append(ids, g.RecordID)
		for _, v := range g.Variants {
			ids = append(ids, v.RecordID)
		}
	}
	if b.Own.RecordID != 0 {
		ids = append(ids, b.Own.RecordID)
	}
	return ids
}

// MarkGroup marks a group of answers as right or wrong. The mark overrides every rule; an empty
// verdict removes it.
func (api *API) MarkGroup(q QuestionQuery, key, verdict string) error {
	err := api.engine.Assessor.MarkGroup(api.engine.Context(), q.SessionID, q.PartID, q.Question, key, classroom.Verdict(verdict))
	return api.did(err, "MarkGroup", q, key, verdict)
}

// LabelGroup gives a group of answers a label, which later answers in the group have too. An empty
// label removes it.
func (api *API) LabelGroup(q QuestionQuery, key, label string) error {
	err := api.engine.Assessor.LabelGroup(api.engine.Context(), q.SessionID, q.PartID, q.Question, key, label)
	return api.did(err, "LabelGroup", q, key, label)
}

// SetCheck sets the rule by which all records of a question are judged.
func (api *API) SetCheck(q QuestionQuery, c Check) error {
	return api.engine.Assessor.SetCheck(context.Background(), q.SessionID, q.Question, classroom.Check{
		Kind: classroom.CheckKind(c.Kind), Expected: c.Expected, Relative: c.Relative, Absolute: c.Absolute,
		Pattern: c.Pattern, RecordID: c.RecordID,
	})
}

// SetInputs sets for which inputs the notebooks call the functions that are sent to a question: one a
// line, as Python writes arguments. The notebooks try them with what they have sent already, too.
func (api *API) SetInputs(q QuestionQuery, in Inputs) error {
	e := api.engine
	err := e.Assessor.SetInputs(context.Background(), q.SessionID, q.Question, in.Lines, in.Outputs, in.Seconds)
	if err == nil {
		e.Messages.LookAgain(q.SessionID)
	}
	return err
}

// SetEquivalence sets which answers of a question are alike.
func (api *API) SetEquivalence(q QuestionQuery, e Equivalence) error {
	return api.engine.Assessor.SetEquivalence(context.Background(), q.SessionID, q.Question, classroom.Equivalence(e))
}

// SetFeedback sets what the students hear of a question; kind "" is what the session has.
func (api *API) SetFeedback(q QuestionQuery, f Feedback) error {
	return api.engine.Assessor.SetFeedback(context.Background(), q.SessionID, q.Question, f.domain())
}

// SetSessionFeedback sets what the students of a session hear of the questions that have no feedback of
// their own.
func (api *API) SetSessionFeedback(sessionID int64, f Feedback) error {
	return api.engine.Assessor.SetSessionFeedback(context.Background(), sessionID, f.domain())
}

// ReleaseFeedback tells students what the feedback of a question holds back; question "" is all that hold
// something back.
func (api *API) ReleaseFeedback(sessionID int64, question string) error {
	return api.engine.Assessor.ReleaseFeedback(api.engine.Context(), sessionID, question)
}

// SetHint sets what those hear whose answer has the label of a group; a hint without words removes it. The
// error is CodeBadField for a group without a label.
func (api *API) SetHint(q QuestionQuery, key string, hint Hint) error {
	err := api.engine.Assessor.SetHint(api.engine.Context(), q.SessionID, q.PartID, q.Question, key, classroom.Hint(hint))
	return api.did(err, "SetHint", q, key, hint)
}

// SetQuestions puts questions into the catalogue: all of them or, after an error, none.
func (api *API) SetQuestions(sessionID int64, entries []CatalogueEntry) error {
	return api.engine.Assessor.SetQuestions(context.Background(), sessionID, mapped(entries, func(e CatalogueEntry) assess.CatalogueEntry {
		return assess.CatalogueEntry{Question: e.Label, Title: e.Title, Order: e.Order, Added: e.Added}
	}))
}
