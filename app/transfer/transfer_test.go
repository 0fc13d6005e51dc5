package transfer_test

import (
	"archive/zip"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	"golang.org/x/text/unicode/norm"

	"npt/app/transfer"
	"npt/backend/archive"
	"npt/backend/classroom"
	"npt/backend/export"
	"npt/backend/gradebook"
	"npt/backend/handout"
	"npt/backend/payload"
	"npt/backend/roster"
	"npt/backend/store"
)

var key = classroom.ReceiptKey("of this folder")

// computer is a data folder.
type computer struct {
	t        *testing.T
	store    *store.Store
	recorder *classroom.Recorder
	session  int64
	now      time.Time
	sent     int
}

type nobody struct{}

func (nobody) Publish(classroom.Event) {}

func newComputer(t *testing.T) *computer {
	t.Helper()
	st, err := store.Open(t.Context(), filepath.Join(t.TempDir(), "records.db"))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = st.Close() })
	c := &computer{t: t, store: st, now: time.Date(2026, 2, 11, 14, 0, 0, 0, time.UTC)}
	c.recorder = classroom.NewRecorder(st, nobody{}, func() time.Time { c.now = c.now.Add(time.Second); return c.now }, norm.NFC.String)
	c.recorder.Receipts = key
	return c
}

func (c *computer) open(name string) *computer {
	c.t.Helper()
	s, err := c.store.CreateSession(c.t.Context(), classroom.Session{Owner: "prof", Name: name, CreatedAt: c.now})
	if err != nil {
		c.t.Fatal(err)
	}
	c.session = s.ID
	return c
}

func (c *computer) send(student, question, typ, data string, change ...func(*classroom.Submission)) classroom.Outcome {
	c.t.Helper()
	c.sent++
	s := classroom.Submission{
		Owner: "prof", Session: "lab-1", SenderName: student, SenderUUID: "device-" + student, Question: question, Type: typ, Data: []byte(data), RecordID: fmt.Sprintf("r%d-%p", c.sent, c),
	}
	for _, f := range change {
		f(&s)
	}
	out, err := c.recorder.Record(c.t.Context(), s)
	if err != nil {
		c.t.Fatal(err)
	}
	return out
}

func (c *computer) must(err error) {
	c.t.Helper()
	if err != nil {
		c.t.Fatal(err)
	}
}

// class has a session of all that a session can have.
func (c *computer) class() *computer {
	ctx := c.t.Context()
	c.open("lab-1")
	_, err := c.store.AddPart(ctx, c.session, "afternoon")
	c.must(err)
	png := "\x89PNG\r\n\x1a\n" + "\x00\x00\x00\rIHDR\x00\x00\x00\x01\x00\x00\x00\x01\x08\x06\x00\x00\x00\x1f\x15\xc4\x89\x00\x00\x00\nIDATx\x9cc\x00\x01\x00\x00\x05\x00\x01\r\n-\xb4\x00\x00\x00\x00IEND\xaeB`\x82"
	for _, student := range []string{"Zoë", "Bob; =1+1", "../名前 🙂", "CON"} {
		c.send(student, "1", "str", "two\nlines of "+student)
		c.send(student, "2b", "ndarray", "[1, NaN, 3.5]", func(s *classroom.Submission) { s.Clock = "s-1-boot:100.5"; s.Attempts, s.Replaces = "3", "x:1" })
		c.send(student, "3", "code", "def f(x):\n    return x\n", func(s *classroom.Submission) {
			s.Calls = []byte(`{"seconds": 1.0, "calls": [{"input": "1", "type": "str", "data": "xx"}]}`)
		})
		c.send(student, "4", "image", png, func(s *classroom.Submission) { s.Plotted = []byte(`{"v":1}`); s.Part = "afternoon" })
		c.send(student, "6", "str", strings.Repeat("long ", 2000))
		c.send(student, "5", "list", "[1, 2]", func(s *classroom.Submission) { s.Digest = "0123456789abcdef0123456789abcdef" })
		c.send(student, "1", "str", "again")
	}
	c.send("Zoë", "1", "str", "on another computer", func(s *classroom.Submission) { s.SenderUUID = "laptop" })
	students, err := c.store.Students(ctx, c.session)
	c.must(err)
	ids := map[string]int64{}
	for _, s := range students {
		ids[s.Display()] = s.ID
	}
	_, err = c.store.MergeStudents(ctx, ids["Zoë"], []int64{ids["Zoë #2"]})
	c.must(err)
	_, err = c.store.RenameStudent(ctx, ids["CON"], "Conrad")
	c.must(err)
	page, err := c.store.Records(ctx, classroom.RecordQuery{RecordFilter: classroom.RecordFilter{SessionID: c.session, Questions: []string{"3"}}, Limit: 9})
	c.must(err)
	c.must(c.store.SetRules(ctx, c.session,
		classroom.Rule{Question: "3", Title: "The mean", Equivalence: classroom.DefaultEquivalence, Check: classroom.Check{Kind: classroom.CheckRecord, RecordID: page.Records[0].ID}, Inputs: classroom.Inputs{Lines: []string{"1"}}},
		classroom.Rule{Question: "9", Title: "Not sent yet", Added: true, Order: 2, Equivalence: classroom.DefaultEquivalence}))
	c.must(c.store.SavePin(ctx, c.session, classroom.Pin{Question: "1", Payload: payload.Payload{Type: "str", Data: []byte("again")}, Label: "guess", Verdict: classroom.Wrong}))
	c.must(c.store.SetHint(ctx, c.session, "1", "guess", classroom.Hint{Text: "Look again", Code: "1+1"}))
	_, err = c.store.AddMessage(ctx, classroom.Message{SessionID: c.session, Type: "info", Title: "Pause", Text: "ten minutes", SentAt: c.now, To: []int64{ids["CON"]}})
	c.must(err)
	c.must(c.store.SetClassList(ctx, "prof", roster.List{People: []roster.Person{
		{Name: "Zoë Kestrel", First: "Zoë", Last: "Kestrel", Identifier: "0012345678", Email: "zoe@example.org", Section: "A"}, {Name: "Nils Absent"},
	}}))
	list, _ := c.store.ClassList(ctx, "prof")
	c.must(c.store.Decide(ctx, "prof", []roster.Key{{Device: "device-Zoë", Name: "Zoë"}}, list.People[0].ID))
	c.must(c.store.Decide(ctx, "prof", []roster.Key{{Device: "device-CON", Name: "CON"}}, roster.Nobody))
	c.must(c.store.SetScheme(ctx, c.session, gradebook.Scheme{Default: gradebook.Points{Right: 2}, Due: c.now, LateShare: 0.5}))
	for range 3 {
		_, err = c.store.AddHandout(ctx, handout.File{SessionID: c.session, Name: "lab.ipynb", Size: 3, SHA256: strings.Repeat("ab", 32), AddedAt: c.now})
		c.must(err)
	}
	c.must(c.store.Visit(ctx, c.session, []int64{ids["CON"]}, c.now))
	c.must(c.store.CloseSession(ctx, c.session, c.now))
	return c
}

