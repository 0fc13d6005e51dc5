package store

import (
	"context"
	"database/sql"
	"slices"
	"strings"
)

// maxBulkRows is how many rows one statement has. The driver compiles a statement at every execution,
// so it is good if many rows share one. But it searches through all values to bind each one, so beyond
// this number the rows would cost more.
const maxBulkRows = 32

// bulk is a statement over many rows of values at once: head, then rows of
// width question marks, then tail.
type bulk struct {
	head  string
	width int
	tail  string
}

// query returns the statement for n rows.
func (b bulk) query(n int) string {
	row := "(?" + strings.Repeat(",?", b.width-1) + ")"
	return b.head + row + strings.Repeat(","+row, n-1) + b.tail
}

// each calls fn with the statement and the values of some rows until args is used up. A row has width
// values.
func (b bulk) each(args []any, fn func(query string, args []any) error) error {
	for run := range slices.Chunk(args, maxBulkRows*b.width) {
		if err := fn(b.query(len(run)/b.width), run); err != nil {
			return err
		}
	}
	return nil
}

// exec runs the statement over all rows of args.
func (b bulk) exec(ctx context.Context, c *sql.Conn, args []any) error {
	return b.each(args, func(query string, args []any) error {
		_, err := c.ExecContext(ctx, query, args...)
		return err
	})
}

// read runs the statement over all rows of args and calls fn for each row of the answer.
func (b bulk) read(ctx context.Context, c *sql.Conn, args []any, fn func(rows *sql.Rows) error) error {
	return b.each(args, func(query string, args []any) error {
		return eachRow(ctx, c, query, args, fn)
	})
}

// The statements of a batch, in the order they run.
var (
	insertSenders = bulk{"INSERT INTO senders (id, session_id, uuid, name, number, records, first_seen_at, last_seen_at, shown_message, student_id, alias) VALUES ", 11, ""}

	// CROSS JOIN fixes the order: each pair is looked up, whatever the planner would choose.
	selectRecords = bulk{"SELECT r.id, r.session_id, r.sender_id, r.question, r.part_id, COALESCE(r.own_attempts, r.attempts)," +
		" COALESCE(r.own_first_sent_at, r.first_sent_at), r.sent_at, r.deliveries, r.fingerprints, r.clock, r.replaced, r.receipts, r.received_at, r.sending FROM (VALUES ", 3,
		") AS v CROSS JOIN records AS r INDEXED BY records_by_question" +
			" ON r.session_id = v.column1 AND r.question = v.column2 AND r.sender_id = v.column3 AND r.deletion = 0"}

	insertRecords = bulk{"INSERT INTO records (id, session_id, part_id, sender_id, student_id, hidden, question, type, preview, attempts, first_sent_at, sent_at, received_at, deliveries, fingerprints, clock, replaced, receipts, sending) VALUES ", 19, ""}

	updateRecords = bulk{"UPDATE records SET type = v.column2, preview = v.column3, attempts = v.column4, first_sent_at = v.column5," +
		" sent_at = v.column6, received_at = v.column7, deliveries = v.column8, fingerprints = v.column9," +
		" clock = v.column10, replaced = v.column11, receipts = v.column12, sending = v.column13 FROM (VALUES ", 13, ") AS v WHERE records.id = v.column1"}

	upsertPayloads = bulk{"INSERT INTO payloads (record_id, data, plotted, calls, digest) VALUES ", 5,
		" ON CONFLICT (record_id) DO UPDATE SET data = excluded.data, plotted = excluded.plotted, calls = excluded.calls, digest = excluded.digest"}

	upsertTexts = bulk{"INSERT INTO texts (session_id, record_id, sorting, text) VALUES ", 4,
		" ON CONFLICT (session_id, record_id) DO UPDATE SET sorting = excluded.sorting, text = excluded.text"}

	upsertTallies = bulk{"INSERT INTO tallies (part_id, question, records, students, attempts) VALUES ", 5,
		" ON CONFLICT (part_id, question) DO UPDATE SET records = records + excluded.records," +
			" students = students + excluded.students, attempts = attempts + excluded.attempts"}

	updateSenders = bulk{"UPDATE senders SET records = v.column2, last_seen_at = v.column3, shown_message = v.column4 FROM (VALUES ", 4,
		") AS v WHERE senders.id = v.column1"}
)

func (b *batch) writeNewSenders() error {
	var args []any
	for _, n := range b.fresh {
		args = append(args, n.id, n.session.id, n.key.UUID, n.key.Name, n.number, n.records, n.firstSeenAt, n.lastSeenAt, n.shown, n.student, n.alias)
	}
	return insertSenders.exec(b.ctx, b.c, args)
}

