package app

import (
	"context"
	"fmt"
	"log/slog"
	"os"
	"runtime"
	"strings"

	"npt/app/instance"
	"npt/app/journal"
	"npt/backend/classroom"
)

// Diagnostics returns what someone who helps wants to know, as text to copy: version,
// system, network, and the end of the log. No name and no answer of a student is in it.
func (api *API) Diagnostics() (string, error) {
	a, ctx := api.app, context.Background()
	open, err := a.openSessions(ctx)
	if err != nil {
		return "", err
	}
	var b strings.Builder
	line := func(name, format string, args ...any) {
		fmt.Fprintf(&b, "%-12s %s\n", name, fmt.Sprintf(format, args...))
	}
	line("Version", "%s, %s", Version, runtime.Version())
	line("System", "%s, %s/%s, %d cores", systemName(), runtime.GOOS, runtime.GOARCH, runtime.NumCPU())
	line("Desktop", "%s", desktopName())
	line("Data", "%s, %s", journal.WithoutHome(a.folder.Path()), fileSize(instance.Database(a.folder.Path())))
	line("Addresses", "%s", strings.Join(a.addresses(), ", "))
	line("Announced", "%t", a.announcer.State().Host != "")
	line("Sessions", "%d open", open)
	for _, n := range a.notices() {
		line("Notice", "%s", n.Code)
	}
	kept := a.awake.State()
	line("Kept awake", "%t %s %s", kept.Held, kept.By, kept.Problem)
	b.WriteString("\nThe end of the log\n")
	b.WriteString(journal.WithoutHome(a.config.Journal.LastLines()))
	b.WriteString("\n")
	return b.String(), nil
}

// lifeStatus returns the part of the status that is about the app itself.
func (a *App) lifeStatus(ctx context.Context) (Status, error) {
	wanted, err := a.wantsAwake(ctx)
	if err != nil {
		return Status{}, err
	}
	leave, err := a.store.Setting(ctx, settingLeave)
	if err != nil {
		return Status{}, err
	}
	crash, err := a.config.Journal.LastCrash()
	if err != nil {
		slog.Warn("app: what a crash left cannot be read", "err", err)
	}
	return Status{StateFolder: a.config.Journal.Folder(), Awake: awakeView(wanted, a.awake.State()), Leave: leave, Crashed: stamp(crash.At)}, nil
}

// systemName returns what the system calls itself.
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

// desktopName returns the desktop and how windows come on its screen.
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

// LastCrash returns what a crash of an earlier run left, with an empty At if there
// is nothing new.
func (api *API) LastCrash() (CrashReport, error) {
	crash, err := api.app.config.Journal.LastCrash()
	return CrashReport{At: stamp(crash.At), Path: crash.Path, Text: crash.Text}, err
}

// CrashReport is what a crash of an earlier run left.
type CrashReport struct {
	At   string `json:"at"`   // empty if there is none
	Path string `json:"path"` // of the file, for a report
	Text string `json:"text"` // its first 64 kB
}

// ForgetCrash keeps the crash from being offered again. Its file stays.
func (api *API) ForgetCrash() error {
	err := api.app.config.Journal.ForgetCrash()
	api.app.statusChanged()
	return err
}

// Reached tells the journal how far the page is: painted or ready.
func (api *API) Reached(stage string) error {
	if stage != stagePainted && stage != stageReady {
		return classroom.Errorf(classroom.CodeBadField, "%q is no stage of a start: write painted or ready.", stage)
	}
	api.app.pageAlive.Store(true)
	journal.SinceStart(stage)
	return nil
}

// The stages of a start that the page tells.
const (
	stagePainted = "painted"
	stageReady   = "ready"
)
