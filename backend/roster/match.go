package roster

import (
	"slices"
	"strings"
	"unicode/utf8"
)

// Notebook is a student of a session by all that its notebooks call themselves.
type Notebook struct {
	ID    int64    // of the student
	Keys  []Key    // of its notebooks
	Names []string // what they are called, and what the teacher called the student
}

// Match says whose notebook it is.
type Match struct {
	Student    int64
	Person     int64   // Nobody if of none, or if it is not sure
	IsSure     bool    // nothing is to be asked
	IsDecided  bool    // the teacher said so
	Candidates []int64 // who it may be, the likeliest first
}

// How well a name is somebody's.
const (
	notAlike   = iota
	hasAWord   // a first or a last name alone, or a slip of the pen
	hasWords   // two words at least, with others on one side only
	isInitials // one name is written as an initial
	isEqual    // the same words, the e-mail or the identifier
)

// named is a person with its name taken apart once.
type named struct {
	person             int64
	words              []string
	equal              map[string]bool // what is the same as the name once blanks are out
	first, last, whole string
}

// MatchAll returns for each notebook of a session whose it is. Sure is only what fits one person, and a person whom no other
// notebook fits as well: two of one name stay apart until the teacher says who is who.
func MatchAll(list List, notebooks []Notebook) []Match {
	matches := make([]Match, len(notebooks))
	claimed := map[int64][]int{} // by person: the notebooks that it would be sure of
	ranks := make([]int, len(notebooks))
	isDecidedFor := map[int64]bool{}
	people := namedPeople(list.People)
	for i, n := range notebooks {
		matches[i] = Match{Student: n.ID}
		if person, isDecided := list.Decisions.of(n, notebooks); isDecided {
			matches[i].Person, matches[i].IsSure, matches[i].IsDecided = person, true, true
			isDecidedFor[person] = true
			continue
		}
		rank, found := best(people, n.Names)
		ranks[i], matches[i].Candidates = rank, found
		if len(found) == 1 && rank >= hasWords {
			claimed[found[0]] = append(claimed[found[0]], i)
		}
	}
	for person, by := range claimed {
		top := slices.MaxFunc(by, func(a, b int) int { return ranks[a] - ranks[b] })
		areEqual := len(slices.DeleteFunc(slices.Clone(by), func(i int) bool { return ranks[i] < ranks[top] })) > 1
		if !areEqual && !isDecidedFor[person] {
			matches[top].Person, matches[top].IsSure = person, true
		}
	}
	return matches
}

// of returns what was decided of a notebook: of itself, else of one of its name in another session, if that name is one
// person's and one notebook's.
func (d Decisions) of(n Notebook, all []Notebook) (person int64, isDecided bool) {
	for _, key := range n.Keys {
		if person, isDecided = d[key]; isDecided {
			return person, true
		}
	}
	if len(d) == 0 {
		return Nobody, false
	}
	for _, key := range n.Keys {
		people := map[int64]bool{}
		for other, person := range d {
			if other.Name == key.Name {
				people[person] = true
			}
		}
		if len(people) == 1 && !people[Nobody] && countNamed(all, key.Name) == 1 {
			for person := range people {
				return person, true
			}
		}
	}
	return Nobody, false
}

func countNamed(all []Notebook, name string) (n int) {
	for _, other := range all {
		if slices.ContainsFunc(other.Keys, func(k Key) bool { return k.Name == name }) {
			n++
		}
	}
	return n
}

func namedPeople(people []Person) []named {
	all := make([]named, len(people))
	for i, p := range people {
		n := named{person: p.ID, words: fold(p.Name), first: joined(fold(p.First)), last: joined(fold(p.Last)), equal: map[string]bool{}}
		n.whole = joined(n.words)
		if last := len(n.words) - 1; n.first == "" && last > 0 {
			n.first, n.last = n.words[0], n.words[last]
		}
		for _, form := range []string{n.whole, n.first + n.last, n.last + n.first, joined(fold(p.Identifier)), joined(fold(p.Email))} {
			n.equal[form] = true
		}
		if local, _, isMail := strings.Cut(p.Email, "@"); isMail {
			n.equal[joined(fold(local))] = true
		}
		delete(n.equal, "")
		all[i] = n
	}
	return all
}

