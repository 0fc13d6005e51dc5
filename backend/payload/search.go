package payload

import (
	"encoding/binary"
	"encoding/hex"
	"math"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"npt/backend/pyjson"
)

// MaxSearchText bounds the search text of one answer in characters: some 300 lines of code.
const MaxSearchText = 10_000

// maxSortKey bounds the text in a sort key, in characters.
const maxSortKey = 40

// Fold returns text in the form in which it is searched: in one normal form and without case. So É
// finds é, also when its accent is a character of its own, and SS finds ß.
func Fold(nfc func(string) string, text string) string {
	folded := strings.Map(foldRune, nfc(strings.ToValidUTF8(text, string(unicode.ReplacementChar))))
	return strings.ReplaceAll(folded, "ß", "ss")
}

// foldRune returns the same character for all characters that differ from r in case only.
func foldRune(r rune) rune {
	if r < utf8.RuneSelf {
		if 'A' <= r && r <= 'Z' {
			r += 'a' - 'A'
		}
		return r
	}
	least := r
	for other := unicode.SimpleFold(r); other != r; other = unicode.SimpleFold(other) {
		least = min(least, other)
	}
	if 'A' <= least && least <= 'Z' { // for example, the sign for kelvin
		return least + 'a' - 'A'
	}
	return least
}

// SearchText returns the folded text by which an answer is found: its preview and its payload,
// together up to MaxSearchText characters; empty for a file.
func SearchText(nfc func(string) string, p Payload, v Preview) string {
	k := KindOf(p.Type)
	if !k.HasText() {
		return ""
	}
	sent, _ := pyjson.Beginning(p.Data, MaxSearchText)
	if k.Encoding != JSON {
		return Fold(nfc, sent)
	}
	shown := shownText(v)
	if rest := MaxSearchText - utf8.RuneCountInString(shown); rest > 0 {
		sent, _ = pyjson.Beginning(p.Data, rest)
		shown += "\n" + sent
	}
	return Fold(nfc, shown)
}

// shownText returns the text that the row of an answer shows.
func shownText(v Preview) string {
	lines := make([]string, 0, len(v.Rows)+2)
	if v.Text != "" {
		lines = append(lines, v.Text)
	}
	if len(v.Columns) > 0 {
		lines = append(lines, strings.Join(v.Columns, " "))
	}
	for _, row := range v.Rows {
		lines = append(lines, strings.Join(row, " "))
	}
	return strings.Join(lines, "\n")
}

// SortKey returns the key by whose bytes answers are sorted: first numbers, and arrays by their first
// number; then text, without regard to case; then answers without text.
func SortKey(nfc func(string) string, p Payload, v Preview) string {
	text := strings.TrimSpace(shownText(v))
	first := text
	if k := KindOf(p.Type); k.sortText != nil {
		if own, ok := k.sortText(v); ok {
			first = own
		}
	}
	if runes := []rune(text); len(runes) > maxSortKey {
		text = string(runes[:maxSortKey])
	}
	text = Fold(nfc, text)
	if value, err := strconv.ParseFloat(first, 64); err == nil && !math.IsNaN(value) {
		return "0" + sortable(value) + text
	}
	if text == "" {
		return "2"
	}
	return "1" + text
}

// sortable returns a text for a number; two such texts compare as their numbers do.
func sortable(value float64) string {
	bits := math.Float64bits(value)
	if bits>>63 == 1 {
		bits = ^bits
	} else {
		bits |= 1 << 63
	}
	var b [8]byte
	binary.BigEndian.PutUint64(b[:], bits)
	return hex.EncodeToString(b[:])
}
