package api

import (
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"npt/backend/classroom"
	"npt/backend/payload"
)

func TestAnAnswerThatNamesAStudentIsNotProjected(t *testing.T) {
	seen := []classroom.Student{}
	for _, name := range []string{"Alice", "Max", "shape", "Zoë Papadaki", "王梓涵", "x", "42", `O"Hara <b>`} {
		seen = append(seen, classroom.Student{SenderKey: classroom.SenderKey{Name: name}})
	}
	for text, named := range map[string]bool{
		"hello":    false,
		"by Alice": true,
		"(Alice!)": true, "max(x)": false,
		"Alice_1":              true,
		"malice":               false,
		"Alicea":               false,
		"Zoë Papadaki, 2b":     true,
		"Zoë":                  false,
		"我是王梓涵同学":              true,
		"x = 42":               false,
		`signed O"Hara <b> :)`: true,
	} {
		record := classroom.Record{Type: payload.TypeText, Preview: payload.Preview{Text: text}}
		if _, ok := anonymize(record, payload.Payload{Type: payload.TypeText, Data: []byte(text)}, namesOf(seen)); ok == named {
			t.Errorf("%q: projected %v", text, ok)
		}
	}
	list := payload.Payload{Type: payload.TypeList, Data: []byte(`["Zo\u00eb Papadaki"]`)}
	if _, ok := anonymize(classroom.Record{Type: payload.TypeList}, list, namesOf(seen)); ok {
		t.Error("a name in a list is projected")
	}
}

// Names are found in one pass as they are by looking for each of them.
func TestNamesAreFoundAsByLookingForEach(t *testing.T) {
	random := rand.New(rand.NewPCG(5, 6)) //nolint:gosec // a test
	letters := []rune("aab 王_1é(")
	word := func(most int) string {
		runes := make([]rune, 1+random.IntN(most))
		for i := range runes {
			runes[i] = letters[random.IntN(len(letters))]
		}
		return string(runes)
	}
	occurs := func(text, name string) bool {
		first, _ := utf8.DecodeRuneInString(name)
		for at := range text {
			before, _ := utf8.DecodeLastRuneInString(text[:at])
			after, _ := utf8.DecodeRuneInString(text[min(len(text), at+len(name)):])
			if strings.HasPrefix(text[at:], name) && (unicode.Is(unicode.Han, first) || !isWordRune(before) && !isWordRune(after)) {
				return true
			}
		}
		return false
	}
	for range 20_000 {
		var seen []classroom.Student
		for range 3 {
			seen = append(seen, classroom.Student{SenderKey: classroom.SenderKey{Name: word(4)}})
		}
		all, text := namesOf(seen), word(12)
		want := slices.ContainsFunc(all, func(name string) bool { return occurs(text, name) })
		if got := all.in(text); got != want {
			t.Fatalf("%q in %q: %v, want %v", all, text, got, want)
		}
	}
}
