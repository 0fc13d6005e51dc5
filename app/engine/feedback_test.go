package engine_test

import (
	"strings"
	"sync"
	"testing"
	"time"

	"npt/app/api"
	"npt/app/enginetest"
)

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

// Only an answer that its notebook can be told of waits for the release.
func TestWhoCannotBeToldDoesNotWait(t *testing.T) {
	c := newClass(t)
	c.kernel("Alice").send("3", "r1", "96")
	c.kernel("Bob").send("3", "", "96") // as the original's client does
	c.mark("3", "96", "wrong")
	c.feedback("3", api.Feedback{Kind: "verdict", Hold: true})()
	page, err := c.API.QuestionPage(c.query("3"))
	must(t, err)
	board, err := c.API.Dashboard(c.Session, 0, "")
	must(t, err)
	if page.Held != 1 || board.Questions[0].Held != 1 || page.Wrong != 2 {
		t.Errorf("of 2 answers %d wait on the page, %d on the dashboard; %d are wrong", page.Held, board.Questions[0].Held, page.Wrong)
	}
}

// A verdict that waits for its minute comes to the request that waits, by the time alone.
func TestTheTimeAloneWakesWhoWaits(t *testing.T) {
	c := newClass(t)
	alice := c.kernel("Alice")
	alice.send("3", "r1", "96")
	c.mark("3", "96", "wrong")
	c.clock.pass(time.Minute - 50*time.Millisecond)
	c.feedback("3", api.Feedback{Kind: "verdict", AfterMinutes: 1})()
	c.run(alice, step{"before its time", nil, "r1 received"})
	answer := make(chan string, 1)
	go func() { answer <- string(alice.ask("after", "1", "told", alice.told)) }()
	enginetest.Eventually(t, "the notebook waits", func() bool { return c.Messages.Connected(c.Session) == 1 })
	c.clock.pass(time.Second)
	if body := <-answer; !strings.Contains(body, `"record":"r1"`) || !strings.Contains(body, `"state":"wrong"`) {
		t.Errorf("heard %s", body)
	}
}

// What was told survives a restart of the app, of the kernel and of both; two kernels of a student each hear.
func TestWhatWasToldSurvives(t *testing.T) {
	c := newClass(t)
	alice, other := c.kernel("Alice"), c.kernel("Alice")
	var cursor string
	anew := func() { alice.told = "" }
	c.run(alice,
		step{"wrong", func() {
			alice.send("3", "r1", "96")
			c.feedback("3", api.Feedback{Kind: "verdict"})()
			c.mark("3", "96", "wrong")
		}, "r1 wrong"},
		step{"the answer got lost", func() { alice.told = "" }, "r1 wrong"},
		step{"the app anew", func() { c.restart() }, ""},
		step{"the kernel anew", anew, "r1 wrong (old)"},
		step{"both", func() { c.restart(); anew() }, "r1 wrong (old)"},
	)
	c.run(other,
		step{"another kernel", nil, "r1 wrong (old)"},
		step{"meanwhile it is right", func() { c.mark("3", "96", "right"); cursor = alice.told; alice.hear() }, "r1 right"},
	)
	c.run(alice,
		step{"who has heard hears nothing", nil, ""},
		step{"offline, the verdict changes twice", func() { alice.told = cursor; c.mark("3", "96", ""); c.mark("3", "96", "wrong") }, "r1 wrong"},
		step{"a cursor that is none", func() { alice.told = "x' OR 1=1" }, "r1 wrong"},
		step{"one below all", func() { alice.told = "-5" }, "r1 wrong"},
		step{"one far ahead harms only who sends it", func() { alice.told = "9223372036854775807" }, ""},
		step{"one beyond all numbers", func() { alice.told = strings.Repeat("9", 400) }, "r1 wrong (old)"},
	)
	c.run(c.kernel("Bob"), step{"another student hears nothing of it", nil, ""})
}

// A part is a place of its own; merged students keep their own lines, and time and attempts are the student's.
func TestPartsAndMergedStudents(t *testing.T) {
	c := newClass(t)
	_, err := c.API.AddPart(c.Session, "extra")
	must(t, err)
	alice, bob := c.kernel("Alice"), c.kernel("Bob")
	alice.send("3", "r1", "96")
	alice.send("3", "r2", "35", "part_name", "extra")
	c.feedback("3", api.Feedback{Kind: "verdict"})()
	c.mark("3", "35", "right")
	c.run(alice,
		step{"both parts", nil, "r1 received, r2 right"},
		step{"of the part that stands behind", func() {
			c.kernel("Carol").send("3", "c1", "96")
			c.mark("3", "96", "wrong")
		}, "r1 wrong"},
	)
	c.run(bob,
		step{"on another computer", func() { bob.send("3", "b1", "35") }, "b1 right"},
		step{"as one student", func() {
			must(t, c.Students.Merge(t.Context(), c.student("Alice"), []int64{c.student("Bob")}))
		}, ""},
	)
	c.run(alice,
		step{"whose answer is hidden now", nil, ""},
		step{"and stays as it was", func() { c.mark("3", "96", "") }, ""},
		step{"until it is the last again", func() { alice.send("3", "r3", "96") }, "r3 received"},
	)
	c.run(bob, step{"the other's is hidden", func() { c.kernel("Dave").send("3", "d1", "35"); c.mark("3", "35", "wrong") }, ""})
}

// student returns the id of a student.
func (c *class) student(name string) int64 {
	c.T.Helper()
	students, err := c.API.Students(c.Session)
	must(c.T, err)
	for _, s := range students {
		if s.Name == name {
			return s.ID
		}
	}
	c.T.Fatalf("there is no %s", name)
	return 0
}
