package classroom

import (
	"math"
	"regexp"
	"strings"
	"unicode/utf8"
)

// Verdict says whether an answer is right.
type Verdict string

// The verdicts.
const (
	NotJudged Verdict = ""
	Right     Verdict = "right"
	Wrong     Verdict = "wrong"
)

// CheckKind is a kind of rule.
type CheckKind string

// The kinds of rules.
const (
	CheckNothing   CheckKind = ""          // only what the teacher marks is judged
	CheckExact     CheckKind = "exact"     // equal to the expected answer
	CheckTolerance CheckKind = "tolerance" // within a tolerance of the expected answer
	CheckOneOf     CheckKind = "oneof"     // alike to one of the expected answers
	CheckPattern   CheckKind = "pattern"   // a regular expression is found in it
	CheckRecord    CheckKind = "record"    // alike to the owner's record
)

// Check is the rule by which the answers to a question are judged.
type Check struct {
	Kind     CheckKind
	Expected []string // CheckExact, CheckTolerance: one; CheckOneOf: some; as the teacher wrote them
	Relative float64  // CheckTolerance
	Absolute float64  // CheckTolerance
	Pattern  string   // CheckPattern
	RecordID int64    // CheckRecord: the reference; 0 is the owner's own, whenever it comes
}

// Limits on rules.
const (
	// MaxExpected bounds an expected answer in characters, MaxOneOf their number.
	MaxExpected = 5000
	MaxOneOf    = 50
	// MaxPattern bounds a pattern in characters. Go's expressions (RE2) take linear time.
	MaxPattern = 500
	// MaxMatched bounds how much of an answer a pattern is looked for in, in bytes.
	MaxMatched = 64 << 10
	// MaxLabel bounds the label of a group in characters.
	MaxLabel = 60
)

// validate returns nil if the check can be applied, else an *Error of CodeBadField that
// says what to change.
func (c Check) validate() error {
	switch c.Kind {
	case CheckNothing, CheckRecord:
		return nil
	case CheckPattern:
		return validatePattern(c.Pattern)
	case CheckExact, CheckTolerance, CheckOneOf:
	default:
		return Errorf(CodeBadField, "%q is no kind of rule.", c.Kind)
	}
	switch {
	case len(c.Expected) == 0 || c.Kind != CheckOneOf && len(c.Expected) > 1:
		return Errorf(CodeBadField, "Write the expected answer.")
	case len(c.Expected) > MaxOneOf:
		return Errorf(CodeBadField, "%d answers are the most that can be expected.", MaxOneOf)
	}
	for _, e := range c.Expected {
		if strings.TrimSpace(e) == "" {
			return Errorf(CodeBadField, "Write the expected answer.")
		}
		if utf8.RuneCountInString(e) > MaxExpected {
			return Errorf(CodeBadField, "The expected answer is longer than %d characters: shorten it.", MaxExpected)
		}
	}
	return validateTolerance(c.Relative, c.Absolute)
}

func validatePattern(pattern string) error {
	switch {
	case pattern == "":
		return Errorf(CodeBadField, "Write the pattern.")
	case utf8.RuneCountInString(pattern) > MaxPattern:
		return Errorf(CodeBadField, "The pattern is longer than %d characters: shorten it.", MaxPattern)
	}
	if _, err := regexp.Compile(pattern); err != nil {
		return Errorf(CodeBadField, "The pattern is no regular expression: %s.", strings.TrimPrefix(err.Error(), "error parsing regexp: "))
	}
	return nil
}

func validateTolerance(relative, absolute float64) error {
	for _, t := range []float64{relative, absolute} {
		if math.IsNaN(t) || math.IsInf(t, 0) || t < 0 {
			return Errorf(CodeBadField, "A tolerance is a number from 0 on.")
		}
	}
	if relative >= 1 {
		return Errorf(CodeBadField, "A relative tolerance is less than 1: 0.01 is one percent.")
	}
	return nil
}

// Validate returns nil if answers can be grouped by a, else an *Error of CodeBadField.
func (a Alike) Validate() error { return validateTolerance(a.Relative, a.Absolute) }

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
			if j.alike.Alike(expected, n) {
				return Right
			}
		}
	}
	if !judged {
		return NotJudged
	}
	return Wrong
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
	return w.out.String()
}

func verdictOf(right bool) Verdict {
	if right {
		return Right
	}
	return Wrong
}
