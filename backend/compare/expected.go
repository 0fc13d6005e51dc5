package compare

import (
	"encoding/json"
	"errors"
	"strings"

	"npt/backend/classroom"
	"npt/backend/payload"
	"npt/backend/pyjson"
	"npt/backend/python"
)

// expectation is an expected answer that a teacher wrote, with every meaning that it may have: `'abs'`
// may be text or code. For a reference record only value is set.
//
// A list and the array of the same values are one expectation; the type of the answer decides how it
// is read. For a list, [42] is the list [42]. For an array it is 42, because an array of one number
// looks the same as the number on the wire and on the screen.
type expectation struct {
	value  *Canonical // as a value of Python; nil if it is no value
	list   *Canonical // the value if a list was sent; nil if it is neither list nor array
	array  *Canonical // the value if an array was sent; nil if it is neither list nor array
	number *Canonical // the value if it is a number, which is sent as text if it has many digits
	text   *Canonical
	plain  *Canonical // the text between its quotes; nil if it has no quotes
	code   *Canonical
	latex  *Canonical
}

// expect returns the expectation that a teacher's text stands for.
func (z Canonicalizer) expect(written string, a classroom.Equivalence) expectation {
	e := expectation{
		text:  z.Canonical(payload.Payload{Type: payload.TypeText, Data: []byte(written)}, a),
		code:  z.Canonical(payload.Payload{Type: payload.TypeCode, Data: []byte(written)}, a),
		latex: z.Canonical(payload.Payload{Type: payload.TypeLatex, Data: []byte(written)}, a),
	}
	value, err := literalJSON(written)
	if err != nil {
		return e
	}
	var quoted string
	switch {
	case value[0] == '"' && json.Unmarshal(value, &quoted) == nil:
		e.plain = z.Canonical(payload.Payload{Type: payload.TypeText, Data: []byte(quoted)}, a)
	case value[0] == '[':
		e.setValue(z, payload.Payload{Type: payload.TypeList, Data: value}, a)
	case value[0] == '{':
		e.value = z.Canonical(payload.Payload{Type: payload.TypeDict, Data: value}, a)
	default:
		e.value = z.Canonical(payload.Payload{Type: payload.TypeArray, Data: value}, a)
		number := *e.value
		number.family, number.extent = e.text.family, e.text.extent
		e.number = &number
	}
	return e
}

// expectRecord returns the expectation of a record that was sent.
func (z Canonicalizer) expectRecord(p payload.Payload, a classroom.Equivalence) (e expectation) {
	e.setValue(z, p, a)
	return e
}

// setValue sets the value, and its forms as a list and as an array.
func (e *expectation) setValue(z Canonicalizer, p payload.Payload, a classroom.Equivalence) {
	e.value = z.Canonical(p, a)
	if p.Type == payload.TypeList || p.Type == payload.TypeArray {
		p.Type = payload.TypeList
		e.list = z.Canonical(p, a)
		p.Type = payload.TypeArray
		e.array = z.Canonical(p, a)
	}
}

// valueFor returns the value in the form in which it is compared with answers of type t.
func (e expectation) valueFor(t payload.Type) *Canonical {
	switch {
	case t == payload.TypeList && e.list != nil:
		return e.list
	case t == payload.TypeArray && e.array != nil:
		return e.array
	}
	return e.value
}

// forms returns the forms with which answers of type t are compared.
func (e expectation) forms(t payload.Type) []*Canonical {
	var forms []*Canonical
	add := func(n *Canonical) {
		if n != nil {
			forms = append(forms, n)
		}
	}
	if e.text == nil { // a record: compared with every answer
		add(e.valueFor(t))
		return forms
	}
	switch payload.KindOf(t).Compared {
	case payload.AsCode:
		add(e.code)
	case payload.AsLatex:
		add(e.latex)
	case payload.AsPicture, payload.AsBytes:
	case payload.AsArray, payload.AsValue, payload.AsTable:
		add(e.valueFor(t))
		if len(forms) == 0 {
			add(e.text) // never equal to the answer, so the verdict is wrong and not NotJudged
		}
	default:
		add(e.text)
		add(e.plain)
		add(e.number)
	}
	return forms
}

// literalJSON turns a Python literal that a teacher typed into JSON: numbers, strings, True, None,
// nan, inf, lists, tuples, dicts, and arrays as numpy prints them. It returns an error for anything
// else.
func literalJSON(written string) ([]byte, error) {
	l := literalReader{tokens: python.Tokens(strings.TrimSpace(written))}
	if last := len(l.tokens) - 1; last >= 0 && l.tokens[last].Kind == python.Newline {
		l.tokens = l.tokens[:last]
	}
	l.value(0)
	if l.broken || l.pos != len(l.tokens) || len(l.out) == 0 {
		return nil, errNoLiteral
	}
	if _, err := pyjson.Measure(l.out); err != nil {
		return nil, err
	}
	return l.out, nil
}

var errNoLiteral = errors.New("no literal")

// literalReader reads a literal from its tokens and writes it as JSON.
type literalReader struct {
	tokens []python.Token
	pos    int
	out    []byte
	broken bool
}

func (l *literalReader) peek() python.Token {
	if l.pos < len(l.tokens) {
		return l.tokens[l.pos]
	}
	return python.Token{}
}

