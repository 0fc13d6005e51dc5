package store

import (
	"bytes"
	"cmp"

	"golang.org/x/text/collate"
	"golang.org/x/text/language"

	"npt/backend/classroom"
)

// byNumber orders students by the numbers that stand for them while names are hidden.
func byNumber(a, b classroom.Student) int {
	return cmp.Or(cmp.Compare(a.Alias, b.Alias), cmp.Compare(a.ID, b.ID))
}

// byName returns a comparison that sorts students by name as a printed list does, in any language: É
// beside E, Ł beside L, 2 before 10, students of the same name by number. Make one for each list,
// because it caches the sort keys of the names.
func byName() func(a, b classroom.Student) int {
	collator := collate.New(language.Und, collate.Numeric)
	var buffer collate.Buffer
	keys := map[string][]byte{}
	key := func(s classroom.Student) []byte {
		name := s.ShownName()
		if keys[name] == nil {
			keys[name] = collator.KeyFromString(&buffer, name)
		}
		return keys[name]
	}
	number := func(s classroom.Student) int {
		if s.Given != "" {
			return s.GivenNumber
		}
		return s.Number
	}
	return func(a, b classroom.Student) int {
		return cmp.Or(bytes.Compare(key(a), key(b)), cmp.Compare(number(a), number(b)), cmp.Compare(a.ID, b.ID))
	}
}
