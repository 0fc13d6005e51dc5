package compare

import (
	"bytes"
	"cmp"
	"math"
	"math/big"
	"slices"

	"npt/backend/budget"
	"npt/backend/classroom"
	"npt/backend/payload"
	"npt/backend/pyjson"
)

// json returns a JSON payload in the form in which it is compared; nil if it is not valid.
func (z Canonicalizer) json(p payload.Payload, as payload.Comparison, a classroom.Equivalence) *Canonical {
	found, err := pyjson.Measure(p.Data)
	if err != nil {
		return nil
	}
	if found.Values > budget.Values {
		return WholeOf(p)
	}
	data := p.Data
	if as == payload.AsArray && isOneNumber(found) {
		// The original's client writes the number 42 as [42].
		if inner := bytes.TrimSpace(data); inner[0] == '[' {
			data = inner[1 : len(inner)-1]
		}
	}
	named := as == payload.AsTable || as == payload.AsArray
	r := canonicalReader{z: z, equivalence: a, scanner: pyjson.NewScanner(data), named: named, digested: p.Digest.StandsForAll()}
	r.scanner.Next()
	var w canonicalWriter
	r.value(&w, 0)
	kind := "json\x00"
	if as == payload.AsTable {
		kind = "table\x00"
	}
	n := w.canonical(kind)
	n.ordered = named && found.Top == pyjson.OpenDict
	if found.Ragged == pyjson.NotRagged && found.Top == pyjson.OpenList {
		n.dims = found.Shape
	}
	return n
}

// isOneNumber reports whether a document is a list of one value, the form in which one number is sent.
func isOneNumber(found pyjson.Layout) bool {
	return len(found.Shape) == 1 && found.Shape[0] == 1 && found.Ragged == pyjson.NotRagged
}

// canonicalReader turns a document into a Canonical in one pass.
type canonicalReader struct {
	z           Canonicalizer
	equivalence classroom.Equivalence
	scanner     *pyjson.Scanner
	named       bool   // the outermost dict is a table or the corners of an array, whose keys have a meaning
	digested    bool   // a digest stands for the whole, of which this came
	top         string // the key of the outermost dict at which the scanner is
}

// value writes the value that the scanner stands on, and leaves the scanner at its
// last token. It calls itself once a level, so at most MaxDepth deep.
func (r *canonicalReader) value(w *canonicalWriter, level int) {
	switch r.scanner.Kind {
	case pyjson.OpenList:
		r.list(w, level)
	case pyjson.OpenDict:
		r.dict(w, level)
	case pyjson.String:
		r.text(w, r.scanner.Text)
	case pyjson.Number:
		w.literal(string(r.scanner.Text))
	default:
		w.out = append(append(w.out, '='), r.scanner.Text...)
	}
}

func (r *canonicalReader) list(w *canonicalWriter, level int) {
	w.out = append(w.out, '[')
	if level == 0 && r.equivalence.AnyOrder {
		var items []canonicalWriter
		r.scanner.Each(func(int, []byte) {
			var item canonicalWriter
			r.value(&item, level+1)
			items = append(items, item)
		})
		slices.SortFunc(items, func(a, b canonicalWriter) int { return a.compare(&b) })
		for i := range items {
			w.add(&items[i])
		}
	} else {
		r.scanner.Each(func(int, []byte) { r.value(w, level+1) })
	}
	w.out = append(w.out, ']')
}

// dict writes the entries sorted by key. If a key occurs twice, the last one counts, as in Python.
func (r *canonicalReader) dict(w *canonicalWriter, level int) {
	entries := map[string]*canonicalWriter{}
	r.scanner.Each(func(_ int, key []byte) {
		name := r.z.text(pyjson.Unescaped(key), r.equivalence)
		entry := &canonicalWriter{}
		if level == 0 {
			r.top = name
		}
		r.value(entry, level+1)
		entries[name] = entry
	})
	r.leaveOut(entries, level)
	names := make([]string, 0, len(entries))
	for name := range entries {
		names = append(names, name)
	}
	slices.Sort(names)
	w.out = append(w.out, '{')
	for _, name := range names {
		w.quoted(name)
		w.add(entries[name])
	}
	w.out = append(w.out, '}')
}

