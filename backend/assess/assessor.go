// Package assess says how a lab goes: the dashboard of a session, the page of a question with its
// answers in groups, the students who need the teacher and why, and what the teacher set and marked.
// It asks its Store for facts and compare for groups and verdicts. It caches in memory what it read of
// payloads, so that a second look costs nothing.
//
// It takes no records and stores nothing on disk. The app calls it for every page about questions, and
// for each change of a rule, a mark or a label.
package assess

import (
	"context"
	"slices"
	"strings"
	"sync"
	"time"

	"npt/backend/budget"
	"npt/backend/classroom"
	"npt/backend/compare"
	"npt/backend/payload"
)

// Store keeps what a teacher set for questions and answers, and reads the facts of a dashboard. If
// something does not exist, the error is CodeNotFound.
type Store interface {
	// Facts returns everything that a dashboard of the session is made from. The caller may change it.
	Facts(ctx context.Context, sessionID int64) (classroom.Facts, error)
	// FactsOf does what Facts does, with the cells of some questions only.
	FactsOf(ctx context.Context, sessionID int64, questions map[string]bool) (classroom.Facts, error)
	// Changes returns a number that grows with everything that is written, once Facts tell of it.
	Changes() int64
	// Rule returns what is set for a question; the default rule if none is set.
	Rule(ctx context.Context, sessionID int64, question string) (classroom.Rule, error)
	// EachPayload calls fn for the payload of each of the records that still exist, in the order of
	// the list, until fn returns false. fn may keep the payload's bytes.
	EachPayload(ctx context.Context, recordIDs []int64, fn func(id int64, p payload.Payload) bool) error
	// PinPayload returns the answer of a pin.
	PinPayload(ctx context.Context, id int64) (payload.Payload, error)
	// SetRules stores the rules of questions: all of them or, after an error, none.
	SetRules(ctx context.Context, sessionID int64, rules ...classroom.Rule) error
	// Relabel gives questions other labels, with all that is kept of them: all or, after an error, none.
	Relabel(ctx context.Context, sessionID int64, labels map[string]string) error
	// SavePin stores a pin. A pin with ID 0 is a new one; a pin with neither label nor verdict is
	// deleted.
	SavePin(ctx context.Context, sessionID int64, p classroom.Pin) error
	// SetSessionFeedback sets what students hear of the questions that have no feedback of their own.
	SetSessionFeedback(ctx context.Context, sessionID int64, f classroom.Feedback) error
	// Release notes that the teacher told everybody what the feedback of some questions held back.
	Release(ctx context.Context, sessionID int64, questions []string) error
	// SetHint stores the hint of a label; one without words removes it.
	SetHint(ctx context.Context, sessionID int64, question, label string, h classroom.Hint) error
	// HintsOf returns the hints of the labels of a question.
	HintsOf(ctx context.Context, sessionID int64, question string) (map[string]classroom.Hint, error)
	// HintedOf returns, for each label of a question, the students who have heard its hint.
	HintedOf(ctx context.Context, sessionID int64, question string) (map[string][]int64, error)
	// NotWaiting returns the records of a question of which no verdict waits to be told: it was told, or nobody
	// can be told.
	NotWaiting(ctx context.Context, sessionID int64, question string) (map[int64]bool, error)
	// Visit notes when the teacher visited a student; the zero time takes the visit back. A visit ends
	// the student's wait for help.
	Visit(ctx context.Context, sessionID int64, students []int64, at time.Time) error

	// Thresholds returns when a student needs attention; DefaultThresholds if none are set.
	Thresholds(ctx context.Context) (Thresholds, error)
	// SetThresholds stores when a student needs attention, for all sessions.
	SetThresholds(ctx context.Context, t Thresholds) error
}

// Assessor groups and judges the answers of sessions and says which students need the teacher. It
// caches what it reads of a payload until the payload changes. Its methods may be called from any
// goroutine; Close ends what it does beside.
type Assessor struct {
	// OnChange, if there is one, is called after each change of what is set for a question or for a group of
	// its answers; the question is "" for a change of all.
	OnChange func(sessionID int64, question string)

	store  Store
	events classroom.Publisher
	now    func() time.Time
	nfc    func(string) string

	cache  *answerCache
	graded *budget.Cache[gradedKey, *gradedQuestion] // as last graded

	indexes indexes
	working context.Context // of what brings indexes up to date
	endWork context.CancelFunc
	workers sync.WaitGroup
}

// gradedKey names a question, of one part only if part is not 0.
type gradedKey struct {
	session, part int64
	question      string
}

// NewAssessor returns an Assessor over store; the other parameters are those of classroom.NewRecorder.
func NewAssessor(store Store, events classroom.Publisher, now func() time.Time, nfc func(string) string) *Assessor {
	working, endWork := context.WithCancel(context.Background())
	return &Assessor{
		working: working, endWork: endWork,
		store: store, events: events, now: now, nfc: nfc,
		cache: newAnswerCache(), graded: budget.NewCache[gradedKey, *gradedQuestion](budget.Graded),
	}
}

