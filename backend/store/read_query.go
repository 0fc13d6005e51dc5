package store

import (
	"slices"

	"gorm.io/gorm"

	"npt/backend/classroom"
)

const (
	// fewQuestions is the largest number of questions that are looked up one by one.
	fewQuestions = 3
	// fewStudents is the largest number of students that are looked up question by question.
	fewStudents = 20
)

// recordQuery is a filter on one state of the file, ready to be run.
type recordQuery struct {
	tx      *gorm.DB
	filter  classroom.RecordFilter
	text    *matches // which records have the filter's text in them; nil if it has no text
	matches *matches // which of them have its verdicts and labels; nil for all records
	listed  bool     // the caller names the ids: no index may be used
	late    bool     // select the records after AsOf instead of those until AsOf
}

// isTallied reports whether the tallies can answer the query: it filters by parts, questions
// and AsOf only.
func (c *recordQuery) isTallied() bool {
	f := c.filter
	return !c.late && c.matches == nil && len(f.StudentIDs) == 0 && len(f.Types) == 0 && f.Since.IsZero() && f.Until.IsZero()
}

// from returns FROM and WHERE of the query. It names the index, because the planner has no statistics
// to choose one.
func (c *recordQuery) from() (string, []any) { return c.fromWith("") }

// fromWith does what from does, with a join.
func (c *recordQuery) fromWith(join string) (string, []any) {
	f := c.filter
	var all conditions
	source := c.source(&all)
	all.add("r.session_id = ?", f.SessionID)
	all.add("r.hidden = 0")
	among(&all, "r.question", f.Questions)
	among(&all, "r.part_id", f.PartIDs)
	among(&all, "r.student_id", f.StudentIDs)
	among(&all, "r.type", f.Types)
	if !f.Since.IsZero() {
		all.add("r.received_at >= ?", micros(f.Since))
	}
	if !f.Until.IsZero() {
		all.add("r.received_at <= ?", micros(f.Until))
	}
	switch {
	case c.late:
		all.add("r.received_at > ?", micros(f.AsOf))
	case !f.AsOf.IsZero():
		all.add("r.received_at <= ?", micros(f.AsOf))
	}
	if c.matches != nil {
		c.matches.narrow(&all, "r.id")
	}
	return source + join + all.where(), all.args
}

// source returns FROM, and adds the conditions that its index needs.
func (c *recordQuery) source(all *conditions) string {
	f := c.filter
	few := func(n, most int) bool { return n > 0 && n <= most }
	switch {
	case c.listed, c.matches != nil && c.matches.few():
		return " FROM records r NOT INDEXED"
	case c.late: // few came later, and they are at the end of the session's index
		return " FROM records r INDEXED BY records_by_session"
	case few(len(f.StudentIDs), fewStudents):
		all.add("r.sender_id IN (SELECT id FROM senders WHERE session_id = ? AND student_id IN (SELECT value FROM json_each(?)))", f.SessionID, listJSON(f.StudentIDs))
		if len(f.Questions) == 0 {
			all.add("r.question IN (SELECT t.question FROM tallies t JOIN parts p ON p.id = t.part_id WHERE p.session_id = ?)", f.SessionID)
		}
	case few(len(f.Questions), fewQuestions):
	default:
		return " FROM records r INDEXED BY records_by_session"
	}
	all.add("r.deletion = 0")
	return " FROM records r INDEXED BY records_by_question"
}

// since returns the query for the records after AsOf.
func (c *recordQuery) since() *recordQuery {
	late := *c
	late.late = true
	return &late
}

// total returns how many records there are.
func (c *recordQuery) total() (n int, err error) {
	if c.isMany() {
		ids, err := c.chosenByTime(false)
		return len(ids), err
	}
	if !c.isTallied() {
		if c.matches != nil && c.textAlone() {
			return c.totalOfMatches()
		}
		from, args := c.from()
		err = c.tx.Raw("SELECT COUNT(*)"+from, args...).Scan(&n).Error
		return n, err
	}
	counts, err := c.countBy("question")
	for _, k := range counts {
		n += k.Records
	}
	return n, err
}

// isJudged reports whether the query filters by verdict or label.
func (c *recordQuery) isJudged() bool { return len(c.filter.Verdicts)+len(c.filter.Labels) > 0 }

// textAlone reports whether the query filters by text only.
func (c *recordQuery) textAlone() bool { return !c.isJudged() && c.matchesAlone() }

// matchesAlone reports whether the query filters by text, verdict and label only.
func (c *recordQuery) matchesAlone() bool {
	f := c.filter
	return !c.late && len(f.PartIDs)+len(f.StudentIDs)+len(f.Questions)+len(f.Types) == 0 && f.Since.IsZero() && f.Until.IsZero() && f.AsOf.IsZero()
}

