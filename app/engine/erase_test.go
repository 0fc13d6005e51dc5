package engine_test

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync/atomic"
	"testing"
	"time"
	"unicode/utf16"

	"npt/app/api"
	"npt/app/engine"
	"npt/app/enginetest"
	"npt/backend/backup"
	"npt/backend/retention"
	"npt/backend/roster"
	"npt/backend/store"
)

// wantNoTrace searches the bytes of every file below the folders for words, in UTF-8, in UTF-16 and as JSON
// writes them.
func wantNoTrace(t *testing.T, words []string, dirs ...string) {
	t.Helper()
	for _, dir := range dirs {
		if found := traces(t, dir, words); len(found) > 0 {
			t.Error(found)
		}
	}
}

func traces(t *testing.T, dir string, words []string) (found []string) {
	t.Helper()
	err := filepath.WalkDir(dir, func(path string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		data, err := os.ReadFile(path)
		if errors.Is(err, fs.ErrNotExist) {
			return nil // a copy that was half made got its name meanwhile
		}
		for _, word := range words {
			wide := utf16.Encode([]rune(word))
			little, escaped := make([]byte, 0, 2*len(wide)), ""
			for _, u := range wide {
				little = append(little, byte(u), byte(u>>8))
				escaped += fmt.Sprintf(`\u%04x`, u)
			}
			quoted, _ := json.Marshal(word)
			for _, form := range [][]byte{[]byte(word), quoted[1 : len(quoted)-1], little, []byte(escaped), []byte(strings.Trim(fmt.Sprintf("%+q", word), `"`))} {
				if bytes.Contains(data, form) {
					found = append(found, path+" has "+word)
				}
			}
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return found
}

// An erased student is in no file any more: not in the data file or its log, and in none of the copies, of
// which one is on a stick that was away meanwhile. A copy that is restored later has them no more, too.
func TestAnErasedStudentIsInNoFile(t *testing.T) {
	lab := enginetest.Open(t)
	stick := filepath.Join(t.TempDir(), "stick")
	if err := os.Mkdir(stick, 0o700); err != nil {
		t.Fatal(err)
	}
	if err := lab.SetSecondFolder(t.Context(), stick); err != nil {
		t.Fatal(err)
	}
	lab.SendAs("Zoé Żółw", "1", "str", "the answer of the turtle")
	lab.SendAs("Bea", "1", "str", "another answer")
	lab.MustSend("sender_name", "Zoé Żółw", "sender_uuid", "u-Zoé Żółw", "type", "help", "data", "where is the turtle?", "record_id", "h1")
	zoe := studentNamed(t, lab, "Zoé Żółw")
	listed := []roster.Person{{Name: "Zoe Zolw", Identifier: "0815-turtle", Email: "zoe@turtle.example"}, {Name: "Bea"}}
	list := func() (names []string) {
		l, err := lab.API.ClassList(0)
		if err != nil {
			t.Fatal(err)
		}
		for _, p := range l.People {
			names = append(names, p.Name)
		}
		return names
	}
	for range 2 { // what was sure is stored when the list comes again
		if _, _, err := lab.ClassLists.Import(t.Context(), "prof", listed, false); err != nil {
			t.Fatal(err)
		}
	}
	made, err := lab.MakeBackup(t.Context(), backup.ByHand)
	if err != nil {
		t.Fatal(err)
	}
	// By its name, which it gets once it is whole; there may be one more, made soon after the start.
	enginetest.Eventually(t, "the stick's copy", func() bool { return exists(filepath.Join(stick, filepath.Base(made.Path))) })
	words := []string{"Zoé Żółw", "zoé żółw", "the turtle", "Zoe Zolw", "0815-turtle", "turtle.example"}
	if len(traces(t, lab.DataFolder(), words)) < 2 || len(traces(t, stick, words)) == 0 {
		t.Fatal("the search does not find what is there")
	}
	away := stick + " away"
	if err := os.Rename(stick, away); err != nil {
		t.Fatal(err)
	}
	choice, err := lab.API.EraseChoice(zoe.ID)
	if err != nil || len(choice.Listed) != 1 || choice.Listed[0].Name != "Zoe Zolw" || !choice.Listed[0].IsSure {
		t.Fatalf("of the class list it offers %+v, %v", choice.Listed, err)
	}
	undo, _, err := lab.ClassLists.Import(t.Context(), "prof", listed[:1], false)
	if err != nil {
		t.Fatal(err)
	}
	if err := lab.API.EraseStudents([]int64{zoe.ID}, []int64{choice.Listed[0].ID}); err != nil {
		t.Fatal(err)
	}
	if lab.ClassLists.Undo(t.Context(), undo) == nil || !slices.Equal(list(), []string{"Bea"}) {
		t.Errorf("the class list has %q, or can have again", list())
	}
	wantNoTrace(t, words, lab.DataFolder())
	if records := lab.Records(); len(records) != 1 || records[0].Student != "Bea" {
		t.Errorf("records %+v", records)
	}
	enginetest.Eventually(t, "the notice", func() bool { return hasNotice(lab.Engine, "erasing_away") })

	old := copyOf(t, filepath.Join(away, filepath.Base(made.Path)))
	if err := os.Rename(away, stick); err != nil {
		t.Fatal(err)
	}
	if err := lab.SetSecondFolder(t.Context(), stick); err != nil {
		t.Fatal(err)
	}
	enginetest.Eventually(t, "the stick to be clean", func() bool {
		left, err := lab.Store.Erasing(t.Context())
		return err == nil && left == store.NothingLeft
	})
	wantNoTrace(t, words, stick)
	if hasNotice(lab.Engine, "erasing_away") {
		t.Error("the notice is still there")
	}
	if err := lab.Restore(t.Context(), old); err != nil {
		t.Fatal(err)
	}
	wantNoTrace(t, words, lab.DataFolder())
	if erased, err := lab.Store.Erased(t.Context()); err != nil || len(erased) != 2 {
		t.Errorf("erased %+v, %v", erased, err)
	}
}

// Copies on a stick that were made before the computer was renamed, or by an app that noted no names, are cleaned too; those
// of another data folder are not.
func TestAnErasedStudentIsInNoCopyOfAnEarlierName(t *testing.T) {
	dir, stick := filepath.Join(t.TempDir(), "data"), t.TempDir()
	const noted, beside, foreign = "00000001", "00000002", "00000003"
	other := func(path, name string) string {
		parts := strings.SplitN(filepath.Base(path), "-", 3)
		return strings.Join([]string{parts[0], name, parts[2]}, "-")
	}
	t.Run("before", func(t *testing.T) {
		lab := enginetest.OpenIn(t, dir)
		lab.SendAs("Zoé", "1", "str", "turtle")
		made, err := lab.MakeBackup(t.Context(), backup.ByHand)
		if err != nil {
			t.Fatal(err)
		}
		data, err := os.ReadFile(made.Path)
		for _, path := range []string{
			filepath.Join(stick, other(made.Path, noted)), filepath.Join(stick, other(made.Path, beside)), filepath.Join(stick, other(made.Path, foreign)),
			filepath.Join(filepath.Dir(made.Path), other(made.Path, beside)),
		} {
			err = errors.Join(err, os.WriteFile(path, data, 0o600))
		}
		names, failed := os.OpenFile(filepath.Join(filepath.Dir(made.Path), "names.txt"), os.O_APPEND|os.O_WRONLY, 0)
		if err = errors.Join(err, failed); err != nil {
			t.Fatal(err)
		}
		_, err = names.WriteString(noted + "\n../x\n")
		if err = errors.Join(err, names.Close()); err != nil {
			t.Fatal(err)
		}
	})
	lab := enginetest.OpenIn(t, dir)
	if err := lab.SetSecondFolder(t.Context(), stick); err != nil {
		t.Fatal(err)
	}
	if err := lab.API.EraseStudents([]int64{studentNamed(t, lab, "Zoé").ID}, nil); err != nil {
		t.Fatal(err)
	}
	enginetest.Eventually(t, "the stick to be clean", func() bool {
		left, err := lab.Store.Erasing(t.Context())
		return err == nil && left == store.NothingLeft
	})
	found := traces(t, stick, []string{"turtle"})
	isForeign := func(path string) bool { return strings.Contains(path, foreign) }
	if len(found) == 0 || len(slices.DeleteFunc(slices.Clone(found), isForeign)) > 0 {
		t.Errorf("the stick has the student in %q, want those of another data folder alone", found)
	}
}

func studentNamed(t *testing.T, lab *enginetest.Lab, name string) api.Student {
	t.Helper()
	all, err := lab.API.Students(lab.Session)
	if err != nil {
		t.Fatal(err)
	}
	i := slices.IndexFunc(all, func(s api.Student) bool { return s.Name == name })
	if i < 0 {
		t.Fatalf("there is no %s", name)
	}
	return all[i]
}

func exists(path string) bool {
	_, err := os.Stat(path)
	return err == nil
}

// copyOf returns a copy of the app's copy at path, elsewhere.
func copyOf(t *testing.T, path string) string {
	t.Helper()
	data, err := os.ReadFile(path)
	to := filepath.Join(t.TempDir(), "old.db")
	if err != nil || os.WriteFile(to, data, 0o600) != nil {
		t.Fatal(err)
	}
	return to
}

// An erasing that was killed after the first step is ended by the next start.
func TestAKilledErasingIsFinished(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "data")
	words := []string{"Zoé", "turtle"}
	t.Run("killed", func(t *testing.T) {
		lab := enginetest.OpenIn(t, dir)
		lab.SendAs("Zoé", "1", "str", "turtle")
		if _, err := lab.MakeBackup(t.Context(), backup.ByHand); err != nil {
			t.Fatal(err)
		}
		if _, err := lab.Store.EraseStudents(t.Context(), []int64{studentNamed(t, lab, "Zoé").ID}, nil); err != nil {
			t.Fatal(err)
		}
	})
	if len(traces(t, dir, words)) == 0 {
		t.Fatal("nothing is left to be done")
	}
	e, err := openChecked(t, dir)
	if err != nil {
		t.Fatal(err)
	}
	enginetest.Eventually(t, "the copies to be clean", func() bool {
		left, err := e.Store.Erasing(t.Context())
		return err == nil && left == store.NothingLeft
	})
	if err := e.Close(); err != nil {
		t.Fatal(err)
	}
	wantNoTrace(t, words, dir)
}

// A session is erased when its time is over, and never before its teacher was reminded for two weeks.
func TestASessionIsKeptAsLongAsSet(t *testing.T) {
	began := time.Now()
	var later atomic.Int64 // than began: the app reads the clock in the background, too
	config := enginetest.Config(filepath.Join(t.TempDir(), "data"))
	config.Now = func() time.Time { return began.Add(time.Duration(later.Load())) }
	var scrubbed []string // by this goroutine: no session is due while the app looks by itself
	config.ScrubLog = func(names []string) error { scrubbed = append(scrubbed, names...); return nil }
	e, err := engine.Open(t.Context(), config)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = e.Close() })
	sessions := func() int {
		all, err := e.Store.Sessions(t.Context(), "prof")
		if err != nil {
			t.Fatal(err)
		}
		return len(all)
	}
	apply := func(after time.Duration) {
		t.Helper()
		later.Add(int64(after))
		if err := e.ApplyRetention(t.Context()); err != nil {
			t.Fatal(err)
		}
	}
	lab := &enginetest.Lab{Engine: e, T: t, Address: e.Servers()[0]}
	lab.SendAs("Zoé", "1", "str", "x")
	all, err := e.Store.Sessions(t.Context(), "prof")
	if err != nil || e.Sessions.Close(t.Context(), all[0].ID) != nil {
		t.Fatal(err)
	}
	const day = 24 * time.Hour
	if apply(1000 * day); sessions() != 1 || hasNotice(e, "session_ends") {
		t.Fatal("a session ended that nobody set an end for")
	}
	if err := e.SetRetention(t.Context(), retention.Plan{Months: 6}); err != nil {
		t.Fatal(err)
	}
	apply(0)
	if apply(13 * day); sessions() != 1 || !hasNotice(e, "session_ends") {
		t.Fatal("nobody was reminded for two weeks")
	}
	if apply(2 * day); sessions() != 0 || hasNotice(e, "session_ends") {
		t.Error("it is still there")
	}
	if !slices.Equal(scrubbed, []string{"Zoé"}) {
		t.Errorf("the log is cleaned of %q", scrubbed)
	}
}
