package payload

import "encoding/json"

// PlottedSeries is a series that a plot shows, as the sender's client told it: a line, points, bars.
type PlottedSeries struct {
	Kind string     // as protocol.md names it; at most plottedKind bytes
	N    int        // how many values it has
	X, Y []*float64 // all of them or an even choice, to four figures of the largest; nil for what is no number
}

const (
	// plottedSeries bounds how many series of a plot are shown, plottedValues how many values of each:
	// our client tells fewer.
	plottedSeries = 40
	plottedValues = 2000
	plottedKind   = 40
)

// readPlotted returns the series of a plot in the order in which they were told; nil if the sender told
// none, or in a way that cannot be read.
func readPlotted(summary []byte) []PlottedSeries {
	var told struct {
		Axes []struct{ Series []PlottedSeries }
	}
	if len(summary) == 0 || json.Unmarshal(summary, &told) != nil {
		return nil
	}
	var all []PlottedSeries
	for _, axes := range told.Axes {
		for _, s := range axes.Series {
			if len(all) == plottedSeries {
				return all
			}
			s.Kind = s.Kind[:min(len(s.Kind), plottedKind)]
			s.X, s.Y = s.X[:min(len(s.X), plottedValues)], s.Y[:min(len(s.Y), plottedValues)]
			all = append(all, s)
		}
	}
	return all
}
