package store

import (
	"cmp"
	"context"
	"database/sql"
	"errors"
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
// if the session does not exist.
func (s *Store) WalkRecords(ctx context.Context, sel classroom.RecordSelection, fn func(classroom.Record, payload.Payload) error) error {
	return s.snapshot(ctx, func(tx *gorm.DB) error {
		if err := takeRow(tx.Where("id = ?", sel.Filter.SessionID), &sessionRow{}, "session"); err != nil {
			return err
		}
		chosen, err := chosenRows(tx, sel)
		if err != nil {
			return err
		}
		if err := sortForWalk(tx, sel.Filter.SessionID, chosen); err != nil {
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
		err = tx.Raw(query, listJSON(sel.IDs), sel.Filter.SessionID).Scan(&list).Error
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
	err = tx.Raw(columns+from, args...).Scan(&list).Error
	if len(sel.ExceptIDs) > 0 {
		except := map[int64]bool{}
		for _, id := range sel.ExceptIDs {
			except[id] = true
		}
		list = slices.DeleteFunc(list, func(r chosenRow) bool { return except[r.ID] })
	}
	return list, err
}

func sortForWalk(tx *gorm.DB, session int64, list []chosenRow) error {
	parts, err := partsOf(tx, session)
	if err != nil {
		return err
	}
	number := map[int64]int{}
	for _, p := range parts {
		number[p.ID] = p.Number
	}
	students, err := studentRanks(tx, session)
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

// studentRanks returns the index of each student in the list by name.
func studentRanks(tx *gorm.DB, session int64) (map[int64]int, error) {
	var rows []senderRow
	if err := tx.Where("session_id = ?", session).Find(&rows).Error; err != nil {
		return nil, err
	}
	compare := byName()
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
	Digest  string
}

const filledColumns = recordColumns + ", l.data, l.plotted, l.digest FROM records r" + recordJoins + "JOIN payloads l ON l.record_id = r.id "

func (r filledRow) answer() (classroom.Record, payload.Payload, error) {
	record, err := r.Row.record()
	return record, payload.Payload{Type: record.Type, Data: r.Data, Plotted: r.Plotted, Digest: payload.Digest(r.Digest)}, err
}

// walkQuery reads records in the order of their list: CROSS JOIN keeps the order of the tables.
// ORDER BY would hold all payloads of the list to sort them.
var walkQuery = recordColumns + ", l.data, l.plotted, l.digest FROM json_each(?) w CROSS JOIN records r ON r.id = w.value" +
	strings.ReplaceAll(recordJoins+"JOIN payloads l ON l.record_id = r.id", " JOIN ", " CROSS JOIN ")

var errWalk = errors.New("store: records came in another order than they were asked for")

func walkRun(tx *gorm.DB, run []chosenRow, fn func(classroom.Record, payload.Payload) error) error {
	ids := make([]int64, len(run))
	for i, r := range run {
		ids[i] = r.ID
	}
	rows, err := tx.Raw(walkQuery, listJSON(ids)).Rows()
	if err != nil {
		return err
	}
	defer rows.Close()
	read := 0
	for ; rows.Next(); read++ {
		var row filledRow
		if err := tx.ScanRows(rows, &row); err != nil {
			return err
		}
		if read == len(ids) || row.Row.ID != ids[read] {
			return errWalk
		}
		record, sent, err := row.answer()
		if err != nil {
			return err
		}
		if err := fn(record, sent); err != nil {
			return err
		}
	}
	if err := rows.Err(); err != nil {
		return err
	}
	if read < len(run) {
		return sql.ErrNoRows // within one state of the file: cannot be
	}
	return nil
}
