package archive

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"

	"npt/backend/classroom"
	"npt/backend/payload"
)

// Reason says why a file is not let in.
type Reason string

// The reasons.
const (
	NotOurs       Reason = "not_ours"    // no export of a session
	Damaged       Reason = "damaged"     // cut short, or changed by something
	FromTheFuture Reason = "from_future" // of a later version of the app
	TooLarge      Reason = "too_large"   // more than a session may have
	Unsafe        Reason = "unsafe"      // made to do harm: names that leave the folder, links, files twice
)

// Error says that a file is not let in, and why. Detail is for the log and for whoever wrote the file.
type Error struct {
	Reason Reason
	Detail string
}

// Error returns the reason in English.
func (e *Error) Error() string { return "archive: " + string(e.Reason) + ": " + e.Detail }

func damaged(detail string, cause error) error {
	if cause != nil {
		detail += ": " + cause.Error()
	}
	return &Error{Reason: Damaged, Detail: detail}
}

func text(n int) string { return strconv.Itoa(n) }

// What a session may have beside what classroom limits.
const (
	maxMessages = 10_000
	maxHelp     = 100_000

	maxHandedOut = 10_000
	maxPins      = 10_000
	maxText      = 100_000 // characters of a text that a person wrote
)

// check holds the session to the limits of what an app of this version could have written.
func (s *Session) check() error {
	limits := []struct {
		what    string
		n, most int
	}{
		{"parts", len(s.Parts), classroom.MaxParts}, {"students", len(s.Students), classroom.MaxSenders},
		{"questions", len(s.Questions), 2 * classroom.MaxLabels}, {"hints", len(s.Hints), maxPins}, {"pins", len(s.Pins), maxPins},
		{"messages", len(s.Messages), maxMessages}, {"help", len(s.Help), maxHelp}, {"people", len(s.ClassList), classroom.MaxSenders},
		{"files", len(s.HandedOut), maxHandedOut},
		{"description", utf8.RuneCountInString(s.Description), classroom.MaxDescription},
	}
	for _, l := range limits {
		if l.n > l.most {
			return &Error{Reason: TooLarge, Detail: fmt.Sprintf("%d %s, more than %d", l.n, l.what, l.most)}
		}
	}
	if err := classroom.CheckText("the session's name", s.Name, classroom.MaxName); err != nil {
		return damaged("the session has no name", err)
	}
	for _, at := range []Moment{s.WrittenAt, s.CreatedAt, s.OpenedAt, s.ClosedAt} {
		if !at.isPossible() {
			return damaged("a time of the session cannot be", nil)
		}
	}
	parts := map[string]bool{}
	for _, name := range s.Parts {
		if err := classroom.CheckText("a part's name", name, classroom.MaxName); err != nil || parts[name] {
			return damaged("a part has no name, or two have one", err)
		}
		parts[name] = true
	}
	return s.checkLists()
}

func (s *Session) checkLists() error {
	for _, check := range []func() error{s.checkStudents, s.checkQuestions, s.checkPins, s.checkHelp, s.checkMessages, s.checkPeople, s.checkHandedOut, s.checkHandedIn} {
		if err := check(); err != nil {
			return err
		}
	}
	return nil
}

func (s *Session) checkQuestions() error {
	for _, q := range s.Questions {
		for _, rule := range []string{q.Equivalence, q.Check, q.Inputs, q.Feedback, s.Feedback} {
			if rule != "" && (len(rule) > maxText || !json.Valid([]byte(rule))) {
				return damaged("the rule of a question is no JSON", nil)
			}
		}
		if !classroom.IsQuestion(q.Question) || utf8.RuneCountInString(q.Title) > classroom.MaxTitle || q.Number < 0 {
			return damaged("a question has no label, or a title that is too long", nil)
		}
	}
	return nil
}

