package store

import (
	"context"
	"database/sql"
	"errors"
	"math/rand/v2"
	"time"

	"npt/backend/classroom"
)

// idCache knows the ids behind the names in new records, and the next free ids, so that a batch need
// not read them. It reads a session when the first record for it comes, and then repeats what the
// writer does. After any other change and after a failure it forgets the sessions. The next free ids
// only grow, so that the id of something deleted is not used again while a window may still show it.
type idCache struct {
	sessions   map[int64]*openSession
	named      map[sessionName]*openSession // by the names that notebooks write, at most maxNamed
	nextSender int64
	nextRecord int64
	newcomers  classroom.Newcomers
}

type sessionName struct{ owner, session string }

// maxNamed bounds the spellings of names that are remembered; there are more than memory can hold.
const maxNamed = 1000

// openSession is an open session with its parts and senders.
type openSession struct {
	id      int64
	parts   map[string]int64
	senders map[classroom.SenderKey]*sender
	labels  map[string]bool // of the questions that were sent
	named   map[string]int  // the highest number among the senders of a name
	shown   map[string]bool // the names with their numbers
	aliases map[int]bool    // taken
	lastAt  int64           // when its last record arrived
	ahead   int64           // how far this computer's clock was set back since, in microseconds
}

// arrive moves a record's times so that it arrives after all others of the session, even if this
// computer's clock was set back since they came, or the record waited longer for its turn.
func (s *openSession) arrive(e *classroom.NewRecord) {
	at := micros(e.ReceivedAt) + s.ahead
	const turn = int64(time.Second / time.Microsecond) // a record hardly waits longer
	if at < s.lastAt-turn {
		s.ahead += s.lastAt - at
	}
	if at < s.lastAt {
		at = s.lastAt + 1
	}
	moved := time.Duration(at-micros(e.ReceivedAt)) * time.Microsecond
	s.lastAt = at
	e.ReceivedAt, e.SentAt = e.ReceivedAt.Add(moved), e.SentAt.Add(moved)
	if !e.FirstSentAt.IsZero() {
		e.FirstSentAt = e.FirstSentAt.Add(moved)
	}
}

// sender holds the same values as its row.
type sender struct {
	session     *openSession
	id          int64
	key         classroom.SenderKey
	number      int
	student     int64 // the sender that it counts for; itself if it was not merged
	merged      bool  // it was merged into another, or others into it
	alias       int
	records     int // visible records that count for it
	firstSeenAt int64
	lastSeenAt  int64
	shown       int64 // id of the last message that it has shown
	stored      bool  // the row exists, or will exist after the batch that created it
}

func readIDs(ctx context.Context, c *sql.Conn) (*idCache, error) {
	d := &idCache{}
	d.forget()
	err := c.QueryRowContext(ctx,
		"SELECT (SELECT COALESCE(MAX(id), 0) FROM senders) + 1, (SELECT COALESCE(MAX(id), 0) FROM records) + 1",
	).Scan(&d.nextSender, &d.nextRecord)
	return d, err
}

// forget empties the cache of sessions; they are read again when needed.
func (d *idCache) forget() {
	d.sessions, d.named = map[int64]*openSession{}, map[sessionName]*openSession{}
}

// session returns the owner's open session of that name; else the error for the notebook.
func (d *idCache) session(ctx context.Context, c *sql.Conn, name sessionName) (*openSession, error) {
	if s := d.named[name]; s != nil {
		return s, nil
	}
	id, err := findSession(ctx, c, name)
	if err != nil {
		return nil, err
	}
	s := d.sessions[id]
	if s == nil {
		s = &openSession{
			id:      id,
			senders: map[classroom.SenderKey]*sender{},
			labels:  map[string]bool{},
			named:   map[string]int{},
			shown:   map[string]bool{},
			aliases: map[int]bool{},
		}
		const last = "SELECT COALESCE(MAX(received_at), 0) FROM records INDEXED BY records_by_session WHERE session_id = ?"
		err := c.QueryRowContext(ctx, last, id).Scan(&s.lastAt)
		if err := errors.Join(err, s.readParts(ctx, c), s.readLabels(ctx, c), s.readSenders(ctx, c)); err != nil {
			return nil, err
		}
		d.sessions[id] = s
	}
	if len(d.named) < maxNamed {
		d.named[name] = s
	}
	return s, nil
}

// querier is a connection of the writer, or the readers' pool.
type querier interface {
	QueryContext(ctx context.Context, query string, args ...any) (*sql.Rows, error)
}

// selectNamedSessions selects an owner's sessions by the names that notebooks call them. The name of a
// demo is a secret, so that no real answer gets into it, whatever its session is called.
const selectNamedSessions = "SELECT id, CASE demo WHEN '' THEN name ELSE demo END FROM sessions WHERE owner_id = ? AND deletion = 0"

// findSession returns the id of the open session that a notebook means by these names; else the error
// for the notebook.
func findSession(ctx context.Context, q querier, name sessionName) (int64, error) {
	owners, err := idsByName(ctx, q, "SELECT id, name FROM owners")
	if err != nil {
		return 0, err
	}
	owner, found := classroom.MeantName(name.owner, owners)
	if !found {
		return 0, classroom.Errorf(classroom.CodeNoSuchOwner, "No such owner")
	}
	open, err := idsByName(ctx, q, selectNamedSessions+" AND open", owner)
	if err != nil {
		return 0, err
	}
	session, found := classroom.MeantName(name.session, open)
	if !found {
		return 0, classroom.Errorf(classroom.CodeNoSuchSession, "No such session open")
	}
	return session, nil
}

