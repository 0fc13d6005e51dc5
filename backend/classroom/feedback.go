package classroom

import (
	"slices"
	"strings"
	"time"
	"unicode/utf8"
)

// FeedbackKind is what the students hear of their answers to a question.
type FeedbackKind string

// The kinds of feedback, each of which tells more than the one before.
const (
	FeedbackAsSession FeedbackKind = ""         // of a question: as its session has it
	FeedbackNothing   FeedbackKind = "nothing"  // as if there were no app
	FeedbackReceived  FeedbackKind = "received" // that the answer came
	FeedbackVerdict   FeedbackKind = "verdict"  // right or wrong, too
	FeedbackHint      FeedbackKind = "hint"     // right or wrong, with the hint of the group's label
)

// Limits on feedback. MaxHintText and MaxHintCode are in characters.
const (
	MaxFeedbackAttempts = 1000
	MaxFeedbackMinutes  = 24 * 60
	MaxTold             = 1000
	MaxHintText         = 500
	MaxHintCode         = 2000
)

// Feedback says what students hear of a question, and when. The zero value is the default: nothing.
type Feedback struct {
	Kind          FeedbackKind
	AfterAttempts int  // a verdict is told from this attempt of the student on; 0 for any
	AfterMinutes  int  // and this long after the student's first answer; 0 for at once
	AtMost        int  // and of so many answers of the student; 0 for all
	Hold          bool // and not before the teacher releases it
}

// Or returns f, or the session's feedback where f is not set.
func (f Feedback) Or(session Feedback) Feedback {
	if f.Kind != FeedbackAsSession {
		return f
	}
	if session.Kind == FeedbackAsSession {
		session.Kind = FeedbackNothing
	}
	return session
}

// TellsVerdicts reports whether students hear whether their answers are right.
func (f Feedback) TellsVerdicts() bool { return f.Kind == FeedbackVerdict || f.Kind == FeedbackHint }

// Holds reports whether verdicts wait for the teacher's release.
func (f Feedback) Holds(isReleased bool) bool { return f.TellsVerdicts() && f.Hold && !isReleased }

// Validate returns an *Error of CodeBadField if f makes no sense.
func (f Feedback) Validate() error {
	switch f.Kind {
	case FeedbackAsSession, FeedbackNothing, FeedbackReceived, FeedbackVerdict, FeedbackHint:
	default:
		return Errorf(CodeBadField, "%q is no feedback.", string(f.Kind))
	}
	for _, n := range []struct{ value, most int }{
		{f.AfterAttempts, MaxFeedbackAttempts}, {f.AfterMinutes, MaxFeedbackMinutes}, {f.AtMost, MaxTold},
	} {
		if n.value < 0 || n.value > n.most {
			return Errorf(CodeBadField, "Write a number from 0 to %d.", n.most)
		}
	}
	return nil
}

// Hint is what a teacher tells those whose answer has a label. The zero value is none.
type Hint struct{ Text, Code string }

// Cleaned returns the hint as it is stored; an *Error of CodeBadField if it is too long.
func (h Hint) Cleaned(nfc func(string) string) (Hint, error) {
	h.Text, h.Code = strings.TrimSpace(visible(nfc(h.Text))), strings.TrimRight(visible(h.Code), " \n\t")
	switch {
	case utf8.RuneCountInString(h.Text) > MaxHintText:
		return h, Errorf(CodeBadField, "The hint is longer than %d characters: shorten it.", MaxHintText)
	case utf8.RuneCountInString(h.Code) > MaxHintCode:
		return h, Errorf(CodeBadField, "The hint's code is longer than %d characters: shorten it.", MaxHintCode)
	}
	return h, nil
}

// visible returns a text with line ends as Unix writes them, and without other control characters.
func visible(text string) string {
	text = strings.ReplaceAll(strings.ToValidUTF8(text, ""), "\r\n", "\n")
	return strings.Map(func(r rune) rune {
		if r < ' ' && r != '\n' && r != '\t' || r == 0x7f {
			return -1
		}
		return r
	}, text)
}

// TellingState is what a notebook is told of an answer.
type TellingState string

// The states of a telling, as on the wire and in the store.
const (
	ToldNothing   TellingState = ""
	ToldReceived  TellingState = "received"
	ToldRight     TellingState = "right"
	ToldWrong     TellingState = "wrong"
	ToldWithdrawn TellingState = "withdrawn" // what it was told before is taken back
)

