package store

import (
	"bytes"
	"context"
	"database/sql"
	"errors"
	"log/slog"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"

	"gorm.io/gorm"

	"npt/backend/budget"
)

// textCache holds the texts of the session that was searched last. A teacher who types searches with
// each key, and searching the file of a large session is too slow for that. The cache is used only if
// nothing was written since it was read. A session large enough to need it is rarely written to; other
// sessions are searched quickly in the file.
type textCache struct {
	writes   *atomic.Int64                                               // the writer's; odd while a write is under way
	snapshot func(ctx context.Context, fn func(tx *gorm.DB) error) error // the store's snapshot
	last     atomic.Pointer[sessionTexts]
	ahead    atomic.Int64 // the session that was last read ahead
	reading  atomic.Bool
	readers  sync.WaitGroup
}

// sessionTexts are the folded texts of a session, joined.
type sessionTexts struct {
	session int64
	writes  int64 // the value of writes when this was read; always even
	text    []byte
	ids     []int64 // of the records, ascending
	ends    []int   // where the text of each ends
	byTime  []int64 // the ids of the visible records, oldest first
}

// search returns which of the session's records contain text; never nil. If it has to search the file,
// it also starts to read the texts into the cache for the next key.
func (h *textCache) search(tx *gorm.DB, session int64, text string) (*matches, error) {
	// A transaction sees the file as it is at its first query, so this query comes before writes is read.
	var exists bool
	if err := tx.Raw("SELECT EXISTS (SELECT 1 FROM texts WHERE session_id = ?)", session).Scan(&exists).Error; err != nil || !exists {
		return &matches{}, err
	}
	if last := h.last.Load(); last != nil && last.session == session && last.writes == h.writes.Load() {
		return last.find(text), nil
	}
	h.readBeside(session)
	return scanTexts(tx, session, text)
}

// readAhead starts to read the texts of a session that somebody looks at, so that they are cached
// before the first key. It does so once for a session.
func (h *textCache) readAhead(session int64) {
	if h.ahead.Swap(session) != session {
		h.readBeside(session)
	}
}

func (h *textCache) readBeside(session int64) {
	if !h.reading.CompareAndSwap(false, true) {
		return
	}
	h.readers.Go(func() {
		defer h.reading.Store(false)
		h.last.Store(h.read(session))
	})
}

// read returns the session's texts; nil if they are too long, are being changed, or cannot be read.
// The caller then searches the file.
func (h *textCache) read(session int64) (read *sessionTexts) {
	err := h.snapshot(context.Background(), func(tx *gorm.DB) error {
		var size int
		if err := tx.Raw("SELECT COALESCE(SUM(octet_length(text)), 0) FROM texts WHERE session_id = ?", session).Scan(&size).Error; err != nil || size > budget.Texts {
			return err
		}
		writes := h.writes.Load()
		if writes%2 == 1 {
			return nil
		}
		var err error
		if read, err = readTexts(tx, session, size); err != nil {
			return err
		}
		read.writes = writes
		read.byTime, err = allByTime(tx, session)
		return err
	})
	if err != nil {
		slog.Warn("store: the texts could not be cached, so the file is searched", "cause", err)
		return nil
	}
	return read
}

// scanTexts searches the file itself.
func scanTexts(tx *gorm.DB, session int64, text string) (*matches, error) {
	hits, err := idsOf(tx, "SELECT record_id AS id FROM texts WHERE session_id = ? AND instr(text, ?) > 0", session, text)
	return &matches{with: hits}, err
}

var errTexts = errors.New("store: texts to be searched came in another form than they were asked for")

// textsAtOnce is how many texts are read as one, of 10,000 characters at most.
const textsAtOnce = 500

// readTexts reads a session's texts of size bytes, many as one text, because row by row takes three
// times as long. Before each text are its record's id and its length in bytes.
func readTexts(tx *gorm.DB, session int64, size int) (*sessionTexts, error) {
	const query = `
SELECT group_concat(record_id || ' ' || octet_length(text) || ' ' || text, '')
FROM (SELECT record_id, text FROM texts WHERE session_id = ? AND record_id > ? ORDER BY record_id LIMIT ?)`
	h := &sessionTexts{session: session, text: make([]byte, 0, size)}
	for last := int64(0); ; last = h.ids[len(h.ids)-1] {
		var all sql.NullString
		if err := tx.Raw(query, session, last, textsAtOnce).Row().Scan(&all); err != nil {
			return nil, err
		}
		if !all.Valid {
			return h, nil
		}
		if err := h.add(all.String); err != nil {
			return nil, err
		}
	}
}

// add takes apart what readTexts reads as one.
func (h *sessionTexts) add(rest string) error {
	for rest != "" {
		id, behind, _ := strings.Cut(rest, " ")
		length, text, _ := strings.Cut(behind, " ")
		record, idErr := strconv.ParseInt(id, 10, 64)
		n, lengthErr := strconv.Atoi(length)
		if idErr != nil || lengthErr != nil || n < 0 || n > len(text) {
			return errTexts
		}
		h.text = append(h.text, text[:n]...)
		h.ids, h.ends = append(h.ids, record), append(h.ends, len(h.text))
		rest = text[n:]
	}
	return nil
}

// find returns which records contain text and which do not.
func (h *sessionTexts) find(text string) *matches {
	f := &matches{byTime: h.byTime, complete: true}
	needle := []byte(text)
	next := 0 // the first record without a result
	for at, i := 0, 0; ; {
		n := bytes.Index(h.text[at:], needle)
		if n < 0 {
			f.without = append(f.without, h.ids[next:]...)
			return f
		}
		at += n
		for h.ends[i] <= at {
			i++
		}
		if at+len(needle) <= h.ends[i] { // else the match crosses into the next text
			f.without = append(f.without, h.ids[next:i]...)
			f.with = append(f.with, h.ids[i])
			next = i + 1
		}
		at = h.ends[i]
	}
}
