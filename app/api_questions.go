package app

import (
	"context"

	"npt/backend/assess"
	"npt/backend/classroom"
)

// QuestionPage returns a question with its answers, alike ones together.
func (api *API) QuestionPage(q QuestionQuery) (QuestionPage, error) {
	a, ctx := api.app, context.Background()
	b, err := a.assessor.Question(ctx, q.SessionID, q.PartID, q.Question)
	if err != nil {
		return QuestionPage{}, err
	}
	records, err := a.store.RecordsOf(ctx, examplesOf(b))
	if err != nil {
		return QuestionPage{}, err
	}
	return questionPageView(b, records), nil
}

// examplesOf returns the records that stand for the groups, and the owner's own.
func examplesOf(b *assess.QuestionPage) []int64 {
	ids := make([]int64, 0, len(b.Groups)+1)
	for _, g := range b.Groups {
		ids = append(ids, g.RecordID)
	}
	if b.Own.RecordID != 0 {
		ids = append(ids, b.Own.RecordID)
	}
	return ids
}

// MarkGroup says that a group of answers is right or wrong, which wins over any
// rule; an empty verdict takes it back.
func (api *API) MarkGroup(q QuestionQuery, key, verdict string) error {
	return api.app.assessor.MarkGroup(context.Background(), q.SessionID, q.PartID, q.Question, key, classroom.Verdict(verdict))
}

// LabelGroup gives a group of answers a label, which later answers that fall into it
// carry too; an empty one takes it back.
func (api *API) LabelGroup(q QuestionQuery, key, label string) error {
	return api.app.assessor.LabelGroup(context.Background(), q.SessionID, q.PartID, q.Question, key, label)
}

// SetCheck sets the rule by which all records of a question are judged.
func (api *API) SetCheck(q QuestionQuery, c Check) error {
	return api.app.assessor.SetCheck(context.Background(), q.SessionID, q.Question, classroom.Check{
		Kind: classroom.CheckKind(c.Kind), Expected: c.Expected, Relative: c.Relative, Absolute: c.Absolute,
		Pattern: c.Pattern, RecordID: c.RecordID,
	})
}

// SetGrouping sets which answers of a question are alike.
func (api *API) SetGrouping(q QuestionQuery, g Grouping) error {
	return api.app.assessor.SetEquivalence(context.Background(), q.SessionID, q.Question, classroom.Equivalence(g))
}

// SetQuestions puts questions into the catalogue, all of them or none.
func (api *API) SetQuestions(sessionID int64, entries []CatalogueEntry) error {
	return api.app.assessor.SetQuestions(context.Background(), sessionID, mapped(entries, func(e CatalogueEntry) assess.CatalogueEntry {
		return assess.CatalogueEntry{Question: e.Label, Title: e.Title, Order: e.Order, Added: e.Added}
	}))
}

// fewest is how many students must have given an answer for it to be projected: of
// fewer, the room knows who they are.
const fewest = 3

// Projection returns what of a question may be shown to the class.
func (api *API) Projection(q ProjectionQuery) (Projection, error) {
	a, ctx := api.app, context.Background()
	question := q.Question
	if question == "" {
		var err error
		if question, err = a.assessor.LastQuestion(ctx, q.SessionID, q.PartID); err != nil {
			return Projection{}, err
		}
	}
	b, err := a.assessor.Question(ctx, q.SessionID, q.PartID, question)
	if err != nil {
		return Projection{}, err
	}
	p := Projection{
		Session: b.Session.Name, Owner: b.Session.Owner, Question: question, Title: b.Title, Previous: b.Previous, Next: b.Next,
		Sent: b.Sent, Seen: len(b.Seen), Groups: []ProjectionGroup{}, Addresses: a.addresses(), HostName: a.announcer.State().Host,
	}
	for _, g := range b.Groups {
		if len(g.Members) < fewest {
			p.Others += len(g.Members)
			continue
		}
		shown, isNameless, err := api.projected(ctx, g, b.Seen)
		if err != nil {
			return Projection{}, err
		}
		if !isNameless {
			p.Others += len(g.Members)
			continue
		}
		if q.Verdicts {
			shown.Verdict = groupVerdict(g)
		}
		p.Groups = append(p.Groups, shown)
	}
	return p, nil
}

// projected returns one of a group's answers without whose it is; false where it
// names a student.
func (api *API) projected(ctx context.Context, g assess.GroupState, seen []classroom.Student) (ProjectionGroup, bool, error) {
	record, sent, err := api.app.store.Answer(ctx, g.RecordID)
	if err != nil {
		return ProjectionGroup{}, false, err
	}
	answer, ok := nameless(record, sent, seen)
	return ProjectionGroup{Key: g.Key, Count: len(g.Members), Answer: answer}, ok, nil
}
