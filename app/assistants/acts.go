package assistants

import (
	"cmp"
	"context"
	"encoding/json"
	"fmt"
	"slices"

	"npt/app/api"
)

// mostActs bounds the log.
const mostActs = 1000

// act is something that an assistant did.
type act struct {
	api.Act
	by   int64                           // the link of whoever did it
	undo func(ctx context.Context) error // nil if it cannot be taken back
}

// deed says what a call did: what two people may do at once is of one thing.
type deed struct {
	method   string
	things   []string // on which others may act too; none if nobody else can do the same
	value    string   // what was done to them: the same twice is no conflict
	question string
	students []int64
	undo     func(ctx context.Context) error
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
	var session int64
	var students []int64
	var visited bool
	err := readAll(args, &session, &students, &visited)
	return deed{method: "MarkVisited", things: with(students), value: fmt.Sprint(visited), students: students}, err == nil
}

func undoVisit(a *api.API, args []json.RawMessage) func(context.Context) error {
	var session int64
	var students []int64
	var visited bool
	if readAll(args, &session, &students, &visited) != nil {
		return nil
	}
	return func(context.Context) error { return a.MarkVisited(session, students, !visited) }
}

// with names being with students: to go there, to have been there, and to leave them waiting are of one thing.
func with(students []int64) []string {
	things := make([]string, len(students))
	for i, id := range students {
		things[i] = fmt.Sprint("with ", id)
	}
	return things
}

// onTheWay is the value of going to a student.
const onTheWay = "on the way"

// queueOf reads what a call does to the queue of help.
func queueOf(method string, args []json.RawMessage) (deed, bool) {
	var session int64
	var students []int64
	var isPaused bool
	if method == "PauseHelp" {
		err := readAll(args, &session, &isPaused)
		return deed{method: method, things: []string{fmt.Sprint("pause ", session)}, value: fmt.Sprint(isPaused)}, err == nil
	}
	err := readAll(args, &session, &students)
	done := deed{method: method, things: with(students), value: "left", students: students}
	if method == "TakeHelp" {
		done.value = onTheWay
	}
	return done, err == nil
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
		method: method, value: j.text,
		things:   []string{fmt.Sprintf("%s %d %d %q %q", method, j.query.SessionID, j.query.PartID, j.query.Question, j.key)},
		question: j.query.Question,
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
	return deed{method: method, things: with(students), value: cmp.Or(text.Title, text.Text), students: students}, err == nil
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
		method: method, things: []string{fmt.Sprint("merge ", student)}, value: fmt.Sprint(others), students: append([]int64{student}, others...),
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
