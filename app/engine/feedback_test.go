package engine_test

import (
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"npt/app/api"
	"npt/app/engine"
	"npt/app/enginetest"
)

// clock is one that the test sets.
type clock struct {
	mu  sync.Mutex
	now time.Time
}

func (c *clock) read() time.Time {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.now
}

func (c *clock) pass(d time.Duration) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.now = c.now.Add(d)
}

// class is a running app with a clock that the test sets, and a message that no notebook of the test ever
// acknowledges: so each request for messages is answered at once.
type class struct {
	*enginetest.Lab
	clock  *clock
	config engine.Config
}

func newClass(t *testing.T) *class {
	t.Helper()
	c := &class{clock: &clock{now: time.Now()}, config: enginetest.Config(filepath.Join(t.TempDir(), "data"))}
	c.config.Now = c.clock.read
	c.start(t)
	if _, err := c.API.SendMessage(c.Session, api.MessageText{Text: "hello"}); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = c.Close() })
	return c
}

func (c *class) start(t *testing.T) {
	t.Helper()
	e, err := engine.Open(t.Context(), c.config)
	if err != nil {
		t.Fatal(err)
	}
	id, err := e.Settings.CurrentSession(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	c.Lab = &enginetest.Lab{Engine: e, T: t, API: api.New(e, api.Face{}), Address: e.Servers()[0], Session: id}
}

// restart closes the app and opens it again on the same data folder.
func (c *class) restart() {
	c.T.Helper()
	if err := c.Close(); err != nil {
		c.T.Fatal(err)
	}
	c.start(c.T)
}

func (c *class) query(question string) api.QuestionQuery {
	return api.QuestionQuery{SessionID: c.Session, Question: question}
}

// key returns the key of the group of a question that has an answer.
func (c *class) key(question, answer string) string {
	c.T.Helper()
	p, err := c.API.QuestionPage(c.query(question))
	must(c.T, err)
	for _, g := range p.Groups {
		if g.Preview.Text == answer {
			return g.Key
		}
	}
	c.T.Fatalf("question %s has no group of %q", question, answer)
	return ""
}

func (c *class) mark(question, answer, verdict string) {
	c.T.Helper()
	must(c.T, c.API.MarkGroup(c.query(question), c.key(question, answer), verdict))
}

func (c *class) label(question, answer, label, hint string) {
	c.T.Helper()
	key := c.key(question, answer)
	must(c.T, c.API.LabelGroup(c.query(question), key, label))
	if label != "" {
		must(c.T, c.API.SetHint(c.query(question), key, api.Hint{Text: hint}))
	}
}

// heard is what a notebook was told of an answer, as it comes over the wire.
type heard struct {
	Record, Part, Question, Title, State, At string
	Hint                                     *struct{ Text, Code string }
	New                                      bool
}

func (h heard) String() string {
	text := h.Record + " " + h.State
	if h.Hint != nil {
		text += " " + strings.TrimSpace(h.Hint.Text+" "+h.Hint.Code)
	}
	if !h.New {
		text += " (old)"
	}
	return text
}

// kernel is a notebook of a student: what it knows is lost when it is started anew.
type kernel struct {
	class         *class
	student, uuid string
	told          string
}

func (c *class) kernel(student string) *kernel {
	return &kernel{class: c, student: student, uuid: "u-" + student}
}

// send posts an answer as our client does.
func (k *kernel) send(question, record, answer string, more ...string) {
	k.class.T.Helper()
	k.class.MustSend(append([]string{"sender_name", k.student, "sender_uuid", k.uuid, "question_nb", question, "record_id", record, "data", answer}, more...)...)
}

// ask sends a request for messages and returns the whole answer.
func (k *kernel) ask(more ...string) []byte {
	k.class.T.Helper()
	query := url.Values{"session_owner": {"prof"}, "session_name": {"lab-1"}, "sender_name": {k.student}, "sender_uuid": {k.uuid}, "after": {"0"}}
	for i := 0; i < len(more); i += 2 {
		query.Set(more[i], more[i+1])
	}
	res, err := http.Get(k.class.Address + "/messages?" + query.Encode())
	must(k.class.T, err)
	defer func() { _ = res.Body.Close() }()
	body, err := io.ReadAll(res.Body)
	must(k.class.T, err)
	if res.StatusCode != http.StatusOK {
		return []byte(fmt.Sprint(res.StatusCode))
	}
	return body
}

// hear asks what is new and returns it in one line.
func (k *kernel) hear() string {
	k.class.T.Helper()
	var answer struct {
		Told     string
		Feedback []heard
	}
	if body := k.ask("told", k.told); len(body) > 3 {
		must(k.class.T, json.Unmarshal(body, &answer))
	}
	if answer.Told != "" {
		k.told = answer.Told
	}
	var lines []string
	for _, h := range answer.Feedback {
		lines = append(lines, h.String())
	}
	return strings.Join(lines, ", ")
}

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// step is something that happens in a class, and what a notebook then hears.
type step struct {
	name string
	do   func()
	want string
}

func (c *class) run(k *kernel, steps ...step) {
	c.T.Helper()
	for _, s := range steps {
		if s.do != nil {
			s.do()
		}
		if got := k.hear(); got != s.want {
			c.T.Errorf("%s: %s heard %q, want %q", s.name, k.student, got, s.want)
		}
	}
}

func (c *class) feedback(question string, f api.Feedback) func() {
	return func() {
		c.T.Helper()
		must(c.T, c.API.SetFeedback(c.query(question), f))
	}
}

func TestWhatANotebookHears(t *testing.T) {
	c := newClass(t)
	alice := c.kernel("Alice")
	send := func(record, answer string) func() { return func() { alice.send("3", record, answer) } }
	mark := func(answer, verdict string) func() { return func() { c.mark("3", answer, verdict) } }
	hint := func(text string) func() { return func() { c.label("3", "96", "axis", text) } }
	c.run(alice,
		step{"nothing is the default", send("r1", "96"), ""},
		step{"received, of what was there", c.feedback("3", api.Feedback{Kind: "received"}), "r1 received"},
		step{"once", nil, ""},
		step{"a verdict is not told", mark("96", "wrong"), ""},
		step{"until it is wanted", c.feedback("3", api.Feedback{Kind: "verdict"}), "r1 wrong"},
		step{"the other verdict", mark("96", "right"), "r1 right"},
		step{"unmarked", mark("96", ""), "r1 withdrawn"},
		step{"and marked again", mark("96", "wrong"), "r1 wrong"},
		step{"a hint that is not wanted", hint("Mind the axis."), ""},
		step{"and that is", c.feedback("3", api.Feedback{Kind: "hint"}), "r1 wrong Mind the axis."},
		step{"edited", hint("Mind axis 0."), "r1 wrong Mind axis 0."},
		step{"its label is another", func() { must(t, c.API.LabelGroup(c.query("3"), c.key("3", "96"), "wrong axis")) }, ""},
		step{"without a label", func() { must(t, c.API.LabelGroup(c.query("3"), c.key("3", "96"), "")) }, "r1 wrong"},
		step{"and back", func() { must(t, c.API.LabelGroup(c.query("3"), c.key("3", "96"), "axis")) }, "r1 wrong Mind axis 0."},
		step{"another answer", send("r2", "35"), "r2 received"},
		step{"whose verdict it is", mark("35", "right"), "r2 right"},
		step{"the old answer is nobody's", func() { c.kernel("Bob").send("3", "b1", "96"); mark("96", "right")() }, ""},
		step{"falls into a labelled group", send("r3", "96"), "r3 right Mind axis 0."},
		step{"the session is closed", func() { mark("96", "wrong")(); must(t, c.API.CloseSession(c.Session)) }, ""},
		step{"and open", func() { _, err := c.API.OpenSession(c.Session); must(t, err) }, "r3 wrong Mind axis 0."},
		step{"taken back", c.feedback("3", api.Feedback{Kind: "nothing"}), "r3 withdrawn"},
		step{"for good", nil, ""},
		step{"the session's", func() {
			must(t, c.API.SetSessionFeedback(c.Session, api.Feedback{Kind: "verdict"}))
			c.feedback("3", api.Feedback{})()
		}, "r3 wrong"},
	)
}

// Deleted answers are taken back, and told again when the deletion is undone.
func TestWhatIsDeletedIsTakenBack(t *testing.T) {
	c := newClass(t)
	alice := c.kernel("Alice")
	var undo api.Undo
	c.run(alice,
		step{"right", func() {
			alice.send("3", "r1", "35")
			c.mark("3", "35", "right")
			c.feedback("3", api.Feedback{Kind: "verdict"})()
		}, "r1 right"},
		step{"deleted", func() {
			var err error
			undo, err = c.API.DeleteRecords(api.Selection{Query: api.RecordQuery{SessionID: c.Session}, IDs: []int64{c.Records()[0].ID}})
			must(t, err)
		}, "r1 withdrawn"},
		step{"brought back", func() { must(t, c.API.UndoDelete(undo.ID)) }, "r1 right"},
	)
}

func TestTheRulesOfFeedback(t *testing.T) {
	c := newClass(t)
	alice := c.kernel("Alice")
	send := func(record, answer string) func() { return func() { alice.send("3", record, answer) } }
	c.kernel("Bob").send("3", "b1", "96")
	c.kernel("Carol").send("3", "c1", "35")
	c.mark("3", "96", "wrong")
	c.mark("3", "35", "right")
	c.run(alice,
		step{"before the second attempt", func() { c.feedback("3", api.Feedback{Kind: "verdict", AfterAttempts: 2})(); send("r1", "96")() }, "r1 received"},
		step{"the second attempt", send("r2", "96"), "r2 wrong"},
		step{"told is told", c.feedback("3", api.Feedback{Kind: "verdict", AfterAttempts: 9}), ""},
		step{"held", func() { c.feedback("3", api.Feedback{Kind: "verdict", Hold: true})(); send("r3", "35")() }, "r3 received"},
		step{"released", func() { must(t, c.API.ReleaseFeedback(c.Session, "3")) }, "r3 right"},
		step{"later answers do not wait", send("r4", "96"), "r4 wrong"},
		step{"held again", func() { c.feedback("3", api.Feedback{Kind: "verdict", Hold: true})(); send("r5", "96")() }, "r5 received"},
		step{"and what is told stands", nil, ""},
		step{"no more than three", c.feedback("3", api.Feedback{Kind: "verdict", AtMost: 3}), ""},
		step{"which is no secret of a right one", send("r6", "35"), "r6 received"},
		step{"four", c.feedback("3", api.Feedback{Kind: "verdict", AtMost: 4}), "r6 right"},
		step{"a correction is no further one", func() { c.mark("3", "35", "wrong") }, "r6 wrong"},
		step{"but the next is", send("r7", "35"), "r7 received"},
	)
	bob := c.kernel("Bob")
	c.run(bob,
		step{"before its time", func() { c.clock.pass(time.Minute); c.feedback("3", api.Feedback{Kind: "verdict", AfterMinutes: 5})() }, "b1 received"},
		step{"one second too early", func() { c.clock.pass(4*time.Minute - time.Second) }, ""},
		step{"five minutes after the first answer", func() { c.clock.pass(2 * time.Second) }, "b1 wrong"},
	)
}

// A release of everything, with the session's feedback, wakes every notebook that waits.
func TestTimeAndReleaseWakeWhoWaits(t *testing.T) {
	c := newClass(t)
	c.config.Now = nil
	c.restart()
	alice, bob := c.kernel("Alice"), c.kernel("Bob")
	alice.send("1", "a1", "x")
	bob.send("2", "b1", "y")
	c.mark("1", "x", "right")
	c.mark("2", "y", "wrong")
	must(t, c.API.SetSessionFeedback(c.Session, api.Feedback{Kind: "verdict", Hold: true}))
	var waiting sync.WaitGroup
	for _, k := range []*kernel{alice, bob} {
		if got := k.hear(); !strings.HasSuffix(got, "received") {
			t.Fatalf("%s heard %q", k.student, got)
		}
		waiting.Go(func() {
			if body := string(k.ask("after", "1", "told", k.told)); !strings.Contains(body, `"state":"right"`) && !strings.Contains(body, `"state":"wrong"`) {
				t.Errorf("%s heard %s", k.student, body)
			}
		})
	}
	enginetest.Eventually(t, "both", func() bool { return c.Messages.Connected(c.Session) == 2 })
	must(t, c.API.ReleaseFeedback(c.Session, ""))
	waiting.Wait()
}
