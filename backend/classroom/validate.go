package classroom

import (
	"math"
	"regexp"
	"strings"
	"unicode/utf8"
)

// Limits on rules.
const (
	// MaxExpected bounds an expected answer in characters, MaxOneOf their number.
	MaxExpected = 5000
	MaxOneOf    = 50
	// MaxPattern bounds a pattern in characters. Go's expressions (RE2) take linear time.
	MaxPattern = 500
	// MaxLabel bounds the label of a group in characters.
	MaxLabel = 60
)

// validateCheck returns nil if the check can be applied, else an *Error of CodeBadField
// that says what to change.
func validateCheck(c Check) error {
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

// validateEquivalence returns nil if answers can be grouped by a, else an *Error of
// CodeBadField.
func validateEquivalence(a Alike) error { return validateTolerance(a.Relative, a.Absolute) }
