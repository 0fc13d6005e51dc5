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

// Distribution tells how often each value was sent at one position of a numeric answer.
type Distribution struct {
	Position string // empty for a single number, else the index as Python writes it
	Values   []DistributionValue
}

// DistributionValue is a value and how many answers have it.
type DistributionValue struct {
	Value    float64
	Text     string // as Python writes it
	Right    int
	Wrong    int
	Unjudged int
}

// maxPositions is how many numbers an answer may have if distributions are to be shown.
const maxPositions = 4

// distributionsOf returns the distributions of the numbers, for the shape that most answers have; nil
// if that shape has no numbers or more than maxPositions.
func distributionsOf(canonicals []*compare.Canonical, judgements []judgement) []Distribution {
	shape := commonShape(canonicals)
	if shape == nil {
		return nil
	}
	list := make([]Distribution, len(shape.Numbers()))
	for position := range list {
		list[position].Position = positionText(position, shape.Dims())
		values := map[float64]*DistributionValue{}
		var missing *DistributionValue // NaN, which cannot be a key of a map
		for i, n := range canonicals {
			if n.Shape() != shape.Shape() || n.IsCostly() {
				continue
			}
			f := n.Numbers()[position]
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
			v.count(judgements[i].verdict)
		}
		for _, v := range values {
			list[position].Values = append(list[position].Values, *v)
		}
		slices.SortFunc(list[position].Values, func(a, b DistributionValue) int { return cmp.Compare(a.Value, b.Value) })
		if missing != nil {
			list[position].Values = append(list[position].Values, *missing)
		}
	}
	return list
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

// commonShape returns an answer of the shape that most answers have; nil if that shape has no real
// numbers or too many.
func commonShape(normals []*compare.Canonical) *compare.Canonical {
	counts := map[[32]byte]int{}
	var common *compare.Canonical
	for _, n := range normals {
		if n.IsCostly() {
			continue
		}
		counts[n.Shape()]++
		if common == nil || counts[n.Shape()] > counts[common.Shape()] {
			common = n
		}
	}
	if common == nil || len(common.Numbers()) == 0 || len(common.Numbers()) > maxPositions || !common.IsReal() {
		return nil
	}
	return common
}

// positionText returns the index of the nth number in nested lists of this shape.
func positionText(n int, dims []int) string {
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

// floatText writes a number as Python does, except that 3.0 becomes 3: both count as one value here.
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
