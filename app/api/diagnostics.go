package api

import (
	"context"
	"fmt"
	"log/slog"
	"os"
	"runtime"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"npt/app/journal"
	"npt/backend/classroom"
)

// Diagnostics returns text to copy that helps to find a fault: version, system, network, and the end
// of the log. It contains no student's name or answer.
func (api *API) Diagnostics() (string, error) {
	e, ctx := api.engine, context.Background()
	open, err := e.OpenSessions(ctx)
	if err != nil {
		return "", err
	}
	var b strings.Builder
	line := func(name, format string, args ...any) {
		fmt.Fprintf(&b, "%-12s %s\n", name, fmt.Sprintf(format, args...))
	}
	line("Version", "%s, %s", e.Version(), runtime.Version())
	line("System", "%s, %s/%s, %d cores", systemName(), runtime.GOOS, runtime.GOARCH, runtime.NumCPU())
	line("Desktop", "%s", desktopName())
	line("Data", "%s, %s", journal.WithoutHome(e.DataFolder()), fileSize(e.DataFile()))
	line("Files", "%.1f MB handed out and taken back", float64(e.Files.Size())/1e6)
	line("Addresses", "%s", strings.Join(e.Addresses(), ", "))
	line("Announced", "%t", e.HostName() != "")
	line("Sessions", "%d open", open)
	for _, n := range e.Notices() {
		line("Notice", "%s", n.Code)
	}
	kept := api.face.Awake.State()
	line("Kept awake", "%t %s %s", kept.Held, kept.By, kept.Problem)
	b.WriteString("\nThe end of the log\n")
	b.WriteString(journal.WithoutHome(api.face.Journal.LastLines()))
	b.WriteString("\n")
	return api.withoutNames(ctx, b.String())
}

// withoutNames takes everybody's name and e-mail address out of a text that is given away. We log none; what a library or
// the system says of a file may have one.
func (api *API) withoutNames(ctx context.Context, text string) (string, error) {
	all, err := api.engine.Store.Everybody(ctx)
	for _, name := range all {
		if utf8.RuneCountInString(name) < 2 || !strings.ContainsFunc(name, unicode.IsLetter) {
			continue
		}
		text = withoutName(text, name)
		if quoted := strings.Trim(strconv.Quote(name), `"`); quoted != name { // as the log writes it
			text = withoutName(text, quoted)
		}
	}
	return text, err
}

// withoutName takes a name out wherever no letter or digit is beside it.
func withoutName(text, name string) string {
	var b strings.Builder
	for {
		at := strings.Index(text, name)
		if at < 0 {
			return b.String() + text
		}
		end := at + len(name)
		before, _ := utf8.DecodeLastRuneInString(text[:at])
		after, _ := utf8.DecodeRuneInString(text[end:])
		b.WriteString(text[:at])
		if isWordRune(before) || isWordRune(after) {
			b.WriteString(text[at:end])
		} else {
			b.WriteString("(a student)")
		}
		text = text[end:]
	}
}

// systemName returns the system's name for itself.
func systemName() string {
	text, err := os.ReadFile("/etc/os-release")
	if err != nil {
		return runtime.GOOS
	}
	for l := range strings.Lines(string(text)) {
		if name, ok := strings.CutPrefix(strings.TrimSpace(l), "PRETTY_NAME="); ok {
			return strings.Trim(name, `"`)
		}
	}
	return runtime.GOOS
}

// desktopName returns the desktop and its window system, such as GNOME, wayland.
func desktopName() string {
	return strings.Join(strings.Fields(os.Getenv("XDG_CURRENT_DESKTOP")+" "+os.Getenv("XDG_SESSION_TYPE")), ", ")
}

func fileSize(path string) string {
	info, err := os.Stat(path)
	if err != nil {
		return err.Error()
	}
	return fmt.Sprintf("%.1f MB", float64(info.Size())/1e6)
}

// LastCrash returns the report of an earlier run's crash; its At is empty if there is nothing new.
func (api *API) LastCrash() (CrashReport, error) {
	crash, err := api.face.Journal.LastCrash()
	if err != nil {
		return CrashReport{}, err
	}
	text, err := api.withoutNames(context.Background(), crash.Text)
	return CrashReport{At: stamp(crash.At), Path: crash.Path, Text: text}, err
}

// CrashReport is the report of an earlier run's crash.
type CrashReport struct {
	At   string `json:"at"`   // empty if there is none
	Path string `json:"path"` // of the file, for a report
	Text string `json:"text"` // its first 64 kB
}

// ForgetCrash makes sure that the crash is not shown again. Its file stays.
func (api *API) ForgetCrash() error {
	err := api.face.Journal.ForgetCrash()
	api.engine.StatusChanged()
	return err
}

// crashedAt returns when an earlier run crashed, if nobody has looked at the report yet; else "".
func (api *API) crashedAt() string {
	crash, err := api.face.Journal.LastCrash()
	if err != nil {
		slog.Warn("api: the crash report cannot be read", "err", err)
	}
	return stamp(crash.At)
}

// Reached logs that the page has reached a stage of its start: painted or ready.
func (api *API) Reached(stage string) error {
	if stage != StagePainted && stage != StageReady {
		return classroom.Errorf(classroom.CodeBadField, "%q is no stage of a start: write painted or ready.", stage)
	}
	if api.face.Window != nil {
		api.face.Window.Reached()
	}
	journal.SinceStart(stage)
	return nil
}

// The stages of a start that the page reports; each is logged.
const (
	StagePainted = "painted"
	StageReady   = "ready"
)
