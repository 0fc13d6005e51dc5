//go:build bindings

package window

import (
	"github.com/wailsapp/wails/v2"

	"npt/app/api"
	"npt/app/engine"
)

// Run makes wails read the API and write the TypeScript for it. It opens no window and touches no data
// folder.
func Run(engine.Config, Faces) error {
	return wails.Run(windowOptions(newBridge(nil, nil, "en"), api.New(nil, api.Face{}), geometry{}))
}
