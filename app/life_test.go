package app

import (
	"context"
	"errors"
	"log"
	"log/slog"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"sync/atomic"
	"testing"
	"time"
)

func TestSecondStart(t *testing.T) {
	l := openLab(t)
	shown := 0
	l.bell.on(ringShow, func() error { shown++; return nil })
	l.bell.on(ringQuit, func() error { return errors.New("not now") })

	_, err := Open(t.Context(), Config{DataDir: l.folder.path, Listen: "127.0.0.1:0"})
	if _, running := errors.AsType[*runningError](err); !running {
		t.Fatalf("a second start got %v, want that the app is running", err)
	}
	if err := ringAt(t.Context(), l.folder.path, ringShow); err != nil || shown != 1 {
		t.Errorf("ringing gave %v and showed the window %d times, want once", err, shown)
	}
	if err := ringAt(t.Context(), l.folder.path, ringQuit); err == nil || err.Error() != "not now" {
		t.Errorf("a refusal came as %v", err)
	}
}

func TestDoorbellNeedsItsToken(t *testing.T) {
	l := openLab(t)
	l.bell.on(ringQuit, func() error { t.Error("someone without the token ended the app"); return nil })
	card, err := readCard(l.folder.path)
	if err != nil {
		t.Fatal(err)
	}
	card.Token = "guessed"
	if err := ringOnce(t.Context(), card, ringQuit); !errors.Is(err, errNobody) {
		t.Errorf("a wrong token got %v", err)
	}
	info, err := os.Stat(bellPath(l.folder.path))
	if err != nil || info.Mode().Perm() != 0o600 {
		t.Errorf("the token lies in a file of mode %v, %v", info.Mode(), err)
	}
}

func TestRingAtNobody(t *testing.T) {
	ctx, cancel := context.WithTimeout(t.Context(), 50*time.Millisecond)
	defer cancel()
	if err := ringAt(ctx, t.TempDir(), ringShow); !errors.Is(err, errNobody) {
		t.Errorf("ringing where nothing runs gave %v", err)
	}
}

func TestQuitCommand(t *testing.T) {
	dir := t.TempDir()
	s := runServe(t, "--listen", "127.0.0.1:0", "--data", dir)
	if out, err := npt(t, "quit", "--data", dir).CombinedOutput(); err != nil {
		t.Fatalf("npt quit: %v %s", err, out)
	}
	if err := s.cmd.Wait(); err != nil {
		t.Errorf("the app ended with %v %s", err, s.stderr)
	}
	if out, err := npt(t, "quit", "--data", filepath.Join(dir, "none")).CombinedOutput(); err == nil {
		t.Errorf("quitting nothing said %s", out)
	}
}

// window is a lab with a way out that a test can watch.
func openWindowed(t *testing.T) (l *lab, asked, quit *atomic.Int32) {
	l = openLab(t)
	asked, quit = &atomic.Int32{}, &atomic.Int32{}
	l.leaving = &leaving{
		app: l.App, wait: time.Hour,
		ask:  func(open int) { asked.Add(int32(open)) }, //nolint:gosec // a handful
		quit: func() { quit.Add(1) },
	}
	return l, asked, quit
}

func (l *lab) openCount() int {
	l.t.Helper()
	n, err := l.openSessions(l.t.Context())
	if err != nil {
		l.t.Fatal(err)
	}
	return n
}

func TestLeaving(t *testing.T) {
	tests := []struct {
		name      string
		choice    string
		remember  bool
		open      int  // sessions after it
		asksAgain bool // at the next closing
	}{
		{"keep once", leaveKeep, false, 1, true},
		{"keep always", leaveKeep, true, 1, false},
		{"close once", leaveClose, false, 0, false},
		{"close always", leaveClose, true, 0, false},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			l, asked, quit := openWindowed(t)
			if !l.leaving.before() || asked.Load() != 1 {
				t.Fatalf("the window closed with a session open and nobody asked (%d)", asked.Load())
			}
			l.api.LeaveAsked()
			if err := l.api.Leave(tt.choice, tt.remember); err != nil {
				t.Fatal(err)
			}
			eventually(t, "the window to close", func() bool { return quit.Load() == 1 })
			if l.leaving.before() {
				t.Error("the window stays open after the answer")
			}
			if got := l.openCount(); got != tt.open {
				t.Errorf("%d sessions are open, want %d", got, tt.open)
			}
			again := &leaving{app: l.App, wait: time.Hour, ask: func(int) {}, quit: func() {}}
			if got := again.before(); got != tt.asksAgain {
				t.Errorf("the next closing asks: %t, want %t", got, tt.asksAgain)
			}
		})
	}
}

