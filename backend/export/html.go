package export

import (
	"crypto/sha256"
	_ "embed"
	"encoding/base64"
	"html/template"
	"io"
	"strconv"
	"strings"

	"npt/backend/classroom"
	"npt/backend/payload"
)

//go:embed report/report.html
var reportPage string

//go:embed report/report.css
var reportStyle string

// HTML writes a session as one page for people, which fetches nothing and runs nothing: who sent what, as the
// dashboard has it, and each question with its answers in groups. All that was sent is text in it. Pictures
// wait in a temporary file and go from there into the page one by one.
func HTML(w io.Writer, from Source) error {
	l, err := newLab(from)
	if err != nil {
		return err
	}
	if err := from.Records(l.add); err != nil {
		return err
	}
	return l.writeHTML(w)
}

// writeHTML writes the page of the answers that were added.
func (l *lab) writeHTML(w io.Writer) error {
	say := l.from.Looks.Say
	page, err := template.New("report").Funcs(template.FuncMap{
		"say":   func(key string) string { return say("report."+key, nil) },
		"count": func(key string, n int) string { return say("report."+key, map[string]string{"count": strconv.Itoa(n)}) },
		"verdict": func(v string) string {
			return say("common.verdicts."+v, nil)
		},
	}).Parse(reportPage)
	if err != nil {
		return err
	}
	return page.Execute(w, l.page())
}

// reportData is what the template of the page is given.
type reportData struct {
	Language, Title, Policy, Written string
	Style                            template.CSS
	IsWhole, IsAnonymous             bool
	Answers                          int
	Students                         []*reportStudent
	Questions                        []*reportQuestion
}

type reportStudent struct {
	Name  string
	Cells []reportCell // in the order of the questions
}

// reportCell is what a cell of the grid shows: nothing if Says is empty.
type reportCell struct {
	Verdict string
	Text    string // how often it was sent, if more than once
	Says    string
}

type reportQuestion struct {
	*labQuestion
	Anchor             string
	Seen, Sent         int
	Right, Wrong, Open int
	Bar                reportBar
	Missing            []*labStudent
	IsWhole            bool

	lab  *lab
	list []groupCount
}

// reportBar is the bar over a column of the grid: how high its parts are, in percent, from the top.
type reportBar struct{ OpenAt, OpenHigh, WrongAt, WrongHigh, RightAt, RightHigh int }

// reportGroup is a group as the page shows it.
type reportGroup struct {
	groupCount

	Share  int // of the answers to the question, in percent
	Answer reportAnswer
}

// reportAnswer is an answer as the page shows it.
type reportAnswer struct {
	excerpt

	Source template.URL // of its picture
	Alt    string
	IsCode bool
	Size   string // of what is shown of it a corner only
}

// page returns the page with all but the answers, which the template asks for one by one.
func (l *lab) page() reportData {
	sum := sha256.Sum256([]byte(reportStyle))
	data := reportData{
		Language: l.from.Looks.Language, Title: l.from.Session, Style: template.CSS(reportStyle), //nolint:gosec // our own
		Policy:  "default-src 'none'; img-src data:; style-src 'sha256-" + base64.StdEncoding.EncodeToString(sum[:]) + "'; base-uri 'none'; form-action 'none'",
		Written: l.from.Looks.Say("report.written", map[string]string{"at": l.from.At.Local().Format("2006-01-02 15:04")}),
		IsWhole: l.isWhole, IsAnonymous: l.from.Pseudonyms != nil, Answers: l.answers,
	}
	questions := l.shown()
	for i, q := range questions {
		data.Questions = append(data.Questions, l.reportQuestion(q, i))
	}
	for _, s := range l.students {
		row := &reportStudent{Name: s.Name}
		for _, q := range questions {
			row.Cells = append(row.Cells, l.reportCell(s.cells[q]))
		}
		data.Students = append(data.Students, row)
	}
	return data
}

