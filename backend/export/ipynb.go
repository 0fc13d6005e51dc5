package export

import (
	"encoding/json"
	"fmt"
	"io"
	"strconv"
	"strings"

	"npt/backend/payload"
)

// Debrief writes a notebook to talk over with the class: of each question the groups of alike answers with their counts,
// labels and hints, and the right answer. It has no names and no pseudonyms. Nothing that was sent runs in it: answers
// are text, and the code is ours.
func Debrief(w io.Writer, from Source) error {
	l, err := newLab(from)
	if err != nil {
		return err
	}
	if err := from.Records(l.add); err != nil {
		return err
	}
	return l.writeDebrief(w)
}

// notebookCell is a cell of a notebook (nbformat 4.5: https://nbformat.readthedocs.io/en/latest/format_description.html).
type notebookCell struct {
	Type        string                       `json:"cell_type"`
	ID          string                       `json:"id"`
	Metadata    struct{}                     `json:"metadata"`
	Attachments map[string]map[string]string `json:"attachments,omitempty"`
	Source      string                       `json:"source"`
}

// codeCell is a cell that runs.
type codeCell struct {
	notebookCell

	Count   *int  `json:"execution_count"`
	Outputs []any `json:"outputs"`
}

const notebookEnd = `],"metadata":{"kernelspec":{"display_name":"Python 3","language":"python","name":"python3"},"language_info":{"name":"python"}},"nbformat":4,"nbformat_minor":5}` + "\n"

// debrief writes the cells of a notebook, one by one.
type debrief struct {
	*lab

	out   io.Writer
	cells int
	err   error
}

// writeDebrief writes the notebook of the answers that were added.
func (l *lab) writeDebrief(w io.Writer) error {
	d := &debrief{lab: l, out: w}
	d.write(`{"cells":[`)
	d.markdown("# "+plainMarkdown(l.from.Session)+"\n\n"+l.say("debriefIntro"), nil)
	d.code(l.countsSource())
	d.code(chartSource(l.counted("students", 2)))
	for _, q := range l.shown() {
		d.question(q)
	}
	d.write(notebookEnd)
	return d.err
}

func (l *lab) say(key string) string { return l.from.Looks.Say("report."+key, nil) }

func (l *lab) counted(key string, n int) string {
	return l.from.Looks.Say("report."+key, map[string]string{"count": strconv.Itoa(n)})
}

func (d *debrief) write(text string) {
	if d.err == nil {
		_, d.err = io.WriteString(d.out, text)
	}
}

func (d *debrief) cell(value any) {
	if d.cells++; d.cells > 1 {
		d.write(",\n")
	}
	data, err := json.Marshal(value)
	if d.err == nil {
		d.err = err
	}
	d.write(string(data))
}

func (d *debrief) id() string { return fmt.Sprintf("debrief-%d", d.cells+1) }

func (d *debrief) markdown(source string, picture *excerpt) {
	c := notebookCell{Type: "markdown", ID: d.id(), Source: source}
	if picture != nil && picture.MediaType != "" {
		c.Attachments = map[string]map[string]string{pictureName: {picture.MediaType: picture.Picture}}
	}
	d.cell(c)
}

const pictureName = "answer"

func (d *debrief) code(source string) {
	d.cell(codeCell{notebookCell: notebookCell{Type: "code", ID: d.id(), Source: source}, Outputs: []any{}})
}

// question writes what there is of a question: its head with a chart, the right answer, and a cell a group.
func (d *debrief) question(q *labQuestion) {
	groups, _ := d.groups(q)
	sent := 0
	for _, g := range groups {
		sent += len(g.Members)
	}
	if sent == 0 && len(q.Expected) == 0 {
		return
	}
	head := "## " + plainMarkdown(strings.TrimSpace(q.Label+" "+q.Title)) + "\n\n" + strconv.Itoa(sent) + " " + d.counted("answers", sent)
	d.markdown(head+d.expected(q), nil)
	if d.reference(q); sent > 0 {
		d.code("chart(" + pythonText(q.Label) + ")")
	}
	for i, g := range groups {
		d.group(g, i)
	}
}

// expected returns the right answers that the teacher wrote.
func (d *debrief) expected(q *labQuestion) string {
	if len(q.Expected) == 0 {
		return ""
	}
	title := d.say(q.ExpectedTitle())
	var right strings.Builder
	for _, each := range q.Expected {
		right.WriteString("\n\n" + fenced(each, ""))
	}
	return "\n\n**" + title + "**" + right.String()
}

// reference writes the record that is the reference.
func (d *debrief) reference(q *labQuestion) {
	if q.referenceAt.length == 0 || len(q.Expected) > 0 {
		return
	}
	e, err := d.excerpts.read(q.referenceAt)
	if d.err == nil {
		d.err = err
	}
	d.markdown("**"+d.say("reference")+"**\n\n"+d.answer(e), &e)
}

