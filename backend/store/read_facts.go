package store

import (
	"cmp"
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strconv"
	"time"

	"gorm.io/gorm"

	"npt/backend/classroom"
	"npt/backend/payload"
)

// Facts returns everything that a dashboard of the session is made from. The error is CodeNotFound if
// the session does not exist.
func (s *Store) Facts(ctx context.Context, sessionID int64) (classroom.Facts, error) {
	return s.facts(ctx, sessionID, slices.Clone[[]classroom.Cell])
}

// FactsOf does what Facts does, with the cells of some questions only: of a large session that has few.
func (s *Store) FactsOf(ctx context.Context, sessionID int64, questions map[string]bool) (classroom.Facts, error) {
	return s.facts(ctx, sessionID, func(all []classroom.Cell) (some []classroom.Cell) {
		for i := range all {
			if questions[all[i].Question] {
				some = append(some, all[i])
			}
		}
		return some
	})
}

// facts returns the facts of a session with a copy of some of its cells.
func (s *Store) facts(ctx context.Context, sessionID int64, copyOf func([]classroom.Cell) []classroom.Cell) (classroom.Facts, error) {
	facts := classroom.Facts{Visits: map[int64]time.Time{}}
	var err error
	if facts.Session, err = s.Session(ctx, sessionID); err != nil {
		return facts, err
	}
	if facts.Students, err = s.Students(ctx, sessionID); err != nil {
		return facts, err
	}
	if facts.Cells, err = s.cells(ctx, sessionID, copyOf); err != nil {
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

// equivalenceJSON is a classroom.Equivalence in the file, checkJSON a classroom.Check. They are
// separate types, so that a new name in the domain does not change older files.
type equivalenceJSON struct {
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

type inputsJSON struct {
	Lines   []string `json:"lines,omitempty"`
	Outputs []string `json:"outputs,omitempty"`
	Seconds float64  `json:"seconds,omitempty"`
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

// Rule returns the rule of a question; the default rule if none is set.
func (s *Store) Rule(ctx context.Context, sessionID int64, question string) (classroom.Rule, error) {
	row := ruleRow{Question: question}
	err := s.read.WithContext(ctx).Where("session_id = ? AND question = ?", sessionID, question).Take(&row).Error
	if err != nil && !errors.Is(err, gorm.ErrRecordNotFound) {
		return classroom.Rule{}, explain(err)
	}
	return row.rule()
}

// AskedInputs returns the inputs of a session's questions, by question.
func (s *Store) AskedInputs(ctx context.Context, sessionID int64) ([]classroom.AskedInputs, error) {
	var rows []ruleRow
	if err := s.read.WithContext(ctx).Where("session_id = ? AND inputs <> ''", sessionID).Order("question").Find(&rows).Error; err != nil {
		return nil, explain(err)
	}
	var asked []classroom.AskedInputs
	for _, row := range rows {
		r, err := row.rule()
		if err != nil {
			return nil, err
		}
		if len(r.Inputs.Lines) > 0 {
			asked = append(asked, classroom.AskedInputs{Question: r.Question, Lines: r.Inputs.Lines, Seconds: cmp.Or(r.Inputs.Seconds, classroom.CallSeconds)})
		}
	}
	return asked, nil
}

type ruleRow struct {
	SessionID   int64
	Question    string
	Title       string
	Number      int
	Equivalence string
	Checking    string
	Added       bool
	Feedback    string
	Released    bool
	Inputs      string
}

func (ruleRow) TableName() string { return "questions" }

func (r ruleRow) rule() (classroom.Rule, error) {
	rule := classroom.Rule{Question: r.Question, Title: r.Title, Order: r.Number, Added: r.Added, Equivalence: classroom.DefaultEquivalence, Feedback: readFeedback(r.Feedback), Released: r.Released}
	if r.Equivalence != "" {
		var a equivalenceJSON
		if err := json.Unmarshal([]byte(r.Equivalence), &a); err != nil {
			return rule, fmt.Errorf("store: equivalence of question %s: %w", r.Question, err)
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
	if r.Inputs != "" {
		var in inputsJSON
		if err := json.Unmarshal([]byte(r.Inputs), &in); err != nil {
			return rule, fmt.Errorf("store: inputs of question %s: %w", r.Question, err)
		}
		rule.Inputs = classroom.Inputs(in)
	}
	return rule, nil
}

type pinRow struct {
	ID        int64
	SessionID int64
	Question  string
	Type      string
	Data      []byte
	Plotted   []byte
	Calls     []byte
	Digest    string
	Label     string
	Verdict   string
}

func (pinRow) TableName() string { return "pins" }

func readPins(tx *gorm.DB, sessionID int64, facts *classroom.Facts) error {
	var rows []pinRow
	if err := tx.Omit("data", "plotted", "calls", "digest").Where("session_id = ?", sessionID).Order("id").Find(&rows).Error; err != nil {
		return err
	}
	for _, r := range rows {
		facts.Pins = append(facts.Pins, classroom.Pin{ID: r.ID, Question: r.Question, Label: r.Label, Verdict: classroom.Verdict(r.Verdict)})
	}
	return nil
}

// PinPayload returns the answer of a pin. The error is CodeNotFound if the pin does not exist.
func (s *Store) PinPayload(ctx context.Context, id int64) (payload.Payload, error) {
	var r pinRow
	if err := takeRow(s.read.WithContext(ctx).Where("id = ?", id), &r, "group"); err != nil {
		return payload.Payload{}, explain(err)
	}
	return payload.Payload{Type: payload.Type(r.Type), Data: r.Data, Plotted: r.Plotted, Calls: r.Calls, Digest: payload.Digest(r.Digest)}, nil
}

// payloadsAtOnce is how many payloads one statement reads.
const payloadsAtOnce = 200

// EachPayload calls fn for the payload of each of the records that still exist and are on no damaged
// page, in the order of the list, until fn returns false. If there is a damaged page, it calls fn for
// some of them twice. It returns the first error of the database. fn may keep the payload's bytes.
func (s *Store) EachPayload(ctx context.Context, recordIDs []int64, fn func(id int64, p payload.Payload) bool) error {
	return s.snapshot(ctx, func(tx *gorm.DB) error {
		goOn := true
		for ids := range slices.Chunk(recordIDs, payloadsAtOnce) {
			_, err := aroundDamage(ids, func(ids []int64) (err error) {
				if goOn {
					goOn, err = readPayloads(tx, ids, fn)
				}
				return err
			})
			if err != nil || !goOn {
				return err
			}
		}
		return nil
	})
}

func readPayloads(tx *gorm.DB, ids []int64, fn func(id int64, p payload.Payload) bool) (goOn bool, err error) {
	// CROSS JOIN keeps the order of the tables, and with it that of the list.
	const query = "SELECT r.id, r.type, l.data, l.plotted, l.calls, l.digest FROM json_each(?) w CROSS JOIN records r ON r.id = w.value CROSS JOIN payloads l ON l.record_id = r.id"
	rows, err := tx.Raw(query, listJSON(ids)).Rows()
	if err != nil {
		return true, err
	}
	return scanPayloads(rows, fn)
}

func scanPayloads(rows *sql.Rows, fn func(id int64, p payload.Payload) bool) (goOn bool, err error) {
	defer rows.Close()
	for rows.Next() {
		var id int64
		var p payload.Payload
		if err := rows.Scan(&id, &p.Type, &p.Data, &p.Plotted, &p.Calls, &p.Digest); err != nil {
			return true, err
		}
		if !fn(id, p) {
			return false, nil
		}
	}
	return true, rows.Err()
}

func readVisits(tx *gorm.DB, sessionID int64, facts *classroom.Facts) error {
	const query = `
SELECT n.student_id, MAX(v.visited_at) FROM senders n JOIN visits v ON v.sender_id = n.id
WHERE n.session_id = ? GROUP BY n.student_id`
	return eachOf(tx, query, sessionID, func(rows *sql.Rows) error {
		var student, at int64
		if err := rows.Scan(&student, &at); err != nil {
			return err
		}
		facts.Visits[student] = moment(at)
		return nil
	})
}

// readHelp reads the requests for help of a session, and whether its queue is paused.
func readHelp(tx *gorm.DB, sessionID int64, facts *classroom.Facts) (err error) {
	var paused int64
	if err := tx.Raw("SELECT help_paused_at FROM sessions WHERE id = ?", sessionID).Scan(&paused).Error; err != nil {
		return err
	}
	facts.HelpPausedAt = momentOrNever(paused)
	facts.Requests, err = requestsOf(tx, sessionID)
	return err
}

// repliedTo selects the message that ended a request: it was sent to the student at that very moment.
const repliedTo = `
SELECT m.id FROM messages m JOIN recipients r ON r.message_id = m.id JOIN senders o ON o.id = r.sender_id
WHERE m.session_id = h.session_id AND m.direct AND m.sent_at = h.ended_at AND o.student_id = n.student_id`

var latestRequests = strconv.Itoa(classroom.LatestRequests)

// HelpOf returns the classroom.LatestRequests for help of a student and of those who were merged into
// it, the newest first, with what became of each.
func (s *Store) HelpOf(ctx context.Context, studentID int64) (list []classroom.PastRequest, err error) {
	query := "SELECT " + helpColumns + ", COALESCE(m.text, ''), m.id IS NULL" + `
FROM senders n JOIN help h ON h.sender_id = n.id LEFT JOIN messages m ON h.ended_at > 0 AND m.id = (` + repliedTo + ` LIMIT 1)
WHERE n.student_id = ? ORDER BY h.asked_at DESC, h.id DESC LIMIT ` + latestRequests
	err = s.snapshot(ctx, func(tx *gorm.DB) error {
		return eachOf(tx, query, studentID, func(rows *sql.Rows) error {
			var r classroom.PastRequest
			var hasNoReply bool
			err := scanHelp(rows, &r.HelpRequest, &r.Reply, &hasNoReply)
			r.Visited = hasNoReply && r.Ending == classroom.HelpGiven
			list = append(list, r)
			return err
		})
	})
	return list, explain(err)
}

// LastReplies returns the texts that last answered requests for help in any session, the newest first,
// each once, at most as many as are wanted. What was sent to others than who asked is none of them.
func (s *Store) LastReplies(ctx context.Context, most int) (texts []string, err error) {
	const query = `
SELECT m.text FROM help h JOIN senders n ON n.id = h.sender_id JOIN messages m ON m.id IN (` + repliedTo + `)
WHERE h.ended_at > 0 AND m.text <> '' GROUP BY m.text ORDER BY MAX(m.id) DESC LIMIT ?`
	err = s.snapshot(ctx, func(tx *gorm.DB) error { return tx.Raw(query, most).Scan(&texts).Error })
	return texts, explain(err)
}
