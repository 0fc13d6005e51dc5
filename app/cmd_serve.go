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
	"npt/app/awake"
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
}

// serveUntilSignal runs the app with a console until the system ends it.
func serveUntilSignal(config engine.Config, f face) error {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	return serve(ctx, config, f)
}

// serve runs the app with a console until ctx ends.
func serve(ctx context.Context, config engine.Config, f face) (err error) {
	ctx, quit := context.WithCancel(ctx)
	defer quit()
	log := journal.Open(instance.DefaultStateDir())
	defer func() { err = errors.Join(err, log.Close()) }()
	e, err := engine.Open(ctx, config)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, e.Close()) }()
	projector, keeper := console.NewProjector(e), awake.NewKeeper(awake.Hold, e.StatusChanged)
	shown := api.Face{Projector: projector, Journal: log, Awake: keeper, Windowless: f.windowless, Quit: quit}
	if f.windowless != "" { // somebody sits here; a server has nobody who could look into a folder
		shown.OpenFolder = openInBrowser
	}
	page := console.New(e, api.New(e, shown), f.console)
	if err := e.Start(ctx, page); err != nil {
		return err
	}
	e.Try(ctx, projector, api.KeepAwake(e, keeper))
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
	if err := printAddresses(f.stdout, e, page, f.asJSON); err != nil {
		return err
	}
	if f.windowless != "" {
		openInBrowser(page.VisitAddress())
	}
	<-ctx.Done()
	return nil
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
