package classroom

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// LessQuestion reports whether the label a comes before b in the order in which a teacher counts: 2,
// 2b, 2c, 10, Bonus. Runs of the digits 0 to 9 compare by value, however long they are, and come
// before all other characters. Those compare one by one, without regard to case. Labels that are still
// equal, such as 2 and 02 or a and A, compare as bytes, so that different labels always have an order.
func LessQuestion(a, b string) bool {
	restA, restB := a, b
	for restA != "" && restB != "" {
		var tokenA, tokenB labelToken
		tokenA, restA = nextLabelToken(restA)
		tokenB, restB = nextLabelToken(restB)
		if c := tokenA.compare(tokenB); c != 0 {
			return c < 0
		}
	}
	if restA != "" || restB != "" {
		return restA == ""
	}
	return a < b
}

// labelToken is a piece of a label: a number or one character. Tokens are totally ordered, and so are
// labels, which are sequences of tokens.
type labelToken struct {
	number bool
	digits string // of a number, without leading zeros
	char   rune   // in lower case
}

// nextLabelToken cuts the first token off a label that is not empty.
func nextLabelToken(s string) (token labelToken, rest string) {
	end := 0
	for end < len(s) && isDigit(s[end]) {
		end++
	}
	if end > 0 {
		return labelToken{number: true, digits: strings.TrimLeft(s[:end], "0")}, s[end:]
	}
	r, size := utf8.DecodeRuneInString(s)
	return labelToken{char: unicode.ToLower(r)}, s[size:]
}

// compare is negative if t comes before u, 0 if they are alike.
func (t labelToken) compare(u labelToken) int {
	switch {
	case t.number != u.number:
		if t.number {
			return -1
		}
		return 1
	case !t.number:
		return int(t.char) - int(u.char)
	case len(t.digits) != len(u.digits): // of two numbers, the longer one is larger
		return len(t.digits) - len(u.digits)
	}
	return strings.Compare(t.digits, u.digits)
}

func isDigit(c byte) bool { return '0' <= c && c <= '9' }