// isVerdict reports whether the student hears whether the answer is right.
func (s TellingState) isVerdict() bool { return s == ToldRight || s == ToldWrong }

// Telling is what a notebook was told last for a question of a part. The zero value says that it was
// told nothing.
type Telling struct {
	Question   string
	PartID     int64
	Part       string // its name
	Sending    string // the record_id of the answer that it is about
	State      TellingState
	Label      string // of the group of the answer, where the hint is told
	Hint       Hint
	At         time.Time // of the telling: no two of a notebook's have the same, so it serves as the cursor
	HasArrived bool      // the notebook has it
	IsJudged   bool      // this sending was told to be right or wrong, now or before
}

// OwnAnswer is the answer of a notebook to a question of a part that is kept.
type OwnAnswer struct {
	RecordID   int64
	Question   string
	PartID     int64
	Part       string
	Sending    string // its record_id; empty if that is not known, and then nothing can be told of it
	IsShown    bool   // false if another notebook of the same student has sent a later one
	ReceivedAt time.Time
}

// AnswersOf is what a notebook may hear about.
type AnswersOf struct {
	SenderID  int64 // 0 if it is not known
	IsMerged  bool  // other notebooks count for its student, too
	Answers   []OwnAnswer
	Tellings  []Telling                   // at most one for each question and part
	Questions map[string]StudentsQuestion // over all parts and notebooks of the student
}

// StudentsQuestion is what the rules of feedback go by.
type StudentsQuestion struct {
	Attempts int
	FirstAt  time.Time // when the student's first answer came
	Verdicts int       // of how many sendings it was told whether they are right
}

// Offer is what a notebook is about to be told.
type Offer struct {
	Telling
	RecordID int64 // the answer that it is about; 0 if there is none any more
	AtMost   int   // see Feedback.AtMost
}

// LabelOf names a label of a question.
type LabelOf struct{ Question, Label string }

// SessionFeedback is what the students of a session hear of its questions.
type SessionFeedback struct {
	IsOpen    bool
	CreatedAt time.Time
	Default   Feedback
	Rules     map[string]Rule // by question
	Hints     map[LabelOf]Hint
	HasTold   bool // a notebook was told something
}

// Of returns the feedback of a question, and whether what it holds back is released.
func (s SessionFeedback) Of(question string) (f Feedback, isReleased bool) {
	rule := s.Rules[question]
	return rule.Feedback.Or(s.Default), rule.Released
}

// IsOn reports whether students hear anything of any question.
func (s SessionFeedback) IsOn() bool {
	on := s.Default.Or(Feedback{}).Kind != FeedbackNothing
	for _, r := range s.Rules {
		on = on || r.Feedback.Or(s.Default).Kind != FeedbackNothing
	}
	return on
}

// Judgement is the verdict on an answer, with the label of its group.
type Judgement struct {
	Verdict Verdict
	Label   string
}

// ruling is what the teacher's rules say of one answer.
type ruling struct {
	feedback   Feedback
	isReleased bool
	student    StudentsQuestion
	judgement  Judgement
	hint       Hint // of the label of the answer's group
	now        time.Time
}

// offersFor returns what a notebook is to be told that it was not told yet, and when time alone may bring
// more. known has the verdicts on the answers of which verdicts are told; one that is missing there was
// sent again meanwhile, and nothing is said of it.
func offersFor(f SessionFeedback, of AnswersOf, known map[int64]Judgement, now time.Time) (offers []Offer, next time.Time) {
	for _, a := range of.Answers {
		r, isKnown := f.rulingOn(a, of, known)
		if !isKnown {
			continue
		}
		r.now = now
		told := of.toldOf(a)
		state, hint, due := r.wanted(a, told)
		if !due.IsZero() && (next.IsZero() || due.Before(next)) {
			next = due
		}
		if state != told.State || hint != told.Hint {
			offers = append(offers, Offer{RecordID: a.RecordID, AtMost: r.feedback.AtMost, Telling: Telling{
				Question: a.Question, PartID: a.PartID, Part: a.Part, Sending: a.Sending, State: state, Hint: hint, Label: labelOf(hint, r.judgement),
			}})
		}
	}
	for _, told := range of.Tellings {
		if state := told.State.takenBack(); state != told.State && !of.has(told) {
			told.State, told.Hint, told.Label = state, Hint{}, ""
			offers = append(offers, Offer{Telling: told})
		}
	}
	return offers, next
}

