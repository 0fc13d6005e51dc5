package compare

import (
	"bytes"
	"regexp"

	"npt/backend/classroom"
	"npt/backend/payload"
	"npt/backend/pyjson"
)

// MaxMatched bounds how many bytes of an answer are searched for a pattern.
const MaxMatched = 64 << 10

// Judge applies a Check. Make one with NewJudge. It must not be used from several goroutines at once.
type Judge struct {
	kind        classroom.CheckKind
	equivalence classroom.Equivalence
	expected    []expectation
	pattern     *regexp.Regexp
	inputs      classroom.Inputs // of CheckOutputs
}

// NewJudge returns a Judge for a valid check. alike is the equivalence by which the answers of the
// question are grouped; it also tells how they are compared with the expected answer. reference is the
// record that CheckRecord means; nil if there is none yet.
func (z Canonicalizer) NewJudge(c classroom.Check, alike classroom.Equivalence, reference *payload.Payload) *Judge {
	j := &Judge{kind: c.Kind, equivalence: alike}
	switch c.Kind {
	case classroom.CheckExact:
		j.equivalence.Relative, j.equivalence.Absolute = 0, 0
	case classroom.CheckTolerance:
		j.equivalence.Relative, j.equivalence.Absolute, j.equivalence.WholeExact = c.Relative, c.Absolute, false
	case classroom.CheckPattern:
		j.pattern, _ = regexp.Compile(c.Pattern) // an invalid pattern is nil, which judges nothing
	case classroom.CheckRecord:
		if reference != nil {
			j.expected = []expectation{z.expectRecord(*reference, alike)}
		}
		return j
	}
	for _, written := range c.Expected {
		j.expected = append(j.expected, z.expect(written, j.equivalence))
	}
	return j
}

// Verdict judges an answer. It is NotJudged if there is nothing to judge by: no check, a reference that
// was not sent yet, or a picture although words are expected. It is NotJudged with a doubt if what came
// of the answer, or of what is expected, does not tell.
func (j *Judge) Verdict(t payload.Type, n *Canonical) (classroom.Verdict, Doubt) {
	if j.kind == classroom.CheckOutputs {
		return j.verdictOfCalls(t, n)
	}
	judged, doubt := false, NoDoubt
	for _, e := range j.expected {
		for _, expected := range e.forms(t) {
			judged = true
			switch likenessOf(j.equivalence, expected, n) {
			case alike:
				return classroom.Right, NoDoubt
			case unknown:
				doubt = doubtOf(expected, n)
			case unlike:
			}
		}
	}
	if !judged || doubt != NoDoubt {
		return classroom.NotJudged, doubt
	}
	return classroom.Wrong, NoDoubt
}

// ReadsPayloads reports whether answers are judged by Match and not by Verdict.
func (j *Judge) ReadsPayloads() bool { return j.pattern != nil }

// Expected returns the one answer that is expected: as a value, nil if it is no value of Python. one is
// false if no answer is expected, or more than one.
func (j *Judge) Expected() (value *Canonical, one bool) {
	if len(j.expected) != 1 || j.kind == classroom.CheckOutputs {
		return nil, false
	}
	return j.expected[0].value, true
}

// Match judges an answer by a pattern, as the text that Python writes for its value. Of a longer text than
// MaxMatched, and of one of which a part came, the beginning is searched. It is NotJudged with a doubt if
// that does not tell.
func (j *Judge) Match(p payload.Payload) (classroom.Verdict, Doubt) {
	if j.pattern == nil || !payload.KindOf(p.Type).HasText() {
		return classroom.NotJudged, NoDoubt
	}
	text, cut := matchedText(p, false)
	found := j.pattern.FindStringIndex(text)
	if found == nil && bytes.IndexByte(p.Data, '\t') >= 0 { // (1, 2) fits what [1, 2] fits, too
		text, cut = matchedText(p, true)
		found = j.pattern.FindStringIndex(text)
	}
	if !cut && payload.ExtentOf(p).Incomplete {
		return classroom.NotJudged, DoubtIncomplete
	}
	switch {
	case !cut:
		return verdictOf(found != nil), NoDoubt
	case found != nil && found[1] < len(text): // whatever follows
		return classroom.Right, NoDoubt
	}
	return classroom.NotJudged, DoubtLong
}

// matchedText returns the text that is searched for a pattern, and whether it is only the beginning.
// For a number it is 42, not the [42] that is sent; plain is without what only our client tells, tuples.
func matchedText(p payload.Payload, plain bool) (text string, cut bool) {
	k := payload.KindOf(p.Type)
	if k.Encoding != payload.JSON {
		return pyjson.Beginning(p.Data, MaxMatched)
	}
	found, err := pyjson.Measure(p.Data)
	if err != nil {
		return pyjson.Beginning(p.Data, MaxMatched)
	}
	s := pyjson.NewScanner(p.Data)
	s.Next()
	if k.Compared == payload.AsArray && isOneNumber(found) {
		s.Next()
	}
	w := pyjson.Writer{Limit: MaxMatched, Plain: plain}
	w.Value(s)
	return w.String(), w.Cut
}

func verdictOf(right bool) classroom.Verdict {
	if right {
		return classroom.Right
	}
	return classroom.Wrong
}
