package classroom

import (
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"npt/backend/payload"
)

// CleanName returns a name or label in the form in which it is stored and compared: valid UTF-8, in
// the normal form that nfc gives, without what is not seen and without white space around it. Case and
// inner white space stay. Cleaning twice changes nothing.
func CleanName(nfc func(string) string, s string) string {
	return strings.TrimSpace(nfc(withoutInvisible(strings.ToValidUTF8(s, string(unicode.ReplacementChar)))))
}

// MeantName returns the id of the name that a notebook means: of the same name; else of the only one that
// is the same without case and accents, which the original's database did not tell apart. It returns
// false if there is none or if there are several. The names are clean.
func MeantName(name string, ids map[string]int64) (int64, bool) {
	if id, same := ids[name]; same {
		return id, true
	}
	var meant int64
	found, folded := 0, foldName(name)
	for other, id := range ids {
		if foldName(other) == folded {
			meant, found = id, found+1
		}
	}
	return meant, found == 1
}

// MaxNamePattern bounds a pattern for names, in characters.
const MaxNamePattern = 200

// NamePattern returns what tells whether a pattern is found in a name, whatever their case and accents:
// ^a is found in Élodie's neighbour Ana, and not in Lena. The pattern is one of package regexp, which
// takes no more time than a name is long. The error is CodeBadField if it is none.
func NamePattern(pattern string) (isIn func(name string) bool, err error) {
	found, err := regexp.Compile("(?i)" + withoutAccents(pattern))
	if err != nil || utf8.RuneCountInString(pattern) > MaxNamePattern {
		return nil, Errorf(CodeBadField, "This pattern is not complete: look at its brackets, and at what stands before * + and ?.")
	}
	return func(name string) bool { return found.MatchString(withoutAccents(name)) }, nil
}

// foldName returns a name without case and accents. MariaDB's general collations compare so, but for
// letters that Unicode does not take apart: ø and æ stay themselves here, and ß is ss. Marks that belong
// to one script, such as the vowels of Devanagari, stay: they are no accents.
func foldName(name string) string {
	return payload.Fold(norm.NFC.String, withoutAccents(name))
}

// withoutAccents returns a name as foldName does, with its case.
func withoutAccents(name string) string {
	return norm.NFC.String(strings.Map(func(r rune) rune {
		if unicode.Is(unicode.Mn, r) && unicode.Is(unicode.Inherited, r) {
			return -1
		}
		return r
	}, norm.NFD.String(withoutInvisible(strings.ToValidUTF8(name, string(unicode.ReplacementChar))))))
}

// checkName returns nil if the cleaned name s may be shown on a screen; else an *Error of
// CodeBadField. what names the field in its message.
func checkName(what, s string) error { return CheckText(what, s, MaxName) }

// checkQuestion returns nil if the cleaned s may be a question's label; else an *Error of
// CodeBadField.
func checkQuestion(s string) error { return CheckText("question_nb", s, MaxQuestion) }

// CheckText returns nil if the cleaned text s may be shown on a screen: not empty, at most limit
// characters, no control characters. Else it returns an *Error of CodeBadField; what names the field
// in its message.
func CheckText(what, s string, limit int) error {
	if utf8.RuneCountInString(s) > limit {
		return Errorf(CodeBadField, "%s is longer than %d characters", what, limit)
	}
	visible := false
	for _, r := range s {
		if disturbs(r) {
			return Errorf(CodeBadField, "%s holds a line break or an invisible control character; write it without", what)
		}
		visible = visible || unicode.In(r, unicode.L, unicode.N, unicode.P, unicode.S)
	}
	if !visible {
		return Errorf(CodeBadField, "%s is empty", what)
	}
	return nil
}

// disturbs reports whether a character would change the text around a name: break its line, or turn
// the direction of the text beside it.
func disturbs(r rune) bool {
	switch {
	case unicode.IsControl(r), r == '\u2028', r == '\u2029':
		return true
	case '\u202a' <= r && r <= '\u202e', '\u2066' <= r && r <= '\u2069':
		return true
	}
	return false
}

// IsQuestion reports whether a notebook may send a record under this label, which is cleaned already.
func IsQuestion(label string) bool { return checkQuestion(label) == nil }
