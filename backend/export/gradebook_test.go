package export_test

import (
	"bytes"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"npt/backend/classroom"
	"npt/backend/export"
	"npt/backend/gradebook"
	"npt/backend/payload"
	"npt/backend/roster"
	"npt/backend/sheet"
)

func student(id int64, name string) classroom.Student {
	return classroom.Student{ID: id, SenderKey: classroom.SenderKey{UUID: fmt.Sprint("d", id), Name: name}}
}

// answered is a record of a student: its id says whether it is right (1), wrong (2) or not checked (0), with the student's and a number.
func answered(s classroom.Student, part, question string, verdict int64, sentAt time.Time) item {
	one := record(s.Name, question, payload.TypeText, "x")
	one.record.ID, one.record.Part, one.record.Student, one.record.SentAt = verdict, part, s, sentAt
	one.record.Preview.Text = "x"
	return one
}

var (
	ada, grace, visitor = student(1, "ada"), student(2, "Grace"), student(3, "-visitor")

	classList = []roster.Person{
		{ID: 11, Name: "Ada Lovelace", First: "Ada", Last: "Lovelace", Identifier: "0012345678", Email: "ada@u.fr", Section: "B"},
		{ID: 12, Name: "Grace Hopper", First: "Grace", Last: "Hopper", Identifier: "7", Email: "grace@u.fr", Section: "A"},
		{ID: 13, Name: "Marie Curie", First: "Marie", Last: "Curie", Identifier: "+8", Email: "marie@u.fr", Section: "A"},
	}
)

// gradedSource is a session: Ada has 1 right, 2 wrong, and 10 right but late; Grace has 1 twice, in two parts, wrong first; a
// visitor who is not on the list has 2.
func gradedSource(scheme gradebook.Scheme) export.Source {
	late := at.Add(time.Hour)
	return export.Source{
		Session: "lab-1", At: at, Scheme: scheme,
		Judged: classroom.Judged{Right: []int64{1}, Wrong: []int64{2}, AsOf: at.Add(time.Hour)},
		Records: items(
			answered(ada, "a", "10", 1, late), answered(ada, "a", "1", 1, at), answered(ada, "a", "2", 2, at),
			answered(grace, "a", "1", 1, at), answered(grace, "b", "1", 2, at.Add(time.Minute)), answered(grace, "a", "2", 0, at),
			answered(visitor, "a", "2", 1, at),
		),
		Attendance: roster.Attendance{List: roster.List{People: classList}, Present: []roster.Presence{
			{Person: classList[0], Students: []classroom.Student{ada}}, {Person: classList[1], Students: []classroom.Student{grace}}, {Person: classList[2]},
		}, Others: []roster.Other{{Student: visitor}}},
	}
}

var scheme = gradebook.Scheme{
	Default: gradebook.Points{Right: 2, Sent: 0.5, Wrong: -0.25}, Questions: map[string]gradebook.Points{"10": {Right: 3}},
	Due: at.Add(time.Minute), LateShare: 0.5,
}

func written(t *testing.T, format string, from export.Source) []string {
	t.Helper()
	f, isFormat := export.FormatNamed(format)
	if !isFormat {
		t.Fatal(format)
	}
	var out bytes.Buffer
	if err := f.Write(&out, from); err != nil {
		t.Fatal(err)
	}
	text := strings.ReplaceAll(strings.TrimPrefix(out.String(), "\uFEFF"), "\r\n", "\n")
	return strings.Split(strings.TrimSpace(strings.ReplaceAll(text, `"`, "")), "\n")
}

