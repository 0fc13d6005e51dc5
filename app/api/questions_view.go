package api

import (
	"cmp"
	"math"
	"strings"

	"npt/backend/assess"
	"npt/backend/classroom"
	"npt/backend/compare"
)

// QuestionQuery names a question of a session. PartID narrows it to one part; 0 means all.
type QuestionQuery struct {
	SessionID int64  `json:"sessionId"`
	PartID    int64  `json:"partId"`
	Question  string `json:"question"`
}

// QuestionPage is a question with its answers in groups.
type QuestionPage struct {
	Label        string         `json:"label"`
	Title        string         `json:"title"`
	Order        int            `json:"order"`
	Added        bool           `json:"added"`    // the teacher put it into the catalogue
	Previous     string         `json:"previous"` // label of the question before; empty at the start
	Next         string         `json:"next"`     // label of the question after; empty at the end
	Seen         int            `json:"seen"`     // students seen in the session
	Sent         int            `json:"sent"`     // students who sent it
	Right        int            `json:"right"`
	Wrong        int            `json:"wrong"`
	Groups       []AnswerGroup  `json:"groups"`  // the largest first
	Missing      []Student      `json:"missing"` // students who were seen and did not send it
	Check        Check          `json:"check"`
	Equivalence  Equivalence    `json:"equivalence"`
	Own          OwnRecord      `json:"own"`          // the owner's own record of the question
	Distribution []Distribution `json:"distribution"` // of numbers; empty for other kinds of answers
	Labels       []string       `json:"labels"`       // given in the session so far, to choose from
	Feedback     Feedback       `json:"feedback"`     // what students hear of it: its own, else the session's
	OwnFeedback  bool           `json:"ownFeedback"`  // it is its own
	Held         int            `json:"held"`         // answers with a verdict that waits for the release
	Released     bool           `json:"released"`     // what is held back is told
	Inputs       Inputs         `json:"inputs"`       // for which functions are called
	Tried        int            `json:"tried"`        // functions that were called for these inputs
	Untried      int            `json:"untried"`      // functions that were not
}

// Feedback says what students hear of a question.
type Feedback struct {
	Kind          string `json:"kind"`          // nothing, received, verdict, hint; of a question also empty: as the session
	AfterAttempts int    `json:"afterAttempts"` // a verdict is told from this attempt of the student on; 0 for any
	AfterMinutes  int    `json:"afterMinutes"`  // and so long after the student's first answer; 0 for at once
	AtMost        int    `json:"atMost"`        // and of so many answers of the student; 0 for all
	Hold          bool   `json:"hold"`          // and not before the release
}

func (f Feedback) domain() classroom.Feedback {
	return classroom.Feedback{
		Kind: classroom.FeedbackKind(f.Kind), AfterAttempts: f.AfterAttempts, AfterMinutes: f.AfterMinutes, AtMost: f.AtMost, Hold: f.Hold,
	}
}

func feedbackView(f classroom.Feedback) Feedback {
	return Feedback{Kind: string(f.Kind), AfterAttempts: f.AfterAttempts, AfterMinutes: f.AfterMinutes, AtMost: f.AtMost, Hold: f.Hold}
}

// Hint is what those hear whose answer has a label.
type Hint struct {
	Text string `json:"text"`
	Code string `json:"code"`
}

// Told says how many students heard the hint of a label, and how they stand now.
type Told struct {
	Told       int `json:"told"`
	RightSince int `json:"rightSince"`
	StillWrong int `json:"stillWrong"`
}

// Inputs are those for which the functions of a question are called, in the notebooks.
type Inputs struct {
	Lines   string  `json:"lines"`   // one a line, as Python writes arguments
	Outputs string  `json:"outputs"` // what a right function gives, one a line; empty if that is not typed
	Seconds float64 `json:"seconds"` // for all calls of one function together
}

// Variant is a way in which functions of one group are written.
type Variant struct {
	Count      int     `json:"count"`
	RecordID   int64   `json:"recordId"` // a record that represents it
	ReceivedAt string  `json:"receivedAt"`
	Type       string  `json:"type"`
	Preview    Preview `json:"preview"`
}

// CallDifference says for which input a group's functions give something else than most.
type CallDifference struct {
	Mine Call `json:"mine"`
	Most Call `json:"most"`
}

