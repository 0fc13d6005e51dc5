package app

import (
	"fmt"
	"io"

	"github.com/spf13/cobra"

	"npt/app/engine"
	"npt/app/instance"
)

func exportCommand(stdout io.Writer) *cobra.Command {
	var dir, owner, session, format, output string
	var isExcel bool
	cmd := &cobra.Command{
		Use:   "export --owner NAME --session NAME --format csv|xlsx|zip [--excel] --output FILE|-",
		Short: "Write a session's records to a file",
		Args:  cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			if isExcel {
				if format != engine.CSV {
					return fmt.Errorf("--excel is for CSV: leave out --format %s", format)
				}
				format = engine.ExcelCSV
			}
			return engine.ExportNamed(cmd.Context(), dir, owner, session, format, output, stdout)
		},
	}
	cmd.Flags().StringVar(&dir, "data", instance.DefaultDataDir(), "the folder with the records")
	cmd.Flags().StringVar(&owner, "owner", "", "whose session it is")
	cmd.Flags().StringVar(&session, "session", "", "the session's name; of several the open one, else the newest")
	cmd.Flags().StringVar(&format, "format", engine.CSV, "csv, xlsx for a spreadsheet program, or zip with the images and the code as files")
	cmd.Flags().BoolVar(&isExcel, "excel", false, "write CSV as Excel opens it by a double click: with a byte order mark and the separator of your country")
	cmd.Flags().StringVar(&output, "output", "", "the file to write, or - for standard output")
	for _, name := range []string{"owner", "session", "output"} {
		if err := cmd.MarkFlagRequired(name); err != nil {
			panic(err) // only if the flag does not exist
		}
	}
	return cmd
}
