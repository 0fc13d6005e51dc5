package assistants

import (
	"cmp"
	"context"
	"encoding/json"
	"fmt"
	"slices"
	"time"

	"npt/app/api"
)

const (
	// mostActs bounds the log.
	mostActs = 1000
	// mostThings bounds how many things are known on which somebody acted last.
	mostThings = 5000
	// toldFor is how long somebody is told that another acted later on the same thing.
	toldFor = 2 * time.Minute
)

// act is something that an assistant did.
type act struct {
	api.Act
	undo func(ctx context.Context) error // nil if it cannot be taken back
}

// teacher is the id of who is no assistant.
const teacher = 0

// deed says what a call did: what two people may do at once is of one thing.
type deed struct {
	method   string
	thing    string // empty if nobody else can do the same
	value    string // what was done to it: the same twice is no conflict
	question string
	students []int64
	undo     func(ctx context.Context) error
}

// last is who acted on a thing last, and how.
type last struct {
	who   int64
	value string
}

// deedOf reads what a call does from its arguments, before it is made: what it takes the place of is known
// only then. It returns false for a call that changes nothing.
func deedOf(ctx context.Context, a *api.API, method string, args []json.RawMessage) (deed, bool) {
	d, isAct := readDeed(method, args)
	if !isAct {
		return d, false
	}
	a = api.During(context.WithoutCancel(ctx), a)
	switch method {
	case "MarkVisited":
		d.undo = undoVisit(a, args)
	case "MarkGroup", "LabelGroup", "SetHint":
		d.undo = undoJudged(a, method, args)
	case "TakeHelp", "ReturnHelp", "PauseHelp":
		d.undo = undoQueue(a, method, args)
	case "MergeStudents":
		d.undo = undoMerge(a, d.students[1:])
	}
	return d, true
}

// readDeed reads what a call does, without how it is taken back.
func readDeed(method string, args []json.RawMessage) (deed, bool) {
	switch method {
	case "MarkVisited":
		return visitOf(args)
	case "MarkGroup", "LabelGroup", "SetHint":
		return judgedOf(method, args)
	case "SendMessage", "SendMessageTo":
		return messageOf(method, args)
	case "MergeStudents", "UnmergeStudent":
		return mergeOf(method, args)
	case "TakeHelp", "ReturnHelp", "PauseHelp":
		return queueOf(method, args)
	}
	return deed{}, false
}

func visitOf(args []json.RawMessage) (deed, bool) {
	var session, student int64
	var visited bool
	err := readAll(args, &session, &student, &visited)
	return deed{
		method: "MarkVisited", thing: fmt.Sprint("visit ", session, " ", student), value: fmt.Sprint(visited), students: []int64{student},
	}, err == nil
}

func undoVisit(a *api.API, args []json.RawMessage) func(context.Context) error {
	var session, student int64
	var visited bool
	if readAll(args, &session, &student, &visited) != nil {
		return nil
	}
	return func(context.Context) error { return a.MarkVisited(session, student, !visited) }
}

// queueOf reads what a call does to the queue of help. Nobody takes a student from somebody else, so two
// never do it to the same one.
func queueOf(method string, args []json.RawMessage) (deed, bool) {
	var session int64
	var students []int64
	var isPaused bool
	if method == "PauseHelp" {
		err := readAll(args, &session, &isPaused)
		return deed{method: method, thing: fmt.Sprint("pause ", session), value: fmt.Sprint(isPaused)}, err == nil
	}
	err := readAll(args, &session, &students)
	return deed{method: method, students: students}, err == nil
}

func undoQueue(a *api.API, method string, args []json.RawMessage) func(context.Context) error {
	var session int64
	var students []int64
	var isPaused bool
	if method == "PauseHelp" {
		if readAll(args, &session, &isPaused) != nil {
			return nil
		}
		return func(context.Context) error { return a.PauseHelp(session, !isPaused) }
	}
	if readAll(args, &session, &students) != nil {
		return nil
	}
	if method == "ReturnHelp" {
		return func(context.Context) error { return a.TakeHelp(session, students) }
	}
	return func(context.Context) error { return a.ReturnHelp(session, students) }
}

// judgement is what the calls name that judge a group of answers.
type judgement struct {
	query api.QuestionQuery
	key   string
	text  string // the verdict, the label, or the words of the hint
}

func readJudgement(method string, args []json.RawMessage) (j judgement, err error) {
	if method != "SetHint" {
		return j, readAll(args, &j.query, &j.key, &j.text)
	}
	var hint api.Hint
	err = readAll(args, &j.query, &j.key, &hint)
	j.text = cmp.Or(hint.Text, hint.Code)
	return j, err
}

func judgedOf(method string, args []json.RawMessage) (deed, bool) {
	j, err := readJudgement(method, args)
	return deed{
		method: method, thing: fmt.Sprintf("%s %d %d %q %q", method, j.query.SessionID, j.query.PartID, j.query.Question, j.key),
		value: j.text, question: j.query.Question,
	}, err == nil
}

