// Package roster is the class list of a teacher: who should be there, by name, identifier, e-mail and section, for a term. It
// finds the students in a table of any system, merges a list that comes again, and says whose notebook is whose by
// their names. What the teacher decided holds in all sessions of the term.
//
// It reads no files: sheet does, and store keeps the list. The app calls it for the teacher; what faces the network
// does not know it, so students never see the list.
package roster

import (
	"cmp"
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// Person is a student on the list. A field that the list does not have is empty, but for the name.
type Person struct {
	ID         int64  // 0 until it is stored
	Name       string // as it is shown: first name, last name
	First      string
	Last       string
	Identifier string // as it came, with its zeros
	Email      string
	Section    string
}

// Key says which notebook somebody is, in any session.
type Key struct{ Device, Name string }

// Decisions say which person a notebook is of, by what the teacher said; Nobody if of none on the list.
type Decisions map[Key]int64

// Nobody is the person of a notebook that belongs to nobody on the list.
const Nobody = 0

// List is a class list with what was decided of notebooks.
type List struct {
	People    []Person
	Decisions Decisions
}

// fold returns a name without case, accents and signs: its words.
func fold(s string) []string {
	s = strings.Map(func(r rune) rune {
		if unicode.Is(unicode.Mn, r) {
			return -1
		}
		return unicode.ToLower(r)
	}, norm.NFKD.String(s))
	s = alike.Replace(s)
	return strings.FieldsFunc(s, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) && !unicode.IsMark(r) })
}

// alike replaces letters that Unicode does not take apart, as keyboards without them write them.
var alike = strings.NewReplacer("ß", "ss", "ø", "o", "æ", "ae", "œ", "oe", "ł", "l", "đ", "d", "ð", "d", "þ", "th", "ı", "i")

func joined(words []string) string { return strings.Join(words, "") }

// shownName returns the name of somebody whose first and last name are known, or who is `Last, First`.
func shownName(p Person) Person {
	if p.Name == "" {
		p.Name = strings.TrimSpace(p.First + " " + p.Last)
	}
	last, first, isReversed := strings.Cut(p.Name, ",")
	if isReversed && !strings.Contains(first, ",") && p.First == "" && p.Last == "" {
		p.First, p.Last = strings.TrimSpace(first), strings.TrimSpace(last)
		p.Name = strings.TrimSpace(p.First + " " + p.Last)
	}
	p.Name = cmp.Or(p.Name, p.Email, p.Identifier)
	return p
}