func TestLeavingWithoutAPage(t *testing.T) {
	l, _, quit := openWindowed(t)
	l.leaving.wait = time.Millisecond
	if !l.leaving.before() {
		t.Fatal("nobody was asked")
	}
	eventually(t, "the window to close although its page says nothing", func() bool { return quit.Load() == 1 })
	if l.openCount() != 1 {
		t.Error("a session was closed that nobody asked to close")
	}
}

// TestLeavingTwice: each press of close waits for the page's word anew, and the word
// that the question is seen ends the waiting of them all.
func TestLeavingTwice(t *testing.T) {
	l, asked, quit := openWindowed(t)
	for n := range int32(3) {
		if !l.leaving.before() || asked.Load() != n+1 {
			t.Fatalf("close %d: asked %d times", n+1, asked.Load())
		}
		l.api.LeaveAsked()
		if l.leaving.overdue.Stop() {
			t.Fatalf("close %d: the window would close although its question is seen", n+1)
		}
	}
	if quit.Load() != 0 {
		t.Fatal("the window closed without an answer")
	}
	// A page that died with its question on the screen must not keep the window.
	l.leaving.wait = time.Millisecond
	if !l.leaving.before() {
		t.Fatal("nobody was asked")
	}
	eventually(t, "the window to close although its page says nothing any more", func() bool { return quit.Load() == 1 })
}

// TestLeavingOnSignal: wails closes the window on SIGTERM too, before us or after.
func TestLeavingOnSignal(t *testing.T) {
	l, asked, quit := openWindowed(t)
	l.leaving.letGo()
	if l.leaving.before() || asked.Load() != 0 || quit.Load() != 0 {
		t.Errorf("signal first: asked %d, quit %d", asked.Load(), quit.Load())
	}
	l, asked, quit = openWindowed(t)
	if !l.leaving.before() || asked.Load() != 1 {
		t.Fatal("nobody was asked")
	}
	l.leaving.letGo()
	if quit.Load() != 1 || l.leaving.before() {
		t.Errorf("question first: quit %d", quit.Load())
	}
}

func TestLeavingWithNothingOpen(t *testing.T) {
	l, asked, _ := openWindowed(t)
	if err := l.api.CloseSession(l.session); err != nil {
		t.Fatal(err)
	}
	if l.leaving.before() || asked.Load() != 0 {
		t.Error("it asks although no session is open")
	}
}

func TestKeepAwake(t *testing.T) {
	l := openLab(t)
	var held atomic.Bool
	l.keepAwake(func(context.Context, string) (func(), string, error) {
		held.Store(true)
		return func() { held.Store(false) }, "a test", nil
	})
	status := func() Awake {
		s, err := l.api.Status()
		if err != nil {
			t.Fatal(err)
		}
		return s.Awake
	}
	eventually(t, "the computer to be kept awake", held.Load)
	eventually(t, "the status to say so", func() bool { return status() == Awake{Wanted: true, Held: true, By: "a test"} })

	if err := l.api.SetKeepAwake(false); err != nil {
		t.Fatal(err)
	}
	if held.Load() || status() != (Awake{}) {
		t.Errorf("switched off it is held %t, %+v", held.Load(), status())
	}
	if err := l.api.SetKeepAwake(true); err != nil {
		t.Fatal(err)
	}
	if !held.Load() {
		t.Error("switched on it is not held")
	}
	if err := l.api.CloseSession(l.session); err != nil {
		t.Fatal(err)
	}
	eventually(t, "the computer to sleep when the last session is closed", func() bool { return !held.Load() })
}

func TestKeepAwakeRefused(t *testing.T) {
	l := openLab(t)
	l.keepAwake(func(context.Context, string) (func(), string, error) { return nil, "", errors.New("no logind here") })
	eventually(t, "the status to say why", func() bool {
		s, err := l.api.Status()
		return err == nil && s.Awake == Awake{Wanted: true, Problem: "no logind here"}
	})
}

func TestJournalTakesEveryLog(t *testing.T) {
	dir := t.TempDir()
	j := OpenJournal(dir)
	slog.Info("from us")
	log.Print("[WARN] from a library")
	if err := j.Close(); err != nil {
		t.Fatal(err)
	}
	slog.Info("after the end")
	text := readFile(t, filepath.Join(dir, "npt.log"))
	for _, want := range []string{"from us", "from a library"} {
		if !strings.Contains(text, want) {
			t.Errorf("the log has no %q: %s", want, text)
		}
	}
	if strings.Contains(text, "after the end") {
		t.Error("the log was written after its end")
	}
}

