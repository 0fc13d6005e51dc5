package store

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"gorm.io/gorm"

	"npt/backend/classroom"
	"npt/backend/payload"
)

// Facts returns all that a board of the session is made from. It is CodeNotFound if the session is gone.
func (s *Store) Facts(ctx context.Context, sessionID int64) (classroom.Facts, error) {
	facts := classroom.Facts{Visits: map[int64]time.Time{}}
	var err error
	if facts.Session, err = s.Session(ctx, sessionID); err != nil {
		return facts, err
	}
	if facts.Students, err = s.Senders(ctx, sessionID); err != nil {
		return facts, err
	}
	if facts.Cells, err = s.cells(ctx, sessionID); err != nil {
		return facts, err
	}
	err = s.snapshot(ctx, func(tx *gorm.DB) error {
		for _, read := range []func(*gorm.DB, int64, *classroom.Facts) error{readRules, readPins, readVisits, readHelp} {
			if err := read(tx, sessionID, &facts); err != nil {
				return err
			}
		}
		return nil
	})
	return facts, err
}

// eachOf calls fn for each row of a query with one argument.
func eachOf(tx *gorm.DB, query string, about any, fn func(rows *sql.Rows) error) error {
	rows, err := tx.Raw(query, about).Rows()
	if err != nil {
		return err
	}
	defer rows.Close()
	for rows.Next() {
		if err := fn(rows); err != nil {
			return err
		}
	}
	return rows.Err()
}

// alikeJSON is a classroom.Alike in the file, checkJSON a classroom.Check: types of
// their own, so that a new name in the domain does not change what older files hold.
type alikeJSON struct {
	Relative    float64 `json:"relative,omitempty"`
	Absolute    float64 `json:"absolute,omitempty"`
	WholeExact  bool    `json:"wholeExact,omitempty"`
	AnyOrder    bool    `json:"anyOrder,omitempty"`
	FoldCase    bool    `json:"foldCase,omitempty"`
	IgnoreNames bool    `json:"ignoreNames,omitempty"`
}

type checkJSON struct {
	Kind     classroom.CheckKind `json:"kind"`
	Expected []string            `json:"expected,omitempty"`
	Relative float64             `json:"relative,omitempty"`
	Absolute float64             `json:"absolute,omitempty"`
	Pattern  string              `json:"pattern,omitempty"`
	RecordID int64               `json:"recordId,omitempty"`
}

func readRules(tx *gorm.DB, sessionID int64, facts *classroom.Facts) error {
	var rows []ruleRow
	if err := tx.Where("session_id = ?", sessionID).Find(&rows).Error; err != nil {
		return err
	}
	for _, row := range rows {
		r, err := row.rule()
		if err != nil {
			return err
		}
		facts.Rules = append(facts.Rules, r)
	}
	return nil
}

// Rule returns what is set for a question; what holds where nothing is, if nothing is.
func (s *Store) Rule(ctx context.Context, sessionID int64, question string) (classroom.Rule, error) {
	row := ruleRow{Question: question}
	err := s.read.WithContext(ctx).Where("session_id = ? AND question = ?", sessionID, question).Take(&row).Error
	if err != nil && !errors.Is(err, gorm.ErrRecordNotFound) {
		return classroom.Rule{}, explain(err)
	}
	return row.rule()
}

type ruleRow struct {
	SessionID int64
	Question  string
	Title     string
	Number    int
	Alike     string
	Checking  string
	Added     bool
}

func (ruleRow) TableName() string { return "questions" }

func (r ruleRow) rule() (classroom.Rule, error) {
	rule := classroom.Rule{Question: r.Question, Title: r.Title, Order: r.Number, Added: r.Added, Equivalence: classroom.DefaultEquivalence}
	if r.Alike != "" {
		var a alikeJSON
		if err := json.Unmarshal([]byte(r.Alike), &a); err != nil {
			return rule, fmt.Errorf("store: what is alike of question %s: %w", r.Question, err)
		}
		rule.Equivalence = classroom.Equivalence(a)
	}
	if r.Checking != "" {
		var c checkJSON
		if err := json.Unmarshal([]byte(r.Checking), &c); err != nil {
			return rule, fmt.Errorf("store: check of question %s: %w", r.Question, err)
		}
		rule.Check = classroom.Check(c)
	}
	return rule, nil
}

