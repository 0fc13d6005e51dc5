package ingest

import (
	"net/url"
	"strconv"
	"time"

	"npt/backend/classroom"
)

// toldAnswers are what came of a notebook's answers, as part of a delivery. It holds nothing of what is expected
// and nothing of other students.
type toldAnswers struct {
	Cursor   string     `json:"told"` // to be sent with the next request
	Feedback []toldItem `json:"feedback"`
}

// toldItem is what came of one answer.
type toldItem struct {
	Record   string    `json:"record"` // the record_id of the answer
	Part     string    `json:"part"`   // empty for the default part
	Question string    `json:"question"`
	Title    string    `json:"title"`
	State    string    `json:"state"` // received, right, wrong or withdrawn
	At       string    `json:"at"`
	Hint     *toldHint `json:"hint,omitempty"`
	New      bool      `json:"new"`
}

type toldHint struct {
	Text string `json:"text"`
	Code string `json:"code"`
}

// hearsOf notes in l whether the notebook can show what came of its answers, and up to which it has them.
func hearsOf(q url.Values, l *classroom.Listening) {
	l.Hears = q.Has("told")
	if told := numberOf(q.Get("told")); told > 0 {
		l.ToldAt = time.UnixMicro(told)
	}
}

// feedbackOf returns tellings as notebooks read them; nil if there are none, so that an answer without any
// has nothing of it.
func feedbackOf(items []classroom.ToldItem) *toldAnswers {
	if len(items) == 0 {
		return nil
	}
	answer := &toldAnswers{Cursor: strconv.FormatInt(items[len(items)-1].At.UnixMicro(), 10)}
	for _, it := range items {
		item := toldItem{
			Record: it.Sending, Question: it.Question, Title: it.Title, State: string(it.State), At: it.When.Local().Format(time.RFC3339), New: it.IsNew,
		}
		if it.Part != classroom.DefaultPart {
			item.Part = it.Part
		}
		if it.Hint != (classroom.Hint{}) {
			item.Hint = &toldHint{it.Hint.Text, it.Hint.Code}
		}
		answer.Feedback = append(answer.Feedback, item)
	}
	return answer
}
