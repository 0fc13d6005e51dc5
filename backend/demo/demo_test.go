package demo

import (
	"bytes"
	"context"
	"encoding/json"
	"image/png"
	"maps"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"
)

// What is replayed is what today's client sends of the lab's values. Of pictures only what was plotted and the
// size are compared: each version of matplotlib draws a little differently.
func TestTheAnswersAreWhatTodaysClientSends(t *testing.T) {
	folder := t.TempDir()
	record := exec.CommandContext(t.Context(), "/usr/bin/python3", "record.py", folder)
	if out, err := record.CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	var today, kept any
	for path, into := range map[string]*any{filepath.Join(folder, "class.json"): &today, "recorded/class.json": &kept} {
		text, err := os.ReadFile(path)
		if err != nil || json.Unmarshal(text, into) != nil {
			t.Fatal(path, err)
		}
	}
	if !reflect.DeepEqual(today, kept) {
		t.Error("today's client sends something else: run backend/demo/record.py, and look at what changed in recorded/class.json")
	}
	for _, a := range class.Answers {
		if a.File == "" {
			continue
		}
		before, err := recordedFiles.ReadFile("recorded/" + a.File)
		if err != nil {
			t.Fatal(err)
		}
		after, err := os.ReadFile(filepath.Join(folder, a.File))
		if err != nil {
			t.Fatal(err)
		}
		if was, is := size(t, before), size(t, after); was != is {
			t.Errorf("%s had %v and has %v pixels", a.File, was, is)
		}
	}
}

func size(t *testing.T, picture []byte) [2]int {
	t.Helper()
	c, err := png.DecodeConfig(bytes.NewReader(picture))
	if err != nil {
		t.Fatal(err)
	}
	return [2]int{c.Width, c.Height}
}

// teacher is a server that takes everything, until it is told that the session is closed.
type teacher struct {
	mu      sync.Mutex
	fields  map[string]map[string]bool // names of the fields that came, by path
	came    map[string]int             // records, by sender
	at      map[string][]time.Duration // when they came after begun, by sender
	begun   time.Time
	heard   map[string]bool // who listens
	closed  chan struct{}
	pending []string // what was wrong with a request
}

func newTeacher() *teacher {
	return &teacher{
		fields: map[string]map[string]bool{}, came: map[string]int{}, at: map[string][]time.Duration{}, begun: time.Now(),
		heard: map[string]bool{}, closed: make(chan struct{}),
	}
}

func (s *teacher) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	if r.Method == http.MethodGet {
		s.mu.Lock()
		s.heard[r.URL.Query().Get("sender_name")] = true
		s.mu.Unlock()
		select {
		case <-s.closed:
			w.WriteHeader(http.StatusNotFound)
		case <-r.Context().Done():
		}
		return
	}
	_ = r.ParseMultipartForm(1 << 20)
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.fields[r.URL.Path] == nil {
		s.fields[r.URL.Path] = map[string]bool{}
	}
	for name := range r.PostForm {
		s.fields[r.URL.Path][name] = true
	}
	who := r.PostForm.Get("sender_name")
	s.came[who]++
	s.at[who] = append(s.at[who], time.Since(s.begun))
	_, _, err := r.FormFile("file")
	if isPicture := r.PostForm.Get("type") == "image"; isPicture != (err == nil) {
		s.pending = append(s.pending, "a picture without its file, or the other way round: "+r.PostForm.Get("question_nb"))
	}
}

// At once: all that the class has is sent, with the fields of the real client and no others, and the
// class ends with its session.
func TestTheClassSendsAsTheClientDoes(t *testing.T) {
	s := newTeacher()
	server := httptest.NewServer(s)
	defer server.Close()
	class := Class{Server: server.URL, Owner: "prof", Session: "a secret", AtOnce: true}
	if err := class.Play(t.Context(), func() { close(s.closed) }); err != nil {
		t.Fatal(err)
	}
	wantAll(t, s)
	for path, names := range recordedFields() {
		if got := slices.Sorted(maps.Keys(s.fields[path])); !slices.Equal(got, names) {
			t.Errorf("%s got the fields\n%v, want\n%v", path, got, names)
		}
	}
	if len(s.pending) > 0 {
		t.Error(s.pending)
	}
}

func recordedFields() map[string][]string {
	fields := map[string][]string{}
	for path, names := range class.Fields {
		fields[path] = slices.Sorted(slices.Values(names))
	}
	return fields
}

func wantAll(t *testing.T, s *teacher) {
	t.Helper()
	want := map[string]int{}
	for _, sending := range class.Sends {
		want[class.Students[sending.Student]]++
	}
	if !maps.Equal(s.came, want) {
		t.Errorf("there came\n%v, want\n%v", s.came, want)
	}
	if len(s.heard) != 30 || len(want) != 29 {
		t.Errorf("%d students listen and %d send; want 30, of whom one never starts", len(s.heard), len(want))
	}
}

// inMemory answers requests without a network, so that a test's clock decides what time it is.
type inMemory struct{ http.Handler }

func (m inMemory) RoundTrip(r *http.Request) (*http.Response, error) {
	w := httptest.NewRecorder()
	m.ServeHTTP(w, r)
	return w.Result(), r.Context().Err()
}

// Over ten minutes: each student sends at the times of the plan.
func TestTheClassTakesItsTime(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := newTeacher()
		class := Class{Server: "http://teacher", Owner: "prof", Session: "a secret", transport: inMemory{s}}
		var took time.Duration
		if err := class.Play(t.Context(), func() { took = time.Since(s.begun); close(s.closed) }); err != nil {
			t.Fatal(err)
		}
		wantAll(t, s)
		if took < Length()*9/10 || took > Length() {
			t.Errorf("the class took %v, want about %v", took, Length())
		}
		wantAtTheirTimes(t, s)
	})
}

func wantAtTheirTimes(t *testing.T, s *teacher) {
	t.Helper()
	at := map[string][]time.Duration{}
	for _, sending := range class.Sends {
		who := class.Students[sending.Student]
		at[who] = append(at[who], time.Duration(sending.At)*time.Second)
	}
	if !reflect.DeepEqual(s.at, at) {
		t.Errorf("they sent at\n%v, want\n%v", s.at, at)
	}
}

// A class that is called off ends at once, wherever it is.
func TestTheClassIsCalledOff(t *testing.T) {
	s := newTeacher()
	server := httptest.NewServer(s)
	defer server.Close()
	ctx, end := context.WithCancel(t.Context())
	ended := make(chan error)
	go func() { ended <- Class{Server: server.URL, Owner: "prof", Session: "a secret"}.Play(ctx, func() {}) }()
	end()
	if err := <-ended; err != nil {
		t.Error(err)
	}
}

func TestTheNotebookHasTheFirstCell(t *testing.T) {
	type cell struct {
		Kind   string `json:"cell_type"`
		Source any
	}
	book, err := Notebook("first = 'line'\nand = 'another'\n")
	if err != nil {
		t.Fatal(err)
	}
	var read struct {
		Cells []cell
	}
	if err := json.Unmarshal(book, &read); err != nil {
		t.Fatal(err)
	}
	i := slices.IndexFunc(read.Cells, func(c cell) bool { return c.Kind == "code" })
	if got := read.Cells[i].Source; got != "first = 'line'\nand = 'another'" {
		t.Errorf("the first cell is %q", got)
	}
	if !strings.Contains(string(book), "send(best, 9)") {
		t.Error("the lab is not in it")
	}
}
