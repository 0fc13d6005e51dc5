package classroom

import (
	"cmp"
	"slices"
	"time"
)

// Path is one student's way through the questions of a session.
type Path struct {
	Student        Student
	Steps          []PathStep // in the natural order of questions; all that anyone sent
	Previous, Next int64      // the students beside it in the list by name; 0 at its ends
	Position, Of   int        // in that list, from 1
}

// PathStep is a question on a student's path.
type PathStep struct {
	Question string
	Students int           // how many sent it
	Records  []Record      // by part; empty where the student sent none
	Taken    time.Duration // as the function Taken says; negative if unknown
	Median   time.Duration // of what it took all students; negative if unknown
}

// FirstSending is when a student sent a question for the first time.
type FirstSending struct {
	StudentID int64
	Question  string
	At        time.Time
}

// Taken returns for each of a student's questions how long it took: from the first
// sending of the question before it in time, in whatever order they were done, until its
// own. The very first has none.
func Taken(firsts []FirstSending) map[string]time.Duration {
	firsts = slices.SortedFunc(slices.Values(firsts), func(a, b FirstSending) int {
		return cmp.Or(a.At.Compare(b.At), cmp.Compare(a.Question, b.Question))
	})
	taken := map[string]time.Duration{}
	for i := 1; i < len(firsts); i++ {
		taken[firsts[i].Question] = firsts[i].At.Sub(firsts[i-1].At)
	}
	return taken
}

// MedianTaken returns for each question the median of what it took the students; of an
// even number the lower of both in the middle.
func MedianTaken(firsts []FirstSending) map[string]time.Duration {
	ofStudent := map[int64][]FirstSending{}
	for _, f := range firsts {
		ofStudent[f.StudentID] = append(ofStudent[f.StudentID], f)
	}
	all := map[string][]time.Duration{}
	for _, own := range ofStudent {
		for question, taken := range Taken(own) {
			all[question] = append(all[question], taken)
		}
	}
	medians := map[string]time.Duration{}
	for question, list := range all {
		slices.Sort(list)
		medians[question] = list[(len(list)-1)/2]
	}
	return medians
}
