package store

import (
	"context"
	"database/sql"
	"fmt"
	"slices"
	"sync"

	"gorm.io/gorm"

	"npt/backend/classroom"
	"npt/backend/payload"
)

// cellCache holds the cells of the sessions that were read last. A large session has 18,000; a
// dashboard asks for them ten times a second, and few have changed since.
type cellCache struct {
	mu       sync.Mutex
	sessions map[int64]*cachedCells

	// The writer changes these fields; it never waits for a reader.
	told    sync.Mutex
	age     int64             // grows with every change except the saving of records
	changed map[int64][]int64 // by cached session: the records that were saved
}

// cachedCells are a session's cells, with the age at which they were read.
type cachedCells struct {
	age   int64
	cells []classroom.Cell
	index map[int64]int // of each record in cells
}

// maxCachedCells is how many sessions are cached.
const maxCachedCells = 3

func newCellCache() *cellCache {
	return &cellCache{sessions: map[int64]*cachedCells{}, changed: map[int64][]int64{}}
}

// saved notes that records were committed.
func (c *cellCache) saved(tasks []*task) {
	c.told.Lock()
	defer c.told.Unlock()
	for _, t := range tasks {
		if list, cached := c.changed[t.outcome.SessionID]; cached && t.err == nil && !t.attends && !t.outcome.Repeated {
			c.changed[t.outcome.SessionID] = append(list, t.outcome.RecordID)
		}
	}
}

// altered notes that another change was committed, which may concern any record.
func (c *cellCache) altered() {
	c.told.Lock()
	defer c.told.Unlock()
	c.age++
}

// news returns the age, and the records of a session that were saved since the last call. The next
// call reports later commits.
func (c *cellCache) news(sessionID int64) (age int64, changed []int64) {
	c.told.Lock()
	defer c.told.Unlock()
	changed = c.changed[sessionID]
	c.changed[sessionID] = nil
	return c.age, changed
}

// drop forgets a session.
func (c *cellCache) drop(sessionID int64) {
	delete(c.sessions, sessionID)
	c.told.Lock()
	defer c.told.Unlock()
	delete(c.changed, sessionID)
}

// cells returns a copy of cells of a session.
func (s *Store) cells(ctx context.Context, sessionID int64, copyOf func([]classroom.Cell) []classroom.Cell) ([]classroom.Cell, error) {
	c := s.cached
	c.mu.Lock()
	defer c.mu.Unlock()
	age, changed := c.news(sessionID)
	known := c.sessions[sessionID]
	var err error
	if known == nil || known.age != age {
		for id := range c.sessions {
			if known == nil && len(c.sessions) >= maxCachedCells {
				c.drop(id)
			}
		}
		known = &cachedCells{age: age, index: map[int64]int{}}
		c.sessions[sessionID] = known
		err = s.readCells(ctx, known, cellColumns+" INDEXED BY records_by_session WHERE r.session_id = ? AND r.hidden = 0", sessionID)
		if isDamage(err) {
			err = s.readCellsAroundDamage(ctx, known, sessionID)
		}
	} else {
		slices.Sort(changed)
		for ids := range slices.Chunk(slices.Compact(changed), payloadsAtOnce) {
			if err == nil {
				err = s.readCells(ctx, known, cellColumns+" WHERE r.id IN ? AND r.hidden = 0", ids)
			}
		}
	}
	if err != nil {
		c.drop(sessionID)
		return nil, err
	}
	return copyOf(known.cells), nil
}

const cellColumns = `
SELECT r.id, r.student_id, r.part_id, r.question, r.type, r.attempts, r.first_sent_at, r.sent_at, r.received_at, r.fingerprints
FROM records r`

// readCells adds the rows of a query to known.
func (s *Store) readCells(ctx context.Context, known *cachedCells, query string, arg any) error {
	names := map[string]string{} // of questions and types; each text is stored once
	return s.snapshot(ctx, func(tx *gorm.DB) error {
		return eachOf(tx, query, arg, func(rows *sql.Rows) error {
			var c classroom.Cell
			var question, typ sql.RawBytes
			var first, sent, received int64
			if err := rows.Scan(&c.RecordID, &c.StudentID, &c.PartID, &question, &typ, &c.Attempts, &first, &sent, &received, (*[]byte)(&c.Fingerprints)); err != nil {
				return err
			}
			c.Question, c.Type = interned(names, question), payload.Type(interned(names, typ))
			c.FirstSentAt, c.SentAt, c.ReceivedAt = moment(first), moment(sent), moment(received)
			known.put(c)
			return nil
		})
	})
}

// readCellsAroundDamage adds the cells of a session that are on no damaged page.
func (s *Store) readCellsAroundDamage(ctx context.Context, known *cachedCells, sessionID int64) error {
	query := cellColumns + fmt.Sprintf(" NOT INDEXED WHERE r.id IN ? AND r.session_id = %d AND r.hidden = 0", sessionID)
	return s.snapshot(ctx, func(tx *gorm.DB) error {
		return allIDs(tx, func(ids []int64) error {
			_, err := aroundDamage(ids, func(ids []int64) error { return s.readCells(ctx, known, query, ids) })
			return err
		})
	})
}

func (k *cachedCells) put(c classroom.Cell) {
	if i, there := k.index[c.RecordID]; there {
		k.cells[i] = c
		return
	}
	k.index[c.RecordID] = len(k.cells)
	k.cells = append(k.cells, c)
}

func interned(names map[string]string, name []byte) string {
	if known, ok := names[string(name)]; ok {
		return known
	}
	names[string(name)] = string(name)
	return names[string(name)]
}
