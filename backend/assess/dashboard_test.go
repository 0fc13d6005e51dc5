package assess

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"npt/backend/classroom"
)

var labStart = time.Date(2026, 2, 11, 14, 0, 0, 0, time.UTC)

func minute(n int) time.Time { return labStart.Add(time.Duration(n) * time.Minute) }

// cellsAt makes cells from words such as 1:2b@5*3: student 1 sent question 2b at minute 5, and that
// was the last of 3 attempts.
func cellsAt(t *testing.T, words string) []classroom.Cell {
	t.Helper()
	var cells []classroom.Cell
	for i, word := range strings.Fields(words) {
		var c classroom.Cell
		who, rest, _ := strings.Cut(word, ":")
		question, when, _ := strings.Cut(rest, "@")
		at, attempts, times := strings.Cut(when, "*")
		var m int
		if _, err := fmt.Sscan(who, &c.StudentID); err != nil {
			t.Fatal(err)
		}
		if _, err := fmt.Sscan(at, &m); err != nil {
			t.Fatal(err)
		}
		c.RecordID, c.Question, c.Attempts, c.PartID = int64(i+1), question, 1, 1
		c.FirstSentAt, c.SentAt, c.ReceivedAt = minute(m), minute(m), minute(m)
		if times {
			if _, err := fmt.Sscan(attempts, &c.Attempts); err != nil {
				t.Fatal(err)
			}
		}
		cells = append(cells, c)
	}
	return cells
}

func factsAt(t *testing.T, students int, words string) classroom.Facts {
	t.Helper()
	f := classroom.Facts{Session: classroom.SessionSummary{Session: classroom.Session{Open: true, CreatedAt: labStart}}, Cells: cellsAt(t, words), Visits: map[int64]time.Time{}}
	for i := range students {
		f.Students = append(f.Students, classroom.Student{ID: int64(i + 1), FirstSeenAt: labStart})
	}
	return f
}

func TestQuestionsStandInTheCataloguesOrder(t *testing.T) {
	f := factsAt(t, 1, "1:10@1 1:2@1 1:2b@1 1:Bonus@1")
	f.Rules = []classroom.Rule{{Question: "11", Title: "not reached"}, {Question: "Warm-up", Order: 1}, {Question: "2b", Order: 2}}
	var labels []string
	for _, q := range newDashboard(f, minute(2), nil).Questions {
		labels = append(labels, q.Question)
	}
	if want := []string{"Warm-up", "2b", "2", "10", "11", "Bonus"}; !slices.Equal(labels, want) {
		t.Errorf("questions %v, want %v", labels, want)
	}
}

func TestPace(t *testing.T) {
	// Student 2 skips question 2, student 3 goes back to 1 at the end, student 4 never starts.
	f := factsAt(t, 4, "1:1@1 1:2@5 2:1@2 2:3@4 3:2@3 3:1@9")
	f.Cells[0].FirstSentAt = labStart.Add(-time.Hour)    // a clock that is slow
	f.Cells[1].FirstSentAt = labStart.Add(9 * time.Hour) // a clock that is fast
	b := newDashboard(f, minute(10), nil)
	var text []string
	for _, q := range b.Questions {
		line := q.Question
		for _, at := range q.Reached {
			line += fmt.Sprint(" ", int(at.Sub(labStart).Minutes()))
		}
		text = append(text, line)
	}
	if got, want := strings.Join(text, ", "), "1 1 2 3, 2 3 4 5, 3 4"; got != want {
		t.Errorf("reached %s, want %s", got, want)
	}
	if b.Questions[b.Median].Question != "2" || b.Active != 2 {
		t.Errorf("median %d, active %d", b.Median, b.Active)
	}
	if n := newDashboard(factsAt(t, 2, ""), minute(1), nil); n.Median != -1 || n.Active != 0 || len(n.Questions) != 0 {
		t.Errorf("an empty room: %+v", n)
	}
}

