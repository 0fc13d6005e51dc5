package app

import (
	"github.com/spf13/cobra"

	"npt/app/instance"
)

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
