package api

import (
	"context"
	"time"

	"npt/backend/assess"
	"npt/backend/budget"
	"npt/backend/classroom"
	"npt/backend/payload"
)

// fewest is how many students must have given an answer before it is projected; with fewer, the room
// would know who they are.
const fewest = 3

// Projection returns the part of a question that the class may see.
func (api *API) Projection(q ProjectionQuery) (Projection, error) {
	e, ctx := api.engine, api.ctx
	question := q.Question
	if question == "" {
		var err error
		if question, err = e.Assessor.LastQuestion(ctx, q.SessionID, q.PartID); err != nil {
			return Projection{}, err
		}
	}
	b, err := e.Assessor.Question(ctx, q.SessionID, q.PartID, question)
	if err != nil {
		return Projection{}, err
	}
	p := Projection{
		Session: b.Session.Name, Owner: b.Session.Owner, Question: question, Title: b.Title, Previous: b.Previous, Next: b.Next,
		Sent: b.Sent, Seen: len(b.Seen), Groups: []ProjectionGroup{}, Addresses: e.Addresses(), HostName: e.HostName(),
	}
	names := namesOf(b.Seen)
	for _, g := range b.Groups {
		if len(g.Members) < fewest || !api.areSeveral(q.SessionID, g) || len(p.Groups) == budget.ProjectedGroups {
			p.Others += len(g.Members)
			continue
		}
		if e.IsHiddenFromWall(q.SessionID, question, g.Key) {
			p.Hidden++
			continue
		}
		shown, isAnonymous, err := api.projected(ctx, g, names)
		if err != nil {
			return Projection{}, err
		}
		if !isAnonymous {
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

// areSeveral reports whether a group's answers come from as many computers as students are needed, so
// that nobody puts a text on the wall by inventing students.
func (api *API) areSeveral(session int64, g assess.GroupState) bool {
	students := make([]classroom.Student, len(g.Members))
	for i, m := range g.Members {
		students[i] = m.Student
	}
	return api.engine.Recorder.Addresses.Several(session, students, fewest, time.Now())
}

// HideFromWall hides the group of answers with a key from the projector, or shows it again; an empty
// key shows all of the question.
func (api *API) HideFromWall(sessionID int64, question, key string, hidden bool) error {
	api.engine.HideFromWall(sessionID, question, key, hidden)
	return nil
}

// projected returns one of a group's answers without its student; false if the answer names a student.
func (api *API) projected(ctx context.Context, g assess.GroupState, names names) (ProjectionGroup, bool, error) {
	record, sent, err := api.engine.Store.Answer(ctx, g.RecordID)
	if err != nil {
		return ProjectionGroup{}, false, err
	}
	var answer Answer
	isAnonymous := false
	if err := budget.InTurn(ctx, func() { answer, isAnonymous = anonymize(record, forTheWall(sent), names) }); err != nil {
		return ProjectionGroup{}, false, ctx.Err()
	}
	return ProjectionGroup{Key: g.Key, Count: len(g.Members), Uncertain: !g.Certain, Answer: answer}, isAnonymous, nil
}

// forTheWall returns a payload as it is projected: a large picture small, because up to
// budget.ProjectedGroups of them are sent at once.
func forTheWall(p payload.Payload) payload.Payload {
	if payload.KindOf(p.Type).HasText() || len(p.Data) <= budget.ProjectedImage {
		return p
	}
	if small, _ := payload.Thumbnail(p); small != nil {
		p.Data = small.Data
	}
	return p
}

// ProjectionQuery says what to project.
type ProjectionQuery struct {
	SessionID int64  `json:"sessionId"`
	PartID    int64  `json:"partId"`
	Question  string `json:"question"` // empty for the one that was sent last
	Verdicts  bool   `json:"verdicts"` // also tell which groups are right
}

// Projection is what the class may see: no names, no ids, and no answer that fewer than three students
// gave.
type Projection struct {
	Session   string            `json:"session"`
	Owner     string            `json:"owner"`
	Question  string            `json:"question"` // empty if nothing was sent and no question is known
	Title     string            `json:"title"`
	Previous  string            `json:"previous"`
	Next      string            `json:"next"`
	Sent      int               `json:"sent"`
	Seen      int               `json:"seen"`
	Groups    []ProjectionGroup `json:"groups"` // the largest first; four walls at most
	Others    int               `json:"others"` // how many answers were given by fewer than three students or name a student
	Hidden    int               `json:"hidden"` // how many groups the teacher hid
	Addresses []string          `json:"addresses"`
	HostName  string            `json:"hostName"`
}

// ProjectionGroup is an answer that at least three students gave.
type ProjectionGroup struct {
	Key       string `json:"key"`
	Count     int    `json:"count"`
	Uncertain bool   `json:"uncertain"` // they are alike in what came of them, which is only a part
	Verdict   string `json:"verdict"`   // only with verdicts: right, wrong, mixed or empty
	Answer    Answer `json:"answer"`    // one of them, without its student
}
