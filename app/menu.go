//go:build desktop || bindings

package app

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
func (d *desk) menu(language string) *menu.Menu {
	w := menuWords(language)
	all := menu.NewMenu()
	if goruntime.GOOS == "darwin" {
		all.Append(menu.AppMenu())
	}
	d.fileMenu(all.AddSubmenu(w.file), w)
	if goruntime.GOOS == "darwin" {
		all.Append(menu.EditMenu())
	} else {
		d.editMenu(all.AddSubmenu(w.edit), w)
	}
	d.viewMenu(all.AddSubmenu(w.view), w)
	if goruntime.GOOS == "darwin" {
		all.Append(menu.WindowMenu())
	}
	d.helpMenu(all.AddSubmenu(w.help), w)
	return all
}

func (d *desk) fileMenu(m *menu.Menu, w menuText) {
	m.AddText(w.newSession, nil, d.does("new-session"))
	m.AddText(w.exportCSV, nil, d.does("export-csv"))
	m.AddText(w.exportZIP, nil, d.does("export-zip"))
	m.AddSeparator()
	m.AddText(w.dataFolder, nil, func(*menu.CallbackData) { showFolder(d.app.folder.path) })
	if goruntime.GOOS != "darwin" { // the app menu has it there
		m.AddSeparator()
		m.AddText(w.quit, keys.CmdOrCtrl("q"), func(*menu.CallbackData) { d.quit() })
	}
}

// editMenu has no shortcuts: GTK would take the keys from the fields of the page,
// which know them.
func (d *desk) editMenu(m *menu.Menu, w menuText) {
	m.AddText(w.undo, nil, d.does("undo"))
	m.AddText(w.redo, nil, d.does("redo"))
	m.AddSeparator()
	m.AddText(w.cut, nil, d.does("cut"))
	m.AddText(w.copy, nil, d.does("copy"))
	m.AddText(w.paste, nil, d.does("paste"))
	m.AddText(w.selectAll, nil, d.does("select-all"))
	m.AddSeparator()
	m.AddText(w.find, nil, d.does("find"))
}

func (d *desk) viewMenu(m *menu.Menu, w menuText) {
	m.AddText(w.index, nil, d.does("go /"))
	m.AddText(w.sessions, nil, d.does("go /sessions"))
	m.AddText(w.records, nil, d.does("go /records"))
	m.AddText(w.dashboard, nil, d.does("go /dashboard"))
	m.AddText(w.settings, nil, d.does("go /settings"))
	m.AddSeparator()
	m.AddText(w.larger, keys.CmdOrCtrl("+"), d.does("zoom-in"))
	m.AddText(w.smaller, keys.CmdOrCtrl("-"), d.does("zoom-out"))
	m.AddText(w.actualSize, keys.CmdOrCtrl("0"), d.does("zoom-reset"))
	m.AddSeparator()
	m.AddText(w.fullScreen, keys.Key("f11"), func(*menu.CallbackData) { d.toggleFullscreen() })
}

func (d *desk) helpMenu(m *menu.Menu, w menuText) {
	m.AddText(w.keys, keys.Key("f1"), d.does("keys"))
	m.AddText(w.doctor, nil, d.does("go /doctor"))
	m.AddSeparator()
	m.AddText(w.diagnostics, nil, d.does("diagnostics"))
	m.AddText(w.logFolder, nil, func(*menu.CallbackData) { showFolder(d.app.config.Journal.folder()) })
	m.AddSeparator()
	m.AddText(w.about, nil, d.does("about"))
}

func (d *desk) does(action string) menu.Callback {
	return func(*menu.CallbackData) { d.ask(action) }
}

// showFolder opens a folder in the system's own program for that.
func showFolder(path string) {
	program := map[string]string{"windows": "explorer", "darwin": "open"}[goruntime.GOOS]
	if program == "" {
		program = "xdg-open"
	}
	cmd := exec.Command(program, path) //nolint:gosec // a folder of ours
	if err := cmd.Start(); err != nil {
		slog.Warn("app: a folder was not shown", "err", err)
		return
	}
	go func() { _ = cmd.Wait() }()
}
