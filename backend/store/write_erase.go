package store

import (
	"cmp"
	"context"
	"crypto/sha256"
	"database/sql"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"slices"

	"golang.org/x/text/unicode/norm"
	"gorm.io/gorm"

	"npt/backend/classroom"
	"npt/backend/payload"
)

// What is erased cannot be brought back, and none of its bytes stay: Erase takes it from all tables at once,
// and Compact writes the file anew without it. The file keeps for ever what was erased, without a name, so
// that it is taken from copies too, from those on a stick that comes back later and from one that is
// restored after a year.

// Erasure says what was erased, so that it is found in a copy and tells nobody who it was.
type Erasure struct {
	Session int64 `json:"session"`
	Created int64 `json:"created"` // with Session it names one: ids begin anew in a restored file
	// Senders are hashes; there is none if the whole session was erased.
	Senders []string `json:"senders,omitempty"`
	// Of somebody on a class list, in place of the above: the id, and when the owner of the list was created.
	Person int64 `json:"person,omitempty"`
	Owner  int64 `json:"owner,omitempty"`
}

// The keys of the settings about what was erased.
const (
	keyErased  = "erased"
	keyErasing = "erasing" // a Left
)

// senderHash names a sender to whoever knows it. The random uuid keeps others from trying names.
func senderHash(session, created int64, uuid, name string) string {
	sum := sha256.Sum256(fmt.Appendf(nil, "%d\x00%d\x00%s\x00%s", session, created, uuid, name))
	return hex.EncodeToString(sum[:16])
}

// Namesakes returns the students of all sessions whom a notebook or the teacher calls as this one is called
// by its notebooks or the teacher, itself first. Case does not matter. The error is CodeNotFound if the
// student does not exist.
func (s *Store) Namesakes(ctx context.Context, student int64) ([]classroom.Student, error) {
	var found []classroom.Student
	err := s.snapshot(ctx, func(tx *gorm.DB) error {
		var all []senderRow
		if err := tx.Find(&all).Error; err != nil {
			return err
		}
		names := foldedNames(all, student)
		if len(names) == 0 {
			return notFound("student")
		}
		seen := map[int64]bool{}
		for _, r := range all {
			if r.isCalled(names) {
				seen[r.StudentID] = true
			}
		}
		for _, r := range all {
			if r.StudentID == r.ID && seen[r.ID] {
				found = append(found, r.student())
			}
		}
		slices.SortStableFunc(found, func(a, b classroom.Student) int {
			return cmp.Or(boolCompare(b.ID == student, a.ID == student), cmp.Compare(b.SessionID, a.SessionID))
		})
		return nil
	})
	return found, explain(err)
}

func foldName(name string) string { return payload.Fold(norm.NFC.String, name) }

// foldedNames returns what a student is called by its notebooks and the teacher; nothing if it does not exist.
func foldedNames(all []senderRow, student int64) map[string]bool {
	names := map[string]bool{}
	for _, r := range all {
		if r.ID != student && r.StudentID != student {
			continue
		}
		names[foldName(r.Name)] = true
		if r.GivenName != "" {
			names[foldName(r.GivenName)] = true
		}
	}
	return names
}

func (r senderRow) isCalled(names map[string]bool) bool {
	return names[foldName(r.Name)] || r.GivenName != "" && names[foldName(r.GivenName)]
}

func boolCompare(a, b bool) int {
	switch {
	case a == b:
		return 0
	case b:
		return -1
	}
	return 1
}

// EraseStudents deletes these students for good with all that came from them or was written to them alone,
// and these people from the class list, and returns the students' sessions. All of them are erased or, after an error, none. Marks of a question that a
// student answered go if nobody else has that answer now, as they hold a copy of it. Compact must follow.
func (s *Store) EraseStudents(ctx context.Context, students, people []int64) (sessions []int64, err error) {
	err = s.change(ctx, func(tx *gorm.DB) error {
		var rows []senderRow
		if err := tx.Where("student_id IN ?", students).Order("session_id").Find(&rows).Error; err != nil {
			return err
		}
		if len(rows) == 0 && len(students) > 0 {
			return notFound("student")
		}
		erased := []Erasure{}
		for _, r := range rows {
			if len(erased) == 0 || erased[len(erased)-1].Session != r.SessionID {
				var of sessionRow
				if err := takeRow(tx.Where("id = ?", r.SessionID), &of, "session"); err != nil {
					return err
				}
				erased, sessions = append(erased, Erasure{Session: of.ID, Created: of.CreatedAt}), append(sessions, of.ID)
			}
			last := &erased[len(erased)-1]
			last.Senders = append(last.Senders, senderHash(last.Session, last.Created, r.UUID, r.Name))
		}
		listed, err := peopleErased(tx, people)
		if err != nil {
			return err
		}
		erased = append(erased, listed...)
		if err := noteErased(tx, erased); err != nil {
			return err
		}
		return eraseNow(tx, erased)
	})
	return sessions, err
}

