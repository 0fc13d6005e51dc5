package api_test

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"npt/app/api"
	"npt/app/enginetest"
)

// Functions that real notebooks send with inputs are grouped and judged by what they give, whatever
// their code looks like.
func TestFunctionsAreJudgedByWhatTheyDo(t *testing.T) {
	l := enginetest.Open(t)
	cell, err := l.API.FirstCell(l.Session)
	must(t, err)
	students, err := os.ReadFile("../testdata/functions.py")
	must(t, err)
	script := filepath.Join(t.TempDir(), "functions.py") // a file, whose source Python can read
	must(t, os.WriteFile(script, []byte(strings.Replace(cell.ByAddress, `input("Name:")`, `"prof"`, 1)+"\n"+string(students)), 0o600))
	cmd := exec.CommandContext(t.Context(), python, script)
	cmd.Env = enginetest.OwnFolders(t, cmd.Environ())
	if out, err := cmd.CombinedOutput(); err != nil || len(out) > 0 {
		t.Fatalf("the script ended with %v and wrote %q", err, out)
	}
	q := api.QuestionQuery{SessionID: l.Session, Question: "3"}
	must(t, l.API.SetCheck(q, api.Check{Kind: "record"}))
	enginetest.Eventually(t, "all functions", func() bool {
		page, err := l.API.QuestionPage(q)
		return err == nil && page.Sent == 4 && page.Right > 0
	})
	page, err := l.API.QuestionPage(q)
	must(t, err)
	verdicts := map[string]string{}
	for _, g := range page.Groups {
		for _, m := range g.Members {
			verdicts[m.Student.Name] = g.Verdict
		}
		if g.Preview.Calls != 3 {
			t.Errorf("the group of %s was called %d times", g.Members[0].Student.Name, g.Preview.Calls)
		}
	}
	want := map[string]string{"prof": "right", "Ada": "right", "Bob": "wrong", "Eve": "wrong"}
	for student, verdict := range want {
		if verdicts[student] != verdict {
			t.Errorf("%s is %q, want %q", student, verdicts[student], verdict)
		}
	}
	if len(page.Groups) != 3 || len(page.Distribution) != 0 {
		t.Errorf("there are %d groups and %d distributions", len(page.Groups), len(page.Distribution))
	}
	for _, r := range l.Records() {
		if r.Student != "Eve" {
			continue
		}
		answer, err := l.API.Answer(r.ID)
		must(t, err)
		if c := answer.Calls; len(c) != 3 || c[0].Came != "-3" || !strings.HasPrefix(c[1].Came, "TypeError: ") || !c[1].Error || c[2].Input != "0, 'x'" {
			t.Errorf("Eve's function gives %+v", c)
		}
	}
}
