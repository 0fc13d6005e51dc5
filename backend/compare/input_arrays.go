package compare

import (
	"math"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"npt/backend/python"
)

// number reads a number with its signs, or a complex one: -1, 1e-3, 1 + 2j.
func (r *inputReader) number() inputValue {
	v := r.real()
	if next := r.peek(); r.err == nil && (next.Is(python.Op, "+") || next.Is(python.Op, "-")) {
		r.pos++
		if t := r.next(); t.Kind != python.Number || !strings.HasSuffix(t.Text, "j") || !numeral.MatchString(t.Text) {
			r.refuse(next.Text)
		}
		return inputValue{kind: inputNumber, number: math.NaN()}
	}
	return v
}

// numeral is a number as Python writes it, in the form in which it comes as a token.
var numeral = regexp.MustCompile(`^(0x[0-9a-f]+|0o[0-7]+|0b[01]+|(0+|[1-9][0-9]*|([0-9]+\.[0-9]*|\.[0-9]+)(e[+-]?[0-9]+)?|[0-9]+e[+-]?[0-9]+)j?)$`)

func (r *inputReader) real() inputValue {
	sign := 1.0
	for r.peek().Is(python.Op, "-") || r.peek().Is(python.Op, "+") {
		if r.next().Text == "-" {
			sign = -sign
		}
	}
	t := r.peek()
	switch {
	case t.Kind == python.Name && len(r.tokens) > r.pos+2 && r.tokens[r.pos+1].Is(python.Op, "."): // -np.inf
		r.pos++
		v := r.name(t.Text)
		if v.kind != inputNumber {
			r.refuse("-")
		}
		return inputValue{kind: inputNumber, number: sign * v.number}
	case t.Kind != python.Number || !numeral.MatchString(t.Text):
		r.unexpected()
		return inputValue{}
	}
	r.pos++
	return unsigned(t, sign)
}

// unsigned returns the value of a numeral, with a sign.
func unsigned(t python.Token, sign float64) inputValue {
	if whole, err := strconv.ParseInt(t.Text, 0, 64); err == nil {
		return inputValue{kind: inputNumber, number: sign * float64(whole), whole: true}
	}
	number, err := strconv.ParseFloat(t.Text, 64)
	if err != nil && !math.IsInf(number, 0) {
		number = math.NaN() // complex, or a whole number of many digits
	}
	return inputValue{kind: inputNumber, number: sign * number}
}

// name reads what begins with a name: a constant, float("inf"), or something of numpy.
func (r *inputReader) name(name string) inputValue {
	switch {
	case name == "True" || name == "False":
		return inputValue{kind: inputBool}
	case name == "None":
		return inputValue{kind: inputNone}
	case name == "float" && r.take("("):
		if t := r.next(); t.Kind != python.String || !slices.Contains([]string{"'inf", "'-inf", "'nan"}, t.Text) || !r.take(")") {
			r.refuse("float(…)")
		}
		return inputValue{kind: inputNumber, number: math.NaN()}
	case (name == "np" || name == "numpy") && r.take("."):
		return r.numpy(name + "." + r.peek().Text)
	}
	r.refuse(cutWord(name))
	return inputValue{}
}

var numpyNumbers = map[string]float64{"pi": math.Pi, "e": math.E, "inf": math.Inf(1), "nan": math.NaN()}

// numpy reads a number or a call of numpy, of which whole is the name.
func (r *inputReader) numpy(whole string) inputValue {
	name := r.next()
	if number, known := numpyNumbers[name.Text]; known {
		return inputValue{kind: inputNumber, number: number}
	}
	c, known := constructors[name.Text]
	if !known || name.Kind != python.Name || !r.take("(") {
		r.refuse(cutWord(whole))
		return inputValue{}
	}
	given := r.given(c)
	if r.err != nil {
		return inputValue{}
	}
	size := c.size(given)
	if math.IsNaN(size) || size < 0 {
		r.fail("Line %d calls np.%s in another way than %s.", name.Text, c.example)
	}
	if r.made += int(min(size, 2*MaxInputElements)); r.made > MaxInputElements {
		r.fail("Line %d makes more than %d values: write smaller arrays.", MaxInputElements)
	}
	return inputValue{kind: inputArray}
}

// constructor is a function of numpy that makes an array.
type constructor struct {
	parameters []string // in their order; those from byName on are given by name only
	byName     int
	example    string
	size       func(given map[string]inputValue) float64 // how many values it makes; NaN if it cannot be called so
}

var constructors = map[string]constructor{
	"array":    {[]string{"object", "dtype"}, 1, "np.array([[1, 2], [3, 4]])", sizeOfArray},
	"linspace": {[]string{"start", "stop", "num", "endpoint", "dtype"}, 3, "np.linspace(0, 1, 5)", sizeOfLinspace},
	"arange":   {[]string{"start", "stop", "step", "dtype"}, 3, "np.arange(0, 10, 2)", sizeOfArange},
	"zeros":    {[]string{"shape", "dtype"}, 1, "np.zeros((2, 3))", sizeOfShape},
	"ones":     {[]string{"shape", "dtype"}, 1, "np.ones((2, 3))", sizeOfShape},
	"full":     {[]string{"shape", "fill_value", "dtype"}, 2, "np.full((2, 3), 7)", sizeOfFull},
	"eye":      {[]string{"N", "M", "k", "dtype"}, 3, "np.eye(3)", sizeOfEye},
	"identity": {[]string{"n", "dtype"}, 1, "np.identity(3)", func(given map[string]inputValue) float64 { return square(given["n"]) }},
}

