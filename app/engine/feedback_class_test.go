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
