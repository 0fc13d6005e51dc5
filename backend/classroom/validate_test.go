package classroom

import (
	"strings"
	"testing"
)

func TestChecksThatCannotBe(t *testing.T) {
	for what, c := range map[string]Check{
		"a kind that is none":           {Kind: "guess"},
		"nothing expected":              {Kind: CheckExact},
		"white space expected":          {Kind: CheckExact, Expected: []string{" "}},
		"two expected":                  {Kind: CheckTolerance, Expected: []string{"1", "2"}},
		"none of several":               {Kind: CheckOneOf},
		"too many":                      {Kind: CheckOneOf, Expected: strings.Split(strings.Repeat("x ", MaxOneOf), " ")},
		"a book":                        {Kind: CheckExact, Expected: []string{strings.Repeat("x", MaxExpected+1)}},
		"a negative tolerance":          {Kind: CheckTolerance, Expected: []string{"1"}, Absolute: -1},
		"a relative tolerance of all":   {Kind: CheckTolerance, Expected: []string{"1"}, Relative: 1},
		"no pattern":                    {Kind: CheckPattern},
		"a pattern that is none":        {Kind: CheckPattern, Pattern: "("},
		"a pattern that looks behind":   {Kind: CheckPattern, Pattern: "(?<=a)b"},
		"a pattern of many repetitions": {Kind: CheckPattern, Pattern: "a{100000}"},
		"a long pattern":                {Kind: CheckPattern, Pattern: strings.Repeat("x", MaxPattern+1)},
	} {
		if err := validateCheck(c); err == nil || AsError(err).Code != CodeBadField {
			t.Errorf("%s: %v", what, err)
		}
	}
}
