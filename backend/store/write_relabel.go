package store

import (
	"context"
	"encoding/json"

	"gorm.io/gorm"

	"npt/backend/classroom"
)

// labelled are the tables in which a question is known by its label, each with what limits it to one session.
var labelled = []struct{ table, ofSession string }{
	{"records", "session_id = ?1"},
	{"tallies", "part_id IN (SELECT id FROM parts WHERE session_id = ?1)"},
	{"questions", "session_id = ?1"},
	{"pins", "session_id = ?1"},
	{"hints", "session_id = ?1"},
	{"tellings", "sender_id IN (SELECT id FROM senders WHERE session_id = ?1)"},
	{"hinted", "sender_id IN (SELECT id FROM senders WHERE session_id = ?1)"},
	{"help", "sender_id IN (SELECT id FROM senders WHERE session_id = ?1)"},
}

// Relabel gives questions of a session other labels, by their labels: records and all that is set or told of a question
// follow, at once or, after an error, not at all. Labels may change places. The error is CodeConflict if a question that
// keeps its label has one of the new ones, CodeNotFound if the session does not exist.
func (s *Store) Relabel(ctx context.Context, sessionID int64, labels map[string]string) error {
	becomes, err := json.Marshal(labels)
	if err != nil {
		return err
	}
	return s.change(ctx, func(tx *gorm.DB) error {
		if err := takeRow(tx.Where("id = ? AND deletion = 0", sessionID), &sessionRow{}, "session"); err != nil {
			return err
		}
		for _, in := range labelled {
			if err := freeLabels(tx, in.table, in.ofSession, sessionID, string(becomes)); err != nil {
				return err
			}
		}
		for _, in := range labelled {
			// In two steps, as no two may have one label meanwhile. No label begins with this character.
			for _, statement := range []string{
				"UPDATE " + in.table + " SET question = char(1) || (SELECT j.value FROM json_each(?2) j WHERE j.key = question) WHERE " + in.ofSession + " AND question IN (SELECT key FROM json_each(?2))",
				"UPDATE " + in.table + " SET question = substr(question, 2) WHERE " + in.ofSession + " AND question IN (SELECT char(1) || value FROM json_each(?2))",
			} {
				if _, err := connection(tx).ExecContext(tx.Statement.Context, statement, sessionID, string(becomes)); err != nil {
					return err
				}
			}
		}
		return nil
	})
}

// freeLabels returns an error if a question of a table that keeps its label has one of the new ones.
func freeLabels(tx *gorm.DB, table, ofSession string, sessionID int64, becomes string) error {
	query := "SELECT question FROM " + table + " WHERE " + ofSession +
		" AND question IN (SELECT value FROM json_each(?2)) AND question NOT IN (SELECT key FROM json_each(?2)) LIMIT 1"
	var taken []string
	if err := tx.Raw(query, sessionID, becomes).Scan(&taken).Error; err != nil || len(taken) == 0 {
		return err
	}
	return classroom.Errorf(classroom.CodeConflict, "Question %s keeps its number, so that no other can have it.", taken[0])
}
