package assess

import (
	"context"
	"log/slog"
	"maps"
	"time"

	"npt/backend/classroom"
)

// lingerTime is how long a list waits for questions that are graded beside: long enough for one that
// changed a little, and too short to be noticed. A list that did not wait to the end is told by
// QuestionsGraded. tellEvery is how often at most it is told while there is more to grade.
const (
	lingerTime = 25 * time.Millisecond
	tellEvery  = 500 * time.Millisecond
)

// GradedRecords returns what is known of records, by id: verdicts, labels and groups, of one part only if
// partID is not 0. It leaves out what is not known yet, and then publishes QuestionsGraded once it is.
func (a *Assessor) GradedRecords(ctx context.Context, partID int64, records []classroom.Record) map[int64]*GradedRecord {
	known := make(map[int64]*GradedRecord, len(records))
	sessions := map[int64]wantedOfPart{}
	for _, r := range records {
		if sessions[r.SessionID].questions == nil {
			sessions[r.SessionID] = wantedOfPart{questions: map[string]bool{}}
		}
		sessions[r.SessionID].questions[r.Question] = true
	}
	for session, wanted := range sessions {
		x := a.indexes.of(session)
		a.waitShortly(ctx, x, partID, wanted)
		x.mu.Lock()
		for _, r := range records {
			if graded := x.find(partID, r); r.SessionID == session && graded != nil {
				known[r.ID] = graded
			}
		}
		x.mu.Unlock()
	}
	return known
}

// JudgedRecords returns which records of a session have a verdict or a label, of one part only if partID
// is not 0. It waits until all are known.
func (a *Assessor) JudgedRecords(ctx context.Context, sessionID, partID int64) (classroom.Judged, error) {
	x := a.indexes.of(sessionID)
	if _, err := a.bring(ctx, x, partID, wantedOfPart{isJudged: true}); err != nil {
		return classroom.Judged{}, err
	}
	judged, _ := x.judgedIn(partID)
	return judged, nil
}

// JudgedRecordsNow does what JudgedRecords does, but waits shortly only. It reports whether they are
// known, and if they are not, publishes QuestionsGraded once they are.
func (a *Assessor) JudgedRecordsNow(ctx context.Context, sessionID, partID int64) (classroom.Judged, bool) {
	x := a.indexes.of(sessionID)
	a.waitShortly(ctx, x, partID, wantedOfPart{isJudged: true})
	return x.judgedIn(partID)
}

func (x *index) judgedIn(part int64) (classroom.Judged, bool) {
	x.mu.Lock()
	defer x.mu.Unlock()
	if judged := x.judged[part]; judged != nil {
		return judged.records, true
	}
	return classroom.Judged{}, false
}

// AlikeRecords returns the records of questions with those alike together: question by question, in each
// the largest group first, of a group the newest first. It waits until the groups are known.
func (a *Assessor) AlikeRecords(ctx context.Context, sessionID, partID int64, questions []string) ([]int64, error) {
	x := a.indexes.of(sessionID)
	wanted := wantedOfPart{questions: map[string]bool{}}
	for _, question := range questions {
		wanted.questions[question] = true
	}
	if _, err := a.bring(ctx, x, partID, wanted); err != nil {
		return nil, err
	}
	x.mu.Lock()
	defer x.mu.Unlock()
	return x.alikeIn(partID, wanted.questions), nil
}

// waitShortly brings an index up to date and waits for it, but not for long.
func (a *Assessor) waitShortly(ctx context.Context, x *index, part int64, wanted wantedOfPart) {
	short, end := context.WithTimeout(ctx, lingerTime)
	defer end()
	r, err := a.bring(short, x, part, wanted)
	if err == nil || r == nil {
		return
	}
	x.mu.Lock()
	defer x.mu.Unlock()
	select {
	case <-r.done: // after all
	default:
		x.isOwed = true
	}
}

// bring brings an index up to date for what is wanted and waits for that. It returns the round that does
// so; nil if the index was up to date.
func (a *Assessor) bring(ctx context.Context, x *index, part int64, wanted wantedOfPart) (*round, error) {
	at := a.store.Changes()
	x.mu.Lock()
	if x.has(part, at, wanted) {
		x.mu.Unlock()
		return nil, nil
	}
	r := x.ask(part, wanted)
	if !x.isWorking && a.working.Err() == nil {
		x.isWorking = true
		a.workers.Go(func() { a.work(x) })
	}
	x.mu.Unlock()
	select {
	case <-r.done:
		return r, r.err
	case <-ctx.Done():
		return r, ctx.Err()
	case <-a.working.Done():
		return r, a.working.Err()
	}
}

// Close ends what grades questions beside, and waits for it. Call it before the store is closed.
func (a *Assessor) Close() {
	a.endWork()
	a.workers.Wait()
}

