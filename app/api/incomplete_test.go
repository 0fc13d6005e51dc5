package api_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"npt/app/api"
	"npt/app/enginetest"
)

// ends is what comes of a table of 500 rows.
const ends = `{"columns": ["age"], "rows": [[0], [499]], "shape": [500, 1], "dtypes": ["int64"], "index": [0, 499]}`

func digest(of string) string { return strings.Repeat(of, 32) }

// sendEnds sends a table of which the ends came; digest is empty from an earlier client.
func sendEnds(l *enginetest.Lab, student, question, digest string) {
	l.T.Helper()
	fields := []string{"sender_name", student, "sender_uuid", "u-" + student, "question_nb", question, "type", "table", "data", ends}
	if digest != "" {
		fields = append(fields, "digest", digest)
	}
	l.MustSend(fields...)
}

// who writes the groups of a question in one line: students, verdict, reason, whether only a part was
// compared, label.
func who(p api.QuestionPage) string {
	var text []string
	for _, g := range p.Groups {
		var names []string
		for _, m := range g.Members {
			names = append(names, m.Student.Display)
		}
		line := strings.Join(names, ",")
		for _, more := range []string{g.Verdict, g.Reason.Code, map[bool]string{true: "uncertain"}[g.Uncertain], g.Label} {
			if more != "" {
				line += " " + more
			}
		}
		text = append(text, line)
	}
	return strings.Join(text, " | ")
}

// What a digest says of the whole decides over groups, verdicts, marks and labels, now and in a repeated
// lab; what came of an answer from an earlier client never does.
func TestGroupsMarksAndLabelsGoByTheWhole(t *testing.T) {
	l := enginetest.Open(t)
	q := api.QuestionQuery{SessionID: l.Session, Question: "1"}
	must(t, l.API.SetCheck(q, api.Check{Kind: "record"}))
	for _, s := range []struct{ student, digest string }{
		{"prof", digest("a")}, {"Ann", digest("a")}, {"Ben", digest("a")}, {"Cem", digest("b")}, {"Dan", digest("b")}, {"Eve", ""}, {"Fay", ""}, {"Gil", ""}, {"Hal", ""},
	} {
		sendEnds(l, s.student, "1", s.digest)
	}
	want := "Eve,Fay,Gil,Hal incomplete uncertain | prof,Ann,Ben right record | Cem,Dan wrong record"
	if got := who(question(l, "1")); got != want {
		t.Errorf("groups %s, want %s", got, want)
	}
	// A wrong answer is shared only if it is known to be the same.
	if d := dashboard(l); len(d.SharedMistakes) != 1 || len(d.SharedMistakes[0].Students) != 2 {
		t.Errorf("wrong and alike: %+v", d.SharedMistakes)
	}
	// A tolerance may cover the difference; a mark and a label hold for one digest only.
	must(t, l.API.SetEquivalence(q, api.Equivalence{Relative: 0.5}))
	must(t, l.API.LabelGroup(q, question(l, "1").Groups[2].Key, "row 250"))
	must(t, l.API.MarkGroup(q, question(l, "1").Groups[1].Key, "right"))
	sendEnds(l, "Ida", "1", digest("b"))
	sendEnds(l, "Jon", "1", digest("c"))
	want = "Eve,Fay,Gil,Hal incomplete uncertain | Cem,Dan,Ida incompleteNear row 250 | prof,Ann,Ben right marked | Jon incompleteNear"
	got := who(question(l, "1"))
	if parts := strings.Split(got, " | "); len(parts) == 4 && strings.HasPrefix(parts[1], "prof") { // of one size
		parts[1], parts[2] = parts[2], parts[1]
		got = strings.Join(parts, " | ")
	}
	if got != want {
		t.Errorf("with a tolerance %s, want %s", got, want)
	}
	again, err := l.API.DuplicateSession(l.Session, "lab-2")
	must(t, err)
	_, err = l.API.OpenSession(again.ID)
	must(t, err)
	l.Session = again.ID
	for student, digest := range map[string]string{"Ann": digest("a"), "Ben": digest("b"), "Cem": digest("c")} {
		l.MustSend("session_name", "lab-2", "sender_name", student, "sender_uuid", student, "question_nb", "1", "type", "table", "data", ends, "digest", digest)
	}
	for _, line := range []string{"Ann right marked", "Ben row 250", "Cem"} {
		if got := who(question(l, "1")); !strings.Contains(" | "+got+" | ", " | "+line+" | ") {
			t.Errorf("in the repeated lab the groups are %s, want %s among them", got, line)
		}
	}
}

