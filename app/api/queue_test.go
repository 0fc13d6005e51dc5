package api_test

import (
	"encoding/json"
	"fmt"
	"net/http"
	"net/url"
	"strings"
	"testing"
	"time"

	"npt/app/api"
	"npt/app/enginetest"
	"npt/backend/classroom"
)

// asker is a notebook that asks for help, and shows one line of what becomes of that.
type asker struct {
	*enginetest.Lab
	name, cursor string
	asked        int
}

func (a *asker) fields(pairs ...string) url.Values {
	form := url.Values{"session_owner": {"prof"}, "session_name": {"lab-1"}, "sender_name": {a.name}, "sender_uuid": {"u-" + a.name}}
	for i := 0; i < len(pairs); i += 2 {
		form.Set(pairs[i], pairs[i+1])
	}
	return form
}

// post sends a request for help, or that it is done.
func (a *asker) post(path string, pairs ...string) {
	a.T.Helper()
	a.asked++
	form := a.fields(pairs...)
	form.Set("record_id", fmt.Sprint(a.name, a.asked))
	res, err := http.PostForm(a.Address+path, form)
	must(a.T, err)
	_ = res.Body.Close()
	if res.StatusCode != http.StatusOK {
		a.T.Fatalf("%s of %s was answered %s", path, a.name, res.Status)
	}
}

// hears waits until the notebook shows this line: the state, the place, what else.
func (a *asker) hears(want string) {
	a.T.Helper()
	listener := http.Client{Timeout: time.Minute} // longer than an answer waits for news
	for range 20 {                                // others come and go meanwhile
		res, err := listener.Get(a.Address + "/messages?" + a.fields("help", a.cursor).Encode())
		must(a.T, err)
		var got struct {
			Help struct {
				State        string
				Place        int
				Paused, Seat bool
				Cursor       string
			}
		}
		must(a.T, json.NewDecoder(res.Body).Decode(&got))
		_ = res.Body.Close()
		a.cursor = got.Help.Cursor
		if said := strings.TrimSpace(fmt.Sprint(got.Help.State, " ", got.Help.Place, " ", got.Help.Paused, " ", got.Help.Seat)); said == want {
			return
		}
	}
	a.T.Fatalf("%s never hears %q, but %q", a.name, want, a.cursor)
}

// queue returns the lines of those who wait for help.
func queue(l *enginetest.Lab) string {
	l.T.Helper()
	d := dashboard(l)
	names := map[int64]string{}
	for _, r := range d.Rows {
		names[r.Student.ID] = r.Student.Display
	}
	var lines []string
	for _, line := range d.Attention {
		if line.Reason != "help" || line.Visited {
			continue
		}
		var who []string
		for _, m := range line.Members {
			one := names[m.StudentID]
			if m.Seat != "" {
				one += " at " + m.Seat
			}
			if m.TakenAt != "" {
				one += " taken"
			}
			who = append(who, one)
		}
		lines = append(lines, line.Question+": "+strings.Join(who, ", ")+" "+line.Members[0].Verdict)
	}
	return strings.Join(lines, " | ")
}

