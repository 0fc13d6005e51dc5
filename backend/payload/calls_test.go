package payload

import (
	"strings"
	"testing"
)

func TestCalls(t *testing.T) {
	calls, err := ReadCalls([]byte(`{"seconds": 1.0, "calls": [
		{"input": "2, 3", "type": "ndarray", "data": "[5]"},
		{"input": "'x'", "type": "str", "data": "xx"},
		{"input": "", "type": "list", "data": "[\t1, 2]"},
		{"input": "0", "error": "ZeroDivisionError", "message": "division by zero"},
		{"input": "1", "error": "E", "message": ""},
		{"input": "7", "late": true},
		{"input": "8", "type": "image", "data": "{\"axes\": []}"}]}`))
	if err != nil {
		t.Fatal(err)
	}
	want := []string{"5", "xx", "(1, 2)", "ZeroDivisionError: division by zero", "E", "", "image"}
	for i, c := range calls {
		if got := c.Text(); got != want[i] {
			t.Errorf("call %d gives %q, want %q", i, got, want[i])
		}
	}
	if calls, err := ReadCalls(nil); calls != nil || err != nil {
		t.Errorf("none are read as %v, %v", calls, err)
	}
	for _, bad := range []string{
		"x", "[]", "{}", `{"calls": []}`, `{"calls": [{}]}`, `{"calls": 3}`,
		`{"calls": [{"input": "1"}]}`,
		`{"calls": [{"input": "1", "late": true, "error": "E"}]}`,
		`{"calls": [{"input": "1", "type": "str", "data": "x", "digest": "no"}]}`,
		`{"calls": [` + strings.Repeat(`{"late": true},`, MaxCalls) + `{"late": true}]}`,
	} {
		if calls, err := ReadCalls([]byte(bad)); err == nil {
			t.Errorf("%s is read as %v", bad, calls)
		}
	}
}

func FuzzCalls(f *testing.F) {
	f.Add([]byte(`{"calls": [{"input": "2", "type": "ndarray", "data": "[5]"}, {"error": "E"}, {"late": true}]}`))
	f.Fuzz(func(t *testing.T, data []byte) {
		calls, err := ReadCalls(data)
		if err == nil && len(calls) > MaxCalls {
			t.Errorf("%d calls", len(calls))
		}
		for _, c := range calls {
			_ = c.Text()
		}
	})
}
