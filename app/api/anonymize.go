package api

import (
	"encoding/json"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"npt/backend/classroom"
	"npt/backend/payload"
	pysource "npt/backend/python"
)

// anonymize returns an answer for the projector: without its student and its times, and code without
// its comments, because students sign in them. It returns false if the answer still names a student of
// the session.
func anonymize(r classroom.Record, p payload.Payload, seen []classroom.Student) (Answer, bool) {
	nobodys := classroom.Record{Question: r.Question, Type: r.Type, Preview: r.Preview}
	if r.Type == payload.TypeCode {
		p.Data = []byte(pysource.WithoutComments(string(p.Data)))
		nobodys.Preview.Text = pysource.WithoutComments(r.Preview.Text)
	}
	answer := answerView(nobodys, payload.Read(p))
	answer.Record.FirstSentAt, answer.Record.SentAt, answer.Record.ReceivedAt = "", "", ""
	return answer, !namesAny(answer, seen)
}

// namesAny reports whether the text of an answer contains the name of one of the students as a word,
// in the same case; without regard to case, Max would hide every max(). A name of one character or
// without a letter, such as a number, does not count, because it would hide answers that name nobody.
func namesAny(answer Answer, seen []classroom.Student) bool {
	answer.Image, answer.Record.Type, answer.Record.Question = nil, "", ""
	encoded, err := json.Marshal(answer)
	var read any
	if err == nil {
		err = json.Unmarshal(encoded, &read)
	}
	if err != nil {
		return true // it cannot fail: there are only strings and numbers
	}
	text := strings.Join(texts(read, nil), "\n")
	return slices.ContainsFunc(seen, func(s classroom.Student) bool {
		isName := utf8.RuneCountInString(s.Name) > 1 && strings.ContainsFunc(s.Name, unicode.IsLetter)
		return isName && holdsWord(text, s.Name)
	})
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

// holdsWord reports whether text contains word with no letter or digit on either side. In scripts
// without spaces between words, any neighbour is accepted.
func holdsWord(text, word string) bool {
	first, _ := utf8.DecodeRuneInString(word)
	apart := !unicode.In(first, unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Thai)
	for at := 0; ; {
		i := strings.Index(text[at:], word)
		if i < 0 {
			return false
		}
		from, to := at+i, at+i+len(word)
		before, _ := utf8.DecodeLastRuneInString(text[:from])
		after, _ := utf8.DecodeRuneInString(text[to:])
		if !apart || !isWordRune(before) && !isWordRune(after) {
			return true
		}
		at = to
	}
}

func isWordRune(r rune) bool {
	return r != utf8.RuneError && (unicode.IsLetter(r) || unicode.IsDigit(r))
}