// idsByName returns the ids that a query of id and name selects, by the names.
func idsByName(ctx context.Context, q querier, query string, args ...any) (map[string]int64, error) {
	ids := map[string]int64{}
	err := eachRow(ctx, q, query, args, func(rows *sql.Rows) error {
		var id int64
		var name string
		if err := rows.Scan(&id, &name); err != nil {
			return err
		}
		ids[name] = id
		return nil
	})
	return ids, err
}

func (s *openSession) readParts(ctx context.Context, c *sql.Conn) (err error) {
	s.parts, err = idsByName(ctx, c, "SELECT id, name FROM parts WHERE session_id = ?", s.id)
	return err
}

func (s *openSession) readLabels(ctx context.Context, c *sql.Conn) error {
	const query = "SELECT t.question FROM parts p JOIN tallies t ON t.part_id = p.id WHERE p.session_id = ?"
	return eachRow(ctx, c, query, []any{s.id}, func(rows *sql.Rows) error {
		var label string
		err := rows.Scan(&label)
		s.labels[label] = true
		return err
	})
}

// takes returns the error for a sender that has as many records, or a session that has as many labels,
// as one takes; nil if there is room for a new record.
func (s *openSession) takes(from *sender, label string) error {
	switch {
	case from.records >= classroom.MaxRecordsOfSender:
		return classroom.Errorf(classroom.CodeTooManyAnswers,
			"You answered %d questions, which is the most that one student answers in a session", classroom.MaxRecordsOfSender)
	case !s.labels[label] && len(s.labels) >= classroom.MaxLabels:
		return classroom.Errorf(classroom.CodeTooManyQuestions,
			"The session has %d questions, which is the most it takes", classroom.MaxLabels)
	}
	return nil
}

func (s *openSession) readSenders(ctx context.Context, c *sql.Conn) error {
	const query = "SELECT id, uuid, name, number, given_name, given_number, student_id, alias, records, first_seen_at, last_seen_at, shown_message" +
		" FROM senders WHERE session_id = ?"
	var merged []*sender
	students := map[int64]*sender{}
	err := eachRow(ctx, c, query, []any{s.id}, func(rows *sql.Rows) error {
		p := &sender{session: s, stored: true}
		var given string
		var givenNumber int
		if err := rows.Scan(&p.id, &p.key.UUID, &p.key.Name, &p.number, &given, &givenNumber, &p.student, &p.alias, &p.records, &p.firstSeenAt, &p.lastSeenAt, &p.shown); err != nil {
			return err
		}
		s.senders[p.key] = p
		if p.student != p.id {
			merged = append(merged, p)
		}
		s.reserve(p.key.Name, p.number)
		if given != "" {
			s.reserve(given, givenNumber)
		}
		s.aliases[p.alias] = true
		students[p.id] = p
		return nil
	})
	for _, p := range merged {
		p.merged, students[p.student].merged = true, true
	}
	return err
}

// sender returns the task's sender; it creates one if there is none and Newcomers lets it in.
func (d *idCache) sender(s *openSession, t *task) (*sender, error) {
	key, seenAt := t.record.Sender, micros(t.record.ReceivedAt)
	if p := s.senders[key]; p != nil {
		return p, nil
	}
	if err := d.newcomers.Admit(s.id, t.record.From, len(s.senders), t.listens, t.record.ReceivedAt); err != nil {
		return nil, err
	}
	p := &sender{
		session: s, id: d.nextSender, key: key, number: s.freeNumber(key.Name), student: d.nextSender, alias: s.newAlias(),
		firstSeenAt: seenAt, lastSeenAt: seenAt,
	}
	d.nextSender++
	s.senders[key] = p
	return p, nil
}

// reserve marks a display name as taken.
func (s *openSession) reserve(name string, number int) {
	s.named[name] = max(s.named[name], number)
	s.shown[classroom.DisplayName(name, number)] = true
}

// freeNumber returns the number that makes the display name of a new sender unique, even if another
// notebook calls itself `Alice #2`.
func (s *openSession) freeNumber(name string) int {
	number := s.named[name] + 1
	for s.shown[classroom.DisplayName(name, number)] {
		number++
	}
	s.reserve(name, number)
	return number
}

// newAlias returns a random number that nobody in the session has; it is random so that it does not
// show who came when. It has as few digits as leave many numbers free.
func (s *openSession) newAlias() int {
	first, numbers := 1, 99
	switch taken := len(s.senders); {
	case taken >= 450:
		first, numbers = 1000, 9000
	case taken >= 50:
		first, numbers = 100, 900
	}
	for {
		if n := first + rand.IntN(numbers); !s.aliases[n] { //nolint:gosec // it hides names from a class, not from attackers
			s.aliases[n] = true
			return n
		}
	}
}

// eachRow calls fn for each row of the query.
func eachRow(ctx context.Context, q querier, query string, args []any, fn func(rows *sql.Rows) error) error {
	rows, err := q.QueryContext(ctx, query, args...)
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
