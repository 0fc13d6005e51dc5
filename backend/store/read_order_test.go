package store

import (
	"slices"
	"strings"
	"testing"

	"npt/backend/classroom"
)

func TestNamesStandWhereAReaderLooks(t *testing.T) {
	want := "ada, Ada, Élodie, Emil, Émile, Łukasz, Lumi, Øyvind, Paul, Student 2, Student 10, Zoë, Жанна, محمد, 王梓涵"
	var list []classroom.Student
	for _, name := range strings.Split(want, ", ") {
		list = append(list, classroom.Student{SenderKey: classroom.SenderKey{Name: name}})
	}
	slices.Reverse(list)
	slices.SortFunc(list, byName())
	var got []string
	for _, s := range list {
		got = append(got, s.ShownName())
	}
	if strings.Join(got, ", ") != want {
		t.Errorf("got  %s\nwant %s", strings.Join(got, ", "), want)
	}
}
