package store

import (
	"context"
	"database/sql"
	"fmt"
	"slices"

	"gorm.io/gorm"

	"npt/backend/classroom"
	"npt/backend/payload"
)

// Merged says what became of the records of an import.
type Merged struct {
	Added   int // there was none of that notebook, question and part
	Joined  int // there was one, and attempts or a later answer came to it
	Present int // all of it was there before
}

// FinishInto puts the session's records into another session: two rooms, or two computers, become one.
// What was counted there by its record_id is not counted again. Rules, marks and hints of the other
// session stay, and what it has none of is added. It is one transaction.
func (st *Staged) FinishInto(ctx context.Context, session int64) (merged Merged, err error) {
	if err := st.flush(ctx); err != nil {
		return merged, err
	}
	err = st.store.change(ctx, func(tx *gorm.DB) error {
		merged = Merged{}
		var other sessionRow
		if err := takeRow(tx.Where("id = ? AND deletion = 0", session), &other, "session"); err != nil {
			return err
		}
		m := merge{tx: tx, ctx: tx.Statement.Context, c: connection(tx), from: st.row.ID, into: session, result: &merged}
		if err := m.run(st); err != nil {
			return err
		}
		if err := st.people.join(tx, other.OwnerID); err != nil {
			return err
		}
		for _, statement := range []string{
			"DELETE FROM texts WHERE session_id = ?", "DELETE FROM records WHERE session_id = ?", "DELETE FROM sessions WHERE id = ?",
		} {
			if err := tx.Exec(statement, st.row.ID).Error; err != nil {
				return err
			}
		}
		return tx.Delete(&deletionRow{}, st.deletion).Error
	})
	return merged, err
}

// merge is the state of the transaction that puts one session into another.
type merge struct {
	tx         *gorm.DB
	ctx        context.Context
	c          *sql.Conn
	from, into int64
	parts      map[int64]int64 // ids of the other session, by those of this one
	senders    map[int64]int64
	result     *Merged
}

func (m *merge) run(st *Staged) error {
	for _, step := range []func() error{
		m.mapParts, m.mapSenders, m.checkRoom, m.joinRecords, m.moveRecords, m.moveTalk, m.copyRules,
		func() error { return st.pointChecks(m.tx, m.into) },
		func() error { return regroup(m.tx, m.into) },
		func() error { return renumberGiven(m.tx, m.into) },
		func() error { return countWhole(m.tx, m.into) },
	} {
		if err := step(); err != nil {
			return err
		}
	}
	return nil
}

// mapParts finds the part of the same name for each part, or adds it.
func (m *merge) mapParts() error {
	theirs, err := partsOf(m.tx, m.into)
	if err != nil {
		return err
	}
	named := map[string]int64{}
	for _, p := range theirs {
		named[p.Name] = p.ID
	}
	ours, err := partsOf(m.tx, m.from)
	if err != nil {
		return err
	}
	m.parts = map[int64]int64{}
	for _, p := range ours {
		id, isThere := named[p.Name]
		if !isThere {
			if len(named) >= classroom.MaxParts {
				return conflict("The session would have more than %d parts.", classroom.MaxParts)
			}
			added := partRow{SessionID: m.into, Name: p.Name, Number: len(named) + 1}
			if err := m.tx.Create(&added).Error; err != nil {
				return err
			}
			id, named[p.Name] = added.ID, added.ID
		}
		m.parts[p.ID] = id
	}
	return nil
}

