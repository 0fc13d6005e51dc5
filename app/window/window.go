//go:build desktop || bindings

package window

import (
	"context"
	"log/slog"
	"os"
	"os/signal"
	"syscall"
	"time"

	"github.com/wailsapp/wails/v2/pkg/logger"
	"github.com/wailsapp/wails/v2/pkg/options"
	"github.com/wailsapp/wails/v2/pkg/options/assetserver"
	"github.com/wailsapp/wails/v2/pkg/options/linux"
	"github.com/wailsapp/wails/v2/pkg/options/mac"
	"github.com/wailsapp/wails/v2/pkg/options/windows"

	"npt/app/api"
	"npt/app/instance"
	"npt/frontend"
	"npt/frontend/src/words"
)

// blankAfter is how long a page may take to appear before the teacher is told; on a slow machine it
// takes seconds.
const blankAfter = 30 * time.Second

// leaveEvent makes the page ask the teacher what to do with the open sessions.
const leaveEvent = "leaving"

// windowOptions returns the options for the window of an opened app. g is where the window was last.
func windowOptions(b *bridge, page *api.API, g geometry) *options.App {
	stop := make(chan struct{})
	o := &options.App{
		Title:              instance.ProductName,
		Width:              g.Width,
		Height:             g.Height,
		MinWidth:           minWidth,
		MinHeight:          minHeight,
		BackgroundColour:   &options.RGBA{R: 0xf6, G: 0xf6, B: 0xf8, A: 0xff}, // the canvas, before the page paints
		AssetServer:        &assetserver.Options{Assets: frontend.Dist, Middleware: secured},
		Bind:               []any{page},
		ErrorFormatter:     func(err error) any { return api.AsError(err) },
		Menu:               b.menu(),
		Logger:             wailsLog{},
		LogLevel:           logger.WARNING,
		LogLevelProduction: logger.WARNING,
		Linux:              &linux.Options{ProgramName: "npt", Icon: icon(), WebviewGpuPolicy: linux.WebviewGpuPolicyOnDemand},
		Windows: &windows.Options{
			// %APPDATA% is copied over the network with the user's profile, so it is not used.
			WebviewUserDataPath: instance.Webview(instance.DefaultStateDir()),
		},
		Mac: &mac.Options{About: &mac.AboutInfo{Title: instance.ProductName, Message: b.version(), Icon: icon()}},
		OnStartup: func(ctx context.Context) {
			b.start(ctx, g)
			go b.tell(stop)
			go b.watchForBlank(stop)
			go b.leaveOnSignal(stop)
		},
		OnBeforeClose: func(context.Context) bool {
			b.saveGeometry()
			return b.guard.before()
		},
		OnShutdown: func(context.Context) { close(stop) },
	}
	if g.Maximised {
		o.WindowStartState = options.Maximised
	}
	return o
}

// icon returns the window's icon, for desktops without an entry for the app.
func icon() []byte {
	png, err := frontend.Dist.ReadFile("dist/icon.png")
	if err != nil {
		return nil // the frontend was not built
	}
	return png
}

// leaveOnSignal lets the window close when the system ends the program: perhaps nobody can be asked,
// and all stored data is safe.
func (b *bridge) leaveOnSignal(stop <-chan struct{}) {
	signals := make(chan os.Signal, 1)
	signal.Notify(signals, os.Interrupt, syscall.SIGTERM)
	defer signal.Stop(signals)
	select {
	case <-signals:
		b.guard.allow()
	case <-stop:
	}
}

// watchForBlank opens the page in the system's browser if it has not appeared.
func (b *bridge) watchForBlank(stop <-chan struct{}) {
	blankWatch{after: blankAfter, isPainted: b.painted.Load, browser: b.openInBrowser, warn: func() {
		b.warn(b.language.Load().Say("native.blank", words.Values{
			"webView": webViewName, "folder": b.journal.Folder(),
		}))
	}}.run(stop)
}

// wailsLog writes the warnings and errors of wails to our log. It drops the lower levels, because they
// quote the page's requests, which have names in them.
type wailsLog struct{}

func (wailsLog) Print(string)           {}
func (wailsLog) Trace(string)           {}
func (wailsLog) Debug(string)           {}
func (wailsLog) Info(string)            {}
func (wailsLog) Warning(message string) { slog.Warn("wails: " + message) }
func (wailsLog) Error(message string)   { slog.Error("wails: " + withoutCall(message)) }
func (wailsLog) Fatal(message string)   { slog.Error("wails: " + message); os.Exit(1) }