func (s *Session) checkPins() error {
	for _, p := range s.Pins {
		isOfAnswer := classroom.IsQuestion(p.Question) && isType(p.Type) && payload.Digest(p.Digest).IsValid()
		isSmall := len(p.Data) <= payload.MaxBytes && len(p.Plotted) <= classroom.MaxPlotted && len(p.Calls) <= classroom.MaxCallBytes
		if !isOfAnswer || !isSmall || utf8.RuneCountInString(p.Label) > maxText || !isVerdict(p.Verdict) {
			return damaged("a marked answer is none", nil)
		}
	}
	return nil
}

// isVerdict reports whether a mark says right, wrong, or nothing: it may be a label alone.
func isVerdict(name string) bool {
	return name == "" || name == string(classroom.Right) || name == string(classroom.Wrong)
}

func (s *Session) checkHelp() error {
	for _, h := range s.Help {
		if !s.has(h.Student) || !isToken(h.ID, classroom.MaxRecordID) || len(h.Text) > maxText || !h.AskedAt.isPossible() || !h.TakenAt.isPossible() || !h.EndedAt.isPossible() ||
			len(h.Seat)+len(h.Helper) > maxText || !isEnding(h.Ending) {
			return damaged("a request for help is none", nil)
		}
	}
	return nil
}

// isEnding reports whether a request for help may end so. Files of earlier versions do not say how.
func isEnding(name string) bool {
	switch classroom.HelpEnding(name) {
	case classroom.HelpOpen, classroom.HelpGiven, classroom.HelpDone, classroom.HelpRight, classroom.HelpSessions:
		return true
	}
	return false
}

func (s *Session) checkMessages() error {
	for _, m := range s.Messages {
		if !m.SentAt.isPossible() || !m.TakenBackAt.isPossible() || len(m.Text)+len(m.Code)+len(m.Title) > maxText {
			return damaged("a message is none", nil)
		}
		for _, to := range m.To {
			if !s.has(to) {
				return damaged("a message is to nobody who is there", nil)
			}
		}
	}
	return nil
}

func (s *Session) checkPeople() error {
	for _, p := range s.ClassList {
		for _, field := range []string{p.Name, p.First, p.Last, p.Identifier, p.Email, p.Section} {
			if !isToken(field, classroom.MaxName) || p.Name == "" {
				return damaged("somebody on the class list has no name, or another field is none", nil)
			}
		}
	}
	for _, st := range s.Students {
		if st.Person != nil && (*st.Person < NotListed || *st.Person >= len(s.ClassList)) {
			return damaged("a student is nobody on the class list", nil)
		}
	}
	return nil
}

func (s *Session) checkHandedOut() error {
	if len(s.Points) > maxText || s.Points != "" && !json.Valid([]byte(s.Points)) {
		return damaged("how points are counted is no JSON", nil)
	}
	for _, f := range s.HandedOut {
		sum, err := hex.DecodeString(f.SHA256)
		if err != nil || len(sum) != sha256.Size || !isToken(f.Name, classroom.MaxName) || f.Name == "" || f.Size < 0 || !f.AddedAt.isPossible() || !f.RemovedAt.isPossible() {
			return damaged("a file that was handed out is none", nil)
		}
	}
	return nil
}

func (s *Session) checkHandedIn() error {
	seen, files := map[int]bool{}, map[string]bool{}
	for _, h := range s.HandedIn {
		folder, name, _ := strings.Cut(h.File, "/")
		_, isReceipt := classroom.ParseReceipt(h.Receipt)
		switch {
		case !s.has(h.Student), seen[h.Student], files[h.File], folder != notebooksFolder, name == "":
			return damaged("a notebook that was handed in is of nobody, or another file", nil)
		case h.Name == "", !isToken(h.Name, classroom.MaxName), !isToken(h.RequestID, classroom.MaxRecordID), h.Receipt != "" && !isReceipt:
			return damaged("a notebook that was handed in has no name, or an id or a receipt that is none", nil)
		case h.ReceivedAt == 0, !h.ReceivedAt.isPossible():
			return damaged("a notebook was handed in at no time", nil)
		}
		seen[h.Student], files[h.File] = true, true
	}
	return nil
}

