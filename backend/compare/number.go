package compare

import (
	"math"
	"math/big"
	"regexp"
	"strconv"
	"strings"
)

// wideWhole is the size from which a float64 cannot hold every whole number.
const wideWhole = 1 << 53

// readNumber reads a number of JSON as Python's json module writes it. It returns the nearest float64,
// for a whole number that a float64 may not hold its exact value too, and whether it is written as a
// whole number. ok is false for a whole number beyond the range of float64, which is compared as text.
func readNumber(literal string) (nearest float64, wide *big.Int, whole, ok bool) {
	switch literal {
	case "NaN":
		return math.NaN(), nil, false, true
	case "Infinity":
		return math.Inf(1), nil, false, true
	case "-Infinity":
		return math.Inf(-1), nil, false, true
	}
	whole = !strings.ContainsAny(literal, ".eE")
	nearest, err := strconv.ParseFloat(literal, 64)
	if err != nil || math.IsInf(nearest, 0) {
		return nearest, nil, whole, !whole // 1e999 is infinite, in Python too
	}
	if nearest == 0 {
		nearest = 0 // -0.0, which a teacher sees as 0
	}
	if whole && math.Abs(nearest) >= wideWhole {
		if wide, ok = new(big.Int).SetString(literal, 10); !ok {
			return 0, nil, true, false
		}
	}
	return nearest, wide, whole, true
}

// isWideWhole reports whether a text is a whole number that JavaScript would round. Our client sends
// its digits as text.
func isWideWhole(text string) bool {
	digits := strings.TrimPrefix(text, "-")
	if len(digits) < len("9007199254740992") || digits[0] == '0' || strings.Trim(digits, "0123456789") != "" {
		return false
	}
	nearest, _ := strconv.ParseFloat(digits, 64)
	return nearest >= wideWhole
}

// apart returns how far the numbers at index i are from each other, which is 0 for equal ones only.
func apart(x, y *Canonical, i int) float64 {
	if x.wideAt(i) == nil && y.wideAt(i) == nil {
		return math.Abs(x.numbers[i] - y.numbers[i])
	}
	p, pRest := x.wholeAt(i)
	q, qRest := y.wholeAt(i)
	between, _ := new(big.Float).SetInt(new(big.Int).Sub(p, q)).Float64()
	return math.Abs(between + (pRest - qRest))
}

func (n *Canonical) wideAt(i int) *big.Int {
	if n.wide == nil {
		return nil
	}
	return n.wide[i]
}

// wholeAt returns the finite number at index i as a whole number and the rest.
func (n *Canonical) wholeAt(i int) (whole *big.Int, rest float64) {
	if wide := n.wideAt(i); wide != nil {
		return wide, 0
	}
	near, rest := math.Modf(n.numbers[i])
	whole, _ = big.NewFloat(near).Int(nil)
	return whole, rest
}

// complexText matches a complex number as Python's repr writes it; our client sends that: (1+2j), 2j,
// (-0-1e-05j), (nan+infj).
var complexText = regexp.MustCompile(`^\(?(?:([+-]?(?:[0-9.]+(?:e[+-]?[0-9]+)?|nan|inf)))??([+-]?(?:[0-9.]+(?:e[+-]?[0-9]+)?|nan|inf))j\)?$`)

// readComplex returns the parts of a complex number; ok is false if the text is none.
func readComplex(text string) (re, im float64, ok bool) {
	const longest = 60 // two floats and the characters around them
	if len(text) < 2 || len(text) > longest || !strings.HasSuffix(strings.TrimSuffix(text, ")"), "j") {
		return 0, 0, false
	}
	parts := complexText.FindStringSubmatch(text)
	if parts == nil {
		return 0, 0, false
	}
	if parts[1] != "" {
		if strings.IndexAny(parts[2], "+-") != 0 {
			return 0, 0, false
		}
		if re, ok = readPart(parts[1]); !ok {
			return 0, 0, false
		}
	}
	im, ok = readPart(parts[2])
	return re, im, ok
}

func readPart(text string) (float64, bool) {
	f, err := strconv.ParseFloat(text, 64)
	if err != nil {
		return 0, false
	}
	return f + 0, true
}