func (l *literalReader) take(op string) bool {
	if !l.peek().Is(python.Op, op) {
		return false
	}
	l.pos++
	return true
}

func (l *literalReader) write(s string) { l.out = append(l.out, s...) }

// value reads a value; it calls itself once a level, at most MaxDepth deep.
func (l *literalReader) value(depth int) {
	t := l.peek()
	l.pos++
	switch {
	case depth >= pyjson.MaxDepth:
		l.broken = true
	case t.Is(python.Op, "["):
		l.items(']', depth)
	case t.Is(python.Op, "("):
		l.tuple(depth)
	case t.Is(python.Op, "{"):
		l.dict(depth)
	case t.Kind == python.Name:
		l.name(t.Text, depth)
	case t.Kind == python.String && strings.HasPrefix(t.Text, "'"):
		l.string(t.Text[1:])
	default:
		l.pos--
		l.number()
	}
}

// number reads a number with its signs. A complex number becomes the text that our client sends for
// it.
func (l *literalReader) number() {
	from := l.pos
	negative := false
	for l.peek().Is(python.Op, "-") || l.peek().Is(python.Op, "+") {
		negative = negative != l.peek().Is(python.Op, "-")
		l.pos++
	}
	t := l.peek()
	l.pos++
	sign := ""
	if negative {
		sign = "-"
	}
	switch {
	case t.Kind == python.Name && from != l.pos-1 && (t.Text == "inf" || t.Text == "nan"):
		l.write(map[string]string{"inf": sign + "Infinity", "nan": "NaN"}[t.Text])
	case t.Kind != python.Number:
		l.broken = true
	default:
		l.decimal(sign, t.Text)
	}
}

// decimal writes a number of Python in the syntax of JSON: .5 as 0.5, 5. as 5.0.
func (l *literalReader) decimal(sign, text string) {
	if strings.HasSuffix(text, "j") {
		l.write(`"` + sign + text + `"`)
		return
	}
	if strings.HasPrefix(text, ".") {
		text = "0" + text
	}
	whole, rest, found := strings.Cut(text, ".")
	if found && (rest == "" || rest[0] == 'e') {
		rest = "0" + rest
	}
	if found {
		text = whole + "." + rest
	}
	l.write(sign + text)
}

// name reads a constant, or an array by its name: array([1, 2]), np.array([1, 2]).
func (l *literalReader) name(name string, depth int) {
	if constant, known := map[string]string{
		"True": "true", "False": "false", "None": "null", "nan": "NaN", "inf": "Infinity", "true": "true", "false": "false", "null": "null",
	}[name]; known && !l.peek().Is(python.Op, ".") {
		l.write(constant)
		return
	}
	for l.take(".") {
		name = l.peek().Text
		l.pos++
	}
	if constant, known := map[string]string{"nan": "NaN", "inf": "Infinity"}[name]; known {
		l.write(constant)
		return
	}
	if (name != "array" && name != "tensor") || !l.take("(") {
		l.broken = true
		return
	}
	l.value(depth + 1)
	for !l.take(")") && l.pos < len(l.tokens) { // dtype and the like
		l.pos++
	}
}

// items reads the items of a list up to its bracket.
func (l *literalReader) items(end byte, depth int) (commas int) {
	l.write("[")
	for !l.broken && !l.take(string(end)) {
		if l.pos >= len(l.tokens) {
			l.broken = true
			return commas
		}
		if commas > 0 {
			l.write(",")
		}
		l.value(depth + 1)
		if !l.take(",") { // numpy prints no commas between elements
			next := l.peek()
			printed := end == ']' && (next.Kind == python.Number || next.Is(python.Op, "[") || next.Is(python.Op, "-"))
			l.broken = l.broken || !printed && !next.Is(python.Op, string(end))
		}
		commas++
	}
	l.write("]")
	return commas
}

// tuple reads the content of round brackets. A tuple becomes a list; one value without a comma stays
// that value.
func (l *literalReader) tuple(depth int) {
	from, before := len(l.out), l.pos
	count := l.items(')', depth)
	if count == 1 && !l.broken && !l.tokens[l.pos-2].Is(python.Op, ",") && l.pos-1 > before {
		inner := append([]byte{}, l.out[from+1:len(l.out)-1]...)
		l.out = append(l.out[:from], inner...)
	}
}

func (l *literalReader) dict(depth int) {
	l.write("{")
	for i := 0; !l.broken && !l.take("}"); i++ {
		if i > 0 {
			l.write(",")
		}
		key := l.peek()
		l.pos++
		switch {
		case key.Kind == python.String && strings.HasPrefix(key.Text, "'"):
			l.string(key.Text[1:])
		case key.Kind == python.Number || key.Kind == python.Name:
			l.string(key.Text)
		default:
			l.broken = true
			return
		}
		if !l.take(":") {
			l.broken = true
			return
		}
		l.write(":")
		l.value(depth + 1)
		if !l.take(",") {
			l.broken = l.broken || !l.peek().Is(python.Op, "}")
		}
	}
	l.write("}")
}

// string writes the value of a string token. In that value a backslash is still doubled.
func (l *literalReader) string(value string) {
	quoted, err := json.Marshal(strings.ReplaceAll(value, `\\`, `\`))
	if err != nil {
		l.broken = true
		return
	}
	l.out = append(l.out, quoted...)
}
