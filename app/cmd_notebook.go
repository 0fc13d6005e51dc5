package app

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"strings"

	"github.com/spf13/cobra"
	"golang.org/x/text/unicode/norm"

	"npt/app/api"
	"npt/app/engine"
	"npt/app/instance"
	"npt/app/workbench"
	"npt/backend/notebook"
	"npt/frontend/src/words"
)

// The exit states of `npt notebook`, beside 0.
const (
	exitFindings = 1 // it was done, and something is to be looked at
	exitUnusable = 2 // nothing was done
)

// exitError ends the program with a status of its own.
type exitError struct {
	status int
	cause  error // nil if all was said
}

func (e exitError) Error() string { return fmt.Sprint(e.cause) }

func (e exitError) Unwrap() error { return e.cause }

var errFindings = exitError{status: exitFindings}

// notebookRun is what each command of `npt notebook` has in common.
type notebookRun struct {
	stdout, stderr io.Writer
	output         string // a file, "-" for standard output, or empty for one beside the input
	asJSON, force  bool
	in             *notebook.Document
	path           string // of the input
	language       string // to say it in; the system's if it is empty
}

func notebookCommand(stdout, stderr io.Writer) *cobra.Command {
	run := &notebookRun{stdout: stdout, stderr: stderr}
	cmd := &cobra.Command{
		Use:   "notebook",
		Short: "Prepare a lab's notebook: connect, renumber, make the students' version, check",
		Long: "Works on a notebook without Jupyter. The file that is read is never changed: what is made is written beside it, or to\n" +
			"--output. The exit status is 0 if it was done, 1 if something is to be looked at, 2 if nothing could be done.",
	}
	cmd.Args = cobra.ArbitraryArgs
	cmd.RunE = func(cmd *cobra.Command, args []string) error {
		if len(args) > 0 {
			return exitError{exitUnusable, fmt.Errorf("%q is no command of npt notebook: npt notebook --help lists them", args[0])}
		}
		return cmd.Help()
	}
	cmd.PersistentFlags().StringVar(&run.language, "language", "", "the language to say it in, such as fr; as the system's unless it is said")
	cmd.PersistentFlags().BoolVar(&run.asJSON, "json", false, "print what was found or done as one line of JSON")
	cmd.SetFlagErrorFunc(func(_ *cobra.Command, err error) error { return exitError{exitUnusable, err} })
	cmd.AddCommand(run.connect(), run.renumber(), run.student(), run.solution(), run.check(), run.questions())
	return cmd
}

// command returns a command that reads a notebook and does something with it.
func (r *notebookRun) command(name, short string, writes bool, do func(cmd *cobra.Command) error) *cobra.Command {
	cmd := &cobra.Command{
		Use:   name + " IN.ipynb",
		Short: short,
		Args: func(cmd *cobra.Command, args []string) error {
			if err := cobra.ExactArgs(1)(cmd, args); err != nil {
				return exitError{exitUnusable, fmt.Errorf("name one notebook: npt notebook %s IN.ipynb", name)}
			}
			return nil
		},
		RunE: func(cmd *cobra.Command, args []string) (err error) {
			r.path = args[0]
			defer func() { err = r.translated(err) }()
			in, err := workbench.ReadFile(r.path)
			if err == nil {
				r.in = in
				err = do(cmd)
			} else if !strings.HasPrefix(err.Error(), r.path) {
				err = fmt.Errorf("%s: %w", r.path, err)
			}
			if err == nil || errors.As(err, new(exitError)) {
				return err
			}
			return exitError{exitUnusable, err}
		},
	}
	if writes {
		cmd.Flags().StringVar(&r.output, "output", "", "the file to write, or - for standard output; one beside the notebook unless it is said")
		cmd.Flags().BoolVar(&r.force, "force", false, "replace a file that is there, even the notebook itself")
	}
	return cmd
}

// words returns the language to speak.
func (r *notebookRun) words() *words.Language {
	if r.language != "" {
		return words.Builtin().Accepted(r.language)
	}
	return words.Builtin().OfSystem(os.Getenv)
}

