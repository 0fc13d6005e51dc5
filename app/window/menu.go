//go:build desktop || bindings

package window

import (
	"log/slog"
	"os/exec"
	goruntime "runtime"

	"github.com/wailsapp/wails/v2/pkg/menu"
	"github.com/wailsapp/wails/v2/pkg/menu/keys"
)

// menuEvent tells the page what was selected in the menu: an action, or "go" and a page. The page does
// the rest, as after a key.
const menuEvent = "menu"

// menu returns the window's menu bar in the order that is usual on its system.
func (b *bridge) menu() *menu.Menu {
	say := func(key string) string { return b.say("menu." + key) }
	all := menu.NewMenu()
	if goruntime.GOOS == "darwin" {
		all.Append(menu.AppMenu())
	}
	b.fileMenu(all.AddSubmenu(say("file")), say)
	if goruntime.GOOS == "darwin" {
		all.Append(menu.EditMenu())
	} else {
		b.editMenu(all.AddSubmenu(say("edit")), say)
	}
	b.viewMenu(all.AddSubmenu(say("view")), say)
	if goruntime.GOOS == "darwin" {
		all.Append(menu.WindowMenu())
	}
	b.helpMenu(all.AddSubmenu(say("help")), say)
	return all
}

func (b *bridge) fileMenu(m *menu.Menu, say func(key string) string) {
	m.AddText(say("newSession"), nil, b.does("new-session"))
	m.AddText(say("exportCSV"), nil, b.does("export-csv"))
	m.AddText(say("exportXLSX"), nil, b.does("export-xlsx"))
	m.AddText(say("exportHTML"), nil, b.does("export-html"))
	m.AddText(say("exportIPYNB"), nil, b.does("export-ipynb"))
	m.AddText(say("exportZIP"), nil, b.does("export-zip"))
	m.AddSeparator()
	m.AddText(say("dataFolder"), nil, func(*menu.CallbackData) { showFolder(b.engine.DataFolder()) })
	if goruntime.GOOS != "darwin" { // on macOS the app menu has it
		m.AddSeparator()
		m.AddText(say("quit"), keys.CmdOrCtrl("q"), func(*menu.CallbackData) { b.quit() })
	}
}

// editMenu has no shortcuts: GTK would take the keys away from the page's fields, which handle them.
func (b *bridge) editMenu(m *menu.Menu, say func(key string) string) {
	m.AddText(say("undo"), nil, b.does("undo"))
	m.AddText(say("redo"), nil, b.does("redo"))
	m.AddSeparator()
	m.AddText(say("cut"), nil, b.does("cut"))
	m.AddText(say("copy"), nil, b.does("copy"))
	m.AddText(say("paste"), nil, b.does("paste"))
	m.AddText(say("selectAll"), nil, b.does("select-all"))
	m.AddSeparator()
	m.AddText(say("find"), nil, b.does("find"))
}

func (b *bridge) viewMenu(m *menu.Menu, say func(key string) string) {
	m.AddText(say("index"), nil, b.does("go /"))
	m.AddText(say("sessions"), nil, b.does("go /sessions"))
	m.AddText(say("records"), nil, b.does("go /records"))
	m.AddText(say("dashboard"), nil, b.does("go /dashboard"))
	m.AddText(say("settings"), nil, b.does("go /settings"))
	m.AddSeparator()
	m.AddText(say("larger"), keys.CmdOrCtrl("+"), b.does("zoom-in"))
	m.AddText(say("smaller"), keys.CmdOrCtrl("-"), b.does("zoom-out"))
	m.AddText(say("actualSize"), keys.CmdOrCtrl("0"), b.does("zoom-reset"))
	m.AddSeparator()
	m.AddText(say("fullScreen"), keys.Key("f11"), func(*menu.CallbackData) { b.toggleFullscreen() })
}

func (b *bridge) helpMenu(m *menu.Menu, say func(key string) string) {
	m.AddText(say("guide"), keys.Key("f1"), b.does("help"))
	m.AddText(say("keys"), nil, b.does("keys"))
	m.AddText(say("doctor"), nil, b.does("go /doctor"))
	m.AddSeparator()
	m.AddText(say("diagnostics"), nil, b.does("diagnostics"))
	m.AddText(say("logFolder"), nil, func(*menu.CallbackData) { showFolder(b.journal.Folder()) })
	m.AddSeparator()
	m.AddText(say("about"), nil, b.does("about"))
}

func (b *bridge) does(action string) menu.Callback {
	return func(*menu.CallbackData) { b.ask(action) }
}

// showFolder opens a folder in the system's file manager.
func showFolder(path string) {
	program := map[string]string{"windows": "explorer", "darwin": "open"}[goruntime.GOOS]
	if program == "" {
		program = "xdg-open"
	}
	cmd := exec.Command(program, path) //nolint:gosec // a folder of ours
	if err := cmd.Start(); err != nil {
		slog.Warn("window: a folder could not be shown", "err", err)
		return
	}
	go func() { _ = cmd.Wait() }()
}
