package cputime_test

import (
	"runtime"
	"testing"
	"time"

	"npt/backend/cputime"
)

func TestWaitingCostsNothing(t *testing.T) {
	if runtime.GOOS != "linux" {
		t.Skip("only Linux tells what a thread took of a processor")
	}
	if took := cputime.Of(func() { time.Sleep(200 * time.Millisecond) }); took > 100*time.Millisecond {
		t.Errorf("sleeping for 200 ms took %v of a processor", took)
	}
	worked := 0
	if took := cputime.Of(func() {
		for until := time.Now().Add(200 * time.Millisecond); time.Now().Before(until); {
			worked++
		}
	}); took == 0 {
		t.Errorf("counting to %d took nothing of a processor", worked)
	}
}
