package python

import "bytes"

// WithoutComments returns Python source without its comments and without lines that held only a
// comment.
func WithoutComments(code string) string {
	out := make([]byte, 0, len(code))
	for pos := 0; pos < len(code); {
		next := pos + 1
		switch code[pos] {
		case '#':
			out, pos = skipComment(out, code, pos)
			continue
		case '"', '\'':
			quote, end, closed := stringEnd(code, pos)
			if next = end; closed {
				next += len(quote)
			}
		}
		out = append(out, code[pos:next]...)
		pos = next
	}
	return string(out)
}

// skipComment returns the part of out to keep, and the offset at which code continues after the
// comment at pos. If out has nothing else of the comment's line, the line goes too; else the space
// before the comment does.
func skipComment(out []byte, code string, pos int) (kept []byte, next int) {
	kept = bytes.TrimRight(out, " \t")
	end := lineEnd(code, pos)
	if len(kept) > 0 && kept[len(kept)-1] != '\n' {
		return kept, end
	}
	return kept, min(end+1, len(code))
}

// Comments returns the offsets of the comments of code, each that of its #. A # in a text begins none.
func Comments(code string) (at []int) {
	for pos := 0; pos < len(code); {
		switch code[pos] {
		case '#':
			at = append(at, pos)
			pos = lineEnd(code, pos)
		case '"', '\'':
			quote, end, closed := stringEnd(code, pos)
			if pos = end; closed {
				pos += len(quote)
			}
		default:
			pos++
		}
	}
	return at
}

// Texts returns where the texts of code stand, each from its first quote to the offset after its last.
func Texts(code string) (at [][2]int) {
	for pos := 0; pos < len(code); {
		switch code[pos] {
		case '#':
			pos = lineEnd(code, pos)
		case '"', '\'':
			quote, end, closed := stringEnd(code, pos)
			if closed {
				end += len(quote)
			}
			at = append(at, [2]int{pos, end})
			pos = end
		default:
			pos++
		}
	}
	return at
}