// mapSenders finds the notebook of the same device and name for each, or moves it, with another number
// where its number is taken.
func (m *merge) mapSenders() error {
	s := &openSession{id: m.into, senders: map[classroom.SenderKey]*sender{}, named: map[string]int{}, shown: map[string]bool{}, aliases: map[int]bool{}}
	if err := s.readSenders(m.ctx, m.c); err != nil {
		return err
	}
	var ours []senderRow
	if err := m.tx.Where("session_id = ?", m.from).Order("id").Find(&ours).Error; err != nil {
		return err
	}
	m.senders = map[int64]int64{}
	moved := map[int64]bool{}
	for _, r := range ours {
		key := classroom.SenderKey{UUID: r.UUID, Name: r.Name}
		if theirs := s.senders[key]; theirs != nil {
			m.senders[r.ID] = theirs.id
			const seen = "UPDATE senders SET first_seen_at = MIN(first_seen_at, ?), last_seen_at = MAX(last_seen_at, ?) WHERE id = ?"
			if err := m.tx.Exec(seen, r.FirstSeenAt, r.LastSeenAt, theirs.id).Error; err != nil {
				return err
			}
			continue
		}
		m.senders[r.ID], moved[r.ID] = r.ID, true
		if s.shown[classroom.DisplayName(r.Name, r.Number)] {
			r.Number = s.freeNumber(r.Name)
		}
		s.reserve(r.Name, r.Number)
		if s.aliases[r.Alias] {
			r.Alias = s.newAlias()
		}
		s.aliases[r.Alias] = true
		s.senders[key] = &sender{id: r.ID}
		const move = "UPDATE senders SET session_id = @into, number = @number, alias = @alias," +
			" shown_message = (SELECT COALESCE(MAX(id), 0) FROM messages WHERE session_id = @into) WHERE id = @id"
		if err := m.tx.Exec(move, map[string]any{"into": m.into, "number": r.Number, "alias": r.Alias, "id": r.ID}).Error; err != nil {
			return err
		}
	}
	return m.keepMerges(ours, moved)
}

// keepMerges lets who was merged here stay so: a moved notebook, or one that both sessions have and that
// stands for itself there, counts for whom it counted.
func (m *merge) keepMerges(ours []senderRow, moved map[int64]bool) error {
	for _, r := range ours {
		into := m.senders[r.MergedInto]
		if r.MergedInto == 0 || into == m.senders[r.ID] {
			continue
		}
		const set = "UPDATE senders SET merged_into = ?, student_id = id WHERE id = ? AND merged_into = 0 AND NOT EXISTS (SELECT 1 FROM senders WHERE id = ? AND merged_into <> 0)"
		if err := m.tx.Exec(set, into, m.senders[r.ID], into).Error; err != nil {
			return err
		}
	}
	for id := range moved { // regroup finds whom they count for
		if err := m.tx.Exec("UPDATE senders SET student_id = id WHERE id = ?", id).Error; err != nil {
			return err
		}
	}
	return nil
}

// checkRoom holds the other session to the limits of every session.
func (m *merge) checkRoom() error {
	var n struct{ Senders, Labels int }
	const count = `SELECT (SELECT COUNT(*) FROM senders WHERE session_id = @into) AS senders,
(SELECT COUNT(DISTINCT question) FROM records INDEXED BY records_by_question WHERE session_id IN (@into, @from) AND deletion = 0) AS labels`
	if err := m.tx.Raw(count, map[string]any{"into": m.into, "from": m.from}).Scan(&n).Error; err != nil {
		return err
	}
	if n.Senders > classroom.MaxSenders || n.Labels > classroom.MaxLabels {
		return conflict("Together the two sessions have more students or questions than one may have: import the file as a session of its own.")
	}
	return nil
}

// half is one of two records of one notebook for one question of one part.
type half struct {
	id, first, sentAt, receivedAt int64
	attempts, replaced            int
	clock                         classroom.Reading
	counted                       dedupe
	fingerprints                  payload.Fingerprints
	receipts                      receipts
	sending                       string
}

func (h *half) fields() []any {
	return []any{
		&h.id, &h.first, &h.sentAt, &h.receivedAt, &h.attempts, &h.replaced, &h.clock, (*[]byte)(&h.counted), (*[]byte)(&h.fingerprints), (*[]byte)(&h.receipts), &h.sending,
	}
}

// isLater reports whether an answer was sent after another one.
func (h *half) isLater(other *half) bool {
	if order, ok := h.clock.Compare(other.clock); ok {
		return order > 0
	}
	return h.sentAt > other.sentAt
}

// isIn reports whether all that was counted of h was counted of the other too.
func (h *half) isIn(other *half) bool {
	if len(h.counted) == 0 { // a notebook that gave no record_id
		return len(other.counted) == 0 && h.sentAt == other.sentAt && h.attempts <= other.attempts
	}
	return h.common(other) == len(h.counted)/dedupeBytes
}