// whole is a session as it is kept, without the ids that a data folder gives.
type whole struct {
	Session archive.Session
	Records []archive.Record
	Shown   []string // what lists show
	Counts  [3]int
}

func (c *computer) whole(session int64) (w whole) {
	c.t.Helper()
	byID := map[int64]int64{}
	err := c.store.WalkArchive(c.t.Context(), selection(session), archive.Reader{Head: func(s archive.Session) error {
		w.Session = s
		return nil
	}, Record: func(r classroom.Record, p payload.Payload, kept archive.Record, isShown bool) error {
		byID[kept.ID] = int64(len(byID) + 1)
		kept.ID = byID[kept.ID]
		w.Records = append(w.Records, kept)
		if isShown {
			w.Shown = append(w.Shown, fmt.Sprintf("%s %s %s %d %v %s %q", r.Part, r.Student.Display(), r.Question, r.Attempts, r.SentAt, r.Receipt, p.Data))
		}
		return nil
	}})
	c.must(err)
	for i, q := range w.Session.Questions {
		if q.CheckRecord != 0 {
			w.Session.Questions[i].CheckRecord = byID[q.CheckRecord]
			w.Session.Questions[i].Check = strings.ReplaceAll(q.Check, fmt.Sprint(q.CheckRecord), "N")
		}
	}
	summary, err := c.store.Session(c.t.Context(), session)
	c.must(err)
	w.Counts = [3]int{summary.Students, summary.Records, len(summary.Parts)}
	return w
}

func selection(session int64) classroom.RecordSelection {
	return classroom.RecordSelection{All: true, Filter: classroom.RecordFilter{SessionID: session}}
}

// zip writes a session to a file.
func (c *computer) zip(session int64, pseudonyms *export.Pseudonyms) string {
	c.t.Helper()
	file, err := os.Create(filepath.Join(c.t.TempDir(), "lab.zip"))
	c.must(err)
	chosen := selection(session)
	if pseudonyms != nil {
		chosen.Rank = pseudonyms.Of
	}
	format, _ := export.FormatNamed("zip")
	c.must(format.Write(file, export.Source{
		Session: "lab-1", At: c.now, Pseudonyms: pseudonyms,
		Archive: func(r archive.Reader) error { return c.store.WalkArchive(c.t.Context(), chosen, r) },
		Looks: export.Looks{
			Overview: func() (export.Overview, error) { return export.Overview{}, nil },
			Picture:  func(payload.Payload) (*payload.Image, error) { return nil, nil },
			Say:      func(key string, _ map[string]string) string { return key },
		},
		Temp: func() (io.ReadWriteSeeker, error) { return os.CreateTemp(c.t.TempDir(), "") },
	}))
	c.must(file.Close())
	return file.Name()
}

