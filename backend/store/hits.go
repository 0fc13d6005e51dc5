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
	// fewHits is up to how many answers with a text in them are looked up by id, where
	// something else is chosen by too.
	fewHits = 5000
	// rareHits is up to how many are where the text alone is chosen by: of more, a page is
	// sooner found in its order.
	rareHits = 300
)

// found is what a text was found in.
type found struct {
	hits   []int64 // the records with the text in them, ascending
	misses []int64 // those without it, ascending, if all is known
	byTime []int64 // all that show, oldest first, if all is known
	all    bool    // misses and byTime are known
}

// narrow adds that a column with the ids of records has one of those that were found.
// SQLite makes a tree of the ids, so of many the shorter list is given.
func (f *found) narrow(c *conditions, column string) {
	switch {
	case !f.all || f.few() || len(f.hits) <= len(f.misses):
		c.add(column+" IN (SELECT value FROM json_each(?))", listJSON(f.hits))
	case len(f.misses) > 0:
		c.add(column+" NOT IN (SELECT value FROM json_each(?))", listJSON(f.misses))
	}
}

// few reports whether the records are looked up by id.
func (f *found) few() bool { return len(f.hits) <= fewHits }

// choose looks for the filter's text, once for all that is asked of the choice.
func (s *Store) choose(tx *gorm.DB, f classroom.RecordFilter) (*choice, error) {
	return chooseBy(s.texts.search, tx, f)
}

// chooseBy is choose with another search: what is about to write looks in the file.
func chooseBy(search func(tx *gorm.DB, session int64, text string) (*found, error), tx *gorm.DB, f classroom.RecordFilter) (c *choice, err error) {
	c = &choice{tx: tx, filter: f}
	if text := payload.Fold(norm.NFC.String, f.Text); text != "" {
		c.found, err = search(tx, f.SessionID, text)
	}
	return c, err
}

// idsOf returns the ids that a query finds, in its order. They come as one text: row by
// row a hundred thousand would take longer than finding them.
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

// totalOfHits returns how many records have the text in them, where it alone is chosen by.
func (c *choice) totalOfHits() (int, error) {
	hidden, err := idsOf(c.tx, "SELECT id FROM records INDEXED BY records_hidden WHERE session_id = ? AND hidden = 1", c.filter.SessionID)
	n := len(c.found.hits)
	for _, id := range hidden {
		if c.found.hit(id) {
			n--
		}
	}
	return n, err
}

// allByTime returns the ids of a session's records that show, oldest first.
func allByTime(tx *gorm.DB, session int64) ([]int64, error) {
	const query = `
SELECT id FROM records INDEXED BY records_by_session
WHERE session_id = ? AND hidden = 0 ORDER BY received_at, id`
	return idsOf(tx, query, session)
}

// hitsByTime returns a page of the records with the text in them, where it alone is
// chosen by: it walks through all records until the page is full.
func (c *choice) hitsByTime(q classroom.RecordQuery) (ids []int64, err error) {
	all := c.found.byTime
	if !c.found.all {
		if all, err = allByTime(c.tx, q.SessionID); err != nil {
			return nil, err
		}
	}
	for i, id := range all {
		if !q.Ascending {
			id = all[len(all)-1-i]
		}
		if c.found.hit(id) {
			if ids = append(ids, id); len(ids) == q.Offset+q.Limit {
				break
			}
		}
	}
	return ids[min(q.Offset, len(ids)):], nil
}

func (f *found) hit(id int64) bool {
	_, isHit := slices.BinarySearch(f.hits, id)
	return isHit
}