func TestHelpIsAQueue(t *testing.T) {
	l := enginetest.Open(t)
	ada, bob, cyd, dan := &asker{Lab: l, name: "Ada"}, &asker{Lab: l, name: "Bob"}, &asker{Lab: l, name: "Cyd"}, &asker{Lab: l, name: "Dan"}
	must(t, l.API.SetCheck(api.QuestionQuery{SessionID: l.Session, Question: "3"}, api.Check{Kind: "exact", Expected: []string{"42"}}))
	for _, a := range []*asker{ada, bob, dan} {
		l.SendAs(a.name, "3", "int", "41")
	}
	l.SendAs("Cyd", "2", "int", "7")
	want := func(want string) {
		t.Helper()
		got := ""
		defer func() {
			if t.Failed() {
				t.Log("the queue is " + got)
			}
		}()
		enginetest.Eventually(t, want, func() bool { got = queue(l); return got == want })
	}
	ada.post("/help", "data", "why?", "seat", "C4")
	cyd.post("/help", "question_nb", "3")
	bob.post("/help", "seat", "a seat that is much too long to be one")
	want("3: Ada at C4, Bob at a seat that is much… wrong | 3: Cyd ")
	ada.hears("waiting 1 false true")
	bob.hears("waiting 3 false true")
	cyd.hears("waiting 2 false false")

	id := func(name string) int64 {
		t.Helper()
		for _, r := range dashboard(l).Rows {
			if r.Student.Display == name {
				return r.Student.ID
			}
		}
		t.Fatalf("there is no %s", name)
		return 0
	}
	must(t, l.API.TakeHelp(l.Session, []int64{id("Cyd")}))
	want("3: Cyd taken  | 3: Ada at C4, Bob at a seat that is much… wrong")
	cyd.hears("coming 0 false false")
	bob.hears("waiting 2 false true")
	must(t, l.API.ReturnHelp(l.Session, []int64{id("Cyd")}))
	cyd.hears("waiting 2 false false")
	must(t, l.API.PauseHelp(l.Session, true))
	ada.hears("waiting 1 true true")
	if d := dashboard(l); d.Queue.PausedAt == "" {
		t.Error("the dashboard does not say that the queue is paused")
	}
	must(t, l.API.PauseHelp(l.Session, false))
	ada.hears("waiting 1 false true")

	l.SendAs("Ada", "3", "int", "40") // wrong: she waits on, and hears what a right answer would tell, too
	ada.hears("answered 0 false true")
	want("3: Ada at C4 wrong | 3: Cyd  | 3: Bob at a seat that is much… wrong")
	l.SendAs("Ada", "3", "int", "42")
	want("3: Cyd  | 3: Bob at a seat that is much… wrong")
	cyd.hears("waiting 1 false false")
	if asked, err := l.API.HelpOf(id("Ada")); err != nil || len(asked) != 1 || asked[0].Ending != "right" || asked[0].Visited || asked[0].Seat != "C4" {
		t.Errorf("Ada's request: %+v, %v; want closed by the right answer", asked, err)
	}
	cyd.post("/help/done")
	cyd.hears("done 0 false false")
	must(t, l.API.MarkVisited(l.Session, []int64{id("Bob")}, true))
	bob.hears("helped 0 false true")
	want("")
	if d := dashboard(l); d.Queue.Helped != 1 {
		t.Errorf("figures %+v, want one who was helped", d.Queue)
	}

	dan.post("/help")
	dan.hears("waiting 1 false false")
	must(t, l.API.PauseHelp(l.Session, true))
	must(t, l.API.CloseSession(l.Session))
	_, err := l.API.OpenSession(l.Session) // closed by mistake: the queue goes on
	must(t, err)
	want("3: Dan wrong")
	if d := dashboard(l); d.Queue.PausedAt != "" {
		t.Error("a session that was opened again is paused")
	}
	err = l.API.TakeHelp(l.Session, []int64{id("Cyd")})
	if code := classroom.AsError(err).Code; err == nil || code != classroom.CodeConflict {
		t.Errorf("who waits no more was taken: %v", err)
	}
}

// A notebook of an earlier version, which does not ask for it, is told nothing of requests.
func TestAnEarlierNotebookHearsNothingOfTheQueue(t *testing.T) {
	l := enginetest.Open(t)
	ada := &asker{Lab: l, name: "Ada"}
	ada.post("/help", "data", "why?")
	if _, err := l.API.SendMessage(l.Session, api.MessageText{Text: "hello"}); err != nil {
		t.Fatal(err)
	}
	res, err := http.Get(l.Address + "/messages?" + ada.fields("after", "0").Encode())
	must(t, err)
	defer func() { _ = res.Body.Close() }()
	var got map[string]any
	must(t, json.NewDecoder(res.Body).Decode(&got))
	if _, has := got["help"]; has || got["messages"] == nil {
		t.Errorf("it is answered %v", got)
	}
}

// What a student reads below the cell that asked is one line, which changes as the queue does.
func TestAKernelShowsHowTheQueueGoes(t *testing.T) {
	l := enginetest.Open(t)
	must(t, l.API.SetLanguage("en"))
	first, err := l.API.FirstCell(l.Session)
	must(t, err)
	p := &notebookPage{driven: drive(t, "page.py")}
	p.run(0, strings.Replace(first.ByAddress, `input("Name:")`, `"Zoë"`, 1))
	p.run(1, `npt.help("why?")`)
	line := func(want string) {
		t.Helper()
		p.shows("Connected as Zoë to lab-1", want)
	}
	line(`NPT: you are next in the queue for help\. Where do you sit\? .*`)
	p.run(1, `npt.help(seat="C4")`)
	line(`NPT: you are next in the queue for help\.`)
	enginetest.Eventually(t, "the request", func() bool { return len(dashboard(l).Attention) == 1 })
	zoe := []int64{dashboard(l).Attention[0].Members[0].StudentID}
	must(t, l.API.TakeHelp(l.Session, zoe))
	line(`NPT: somebody is coming\.`)
	must(t, l.API.PauseHelp(l.Session, true))
	must(t, l.API.ReturnHelp(l.Session, zoe))
	line(`NPT: paused: .*`)
	must(t, l.API.MarkVisited(l.Session, []int64{zoe[0]}, true))
	line(`NPT: you were helped\. .*`)
}
