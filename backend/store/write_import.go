package store

import (
	"cmp"
	"context"
	"encoding/json"
	"fmt"
	"slices"
	"time"

	"gorm.io/gorm"

	"npt/backend/archive"
	"npt/backend/classroom"
)

// importAtOnce is how many records one transaction of an import writes, and importBytes up to how many
// bytes of answers: notebooks that send meanwhile wait for one transaction at most.
const (
	importAtOnce = 500
	importBytes  = 4 << 20
)

// Staged is a session on its way into the data file. Nobody sees it, as it waits for its deletion: an app
// that ends before Finish deletes it at its next start.
type Staged struct {
	store    *Store
	row      sessionRow
	deletion int64
	owner    string
	parts    []int64 // ids, in the order of the file
	senders  []int64
	checks   []archive.Question // whose reference is a record
	records  map[int64]int64    // ids, by those in the file, of what may be a reference
	isCheck  map[int64]bool
	people   peopleOf
	waiting  []archive.Answer
	bytes    int
	Count    int // of records that were added
}

// Stage begins to bring a session into the data file, as one of an owner, who is created if needed. The
// session is closed. The error is an *archive.Error if a rule in it is none.
func (s *Store) Stage(ctx context.Context, in archive.Session, owner, name string, at time.Time) (*Staged, error) {
	rules, err := rulesOf(in)
	if err != nil {
		return nil, err
	}
	st := &Staged{store: s, owner: owner, records: map[int64]int64{}, isCheck: map[int64]bool{}}
	st.row = sessionRow{
		Name: name, Description: in.Description, Unlisted: in.Unlisted, Feedback: in.Feedback,
		CreatedAt: int64(in.CreatedAt), OpenedAt: int64(in.OpenedAt), ClosedAt: int64(in.ClosedAt),
	}
	if st.row.CreatedAt == 0 {
		st.row.CreatedAt = micros(at)
	}
	if st.row.ClosedAt == 0 {
		st.row.ClosedAt = max(st.row.OpenedAt, micros(at))
	}
	for _, q := range in.Questions {
		if q.CheckRecord != 0 {
			st.checks = append(st.checks, q)
			st.isCheck[q.CheckRecord] = true
		}
	}
	if in.Points != "" && !isScheme(in.Points) {
		return nil, &archive.Error{Reason: archive.Damaged, Detail: "how points are counted cannot be read"}
	}
	err = s.change(ctx, func(tx *gorm.DB) (err error) {
		if st.row.OwnerID, err = ensureOwner(tx, owner, at); err != nil {
			return err
		}
		st.row.ID = 0
		if err := tx.Create(&st.row).Error; err != nil {
			return err
		}
		return st.begin(tx, in, rules)
	})
	if err != nil {
		return nil, err
	}
	s.note.write()
	return st, nil
}

// rulesOf returns the rules of a session as rows, each of which can be read.
func rulesOf(in archive.Session) ([]ruleRow, error) {
	rules := make([]ruleRow, len(in.Questions))
	for i, q := range in.Questions {
		rules[i] = ruleRow{
			Question: q.Question, Title: q.Title, Number: q.Number, Equivalence: q.Equivalence, Checking: q.Check, Inputs: q.Inputs,
			Feedback: q.Feedback, Added: q.Added, Released: q.Released,
		}
		if _, err := rules[i].rule(); err != nil {
			return nil, &archive.Error{Reason: archive.Damaged, Detail: err.Error()}
		}
	}
	return rules, nil
}

// begin writes all of a session but its records, in the transaction that makes its row.
func (st *Staged) begin(tx *gorm.DB, in archive.Session, rules []ruleRow) error {
	id := st.row.ID
	hidden := deletionRow{SessionID: id, Final: true}
	if err := tx.Create(&hidden).Error; err != nil {
		return err
	}
	st.deletion = hidden.ID
	if err := tx.Model(&sessionRow{ID: id}).Update("deletion", hidden.ID).Error; err != nil {
		return err
	}
	st.parts = st.parts[:0]
	for i, name := range in.Parts {
		part := partRow{SessionID: id, Name: name, Number: i + 1}
		if err := tx.Create(&part).Error; err != nil {
			return err
		}
		st.parts = append(st.parts, part.ID)
	}
	if err := st.addSenders(tx, in); err != nil {
		return err
	}
	for _, r := range rules {
		r.SessionID = id
		if err := putRule(tx, r); err != nil {
			return err
		}
	}
	for _, p := range in.Pins {
		row := pinRow{
			SessionID: id, Question: p.Question, Type: p.Type, Data: notNil(p.Data), Plotted: p.Plotted, Calls: p.Calls, Digest: p.Digest, Label: p.Label, Verdict: p.Verdict,
		}
		if err := tx.Create(&row).Error; err != nil {
			return err
		}
	}
	st.people = peopleOf{in.ClassList, in.Students}
	if err := addBeside(tx, id, in); err != nil {
		return err
	}
	return st.addTalk(tx, in)
}

