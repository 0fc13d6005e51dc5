package app

import (
	"io"

	"github.com/spf13/cobra"

	"npt/app/engine"
	"npt/app/instance"
)

func importCommand(stdout io.Writer) *cobra.Command {
	var dir string
	var n engine.NamedImport
	var isPreview bool
	cmd := &cobra.Command{
		Use:   "import FILE",
		Short: "Bring in a session that was exported as a ZIP, or a student's answers",
		Long: "Bring in a session that was exported as a ZIP, as a session of its own or, with --into, within one that is there; or the answers that a\n" +
			"student's notebook kept in a file, with --into or within the session that they name. All of the file is taken, or nothing.\n" +
			"An app that runs does it itself, and goes on taking answers meanwhile.",
		Args: cobra.ExactArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			n.Path = args[0]
			return engine.ImportNamed(cmd.Context(), dir, n, isPreview, stdout)
		},
	}
	cmd.Flags().StringVar(&dir, "data", instance.DefaultDataDir(), "the folder with the records")
	cmd.Flags().StringVar(&n.Owner, "owner", "", "whose session it becomes; without it, that of the teacher who is set up in the app, else the file's own")
	cmd.Flags().StringVar(&n.Name, "session", "", "the new session's name; without it, that in the file")
	cmd.Flags().StringVar(&n.Into, "into", "", "the name of the session that the records go into")
	cmd.Flags().BoolVar(&isPreview, "preview", false, "say what is in the file, and change nothing")
	return cmd
}