// readRecords reads the existing records of the batch's senders and questions, in any part.
func (b *batch) readRecords() error {
	asked := map[answerKey]bool{}
	var args []any
	for _, it := range b.items {
		key := it.answerKey()
		if (it.sender.records > 0 || it.sender.merged) && !asked[key] {
			asked[key] = true
			args = append(args, it.sender.session.id, key.question, key.sender)
		}
	}
	return selectRecords.read(b.ctx, b.c, args, func(rows *sql.Rows) error {
		r := &pendingRow{}
		k := &r.key
		var session int64
		if err := rows.Scan(&r.id, &session, &k.sender, &k.question, &k.part, &r.attempts, &r.firstSentAt, &r.sentAt, (*[]byte)(&r.dedupe), (*[]byte)(&r.fingerprints), &r.clock, &r.replaced, (*[]byte)(&r.receipts), &r.receivedAt, &r.sending); err != nil {
			return err
		}
		b.add(r)
		return nil
	})
}

func (b *batch) add(r *pendingRow) {
	b.rows[r.key] = r
	b.answered[r.key.answerKey] = true
}

// join adds each item to its record and to the counts, in the order they came.
func (b *batch) join() error {
	for _, it := range b.items {
		key := recordKey{it.answerKey(), it.part}
		r := b.rows[key]
		if r == nil {
			if it.err = it.sender.session.takes(it.sender, key.question); it.err != nil {
				continue
			}
			it.outcome.IsFirst = it.sender.records == 0
			r = b.newRow(key, it.sender)
		} else {
			it.outcome.Updated = true
		}
		it.outcome.RecordID, it.row = r.id, r
		if it.outcome.Repeated = !r.dedupe.add(it.record.RecordID); it.outcome.Repeated {
			it.outcome.Updated, it.outcome.Attempts = false, r.attempts
			continue
		}
		if r.dedupe.has(it.record.Updates) {
			r.update(it)
			it.outcome.Attempts, it.outcome.IsUpdate = r.attempts, true
			b.change(r, it, 0)
			continue
		}
		attempts := r.count(it)
		r.attempt(it, attempts)
		it.outcome.Attempts = r.attempts
		b.change(r, it, attempts)
	}
	return nil
}

func (b *batch) newRow(key recordKey, from *sender) *pendingRow {
	if !from.merged {
		t := b.tally(key)
		t.records++
		if !b.answered[key.answerKey] {
			t.students++
		}
		from.records++
	}
	from.session.labels[key.question] = true
	r := &pendingRow{id: b.ids.nextRecord, key: key, isNew: true}
	b.ids.nextRecord++
	b.add(r)
	return r
}

// count returns how many attempts the item adds: those of the records that it replaces only where
// these did not arrive by themselves. A record that may have arrived, and now stands for more, comes
// again under a new id and replaces itself: then it may add none.
func (r *pendingRow) count(it *item) int {
	attempts := max(1, it.record.Attempts)
	for _, earlier := range it.record.Replaces {
		if !r.dedupe.add(earlier.RecordID) {
			attempts -= earlier.Attempts
		}
	}
	if r.attempts == 0 {
		return max(1, attempts)
	}
	return max(0, attempts)
}

// attempt adds the item. It keeps the item's payload unless that was sent before the one kept so far,
// because retries may arrive in any order.
func (r *pendingRow) attempt(it *item, attempts int) {
	e := &it.record
	sentAt := micros(e.SentAt)
	first := sentAt
	if !e.FirstSentAt.IsZero() {
		first = min(first, micros(e.FirstSentAt))
	}
	if r.attempts == 0 {
		r.firstSentAt = first
	}
	isKept := r.attempts == 0 || !r.isLater(it)
	r.receipts.add(e.Receipt, sentAt, isKept)
	if isKept {
		r.sentAt, r.clock, r.kept, r.receivedAt = max(r.sentAt, sentAt), e.Clock, it, micros(e.ReceivedAt)
		r.sending = e.RecordID
	}
	r.attempts += attempts
	r.replaced += max(0, attempts-1)
	r.fingerprints = r.fingerprints.Append(e.Fingerprint)
	r.firstSentAt = min(r.firstSentAt, first)
}

// update takes over what a function gives for other inputs, unless a later answer is kept. It is no
// attempt: record_id, times and receipts stay. The time of arrival grows by as little as can be, which
// tells whoever has read the answer that it is another.
func (r *pendingRow) update(it *item) {
	e := &it.record
	r.count(it) // the ids that it replaces
	if !r.isLater(it) {
		r.clock, r.kept, r.receivedAt = e.Clock, it, r.receivedAt+1
	}
}

// isLater reports whether the answer that is kept was sent after the item. Readings of one clock are
// exact. Else only as much is known as the way took, and what comes last is the later in doubt.
func (r *pendingRow) isLater(it *item) bool {
	e := &it.record
	if order, ok := r.clock.Compare(e.Clock); ok {
		return order > 0
	}
	return !e.Untold && r.sentAt > micros(e.SentAt)
}