func TestAQuestionInTwoPartsIsOne(t *testing.T) {
	f := factsAt(t, 2, "1:1@1*2 1:1@5*3 2:1@2")
	f.Cells[1].PartID = 2
	f.Cells = joinParts(f.Cells)
	b := newDashboard(f, minute(6), map[int64]classroom.Verdict{2: classroom.Right, 1: classroom.Wrong})
	if q := b.Questions[0]; q.Students != 2 || q.Attempts != 6 || q.Right != 1 || q.Wrong != 0 {
		t.Errorf("question %+v", q)
	}
}

func attentionText(b *Dashboard, f classroom.Facts) string {
	var text []string
	for _, l := range b.attention(f, DefaultThresholds, groupsOf{}) {
		line := string(l.Reason)
		if l.Visited {
			line += " visited"
		}
		for _, m := range l.Members {
			line += fmt.Sprint(" ", m.StudentID)
		}
		text = append(text, line)
	}
	return strings.Join(text, ", ")
}

func TestAttention(t *testing.T) {
	// The class is at question 4. Student 1 is behind and silent, 2 behind and active, 3 silent but
	// not behind; 4 keeps trying, 5 was right after many attempts, 6 moved on after many, 7 never
	// started.
	words := "1:1@1 2:2@14 3:4@2 4:4@14*6 5:4@14*9 6:1@3*9 6:4@15 8:4@15 9:4@15"
	f := factsAt(t, 9, words)
	right := map[int64]classroom.Verdict{5: classroom.Right}
	if got, want := attentionText(newDashboard(f, minute(16), right), f), "attempts 4, silent 1, never 7"; got != want {
		t.Errorf("attention %q, want %q", got, want)
	}
	f.Requests = []classroom.HelpRequest{{StudentID: 1, AskedAt: minute(15), Text: "stuck"}}
	f.Visits = map[int64]time.Time{4: minute(15), 7: minute(15)}
	if got, want := attentionText(newDashboard(f, minute(16), right), f), "help 1, attempts visited 4, never visited 7"; got != want {
		t.Errorf("after visits %q, want %q", got, want)
	}
	f.Cells[3].ReceivedAt = minute(16) // 4 tried again
	f.Requests[0].EndedAt, f.Requests[0].Ending, f.Requests[0].IsVisit, f.Visits[1] = minute(16), classroom.HelpGiven, true, minute(16)
	if got, want := attentionText(newDashboard(f, minute(16), right), f), "attempts 4, help visited 1, never visited 7"; got != want {
		t.Errorf("after something new %q, want %q", got, want)
	}
	f.Session.Open = false
	if got := attentionText(newDashboard(f, minute(16), right), f); got != "" {
		t.Errorf("a closed session needs %q", got)
	}
}

func TestManyOfOneReasonAreOneLine(t *testing.T) {
	f := factsAt(t, 300, "1:1@1 2:1@1 3:1@1")
	f.Students[9].FirstSeenAt = labStart.Add(-time.Minute)
	b := newDashboard(f, minute(6), nil)
	lines := b.attention(f, DefaultThresholds, groupsOf{})
	if len(lines) != 1 || lines[0].Reason != ReasonStart || len(lines[0].Members) != 297 || lines[0].Members[0].StudentID != 10 {
		t.Errorf("%d lines, the first %+v", len(lines), lines[0])
	}
}

func TestThresholdsThatCannotBe(t *testing.T) {
	for _, change := range []func(*Thresholds){
		func(t *Thresholds) { t.Silent = 0 }, func(t *Thresholds) { t.Start = 24 * time.Hour },
		func(t *Thresholds) { t.Attempts = 1 }, func(t *Thresholds) { t.Ahead = 0 },
	} {
		limits := DefaultThresholds
		change(&limits)
		if limits.Validate() == nil {
			t.Errorf("%+v is taken", limits)
		}
	}
	if err := DefaultThresholds.Validate(); err != nil {
		t.Error(err)
	}
}
