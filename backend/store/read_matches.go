package store

import (
	"database/sql"
	"slices"
	"strconv"
	"strings"

	"golang.org/x/text/unicode/norm"
	"gorm.io/gorm"

	"npt/backend/classroom"
	"npt/backend/payload"
)

const (
	// fewMatches is the largest number of text matches that are looked up by id when other
	// filters apply.
	fewMatches = 5000
	// rareMatches is the same number when no other filter applies. With more matches it is
	// faster to walk through all records in the order of the page.
	rareMatches = 300
)

// textMatches says which records contain a text.
type textMatches struct {
	with     []int64 // the records with the text in them, ascending
	without  []int64 // those without it, ascending, if all is known
	byTime   []int64 // all visible records, oldest first, if all is known
	complete bool    // misses and byTime are known
}

// narrow adds the condition that a column holds the id of a matching record. SQLite builds a tree of
// the ids, so narrow passes the shorter list if there are many.
func (f *textMatches) narrow(c *conditions, column string) {
	switch {
	case !f.complete || f.few() || len(f.with) <= len(f.without):
		c.add(column+" IN (SELECT value FROM json_each(?))", listJSON(f.with))
	case len(f.without) > 0:
		c.add(column+" NOT IN (SELECT value FROM json_each(?))", listJSON(f.without))
	}
}

// few reports whether the records are looked up by id.
func (f *textMatches) few() bool { return len(f.with) <= fewMatches }

// query returns the query of a filter. It searches the filter's text once.
func (s *Store) query(tx *gorm.DB, f classroom.RecordFilter) (*recordQuery, error) {
	return queryWith(s.texts.search, tx, f)
}

// queryWith does what query does with another search, because a change must search the file and not
// the cache.
func queryWith(search func(tx *gorm.DB, session int64, text string) (*textMatches, error), tx *gorm.DB, f classroom.RecordFilter) (c *recordQuery, err error) {
	c = &recordQuery{tx: tx, filter: f}
	if text := payload.Fold(norm.NFC.String, f.Text); text != "" {
		c.matches, err = search(tx, f.SessionID, text)
	}
	return c, err
}

// idsOf returns the ids that a query finds, in its order. They are read as one text, because reading
// 100,000 rows one by one would take longer than finding them.
func idsOf(tx *gorm.DB, query string, args ...any) ([]int64, error) {
	var list sql.NullString
	if err := tx.Raw("SELECT group_concat(id) FROM ("+query+")", args...).Row().Scan(&list); err != nil || !list.Valid {
		return nil, err
	}
	ids := make([]int64, 0, strings.Count(list.String, ",")+1)
	for text := range strings.SplitSeq(list.String, ",") {
		id, err := strconv.ParseInt(text, 10, 64)
		if err != nil {
			return nil, err
		}
		ids = append(ids, id)
	}
	return ids, nil
}

// totalOfMatches returns the total of a query that filters by text only.
func (c *recordQuery) totalOfMatches() (int, error) {
	hidden, err := idsOf(c.tx, "SELECT id FROM records INDEXED BY records_hidden WHERE session_id = ? AND hidden = 1", c.filter.SessionID)
	n := len(c.matches.with)
	for _, id := range hidden {
		if c.matches.has(id) {
			n--
		}
	}
	return n, err
}

// allByTime returns the ids of a session's visible records, oldest first.
func allByTime(tx *gorm.DB, session int64) ([]int64, error) {
	const query = `
SELECT id FROM records INDEXED BY records_by_session
WHERE session_id = ? AND hidden = 0 ORDER BY received_at, id`
	return idsOf(tx, query, session)
}

// matchesByTime returns a page of a query that filters by text only: it walks through all
// records until the page is full.
func (c *recordQuery) matchesByTime(q classroom.RecordQuery) (ids []int64, err error) {
	all := c.matches.byTime
	if !c.matches.complete {
		if all, err = allByTime(c.tx, q.SessionID); err != nil {
			return nil, err
		}
	}
	for i, id := range all {
		if !q.Ascending {
			id = all[len(all)-1-i]
		}
		if c.matches.has(id) {
			if ids = append(ids, id); len(ids) == q.Offset+q.Limit {
				break
			}
		}
	}
	return ids[min(q.Offset, len(ids)):], nil
}

func (f *textMatches) has(id int64) bool {
	_, isHit := slices.BinarySearch(f.with, id)
	return isHit
}
