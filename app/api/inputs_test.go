package api_test

import (
	"fmt"
	"strings"
	"testing"

	"npt/app/api"
	"npt/app/enginetest"
)

// sendFunction sends a student's function to question 3, with what it gave for two inputs.
func sendFunction(l *enginetest.Lab, student, id, code, calls string, more ...string) {
	l.T.Helper()
	l.MustSend(append([]string{
		"sender_name", student, "sender_uuid", "u-" + student, "question_nb", "3", "type", "code", "data", code, "record_id", id,
		"clock", fmt.Sprintf("%x:1.000000", student), "age", "1", "calls", calls,
	}, more...)...)
}

// came returns the calls of a function that gave two numbers, or an error for "!", for the inputs.
func came(inputs [2]string, gave ...string) string {
	calls := make([]string, len(gave))
	for i, value := range gave {
		calls[i] = fmt.Sprintf(`{"input": %q, "type": "ndarray", "data": "[%s]"}`, inputs[i], value)
		if value == "!" {
			calls[i] = fmt.Sprintf(`{"input": %q, "error": "ValueError", "message": "no"}`, inputs[i])
		}
	}
	return `{"seconds": 1, "calls": [` + strings.Join(calls, ", ") + "]}"
}

func questionPage(l *enginetest.Lab, question string) api.QuestionPage {
	l.T.Helper()
	page, err := l.API.QuestionPage(api.QuestionQuery{SessionID: l.Session, Question: question})
	must(l.T, err)
	return page
}

// The inputs that a teacher writes reach the notebooks that call functions, at once and as often as they
// change, and no other; what cannot be tried is refused and changes nothing.
func TestInputsReachTheNotebooks(t *testing.T) {
	l := enginetest.Open(t)
	q := api.QuestionQuery{SessionID: l.Session, Question: "3"}
	if got := poll(l, "Alice", "asked", ""); got != "waits" {
		t.Errorf("without inputs Alice gets %s", got)
	}
	must(t, l.API.SetInputs(q, api.Inputs{Lines: "2, 3  # usual\n\n[1, -2]\n", Seconds: 2}))
	const inputs = `{"messages":[],"inputs":[{"question":"3","lines":["2, 3","[1, -2]"],"seconds":2}],"asked":"`
	first := poll(l, "Alice", "asked", "")
	asked, ok := strings.CutPrefix(first, inputs)
	if asked = strings.TrimSuffix(asked, `"}`); !ok || asked == "" {
		t.Fatalf("Alice gets %s", first)
	}
	for _, c := range []struct{ what, got, want string }{
		{"who has them", poll(l, "Alice", "asked", asked), "waits"},
		{"of an earlier version", poll(l, "Bob"), "waits"},
		{"with others", poll(l, "Carla", "asked", "x"), first},
	} {
		if c.got != c.want {
			t.Errorf("a notebook %s gets %s, want %s", c.what, c.got, c.want)
		}
	}
	for _, refused := range []api.Inputs{
		{Lines: "__import__('os')"}, {Lines: "1\n2", Outputs: "3"}, {Lines: "1", Seconds: 6}, {Lines: "1", Outputs: strings.Repeat("9", 5001)},
	} {
		if err := l.API.SetInputs(q, refused); err == nil {
			t.Errorf("%+v is accepted", refused)
		}
	}
	if page := questionPage(l, "3"); page.Inputs != (api.Inputs{Lines: "2, 3\n[1, -2]", Seconds: 2}) {
		t.Errorf("the page has %+v", page.Inputs)
	}
	must(t, l.API.SetInputs(q, api.Inputs{}))
	if got := poll(l, "Alice", "asked", asked); got != `{"messages":[],"inputs":[],"asked":"none"}` {
		t.Errorf("without inputs again Alice gets %s", got)
	}
	if got := poll(l, "Alice", "asked", "none"); got != "waits" {
		t.Errorf("and then %s", got)
	}
}

