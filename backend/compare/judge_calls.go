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
	j := &Judge{kind: classroom.CheckOutputs, equivalence: alike, inputs: inputs}
	for _, written := range inputs.Outputs {
		j.expected = append(j.expected, z.expect(written, alike))
	}
	return j
}

// verdictOfCalls judges a function by the outputs that the teacher typed. It is NotJudged if none are, and
// with a doubt if it was not called for the inputs of the question, or gave more than is compared; what
// is no function is wrong.
func (j *Judge) verdictOfCalls(t payload.Type, n *Canonical) (classroom.Verdict, Doubt) {
	switch {
	case len(j.inputs.Outputs) == 0 || len(j.inputs.Outputs) != len(j.inputs.Lines):
		return classroom.NotJudged, NoDoubt
	case payload.KindOf(t).Compared != payload.AsCode:
		return classroom.Wrong, NoDoubt
	case !n.IsCalledFor(j.inputs.Lines):
		return classroom.NotJudged, DoubtInputs
	case n.behaviour.outcomes == nil:
		return classroom.NotJudged, DoubtCostly
	}
	doubt := NoDoubt
	for i, o := range n.behaviour.outcomes {
		switch verdict, why := j.verdictOfCall(i, o); verdict {
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

// verdictOfCall judges what came of one call.
func (j *Judge) verdictOfCall(i int, o outcome) (classroom.Verdict, Doubt) {
	written := strings.TrimSpace(j.inputs.Outputs[i])
	switch isError := errorName.MatchString(written); {
	case o.err != "":
		return verdictOf(isError && o.err == written), NoDoubt
	case o.value == nil || isError: // nothing came in time
		return classroom.Wrong, NoDoubt
	}
	one := Judge{kind: classroom.CheckOneOf, equivalence: j.equivalence, expected: j.expected[i : i+1]}
	verdict, doubt := one.Verdict(o.kind, o.value)
	if verdict == classroom.NotJudged && doubt == NoDoubt { // a picture, where words are expected
		return classroom.Wrong, NoDoubt
	}
	return verdict, doubt
}
