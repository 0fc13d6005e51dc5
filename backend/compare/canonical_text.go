package compare

import (
	"strings"
	"unicode"

	"npt/backend/budget"
	"npt/backend/classroom"
	"npt/backend/payload"
)

// Canonicalizer makes Canonicals. Its NFC brings text into Unicode's normal form C, which the standard
// library cannot do.
type Canonicalizer struct {
	NFC func(string) string
}

// Canonical returns a payload in the form in which it is compared under a. It never fails: a broken
// payload is like another that is broken in the same way, and a payload beyond the limits of package
// budget is compared as a whole. Its time is linear in the size of the payload. Call it in turn.
func (z Canonicalizer) Canonical(p payload.Payload, a classroom.Equivalence) *Canonical {
	if calls, err := payload.ReadCalls(p.Calls); err == nil && len(calls) > 0 {
		n := z.calls(p, calls, a)
		n.family = ofCode
		return n
	}
	n := z.came(p, a)
	n.family = familyOf(p.Type)
	if n.family != ofPictures { // the summary of a plot has told it
		n.extent = payload.ExtentOf(p)
	}
	if n.IsComplete() {
		return n
	}
	return n.incomplete(p.Digest)
}

// came returns what came of a payload in the form in which it is compared.
func (z Canonicalizer) came(p payload.Payload, a classroom.Equivalence) *Canonical {
	as := payload.KindOf(p.Type).Compared
	if len(p.Data) > mostBytes(as) {
		return WholeOf(p)
	}
	switch as {
	case payload.AsPicture:
		return z.image(p)
	case payload.AsBytes:
		return fileOf(p)
	case payload.AsCode:
		return (&Canonical{}).seal([]byte("code\x00" + z.code(string(p.Data), a.IgnoreNames)))
	case payload.AsLatex:
		return (&Canonical{}).seal([]byte("latex\x00" + z.latex(string(p.Data))))
	case payload.AsArray, payload.AsValue, payload.AsTable:
		if n := z.json(p, as, a); n != nil {
			return n
		}
		return (&Canonical{}).seal([]byte("broken\x00" + z.text(string(p.Data), classroom.Equivalence{})))
	}
	if re, im, ok := readComplex(strings.TrimSpace(string(p.Data))); ok {
		w := canonicalWriter{}
		w.complex(re, im)
		return w.canonical("json\x00")
	}
	if text := strings.TrimSpace(string(p.Data)); isWideWhole(text) {
		w := canonicalWriter{}
		w.literal(text)
		return w.canonical("json\x00")
	}
	return (&Canonical{}).seal([]byte("text\x00" + z.text(string(p.Data), a)))
}

// fileOf returns a file in the form in which it is compared: byte by byte.
func fileOf(p payload.Payload) *Canonical {
	return (&Canonical{}).seal([]byte("file\x00"), p.Data)
}

// WholeOf returns a payload that is too costly to be compared part by part: it is alike only to one of
// the same bytes.
func WholeOf(p payload.Payload) *Canonical {
	return (&Canonical{costly: true}).seal([]byte("whole\x00"), p.Data)
}

// mostBytes returns how large a payload may be to be compared part by part. Of values, their number
// decides.
func mostBytes(as payload.Comparison) int {
	switch as {
	case payload.AsCode:
		return budget.Code
	case payload.AsText, payload.AsLatex:
		return budget.Text
	}
	return payload.MaxBytes
}

// lineEnds makes every line end the same.
var lineEnds = strings.NewReplacer("\r\n", "\n", "\r", "\n")

// text returns text without differences that a teacher does not see: white space around it, kinds of
// line ends, ways to compose a letter.
func (z Canonicalizer) text(s string, a classroom.Equivalence) string {
	s = strings.ToValidUTF8(s, string(unicode.ReplacementChar))
	s = strings.TrimFunc(z.NFC(lineEnds.Replace(s)), invisible)
	if a.FoldCase {
		s = FoldCase(s)
	}
	return s
}

// invisible reports whether a character at the edge of a text shows nothing.
func invisible(r rune) bool {
	return unicode.IsSpace(r) || r == '\ufeff' || '\u200b' <= r && r <= '\u200f' || r == '\x00'
}

// FoldCase returns s in one case. Letters that differ in case only become the first of them in
// Unicode's simple folding; ß becomes ss.
func FoldCase(s string) string {
	s = strings.Map(func(r rune) rune {
		least := r
		for next := unicode.SimpleFold(r); next != r; next = unicode.SimpleFold(next) {
			least = min(least, next)
		}
		return least
	}, s)
	return sharpS.Replace(s)
}

var sharpS = strings.NewReplacer("ß", "SS", "ẞ", "SS")

// latex returns TeX without the white space that TeX ignores in math, and without the dollars around
// it. Words in \text and similar commands keep their spaces.
func (z Canonicalizer) latex(s string) string {
	t := texReader{rest: strings.Trim(z.text(s, classroom.Equivalence{}), "$ \n\t")}
	for t.rest != "" {
		switch c := t.rest[0]; {
		case c == '\\':
			t.command()
		case t.words == 0 && strings.IndexByte(texSpace, c) >= 0:
			t.rest = t.rest[1:]
		default:
			t.character(c)
		}
	}
	return t.out.String()
}

const texSpace = " \t\n"

// texReader reads TeX from rest and writes the part that is compared.
type texReader struct {
	rest  string
	out   strings.Builder
	words int // braces that are open since the first of \text{ ; 0 in math
}

func (t *texReader) character(c byte) {
	if t.words > 0 && c == '{' {
		t.words++
	} else if t.words > 0 && c == '}' {
		t.words--
	}
	t.out.WriteByte(c)
	t.rest = t.rest[1:]
}

// command writes a command, and a space after it if the next letter would otherwise become part of its
// name.
func (t *texReader) command() {
	command := texCommand(t.rest)
	t.out.WriteString(command)
	t.rest = t.rest[len(command):]
	if t.words > 0 {
		return
	}
	next := strings.TrimLeft(t.rest, texSpace)
	if texWords[command] && strings.HasPrefix(next, "{") {
		t.words, t.rest = 1, next[1:]
		t.out.WriteByte('{')
	} else if next != "" && isLetter(next[0]) {
		t.out.WriteByte(' ')
	}
}

// texWords are the commands whose argument is words; spaces count in it.
var texWords = map[string]bool{`\text`: true, `\textbf`: true, `\textit`: true, `\mbox`: true, `\mathrm`: true, `\operatorname`: true}

// texCommand returns the command at the start of s: a backslash with letters, or
// with one character.
func texCommand(s string) string {
	end := 1
	for end < len(s) && isLetter(s[end]) {
		end++
	}
	if end == 1 && len(s) > 1 {
		end = 2
	}
	return s[:end]
}

func isLetter(c byte) bool { return 'a' <= c|0x20 && c|0x20 <= 'z' }