// notNil returns data that is never NULL in the file, which would say that there is none.
func notNil(data []byte) []byte {
	if data == nil {
		return []byte{}
	}
	return data
}

func (st *Staged) addSenders(tx *gorm.DB, in archive.Session) error {
	ids := st.store.writer.ids
	st.senders = make([]int64, len(in.Students))
	for i := range in.Students {
		st.senders[i] = ids.nextSender
		ids.nextSender++
	}
	for i, s := range in.Students {
		student, into := i, int64(0)
		for in.Students[student].MergedInto != -1 {
			student = in.Students[student].MergedInto
		}
		if s.MergedInto != -1 {
			into = st.senders[s.MergedInto]
		}
		row := senderRow{
			ID: st.senders[i], SessionID: st.row.ID, UUID: s.UUID, Name: s.Name, Number: s.Number, StudentID: st.senders[student], MergedInto: into,
			GivenName: s.Given, GivenNumber: s.GivenNumber, Alias: s.Alias, FirstSeenAt: int64(s.FirstSeenAt), LastSeenAt: int64(s.LastSeenAt),
		}
		if err := tx.Create(&row).Error; err != nil {
			return err
		}
		if s.VisitedAt != 0 {
			if err := tx.Exec("INSERT INTO visits (sender_id, visited_at) VALUES (?, ?)", row.ID, int64(s.VisitedAt)).Error; err != nil {
				return err
			}
		}
	}
	return nil
}

// addTalk writes messages and requests for help. No notebook is to show these messages again.
func (st *Staged) addTalk(tx *gorm.DB, in archive.Session) error {
	last := int64(0)
	for _, m := range in.Messages {
		row := messageRow{
			SessionID: st.row.ID, Type: m.Type, Title: m.Title, Text: m.Text, Code: m.Code, SentAt: int64(m.SentAt), Direct: m.Direct, TakenBackAt: int64(m.TakenBackAt),
		}
		if err := tx.Create(&row).Error; err != nil {
			return err
		}
		last = row.ID
		for _, to := range m.To {
			if err := tx.Exec("INSERT OR IGNORE INTO recipients (message_id, sender_id) VALUES (?, ?)", row.ID, st.senders[to]).Error; err != nil {
				return err
			}
		}
	}
	for _, h := range in.Help {
		const put = `
INSERT OR IGNORE INTO help (session_id, sender_id, request_id, text, asked_at, ended_at, question, seat, taken_at, helper, ending)
VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`
		ended, ending := max(int64(h.EndedAt), int64(h.AskedAt)), cmp.Or(h.Ending, string(classroom.HelpGiven))
		if h.EndedAt == 0 { // nobody waits any more
			ending = string(classroom.HelpSessions)
		}
		err := tx.Exec(put, st.row.ID, st.senders[h.Student], h.ID, h.Text, int64(h.AskedAt), ended, h.Question, h.Seat, int64(h.TakenAt), h.Helper, ending).Error
		if err != nil {
			return err
		}
	}
	return tx.Exec("UPDATE senders SET shown_message = ? WHERE session_id = ?", last, st.row.ID).Error
}

// Add adds a record; it is in the file after the next Add or Finish at the latest that fills a
// transaction.
func (st *Staged) Add(ctx context.Context, a archive.Answer) error {
	st.waiting = append(st.waiting, a)
	st.bytes += len(a.Payload.Data)
	if len(st.waiting) < importAtOnce && st.bytes < importBytes {
		return nil
	}
	return st.flush(ctx)
}

func (st *Staged) flush(ctx context.Context) error {
	if len(st.waiting) == 0 {
		return nil
	}
	if err := ctx.Err(); err != nil {
		return err
	}
	err := st.store.change(ctx, st.write)
	st.Count += len(st.waiting)
	st.waiting, st.bytes = st.waiting[:0], 0
	return err
}

