package store

import (
	"context"

	"gorm.io/gorm"
)

// deleteAtOnce is how many records one transaction deletes or hides. Notebooks that send meanwhile
// wait for one transaction at most.
const deleteAtOnce = 1000

// DeleteSession hides the session and returns the id of its deletion and how many records it has. From
// then on the session refuses records as a closed one does: notebooks keep them, and send them again
// if the deletion is undone. The error is CodeNotFound if the session does not exist.
func (s *Store) DeleteSession(ctx context.Context, id int64) (deletion int64, records int, err error) {
	row := deletionRow{SessionID: id}
	err = s.change(ctx, func(tx *gorm.DB) error {
		if err := takeRow(tx.Where("id = ? AND deletion = 0", id), &sessionRow{}, "session"); err != nil {
			return err
		}
		if err := tx.Create(&row).Error; err != nil {
			return err
		}
		const count = "SELECT COALESCE(SUM(t.records), 0) FROM parts p JOIN tallies t ON t.part_id = p.id WHERE p.session_id = ?"
		if err := tx.Raw(count, id).Scan(&records).Error; err != nil {
			return err
		}
		return tx.Model(&sessionRow{ID: id}).Update("deletion", row.ID).Error
	})
	return row.ID, records, err
}

// dropSession deletes the session with everything in it. A large one is deleted in several
// transactions, and the first of them closes it. When ctx ends, the rest stays hidden, with its
// deletion.
func (s *Store) dropSession(ctx context.Context, id int64) error {
	err := s.change(ctx, func(tx *gorm.DB) error { return setOpen(tx, id, map[string]any{"open": false}) })
	for more := true; more && err == nil; {
		if hasEnded(ctx) {
			return nil
		}
		err = s.change(context.WithoutCancel(ctx), func(tx *gorm.DB) (err error) {
			more, err = dropSome(tx, id, deleteAtOnce)
			return err
		})
	}
	if err != nil {
		return err
	}
	return s.change(context.WithoutCancel(ctx), func(tx *gorm.DB) error {
		return tx.Delete(&sessionRow{ID: id}).Error // ON DELETE CASCADE deletes the rest
	})
}

// dropSome deletes the oldest n of a session's records, keeps the counts right, and reports whether
// there may be more records.
func dropSome(tx *gorm.DB, session int64, n int) (more bool, err error) {
	const oldest = "SELECT id, student_id, question, hidden FROM records INDEXED BY records_by_session WHERE session_id = ? ORDER BY received_at, id LIMIT ?"
	var rows []struct {
		ID, StudentID int64
		Question      string
		Hidden        bool
	}
	if err := tx.Raw(oldest, session, n).Scan(&rows).Error; err != nil || len(rows) == 0 {
		return false, err
	}
	counts, questions, ids := map[int64]int{}, map[string]bool{}, make([]int64, len(rows))
	for i, r := range rows {
		ids[i], questions[r.Question] = r.ID, true
		if !r.Hidden {
			counts[r.StudentID]--
		}
	}
	for _, statement := range []string{
		"DELETE FROM texts WHERE session_id = @session AND record_id IN (SELECT value FROM json_each(@ids))",
		"DELETE FROM records WHERE id IN (SELECT value FROM json_each(@ids))",
	} {
		if err := tx.Exec(statement, map[string]any{"session": session, "ids": listJSON(ids)}).Error; err != nil {
			return false, err
		}
	}
	ctx, c := tx.Statement.Context, connection(tx)
	if err := addRecords(ctx, c, counts); err != nil {
		return false, err
	}
	return true, tallyAnew(ctx, c, session, keysOf(questions))
}

// NamesOf returns every name that a student goes by, with those of the notebooks merged into it, and the names and e-mail
// addresses of people on the class list.
func (s *Store) NamesOf(ctx context.Context, students, people []int64) (names []string, err error) {
	const read = `
SELECT name FROM senders WHERE student_id IN (SELECT value FROM json_each(?1))
UNION SELECT given_name FROM senders WHERE student_id IN (SELECT value FROM json_each(?1)) AND given_name <> ''
UNION SELECT name FROM people WHERE id IN (SELECT value FROM json_each(?2))
UNION SELECT email FROM people WHERE id IN (SELECT value FROM json_each(?2)) AND email <> ''`
	err = s.snapshot(ctx, func(tx *gorm.DB) error { return tx.Raw(read, listJSON(students), listJSON(people)).Scan(&names).Error })
	return names, explain(err)
}

// Everybody returns every name and e-mail address that the file knows.
func (s *Store) Everybody(ctx context.Context) (names []string, err error) {
	const read = `
SELECT name FROM senders UNION SELECT given_name FROM senders WHERE given_name <> ''
UNION SELECT name FROM people UNION SELECT email FROM people WHERE email <> '' UNION SELECT name FROM person_notebooks`
	err = s.snapshot(ctx, func(tx *gorm.DB) error { return tx.Raw(read).Scan(&names).Error })
	return names, explain(err)
}

// peopleErased returns what is noted of people on class lists who are erased.
func peopleErased(tx *gorm.DB, people []int64) (erased []Erasure, err error) {
	const read = "SELECT p.id AS person, o.created_at AS owner FROM people p JOIN owners o ON o.id = p.owner_id WHERE p.id IN (SELECT value FROM json_each(?))"
	if err := tx.Raw(read, listJSON(people)).Scan(&erased).Error; err != nil {
		return nil, err
	}
	if len(erased) < len(people) {
		return nil, notFound("student")
	}
	return erased, nil
}

// erasePerson takes somebody off the class list, with what was decided of their notebooks.
func erasePerson(tx *gorm.DB, e Erasure) error {
	const of = "owner_id IN (SELECT id FROM owners WHERE created_at = ?2)"
	for _, statement := range []string{
		"DELETE FROM person_notebooks WHERE person_id = ?1 AND " + of,
		"DELETE FROM people WHERE id = ?1 AND " + of,
	} {
		if err := tx.Exec(statement, e.Person, e.Owner).Error; err != nil {
			return err
		}
	}
	return nil
}

// neverAgain lets nobody who comes on a class list get the id of a person who was erased, by which copies are cleaned: the
// ids of a restored file begin where they were.
func neverAgain(tx *gorm.DB, erased []Erasure) error {
	last := int64(0)
	for _, e := range erased {
		last = max(last, e.Person)
	}
	for _, statement := range []string{
		"UPDATE sqlite_sequence SET seq = ?1 WHERE name = 'people' AND seq < ?1",
		"INSERT INTO sqlite_sequence (name, seq) SELECT 'people', ?1 WHERE NOT EXISTS (SELECT 1 FROM sqlite_sequence WHERE name = 'people')",
	} {
		if err := tx.Exec(statement, last).Error; err != nil {
			return err
		}
	}
	return nil
}

// forgetNotebooks takes from the class list what was decided of the notebooks of these senders, or of all of a session if
// senders is nil, but of those that are in another session too.
func forgetNotebooks(tx *gorm.DB, session int64, senders []int64) error {
	const forget = `
DELETE FROM person_notebooks WHERE (device, name) IN (
  SELECT uuid, name FROM senders WHERE session_id = ?1 AND (?2 OR id IN (SELECT value FROM json_each(?3)))
) AND (device, name) NOT IN (
  SELECT uuid, name FROM senders WHERE session_id <> ?1 OR NOT ?2 AND id NOT IN (SELECT value FROM json_each(?3))
)`
	return tx.Exec(forget, session, senders == nil, listJSON(senders)).Error
}
