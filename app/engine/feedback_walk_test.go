package engine_test

import (
	"context"
	"flag"
	"fmt"
	"math/rand/v2"
	"slices"
	"sync"
	"testing"
	"time"

	"npt/app/api"
	"npt/app/enginetest"
	"npt/backend/classroom"
)

// walk is a class in which anything happens. What its notebooks are told is compared with what the
// teacher's window says at that moment.
type walk struct {
	*class
	t     *testing.T
	rand  *rand.Rand
	trace []string

	mu        sync.Mutex // of what notebooks know
	notebooks []*notebook
	sent      int
	marked    map[[2]string]map[string]bool // by question and value: the verdicts that it ever had
	undo      []int64
	end       context.CancelFunc // of the notebooks that listen
	listening sync.WaitGroup
}

// place is a question of a part.
type place struct{ part, question string }

// sending is an answer that a notebook sent.
type sending struct {
	id, value string
	place     place
	row       int64 // its record
	form      classroom.Submission
}

// notebook is a student's notebook with the lines that it shows.
type notebook struct {
	name    string
	isLive  bool // it listens all the time; others ask now and then
	toldAt  time.Time
	all     map[string]sending // by id
	present map[place]sending
	lines   map[place]classroom.ToldItem
	judged  map[string]bool // the sendings of which it was told whether they are right
}

var walkQuestions, walkValues, walkParts = []string{"1", "2"}, []string{"a", "b", "c"}, []string{"default", "extra"}

var walks = flag.Uint64("walks", 1, "how many random walks what notebooks are told goes through")

func TestNobodyIsToldOfAnotherAnswer(t *testing.T) {
	for seed := range *walks {
		t.Run(fmt.Sprint("seed ", seed), func(t *testing.T) {
			w := &walk{class: newClass(t), t: t, rand: rand.New(rand.NewPCG(seed, 16)), marked: map[[2]string]map[string]bool{}}
			_, err := w.API.AddPart(w.Session, "extra")
			must(t, err)
			for i := range 6 {
				w.notebooks = append(w.notebooks, &notebook{
					name: fmt.Sprint("S", i), isLive: i < 2, all: map[string]sending{}, present: map[place]sending{},
					lines: map[place]classroom.ToldItem{}, judged: map[string]bool{},
				})
			}
			w.listen()
			for i := range 150 {
				w.step(i)
			}
			w.finish()
			if t.Failed() {
				for _, line := range w.trace {
					t.Log(line)
				}
			}
		})
	}
}

func pick[T any](r *rand.Rand, list []T) T { return list[r.IntN(len(list))] }

func (w *walk) step(i int) {
	question, value := pick(w.rand, walkQuestions), pick(w.rand, walkValues)
	n := pick(w.rand, w.notebooks)
	note := func(format string, values ...any) {
		w.trace = append(w.trace, fmt.Sprintf("%d ", i)+fmt.Sprintf(format, values...))
	}
	switch k := w.rand.IntN(100); {
	case k < 28:
		note("send %s %s %s", n.name, question, value)
		w.send(n, place{pick(w.rand, walkParts), question}, value)
	case k < 32:
		note("repeat %s", n.name)
		w.repeat(n)
	case k < 54:
		note("ask %s", n.name)
		w.ask(n)
	case k < 66:
		verdict := pick(w.rand, []string{"right", "wrong", "wrong", ""})
		note("mark %s %s %q", question, value, verdict)
		w.mark(question, value, verdict)
	case k < 73:
		w.label(question, value, note)
	case k < 81:
		f := w.anyFeedback()
		note("feedback %s %+v", question, f)
		must(w.t, w.API.SetFeedback(w.query(question), f))
	case k < 84:
		f := w.anyFeedback()
		note("session's feedback %+v", f)
		must(w.t, w.API.SetSessionFeedback(w.Session, f))
	case k < 88:
		note("release")
		must(w.t, w.API.ReleaseFeedback(w.Session, pick(w.rand, append(walkQuestions, ""))))
	case k < 92:
		w.students(note)
	case k < 95:
		w.trash(n, note)
	case k < 97:
		note("a minute passes")
		w.clock.pass(time.Minute)
	case k < 98:
		note("closed and open")
		must(w.t, w.API.CloseSession(w.Session))
		w.ask(n)
		_, err := w.API.OpenSession(w.Session)
		must(w.t, err)
	case k < 99:
		note("kernel %s anew", n.name)
		w.mu.Lock()
		if !n.isLive {
			n.toldAt = time.Time{}
			clear(n.lines)
		}
		w.mu.Unlock()
	default:
		note("the app anew")
		w.end()
		w.listening.Wait()
		w.restart()
		w.undo = nil
		w.listen()
	}
}

