package classroom

import (
	"cmp"
	"slices"
	"time"
)

// Path is one student's way through the questions of a session.
type Path struct {
	Student        Student
	Steps          []PathStep // in the natural order of questions; every question that anyone sent
	Previous, Next int64      // the students before and after in the list by name; 0 at its ends
	Position, Of   int        // in that list, from 1
}

// PathStep is a question on a student's path.
type PathStep struct {
	Question string
	Students int           // how many sent it
	Records  []Record      // by part; empty where the student sent none
	Taken    time.Duration // see the function Taken; negative if unknown
	Median   time.Duration // median of Taken over all students; negative if unknown
}

// FirstSending is when a student sent a question for the first time.
type FirstSending struct {
	StudentID int64
	Question  string
	At        time.Time
}

// Taken returns how long each of a student's questions took: the time from the first record of the
// question sent before it to its own first record. The question that was sent first has none.
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

// MedianTaken returns for each question the median time that it took the students. For an even number
// of students it is the lower of the two in the middle.
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
