// Package frontend carries the built interface inside the program, and the policy by
// which a web view or a browser shows it.
//
// It holds the files that Vite made of src, as they are, and knows nothing of what is in
// them: the window and the console serve them. It has no code but for reading its own
// files, so that the program builds where the interface was never built.
package frontend

import (
	"embed"
	"strings"
)

// Dist holds the files that `npm run build` made, under "dist". It is empty
// (but for .gitkeep) where the interface has not been built yet.
//
//go:embed all:dist
var Dist embed.FS

//go:embed content-security-policy.txt
var policy string

// Policy returns the Content-Security-Policy of the page, as its header says it: the
// page loads what comes with the app and nothing else, so what a student sent can
// neither run nor fetch. Images of records are data: addresses. Vite writes the same
// file into the page, for a web view that does not read the header.
func Policy() string {
	return strings.Join(strings.FieldsFunc(policy, func(r rune) bool { return r == '\n' || r == '\r' }), "; ")
}
