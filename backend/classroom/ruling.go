package classroom

import "time"

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
	gone := map[Telling]bool{}
	for _, told := range of.Tellings {
		gone[told] = true
	}
	for _, a := range of.Answers {
		var told Telling
		for _, t := range of.Tellings {
			if t.Question == a.Question && t.PartID == a.PartID {
				delete(gone, t)
				if t.Sending == a.Sending {
					told = t
				}
			}
		}
		r := ruling{student: of.Questions[a.Question], now: now}
		r.feedback, r.isReleased = f.Of(a.Question)
		isKnown := false
		if r.judgement, isKnown = known[a.RecordID]; a.Sending == "" || r.feedback.TellsVerdicts() && a.IsShown && !isKnown {
			continue
		}
		if r.student.FirstAt.Before(f.CreatedAt) { // the sender's clock is not to be trusted
			r.student.FirstAt = a.ReceivedAt
		}
		r.hint = f.Hints[LabelOf{a.Question, r.judgement.Label}]
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
	for told := range gone {
		if state := told.State.takenBack(); state != told.State {
			told.State, told.Hint, told.Label = state, Hint{}, ""
			offers = append(offers, Offer{Telling: told})
		}
	}
	return offers, next
}

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
	case r.feedback.Kind == FeedbackReceived:
		return told.received(), Hint{}, next
	case !a.IsShown && told.State != ToldNothing: // a later answer of the student stands for it
		return told.State, told.Hint, next
	case !a.IsShown || verdict == ToldNothing:
		return told.received(), Hint{}, next
	case told.IsJudged && r.feedback.Holds(r.isReleased) && told.State != verdict: // the other verdict waits
		return told.State.takenBack(), Hint{}, next
	case told.IsJudged && r.feedback.Holds(r.isReleased):
		return told.State, told.Hint, next
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