func nothing(context.Context, int64) error { return nil }

func (c *computer) read(path string, to transfer.Target) (transfer.Result, error) {
	c.t.Helper()
	in, err := transfer.Open(c.t.Context(), path, key)
	if err != nil {
		return transfer.Result{}, err
	}
	defer func() { _ = in.Close() }()
	return in.Run(c.t.Context(), c.store, to, nothing, func(int) {})
}

func TestASessionComesBackAsItWas(t *testing.T) {
	from := newComputer(t).class()
	want := from.whole(from.session)
	path := from.zip(from.session, nil)
	for _, to := range []*computer{from, newComputer(t)} {
		got, err := to.read(path, transfer.Target{Name: "lab-1"})
		if err != nil {
			t.Fatal(err)
		}
		back := to.whole(got.Session)
		if !reflect.DeepEqual(back, want) {
			a, _ := json.MarshalIndent(want, "", " ")
			b, _ := json.MarshalIndent(back, "", " ")
			t.Errorf("what came back is\n%s\nwant\n%s", b, a)
		}
		if s := back.Session; len(s.ClassList) != 2 || *s.Students[0].Person != 0 || len(s.HandedOut) != 3 || !strings.Contains(s.Points, `"lateShare":0.5`) {
			t.Errorf("class list, files or points are not there: %+v", s)
		}
		if again, err := to.read(path, transfer.Target{Into: got.Session}); err != nil || len(to.whole(again.Session).Session.ClassList) != 2 {
			t.Errorf("into itself: %+v, %v", again, err)
		}
		if got.Records != len(want.Records) || len(want.Records) != 25 {
			t.Errorf("%d records came back, want %d", got.Records, len(want.Records))
		}
	}
}

// Two computers were in one lab: what both have is counted once.
func TestTwoComputersBecomeOne(t *testing.T) {
	one, two := newComputer(t).open("lab-1"), newComputer(t).open("lab-1")
	for _, c := range []*computer{one, two} { // before the class was divided
		c.send("Alice", "1", "str", "first", func(s *classroom.Submission) { s.RecordID = "same" })
	}
	one.send("Alice", "1", "str", "second")
	two.send("Bob", "1", "str", "of Bob")
	two.send("Bob", "2", "list", "[1]", func(s *classroom.Submission) { s.SenderUUID = "device-Bob"; s.Part = "" })
	two.send("Alice", "1", "str", "third", func(s *classroom.Submission) { s.Attempts = "2" })
	two.send("Alice", "7", "str", "x", func(s *classroom.Submission) { s.SenderUUID = "another Alice" })
	path := two.zip(two.session, nil)

	got, err := one.read(path, transfer.Target{Into: one.session})
	if err != nil {
		t.Fatal(err)
	}
	if got.Added != 3 || got.Joined != 1 || got.Present != 0 {
		t.Errorf("%+v", got)
	}
	want := []string{`Alice 1 4 "third"`, `Alice #2 7 1 "x"`, `Bob 1 1 "of Bob"`, `Bob 2 1 "[1]"`}
	if shown := one.shown(); !slices.Equal(shown, want) {
		t.Errorf("together they are %q, want %q", shown, want)
	}
	again, err := one.read(path, transfer.Target{Into: one.session})
	if err != nil || again.Present != 4 || again.Added+again.Joined != 0 {
		t.Errorf("once more: %+v, %v", again, err)
	}
	if shown := one.shown(); !slices.Equal(shown, want) {
		t.Errorf("once more they are %q", shown)
	}
	if mended, err := one.store.MendCounts(t.Context()); err != nil || len(mended) > 0 {
		t.Errorf("counts were wrong: %v, %v", mended, err)
	}
	if all, err := one.store.Sessions(t.Context(), "prof"); err != nil || len(all) != 1 {
		t.Errorf("%d sessions are left, %v", len(all), err)
	}
}

func (c *computer) shown() (list []string) {
	c.t.Helper()
	c.must(c.store.WalkRecords(c.t.Context(), selection(c.session), func(r classroom.Record, p payload.Payload) error {
		list = append(list, fmt.Sprintf("%s %s %d %q", r.Student.Display(), r.Question, r.Attempts, p.Data))
		return nil
	}))
	return list
}

