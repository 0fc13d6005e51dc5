package store

import (
	"fmt"
	"maps"
	"math/rand/v2"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"npt/backend/classroom"
)

// model is what the store should hold, kept in the most naive way.
type model struct {
	into    map[string]string                  // by sender: whom the teacher merged it into
	records map[modelKey]modelRecord           // what every sender sent
	waiting map[int64]map[modelKey]modelRecord // by deletion: what went, and can come back
}

type modelKey struct{ sender, question string }

type modelRecord struct {
	attempts, first, sent int
	text                  string
}

// and returns one record of two, in which nothing of either is lost.
func (r modelRecord) and(other modelRecord) modelRecord {
	if r.attempts == 0 {
		return other
	}
	all := modelRecord{attempts: r.attempts + other.attempts, first: min(r.first, other.first), sent: r.sent, text: r.text}
	if other.sent > r.sent {
		all.sent, all.text = other.sent, other.text
	}
	return all
}

func (m *model) student(sender string) string {
	for m.into[sender] != "" {
		sender = m.into[sender]
	}
	return sender
}

// shown returns what the teacher should see, a line a record.
func (m *model) shown() []string {
	all := map[modelKey]modelRecord{}
	for key, r := range m.records {
		whole := modelKey{m.student(key.sender), key.question}
		all[whole] = all[whole].and(r)
	}
	lines := []string{}
	for key, r := range all {
		lines = append(lines, fmt.Sprintf("%s %s: %q, %d attempts since %d", key.sender, key.question, r.text, r.attempts, r.first))
	}
	slices.Sort(lines)
	return lines
}

// delete takes away what a student answered to questions.
func (m *model) delete(id int64, chosen func(student, question string) bool) int {
	gone, shown := map[modelKey]modelRecord{}, map[modelKey]bool{}
	for key, r := range m.records {
		if student := m.student(key.sender); chosen(student, key.question) {
			gone[key] = r
			shown[modelKey{student, key.question}] = true
			delete(m.records, key)
		}
	}
	m.waiting[id] = gone
	return len(shown)
}

func (m *model) undo(id int64) {
	for key, r := range m.waiting[id] {
		m.records[key] = m.records[key].and(r)
	}
	delete(m.waiting, id)
}

// lesson is a store beside its model.
type lesson struct {
	t       *testing.T
	s       *Store
	session int64
	model   *model
	ids     map[string]int64 // of senders
	random  *rand.Rand
	clock   int
}

func newLesson(t *testing.T, s *Store, session int64, seed uint64) *lesson {
	l := &lesson{
		t: t, s: s, session: session, ids: map[string]int64{}, random: rand.New(rand.NewPCG(seed, 1)),
		model: &model{into: map[string]string{}, records: map[modelKey]modelRecord{}, waiting: map[int64]map[modelKey]modelRecord{}},
	}
	for _, name := range []string{"Ada", "Bob", "Cy", "Dee", "Eve"} {
		l.send(name, "1")
	}
	for _, n := range must(s.Students(t.Context(), session))(t) {
		l.ids[n.Name] = n.ID
	}
	return l
}

func (l *lesson) send(sender, question string) {
	l.clock++
	e := newRecord(sender, question, l.clock)
	save(l.t, l.s, e)
	key := modelKey{sender, question}
	l.model.records[key] = l.model.records[key].and(modelRecord{1, l.clock, l.clock, e.Preview.Text})
}

func (l *lesson) anyone() string {
	names := slices.Sorted(maps.Keys(l.ids))
	return names[l.random.IntN(len(names))]
}

func (l *lesson) question() string { return fmt.Sprint(1 + l.random.IntN(3)) }