// TestJournalKnowsNobody drives the real program through what it takes and refuses,
// and looks for the student in all that it left.
func TestJournalKnowsNobody(t *testing.T) {
	state := t.TempDir()
	t.Setenv("XDG_STATE_HOME", state)
	s := runServe(t, "--listen", "127.0.0.1:0", "--data", t.TempDir(), "--owner", "prof", "--session", "lab-1")
	l := &lab{t: t, address: s.Notebooks[0]}
	const student, answer = "Zeralda Quimby", "forty-two-ish"
	for _, fields := range [][]string{
		{},
		{"type", "ndarray", "data", "[broken " + answer},
		{"type", "nonsense"},
		{"session_name", "none"},
		{"question_nb", strings.Repeat("9", 4000)},
		{"sender_name", student + strings.Repeat("y", 4000)},
	} {
		l.send(append([]string{"sender_name", student, "data", answer}, fields...)...)
	}
	s.cmd.Process.Signal(os.Interrupt) //nolint:errcheck // Wait tells
	if err := s.cmd.Wait(); err != nil {
		t.Fatal(err)
	}
	files, err := filepath.Glob(filepath.Join(state, "notebook-progress-tracker", "*"))
	if err != nil || !slices.ContainsFunc(files, func(f string) bool { return filepath.Base(f) == "npt.log" }) {
		t.Fatalf("there is no log: %v %v", files, err)
	}
	for _, file := range files {
		if text := readFile(t, file); strings.Contains(text, "Zeralda") || strings.Contains(text, answer) {
			t.Errorf("%s knows a student: %s", file, text)
		}
	}
}

func TestDiagnostics(t *testing.T) {
	j := OpenJournal(t.TempDir())
	t.Cleanup(func() { _ = j.Close() })
	a, err := Open(t.Context(), Config{DataDir: t.TempDir(), Listen: "127.0.0.1:0", Owner: "prof", Sessions: []string{"lab-1"}, Journal: j})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = a.Close() })
	slog.Warn("something was odd")
	l := &lab{App: a, t: t, address: a.servers()[0]}
	l.mustSend("sender_name", "Zeralda Quimby")
	text, err := NewAPI(a, nil).Diagnostics()
	if err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{Version, "127.0.0.1:", "1 open", "something was odd", "loopback"} {
		if !strings.Contains(text, want) {
			t.Errorf("the diagnostics have no %q:\n%s", want, text)
		}
	}
	if strings.Contains(text, "Zeralda") {
		t.Errorf("the diagnostics name a student:\n%s", text)
	}
}

// TestCrash crashes a real process and looks at what the next start finds.
func TestCrash(t *testing.T) {
	if dir := os.Getenv("NPT_TEST_CRASH"); dir != "" {
		OpenJournal(dir)
		go func() { panic("on purpose") }()
		select {}
	}
	dir := t.TempDir()
	cmd := exec.CommandContext(t.Context(), os.Args[0], "-test.run", "^TestCrash$") //nolint:gosec // this very test
	cmd.Env = append(os.Environ(), "NPT_TEST_CRASH="+dir)
	if err := cmd.Run(); err == nil {
		t.Fatal("the process did not crash")
	}
	j := OpenJournal(dir)
	t.Cleanup(func() { _ = j.Close() })
	crash, err := j.lastCrash()
	if err != nil || crash.At == "" || !strings.Contains(crash.Text, "on purpose") {
		t.Fatalf("the next start finds %+v %v", crash, err)
	}
	if err := j.forgetCrash(); err != nil {
		t.Fatal(err)
	}
	if crash, err := j.lastCrash(); err != nil || crash.At != "" {
		t.Errorf("it is offered again: %+v %v", crash, err)
	}
}

func TestPlace(t *testing.T) {
	first := windowPlace{Width: firstWidth, Height: firstHeight}
	tests := []struct {
		name, text string
		want       windowPlace
	}{
		{"none", "", first},
		{"broken", "{", first},
		{"whole", `{"known":true,"x":-40,"y":12,"width":1000,"height":700,"maximised":true}`, windowPlace{Known: true, X: -40, Y: 12, Width: 1000, Height: 700, Maximised: true}},
		{"too small", `{"known":true,"width":1,"height":1}`, windowPlace{Known: true, Width: minWidth, Height: minHeight}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			dir := filepath.Join(t.TempDir(), "state")
			if tt.text != "" {
				if err := errors.Join(os.Mkdir(dir, 0o700), os.WriteFile(placePath(dir), []byte(tt.text), 0o600)); err != nil {
					t.Fatal(err)
				}
			}
			got := readPlace(dir)
			if got != tt.want {
				t.Errorf("got %+v, want %+v", got, tt.want)
			}
			got.keep(dir)
			if again := readPlace(dir); again != got {
				t.Errorf("kept %+v, read %+v", got, again)
			}
		})
	}
}

func TestWithoutCall(t *testing.T) {
	got := withoutCall(`process message error: C{"name":"app.API.RenameStudent","args":[7,"Zeralda -> Quimby"]} -> index out of range`)
	if got != "a call of the page broke: index out of range" {
		t.Errorf("got %q", got)
	}
}

func readFile(t *testing.T, path string) string {
	t.Helper()
	text, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}
