//go:build desktop || bindings

package app

import (
	"context"

	"github.com/wailsapp/wails/v2/pkg/options"
	"github.com/wailsapp/wails/v2/pkg/options/assetserver"
	"github.com/wailsapp/wails/v2/pkg/options/linux"

	"npt/frontend"
)

const productName = "Notebook Progress Tracker"

func windowOptions(a *App) *options.App {
	stop, desk := make(chan struct{}), &desk{}
	return &options.App{
		Title:            productName,
		Width:            1280,
		Height:           800,
		MinWidth:         900,
		MinHeight:        600,
		BackgroundColour: &options.RGBA{R: 0xf6, G: 0xf6, B: 0xf8, A: 0xff}, // the canvas, before the page paints
		AssetServer:      &assetserver.Options{Assets: frontend.Dist, Middleware: secured},
		Bind:             []any{NewAPI(a, desk.saveFile)},
		ErrorFormatter:   func(err error) any { return asWireError(err) },
		DragAndDrop:      &options.DragAndDrop{DisableWebViewDrop: true},
		Linux:            &linux.Options{ProgramName: "npt"},
		OnStartup: func(ctx context.Context) {
			desk.ctx = ctx
			go desk.tell(a.hub, stop)
		},
		OnShutdown: func(context.Context) { close(stop) },
	}
}
