package compare

import (
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

// Verdict judges an answer. It returns NotJudged if there is nothing to judge by: no check, a
// reference that was not sent yet, or a picture although words are expected; and if answers that are
// not equal are too costly to be compared part by part.
func (j *Judge) Verdict(t payload.Type, n *Canonical) classroom.Verdict {
	judged := false
	for _, e := range j.expected {
		for _, expected := range e.forms(t) {
			judged = judged || !expected.costly && !n.costly
			if AreAlike(j.equivalence, expected, n) {
				return classroom.Right
			}
		}
	}
	if !judged {
		return classroom.NotJudged
	}
	return classroom.Wrong
}

// HasPattern reports whether answers are judged by Match and not by Verdict.
func (j *Judge) HasPattern() bool { return j.pattern != nil }

// Expected returns the one answer that is expected: as a value, nil if it is no value of Python. one is
// false if no answer is expected, or more than one.
func (j *Judge) Expected() (value *Canonical, one bool) {
	if len(j.expected) != 1 {
		return nil, false
	}
	return j.expected[0].value, true
}

// Match judges an answer by a pattern, as the text that Python writes for its value.
func (j *Judge) Match(p payload.Payload) classroom.Verdict {
	if j.pattern == nil || !payload.KindOf(p.Type).HasText() {
		return classroom.NotJudged
	}
	return verdictOf(j.pattern.MatchString(matchedText(p)))
}

// matchedText returns the text that is searched for a pattern. For a number that is 42, not the [42]
// that is sent.
func matchedText(p payload.Payload) string {
	k := payload.KindOf(p.Type)
	if k.Encoding != payload.JSON {
		text, _ := pyjson.Beginning(p.Data, MaxMatched)
		return text
	}
	found, err := pyjson.Measure(p.Data)
	if err != nil {
		text, _ := pyjson.Beginning(p.Data, MaxMatched)
		return text
	}
	s := pyjson.NewScanner(p.Data)
	s.Next()
	if k.Compared == payload.AsArray && isOneNumber(found) {
		s.Next()
	}
	w := pyjson.Writer{Limit: MaxMatched}
	w.Value(s)
	return w.String()
}

func verdictOf(right bool) classroom.Verdict {
	if right {
		return classroom.Right
	}
	return classroom.Wrong
}
