//go:build bindings

package app

import "github.com/wailsapp/wails/v2"

// openWindow lets wails read the API and write the TypeScript for it; no window
// opens and no data folder is touched.
func openWindow(Config) error { return wails.Run(windowOptions(&App{}, windowPlace{}, "en")) }
