package assess

import (
	"context"
	"strings"
	"unicode/utf8"

	"npt/backend/classroom"
	"npt/backend/payload"
)

// MarkGroup marks the answers of a group as right or wrong, including later ones; NotJudged removes
// the mark. The key is that of a present group; the error is CodeNotFound if no group has it any more.
func (a *Assessor) MarkGroup(ctx context.Context, sessionID, partID int64, question, key string, v classroom.Verdict) error {
	if v != classroom.NotJudged && v != classroom.Right && v != classroom.Wrong {
		return classroom.Errorf(classroom.CodeBadField, "%q is not a verdict.", string(v))
	}
	return a.pin(ctx, sessionID, partID, question, key, func(p *classroom.Pin) { p.Verdict = v })
}

// LabelGroup gives a group a label, which later answers in the group have too; an empty label removes
// it. The error is CodeNotFound as in MarkGroup.
func (a *Assessor) LabelGroup(ctx context.Context, sessionID, partID int64, question, key, label string) error {
	label = classroom.CleanName(a.nfc, label)
	if label != "" {
		if err := classroom.CheckText("The label", label, MaxLabel); err != nil {
			return err
		}
	}
	return a.pin(ctx, sessionID, partID, question, key, func(p *classroom.Pin) { p.Label = label })
}

// pin changes the pin of a group. If the group has none, its anchor becomes one.
func (a *Assessor) pin(ctx context.Context, sessionID, partID int64, question, key string, change func(*classroom.Pin)) error {
	p, err := a.pinOf(ctx, sessionID, partID, question, key)
	if err != nil {
		return err
	}
	change(&p)
	return a.changedOf(sessionID, question, a.store.SavePin(ctx, sessionID, p))
}

// pinOf returns the pin of the group with that key; a new pin if it has none.
func (a *Assessor) pinOf(ctx context.Context, sessionID, partID int64, question, key string) (classroom.Pin, error) {
	facts, err := a.facts(ctx, sessionID, partID)
	if err != nil {
		return classroom.Pin{}, err
	}
	all, err := a.assess(ctx, facts, partID, map[string]bool{question: true})
	if err != nil {
		return classroom.Pin{}, err
	}
	q, p, example := all[question], classroom.Pin{}, int64(0)
	switch g := q.groupOf(key); {
	case g == nil:
	case g.Pin >= 0:
		p = q.pins[g.Pin]
	default:
		p, example = classroom.Pin{Question: question}, g.example
	}
	switch {
	case p.Question == "":
		return classroom.Pin{}, classroom.Errorf(classroom.CodeNotFound, "This group no longer exists: its answers were sent again or deleted.")
	case example != 0:
		err = a.store.EachPayload(ctx, []int64{example}, func(_ int64, payload payload.Payload) bool {
			p.Payload = payload
			return false
		})
	}
	return p, err
}

// groupOf returns the group whose anchor has the key, else the group that now holds such an answer;
// nil if there is none.
func (q *gradedQuestion) groupOf(key string) *gradedGroup {
	for i := range q.groups {
		if q.groups[i].Key == key {
			return &q.groups[i]
		}
	}
	for i, own := range q.keys {
		if own == key {
			return &q.groups[q.group[i]]
		}
	}
	return nil
}

// SetCheck sets the rule by which all records of a question are judged, including earlier ones.
func (a *Assessor) SetCheck(ctx context.Context, sessionID int64, question string, c classroom.Check) error {
	if err := validateCheck(c); err != nil {
		return err
	}
	return a.setRule(ctx, sessionID, question, func(r *classroom.Rule) { r.Check = c })
}

// SetEquivalence sets which answers of a question are alike.
func (a *Assessor) SetEquivalence(ctx context.Context, sessionID int64, question string, alike classroom.Equivalence) error {
	if err := validateEquivalence(alike); err != nil {
		return err
	}
	return a.setRule(ctx, sessionID, question, func(r *classroom.Rule) { r.Equivalence = alike })
}

// Limits on the catalogue.
const (
	// MaxOrder bounds the position of a question.
	MaxOrder = 10_000
	// MaxSetAtOnce bounds how many questions are set at once.
	MaxSetAtOnce = 1000
)

// CatalogueEntry is a question as the catalogue has it.
type CatalogueEntry struct {
	Question string
	Title    string
	Order    int  // position among the questions, from 1; 0 is the natural one
	Added    bool // known before anybody sends it
}

// cleaned returns the entry in the form in which it is stored; an *Error of CodeBadField if it is not
// valid.
func (e CatalogueEntry) cleaned(nfc func(string) string) (CatalogueEntry, error) {
	e.Question, e.Title = classroom.CleanName(nfc, e.Question), strings.TrimSpace(nfc(e.Title))
	if err := classroom.CheckText("The question's label", e.Question, classroom.MaxQuestion); err != nil {
		return e, err
	}
	if e.Title != "" {
		if err := classroom.CheckText("The title", e.Title, classroom.MaxTitle); err != nil {
			return e, err
		}
	}
	if e.Order < 0 || e.Order > MaxOrder {
		return e, classroom.Errorf(classroom.CodeBadField, "A question's place is a number from 1 to %d.", MaxOrder)
	}
	return e, nil
}

// SetQuestions puts questions into the catalogue: all of them or, after an error, none. An entry
// without title and order whose Added is false removes the question.
func (a *Assessor) SetQuestions(ctx context.Context, sessionID int64, entries []CatalogueEntry) error {
	if len(entries) > MaxSetAtOnce {
		return classroom.Errorf(classroom.CodeTooLarge, "At most %d questions can be set at once.", MaxSetAtOnce)
	}
	rules := make([]classroom.Rule, len(entries))
	for i, entry := range entries {
		e, err := entry.cleaned(a.nfc)
		if err != nil {
			return err
		}
		if rules[i], err = a.store.Rule(ctx, sessionID, e.Question); err != nil {
			return err
		}
		rules[i].Title, rules[i].Order, rules[i].Added = e.Title, e.Order, e.Added
	}
	return a.changed(sessionID, a.store.SetRules(ctx, sessionID, rules...))
}

func (a *Assessor) setRule(ctx context.Context, sessionID int64, question string, change func(*classroom.Rule)) error {
	if question == "" || utf8.RuneCountInString(question) > classroom.MaxQuestion {
		return classroom.Errorf(classroom.CodeBadField, "Which question?")
	}
	r, err := a.store.Rule(ctx, sessionID, question)
	if err != nil {
		return err
	}
	change(&r)
	return a.changedOf(sessionID, question, a.store.SetRules(ctx, sessionID, r))
}
