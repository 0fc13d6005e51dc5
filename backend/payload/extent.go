package payload

import (
	"bytes"
	"math"
	"regexp"
	"strconv"
	"strings"
	"unicode/utf8"

	"npt/backend/budget"
	"npt/backend/pyjson"
)

// Extent says how much of a value came with its record, and how large the whole is, as far as the
// payload tells.
type Extent struct {
	Incomplete bool  // something was left out
	Shape      []int // lengths by axis of the whole array, table or regular list; nil if they are not known
	Size       int   // values, and characters of text in them, of the whole: exactly if Incomplete is false, else at least
}

// ExtentOf returns the Extent of a payload. A client that makes digests says itself that something was
// left out. Earlier ones did not, but the forms in which they left something out are known: see
// "What earlier clients left out" in build/docs/protocol.md.
func ExtentOf(p Payload) Extent {
	var e Extent
	if k := KindOf(p.Type); k.Encoding == JSON {
		e = jsonExtent(p)
	} else if k.HasText() {
		e = textExtent(p)
	}
	e.Incomplete = e.Incomplete || p.Digest != ""
	return e
}

// The marks that our clients put where they leave something out.
var (
	cutText = regexp.MustCompile(`\n… \(([0-9,]{1,30}) (?:characters|bytes) in all\)`)
	cutList = regexp.MustCompile(`^… \(([0-9,]{1,30}) items in all\)$`)
	tooLong = regexp.MustCompile(`^about (?:2\*\*([0-9]{1,15})|[0-9.]+e\+[0-9]+ \(a whole number of (?:some )?([0-9,]{1,30}) digits\))$`)
)

const (
	// longestMark bounds a mark in bytes.
	longestMark = 80
	// longestNote bounds the arguments of a functools.partial that stand before its code, in bytes.
	longestNote = 4 * 2_000
	// deepest is how many lists and dicts our clients send in one another. "…" stands for a deeper one.
	deepest = 20
	// altairRows is how many rows of a chart's data earlier clients sent.
	altairRows = 20
)

func textExtent(p Payload) Extent {
	size, part := sizeOfText(string(p.Data))
	if p.Type == TypeCode && cutText.Match(p.Data[:min(len(p.Data), longestNote)]) {
		part = true
	}
	return Extent{Incomplete: part, Size: size}
}

// sizeOfText returns how many characters a text has, and whether it stands for a larger value. Then
// they are those of the whole, as far as the text tells.
func sizeOfText(text string) (size int, part bool) {
	end := text[max(0, len(text)-longestMark):]
	if !strings.HasSuffix(end, "in all)") {
		return sizeOfWord(text)
	}
	if found := cutText.FindStringSubmatchIndex(end); found != nil && found[1] == len(end) {
		size, before := counted(end[found[2]:found[3]]), text[:len(text)-len(end)+found[0]]
		return size, size > utf8.RuneCountInString(before)
	}
	return utf8.RuneCountInString(text), false
}

// sizeOfWord does what sizeOfText does, for a text without a mark at its end.
func sizeOfWord(text string) (size int, part bool) {
	switch {
	case len(text) > 4*longestMark:
	case strings.HasPrefix(text, "about "):
		if found := tooLong.FindStringSubmatch(text); found != nil && found[2] != "" {
			return counted(found[2]), true
		} else if found != nil {
			return int(float64(counted(found[1])) * math.Log10(2)), true
		}
	case isSparse(text), strings.HasPrefix(text, "alt.") && strings.HasSuffix(text, "(...)") && !strings.ContainsAny(text, " \n"):
		return 0, true
	}
	return utf8.RuneCountInString(text), false
}

// isSparse reports whether a text is what scipy says of a sparse matrix: its format, dtype and shape, and
// how many elements it stores, but not which.
func isSparse(text string) bool {
	return strings.HasPrefix(text, "<") && strings.HasSuffix(text, ">") && strings.Contains(text, " stored elements") &&
		(strings.Contains(text, "sparse matrix of ") || strings.Contains(text, "sparse array of "))
}

// counted reads a number that a client wrote with commas; a huge one is math.MaxInt32.
func counted(digits string) int {
	n, err := strconv.Atoi(strings.ReplaceAll(digits, ",", ""))
	if err != nil || n > math.MaxInt32 {
		return math.MaxInt32
	}
	return n
}

func jsonExtent(p Payload) Extent {
	found, err := pyjson.Measure(p.Data)
	if err != nil {
		return Extent{Size: utf8.RuneCount(p.Data)}
	}
	if found.Values > budget.Values { // our clients send no more than a few of that
		return Extent{Size: found.Values}
	}
	r := extentReader{scanner: pyjson.NewScanner(p.Data)}
	r.scanner.Next()
	top := r.value()
	e := Extent{Incomplete: r.part, Size: r.size}
	switch {
	case found.Top == pyjson.OpenList && found.Ragged == pyjson.NotRagged && !e.Incomplete:
		e.Shape = found.Shape
	case p.Type == TypeTable:
		e.Shape = top.table()
		e.Incomplete = e.Incomplete || top.isPartOfTable()
	case top.isCorners() || p.Type == TypeArray && top.has.all(hasCorners):
		e.Shape, e.Incomplete = top.shape, true
	}
	if e.Shape != nil {
		e.Size = max(e.Size, volume(e.Shape))
	}
	return e
}