// SetRules keeps what is set for questions, for all of them or none. It is CodeNotFound if
// the session is gone.
func (s *Store) SetRules(ctx context.Context, sessionID int64, rules ...classroom.Rule) error {
	rows := make([]ruleRow, len(rules))
	for i, r := range rules {
		var err error
		if rows[i], err = rowOf(sessionID, r); err != nil {
			return err
		}
	}
	return s.changeBeside(ctx, func(tx *gorm.DB) error {
		if err := take(tx.Where("id = ?", sessionID), &sessionRow{}, "session"); err != nil {
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
	row = ruleRow{SessionID: sessionID, Question: r.Question, Title: r.Title, Number: r.Order, Added: r.Added}
	if r.Equivalence != classroom.DefaultEquivalence {
		if row.Alike, err = asJSON(alikeJSON(r.Equivalence)); err != nil {
			return row, err
		}
	}
	if r.Check.Kind != classroom.CheckNothing {
		row.Checking, err = asJSON(checkJSON(r.Check))
	}
	return row, err
}

// putRule keeps a rule, none if it says nothing.
func putRule(tx *gorm.DB, r ruleRow) error {
	if r == (ruleRow{SessionID: r.SessionID, Question: r.Question}) {
		return tx.Exec("DELETE FROM questions WHERE session_id = ? AND question = ?", r.SessionID, r.Question).Error
	}
	const put = `
INSERT INTO questions (session_id, question, title, number, alike, checking, added) VALUES (?, ?, ?, ?, ?, ?, ?)
ON CONFLICT (session_id, question) DO UPDATE
SET title = excluded.title, number = excluded.number, alike = excluded.alike, checking = excluded.checking, added = excluded.added`
	return tx.Exec(put, r.SessionID, r.Question, r.Title, r.Number, r.Alike, r.Checking, r.Added).Error
}

// copyRules gives a session what was set for the questions of another, and the answers
// that were marked or labelled there: the next class makes the same mistakes.
func copyRules(tx *gorm.DB, from, to int64) error {
	for _, statement := range []string{
		"INSERT INTO questions (session_id, question, title, number, alike, checking, added) SELECT ?, question, title, number, alike, checking, added FROM questions WHERE session_id = ?",
		"INSERT INTO pins (session_id, question, type, data, plotted, label, verdict) SELECT ?, question, type, data, plotted, label, verdict FROM pins WHERE session_id = ? ORDER BY id",
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

type pinRow struct {
	ID        int64
	SessionID int64
	Question  string
	Type      string
	Data      []byte
	Plotted   []byte
	Label     string
	Verdict   string
}

func (pinRow) TableName() string { return "pins" }

func readPins(tx *gorm.DB, sessionID int64, facts *classroom.Facts) error {
	var rows []pinRow
	if err := tx.Where("session_id = ?", sessionID).Order("id").Find(&rows).Error; err != nil {
		return err
	}
	for _, r := range rows {
		facts.Pins = append(facts.Pins, classroom.Pin{
			ID: r.ID, Question: r.Question, Label: r.Label, Verdict: classroom.Verdict(r.Verdict),
			Payload: payload.Payload{Type: payload.Type(r.Type), Data: r.Data, Plotted: r.Plotted},
		})
	}
	return nil
}

// SavePin keeps a pin: a new one if its ID is 0, and none if it has neither label nor
// verdict. It is CodeNotFound if the session is gone.
func (s *Store) SavePin(ctx context.Context, sessionID int64, p classroom.Pin) error {
	return s.changeBeside(ctx, func(tx *gorm.DB) error {
		if err := take(tx.Where("id = ?", sessionID), &sessionRow{}, "session"); err != nil {
			return err
		}
		switch {
		case p.Label == "" && p.Verdict == classroom.NotJudged:
			return tx.Delete(&pinRow{}, "id = ?", p.ID).Error
		case p.ID != 0:
			return tx.Model(&pinRow{ID: p.ID}).Updates(map[string]any{"label": p.Label, "verdict": string(p.Verdict)}).Error
		}
		data := p.Payload.Data
		if data == nil {
			data = []byte{}
		}
		return tx.Create(&pinRow{
			SessionID: sessionID, Question: p.Question, Type: string(p.Payload.Type), Data: data, Plotted: p.Payload.Plotted,
			Label: p.Label, Verdict: string(p.Verdict),
		}).Error
	})
}

// payloadsAtOnce is how many payloads one statement reads.
const payloadsAtOnce = 200

// EachPayload calls fn for the payload of each of the records that is still there.
func (s *Store) EachPayload(ctx context.Context, recordIDs []int64, fn func(id int64, p payload.Payload)) error {
	return s.snapshot(ctx, func(tx *gorm.DB) error {
		for ids := range slices.Chunk(recordIDs, payloadsAtOnce) {
			marks := "?" + strings.Repeat(",?", len(ids)-1)
			args := make([]any, len(ids))
			for i, id := range ids {
				args[i] = id
			}
			rows, err := tx.Raw("SELECT r.id, r.type, l.data, l.plotted FROM records r JOIN payloads l ON l.record_id = r.id WHERE r.id IN ("+marks+")", args...).Rows()
			if err != nil {
				return err
			}
			err = eachPayload(rows, fn)
			if err != nil {
				return err
			}
		}
		return nil
	})
}

func eachPayload(rows *sql.Rows, fn func(id int64, p payload.Payload)) error {
	defer rows.Close()
	for rows.Next() {
		var id int64
		var p payload.Payload
		if err := rows.Scan(&id, &p.Type, &p.Data, &p.Plotted); err != nil {
			return err
		}
		fn(id, p)
	}
	return rows.Err()
}
