package store

import (
	"context"
	"fmt"
	"strings"
	"testing"

	"npt/backend/classroom"
	"npt/backend/payload"
)

// answered is a class whose answers are of all types.
func answered(t *testing.T) (*Store, int64) {
	t.Helper()
	s, session := newStore(t)
	for i, a := range []struct {
		student, question string
		typ               payload.Type
		data              string
	}{
		{"Zoe", "2", payload.TypeText, "L'ÉTÉ à Åre 100% _sûr_"},
		{"alice", "10", payload.TypeCode, "def f(x):\n    return abs(x)" + strings.Repeat("\n# more", 1300) + "\n# the end"},
		{"Bob", "2b", payload.TypeArray, "[1063, 96]"},
		{"Émile", "2", payload.TypeList, `["caf\u00e9", {"k": 1}]`},
		{"Carol", "1", payload.TypeArray, "[-2.5]"},
		{"Dan", "1", payload.TypeArray, "[12]"},
		{"Eve", "1", payload.TypeLatex, `\frac{1}{2} "quoted" 🙂`},
		{"Fay", "1", payload.TypeTable, `{"columns": ["Größe"], "rows": [["9"]], "shape": [1, 1]}`},
	} {
		e := newRecord(a.student, a.question, i+1)
		e.Payload = payload.Payload{Type: a.typ, Data: []byte(a.data)}
		var err error
		if e.Preview, err = payload.Summarize(e.Payload); err != nil {
			t.Fatal(err)
		}
		save(t, s, e)
	}
	again := newRecord("Carol", "1", 0) // older: it only counts
	again.ReceivedAt = second(9)
	save(t, s, again)
	return s, session.ID
}

func names(page classroom.RecordPage) string {
	var all []string
	for _, r := range page.Records {
		all = append(all, r.Student.Display())
	}
	return strings.Join(all, " ")
}

func TestTextIsFoundInWhateverCase(t *testing.T) {
	s, session := answered(t)
	for text, want := range map[string]string{
		"été":                     "Zoe",
		"E\u0301TE\u0301":         "Zoe", // accents of their own
		"åre":                     "Zoe",
		"\u212Bre":                "Zoe", // the sign of Ångström
		"100%":                    "Zoe",
		"0% _s":                   "Zoe",
		"_":                       "Zoe",
		"%":                       "Zoe",
		"ABS(":                    "alice",
		"# The end":               "alice", // far down
		"):\n    return":          "alice",
		"1063, 96":                "Bob", // as it was sent
		"1063 96":                 "Bob", // as it is shown
		"café":                    "Émile",
		"'k': 1":                  "Émile",
		`"quoted" 🙂`:              "Eve",
		`\frac`:                   "Eve",
		"größe":                   "Fay",
		"GRÖSSE":                  "Fay",
		"' OR 1=1 --":             "",
		"nowhere":                 "",
		strings.Repeat("x", 5000): "",
	} {
		page := must(s.Records(t.Context(), classroom.RecordQuery{RecordFilter: classroom.RecordFilter{SessionID: session, Text: text}, Limit: 10}))(t)
		if got := names(page); got != want || page.Total != len(page.Records) {
			t.Errorf("%q is found in %q of %d, want %q", text, got, page.Total, want)
		}
	}
}

