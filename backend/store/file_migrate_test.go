package store

import (
	"database/sql"
	"errors"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/glebarez/sqlite"

	"npt/backend/classroom"
	"npt/backend/payload"
)

var update = flag.Bool("update", false, "make the file of the newest version in testdata, if there is none")

// steps are versions on the way to 6 and to 12, which no program was given away with.
var steps = []int{4, 5, 10, 11}

// Each file in testdata was written by the program of its version; it must open for
// ever after, with all that is in it.
func TestUpgradeFromEveryVersion(t *testing.T) {
	for version := 1; version <= newest(shipped()); version++ {
		if slices.Contains(steps, version) {
			continue
		}
		t.Run(fmt.Sprint("version ", version), func(t *testing.T) {
			kept := filepath.Join("testdata", fmt.Sprintf("v%d.db", version))
			_, err := os.Stat(kept)
			if os.IsNotExist(err) && *update && version == newest(shipped()) {
				writeSample(t, kept)
			}
			path := filepath.Join(t.TempDir(), "npt.db")
			if err := os.WriteFile(path, must(os.ReadFile(kept))(t), 0o600); err != nil {
				t.Fatal(err)
			}
			s := openStore(t, path)
			wantVersion(t, s, newest(shipped()))
			wantSample(t, s)
			wantSound(t, s)
			receipt := save(t, s, newRecord("Bob", "2", 100))
			if !receipt.Updated {
				t.Error("Bob's record of question 2 is new")
			}
			wantTallies(t, s, receipt.SessionID)
		})
	}
}

func wantVersion(t *testing.T, s *Store, want int) {
	t.Helper()
	var version, id int
	row := s.readers.QueryRowContext(t.Context(), "SELECT user_version, application_id FROM pragma_user_version, pragma_application_id")
	if err := row.Scan(&version, &id); err != nil || version != want || id != applicationID {
		t.Errorf("version %d, application id %#x, %v; want version %d", version, id, err, want)
	}
}

func writeSample(t *testing.T, path string) {
	t.Helper()
	s, err := Open(t.Context(), path)
	if err != nil {
		t.Fatal(err)
	}
	session := createSession(t, s, "prof", "lab")
	fillLab(t, s, session)
	if err := s.SetSetting(t.Context(), "port", "6780"); err != nil {
		t.Fatal(err)
	}
	if err := errors.Join(s.Close(), os.Remove(path+noteEnd)); err != nil {
		t.Fatal(err)
	}
}

func wantSample(t *testing.T, s *Store) {
	t.Helper()
	sessions := must(s.Sessions(t.Context(), "prof"))(t)
	if len(sessions) != 1 || sessions[0].Name != "lab" || !sessions[0].Open || !sessions[0].CreatedAt.Equal(t0) {
		t.Fatalf("sessions %+v", sessions)
	}
	var got []string
	err := walkSession(t, s, sessions[0].ID, func(r classroom.Record, p payload.Payload) error {
		got = append(got, fmt.Sprintf("%s/%s*%d", r.Part, label(r), r.Attempts))
		if r.Preview.Text != string(p.Data) || r.Preview.Bytes != len(p.Data) {
			t.Errorf("preview %+v of %q", r.Preview, p.Data)
		}
		return nil
	})
	want := "default/A10*1 default/A2*2 default/B10*1 default/B2*2 default/C10*1 default/C2*2 default/D10*1 default/D2*2 " +
		"extra/A2b*1 extra/B2b*1 extra/C2b*1 extra/D2b*1"
	if err != nil || strings.Join(got, " ") != want {
		t.Errorf("records %v, %v\nwant %s", got, err, want)
	}
	if port := must(s.Setting(t.Context(), "port"))(t); port != "6780" {
		t.Errorf("port %q", port)
	}
}

func TestAMigrationIsWholeOrNot(t *testing.T) {
	s, _ := newStore(t)
	later := newest(shipped()) + 1
	steps := func(sql string) []migration {
		return append(shipped(), migration{version: later, sql: "ALTER TABLE sessions ADD COLUMN colour TEXT NOT NULL DEFAULT 'grey'"}, migration{version: later + 1, sql: sql})
	}
	// The writer is idle: nothing is queued.
	if err := s.writer.migrate(t.Context(), steps("CREATE TABLE extra (id); INSERT INTO nowhere VALUES (1)")); err == nil {
		t.Fatal("a broken migration passed")
	}
	wantVersion(t, s, later)
	var tables int
	if err := s.readers.QueryRowContext(t.Context(), "SELECT COUNT(*) FROM sqlite_schema WHERE name = 'extra'").Scan(&tables); err != nil || tables != 0 {
		t.Errorf("the broken migration left %d tables, %v", tables, err)
	}
	if err := s.writer.migrate(t.Context(), steps("CREATE TABLE extra (id)")); err != nil {
		t.Fatal(err)
	}
	wantVersion(t, s, later+1)
}

// A rule that an earlier version wrote holds after the column got its new name.
func TestTheEquivalenceOfAnEarlierFileIsKept(t *testing.T) {
	path := filepath.Join(t.TempDir(), "npt.db")
	if err := os.WriteFile(path, must(os.ReadFile("testdata/v8.db"))(t), 0o600); err != nil {
		t.Fatal(err)
	}
	db := must(sql.Open(sqlite.DriverName, path))(t)
	want := classroom.Equivalence{Relative: 0.01, AnyOrder: true, FoldCase: true}
	written := must(asJSON(equivalenceJSON(want)))(t)
	_, err := db.ExecContext(t.Context(), "INSERT INTO questions (session_id, question, title, number, alike, checking) VALUES (1, '2', 'Means', 3, ?, '')", written)
	if err != nil || db.Close() != nil {
		t.Fatal(err)
	}
	rule := must(openStore(t, path).Rule(t.Context(), 1, "2"))(t)
	if rule.Equivalence != want || rule.Title != "Means" || rule.Order != 3 {
		t.Errorf("the rule became %+v", rule)
	}
}
