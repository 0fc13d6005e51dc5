package payload

import (
	"fmt"
	"strings"
	"testing"
)

func TestSeriesOfAPlotAreReadWithinBounds(t *testing.T) {
	one := `{"kind": "line", "n": 3, "x": [0, 1, null], "y": [1.5, 2, 3]}`
	for _, c := range []struct{ name, summary, want string }{
		{"none", ``, ``},
		{"no JSON", `{"axes": [`, ``},
		{"another shape", `{"axes": 3}`, ``},
		{"a series", `{"axes": [{"series": [` + one + `]}]}`, `line 3 x3 y3`},
		{"of two axes", `{"axes": [{"series": [` + one + `]}, {"series": [{"kind": "bars", "n": 1}]}]}`, `line 3 x3 y3, bars 1 x0 y0`},
		{"too many values", `{"axes": [{"series": [{"n": 9, "x": [` + strings.Repeat("1,", 9000) + `1]}]}]}`, ` 9 x2000 y0`},
	} {
		var got []string
		for _, s := range readPlotted([]byte(c.summary)) {
			got = append(got, fmt.Sprintf("%s %d x%d y%d", s.Kind, s.N, len(s.X), len(s.Y)))
		}
		if strings.Join(got, ", ") != c.want {
			t.Errorf("%s: %q, want %q", c.name, got, c.want)
		}
	}
	many := `{"axes": [{"series": [` + strings.Repeat(one+",", 100) + one + `]}]}`
	if n := len(readPlotted([]byte(many))); n != plottedSeries {
		t.Errorf("%d of 101 series, want %d", n, plottedSeries)
	}
	if x := readPlotted([]byte(`{"axes": [{"series": [` + one + `]}]}`))[0].X; x[2] != nil || *x[1] != 1 {
		t.Errorf("x = %v", x)
	}
}
