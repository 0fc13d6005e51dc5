package assess

import (
	"cmp"
	"context"
	"encoding/binary"
	"fmt"
	"hash/maphash"
	"slices"
	"sync"
	"time"

	"npt/backend/classroom"
	"npt/backend/compare"
)

// GradedRecord is what is known of a record's answer once its question is graded.
type GradedRecord struct {
	Verdict classroom.Verdict
	Doubt   compare.Doubt
	Group   *RecordGroup
}

// RecordGroup is the group of a record's answer.
type RecordGroup struct {
	Key     string
	Label   string
	Marked  classroom.Verdict // the mark of the teacher
	Count   int               // how many answers it has
	Certain bool              // its answers are alike as a whole, and not only in what came of them
	Check   classroom.Check   // the rule that judges its answers where they are not marked
}

// index holds what is known of a session's records, question by question, for the lists that show some of
// them: a page of a list looks its records up, and a filter by verdict gets them all. One goroutine of the
// session at a time brings it up to date, and only the questions that somebody asked for.
type index struct {
	session int64

	mu        sync.Mutex
	questions map[gradedKey]*indexed
	judged    map[int64]*judgedAt // by part
	next      *round              // what is asked for; nil if nothing is
	isWorking bool
	isOwed    bool // somebody did not wait and is to be told
}

// indexed is a graded question in an index.
type indexed struct {
	at      int64  // the store's Changes as of which it is right
	stamp   uint64 // of what it was made from
	records []indexedRecord
}

// indexedRecord is one sending of a record.
type indexedRecord struct {
	id, receivedAt int64
	graded         *GradedRecord // shared by records of which the same is known
}

// judgedAt has all records with a verdict or a label.
type judgedAt struct {
	at      int64
	records classroom.Judged
}

// round is one pass of the goroutine of an index.
type round struct {
	wanted map[int64]*wantedOfPart
	done   chan struct{}
	err    error // set before done is closed
}

// wantedOfPart is which questions of a part somebody asked for; of all parts together for part 0.
type wantedOfPart struct {
	questions map[string]bool
	isJudged  bool // with all questions that have verdicts or labels
}

// indexes are the indexes of the sessions that were looked at last.
type indexes struct {
	mu   sync.Mutex
	last []*index // the last used one at the end
}

// maxIndexes is how many sessions have an index: a large one takes some MB.
const maxIndexes = 3

func (all *indexes) of(session int64) *index {
	all.mu.Lock()
	defer all.mu.Unlock()
	i := slices.IndexFunc(all.last, func(x *index) bool { return x.session == session })
	if i < 0 {
		if len(all.last) == maxIndexes {
			all.last = all.last[1:]
		}
		x := &index{session: session, questions: map[gradedKey]*indexed{}, judged: map[int64]*judgedAt{}}
		all.last = append(all.last, x)
		return x
	}
	x := all.last[i]
	all.last = append(slices.Delete(all.last, i, i+1), x)
	return x
}

// has reports whether the index is right as of a number of changes for what is wanted.
func (x *index) has(part, at int64, wanted wantedOfPart) bool {
	for question := range wanted.questions {
		if q := x.questions[gradedKey{x.session, part, question}]; q == nil || q.at < at {
			return false
		}
	}
	judged := x.judged[part]
	return !wanted.isJudged || judged != nil && judged.at >= at
}

// ask adds what is wanted to the next round.
func (x *index) ask(part int64, wanted wantedOfPart) *round {
	if x.next == nil {
		x.next = &round{wanted: map[int64]*wantedOfPart{}, done: make(chan struct{})}
	}
	all := x.next.wanted[part]
	if all == nil {
		all = &wantedOfPart{questions: map[string]bool{}}
		x.next.wanted[part] = all
	}
	for question := range wanted.questions {
		all.questions[question] = true
	}
	all.isJudged = all.isJudged || wanted.isJudged
	return x.next
}

// find returns what is known of one sending of a record, in a part or, for 0, over all of them; nil if
// it is not known. A record that stands behind another of its student in all parts together is known as
// that of its own part.
func (x *index) find(part int64, r classroom.Record) *GradedRecord {
	for _, of := range []int64{part, r.PartID} {
		q := x.questions[gradedKey{x.session, of, r.Question}]
		if q == nil {
			return nil
		}
		if i, found := q.place(r.ID); found {
			if q.records[i].receivedAt != r.ReceivedAt.UnixMicro() {
				return nil
			}
			return q.records[i].graded
		}
	}
	return nil
}

func (q *indexed) place(record int64) (int, bool) {
	return slices.BinarySearchFunc(q.records, record, func(r indexedRecord, id int64) int { return cmp.Compare(r.id, id) })
}