// translated returns an error of the app in the language to speak; others stay in English.
func (r *notebookRun) translated(err error) error {
	said, isMeant := api.Refusal(err)
	if !isMeant {
		return err
	}
	inWords := forConsole(r.words().SayError(said.Message, said.Format, said.Values))
	return exitError{exitUnusable, errors.New(strings.Replace(err.Error(), said.Message, inWords, 1))}
}

// written says what becomes of a notebook, writes it, and says where.
func (r *notebookRun) written(data []byte, suffix string, report map[string]any, lines func(w io.Writer)) error {
	if !r.asJSON { // before anything is written
		if err := r.say(nil, lines); err != nil {
			return err
		}
	}
	path, err := r.write(data, suffix)
	if err != nil {
		return err
	}
	report["output"] = path
	return r.say(report, func(w io.Writer) {
		if path != "-" {
			_, _ = fmt.Fprintln(w, "written:", path)
		}
	})
}

func nothingToSay(io.Writer) {}

// say prints a report: for people, or as JSON. It goes to the other stream where the notebook itself goes to this one.
func (r *notebookRun) say(report any, lines func(w io.Writer)) error {
	w := r.stdout
	if r.output == "-" {
		w = r.stderr
	}
	if r.asJSON {
		encoder := json.NewEncoder(w)
		encoder.SetEscapeHTML(false)
		return encoder.Encode(report)
	}
	lines(w)
	return nil
}

func (r *notebookRun) connect() *cobra.Command {
	var dir, session, owner, host, form string
	cmd := r.command("connect", "Put the first cell into a notebook, or refresh the one that is there", true, func(cmd *cobra.Command) error {
		cell, err := engine.FirstCellNamed(cmd.Context(), dir, form, host, session, owner)
		if err != nil {
			return err
		}
		data, err := r.in.Connect(notebook.FirstCell{Source: cell, Folded: form == engine.SelfContained})
		if err != nil {
			return err
		}
		return r.written(data, "_connected", map[string]any{}, nothingToSay)
	})
	cmd.Flags().StringVar(&session, "session", "", "the session's name")
	cmd.Flags().StringVar(&owner, "owner", "", "your user name, which notebooks name as session_owner")
	cmd.Flags().StringVar(&host, "host", "", "the address of your computer, such as 192.168.1.20 or npt-prof.local:6780")
	cmd.Flags().StringVar(&form, "form", engine.FourLines, "four-lines; without-requests, for Python in the browser and bare Pythons; checked, which runs only this program's client; or self-contained, which carries it")
	cmd.Flags().StringVar(&dir, "data", instance.DefaultDataDir(), "the folder with the records, which tells the other forms whose computer it is")
	return cmd
}

func (r *notebookRun) renumber() *cobra.Command {
	start := 1
	cmd := r.command("renumber", "Number the calls of send in their order", true, func(*cobra.Command) error {
		calls, data, err := r.in.Renumber(start)
		if err != nil {
			return err
		}
		return r.written(data, "_renumbered", map[string]any{"calls": listOf(calls)}, func(w io.Writer) {
			for _, c := range calls {
				_, _ = fmt.Fprintf(w, "cell %d, line %d: %s -> %s  %s%s\n", c.Cell, c.Line, orNothing(c.Old), orNothing(c.New), c.Value, inBrackets(c.Why))
			}
		})
	})
	cmd.Flags().IntVar(&start, "from", start, "the first number")
	return cmd
}

func orNothing(label string) string {
	if label == "" {
		return "none"
	}
	return label
}

func inBrackets(text string) string {
	if text == "" {
		return ""
	}
	return " (" + text + ")"
}

func (r *notebookRun) student() *cobra.Command {
	replacement := notebook.Replacement
	cmd := r.command("student", "Make the students' version: solutions and outputs taken away", true, func(*cobra.Command) error {
		version, err := r.in.Student(replacement)
		return r.version(version, err, notebook.StudentSuffix)
	})
	cmd.Flags().StringVar(&replacement, "replacement", replacement, "what stands where students write")
	return cmd
}

