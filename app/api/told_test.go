package api_test

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"npt/app/api"
	"npt/app/engine"
	"npt/app/enginetest"
)

// driven is a script of app/testdata that answers each line of its standard input with a line of JSON.
type driven struct {
	t        *testing.T
	commands io.WriteCloser
	answers  *bufio.Reader
	stderr   bytes.Buffer
}

func drive(t *testing.T, script string, args ...string) *driven {
	t.Helper()
	cmd := exec.CommandContext(t.Context(), python, append([]string{"../testdata/" + script}, args...)...)
	d := &driven{t: t}
	cmd.Env, cmd.Stderr = enginetest.OwnFolders(t, cmd.Environ()), &d.stderr
	var err error
	d.commands, err = cmd.StdinPipe()
	must(t, err)
	answers, err := cmd.StdoutPipe()
	must(t, err)
	d.answers = bufio.NewReader(answers)
	must(t, cmd.Start())
	t.Cleanup(func() {
		_ = d.commands.Close()
		_ = cmd.Wait()
	})
	return d
}

// do returns in answer what the script says to a command.
func (d *driven) do(command string, answer any) {
	d.t.Helper()
	_, err := io.WriteString(d.commands, command+"\n")
	must(d.t, err)
	line, err := d.answers.ReadBytes('\n')
	if err != nil {
		d.t.Fatalf("the script ended: %v\n%s", err, d.stderr.String())
	}
	must(d.t, json.Unmarshal(line, answer))
}

// notebookPage is what a student sees of a notebook: a real kernel, and what stands below each cell.
type notebookPage struct {
	*driven
	shown []string
}

func (p *notebookPage) command(command map[string]any) {
	p.t.Helper()
	text, err := json.Marshal(command)
	must(p.t, err)
	p.do(string(text), &p.shown)
}

func (p *notebookPage) run(cell int, code string) {
	p.t.Helper()
	p.command(map[string]any{"run": code, "cell": cell})
}

// shows fails the test unless the cells come to show what these expressions match.
func (p *notebookPage) shows(wanted ...string) {
	p.t.Helper()
	p.command(map[string]any{"wait": wanted})
	if !slices.EqualFunc(p.shown, wanted, func(shown, want string) bool {
		return regexp.MustCompile(`^(?:` + want + `)$`).MatchString(shown)
	}) {
		p.t.Fatalf("the notebook shows\n%q, want\n%q", p.shown, wanted)
	}
}

// groupWith returns the key of the group of answers to a question that show a text, once there is one.
func groupWith(t *testing.T, a *api.API, q api.QuestionQuery, text string) string {
	t.Helper()
	key := ""
	enginetest.Eventually(t, "the answer "+text, func() bool {
		page, err := a.QuestionPage(q)
		for _, g := range page.Groups {
			if strings.Contains(g.Preview.Text+fmt.Sprint(g.Preview.Rows), text) {
				key = g.Key
			}
		}
		return err == nil && key != ""
	})
	return key
}

