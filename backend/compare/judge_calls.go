package compare

import (
	"regexp"
	"strings"

	"npt/backend/classroom"
	"npt/backend/payload"
)

// NewOutputsJudge returns the Judge of CheckOutputs for the inputs of a question, with what is expected for
// each.
func (z Canonicalizer) NewOutputsJudge(inputs classroom.Inputs, alike classroom.Equivalence) *Judge {
	j := &Judge{kind: classroom.CheckOutputs, equivalence: alike, z: z, inputs: inputs}
	for _, written := range inputs.Outputs {
		j.expected = append(j.expected, z.expect(written, alike))
	}
	return j
}

// matchCalls judges a function by the outputs that the teacher typed. It is NotJudged if none are, and
// with a doubt if it was not called for the inputs of the question; what is no function is wrong.
func (j *Judge) matchCalls(p payload.Payload) (classroom.Verdict, Doubt) {
	calls, _ := payload.ReadCalls(p.Calls) // it was checked when it came
	switch {
	case len(j.inputs.Outputs) == 0 || len(j.inputs.Outputs) != len(j.inputs.Lines):
		return classroom.NotJudged, NoDoubt
	case payload.KindOf(p.Type).Compared != payload.AsCode:
		return classroom.Wrong, NoDoubt
	case inputsOf(linesOf(calls)) != inputsOf(j.inputs.Lines):
		return classroom.NotJudged, DoubtInputs
	}
	doubt := NoDoubt
	for i, c := range calls {
		switch verdict, why := j.matchCall(i, c); verdict {
		case classroom.Wrong:
			return classroom.Wrong, NoDoubt
		case classroom.NotJudged:
			doubt = why
		case classroom.Right:
		}
	}
	if doubt != NoDoubt {
		return classroom.NotJudged, doubt
	}
	return classroom.Right, NoDoubt
}

// errorName is what a teacher types for an exception.
var errorName = regexp.MustCompile(`^[A-Z]\w*(Error|Exception|Exit|Iteration|Interrupt|Warning)$`)

// matchCall judges what came of one call.
func (j *Judge) matchCall(i int, c payload.Call) (classroom.Verdict, Doubt) {
	written := strings.TrimSpace(j.inputs.Outputs[i])
	switch isError := errorName.MatchString(written); {
	case c.Error != "":
		return verdictOf(isError && c.Error == written), NoDoubt
	case c.Late || isError:
		return classroom.Wrong, NoDoubt
	}
	value := j.z.Canonical(c.Value, j.equivalence)
	one := Judge{kind: classroom.CheckOneOf, equivalence: j.equivalence, expected: j.expected[i : i+1]}
	verdict, doubt := one.Verdict(c.Value.Type, value)
	if verdict == classroom.NotJudged && doubt == NoDoubt { // a picture, where words are expected
		return classroom.Wrong, NoDoubt
	}
	return verdict, doubt
}
