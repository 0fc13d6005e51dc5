package app

import (
	"fmt"
	"io"

	"github.com/spf13/cobra"

	"npt/app/engine"
	"npt/app/instance"
)

func exportCommand(stdout, stderr io.Writer) *cobra.Command {
	var n engine.NamedExport
	var isExcel bool
	var names string
	cmd := &cobra.Command{
		Use:   "export --session NAME [--owner NAME] --format csv|xlsx|attendance|grid|answers|gradebook|moodle|canvas|zip|html|ipynb [--excel] [--anonymous] [--sheet FILE] --output FILE|-",
		Short: "Write a session's records to a file",
		Args:  cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			if isExcel {
				if n.Format != engine.CSV {
					return fmt.Errorf("--excel is for CSV: leave out --format %s", n.Format)
				}
				n.Format = engine.ExcelCSV
			}
			n.Names = engine.Names(names)
			return engine.ExportNamed(cmd.Context(), n, stdout, stderr)
		},
	}
	cmd.Flags().StringVar(&n.Dir, "data", instance.DefaultDataDir(), "the folder with the records")
	cmd.Flags().StringVar(&n.Owner, "owner", "", "whose session it is; without it, that of the teacher who is set up in the app")
	cmd.Flags().StringVar(&n.Session, "session", "", "the session's name; of several the open one, else the newest")
	cmd.Flags().StringVar(&n.Format, "format", engine.CSV, "csv; xlsx for a spreadsheet program; attendance, grid, answers, gradebook, moodle or canvas by the class list; html for a page to read and print, ipynb for a notebook to talk over in class; zip with all of it, to be read back")
	cmd.Flags().BoolVar(&isExcel, "excel", false, "write CSV as Excel opens it by a double click: with a byte order mark and the separator of your country")
	cmd.Flags().StringVar(&n.Sheet, "sheet", "", "for canvas: the gradebook that was exported there")
	cmd.Flags().StringVar(&names, "anonymous", "", "write pseudonyms in place of the students' names: of this file alone, or with --anonymous=term those of the term")
	cmd.Flags().Lookup("anonymous").NoOptDefVal = string(engine.Anonymous)
	cmd.Flags().StringVar(&n.Output, "output", "", "the file to write, or - for standard output")
	for _, name := range []string{"session", "output"} {
		if err := cmd.MarkFlagRequired(name); err != nil {
			panic(err) // only if the flag does not exist
		}
	}
	return cmd
}