// step does something at random to both and says what.
func (l *lesson) step() string {
	a, b, q := l.anyone(), l.anyone(), l.question()
	switch l.random.IntN(9) {
	case 0:
		into, from := l.model.student(a), l.model.student(b)
		_, err := l.s.MergeStudents(l.t.Context(), l.ids[into], []int64{l.ids[from]})
		if (err != nil) != (into == from) {
			l.t.Fatalf("merging %s into %s: %v", from, into, err)
		}
		if into != from {
			l.model.into[from] = into
		}
		return "merge " + from + " into " + into
	case 1:
		if _, err := l.s.UnmergeStudent(l.t.Context(), l.ids[a]); err != nil {
			l.t.Fatal(err)
		}
		if l.model.into[a] != "" {
			delete(l.model.into, a)
		} else {
			maps.DeleteFunc(l.model.into, func(_, into string) bool { return into == a })
		}
		return "unmerge " + a
	case 2:
		return l.delete(a, q)
	case 3, 4:
		for id := range l.model.waiting {
			if l.random.IntN(2) == 0 {
				if err := l.s.FinishDelete(l.t.Context(), id); err != nil {
					l.t.Fatal(err)
				}
				delete(l.model.waiting, id)
				return fmt.Sprint("finish ", id)
			}
			if _, err := l.s.UndoDelete(l.t.Context(), id); err != nil {
				l.t.Fatal(err)
			}
			l.model.undo(id)
			return fmt.Sprint("undo ", id)
		}
		return "nothing"
	}
	l.send(a, q)
	return a + " sends " + q
}

// delete takes away a question of all, or all of a student, or both in one.
func (l *lesson) delete(name, question string) string {
	student := l.model.student(name)
	f := classroom.RecordFilter{SessionID: l.session}
	chosen := func(string, string) bool { return true }
	switch l.random.IntN(3) {
	case 0:
		f.Questions = []string{question}
		chosen = func(_, q string) bool { return q == question }
	case 1:
		f.StudentIDs = []int64{l.ids[student]}
		chosen = func(s, _ string) bool { return s == student }
	}
	deleted, err := l.s.DeleteRecords(l.t.Context(), classroom.RecordSelection{All: true, Filter: f})
	if err != nil {
		l.t.Fatal(err)
	}
	if want := l.model.delete(deleted.ID, chosen); deleted.Count != want {
		l.t.Errorf("deleting %+v took %d records, want %d", f, deleted.Count, want)
	}
	return fmt.Sprintf("delete %+v", f)
}

// check compares what is shown and every count.
func (l *lesson) check(done []string) {
	l.t.Helper()
	page := must(l.s.Records(l.t.Context(), classroom.RecordQuery{RecordFilter: classroom.RecordFilter{SessionID: l.session}, Limit: 100}))(l.t)
	got := []string{}
	for _, r := range page.Records {
		got = append(got, fmt.Sprintf("%s %s: %q, %d attempts since %d", r.Student.Name, r.Question, r.Preview.Text, r.Attempts, int(r.FirstSentAt.Sub(t0).Seconds())))
	}
	slices.Sort(got)
	if want := l.model.shown(); !slices.Equal(got, want) || page.Total != len(want) {
		l.t.Fatalf("after %s\ngot %d\n%s\nwant %d\n%s", strings.Join(done, "; "), page.Total, strings.Join(got, "\n"), len(want), strings.Join(want, "\n"))
	}
	wantTallies(l.t, l.s, l.session)
	if l.t.Failed() {
		l.t.Fatalf("after %s", strings.Join(done, "; "))
	}
}

// Whatever a class sends and a teacher merges, deletes and takes back, in whatever
// order: what shows and every count are those of the naive model.
func TestSendingMergingAndDeletingLoseNothing(t *testing.T) {
	for seed := range uint64(12) {
		t.Run(fmt.Sprint("seed ", seed), func(t *testing.T) {
			path := filepath.Join(t.TempDir(), "npt.db")
			s, err := Open(t.Context(), path)
			if err != nil {
				t.Fatal(err)
			}
			l := newLesson(t, s, createSession(t, s, "prof", "lab").ID, seed)
			var done []string
			for range 60 {
				done = append(done, l.step())
				l.check(done)
			}
			if err := s.Close(); err != nil {
				t.Fatal(err)
			}
			// What waited for its deletion is there again.
			l.s = openStore(t, path)
			for id := range maps.Clone(l.model.waiting) {
				l.model.undo(id)
			}
			l.check(append(done, "start anew"))
			wantSound(t, l.s)
		})
	}
}

