package compare

import (
	"encoding/json"
	"os"
	"slices"
	"strings"
	"testing"

	"npt/backend/classroom"
)

// Literals and arrays of a few constructors are taken, and nothing else; the client's tests read the
// same list.
func TestInputsAreLiteralsAndArrays(t *testing.T) {
	var lines struct{ Accepted, Refused []string }
	data, err := os.ReadFile("testdata/inputs.json")
	if err == nil {
		err = json.Unmarshal(data, &lines)
	}
	if err != nil {
		t.Fatal(err)
	}
	for _, line := range lines.Accepted {
		if err := checkInput(1, line); err != nil {
			t.Errorf("%q is refused: %v", line, err)
		}
	}
	for _, line := range lines.Refused {
		if err := checkInput(1, line); err == nil {
			t.Errorf("%q is accepted", line)
		} else if classroom.AsError(err).Code != classroom.CodeBadField {
			t.Errorf("%q: %v", line, err)
		}
	}
}

// What is refused is said with its line, and with what to write.
func TestARefusedInputIsNamed(t *testing.T) {
	for written, want := range map[string]string{
		"2, 3\n\n[1, 2":            "Line 3 is not complete: look at its brackets, quotes and commas.",
		"os.system('ls')":          "Line 1 has os, which cannot be tried: write numbers, text, lists",
		"2 * 3":                    "Line 1 has *, which cannot be tried",
		"np.load('x')":             "Line 1 has np.load, which cannot be tried",
		"# usual\nnp.zeros(10001)": "Line 2 makes more than 10000 values",
		"np.linspace(0)":           "Line 1 calls np.linspace in another way than np.linspace(0, 1, 5).",
		"x=1, 2":                   "Line 1 has an argument without a name behind one",
		"x=1, x=2":                 "Line 1 names x twice.",
		"{[1]}":                    "Line 1 has a list, dict or array in a set",
		strings.Repeat("1,", 101):  "Line 1 is longer than 200 characters",
		strings.Repeat("1\n", 21):  "At most 20 inputs can be tried",
		"np.array([1], dtype=" + strings.Repeat("x", 50): "Line 1 has xxxxxxxxxxxxxxxxxxxx…, which",
	} {
		if _, err := ReadInputs(written); err == nil || !strings.HasPrefix(err.Error(), want) {
			t.Errorf("%q: %v, want %s", written, err, want)
		}
	}
	inputs, err := ReadInputs("2, 3  # usual\r\n\n# empty\n  [1, '#']\n")
	if want := []string{"2, 3", "[1, '#']"}; err != nil || !slices.Equal(inputs, want) {
		t.Errorf("%q, %v, want %q", inputs, err, want)
	}
}

// Whatever is written, reading it ends, and what is accepted stays within the limits and is read again
// as the same.
func FuzzReadInputs(f *testing.F) {
	for _, seed := range []string{"2, 3", "x=np.linspace(0, 1, 5), k=3", "{'a': (1,)}", "np.zeros((2, 3), dtype=int)", "'\\", "1+2j", "[[[", "f'{x!r:>{y}}'", "float('inf')"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, written string) {
		inputs, err := ReadInputs(written)
		if err != nil {
			return
		}
		again, err := ReadInputs(strings.Join(inputs, "\n"))
		if err != nil || !slices.Equal(again, inputs) {
			t.Errorf("%q is read as %q, then as %q (%v)", written, inputs, again, err)
		}
	})
}
