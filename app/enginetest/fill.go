package enginetest

import (
	"bytes"
	"context"
	"fmt"
	"strconv"
	"sync"
	"sync/atomic"
	"testing"

	"npt/app/engine"
	"npt/backend/classroom"
)

// Fill creates an open session with that many records in the data folder dir. They are of 2000
// students and have 200 bytes each.
func Fill(tb testing.TB, dir string, records int) {
	tb.Helper()
	config := Config(dir)
	config.Sessions = []string{"lab"}
	e, err := engine.Open(tb.Context(), config)
	if err != nil {
		tb.Fatal(err)
	}
	var next atomic.Int64
	var all sync.WaitGroup
	for range 256 {
		all.Go(func() {
			for i := int(next.Add(1)) - 1; i < records; i = int(next.Add(1)) - 1 {
				_, err := e.Recorder.Record(context.Background(), classroom.Submission{
					Owner: "prof", Session: "lab", SenderName: fmt.Sprintf("student %d", i%2000), SenderUUID: "a",
					Question: strconv.Itoa(i / 2000), Type: "str", Data: bytes.Repeat([]byte("x"), 200),
				})
				if err != nil {
					tb.Error(err)
					return
				}
			}
		})
	}
	all.Wait()
	if err := e.Close(); err != nil {
		tb.Fatal(err)
	}
}

// FillLarge creates an open session, lab-1 of prof, with that many answers of this text in the data folder dir.
func FillLarge(b *testing.B, dir string, answers int, text string) {
	b.Helper()
	e, err := engine.Open(b.Context(), Config(dir))
	if err != nil {
		b.Fatal(err)
	}
	for i := range answers {
		_, err := e.Recorder.Record(b.Context(), classroom.Submission{
			Owner: "prof", Session: "lab-1", SenderName: fmt.Sprint("Student ", i), SenderUUID: strconv.Itoa(i), Question: "1", Type: "str", Data: []byte(text),
		})
		if err != nil {
			b.Fatal(err)
		}
	}
	if err := e.Close(); err != nil {
		b.Fatal(err)
	}
}
