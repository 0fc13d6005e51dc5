package app

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"os"
	"os/exec"
	"runtime"

	"npt/app/api"
	"npt/app/assistants"
	"npt/app/console"
	"npt/app/engine"
	"npt/app/instance"
	"npt/app/window"

	"npt/frontend/src/words"
)

// openWindow opens the window. Where none can be had, it says why and shows the same interface in the system's
// browser, until the page, the system or `npt quit` ends it.
func openWindow(config engine.Config, stdout io.Writer) error {
	return openWindowBy(window.Run, config, stdout)
}

func openWindowBy(run func(engine.Config, window.Faces) error, config engine.Config, stdout io.Writer) error {
	err := run(config, window.Faces{
		Projector: func(e *engine.Engine) window.Projector { return console.NewProjector(e) },
		Door:      func(e *engine.Engine) window.Door { return assistants.New(e) },
		Browser:   serveBeside,
	})
	unavailable, ok := errors.AsType[*window.Unavailable](err)
	if !ok {
		return err
	}
	fmt.Fprintln(os.Stderr, "npt:", sayNotice(engine.Notice{Code: string(unavailable.Why)}, words.Builtin().Language("en")))
	err = serveUntilSignal(config, face{console: anyConsole, windowless: unavailable.Why, stdout: stdout})
	if _, isRunning := errors.AsType[*instance.RunningError](err); isRunning {
		return instance.Ask(context.Background(), config.DataDir, instance.Activate)
	}
	return err
}

// serveBeside serves the page of an opened engine to a browser too. It returns an address for one visit.
func serveBeside(e *engine.Engine, face api.Face) (string, error) {
	page := console.New(e, api.New(e, face), anyConsole)
	if err := e.Start(e.Context(), page); err != nil {
		return "", err
	}
	return page.VisitAddress(), nil
}

// openInBrowser opens an address in the system's browser. It does not wait for it.
func openInBrowser(address string) {
	program := map[string][]string{
		"windows": {"rundll32", "url.dll,FileProtocolHandler", address}, "darwin": {"open", address},
	}[runtime.GOOS]
	if program == nil {
		program = []string{"xdg-open", address}
	}
	cmd := exec.Command(program[0], program[1:]...) //nolint:gosec // an address of ours
	if err := cmd.Start(); err != nil {
		slog.Warn("app: no browser could be opened", "err", err)
		return
	}
	go func() { _ = cmd.Wait() }()
}
