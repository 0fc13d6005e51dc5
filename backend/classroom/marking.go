package classroom

import (
	"context"
	"strings"
	"unicode/utf8"
)

// MarkGroup says that the answers of a group are right or wrong, those that come later
// too; NotJudged takes it back. The group is the one that has the key now; it is
// CodeNotFound if there is none any more.
func (a *Assessor) MarkGroup(ctx context.Context, sessionID, partID int64, question, key string, v Verdict) error {
	if v != NotJudged && v != Right && v != Wrong {
		return Errorf(CodeBadField, "%q is no verdict.", string(v))
	}
	return a.pin(ctx, sessionID, partID, question, key, func(p *Pin) { p.Verdict = v })
}

// LabelGroup gives a group a label, which later answers that fall into it carry too;
// an empty one takes it back. It is CodeNotFound as in MarkGroup.
func (a *Assessor) LabelGroup(ctx context.Context, sessionID, partID int64, question, key, label string) error {
	label = CleanName(a.nfc, label)
	if label != "" {
		if err := checkText("The label", label, MaxLabel); err != nil {
			return err
		}
	}
	return a.pin(ctx, sessionID, partID, question, key, func(p *Pin) { p.Label = label })
}

// pin changes the pin of a group, and makes one of its anchor if it has none.
func (a *Assessor) pin(ctx context.Context, sessionID, partID int64, question, key string, change func(*Pin)) error {
	p, err := a.pinOf(ctx, sessionID, partID, question, key)
	if err != nil {
		return err
	}
	change(&p)
	return a.changed(sessionID, a.store.SavePin(ctx, sessionID, p))
}

// pinOf returns the pin of the group of that key, a new one if it has none.
func (a *Assessor) pinOf(ctx context.Context, sessionID, partID int64, question, key string) (Pin, error) {
	facts, err := a.facts(ctx, sessionID, partID)
	if err != nil {
		return Pin{}, err
	}
	known := a.remembered(sessionID)
	known.mu.Lock()
	defer known.mu.Unlock()
	all, err := a.assess(ctx, known, facts, map[string]bool{question: true})
	if err != nil {
		return Pin{}, err
	}
	q := all[question]
	g := q.groupOf(key)
	switch {
	case g == nil:
		return Pin{}, Errorf(CodeNotFound, "This group is gone: its answers were sent again or deleted.")
	case g.Pin >= 0:
		return q.pins[g.Pin], nil
	}
	p := Pin{Question: question}
	err = a.store.EachPayload(ctx, []int64{q.example(*g)}, func(_ int64, payload Payload) { p.Payload = payload })
	return p, err
}

// groupOf returns the group whose anchor has the key, else the one that such an answer
// has fallen into, nil if there is none.
func (q *assessed) groupOf(key string) *AnswerGroup {
	for i := range q.groups {
		if q.groups[i].Key == key {
			return &q.groups[i]
		}
	}
	for i, n := range q.normals {
		if n.Key() == key {
			return &q.groups[q.group[i]]
		}
	}
	return nil
}

// SetCheck sets the rule by which all records of a question are judged, the earlier
// ones too.
func (a *Assessor) SetCheck(ctx context.Context, sessionID int64, question string, c Check) error {
	if err := c.validate(); err != nil {
		return err
	}
	return a.setRule(ctx, sessionID, question, func(r *Rule) { r.Check = c })
}

// SetAlike sets which answers of a question are alike.
func (a *Assessor) SetAlike(ctx context.Context, sessionID int64, question string, alike Alike) error {
	if err := alike.Validate(); err != nil {
		return err
	}
	return a.setRule(ctx, sessionID, question, func(r *Rule) { r.Alike = alike })
}

// Limits on the catalogue.
const (
	// MaxTitle bounds a question's title in characters.
	MaxTitle = 100
	// MaxOrder bounds a question's place.
	MaxOrder = 10_000
)

// SetQuestion gives a question its title and its place among the questions, from 1;
// an empty title and the place 0 leave it known by its label alone.
func (a *Assessor) SetQuestion(ctx context.Context, sessionID int64, question, title string, order int) error {
	question, title = CleanName(a.nfc, question), strings.TrimSpace(a.nfc(title))
	if err := checkText("The question's label", question, MaxQuestion); err != nil {
		return err
	}
	if title != "" {
		if err := checkText("The title", title, MaxTitle); err != nil {
			return err
		}
	}
	if order < 0 || order > MaxOrder {
		return Errorf(CodeBadField, "A question's place is a number from 1 to %d.", MaxOrder)
	}
	return a.setRule(ctx, sessionID, question, func(r *Rule) { r.Title, r.Order = title, order })
}

func (a *Assessor) setRule(ctx context.Context, sessionID int64, question string, change func(*Rule)) error {
	if question == "" || utf8.RuneCountInString(question) > MaxQuestion {
		return Errorf(CodeBadField, "Which question?")
	}
	r, err := a.store.Rule(ctx, sessionID, question)
	if err != nil {
		return err
	}
	change(&r)
	return a.changed(sessionID, a.store.SetRule(ctx, sessionID, r))
}
