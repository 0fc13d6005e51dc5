package api

import (
	"encoding/json"
	"slices"
	"sort"
	"strings"
	"unicode"
	"unicode/utf8"

	"npt/backend/budget"
	"npt/backend/classroom"
	"npt/backend/payload"
	"npt/backend/pyjson"
	pysource "npt/backend/python"
)

// anonymize returns an answer for the projector: without its student and its times, and code without
// its comments, because students sign in them. Of text and code it reads the beginning, which is all
// that a wall shows. It returns false if the answer still contains one of the names. Call it in turn.
func anonymize(r classroom.Record, p payload.Payload, names names) (Answer, bool) {
	nobodys := classroom.Record{Question: r.Question, Type: r.Type, Preview: r.Preview}
	read := payload.Read(p)
	if text, cut := pyjson.Beginning([]byte(read.Text), budget.Projected); cut {
		read.Text, read.Cut = text, true
	}
	if r.Type == payload.TypeCode {
		read.Text = pysource.WithoutComments(read.Text)
		nobodys.Preview.Text = pysource.WithoutComments(r.Preview.Text)
	}
	answer := answerView(nobodys, read)
	answer.Record.FirstSentAt, answer.Record.SentAt, answer.Record.ReceivedAt = "", "", ""
	isNamed := names.occurIn(answer)
	if answer.Image != nil {
		answer.Image.Series = []PlottedSeries{} // a wall shows the picture
	}
	if answer.Tree != nil {
		answer.Tree.Children = []TreeNode{} // a wall shows the preview
	}
	return answer, !isNamed
}

// names are the names of students, sorted: an answer that contains one as a word is not projected.
type names []string

// namesOf returns the names of students. A name of one character or without a letter, such as a number,
// does not count, because it would hide answers that name nobody.
func namesOf(seen []classroom.Student) names {
	var all names
	for _, s := range seen {
		if utf8.RuneCountInString(s.Name) > 1 && strings.ContainsFunc(s.Name, unicode.IsLetter) {
			all = append(all, s.Name)
		}
	}
	slices.Sort(all)
	return all
}

// occurIn reports whether the text of an answer contains a name as a word, in the same case; without
// regard to case, Max would hide every max().
func (n names) occurIn(answer Answer) bool {
	answer.Image, answer.Record.Type, answer.Record.Question = nil, "", ""
	encoded, err := json.Marshal(answer)
	var read any
	if err == nil {
		err = json.Unmarshal(encoded, &read)
	}
	if err != nil {
		return true // it cannot fail: there are only strings and numbers
	}
	return slices.ContainsFunc(texts(read, nil), n.in)
}

// in reports whether text contains a name with no letter or digit on either side. In scripts without
// spaces between words, any neighbour is accepted. Its time does not grow with the number of names: at
// each place the sorted names are narrowed, byte by byte, to those that begin as the text goes on.
func (n names) in(text string) bool {
	before := utf8.RuneError
	for at, r := range text {
		if n.at(text[at:], r, before) {
			return true
		}
		before = r
	}
	return false
}

// at reports whether a name begins where text does; first is its first character, before the one
// before it.
func (n names) at(text string, first, before rune) bool { return n.longest(text, first, before) > 0 }

// longest returns how many bytes the longest name has that begins where text does; 0 if none does.
func (n names) longest(text string, first, before rune) (length int) {
	apart := !unicode.In(first, unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Thai)
	if apart && isWordRune(before) {
		return 0
	}
	for i := 0; i < len(text) && len(n) > 0; i++ {
		c := text[i]
		from := sort.Search(len(n), func(j int) bool { return len(n[j]) > i && n[j][i] >= c })
		to := from + sort.Search(len(n)-from, func(j int) bool { return n[from+j][i] > c })
		n = n[from:to]
		if len(n) == 0 || len(n[0]) > i+1 {
			continue
		}
		after, _ := utf8.DecodeRuneInString(text[i+1:])
		if !apart || !isWordRune(after) {
			length = i + 1
		}
	}
	return length
}

// texts appends every text in a decoded JSON value to all, except keys, and returns the result.
func texts(value any, all []string) []string {
	switch v := value.(type) {
	case string:
		return append(all, v)
	case []any:
		for _, one := range v {
			all = texts(one, all)
		}
	case map[string]any:
		for _, one := range v {
			all = texts(one, all)
		}
	}
	return all
}

func isWordRune(r rune) bool {
	return r != utf8.RuneError && (unicode.IsLetter(r) || unicode.IsDigit(r))
}