func (w *walk) anyFeedback() api.Feedback {
	f := api.Feedback{Kind: pick(w.rand, []string{"", "nothing", "received", "verdict", "hint", "hint"})}
	if f.Kind == "verdict" || f.Kind == "hint" {
		f.AfterAttempts, f.AfterMinutes, f.AtMost = pick(w.rand, []int{0, 0, 2}), pick(w.rand, []int{0, 0, 2}), pick(w.rand, []int{0, 0, 1, 3})
		f.Hold = w.rand.IntN(4) == 0
	}
	return f
}

// send has a notebook send an answer: what it shows of the one before goes.
func (w *walk) send(n *notebook, at place, value string) {
	w.mu.Lock()
	w.sent++
	s := sending{id: fmt.Sprint("r", w.sent), value: value, place: at}
	s.form = classroom.Submission{
		Owner: "prof", Session: "lab-1", Part: at.part, SenderName: n.name, SenderUUID: "u", Question: at.question, Type: "str", Data: []byte(value), RecordID: s.id,
	}
	n.all[s.id], n.present[at] = s, s
	delete(n.lines, at)
	w.mu.Unlock()
	w.deliver(n, s)
}

// deliver has a record delivered: a second time, too, and then it may have been deleted meanwhile.
func (w *walk) deliver(n *notebook, s sending) {
	outcome, err := w.Recorder.Record(w.t.Context(), s.form)
	must(w.t, err)
	w.mu.Lock()
	defer w.mu.Unlock()
	s.row = outcome.RecordID
	n.all[s.id], n.present[s.place] = s, s
}

// repeat has the record that a notebook sent last somewhere delivered a second time.
func (w *walk) repeat(n *notebook) {
	for _, s := range n.present {
		w.deliver(n, s)
		return
	}
}

// group returns the group of a question that holds a value.
func (w *walk) group(question, value string) (api.AnswerGroup, bool) {
	p, err := w.API.QuestionPage(w.query(question))
	must(w.t, err)
	i := slices.IndexFunc(p.Groups, func(g api.AnswerGroup) bool { return g.Preview.Text == value })
	if i < 0 {
		return api.AnswerGroup{}, false
	}
	return p.Groups[i], true
}

func (w *walk) mark(question, value, verdict string) {
	g, isThere := w.group(question, value)
	if !isThere {
		return
	}
	w.mu.Lock()
	key := [2]string{question, value}
	if w.marked[key] == nil {
		w.marked[key] = map[string]bool{}
	}
	w.marked[key][verdict] = true
	w.mu.Unlock()
	must(w.t, w.API.MarkGroup(w.query(question), g.Key, verdict))
}

func (w *walk) label(question, value string, note func(string, ...any)) {
	g, isThere := w.group(question, value)
	if !isThere {
		return
	}
	label := pick(w.rand, []string{"axis", "sign", ""})
	note("label %s %s %q", question, value, label)
	must(w.t, w.API.LabelGroup(w.query(question), g.Key, label))
	if label != "" && w.rand.IntN(2) == 0 {
		hint := fmt.Sprint("hint ", w.rand.IntN(3))
		note("hint %s", hint)
		must(w.t, w.API.SetHint(w.query(question), g.Key, api.Hint{Text: hint}))
	}
}

// students merges two students, or takes a merged one out.
func (w *walk) students(note func(string, ...any)) {
	all, err := w.API.Students(w.Session)
	must(w.t, err)
	if len(all) < 2 {
		return
	}
	a, b := pick(w.rand, all), pick(w.rand, all)
	if len(a.MergedFrom) > 0 {
		note("unmerge %s", a.Display)
		must(w.t, w.Students.Unmerge(w.t.Context(), a.ID))
	} else if a.ID != b.ID && len(b.MergedFrom) == 0 {
		note("merge %s into %s", b.Display, a.Display)
		must(w.t, w.Students.Merge(w.t.Context(), a.ID, []int64{b.ID}))
	}
}

