package app

import (
	"cmp"
	"context"
	"fmt"
	"io"

	"npt/app/engine"
	"npt/app/instance"

	"github.com/spf13/cobra"
)

func demoCommand(stdout io.Writer) *cobra.Command {
	var config engine.Config
	var consoleAddr string
	var atOnce, asJSON bool
	cmd := &cobra.Command{
		Use:   "demo",
		Short: "Open the app with a class of invented students who do a small lab",
		Long: "Opens the app with a session in which 30 invented students do a small lab over ten minutes. It is marked as a demo,\n" +
			"announced to nobody, counted nowhere, and removed with one press. If the app is open already, it begins the demo.",
		Args: cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			action := instance.DemoPaced
			config.Demo = engine.DemoPaced
			if atOnce {
				action, config.Demo = instance.DemoAtOnce, engine.DemoAtOnce
			}
			isRunning, err := instance.AskRunning(cmd.Context(), config.DataDir, action)
			switch {
			case err != nil:
				return err
			case isRunning:
				return showDemo(cmd.Context(), config.DataDir, stdout)
			case consoleAddr != "" || asJSON:
				return serveUntilSignal(config, face{console: cmp.Or(consoleAddr, anyConsole), asJSON: asJSON, stdout: stdout})
			}
			return openWindow(config, stdout)
		},
	}
	appFlags(cmd, &config)
	cmd.Flags().BoolVar(&atOnce, "at-once", false, "let the class send everything now")
	cmd.Flags().StringVar(&consoleAddr, "console", "", "without a window: the HOST:PORT, on this computer, of the interface for a browser")
	cmd.Flags().BoolVar(&asJSON, "json", false, "without a window: print the addresses as one line of JSON")
	return cmd
}

// showDemo brings the app that began the demo to the front; one without a window says where it is.
func showDemo(ctx context.Context, dir string, stdout io.Writer) error {
	if err := instance.Ask(ctx, dir, instance.Activate); err != nil {
		_, err = fmt.Fprintln(stdout, "The demo has begun.", err)
		return err
	}
	return nil
}