// Dashboard returns what the dashboard of a session shows. partID narrows it to one part; 0 means all.
func (a *Assessor) Dashboard(ctx context.Context, sessionID, partID int64) (*Dashboard, error) {
	facts, err := a.facts(ctx, sessionID, partID)
	if err != nil {
		return nil, err
	}
	thresholds, err := a.Thresholds(ctx)
	if err != nil {
		return nil, err
	}
	wanted := toJudge(facts)
	for _, r := range facts.Requests {
		if r.EndedAt.IsZero() && r.Question != "" && facts.Session.Open {
			wanted[r.Question] = true // who asks with the same answer shares a line
		}
	}
	questions, err := a.assess(ctx, facts, partID, wanted)
	if err != nil {
		return nil, err
	}
	b := newDashboard(facts, a.now(), verdictsOf(questions))
	b.Attention = b.attention(facts, thresholds, groupsOf{questions, a.cache, func(c classroom.Cell) bool { return a.isCertain(ctx, c) }})
	b.SharedMistakes = sharedMistakes(questions)
	return b, b.feedback(ctx, a.store)
}

// verdictsOf returns the verdicts by record.
func verdictsOf(questions map[string]*gradedQuestion) map[int64]classroom.Verdict {
	verdicts := map[int64]classroom.Verdict{}
	for _, q := range questions {
		for i, c := range q.cells {
			verdicts[c.RecordID] = q.judgements[i].verdict
		}
	}
	return verdicts
}

// facts returns what the store knows of a session, of one part only if partID is not 0. It has one
// cell for each student and question.
func (a *Assessor) facts(ctx context.Context, sessionID, partID int64) (classroom.Facts, error) {
	facts, err := a.store.Facts(ctx, sessionID)
	if err == nil && partID != 0 {
		facts.Cells = slices.DeleteFunc(facts.Cells, func(c classroom.Cell) bool { return c.PartID != partID })
	}
	facts.Cells = joinParts(facts.Cells)
	return facts, err
}

// toJudge returns the questions with answers that a rule judges or the teacher marked or labelled.
func toJudge(facts classroom.Facts) map[string]bool {
	wanted := map[string]bool{}
	for _, r := range facts.Rules {
		if r.Check.Kind != classroom.CheckNothing {
			wanted[r.Question] = true
		}
	}
	for _, p := range facts.Pins {
		wanted[p.Question] = true
	}
	return wanted
}

// assess returns the wanted questions, grouped and judged. It holds nothing while it reads payloads,
// so no page waits for another's; ctx ends it.
func (a *Assessor) assess(ctx context.Context, facts classroom.Facts, partID int64, wanted map[string]bool) (map[string]*gradedQuestion, error) {
	questions := questionsToAssess(facts, wanted)
	owners := ownersOf(facts)
	for label, q := range questions {
		q.own = q.ownRecord(owners)
		graded, err := a.gradedOf(ctx, gradedKey{facts.Session.ID, partID, label}, q)
		if err != nil {
			return nil, err
		}
		questions[label] = graded
	}
	return questions, nil
}

// questionsToAssess returns the wanted questions, each with its rule, pins and answers.
func questionsToAssess(facts classroom.Facts, wanted map[string]bool) map[string]*gradedQuestion {
	questions := map[string]*gradedQuestion{}
	for question := range wanted {
		questions[question] = &gradedQuestion{session: facts.Session.ID, rule: ruleOf(facts, question)}
	}
	for _, p := range facts.Pins {
		if q := questions[p.Question]; q != nil {
			q.pins = append(q.pins, p)
		}
	}
	for _, c := range facts.Cells {
		if q := questions[c.Question]; q != nil {
			q.cells = append(q.cells, c)
		}
	}
	return questions
}

func ruleOf(facts classroom.Facts, question string) classroom.Rule {
	for _, r := range facts.Rules {
		if r.Question == question {
			return r
		}
	}
	return classroom.Rule{Question: question, Equivalence: classroom.DefaultEquivalence}
}

// ownersOf returns the students whose name is that of the session's owner.
func ownersOf(facts classroom.Facts) map[int64]bool {
	owners, name := map[int64]bool{}, compare.FoldCase(facts.Session.Owner)
	for _, s := range facts.Students {
		named := func(s classroom.Student) bool { return compare.FoldCase(s.Name) == name }
		if named(s) || slices.ContainsFunc(s.Merged, named) {
			owners[s.ID] = true
		}
	}
	return owners
}

// ownRecord returns the owner's latest record of the question; its RecordID is 0 if there is none.
func (q *gradedQuestion) ownRecord(owners map[int64]bool) (own classroom.Cell) {
	if len(owners) == 0 {
		return own
	}
	for _, c := range q.cells {
		if owners[c.StudentID] && (own.RecordID == 0 || c.ReceivedAt.After(own.ReceivedAt)) {
			own = c
		}
	}
	return own
}

