package assess

import (
	"strings"
	"testing"

	"npt/backend/classroom"
)

func TestChecksThatCannotBe(t *testing.T) {
	for what, c := range map[string]classroom.Check{
		"a kind that is none":           {Kind: "guess"},
		"nothing expected":              {Kind: classroom.CheckExact},
		"white space expected":          {Kind: classroom.CheckExact, Expected: []string{" "}},
		"two expected":                  {Kind: classroom.CheckTolerance, Expected: []string{"1", "2"}},
		"none of several":               {Kind: classroom.CheckOneOf},
		"too many":                      {Kind: classroom.CheckOneOf, Expected: strings.Split(strings.Repeat("x ", MaxOneOf), " ")},
		"a book":                        {Kind: classroom.CheckExact, Expected: []string{strings.Repeat("x", MaxExpected+1)}},
		"a negative tolerance":          {Kind: classroom.CheckTolerance, Expected: []string{"1"}, Absolute: -1},
		"a relative tolerance of all":   {Kind: classroom.CheckTolerance, Expected: []string{"1"}, Relative: 1},
		"no pattern":                    {Kind: classroom.CheckPattern},
		"a pattern that is none":        {Kind: classroom.CheckPattern, Pattern: "("},
		"a pattern that looks behind":   {Kind: classroom.CheckPattern, Pattern: "(?<=a)b"},
		"a pattern of many repetitions": {Kind: classroom.CheckPattern, Pattern: "a{100000}"},
		"a long pattern":                {Kind: classroom.CheckPattern, Pattern: strings.Repeat("x", MaxPattern+1)},
	} {
		if err := validateCheck(c); err == nil || classroom.AsError(err).Code != classroom.CodeBadField {
			t.Errorf("%s: %v", what, err)
		}
	}
}