// trash deletes a record, or brings one back.
func (w *walk) trash(n *notebook, note func(string, ...any)) {
	if len(w.undo) > 0 {
		note("undo")
		must(w.t, w.API.UndoDelete(w.undo[0]))
		w.undo = w.undo[1:]
		return
	}
	for _, s := range n.present {
		note("delete %s", s.id)
		undo, err := w.API.DeleteRecords(api.Selection{Query: api.RecordQuery{SessionID: w.Session}, IDs: []int64{s.row}})
		must(w.t, err)
		w.undo = append(w.undo, undo.ID)
		return
	}
}

// ask has a notebook ask what is new; what it hears must be what the window says now.
func (w *walk) ask(n *notebook) {
	if n.isLive {
		return
	}
	open, err := w.Store.Session(w.t.Context(), w.Session)
	must(w.t, err)
	got, err := w.Messages.Listen(w.t.Context(), n.listening(0))
	if !open.Open {
		if err == nil {
			w.t.Errorf("a closed session told %v", got.Told)
		}
		return
	}
	must(w.t, err)
	window := w.window()
	w.mu.Lock()
	defer w.mu.Unlock()
	for _, item := range got.Told {
		w.checkExactly(n, item, window)
		w.take(n, item)
	}
}

// listening is the request of a notebook that has the messages up to after.
func (n *notebook) listening(after int64) classroom.Listening {
	return classroom.Listening{
		Owner: "prof", Session: "lab-1", Sender: classroom.SenderKey{UUID: "u", Name: n.name}, After: after, Hears: true, ToldAt: n.toldAt,
	}
}

// listen has the live notebooks listen until end is called.
func (w *walk) listen() {
	ctx, end := context.WithCancel(context.Background())
	w.end = end
	w.t.Cleanup(end)
	for _, n := range w.notebooks {
		if !n.isLive {
			continue
		}
		w.listening.Go(func() {
			for ctx.Err() == nil {
				w.mu.Lock()
				request := n.listening(1)
				w.mu.Unlock()
				got, err := w.Messages.Listen(ctx, request)
				if err != nil {
					continue // the session is closed for a moment
				}
				w.mu.Lock()
				for _, item := range got.Told {
					w.take(n, item)
				}
				w.mu.Unlock()
			}
		})
	}
}

// take has a notebook take what it was told: of the answer that it sent last, as our client does.
func (w *walk) take(n *notebook, item classroom.ToldItem) {
	at := place{item.Part, item.Question}
	n.toldAt = item.At
	s, isOwn := n.all[item.Sending]
	if !isOwn || s.place != at {
		w.t.Errorf("%s was told of %s at %v, which it did not send there", n.name, item.Sending, at)
		return
	}
	if v := string(item.State); v == "right" || v == "wrong" {
		if !w.marked[[2]string{at.question, s.value}][v] {
			w.t.Errorf("%s was told that %s, %q, is %s, which it never was", n.name, s.id, s.value, v)
		}
		n.judged[s.id] = true
	}
	if n.present[at].id == s.id {
		n.lines[at] = item
	}
}

// finish has everything told that may be, and compares it with the window: first what came by itself.
func (w *walk) finish() {
	for _, question := range walkQuestions {
		must(w.t, w.API.SetFeedback(w.query(question), api.Feedback{Kind: "hint", AfterMinutes: 5}))
	}
	w.clock.pass(24 * time.Hour)
	for _, question := range walkQuestions { // which wakes those who listen, as their timers go by a clock that passes
		must(w.t, w.API.SetFeedback(w.query(question), api.Feedback{Kind: "hint", AfterMinutes: 6}))
	}
	seen := w.window()
	for _, n := range w.notebooks {
		var missing string
		w.ask(n)
		enginetest.Eventually(w.t, n.name+" to be told everything", func() bool {
			missing = w.missing(n, seen)
			return missing == "" || !n.isLive
		})
		if missing != "" {
			w.t.Errorf("in the end %s", missing)
		}
	}
	w.end()
	w.listening.Wait()
}

// missing says what a notebook should show and does not.
func (w *walk) missing(n *notebook, seen window) string {
	w.mu.Lock()
	defer w.mu.Unlock()
	for at, s := range n.present {
		row, isShown := seen.rows[s.row]
		if !isShown {
			continue
		}
		line := n.lines[at]
		hint := seen.hints[at.question][row.Label]
		if row.Verdict != "" && (string(line.State) != row.Verdict || line.Hint != hint) || row.Verdict == "" && (line.State == classroom.ToldRight || line.State == classroom.ToldWrong) {
			return fmt.Sprintf("%s shows %s %q %v for %s, which is %q %v", n.name, line.Sending, line.State, line.Hint, s.id, row.Verdict, hint)
		}
	}
	return ""
}
