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

	"github.com/spf13/cobra"

	"npt/frontend/src/words"
)

func serveCommand(stdout io.Writer) *cobra.Command {
	var config Config
	var console string
	var asJSON bool
	cmd := &cobra.Command{
		Use:   "serve",
		Short: "Run the app without a window, with the same interface in a browser",
		Args:  cobra.NoArgs,
		RunE: func(*cobra.Command, []string) error {
			ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
			defer stop()
			return serve(ctx, config, console, asJSON, stdout)
		},
	}
	appFlags(cmd, &config)
	cmd.Flags().StringVar(&console, "console", "127.0.0.1:0", "the HOST:PORT, on this computer, of the interface for a browser")
	cmd.Flags().BoolVar(&asJSON, "json", false, "print the addresses as one line of JSON")
	return cmd
}

// serve runs the app with a console until ctx ends.
func serve(ctx context.Context, config Config, consoleAddr string, asJSON bool, stdout io.Writer) (err error) {
	ctx, quit := context.WithCancel(ctx)
	defer quit()
	config.Journal = OpenJournal(DefaultStateDir())
	defer func() { err = errors.Join(err, config.Journal.Close()) }()
	a, err := Open(ctx, config)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, a.Close()) }()
	console, err := OpenConsole(a, consoleAddr)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, console.Close()) }()
	a.keepAwake(holdAwake)
	a.bell.on(ringQuit, func() error { quit(); return nil })
	a.bell.on(ringShow, func() error {
		return errors.New("It runs without a window: open " + console.Address() + " in a browser.") //nolint:staticcheck // a person reads it
	})
	for _, n := range a.notices() {
		fmt.Fprintln(os.Stderr, "npt:", sayNotice(n, words.Builtin().Language("en")))
	}
	if err := printAddresses(stdout, a, console, asJSON); err != nil {
		return err
	}
	<-ctx.Done()
	return nil
}

// sayNotice returns what a notice says in a language.
func sayNotice(n Notice, in *words.Language) string {
	return in.Say("notices."+n.Code, valuesOf(n.Params))
}

// addresses is what `serve --json` prints, on one line.
type addresses struct {
	Notebooks []string `json:"notebooks"` // http://host:port, best first
	Console   string   `json:"console"`   // with its token
}

func printAddresses(w io.Writer, a *App, console *Console, asJSON bool) error {
	if asJSON {
		return json.NewEncoder(w).Encode(addresses{Notebooks: a.servers(), Console: console.Address()})
	}
	_, err := fmt.Fprintf(w, "Notebooks send to  %s\nOpen in a browser  %s\n", a.servers()[0], console.Address())
	return err
}