func TestGridAndGradebook(t *testing.T) {
	best := scheme
	best.CountBest = true
	for _, c := range []struct {
		format string
		scheme gradebook.Scheme
		want   []string
	}{
		{"grid", scheme, []string{
			"name,identifier,email,section,1,2,10", "Ada Lovelace,=0012345678,ada@u.fr,B,right,wrong,right",
			"Grace Hopper,7,grace@u.fr,A,wrong,sent,", "Marie Curie,=+8,marie@u.fr,A,,,", "'-visitor,,,,,right,",
		}},
		{"gradebook", scheme, []string{
			"name,identifier,email,section,1,2,10,sum,of", "Ada Lovelace,=0012345678,ada@u.fr,B,2,-0.25,1.5,3.25,7",
			"Grace Hopper,7,grace@u.fr,A,-0.25,0.5,,0.25,7", "Marie Curie,=+8,marie@u.fr,A,,,,,7", "'-visitor,,,,,2,,2,7",
		}},
		{"answers", scheme, []string{
			"name,identifier,email,section,1,2,10", "Ada Lovelace,=0012345678,ada@u.fr,B,x,x,x",
			"Grace Hopper,7,grace@u.fr,A,x,x,", "Marie Curie,=+8,marie@u.fr,A,,,", "'-visitor,,,,,x,",
		}},
		{"moodle", best, []string{
			"First name,Last name,ID number,Email address,lab-1", "Ada,Lovelace,0012345678,ada@u.fr,3.25",
			"Grace,Hopper,7,grace@u.fr,2.5", "Marie,Curie,+8,marie@u.fr,",
		}},
	} {
		if got := written(t, c.format, gradedSource(c.scheme)); !slices.Equal(got, c.want) {
			t.Errorf("%s\n%s\nwant\n%s", c.format, strings.Join(got, "\n"), strings.Join(c.want, "\n"))
		}
	}
}

// canvasSheet is as Canvas exports it: names reversed, ids, a row that says how posts are made, and one with the points.
const canvasSheet = `Student,ID,SIS User ID,SIS Login ID,Section,Quiz 1 (4711),Final Score
,,,,,Manual Posting,
"    Points Possible",,,,,10,(read only)
"Lovelace, Ada",991,0012345678,alove,CS-101,8,80
"Hopper, Grace",992,,ghopp,CS-101,,
"Student, Test",993,,abcdef,CS-101,,
`

func TestCanvasKeepsItsSheet(t *testing.T) {
	table, err := sheet.Read([]byte("\uFEFF" + canvasSheet))
	if err != nil {
		t.Fatal(err)
	}
	want := []string{
		"Student,ID,SIS User ID,SIS Login ID,Section,Quiz 1 (4711),Final Score,lab-1",
		",,,,,Manual Posting,,", "    Points Possible,,,,,10,(read only),7",
		"Lovelace, Ada,991,0012345678,alove,CS-101,8,80,3.25", "Hopper, Grace,992,,ghopp,CS-101,,,0.25", "Student, Test,993,,abcdef,CS-101,,,",
	}
	from := gradedSource(scheme)
	from.Sheet = table
	if got := written(t, "canvas", from); !slices.Equal(got, want) {
		t.Errorf("with a class list\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
	// Without one, the names in the sheet say who is who, as far as that is sure: Grace alone is a first name.
	from.Attendance = roster.Attendance{Others: []roster.Other{{Student: student(1, "LOVELACE Ada")}, {Student: grace}}}
	want[4] = "Hopper, Grace,992,,ghopp,CS-101,,,"
	if got := written(t, "canvas", from); !slices.Equal(got, want) {
		t.Errorf("without a class list\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
	from.Sheet = sheet.Table{}
	if err := export.Canvas(&bytes.Buffer{}, from); classroom.AsError(err).Code != classroom.CodeBadField {
		t.Errorf("without a sheet: %v", err)
	}
}

func TestASchemeOfNonsenseIsRefused(t *testing.T) {
	nan := gradebook.Points{Right: 0}
	nan.Right /= nan.Right
	for name, s := range map[string]gradebook.Scheme{
		"too much": {Default: gradebook.Points{Wrong: -1e9}}, "more than all": {LateShare: 1.5}, "no number": {Questions: map[string]gradebook.Points{"1": nan}},
	} {
		if s.Validate() == nil {
			t.Error(name)
		}
	}
	if err := gradebook.DefaultScheme.Validate(); err != nil {
		t.Error(err)
	}
}

// A cell among many says what was sent, of whatever type, and that it is only the beginning.
func TestAnswersAmongMany(t *testing.T) {
	var all []item
	for i, one := range []item{
		record("Ann", "1", payload.TypeArray, "[-0.5, 2]"), record("Ann", "2", payload.TypeImage, "\x89PNG"), record("Ann", "10", payload.TypeText, "long"),
	} {
		one.record.Student.ID = 1
		if i == 2 {
			one.record.Preview = payload.Preview{Text: "lo", Cut: true}
		}
		all = append(all, one)
	}
	got := written(t, "answers", source("lab", classroom.Judged{}, items(all...)))
	if want := "Ann,,,,[-0.5, 2],(image),lo…"; got[1] != want {
		t.Errorf("%s, want %s", got[1], want)
	}
}
