package app

import (
	"io"

	"github.com/spf13/cobra"

	"npt/app/engine"
	"npt/app/instance"
)

func exportCommand(stdout io.Writer) *cobra.Command {
	var dir, owner, session, format, output string
	cmd := &cobra.Command{
		Use:   "export --owner NAME --session NAME --format csv|xlsx|zip --output FILE|-",
		Short: "Write a session's records to a file",
		Args:  cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			return engine.ExportNamed(cmd.Context(), dir, owner, session, format, output, stdout)
		},
	}
	cmd.Flags().StringVar(&dir, "data", instance.DefaultDataDir(), "the folder with the records")
	cmd.Flags().StringVar(&owner, "owner", "", "whose session it is")
	cmd.Flags().StringVar(&session, "session", "", "the session's name; of several the open one, else the newest")
	cmd.Flags().StringVar(&format, "format", engine.CSV, "csv, xlsx for a spreadsheet program, or zip with the images and the code as files")
	cmd.Flags().StringVar(&output, "output", "", "the file to write, or - for standard output")
	for _, name := range []string{"owner", "session", "output"} {
		if err := cmd.MarkFlagRequired(name); err != nil {
			panic(err) // only if the flag does not exist
		}
	}
	return cmd
}
