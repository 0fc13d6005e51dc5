package engine

import (
	"context"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
	"syscall"
	"time"

	"golang.org/x/text/unicode/norm"

	"npt/app/instance"
	"npt/app/safefile"
	"npt/backend/assess"
	"npt/backend/classroom"
	"npt/backend/events"
	"npt/backend/handout"
	"npt/backend/roster"
	"npt/backend/sheet"
	"npt/backend/store"
)

// NamedExport is `npt export`: which session, in which format, and where to.
type NamedExport struct {
	Dir, Session, Format string
	Owner                string // empty for the teacher who is set up
	Names                Names
	Output               string // a file, or "-" for standard output
	Sheet                string // for canvas: the file that Canvas exported
}

// ExportNamed is `npt export`: it writes the records of a session, which is named, to a file
// or to stdout. It reads the data folder beside an app that may be
// running, and changes nothing there. Of a gradebook it says on stderr first who will be missed in it. The error says what to do.
func ExportNamed(ctx context.Context, n NamedExport, stdout, stderr io.Writer) (err error) {
	if n.Output == "" {
		return errors.New("there is no file to write: name one with --output, or - for standard output")
	}
	if !IsFormat(n.Format) {
		return fmt.Errorf("%q is not a format: write --format %s", n.Format, FormatNames())
	}
	st, closeStore, err := readBeside(ctx, n.Dir)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, closeStore()) }()
	s, err := findSession(ctx, st, n.Owner, n.Session)
	if err != nil {
		return err
	}
	x := ExportOf(s, n.Format)
	if x.Pseudonyms, err = (Settings{st}).pseudonymsOf(ctx, n.Names); err != nil {
		return err
	}
	if n.Sheet != "" {
		if x.Sheet, err = readFileAtMost(n.Sheet, sheet.MaxTable+1); err != nil {
			return err
		}
	}
	if IsGradebook(n.Format) {
		if err := sayMissed(ctx, st, s.ID, stderr); err != nil {
			return err
		}
	}
	assessor := assess.NewAssessor(assessorStore{st, Settings{st}}, events.New(), time.Now, norm.NFC.String)
	defer assessor.Close()
	from := ExportSource{st, assessor, handout.New(st, instance.Files(n.Dir), events.New(), time.Now, norm.NFC.String, safefile.IsOutOfRoom)}
	if n.Output == "-" {
		return x.Write(ctx, from, stdout)
	}
	path := safefile.WithExtension(n.Output, x.Extension())
	return toldInTerminal(path, x.WriteFile(ctx, from, path))
}

// toldInTerminal adds to the error of an export what to do, where the system says only what is wrong.
func toldInTerminal(path string, err error) error {
	switch {
	case err == nil:
		return nil
	case safefile.IsOutOfRoom(err):
		return fmt.Errorf("%s cannot be written: %w; free some space, or choose another disk", path, withoutPath(err))
	case errors.Is(err, syscall.ENAMETOOLONG):
		return fmt.Errorf("%s cannot be written: %w; choose a shorter name", path, withoutPath(err))
	}
	return err
}

// IsGradebook reports whether a format is made of the class list and of points or verdicts.
func IsGradebook(format string) bool {
	return slices.Contains([]string{"grid", "answers", "gradebook", "moodle", "canvas"}, format)
}

// Missed is whom a gradebook of a session misses.
type Missed struct {
	NotListed []string // sent something, and are not on the class list
	Without   []string // are on it, and sent nothing
}

// MissedOf returns whom a gradebook misses; nobody if there is no class list.
func MissedOf(a roster.Attendance) (m Missed) {
	if len(a.List.People) == 0 {
		return m
	}
	for _, p := range a.Present {
		if p.Records() == 0 {
			m.Without = append(m.Without, p.Person.Name)
		}
	}
	for _, o := range a.Others {
		if o.Student.Records > 0 {
			m.NotListed = append(m.NotListed, o.Student.Display())
		}
	}
	return m
}

// sayMissed says whom a gradebook misses, before it is written.
func sayMissed(ctx context.Context, st roster.Store, sessionID int64, out io.Writer) error {
	a, err := roster.Attend(ctx, st, sessionID)
	if err != nil {
		return err
	}
	m := MissedOf(a)
	for _, of := range []struct {
		says  string
		names []string
	}{{"not on the class list", m.NotListed}, {"without an answer", m.Without}} {
		if len(of.names) > 0 {
			if _, err := fmt.Fprintf(out, "npt: %d %s: %s\n", len(of.names), of.says, strings.Join(of.names, ", ")); err != nil {
				return err
			}
		}
	}
	return nil
}

