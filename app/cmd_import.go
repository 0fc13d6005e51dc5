package app

import (
	"io"

	"github.com/spf13/cobra"

	"npt/app/engine"
	"npt/app/instance"
)

func importCommand(stdout io.Writer) *cobra.Command {
	var dir string
	var to engine.NamedImport
	cmd := &cobra.Command{
		Use:   "import FILE",
		Short: "Bring in a session that was exported as a ZIP, or a student's answers",
		Long: "Bring in a session that was exported as a ZIP, as a session of its own or, with --into, within one that is there; or the answers that a\n" +
			"student's notebook kept in a file. All of the file is taken, or nothing. While the app runs, import the file in its window.",
		Args: cobra.ExactArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			return engine.ImportNamed(cmd.Context(), dir, args[0], to, stdout)
		},
	}
	cmd.Flags().StringVar(&dir, "data", instance.DefaultDataDir(), "the folder with the records")
	cmd.Flags().StringVar(&to.Owner, "owner", "", "whose session it becomes; without it, that of the teacher who is set up in the app, else the file's own")
	cmd.Flags().StringVar(&to.Name, "session", "", "the new session's name; without it, that in the file")
	cmd.Flags().StringVar(&to.Into, "into", "", "the name of the session that the records go into")
	return cmd
}