// undoJudged returns what gives a group of answers back what it has now; nil if there is no such group.
func undoJudged(a *api.API, method string, args []json.RawMessage) func(context.Context) error {
	j, err := readJudgement(method, args)
	if err != nil {
		return nil
	}
	page, err := a.QuestionPage(j.query)
	at := slices.IndexFunc(page.Groups, func(g api.AnswerGroup) bool { return g.Key == j.key })
	if err != nil || at < 0 {
		return nil
	}
	before := page.Groups[at]
	return func(context.Context) error {
		switch method {
		case "MarkGroup":
			return a.MarkGroup(j.query, j.key, before.Marked)
		case "LabelGroup":
			return a.LabelGroup(j.query, j.key, before.Label)
		default:
			return a.SetHint(j.query, j.key, before.Hint)
		}
	}
}

func messageOf(method string, args []json.RawMessage) (deed, bool) {
	var session int64
	var text api.MessageText
	var students []int64
	var err error
	if method == "SendMessage" {
		err = readAll(args, &session, &text)
	} else {
		err = readAll(args, &session, &students, &text)
	}
	return deed{method: method, value: cmp.Or(text.Title, text.Text), students: students}, err == nil
}

func mergeOf(method string, args []json.RawMessage) (deed, bool) {
	var student int64
	var others []int64
	if method == "UnmergeStudent" {
		err := readAll(args, &student)
		return deed{method: method, students: []int64{student}}, err == nil
	}
	err := readAll(args, &student, &others)
	return deed{
		method: method, thing: fmt.Sprint("merge ", student), value: fmt.Sprint(len(others)), students: append([]int64{student}, others...),
	}, err == nil
}

func undoMerge(a *api.API, merged []int64) func(context.Context) error {
	return func(context.Context) error {
		for _, id := range merged {
			if err := a.UnmergeStudent(id); err != nil {
				return err
			}
		}
		return nil
	}
}

func readAll(args []json.RawMessage, into ...any) error {
	if len(args) != len(into) {
		return api.Errorf(api.CodeBadField, "The call takes %d arguments and got %d.", len(into), len(args))
	}
	for i := range into {
		if err := read(args, i, into[i]); err != nil {
			return err
		}
	}
	return nil
}

// withResult completes a deed with what came of it: a message that was sent can be taken back.
func (d deed) withResult(a *api.API, result any) deed {
	if sent, isMessage := result.(api.Message); isMessage {
		d.undo = func(context.Context) error { return a.TakeBackMessage(sent.ID) }
	}
	return d
}

// note keeps a deed: in the log if an assistant did it, and for who acted on the same thing before.
func (d *Door) note(ctx context.Context, who *link, done deed) {
	students := d.actedFor(ctx, done.students)
	d.mu.Lock()
	now := d.now()
	d.lastID++
	id, name, by := d.lastID, "", int64(teacher)
	if who != nil {
		by, name = who.id, who.name
		who.acts++
		d.acts = append(d.acts, act{undo: done.undo, Act: api.Act{
			ID: id, At: api.Stamp(now), Who: name, Method: done.method, Question: done.question, Value: cut(done.value),
			Students: students, Undoable: done.undo != nil,
		}})
		d.acts = d.acts[max(0, len(d.acts)-mostActs):]
	}
	if before, there := d.things[done.thing]; there && done.thing != "" && before.who != by && before.value != done.value {
		d.tell(before.who, now, api.Replaced{
			ID: id, At: api.Stamp(now), Who: name, Method: done.method, Question: done.question, Value: cut(done.value),
		})
	}
	if done.thing != "" {
		if len(d.things) >= mostThings {
			clear(d.things)
		}
		d.things[done.thing] = last{by, done.value}
	}
	d.mu.Unlock()
	d.engine.StatusChanged()
}

// tell has somebody hear that another acted later. The lock is held.
func (d *Door) tell(who int64, now time.Time, replaced api.Replaced) {
	if who == teacher {
		d.replaced = recent(append(d.replaced, replaced), now)
		return
	}
	for _, l := range d.links {
		if l.id == who {
			l.replaced = recent(append(l.replaced, replaced), now)
		}
	}
}

// recent returns what is still worth telling.
func recent(all []api.Replaced, now time.Time) []api.Replaced {
	oldest := api.Stamp(now.Add(-toldFor))
	kept := []api.Replaced{}
	for _, r := range all[max(0, len(all)-mostShown):] {
		if r.At >= oldest {
			kept = append(kept, r)
		}
	}
	return kept
}

// mostShown bounds what somebody is told at once.
const mostShown = 10

// longest is how much of a text the log shows, in characters.
const longest = 120

func cut(text string) string {
	if r := []rune(text); len(r) > longest {
		return string(r[:longest]) + "…"
	}
	return text
}

// mostActedFor bounds the students whom an act names.
const mostActedFor = 5

// actedFor names students as an act does.
func (d *Door) actedFor(ctx context.Context, ids []int64) []api.ActedFor {
	named := []api.ActedFor{}
	for _, id := range ids[:min(len(ids), mostActedFor)] {
		if s, err := d.engine.Store.Student(ctx, id); err == nil {
			named = append(named, api.ActedFor{ID: id, Display: s.Display(), Number: s.Alias})
		}
	}
	return named
}