// volume returns how many elements an array has; math.MaxInt32 if they are more.
func volume(shape []int) int {
	all := 1.0
	for _, length := range shape {
		all *= float64(length)
	}
	return int(min(all, math.MaxInt32))
}

// extentReader walks over JSON. part is set once something is found to be left out.
type extentReader struct {
	scanner *pyjson.Scanner
	size    int
	part    bool
}

// container is what the extentReader notes of a list or dict.
type container struct {
	count   int    // of its values
	longest int    // length of the longest list among them
	has     keySet // of a dict
	shape   []int  // at the key shape
	rows    int    // length of the list at the key rows
	columns int    // length of the list at the key columns
	data    int    // length of the longest data set at the key data
}

// keySet is a set of the keys by which a dict is known that stands for a larger value.
type keySet uint

const (
	hasDType keySet = 1 << iota
	hasCorners
	hasColumns
	hasRows
	hasDTypes
	hasIndex
	hasAltair
	hasData
)

var keysKnown = map[string]keySet{
	"dtype": hasDType, "corners": hasCorners, "columns": hasColumns, "rows": hasRows, "dtypes": hasDTypes, "index": hasIndex,
	"altair": hasAltair, "data": hasData,
}

func (k keySet) all(wanted keySet) bool { return k&wanted == wanted }

// value reads the value that the scanner stands on, and leaves the scanner at its last token. It calls
// itself once a level, so at most MaxDepth deep.
func (r *extentReader) value() (c container) {
	r.size++
	switch r.scanner.Kind {
	case pyjson.OpenList:
		c.count = r.scanner.Each(func(i int, _ []byte) {
			if r.scanner.Kind == pyjson.String && isEndOfList(r.scanner.Text, i) {
				r.part = true
				return
			}
			c.longest = max(c.longest, r.value().count)
		})
	case pyjson.OpenDict:
		return r.dict()
	case pyjson.String:
		r.text(r.scanner.Text)
	}
	return c
}

// isEndOfList reports whether a text, the item at index i, says that there were more items.
func isEndOfList(literal []byte, i int) bool {
	if len(literal) > longestMark || !bytes.HasSuffix(literal, []byte(" items in all)")) {
		return false
	}
	found := cutList.FindStringSubmatch(pyjson.Unescaped(literal))
	return found != nil && counted(found[1]) > i
}

func (r *extentReader) text(literal []byte) {
	text := pyjson.Unescaped(literal)
	size, part := sizeOfText(text)
	r.size += size
	r.part = r.part || part || text == string(pyjson.Ellipsis) && r.scanner.Depth >= deepest
}

func (r *extentReader) dict() (c container) {
	level := r.scanner.Depth
	c.count = r.scanner.Each(func(_ int, key []byte) { r.entry(&c, pyjson.Unescaped(key)) })
	switch {
	case level == 1 && c.has.all(hasAltair|hasData) && c.data >= altairRows,
		c.isCorners(),
		c.has.all(hasDTypes|hasIndex) && c.isPartOfTable():
		r.part = true
	}
	return c
}

func (r *extentReader) entry(c *container, key string) {
	if key == "shape" {
		c.shape = readLengths(r.scanner)
		return
	}
	_, cut := sizeOfText(key)
	more := key == string(pyjson.Ellipsis) && r.scanner.Kind == pyjson.String && string(r.scanner.Text) == "more"
	r.part = r.part || cut || more
	inside := r.value()
	c.has |= keysKnown[key]
	c.longest = max(c.longest, inside.count)
	switch key {
	case "rows":
		c.rows = inside.count
	case "columns":
		c.columns = inside.count
	case "data":
		c.data = inside.longest
	}
}

// table returns the shape of the table that a dict is; nil if it is none.
func (c *container) table() []int {
	if !c.has.all(hasColumns | hasRows) {
		return nil
	}
	if len(c.shape) == 2 {
		return c.shape
	}
	return []int{c.rows, c.columns}
}

// isCorners reports whether a dict is what comes of a large array.
func (c *container) isCorners() bool { return c.has.all(hasDType|hasCorners) && c.shape != nil }

// isPartOfTable reports whether a dict is a table with fewer rows or columns than it says.
func (c *container) isPartOfTable() bool {
	shape := c.table()
	return shape != nil && (shape[0] > c.rows || shape[1] > c.columns)
}