// rulingOn returns what the rules say of an answer; false if nothing can be told of it now.
func (s SessionFeedback) rulingOn(a OwnAnswer, of AnswersOf, known map[int64]Judgement) (r ruling, isKnown bool) {
	r.student = of.Questions[a.Question]
	r.feedback, r.isReleased = s.Of(a.Question)
	if r.student.FirstAt.Before(s.CreatedAt) { // the sender's clock is not to be trusted
		r.student.FirstAt = a.ReceivedAt
	}
	r.judgement, isKnown = known[a.RecordID]
	r.hint = s.Hints[LabelOf{a.Question, r.judgement.Label}]
	return r, a.Sending != "" && (isKnown || !a.IsShown || !r.feedback.TellsVerdicts())
}

// toldOf returns what was told of an answer itself.
func (of AnswersOf) toldOf(a OwnAnswer) Telling {
	for _, t := range of.Tellings {
		if t.isAt(a) && t.Sending == a.Sending {
			return t
		}
	}
	return Telling{}
}

// has reports whether there is an answer where something was told.
func (of AnswersOf) has(t Telling) bool { return slices.ContainsFunc(of.Answers, t.isAt) }

// isAt reports whether a telling is of the question and part of an answer.
func (t Telling) isAt(a OwnAnswer) bool { return t.Question == a.Question && t.PartID == a.PartID }

func labelOf(hint Hint, j Judgement) string {
	if hint == (Hint{}) {
		return ""
	}
	return j.Label
}

// wanted returns what the notebook is to have been told of an answer, given what it was told of it, and
// when time alone brings more.
func (r ruling) wanted(a OwnAnswer, told Telling) (state TellingState, hint Hint, next time.Time) {
	verdict := stateOf(r.judgement.Verdict)
	switch {
	case r.feedback.Kind == FeedbackNothing:
		return told.State.takenBack(), Hint{}, next
	case !r.feedback.TellsVerdicts():
		return told.received(), Hint{}, next
	case !a.IsShown && told.State != ToldNothing: // a later answer of the student stands for it
		return told.State, told.Hint, next
	case !a.IsShown || verdict == ToldNothing:
		return told.received(), Hint{}, next
	case told.IsJudged && r.feedback.Holds(r.isReleased):
		return told.held(verdict)
	case !told.IsJudged:
		if may, due := r.mayTell(); !may {
			return told.received(), Hint{}, due
		}
	}
	if r.feedback.Kind == FeedbackHint {
		hint = r.hint
	}
	return verdict, hint, next
}

// held returns what stands of a telling while verdicts are held back: the same verdict. The other one waits.
func (t Telling) held(verdict TellingState) (state TellingState, hint Hint, next time.Time) {
	if t.State != verdict {
		return t.State.takenBack(), Hint{}, next
	}
	return t.State, t.Hint, next
}

// mayTell reports whether the rules let a student hear of a first verdict on an answer, and if only the
// time keeps them from that, when they will.
func (r ruling) mayTell() (may bool, due time.Time) {
	f := r.feedback
	if f.Holds(r.isReleased) || r.student.Attempts < f.AfterAttempts || f.AtMost > 0 && r.student.Verdicts >= f.AtMost {
		return false, due
	}
	due = r.student.FirstAt.Add(time.Duration(f.AfterMinutes) * time.Minute)
	if f.AfterMinutes > 0 && r.now.Before(due) {
		return false, due
	}
	return true, time.Time{}
}

// stateOf returns the state that tells of a verdict.
func stateOf(v Verdict) TellingState {
	switch v {
	case Right:
		return ToldRight
	case Wrong:
		return ToldWrong
	case NotJudged:
	}
	return ToldNothing
}

// takenBack returns the state of a telling that is to be taken back.
func (s TellingState) takenBack() TellingState {
	if s == ToldReceived || s.isVerdict() {
		return ToldWithdrawn
	}
	return s
}

// received returns the state of an answer of which no verdict is to be told. A verdict that was told is
// taken back for good.
func (t Telling) received() TellingState {
	switch {
	case t.State.isVerdict():
		return ToldWithdrawn
	case t.IsJudged:
		return t.State
	}
	return ToldReceived
}
