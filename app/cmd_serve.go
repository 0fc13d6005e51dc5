package app

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"os/signal"
	"syscall"

	"npt/app/api"
	"npt/app/assistants"
	"npt/app/awake"
	"npt/app/colleague"
	"npt/app/console"
	"npt/app/engine"
	"npt/app/instance"
	"npt/app/journal"

	"github.com/spf13/cobra"

	"npt/frontend/src/words"
)

// anyConsole lets the system choose the port of the interface for a browser.
const anyConsole = "127.0.0.1:0"

func serveCommand(stdout io.Writer) *cobra.Command {
	var config engine.Config
	var consoleAddr string
	var asJSON bool
	cmd := &cobra.Command{
		Use:   "serve",
		Short: "Run the app without a window, with the same interface in a browser",
		Args:  cobra.NoArgs,
		RunE: func(*cobra.Command, []string) error {
			return serveUntilSignal(config, face{console: consoleAddr, asJSON: asJSON, stdout: stdout})
		},
	}
	appFlags(cmd, &config)
	cmd.Flags().StringVar(&consoleAddr, "console", anyConsole, "the HOST:PORT, on this computer, of the interface for a browser")
	cmd.Flags().BoolVar(&asJSON, "json", false, "print the addresses as one line of JSON")
	return cmd
}

// face is how the app shows itself without a window.
type face struct {
	console    string // the HOST:PORT of the interface for a browser
	asJSON     bool
	windowless api.Windowless // why there is no window, where one was wanted: a browser is opened then
	stdout     io.Writer
	page       *console.Console // of the run before, if the app started again
}

// serveUntilSignal runs the app with a console until the system ends it.
func serveUntilSignal(config engine.Config, f face) error {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	return serve(ctx, config, f)
}

// serve runs the app with a console until ctx ends. Where a copy is restored it starts again at the same
// addresses, so that notebooks and the browser find it.
func serve(ctx context.Context, config engine.Config, f face) (err error) {
	log := journal.Open(instance.DefaultStateDir())
	defer func() { err = errors.Join(err, log.Close()) }()
	config.ScrubLog = log.Erase
	for again := true; again && err == nil; {
		again, err = serveOnce(ctx, &config, &f, log)
	}
	return err
}

// serveOnce runs the app until ctx ends, or until it is to start again; then config and f have its addresses.
func serveOnce(ctx context.Context, config *engine.Config, f *face, log *journal.Journal) (again bool, err error) {
	ctx, quit := context.WithCancel(ctx)
	defer quit()
	e, err := engine.Open(ctx, *config)
	if err != nil {
		return false, err
	}
	defer func() { err = errors.Join(err, e.Close()) }()
	projector, door, keeper := console.NewProjector(e), assistants.New(e), awake.NewKeeper(awake.Hold, e.StatusChanged)
	mates := colleague.New(instance.Colleagues(e.DataFolder()), e.Version())
	shown := api.Face{Projector: projector, Door: door, Colleagues: mates, Journal: log, Awake: keeper, Windowless: f.windowless, Quit: quit}
	if f.windowless != "" { // somebody sits here; a server has nobody who could look into a folder
		shown.OpenFolder = openInBrowser
	}
	page := console.New(e, api.New(e, shown), f.console)
	page.Continue(f.page)
	if err := e.Start(ctx, page); err != nil {
		return false, err
	}
	e.Try(ctx, projector, door, mates, api.KeepAwake(e, keeper))
	e.OnAction(instance.Quit, func() error { quit(); return nil })
	e.OnAction(instance.Activate, func() error {
		if f.windowless != "" {
			openInBrowser(page.VisitAddress())
			return nil
		}
		return errors.New("It runs without a window: open " + page.Address() + " in a browser.") //nolint:staticcheck // a person reads it
	})
	for _, n := range e.Notices() {
		fmt.Fprintln(os.Stderr, "npt:", sayNotice(n, words.Builtin().Language("en")))
	}
	if f.page == nil {
		if err := printAddresses(f.stdout, e, page, f.asJSON); err != nil {
			return false, err
		}
		if f.windowless != "" {
			openInBrowser(page.VisitAddress())
		}
	}
	<-ctx.Done()
	f.page, f.console = page, page.Listening()
	if config.Listen != "" { // the system may have chosen the port
		config.Listen = e.ListenedAt()
	}
	return e.RestartWanted(), nil
}

// sayNotice returns a notice in the words of this language.
func sayNotice(n engine.Notice, in *words.Language) string {
	values := words.Values{}
	for _, p := range n.Params {
		values[p.Name] = p.Value
	}
	return in.Say("notices."+n.Code, values)
}

// addresses is what `serve --json` prints, on one line.
type addresses struct {
	Notebooks []string `json:"notebooks"` // http://host:port, best first
	Console   string   `json:"console"`   // with its token
}

func printAddresses(w io.Writer, e *engine.Engine, page *console.Console, asJSON bool) error {
	if asJSON {
		return json.NewEncoder(w).Encode(addresses{Notebooks: e.Servers(), Console: page.Address()})
	}
	_, err := fmt.Fprintf(w, "Notebooks send to  %s\nOpen in a browser  %s\n%s\n", e.Servers()[0], page.Address(), words.Builtin().Language("en").Say("native.howToQuit", nil))
	return err
}