// EraseSession deletes a session for good with everything in it, from the moment on at which it returns or,
// if the app ends before, at its next start. Compact must follow.
func (s *Store) EraseSession(ctx context.Context, id int64) error {
	row := deletionRow{SessionID: id, Final: true}
	err := s.change(ctx, func(tx *gorm.DB) error {
		var of sessionRow
		if err := takeRow(tx.Where("id = ?", id), &of, "session"); err != nil {
			return err
		}
		if err := noteErased(tx, []Erasure{{Session: id, Created: of.CreatedAt}}); err != nil {
			return err
		}
		if err := tx.Create(&row).Error; err != nil {
			return err
		}
		if err := forgetNotebooks(tx, id, nil); err != nil {
			return err
		}
		return tx.Model(&sessionRow{ID: id}).Update("deletion", row.ID).Error
	})
	if err != nil {
		return err
	}
	return s.FinishDelete(context.WithoutCancel(ctx), row.ID)
}

// Erased returns all that was ever erased.
func (s *Store) Erased(ctx context.Context) (list []Erasure, err error) {
	text, err := s.Setting(ctx, keyErased)
	if err == nil && text != "" {
		err = json.Unmarshal([]byte(text), &list)
	}
	return list, err
}

// Left says where something may still be that was erased.
type Left string

// The places.
const (
	NothingLeft Left = ""
	FileLeft    Left = "file"   // in the bytes of the file, and in all copies
	SecondLeft  Left = "second" // in the copies elsewhere
)

// Erasing returns where something may still be that was erased.
func (s *Store) Erasing(ctx context.Context) (Left, error) {
	text, err := s.Setting(ctx, keyErasing)
	return Left(text), err
}

// SetErasing notes where something may still be of what was erased, of which of is the list. It notes nothing
// if more was erased meanwhile, as that is still everywhere.
func (s *Store) SetErasing(ctx context.Context, of []Erasure, left Left) error {
	return s.changeBeside(ctx, func(tx *gorm.DB) error {
		list, err := erasedIn(tx)
		if err != nil || len(list) != len(of) { // it only grows
			return err
		}
		return tx.Save(&settingRow{Key: keyErasing, Value: string(left)}).Error
	})
}

// noteErased writes down what is erased, in the transaction that erases it.
func noteErased(tx *gorm.DB, more []Erasure) error {
	list, err := erasedIn(tx)
	if err != nil {
		return err
	}
	if err := tx.Save(&settingRow{Key: keyErased, Value: listJSON(append(list, more...))}).Error; err != nil {
		return err
	}
	return tx.Save(&settingRow{Key: keyErasing, Value: string(FileLeft)}).Error
}

// erasedIn returns all that was ever erased.
func erasedIn(tx *gorm.DB) ([]Erasure, error) {
	var row settingRow
	if err := tx.Where("key = ?", keyErased).Limit(1).Find(&row).Error; err != nil {
		return nil, err
	}
	list := []Erasure{}
	if row.Value == "" {
		return list, nil
	}
	return list, json.Unmarshal([]byte(row.Value), &list)
}

// Compact writes the data file anew, so that nothing of what was deleted is left in it or in its log.
// Notebooks wait meanwhile. It may be called again after an error.
func (s *Store) Compact(ctx context.Context) error {
	return s.writer.queue.do(ctx, &task{outside: compact, done: make(chan struct{})})
}

func compact(w *writer) error {
	ctx := context.Background()
	if err := w.outside(ctx, "VACUUM"); err != nil {
		return err
	}
	return w.truncateLog(ctx)
}

// eraseAll takes from a copy all that was ever erased, and writes the file anew if it had any of it.
func eraseAll(ctx context.Context, w *writer, erased []Erasure) (isChanged bool, err error) {
	changes := func(c *sql.Conn) (n int64, err error) {
		err = c.QueryRowContext(ctx, "SELECT total_changes()").Scan(&n)
		return n, err
	}
	err = w.inTx(ctx, func(c *sql.Conn) error {
		before, err := changes(c)
		if err != nil {
			return err
		}
		if err := eraseNow(w.over(ctx, c), erased); err != nil {
			return err
		}
		after, err := changes(c)
		isChanged = after != before
		return err
	})
	if err != nil || !isChanged {
		return isChanged, err
	}
	return true, compact(w)
}

