//go:build desktop || bindings

package window

import (
	"log/slog"
	"os/exec"
	goruntime "runtime"

	"github.com/wailsapp/wails/v2/pkg/menu"
	"github.com/wailsapp/wails/v2/pkg/menu/keys"
)

// menuEvent tells the page what was chosen in the menu: what it does, or "go" and a
// place. The page does the rest, as it does after a key.
const menuEvent = "menu"

// menu returns the window's menu bar, in the order that its system's programs have.
func (b *bridge) menu(language string) *menu.Menu {
	w := menuWords(language)
	all := menu.NewMenu()
	if goruntime.GOOS == "darwin" {
		all.Append(menu.AppMenu())
	}
	b.fileMenu(all.AddSubmenu(w.file), w)
	if goruntime.GOOS == "darwin" {
		all.Append(menu.EditMenu())
	} else {
		b.editMenu(all.AddSubmenu(w.edit), w)
	}
	b.viewMenu(all.AddSubmenu(w.view), w)
	if goruntime.GOOS == "darwin" {
		all.Append(menu.WindowMenu())
	}
	b.helpMenu(all.AddSubmenu(w.help), w)
	return all
}

func (b *bridge) fileMenu(m *menu.Menu, w menuText) {
	m.AddText(w.newSession, nil, b.does("new-session"))
	m.AddText(w.exportCSV, nil, b.does("export-csv"))
	m.AddText(w.exportZIP, nil, b.does("export-zip"))
	m.AddSeparator()
	m.AddText(w.dataFolder, nil, func(*menu.CallbackData) { showFolder(b.engine.DataFolder()) })
	if goruntime.GOOS != "darwin" { // the app menu has it there
		m.AddSeparator()
		m.AddText(w.quit, keys.CmdOrCtrl("q"), func(*menu.CallbackData) { b.quit() })
	}
}

// editMenu has no shortcuts: GTK would take the keys from the fields of the page,
// which know them.
func (b *bridge) editMenu(m *menu.Menu, w menuText) {
	m.AddText(w.undo, nil, b.does("undo"))
	m.AddText(w.redo, nil, b.does("redo"))
	m.AddSeparator()
	m.AddText(w.cut, nil, b.does("cut"))
	m.AddText(w.copy, nil, b.does("copy"))
	m.AddText(w.paste, nil, b.does("paste"))
	m.AddText(w.selectAll, nil, b.does("select-all"))
	m.AddSeparator()
	m.AddText(w.find, nil, b.does("find"))
}

func (b *bridge) viewMenu(m *menu.Menu, w menuText) {
	m.AddText(w.index, nil, b.does("go /"))
	m.AddText(w.sessions, nil, b.does("go /sessions"))
	m.AddText(w.records, nil, b.does("go /records"))
	m.AddText(w.dashboard, nil, b.does("go /dashboard"))
	m.AddText(w.settings, nil, b.does("go /settings"))
	m.AddSeparator()
	m.AddText(w.larger, keys.CmdOrCtrl("+"), b.does("zoom-in"))
	m.AddText(w.smaller, keys.CmdOrCtrl("-"), b.does("zoom-out"))
	m.AddText(w.actualSize, keys.CmdOrCtrl("0"), b.does("zoom-reset"))
	m.AddSeparator()
	m.AddText(w.fullScreen, keys.Key("f11"), func(*menu.CallbackData) { b.toggleFullscreen() })
}

func (b *bridge) helpMenu(m *menu.Menu, w menuText) {
	m.AddText(w.keys, keys.Key("f1"), b.does("keys"))
	m.AddText(w.doctor, nil, b.does("go /doctor"))
	m.AddSeparator()
	m.AddText(w.diagnostics, nil, b.does("diagnostics"))
	m.AddText(w.logFolder, nil, func(*menu.CallbackData) { showFolder(b.journal.Folder()) })
	m.AddSeparator()
	m.AddText(w.about, nil, b.does("about"))
}

func (b *bridge) does(action string) menu.Callback {
	return func(*menu.CallbackData) { b.ask(action) }
}

// showFolder opens a folder in the system's own program for that.
func showFolder(path string) {
	program := map[string]string{"windows": "explorer", "darwin": "open"}[goruntime.GOOS]
	if program == "" {
		program = "xdg-open"
	}
	cmd := exec.Command(program, path) //nolint:gosec // a folder of ours
	if err := cmd.Start(); err != nil {
		slog.Warn("window: a folder was not shown", "err", err)
		return
	}
	go func() { _ = cmd.Wait() }()
}
