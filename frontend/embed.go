// Package frontend carries the built interface inside the program, and the policy by
// which a web view or a browser shows it.
//
// It holds the files that Vite made of src, as they are, and knows nothing of what is in
// them: the window and the console serve them. It has no code but for reading its own
// files, so that the program builds where the interface was never built.
package frontend

import "embed"

// Dist holds the files that `npm run build` made, under "dist". It is empty
// (but for .gitkeep) where the interface has not been built yet.
//
//go:embed all:dist
var Dist embed.FS
