package notebook

import (
	"html"
	"regexp"
	"strconv"
	"strings"
	"unicode"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/extension"
	east "github.com/yuin/goldmark/extension/ast"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"
)

// passage is a heading, a paragraph or an item of a list, as a reader sees it: without marks, pictures and tags.
type passage struct {
	kind  passageKind
	level int // of a heading, from 1
	text  string
	cell  int // position of its cell

	number int // of an item of a numbered list; else 0
}

type passageKind byte

const (
	heading passageKind = iota
	bold                // a paragraph in bold letters alone, which many write for a heading
	plain
	item // of a list
)

func (p passage) isHeading() bool { return p.kind == heading || p.kind == bold }

// markdown reads CommonMark with tables. goldmark was chosen as it follows the specification to the letter, gives a
// tree, and is kept for Hugo; the others are older or render alone.
var markdown = goldmark.New(goldmark.WithExtensions(extension.Table, extension.Strikethrough))

// passagesOf returns what a cell of prose says.
func passagesOf(at int, c cell) (all []passage) {
	source := c.source
	if c.kind == "heading" { // of format 3
		source = strings.Repeat("#", min(max(c.level, 1), 6)) + " " + source
	}
	source, formulas := withoutFormulas(withoutDirectives(source))
	r := proseReader{source: []byte(source), formulas: formulas, cell: at}
	r.blocks(markdown.Parser().Parse(text.NewReader(r.source)))
	return r.found
}

// formula matches mathematics as Jupyter shows it: no space stands inside the dollars, no digit after them.
var formula = regexp.MustCompile(`\$\$[^$]+\$\$|\$[^\s$](?:[^$\n]*[^\s$\\])?\$`)

// The characters around the number of a formula while Markdown is read; they are for private use.
const formulaBegin, formulaEnd = '\ue000', '\ue001'

// withoutFormulas puts numbers in the place of formulas, whose stars and underlines are no marks.
func withoutFormulas(source string) (string, []string) {
	source = strings.Map(func(r rune) rune {
		if r == formulaBegin || r == formulaEnd {
			return -1
		}
		return r
	}, strings.ToValidUTF8(source, ""))
	var formulas []string
	return formula.ReplaceAllStringFunc(source, func(found string) string {
		formulas = append(formulas, found)
		return string(formulaBegin) + strconv.Itoa(len(formulas)-1) + string(formulaEnd)
	}), formulas
}

type proseReader struct {
	source   []byte
	formulas []string
	cell     int
	found    []passage
	number   int // of the item that is read
}

func (r *proseReader) add(kind passageKind, level int, said string) {
	if said = r.spoken(said); said != "" {
		r.found = append(r.found, passage{kind: kind, level: level, text: said, cell: r.cell, number: r.number})
	}
}

// blocks reads the blocks inside a node.
func (r *proseReader) blocks(n ast.Node) {
	for child := n.FirstChild(); child != nil; child = child.NextSibling() {
		switch b := child.(type) {
		case *ast.Heading:
			r.add(heading, b.Level, anchor.ReplaceAllString(r.inline(b), ""))
		case *ast.Paragraph, *ast.TextBlock:
			r.paragraph(child)
		case *ast.HTMLBlock:
			r.html(b)
		case *ast.FencedCodeBlock, *ast.CodeBlock, *ast.ThematicBreak, *east.Table:
		case *ast.List:
			r.list(b)
		default: // items, quotes
			r.blocks(child)
		}
	}
}

// list reads the items of a list, with their numbers if it has any.
func (r *proseReader) list(l *ast.List) {
	outer, number := r.number, l.Start
	for child := l.FirstChild(); child != nil; child = child.NextSibling() {
		if r.number = 0; l.IsOrdered() {
			r.number, number = number, number+1
		}
		r.blocks(child)
	}
	r.number = outer
}

func (r *proseReader) paragraph(n ast.Node) {
	kind := plain
	switch {
	case n.Parent() != nil && n.Parent().Kind() == ast.KindListItem:
		kind = item
	case isBold(n):
		r.add(bold, 0, r.inline(n))
		return
	}
	said := r.inline(n)
	if first, isEmphasis := n.FirstChild().(*ast.Emphasis); isEmphasis && first.Level > 1 {
		line, rest, isCut := strings.Cut(said, "\n")
		if isCut && strings.TrimSpace(line) == strings.TrimSpace(r.inline(first)) { // a bold line above the others
			r.add(bold, 0, line)
			said = rest
		}
	}
	r.add(kind, 0, said)
}

// isBold reports whether a paragraph is in bold letters from its beginning to its end.
func isBold(n ast.Node) bool {
	found := false
	for child := n.FirstChild(); child != nil; child = child.NextSibling() {
		switch c := child.(type) {
		case *ast.Emphasis:
			if c.Level < 2 && !isBold(c) {
				return false
			}
			found = true
		case *ast.RawHTML, *ast.Image:
		default:
			return false
		}
	}
	return found
}