// common returns how many record_ids were counted of both.
func (h *half) common(other *half) (n int) {
	has := map[string]bool{}
	for mark := range slices.Chunk(other.counted, dedupeBytes) {
		has[string(mark)] = true
	}
	for mark := range slices.Chunk(h.counted, dedupeBytes) {
		if has[string(mark)] {
			n++
		}
	}
	return n
}

// mapped names the pairs of notebooks (s) and parts (p). Materialized, they get an index for the statement: each
// record would look through all of them.
const mapped = `
WITH s(ours, theirs) AS MATERIALIZED (SELECT value ->> 0, value ->> 1 FROM json_each(?1)),
p(ours, theirs) AS MATERIALIZED (SELECT value ->> 0, value ->> 1 FROM json_each(?2))
`

// joinRecords joins the records that both sessions have.
func (m *merge) joinRecords() error {
	const columns = `%[1]s.id, COALESCE(%[1]s.own_first_sent_at, %[1]s.first_sent_at), %[1]s.sent_at, %[1]s.received_at, COALESCE(%[1]s.own_attempts, %[1]s.attempts),
%[1]s.replaced, %[1]s.clock, %[1]s.deliveries, %[1]s.fingerprints, %[1]s.receipts, %[1]s.sending`
	query := mapped + "SELECT " + fmt.Sprintf(columns, "o") + ", " + fmt.Sprintf(columns, "t") + `
FROM records o INDEXED BY records_by_session CROSS JOIN s ON s.ours = o.sender_id CROSS JOIN p ON p.ours = o.part_id
CROSS JOIN records t INDEXED BY records_by_question
ON t.session_id = ?4 AND t.question = o.question AND t.sender_id = s.theirs AND t.part_id = p.theirs AND t.deletion = 0
WHERE o.session_id = ?3`
	var both [][2]half
	err := eachRow(m.ctx, m.c, query, []any{listJSON(pairs(m.senders)), listJSON(pairs(m.parts)), m.from, m.into}, func(rows *sql.Rows) error {
		var two [2]half
		err := rows.Scan(append(two[0].fields(), two[1].fields()...)...)
		both = append(both, two)
		return err
	})
	for i := 0; i < len(both) && err == nil; i++ {
		err = m.join(&both[i][0], &both[i][1])
	}
	return err
}

// join adds a record of this session to that of the other, and removes it here.
func (m *merge) join(ours, theirs *half) error {
	later := ours.isLater(theirs)
	switch {
	case ours.isIn(theirs):
		m.result.Present++
		return m.remove(ours.id)
	case theirs.isIn(ours):
		theirs.attempts, theirs.replaced = max(ours.attempts, theirs.attempts), max(ours.replaced, theirs.replaced)
		theirs.fingerprints = ours.fingerprints
		later = true
	default:
		theirs.attempts += max(1, ours.attempts-ours.common(theirs))
		theirs.replaced += ours.replaced
		theirs.fingerprints = slices.Clone(theirs.fingerprints).Append(ours.fingerprints)
	}
	m.result.Joined++
	if later {
		theirs.receipts = slices.Clone(ours.receipts).with(theirs.receipts)
		theirs.sentAt, theirs.receivedAt, theirs.clock, theirs.sending = ours.sentAt, ours.receivedAt, ours.clock, ours.sending
		if err := m.takeAnswer(ours.id, theirs.id); err != nil {
			return err
		}
	} else {
		theirs.receipts = slices.Clone(theirs.receipts).with(ours.receipts)
	}
	marks := append(slices.Clone(theirs.counted), ours.counted...)
	marks = marks[max(0, len(marks)-maxDeduped*dedupeBytes):]
	const write = `UPDATE records SET attempts = ?, first_sent_at = ?, own_attempts = NULL, own_first_sent_at = NULL, sent_at = ?, received_at = ?, replaced = ?, clock = ?,
deliveries = ?, fingerprints = ?, receipts = ?, sending = ? WHERE id = ?`
	_, err := m.c.ExecContext(m.ctx, write, theirs.attempts, min(ours.first, theirs.first), theirs.sentAt, theirs.receivedAt, theirs.replaced, string(theirs.clock),
		[]byte(marks), []byte(theirs.fingerprints), []byte(theirs.receipts), theirs.sending, theirs.id)
	if err != nil {
		return err
	}
	return m.remove(ours.id)
}

