package store

import (
	"cmp"
	"context"
	"encoding/json"
	"slices"

	"gorm.io/gorm"

	"npt/backend/archive"
	"npt/backend/classroom"
	"npt/backend/payload"
	"npt/backend/roster"
)

// WalkArchive reads the selected records with all that belongs to their session, in the order of
// WalkRecords, from one state of the file. Only a selection of all records, without a filter, has the
// messages and the requests for help with it. An answer of a damaged page has payload.TypeUnreadable.
func (s *Store) WalkArchive(ctx context.Context, sel classroom.RecordSelection, reader archive.Reader) error {
	return s.snapshot(ctx, func(tx *gorm.DB) error {
		chosen, err := chosenInOrder(tx, sel)
		if err != nil {
			return err
		}
		a := &archiveWalk{tx: tx, session: sel.Filter.SessionID, reader: reader, students: map[int64]int{}, parts: map[int64]int{}, behind: map[mergedKey][]keptRow{}}
		if err := a.head(sel.IsWhole(), chosen); err != nil {
			return err
		}
		if err := a.readBehind(); err != nil {
			return err
		}
		for run := range slices.Chunk(chosen, readAtOnce) {
			if err := a.run(run); err != nil {
				return err
			}
		}
		return nil
	})
}

// archiveWalk reads one session.
type archiveWalk struct {
	tx       *gorm.DB
	session  int64
	reader   archive.Reader
	students map[int64]int // places in the list of students, by id
	parts    map[int64]int
	behind   map[mergedKey][]keptRow // the records for which others stand
}

func (a *archiveWalk) head(whole bool, chosen []chosenRow) error {
	var row sessionRow
	if err := takeRow(a.tx.Where("id = ?", a.session), &row, "session"); err != nil {
		return err
	}
	var owner ownerRow
	if err := takeRow(a.tx.Where("id = ?", row.OwnerID), &owner, "user name"); err != nil {
		return err
	}
	out := archive.Session{
		Whole: whole, Owner: owner.Name, Name: row.Name, Description: row.Description, Unlisted: row.Unlisted, Feedback: row.Feedback,
		CreatedAt: archive.Moment(row.CreatedAt), OpenedAt: archive.Moment(row.OpenedAt), ClosedAt: archive.Moment(row.ClosedAt),
	}
	parts, err := partsOf(a.tx, a.session)
	if err != nil {
		return err
	}
	for i, p := range parts {
		out.Parts = append(out.Parts, p.Name)
		a.parts[p.ID] = i
	}
	if err := a.readStudents(&out, whole, chosen); err != nil {
		return err
	}
	if err := a.readRules(&out); err != nil {
		return err
	}
	if whole {
		for _, read := range []func(*archive.Session) error{
			a.readTalk, a.readBeside, func(out *archive.Session) error { return readClassList(a.tx, owner.ID, out) },
		} {
			if err := read(&out); err != nil {
				return err
			}
		}
	}
	return a.reader.Head(out)
}

// archivedSender is a sender with when it was visited.
type archivedSender struct {
	Row       senderRow `gorm:"embedded"`
	VisitedAt int64
}

// readStudents reads the senders: of a selection those whose records are chosen, and those who are one
// student with them.
func (a *archiveWalk) readStudents(out *archive.Session, whole bool, chosen []chosenRow) error {
	var rows []archivedSender
	const query = `SELECT n.*, COALESCE(v.visited_at, 0) AS visited_at FROM senders n LEFT JOIN visits v ON v.sender_id = n.id WHERE n.session_id = ? ORDER BY n.id`
	if err := a.tx.Raw(query, a.session).Scan(&rows).Error; err != nil {
		return err
	}
	if !whole {
		has := map[int64]bool{}
		for _, c := range chosen {
			has[c.StudentID] = true
		}
		rows = slices.DeleteFunc(rows, func(r archivedSender) bool { return !has[r.Row.StudentID] })
	}
	for i, r := range rows {
		a.students[r.Row.ID] = i
	}
	for _, each := range rows {
		r, into := each.Row, -1
		if at, isThere := a.students[r.MergedInto]; isThere {
			into = at
		}
		out.Students = append(out.Students, archive.Student{
			UUID: r.UUID, Name: r.Name, Number: r.Number, Given: r.GivenName, GivenNumber: r.GivenNumber, Alias: r.Alias, MergedInto: into,
			FirstSeenAt: archive.Moment(r.FirstSeenAt), LastSeenAt: archive.Moment(r.LastSeenAt), VisitedAt: archive.Moment(each.VisitedAt),
		})
	}
	return nil
}