// groupsOf tells which group the attempts of a cell belong to.
type groupsOf struct {
	graded  map[string]*gradedQuestion
	cache   *answerCache
	certain func(classroom.Cell) bool // reports whether equal fingerprints of the cell's attempts mean equal answers
}

// of returns the label of the group that holds the cell's answer. same reports whether all attempts
// are known to be in that group.
func (g groupsOf) of(c classroom.Cell) (label string, same bool) {
	attempts := len(c.Fingerprints) / payload.FingerprintBytes
	same = attempts == c.Attempts && attempts > 0
	q := g.graded[c.Question]
	if q == nil {
		return "", same && c.Fingerprints.AllEqual() && g.certain(c)
	}
	i := slices.IndexFunc(q.cells, func(other classroom.Cell) bool { return other.RecordID == c.RecordID })
	if i < 0 {
		return "", false
	}
	group, form := q.groups[q.group[i]], compare.FormOf(q.rule.Equivalence)
	anchor := g.cache.get(q.exampleKey(group, form))
	for rest := c.Fingerprints; same && len(rest) >= payload.FingerprintBytes; rest = rest[payload.FingerprintBytes:] {
		n := g.cache.attempt(attemptKey{q.session, form, string(rest[:payload.FingerprintBytes])})
		same = n != nil && anchor != nil && anchor.IsCertain() && compare.AreAlike(q.rule.Equivalence, n, anchor)
	}
	return q.label(group.AnswerGroup), same
}

// answered returns key and label of the group that holds a cell's answer; no key if answers of the group
// need not be alike as a whole, or if it is not known.
func (g groupsOf) answered(c classroom.Cell) (key, label string) {
	q := g.graded[c.Question]
	if q == nil {
		return "", ""
	}
	i := slices.IndexFunc(q.cells, func(other classroom.Cell) bool { return other.RecordID == c.RecordID })
	if i < 0 {
		return "", ""
	}
	group := q.groups[q.group[i]]
	if group.certain {
		key = group.Key
	}
	return key, q.label(group.AnswerGroup)
}

// exampleKey returns the key of the answer that represents a group.
func (q *gradedQuestion) exampleKey(g gradedGroup, form classroom.Equivalence) answerKey {
	i := slices.IndexFunc(q.cells, func(c classroom.Cell) bool { return c.RecordID == g.example })
	return keyOf(q.cells[i], form)
}

func (q *gradedQuestion) label(g compare.AnswerGroup) string {
	if g.Pin < 0 {
		return ""
	}
	return q.pins[g.Pin].Label
}

// mostAlike bounds how many shared wrong answers a dashboard lists. fewestAlike is how many students
// at least must share one.
const (
	mostAlike   = 6
	fewestAlike = 2
)

// sharedMistakes returns the groups of wrong answers that several students gave.
func sharedMistakes(questions map[string]*gradedQuestion) []SharedMistake {
	var list []SharedMistake
	for _, q := range questions {
		for _, g := range q.groups {
			if !g.certain {
				continue
			}
			w := SharedMistake{Question: q.rule.Question, Key: g.Key, Label: q.label(g.AnswerGroup)}
			for _, i := range g.Members {
				if q.judgements[i].verdict != classroom.Wrong {
					continue
				}
				w.Students = append(w.Students, q.cells[i].StudentID)
				if c := q.cells[i]; w.RecordID == 0 || c.RecordID == g.example {
					w.RecordID = c.RecordID
				}
			}
			if len(w.Students) >= fewestAlike {
				list = append(list, w)
			}
		}
	}
	slices.SortFunc(list, func(a, b SharedMistake) int {
		switch {
		case len(a.Students) != len(b.Students):
			return len(b.Students) - len(a.Students)
		case a.Question != b.Question:
			return compareQuestions(classroom.Rule{Question: a.Question}, classroom.Rule{Question: b.Question})
		}
		return strings.Compare(a.Key, b.Key)
	})
	return list[:min(len(list), mostAlike)]
}

// Thresholds returns when a student needs attention.
func (a *Assessor) Thresholds(ctx context.Context) (Thresholds, error) {
	return a.store.Thresholds(ctx)
}

// SetThresholds sets when a student needs attention, in all sessions. The error is CodeBadField if the
// values make no sense.
func (a *Assessor) SetThresholds(ctx context.Context, t Thresholds) error {
	if err := t.Validate(); err != nil {
		return err
	}
	return a.changed(0, a.store.SetThresholds(ctx, t))
}

// Visit notes that the teacher visited a student; if visited is false, it takes the visit back.
func (a *Assessor) Visit(ctx context.Context, sessionID int64, students []int64, visited bool) error {
	var at time.Time
	if visited {
		at = a.now()
	}
	return a.changed(sessionID, a.store.Visit(ctx, sessionID, students, at))
}

func (a *Assessor) changed(sessionID int64, err error) error {
	if err == nil {
		a.events.Publish(classroom.Event{Kind: classroom.AssessmentChanged, SessionID: sessionID})
	}
	return err
}
