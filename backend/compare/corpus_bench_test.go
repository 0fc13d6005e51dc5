package compare

import (
	"bufio"
	"bytes"
	"encoding/json"
	"fmt"
	"maps"
	"os/exec"
	"path/filepath"
	"slices"
	"testing"

	"golang.org/x/text/unicode/norm"

	"npt/backend/classroom"
	"npt/backend/payload"
)

// corpusFunction is a function of the corpus as the client sends it, and what it does.
type corpusFunction struct {
	Question, What, Code, Calls string
}

// BenchmarkCorpus groups the functions of testdata/functions: 12 questions with 40 students each, who did
// them in their own ways, right and wrong. They run in Debian's Python, by the client's own calls. It
// reports how many groups a question has by text, by code with names ignored and by behaviour; how many
// it would have if each thing that they do were a group, and at the least if no more than five functions in
// a hundred may stand beside others: no grouping at all can have fewer; and how many functions in a hundred
// do what most of their group do. With -v it lists what is not as it should be.
func BenchmarkCorpus(b *testing.B) {
	corpus := readCorpus(b)
	text, code := classroom.DefaultEquivalence, classroom.DefaultEquivalence
	code.IgnoreNames = true
	for _, by := range []struct {
		name  string
		alike classroom.Equivalence
		read  func(f corpusFunction) payload.Payload
	}{
		{"text", text, func(f corpusFunction) payload.Payload {
			return payload.Payload{Type: payload.TypeText, Data: []byte(f.Code)}
		}},
		{"code", code, func(f corpusFunction) payload.Payload {
			return payload.Payload{Type: payload.TypeCode, Data: []byte(f.Code)}
		}},
		{"behaviour", text, func(f corpusFunction) payload.Payload {
			return payload.Payload{Type: payload.TypeCode, Data: []byte(f.Code), Calls: []byte(f.Calls)}
		}},
	} {
		b.Run(by.name, func(b *testing.B) {
			var all grouping
			for b.Loop() {
				all = grouping{}
				for question, functions := range corpus {
					all.add(group(b, question, functions, by.read, by.alike))
				}
			}
			questions := float64(len(corpus))
			b.ReportMetric(float64(all.groups)/questions, "groups/question")
			b.ReportMetric(float64(all.classes)/questions, "true-groups/question")
			b.ReportMetric(float64(all.least)/questions, "least-groups-at-95%/question")
			b.ReportMetric(float64(all.largest)/questions, "groups-of-90%/question")
			b.ReportMetric(100*float64(all.pure)/float64(all.functions), "%pure")
		})
	}
}

// grouping says how functions are grouped.
type grouping struct {
	functions, groups int
	classes           int // how many different things they do
	least             int // how many of these, the largest first, 95 in a hundred of them do
	largest           int // how many groups, the largest first, have 90 in a hundred of them
	pure              int // how many do what most of their group do
}

func (g *grouping) add(more grouping) {
	g.functions += more.functions
	g.groups += more.groups
	g.classes += more.classes
	g.least += more.least
	g.largest += more.largest
	g.pure += more.pure
}

// group groups the functions of a question, and logs where it differs from what they do.
func group(b *testing.B, question string, functions []corpusFunction, read func(corpusFunction) payload.Payload, alike classroom.Equivalence) grouping {
	z := Canonicalizer{NFC: norm.NFC.String}
	canonicals := make([]*Canonical, len(functions))
	for i, f := range functions {
		canonicals[i] = z.Canonical(read(f), alike)
	}
	list := GroupAnswers(canonicals, nil, alike)
	found := grouping{functions: len(functions), groups: len(list)}
	in := map[string]int{} // how many groups have some that do this
	covered := 0
	for _, g := range list {
		if covered*10 < len(functions)*9 {
			found.largest++
		}
		covered += len(g.Members)
		counts := map[string]int{}
		most := 0
		for _, i := range g.Members {
			counts[functions[i].What]++
			most = max(most, counts[functions[i].What])
		}
		for what := range counts {
			in[what]++
		}
		if found.pure += most; len(counts) > 1 {
			b.Logf("%s: one group of %v", question, counts)
		}
	}
	for what, groups := range in {
		if groups > 1 && canonicals[0].IsCalled() {
			b.Logf("%s: %q is in %d groups", question, what, groups)
		}
	}
	found.classes, found.least = len(in), leastOf(functions)
	return found
}

// leastOf returns how many groups a question has at the least, if each does mainly one thing and 95 functions
// in a hundred do what most of their group do.
func leastOf(functions []corpusFunction) (groups int) {
	counts := map[string]int{}
	for _, f := range functions {
		counts[f.What]++
	}
	pure := 0
	for _, count := range slices.Backward(slices.Sorted(maps.Values(counts))) {
		if pure*100 < len(functions)*95 {
			groups++
		}
		pure += count
	}
	return groups
}

// readCorpus runs the functions of testdata and returns what the client sends, by question.
func readCorpus(b *testing.B) map[string][]corpusFunction {
	b.Helper()
	files, err := filepath.Glob("testdata/functions/*.txt")
	if err != nil || len(files) < 12 {
		b.Fatalf("%d questions (%v)", len(files), err)
	}
	var failed bytes.Buffer
	cmd := exec.CommandContext(b.Context(), "/usr/bin/python3", append([]string{"testdata/run_functions.py"}, files...)...)
	cmd.Stderr = &failed
	out, err := cmd.Output()
	if err != nil {
		b.Fatalf("%v: %s", err, failed.String())
	}
	corpus := map[string][]corpusFunction{}
	lines := bufio.NewScanner(bytes.NewReader(out))
	lines.Buffer(nil, 1<<20)
	for lines.Scan() {
		var f corpusFunction
		if err := json.Unmarshal(lines.Bytes(), &f); err != nil {
			b.Fatal(err)
		}
		corpus[f.Question] = append(corpus[f.Question], f)
	}
	for question, functions := range corpus {
		if len(functions) < 40 {
			b.Fatal(fmt.Sprint(question, " has only ", len(functions), " functions"))
		}
	}
	return corpus
}
