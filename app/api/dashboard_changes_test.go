package api_test

import (
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"

	"npt/app/api"
	"npt/app/enginetest"
	"npt/backend/classroom"
)

// dashboardPage is a page that shows a dashboard: it puts what it is told changed into what it has.
type dashboardPage struct {
	part    int64
	has     api.Dashboard
	changes int // how many answers were changes alone
}

func (p *dashboardPage) ask(l *enginetest.Lab) {
	l.T.Helper()
	answer, err := l.API.Dashboard(l.Session, p.part, p.has.Version)
	if err != nil {
		l.T.Fatal(err)
	}
	if answer.Since != "" {
		p.changes++
		if answer.Since != p.has.Version {
			l.T.Fatalf("the page has %q and is told what changed since %q", p.has.Version, answer.Since)
		}
		answer.Questions = put(p.has.Questions, answer.Questions, func(q api.DashboardQuestion) any { return q.Label })
		answer.Rows = put(p.has.Rows, answer.Rows, func(r api.StudentRow) any { return r.Student.ID })
		if slices.Contains(answer.Same, "attention") {
			answer.Attention = p.has.Attention
		}
		if slices.Contains(answer.Same, "sharedMistakes") {
			answer.SharedMistakes = p.has.SharedMistakes
		}
	}
	p.has = answer
}

// put returns the items with those that changed in their places.
func put[T any](items, changed []T, keyOf func(T) any) []T {
	all := slices.Clone(items)
	for _, c := range changed {
		i := slices.IndexFunc(all, func(item T) bool { return keyOf(item) == keyOf(c) })
		all[i] = c
	}
	return all
}

// shown returns what a page shows of a dashboard, as text.
func shown(t *testing.T, d api.Dashboard) string {
	t.Helper()
	d.Version, d.Since, d.Same, d.Now = "", "", nil, ""
	text, err := json.Marshal(d)
	must(t, err)
	return string(text)
}

// dashboardWalk does what teachers and students do, in any order. What the app refuses is a step too.
type dashboardWalk struct {
	*enginetest.Lab
	*rand.Rand
	undos []int64
}

func (w *dashboardWalk) student() int64   { return 1 + w.Int64N(6) }
func (w *dashboardWalk) question() string { return fmt.Sprint(1 + w.IntN(4)) }

func (w *dashboardWalk) step() string {
	of := api.QuestionQuery{SessionID: w.Session, PartID: 0, Question: w.question()}
	acts := []func() string{
		func() string { return w.send("default") },
		func() string { return w.send("default") },
		func() string { return w.send("second") },
		func() string {
			_, err := w.API.MergeStudents(w.student(), []int64{w.student()})
			return fmt.Sprint("merge ", err)
		},
		func() string { return fmt.Sprint("unmerge ", w.API.UnmergeStudent(w.student())) },
		func() string {
			return fmt.Sprint("visit ", w.API.MarkVisited(w.Session, []int64{w.student()}, w.IntN(2) == 0))
		},
		func() string {
			_, err := w.API.RenameStudent(w.student(), fmt.Sprint("Name ", w.IntN(3)))
			return fmt.Sprint("rename ", err)
		},
		func() string {
			check := api.Check{Kind: "exact", Expected: []string{fmt.Sprint("answer ", w.IntN(3))}}
			return fmt.Sprint("check ", w.API.SetCheck(of, check))
		},
		func() string {
			entries := []api.CatalogueEntry{{Label: w.question(), Title: fmt.Sprint("Title ", w.IntN(3)), Order: 1, Added: true}}
			return fmt.Sprint("catalogue ", w.API.SetQuestions(w.Session, entries))
		},
		func() string { return fmt.Sprint("hide ", w.API.SetNamesHidden(w.IntN(2) == 0)) },
		func() string {
			s := fmt.Sprint("S", w.IntN(6))
			return fmt.Sprint("help ", w.Messages.AskForHelp(w.T.Context(), classroom.Submission{
				Owner: "prof", Session: "lab-1", SenderName: s, SenderUUID: "u-" + s, RecordID: fmt.Sprint(w.Uint64()), Data: []byte("how?"),
			}))
		},
		w.remove, w.undo, w.reopen,
	}
	return acts[w.IntN(len(acts))]()
}