// given reads the arguments of a constructor from behind its bracket.
func (r *inputReader) given(c constructor) map[string]inputValue {
	given, names := map[string]inputValue{}, 0
	for i := 0; r.err == nil && !r.take(")"); i++ {
		name := r.named()
		if r.pos >= len(r.tokens) {
			r.incomplete()
		}
		if name != "" {
			names++
		} else if i < c.byName && names == 0 {
			name = c.parameters[i]
		}
		if _, twice := given[name]; r.err == nil && (twice || !slices.Contains(c.parameters, name)) {
			r.refuse("an argument of numpy like this: " + c.example)
		}
		if name == "dtype" {
			r.dtype()
			given[name] = inputValue{kind: inputText}
		} else {
			given[name] = r.value()
		}
		r.comma(")")
	}
	return given
}

// comma reads a comma, which may be missing before what closes the list.
func (r *inputReader) comma(closing string) {
	if r.err == nil && !r.take(",") && !r.peek().Is(python.Op, closing) {
		r.unexpected()
	}
}

var dtypes = setOf("int float bool complex int8 int16 int32 int64 uint8 uint16 uint32 uint64 float16 float32 float64 complex64 complex128")

// dtype reads a type of numpy or of Python: float, np.float32, "float32".
func (r *inputReader) dtype() {
	t := r.next()
	name := strings.TrimPrefix(t.Text, "'")
	if t.Kind == python.Name && (name == "np" || name == "numpy") && r.take(".") {
		name = r.next().Text
	}
	if !dtypes[name] {
		r.refuse(cutWord(name))
	}
}

func sizeOfArray(given map[string]inputValue) float64 {
	object, ok := given["object"]
	if !ok {
		return math.NaN()
	}
	size, _ := regular(object)
	return size
}

// regular returns how many values nested lists have, and their shape; NaN if they have none.
func regular(v inputValue) (size float64, shape []int) {
	switch v.kind {
	case inputNumber, inputText, inputBool:
		return 1, nil
	case inputList, inputTuple:
	case inputNone, inputOther, inputArray:
		return math.NaN(), nil
	}
	shape = []int{len(v.items)}
	for i, item := range v.items {
		n, inner := regular(item)
		if i == 0 {
			shape = append(shape, inner...)
		} else if !slices.Equal(shape[1:], inner) {
			return math.NaN(), nil
		}
		size += n
	}
	return size, shape
}

func isReal(v inputValue) bool { return v.kind == inputNumber && !math.IsNaN(v.number) }

func sizeOfLinspace(given map[string]inputValue) float64 {
	if !isReal(given["start"]) || !isReal(given["stop"]) || !has(given, "start", "stop") {
		return math.NaN()
	}
	if num, ok := given["num"]; ok {
		return wholeNumber(num)
	}
	return 50
}

func sizeOfArange(given map[string]inputValue) float64 {
	start, stop, step := given["start"], given["stop"], given["step"]
	if !has(given, "start") || !isReal(start) || !isReal(stop) || !isReal(step) {
		return math.NaN()
	}
	from, to, by := start.number, stop.number, 1.0
	if !has(given, "stop") {
		from, to = 0, from
	}
	if has(given, "step") {
		by = step.number
	}
	if by == 0 {
		return math.NaN()
	}
	return max(0, math.Ceil((to-from)/by))
}

func sizeOfShape(given map[string]inputValue) float64 {
	shape, ok := given["shape"]
	switch {
	case !ok:
		return math.NaN()
	case shape.kind == inputNumber:
		return wholeNumber(shape)
	case shape.kind != inputTuple && shape.kind != inputList || len(shape.items) > 32:
		return math.NaN()
	}
	size := 1.0
	for _, axis := range shape.items {
		n := wholeNumber(axis)
		if n == 0 { // numpy asks for the room of the other axes even so
			return math.NaN()
		}
		size *= n
	}
	return size
}

func sizeOfFull(given map[string]inputValue) float64 {
	if fill, ok := given["fill_value"]; !ok || fill.kind > inputBool {
		return math.NaN()
	}
	return sizeOfShape(given)
}

func sizeOfEye(given map[string]inputValue) float64 {
	if k, ok := given["k"]; ok && (k.kind != inputNumber || !k.whole) {
		return math.NaN()
	}
	columns, ok := given["M"]
	if !ok || columns.kind == inputNone {
		return square(given["N"])
	}
	return wholeNumber(given["N"]) * wholeNumber(columns)
}

func square(n inputValue) float64 { return wholeNumber(n) * wholeNumber(n) }

// wholeNumber returns a number of values; NaN if it is none.
func wholeNumber(v inputValue) float64 {
	if v.kind != inputNumber || !v.whole || v.number < 0 {
		return math.NaN()
	}
	return v.number
}

func has(given map[string]inputValue, names ...string) bool {
	return !slices.ContainsFunc(names, func(name string) bool { _, ok := given[name]; return !ok })
}