// countBy returns how many records of the query have each value of a column:
// student_id, question, type or part_id.
func (c *recordQuery) countBy(column string) ([]classroom.RecordCount, error) {
	isOfIDs := column == "student_id" || column == "part_id"
	value := "0 AS id, r." + column + " AS value"
	if isOfIDs {
		value = "r." + column + " AS id, '' AS value"
	}
	group := "SELECT " + value + ", COUNT(*) AS records"
	if c.isMany() && isOfIDs {
		return c.countMany(column)
	}
	var counts []classroom.RecordCount
	if !c.isTalliedBy(column) {
		from, args := c.from()
		err := c.tx.Raw(group+from+" GROUP BY r."+column, args...).Scan(&counts).Error
		return counts, err
	}
	query, args := c.tallied(column)
	if err := c.tx.Raw(query, args...).Scan(&counts).Error; err != nil || c.filter.AsOf.IsZero() {
		return counts, err
	}
	// The tallies count everything until now: subtract the records that came after AsOf.
	from, args := c.since().from()
	var since []classroom.RecordCount
	err := c.tx.Raw(group+from+" GROUP BY r."+column, args...).Scan(&since).Error
	return less(counts, since), err
}

// isTalliedBy reports whether the tallies have the counts of a column.
func (c *recordQuery) isTalliedBy(column string) bool {
	isNarrowed := len(c.filter.PartIDs)+len(c.filter.Questions) > 0
	return c.isTallied() && (column == "question" || column == "part_id" || column == "student_id" && !isNarrowed)
}

// tallied returns a query that reads the counts which every commit keeps up to date.
func (c *recordQuery) tallied(column string) (string, []any) {
	var all conditions
	if column == "student_id" {
		all.add("session_id = ?", c.filter.SessionID)
		all.add("records > 0")
		return "SELECT id, '' AS value, records FROM senders" + all.where(), all.args
	}
	all.add("p.session_id = ?", c.filter.SessionID)
	among(&all, "p.id", c.filter.PartIDs)
	among(&all, "t.question", c.filter.Questions)
	value := "0 AS id, t.question AS value"
	if column == "part_id" {
		value = "t.part_id AS id, '' AS value"
	}
	return "SELECT " + value + ", SUM(t.records) AS records FROM parts p JOIN tallies t ON t.part_id = p.id" + all.where() + " GROUP BY 1, 2", all.args
}

// less returns counts minus those of since; it drops values whose count becomes 0.
func less(counts, since []classroom.RecordCount) []classroom.RecordCount {
	gone := map[classroom.RecordCount]int{}
	for _, k := range since {
		gone[classroom.RecordCount{ID: k.ID, Value: k.Value}] = k.Records
	}
	for i := range counts {
		counts[i].Records -= gone[classroom.RecordCount{ID: counts[i].ID, Value: counts[i].Value}]
	}
	return slices.DeleteFunc(counts, func(k classroom.RecordCount) bool { return k.Records <= 0 })
}

// page returns the ids of a page in its order, and the total.
func (c *recordQuery) page(q classroom.RecordQuery) (ids []int64, total int, err error) {
	switch q.Sort {
	case classroom.SortQuestion, classroom.SortStudent:
		return c.pageByGroup(q)
	case classroom.SortVerdict, classroom.SortAlike:
		return c.pageOfChosen(q)
	case classroom.SortAttempts:
		return c.pageByAttempts(q)
	case classroom.SortAnswer:
		ids, err = c.pageByAnswer(q)
	default:
		if c.isJudged() {
			return c.pageOfChosen(q)
		}
		ids, err = c.pageByTime(q)
	}
	if err != nil {
		return nil, 0, err
	}
	total, err = c.total()
	return ids, total, err
}

func (c *recordQuery) pageByTime(q classroom.RecordQuery) (ids []int64, err error) {
	if c.matches != nil && c.textAlone() && len(c.matches.with) > rareMatches {
		return c.matchesByTime(q)
	}
	direction := " DESC"
	if q.Ascending {
		direction = ""
	}
	order := " ORDER BY r.received_at" + direction + ", r.id" + direction
	from, args := c.from()
	err = c.tx.Raw("SELECT r.id"+from+order+" LIMIT ? OFFSET ?", append(args, q.Limit, q.Offset)...).Scan(&ids).Error
	return ids, err
}

// pageByAttempts reads the records of one number of attempts after the other, because the index has
// those in order. Sorting all records would take long in the middle of the list.
func (c *recordQuery) pageByAttempts(q classroom.RecordQuery) (ids []int64, total int, err error) {
	from, args := c.from()
	var counts []struct{ Attempts, Records int }
	if err := c.tx.Raw("SELECT r.attempts, COUNT(*) AS records"+from+" GROUP BY r.attempts ORDER BY r.attempts", args...).Scan(&counts).Error; err != nil {
		return nil, 0, err
	}
	if !q.Ascending {
		slices.Reverse(counts)
	}
	for _, k := range counts {
		if skip, left := q.Offset+len(ids)-total, q.Limit-len(ids); left > 0 && skip < k.Records {
			var run []int64
			query := "SELECT r.id" + from + " AND r.attempts = ? ORDER BY r.received_at DESC, r.id DESC LIMIT ? OFFSET ?"
			if err := c.tx.Raw(query, append(slices.Clone(args), k.Attempts, left, skip)...).Scan(&run).Error; err != nil {
				return nil, 0, err
			}
			ids = append(ids, run...)
		}
		total += k.Records
	}
	return ids, total, nil
}

