//go:build (desktop && !linux) || bindings

package window

import (
	"context"
	goruntime "runtime"

	"github.com/wailsapp/wails/v2/pkg/menu"
	"github.com/wailsapp/wails/v2/pkg/runtime"
)

// relabel gives the menu bar the words of all, which has the same items in another language.
func relabel(ctx context.Context, all *menu.Menu) { runtime.MenuSetApplicationMenu(ctx, all) }

// hideMenu takes the menu bar out of the window, in which macOS has none; showMenu brings it back.
func hideMenu(ctx context.Context) {
	if goruntime.GOOS != "darwin" {
		runtime.MenuSetApplicationMenu(ctx, menu.NewMenu())
	}
}

func showMenu(ctx context.Context, all *menu.Menu) { relabel(ctx, all) }
