package api

import (
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
		if _, ok := anonymize(record, payload.Payload{Type: payload.TypeText, Data: []byte(text)}, namesOf(seen)); ok == named {
			t.Errorf("%q: projected %v", text, ok)
		}
	}
	list := payload.Payload{Type: payload.TypeList, Data: []byte(`["Zo\u00eb Papadaki"]`)}
	if _, ok := anonymize(classroom.Record{Type: payload.TypeList}, list, namesOf(seen)); ok {
		t.Error("a name in a list is projected")
	}
}
