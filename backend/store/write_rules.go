package store

import (
	"context"
	"encoding/json"
	"errors"
	"log/slog"

	"gorm.io/gorm"
	"gorm.io/gorm/clause"

	"npt/backend/archive"
	"npt/backend/classroom"
	"npt/backend/gradebook"
	"npt/backend/roster"
)

// SetRules stores the rules of questions: all of them or, after an error, none. The error is
// CodeNotFound if the session does not exist.
func (s *Store) SetRules(ctx context.Context, sessionID int64, rules ...classroom.Rule) error {
	rows := make([]ruleRow, len(rules))
	for i, r := range rules {
		var err error
		if rows[i], err = rowOf(sessionID, r); err != nil {
			return err
		}
	}
	return s.changeBeside(ctx, func(tx *gorm.DB) error {
		if err := takeRow(tx.Where("id = ?", sessionID), &sessionRow{}, "session"); err != nil {
			return err
		}
		for _, row := range rows {
			if err := putRule(tx, row); err != nil {
				return err
			}
		}
		return nil
	})
}

func rowOf(sessionID int64, r classroom.Rule) (row ruleRow, err error) {
	row = ruleRow{SessionID: sessionID, Question: r.Question, Title: r.Title, Number: r.Order, Added: r.Added, Released: r.Released}
	if row.Feedback, err = writeFeedback(r.Feedback); err != nil {
		return row, err
	}
	if r.Equivalence != classroom.DefaultEquivalence {
		if row.Equivalence, err = asJSON(equivalenceJSON(r.Equivalence)); err != nil {
			return row, err
		}
	}
	if r.Check.Kind != classroom.CheckNothing {
		if row.Checking, err = asJSON(checkJSON(r.Check)); err != nil {
			return row, err
		}
	}
	if len(r.Inputs.Lines) > 0 {
		row.Inputs, err = asJSON(inputsJSON(r.Inputs))
	}
	return row, err
}

// putRule stores a rule; it deletes the row of a rule that sets nothing.
func putRule(tx *gorm.DB, r ruleRow) error {
	if r == (ruleRow{SessionID: r.SessionID, Question: r.Question}) {
		return tx.Exec("DELETE FROM questions WHERE session_id = ? AND question = ?", r.SessionID, r.Question).Error
	}
	const put = `
INSERT INTO questions (session_id, question, title, number, equivalence, checking, added, inputs, feedback, released) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
ON CONFLICT (session_id, question) DO UPDATE
SET title = excluded.title, number = excluded.number, equivalence = excluded.equivalence, checking = excluded.checking, added = excluded.added,
    inputs = excluded.inputs, feedback = excluded.feedback, released = excluded.released`
	return tx.Exec(put, r.SessionID, r.Question, r.Title, r.Number, r.Equivalence, r.Checking, r.Added, r.Inputs, r.Feedback, r.Released).Error
}

// copyRules copies the rules of questions, the marked or labelled answers and the hints of labels from one
// session to another, because the next class makes the same mistakes.
func copyRules(tx *gorm.DB, from, to int64) error {
	for _, statement := range []string{
		"INSERT INTO questions (session_id, question, title, number, equivalence, checking, added, inputs, feedback) SELECT ?, question, title, number, equivalence, checking, added, inputs, feedback FROM questions WHERE session_id = ?",
		"INSERT INTO pins (session_id, question, type, data, plotted, calls, digest, label, verdict) SELECT ?, question, type, data, plotted, calls, digest, label, verdict FROM pins WHERE session_id = ? ORDER BY id",
		"INSERT INTO hints (session_id, question, label, text, code) SELECT ?, question, label, text, code FROM hints WHERE session_id = ?",
	} {
		if err := tx.Exec(statement, to, from).Error; err != nil {
			return err
		}
	}
	return nil
}

func asJSON(v any) (string, error) {
	text, err := json.Marshal(v)
	return string(text), err
}

// SavePin stores a pin. A pin with ID 0 is a new one; a pin with neither label nor verdict is deleted.
// The error is CodeNotFound if the session does not exist.
func (s *Store) SavePin(ctx context.Context, sessionID int64, p classroom.Pin) error {
	return s.changeBeside(ctx, func(tx *gorm.DB) error {
		if err := takeRow(tx.Where("id = ?", sessionID), &sessionRow{}, "session"); err != nil {
			return err
		}
		switch {
		case p.Label == "" && p.Verdict == classroom.NotJudged:
			return tx.Delete(&pinRow{}, "id = ?", p.ID).Error
		case p.ID != 0:
			if err := passHint(tx, sessionID, p); err != nil {
				return err
			}
			return tx.Model(&pinRow{ID: p.ID}).Updates(map[string]any{"label": p.Label, "verdict": string(p.Verdict)}).Error
		}
		data := p.Payload.Data
		if data == nil {
			data = []byte{}
		}
		return tx.Create(&pinRow{
			SessionID: sessionID, Question: p.Question, Type: string(p.Payload.Type), Data: data, Plotted: p.Payload.Plotted, Calls: p.Payload.Calls,
			Digest: string(p.Payload.Digest), Label: p.Label, Verdict: string(p.Verdict),
		}).Error
	})
}