func TestRecordsInEveryOrder(t *testing.T) {
	s, session := answered(t)
	for _, tt := range []struct {
		sort      classroom.RecordSort
		ascending bool
		want      string
	}{
		{"", false, "Fay Eve Dan Carol Émile Bob alice Zoe"},
		{classroom.SortTime, true, "Zoe alice Bob Émile Carol Dan Eve Fay"},
		{classroom.SortStudent, true, "alice Bob Carol Dan Émile Eve Fay Zoe"},
		{classroom.SortStudent, false, "Zoe Fay Eve Émile Dan Carol Bob alice"},
		{classroom.SortQuestion, true, "Fay Eve Dan Carol Émile Zoe Bob alice"}, // 1, 2, 2b, 10
		{classroom.SortQuestion, false, "alice Bob Émile Zoe Fay Eve Dan Carol"},
		{classroom.SortAnswer, true, "Carol Dan Bob Émile Eve alice Fay Zoe"}, // -2.5, 12, 1063, then text
		{classroom.SortAttempts, false, "Carol Fay Eve Dan Émile Bob alice Zoe"},
	} {
		q := classroom.RecordQuery{RecordFilter: classroom.RecordFilter{SessionID: session}, Sort: tt.sort, Ascending: tt.ascending, Limit: 100}
		whole := must(s.Records(t.Context(), q))(t)
		if got := names(whole); got != tt.want {
			t.Errorf("by %q, ascending %v: %s\nwant %s", tt.sort, tt.ascending, got, tt.want)
		}
		var pages []string
		for q.Limit, q.Offset = 3, 0; q.Offset < whole.Total; q.Offset += q.Limit {
			pages = append(pages, names(must(s.Records(t.Context(), q))(t)))
		}
		if got := strings.Join(pages, " "); got != tt.want {
			t.Errorf("by %q in pages: %s", tt.sort, got)
		}
		// A filter takes other ways to the same order.
		q.Types, q.Limit, q.Offset = []payload.Type{"str", "code", "ndarray", "list", "latex", "table"}, 100, 0
		if got := names(must(s.Records(t.Context(), q))(t)); got != tt.want {
			t.Errorf("by %q, filtered: %s", tt.sort, got)
		}
	}
}

func TestFiltersTogetherAndCounts(t *testing.T) {
	s, session := answered(t)
	ctx := t.Context()
	f := classroom.RecordFilter{SessionID: session}
	for _, tt := range []struct {
		name   string
		narrow func(*classroom.RecordFilter)
		want   string
	}{
		{"types", func(f *classroom.RecordFilter) { f.Types = []payload.Type{"ndarray", "code"} }, "Dan Carol Bob alice"},
		{"questions", func(f *classroom.RecordFilter) { f.Questions = []string{"2", "2b"} }, "Émile Bob Zoe"},
		{"time", func(f *classroom.RecordFilter) { f.Since, f.Until = second(3), second(5) }, "Carol Émile Bob"},
		{"as of", func(f *classroom.RecordFilter) { f.AsOf = second(2) }, "alice Zoe"},
		{"question as of", func(f *classroom.RecordFilter) { f.Questions, f.AsOf = []string{"1"}, second(6) }, "Dan Carol"},
		{"question and type and text", func(f *classroom.RecordFilter) {
			f.Questions, f.Types, f.Text = []string{"1", "2"}, []payload.Type{"ndarray"}, "2"
		}, "Dan Carol"},
	} {
		narrow := f
		tt.narrow(&narrow)
		for _, sort := range []classroom.RecordSort{classroom.SortTime, classroom.SortQuestion, classroom.SortStudent, classroom.SortAnswer, classroom.SortAttempts} {
			page := must(s.Records(ctx, classroom.RecordQuery{RecordFilter: narrow, Sort: sort, Limit: 10}))(t)
			if got := names(page); page.Total != len(strings.Fields(tt.want)) || sort == classroom.SortTime && got != tt.want {
				t.Errorf("%s by %s: %s, total %d, want %s", tt.name, sort, got, page.Total, tt.want)
			}
		}
		if n := must(s.CountRecords(ctx, narrow))(t); n != len(strings.Fields(tt.want)) {
			t.Errorf("%s: counted %d", tt.name, n)
		}
	}
	f.AsOf = second(6)
	if n := must(s.CountNewRecords(ctx, f))(t); n != 2 {
		t.Errorf("%d are new, want 2", n)
	}
	f.Questions = []string{"10"}
	if n := must(s.CountNewRecords(ctx, f))(t); n != 0 {
		t.Errorf("%d of question 10 are new", n)
	}
	facets := must(s.RecordFacets(ctx, classroom.RecordFilter{SessionID: session, Questions: []string{"1"}}))(t)
	if got := fmt.Sprint(facets.Questions, len(facets.Students), len(facets.Types)); got != "[{0 1 4} {0 2 2} {0 2b 1} {0 10 1}] 4 3" {
		t.Errorf("facets %s", got)
	}
}