// notebooksFolder has the notebooks that were handed in.
const notebooksFolder = "notebooks"

func (s *Session) has(student int) bool { return student >= 0 && student < len(s.Students) }

func (s *Session) checkStudents() error {
	seen, shown, aliases := map[classroom.SenderKey]bool{}, map[string]bool{}, map[int]bool{}
	for i, st := range s.Students {
		err := classroom.CheckText("a student's name", st.Name, classroom.MaxName)
		display := classroom.DisplayName(st.Name, st.Number)
		switch {
		case err != nil, !isToken(st.UUID, classroom.MaxUUID), st.UUID == "", utf8.RuneCountInString(st.Given) > classroom.MaxName:
			return damaged("a student has no name or no device", err)
		case seen[st.Key()], shown[display], aliases[st.Alias]:
			return damaged("a student is there twice", nil)
		case st.Number < 1, st.GivenNumber < 0, st.Alias < 0, !st.FirstSeenAt.isPossible(), !st.LastSeenAt.isPossible(), !st.VisitedAt.isPossible():
			return damaged("a number or a time of a student cannot be", nil)
		}
		seen[st.Key()], shown[display], aliases[st.Alias] = true, true, true
		for at, steps := st.MergedInto, 0; at != -1; at, steps = s.Students[at].MergedInto, steps+1 {
			if !s.has(at) || at == i || steps > len(s.Students) {
				return damaged("a student is merged into nobody", nil)
			}
		}
	}
	return nil
}

// check holds a record to the limits of what a notebook may send.
func (r *Record) check(s *Session) error {
	first, sent, received := r.FirstSentAt, r.SentAt, r.ReceivedAt
	folder, _, _ := strings.Cut(r.File, "/")
	switch {
	case r.Part < 0 || r.Part >= len(s.Parts), !s.has(r.Student), !classroom.IsQuestion(r.Question), !isType(r.Type):
		return damaged("a record has no part, student, question or type that is there", nil)
	case folder != "images" && folder != "code" && folder != "data":
		return damaged("the answer of a record is another file", nil)
	case !first.isPossible(), !sent.isPossible(), !received.isPossible(), received == 0, first > sent:
		return damaged("the times of a record cannot be", nil)
	case r.Attempts < 1, r.Attempts > 1<<30, r.Replaced < 0, r.Replaced > r.Attempts:
		return damaged("a record was sent a number of times that cannot be", nil)
	case !isToken(r.RecordID, classroom.MaxRecordID), !isToken(r.Clock, 2*classroom.MaxRecordID), !payload.Digest(r.Digest).IsValid():
		return damaged("a record has an id, a clock or a digest that is none", nil)
	case len(r.Plotted) > classroom.MaxPlotted, len(r.Calls) > classroom.MaxCallBytes, len(r.Counted)%8 != 0, len(r.Counted) > 8*64, len(r.Fingerprints)%4 != 0, len(r.Fingerprints) > 4*64, len(r.Receipts) > 64:
		return damaged("what belongs to a record is none", nil)
	}
	return r.checkReceipts()
}

func (r *Record) checkReceipts() error {
	for _, receipt := range r.Receipts {
		if _, ok := classroom.ParseReceipt(receipt.Code); receipt.Code != "" && !ok || !receipt.SentAt.isPossible() {
			return damaged("a receipt is none", nil)
		}
	}
	return nil
}

// isPossible reports whether a moment can be: 0, or some time up to a year from now.
func (m Moment) isPossible() bool {
	return m == 0 || m > 0 && int64(m) < time.Now().AddDate(1, 0, 0).UnixMicro()
}

func isType(name string) bool { return name != "" && isToken(name, classroom.MaxType) }

// isToken reports whether a short value that a program wrote is text without control characters.
func isToken(s string, most int) bool {
	if utf8.RuneCountInString(s) > most || !utf8.ValidString(s) {
		return false
	}
	for _, r := range s {
		if r < ' ' || r == 0x7f {
			return false
		}
	}
	return true
}