func (d *debrief) group(g groupCount, at int) {
	e, err := d.excerpts.read(g.excerpt)
	if d.err == nil {
		d.err = err
	}
	source := "### " + groupName(at) + " · " + strconv.Itoa(len(g.Members)) + " · " + d.from.Looks.Say("common.verdicts."+g.Verdict(), nil)
	if g.Label != "" {
		source += " · " + plainMarkdown(g.Label)
	}
	source += "\n\n" + d.answer(e)
	for _, remark := range g.Remarks {
		source += "\n\n" + plainMarkdown(remark)
	}
	if g.Hint.Text != "" {
		source += "\n\n**" + d.say("hint") + "** " + plainMarkdown(g.Hint.Text)
	}
	if g.Hint.Code != "" {
		source += "\n\n" + fenced(g.Hint.Code, "python")
	}
	d.markdown(source, &e)
}

// groupName returns the name of a group in text and chart: A to Z, then by number.
func groupName(at int) string {
	if at < 26 {
		return string(rune('A' + at))
	}
	return strconv.Itoa(at + 1)
}

// answer returns an answer as markdown.
func (d *debrief) answer(e excerpt) string {
	language := ""
	if payload.KindOf(e.Type).Compared == payload.AsCode {
		language = "python"
	}
	switch {
	case e.MediaType != "":
		return "![" + d.say("picture") + "](attachment:" + pictureName + ")"
	case e.IsPicture:
		return "*" + d.say("pictureLeft") + "*"
	case len(e.Rows) > 0:
		rows := e.Rows
		if len(e.Columns) > 0 {
			rows = append([][]string{e.Columns}, rows...)
		}
		lines := make([]string, len(rows))
		for i, row := range rows {
			lines[i] = strings.Join(row, "  ")
		}
		text := strings.Join(lines, "\n")
		if size := sizeBeyond(e); size != "" {
			text += "\n… " + size
		}
		return fenced(text, "")
	case e.IsCut:
		return fenced(e.Text, language) + "\n\n*" + d.say("cut") + "*"
	}
	return fenced(e.Text, language)
}

// fenced returns text between fences that nothing in it ends: no markdown and no HTML in it counts.
func fenced(text, language string) string {
	longest, run := 0, 0
	for _, r := range text {
		if r != '`' {
			run = 0
			continue
		}
		run++
		longest = max(longest, run)
	}
	fence := strings.Repeat("`", max(3, longest+1))
	return fence + language + "\n" + strings.ReplaceAll(text, "\r", "\n") + "\n" + fence
}

// plainMarkdown returns text on one line in which no markdown, mathematics or HTML counts.
func plainMarkdown(text string) string {
	var out strings.Builder
	for _, r := range strings.Join(strings.Fields(text), " ") {
		switch {
		case r == '<':
			out.WriteString("&lt;")
		case r == '&':
			out.WriteString("&amp;")
		case strings.ContainsRune("\\`*_{}[]()#+-.!|~>$", r):
			out.WriteString(`\` + string(r))
		default:
			out.WriteRune(r)
		}
	}
	return out.String()
}

// pythonText returns text as a literal of Python: one of JSON is, as Go writes it without escapes beyond the first plane.
func pythonText(text string) string {
	var out strings.Builder
	write := json.NewEncoder(&out)
	write.SetEscapeHTML(false)
	_ = write.Encode(text) // to memory
	return strings.TrimSuffix(out.String(), "\n")
}

// countsSource returns the counts of all groups as a literal of Python.
func (l *lab) countsSource() string {
	var out strings.Builder
	out.WriteString("# " + l.say("debriefCounts") + "\ncounts = {\n")
	for _, q := range l.shown() {
		groups, _ := l.groups(q)
		if len(groups) == 0 {
			continue
		}
		out.WriteString("    " + pythonText(q.Label) + ": [\n")
		for i, g := range groups {
			fmt.Fprintf(&out, "        (%s, %d, %s),\n", pythonText(groupName(i)), len(g.Members), pythonText(g.Verdict()))
		}
		out.WriteString("    ],\n")
	}
	out.WriteString("}")
	return out.String()
}

// chartSource returns the code that draws the counts of a question: as bars where matplotlib is, else as text. The
// colours are those of the app.
func chartSource(students string) string {
	return `try:
    import matplotlib.pyplot as plt
except ImportError:
    plt = None

colours = {"right": "#147b92", "wrong": "#d9722e", "mixed": "#a8430a", "none": "#8a8c9e"}


def chart(question, most=20):
    groups = counts[question][:most]
    if plt is None:
        for name, count, verdict in groups:
            print(f"{name:>4} {count:>4} {'#' * min(count, 60)} {verdict}")
        return
    names, sizes, verdicts = zip(*groups)
    figure, axes = plt.subplots(figsize=(6, 0.3 * len(groups) + 0.8))
    axes.barh(names, sizes, color=[colours[verdict] for verdict in verdicts])
    axes.invert_yaxis()
    axes.set_xlabel(` + pythonText(students) + `)
    axes.spines[["top", "right"]].set_visible(False)
    plt.show()`
}
