package assess

import (
	"math"
	"regexp"
	"strings"
	"unicode/utf8"

	"npt/backend/classroom"
	"npt/backend/compare"
)

// Limits on rules.
const (
	// MaxExpected bounds an expected answer in characters; MaxOneOf bounds how many there may be.
	MaxExpected = 5000
	MaxOneOf    = 50
	// MaxPattern bounds a pattern in characters. Go's expressions (RE2) take linear time.
	MaxPattern = 500
	// MaxLabel bounds the label of a group in characters.
	MaxLabel = 60
)

// validateCheck returns nil if the check can be applied; else an *Error of CodeBadField that says what
// to change.
func validateCheck(c classroom.Check) error {
	switch c.Kind {
	case classroom.CheckNothing, classroom.CheckRecord, classroom.CheckOutputs:
		return nil
	case classroom.CheckPattern:
		return validatePattern(c.Pattern)
	case classroom.CheckExact, classroom.CheckTolerance, classroom.CheckOneOf:
	default:
		return classroom.Errorf(classroom.CodeBadField, "%q is not a kind of rule.", c.Kind)
	}
	switch {
	case len(c.Expected) == 0 || c.Kind != classroom.CheckOneOf && len(c.Expected) > 1:
		return classroom.Errorf(classroom.CodeBadField, "Write the expected answer.")
	case len(c.Expected) > MaxOneOf:
		return classroom.Errorf(classroom.CodeBadField, "At most %d answers can be expected.", MaxOneOf)
	}
	for _, e := range c.Expected {
		if strings.TrimSpace(e) == "" {
			return classroom.Errorf(classroom.CodeBadField, "Write the expected answer.")
		}
		if utf8.RuneCountInString(e) > MaxExpected {
			return classroom.Errorf(classroom.CodeBadField, "The expected answer is longer than %d characters: shorten it.", MaxExpected)
		}
	}
	return validateTolerance(c.Relative, c.Absolute)
}

// readInputs returns the inputs of a question as a teacher wrote them; an *Error of CodeBadField if they
// cannot be tried.
func readInputs(lines, outputs string, seconds float64) (in classroom.Inputs, err error) {
	if in.Lines, err = compare.ReadInputs(lines); err != nil {
		return in, err
	}
	for line := range strings.SplitSeq(outputs, "\n") {
		if line = strings.TrimSpace(line); line == "" {
			continue
		}
		if utf8.RuneCountInString(line) > MaxExpected {
			return in, classroom.Errorf(classroom.CodeBadField, "The expected answer is longer than %d characters: shorten it.", MaxExpected)
		}
		in.Outputs = append(in.Outputs, line)
	}
	if n := len(in.Outputs); n > 0 && n != len(in.Lines) {
		return in, classroom.Errorf(classroom.CodeBadField, "There are %d inputs and %d outputs: write one output for each input, or none.", len(in.Lines), n)
	}
	if !(seconds >= 0 && seconds <= classroom.MaxCallSeconds) || seconds > 0 && seconds < 0.1 {
		return in, classroom.Errorf(classroom.CodeBadField, "The calls of a function may take %d s together at most.", classroom.MaxCallSeconds)
	}
	if in.Seconds = seconds; seconds == classroom.CallSeconds {
		in.Seconds = 0
	}
	return in, nil
}

func validatePattern(pattern string) error {
	switch {
	case pattern == "":
		return classroom.Errorf(classroom.CodeBadField, "Write the pattern.")
	case utf8.RuneCountInString(pattern) > MaxPattern:
		return classroom.Errorf(classroom.CodeBadField, "The pattern is longer than %d characters: shorten it.", MaxPattern)
	}
	if _, err := regexp.Compile(pattern); err != nil {
		return classroom.Errorf(classroom.CodeBadField, "The pattern is not a regular expression: %s.", strings.TrimPrefix(err.Error(), "error parsing regexp: "))
	}
	return nil
}

func validateTolerance(relative, absolute float64) error {
	for _, t := range []float64{relative, absolute} {
		if math.IsNaN(t) || math.IsInf(t, 0) || t < 0 {
			return classroom.Errorf(classroom.CodeBadField, "A tolerance is a number of 0 or more.")
		}
	}
	if relative >= 1 {
		return classroom.Errorf(classroom.CodeBadField, "A relative tolerance is less than 1: 0.01 is one percent.")
	}
	return nil
}

// validateEquivalence returns nil if answers can be grouped by a; else an *Error of CodeBadField.
func validateEquivalence(a classroom.Equivalence) error {
	return validateTolerance(a.Relative, a.Absolute)
}
