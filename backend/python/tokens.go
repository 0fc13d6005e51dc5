// Package python reads Python source as students write it: finished or not, pasted, indented by tabs,
// with a quote that is never closed. Tokens cuts code into tokens, OwnNames finds the names that code
// defines itself, WithoutComments removes comments, and Calls finds the calls of a function, also in
// comments.
//
// It never fails and never runs anything. Its time is linear in the length of the code unless a
// function says otherwise. It builds no syntax tree. compare, notebook and the projector call it.
package python

import (
	"strings"
	"unicode/utf8"
)

// Kind is what a Token is.
type Kind byte

// The kinds of tokens.
const (
	Name    Kind = 'n' // also keywords
	Number  Kind = '0'
	String  Kind = 's' // a string without fields; text is its value
	FString Kind = 'f' // the start of a string with fields, which an FEnd ends
	FText   Kind = 't' // text between the fields of such a string
	FEnd    Kind = 'e'
	Op      Kind = 'o'
	Newline Kind = ';' // the end of a statement; until blocks has run, its text is ; if a semicolon ended the statement
	Indent  Kind = '>'
	Dedent  Kind = '<'
)

// Token is a piece of Python code.
type Token struct {
	Kind  Kind
	Text  string
	Depth int // how many brackets are open before it; its own bracket, if it is one, does not count
}

// Is reports whether a token has this kind and this text.
func (t Token) Is(kind Kind, text string) bool { return t.Kind == kind && t.Text == text }

// tokenizer cuts Python code into tokens. It never fails: anything that is not Python becomes tokens
// of one character. Its time is linear in the length of the code, except for fields nested in fields,
// which it follows for maxFields levels.
type tokenizer struct {
	src    string
	pos    int
	tokens []Token
	open   []byte // the brackets that are open
	indent []int  // columns of the open blocks, the outermost first
	fields int    // how many fields of strings are open
}

// maxFields bounds how deep fields of strings are nested; Python before 3.12 stops at 2.
const maxFields = 8

// Tokens returns the tokens of code without comments, blank lines and spacing. Blocks are recognised
// by their depth, whether tabs or spaces indent them.
func Tokens(code string) []Token {
	t := &tokenizer{src: lineEnds.Replace(code)}
	for t.pos < len(t.src) {
		t.line()
	}
	t.endStatement()
	for range max(len(t.indent)-1, 0) {
		t.emit(Dedent, "")
	}
	return blocks(t.tokens)
}

// blockWords begin statements that have a block, on the same line or below.
var blockWords = wordSet("if elif else for while with try except finally def class async")

// blocks moves a block that follows its header on the same line to lines of its own.
func blocks(tokens []Token) []Token {
	out := make([]Token, 0, len(tokens))
	inLine := false // in a block that ends with the line
	for start := 0; start < len(tokens); {
		end := start
		for end < len(tokens)-1 && !tokens[end].endsStatement() {
			end++
		}
		if colon := headerEnd(tokens[:end], start); !inLine && colon >= 0 && colon+1 < end {
			out = append(append(out, tokens[start:colon+1]...), Token{Kind: Newline}, Token{Kind: Indent})
			inLine, start = true, colon+1
		}
		out = append(out, tokens[start:end]...)
		last := tokens[end]
		lineEnds := last.Kind == Newline && last.Text == ""
		if last.Kind == Newline {
			last.Text = ""
		}
		out = append(out, last)
		if inLine && lineEnds {
			out, inLine = append(out, Token{Kind: Dedent}), false
		}
		start = end + 1
	}
	return out
}

func (t Token) endsStatement() bool {
	return t.Kind == Newline || t.Kind == Indent || t.Kind == Dedent
}

// headerEnd returns the index of the colon that ends a block's header; -1 if the statement has none.
func headerEnd(tokens []Token, start int) int {
	if start >= len(tokens) || tokens[start].Kind != Name || !blockWords[tokens[start].Text] {
		return -1
	}
	lambdas := 0
	for i := start; i < len(tokens); i++ {
		switch t := tokens[i]; {
		case t.Depth > tokens[start].Depth:
		case t.Is(Name, "lambda"):
			lambdas++
		case t.Is(Op, ":") && lambdas == 0:
			return i
		case t.Is(Op, ":"):
			lambdas--
		}
	}
	return -1
}

func (t *tokenizer) emit(kind Kind, text string) {
	t.tokens = append(t.tokens, Token{kind, text, len(t.open)})
}