// indexedOf returns what lists need of a graded question.
func indexedOf(q *gradedQuestion) *indexed {
	groups := make([]*RecordGroup, len(q.groups))
	for i, g := range q.groups {
		groups[i] = &RecordGroup{
			Key: g.Key, Label: q.label(g.AnswerGroup), Marked: q.mark(g.AnswerGroup), Count: len(g.Members), Certain: g.certain, Check: q.rule.Check,
		}
	}
	shared := map[GradedRecord]*GradedRecord{}
	made := &indexed{records: make([]indexedRecord, len(q.cells))}
	for i, c := range q.cells {
		known := GradedRecord{q.judgements[i].verdict, q.judgements[i].doubt, groups[q.group[i]]}
		if shared[known] == nil {
			shared[known] = &known
		}
		made.records[i] = indexedRecord{c.RecordID, c.ReceivedAt.UnixMicro(), shared[known]}
	}
	slices.SortFunc(made.records, func(a, b indexedRecord) int { return cmp.Compare(a.id, b.id) })
	return made
}

var stampSeed = maphash.MakeSeed()

// stamp returns a hash of all that the grades of a question follow from; false if nothing says whether
// they changed.
func (q *gradedQuestion) stamp() (uint64, bool) {
	if c := q.rule.Check; c.Kind == classroom.CheckRecord && c.RecordID != 0 && !q.has(c.RecordID) {
		return 0, false
	}
	var h maphash.Hash
	h.SetSeed(stampSeed)
	fmt.Fprintf(&h, "%q %v %d", fmt.Sprint(q.rule.Check), q.rule.Equivalence, q.own.RecordID)
	for _, p := range q.pins {
		fmt.Fprintf(&h, " %d %q %s", p.ID, p.Label, p.Verdict)
	}
	var cell [32]byte
	for _, c := range q.cells {
		for i, n := range []int64{c.RecordID, c.StudentID, c.SentAt.UnixMicro(), c.ReceivedAt.UnixMicro()} {
			binary.LittleEndian.PutUint64(cell[8*i:], uint64(n))
		}
		h.Write(cell[:])
	}
	return h.Sum64(), true
}

// each calls fn with the records of questions in a part, or for 0 in all parts, each once.
func (x *index) each(part int64, questions map[string]bool, fn func(question string, r indexedRecord)) {
	for key, of := range x.questions {
		whole := x.questions[gradedKey{x.session, part, key.question}]
		if !questions[key.question] || whole == nil || key.part != part && part != 0 {
			continue
		}
		for _, r := range of.records {
			if of != whole { // what stands behind another record of its student
				if _, isThere := whole.place(r.id); isThere {
					continue
				}
			}
			fn(key.question, r)
		}
	}
}

// alikeIn returns the records of questions in the order of AlikeRecords.
func (x *index) alikeIn(part int64, questions map[string]bool) []int64 {
	type place struct {
		question, group string
		indexedRecord
	}
	var all []place
	counts := map[[2]string]int{}
	x.each(part, questions, func(question string, r indexedRecord) {
		all = append(all, place{question, r.graded.Group.Key, r})
		counts[[2]string{question, r.graded.Group.Key}]++
	})
	slices.SortFunc(all, func(a, b place) int {
		switch {
		case classroom.LessQuestion(a.question, b.question):
			return -1
		case classroom.LessQuestion(b.question, a.question):
			return 1
		}
		return cmp.Or(
			cmp.Compare(counts[[2]string{b.question, b.group}], counts[[2]string{a.question, a.group}]),
			cmp.Compare(a.group, b.group), cmp.Compare(b.receivedAt, a.receivedAt), cmp.Compare(b.id, a.id),
		)
	})
	ids := make([]int64, len(all))
	for i, r := range all {
		ids[i] = r.id
	}
	return ids
}

// judgedOf returns the records of questions that have a verdict or a label, from an index that has the
// questions.
func (x *index) judgedOf(part int64, questions map[string]bool, asOf time.Time) classroom.Judged {
	judged := classroom.Judged{Labelled: map[string][]int64{}, AsOf: asOf}
	x.each(part, questions, func(_ string, r indexedRecord) {
		switch r.graded.Verdict {
		case classroom.Right:
			judged.Right = append(judged.Right, r.id)
		case classroom.Wrong:
			judged.Wrong = append(judged.Wrong, r.id)
		case classroom.NotJudged:
		}
		if label := r.graded.Group.Label; label != "" {
			judged.Labelled[label] = append(judged.Labelled[label], r.id)
		}
	})
	slices.Sort(judged.Right)
	slices.Sort(judged.Wrong)
	for _, ids := range judged.Labelled {
		slices.Sort(ids)
	}
	return judged
}

// gradedOf returns a question graded: as it was graded before, if that still holds.
func (a *Assessor) gradedOf(ctx context.Context, key gradedKey, q *gradedQuestion) (*gradedQuestion, error) {
	if before, known := a.graded.Get(key); known && before.holdsFor(q) {
		return before, nil
	}
	if err := a.grade(ctx, q); err != nil {
		return nil, err
	}
	a.graded.Put(key, q, q.weight())
	return q, nil
}
