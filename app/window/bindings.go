//go:build bindings

package window

import (
	"github.com/wailsapp/wails/v2"

	"npt/app/api"
	"npt/app/engine"
)

// Run lets wails read the API and write the TypeScript for it; no window opens and no data
// folder is touched.
func Run(engine.Config, NewProjector) error {
	return wails.Run(windowOptions(newBridge(nil, nil), api.New(nil, api.Face{}), geometry{}, "en"))
}
