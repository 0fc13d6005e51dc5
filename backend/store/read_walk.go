package store

import (
	"cmp"
	"context"
	"database/sql"
	"errors"
	"log/slog"
	"slices"
	"strings"
	"time"

	"gorm.io/gorm"

	"npt/backend/classroom"
	"npt/backend/payload"
)

// readAtOnce is how many records one query of a walk reads. One payload at a time is in
// memory: it has up to 8 MB.
const readAtOnce = 256

// WalkRecords calls fn for each selected record with its payload: by the part's number, then the
// student's name and number, then the question as text. It reads one state of the file, which later
// commits do not change. It stops at the first error of fn and returns it. See
// classroom.RecordSelection for records that came since the filter's AsOf. The error is CodeNotFound
// if the session does not exist. What a damaged page of the file holds has payload.TypeUnreadable in its place.
func (s *Store) WalkRecords(ctx context.Context, sel classroom.RecordSelection, fn func(classroom.Record, payload.Payload) error) error {
	return s.snapshot(ctx, func(tx *gorm.DB) error {
		if err := takeRow(tx.Where("id = ?", sel.Filter.SessionID), &sessionRow{}, "session"); err != nil {
			return err
		}
		chosen, err := chosenInOrder(tx, sel)
		if err != nil {
			return err
		}
		for run := range slices.Chunk(chosen, readAtOnce) {
			if err := walkRun(tx, run, fn); err != nil {
				return err
			}
		}
		return nil
	})
}

// chosenInOrder returns the records of a selection in the order of a walk.
func chosenInOrder(tx *gorm.DB, sel classroom.RecordSelection) ([]chosenRow, error) {
	chosen, err := chosenRows(tx, sel)
	if err != nil {
		return nil, err
	}
	return chosen, sortForWalk(tx, sel, chosen)
}

// chosenRow is a record of a selection, with the values by which it is sorted and deleted.
type chosenRow struct {
	ID, PartID, StudentID, ReceivedAt int64
	Question                          string
}

// chosenRows returns the visible records of a selection, in no order: those that existed at the
// filter's AsOf, even if they were sent again since.
func chosenRows(tx *gorm.DB, sel classroom.RecordSelection) (list []chosenRow, err error) {
	const columns = "SELECT r.id, r.part_id, r.student_id, r.received_at, r.question"
	if !sel.All {
		const query = columns + " FROM records r WHERE r.id IN (SELECT value FROM json_each(?)) AND r.session_id = ? AND r.hidden = 0"
		_, err = aroundDamage(sel.IDs, func(ids []int64) error {
			var some []chosenRow
			err := tx.Raw(query, listJSON(ids), sel.Filter.SessionID).Scan(&some).Error
			if err == nil {
				list = append(list, some...)
			}
			return err
		})
		return list, err
	}
	asOf := sel.Filter.AsOf
	sel.Filter.AsOf = time.Time{}
	c, err := queryWith(scanTexts, tx, sel.Filter)
	if err != nil {
		return nil, err
	}
	from, args := c.from()
	if !asOf.IsZero() {
		from += " AND (r.received_at <= ? OR r.first_sent_at <= ?)"
		args = append(args, micros(asOf), micros(asOf))
	}
	if err = tx.Raw(columns+from, args...).Scan(&list).Error; isDamage(err) {
		list, err = c.aroundDamage()
	}
	if len(sel.ExceptIDs) > 0 {
		except := map[int64]bool{}
		for _, id := range sel.ExceptIDs {
			except[id] = true
		}
		list = slices.DeleteFunc(list, func(r chosenRow) bool { return except[r.ID] })
	}
	return list, err
}

func sortForWalk(tx *gorm.DB, sel classroom.RecordSelection, list []chosenRow) error {
	parts, err := partsOf(tx, sel.Filter.SessionID)
	if err != nil {
		return err
	}
	number := map[int64]int{}
	for _, p := range parts {
		number[p.ID] = p.Number
	}
	students, err := studentRanks(tx, sel)
	if err != nil {
		return err
	}
	slices.SortFunc(list, func(a, b chosenRow) int {
		return cmp.Or(
			cmp.Compare(number[a.PartID], number[b.PartID]),
			cmp.Compare(students[a.StudentID], students[b.StudentID]),
			cmp.Compare(a.Question, b.Question),
		)
	})
	return nil
}

// studentRanks returns the index of each student in the list by name, or by the selection's own rank.
func studentRanks(tx *gorm.DB, sel classroom.RecordSelection) (map[int64]int, error) {
	var rows []senderRow
	if err := tx.Where("session_id = ?", sel.Filter.SessionID).Find(&rows).Error; err != nil {
		return nil, err
	}
	compare := byName()
	if sel.Rank != nil {
		compare = func(a, b classroom.Student) int { return cmp.Compare(sel.Rank(a), sel.Rank(b)) }
	}
	slices.SortFunc(rows, func(a, b senderRow) int { return compare(a.student(), b.student()) })
	ranks := make(map[int64]int, len(rows))
	for i, r := range rows {
		ranks[r.ID] = i
	}
	return ranks, nil
}

