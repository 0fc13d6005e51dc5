package compare

import (
	"fmt"
	"testing"

	"golang.org/x/text/unicode/norm"

	"npt/backend/classroom"
	"npt/backend/payload"
)

// BenchmarkBehaviour measures how long it takes to judge what 300 students' versions of 20 functions give
// for 5 inputs each, and to group them, if their Canonicals are not cached: by the teacher's own function,
// and by outputs that were typed.
func BenchmarkBehaviour(b *testing.B) {
	z := Canonicalizer{NFC: norm.NFC.String}
	questions := make([][]payload.Payload, 20)
	for q := range questions {
		for student := range 300 {
			questions[q] = append(questions[q], sentFunction(q, student))
		}
	}
	inputs := classroom.Inputs{Lines: inputsOfBench[:], Outputs: []string{"2.5", "[1, 2, 3]", "'ab'", "ValueError", "{'a': 1}"}}
	for _, c := range []struct {
		name  string
		judge func(q int) *Judge
	}{
		{"mine", func(q int) *Judge {
			return z.NewJudge(classroom.Check{Kind: classroom.CheckRecord}, classroom.DefaultEquivalence, &questions[q][0])
		}},
		{"outputs", func(int) *Judge { return z.NewOutputsJudge(inputs, classroom.DefaultEquivalence) }},
	} {
		b.Run(c.name, func(b *testing.B) {
			for b.Loop() {
				for q, payloads := range questions {
					judgeAll(b, z, c.judge(q), payloads)
				}
			}
			b.ReportMetric(b.Elapsed().Seconds()*1000/float64(b.N), "ms/6000")
		})
	}
}

var inputsOfBench = [...]string{"[1, 2, 3, 4]", "(3, 1, 2)", "'ba'", "None", "{'a': 1}, key='a'"}

// sentFunction returns a student's version of a function: one in three is wrong for one input.
func sentFunction(q, student int) payload.Payload {
	first, third := "2.5", "ab"
	if student%3 == 2 {
		first = fmt.Sprint(student % 7)
	}
	code := fmt.Sprintf("def f%d(values, key%d=None):\n    # mine\n    total = 0\n    for v in values:\n        total += v\n    return total / len(values)\n", q, student)
	calls := fmt.Sprintf(`{"seconds": 1.0, "calls": [{"input": %q, "type": "ndarray", "data": "[%s]"}, `+
		`{"input": %q, "type": "list", "data": "[1, 2, 3]"}, {"input": %q, "type": "str", "data": %q}, `+
		`{"input": %q, "error": "ValueError", "message": "no value in row %d"}, {"input": %q, "type": "dict", "data": "{\"a\": 1}"}]}`,
		inputsOfBench[0], first, inputsOfBench[1], inputsOfBench[2], third, inputsOfBench[3], student, inputsOfBench[4])
	return payload.Payload{Type: payload.TypeCode, Data: []byte(code), Calls: []byte(calls)}
}

func judgeAll(b *testing.B, z Canonicalizer, judge *Judge, payloads []payload.Payload) {
	canonicals := make([]*Canonical, len(payloads))
	right := 0
	for i, p := range payloads {
		canonicals[i] = z.Canonical(p, classroom.DefaultEquivalence)
		verdict, _ := judge.Verdict(p.Type, canonicals[i])
		if verdict == classroom.Right {
			right++
		}
	}
	if groups := GroupAnswers(canonicals, nil, classroom.DefaultEquivalence); right != 200 || len(groups) != 8 {
		b.Fatalf("%d of 300 are right, in %d groups", right, len(groups))
	}
}
