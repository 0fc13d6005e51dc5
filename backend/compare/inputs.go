package compare

import (
	"slices"
	"strings"
	"unicode/utf8"

	"npt/backend/classroom"
	"npt/backend/python"
)

// Limits on the inputs for which the functions of a question are called. Our client has the same.
const (
	MaxInputs        = 20     // calls
	MaxInput         = 200    // characters of the arguments of one
	MaxInputElements = 10_000 // values of the arrays of one
)

// ReadInputs returns the inputs that a teacher wrote, one a line as Python writes arguments: without
// empty lines and comments. The error says which line to change, and how.
//
// They are literals, and arrays of a few constructors of numpy. Nothing is run; the notebooks read them
// in the same way, by the syntax tree, and accept nothing else.
func ReadInputs(written string) ([]string, error) {
	inputs := []string{}
	for i, line := range strings.Split(strings.ReplaceAll(written, "\r\n", "\n"), "\n") {
		line = strings.TrimSpace(python.WithoutComments(line))
		if line == "" {
			continue
		}
		if err := checkInput(i+1, line); err != nil {
			return nil, err
		}
		inputs = append(inputs, line)
	}
	if len(inputs) > MaxInputs {
		return nil, classroom.Errorf(classroom.CodeBadField, "At most %d inputs can be tried: take some lines out.", MaxInputs)
	}
	return inputs, nil
}

// NoArguments is the line of a call without arguments.
const NoArguments = "()"

func checkInput(number int, line string) error {
	switch {
	case utf8.RuneCountInString(line) > MaxInput:
		return classroom.Errorf(classroom.CodeBadField, "Line %d is longer than %d characters: shorten it.", number, MaxInput)
	case !utf8.ValidString(line) || strings.ContainsFunc(line, func(r rune) bool { return r < ' ' && r != '\t' || r == 0x7f }):
		return classroom.Errorf(classroom.CodeBadField, "Line %d has characters that are not text: write it anew.", number)
	case line == NoArguments:
		return nil
	}
	r := inputReader{line: number, tokens: python.Tokens(line)}
	if last := len(r.tokens) - 1; last >= 0 && r.tokens[last].Kind == python.Newline {
		r.tokens = r.tokens[:last]
	}
	if python.HasOpenString(line) {
		r.incomplete()
	}
	r.arguments()
	return r.err
}

// inputReader reads the arguments of one call from their tokens. After an error it reads on to the end
// and does not look.
type inputReader struct {
	line   int
	tokens []python.Token
	pos    int
	made   int // how many values the arrays have
	err    error
}

func (r *inputReader) fail(format string, values ...any) {
	if r.err == nil {
		r.err = classroom.Errorf(classroom.CodeBadField, format, append([]any{r.line}, values...)...)
	}
	r.pos = len(r.tokens)
}

func (r *inputReader) incomplete() {
	r.fail("Line %d is not complete: look at its brackets, quotes and commas. Write arguments like 2, 3 or [1, -2] or x=5.")
}

func (r *inputReader) refuse(what string) {
	r.fail("Line %d has %s, which cannot be tried: write numbers, text, lists, tuples, sets, dicts, or np.array, np.linspace, np.arange, np.zeros, np.ones, np.full, np.eye.", what)
}

func (r *inputReader) peek() python.Token {
	if r.pos < len(r.tokens) {
		return r.tokens[r.pos]
	}
	return python.Token{}
}

func (r *inputReader) next() python.Token {
	t := r.peek()
	r.pos++
	return t
}

func (r *inputReader) take(op string) bool {
	if !r.peek().Is(python.Op, op) {
		return false
	}
	r.pos++
	return true
}

// named takes the name of an argument with its equals sign; it returns an empty name if there is none.
func (r *inputReader) named() string {
	t := r.peek()
	if t.Kind != python.Name || r.pos+1 >= len(r.tokens) || !r.tokens[r.pos+1].Is(python.Op, "=") {
		return ""
	}
	r.pos += 2
	if keywords[t.Text] {
		r.refuse(t.Text)
	}
	return t.Text
}

// keywords holds the words that are no names in Python.
var keywords = setOf("False None True and as assert async await break class continue def del elif else except finally for from global if import in is lambda nonlocal not or pass raise return try while with yield __debug__")

