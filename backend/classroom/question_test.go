package classroom

import (
	"math/rand"
	"slices"
	"strings"
	"testing"
)

// inOrder is a list of labels as a teacher would number them.
var inOrder = []string{
	"", "0", "00", "01", "1", "02", "2", "2 b", "2.1", "2.2", "2.10", "02b", "2B", "2b", "2c", "10", "10a",
	"18446744073709551615", "18446744073709551616", "99999999999999999999",
	"a", "A2", "a2", "a10", "Bonus", "bonus", "bonus 2", "Été", "été", "問1", "問2", "問10", "😀",
}

func TestLessQuestionIsTheOrderATeacherCountsIn(t *testing.T) {
	t.Parallel()
	for i, a := range inOrder {
		for j, b := range inOrder {
			if got := LessQuestion(a, b); got != (i < j) {
				t.Errorf("LessQuestion(%q, %q) = %v", a, b, got)
			}
		}
	}
}

func TestLessQuestionGivesOneOrderWhateverTheStart(t *testing.T) {
	t.Parallel()
	compare := func(a, b string) int {
		switch {
		case LessQuestion(a, b):
			return -1
		case LessQuestion(b, a):
			return 1
		}
		return 0
	}
	want := slices.Clone(inOrder)
	slices.SortFunc(want, compare)
	random := rand.New(rand.NewSource(1)) //nolint:gosec // a repeatable shuffle, not a secret
	for range 50 {
		got := slices.Clone(inOrder)
		random.Shuffle(len(got), func(i, j int) { got[i], got[j] = got[j], got[i] })
		slices.SortFunc(got, compare)
		if !slices.Equal(got, want) {
			t.Fatalf("sorted to\n%q, then to\n%q", want, got)
		}
	}
}

func FuzzLessQuestion(f *testing.F) {
	f.Add("2", "2b", "10")
	f.Add("02", "2", "002")
	f.Add("\xff", "\xfe", "�")
	f.Add(strings.Repeat("9", 100), "9", "K")
	f.Fuzz(func(t *testing.T, a, b, c string) {
		less := LessQuestion(a, b)
		if a == b && less {
			t.Errorf("%q comes before itself", a)
		}
		if a != b && less == LessQuestion(b, a) {
			t.Errorf("%q and %q have no order", a, b)
		}
		if less && LessQuestion(b, c) && !LessQuestion(a, c) {
			t.Errorf("%q < %q < %q but not the first before the last", a, b, c)
		}
	})
}
