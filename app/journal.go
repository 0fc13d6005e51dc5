package app

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"log/slog"
	"os"
	"path/filepath"
	"runtime/debug"
	"strings"
	"time"

	"gopkg.in/natefinch/lumberjack.v2"
)

// Journal is what the app writes down about itself: a log, and what a crash leaves.
// Neither holds the names of students nor what they answered.
type Journal struct {
	dir   string
	log   *lumberjack.Logger
	crash *os.File
}

const (
	logSize  = 1  // MB after which a new file is begun
	logFiles = 3  // older ones that are kept
	logLines = 60 // at most, of the log in diagnostics

	crashFile = "crash.txt" // what a crash of this run would leave; empty until then
	crashLast = "crash-last.txt"
	crashSize = 64 << 10 // bytes of a crash that are shown
)

// stderrHandler tells the terminal what went wrong, and no more.
func stderrHandler() slog.Handler {
	return slog.NewTextHandler(os.Stderr, &slog.HandlerOptions{Level: slog.LevelWarn})
}

// OpenJournal begins to write into a folder, which it makes: whatever is logged
// through slog or log from now on, and the stack of a crash. A journal that cannot
// be written is no reason not to start: then only the terminal is told.
func OpenJournal(dir string) *Journal {
	j := &Journal{dir: dir}
	if err := os.MkdirAll(dir, 0o700); err != nil { //nolint:gosec // as below
		slog.Warn("journal: nothing is kept", "err", err)
		return j
	}
	j.log = &lumberjack.Logger{Filename: j.logPath(), MaxSize: logSize, MaxBackups: logFiles}
	slog.SetDefault(slog.New(slog.NewMultiHandler(stderrHandler(), slog.NewTextHandler(j.log, nil))))
	if err := j.watchForCrash(); err != nil {
		slog.Warn("journal: a crash would not be kept", "err", err)
	}
	return j
}

// folder returns where the journal is, "" if nothing is kept.
func (j *Journal) folder() string {
	if j == nil {
		return ""
	}
	return j.dir
}

func (j *Journal) logPath() string { return filepath.Join(j.dir, "npt.log") }

// watchForCrash sets aside what the last crash left and has the runtime write the
// next one. All apps of a user append to one file, as all of them read it.
func (j *Journal) watchForCrash() error {
	path := filepath.Join(j.dir, crashFile)
	if info, err := os.Stat(path); err == nil && info.Size() > 0 {
		if err := os.Rename(path, filepath.Join(j.dir, crashLast)); err != nil {
			return err
		}
	}
	f, err := os.OpenFile(path, os.O_CREATE|os.O_WRONLY|os.O_APPEND, 0o600) //nolint:gosec // the state folder is the system's or the teacher's choice
	if err != nil {
		return err
	}
	j.crash = f
	return debug.SetCrashOutput(f, debug.CrashOptions{})
}

// Close ends the journal; what is logged later is told to the terminal alone.
func (j *Journal) Close() error {
	slog.SetDefault(slog.New(stderrHandler()))
	var errs []error
	if j.crash != nil {
		errs = append(errs, debug.SetCrashOutput(nil, debug.CrashOptions{}), j.crash.Close())
	}
	if j.log != nil {
		errs = append(errs, j.log.Close())
	}
	return errors.Join(errs...)
}

// CrashReport is what a crash of an earlier run left.
type CrashReport struct {
	At   string `json:"at"`   // empty if there is none
	Path string `json:"path"` // of the file, for a report
	Text string `json:"text"` // its first 64 kB
}

// lastCrash returns what the last crash left, until forgetCrash.
func (j *Journal) lastCrash() (CrashReport, error) {
	if j == nil {
		return CrashReport{}, nil
	}
	path := filepath.Join(j.dir, crashLast)
	f, err := os.Open(path) //nolint:gosec // as above
	if errors.Is(err, fs.ErrNotExist) {
		return CrashReport{}, nil
	}
	if err != nil {
		return CrashReport{}, err
	}
	defer func() { _ = f.Close() }()
	info, err := f.Stat()
	if err != nil {
		return CrashReport{}, err
	}
	text, err := io.ReadAll(io.LimitReader(f, crashSize))
	return CrashReport{At: stamp(info.ModTime()), Path: path, Text: string(text)}, err
}

// forgetCrash keeps the report under another name, so that it is not offered again.
func (j *Journal) forgetCrash() error {
	if j == nil {
		return nil
	}
	path := filepath.Join(j.dir, crashLast)
	err := os.Rename(path, filepath.Join(j.dir, "crash-seen.txt"))
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	return err
}

// lastLines returns the end of the log.
func (j *Journal) lastLines() string {
	if j == nil || j.log == nil {
		return ""
	}
	text, err := os.ReadFile(j.logPath())
	if err != nil {
		return fmt.Sprintf("(the log cannot be read: %v)", err)
	}
	all := bytes.Split(bytes.TrimSpace(text), []byte("\n"))
	if len(all) > logLines {
		all = all[len(all)-logLines:]
	}
	return string(bytes.Join(all, []byte("\n")))
}

// sinceStart logs that something was reached, and how long after the process' start.
func sinceStart(what string) {
	slog.Info("app: "+what, "after", time.Since(processStart).Round(time.Millisecond))
}

// processStart is as near to the start of the process as Go code comes.
var processStart = time.Now()

// withoutHome writes ~ for the teacher's home folder, whose name is often theirs.
func withoutHome(text string) string {
	home, err := os.UserHomeDir()
	if err != nil || home == "" || home == "/" {
		return text
	}
	return strings.ReplaceAll(text, home, "~")
}

// withoutCall leaves out of a message of wails the call that broke, with all that it
// was asked: "process message error: CALL -> REASON".
func withoutCall(message string) string {
	prefix, rest, found := strings.Cut(message, "process message error: ")
	if !found {
		return message
	}
	if i := strings.LastIndex(rest, " -> "); i >= 0 {
		return prefix + "a call of the page broke: " + rest[i+len(" -> "):]
	}
	return prefix + "a call of the page broke"
}
