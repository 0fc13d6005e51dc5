//go:build desktop && !bindings

package window

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"os"
	"os/exec"
	"strconv"
	"sync/atomic"
	"unicode"
	"unicode/utf8"

	"github.com/wailsapp/wails/v2"
	"github.com/wailsapp/wails/v2/pkg/options"
	"github.com/wailsapp/wails/v2/pkg/options/assetserver"

	"npt/app/api"
	"npt/app/awake"
	"npt/app/colleague"
	"npt/app/engine"
	"npt/app/instance"
	"npt/app/journal"
	"npt/frontend"
	"npt/frontend/src/words"
)

// Run opens the app and its window, and returns after the window was closed. If the app is already
// open, Run brings its window to the front instead.
//
// The error is an Unavailable if no window can be had; nothing is left open then.
func Run(config engine.Config, faces Faces) (err error) {
	log := journal.Open(instance.DefaultStateDir())
	defer func() { err = errors.Join(err, log.Close()) }()
	if err := prepareDisplay(); err != nil {
		return err
	}
	ctx := context.Background()
	config.ScrubLog = log.Erase
	e, err := engine.Open(ctx, config)
	if _, isRunning := errors.AsType[*instance.RunningError](err); isRunning {
		asked := instance.Ask(ctx, config.DataDir, instance.Activate)
		if asked == nil || !errors.Is(asked, instance.ErrNobody) {
			return errors.Join(asked, showFatal(asked))
		}
	}
	if damaged, isDamaged := errors.AsType[*engine.DamagedError](err); isDamaged {
		slog.Error("window: the data file is damaged", "err", err)
		if offerCopy(damaged) {
			return relaunch()
		}
		return err
	}
	if err != nil {
		slog.Error("window: the app did not start", "err", err)
		return errors.Join(err, showFatal(err))
	}
	defer func() {
		if err = errors.Join(err, e.Close()); err == nil && e.RestartWanted() {
			err = relaunch()
		}
	}()
	screen, door, keeper := faces.Projector(e), faces.Door(e), awake.NewKeeper(awake.Hold, e.StatusChanged)
	mates := colleague.New(instance.Colleagues(e.DataFolder()), e.Version())
	e.Try(ctx, screen, door, mates, api.KeepAwake(e, keeper))
	b := newBridge(e, log, language(ctx, e))
	face := api.Face{Window: b, Projector: screen, Door: door, Colleagues: mates, Journal: log, Awake: keeper, OpenFolder: showFolder}
	b.browser = func() (string, error) {
		face.Window, face.Windowless, face.Quit = nil, api.WindowBlank, b.guard.closeNow
		return faces.Browser(e, face)
	}
	page := api.New(e, face)
	return runWindow(windowOptions(b, page, readGeometry(instance.DefaultStateDir())))
}

// language returns the code of the language that the page last used, else of the system's language.
func language(ctx context.Context, e *engine.Engine) string {
	kept, err := e.Settings.Language(ctx)
	if err != nil {
		slog.Warn("window: the language cannot be read", "err", err)
	}
	if kept != "" {
		return kept
	}
	return words.Builtin().OfSystem(os.Getenv).Code
}

// runWindow runs wails; it turns the panic of wails without a window system into an Unavailable.
func runWindow(o *options.App) (err error) {
	defer func() {
		if p := recover(); p != nil {
			err = &Unavailable{Why: api.NoDisplay, Cause: fmt.Errorf("%v", p)}
		}
	}()
	return wails.Run(o)
}

// showFatal shows in a native message why the app cannot start.
func showFatal(cause error) error {
	if cause == nil {
		return nil
	}
	err := runWindow(&options.App{
		Title:       instance.ProductName,
		StartHidden: true,
		AssetServer: &assetserver.Options{Assets: frontend.Dist},
		OnStartup:   func(ctx context.Context) { go fatalDialog(ctx, failure(cause, words.Builtin().OfSystem(os.Getenv))) },
	})
	if _, isUnavailable := errors.AsType[*Unavailable](err); isUnavailable {
		return nil // the cause is what counts, and the terminal says it
	}
	return err
}

// offerCopy asks in a native message whether the newest good copy should take the place of the damaged data
// file, and reports whether it has.
func offerCopy(damaged *engine.DamagedError) (isRestored bool) {
	in := words.Builtin().OfSystem(os.Getenv)
	question := in.Say("native.damaged", words.Values{
		"cause": failure(damaged.Cause, in), "date": damaged.Copy.At.Local().Format("2006-01-02 15:04"),
		"answers": strconv.Itoa(damaged.Copy.Contents.Records),
	})
	var restored atomic.Bool
	err := runWindow(&options.App{
		Title:       instance.ProductName,
		StartHidden: true,
		AssetServer: &assetserver.Options{Assets: frontend.Dist},
		OnStartup: func(ctx context.Context) {
			go askOnly(ctx, question, func(ctx context.Context) string {
				_, err := engine.RestoreIn(ctx, damaged.Dir, damaged.Copy.Path)
				if restored.Store(err == nil); err != nil {
					return failure(err, in)
				}
				return ""
			})
		},
	})
	return err == nil && restored.Load()
}

// relaunch starts the program anew, as it was started.
func relaunch() error {
	program, err := os.Executable()
	if err != nil {
		return err
	}
	again := exec.Command(program, os.Args[1:]...) //nolint:gosec // this program
	again.Stdout, again.Stderr = os.Stdout, os.Stderr
	return again.Start()
}

// failure returns why the app cannot start, in a language; in English if that has no words for it.
func failure(cause error, in *words.Language) string {
	if e := api.AsError(cause); e.Code == string(api.CodeUnavailable) {
		return in.SayError(e.Message, e.Format, e.Values)
	}
	return sentence(cause.Error())
}

// sentence returns an error's text as a complete sentence.
func sentence(text string) string {
	first, size := utf8.DecodeRuneInString(text)
	return string(unicode.ToUpper(first)) + text[size:]
}
