package app

import (
	"encoding/json"
	"io"
	"os"

	"github.com/spf13/cobra"

	"npt/app/api"
	"npt/app/engine"
	"npt/frontend/src/words"
)

func doctorCommand(stdout io.Writer) *cobra.Command {
	var asJSON bool
	var port uint16
	var language string
	cmd := &cobra.Command{
		Use:   "doctor",
		Short: "Say whether a class can reach this computer, and if not, why and what to do",
		Args:  cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			r := reportOf(api.DiagnoseFromOutside(cmd.Context(), port), words.Builtin().Accepted(language))
			if asJSON {
				return json.NewEncoder(stdout).Encode(r)
			}
			return r.print(stdout)
		},
	}
	cmd.Flags().BoolVar(&asJSON, "json", false, "print the findings as one line of JSON")
	cmd.Flags().Uint16Var(&port, "port", engine.DefaultPort, "the port of the app")
	cmd.Flags().StringVar(&language, "language", words.Builtin().OfSystem(os.Getenv).Code, "the language to say it in; as the system's unless it is said")
	return cmd
}
