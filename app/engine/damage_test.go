package engine_test

import (
	"bytes"
	"context"
	"database/sql"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"npt/app/api"
	"npt/app/engine"
	"npt/app/enginetest"
	"npt/app/instance"
)

// filledFolder returns a data folder with 300 answers of 20 kB to 3 questions.
func filledFolder(t *testing.T) string {
	t.Helper()
	dir := filepath.Join(t.TempDir(), "data")
	t.Run("fill", func(t *testing.T) {
		lab := enginetest.OpenIn(t, dir)
		for i := range 300 {
			lab.SendAs(fmt.Sprintf("S%03d", i%100), fmt.Sprint(i/100+1), "str", strings.Repeat(fmt.Sprintf("%04d ", i), 4000))
		}
	})
	return dir
}

// damagedFolder returns a copy of a data folder in which every page that which selects is zero.
func damagedFolder(t *testing.T, from, which string) string {
	t.Helper()
	dir := filepath.Join(t.TempDir(), "data")
	if err := os.CopyFS(dir, os.DirFS(from)); err != nil {
		t.Fatal(err)
	}
	db, err := sql.Open("sqlite", instance.Database(dir))
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	var size int64
	if err := db.QueryRowContext(t.Context(), "PRAGMA page_size").Scan(&size); err != nil {
		t.Fatal(err)
	}
	rows, err := db.QueryContext(t.Context(), "SELECT pageno FROM dbstat WHERE "+which)
	if err != nil {
		t.Skipf("this SQLite has no dbstat: %v", err)
	}
	defer rows.Close()
	f, err := os.OpenFile(instance.Database(dir), os.O_RDWR, 0)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	broken := 0
	for ; rows.Next(); broken++ {
		var page int64
		if err := rows.Scan(&page); err != nil {
			t.Fatal(err)
		}
		if _, err := f.WriteAt(make([]byte, size), (page-1)*size); err != nil {
			t.Fatal(err)
		}
	}
	if rows.Err() != nil || broken == 0 {
		t.Fatalf("%d pages were damaged (%v)", broken, rows.Err())
	}
	return dir
}

// With damaged pages, whatever can be read shows and is exported; the rest is named, and the teacher is
// told soon after the start.
func TestDamagedPagesHideNothingElse(t *testing.T) {
	whole := filledFolder(t)
	for _, c := range []struct {
		name, pages string
		unread      func(n int) bool // answers that cannot be read
		isListed    bool             // all records show in the list
	}{
		{
			"of three answers", "name = 'payloads' AND path LIKE '%+000000' ORDER BY path LIMIT 3",
			func(n int) bool { return n == 3 }, true,
		},
		{
			"of the table of records", "name = 'records' AND pagetype = 'leaf' ORDER BY path LIMIT 1 OFFSET 1",
			func(n int) bool { return n > 0 && n < 60 }, false,
		},
		{
			"of an index", "name = 'records_by_session' AND pagetype = 'leaf' ORDER BY path LIMIT 1",
			func(n int) bool { return n == 0 }, true,
		},
	} {
		t.Run(c.name, func(t *testing.T) {
			dir := damagedFolder(t, whole, c.pages)
			var unread int
			t.Run("npt export", func(t *testing.T) { unread = wantExport(t, dir, c.unread) })
			copies, _ := os.ReadDir(instance.Backups(dir))
			lab := enginetest.OpenIn(t, dir)
			page, err := lab.API.Records(api.RecordQuery{SessionID: lab.Session, Limit: 500})
			if err != nil || page.Total != 300 || len(page.Records) < 240 || c.isListed && len(page.Records) != 300 {
				t.Errorf("the list has %d of %d records (%v)", len(page.Records), page.Total, err)
			}
			if board, err := lab.API.Dashboard(lab.Session, 0, ""); err != nil || len(board.Rows) != 100 {
				t.Errorf("the dashboard has %d students (%v), want 100", len(board.Rows), err)
			}
			for _, question := range []string{"1", "2", "3"} {
				if _, err := lab.API.QuestionPage(api.QuestionQuery{SessionID: lab.Session, Question: question}); err != nil {
					t.Errorf("the page of question %s: %v", question, err)
				}
			}
			enginetest.Eventually(t, "the teacher to be told", func() bool {
				for _, n := range lab.Notices() {
					if n.Code == "answers_damaged" {
						return n.Params[0].Value == fmt.Sprint(unread)
					}
				}
				return false
			})
			if more, _ := os.ReadDir(instance.Backups(dir)); len(more) != len(copies) {
				t.Errorf("a damaged file was copied over good copies: %d, before %d", len(more), len(copies))
			}
			lab.SendAs("new", "4", "str", "after the damage")
		})
	}
}

// wantExport exports the session and returns how many answers are named as unreadable.
func wantExport(t *testing.T, dir string, want func(int) bool) int {
	t.Helper()
	var out bytes.Buffer
	if err := engine.ExportNamed(context.Background(), engine.NamedExport{Dir: dir, Owner: "prof", Session: "lab-1", Format: "csv", Output: "-"}, &out, io.Discard); err != nil {
		t.Fatalf("npt export: %v", err)
	}
	rows := enginetest.Rows(t, out.Bytes())
	if len(rows) != 300 {
		t.Fatalf("the export has %d answers, want 300", len(rows))
	}
	unread := 0
	for _, row := range rows {
		if row["type"] == "unreadable" {
			unread++
		} else if len(row["answer"]) != 20_000 {
			t.Errorf("an answer of %s has %d characters", row["student"], len(row["answer"]))
		}
		if row["part"] != "default" || !strings.HasPrefix(row["student"], "S") {
			t.Errorf("a row is of part %q and student %q", row["part"], row["student"])
		}
	}
	if !want(unread) {
		t.Errorf("%d answers are unreadable", unread)
	}
	return unread
}
