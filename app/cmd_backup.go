package app

import (
	"fmt"
	"io"

	"npt/app/engine"
	"npt/app/instance"

	"github.com/spf13/cobra"
)

func backupCommand(stdout io.Writer) *cobra.Command {
	var dir string
	cmd := &cobra.Command{
		Use:   "backup [FILE]",
		Short: "Copy all records to a file, whether the app runs or not",
		Long: "Copies the data file, as it is at one moment, to FILE or, without one, into the folder with the app's own copies.\n" +
			"An app that runs goes on taking answers meanwhile. npt restore brings a copy back. Files that were handed\n" +
			"out or in are not in it: npt export --format zip has the notebooks that were handed in.",
		Args: cobra.MaximumNArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			file := ""
			if len(args) > 0 {
				file = args[0]
			}
			path, err := engine.BackupOf(cmd.Context(), dir, file)
			if err == nil {
				_, err = fmt.Fprintln(stdout, path)
			}
			return err
		},
	}
	cmd.Flags().StringVar(&dir, "data", instance.DefaultDataDir(), "the folder with the records")
	return cmd
}

func restoreCommand(stdout io.Writer) *cobra.Command {
	var dir string
	cmd := &cobra.Command{
		Use:   "restore FILE",
		Short: "Put a copy in the place of all records",
		Long: "Puts a copy that npt backup or the app made in the place of the data file. The present file is kept as a copy first.\n" +
			"An app that runs ends for it and starts again by itself; notebooks keep what they send meanwhile, and deliver it then.",
		Args: cobra.ExactArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			says, err := engine.RestoreNamed(cmd.Context(), dir, args[0])
			if err == nil {
				_, err = fmt.Fprintln(stdout, says)
			}
			return err
		},
	}
	cmd.Flags().StringVar(&dir, "data", instance.DefaultDataDir(), "the folder with the records")
	return cmd
}