// Pages stand still while a class goes on sending.
func TestAPageStandsStill(t *testing.T) {
	s, session := answered(t)
	q := classroom.RecordQuery{RecordFilter: classroom.RecordFilter{SessionID: session}, Limit: 4}
	first := must(s.Records(t.Context(), q))(t)
	for i := range 5 {
		save(t, s, newRecord(fmt.Sprint("New", i), "1", 100+i))
	}
	q.AsOf, q.Offset = first.AsOf, 4
	second := must(s.Records(t.Context(), q))(t)
	if got := names(first) + " " + names(second); got != "Fay Eve Dan Carol Émile Bob alice Zoe" || second.Total != 8 {
		t.Errorf("pages %s, total %d", got, second.Total)
	}
}

// A place by name would tell who stands there.
func TestStudentsStandByTheirNumbersWhileNamesAreHidden(t *testing.T) {
	s, session := newStore(t)
	for i := range 12 {
		save(t, s, newRecord(fmt.Sprintf("Student %c", 'A'+i), "1", i))
	}
	all := must(s.Students(t.Context(), session.ID))(t)
	page := must(s.Records(t.Context(), classroom.RecordQuery{RecordFilter: classroom.RecordFilter{SessionID: session.ID}, Sort: classroom.SortStudent, Ascending: true, ByNumber: true, Limit: 50}))(t)
	for i, r := range page.Records {
		if i > 0 && r.Student.Alias <= page.Records[i-1].Student.Alias {
			t.Errorf("number %d stands before %d", page.Records[i-1].Student.Alias, r.Student.Alias)
		}
		path := must(s.Path(t.Context(), r.Student.ID, true))(t)
		if path.Position != i+1 || i > 0 && path.Previous != page.Records[i-1].Student.ID {
			t.Errorf("on the path: %d before %d in place %d", path.Previous, r.Student.ID, path.Position)
		}
	}
	if len(page.Records) != len(all) {
		t.Errorf("%d of %d are there", len(page.Records), len(all))
	}
}

func TestPaths(t *testing.T) {
	s, session := newStore(t)
	for at, x := range []struct{ student, question string }{
		{"Ada", "1"}, {"Bob", "1"}, {"Ada", "10"}, {"Ada", "2"}, {"Bob", "10"}, {"Ada", "1"},
	} {
		save(t, s, newRecord(x.student, x.question, at))
	}
	all := must(s.Students(t.Context(), session.ID))(t)
	path, err := s.Path(context.Background(), all[0].ID, false)
	if err != nil || path.Previous != 0 || path.Next != all[1].ID || path.Position != 1 || path.Of != 2 {
		t.Fatalf("path %+v, %v", path, err)
	}
	var got []string
	for _, step := range path.Steps {
		got = append(got, fmt.Sprint(step.Question, " ", len(step.Records), " ", step.Taken, " ", step.Median))
	}
	if want := "1 1 -1ns -1ns, 2 1 1s 1s, 10 1 2s 2s"; strings.Join(got, ", ") != want {
		t.Errorf("steps %s\nwant  %s", strings.Join(got, ", "), want)
	}
	bob := must(s.Path(t.Context(), all[1].ID, false))(t)
	if step := bob.Steps[1]; step.Question != "2" || len(step.Records) != 0 || step.Taken != -1 {
		t.Errorf("a question that was not sent is %+v", step)
	}
	_, err = s.Path(t.Context(), 999, false)
	wantCode(t, err, classroom.CodeNotFound)
}