func (w *dashboardWalk) send(part string) string {
	s := fmt.Sprint("S", w.IntN(6))
	status, _ := w.Send("part_name", part, "sender_name", s, "sender_uuid", "u-"+s, "question_nb", w.question(), "data", fmt.Sprint("answer ", w.IntN(3)))
	return fmt.Sprint("send ", status)
}

func (w *dashboardWalk) remove() string {
	q := api.RecordQuery{SessionID: w.Session, StudentIDs: []int64{w.student()}, Questions: []string{w.question()}}
	undo, err := w.API.DeleteRecords(api.Selection{All: true, Query: q})
	if err == nil {
		w.undos = append(w.undos, undo.ID)
	}
	return fmt.Sprint("delete ", err)
}

func (w *dashboardWalk) undo() string {
	if len(w.undos) == 0 {
		return "nothing to undo"
	}
	id := w.undos[len(w.undos)-1]
	w.undos = w.undos[:len(w.undos)-1]
	return fmt.Sprint("undo ", w.API.UndoDelete(id))
}

func (w *dashboardWalk) reopen() string {
	if w.IntN(3) > 0 {
		_, err := w.API.OpenSession(w.Session)
		return fmt.Sprint("open ", err)
	}
	return fmt.Sprint("close ", w.API.CloseSession(w.Session))
}

// Whatever happens, a page that is told what changed has what a page is told that knows nothing: one that
// asks after each step, one that misses some, one of another part, and one that comes back when what it
// has was forgotten.
func TestWhatChangedMakesTheWholeDashboard(t *testing.T) {
	for seed := range uint64(2) {
		l := enginetest.Open(t)
		second, err := l.API.AddPart(l.Session, "second")
		must(t, err)
		w := &dashboardWalk{Lab: l, Rand: rand.New(rand.NewPCG(seed, 21))} //nolint:gosec // a walk that can be walked again
		often, seldom, part, late := &dashboardPage{}, &dashboardPage{}, &dashboardPage{part: second.ID}, &dashboardPage{}
		changed := 0
		for i := range 60 {
			did := w.step()
			pages := []*dashboardPage{often}
			if i%3 == 0 {
				pages = append(pages, seldom, part)
			}
			if i%20 == 0 {
				pages = append(pages, late)
			}
			for _, p := range pages {
				before := p.changes
				p.ask(l)
				whole := &dashboardPage{part: p.part}
				whole.ask(l)
				if got, want := shown(t, p.has), shown(t, whole.has); got != want {
					t.Fatalf("seed %d, step %d, %s: the page has\n%s\nand should have\n%s", seed, i, did, got, want)
				}
				changed += p.changes - before
			}
		}
		if changed < 20 || late.changes != 0 {
			t.Errorf("seed %d: %d answers were changes alone, %d of them since what was forgotten", seed, changed, late.changes)
		}
	}
}

// A record changes one row and one question of a class: the rest is not sent again.
func TestARecordIsToldInFewWords(t *testing.T) {
	l := enginetest.Open(t)
	for i := range 40 {
		l.SendAs(fmt.Sprint("S", i), fmt.Sprint(1+i%4), "str", "x")
	}
	p := &dashboardPage{}
	p.ask(l)
	l.SendAs("S7", "4", "str", "again")
	answer, err := l.API.Dashboard(l.Session, 0, p.has.Version)
	must(t, err)
	if len(answer.Rows) != 1 || answer.Rows[0].Student.Name != "S7" || len(answer.Questions) != 1 || answer.Questions[0].Label != "4" {
		t.Errorf("%d rows and questions %+v were sent", len(answer.Rows), answer.Questions)
	}
}
