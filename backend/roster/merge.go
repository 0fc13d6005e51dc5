package roster

import (
	"slices"
	"strings"
)

// Changes say what an import does to a list.
type Changes struct {
	Added   []Person
	Changed []Person // as they will be
	Same    int
	Missing []Person // on the list, and not in what comes
}

// Merge returns a list with what comes: nobody is doubled. Whoever has the same identifier is the same student, else the
// same e-mail, else the same name; of several of one name the first is the first. What the file does not have of a student
// stays. Whoever is missing stays unless removeMissing.
func Merge(list, coming []Person, removeMissing bool) (merged []Person, changes Changes) {
	of := Pairs(list, coming)
	isTaken := make([]bool, len(list))
	merged = slices.Clone(list)
	for i, p := range coming {
		at := of[i]
		if at < 0 {
			changes.Added = append(changes.Added, p)
			continue
		}
		isTaken[at] = true
		if next := updated(list[at], p); next != list[at] {
			merged[at] = next
			changes.Changed = append(changes.Changed, next)
		} else {
			changes.Same++
		}
	}
	kept := merged[:0:0]
	for at, p := range merged {
		if !isTaken[at] {
			changes.Missing = append(changes.Missing, p)
			if removeMissing {
				continue
			}
		}
		kept = append(kept, p)
	}
	return append(kept, changes.Added...), changes
}

// Pairs returns for each of what comes the place on the list of the same student; -1 if there is none.
func Pairs(list, coming []Person) []int {
	of := make([]int, len(coming))
	for i := range of {
		of[i] = -1
	}
	isTaken := make([]bool, len(list))
	for _, key := range []func(Person) string{
		func(p Person) string { return p.Identifier },
		func(p Person) string { return strings.ToLower(p.Email) },
		func(p Person) string { return nameKey(p) },
	} {
		places := map[string][]int{}
		for at, p := range list {
			if k := key(p); k != "" && !isTaken[at] {
				places[k] = append(places[k], at)
			}
		}
		for i, p := range coming {
			if of[i] >= 0 {
				continue
			}
			found := places[key(p)]
			free := slices.IndexFunc(found, func(at int) bool { return !isTaken[at] && !areOthers(list[at], p) })
			if free >= 0 {
				of[i] = found[free]
				isTaken[of[i]] = true
			}
		}
	}
	return of
}

// areOthers reports whether two are two: of one name, and with other identifiers or, without these, other e-mails.
func areOthers(a, b Person) bool {
	if a.Identifier != "" && b.Identifier != "" {
		return a.Identifier != b.Identifier
	}
	return a.Email != "" && b.Email != "" && !strings.EqualFold(a.Email, b.Email)
}

// nameKey returns a name in a form that is the same for `Zoë Martin` and `MARTIN Zoe`.
func nameKey(p Person) string {
	words := fold(p.Name)
	slices.Sort(words)
	return strings.Join(words, " ")
}

func updated(p, by Person) Person {
	for _, field := range []struct {
		now  *string
		next string
	}{
		{&p.Name, by.Name}, {&p.First, by.First}, {&p.Last, by.Last}, {&p.Identifier, by.Identifier}, {&p.Email, by.Email}, {&p.Section, by.Section},
	} {
		if field.next != "" {
			*field.now = field.next
		}
	}
	return p
}
