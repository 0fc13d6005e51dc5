package compare

import (
	"encoding/json"
	"math"
	"slices"
	"strconv"

	"npt/backend/payload"
)

// plotSummary is what our client says of a plot: see plot_summary in client.py.
type plotSummary struct {
	Axes []struct {
		X, Y   struct{ Scale string }
		Series []plotSeries
	}
}

// plotSeries is one series of a plot: a line, points, bars, an image.
type plotSeries struct {
	Kind   string
	N      int
	Digest string     // of all values, to six figures; of earlier clients shorter, and of at most valuesKept of them
	X, Y   []*float64 // all points or an even choice of them, to four figures of the largest; null for a missing number
	Shape  []int      // of an image
}

// How much of a figure the summaries of earlier clients told, whatever was drawn.
const (
	axesKept     = 40
	seriesKept   = 20
	valuesKept   = 2000 // of a series; of more, earlier clients made the digest from an even choice
	outlinesKept = 200  // corners of an area
	earlyDigest  = 12   // hex digits of the digest of a series
)

// size returns how many values the series has.
func (s *plotSeries) size() int {
	if len(s.Shape) == 0 {
		return s.N
	}
	size := 1
	for _, length := range s.Shape {
		size *= length
	}
	return size
}

// isSampled reports whether the digest of an earlier client may be of only a part of the series.
func (s *plotSeries) isSampled() bool {
	switch s.Kind {
	case "line", "points", "bars", "pie", "mesh":
		return s.N > valuesKept
	case "image":
		return s.size() >= 2*valuesKept // each nth is taken, of fewer all
	}
	return s.N >= outlinesKept
}

// plottedFigures is the precision of plotted numbers, relative to the largest of their series.
const plottedFigures = 1.01e-3

// plotted returns a plot in the form in which it is compared: its axes and series, without titles,
// labels, colours and size, and without the order in which the series were drawn. It returns nil if
// the client did not report everything that was plotted.
func (z Canonicalizer) plotted(summary []byte) *Canonical {
	if len(summary) == 0 {
		return nil
	}
	var plot plotSummary
	if json.Unmarshal(summary, &plot) != nil {
		return nil
	}
	told, early, left := false, false, len(plot.Axes) >= axesKept
	var extent payload.Extent
	var w canonicalWriter
	for _, axes := range plot.Axes {
		w.out = append(w.out, '[')
		w.quoted(axes.X.Scale)
		w.quoted(axes.Y.Scale)
		series := make([]canonicalWriter, 0, len(axes.Series))
		for _, s := range axes.Series {
			if !s.isKnown() {
				return nil
			}
			told = true
			extent.Shape = append(extent.Shape, s.size())
			early, left = early || len(s.Digest) <= earlyDigest, left || s.isSampled()
			series = append(series, s.writer())
		}
		left = left || len(axes.Series) >= seriesKept
		slices.SortFunc(series, func(a, b canonicalWriter) int { return a.compare(&b) })
		for i := range series {
			w.add(&series[i])
		}
		w.out = append(w.out, ']')
	}
	if !told {
		return nil
	}
	extent.Incomplete = early && left
	slices.Sort(extent.Shape) // series have no order
	n := &Canonical{numbers: w.numbers, scale: w.scale, coarse: plottedFigures, extent: extent}
	return n.seal(append([]byte("plot\x00"), w.out...))
}

// isKnown reports whether the summary says what the series shows.
func (s *plotSeries) isKnown() bool { return s.Digest != "" }

// complete reports whether X and Y hold the whole series. Then the digest, which a single changed
// digit changes, is not needed.
func (s *plotSeries) complete() bool { return len(s.X) == s.N && len(s.Y) == s.N && s.N > 0 }

func (s *plotSeries) writer() canonicalWriter {
	var w canonicalWriter
	w.quoted(s.Kind)
	w.quoted(strconv.Itoa(s.N))
	for _, length := range s.Shape {
		w.quoted(strconv.Itoa(length))
	}
	if !s.complete() {
		w.quoted(s.Digest)
		return w
	}
	for _, values := range [][]*float64{s.X, s.Y} {
		largest := 0.0
		for _, v := range values {
			if v != nil {
				largest = max(largest, math.Abs(*v))
			}
		}
		for _, v := range values {
			if v == nil {
				w.number(math.NaN(), nil, 0)
			} else {
				w.number(*v+0, nil, largest)
			}
		}
	}
	return w
}
