package store

import (
	"bytes"
	"encoding/json"
	"os"
	"path/filepath"
	"slices"
	"testing"
	"unicode/utf16"

	"npt/backend/classroom"
	"npt/backend/payload"
)

// traces returns the files of a folder that have one of the words in them, in UTF-8, in UTF-16 or as JSON
// writes it.
func traces(t *testing.T, dir string, words ...string) (found []string) {
	t.Helper()
	for name, data := range fileBytes(t, dir) {
		for _, word := range words {
			for _, form := range formsOf(t, word) {
				if bytes.Contains(data, form) {
					found = append(found, name+" has "+word)
				}
			}
		}
	}
	return slices.Compact(found)
}

func formsOf(t *testing.T, word string) [][]byte {
	t.Helper()
	quoted, err := json.Marshal(word)
	if err != nil {
		t.Fatal(err)
	}
	little, big, escaped := []byte{}, []byte{}, []byte{}
	for _, u := range utf16.Encode([]rune(word)) {
		little, big = append(little, byte(u), byte(u>>8)), append(big, byte(u>>8), byte(u))
		if u < 0x80 {
			escaped = append(escaped, byte(u))
		} else {
			escaped = append(escaped, []byte(`\u`+string("0123456789abcdef"[u>>12])+string("0123456789abcdef"[u>>8&15])+string("0123456789abcdef"[u>>4&15])+string("0123456789abcdef"[u&15]))...)
		}
	}
	return [][]byte{[]byte(word), quoted[1 : len(quoted)-1], little, big, escaped}
}

// secretAnswer is an answer to a question, of which a marked copy stays in the file.
func secretAnswer(t *testing.T, s *Store, session int64, name, question, text string) {
	t.Helper()
	e := newRecord(name, question, 1)
	e.Payload.Data = []byte(text)
	e.Preview.Text = text
	save(t, s, derived(e))
	pin := classroom.Pin{Question: question, Payload: payload.Payload{Type: payload.TypeText, Data: []byte(text)}, Verdict: "right"}
	if err := s.SavePin(t.Context(), session, pin); err != nil {
		t.Fatal(err)
	}
}

// A student who is erased leaves no byte, neither in the file nor in its log, nor in a copy of before; of the
// others nothing is missing.
func TestWhatIsErasedLeavesNoByte(t *testing.T) {
	dir := t.TempDir()
	s := openStore(t, filepath.Join(dir, "npt.db"))
	lab := createSession(t, s, "prof", "lab")
	for _, name := range []string{"Zoé Żółw", "Bea", "Cem"} {
		secretAnswer(t, s, lab.ID, name, "1", "answer-of-"+name)
		secretAnswer(t, s, lab.ID, name, "2", "shared by all")
	}
	students := must(s.Students(t.Context(), lab.ID))(t)
	zoe := students[slices.IndexFunc(students, func(one classroom.Student) bool { return one.Name == "Zoé Żółw" })]
	if _, err := s.RenameStudent(t.Context(), zoe.ID, "Miss Turtle"); err != nil {
		t.Fatal(err)
	}
	secrets := []string{"Zoé Żółw", "zoé żółw", "Miss Turtle", "answer-of-Zoé"}
	if len(traces(t, dir, secrets...)) == 0 {
		t.Fatal("the search finds nothing where everything is")
	}
	before := filepath.Join(t.TempDir(), "copy.db")
	if err := s.CopyTo(t.Context(), before); err != nil {
		t.Fatal(err)
	}

	if names := must(s.NamesOf(t.Context(), []int64{zoe.ID}, nil))(t); !slices.Equal(names, []string{"Miss Turtle", "Zoé Żółw"}) {
		t.Errorf("the names are %q", names)
	}
	sessions, err := s.EraseStudents(t.Context(), []int64{zoe.ID}, nil)
	if err != nil || !slices.Equal(sessions, []int64{lab.ID}) {
		t.Fatalf("sessions %v, %v", sessions, err)
	}
	if left := must(s.Erasing(t.Context()))(t); left != FileLeft {
		t.Errorf("%q is to be cleaned", left)
	}
	// Whoever finished with what was erased before this does not take it for done.
	if err := s.SetErasing(t.Context(), nil, NothingLeft); err != nil || must(s.Erasing(t.Context()))(t) != FileLeft {
		t.Errorf("it is noted as done (%v)", err)
	}
	if err := s.Compact(t.Context()); err != nil {
		t.Fatal(err)
	}
	if found := traces(t, dir, secrets...); len(found) > 0 {
		t.Error(found)
	}
	wantAnswers(t, s, lab.ID, "answer-of-Bea", "answer-of-Cem", "shared by all", "shared by all")
	if counts := must(s.Questions(t.Context(), lab.ID))(t); len(counts) != 2 || counts[0].Students != 2 || counts[1].Students != 2 {
		t.Errorf("counts %+v", counts)
	}
	if _, err := s.EraseStudents(t.Context(), []int64{zoe.ID}, nil); err == nil {
		t.Error("the same student was erased twice")
	}
	wantCleanCopy(t, s, before, secrets)
}

