// Package frontend carries the built interface inside the program.
package frontend

import "embed"

// Dist holds the files that `npm run build` made, under "dist". It is empty
// (but for .gitkeep) where the interface has not been built yet.
//
//go:embed all:dist
var Dist embed.FS