// best returns the people whom names fit best, and how well.
func best(people []named, names []string) (rank int, found []int64) {
	for _, name := range names {
		words := fold(name)
		for i := range people {
			r := people[i].rank(words)
			if r > rank {
				rank, found = r, nil
			}
			if r == rank && r > notAlike && !slices.Contains(found, people[i].person) {
				found = append(found, people[i].person)
			}
		}
	}
	const most = 8 // more would be no help
	return rank, found[:min(len(found), most)]
}

func (p *named) rank(words []string) int {
	whole := joined(words)
	switch {
	case whole == "":
		return notAlike
	case p.equal[whole] || areSame(p.words, words):
		return isEqual
	case isWithInitials(p.words, words) || p.isLogin(whole):
		return isInitials
	case isWithin(words, p.words) && len(words) > 1 || isWithin(p.words, words) && len(p.words) > 1:
		return hasWords
	case sharesAWord(p, words) || isSlip(p.whole, whole):
		return hasAWord
	}
	return notAlike
}

// isLogin reports whether a name is made as logins are: the first letter of the first name, and the last name.
func (p *named) isLogin(whole string) bool {
	return p.first != "" && p.last != "" && whole == firstLetter(p.first)+p.last
}

func areSame(a, b []string) bool {
	return len(a) == len(b) && isWithin(a, b)
}

// isWithin reports whether each word of a is one of b, each once.
func isWithin(a, b []string) bool {
	return fits(a, b, func(x, y string) bool { return x == y })
}

// isWithInitials reports whether each word of written is a word of name or its initial, with one of each at least.
func isWithInitials(name, written []string) bool {
	full, initials := 0, 0
	for _, word := range written {
		if utf8.RuneCountInString(word) == 1 {
			initials++
		} else {
			full++
		}
	}
	if full == 0 || initials == 0 {
		return false
	}
	sorted := slices.Clone(written) // whole words first, so that an initial does not take the place of one
	slices.SortStableFunc(sorted, func(a, b string) int { return len(b) - len(a) })
	return fits(sorted, name, func(x, y string) bool { return x == y || utf8.RuneCountInString(x) == 1 && strings.HasPrefix(y, x) })
}

func fits(a, b []string, is func(x, y string) bool) bool {
	if len(a) > len(b) {
		return false
	}
	isUsed := make([]bool, len(b))
	for _, x := range a {
		at := -1
		for j, y := range b {
			if !isUsed[j] && is(x, y) {
				at = j
				break
			}
		}
		if at < 0 {
			return false
		}
		isUsed[at] = true
	}
	return true
}

func firstLetter(s string) string {
	_, size := utf8.DecodeRuneInString(s)
	return s[:size]
}

// sharesAWord reports whether a word of three letters or more is in both; particles such as de and van are shorter or no help.
func sharesAWord(p *named, words []string) bool {
	const telling = 3
	return slices.ContainsFunc(words, func(word string) bool {
		return len(word) >= telling && (slices.Contains(p.words, word) || word == p.first || word == p.last)
	})
}

// isSlip reports whether two names differ by one letter, or by two if they are long.
func isSlip(a, b string) bool {
	const long, short = 10, 5
	x, y := []rune(a), []rune(b)
	most := 1
	switch n := min(len(x), len(y)); {
	case n < short:
		return false
	case n >= long:
		most = 2
	}
	return max(len(x), len(y))-min(len(x), len(y)) <= most && distance(x, y) <= most
}

// distance returns how many letters must be put in, taken out or changed to make b from a.
func distance(a, b []rune) int {
	row := make([]int, len(b)+1)
	for j := range row {
		row[j] = j
	}
	for i, x := range a {
		before := row[0]
		row[0] = i + 1
		for j, y := range b {
			cost := before
			if x != y {
				cost = 1 + min(before, row[j], row[j+1])
			}
			before, row[j+1] = row[j+1], cost
		}
	}
	return row[len(b)]
}
