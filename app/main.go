// Package app is the desktop application: it puts the backend together, gives it
// a face (a window, or a console for a browser) and a command line. It is the only
// importer of wails.
package app

import (
	"fmt"
	"io"
	"log/slog"
	"os"

	"npt/app/instance"
	"npt/app/journal"

	"github.com/spf13/cobra"
)

// Version is set by the linker from the git tag or commit.
var Version = "dev"

// Main runs the command line and exits with 1 after an error, which it prints.
func Main() {
	useTerminal()
	slog.SetDefault(slog.New(journal.StderrHandler()))
	if err := command(os.Stdout).Execute(); err != nil {
		fmt.Fprintln(os.Stderr, "npt:", err)
		os.Exit(1)
	}
}

// command returns the command line: cobra, as it is what the go-to tools of the
// language use and writes help and completions by itself.
func command(stdout io.Writer) *cobra.Command {
	var config Config
	root := &cobra.Command{
		Use:           "npt",
		Short:         "See in the room who reached which question of a notebook lab, and what they answered",
		Long:          "Notebook Progress Tracker. Without a command it opens its window.",
		Version:       Version,
		Args:          cobra.NoArgs,
		SilenceUsage:  true,
		SilenceErrors: true,
		RunE:          func(*cobra.Command, []string) error { return openWindow(config) },
	}
	root.SetOut(stdout)
	appFlags(root, &config)
	root.AddCommand(serveCommand(stdout), exportCommand(stdout), doctorCommand(stdout), quitCommand(), versionCommand(stdout))
	return root
}

// appFlags adds the flags that say how the app is opened.
func appFlags(cmd *cobra.Command, config *Config) {
	cmd.Flags().StringVar(&config.DataDir, "data", instance.DefaultDataDir(), "the folder with the records")
	cmd.Flags().StringVar(&config.Listen, "listen", "", "the HOST[:PORT] where notebooks reach the app (default every address, port 6780)")
	cmd.Flags().StringVar(&config.Owner, "owner", "", "your user name, which notebooks name as session_owner")
	cmd.Flags().StringArrayVar(&config.Sessions, "session", nil, "a session to open, made if it is missing; may be given more than once")
}

func quitCommand() *cobra.Command {
	var dir string
	cmd := &cobra.Command{
		Use:   "quit",
		Short: "End the app that is running, as an installer does before it replaces it",
		Args:  cobra.NoArgs,
		RunE:  func(cmd *cobra.Command, _ []string) error { return instance.QuitRunning(cmd.Context(), dir) },
	}
	cmd.Flags().StringVar(&dir, "data", instance.DefaultDataDir(), "the folder with the records")
	return cmd
}

func versionCommand(stdout io.Writer) *cobra.Command {
	return &cobra.Command{
		Use:   "version",
		Short: "Print the version",
		Args:  cobra.NoArgs,
		RunE: func(*cobra.Command, []string) error {
			_, err := fmt.Fprintln(stdout, Version)
			return err
		},
	}
}

func exportCommand(stdout io.Writer) *cobra.Command {
	var dir, owner, session, format, output string
	cmd := &cobra.Command{
		Use:   "export --owner NAME --session NAME --format csv|zip --output FILE|-",
		Short: "Write a session's records to a file",
		Args:  cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			return exportNamed(cmd.Context(), dir, owner, session, format, output, stdout)
		},
	}
	cmd.Flags().StringVar(&dir, "data", instance.DefaultDataDir(), "the folder with the records")
	cmd.Flags().StringVar(&owner, "owner", "", "whose session it is")
	cmd.Flags().StringVar(&session, "session", "", "the session's name; of several the open one, else the newest")
	cmd.Flags().StringVar(&format, "format", formatCSV, "csv, or zip with the images and the code as files")
	cmd.Flags().StringVar(&output, "output", "", "the file to write, or - for standard output")
	for _, name := range []string{"owner", "session", "output"} {
		if err := cmd.MarkFlagRequired(name); err != nil {
			panic(err) // only for a flag that is not there
		}
	}
	return cmd
}