func (c *recordQuery) pageByAnswer(q classroom.RecordQuery) (ids []int64, err error) {
	direction := " DESC"
	if q.Ascending {
		direction = ""
	}
	order := " ORDER BY x.sorting" + direction + ", x.record_id DESC LIMIT ? OFFSET ?"
	if c.isMany() {
		return c.manyByAnswer(q)
	}
	if c.matchesAlone() {
		var all conditions
		all.add("x.session_id = ?", q.SessionID)
		all.add("x.record_id NOT IN (SELECT id FROM records INDEXED BY records_hidden WHERE session_id = ? AND hidden = 1)", q.SessionID)
		if c.matches != nil {
			c.matches.narrow(&all, "x.record_id")
		}
		err = c.tx.Raw("SELECT x.record_id FROM texts x"+all.where()+order, append(all.args, q.Limit, q.Offset)...).Scan(&ids).Error
		return ids, err
	}
	from, args := c.fromWith(" CROSS JOIN texts x ON x.session_id = r.session_id AND x.record_id = r.id")
	query := "SELECT r.id" + from + order
	err = c.tx.Raw(query, append(args, q.Limit, q.Offset)...).Scan(&ids).Error
	return ids, err
}

// pageByGroup sorts the few values of a column in Go, because SQL does not know their order. It reads
// only the records of the values on the page.
func (c *recordQuery) pageByGroup(q classroom.RecordQuery) (ids []int64, total int, err error) {
	column := "question"
	if q.Sort == classroom.SortStudent {
		column = "student_id"
	}
	counts, err := c.countBy(column)
	if err != nil {
		return nil, 0, err
	}
	if err := c.sortGroups(counts, q); err != nil {
		return nil, 0, err
	}
	before := 0 // records of groups before the page
	var onPage []classroom.RecordCount
	for _, k := range counts {
		switch {
		case total+k.Records <= q.Offset:
			before += k.Records
		case total < q.Offset+q.Limit:
			onPage = append(onPage, k)
		}
		total += k.Records
	}
	if len(onPage) == 0 {
		return nil, total, nil
	}
	ids, err = c.readGroups(column, onPage)
	from := min(q.Offset-before, len(ids))
	return ids[from:min(from+q.Limit, len(ids))], total, err
}

// readGroups returns the ids of the groups' records, group by group, newest first.
func (c *recordQuery) readGroups(column string, groups []classroom.RecordCount) ([]int64, error) {
	narrow := *c
	place := map[classroom.RecordCount]int{}
	narrow.filter.Questions = c.filter.Questions
	if column == "question" {
		narrow.filter.Questions = nil
	} else {
		narrow.filter.StudentIDs = nil
	}
	for i, k := range groups {
		place[classroom.RecordCount{ID: k.ID, Value: k.Value}] = i
		if column == "question" {
			narrow.filter.Questions = append(narrow.filter.Questions, k.Value)
		} else {
			narrow.filter.StudentIDs = append(narrow.filter.StudentIDs, k.ID)
		}
	}
	if c.isMany() {
		narrow.matches = nil // there are few groups on a page, so their records are looked up among the matches
	}
	from, args := narrow.from()
	var rows []struct {
		ID        int64
		StudentID int64
		Question  string
	}
	query := "SELECT r.id, r.student_id, r.question" + from + " ORDER BY r.received_at DESC, r.id DESC"
	if err := c.tx.Raw(query, args...).Scan(&rows).Error; err != nil {
		return nil, err
	}
	split := make([][]int64, len(groups))
	for _, r := range rows {
		if c.isMany() && !c.matches.has(r.ID) {
			continue
		}
		i := place[classroom.RecordCount{Value: r.Question}]
		if column == "student_id" {
			i = place[classroom.RecordCount{ID: r.StudentID}]
		}
		split[i] = append(split[i], r.ID)
	}
	return slices.Concat(split...), nil
}

func (c *recordQuery) sortGroups(counts []classroom.RecordCount, q classroom.RecordQuery) error {
	names := map[int64]classroom.Student{}
	if q.Sort == classroom.SortStudent {
		var rows []senderRow
		if err := c.tx.Where("session_id = ?", q.SessionID).Find(&rows).Error; err != nil {
			return err
		}
		for _, r := range rows {
			names[r.ID] = r.student()
		}
	}
	compareStudents := byName()
	if q.ByNumber {
		compareStudents = byNumber
	}
	slices.SortFunc(counts, func(a, b classroom.RecordCount) int {
		order := compareQuestions(a.Value, b.Value)
		if q.Sort == classroom.SortStudent {
			order = compareStudents(names[a.ID], names[b.ID])
		}
		if !q.Ascending {
			return -order
		}
		return order
	})
	return nil
}

func compareQuestions(a, b string) int {
	switch {
	case classroom.LessQuestion(a, b):
		return -1
	case classroom.LessQuestion(b, a):
		return 1
	}
	return 0
}
