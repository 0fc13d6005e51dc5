package api_test

import (
	"encoding/json"
	"os"
	"os/exec"
	"slices"
	"strings"
	"testing"

	"npt/app/api"
	"npt/app/enginetest"
)

// The help's examples run as they are written, and each arrives as the type that its line is about.
func TestTheExamplesOfTheHelp(t *testing.T) {
	written, err := os.ReadFile("../../frontend/src/features/help/examples.json")
	must(t, err)
	var examples map[string]string
	must(t, json.Unmarshal(written, &examples))
	l := enginetest.Open(t)
	cell, err := l.API.FirstCell(l.Session)
	must(t, err)
	script := []string{strings.Replace(cell.ByAddress, `input("Name:")`, `"Zoë"`, 1), `
import numpy as np, pandas as pd, sympy
import matplotlib; matplotlib.use("agg")
import matplotlib.pyplot as plt
from PIL import Image
Image.new("RGB", (4, 4)).save("cat.png")
def my_function(x): return x`}
	for _, example := range examples {
		script = append(script, example)
	}
	file := t.TempDir() + "/lab.py" // a function's source is read from where it was written
	must(t, os.WriteFile(file, []byte(strings.Join(script, "\n")), 0o600))
	cmd := exec.CommandContext(t.Context(), python, file)
	cmd.Dir = t.TempDir()
	cmd.Env = enginetest.OwnFolders(t, cmd.Environ())
	if out, err := cmd.CombinedOutput(); err != nil {
		t.Fatalf("the examples ended with %v and wrote %q", err, out)
	}
	want := []string{
		"1 str", "2 ndarray", "3 ndarray", "4 table", "5 dict", "6 image", "7 image", "8 code", "bonus latex",
	}
	var got []string
	enginetest.Eventually(t, "all examples", func() bool {
		got = nil
		for _, r := range graded(l, api.RecordQuery{}) {
			got = append(got, r.Question+" "+r.Type)
		}
		slices.Sort(got)
		return len(got) == len(examples)
	})
	if !slices.Equal(got, want) {
		t.Errorf("they arrive as %q, want %q", got, want)
	}
}