func (a *archiveWalk) readRules(out *archive.Session) error {
	var rules []ruleRow
	if err := a.tx.Where("session_id = ?", a.session).Order("question").Find(&rules).Error; err != nil {
		return err
	}
	for _, r := range rules {
		q := archive.Question{
			Question: r.Question, Title: r.Title, Number: r.Number, Equivalence: r.Equivalence, Check: r.Checking, Inputs: r.Inputs,
			Feedback: r.Feedback, Added: r.Added, Released: r.Released,
		}
		var check checkJSON
		if r.Checking != "" && json.Unmarshal([]byte(r.Checking), &check) == nil {
			q.CheckRecord = check.RecordID
		}
		out.Questions = append(out.Questions, q)
	}
	var pins []pinRow
	if err := a.tx.Where("session_id = ?", a.session).Order("id").Find(&pins).Error; err != nil {
		return err
	}
	for _, p := range pins {
		out.Pins = append(out.Pins, archive.Pin{
			Question: p.Question, Type: p.Type, Data: p.Data, Plotted: p.Plotted, Calls: p.Calls, Digest: p.Digest, Label: p.Label, Verdict: p.Verdict,
		})
	}
	return a.tx.Raw("SELECT question, label, text, code FROM hints WHERE session_id = ? ORDER BY question, label", a.session).Scan(&out.Hints).Error
}

// readTalk reads the messages and the requests for help.
func (a *archiveWalk) readTalk(out *archive.Session) error {
	var messages []messageRow
	if err := a.tx.Where("session_id = ?", a.session).Order("id").Find(&messages).Error; err != nil {
		return err
	}
	for _, m := range messages {
		var to []int64
		if err := a.tx.Raw("SELECT sender_id FROM recipients WHERE message_id = ? ORDER BY sender_id", m.ID).Scan(&to).Error; err != nil {
			return err
		}
		written := archive.Message{
			Type: m.Type, Title: m.Title, Text: m.Text, Code: m.Code, SentAt: archive.Moment(m.SentAt), TakenBackAt: archive.Moment(m.TakenBackAt), Direct: m.Direct,
		}
		for _, id := range to {
			written.To = append(written.To, a.students[id])
		}
		out.Messages = append(out.Messages, written)
	}
	var rows []helpRow
	if err := a.tx.Where("session_id = ?", a.session).Order("id").Find(&rows).Error; err != nil {
		return err
	}
	for _, h := range rows {
		out.Help = append(out.Help, archive.Help{
			Student: a.students[h.SenderID], ID: h.RequestID, Text: h.Text, Question: h.Question, Seat: h.Seat, Helper: h.Helper, Ending: h.Ending,
			AskedAt: archive.Moment(h.AskedAt), TakenAt: archive.Moment(h.TakenAt), EndedAt: archive.Moment(h.EndedAt),
		})
	}
	return nil
}

// readBeside reads how points are counted, and what was handed out.
func (a *archiveWalk) readBeside(out *archive.Session) error {
	var scheme schemeRow
	err := a.tx.Where("session_id = ?", a.session).Limit(1).Find(&scheme).Error
	if err != nil {
		return err
	}
	out.Points = scheme.Scheme
	var files []handoutRow
	if err := a.tx.Where("session_id = ?", a.session).Order("id").Find(&files).Error; err != nil {
		return err
	}
	for _, f := range files {
		out.HandedOut = append(out.HandedOut, archive.Handout{
			Name: f.Name, Size: f.Size, SHA256: f.SHA256, CRC32: f.CRC32, IsNotebook: f.IsNotebook,
			AddedAt: archive.Moment(f.AddedAt), RemovedAt: archive.Moment(cmp.Or(f.RemovedAt, int64(out.ClosedAt))),
		})
	}
	return nil
}

// readClassList reads the owner's class list, and who on it the students are by what the teacher said.
func readClassList(tx *gorm.DB, owner int64, out *archive.Session) error {
	var people []personRow
	if err := tx.Where("owner_id = ?", owner).Order("position").Find(&people).Error; err != nil {
		return err
	}
	places := map[int64]int{roster.Nobody: archive.NotListed}
	for i, p := range people {
		places[p.ID] = i
		out.ClassList = append(out.ClassList, archive.Person{Name: p.Name, First: p.First, Last: p.Last, Identifier: p.Identifier, Email: p.Email, Section: p.Section})
	}
	var decided []personNotebookRow
	if err := tx.Where("owner_id = ?", owner).Find(&decided).Error; err != nil {
		return err
	}
	at := map[classroom.SenderKey]int{}
	for i, s := range out.Students {
		at[s.Key()] = i
	}
	for _, d := range decided {
		if i, isHere := at[classroom.SenderKey{UUID: d.Device, Name: d.Name}]; isHere {
			place := places[d.PersonID]
			out.Students[i].Person = &place
		}
	}
	return nil
}

