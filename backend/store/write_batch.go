package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"

	"npt/backend/classroom"
	"npt/backend/payload"
)

// largeRow is the size of a payload, in bytes, from which a row gets its own statement: copying it
// costs far more than compiling the statement.
const largeRow = 4 << 10

// Save commits a new record and returns once it is on disk. A second record of the same
// sender for the same question of a part replaces the first and adds its attempts, unless it was
// sent before: then it only counts. A record whose RecordID this sender has delivered before, alone
// or in one that replaces it, changes nothing.
//
// The error is an *Error: CodeNoSuchOwner, CodeNoSuchSession, CodeNoSuchPart, CodeTooManySenders,
// CodeTooManyQuestions, CodeTooManyAnswers, CodeRateLimited for a new sender, or CodeUnavailable if the disk cannot take the record or ctx ended before its turn came. After an error
// nothing of the record is stored.
func (s *Store) Save(ctx context.Context, e classroom.NewRecord) (classroom.Outcome, error) {
	t, err := newRecordTask(e)
	if err != nil {
		return classroom.Outcome{}, err
	}
	if err := s.writer.queue.do(ctx, t); err != nil {
		return classroom.Outcome{}, err
	}
	return t.outcome, nil
}

// newRecordTask returns the task for a record; it does the work that need not wait for the record's
// turn.
func newRecordTask(e classroom.NewRecord) (*task, error) {
	preview, err := encodePreview(e.Preview)
	if err != nil {
		return nil, fmt.Errorf("store: preview: %w", err)
	}
	if e.Payload.Data == nil {
		e.Payload.Data = []byte{} // nil would be NULL, which says that there is no payload
	}
	return &task{
		record: e, preview: preview, done: make(chan struct{}),
	}, nil
}

// writeBatch writes a batch of new records through c, in their order. A refused record gets its own
// err; a returned error concerns all of them.
func writeBatch(ctx context.Context, c *sql.Conn, known *idCache, tasks []*task) error {
	b := newBatch(ctx, c, known)
	steps := []func() error{
		func() error { return b.resolve(tasks) },
		b.writeNewSenders,
		b.readRecords,
		b.join,
		b.writeRecords,
		b.writePayloads,
		b.writeTexts,
		b.writeTallies,
		b.writeSenders,
		b.recomputeMerged,
		b.nameShown,
	}
	for _, step := range steps {
		if err := step(); err != nil {
			return err
		}
	}
	return nil
}

// batch is the state of one transaction over new records.
type batch struct {
	ctx context.Context
	c   *sql.Conn
	ids *idCache

	items    []*item
	fresh    []*sender                 // not in the file yet
	touched  map[*sender]bool          // senders whose rows change
	rows     map[recordKey]*pendingRow // that the items belong to
	answered map[answerKey]bool        // whether a sender has a record for a question, in any part
	changed  []*pendingRow             // in the order of their first item
	tallies  map[tallyKey]*tally       // what to add
	merged   map[int64]*mergedStudents // by session: the merged students who sent something
}

// item is an accepted new record with the ids that its names stand for.
type item struct {
	*task
	part   int64
	sender *sender
	row    *pendingRow
}

func (it *item) answerKey() answerKey { return answerKey{it.sender.id, it.record.Question} }

type answerKey struct {
	sender   int64
	question string
}

type recordKey struct {
	answerKey
	part int64
}

// pendingRow is the row that the file will have. Its counts are complete; the other fields come from
// kept, or stay unchanged if kept is nil.
type pendingRow struct {
	id           int64
	key          recordKey
	attempts     int
	replaced     int // of the attempts: only their number came
	firstSentAt  int64
	sentAt       int64 // of the answer that is kept, as the next
	receivedAt   int64
	sending      string // its record_id
	clock        classroom.Reading
	dedupe       dedupe
	fingerprints payload.Fingerprints
	receipts     receipts
	isNew        bool // the file did not have it before this batch
	changed      bool
	kept         *item
	merged       bool // of a merged student
}

type tallyKey struct {
	part     int64
	question string
}

type tally struct{ records, students, attempts int }

func newBatch(ctx context.Context, c *sql.Conn, known *idCache) *batch {
	return &batch{
		ctx: ctx, c: c, ids: known,
		touched: map[*sender]bool{}, rows: map[recordKey]*pendingRow{}, answered: map[answerKey]bool{}, tallies: map[tallyKey]*tally{}, merged: map[int64]*mergedStudents{},
	}
}

// resolve finds the ids behind the names of each new record, and refuses a record that names
// something that does not exist.
func (b *batch) resolve(tasks []*task) error {
	for _, t := range tasks {
		t.outcome, t.err = classroom.Outcome{}, nil // an earlier attempt may have set them
		it, err := b.resolveOne(t)
		var refusal *classroom.Error
		switch {
		case errors.As(err, &refusal):
			t.err = refusal
		case err != nil:
			return err
		case t.attends:
			it.sender.shown = max(it.sender.shown, t.shown)
			b.touched[it.sender] = true
		default:
			b.items = append(b.items, it)
		}
	}
	return nil
}

func (b *batch) resolveOne(t *task) (*item, error) {
	e := &t.record
	session, err := b.ids.session(b.ctx, b.c, sessionName{e.Owner, e.Session})
	if err != nil {
		return nil, err
	}
	part, ok := classroom.MeantName(e.Part, session.parts)
	if !ok && !t.attends {
		return nil, classroom.Errorf(classroom.CodeNoSuchPart, "No such part")
	}
	if !t.attends {
		session.arrive(e)
	}
	from, err := b.ids.sender(session, t)
	if err != nil {
		return nil, err
	}
	if !from.stored {
		from.stored = true
		b.fresh = append(b.fresh, from)
	}
	t.outcome.SessionID = session.id
	return &item{task: t, part: part, sender: from}, nil
}