// AnswerGroup is a set of answers that are alike.
type AnswerGroup struct {
	Key       string        `json:"key"` // names the group in MarkGroup and LabelGroup
	Count     int           `json:"count"`
	Right     int           `json:"right"` // how many of them are right
	Wrong     int           `json:"wrong"`
	Label     string        `json:"label"`
	Hint      Hint          `json:"hint"`      // of the label
	Told      Told          `json:"told"`      // who heard that hint, whatever they sent since
	Marked    string        `json:"marked"`    // the teacher's mark: right or wrong; else empty
	Verdict   string        `json:"verdict"`   // right or wrong if all of them are, mixed if only some are; else empty
	Uncertain bool          `json:"uncertain"` // they are alike in what came of them, which is only a part
	Reason    Reason        `json:"reason"`    // why they have this verdict; without one why they are not judged, or an empty code
	Hints     []Reason      `json:"hints"`     // more about it: shape, order
	RecordID  int64         `json:"recordId"`  // the record that represents them all
	Type      string        `json:"type"`
	Preview   Preview       `json:"preview"`
	Members   []GroupMember `json:"members"` // in the order in which they sent it

	Variants []Variant       `json:"variants"` // of functions: how they are written, if in several ways
	Differs  *CallDifference `json:"differs"`  // of functions: from what most give; null if there is nothing to say
}

// GroupMember is a student's answer in a group.
type GroupMember struct {
	Student    Student `json:"student"`
	RecordID   int64   `json:"recordId"`
	Attempts   int     `json:"attempts"`
	ReceivedAt string  `json:"receivedAt"`
	Verdict    string  `json:"verdict"` // right, wrong or empty
}

// Reason says why answers are judged as they are. The page has words for its code.
//
//	marked                     the teacher marked the group
//	exact, tolerance, oneof,   by that rule; expected says what was expected
//	pattern, record, outputs
//	shape                      a note: {shape} where {expected} was expected
//	order                      a note: the right values in another order
//	transposed                 a note: the right values with its axes exchanged
//	costly                     a note: compared as a whole only
//	incomplete, costly, long,  why they are not judged; see compare.Doubt
//	incompleteNear,
//	incompleteReference
type Reason struct {
	Code     string `json:"code"`
	Expected string `json:"expected"`
	Shape    string `json:"shape"`
}

// Check says which answers are right.
type Check struct {
	Kind     string   `json:"kind"`     // empty (only what is marked), exact, tolerance, oneof, pattern, record
	Expected []string `json:"expected"` // exact, tolerance: one; oneof: some; as the teacher wrote them
	Relative float64  `json:"relative"` // tolerance
	Absolute float64  `json:"absolute"` // tolerance
	Pattern  string   `json:"pattern"`  // pattern: a regular expression (RE2), found anywhere in the answer
	RecordID int64    `json:"recordId"` // record: the reference; 0 means the owner's own record, even if it comes later
}

// Equivalence says which answers are alike.
type Equivalence struct {
	Relative    float64 `json:"relative"`
	Absolute    float64 `json:"absolute"`
	WholeExact  bool    `json:"wholeExact"`  // two whole numbers must be equal, whatever the relative tolerance
	AnyOrder    bool    `json:"anyOrder"`    // the order of values in a list or an array of one axis does not count
	FoldCase    bool    `json:"foldCase"`    // text: A and a are alike
	IgnoreNames bool    `json:"ignoreNames"` // code: names that the code defines itself do not count
}

// OwnRecord is the record that the owner sent of the question.
type OwnRecord struct {
	RecordID   int64   `json:"recordId"` // 0 if there is none
	Type       string  `json:"type"`
	Preview    Preview `json:"preview"`
	ReceivedAt string  `json:"receivedAt"`
}

// Distribution tells how often each value was sent at one position of a numeric answer.
type Distribution struct {
	Place  string              `json:"place"`  // empty for a single number, else the index as Python writes it: 0, or 1, 2
	Values []DistributionValue `json:"values"` // ascending; nan last
}

// DistributionValue is a value and the number of its answers.
type DistributionValue struct {
	Text     string  `json:"text"`  // as Python writes it
	Value    float64 `json:"value"` // 0 if finite is false
	Finite   bool    `json:"finite"`
	Right    int     `json:"right"`
	Wrong    int     `json:"wrong"`
	Unjudged int     `json:"unjudged"`
}

// CatalogueEntry is a question in the catalogue. An entry without title and order whose Added is false
// removes the question.
type CatalogueEntry struct {
	Label string `json:"label"`
	Title string `json:"title"`
	Order int    `json:"order"` // position among the questions, from 1; 0 for the natural order
	Added bool   `json:"added"` // known before anybody sends it
}