// takeAnswer puts the answer of one record in the place of another's.
func (m *merge) takeAnswer(from, to int64) error {
	for _, statement := range []string{
		"UPDATE records SET type = f.type, preview = f.preview FROM (SELECT type, preview FROM records WHERE id = ?1) f WHERE records.id = ?2",
		"UPDATE payloads SET data = f.data, plotted = f.plotted, calls = f.calls, digest = f.digest FROM (SELECT * FROM payloads WHERE record_id = ?1) f WHERE payloads.record_id = ?2",
		"UPDATE texts SET sorting = f.sorting, text = f.text FROM (SELECT sorting, text FROM texts WHERE session_id = ?3 AND record_id = ?1) f WHERE session_id = ?4 AND record_id = ?2",
	} {
		if _, err := m.c.ExecContext(m.ctx, statement, from, to, m.from, m.into); err != nil {
			return err
		}
	}
	return nil
}

func (m *merge) remove(id int64) error {
	if _, err := m.c.ExecContext(m.ctx, "DELETE FROM texts WHERE session_id = ? AND record_id = ?", m.from, id); err != nil {
		return err
	}
	_, err := m.c.ExecContext(m.ctx, "DELETE FROM records WHERE id = ?", id)
	return err
}

// moveRecords moves the records that the other session has none of.
func (m *merge) moveRecords() error {
	const move = mapped + `
UPDATE records SET session_id = ?4, part_id = p.theirs, sender_id = s.theirs, student_id = n.student_id
FROM s, p, senders n
WHERE records.session_id = ?3 AND s.ours = records.sender_id AND p.ours = records.part_id AND n.id = s.theirs`
	done, err := m.c.ExecContext(m.ctx, move, listJSON(pairs(m.senders)), listJSON(pairs(m.parts)), m.from, m.into)
	if err != nil {
		return err
	}
	n, err := done.RowsAffected()
	if err != nil {
		return err
	}
	m.result.Added += int(n)
	return m.tx.Exec("UPDATE texts SET session_id = ? WHERE session_id = ?", m.into, m.from).Error
}

// moveTalk moves the requests for help and when students were visited. Messages stay behind: notebooks
// of the other session would show them.
func (m *merge) moveTalk() error {
	for _, statement := range []string{
		"UPDATE OR IGNORE help SET session_id = ?2, sender_id = s.value ->> 1 FROM json_each(?3) s WHERE session_id = ?1 AND sender_id = s.value ->> 0",
		`INSERT INTO visits (sender_id, visited_at) SELECT s.value ->> 1, v.visited_at FROM json_each(?3) s JOIN visits v ON v.sender_id = s.value ->> 0 WHERE s.value ->> 0 <> s.value ->> 1 AND ?1 <> ?2
ON CONFLICT (sender_id) DO UPDATE SET visited_at = MAX(visited_at, excluded.visited_at)`,
	} {
		if _, err := m.c.ExecContext(m.ctx, statement, m.from, m.into, listJSON(pairs(m.senders))); err != nil {
			return err
		}
	}
	return nil
}

// copyRules adds the rules of questions, the marks and the hints that the other session has none of.
func (m *merge) copyRules() error {
	for _, statement := range []string{
		`INSERT INTO pins (session_id, question, type, data, plotted, calls, digest, label, verdict)
SELECT ?2, o.question, o.type, o.data, o.plotted, o.calls, o.digest, o.label, o.verdict FROM pins o
WHERE o.session_id = ?1 AND NOT EXISTS (SELECT 1 FROM pins t WHERE t.session_id = ?2 AND t.question = o.question AND t.type = o.type AND t.data = o.data) ORDER BY o.id`,
		"UPDATE OR IGNORE questions SET session_id = ?2 WHERE session_id = ?1",
		"UPDATE OR IGNORE hints SET session_id = ?2 WHERE session_id = ?1",
		"UPDATE OR IGNORE schemes SET session_id = ?2 WHERE session_id = ?1",
	} {
		if _, err := m.c.ExecContext(m.ctx, statement, m.from, m.into); err != nil {
			return err
		}
	}
	return nil
}

func pairs(of map[int64]int64) [][2]int64 {
	list := make([][2]int64, 0, len(of))
	for from, to := range of {
		list = append(list, [2]int64{from, to})
	}
	return list
}