// What a function gives for other inputs comes with its answer once more: no attempt, and nothing of it
// is new but what came. A later answer stays.
func TestAnUpdateIsNoAttempt(t *testing.T) {
	l := enginetest.Open(t)
	q := api.QuestionQuery{SessionID: l.Session, Question: "3"}
	must(t, l.API.SetInputs(q, api.Inputs{Lines: "2\n-1"}))
	asked := [2]string{"2", "-1"}
	sendFunction(l, "Ada", "a1", "def f(x): return x*x", "")
	before := l.Records()[0]
	update := func(id, of, clock string, gave ...string) {
		sendFunction(l, "Ada", id, "def f(x): return x*x", came(asked, gave...), "updates", of, "replaces", of+":1", "attempts", "1", "clock", "416461:"+clock)
	}
	if page := questionPage(l, "3"); page.Tried != 0 || page.Untried != 1 {
		t.Errorf("%d are tried and %d not", page.Tried, page.Untried)
	}
	for range 2 { // it may be delivered twice
		update("a2", "a1", "1.000001", "4", "1")
	}
	after, page := l.Records()[0], questionPage(l, "3")
	if after.ReceivedAt <= before.ReceivedAt || after.ReceivedAt[:23] != before.ReceivedAt[:23] {
		t.Errorf("it arrived at %s, before at %s", after.ReceivedAt, before.ReceivedAt)
	}
	if after.Preview.Calls != 2 || page.Tried != 1 || page.Untried != 0 {
		t.Errorf("%d calls, %d tried, %d not", after.Preview.Calls, page.Tried, page.Untried)
	}
	after.ReceivedAt, after.Preview.Calls = before.ReceivedAt, before.Preview.Calls
	// Whether the list knows its group by now is another matter.
	after.GroupKey, after.Graded, after.Alike = before.GroupKey, before.Graded, before.Alike
	if fmt.Sprintf("%+v", after) != fmt.Sprintf("%+v", before) {
		t.Errorf("the answer is %+v\nwant %+v", after, before)
	}
	sendFunction(l, "Ada", "a3", "def f(x): return abs(x)", came(asked, "2", "1"), "clock", "416461:2.000000")
	update("a4", "a1", "1.000002", "4", "1")
	if r := l.Records()[0]; r.Attempts != 2 || !strings.Contains(r.Preview.Text, "abs") {
		t.Errorf("a late update makes %+v", r)
	}
	// Of an answer that never came, it is the answer.
	sendFunction(l, "Bob", "b2", "def f(x): return x", came(asked, "2", "-1"), "updates", "b1", "replaces", "b1:1")
	if r := l.Records()[0]; r.Student != "Bob" || r.Attempts != 1 || r.Receipt == "" {
		t.Errorf("Bob's is %+v", r)
	}
}

