package store

import (
	"bytes"
	"fmt"
	"log/slog"
	"math/rand/v2"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"npt/backend/classroom"
)

// stroll does at random everything that writes, and notes what.
type stroll struct {
	t        *testing.T
	s        *Store
	random   *rand.Rand
	sessions []classroom.Session
	waiting  []int64 // deletions
	clock    int
	done     []string
}

func (w *stroll) session() classroom.Session { return w.sessions[w.random.IntN(len(w.sessions))] }

// student returns a student of the session, 0 if it has none.
func (w *stroll) student(session int64) int64 {
	all := must(w.s.Students(w.t.Context(), session))(w.t)
	if len(all) == 0 {
		return 0
	}
	return all[w.random.IntN(len(all))].ID
}

// send sends in a burst, so that some records share a commit; some come twice or late.
func (w *stroll) send() {
	var all []classroom.NewRecord
	for range 1 + w.random.IntN(6) {
		w.clock++
		e := derived(newRecord(fmt.Sprint("S", w.random.IntN(6)), fmt.Sprint(w.random.IntN(4)), w.clock-w.random.IntN(2)*w.random.IntN(20)))
		e.ReceivedAt = second(w.clock)
		e.Session, e.RecordID = w.session().Name, fmt.Sprint(w.random.IntN(60))
		e.Part = []string{classroom.DefaultPart, "extra", "gone"}[w.random.IntN(3)]
		all = append(all, e)
	}
	for _, task := range queueTogether(w.t, w.s, all) {
		<-task.done
	}
	w.done = append(w.done, fmt.Sprint(len(all), " records"))
}

// step does one thing; what is refused, such as a part that has records, changes nothing.
func (w *stroll) step() {
	ctx, session := w.t.Context(), w.session()
	student := w.student(session.ID)
	did := ""
	var err error
	switch w.random.IntN(14) {
	case 0:
		did = "merge"
		_, err = w.s.MergeStudents(ctx, student, []int64{w.student(session.ID)})
	case 1:
		did = "unmerge"
		_, err = w.s.UnmergeStudent(ctx, student)
	case 2:
		did = "rename"
		_, err = w.s.RenameStudent(ctx, student, fmt.Sprint("S", w.random.IntN(3)))
	case 3, 4:
		did = "delete records"
		f := classroom.RecordFilter{SessionID: session.ID}
		if w.random.IntN(2) == 0 {
			f.Questions = []string{fmt.Sprint(w.random.IntN(4))}
		} else {
			f.StudentIDs = []int64{student}
		}
		var deleted classroom.Deleted
		if deleted, err = w.s.DeleteRecords(ctx, classroom.RecordSelection{All: true, Filter: f}); err == nil {
			w.waiting = append(w.waiting, deleted.ID)
		}
	case 5, 6:
		if len(w.waiting) > 0 {
			i := w.random.IntN(len(w.waiting))
			id := w.waiting[i]
			w.waiting = slices.Delete(w.waiting, i, i+1)
			if did = "undo"; w.random.IntN(2) == 0 {
				_, err = w.s.UndoDelete(ctx, id)
			} else {
				did, err = "finish", w.s.FinishDelete(ctx, id)
			}
		}
	case 7:
		did = "delete and undo a session"
		var id int64
		if id, _, err = w.s.DeleteSession(ctx, session.ID); err == nil {
			_, err = w.s.UndoDelete(ctx, id)
		}
	case 8:
		did = "delete a part"
		if parts := must(w.s.Session(ctx, session.ID))(w.t).Parts; len(parts) > 2 {
			err = w.s.DeletePart(ctx, parts[2].ID)
		} else {
			_, err = w.s.AddPart(ctx, session.ID, "gone")
		}
	case 9:
		did = "attend"
		_, err = w.s.Attend(ctx, classroom.Listening{Owner: "prof", Session: session.Name, Sender: classroom.SenderKey{UUID: "x", Name: "S9"}}, second(w.clock))
	default:
		w.send()
	}
	w.done = append(w.done, fmt.Sprint(did, " in ", session.Name, ": ", err))
}

