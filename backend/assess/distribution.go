package assess

import (
	"cmp"
	"math"
	"slices"
	"strconv"
	"strings"

	"npt/backend/classroom"
	"npt/backend/compare"
	"npt/backend/payload"
)

// Distribution is how often each value was sent at one place of a numeric answer.
type Distribution struct {
	Place  string // empty for a single number, else the index as Python writes it
	Values []DistributionValue
}

// DistributionValue is a value and by how many answers it was sent.
type DistributionValue struct {
	Value    float64
	Text     string // as Python writes it
	Right    int
	Wrong    int
	Unjudged int
}

// maxPlaces is of how many places of an answer the spread is shown.
const maxPlaces = 4

// distributionsOf returns the spread of the numbers of the shape that most answers have;
// nothing if they have no or many numbers.
func distributionsOf(q *gradedQuestion) []Distribution {
	shape := commonShape(q.canonicals)
	if shape == nil {
		return nil
	}
	spreads := make([]Distribution, len(shape.Numbers()))
	for place := range spreads {
		spreads[place].Place = placeText(place, shape.Dims())
		values := map[float64]*DistributionValue{}
		var missing *DistributionValue // nan, which is no key
		for i, n := range q.canonicals {
			if n.Shape() != shape.Shape() {
				continue
			}
			f := n.Numbers()[place]
			v := values[f]
			if math.IsNaN(f) {
				v = missing
			}
			if v == nil {
				v = &DistributionValue{Value: f, Text: floatText(f)}
				if math.IsNaN(f) {
					missing = v
				} else {
					values[f] = v
				}
			}
			v.count(q.verdicts[i])
		}
		for _, v := range values {
			spreads[place].Values = append(spreads[place].Values, *v)
		}
		slices.SortFunc(spreads[place].Values, func(a, b DistributionValue) int { return cmp.Compare(a.Value, b.Value) })
		if missing != nil {
			spreads[place].Values = append(spreads[place].Values, *missing)
		}
	}
	return spreads
}

func (v *DistributionValue) count(verdict classroom.Verdict) {
	switch verdict {
	case classroom.Right:
		v.Right++
	case classroom.Wrong:
		v.Wrong++
	case classroom.NotJudged:
		v.Unjudged++
	}
}

// commonShape returns an answer of the shape that most answers have, if that is of few
// real numbers.
func commonShape(normals []*compare.Canonical) *compare.Canonical {
	counts := map[[32]byte]int{}
	var common *compare.Canonical
	for _, n := range normals {
		counts[n.Shape()]++
		if common == nil || counts[n.Shape()] > counts[common.Shape()] {
			common = n
		}
	}
	if common == nil || len(common.Numbers()) == 0 || len(common.Numbers()) > maxPlaces || !common.IsReal() {
		return nil
	}
	return common
}

// placeText returns the index of the nth number of nested lists of the shape.
func placeText(n int, dims []int) string {
	if len(dims) == 0 {
		if n == 0 {
			return ""
		}
		return strconv.Itoa(n)
	}
	parts := make([]string, len(dims))
	for i, index := range payload.Unravel(n, dims) {
		parts[i] = strconv.Itoa(index)
	}
	return strings.Join(parts, ", ")
}

// floatText writes a number as Python does, but 3.0 as 3: both are one value here.
func floatText(f float64) string {
	switch {
	case math.IsNaN(f):
		return "nan"
	case math.IsInf(f, 0):
		return strings.ToLower(strings.TrimPrefix(strconv.FormatFloat(f, 'g', -1, 64), "+"))
	}
	if f == math.Trunc(f) && math.Abs(f) < 1e16 {
		return strconv.FormatFloat(f, 'f', -1, 64)
	}
	return strconv.FormatFloat(f, 'g', -1, 64)
}
