package journal

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"log/slog"
	"os"
	"runtime/debug"
	"strings"
	"time"

	"gopkg.in/natefinch/lumberjack.v2"

	"npt/app/instance"
)

// Journal is a log and the report of a crash, in one folder. A nil *Journal stores nothing and returns
// nothing.
type Journal struct {
	dir   string
	log   *lumberjack.Logger
	crash *os.File
}

const (
	logSize  = 1  // MB; a larger log continues in a new file
	logFiles = 3  // how many older logs are kept
	logLines = 60 // the most lines of the log in diagnostics

	crashSize = 64 << 10 // bytes of a crash that are read
)

// StderrHandler returns a handler that writes warnings and errors to the terminal, and drops the rest.
func StderrHandler() slog.Handler {
	return slog.NewTextHandler(os.Stderr, &slog.HandlerOptions{Level: slog.LevelWarn})
}

// Open creates the folder dir and returns the Journal there. From then on everything that is logged
// through slog or log is written to it, and the stack of a crash too. If the folder cannot be created,
// the program starts all the same, and logs to the terminal alone.
func Open(dir string) *Journal {
	j := &Journal{dir: dir}
	if err := os.MkdirAll(dir, 0o700); err != nil { //nolint:gosec // as below
		slog.Warn("journal: the log cannot be stored", "err", err)
		return j
	}
	j.log = &lumberjack.Logger{Filename: instance.Log(j.dir), MaxSize: logSize, MaxBackups: logFiles}
	slog.SetDefault(slog.New(slog.NewMultiHandler(StderrHandler(), slog.NewTextHandler(j.log, nil))))
	if err := j.watchForCrash(); err != nil {
		slog.Warn("journal: a crash report cannot be stored", "err", err)
	}
	return j
}

// Folder returns the folder of the journal; "" if nothing is stored.
func (j *Journal) Folder() string {
	if j == nil {
		return ""
	}
	return j.dir
}

// watchForCrash moves the report of the last crash aside and makes the runtime write the next one. All
// apps of a user append to one file and read it.
func (j *Journal) watchForCrash() error {
	path := instance.Crash(j.dir)
	if info, err := os.Stat(path); err == nil && info.Size() > 0 {
		if err := os.Rename(path, instance.LastCrash(j.dir)); err != nil {
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

// Close ends the journal; later messages go to the terminal alone.
func (j *Journal) Close() error {
	slog.SetDefault(slog.New(StderrHandler()))
	var errs []error
	if j.crash != nil {
		errs = append(errs, debug.SetCrashOutput(nil, debug.CrashOptions{}), j.crash.Close())
	}
	if j.log != nil {
		errs = append(errs, j.log.Close())
	}
	return errors.Join(errs...)
}

// Crash is the report of an earlier run's crash.
type Crash struct {
	At   time.Time // zero if there is none
	Path string    // of the file, for a report
	Text string    // its first 64 kB
}

// LastCrash returns the report of the last crash, until ForgetCrash is called; a zero Crash if there
// is nothing new.
func (j *Journal) LastCrash() (Crash, error) {
	if j == nil {
		return Crash{}, nil
	}
	path := instance.LastCrash(j.dir)
	f, err := os.Open(path) //nolint:gosec // as above
	if errors.Is(err, fs.ErrNotExist) {
		return Crash{}, nil
	}
	if err != nil {
		return Crash{}, err
	}
	defer func() { _ = f.Close() }()
	info, err := f.Stat()
	if err != nil {
		return Crash{}, err
	}
	text, err := io.ReadAll(io.LimitReader(f, crashSize))
	return Crash{At: info.ModTime(), Path: path, Text: string(text)}, err
}

// ForgetCrash renames the report, so that it is not shown again.
func (j *Journal) ForgetCrash() error {
	if j == nil {
		return nil
	}
	path := instance.LastCrash(j.dir)
	err := os.Rename(path, instance.SeenCrash(j.dir))
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	return err
}

// LastLines returns the last 60 lines of the log; "" if nothing is stored.
func (j *Journal) LastLines() string {
	if j == nil || j.log == nil {
		return ""
	}
	text, err := os.ReadFile(instance.Log(j.dir))
	if err != nil {
		return fmt.Sprintf("(the log cannot be read: %v)", err)
	}
	all := bytes.Split(bytes.TrimSpace(text), []byte("\n"))
	if len(all) > logLines {
		all = all[len(all)-logLines:]
	}
	return string(bytes.Join(all, []byte("\n")))
}

// SinceStart logs that something was reached, and how long after the start of the process.
func SinceStart(what string) {
	slog.Info("app: "+what, "after", time.Since(processStart).Round(time.Millisecond))
}

// processStart is the earliest time that Go code can read.
var processStart = time.Now()

// WithoutHome replaces the teacher's home folder by ~, because its name is often the teacher's.
func WithoutHome(text string) string {
	home, err := os.UserHomeDir()
	if err != nil || home == "" || home == "/" {
		return text
	}
	return strings.ReplaceAll(text, home, "~")
}
