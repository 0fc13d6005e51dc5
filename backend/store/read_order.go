package store

import (
	"bytes"
	"cmp"
	"slices"

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

// What follows is of lists of ids, ascending and each once.

func isIn(ids []int64, id int64) bool {
	_, isIn := slices.BinarySearch(ids, id)
	return isIn
}

// either returns the ids that are in a or b.
func either(a, b []int64) []int64 {
	if len(a) == 0 {
		return b
	}
	all := make([]int64, 0, len(a)+len(b))
	for len(a) > 0 && len(b) > 0 {
		first := min(a[0], b[0])
		all = append(all, first)
		a, b = behind(a, first), behind(b, first)
	}
	return append(append(all, a...), b...)
}

// both returns the ids that are in a and b.
func both(a, b []int64) []int64 {
	all := make([]int64, 0, min(len(a), len(b)))
	for len(a) > 0 && len(b) > 0 {
		if a[0] == b[0] {
			all = append(all, a[0])
		}
		first := min(a[0], b[0])
		a, b = behind(a, first), behind(b, first)
	}
	return all
}

// minus returns the ids of a that are not in b.
func minus(a, b []int64) []int64 {
	all := make([]int64, 0, len(a))
	for len(a) > 0 && len(b) > 0 {
		first := min(a[0], b[0])
		if a[0] == first && b[0] != first {
			all = append(all, first)
		}
		a, b = behind(a, first), behind(b, first)
	}
	return append(all, a...)
}

// behind returns the ids of a list after id, if that is the first one; else all.
func behind(ids []int64, id int64) []int64 {
	if ids[0] == id {
		return ids[1:]
	}
	return ids
}
