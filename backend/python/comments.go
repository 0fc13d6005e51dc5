package python

import "bytes"

// WithoutComments returns Python source without its comments and without lines
// that held nothing else.
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

// skipComment returns what is kept of out, and where code goes on after the comment at pos.
// The line goes with the comment where out has nothing else of it, else the space before it
// does.
func skipComment(out []byte, code string, pos int) (kept []byte, next int) {
	kept = bytes.TrimRight(out, " \t")
	end := lineEnd(code, pos)
	if len(kept) > 0 && kept[len(kept)-1] != '\n' {
		return kept, end
	}
	return kept, min(end+1, len(code))
}