// readBeside reads all as a second process does, which finds what the app shows.
func (w *stroll) readBeside(path string) {
	w.t.Helper()
	reader := openToRead(w.t, path)
	for _, session := range w.sessions {
		got, want := len(texts(w.t, reader, session.ID)), must(w.s.Session(w.t.Context(), session.ID))(w.t).Records
		if got != want {
			w.t.Errorf("a second process reads %d records of %s, want %d", got, session.Name, want)
		}
	}
	if err := reader.Close(); err != nil {
		w.t.Error(err)
	}
}

func (w *stroll) check() {
	w.t.Helper()
	for _, session := range w.sessions {
		wantTallies(w.t, w.s, session.ID)
	}
	if mended := must(w.s.MendCounts(w.t.Context()))(w.t); len(mended) > 0 {
		w.t.Errorf("counts of the sessions %v were mended", mended)
	}
	if w.t.Failed() {
		w.t.Fatalf("after %s", strings.Join(w.done, "; "))
	}
}

func TestCountsAreThoseOfTheRecordsWhateverIsDone(t *testing.T) {
	for seed := range uint64(8) {
		t.Run(fmt.Sprint("seed ", seed), func(t *testing.T) {
			path := filepath.Join(t.TempDir(), "npt.db")
			s, err := Open(t.Context(), path)
			if err != nil {
				t.Fatal(err)
			}
			w := &stroll{t: t, s: s, random: rand.New(rand.NewPCG(seed, 2))}
			for _, name := range []string{"lab", "other"} {
				session := createSession(t, s, "prof", name)
				must(s.AddPart(t.Context(), session.ID, "extra"))(t)
				w.sessions = append(w.sessions, session)
			}
			for i := range 80 {
				w.step()
				if i%8 == 0 {
					w.readBeside(path)
				}
				w.check()
			}
			if err := s.Close(); err != nil {
				t.Fatal(err)
			}
			w.s = openStore(t, path)
			w.check()
		})
	}
}

func TestDamagedCountsAreMended(t *testing.T) {
	var log bytes.Buffer
	was := slog.Default()
	slog.SetDefault(slog.New(slog.NewTextHandler(&log, nil)))
	t.Cleanup(func() { slog.SetDefault(was) })
	for _, damage := range []string{
		"UPDATE tallies SET records = records + 1 WHERE question = '2'",
		"UPDATE tallies SET attempts = 0",
		"UPDATE tallies SET students = students - 1 WHERE question = '10'",
		"DELETE FROM tallies",
		"INSERT INTO tallies (part_id, question, records, students, attempts) SELECT id, 'none', 3, 3, 3 FROM parts",
		"UPDATE senders SET records = records + 4",
		"UPDATE senders SET records = 0 WHERE id = (SELECT MIN(id) FROM senders)",
		// What shows is not what was counted, as a second process once left it.
		"UPDATE records SET hidden = 1, deletion = 0 WHERE question = '2'",
	} {
		s, session := newStore(t)
		fillLab(t, s, session)
		other := createSession(t, s, "prof", "other")
		execRaw(t, s, damage)
		log.Reset()
		if mended := must(s.MendCounts(t.Context()))(t); len(mended) == 0 || !slices.Contains(mended, session.ID) {
			t.Errorf("%s: mended are %v", damage, mended)
		}
		wantTallies(t, s, session.ID)
		wantTallies(t, s, other.ID)
		if !strings.Contains(log.String(), "counts were wrong and are mended") || strings.Contains(log.String(), "name") {
			t.Errorf("%s: the log says %s", damage, &log)
		}
		save(t, s, newRecord("A", "2", 200)) // what the writer remembers is right too
		save(t, s, newRecord("Zoe", "10", 200))
		wantTallies(t, s, session.ID)
		if mended := must(s.MendCounts(t.Context()))(t); len(mended) > 0 {
			t.Errorf("%s: mended again are %v", damage, mended)
		}
	}
}