func questionPageView(b *assess.QuestionPage, records map[int64]classroom.Record) QuestionPage {
	own := records[b.Own.RecordID]
	p := QuestionPage{
		Label: b.Question, Title: b.Title, Order: b.Order, Added: b.Added, Previous: b.Previous, Next: b.Next,
		Seen: len(b.Seen), Sent: b.Sent, Right: b.Right, Wrong: b.Wrong,
		Groups: make([]AnswerGroup, len(b.Groups)), Missing: mapped(b.Missing, studentView),
		Check: checkView(b.Check), Equivalence: Equivalence(b.Equivalence), Labels: list(b.Labels),
		Own:          OwnRecord{RecordID: own.ID, Type: string(own.Type), Preview: previewView(own.Preview), ReceivedAt: stamp(own.ReceivedAt)},
		Distribution: mapped(b.Distributions, distributionView),
		Feedback:     feedbackView(b.Effective), OwnFeedback: b.Feedback.Kind != classroom.FeedbackAsSession, Held: b.Held,
		Released: b.Released && b.Effective.Hold,
		Inputs:   inputsView(b.Inputs), Tried: b.Tried, Untried: b.Untried,
	}
	for i, g := range b.Groups {
		r := records[g.RecordID]
		p.Groups[i] = AnswerGroup{
			Key: g.Key, Count: len(g.Members), Right: g.Right, Wrong: g.Wrong, Label: g.Label, Hint: Hint(g.Hint), Told: Told(g.Told),
			Marked: string(g.Marked), Verdict: groupVerdict(g), Uncertain: !g.Certain, Reason: reasonView(b.Check, g),
			Hints: mapped(g.Hints, hintView), RecordID: g.RecordID, Type: string(r.Type), Preview: previewView(r.Preview),
			Members:  mapped(g.Members, groupMemberView),
			Variants: mapped(g.Variants, func(v assess.Variant) Variant { return variantView(v, records[v.RecordID]) }),
			Differs:  differenceView(g.Differs),
		}
	}
	return p
}

func inputsView(in classroom.Inputs) Inputs {
	return Inputs{
		Lines: strings.Join(in.Lines, "\n"), Outputs: strings.Join(in.Outputs, "\n"),
		Seconds: cmp.Or(in.Seconds, classroom.CallSeconds),
	}
}

func variantView(v assess.Variant, r classroom.Record) Variant {
	return Variant{Count: v.Count, RecordID: v.RecordID, ReceivedAt: stamp(r.ReceivedAt), Type: string(r.Type), Preview: previewView(r.Preview)}
}

func differenceView(d *compare.CallDifference) *CallDifference {
	if d == nil {
		return nil
	}
	return &CallDifference{Mine: callView(d.Mine), Most: callView(d.Most)}
}

// groupVerdict returns the verdict on all answers of a group: right or wrong if all are, mixed if only
// some are, "" if none was judged.
func groupVerdict(g assess.GroupState) string {
	switch all := len(g.Members); {
	case g.Right == all:
		return string(classroom.Right)
	case g.Wrong == all:
		return string(classroom.Wrong)
	case g.Right+g.Wrong > 0:
		return "mixed"
	}
	return ""
}

// reasonView says why the answers of a group have their verdict: the teacher's mark, which has
// priority, or the rule.
func reasonView(c classroom.Check, g assess.GroupState) Reason {
	switch {
	case g.Marked != classroom.NotJudged:
		return Reason{Code: markedReason}
	case g.Right+g.Wrong == 0:
		return Reason{Code: string(g.Doubt)}
	}
	return ruleReason(c)
}

// markedReason is the code of what the teacher marked.
const markedReason = "marked"

// ruleReason says which rule judges an answer.
func ruleReason(c classroom.Check) Reason {
	if c.Kind == classroom.CheckPattern {
		return Reason{Code: string(c.Kind), Expected: c.Pattern}
	}
	return Reason{Code: string(c.Kind), Expected: strings.Join(c.Expected, "\n")}
}

func hintView(h compare.Hint) Reason {
	return Reason{Code: string(h.Code), Shape: h.Shape, Expected: h.Expected}
}

func groupMemberView(m assess.GroupMember) GroupMember {
	return GroupMember{
		Student: studentView(m.Student), RecordID: m.RecordID, Attempts: m.Attempts, ReceivedAt: stamp(m.ReceivedAt), Verdict: string(m.Verdict),
	}
}

func checkView(c classroom.Check) Check {
	return Check{
		Kind: string(c.Kind), Expected: list(c.Expected), Relative: c.Relative, Absolute: c.Absolute, Pattern: c.Pattern, RecordID: c.RecordID,
	}
}

func distributionView(s assess.Distribution) Distribution {
	return Distribution{Place: s.Position, Values: mapped(s.Values, func(v assess.DistributionValue) DistributionValue {
		shown := DistributionValue{Text: v.Text, Right: v.Right, Wrong: v.Wrong, Unjudged: v.Unjudged}
		if shown.Finite = !math.IsNaN(v.Value) && !math.IsInf(v.Value, 0); shown.Finite {
			shown.Value = v.Value // JSON has no NaN or infinity
		}
		return shown
	})}
}