// change notes that the record, its sender and its count must be written.
func (b *batch) change(r *pendingRow, it *item, attempts int) {
	if r.merged = it.sender.merged; r.merged {
		b.noteMerged(it)
	} else {
		b.tally(r.key).attempts += attempts
	}
	if !r.changed {
		r.changed = true
		b.changed = append(b.changed, r)
	}
	it.sender.lastSeenAt = max(it.sender.lastSeenAt, micros(it.record.ReceivedAt))
	b.touched[it.sender] = true
}

func (b *batch) tally(key recordKey) *tally {
	k := tallyKey{key.part, key.question}
	t := b.tallies[k]
	if t == nil {
		t = &tally{}
		b.tallies[k] = t
	}
	return t
}

// writeRecords writes the records that the batch created or changed. If only the attempts of a record
// grew, the rest of its row stays as it is.
func (b *batch) writeRecords() error {
	var fresh, again []any
	for _, r := range b.changed {
		if r.kept == nil {
			const count = "UPDATE records SET attempts = ?, first_sent_at = ?, deliveries = ?, fingerprints = ?, replaced = ?, receipts = ? WHERE id = ?"
			if _, err := b.c.ExecContext(b.ctx, count, r.attempts, r.firstSentAt, []byte(r.dedupe), []byte(r.fingerprints), r.replaced, []byte(r.receipts), r.id); err != nil {
				return err
			}
			continue
		}
		e := &r.kept.record
		kept := []any{string(e.Payload.Type), r.kept.preview, r.attempts, r.firstSentAt, r.sentAt, r.receivedAt, []byte(r.dedupe), []byte(r.fingerprints),
			string(r.clock), r.replaced, []byte(r.receipts), r.sending}
		if r.isNew {
			// A merged student's record stays hidden until recomputeMerged ran.
			from := r.kept.sender
			fresh = append(append(fresh, r.id, from.session.id, r.key.part, r.key.sender, from.student, from.merged, r.key.question), kept...)
		} else {
			again = append(append(again, r.id), kept...)
		}
	}
	if err := insertRecords.exec(b.ctx, b.c, fresh); err != nil {
		return err
	}
	return updateRecords.exec(b.ctx, b.c, again)
}

func (b *batch) writePayloads() error {
	var small []any
	for _, r := range b.changed {
		if r.kept == nil {
			continue
		}
		p := r.kept.record.Payload
		row := []any{r.id, p.Data, p.Plotted, p.Calls, string(p.Digest)}
		if r.kept.bytes() < largeRow {
			small = append(small, row...)
		} else if err := upsertPayloads.exec(b.ctx, b.c, row); err != nil {
			return err
		}
	}
	return upsertPayloads.exec(b.ctx, b.c, small)
}

func (b *batch) writeTexts() error {
	var args []any
	for _, r := range b.changed {
		if r.kept != nil {
			args = append(args, r.kept.sender.session.id, r.id, r.kept.record.SortKey, r.kept.record.SearchText)
		}
	}
	return upsertTexts.exec(b.ctx, b.c, args)
}

func (b *batch) writeTallies() error {
	var args []any
	for k, t := range b.tallies {
		args = append(args, k.part, k.question, t.records, t.students, t.attempts)
	}
	return upsertTallies.exec(b.ctx, b.c, args)
}

func (b *batch) writeSenders() error {
	var args []any
	for n := range b.touched {
		args = append(args, n.id, n.records, n.lastSeenAt, n.shown)
	}
	return updateSenders.exec(b.ctx, b.c, args)
}

// nameShown tells each item in whose place another answer is shown when that was sent: a later one of
// its sender or, of a merged student, of another notebook.
func (b *batch) nameShown() error {
	var merged []int64
	for _, it := range b.items {
		if it.row != nil && it.sender.merged {
			merged = append(merged, it.row.id)
		}
	}
	const query = `
SELECT h.id, s.sent_at FROM records h JOIN records s INDEXED BY records_by_session
ON s.session_id = h.session_id AND s.question = h.question AND s.part_id = h.part_id AND s.student_id = h.student_id AND s.hidden = 0
WHERE h.id IN (SELECT value FROM json_each(?)) AND h.hidden = 1`
	shown := map[int64]int64{}
	err := eachRow(b.ctx, b.c, query, []any{listJSON(merged)}, func(rows *sql.Rows) error {
		var id, sentAt int64
		err := rows.Scan(&id, &sentAt)
		shown[id] = sentAt
		return err
	})
	for _, it := range b.items {
		if it.row == nil { // it was refused
			continue
		}
		if sentAt, hidden := shown[it.row.id]; hidden {
			it.outcome.ShownSentAt = moment(sentAt)
		} else if it.row.kept != it && it.row.isLater(it) {
			it.outcome.ShownSentAt = moment(it.row.sentAt)
		}
	}
	return err
}
