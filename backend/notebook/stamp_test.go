package notebook

import (
	"bytes"
	"regexp"
	"strings"
	"testing"
)

var versionInCell = regexp.MustCompile(`, 'notebook_version': '[0-9a-f]{8}'`)

// unstamped returns text without versions of notebooks.
func unstamped(text string) string { return versionInCell.ReplaceAllString(text, "") }

// connected returns a notebook with a first cell.
func connected(t *testing.T, source string, cells ...string) *Document {
	t.Helper()
	data, err := mustRead(t, book(t, cells...)).Connect(FirstCell{Source: source})
	if err != nil {
		t.Fatal(err)
	}
	return mustRead(t, data)
}

// The version follows what the notebook says, and nothing of whose session it is, or where.
func TestVersionOfANotebook(t *testing.T) {
	cells := []string{"m # Lab", "c x = 1  # TODO OPERAND\nsend(x, 7)"}
	lab := connected(t, fourLines, cells...)
	elsewhere := connected(t, strings.NewReplacer("10.0.0.5", "192.168.1.9", "lab-2", "lab-3").Replace(fourLines), cells...)
	if v := lab.Version(); len(v) != stampDigits || v != elsewhere.Version() || lab.IsStale() {
		t.Fatalf("versions %q and %q", v, elsewhere.Version())
	}
	seen := map[string]string{lab.Version(): "the lab"}
	_, renumbered, err := lab.Renumber(1)
	if err != nil {
		t.Fatal(err)
	}
	student, err := lab.Student(Replacement)
	if err != nil {
		t.Fatal(err)
	}
	for what, data := range map[string][]byte{"renumbered": renumbered, "the students'": student.Data, "changed": connected(t, fourLines, "m # Lab", "c x").data} {
		d := mustRead(t, data)
		if other, isThere := seen[d.Version()]; isThere || d.Version() == "" || d.IsStale() {
			t.Errorf("%s has the version %q, as %s", what, d.Version(), other)
		}
		seen[d.Version()] = what
	}
	again, err := mustRead(t, student.Data).Student(Replacement)
	if err != nil || !bytes.Equal(again.Data, student.Data) {
		t.Errorf("the students' version of itself is another: %v\n%s\n%s", err, student.Data, again.Data)
	}
	if edited := mustRead(t, bytes.Replace(lab.data, []byte("# Lab"), []byte("# New"), 1)); !edited.IsStale() {
		t.Error("a notebook that was edited is not stale")
	}
	if plain := mustRead(t, book(t, "c "+fourLines, "c send(1, 3)")); plain.Version() != "" || plain.IsStale() {
		t.Errorf("a first cell that was pasted has the version %q", plain.Version())
	} else if _, data, err := plain.Renumber(1); err != nil || bytes.Contains(data, []byte("notebook_version")) {
		t.Errorf("it gets one unasked: %v\n%s", err, data)
	}
}

func TestChanges(t *testing.T) {
	for _, c := range []struct {
		what          string
		before, after []string
		want          string // number before:number now, for each cell that changed
	}{
		{"nothing", []string{"c a", "m b"}, []string{"c a", "m b"}, ""},
		{"one text", []string{"c a", "c x = 1\ny = 2", "c c"}, []string{"c a", "c x = 3\ny = 2", "c c"}, "2:2"},
		{"a new cell first", []string{"m a", "c b"}, []string{"c first", "m a", "c b"}, "0:1"},
		{"one is gone", []string{"m a", "c secret", "c b"}, []string{"m a", "c b"}, "2:0"},
		{"one is gone, the next changed", []string{"m a", "c secret", "c b = 1\nsend(b, 1)"}, []string{"m a", "c b = ...\nsend(b, 1)"}, "2:0 3:2"},
		{"all at once", []string{"m a", "c hidden", "c b\nk", "c d\ne"}, []string{"c first", "m a", "c k\nnew", "c d\nf"}, "0:1 2:0 3:3 4:4"},
	} {
		before := bytes.ReplaceAll(book(t, c.before...), []byte("cell-"), []byte("was-")) // ids there go by the position
		changed, _ := Changes(mustRead(t, before), mustRead(t, book(t, c.after...)))
		var got []string
		for _, one := range changed {
			got = append(got, string(rune('0'+one.Was))+":"+string(rune('0'+one.Is)))
		}
		if strings.Join(got, " ") != c.want {
			t.Errorf("%s: %q, want %q", c.what, got, c.want)
		}
	}
	before := []byte(`{"nbformat": 4, "nbformat_minor": 4, "metadata": {}, "cells": [{"cell_type": "code", "metadata": {}, "execution_count": 2, "source": "x", "outputs": [{"output_type": "stream", "name": "stdout", "text": "1"}]}]}`)
	cleared, n, err := mustRead(t, before).Clear()
	if err != nil || n != 1 {
		t.Fatalf("%d cells cleared, %v", n, err)
	}
	if changed, beside := Changes(mustRead(t, before), mustRead(t, cleared)); len(changed) != 0 || beside != 1 {
		t.Errorf("%d changed, %d beside", len(changed), beside)
	}
}

// A cell whose lines end as on Windows keeps these ends, also where a line changes.
func TestLineEndsOfACellStay(t *testing.T) {
	for before, want := range map[string]string{
		`"source": ["send(1, 2)\r\n", "y = 3\r\n", "z"]`: `"source": ["send(1, 1)\r\n", "y = 3\r\n", "z"]`,
		`"source": "send(1, 2)\r\ny = 3\r\n"`:            `"source": "send(1, 1)\r\ny = 3\r\n"`,
		`"source": ["send(1, 2)\n", "y = 3\r\n", "z"]`:   `"source": ["send(1, 1)\n", "y = 3\r\n", "z"]`,
	} {
		_, made, err := mustRead(t, []byte(`{"nbformat": 4, "nbformat_minor": 4, "metadata": {}, "cells": [{"cell_type": "code", "metadata": {}, "outputs": [], `+before+`}]}`)).Renumber(1)
		if err != nil || !bytes.Contains(made, []byte(want)) {
			t.Errorf("%s becomes %s, %v, want %s", before, made, err, want)
		}
	}
}
