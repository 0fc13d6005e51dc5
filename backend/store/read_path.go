package store

import (
	"context"
	"maps"
	"slices"
	"time"

	"gorm.io/gorm"

	"npt/backend/classroom"
)

// maxMedians is the largest number of records in a session for which the medians of a path
// are computed: with more, a page would take too long.
const maxMedians = 20_000

// Path returns the way of a student through the questions, with the neighbours in the list by name, or
// by number if isByNumber. id may be that of a merged sender. The error is CodeNotFound if it does not
// exist.
func (s *Store) Path(ctx context.Context, id int64, isByNumber bool) (path classroom.Path, err error) {
	err = s.snapshot(ctx, func(tx *gorm.DB) error {
		var row senderRow
		if err := takeRow(tx.Where("id = ?", id), &row, "student"); err != nil {
			return err
		}
		all, err := students(tx, row.SessionID)
		if err != nil {
			return err
		}
		if isByNumber {
			slices.SortFunc(all, byNumber)
		}
		findStudent(&path, all, row.StudentID)
		return walk(tx, row.SessionID, &path)
	})
	return path, err
}

func findStudent(path *classroom.Path, all []classroom.Student, id int64) {
	i := slices.IndexFunc(all, func(s classroom.Student) bool { return s.ID == id })
	path.Student, path.Position, path.Of = all[i], i+1, len(all)
	if i > 0 {
		path.Previous = all[i-1].ID
	}
	if i+1 < len(all) {
		path.Next = all[i+1].ID
	}
}

// walk fills in the steps of a path.
func walk(tx *gorm.DB, session int64, path *classroom.Path) error {
	counts, err := questionCounts(tx, session)
	if err != nil {
		return err
	}
	records, firsts, err := recordsOnPath(tx, session, path.Student.ID)
	if err != nil {
		return err
	}
	medians, err := readMedians(tx, session)
	if err != nil {
		return err
	}
	taken := classroom.Taken(slices.Collect(maps.Values(firsts)))
	for _, q := range counts {
		step := classroom.PathStep{Question: q.Question, Students: q.Students, Records: records[q.Question], Taken: -1, Median: -1}
		if t, known := taken[q.Question]; known {
			step.Taken = t
		}
		if m, known := medians[q.Question]; known {
			step.Median = m
		}
		path.Steps = append(path.Steps, step)
	}
	return nil
}

// recordsOnPath returns a student's records by question, and when each was first sent.
func recordsOnPath(tx *gorm.DB, session, student int64) (map[string][]classroom.Record, map[string]classroom.FirstSending, error) {
	own := &recordQuery{tx: tx, filter: classroom.RecordFilter{SessionID: session, StudentIDs: []int64{student}}}
	from, args := own.from()
	query := recordColumns + " FROM records r" + recordJoins + "WHERE r.id IN (SELECT r.id" + from + ") ORDER BY p.number"
	var rows []recordRow
	if err := tx.Raw(query, args...).Scan(&rows).Error; err != nil {
		return nil, nil, err
	}
	records, firsts := map[string][]classroom.Record{}, map[string]classroom.FirstSending{}
	for _, row := range rows {
		r, err := row.record()
		if err != nil {
			return nil, nil, err
		}
		records[r.Question] = append(records[r.Question], r)
		if f, there := firsts[r.Question]; !there || r.FirstSentAt.Before(f.At) {
			firsts[r.Question] = classroom.FirstSending{StudentID: student, Question: r.Question, At: r.FirstSentAt}
		}
	}
	return records, firsts, nil
}

// readMedians returns for each question the median time that it took the students of a session.
func readMedians(tx *gorm.DB, session int64) (map[string]time.Duration, error) {
	total, err := (&recordQuery{tx: tx, filter: classroom.RecordFilter{SessionID: session}}).total()
	if err != nil || total > maxMedians {
		return nil, err
	}
	const query = `
SELECT student_id, question, MIN(first_sent_at) AS at FROM records INDEXED BY records_by_session
WHERE session_id = ? AND hidden = 0 GROUP BY student_id, question`
	var rows []struct {
		StudentID int64
		Question  string
		At        int64
	}
	if err := tx.Raw(query, session).Scan(&rows).Error; err != nil {
		return nil, err
	}
	firsts := make([]classroom.FirstSending, len(rows))
	for i, r := range rows {
		firsts[i] = classroom.FirstSending{StudentID: r.StudentID, Question: r.Question, At: moment(r.At)}
	}
	return classroom.MedianTaken(firsts), nil
}
