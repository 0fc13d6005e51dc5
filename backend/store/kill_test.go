package store

import (
	"bufio"
	"context"
	"fmt"
	"io"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"npt/backend/classroom"
	"npt/backend/payload"
)

// childFile, in the environment, makes the test's program the child of
// TestNothingAcknowledgedIsLost: it has the path of the data file.
const childFile = "NPT_STORE_CHILD"

func TestMain(m *testing.M) {
	if path := os.Getenv(childFile); path != "" {
		if err := sendForEver(path, os.Args[1]); err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(1)
		}
		os.Exit(0)
	}
	os.Exit(m.Run())
}

// sendForEver keeps records from many goroutines, and writes `student question
// number` to its output as soon as each is acknowledged: a pipe keeps what is
// written to it, whatever happens to the writer. round makes names that no other
// round has.
func sendForEver(path, round string) error {
	s, err := Open(context.Background(), path)
	if err != nil {
		return err
	}
	const students, questions = 16, 5
	failed := make(chan error)
	for i := range students {
		go func() {
			student := fmt.Sprintf("S%d", i)
			for n := 1; ; n++ {
				question := fmt.Sprint(n % questions)
				if n%9 == 0 {
					question = fmt.Sprintf("%s.%d", round, n)
				}
				if _, err := s.Save(context.Background(), numbered(student, question, round, n)); err != nil {
					failed <- err
					return
				}
				// One write call a line: lines of goroutines never mix.
				if _, err := fmt.Fprintf(os.Stdout, "%s %s %d\n", student, question, n); err != nil {
					failed <- err
					return
				}
			}
		}()
	}
	return <-failed
}

// numbered is a student's n-th sending in the round; its payload begins with the
// number and is sometimes large.
func numbered(student, question, round string, n int) classroom.NewRecord {
	roundNumber, _ := strconv.Atoi(round)
	e := newRecord(student, question, roundNumber*1_000_000+n)
	e.RecordID = fmt.Sprint(round, "-", n)
	text := fmt.Sprintf("%s %d ", round, n)
	if n%11 == 0 {
		text += strings.Repeat("x", 8_000)
	}
	e.Payload.Data = []byte(text)
	return e
}

func TestNothingAcknowledgedIsLost(t *testing.T) {
	path := filepath.Join(t.TempDir(), "npt.db")
	s, err := Open(t.Context(), path)
	if err != nil {
		t.Fatal(err)
	}
	session := createSession(t, s, "prof", "lab")
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	total := 0
	for round := range 20 {
		acknowledged := killedChild(t, path, round)
		s, err := Open(t.Context(), path)
		if err != nil {
			t.Fatalf("round %d: %v", round, err)
		}
		wantAcknowledged(t, s, session.ID, round, acknowledged)
		wantSound(t, s)
		wantTallies(t, s, session.ID)
		if err := s.Close(); err != nil {
			t.Fatal(err)
		}
		if t.Failed() {
			t.Fatalf("in round %d, after %d acknowledged records", round, len(acknowledged))
		}
		total += len(acknowledged)
	}
	t.Logf("%d records were acknowledged in 20 rounds", total)
}

// answerID is a student's answer to a question.
type answerID struct{ student, question string }

// killedChild runs a child until it has acknowledged a random number of records
// and kills it; it returns the last number acknowledged of each answer.
func killedChild(t *testing.T, path string, round int) map[answerID]int {
	t.Helper()
	child := exec.CommandContext(t.Context(), os.Args[0], fmt.Sprint(round))
	child.Env = append(os.Environ(), childFile+"="+path)
	child.Stderr = os.Stderr
	out, err := child.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := child.Start(); err != nil {
		t.Fatal(err)
	}
	acknowledged := map[answerID]int{}
	lines := bufio.NewReader(out)
	for killAt, n := 1+rand.IntN(300), 1; ; n++ {
		line, err := lines.ReadString('\n')
		if err == io.EOF {
			break // the rest of a line was not acknowledged
		}
		if err != nil {
			t.Fatal(err)
		}
		var id answerID
		var number int
		if _, err := fmt.Sscan(line, &id.student, &id.question, &number); err != nil {
			t.Fatalf("%q: %v", line, err)
		}
		acknowledged[id] = max(acknowledged[id], number)
		if n == killAt {
			if err := child.Process.Kill(); err != nil {
				t.Fatal(err)
			}
		}
	}
	if err := child.Wait(); err == nil || child.ProcessState.ExitCode() != -1 {
		t.Fatalf("the child was not killed: %v", err)
	}
	return acknowledged
}

func wantAcknowledged(t *testing.T, s *Store, session int64, round int, acknowledged map[answerID]int) {
	t.Helper()
	found := 0
	err := walkSession(t, s, session, func(r classroom.Record, p payload.Payload) error {
		id := answerID{r.Sender.Name, r.Question}
		number, ok := acknowledged[id]
		if !ok {
			return nil
		}
		found++
		var keptRound, kept int
		if _, err := fmt.Sscan(string(p.Data), &keptRound, &kept); err != nil {
			return err
		}
		if keptRound != round || kept < number {
			t.Errorf("%v has sending %d of round %d, %d was acknowledged", id, kept, keptRound, number)
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	if found != len(acknowledged) {
		t.Errorf("%d answers are there, %d were acknowledged", found, len(acknowledged))
	}
}
