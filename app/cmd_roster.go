package app

import (
	"io"

	"github.com/spf13/cobra"

	"npt/app/engine"
	"npt/app/instance"
)

func rosterCommand(stdout io.Writer) *cobra.Command {
	var dir string
	var file engine.ClassListFile
	var isPreview bool
	cmd := &cobra.Command{
		Use:   "roster --owner NAME FILE",
		Short: "Merge a class list (CSV or XLSX of any system) into that of the app",
		Args:  cobra.ExactArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			return engine.ImportClassList(cmd.Context(), dir, args[0], file, isPreview, stdout)
		},
	}
	cmd.Flags().StringVar(&dir, "data", instance.DefaultDataDir(), "the folder with the records")
	cmd.Flags().StringVar(&file.Owner, "owner", "", "whose class list it is")
	cmd.Flags().BoolVar(&file.RemoveMissing, "remove-missing", false, "take off the list who is not in the file, as for a new term")
	cmd.Flags().BoolVar(&isPreview, "preview", false, "say what would change, and change nothing")
	if err := cmd.MarkFlagRequired("owner"); err != nil {
		panic(err) // only if the flag does not exist
	}
	return cmd
}