func TestNamesOfStudents(t *testing.T) {
	s, session := newStore(t)
	ids := map[string]int64{}
	display := func() string {
		var all []string
		for _, n := range must(s.Students(t.Context(), session.ID))(t) {
			ids[n.UUID] = n.ID
			all = append(all, n.Display())
		}
		return strings.Join(all, ", ")
	}
	for i, name := range []string{"Bob", "Alice", "Alice", "émile", "Zoe"} {
		e := newRecord(name, "1", i)
		e.Sender.UUID = fmt.Sprint(i)
		save(t, s, e)
	}
	rename := func(device, name string) {
		t.Helper()
		if _, err := s.RenameStudent(t.Context(), ids[device], name); err != nil {
			t.Fatal(err)
		}
	}
	steps := []struct {
		do   func()
		want string
	}{
		{func() {}, "Alice, Alice #2, Bob, émile, Zoe"},
		{func() { rename("4", "Bob") }, "Alice, Alice #2, Bob, Bob #2, émile"},
		{func() { rename("2", "Anna") }, "Alice, Anna, Bob, Bob #2, émile"},
		{func() { rename("4", "Zoe") }, "Alice, Anna, Bob, émile, Zoe"},
		{func() { rename("2", "") }, "Alice, Alice #2, Bob, émile, Zoe"},
		{func() {
			// Of one student, so that its own name is free for it.
			must(s.MergeStudents(t.Context(), ids["4"], []int64{ids["0"]}))(t)
			rename("4", "Bob")
		}, "Alice, Alice #2, Bob, émile"},
		{func() { must(s.UnmergeStudent(t.Context(), ids["0"]))(t) }, "Alice, Alice #2, Bob, Bob #2, émile"},
	}
	for i, step := range steps {
		step.do()
		if got := display(); got != step.want {
			t.Fatalf("step %d: %s\nwant %s", i, got, step.want)
		}
	}
	// A newcomer gets a number beside a given name too.
	e := newRecord("Bob", "1", 9)
	e.Sender.UUID = "9"
	save(t, s, e)
	if got := display(); got != "Alice, Alice #2, Bob, Bob #2, Bob #3, émile" {
		t.Errorf("with one more Bob: %s", got)
	}
	rename("9", "Alice #2")
	if got := display(); got != "Alice, Alice #2, Alice #2 #2, Bob, Bob #2, émile" {
		t.Errorf("with a Bob who is called Alice #2: %s", got)
	}
	rename("9", "Alice")
	if got := display(); got != "Alice, Alice #2, Alice #3, Bob, Bob #2, émile" {
		t.Errorf("with a third Alice: %s", got)
	}
}

func TestAliasesTellNothingOfArrival(t *testing.T) {
	s, session := newStore(t)
	const students = 300
	for i := range students {
		save(t, s, newRecord(fmt.Sprintf("S%03d", i), "1", i))
	}
	list := must(s.Students(t.Context(), session.ID))(t)
	taken, rising := map[int]bool{}, 0
	for i, n := range list {
		if n.Alias < 1 || n.Alias > 999 || taken[n.Alias] {
			t.Fatalf("%s has the number %d", n.Name, n.Alias)
		}
		taken[n.Alias] = true
		if i > 0 && n.Alias > list[i-1].Alias {
			rising++
		}
	}
	if rising < students/3 || rising > students*2/3 { // the first 50 have two digits
		t.Errorf("the numbers rise %d times of %d", rising, students)
	}
	again := must(s.Students(t.Context(), session.ID))(t)
	if again[7].Alias != list[7].Alias {
		t.Error("a number changed")
	}
}
