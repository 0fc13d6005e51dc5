package python

import (
	"strings"
	"unicode/utf8"
)

// string reads a string from its opening quote; prefix is in lower case. A string that is not closed
// ends with its line or with the code.
func (t *tokenizer) string(prefix string) {
	quote, end, closed := stringEnd(t.src, t.pos)
	raw := strings.Contains(prefix, "r")
	kind := strings.Trim(prefix, "ru") // the value already shows the effect of r and u
	from := t.pos + len(quote)
	if strings.ContainsAny(kind, "ft") && t.fields < maxFields {
		t.pos = from
		t.fielded(kind, quote, raw)
		return
	}
	t.pos = end
	if closed {
		t.pos += len(quote)
	}
	t.emit(String, kind+"'"+stringValue(t.src[from:end], raw))
}

// closes reports whether the string ends here: at its quote, or where its line does.
func (t *tokenizer) closes(quote string) bool {
	return strings.HasPrefix(t.src[t.pos:], quote) || len(quote) == 1 && t.src[t.pos] == '\n'
}

// closeString steps over the closing quote, if the string has one.
func (t *tokenizer) closeString(quote string) {
	if strings.HasPrefix(t.src[min(t.pos, len(t.src)):], quote) {
		t.pos += len(quote)
	}
}

// skipCharacter steps over a character, or over two if the first is a backslash.
func (t *tokenizer) skipCharacter() {
	if t.src[t.pos] == '\\' {
		t.pos++
	}
	t.pos = min(t.pos+1, len(t.src))
}

// fielded reads a string with fields. It keeps the text as it is and the code in the fields as tokens.
func (t *tokenizer) fielded(kind, quote string, raw bool) {
	t.emit(FString, kind)
	t.fields++
	outside := t.open // brackets open outside the fields; all others end with the string
	t.fieldedText(quote, raw, func() bool { return t.closes(quote) })
	t.open = outside
	t.fields--
	t.closeString(quote)
	t.emit(FEnd, "")
}

// fieldedText reads text and fields until stop.
func (t *tokenizer) fieldedText(quote string, raw bool, stop func() bool) {
	from := t.pos
	flush := func() {
		if t.pos > from {
			t.emit(FText, stringValue(strings.NewReplacer("{{", "{", "}}", "}").Replace(t.src[from:t.pos]), raw))
		}
	}
	for t.pos < len(t.src) && !stop() {
		switch rest := t.src[t.pos:]; {
		case strings.HasPrefix(rest, "{{"), strings.HasPrefix(rest, "}}"):
			t.pos += 2
		case rest[0] == '{':
			flush()
			t.field(quote, raw)
			from = t.pos
		default:
			t.skipCharacter()
		}
	}
	flush()
}

// field reads a field from its brace: an expression and, after a colon, its format, which may have
// fields too.
func (t *tokenizer) field(quote string, raw bool) {
	inside := len(t.open) + 1
	t.operator("{")
	for t.pos < len(t.src) {
		rest := t.src[t.pos:]
		atTop := len(t.open) == inside
		switch {
		case atTop && rest[0] == '}':
			t.operator("}")
			return
		case t.cutsField(quote):
			return
		case atTop && rest[0] == ':' && t.fields < maxFields:
			t.fieldFormat(quote, raw)
		case atTop && rest[0] == '!' && !strings.HasPrefix(rest, "!="):
			t.operator("!")
		default:
			t.token()
		}
	}
}

// cutsField reports whether the string ends here although a field is open. Since Python 3.12 a field
// may contain the quote of its string, if that is a single one.
func (t *tokenizer) cutsField(quote string) bool {
	if len(quote) == 1 && t.src[t.pos] == '\n' {
		return true
	}
	return strings.HasPrefix(t.src[t.pos:], quote) && (len(quote) == 3 || t.fields >= maxFields)
}

// fieldFormat reads the format of a field from its colon.
func (t *tokenizer) fieldFormat(quote string, raw bool) {
	t.operator(":")
	t.fields++
	t.fieldedText(quote, raw, func() bool { return t.src[t.pos] == '}' || t.closes(quote) })
	t.fields--
}

// stringValue returns the text that a string stands for, so that 'it\'s' and "it's" are alike. Escapes
// that name a character by its number or name stay as they are written.
func stringValue(body string, raw bool) string {
	if strings.IndexByte(body, '\\') < 0 {
		return body
	}
	if raw {
		return strings.ReplaceAll(body, `\`, `\\`)
	}
	var out strings.Builder
	for i := 0; i < len(body); {
		if body[i] != '\\' || i+1 == len(body) {
			_, size := utf8.DecodeRuneInString(body[i:])
			out.WriteString(body[i : i+size])
			i += size
			continue
		}
		switch c := body[i+1]; c {
		case '\n':
		case '\'', '"':
			out.WriteByte(c)
		case 'n':
			out.WriteByte('\n')
		case 't':
			out.WriteByte('\t')
		case '\\':
			out.WriteString(`\\`)
		default:
			out.WriteByte('\\')
			out.WriteByte(c)
		}
		i += 2
	}
	return out.String()
}