type schemeRow struct {
	SessionID int64 `gorm:"primaryKey;autoIncrement:false"`
	Scheme    string
}

func (schemeRow) TableName() string { return "schemes" }

// Scheme returns how the points of a session are counted; gradebook.DefaultScheme if nothing was set.
func (s *Store) Scheme(ctx context.Context, sessionID int64) (gradebook.Scheme, error) {
	var row schemeRow
	err := s.read.WithContext(ctx).Where("session_id = ?", sessionID).Take(&row).Error
	if errors.Is(err, gorm.ErrRecordNotFound) {
		return gradebook.DefaultScheme, nil
	}
	if err != nil {
		return gradebook.Scheme{}, explain(err)
	}
	return readScheme(row.Scheme), nil
}

// readScheme returns the scheme that a text says. What cannot be read counts as not set, so that the teacher can set it anew.
func readScheme(text string) (scheme gradebook.Scheme) {
	err := json.Unmarshal([]byte(text), &scheme)
	if err == nil {
		err = scheme.Validate()
	}
	if err != nil {
		slog.Error("store: how points are counted cannot be read", "scheme", text, "cause", err)
		return gradebook.DefaultScheme
	}
	return scheme
}

// isScheme reports whether a text says how points are counted.
func isScheme(text string) bool {
	var scheme gradebook.Scheme
	return json.Unmarshal([]byte(text), &scheme) == nil && scheme.Validate() == nil
}

// SetScheme stores how the points of a session are counted.
func (s *Store) SetScheme(ctx context.Context, sessionID int64, scheme gradebook.Scheme) error {
	text, err := asJSON(scheme)
	if err != nil {
		return err
	}
	return s.changeBeside(ctx, func(tx *gorm.DB) error {
		if err := takeRow(tx.Where("id = ?", sessionID), &sessionRow{}, "session"); err != nil {
			return err
		}
		return tx.Clauses(clause.OnConflict{UpdateAll: true}).Create(&schemeRow{sessionID, text}).Error
	})
}

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

// peopleOf are the class list of a session that is imported, and its students.
type peopleOf struct {
	people   []archive.Person
	students []archive.Student
}

// join adds to the owner's class list whom it does not have. Whoever is on it stays as there, and so does what was decided
// of notebooks there.
func (p peopleOf) join(tx *gorm.DB, owner int64) error {
	if len(p.people) == 0 {
		return nil
	}
	var there []personRow
	if err := tx.Where("owner_id = ?", owner).Order("position").Find(&there).Error; err != nil {
		return err
	}
	known, coming := make([]roster.Person, len(there)), make([]roster.Person, len(p.people))
	last := -1
	for i, r := range there {
		known[i] = roster.Person{Name: r.Name, First: r.First, Last: r.Last, Identifier: r.Identifier, Email: r.Email}
		last = r.Position
	}
	for i, c := range p.people {
		coming[i] = roster.Person{Name: c.Name, First: c.First, Last: c.Last, Identifier: c.Identifier, Email: c.Email}
	}
	ids := map[int]int64{archive.NotListed: roster.Nobody}
	for i, at := range roster.Pairs(known, coming) {
		if at >= 0 {
			ids[i] = there[at].ID
			continue
		}
		c := p.people[i]
		last++
		made := personRow{0, owner, last, c.Name, c.First, c.Last, c.Identifier, c.Email, c.Section}
		if last >= roster.MaxPeople {
			return classroom.Errorf(classroom.CodeTooLarge, "A class list has at most %d students: remove those of an earlier term.", roster.MaxPeople)
		}
		if err := tx.Create(&made).Error; err != nil {
			return err
		}
		ids[i] = made.ID
	}
	for _, s := range p.students {
		if s.Person == nil {
			continue
		}
		row := personNotebookRow{owner, s.UUID, s.Name, ids[*s.Person]}
		if err := tx.Clauses(clause.OnConflict{DoNothing: true}).Create(&row).Error; err != nil {
			return err
		}
	}
	return nil
}
