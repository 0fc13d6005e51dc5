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

// maxDigits bounds the digits of a whole number that is compared as a number; a longer one is compared
// as text.
const maxDigits = 300

// readNumber reads a number of JSON as Python's json module writes it. It returns the nearest float64,
// the remainder if it is a whole number, and whether it is written as a whole number. ok is false for
// a whole number beyond the range of float64.
func readNumber(literal string) (nearest, rest float64, whole, ok bool) {
	switch literal {
	case "NaN":
		return math.NaN(), 0, false, true
	case "Infinity":
		return math.Inf(1), 0, false, true
	case "-Infinity":
		return math.Inf(-1), 0, false, true
	}
	whole = !strings.ContainsAny(literal, ".eE")
	nearest, err := strconv.ParseFloat(literal, 64)
	if err != nil || math.IsInf(nearest, 0) {
		return nearest, 0, whole, !whole // 1e999 is infinite, in Python too
	}
	if nearest == 0 {
		nearest = 0 // -0.0, which a teacher sees as 0
	}
	if whole && math.Abs(nearest) >= wideWhole {
		if len(literal) > maxDigits {
			return 0, 0, true, false
		}
		rest = leftOver(literal, nearest)
	}
	return nearest, rest, whole, true
}

// leftOver returns the whole number of the literal minus nearest.
func leftOver(literal string, nearest float64) float64 {
	exact, ok := new(big.Int).SetString(literal, 10)
	if !ok {
		return 0
	}
	near, _ := big.NewFloat(nearest).Int(nil)
	left, _ := new(big.Float).SetInt(exact.Sub(exact, near)).Float64()
	return left
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