// findSession returns the open session of that name of an owner, or of the teacher who is set up, else the
// newest closed one.
func findSession(ctx context.Context, st *store.Store, owner, name string) (found classroom.SessionSummary, err error) {
	if owner == "" {
		if owner, err = (Settings{st}).Owner(ctx); err != nil {
			return found, err
		}
	}
	owner, name = classroom.CleanName(norm.NFC.String, owner), classroom.CleanName(norm.NFC.String, name)
	all, err := st.Sessions(ctx, owner)
	if err != nil {
		return found, err
	}
	var names []string
	for _, s := range all {
		if s.Name == name && (found.ID == 0 || s.Open && !found.Open) {
			found = s
		}
		names = append(names, fmt.Sprintf("%q", s.Name))
	}
	switch {
	case found.ID != 0:
		return found, nil
	case len(all) == 0:
		return found, fmt.Errorf("%q has no sessions here", owner)
	}
	return found, fmt.Errorf("%q has no session %q; there are %s", owner, name, strings.Join(names, ", "))
}

// VerifyNamed is `npt verify`: it writes to stdout of which answer or notebook code is the receipt, whether or not
// a later one replaced it. It reads the data folder dir beside an app that may be running. The error,
// also where code is no receipt of this folder, says what to do.
func VerifyNamed(ctx context.Context, dir, code string, stdout io.Writer) (err error) {
	receipt, isReceipt := classroom.ParseReceipt(code)
	if !isReceipt {
		return fmt.Errorf("%q is no receipt: one has eight letters and digits, like 7KQ4-M2XD", code)
	}
	st, closeStore, err := readBeside(ctx, dir)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, closeStore()) }()
	answers, err := st.Receipted(ctx, receipt)
	if err != nil {
		return err
	}
	notebooks, err := st.HandedInBy(ctx, receipt)
	if err != nil {
		return err
	}
	if len(answers)+len(notebooks) == 0 {
		return fmt.Errorf("%s is no receipt of an answer or of a notebook that is in %s: ask whether it is written right; "+
			"it may be of another computer, of an answer that was deleted, or older than the last attempts that are remembered", receipt, dir)
	}
	for _, of := range answers {
		if err := tellReceipted(stdout, receipt, of); err != nil {
			return err
		}
	}
	for _, of := range notebooks {
		if err := tellHandedIn(stdout, receipt, of); err != nil {
			return err
		}
	}
	return nil
}

func tellHandedIn(w io.Writer, receipt classroom.Receipt, of store.HandedIn) error {
	at := of.ReceivedAt.Local().Format(verifyClock)
	_, err := fmt.Fprintf(w, "%s: %s handed in %s at %s (session %s of %s): %d bytes with the SHA-256 %s.\n",
		receipt, of.Student.Display(), of.Name, at, of.Session, of.Owner, of.Size, of.SHA256)
	if err != nil {
		return err
	}
	state := "This is the notebook that counts."
	switch {
	case !of.IsKept:
		state = "It is not the notebook that counts: the student handed in others later, and what it holds is no longer kept."
	case !of.IsLast:
		state = "It is not the notebook that counts: the student handed in another one later."
	}
	_, err = fmt.Fprintln(w, state)
	return err
}

// verifyClock is how npt verify writes a moment.
const verifyClock = "2006-01-02 15:04:05"

func tellReceipted(w io.Writer, receipt classroom.Receipt, of classroom.Receipted) error {
	r := of.Record
	sent := of.SentAt.Local().Format(verifyClock)
	if _, err := fmt.Fprintf(w, "%s: %s answered question %s at %s (session %s of %s, part %s).\n", receipt, r.Student.Display(), r.Question, sent, of.Session, of.Owner, r.Part); err != nil {
		return err
	}
	state := "This is the answer that is kept."
	if !of.IsKept {
		state = fmt.Sprintf("It is not the answer that is kept: that was sent at %s, receipt %s.", r.SentAt.Local().Format(verifyClock), orNone(r.Receipt))
	}
	_, err := fmt.Fprintln(w, state)
	return err
}

func orNone(receipt classroom.Receipt) string {
	if receipt == 0 {
		return "none"
	}
	return receipt.String()
}
