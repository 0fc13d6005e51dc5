package classroom

import (
	"strings"
	"unicode"
)

// Normalizer makes Normals. Its NFC brings text into Unicode's normal form C, which
// the standard library cannot.
type Normalizer struct {
	NFC func(string) string
}

// Normal returns a payload as it is compared under a. It never fails: a payload that
// is broken is like one that is broken the same way. The time it takes is linear in
// the payload's size.
func (z Normalizer) Normal(p Payload, a Alike) *Normal {
	switch {
	case p.Type == TypeImage:
		return z.image(p)
	case p.Type == TypeCode:
		return (&Normal{}).seal([]byte("code\x00" + z.code(string(p.Data), a.IgnoreNames)))
	case p.Type == TypeLatex:
		return (&Normal{}).seal([]byte("latex\x00" + z.latex(string(p.Data))))
	case p.Type.JSON():
		if n := z.json(p, a); n != nil {
			return n
		}
		return (&Normal{}).seal([]byte("broken\x00" + z.text(string(p.Data), Alike{})))
	}
	text := z.text(string(p.Data), a)
	if re, im, ok := readComplex(strings.TrimSpace(string(p.Data))); ok {
		w := normalWriter{}
		w.complex(re, im)
		return w.normal("json\x00")
	}
	return (&Normal{}).seal([]byte("text\x00" + text))
}

// lineEnds makes every line end the same.
var lineEnds = strings.NewReplacer("\r\n", "\n", "\r", "\n")

// text returns text without what a teacher does not see: white space around it, how
// its lines end, how its letters are composed.
func (z Normalizer) text(s string, a Alike) string {
	s = strings.ToValidUTF8(s, string(unicode.ReplacementChar))
	s = strings.TrimFunc(z.NFC(lineEnds.Replace(s)), invisible)
	if a.FoldCase {
		s = foldCase(s)
	}
	return s
}

// invisible reports whether a character at the edge of a text shows nothing.
func invisible(r rune) bool {
	return unicode.IsSpace(r) || r == '\ufeff' || '\u200b' <= r && r <= '\u200f' || r == '\x00'
}

// foldCase returns s in one case: of letters that differ in case only, the first of
// Unicode's simple folding; ß as ss.
func foldCase(s string) string {
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

// latex returns TeX without the white space that math ignores, and without the
// dollars around it. Words in \text and its like keep theirs.
func (z Normalizer) latex(s string) string {
	s = strings.Trim(z.text(s, Alike{}), "$ \n\t")
	var out strings.Builder
	words := 0 // braces that are open since the first of \text{ ; 0 outside
	for i := 0; i < len(s); i++ {
		switch c := s[i]; {
		case c == '\\':
			command := texCommand(s[i:])
			out.WriteString(command)
			i += len(command) - 1
			rest := strings.TrimLeft(s[i+1:], " \t\n")
			switch {
			case words == 0 && texWords[command] && strings.HasPrefix(rest, "{"):
				words, i = 1, len(s)-len(rest)
				out.WriteByte('{')
			case words == 0 && rest != "" && isLetter(rest[0]):
				out.WriteByte(' ')
			}
		case words == 0 && strings.IndexByte(" \t\n", c) >= 0:
		default:
			if words > 0 && c == '{' {
				words++
			} else if words > 0 && c == '}' {
				words--
			}
			out.WriteByte(c)
		}
	}
	return out.String()
}

// texWords are the commands whose argument is words, in which spaces count.
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
