//go:build desktop || bindings

package window

import "npt/app/instance"

// menuText is what the menu says. The rest of the interface's words are in the page.
type menuText struct {
	file, newSession, exportCSV, exportZIP, dataFolder, quit string
	edit, undo, redo, cut, copy, paste, selectAll, find      string
	view, index, sessions, records, dashboard, settings      string
	larger, smaller, actualSize, fullScreen                  string
	help, keys, doctor, diagnostics, logFolder, about        string
}

var menuWords = map[string]menuText{
	"en": {
		file: "File", newSession: "New Session …", exportCSV: "Export as CSV …", exportZIP: "Export as ZIP …",
		dataFolder: "Show the Data Folder", quit: "Quit",
		edit: "Edit", undo: "Undo", redo: "Redo", cut: "Cut", copy: "Copy", paste: "Paste", selectAll: "Select All", find: "Find or Do …",
		view: "View", index: "Index", sessions: "Sessions", records: "Records", dashboard: "Dashboard", settings: "Settings",
		larger: "Zoom In", smaller: "Zoom Out", actualSize: "Actual Size", fullScreen: "Full Screen",
		help: "Help", keys: "Keys", doctor: "Network Doctor", diagnostics: "Copy Diagnostics", logFolder: "Show the Log",
		about: "About " + instance.ProductName,
	},
	"fr": {
		file: "Fichier", newSession: "Nouvelle séance…", exportCSV: "Exporter en CSV…", exportZIP: "Exporter en ZIP…",
		dataFolder: "Afficher le dossier des données", quit: "Quitter",
		edit: "Édition", undo: "Annuler", redo: "Rétablir", cut: "Couper", copy: "Copier", paste: "Coller",
		selectAll: "Tout sélectionner", find: "Chercher ou faire…",
		view: "Affichage", index: "Index", sessions: "Séances", records: "Réponses", dashboard: "Tableau de bord", settings: "Réglages",
		larger: "Zoom avant", smaller: "Zoom arrière", actualSize: "Taille réelle", fullScreen: "Plein écran",
		help: "Aide", keys: "Raccourcis clavier", doctor: "Diagnostic du réseau", diagnostics: "Copier le diagnostic",
		logFolder: "Afficher le journal", about: "À propos de " + instance.ProductName,
	},
}
