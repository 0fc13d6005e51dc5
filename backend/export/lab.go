package export

import (
	"cmp"
	"slices"

	"npt/backend/classroom"
	"npt/backend/payload"
)

// lab is a session as pages for people show it, made of an overview and of the records that are exported. What
// it has in memory of an answer is whose it is and what became of it.
type lab struct {
	from      Source
	isWhole   bool
	excerpts  *excerpts
	students  []*labStudent
	questions []*labQuestion
	answers   int

	studentAt  map[classroom.SenderKey]*labStudent
	questionAt map[string]*labQuestion
	groupAt    map[int64]*labGroup // by record
}

type labStudent struct {
	Name  string
	cells map[*labQuestion]*labCell
}

// labCell is the answer of a student to a question: of several parts the one that its page shows.
type labCell struct {
	Verdict  classroom.Verdict
	Attempts int
	group    *labGroup
	isAlone  bool // no page of a question shows it
}

type labQuestion struct {
	Label, Title string
	Expected     []string
	IsPattern    bool
	reference    int64
	referenceAt  kept
	groups       []*labGroup
	pictureBytes int
}

type labGroup struct {
	Label   string
	Hint    classroom.Hint
	Remarks []string

	question *labQuestion
	example  int64
	rank     int // among the groups of its question, the largest first
	excerpt  kept
}

// newLab returns a session without answers yet.
func newLab(from Source) (*lab, error) {
	view, err := from.Looks.Overview()
	if err != nil {
		return nil, err
	}
	if from.Pseudonyms != nil {
		view = from.Pseudonyms.overview(view)
	}
	file, err := from.Temp()
	if err != nil {
		return nil, err
	}
	l := &lab{
		from: from, isWhole: view.IsWhole, excerpts: newExcerpts(file),
		studentAt: map[classroom.SenderKey]*labStudent{}, questionAt: map[string]*labQuestion{}, groupAt: map[int64]*labGroup{},
	}
	if view.IsWhole {
		for _, s := range view.Students {
			l.student(s)
		}
	}
	for _, q := range view.Questions {
		l.addQuestion(q)
	}
	return l, nil
}

func (l *lab) addQuestion(q Question) {
	to := l.question(q.Label, q.Title)
	to.Expected, to.IsPattern, to.reference = q.Expected, q.IsPattern, q.Reference
	slices.SortStableFunc(q.Groups, func(a, b Group) int { return cmp.Compare(len(b.Records), len(a.Records)) })
	for i, g := range q.Groups {
		group := &labGroup{Label: g.Label, Hint: g.Hint, Remarks: g.Remarks, question: to, example: g.Example, rank: i}
		to.groups = append(to.groups, group)
		for _, id := range g.Records {
			l.groupAt[id] = group
		}
	}
}

func (l *lab) student(s classroom.Student) *labStudent {
	at, isKnown := l.studentAt[s.SenderKey]
	if !isKnown {
		at = &labStudent{Name: s.Display(), cells: map[*labQuestion]*labCell{}}
		l.studentAt[s.SenderKey] = at
		l.students = append(l.students, at)
	}
	return at
}

func (l *lab) question(label, title string) *labQuestion {
	at, isKnown := l.questionAt[label]
	if !isKnown {
		at = &labQuestion{Label: label, Title: title}
		l.questionAt[label] = at
		l.questions = append(l.questions, at)
	}
	return at
}

// add takes a record. Of an answer that no page shows, as the student sent another to the same question of
// another part, only that one is taken that a page shows.
func (l *lab) add(r classroom.Record, p payload.Payload) error {
	student, question := l.student(r.Student), l.question(r.Question, r.Title)
	verdict, label := l.from.Judged.Of(r)
	group, isGrouped := l.groupAt[r.ID]
	before := student.cells[question]
	if before != nil && (!isGrouped || !before.isAlone) {
		return nil
	}
	if !isGrouped {
		group = &labGroup{Label: label, question: question, example: r.ID, rank: len(question.groups)}
		question.groups = append(question.groups, group)
	}
	if before == nil {
		l.answers++
	}
	student.cells[question] = &labCell{verdict, r.Attempts, group, !isGrouped}
	return l.keep(group, r, p)
}

// keep keeps what is shown of a record: of the one that represents its group, or of the first until that comes.
func (l *lab) keep(g *labGroup, r classroom.Record, p payload.Payload) error {
	isReference := r.ID != 0 && r.ID == g.question.reference
	represents := g.excerpt.length == 0 || r.ID == g.example
	if !represents && !isReference {
		return nil
	}
	at, err := l.excerpt(g, r, p, isReference)
	if err != nil {
		return err
	}
	if isReference {
		g.question.referenceAt = at
	}
	if represents {
		g.excerpt = at
	}
	return nil
}

func (l *lab) excerpt(g *labGroup, r classroom.Record, p payload.Payload, isReference bool) (kept, error) {
	e := excerptOf(p, r.Preview)
	if e.IsPicture && (g.rank < mostPictured || isReference) {
		if err := l.picture(g.question, p, &e); err != nil {
			return kept{}, err
		}
	}
	return l.excerpts.add(e)
}

// picture puts a picture into an excerpt, unless its question has its share already.
func (l *lab) picture(q *labQuestion, p payload.Payload, e *excerpt) error {
	share := maxPictures / max(1, len(l.questions))
	if q.pictureBytes >= share {
		return nil
	}
	image, err := l.from.Looks.Picture(p)
	if err != nil || image == nil || q.pictureBytes+len(image.Data) > share {
		return err
	}
	q.pictureBytes += len(image.Data)
	e.show(image)
	return nil
}

// shown returns the questions of a page: of chosen records those that have one.
func (l *lab) shown() []*labQuestion {
	if l.isWhole {
		return l.questions
	}
	return slices.DeleteFunc(slices.Clone(l.questions), func(q *labQuestion) bool {
		return !slices.ContainsFunc(l.students, func(s *labStudent) bool { return s.cells[q] != nil })
	})
}

// groupCount is a group with who is in it.
type groupCount struct {
	*labGroup
	Members      []*labStudent
	Right, Wrong int
}

// Verdict returns right or wrong if all answers of the group are, mixed if some are, else none.
func (g groupCount) Verdict() string {
	switch n := len(g.Members); {
	case g.Right == n:
		return string(classroom.Right)
	case g.Wrong == n:
		return string(classroom.Wrong)
	case g.Right+g.Wrong > 0:
		return "mixed"
	}
	return "none"
}

// compare orders groups: right ones first, then the largest.
func (g groupCount) compare(other groupCount) int {
	right := func(g groupCount) int { return min(1, len(g.Members)-g.Right) }
	return cmp.Or(right(g)-right(other), len(other.Members)-len(g.Members), g.rank-other.rank)
}

// groups returns the groups of a question that have an answer, the right one first, and who sent nothing: of chosen records
// nobody knows that.
func (l *lab) groups(q *labQuestion) (list []groupCount, missing []*labStudent) {
	at := map[*labGroup]int{}
	for _, s := range l.students {
		cell := s.cells[q]
		if cell == nil {
			if l.isWhole {
				missing = append(missing, s)
			}
			continue
		}
		i, isKnown := at[cell.group]
		if !isKnown {
			i = len(list)
			at[cell.group] = i
			list = append(list, groupCount{labGroup: cell.group})
		}
		g := &list[i]
		g.Members = append(g.Members, s)
		switch cell.Verdict {
		case classroom.Right:
			g.Right++
		case classroom.Wrong:
			g.Wrong++
		case classroom.NotJudged:
		}
	}
	slices.SortStableFunc(list, groupCount.compare)
	return list, missing
}
