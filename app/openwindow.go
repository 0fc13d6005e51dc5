//go:build desktop && !bindings

package app

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"os"
	"runtime"
	"unicode"
	"unicode/utf8"

	"github.com/wailsapp/wails/v2"
	"github.com/wailsapp/wails/v2/pkg/options"
	"github.com/wailsapp/wails/v2/pkg/options/assetserver"

	"npt/app/awake"
	"npt/app/instance"
	"npt/app/journal"
	"npt/frontend"
)

// openWindow opens the app and its window and returns when the window was closed. If
// the app is open already, its window comes to the front instead.
func openWindow(config Config) (err error) {
	config.Journal = journal.Open(instance.DefaultStateDir())
	defer func() { err = errors.Join(err, config.Journal.Close()) }()
	if err := prepareDisplay(); err != nil {
		return err
	}
	a, err := Open(context.Background(), config)
	if _, running := errors.AsType[*instance.RunningError](err); running {
		rung := instance.Ask(context.Background(), config.DataDir, instance.Activate)
		if rung == nil || !errors.Is(rung, instance.ErrNobody) {
			return errors.Join(rung, showFatal(rung))
		}
	}
	if err != nil {
		slog.Error("app: did not start", "err", err)
		return errors.Join(err, showFatal(err))
	}
	a.keepAwake(awake.Hold)
	err = runWindow(windowOptions(a, readPlace(instance.DefaultStateDir()), a.language(context.Background())))
	return errors.Join(err, a.Close())
}

// prepareDisplay readies what draws the window, and says so where nothing can.
func prepareDisplay() error {
	if runtime.GOOS != "linux" {
		return nil
	}
	if os.Getenv("DISPLAY") == "" && os.Getenv("WAYLAND_DISPLAY") == "" {
		return errNoDisplay
	}
	if os.Getenv("WEBKIT_DISABLE_DMABUF_RENDERER") == "" {
		// With some GPUs the window stays blank otherwise.
		return os.Setenv("WEBKIT_DISABLE_DMABUF_RENDERER", "1")
	}
	return nil
}

var errNoDisplay = errors.New("there is no display that a window could open on: run `npt serve` and open the address that it prints in a browser")

// runWindow runs wails, which panics where the window system does not let it in.
func runWindow(o *options.App) (err error) {
	defer func() {
		if p := recover(); p != nil {
			err = fmt.Errorf("%w (%v)", errNoDisplay, p)
		}
	}()
	return wails.Run(o)
}

// showFatal says in a native message why the app cannot start.
func showFatal(cause error) error {
	if cause == nil {
		return nil
	}
	return runWindow(&options.App{
		Title:       instance.ProductName,
		StartHidden: true,
		AssetServer: &assetserver.Options{Assets: frontend.Dist},
		OnStartup:   func(ctx context.Context) { go fatalDialog(ctx, sentence(cause.Error())) },
	})
}

// sentence returns an error's text as one that stands alone.
func sentence(text string) string {
	first, size := utf8.DecodeRuneInString(text)
	return string(unicode.ToUpper(first)) + text[size:]
}
