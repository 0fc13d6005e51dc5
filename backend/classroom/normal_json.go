package classroom

import (
	"bytes"
	"cmp"
	"math"
	"slices"
	"strings"
)

// json returns a payload of JSON as it is compared, nil if it is none.
func (z Normalizer) json(p Payload, a Alike) *Normal {
	found, err := measure(p.Data)
	if err != nil {
		return nil
	}
	data := p.Data
	if p.Type == TypeArray && (len(found.shape) == 1 && found.shape[0] == 1 && found.ragged == "") {
		// The original's client writes the number 42 as [42].
		if inner := bytes.TrimSpace(data); inner[0] == '[' {
			data = inner[1 : len(inner)-1]
		}
	}
	r := normalReader{z: z, alike: a, scanner: newJSONScanner(data), plain: p.Type == TypeTable || p.Type == TypeArray}
	r.scanner.next()
	var w normalWriter
	r.value(&w, 0)
	kind := "json\x00"
	if p.Type == TypeTable {
		kind = "table\x00"
	}
	n := w.normal(kind)
	if found.ragged == "" && found.top == jsonOpenList {
		n.dims = found.shape
	}
	return n
}

// normalReader turns a document into a Normal in one pass.
type normalReader struct {
	z       Normalizer
	alike   Alike
	scanner *jsonScanner
	plain   bool // of the outermost dict, the keys that name dtypes are passed over
}

// value writes the value that the scanner stands on, and leaves the scanner at its
// last token. It calls itself once a level, so at most MaxDepth deep.
func (r *normalReader) value(w *normalWriter, level int) {
	switch r.scanner.kind {
	case jsonOpenList:
		r.list(w, level)
	case jsonOpenDict:
		r.dict(w, level)
	case jsonString:
		r.text(w, r.scanner.text)
	case jsonNumber:
		w.literal(string(r.scanner.text))
	default:
		w.out = append(append(w.out, '='), r.scanner.text...)
	}
}

func (r *normalReader) list(w *normalWriter, level int) {
	w.out = append(w.out, '[')
	if level == 0 && r.alike.AnyOrder {
		var items []normalWriter
		r.scanner.each(func(int, []byte) {
			var item normalWriter
			r.value(&item, level+1)
			items = append(items, item)
		})
		slices.SortFunc(items, func(a, b normalWriter) int { return a.compare(&b) })
		for i := range items {
			w.add(&items[i])
		}
	} else {
		r.scanner.each(func(int, []byte) { r.value(w, level+1) })
	}
	w.out = append(w.out, ']')
}

// dict writes the entries by key, whatever their order. As in Python, of duplicate
// keys the last counts.
func (r *normalReader) dict(w *normalWriter, level int) {
	entries := map[string]*normalWriter{}
	r.scanner.each(func(_ int, key []byte) {
		name := r.z.text(unescaped(key), r.alike)
		entry := &normalWriter{}
		r.value(entry, level+1)
		entries[name] = entry
	})
	if level == 0 && r.plain {
		delete(entries, "dtype") // whole numbers and floats of one value are alike
		delete(entries, "dtypes")
	}
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

func (r *normalReader) text(w *normalWriter, literal []byte) {
	text := unescaped(literal)
	if re, im, ok := readComplex(text); ok {
		w.complex(re, im)
		return
	}
	w.quoted(r.z.text(text, r.alike))
}

// unescaped returns the characters of what a jsonScanner gives for a string.
func unescaped(literal []byte) string {
	if bytes.IndexByte(literal, '\\') < 0 {
		return string(literal)
	}
	var out strings.Builder
	for len(literal) > 0 {
		char, size := nextChar(literal)
		out.WriteRune(char)
		literal = literal[size:]
	}
	return out.String()
}

// normalWriter gathers a Normal: the text of all but the numbers, in which each
// number is a #, and the numbers.
type normalWriter struct {
	out     []byte
	numbers []float64
	rest    []float64 // as long as numbers, or nil
	scale   []float64 // as long as numbers, or nil
	broken  bool      // a number was not written as a whole one
}

func (w *normalWriter) number(nearest, rest, scale float64) {
	w.out = append(w.out, '#')
	if math.IsNaN(nearest) {
		nearest = math.NaN() // of its many forms, one
	}
	w.numbers = append(w.numbers, nearest)
	w.rest = atPlace(w.rest, rest, len(w.numbers))
	w.scale = atPlace(w.scale, scale, len(w.numbers))
}

// atPlace appends a value to a list that stays nil for as long as all are 0.
func atPlace(list []float64, value float64, length int) []float64 {
	if list == nil {
		if value == 0 {
			return nil
		}
		list = make([]float64, length-1, length)
	}
	return append(list, value)
}

// literal writes a number of JSON.
func (w *normalWriter) literal(text string) {
	nearest, rest, whole, ok := readNumber(text)
	if !ok {
		w.quoted(text)
		return
	}
	w.broken = w.broken || !whole
	w.number(nearest, rest, 0)
}

// complex writes a complex number, whose parts are near another's by the size of
// both: 1+1e-17j is 1.
func (w *normalWriter) complex(re, im float64) {
	w.out = append(w.out, 'j')
	w.broken = true
	size := math.Hypot(re, im)
	if math.IsNaN(size) || math.IsInf(size, 0) {
		size = 0
	}
	w.number(re, 0, size)
	w.number(im, 0, size)
}

// quoted writes a text with its length, so that no text can look like structure.
func (w *normalWriter) quoted(text string) {
	w.out = append(w.out, '"')
	for n := len(text); n > 0; n >>= 7 {
		w.out = append(w.out, byte(n&0x7f)|0x80)
	}
	w.out = append(append(w.out, '"'), text...)
}

// add appends all of another writer.
func (w *normalWriter) add(o *normalWriter) {
	w.out = append(w.out, o.out...)
	w.broken = w.broken || o.broken
	for i, n := range o.numbers {
		rest, scale := 0.0, 0.0
		if o.rest != nil {
			rest = o.rest[i]
		}
		if o.scale != nil {
			scale = o.scale[i]
		}
		w.numbers = append(w.numbers, n)
		w.rest = atPlace(w.rest, rest, len(w.numbers))
		w.scale = atPlace(w.scale, scale, len(w.numbers))
	}
}

// compare orders writers by their numbers, then by the rest.
func (w *normalWriter) compare(o *normalWriter) int {
	for i := range min(len(w.numbers), len(o.numbers)) {
		if c := cmp.Compare(w.numbers[i], o.numbers[i]); c != 0 {
			return c
		}
	}
	return bytes.Compare(w.out, o.out)
}

func (w *normalWriter) normal(kind string) *Normal {
	n := &Normal{numbers: w.numbers, rest: w.rest, scale: w.scale, whole: !w.broken}
	return n.seal(append([]byte(kind), w.out...))
}
