package app

import (
	"encoding/json"
	"fmt"
	"io"
	"os"
	"strings"
	"unicode/utf8"

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
			in := words.Builtin().OfSystem(os.Getenv)
			if language != "" {
				in = words.Builtin().Accepted(language)
			}
			r := reportOf(api.DiagnoseFromOutside(cmd.Context(), port), in)
			if asJSON {
				return json.NewEncoder(stdout).Encode(r)
			}
			return r.print(stdout)
		},
	}
	cmd.Flags().BoolVar(&asJSON, "json", false, "print the findings as one line of JSON")
	cmd.Flags().Uint16Var(&port, "port", engine.DefaultPort, "the port of the app")
	cmd.Flags().StringVar(&language, "language", "", "the language to say it in, such as fr; as the system's unless it is said")
	return cmd
}

// doctorReport is a diagnosis in words, as `npt doctor` prints it.
type doctorReport struct {
	LookedAt   string                 `json:"lookedAt"`
	Findings   []saidFinding          `json:"findings"` // worst first
	Interfaces []api.NetworkInterface `json:"interfaces"`

	in *words.Language
}

type saidFinding struct {
	Code     string     `json:"code"`
	Level    string     `json:"level"`
	Title    string     `json:"title"`    // what the finding is
	Meaning  string     `json:"meaning"`  // what that means for the class
	WhatToDo []saidStep `json:"whatToDo"` // in the order in which to try them
}

type saidStep struct {
	Text    string `json:"text"`
	Command string `json:"command"` // empty if the step is no command
}

// reportOf returns a diagnosis in the words of this language.
func reportOf(d api.Diagnosis, in *words.Language) doctorReport {
	r := doctorReport{LookedAt: d.LookedAt, Findings: []saidFinding{}, Interfaces: d.Interfaces, in: in}
	for _, f := range d.Findings {
		said := saidFinding{Code: f.Code, Level: f.Level, WhatToDo: []saidStep{}}
		said.Title = in.SayVariant("findings."+f.Code+".title", f.Variant, valuesOf(f.Params))
		said.Meaning = in.SayVariant("findings."+f.Code+".meaning", f.Variant, valuesOf(f.Params))
		for _, s := range f.Steps {
			said.WhatToDo = append(said.WhatToDo, saidStep{Text: in.Say("findings.steps."+s.Code, nil), Command: s.Command})
		}
		r.Findings = append(r.Findings, said)
	}
	return r
}

// valuesOf returns params as values for the catalogue of words.
func valuesOf(params []api.Param) words.Values {
	values := words.Values{}
	for _, p := range params {
		values[p.Name] = p.Value
	}
	return values
}

// print writes the report for a person.
func (r doctorReport) print(w io.Writer) error {
	var b strings.Builder
	for _, i := range r.Interfaces {
		fmt.Fprintf(&b, "%-16s %-10s %s\n", i.Name, r.in.Say("terminal.kind."+i.Kind, nil), strings.Join(i.Addrs, " "))
	}
	width := 9 // the least width of the column of levels
	for _, f := range r.Findings {
		width = max(width, utf8.RuneCountInString(r.in.Say("terminal.level."+f.Level, nil)))
	}
	for _, f := range r.Findings {
		fmt.Fprintf(&b, "\n%-*s %s\n%*s %s\n", width, r.in.Say("terminal.level."+f.Level, nil), f.Title, width, "", f.Meaning)
		for _, s := range f.WhatToDo {
			fmt.Fprintf(&b, "%*s %s\n", width, "-", s.Text)
			if s.Command != "" {
				fmt.Fprintf(&b, "%*s %s\n", width, "", s.Command)
			}
		}
	}
	_, err := io.WriteString(w, forConsole(b.String()))
	return err
}
