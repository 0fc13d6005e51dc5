package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"slices"
	"testing"

	"github.com/glebarez/sqlite"
	"gorm.io/gorm"

	"npt/backend/classroom"
)

func TestABatchIsOneChangeOrEntriesUpToTheLimits(t *testing.T) {
	small := func(n int) (list []int) {
		for range n {
			list = append(list, 200)
		}
		return list
	}
	const change, gone = -1, -2
	tests := []struct {
		name  string
		tasks []int // bytes of an entry, or change, or gone for one that was withdrawn
		want  []int // length of each batch
	}{
		{"few", small(3), []int{3}},
		{"many", small(maxBatchRows + 10), []int{maxBatchRows, 10}},
		{"a change between entries", []int{1, 2, change, 3, 4}, []int{2, 1, 2}},
		{"changes", []int{change, change}, []int{1, 1}},
		{"large ones", []int{3 << 20, 1 << 20, 1, 8 << 20, 1}, []int{2, 1, 1, 1}},
		{"withdrawn ones", []int{gone, 1, gone, gone, 2, gone}, []int{2}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			q := newQueue()
			for _, size := range tt.tasks {
				x := &task{}
				switch size {
				case change:
					x.change = func(*gorm.DB) error { return nil }
				case gone:
					x.state.Store(withdrawn)
				default:
					x.record.Payload.Data = make([]byte, size)
				}
				if err := q.push(x); err != nil {
					t.Fatal(err)
				}
			}
			q.close()
			var got []int
			for batch := q.next(0); batch != nil; batch = q.next(len(batch)) {
				got = append(got, len(batch))
			}
			if !slices.Equal(got, tt.want) {
				t.Errorf("batches of %v, want %v", got, tt.want)
			}
		})
	}
}

func TestManySendAndTeachAtOnce(t *testing.T) {
	s, session := newStore(t)
	const students, questions = 12, 8
	errs := make(chan error)
	for i := range students {
		go func() {
			var err error
			for n := range questions {
				e := newRecord(fmt.Sprint("S", i), fmt.Sprint(n), n)
				_, keepErr := s.Save(context.Background(), e)
				_, readErr := s.Questions(context.Background(), session.ID)
				err = errors.Join(err, keepErr, readErr)
				if i == 0 {
					_, partErr := s.AddPart(context.Background(), session.ID, fmt.Sprint("part ", n))
					err = errors.Join(err, partErr)
				}
			}
			errs <- err
		}()
	}
	for range students {
		if err := <-errs; err != nil {
			t.Error(err)
		}
	}
	if got := must(s.Session(t.Context(), session.ID))(t); got.Records != students*questions || len(got.Parts) != 1+questions {
		t.Errorf("%d records, %d parts", got.Records, len(got.Parts))
	}
	wantTallies(t, s, session.ID)
}

func TestAFileThatAnotherProgramHolds(t *testing.T) {
	s, session := newStore(t)
	var unused int
	var name, path string
	if err := s.readers.QueryRowContext(t.Context(), "PRAGMA database_list").Scan(&unused, &name, &path); err != nil {
		t.Fatal(err)
	}
	other, err := sql.Open(sqlite.DriverName, path)
	if err != nil {
		t.Fatal(err)
	}
	defer other.Close()
	hold, err := other.Conn(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	defer hold.Close()

	execRaw(t, s, "PRAGMA busy_timeout = 1")
	if _, err := hold.ExecContext(t.Context(), "BEGIN IMMEDIATE"); err != nil {
		t.Fatal(err)
	}
	_, err = s.Save(t.Context(), newRecord("Alice", "1", 1))
	if e := wantCode(t, err, classroom.CodeUnavailable); e.RetryAfter <= 0 {
		t.Errorf("no time to wait: %+v", e)
	}
	if _, err := hold.ExecContext(t.Context(), "ROLLBACK"); err != nil {
		t.Fatal(err)
	}
	save(t, s, newRecord("Alice", "1", 1))
	theRecord(t, s, session.ID)
}