// filledRow is a record with its payload.
type filledRow struct {
	Row     recordRow `gorm:"embedded"`
	Data    []byte
	Plotted []byte
	Calls   []byte
	Digest  string
}

const filledColumns = recordColumns + ", l.data, l.plotted, l.calls, l.digest FROM records r" + recordJoins + "JOIN payloads l ON l.record_id = r.id "

// scan reads a row of walkQuery, without the reflection of gorm, which takes as long as SQLite: an export reads whole
// sessions.
func (r *filledRow) scan(rows *sql.Rows) error {
	row, student := &r.Row, &r.Row.Student
	return rows.Scan(
		&row.ID, &row.SessionID, &row.PartID, &row.Part, &row.SenderUUID, &row.SenderName,
		&student.ID, &student.SessionID, &student.UUID, &student.Name, &student.Number, &student.GivenName, &student.GivenNumber, &student.Alias,
		&row.Question, &row.Title, &row.Type, &row.Preview, &row.Attempts, &row.Replaced, &row.FirstSentAt, &row.SentAt, &row.ReceivedAt, &row.Receipts,
		&r.Data, &r.Plotted, &r.Calls, &r.Digest,
	)
}

func (r filledRow) answer() (classroom.Record, payload.Payload, error) {
	record, err := r.Row.record()
	return record, payload.Payload{Type: record.Type, Data: r.Data, Plotted: r.Plotted, Calls: r.Calls, Digest: payload.Digest(r.Digest)}, err
}

// walkQuery reads records in the order of their list: CROSS JOIN keeps the order of the tables.
// ORDER BY would hold all payloads of the list to sort them.
var walkQuery = recordColumns + ", l.data, l.plotted, l.calls, l.digest FROM json_each(?) w CROSS JOIN records r ON r.id = w.value" +
	strings.ReplaceAll(recordJoins+"JOIN payloads l ON l.record_id = r.id", " JOIN ", " CROSS JOIN ")

var errWalk = errors.New("store: records came in another order than they were asked for")

// walkRun calls fn for each record of a run, and goes on behind a damaged page.
func walkRun(tx *gorm.DB, run []chosenRow, fn func(classroom.Record, payload.Payload) error) error {
	for len(run) > 0 {
		read, err := walkSome(tx, run, fn)
		switch {
		case err == nil && read < len(run):
			return sql.ErrNoRows // within one state of the file: cannot be
		case err == nil:
			return nil
		case !isDamage(err):
			return err
		}
		if err := walkUnreadable(tx, run[read], fn); err != nil {
			return err
		}
		run = run[read+1:]
	}
	return nil
}

// walkSome calls fn for records in their order, until one cannot be read. It returns how many it read.
func walkSome(tx *gorm.DB, run []chosenRow, fn func(classroom.Record, payload.Payload) error) (read int, err error) {
	ids := make([]int64, len(run))
	for i, r := range run {
		ids[i] = r.ID
	}
	rows, err := tx.Raw(walkQuery, listJSON(ids)).Rows()
	if err != nil {
		return 0, err
	}
	defer rows.Close()
	for ; rows.Next(); read++ {
		var row filledRow
		if err := row.scan(rows); err != nil {
			return read, err
		}
		if read == len(ids) || row.Row.ID != ids[read] {
			return read, errWalk
		}
		record, sent, err := row.answer()
		if err != nil {
			return read, err
		}
		if err := fn(record, sent); err != nil {
			return read, err
		}
	}
	return read, rows.Err()
}

const unreadableText = "This answer cannot be read: the data file is damaged. A backup may have it."

// walkUnreadable calls fn for a record whose answer cannot be read, with what is known of it.
func walkUnreadable(tx *gorm.DB, r chosenRow, fn func(classroom.Record, payload.Payload) error) error {
	var row recordRow
	err := tx.Raw(recordColumns+" FROM records r"+recordJoins+"WHERE r.id = ?", r.ID).Scan(&row).Error
	record := classroom.Record{ID: r.ID, Question: r.Question, ReceivedAt: moment(r.ReceivedAt)}
	switch {
	case err == nil:
		if record, err = row.record(); err != nil {
			return err
		}
	case !isDamage(err):
		return err
	default: // the list knows whose it was, and of which question
		var student senderRow
		if err := tx.Where("id = ?", r.StudentID).Limit(1).Find(&student).Error; err != nil && !isDamage(err) {
			return err
		}
		record.Student = student.student()
		record.Sender = classroom.SenderKey{UUID: student.UUID, Name: student.Name}
		var part partRow
		if err := tx.Where("id = ?", r.PartID).Limit(1).Find(&part).Error; err != nil && !isDamage(err) {
			return err
		}
		record.Part = part.Name
	}
	record.Type = payload.TypeUnreadable
	return fn(record, payload.Payload{Type: payload.TypeUnreadable, Data: []byte(unreadableText)})
}

