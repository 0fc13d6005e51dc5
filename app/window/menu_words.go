//go:build desktop || bindings

package window

import (
	"npt/app/instance"
	"npt/frontend/src/words"
)

// menuText is what the menu says.
type menuText struct {
	file, newSession, exportCSV, exportZIP, dataFolder, quit string
	edit, undo, redo, cut, copy, paste, selectAll, find      string
	view, index, sessions, records, dashboard, settings      string
	larger, smaller, actualSize, fullScreen                  string
	help, keys, doctor, diagnostics, logFolder, about        string
}

// menuWords returns what the menu says in the language of a code.
func menuWords(code string) menuText {
	in := words.Builtin().Language(code)
	say := func(key string) string { return in.Say("native.menu."+key, words.Values{"app": instance.ProductName}) }
	return menuText{
		file: say("file"), newSession: say("newSession"), exportCSV: say("exportCSV"), exportZIP: say("exportZIP"),
		dataFolder: say("dataFolder"), quit: say("quit"),
		edit: say("edit"), undo: say("undo"), redo: say("redo"), cut: say("cut"), copy: say("copy"), paste: say("paste"),
		selectAll: say("selectAll"), find: say("find"),
		view: say("view"), index: say("index"), sessions: say("sessions"), records: say("records"), dashboard: say("dashboard"),
		settings: say("settings"), larger: say("larger"), smaller: say("smaller"), actualSize: say("actualSize"), fullScreen: say("fullScreen"),
		help: say("help"), keys: say("keys"), doctor: say("doctor"), diagnostics: say("diagnostics"), logFolder: say("logFolder"),
		about: say("about"),
	}
}
