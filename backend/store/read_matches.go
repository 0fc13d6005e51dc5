package store

import (
	"cmp"
	"context"
	"database/sql"
	"maps"
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

// matches says which records a text, verdicts and labels select.
type matches struct {
	with     []int64 // the records that match, ascending
	without  []int64 // those that do not, ascending, if all is known
	byTime   []int64 // all visible records, oldest first, if all is known
	complete bool    // without and byTime are known
	isRest   bool    // all records match but those of without; with is not known
}

// narrow adds the condition that a column holds the id of a matching record. SQLite builds a tree of
// the ids, so narrow passes the shorter list if there are many.
func (m *matches) narrow(c *conditions, column string) {
	switch {
	case !m.isRest && (!m.complete || m.few() || len(m.with) <= len(m.without)):
		c.add(column+" IN (SELECT value FROM json_each(?))", listJSON(m.with))
	case len(m.without) > 0:
		c.add(column+" NOT IN (SELECT value FROM json_each(?))", listJSON(m.without))
	}
}

// few reports whether the records are looked up by id.
func (m *matches) few() bool { return !m.isRest && len(m.with) <= fewMatches }

func (m *matches) has(id int64) bool {
	if m.isRest {
		return !isIn(m.without, id)
	}
	return isIn(m.with, id)
}

// only returns the matches that are among ids; m may be nil, for all records.
func (m *matches) only(ids []int64) *matches {
	switch {
	case m == nil:
		return &matches{with: ids}
	case m.isRest:
		return &matches{with: minus(ids, m.without)}
	}
	return &matches{with: both(m.with, ids), byTime: m.byTime}
}

// but returns the matches that are not among ids; m may be nil, for all records.
func (m *matches) but(ids []int64) *matches {
	switch {
	case m == nil:
		return &matches{without: ids, isRest: true}
	case m.isRest:
		return &matches{without: either(m.without, ids), isRest: true}
	}
	return &matches{with: minus(m.with, ids), byTime: m.byTime}
}

// query returns the query of a filter. It searches the filter's text once.
func (s *Store) query(tx *gorm.DB, f classroom.RecordFilter) (*recordQuery, error) {
	return queryWith(s.texts.search, tx, f)
}

// queryWith does what query does with another search, because a change must search the file and not
// the cache.
func queryWith(search func(tx *gorm.DB, session int64, text string) (*matches, error), tx *gorm.DB, f classroom.RecordFilter) (c *recordQuery, err error) {
	c = &recordQuery{tx: tx, filter: f}
	if text := payload.Fold(norm.NFC.String, f.Text); text != "" {
		if c.text, err = search(tx, f.SessionID, text); err == nil {
			err = c.addNamed(text)
		}
	}
	c.judge()
	return c, err
}

// addNamed adds, to the records with the text in their answers, those with it in the title of their
// question or in their label, and those of which it is the receipt.
func (c *recordQuery) addNamed(text string) error {
	has := func(name string) bool { return strings.Contains(payload.Fold(norm.NFC.String, name), text) }
	var titled []ruleRow
	if err := c.tx.Select("question", "title").Where("session_id = ? AND title <> ''", c.filter.SessionID).Find(&titled).Error; err != nil {
		return err
	}
	var questions []string
	for _, r := range titled {
		if has(r.Title) {
			questions = append(questions, r.Question)
		}
	}
	var named []int64
	var err error
	if len(questions) > 0 {
		const query = `
SELECT id FROM records INDEXED BY records_by_question
WHERE session_id = ? AND deletion = 0 AND question IN (SELECT value FROM json_each(?)) ORDER BY id`
		if named, err = idsOf(c.tx, query, c.filter.SessionID, listJSON(questions)); err != nil {
			return err
		}
	}
	for label, ids := range c.judged().Labelled {
		if has(label) {
			named = either(named, ids)
		}
	}
	receipted, err := c.receipted(text)
	if err != nil {
		return err
	}
	named = either(named, receipted)
	if len(named) > 0 {
		more := *c.text
		more.with, more.without = either(more.with, named), minus(more.without, named)
		c.text = &more
	}
	return nil
}

// receipted returns the records of a receipt, if the text is one as it is written. A text without its
// hyphen is looked for in the answers alone, or each word of eight letters would cost a walk.
func (c *recordQuery) receipted(text string) ([]int64, error) {
	receipt, isReceipt := classroom.ParseReceipt(text)
	if !isReceipt || !strings.EqualFold(text, receipt.String()) {
		return nil, nil
	}
	const query = "SELECT id FROM records r INDEXED BY records_by_session WHERE r.session_id = ? AND " + withReceipt + " ORDER BY id"
	return idsOf(c.tx, query, c.filter.SessionID, bytesOf(receipt))
}

func (c *recordQuery) judged() classroom.Judged {
	if c.filter.Judged == nil {
		return classroom.Judged{}
	}
	return *c.filter.Judged
}

// judge keeps, of the records with the text, those with the filter's verdicts and labels.
func (c *recordQuery) judge() {
	c.matches = c.text
	verdicts, labels, judged := c.filter.Verdicts, c.filter.Labels, c.judged()
	if len(verdicts) > 0 {
		c.keep(slices.Contains(verdicts, classroom.NotJudged), []choice{
			{judged.Right, slices.Contains(verdicts, classroom.Right)}, {judged.Wrong, slices.Contains(verdicts, classroom.Wrong)},
		})
	}
	if len(labels) > 0 {
		var choices []choice
		for label, ids := range judged.Labelled {
			choices = append(choices, choice{ids, slices.Contains(labels, label)})
		}
		c.keep(slices.Contains(labels, ""), choices)
	}
}

// choice is the records of one value of a filter, and whether the filter has it.
type choice struct {
	ids      []int64
	isWanted bool
}

// keep keeps the records of the choices that are wanted, and those of none if withRest.
func (c *recordQuery) keep(withRest bool, choices []choice) {
	var ids []int64
	for _, of := range choices {
		if of.isWanted != withRest {
			ids = either(ids, of.ids)
		}
	}
	if withRest {
		c.matches = c.matches.but(ids)
	} else {
		c.matches = c.matches.only(ids)
	}
}

// HasLabelWith reports whether a label of the session has the text in it, in upper or lower case.
func (s *Store) HasLabelWith(ctx context.Context, sessionID int64, text string) (bool, error) {
	var labels []string
	err := s.read.WithContext(ctx).Raw("SELECT DISTINCT label FROM pins WHERE session_id = ? AND label <> ''", sessionID).Scan(&labels).Error
	text = payload.Fold(norm.NFC.String, text)
	return slices.ContainsFunc(labels, func(l string) bool { return strings.Contains(payload.Fold(norm.NFC.String, l), text) }), explain(err)
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

// chosenByTime returns the ids of all records of the query, newest first or, if ascending, oldest first.
func (c *recordQuery) chosenByTime(ascending bool) ([]int64, error) {
	order := " ORDER BY r.received_at DESC, r.id DESC"
	if ascending {
		order = " ORDER BY r.received_at, r.id"
	}
	all := *c
	if c.matches != nil && !c.matches.few() {
		all.matches = nil // to find a record among many takes longer in SQLite
	}
	from, args := all.from()
	ids, err := idsOf(c.tx, "SELECT r.id AS id"+from+order, args...)
	if all.matches == nil && c.matches != nil {
		ids = slices.DeleteFunc(ids, func(id int64) bool { return !c.matches.has(id) })
	}
	return ids, err
}

// isMany reports whether the query filters by verdict or label and so many records match that they are
// looked up in memory.
func (c *recordQuery) isMany() bool { return c.isJudged() && !c.matches.few() }

// countMany does what countBy does for a column of ids, where many records match.
func (c *recordQuery) countMany(column string) ([]classroom.RecordCount, error) {
	all := *c
	all.filter.Verdicts, all.filter.Labels, all.matches = nil, nil, nil
	from, args := all.from()
	pairs, err := idsOf(c.tx, "SELECT r.id || ',' || r."+column+" AS id"+from, args...)
	counted := map[int64]int{}
	for i := 0; i+1 < len(pairs); i += 2 {
		if c.matches.has(pairs[i]) {
			counted[pairs[i+1]]++
		}
	}
	counts := make([]classroom.RecordCount, 0, len(counted))
	for id, n := range counted {
		counts = append(counts, classroom.RecordCount{ID: id, Records: n})
	}
	return counts, err
}

// manyByAnswer does what pageByAnswer does, where many records match: it reads more and more of all
// records until the page is full.
func (c *recordQuery) manyByAnswer(q classroom.RecordQuery) ([]int64, error) {
	all := *c
	all.filter.Verdicts, all.filter.Labels, all.matches = nil, nil, nil
	whole := q
	whole.Offset = 0
	for whole.Limit = 4 * (q.Offset + q.Limit); ; whole.Limit *= 4 {
		ids, err := all.pageByAnswer(whole)
		isAll := len(ids) < whole.Limit
		ids = slices.DeleteFunc(ids, func(id int64) bool { return !c.matches.has(id) })
		if err != nil || isAll || len(ids) >= q.Offset+q.Limit {
			return ids[min(q.Offset, len(ids)):min(q.Offset+q.Limit, len(ids))], err
		}
	}
}

// pageOfChosen returns a page of a query that filters or sorts by verdict, label or group. The file knows
// none of them, so the records are read in their order and taken from it.
func (c *recordQuery) pageOfChosen(q classroom.RecordQuery) (ids []int64, total int, err error) {
	isByTime := q.Sort != classroom.SortVerdict && q.Sort != classroom.SortAlike
	ids, err = c.chosenByTime(q.Ascending && isByTime)
	switch q.Sort {
	case classroom.SortAlike:
		rank := make(map[int64]int, len(q.Alike))
		for i, id := range q.Alike {
			rank[id] = i - len(q.Alike) // below 0, which others have
		}
		slices.SortStableFunc(ids, func(a, b int64) int { return cmp.Compare(rank[a], rank[b]) })
	case classroom.SortVerdict:
		judged := c.judged()
		var right, wrong, rest []int64
		for _, id := range ids {
			switch {
			case isIn(judged.Right, id):
				right = append(right, id)
			case isIn(judged.Wrong, id):
				wrong = append(wrong, id)
			default:
				rest = append(rest, id)
			}
		}
		if !q.Ascending {
			right, rest = rest, right
		}
		ids = slices.Concat(right, wrong, rest)
	}
	total = len(ids)
	return ids[min(q.Offset, total):min(q.Offset+q.Limit, total)], total, err
}

// judgedFacets returns how many records of the query each verdict and each label would match while the
// other filters stay the same.
func (c *recordQuery) judgedFacets(facets *classroom.RecordFacets) error {
	judged := c.judged()
	free := *c
	free.filter.Verdicts = nil
	free.judge()
	ids, err := free.chosenByTime(false)
	if err != nil {
		return err
	}
	facets.Verdicts = counts(ids, map[string][]int64{string(classroom.Right): judged.Right, string(classroom.Wrong): judged.Wrong})
	if len(c.filter.Verdicts)+len(c.filter.Labels) > 0 {
		free = *c
		free.filter.Labels = nil
		free.judge()
		if ids, err = free.chosenByTime(false); err != nil {
			return err
		}
	}
	facets.Labels = counts(ids, judged.Labelled)
	return nil
}

// counts returns how many of ids are in each list, and as "" how many are in none.
func counts(ids []int64, lists map[string][]int64) []classroom.RecordCount {
	all, rest := []classroom.RecordCount{}, len(ids)
	ids = slices.Sorted(slices.Values(ids))
	for _, value := range slices.Sorted(maps.Keys(lists)) {
		if n := len(both(ids, lists[value])); n > 0 {
			all = append(all, classroom.RecordCount{Value: value, Records: n})
			rest -= n
		}
	}
	if rest > 0 {
		all = append(all, classroom.RecordCount{Records: rest})
	}
	return all
}
