package api

import (
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"

	"npt/backend/classroom"
)

// Names are the names of students with the numbers that stand for them.
type Names struct {
	names   names
	numbers map[string]int
}

// leastOfName is how many letters a word of a name has at least that is looked for alone.
const leastOfName = 3

// NamesOf returns the names by which students are known: those of their notebooks, those that the teacher
// gave, and the words of each that begin with a capital letter, by which students sign.
func NamesOf(students []classroom.Student) Names {
	n := Names{numbers: map[string]int{}}
	all := []classroom.Student{}
	add := func(s classroom.Student, number int) {
		for _, name := range []string{s.Name, s.ShownName(), s.Display()} {
			words := strings.FieldsFunc(name, func(r rune) bool { return !isWordRune(r) })
			for _, one := range append([]string{name}, words...) {
				if first, _ := utf8.DecodeRuneInString(one); one != name && (utf8.RuneCountInString(one) < leastOfName || !unicode.IsUpper(first)) {
					continue
				}
				if _, known := n.numbers[one]; !known || one == name {
					n.numbers[one] = number
					all = append(all, classroom.Student{SenderKey: classroom.SenderKey{Name: one}})
				}
			}
		}
	}
	for _, s := range students {
		add(s, s.Alias)
		for _, merged := range s.Merged {
			add(merged, s.Alias)
		}
	}
	n.names = namesOf(all)
	return n
}

// Replace returns a text with the numbers in the place of the names that occur in it as words.
func (n Names) Replace(text string) string {
	var replaced strings.Builder
	before, from := utf8.RuneError, 0
	for at, r := range text {
		if at < from {
			continue // within a name
		}
		if length := n.names.longest(text[at:], r, before); length > 0 {
			fmt.Fprintf(&replaced, "#%d", n.numbers[text[at:at+length]])
			from, before = at+length, 'x'
			continue
		}
		replaced.WriteRune(r)
		before = r
	}
	return replaced.String()
}