// Attempts are the same answer again only if they are known to be.
func TestAttemptsThatShowTheSamePart(t *testing.T) {
	for _, c := range []struct {
		what    string
		digests [5]string
		checked bool
		want    bool
	}{
		{"one digest", [5]string{digest("b"), digest("b"), digest("b"), digest("b"), digest("b")}, false, true},
		{"two digests", [5]string{digest("b"), digest("b"), digest("c"), digest("b"), digest("b")}, false, false},
		{"an earlier client", [5]string{}, false, false},
		{"one digest, judged", [5]string{digest("b"), digest("b"), digest("b"), digest("b"), digest("b")}, true, true},
		{"an earlier client, judged", [5]string{}, true, false},
	} {
		l := enginetest.Open(t)
		now := time.Now()
		l.Assessor = l.NewAssessor(func() time.Time { return now })
		for _, d := range c.digests {
			sendEnds(l, "Stubborn", "1", d)
		}
		if c.checked {
			must(t, l.API.SetCheck(api.QuestionQuery{SessionID: l.Session, Question: "1"}, api.Check{Kind: "exact", Expected: []string{"1"}}))
		}
		members := dashboard(l).Attention[0].Members
		if got := fmt.Sprint(members[0].Attempts, members[0].SameGroup); got != fmt.Sprint(5, c.want) {
			t.Errorf("%s: attempts and whether they are one group: %s, want %v", c.what, got, c.want)
		}
	}
}

// An opened answer says what was left out, and what belongs to the value.
func TestAnOpenedAnswerSaysWhatWasLeftOut(t *testing.T) {
	l := enginetest.Open(t)
	sendEnds(l, "Ann", "1", digest("a"))
	sendEnds(l, "Ann", "2", "")
	l.SendAs("Ann", "3", "table", `{"columns": ["x", "y"], "rows": [[1, 2]], "shape": [1, 2], "names": {"index": ["city", null], "columns": [null]}, "axes": [1, 1]}`)
	l.MustSend("question_nb", "4", "type", "ndarray", "digest", digest("a"), "data",
		`{"shape": [3, 3], "dtype": "float64", "sparse": {"format": "csr", "nnz": 3}, "stats": {"min": 0.0, "sampled": 5}, "corners": [[1.0, 0.0, 0.0], [0.0, 1.0, 0.0], [0.0, 0.0, 1.0]]}`)
	for question, want := range map[string]string{"1": "digest", "2": "unknown", "3": "", "4": "digest"} {
		if got := l.Answer(question).Incomplete; got != want {
			t.Errorf("question %s: incomplete %q, want %q", question, got, want)
		}
	}
	if table := l.Answer("3").Table; fmt.Sprint(table.Axes, table.Names) != "[1 1] {[city None] [None]}" {
		t.Errorf("the table has axes and names %v %v", table.Axes, table.Names)
	}
	if a := l.Answer("4").Array; a.Sampled != "5" || len(a.Stats) != 1 || *a.Sparse != (api.Sparse{Format: "csr", Stored: "3"}) {
		t.Errorf("the array is %+v, sparse %+v", a, a.Sparse)
	}
	for _, c := range []struct{ field, value, want string }{
		{"digest", "x", "digest is not 32 digits from 0 to f"},
		{"calls", `{"calls": [{"input": "1", "late": true, "error": "E"}]}`, "calls is no list of what a function gave for inputs"},
	} {
		if status, text := l.Send("type", "code", c.field, c.value); status != 400 || text != "Error: "+c.want {
			t.Errorf("a bad %s is answered %d %s", c.field, status, text)
		}
	}
}
