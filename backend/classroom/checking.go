package classroom

import "regexp"

// MaxMatched bounds how much of an answer a pattern is looked for in, in bytes.
const MaxMatched = 64 << 10

// Judge applies a Check. Make one with NewJudge; it may be used from one goroutine.
type Judge struct {
	kind     CheckKind
	alike    Alike
	expected []expectation
	pattern  *regexp.Regexp
}

// NewJudge returns a Judge for a valid check. Alike is how the answers of the
// question are grouped, which also tells how they are compared with what is expected;
// reference is the record that CheckRecord means, nil if there is none yet.
func (z Normalizer) NewJudge(c Check, alike Alike, reference *Payload) *Judge {
	j := &Judge{kind: c.Kind, alike: alike}
	switch c.Kind {
	case CheckExact:
		j.alike.Relative, j.alike.Absolute = 0, 0
	case CheckTolerance:
		j.alike.Relative, j.alike.Absolute, j.alike.WholeExact = c.Relative, c.Absolute, false
	case CheckPattern:
		j.pattern, _ = regexp.Compile(c.Pattern) // nil, which judges nothing, for what was never valid
	case CheckRecord:
		if reference != nil {
			j.expected = []expectation{z.expectRecord(*reference, alike)}
		}
		return j
	}
	for _, written := range c.Expected {
		j.expected = append(j.expected, z.expect(written, j.alike))
	}
	return j
}

// Verdict judges an answer. It is NotJudged where there is nothing to judge by: no
// rule, a reference that was not sent yet, a picture where words are expected.
func (j *Judge) Verdict(t Type, n *Normal) Verdict {
	judged := false
	for _, e := range j.expected {
		for _, expected := range e.forms(t) {
			judged = true
			if AreAlike(j.alike, expected, n) {
				return Right
			}
		}
	}
	if !judged {
		return NotJudged
	}
	return Wrong
}

// HasPattern reports whether answers are judged by Match and not by Verdict.
func (j *Judge) HasPattern() bool { return j.pattern != nil }

// Expected returns the one answer that is expected as a value, nil if there is none, or
// several.
func (j *Judge) Expected() (value *Normal, one bool) {
	if len(j.expected) != 1 {
		return nil, false
	}
	return j.expected[0].value, true
}

// Match judges an answer by a pattern, as text: what Python writes for a value.
func (j *Judge) Match(p Payload) Verdict {
	if j.pattern == nil || p.Type == TypeImage {
		return NotJudged
	}
	return verdictOf(j.pattern.MatchString(matchedText(p)))
}

// matchedText returns the text that a pattern is looked for in: of a number 42, and not
// the [42] that it is sent as.
func matchedText(p Payload) string {
	if !p.Type.JSON() {
		text, _ := beginning(p.Data, MaxMatched)
		return text
	}
	found, err := measure(p.Data)
	if err != nil {
		text, _ := beginning(p.Data, MaxMatched)
		return text
	}
	s := newJSONScanner(p.Data)
	s.next()
	if p.Type == TypeArray && len(found.shape) == 1 && found.shape[0] == 1 && found.ragged == "" {
		s.next()
	}
	w := pyWriter{limit: MaxMatched}
	w.value(s)
	return w.String()
}

func verdictOf(right bool) Verdict {
	if right {
		return Right
	}
	return Wrong
}
