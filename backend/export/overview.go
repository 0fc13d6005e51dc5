package export

import (
	"io"
	"time"

	"npt/backend/classroom"
	"npt/backend/payload"
)

// Overview is a session as its dashboard and the pages of its questions show it: everything but the answers,
// which the records of the export are. Of chosen records it may name more than there are.
type Overview struct {
	IsWhole   bool                // all records of the session are exported
	Students  []classroom.Student // seen in the session, in its order; some may have sent nothing
	Questions []Question          // in their order
}

// Question is a question with its answers in groups.
type Question struct {
	Label, Title string
	Expected     []string // the answers that are right, as the teacher wrote them; a pattern if IsPattern
	IsPattern    bool
	Reference    int64 // the record that is the reference; 0 for none
	Groups       []Group
}

// Group is a set of answers that are alike.
type Group struct {
	Records []int64
	Example int64  // of them, the one that represents it
	Label   string // by the teacher
	Hint    classroom.Hint
	Remarks []string // how it differs from the right answer, in the language of the export
}

// overview returns what is seen of a session without names.
func (p *Pseudonyms) overview(of Overview) Overview {
	named := make([]classroom.Student, len(of.Students))
	for i, s := range of.Students {
		named[i] = p.student(s)
	}
	of.Students = named
	return of
}

// HandedIn is the last notebook that a student handed in. It goes into no export without names: what stands in it is
// the student's.
type HandedIn struct {
	Student classroom.Student
	At      time.Time
	// What session.json says of it.
	Name, RequestID, Receipt string
	FromPage                 bool

	Open func() (io.ReadCloser, error)
}

// Looks is how answers are shown to people, by who knows pictures and words.
type Looks struct {
	// Overview reads the session as its pages show it.
	Overview func() (Overview, error)
	// Picture returns an answer as a small picture; nil if it cannot be shown as one.
	Picture func(payload.Payload) (*payload.Image, error)
	// Say returns the words of a key in the language of the export, with values written in.
	Say func(key string, values map[string]string) string
	// Language is the BCP 47 tag of those words.
	Language string
}
