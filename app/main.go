// Package app is the command line: it chooses the app's face, prints results and sets the exit status.
//
// Without a command the program opens its window (app/window), or shows the same interface in the system's browser
// where no window can be had; it says so if it was built without one.
// serve runs it with a console for a browser (app/console), demo opens either with an invented class,
// export, import, verify, notebook and doctor do one thing and end,
// quit ends the running app. Each command is a file, cmd_*.go, with its flags; it only combines what
// other packages do.
//
// The package is the only importer of cobra, and main.go at the root calls nothing but Main.
// app/engine opens the app, app/api answers the page.
package app

import (
	"errors"
	"fmt"
	"io"
	"log/slog"
	"os"

	"npt/app/engine"
	"npt/app/instance"
	"npt/app/journal"

	"github.com/spf13/cobra"
)

// Version is set by the linker from the git tag or commit.
var Version = "dev"

// Main runs the command line. After an error it prints the error and sets the exit status, 1 unless a
// command has its own.
func Main() {
	useTerminal()
	engine.LimitHeap()
	slog.SetDefault(slog.New(journal.StderrHandler()))
	os.Exit(run(os.Args[1:], os.Stdout, os.Stderr))
}

// run runs the command line, says why it failed unless the command has said so itself, and returns the exit status.
func run(args []string, stdout, stderr io.Writer) int {
	cmd := command(stdout, stderr)
	cmd.SetArgs(args)
	err := cmd.Execute()
	if err == nil {
		return 0
	}
	own := exitError{status: 1, cause: err}
	errors.As(err, &own)
	if own.cause != nil {
		_, _ = fmt.Fprintln(stderr, "npt:", own.cause)
	}
	return own.status
}

// command returns the command line. It uses cobra, which many Go programs use, and which writes help and
// completions by itself.
func command(stdout, stderr io.Writer) *cobra.Command {
	var config engine.Config
	root := &cobra.Command{
		Use:           "npt",
		Short:         "See in the room who reached which question of a notebook lab, and what they answered",
		Long:          "Notebook Progress Tracker. Without a command it opens its window.",
		Version:       Version,
		Args:          cobra.NoArgs,
		SilenceUsage:  true,
		SilenceErrors: true,
		RunE:          func(*cobra.Command, []string) error { return openWindow(config, stdout) },
	}
	root.SetOut(stdout)
	appFlags(root, &config)
	root.AddCommand(serveCommand(stdout), demoCommand(stdout), exportCommand(stdout, stderr), importCommand(stdout), backupCommand(stdout), restoreCommand(stdout), verifyCommand(stdout), rosterCommand(stdout), notebookCommand(stdout, stderr), doctorCommand(stdout), quitCommand(), versionCommand(stdout))
	return root
}

// appFlags adds the flags that say how the app is opened.
func appFlags(cmd *cobra.Command, config *engine.Config) {
	config.Version = Version
	cmd.Flags().StringVar(&config.DataDir, "data", instance.DefaultDataDir(), "the folder with the records")
	cmd.Flags().StringVar(&config.Listen, "listen", "", "the HOST[:PORT] where notebooks reach the app (default every address, port 6780)")
	cmd.Flags().StringVar(&config.Owner, "owner", "", "your user name, which notebooks name as session_owner")
	cmd.Flags().StringArrayVar(&config.Sessions, "session", nil, "a session to open, made if it is missing; may be given more than once")
}