// An import that is cancelled leaves nothing.
func TestACancelledImportLeavesNothing(t *testing.T) {
	from := newComputer(t).class()
	path := from.zip(from.session, nil)
	to := newComputer(t).open("lab-1")
	in, err := transfer.Open(t.Context(), path, key)
	to.must(err)
	defer func() { _ = in.Close() }()
	if in.Found.Records != 25 || in.Found.Session.Name != "lab-1" || len(in.Found.Session.Students) != 5 {
		t.Errorf("the preview says %+v", in.Found)
	}
	ctx, cancel := context.WithCancel(t.Context())
	_, err = in.Run(ctx, to.store, transfer.Target{Into: to.session}, nothing, func(done int) {
		if done == 15 {
			cancel()
		}
	})
	if !errors.Is(err, context.Canceled) {
		t.Errorf("it ended with %v", err)
	}
	if shown := to.shown(); len(shown) != 0 {
		t.Errorf("there is %q", shown)
	}
}

// The answers of a student that did not arrive, and some that did.
func TestAStudentsFileIsImported(t *testing.T) {
	c := newComputer(t).open("lab-1")
	arrived := c.send("Alice", "1", "str", "here", func(s *classroom.Submission) { s.RecordID, s.SentAt = "abc", "2026-02-11T14:00:00.5+00:00" })
	entry := func(question, data, id, receipt string) string {
		return fmt.Sprintf(`{"session_owner":"prof","session_name":"lab-1","part_name":"","sender_name":"Alice","sender_uuid":"device-Alice","question_nb":%q,"type":"str","data":%q,"record_id":%q,"sent_at":"2026-02-11T14:00:00.5+00:00","attempts":1,"receipt":%s}`, question, data, id, receipt)
	}
	document := func(entries ...string) string {
		return file(t, []byte("{\n \"format\": \"npt-answers\", \"version\": 1, \"answers\": ["+strings.Join(entries, ",")+"]}"))
	}
	receipt := fmt.Sprintf("%q", arrived.Receipt)
	path := document(entry("1", "here", "abc", receipt), entry("2", "lost", "def", "null"), entry("3", "forged", "ghi", receipt))
	in, err := transfer.Open(t.Context(), path, key)
	if err != nil {
		t.Fatal(err)
	}
	if !in.Answers || in.Found.Records != 3 || in.Receipts != 1 || in.Foreign != 1 {
		t.Errorf("the preview says %+v", in)
	}
	_ = in.Close()
	got, err := c.read(path, transfer.Target{Into: c.session})
	if err != nil || got.Added != 2 || got.Present != 1 {
		t.Fatalf("%+v, %v", got, err)
	}
	outbox := file(t, []byte(`{"fields":`+strings.Replace(entry("4", "", "jkl", "null"), `"data":""`, `"data":"in the outbox"`, 1)+`,"servers":[]}`+"\n"))
	if got, err = c.read(outbox, transfer.Target{Into: c.session}); err != nil || got.Added != 1 {
		t.Fatalf("%+v, %v", got, err)
	}
	want := []string{`Alice 1 1 "here"`, `Alice 2 1 "lost"`, `Alice 3 1 "forged"`, `Alice 4 1 "in the outbox"`}
	if shown := c.shown(); !slices.Equal(shown, want) {
		t.Errorf("there is %q, want %q", shown, want)
	}
	for text, reason := range map[string]string{
		`{"format":"npt-answers","version":9,"answers":[]}`: "later version",
		`{"format":"npt-answers","version":1,"answers":[]}`: "no answers",
		`{"format":"npt-answers","version":1,"ans`:          "damaged",
		`{"a":1}`: "no export",
	} {
		if _, err := c.read(file(t, []byte(text)), transfer.Target{Into: c.session}); err == nil || !strings.Contains(err.Error(), reason) {
			t.Errorf("%s: %v", text, err)
		}
	}
}

// No byte of an anonymous ZIP has a name, and it comes back with its pseudonyms.
func TestAnAnonymousZIPHasNoNames(t *testing.T) {
	from := newComputer(t).class()
	path := from.zip(from.session, export.NewPseudonyms(export.NewKey()))
	in, err := zip.OpenReader(path)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = in.Close() }()
	for _, f := range in.File {
		r, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		data, err := io.ReadAll(r)
		if err != nil {
			t.Fatal(err)
		}
		for _, name := range []string{"Zoë", "Bob", "名前", "CON", "Conrad", "device-Z", "laptop", "Pause", "Kestrel", "0012345678", "zoe@"} {
			// What a student wrote into an answer is an answer.
			if strings.Contains(f.Name, name) || strings.Contains(strings.ReplaceAll(string(data), "lines of "+name, ""), name) && f.Name != "records.csv" {
				t.Errorf("%s has %s", f.Name, name)
			}
		}
	}
	to := newComputer(t)
	got, err := to.read(path, transfer.Target{Owner: "prof"})
	if err != nil {
		t.Fatal(err)
	}
	if back := to.whole(got.Session); back.Counts != [3]int{4, 24, 2} || !strings.HasPrefix(back.Session.Students[0].Name, "S-") {
		t.Errorf("it comes back as %+v", back.Counts)
	}
}