// isDamage reports whether an error comes from a damaged page of the file.
func isDamage(err error) bool { return FaultOf(err) == FileDamaged }

// aroundDamage has read read ids together, and in smaller and smaller portions where a damaged page is
// in the way. read must give nothing twice if it fails. It returns the ids that cannot be read.
func aroundDamage(ids []int64, read func(ids []int64) error) (unread []int64, err error) {
	if len(ids) == 0 {
		return nil, nil
	}
	err = read(ids)
	switch {
	case !isDamage(err):
		return nil, err
	case len(ids) == 1:
		return ids, nil
	}
	for _, half := range [][]int64{ids[:len(ids)/2], ids[len(ids)/2:]} {
		some, err := aroundDamage(half, read)
		if err != nil {
			return nil, err
		}
		unread = append(unread, some...)
	}
	return unread, nil
}

// allIDs calls fn with the ids that records may have, some at a time, without an index.
func allIDs(tx *gorm.DB, fn func(ids []int64) error) error {
	var last int64
	err := tx.Raw("SELECT COALESCE(MAX(id), 0) FROM records NOT INDEXED").Scan(&last).Error
	if isDamage(err) {
		err = tx.Raw("SELECT COALESCE(MAX(record_id), 0) FROM payloads").Scan(&last).Error
	}
	for first := int64(1); err == nil && first <= last; first += readAtOnce {
		ids := make([]int64, 0, readAtOnce)
		for id := first; id < first+readAtOnce; id++ {
			ids = append(ids, id)
		}
		err = fn(ids)
	}
	return err
}

// aroundDamage returns the records of the query that can be read although an index is damaged, newest
// first.
func (c *recordQuery) aroundDamage() ([]chosenRow, error) {
	byID := *c
	byID.listed = true
	from, args := byID.from()
	const columns = "SELECT r.id, r.part_id, r.student_id, r.received_at, r.question"
	list := []chosenRow{}
	err := allIDs(c.tx, func(ids []int64) error {
		_, err := aroundDamage(ids, func(ids []int64) error {
			var some []chosenRow
			err := c.tx.Raw(columns+from+" AND r.id IN (SELECT value FROM json_each(?))", append(slices.Clone(args), listJSON(ids))...).Scan(&some).Error
			if err == nil {
				list = append(list, some...)
			}
			return err
		})
		return err
	})
	slices.SortFunc(list, func(a, b chosenRow) int {
		return cmp.Or(cmp.Compare(b.ReceivedAt, a.ReceivedAt), cmp.Compare(b.ID, a.ID))
	})
	return list, err
}

// pageAroundDamage returns the ids of a page by time, and the total, although an index is damaged.
func (c *recordQuery) pageAroundDamage(q classroom.RecordQuery) (ids []int64, total int, err error) {
	list, err := c.aroundDamage()
	if q.Ascending && (q.Sort == "" || q.Sort == classroom.SortTime) {
		slices.Reverse(list)
	}
	for i := q.Offset; i < min(len(list), q.Offset+q.Limit); i++ {
		ids = append(ids, list[i].ID)
	}
	return ids, len(list), err
}

// CheckPages looks for damaged pages in the whole file. It returns how many answers cannot be read, and
// whether anything is damaged.
func (s *Store) CheckPages(ctx context.Context) (unread int, isDamaged bool, err error) {
	var said string
	err = s.readers.QueryRowContext(ctx, "PRAGMA quick_check(1)").Scan(&said)
	if err == nil && said == "ok" {
		return 0, false, nil
	}
	if err != nil && !isDamage(err) {
		return 0, false, explain(err)
	}
	slog.Error("store: the data file is damaged", "check", said, "cause", err)
	err = s.snapshot(ctx, func(tx *gorm.DB) error {
		return allIDs(tx, func(ids []int64) error {
			lost, err := aroundDamage(ids, func(ids []int64) error {
				const read = "SELECT l.data FROM records r CROSS JOIN payloads l ON l.record_id = r.id WHERE r.id IN (SELECT value FROM json_each(?))"
				return eachOf(tx, read, listJSON(ids), func(rows *sql.Rows) error { return rows.Scan(new(sql.RawBytes)) })
			})
			unread += len(lost)
			return err
		})
	})
	return unread, true, err
}
