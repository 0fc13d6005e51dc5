package python

import (
	"strings"
	"testing"
	"time"

	"npt/backend/cputime"
)

// Finding names takes no longer, token by token, in code that is made to take long.
func TestNamesAreFoundInLinearTime(t *testing.T) {
	took := func(code string, times int) time.Duration {
		tokens := Tokens(strings.Repeat(code, times))
		return cputime.Of(func() { OwnNames(tokens) }) / time.Duration(len(tokens))
	}
	for _, code := range []string{"for x ", "for ", "lambda ", "as x ", "[y for x in "} {
		const tokens = 4 // of the longest
		plain, hostile := took("x = f(y)\n", maxNamed/8), took(code, maxNamed/2/tokens)
		if hostile > 200*(plain+time.Microsecond/10) {
			t.Errorf("%q: %v for a token, %v in plain code", code, hostile, plain)
		}
	}
}
