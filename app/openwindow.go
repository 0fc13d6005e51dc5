//go:build desktop && !bindings

package app

import (
	"context"
	"errors"
	"fmt"
	"os"
	"runtime"

	"github.com/wailsapp/wails/v2"
	"github.com/wailsapp/wails/v2/pkg/options"
	"github.com/wailsapp/wails/v2/pkg/options/assetserver"

	"npt/frontend"
)

// openWindow opens the app and its window and returns when the window was closed.
func openWindow(config Config) error {
	if runtime.GOOS == "linux" && os.Getenv("WEBKIT_DISABLE_DMABUF_RENDERER") == "" {
		// With some GPUs the window stays blank otherwise.
		if err := os.Setenv("WEBKIT_DISABLE_DMABUF_RENDERER", "1"); err != nil {
			return err
		}
	}
	a, err := Open(context.Background(), config)
	if err != nil {
		return errors.Join(err, showFatal(err))
	}
	err = wails.Run(windowOptions(a))
	return errors.Join(err, a.Close())
}

// showFatal says in a native message why the app cannot start.
func showFatal(cause error) error {
	err := wails.Run(&options.App{
		Title:       productName,
		StartHidden: true,
		AssetServer: &assetserver.Options{Assets: frontend.Dist},
		OnStartup:   func(ctx context.Context) { go fatalDialog(ctx, fmt.Sprintf("%v.", cause)) },
	})
	return err
}