func setOf(words string) map[string]bool {
	set := map[string]bool{}
	for _, w := range strings.Fields(words) {
		set[w] = true
	}
	return set
}

// arguments reads all of the line.
func (r *inputReader) arguments() {
	var names []string
	for r.err == nil && r.pos < len(r.tokens) {
		name := r.named()
		switch {
		case name == "" && len(names) > 0:
			r.fail("Line %d has an argument without a name behind one with a name: write those with names last.")
		case name != "" && slices.Contains(names, name):
			r.fail("Line %d names %s twice.", name)
		case name != "":
			names = append(names, name)
		}
		r.value()
		if r.err == nil && r.pos < len(r.tokens) && !r.take(",") {
			r.unexpected()
		}
	}
}

// unexpected says that the next token cannot stand where it does.
func (r *inputReader) unexpected() {
	switch t := r.peek(); {
	case t.Kind == python.Op && strings.Contains("()[]{},:=", t.Text), t.Text == "", t.Kind == python.String:
		r.incomplete()
	default:
		r.refuse(cutWord(t.Text))
	}
}

// cutWord returns a token as an error names it.
func cutWord(text string) string {
	if runes := []rune(text); len(runes) > 20 {
		return string(runes[:20]) + "…"
	}
	return text
}

// inputKind is what a value of an input is.
type inputKind byte

const (
	inputNumber inputKind = iota
	inputText
	inputBool
	inputNone
	inputList
	inputTuple
	inputOther // a dict or a set
	inputArray
)

// inputValue is a value of an input, as far as it must be known to check what contains it.
type inputValue struct {
	kind   inputKind
	number float64 // of a real number
	whole  bool    // it is written as a whole number
	items  []inputValue
}

// isHashable reports whether the value can be in a set.
func (v inputValue) isHashable() bool {
	switch v.kind {
	case inputList, inputOther, inputArray:
		return false
	case inputNumber, inputText, inputBool, inputNone, inputTuple:
	}
	return !slices.ContainsFunc(v.items, func(item inputValue) bool { return !item.isHashable() })
}

// value reads a value. Brackets nest no deeper than a line is long.
func (r *inputReader) value() inputValue {
	t := r.peek()
	switch {
	case r.err != nil:
	case r.take("["):
		return inputValue{kind: inputList, items: r.items("]")}
	case r.take("("):
		return r.round()
	case r.take("{"):
		return r.braces()
	case t.Kind == python.Name:
		r.pos++
		return r.name(t.Text)
	case t.Kind == python.String:
		r.pos++
		return r.text(t.Text)
	default:
		return r.number()
	}
	return inputValue{}
}

// text reads a string. Escapes that name a character by its number may be mistaken, and are refused.
func (r *inputReader) text(token string) inputValue {
	value, isText := strings.CutPrefix(token, "'")
	if !isText {
		r.refuse("text of bytes")
	}
	for _, escape := range []string{`\x`, `\u`, `\U`, `\N`} {
		if strings.Contains(value, escape) {
			r.refuse(escape)
		}
	}
	return inputValue{kind: inputText}
}

// items reads values up to a closing bracket.
func (r *inputReader) items(end string) (items []inputValue) {
	for r.err == nil && !r.take(end) {
		if r.pos >= len(r.tokens) {
			r.incomplete()
			return nil
		}
		items = append(items, r.value())
		r.comma(end)
	}
	return items
}

// round reads the content of round brackets: a tuple, or a value in brackets.
func (r *inputReader) round() inputValue {
	items := r.items(")")
	if len(items) == 1 && r.err == nil && !r.tokens[r.pos-2].Is(python.Op, ",") {
		return items[0]
	}
	return inputValue{kind: inputTuple, items: items}
}

// braces reads a dict or a set.
func (r *inputReader) braces() inputValue {
	isDict := false
	for i := 0; r.err == nil && !r.take("}"); i++ {
		if r.pos >= len(r.tokens) {
			r.incomplete()
			break
		}
		key := r.value()
		if r.err == nil && !key.isHashable() {
			r.fail("Line %d has a list, dict or array in a set or as a key of a dict, which Python does not take.")
		}
		if i == 0 {
			isDict = r.peek().Is(python.Op, ":")
		}
		if isDict && !r.take(":") {
			r.incomplete()
		} else if isDict {
			r.value()
		}
		r.comma("}")
	}
	return inputValue{kind: inputOther}
}