func (r *notebookRun) solution() *cobra.Command {
	return r.command("solution", "Make the version with the solutions: markers taken away", true, func(*cobra.Command) error {
		version, err := r.in.Solution()
		return r.version(version, err, notebook.SolutionSuffix)
	})
}

func (r *notebookRun) version(version notebook.Version, err error, suffix string) error {
	if err != nil {
		return err
	}
	err = r.written(version.Data, suffix, map[string]any{"broken": listOf(version.Broken)}, func(w io.Writer) {
		for _, b := range version.Broken {
			_, _ = fmt.Fprintf(w, "cell %d, line %d is no Python any more (%s): look at what its markers leave.\n", b.Cell, b.Line, b.Fault)
		}
	})
	if err == nil && len(version.Broken) > 0 {
		return errFindings
	}
	return err
}

func (r *notebookRun) check() *cobra.Command {
	var session string
	cmd := r.command("check", "Say what will go wrong with a notebook in class", false, func(*cobra.Command) error {
		found, err := r.in.Check(session)
		if err != nil {
			return err
		}
		in := r.words()
		findings, wrong := saidOf(found, in), 0
		err = r.say(map[string]any{"findings": findings}, func(w io.Writer) {
			for _, f := range findings {
				_, _ = fmt.Fprintln(w, placed(f, in))
			}
		})
		for _, f := range findings {
			if !f.IsNote {
				wrong++
			}
		}
		switch {
		case err != nil:
			return err
		case wrong > 0:
			return errFindings
		}
		return nil
	})
	cmd.Flags().StringVar(&session, "session", "", "the session that the first cell must name; any unless it is said")
	return cmd
}

// saidInNotebook is a finding in words.
type saidInNotebook struct {
	notebook.Finding
	Text string `json:"text"` // what it is and what to do
}

// saidOf returns findings in the words of this language.
func saidOf(findings []notebook.Finding, in *words.Language) []saidInNotebook {
	said := []saidInNotebook{}
	for _, f := range findings {
		values := words.Values{"about": f.About}
		for name, value := range f.Values {
			values[name] = fmt.Sprint(value)
		}
		key := "notebook.found." + string(f.Code)
		text := in.Say(key+".title", values) + ". " + in.Say(key+".text", values)
		said = append(said, saidInNotebook{f, forConsole(text)})
	}
	return said
}

// forConsole returns words without the narrow space, which some consoles have not.
func forConsole(text string) string { return strings.ReplaceAll(text, "\u202f", "\u00a0") }

// placed returns a finding with its place before it.
func placed(f saidInNotebook, in *words.Language) string {
	values, key := words.Values{"cell": fmt.Sprint(f.Cell), "line": fmt.Sprint(f.Line)}, "notebook.cellLine"
	switch {
	case f.Cell == 0:
		return f.Text
	case f.Line == 0:
		key = "notebook.cell"
	}
	return forConsole(in.Say("terminal.placed", words.Values{"place": in.Say(key, values), "text": f.Text}))
}

func (r *notebookRun) questions() *cobra.Command {
	return r.command("questions", "List the questions that a notebook sends, with their titles", false, func(*cobra.Command) error {
		lab, err := r.in.Questions(norm.NFC.String)
		if err != nil {
			return err
		}
		lab.Questions, lab.Refused = listOf(lab.Questions), listOf(lab.Refused)
		needsALook := len(lab.Refused) > 0
		for _, q := range lab.Questions {
			needsALook = needsALook || q.Also != ""
		}
		err = r.say(lab, func(w io.Writer) {
			for _, q := range lab.Questions {
				_, _ = fmt.Fprintf(w, "%s\t%s%s\n", q.Label, q.Title, inBrackets(also(q.Also)))
			}
			for _, label := range lab.Refused {
				_, _ = fmt.Fprintf(w, "%q is no label: one has 1 to %d characters, in one line\n", label, notebook.MaxLabel)
			}
		})
		if err == nil && needsALook {
			return errFindings
		}
		return err
	})
}

func also(title string) string {
	if title == "" {
		return ""
	}
	return "sent again under: " + title
}

// listOf returns a list that JSON writes as one, also where there is none.
func listOf[T any](list []T) []T {
	if list == nil {
		return []T{}
	}
	return list
}
