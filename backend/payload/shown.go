package payload

// Preview is the part of a payload that a list shows. It is small, made once when the record comes in,
// and stored beside it.
type Preview struct {
	Text    string     // str, code, latex, unknown: the first lines; list, dict: a one-line repr; an array of one number: it in brackets; all cut to PreviewText characters
	Cut     bool       // Text is only a beginning
	Shape   []int      // ndarray: lengths by axis, empty for a number ([1] in previews of earlier versions); table: rows, columns; image: height, width in pixels; a text that is cut: its lines
	Columns []string   // table: the names of the columns shown
	Rows    [][]string // ndarray of up to two axes, table: the top left corner, at most 3 x 6, as Python writes values
	Bytes   int        // size of the payload
	Broken  Broken     // what is wrong with the payload; empty if all is well
	Calls   int        // code: for how many inputs it was called
}

// Answer is a payload read for showing. Exactly one of its pointers is set, or none if Text says it
// all.
type Answer struct {
	Type       Type
	Text       string // the payload as it was sent, a list or dict as Python writes it, no image; cut to AnswerText characters
	Cut        bool   // Text is only a beginning
	Bytes      int    // size of the payload
	Broken     Broken // what is wrong with the payload; empty if all is well
	Incomplete bool   // the sender left something out
	Digest     Digest // of the whole, if the sender left something out and told it
	Array      *Array
	Table      *Table
	Tree       *Node
	Image      *Image
	Calls      []Call // what a function gave for inputs; nil if none were asked
}

// Array is an array; elements beyond the bounds are left out.
type Array struct {
	Shape  []int
	DType  string            // as numpy names it; empty if the sender did not tell
	Stats  map[string]string // min, max, mean, std, nan, if the sender told them (for arrays too large to send); sampled: from how many elements, if not from all
	Sparse *Sparse           // nil if the array is none
	Slices []Slice           // one for arrays of up to two axes; the first ArraySlices of an array of more
}

// Sparse says how a sparse array stores its elements.
type Sparse struct {
	Format string // as scipy names it: csr
	Stored string // how many elements it stores
}

// Slice is a matrix of an array: its two last axes, at an index of the others.
type Slice struct {
	Index  []int      // index in the leading axes; empty for arrays of up to two axes
	Rows   [][]string // values as Python writes them; a vector is one row, a scalar one cell
	RowGap int        // rows are left out before this row; -1 if none are
	ColGap int        // columns are left out before this column; -1 if none are
}

// Table is a data frame, head and tail.
type Table struct {
	Shape   []int // rows, columns of the whole
	Axes    []int // of a structured array: its lengths by axis; nil for a table, or if there is one axis
	Names   TableNames
	Columns []string
	DTypes  []string // by column; empty if the sender did not tell
	Index   []string // by row; empty if the sender did not tell
	Rows    [][]string
}

// TableNames are the names of a table's index and columns, one for each level; "None" for a level without
// a name. They are empty if no level has one.
type TableNames struct{ Index, Columns []string }

// Node is a list, a dict or a value in one, for showing as a tree.
type Node struct {
	Key      string // in a dict: the key as Python writes it; in a list: empty
	Kind     string // "list", "tuple", "set", "frozenset", "array", "dict", "str", "num", "const" (True, None, b'ab' …)
	Text     string // the value as Python writes it; empty for list and dict
	Length   int    // number of children that list or dict has
	Children []Node // the first of them
}

// Image is a picture that a browser can show.
type Image struct {
	MediaType string          // image/png or image/jpeg
	Width     int             // pixels
	Height    int             // pixels
	Data      []byte          // the file as it was sent
	Series    []PlottedSeries // what a plot shows, if the sender told it
}
