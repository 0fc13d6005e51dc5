package app

import (
	"encoding/json"
	"fmt"
	"strings"
	"testing"

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
		if _, ok := nameless(record, payload.Payload{Type: payload.TypeText, Data: []byte(text)}, seen); ok == named {
			t.Errorf("%q: projected %v", text, ok)
		}
	}
	list := payload.Payload{Type: payload.TypeList, Data: []byte(`["Zo\u00eb Papadaki"]`)}
	if _, ok := nameless(classroom.Record{Type: payload.TypeList}, list, seen); ok {
		t.Error("a name in a list is projected")
	}
}

// Whatever students send, what is projected of it names nobody.
func TestNoProjectionNamesAStudent(t *testing.T) {
	l := openLab(t)
	for i := range 9 {
		name := []string{"sender_name", fmt.Sprintf("Zaphod %d", i), "sender_uuid", fmt.Sprintf("u%d", i)}
		send := func(question, kind, data string) {
			l.mustSend(append(name, "question_nb", question, "type", kind, "data", data)...)
		}
		send("1", "ndarray", "[1063, 35]")
		send("2", "code", fmt.Sprintf("# Zaphod %d\nreturn 1\n", i))
		send("3", "str", "Zaphod 4 told me")
		send("4", "str", fmt.Sprintf("I am Zaphod %d", i))
	}
	page, err := l.api.QuestionPage(QuestionQuery{SessionID: l.session, Question: "1"})
	if err != nil {
		t.Fatal(err)
	}
	query := QuestionQuery{SessionID: l.session, Question: "1"}
	if err := l.api.LabelGroup(query, page.Groups[0].Key, "like Zaphod 3"); err != nil {
		t.Fatal(err)
	}
	s := openScreen(t, l)
	for question, groups := range map[string]int{"1": 1, "2": 1, "3": 0, "4": 0} {
		args := fmt.Sprintf(`[{"sessionId": %d, "question": %q, "verdicts": true}]`, l.session, question)
		status, text := s.ask("Projection", args)
		var shown Projection
		if err := json.Unmarshal([]byte(text), &shown); err != nil || status != 200 {
			t.Fatalf("question %s is answered %d %s", question, status, text)
		}
		if strings.Contains(text, "Zaphod") {
			t.Errorf("question %s names a student: %s", question, text)
		}
		if len(shown.Groups) != groups || shown.Sent != 9 || groups == 0 && shown.Others != 9 {
			t.Errorf("question %s: %d groups, %d others of %d", question, len(shown.Groups), shown.Others, shown.Sent)
		}
	}
}