func (l *lab) reportQuestion(q *labQuestion, at int) *reportQuestion {
	r := &reportQuestion{labQuestion: q, lab: l, Anchor: "question-" + strconv.Itoa(at+1), Seen: len(l.students), IsWhole: l.isWhole}
	r.list, r.Missing = l.groups(q)
	for _, g := range r.list {
		r.Sent += len(g.Members)
		r.Right += g.Right
		r.Wrong += g.Wrong
	}
	r.Open = r.Sent - r.Right - r.Wrong
	high := func(n int) int { return (n*100 + r.Seen - 1) / max(1, r.Seen) }
	b := reportBar{RightHigh: high(r.Right), WrongHigh: high(r.Wrong), OpenHigh: high(r.Open)}
	b.RightAt = 100 - b.RightHigh
	b.WrongAt = b.RightAt - b.WrongHigh
	b.OpenAt = max(0, b.WrongAt-b.OpenHigh)
	r.Bar = b
	return r
}

func (l *lab) reportCell(c *labCell) reportCell {
	if c == nil {
		return reportCell{}
	}
	cell := reportCell{Verdict: string(c.Verdict)}
	if c.Verdict == classroom.NotJudged {
		cell.Verdict = "none"
	}
	cell.Says = l.from.Looks.Say("common.verdicts."+cell.Verdict, nil)
	if c.Attempts > 1 {
		cell.Text = strconv.Itoa(c.Attempts)
		cell.Says += ", " + l.from.Looks.Say("report.attempts", map[string]string{"count": cell.Text})
	}
	return cell
}

// ExpectedTitle returns the key of the words over the right answers.
func (q *labQuestion) ExpectedTitle() string {
	switch {
	case q.IsPattern:
		return "pattern"
	case len(q.Expected) > 1:
		return "oneOf"
	}
	return "reference"
}

// Groups returns the groups with their answers, one at a time.
func (r *reportQuestion) Groups() func(yield func(*reportGroup) bool) {
	return func(yield func(*reportGroup) bool) {
		for _, g := range r.list {
			answer, err := r.lab.reportAnswer(g.excerpt)
			if err != nil || !yield(&reportGroup{g, len(g.Members) * 100 / max(1, r.Sent), answer}) {
				return
			}
		}
	}
}

// IsGallery reports whether the answers are pictures, which stand beside each other.
func (r *reportQuestion) IsGallery() (bool, error) {
	if len(r.list) == 0 {
		return false, nil
	}
	e, err := r.lab.excerpts.read(r.list[0].excerpt)
	return e.IsPicture, err
}

// Reference returns the record that is the reference, for the template; nil if there is none.
func (r *reportQuestion) Reference() (*reportAnswer, error) {
	if r.referenceAt.length == 0 {
		return nil, nil
	}
	answer, err := r.lab.reportAnswer(r.referenceAt)
	return &answer, err
}

func (l *lab) reportAnswer(at kept) (reportAnswer, error) {
	e, err := l.excerpts.read(at)
	a := reportAnswer{excerpt: e, IsCode: payload.KindOf(e.Type).Compared == payload.AsCode, Size: sizeBeyond(e)}
	if e.MediaType == pngType || e.MediaType == jpegType {
		a.Source = template.URL("data:" + e.MediaType + ";base64," + e.Picture) //nolint:gosec // base 64 of one of two types
	}
	return a, err
}

const (
	pngType  = "image/png"
	jpegType = "image/jpeg"
)

// sizeBeyond returns the lengths of an array or a table of which a corner is shown: 100 x 3; "" if all of it is.
func sizeBeyond(e excerpt) string {
	shown := len(e.Rows)
	if shown > 0 {
		shown *= len(e.Rows[0])
	}
	all := 1
	lengths := make([]string, len(e.Shape))
	for i, n := range e.Shape {
		all *= n
		lengths[i] = strconv.Itoa(n)
	}
	if e.IsPicture || len(e.Shape) == 0 || all <= shown || e.Text != "" {
		return ""
	}
	return strings.Join(lengths, " × ")
}