// A question's page says in what functions differ and how those that do the same are written, and judges
// them by the outputs that the teacher typed.
func TestFunctionsByTypedOutputs(t *testing.T) {
	l := enginetest.Open(t)
	q := api.QuestionQuery{SessionID: l.Session, Question: "3"}
	must(t, l.API.SetInputs(q, api.Inputs{Lines: "2\n-1", Outputs: "4\n1.0"}))
	must(t, l.API.SetCheck(q, api.Check{Kind: "outputs"}))
	inputs := [2]string{"2", "-1"}
	for student, f := range map[string]struct{ code, calls string }{
		"Ada": {"def f(x): return x*x", came(inputs, "4", "1")}, "Ben": {"def square(a):\n    return a ** 2", came(inputs, "4.0", "1.0000000001")},
		"Cleo": {"def f(x):  return x * x  # mine", came(inputs, "4", "1")}, "Dora": {"def f(x): return x+2", came(inputs, "4", "-1")},
		"Eve": {"def f(x): raise ValueError", came(inputs, "!", "!")}, "Fay": {"def f(x): return x*x", came([2]string{"3", "4"}, "9", "16")},
		"Gus": {"def f(x): return x*x", ""},
	} {
		sendFunction(l, student, student, f.code, f.calls)
	}
	l.SendAs("Hal", "3", "ndarray", "[4]")
	verdicts, page := map[string]string{}, questionPage(l, "3")
	for _, g := range page.Groups {
		for _, m := range g.Members {
			verdicts[m.Student.Name] = m.Verdict
		}
		switch name := g.Members[0].Student.Name; {
		case g.Count == 3:
			if len(g.Variants) != 2 || g.Variants[0].Count+g.Variants[1].Count != 3 || g.Variants[1].Preview.Text == "" || g.Differs != nil {
				t.Errorf("those who are right are %+v, %+v", g.Variants, g.Differs)
			}
		case name == "Dora":
			if d := g.Differs; d == nil || d.Mine.Input != "-1" || d.Mine.Came != "-1" || d.Most.Came != "1" || len(g.Variants) != 0 {
				t.Errorf("Dora differs by %+v, with variants %+v", d, g.Variants)
			}
		case name == "Eve":
			if d := g.Differs; d == nil || !d.Mine.Error || d.Mine.Input != "2" || d.Most.Came != "4" {
				t.Errorf("Eve differs by %+v", d)
			}
		case g.Differs != nil:
			t.Errorf("%s, called for other inputs, differs by %+v", name, g.Differs)
		}
	}
	want := map[string]string{"Ada": "right", "Ben": "right", "Cleo": "right", "Dora": "wrong", "Eve": "wrong", "Fay": "", "Gus": "", "Hal": "wrong"}
	if fmt.Sprint(verdicts) != fmt.Sprint(want) || page.Tried != 5 || page.Untried != 2 {
		t.Errorf("the verdicts are %v, want %v; %d tried, %d not", verdicts, want, page.Tried, page.Untried)
	}
	must(t, l.API.SetInputs(q, api.Inputs{Lines: "2\n-1", Outputs: "4\nValueError"}))
	if page := questionPage(l, "3"); page.Right != 0 || page.Wrong != 6 {
		t.Errorf("with other outputs %d are right and %d wrong", page.Right, page.Wrong)
	}
	if err := l.API.SetInputs(q, api.Inputs{Lines: strings.Repeat("1\n", 21)}); err == nil || !strings.Contains(err.Error(), "20") {
		t.Errorf("21 inputs: %v", err)
	}
}

// A real notebook hears of inputs while a cell runs, calls its function at the end of that cell and not
// within it, and sends what came with the answer that is there.
func TestANotebookTriesInputsAtTheEndOfACell(t *testing.T) {
	l := enginetest.Open(t)
	cell, err := l.API.FirstCell(l.Session)
	must(t, err)
	done := make(chan []string)
	go func() { defer close(done); done <- runNotebook(t, "../testdata/inputs.ipynb", cell.ByAddress, "Ada") }()
	enginetest.Eventually(t, "Ada's function", func() bool { return len(l.Records()) == 1 })
	before := l.Records()[0]
	must(t, l.API.SetInputs(api.QuestionQuery{SessionID: l.Session, Question: "3"}, api.Inputs{Lines: "2\nx=-3"}))
	written := <-done
	if want := []string{"Connected as Ada to lab-1", "", "heard []\n", "[2, -3]\n"}; fmt.Sprint(written) != fmt.Sprint(want) {
		t.Errorf("the cells wrote %q, want %q", written, want)
	}
	enginetest.Eventually(t, "what it gives", func() bool { return l.Records()[0].Preview.Calls == 2 })
	after, page := l.Records()[0], questionPage(l, "3")
	if after.Attempts != 1 || after.Receipt != before.Receipt || after.SentAt != before.SentAt || page.Tried != 1 {
		t.Errorf("the answer is %+v\nafter %+v, and %d are tried", after, before, page.Tried)
	}
	answer := l.Answer("3")
	if c := answer.Calls; len(c) != 2 || c[1].Input != "x=-3" || c[1].Came != "9" {
		t.Errorf("it gives %+v", c)
	}
}
