package api

import (
	"context"

	"npt/backend/assess"
	"npt/backend/budget"
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
		if len(g.Members) < fewest || len(p.Groups) == budget.ProjectedGroups {
			p.Others += len(g.Members)
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
	Groups    []ProjectionGroup `json:"groups"` // the largest first; at most some ten walls
	Others    int               `json:"others"` // how many answers were given by fewer than three students or name a student
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
