package classroom

import (
	"strings"
	"unicode"
)

// Two names that look the same are the same name: what is not seen of a text is taken out of it. What
// changes how letters are written stays: marks, the joiners of scripts that join or stack letters, and
// those within emoji.

const (
	zeroWidthNonJoiner = '\u200c'
	zeroWidthJoiner    = '\u200d'
)

// plainScripts are those whose letters a joiner does not change.
var plainScripts = []*unicode.RangeTable{
	unicode.Latin, unicode.Greek, unicode.Cyrillic, unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Hangul,
	unicode.Hebrew, unicode.Armenian, unicode.Georgian, unicode.Nd, unicode.P, unicode.Z,
}

// withoutInvisible returns s without the characters that show nothing and change nothing of what shows.
func withoutInvisible(s string) string {
	if !strings.ContainsFunc(s, func(r rune) bool { return r > unicode.MaxLatin1 || r == softHyphen }) {
		return s
	}
	runes := []rune(strings.Map(func(r rune) rune {
		if isInvisible(r) {
			return -1
		}
		return r
	}, s))
	kept := []rune{}
	for i, r := range runes {
		if isJoiner(r) && (len(kept) == 0 || i+1 == len(runes) || !joins(kept[len(kept)-1]) || !joins(runes[i+1])) {
			continue
		}
		kept = append(kept, r)
	}
	return string(kept)
}

func isJoiner(r rune) bool { return r == zeroWidthJoiner || r == zeroWidthNonJoiner }

// joins reports whether a joiner beside the character may change how it is written.
func joins(r rune) bool { return !isJoiner(r) && !unicode.In(r, plainScripts...) }

const softHyphen = '\u00ad'

// isInvisible reports whether a character never shows: those of Unicode's Default_Ignorable_Code_Point
// (DerivedCoreProperties.txt) but for the joiners, and for the selectors of a letter's form. Blanks of a
// letter's width are among them, as U+3164 is, and U+2800, which is a symbol that shows nothing.
// Characters that turn the direction of text are not: they are refused.
func isInvisible(r rune) bool {
	switch {
	case r == softHyphen, r == '\u034f', r == '\u061c', r == '\u115f', r == '\u1160', r == '\u17b4', r == '\u17b5',
		r == '\u180e', r == '\u200b', r == '\u200e', r == '\u200f', r == '\u2800', r == '\u3164', r == '\ufeff', r == '\uffa0':
		return true
	case '\u2060' <= r && r <= '\u2065', '\u206a' <= r && r <= '\u206f', '\ufff0' <= r && r <= '\ufff8':
		return true
	case '\U0001bca0' <= r && r <= '\U0001bca3', '\U0001d173' <= r && r <= '\U0001d17a':
		return true
	}
	return '\U000e0000' <= r && r <= '\U000e00ff' || '\U000e01f0' <= r && r <= '\U000e0fff' // tags
}