// eraseNow deletes in one transaction what erased names and the file has.
func eraseNow(tx *gorm.DB, erased []Erasure) error {
	ctx, c := tx.Statement.Context, connection(tx)
	for _, e := range erased {
		if e.Person != 0 {
			if err := erasePerson(tx, e); err != nil {
				return err
			}
			continue
		}
		var isThere bool
		const look = "SELECT EXISTS (SELECT 1 FROM sessions WHERE id = ? AND created_at = ?)"
		if err := c.QueryRowContext(ctx, look, e.Session, e.Created).Scan(&isThere); err != nil {
			return err
		}
		switch {
		case !isThere:
		case len(e.Senders) == 0:
			if err := eraseWhole(tx, e.Session); err != nil {
				return err
			}
		default:
			if err := eraseSenders(tx, e); err != nil {
				return err
			}
		}
	}
	return nil
}

func eraseWhole(tx *gorm.DB, session int64) error {
	if err := forgetNotebooks(tx, session, nil); err != nil {
		return err
	}
	for _, statement := range []string{
		"DELETE FROM texts WHERE session_id = ?",
		"DELETE FROM records WHERE session_id = ?",
		"DELETE FROM sessions WHERE id = ?", // ON DELETE CASCADE deletes the rest
	} {
		if err := tx.Exec(statement, session).Error; err != nil {
			return err
		}
	}
	return nil
}

// What is deleted with senders, in this order. ?1 is the session, ?2 the senders, ?3 the questions that they
// answered.
var withSenders = []string{
	"DELETE FROM texts WHERE session_id = ?1 AND record_id IN (SELECT id FROM records WHERE session_id = ?1 AND sender_id IN (SELECT value FROM json_each(?2)))",
	"DELETE FROM records WHERE session_id = ?1 AND sender_id IN (SELECT value FROM json_each(?2))",
	`DELETE FROM messages WHERE session_id = ?1 AND direct = 1
  AND id IN (SELECT message_id FROM recipients WHERE sender_id IN (SELECT value FROM json_each(?2)))
  AND id NOT IN (SELECT message_id FROM recipients WHERE sender_id NOT IN (SELECT value FROM json_each(?2)))`,
	`DELETE FROM pins WHERE session_id = ?1 AND question IN (SELECT value FROM json_each(?3)) AND NOT EXISTS (
  SELECT 1 FROM records r JOIN payloads l ON l.record_id = r.id
  WHERE r.session_id = ?1 AND r.question = pins.question AND r.type = pins.type AND l.data = pins.data)`,
	"DELETE FROM senders WHERE session_id = ?1 AND id IN (SELECT value FROM json_each(?2))", // and what belongs to them
}

// eraseSenders deletes senders with all that came from them or was written to them alone.
func eraseSenders(tx *gorm.DB, e Erasure) error {
	ctx, c := tx.Statement.Context, connection(tx)
	ids := []int64{}
	err := eachRow(ctx, c, "SELECT id, uuid, name FROM senders WHERE session_id = ?", []any{e.Session}, func(rows *sql.Rows) error {
		var id int64
		var uuid, name string
		err := rows.Scan(&id, &uuid, &name)
		if slices.Contains(e.Senders, senderHash(e.Session, e.Created, uuid, name)) {
			ids = append(ids, id)
		}
		return err
	})
	if err == nil && len(ids) > 0 {
		err = errors.Join(forgetNotebooks(tx, e.Session, ids), partFrom(tx, e.Session, ids))
	}
	if err != nil || len(ids) == 0 {
		return err
	}
	questions := []string{}
	const answered = "SELECT DISTINCT question FROM records WHERE session_id = ? AND sender_id IN (SELECT value FROM json_each(?))"
	err = eachRow(ctx, c, answered, []any{e.Session, listJSON(ids)}, func(rows *sql.Rows) error {
		questions = append(questions, "")
		return rows.Scan(&questions[len(questions)-1])
	})
	for _, statement := range withSenders {
		if err == nil {
			_, err = c.ExecContext(ctx, statement, e.Session, listJSON(ids), listJSON(questions))
		}
	}
	if err != nil {
		return err
	}
	return tallyAnew(ctx, c, e.Session, questions)
}

// partFrom unmerges others from senders that are erased. Only a copy has such: whoever is merged is erased
// together.
func partFrom(tx *gorm.DB, session int64, ids []int64) error {
	const part = `
UPDATE senders SET merged_into = 0 WHERE session_id = ?1 AND merged_into IN (SELECT value FROM json_each(?2)) AND id NOT IN (SELECT value FROM json_each(?2))
OR session_id = ?1 AND id IN (SELECT value FROM json_each(?2)) AND merged_into <> 0 AND merged_into NOT IN (SELECT value FROM json_each(?2))`
	parted, err := connection(tx).ExecContext(tx.Statement.Context, part, session, listJSON(ids))
	if err != nil {
		return err
	}
	if n, err := parted.RowsAffected(); err != nil || n == 0 {
		return err
	}
	return regroup(tx, session)
}