// helpRow is a request for help as its table has it.
type helpRow struct {
	ID        int64
	SessionID int64
	SenderID  int64
	RequestID string
	Text      string
	Question  string
	Seat      string
	AskedAt   int64
	TakenAt   int64
	Helper    string
	EndedAt   int64
	Ending    string
}

func (helpRow) TableName() string { return "help" }

// keptRow is what lists do not show of a record.
type keptRow struct {
	ID             int64
	PartID         int64
	SenderID       int64
	StudentID      int64
	Question       string
	ReceivedAt     int64
	Hidden         bool
	OwnAttempts    *int
	OwnFirstSentAt *int64
	Clock          string
	Sending        string
	Deliveries     []byte
	Fingerprints   []byte
	Receipts       []byte
}

const keptColumns = "SELECT h.id, h.part_id, h.sender_id, h.student_id, h.question, h.received_at, h.hidden, h.own_attempts, h.own_first_sent_at, h.clock, h.sending, h.deliveries, h.fingerprints, h.receipts FROM records h "

// readBehind reads the records that others stand for.
func (a *archiveWalk) readBehind() error {
	var rows []keptRow
	err := a.tx.Raw(keptColumns+"INDEXED BY records_hidden WHERE h.session_id = ? AND h.deletion = 0 AND h.hidden = 1 ORDER BY h.id", a.session).Scan(&rows).Error
	for _, row := range rows {
		key := mergedKey{row.StudentID, row.PartID, row.Question}
		a.behind[key] = append(a.behind[key], row)
	}
	return err
}

// run reads some records, each with those that it stands for.
func (a *archiveWalk) run(run []chosenRow) error {
	ids := make([]int64, len(run))
	for i, r := range run {
		ids[i] = r.ID
	}
	kept := map[int64]keptRow{}
	var rows []keptRow
	if err := a.tx.Raw(keptColumns+"WHERE h.id IN (SELECT value FROM json_each(?))", listJSON(ids)).Scan(&rows).Error; err != nil && !isDamage(err) {
		return err
	}
	for _, row := range rows {
		kept[row.ID] = row
	}
	list := make([]chosenRow, 0, len(run))
	for _, r := range run {
		list = append(list, r)
		for _, row := range a.behind[mergedKey{r.StudentID, r.PartID, r.Question}] {
			kept[row.ID] = row
			list = append(list, chosenRow{ID: row.ID, PartID: row.PartID, StudentID: row.StudentID, ReceivedAt: row.ReceivedAt, Question: row.Question})
		}
	}
	return walkRun(a.tx, list, func(r classroom.Record, p payload.Payload) error {
		row := kept[r.ID]
		return a.reader.Record(r, p, a.kept(r, p, row), !row.Hidden)
	})
}

// kept returns a record as the session's file has it: with its own counts, not those of what it stands for.
func (a *archiveWalk) kept(r classroom.Record, p payload.Payload, row keptRow) archive.Record {
	out := archive.Record{
		ID: r.ID, Part: a.parts[row.PartID], Student: a.students[row.SenderID], Question: r.Question, Type: string(r.Type),
		Plotted: p.Plotted, Calls: p.Calls, Digest: string(p.Digest), Attempts: r.Attempts, Replaced: r.Replaced,
		FirstSentAt: archive.Moment(micros(r.FirstSentAt)), SentAt: archive.Moment(micros(r.SentAt)), ReceivedAt: archive.Moment(micros(r.ReceivedAt)),
		Clock: row.Clock, RecordID: row.Sending, Counted: row.Deliveries, Fingerprints: row.Fingerprints,
	}
	if row.OwnAttempts != nil {
		out.Attempts, out.FirstSentAt = *row.OwnAttempts, archive.Moment(*row.OwnFirstSentAt)
	}
	for entry := range slices.Chunk(row.Receipts, receiptEntry) {
		if len(entry) == receiptEntry {
			out.Receipts = append(out.Receipts, archive.Receipt{Code: receiptAt(entry).String(), SentAt: archive.Moment(momentAt(entry))})
		}
	}
	return out
}