// inline returns the text inside a node.
func (r *proseReader) inline(n ast.Node) string {
	var out strings.Builder
	for child := n.FirstChild(); child != nil; child = child.NextSibling() {
		switch c := child.(type) {
		case *ast.Text:
			out.WriteString(r.text(c))
		case *ast.String:
			out.Write(c.Value)
		case *ast.CodeSpan:
			out.WriteString(r.code(c))
		case *ast.AutoLink:
			out.Write(c.Label(r.source))
		case *ast.RawHTML:
			if isBreak(r.raw(c)) {
				out.WriteByte('\n')
			}
		case *ast.Image:
		case *ast.Link:
			out.WriteString(r.link(c))
		default:
			out.WriteString(r.inline(child))
		}
	}
	return out.String()
}

func (r *proseReader) text(t *ast.Text) string {
	said := unescaped(t.Value(r.source))
	if t.SoftLineBreak() || t.HardLineBreak() {
		said += "\n"
	}
	return said
}

// link returns the text of a link; empty if it is an arrow to the top, which says nothing.
func (r *proseReader) link(l *ast.Link) string {
	said := r.inline(l)
	if !isSaid(said) && !strings.ContainsRune(said, formulaBegin) {
		return ""
	}
	return said
}

// code returns code in a line, in which nothing is a mark.
func (r *proseReader) code(n *ast.CodeSpan) string {
	var out strings.Builder
	for child := n.FirstChild(); child != nil; child = child.NextSibling() {
		if t, isText := child.(*ast.Text); isText {
			out.Write(t.Value(r.source))
		}
	}
	return out.String()
}

func (r *proseReader) raw(n *ast.RawHTML) (out string) {
	for i := range n.Segments.Len() {
		at := n.Segments.At(i)
		out += string(at.Value(r.source))
	}
	return out
}

func isBreak(tag string) bool { return strings.HasPrefix(strings.ToLower(tag), "<br") }

// unescaped returns text without its escapes and with the characters that entities stand for.
func unescaped(text []byte) string {
	return html.UnescapeString(string(util.UnescapePunctuations(text)))
}

var (
	htmlComment = regexp.MustCompile(`(?s)<!--.*?-->|<(script|style)\b.*?</(script|style)>`)
	htmlHeading = regexp.MustCompile(`(?is)<h([1-6])\b[^>]*>(.*?)</h[1-6]>`)
	tag         = regexp.MustCompile(`</?[A-Za-z][^>]*>`)
	blockTag    = regexp.MustCompile(`(?i)<(?:br|/p|/div|/li|/h[1-6]|/tr|hr)\b[^>]*>`)
)

// html reads a block of HTML: its headings, and its text line by line.
func (r *proseReader) html(n *ast.HTMLBlock) {
	var raw strings.Builder
	for i := range n.Lines().Len() {
		line := n.Lines().At(i)
		raw.Write(line.Value(r.source))
	}
	if n.HasClosure() {
		raw.Write(n.ClosureLine.Value(r.source))
	}
	rest := htmlComment.ReplaceAllString(raw.String(), "")
	for rest != "" {
		at := htmlHeading.FindStringSubmatchIndex(rest)
		before := rest
		if at != nil {
			before = rest[:at[0]]
		}
		for line := range strings.SplitSeq(blockTag.ReplaceAllString(before, "\n\n"), "\n\n") {
			r.add(plain, 0, html.UnescapeString(tag.ReplaceAllString(line, "")))
		}
		if at == nil {
			return
		}
		r.add(heading, int(rest[at[2]]-'0'), html.UnescapeString(tag.ReplaceAllString(rest[at[4]:at[5]], "")))
		rest = rest[at[1]:]
	}
}

// spoken returns text with its formulas, in one line, without characters that disturb; empty if it has neither letters
// nor digits.
func (r *proseReader) spoken(said string) string {
	for i, f := range r.formulas {
		said = strings.Replace(said, string(formulaBegin)+strconv.Itoa(i)+string(formulaEnd), f, 1)
	}
	said = strings.Map(func(c rune) rune {
		switch {
		case unicode.IsControl(c), unicode.IsSpace(c):
			return ' '
		case '\u202a' <= c && c <= '\u202e', '\u2066' <= c && c <= '\u2069':
			return -1 // would turn the direction of the text beside it
		}
		return c
	}, said)
	said = keycap.ReplaceAllString(said, "$1.")
	if !isSaid(said) {
		return ""
	}
	return strings.Join(strings.Fields(said), " ")
}

// anchor matches the name of a heading, as Pandoc has it: {#sizes}.
var anchor = regexp.MustCompile(`\s*\{#[^{}]*\}\s*$`)

// keycap matches a digit on a key, which many put before a heading.
var keycap = regexp.MustCompile(`^([0-9])\x{FE0F}?\x{20E3}`)

// isSaid reports whether a text has letters or digits.
func isSaid(said string) bool {
	return strings.ContainsFunc(said, func(c rune) bool { return unicode.In(c, unicode.L, unicode.N) })
}