// leaveOut deletes the entries of a dict that do not belong to the value.
func (r *canonicalReader) leaveOut(entries map[string]*canonicalWriter, level int) {
	switch {
	case level == 0 && r.named:
		delete(entries, "dtype") // whole numbers and floats of one value are alike
		delete(entries, "dtypes")
		if r.digested {
			delete(entries, "sparse") // the digest covers the elements, however they are stored
		}
	case level == 1 && r.digested && r.named && r.top == "stats":
		keepBounds(entries)
	case r.digested && entries["shape"] != nil && entries["dtype"] != nil && entries["corners"] != nil:
		delete(entries, "stats") // of an array inside of something
	}
}

// keepBounds leaves of an array's statistics what near values must have alike: min, max and how many are
// NaN. Their means may be far from each other, relative to the means.
func keepBounds(stats map[string]*canonicalWriter) {
	sampled := stats["sampled"] != nil
	for name := range stats {
		if sampled || name != "min" && name != "max" && name != "nan" {
			delete(stats, name)
		}
	}
}

func (r *canonicalReader) text(w *canonicalWriter, literal []byte) {
	text := pyjson.Unescaped(literal)
	if re, im, ok := readComplex(text); ok {
		w.complex(re, im)
		return
	}
	if isWideWhole(text) {
		w.literal(text)
		return
	}
	w.quoted(r.z.text(text, r.equivalence))
}

// canonicalWriter gathers a Canonical: the numbers, and the text of everything else with a # for each
// number.
type canonicalWriter struct {
	out     []byte
	numbers []float64
	wide    []*big.Int // as long as numbers, or nil
	scale   []float64  // as long as numbers, or nil
	broken  bool       // a number was not written as a whole number
}

func (w *canonicalWriter) number(nearest float64, wide *big.Int, scale float64) {
	w.out = append(w.out, '#')
	if math.IsNaN(nearest) {
		nearest = math.NaN() // one NaN for its many forms
	}
	w.numbers = append(w.numbers, nearest)
	w.wide = appendSparse(w.wide, wide, len(w.numbers))
	w.scale = appendSparse(w.scale, scale, len(w.numbers))
}

// appendSparse appends a value to a list that stays nil while all values are 0 or nil.
func appendSparse[T comparable](list []T, value T, length int) []T {
	if list == nil {
		if value == *new(T) {
			return nil
		}
		list = make([]T, length-1, length)
	}
	return append(list, value)
}

// literal writes a number of JSON.
func (w *canonicalWriter) literal(text string) {
	nearest, wide, whole, ok := readNumber(text)
	if !ok {
		w.quoted(text)
		return
	}
	w.broken = w.broken || !whole
	w.number(nearest, wide, 0)
}

// complex writes a complex number. The tolerance of both parts refers to its absolute value, so
// 1+1e-17j is like 1.
func (w *canonicalWriter) complex(re, im float64) {
	w.out = append(w.out, 'j')
	w.broken = true
	size := math.Hypot(re, im)
	if math.IsNaN(size) || math.IsInf(size, 0) {
		size = 0
	}
	w.number(re, nil, size)
	w.number(im, nil, size)
}

// quoted writes a text after its length, so that no text can look like structure.
func (w *canonicalWriter) quoted(text string) {
	w.out = append(w.out, '"')
	for n := len(text); n > 0; n >>= 7 {
		w.out = append(w.out, byte(n&0x7f)|0x80)
	}
	w.out = append(append(w.out, '"'), text...)
}

// add appends all of another writer.
func (w *canonicalWriter) add(o *canonicalWriter) {
	w.out = append(w.out, o.out...)
	w.broken = w.broken || o.broken
	for i, n := range o.numbers {
		var wide *big.Int
		scale := 0.0
		if o.wide != nil {
			wide = o.wide[i]
		}
		if o.scale != nil {
			scale = o.scale[i]
		}
		w.numbers = append(w.numbers, n)
		w.wide = appendSparse(w.wide, wide, len(w.numbers))
		w.scale = appendSparse(w.scale, scale, len(w.numbers))
	}
}

// compare orders writers by their numbers, then by the rest.
func (w *canonicalWriter) compare(o *canonicalWriter) int {
	for i := range min(len(w.numbers), len(o.numbers)) {
		if c := cmp.Compare(w.numbers[i], o.numbers[i]); c != 0 {
			return c
		}
		if w.wide != nil && o.wide != nil && w.wide[i] != nil && o.wide[i] != nil {
			if c := w.wide[i].Cmp(o.wide[i]); c != 0 {
				return c
			}
		}
	}
	return bytes.Compare(w.out, o.out)
}

func (w *canonicalWriter) canonical(kind string) *Canonical {
	n := &Canonical{numbers: w.numbers, wide: w.wide, scale: w.scale, whole: !w.broken}
	return n.seal(append([]byte(kind), w.out...))
}
