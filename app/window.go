//go:build desktop || bindings

package app

import (
	"context"
	"log/slog"
	"os"
	"os/signal"
	"path/filepath"
	"syscall"
	"time"

	"github.com/wailsapp/wails/v2/pkg/logger"
	"github.com/wailsapp/wails/v2/pkg/options"
	"github.com/wailsapp/wails/v2/pkg/options/assetserver"
	"github.com/wailsapp/wails/v2/pkg/options/linux"
	"github.com/wailsapp/wails/v2/pkg/options/mac"
	"github.com/wailsapp/wails/v2/pkg/options/windows"

	"npt/frontend"
	"npt/frontend/src/words"
)

// blankAfter is how long a page may take to appear before the teacher is told: on a
// slow machine it takes seconds.
const blankAfter = 30 * time.Second

// askWithin is how long the page has to show its question before the window closes: a
// page that hangs must not keep it open.
const askWithin = 3 * time.Second

// leaveEvent has the page ask the teacher what becomes of the open sessions.
const leaveEvent = "leaving"

// windowOptions describes the window of an opened app. Its place is where the window
// was left; language is that of the menu.
func windowOptions(a *App, place windowPlace, language string) *options.App {
	stop, desk := make(chan struct{}), &desk{app: a}
	a.leaving = &leaving{app: a, ask: desk.askToLeave, quit: desk.quit, wait: askWithin}
	o := &options.App{
		Title:              productName,
		Width:              place.Width,
		Height:             place.Height,
		MinWidth:           minWidth,
		MinHeight:          minHeight,
		BackgroundColour:   &options.RGBA{R: 0xf6, G: 0xf6, B: 0xf8, A: 0xff}, // the canvas, before the page paints
		AssetServer:        &assetserver.Options{Assets: frontend.Dist, Middleware: secured},
		Bind:               []any{NewAPI(a, desk)},
		ErrorFormatter:     func(err error) any { return asWireError(err) },
		DragAndDrop:        &options.DragAndDrop{DisableWebViewDrop: true},
		Menu:               desk.menu(language),
		Logger:             wailsLog{},
		LogLevel:           logger.WARNING,
		LogLevelProduction: logger.WARNING,
		Linux:              &linux.Options{ProgramName: "npt", Icon: icon(), WebviewGpuPolicy: linux.WebviewGpuPolicyOnDemand},
		Windows: &windows.Options{
			// Not in %APPDATA%, which travels with the user through the network.
			WebviewUserDataPath: filepath.Join(DefaultStateDir(), "webview"),
		},
		Mac: &mac.Options{About: &mac.AboutInfo{Title: productName, Message: Version, Icon: icon()}},
		OnStartup: func(ctx context.Context) {
			desk.start(ctx, place)
			go desk.tell(a.hub, stop)
			go desk.watchForBlank(stop)
			go desk.leaveOnSignal(stop)
		},
		OnBeforeClose: func(context.Context) bool {
			desk.keepPlace()
			return a.leaving.before()
		},
		OnShutdown: func(context.Context) { close(stop) },
	}
	if place.Maximised {
		o.WindowStartState = options.Maximised
	}
	return o
}

// language returns the code of a language: what the page said last, or else what the system speaks.
func (a *App) language(ctx context.Context) string {
	kept, err := a.store.Setting(ctx, settingLanguage)
	if err != nil {
		slog.Warn("app: the language is not known", "err", err)
	}
	if kept != "" {
		return kept
	}
	return words.Builtin().OfSystem(os.Getenv).Code
}

// icon returns the picture of the window where no desktop entry names one.
func icon() []byte {
	png, err := frontend.Dist.ReadFile("dist/icon.png")
	if err != nil {
		return nil // the interface was not built
	}
	return png
}

// leaveOnSignal lets the window close when the system ends the program: there may be
// nobody to ask, and what is stored is safe.
func (d *desk) leaveOnSignal(stop <-chan struct{}) {
	signals := make(chan os.Signal, 1)
	signal.Notify(signals, os.Interrupt, syscall.SIGTERM)
	defer signal.Stop(signals)
	select {
	case <-signals:
		d.app.leaving.letGo()
	case <-stop:
	}
}

// watchForBlank tells the teacher, in a native message, when the page has not come.
func (d *desk) watchForBlank(stop <-chan struct{}) {
	select {
	case <-stop:
	case <-time.After(blankAfter):
		if d.app.pageAlive.Load() {
			return
		}
		slog.Error("app: the window has stayed empty", "after", blankAfter)
		d.warn(words.Builtin().Language(d.app.language(context.Background())).Say("native.blank", words.Values{
			"webView": webViewName, "folder": d.app.config.Journal.folder(),
		}))
	}
}

// wailsLog sends what wails says to our log: warnings and errors. What is below
// those quotes what the page asked for, names included.
type wailsLog struct{}

func (wailsLog) Print(string)           {}
func (wailsLog) Trace(string)           {}
func (wailsLog) Debug(string)           {}
func (wailsLog) Info(string)            {}
func (wailsLog) Warning(message string) { slog.Warn("wails: " + message) }
func (wailsLog) Error(message string)   { slog.Error("wails: " + withoutCall(message)) }
func (wailsLog) Fatal(message string)   { slog.Error("wails: " + message); os.Exit(1) }