// work carries out the rounds of an index until nothing is asked for.
func (a *Assessor) work(x *index) {
	for {
		x.mu.Lock()
		r := x.next
		x.next = nil
		if x.isWorking = r != nil; !x.isWorking {
			x.mu.Unlock()
			return
		}
		x.mu.Unlock()
		r.err = a.carryOut(a.working, x, r)
		x.mu.Lock()
		close(r.done)
		isOwed := x.isOwed
		x.isOwed = isOwed && x.next != nil // what is asked for next is owed still
		x.mu.Unlock()
		switch {
		case r.err == nil && isOwed: // else a list that is told would ask again, and fail again
			a.events.Publish(classroom.Event{Kind: classroom.QuestionsGraded, SessionID: x.session})
		case r.err != nil && a.working.Err() == nil && classroom.AsError(r.err).Code != classroom.CodeNotFound:
			slog.Warn("assess: the answers of a list could not be judged", "session", x.session, "cause", r.err)
		}
	}
}

// carryOut grades what a round wants.
func (a *Assessor) carryOut(ctx context.Context, x *index, r *round) error {
	at, asOf := a.store.Changes(), a.now() // before the facts, so that what is written meanwhile makes them old
	facts, err := a.factsFor(ctx, x, r)
	if err != nil {
		return err
	}
	g := grading{a, x, at, facts, ownersOf(facts), time.Now()}
	for part, wanted := range r.wanted {
		judged := map[string]bool{}
		if wanted.isJudged {
			judged = toJudge(facts)
		}
		for question := range judged {
			wanted.questions[question] = true
		}
		if err := g.part(ctx, part, wanted.questions); err != nil {
			return err
		}
		if wanted.isJudged {
			x.mu.Lock()
			x.judged[part] = &judgedAt{at, x.judgedOf(part, judged, asOf)}
			x.mu.Unlock()
		}
	}
	return nil
}

// factsFor returns the facts that a round needs.
func (a *Assessor) factsFor(ctx context.Context, x *index, r *round) (classroom.Facts, error) {
	questions := map[string]bool{}
	for _, wanted := range r.wanted {
		if wanted.isJudged {
			return a.store.Facts(ctx, x.session)
		}
		maps.Copy(questions, wanted.questions)
	}
	return a.store.FactsOf(ctx, x.session, questions)
}

// grading is one round's work on an index.
type grading struct {
	*Assessor
	index  *index
	at     int64
	facts  classroom.Facts // with the cells of all parts
	owners map[int64]bool
	told   time.Time
}

// part grades questions of a part, or for 0 of all parts together, and then of their own parts the
// records that stand behind another of their student.
func (g *grading) part(ctx context.Context, part int64, wanted map[string]bool) error {
	facts := g.facts
	facts.Cells = nil
	for _, c := range g.facts.Cells {
		if wanted[c.Question] && (part == 0 || c.PartID == part) {
			facts.Cells = append(facts.Cells, c)
		}
	}
	all := facts.Cells
	facts.Cells = joinParts(all)
	for label, q := range questionsToAssess(facts, wanted) {
		if err := g.question(ctx, gradedKey{facts.Session.ID, part, label}, q); err != nil {
			return err
		}
	}
	for own, questions := range behind(all, facts.Cells) {
		if err := g.part(ctx, own, questions); err != nil {
			return err
		}
	}
	return nil
}

// behind returns by part the questions of the cells that are not shown, as another of their student stands
// for them.
func behind(all, shown []classroom.Cell) map[int64]map[string]bool {
	if len(all) == len(shown) {
		return nil
	}
	isShown := make(map[int64]bool, len(shown))
	for _, c := range shown {
		isShown[c.RecordID] = true
	}
	questions := map[int64]map[string]bool{}
	for _, c := range all {
		if isShown[c.RecordID] {
			continue
		}
		if questions[c.PartID] == nil {
			questions[c.PartID] = map[string]bool{}
		}
		questions[c.PartID][c.Question] = true
	}
	return questions
}

// question brings one question of the index up to date.
func (g *grading) question(ctx context.Context, key gradedKey, q *gradedQuestion) error {
	q.own = q.ownRecord(g.owners)
	stamp, isSure := q.stamp()
	g.index.mu.Lock()
	known := g.index.questions[key]
	if isSure && known != nil && known.stamp == stamp {
		known.at = g.at
		g.index.mu.Unlock()
		return nil
	}
	g.index.mu.Unlock()
	q, err := g.gradedOf(ctx, key, q)
	if err != nil {
		return err
	}
	made := indexedOf(q)
	made.at, made.stamp = g.at, stamp
	g.index.mu.Lock()
	g.index.questions[key] = made
	isLate := g.index.isOwed && time.Since(g.told) > tellEvery
	g.index.mu.Unlock()
	if isLate {
		g.told = time.Now()
		g.events.Publish(classroom.Event{Kind: classroom.QuestionsGraded, SessionID: g.index.session})
	}
	return nil
}
