package api

import (
	"slices"

	"npt/backend/classroom"
	"npt/backend/payload"
)

// Answer is a record's payload, read for showing.
type Answer struct {
	Record     RecordView   `json:"record"` // not graded: an answer is kept by the page, RecordsOf says what changes
	Text       string       `json:"text"`
	Cut        bool         `json:"cut"`
	Bytes      int          `json:"bytes"`
	Broken     string       `json:"broken"`
	Incomplete string       `json:"incomplete"` // empty if all of it came; digest if a digest of the whole came with what came, unknown if none did
	Array      *ArrayAnswer `json:"array,omitempty"`
	Table      *TableAnswer `json:"table,omitempty"`
	Tree       *TreeNode    `json:"tree,omitempty"`
	Image      *ImageAnswer `json:"image,omitempty"`

	Calls []Call `json:"calls"` // what a function gave for inputs

	EarlierReceipts []SentReceipt `json:"earlierReceipts"` // of the last other attempts, the newest first
}

// Call is what a function gave for one input: a value, an error, or nothing in time.
type Call struct {
	Input string `json:"input"` // the arguments as Python writes them
	Came  string `json:"came"`  // the value, or the exception with its message
	Error bool   `json:"error"` // an exception came
	Late  bool   `json:"late"`  // nothing came in time
}

// SentReceipt is the receipt of an attempt and when that was sent.
type SentReceipt struct {
	Receipt string `json:"receipt"`
	SentAt  string `json:"sentAt"`
}

// ArrayAnswer is an array; parts that are too large to show are left out.
type ArrayAnswer struct {
	Shape   []int   `json:"shape"`
	DType   string  `json:"dtype"`
	Stats   []Stat  `json:"stats"`   // in the order min, max, mean, std, nan; empty if the sender did not tell
	Sampled string  `json:"sampled"` // of how many elements the statistics are, if not of all; else empty
	Sparse  *Sparse `json:"sparse,omitempty"`
	Slices  []Slice `json:"slices"`
}

// Sparse says how a sparse array stores its elements.
type Sparse struct {
	Format string `json:"format"` // as scipy names it
	Stored string `json:"stored"` // how many elements it stores
}

// Stat is one statistic of an array that was too large to send.
type Stat struct {
	Name  string `json:"name"`
	Value string `json:"value"`
}

// Slice is a matrix of an array; a gap is -1 if nothing is left out.
type Slice struct {
	Index  []int      `json:"index"`
	Rows   [][]string `json:"rows"`
	RowGap int        `json:"rowGap"`
	ColGap int        `json:"colGap"`
}

// TableAnswer is a data frame, head and tail.
type TableAnswer struct {
	Shape   []int      `json:"shape"`
	Axes    []int      `json:"axes"` // of a structured array that has not one axis; else empty
	Names   TableNames `json:"names"`
	Columns []string   `json:"columns"`
	DTypes  []string   `json:"dtypes"`
	Index   []string   `json:"index"`
	Rows    [][]string `json:"rows"`
}

// TableNames are the names of index and columns, one for each level; empty if no level has one.
type TableNames struct {
	Index   []string `json:"index"`
	Columns []string `json:"columns"`
}

// TreeNode is a list, a dict or a single value.
type TreeNode struct {
	Key      string     `json:"key"`
	Kind     string     `json:"kind"` // list, tuple, set, frozenset, array, dict, str, num, const
	Text     string     `json:"text"`
	Length   int        `json:"length"`
	Children []TreeNode `json:"children"`
}

// ImageAnswer is a picture. Source is a data: address, so that nothing is fetched.
type ImageAnswer struct {
	Width  int             `json:"width"`
	Height int             `json:"height"`
	Source string          `json:"source"`
	Series []PlottedSeries `json:"series"` // what a plot shows; empty if not known
}

// PlottedSeries is a line, points or bars of a plot. X and Y are all of its n values or an even choice;
// null is no number.
type PlottedSeries struct {
	Kind string     `json:"kind"`
	N    int        `json:"n"`
	X    []*float64 `json:"x"`
	Y    []*float64 `json:"y"`
}

func answerView(r classroom.Record, a payload.Answer) Answer {
	v := Answer{Record: recordView(r), EarlierReceipts: earlierReceipts(r), Calls: mapped(a.Calls, callView), Text: a.Text, Cut: a.Cut, Bytes: a.Bytes, Broken: string(a.Broken), Incomplete: incompleteView(a)}
	if x := a.Array; x != nil {
		v.Array = &ArrayAnswer{Shape: list(x.Shape), DType: x.DType, Stats: statsView(x.Stats), Sampled: x.Stats["sampled"], Slices: mapped(x.Slices, sliceView)}
		if x.Sparse != nil {
			v.Array.Sparse = &Sparse{Format: x.Sparse.Format, Stored: x.Sparse.Stored}
		}
	}
	if x := a.Table; x != nil {
		v.Table = &TableAnswer{Shape: list(x.Shape), Axes: list(x.Axes), Names: TableNames{list(x.Names.Index), list(x.Names.Columns)}, Columns: list(x.Columns), DTypes: list(x.DTypes), Index: list(x.Index), Rows: list(x.Rows)}
	}
	if x := a.Tree; x != nil {
		n := nodeView(*x)
		v.Tree = &n
	}
	if x := a.Image; x != nil {
		v.Image = &ImageAnswer{Width: x.Width, Height: x.Height, Source: imageSource(x), Series: mapped(x.Series, plottedView)}
	}
	return v
}

func incompleteView(a payload.Answer) string {
	switch {
	case !a.Incomplete:
		return ""
	case a.Digest != "":
		return "digest"
	}
	return "unknown"
}

func statsView(stats map[string]string) []Stat {
	list := []Stat{}
	for _, name := range []string{"min", "max", "mean", "std", "nan"} {
		if value, told := stats[name]; told {
			list = append(list, Stat{Name: name, Value: value})
		}
	}
	return list
}

func sliceView(s payload.Slice) Slice {
	return Slice{Index: list(s.Index), Rows: list(s.Rows), RowGap: s.RowGap, ColGap: s.ColGap}
}

func nodeView(n payload.Node) TreeNode {
	return TreeNode{Key: n.Key, Kind: n.Kind, Text: n.Text, Length: n.Length, Children: mapped(n.Children, nodeView)}
}

func callView(c payload.Call) Call {
	return Call{Input: c.Input, Came: c.Text(), Error: c.Error != "", Late: c.Late}
}

func plottedView(s payload.PlottedSeries) PlottedSeries {
	return PlottedSeries{Kind: s.Kind, N: s.N, X: list(s.X), Y: list(s.Y)}
}

func earlierReceipts(r classroom.Record) []SentReceipt {
	list := make([]SentReceipt, 0, len(r.EarlierReceipts))
	for _, of := range slices.Backward(r.EarlierReceipts) {
		list = append(list, SentReceipt{Receipt: of.Receipt.String(), SentAt: stamp(of.SentAt)})
	}
	return list
}