// line reads a statement's first line and the lines that brackets and backslashes join to it.
func (t *tokenizer) line() {
	column := t.column()
	if t.pos >= len(t.src) || t.src[t.pos] == '\n' || t.src[t.pos] == '#' {
		t.pos = min(lineEnd(t.src, t.pos)+1, len(t.src))
		return
	}
	t.block(column)
	for t.pos < len(t.src) && (t.src[t.pos] != '\n' || len(t.open) > 0) {
		t.token()
	}
	t.pos++
	t.endStatement()
	if last := len(t.tokens) - 1; last >= 0 {
		t.tokens[last].Text = strings.TrimPrefix(t.tokens[last].Text, ";") // from a semicolon at the end of the line
	}
}

// column moves to the first character that is not white space and returns its column. A tab moves to
// the next multiple of eight, as in Python.
func (t *tokenizer) column() int {
	column := 0
	for ; t.pos < len(t.src); t.pos++ {
		switch t.src[t.pos] {
		case ' ':
			column++
		case '\t':
			column += 8 - column%8
		case '\f':
			column = 0
		default:
			return column
		}
	}
	return column
}

// block opens or closes blocks for a statement in that column. The first statement sets the base
// column, because a method that is sent alone is indented.
func (t *tokenizer) block(column int) {
	if len(t.indent) == 0 {
		t.indent = []int{column}
	}
	for last := len(t.indent) - 1; last > 0 && t.indent[last] > column; last-- {
		t.indent = t.indent[:last]
		t.emit(Dedent, "")
	}
	if column > t.indent[len(t.indent)-1] {
		t.indent = append(t.indent, column)
		t.emit(Indent, "")
	}
}

// endStatement ends the current statement, if there is one.
func (t *tokenizer) endStatement() {
	t.open = t.open[:0]
	if n := len(t.tokens); n > 0 && !t.tokens[n-1].endsStatement() {
		t.emit(Newline, "")
	}
}

// token reads one token, or the space between tokens.
func (t *tokenizer) token() {
	rest := t.src[t.pos:]
	switch c := rest[0]; {
	case strings.IndexByte(" \t\f\n", c) >= 0:
		t.pos++
	case c == '#':
		t.pos = lineEnd(t.src, t.pos)
	case strings.HasPrefix(rest, "\\\n"):
		t.pos += 2
	case c == '"' || c == '\'':
		t.string("")
	case startsNumber(rest):
		t.number()
	case c == ';' && len(t.open) == 0:
		t.semicolon()
	default:
		t.nameOrOperator(rest)
	}
}

func (t *tokenizer) semicolon() {
	t.pos++
	t.endStatement()
	if last := len(t.tokens) - 1; last >= 0 && t.tokens[last].Kind == Newline {
		t.tokens[last].Text = ";"
	}
}

func (t *tokenizer) nameOrOperator(rest string) {
	end := nameLength(rest)
	if end == 0 {
		t.operator(rest)
		return
	}
	name := rest[:end]
	t.pos += end
	if end < len(rest) && (rest[end] == '"' || rest[end] == '\'') && IsStringPrefix(name) {
		t.string(strings.ToLower(name))
		return
	}
	t.emit(Name, name)
}

// number reads a number and writes it in the form in which it is compared.
func (t *tokenizer) number() {
	from := t.pos
	t.pos += numberLength(t.src[from:])
	t.emit(Number, strings.ToLower(strings.ReplaceAll(t.src[from:t.pos], "_", "")))
}

// operators holds the operators of more than one character, longer ones first.
var operators = []string{
	"**=", "//=", ">>=", "<<=", "...",
	"**", "//", ">>", "<<", "<=", ">=", "==", "!=", "->", ":=", "+=", "-=", "*=", "/=", "%=", "@=", "&=", "|=", "^=",
}

func (t *tokenizer) operator(rest string) {
	for _, op := range operators {
		if strings.HasPrefix(rest, op) {
			t.emit(Op, op)
			t.pos += len(op)
			return
		}
	}
	_, size := utf8.DecodeRuneInString(rest)
	switch c := rest[0]; c {
	case '(', '[', '{':
		t.emit(Op, rest[:1])
		t.open = append(t.open, c)
	case ')', ']', '}':
		if len(t.open) > 0 {
			t.open = t.open[:len(t.open)-1]
		}
		t.emit(Op, rest[:1])
	default:
		t.emit(Op, rest[:size])
	}
	t.pos += size
}
