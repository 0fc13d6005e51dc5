package store

import (
	"reflect"
	"testing"

	"npt/backend/classroom"
	"npt/backend/gradebook"
)

func TestHowPointsAreCountedIsKept(t *testing.T) {
	s, lab := newStore(t)
	if got, err := s.Scheme(t.Context(), lab.ID); err != nil || !reflect.DeepEqual(got, gradebook.DefaultScheme) {
		t.Errorf("%+v %v", got, err)
	}
	for _, scheme := range []gradebook.Scheme{
		{Default: gradebook.Points{Right: 2}},
		{Default: gradebook.Points{Right: 2, Wrong: -0.5}, Questions: map[string]gradebook.Points{"2b": {Right: 5}}, Due: t0, LateShare: 0.5, CountBest: true},
	} {
		if err := s.SetScheme(t.Context(), lab.ID, scheme); err != nil {
			t.Fatal(err)
		}
		if got, err := s.Scheme(t.Context(), lab.ID); err != nil || !reflect.DeepEqual(got, scheme) {
			t.Errorf("%+v, want %+v (%v)", got, scheme, err)
		}
	}
	wantCode(t, s.SetScheme(t.Context(), 99, gradebook.DefaultScheme), classroom.CodeNotFound)
}
