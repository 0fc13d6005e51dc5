package store

import (
	"encoding/json"
	"errors"
	"fmt"
	"time"

	"gorm.io/gorm"

	"npt/backend/classroom"
	"npt/backend/payload"
)

// The rows of the tables, as gorm reads and writes them. Times are microseconds.

type ownerRow struct {
	ID        int64
	Name      string
	CreatedAt int64 `gorm:"autoCreateTime:false"`
}

func (ownerRow) TableName() string { return "owners" }

type sessionRow struct {
	ID          int64
	OwnerID     int64
	Name        string
	Description string
	Open        bool
	CreatedAt   int64 `gorm:"autoCreateTime:false"`
	OpenedAt    int64
	ClosedAt    int64
	Unlisted    bool
	Demo        string
	Notebook    string
	Feedback    string
}

func (sessionRow) TableName() string { return "sessions" }

func (r sessionRow) session(owner string) classroom.Session {
	return classroom.Session{
		ID: r.ID, Owner: owner, Name: r.Name, Description: r.Description, Open: r.Open,
		CreatedAt: moment(r.CreatedAt), OpenedAt: momentOrNever(r.OpenedAt), ClosedAt: momentOrNever(r.ClosedAt),
		Unlisted: r.Unlisted, Demo: r.Demo, Notebook: r.Notebook, Feedback: readFeedback(r.Feedback),
	}
}

type partRow struct {
	ID        int64
	SessionID int64
	Name      string
	Number    int
}

func (partRow) TableName() string { return "parts" }

func (r partRow) part(records int) classroom.Part {
	return classroom.Part{ID: r.ID, SessionID: r.SessionID, Name: r.Name, Number: r.Number, Records: records}
}

// countedPart is a part with the number of its records.
type countedPart struct {
	Row     partRow `gorm:"embedded"`
	Records int
}

func (c countedPart) part() classroom.Part { return c.Row.part(c.Records) }

type settingRow struct {
	Key   string `gorm:"primaryKey"`
	Value string
}

func (settingRow) TableName() string { return "settings" }

type senderRow struct {
	ID          int64
	SessionID   int64
	UUID        string
	Name        string
	Number      int
	StudentID   int64
	MergedInto  int64
	GivenName   string
	GivenNumber int
	Alias       int
	Records     int
	FirstSeenAt int64
	LastSeenAt  int64
}

func (senderRow) TableName() string { return "senders" }

func (r senderRow) student() classroom.Student {
	return classroom.Student{
		ID: r.ID, SessionID: r.SessionID, SenderKey: classroom.SenderKey{UUID: r.UUID, Name: r.Name},
		Number: r.Number, Given: r.GivenName, GivenNumber: r.GivenNumber, Alias: r.Alias, Records: r.Records,
		FirstSeenAt: moment(r.FirstSeenAt), LastSeenAt: moment(r.LastSeenAt),
	}
}

// recordRow is a record with the names of its part and sender.
type recordRow struct {
	ID          int64
	SessionID   int64
	PartID      int64
	Part        string
	SenderUUID  string
	SenderName  string
	Student     senderRow `gorm:"embedded;embeddedPrefix:student_"`
	Question    string
	Title       string
	Type        string
	Preview     string
	Attempts    int
	Replaced    int
	FirstSentAt int64
	SentAt      int64
	ReceivedAt  int64
	Receipts    []byte
}

func (r recordRow) record() (classroom.Record, error) {
	preview, err := decodePreview(r.Preview)
	if err != nil {
		return classroom.Record{}, fmt.Errorf("store: preview of record %d: %w", r.ID, err)
	}
	student := r.Student.student()
	student.FirstSeenAt, student.LastSeenAt = time.Time{}, time.Time{}
	return classroom.Record{
		ID: r.ID, SessionID: r.SessionID, PartID: r.PartID, Part: r.Part,
		Sender: classroom.SenderKey{UUID: r.SenderUUID, Name: r.SenderName}, Student: student,
		Question: r.Question, Title: r.Title, Type: payload.Type(r.Type), Preview: preview, Attempts: r.Attempts, Replaced: r.Replaced,
		FirstSentAt: moment(r.FirstSentAt), SentAt: moment(r.SentAt), ReceivedAt: moment(r.ReceivedAt),
		Receipt: receipts(r.Receipts).kept(), EarlierReceipts: receipts(r.Receipts).earlier(),
	}, nil
}

// micros returns a time as it is stored in the file; 0 for the zero time.
func micros(t time.Time) int64 {
	if t.IsZero() {
		return 0
	}
	return t.UnixMicro()
}

func moment(us int64) time.Time { return time.UnixMicro(us).UTC() }

func momentOrNever(us int64) time.Time {
	if us == 0 {
		return time.Time{}
	}
	return moment(us)
}

// takeRow reads the one row that query selects. If there is none, the error is CodeNotFound for what.
func takeRow(query *gorm.DB, row any, what string) error {
	err := query.Take(row).Error
	if errors.Is(err, gorm.ErrRecordNotFound) {
		return classroom.Errorf(classroom.CodeNotFound, "This %s no longer exists: it was deleted or renamed.", what)
	}
	return err
}

// listJSON returns a list as a text for json_each, so that a list of any length is one value to bind.
func listJSON[T any](list []T) string {
	if len(list) == 0 {
		return "[]"
	}
	text, err := json.Marshal(list)
	if err != nil {
		panic(err) // cannot fail: there are only numbers and strings
	}
	return string(text)
}

func keysOf[K comparable](set map[K]bool) []K {
	list := make([]K, 0, len(set))
	for k := range set {
		list = append(list, k)
	}
	return list
}