// write writes the records that wait. Each counts for its own sender until Finish.
func (st *Staged) write(tx *gorm.DB) error {
	ids, ctx, c := st.store.writer.ids, tx.Statement.Context, connection(tx)
	var records, payloads, texts []any
	var large [][]any
	for _, a := range st.waiting {
		preview, err := encodePreview(a.Preview)
		if err != nil {
			return fmt.Errorf("store: preview: %w", err)
		}
		id, sender := ids.nextRecord, st.senders[a.Student]
		ids.nextRecord++
		if st.isCheck[a.ID] {
			st.records[a.ID] = id
		}
		records = append(records, id, st.row.ID, st.parts[a.Part], sender, sender, false, a.Question, a.Type, preview, a.Attempts,
			int64(a.FirstSentAt), int64(a.SentAt), int64(a.ReceivedAt), a.Counted, a.Fingerprints, a.Clock, a.Replaced, receiptsOf(a.Receipts), a.RecordID)
		texts = append(texts, st.row.ID, id, a.SortKey, a.SearchText)
		row := []any{id, notNil(a.Payload.Data), a.Payload.Plotted, a.Payload.Calls, string(a.Payload.Digest)}
		if len(a.Payload.Data) < largeRow {
			payloads = append(payloads, row...)
		} else {
			large = append(large, row)
		}
	}
	for _, step := range []struct {
		statement bulk
		rows      []any
	}{{insertRecords, records}, {upsertPayloads, payloads}, {upsertTexts, texts}} {
		if err := step.statement.exec(ctx, c, step.rows); err != nil {
			return err
		}
	}
	for _, row := range large { // behind their records
		if err := upsertPayloads.exec(ctx, c, row); err != nil {
			return err
		}
	}
	return nil
}

// receiptsOf returns receipts as a row has them.
func receiptsOf(list []archive.Receipt) []byte {
	var out []byte
	for _, r := range list {
		code, _ := classroom.ParseReceipt(r.Code) // 0 for none
		out = append(out, entryOf(code, int64(r.SentAt))...)
	}
	return out
}

// ID returns the id that the session has, and keeps once it is shown.
func (st *Staged) ID() int64 { return st.row.ID }

// Drop gives the session up.
func (st *Staged) Drop(ctx context.Context) error {
	return st.store.FinishDelete(context.WithoutCancel(ctx), st.deletion)
}

// Finish shows the session, whole, and returns it.
func (st *Staged) Finish(ctx context.Context) (classroom.Session, error) {
	if err := st.flush(ctx); err != nil {
		return classroom.Session{}, err
	}
	err := st.store.change(ctx, func(tx *gorm.DB) error {
		if err := st.pointChecks(tx, st.row.ID); err != nil {
			return err
		}
		if err := countWhole(tx, st.row.ID); err != nil {
			return err
		}
		if err := st.people.join(tx, st.row.OwnerID); err != nil {
			return err
		}
		if err := tx.Model(&sessionRow{ID: st.row.ID}).Update("deletion", 0).Error; err != nil {
			return err
		}
		return tx.Delete(&deletionRow{}, st.deletion).Error
	})
	return st.row.session(st.owner), err
}

// pointChecks lets the rules of a session name their references by the ids that these have here.
func (st *Staged) pointChecks(tx *gorm.DB, session int64) error {
	for _, q := range st.checks {
		var check checkJSON
		if err := json.Unmarshal([]byte(q.Check), &check); err != nil {
			return err
		}
		check.RecordID = st.records[q.CheckRecord] // 0, the owner's own, if it is not there any more
		text, err := asJSON(check)
		if err != nil {
			return err
		}
		const point = "UPDATE questions SET checking = ? WHERE session_id = ? AND question = ? AND checking = ?"
		if err := tx.Exec(point, text, session, q.Question, q.Check).Error; err != nil {
			return err
		}
	}
	return nil
}

// countWhole decides for the merged students of a session which of their records show, and counts
// everything anew.
func countWhole(tx *gorm.DB, session int64) error {
	ctx, c := tx.Statement.Context, connection(tx)
	var questions []string
	if err := tx.Raw("SELECT DISTINCT question FROM records INDEXED BY records_by_question WHERE session_id = ? AND deletion = 0", session).Scan(&questions).Error; err != nil {
		return err
	}
	var merged []int64
	if err := tx.Raw("SELECT DISTINCT student_id FROM senders WHERE session_id = ? AND student_id <> id", session).Scan(&merged).Error; err != nil {
		return err
	}
	if len(merged) > 0 {
		if err := recomputeMerged(ctx, c, session, merged, questions); err != nil {
			return err
		}
	}
	for portion := range slices.Chunk(questions, mendAtOnce) {
		if err := tallyAnew(ctx, c, session, portion); err != nil {
			return err
		}
	}
	var senders []int64
	if err := tx.Raw("SELECT id FROM senders WHERE session_id = ?", session).Scan(&senders).Error; err != nil {
		return err
	}
	_, err := c.ExecContext(ctx, countStudents, session, listJSON(senders))
	return err
}

// Counted returns what a record says to have counted once an answer of this record_id arrived that stands
// for others.
func Counted(recordID string, replaces []classroom.Replaced) []byte {
	var all dedupe
	all.add(recordID)
	for _, earlier := range replaces {
		all.add(earlier.RecordID)
	}
	return all
}
