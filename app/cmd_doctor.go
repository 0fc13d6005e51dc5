package app

import (
	"encoding/json"
	"fmt"
	"io"
	"os"
	"strings"

	"github.com/spf13/cobra"

	"npt/app/api"
	"npt/app/engine"
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
			d := api.DiagnoseFromOutside(cmd.Context(), port, language)
			if asJSON {
				return json.NewEncoder(stdout).Encode(d)
			}
			return printDiagnosis(stdout, d, language)
		},
	}
	cmd.Flags().BoolVar(&asJSON, "json", false, "print the findings as one line of JSON")
	cmd.Flags().Uint16Var(&port, "port", engine.DefaultPort, "the port of the app")
	cmd.Flags().StringVar(&language, "language", engine.SystemLanguage(os.Getenv), "en or fr; as the system's unless it is said")
	return cmd
}

// frenchCodes is what a person reads, in French, for levels and for kinds of interfaces; in English they are the words
// themselves.
var frenchCodes = map[string]string{
	"wrong": "problème", "warning": "attention", "note": "remarque", "ok": "en ordre",
	"lan": "réseau", "loopback": "local", "container": "conteneur", "machine": "virtuelle", "tunnel": "VPN",
	"down": "éteinte", "mute": "muette",
}

// printDiagnosis writes a diagnosis for a person.
func printDiagnosis(w io.Writer, d api.Diagnosis, language string) error {
	said := func(code string) string {
		if french, ok := frenchCodes[code]; ok && language == "fr" {
			return french
		}
		return code
	}
	var b strings.Builder
	for _, i := range d.Interfaces {
		fmt.Fprintf(&b, "%-16s %-10s %s\n", i.Name, said(i.Kind), strings.Join(i.Addrs, " "))
	}
	for _, f := range d.Findings {
		fmt.Fprintf(&b, "\n%-9s %s\n          %s\n", said(f.Level), f.Title, f.Meaning)
		for _, s := range f.WhatToDo {
			fmt.Fprintf(&b, "        - %s\n", s.Text)
			if s.Command != "" {
				fmt.Fprintf(&b, "          %s\n", s.Command)
			}
		}
	}
	_, err := io.WriteString(w, b.String())
	return err
}