// wantCleanCopy restores a copy of before and wants nothing of what was erased in it.
func wantCleanCopy(t *testing.T, s *Store, copied string, secrets []string) {
	t.Helper()
	erased := must(s.Erased(t.Context()))(t)
	dir := t.TempDir()
	restored := filepath.Join(dir, "restored.db")
	if err := PrepareCopy(t.Context(), copied, restored, Kept{Erased: erased}); err != nil {
		t.Fatal(err)
	}
	if found := traces(t, dir, secrets...); len(found) > 0 {
		t.Error(found)
	}
	if names := must(os.ReadDir(dir))(t); len(names) != 1 {
		t.Errorf("beside the copy there are %d files", len(names)-1)
	}
	holds := must(ReadContents(t.Context(), restored))(t)
	if holds.Records != 4 || len(holds.Sessions) != 1 || holds.Sessions[0].Name != "lab" || holds.Sessions[0].Students != 2 {
		t.Errorf("the copy has %+v", holds)
	}
}

func wantAnswers(t *testing.T, s *Store, session int64, want ...string) {
	t.Helper()
	var have []string
	err := walkSession(t, s, session, func(_ classroom.Record, p payload.Payload) error {
		have = append(have, string(p.Data))
		return nil
	})
	slices.Sort(have)
	if slices.Sort(want); err != nil || !slices.Equal(have, want) {
		t.Errorf("answers %q, want %q (%v)", have, want, err)
	}
}

// In a copy of before two students may have been merged of whom one was erased later: the other one is there
// again, with all answers.
func TestErasingFromACopyPartsWhoWasMerged(t *testing.T) {
	dir := t.TempDir()
	s := openStore(t, filepath.Join(dir, "npt.db"))
	lab := createSession(t, s, "prof", "lab")
	for _, name := range []string{"Ada", "Bea"} {
		secretAnswer(t, s, lab.ID, name, "1", "answer-of-"+name)
	}
	students := must(s.Students(t.Context(), lab.ID))(t)
	ada, bea := students[0], students[1]
	if _, err := s.MergeStudents(t.Context(), ada.ID, []int64{bea.ID}); err != nil {
		t.Fatal(err)
	}
	copied := filepath.Join(dir, "copy.db")
	if err := s.CopyTo(t.Context(), copied); err != nil {
		t.Fatal(err)
	}
	if _, err := s.UnmergeStudent(t.Context(), bea.ID); err != nil {
		t.Fatal(err)
	}
	if _, err := s.EraseStudents(t.Context(), []int64{ada.ID}, nil); err != nil {
		t.Fatal(err)
	}
	restored := filepath.Join(dir, "restored.db")
	if err := PrepareCopy(t.Context(), copied, restored, Kept{Erased: must(s.Erased(t.Context()))(t)}); err != nil {
		t.Fatal(err)
	}
	again := openStore(t, restored)
	wantAnswers(t, again, lab.ID, "answer-of-Bea")
	if left := must(again.Students(t.Context(), lab.ID))(t); len(left) != 1 || left[0].ID != bea.ID || left[0].Records != 1 {
		t.Errorf("students %+v", left)
	}
}

func TestAnErasedSessionLeavesNoByte(t *testing.T) {
	dir := t.TempDir()
	s := openStore(t, filepath.Join(dir, "npt.db"))
	lab := createSession(t, s, "prof", "lab")
	secretAnswer(t, s, lab.ID, "Zoé", "1", "answer-of-Zoé")
	createSession(t, s, "prof", "other")
	if err := s.EraseSession(t.Context(), lab.ID); err != nil {
		t.Fatal(err)
	}
	if err := s.Compact(t.Context()); err != nil {
		t.Fatal(err)
	}
	if found := traces(t, dir, "Zoé", "zoé", "answer-of-"); len(found) > 0 {
		t.Error(found)
	}
	if left := must(s.Sessions(t.Context(), "prof"))(t); len(left) != 1 || left[0].Name != "other" {
		t.Errorf("sessions %+v", left)
	}
}

// All of one name are found, whatever the case and whoever of them was merged.
func TestNamesakesOfAllSessions(t *testing.T) {
	s, lab := newStore(t)
	second := createSession(t, s, "prof", "second")
	for _, name := range []string{"Ada", "Bea"} {
		save(t, s, newRecord(name, "1", 1))
	}
	in := newRecord("ADA", "1", 1)
	in.Session = "second"
	save(t, s, in)
	first := must(s.Students(t.Context(), lab.ID))(t)[0]
	found := must(s.Namesakes(t.Context(), first.ID))(t)
	if len(found) != 2 || found[0].ID != first.ID || found[1].SessionID != second.ID || found[1].Name != "ADA" {
		t.Errorf("found %+v", found)
	}
	_, err := s.Namesakes(t.Context(), 9999)
	wantCode(t, err, classroom.CodeNotFound)
}