// What a teacher says of an answer stands below the cell that sent it, and goes with the answer, whatever is
// started anew in between.
func TestAStudentIsToldOfTheAnswerThatWasJudged(t *testing.T) {
	config := enginetest.Config(filepath.Join(t.TempDir(), "data"))
	e, err := engine.Open(t.Context(), config)
	must(t, err)
	t.Cleanup(func() { _ = e.Close() })
	a := api.New(e, api.Face{})
	must(t, a.SetLanguage("en"))
	session, err := e.Settings.CurrentSession(t.Context())
	must(t, err)
	q := api.QuestionQuery{SessionID: session, Question: "3"}
	mark := func(text, verdict string) {
		t.Helper()
		must(t, a.MarkGroup(q, groupWith(t, a, q, text), verdict))
	}

	first, err := a.FirstCell(session)
	must(t, err)
	cell := strings.Replace(first.ByAddress, `input("Name:")`, `"Zoë"`, 1)
	const (
		connected = "Connected as Zoë to lab-1"
		received  = `Question 3 · received \d\d:\d\d`
		right     = "Question 3 · ✓ right"
		notYet    = "Question 3 · ○ not yet"
	)
	p := &notebookPage{driven: drive(t, "page.py")}
	p.run(0, cell)
	p.run(1, "send(41, 3)")
	mark("41", "wrong")
	p.shows(connected, "") // nothing was asked for

	must(t, a.SetFeedback(q, api.Feedback{Kind: "hint"}))
	p.shows(connected, notYet)
	must(t, a.LabelGroup(q, groupWith(t, a, q, "41"), "axis"))
	must(t, a.SetHint(q, groupWith(t, a, q, "41"), api.Hint{Text: "Mind the axis.", Code: "x.mean(axis=0)"}))
	p.shows(connected, notYet+"\nMind the axis.\nx.mean\\(axis=0\\)")

	p.run(1, "send(42, 3)") // in the same cell
	p.shows(connected, received)
	mark("42", "right")
	p.shows(connected, right)
	p.run(2, "send(41, 3)") // in another: what it is like is known already
	p.shows(connected, "", notYet+"\nMind the axis.\nx.mean\\(axis=0\\)")
	p.run(2, "send(42, 3)")
	p.shows(connected, "", right)
	mark("42", "")
	p.shows(connected, "", "Question 3 · your teacher took this back")

	// A function that is tried for other inputs, after it was sent, is the same answer still.
	five := api.QuestionQuery{SessionID: session, Question: "5"}
	must(t, a.SetFeedback(five, api.Feedback{Kind: "verdict"}))
	p.run(3, "def f(x):\n    return x + 1\nsend(f, 5)")
	took := "Question 3 · your teacher took this back"
	p.shows(connected, "", took, `Question 5 · received \d\d:\d\d`)
	must(t, a.SetInputs(five, api.Inputs{Lines: "1\n2", Outputs: "2\n3"}))
	must(t, a.SetCheck(five, api.Check{Kind: "outputs"}))
	enginetest.Eventually(t, "the verdict on the function", func() bool {
		p.run(4, "None")
		return p.shown[3] == "Question 5 · ✓ right"
	})

	// A kernel that is started anew shows nothing twice; what comes later stands below its last cell.
	p.command(map[string]any{"restart": true})
	p.run(0, cell)
	mine := regexp.MustCompile(`taken back, \d\d:\d\d +\[42\]\n5 .*right, \d\d:\d\d +def f`)
	enginetest.Eventually(t, "what was told", func() bool {
		p.run(4, "npt.mine()")
		return mine.MatchString(p.shown[4])
	})
	const fiveRight, list = "Question 5 · ✓ right", `(?s).*def f.*x \+ 1`
	p.shows(connected, "", took, fiveRight, list)
	mark("42", "right")
	p.shows(connected, "", took, fiveRight, list+`\s+`+right)

	// So does an app that is started anew, at the same address.
	config.Listen = strings.TrimPrefix(e.Servers()[0], "http://")
	must(t, e.Close())
	e, err = engine.Open(t.Context(), config)
	must(t, err)
	a = api.New(e, api.Face{})
	must(t, a.SetLanguage("fr"))
	mark("42", "wrong")
	p.shows(connected, "", took, fiveRight, list+`\s+Question 3 · ○ pas encore`)
	p.run(5, "npt_config['language'] = 'en'; send(43, 3)")
	p.shows(connected, "", took, fiveRight, list, received)
}

// In a class of real clients, a wrong group gets its hint while half of the class sends again: each student
// is told what is true of the present answer, and nothing of one that was replaced.
func TestAClassIsToldWhatIsTheirs(t *testing.T) {
	l := enginetest.Open(t)
	must(t, l.API.SetLanguage("en"))
	q := api.QuestionQuery{SessionID: l.Session, Question: "3"}
	class := drive(t, "class.py", "../../backend/pyclient", l.Address)
	var events [][]string
	class.do("first", &events)
	must(t, l.API.MarkGroup(q, groupWith(t, l.API, q, "42"), "right"))
	must(t, l.API.MarkGroup(q, groupWith(t, l.API, q, "41"), "wrong"))
	must(t, l.API.SetFeedback(q, api.Feedback{Kind: "hint"}))
	class.do("await 1", &events)
	labelled := make(chan error, 1)
	go func() {
		key := groupWith(t, l.API, q, "41")
		labelled <- errors.Join(l.API.LabelGroup(q, key, "axis"), l.API.SetHint(q, key, api.Hint{Text: "Mind the axis."}))
	}()
	class.do("again", &events)
	must(t, <-labelled)
	class.do("await 60", &events)
	const right, notYet = "Question 3 · ✓ right", "Question 3 · ○ not yet"
	for number, said := range events {
		sent := 41
		if number%4 == 0 || number == 59 {
			sent = 42
		}
		want := map[int]string{41: notYet + "\nMind the axis.", 42: right}[sent]
		if said[len(said)-1] != want {
			t.Errorf("student %d, whose answer is %d, was told at last %q", number, sent, said)
		}
		isAbout := ""
		for _, event := range said {
			if answer, isSent := strings.CutPrefix(event, "sent "); isSent {
				isAbout = answer
			} else if isAbout == "42" && strings.HasPrefix(event, notYet) || isAbout == "41" && event == right {
				t.Errorf("student %d was told of another answer: %q", number, said)
			}
		}
	}
}
