package api

import (
	"fmt"
	"slices"

	"npt/backend/assess"
	"npt/backend/classroom"
)

// noVerdict is what queries and facets call the verdict of records that are not checked.
const noVerdict = "none"

// maxReason bounds what a record says of the expected answer, in characters: a page has hundreds of records.
const maxReason = 200

// RecordsOf returns records as the lists show them, in the order of the ids: those that still exist. A
// partID other than 0 counts those alike in that part alone.
func (api *API) RecordsOf(partID int64, recordIDs []int64) ([]RecordView, error) {
	if len(recordIDs) > pageMax {
		return nil, classroom.Errorf(classroom.CodeBadField, "%d records were requested: at most %d at once are allowed.", len(recordIDs), pageMax)
	}
	found, err := api.engine.Store.RecordsOf(api.ctx, recordIDs)
	if err != nil {
		return nil, err
	}
	var records []classroom.Record
	for _, id := range recordIDs {
		if r, exists := found[id]; exists {
			records = append(records, r)
		}
	}
	return api.recordViews(partID, records), nil
}

// recordViews returns records with what is known of their verdicts and groups.
func (api *API) recordViews(partID int64, records []classroom.Record) []RecordView {
	return gradedViews(records, api.engine.Assessor.GradedRecords(api.ctx, partID, records))
}

func gradedViews(records []classroom.Record, graded map[int64]*assess.GradedRecord) []RecordView {
	return mapped(records, func(r classroom.Record) RecordView { return gradedView(r, graded[r.ID]) })
}

func gradedView(r classroom.Record, known *assess.GradedRecord) RecordView {
	v := recordView(r)
	if known == nil {
		return v
	}
	g := known.Group
	v.Graded, v.Verdict, v.Label, v.Alike, v.Uncertain, v.GroupKey = true, string(known.Verdict), g.Label, g.Count, !g.Certain, g.Key
	switch {
	case g.Marked != classroom.NotJudged:
		v.Reason.Code = markedReason
	case known.Verdict == classroom.NotJudged:
		v.Reason.Code = string(known.Doubt)
	default:
		v.Reason = ruleReason(g.Check)
		v.Reason.Expected = beginning(v.Reason.Expected)
	}
	return v
}

func beginning(text string) string {
	if r := []rune(text); len(r) > maxReason {
		return string(r[:maxReason]) + "…"
	}
	return text
}

// part returns the part whose groups the records of a query are in; 0 for those of all parts.
func (q RecordQuery) part() int64 {
	if len(q.PartIDs) == 1 {
		return q.PartIDs[0]
	}
	return 0
}

// known returns the filter of a query with what it needs to know of verdicts and labels. It waits until
// verdicts are known if the query is by them. For a text that labels may have it waits only if
// isComplete, for what is deleted or exported: a list is told when they are known.
func (api *API) known(q RecordQuery, isComplete bool) (classroom.RecordFilter, error) {
	f, err := q.filter()
	if err == nil {
		f.StudentIDs, err = api.ofSections(q, f.StudentIDs)
	}
	if err == nil {
		f.StudentIDs, err = api.named(q, f.StudentIDs)
	}
	if err != nil {
		return f, err
	}
	isNeeded := classroom.RecordSort(q.Sort) == classroom.SortVerdict || len(f.Verdicts)+len(f.Labels) > 0
	if !isNeeded {
		hasLabel := false
		if f.Text != "" {
			if hasLabel, err = api.engine.Store.HasLabelWith(api.ctx, q.SessionID, f.Text); err != nil {
				return f, err
			}
		}
		if !hasLabel {
			return f, nil
		}
		isNeeded = isComplete
	}
	if isNeeded {
		judged, err := api.engine.Assessor.JudgedRecords(api.ctx, q.SessionID, q.part())
		f.Judged = &judged
		return f, err
	}
	return api.knownNow(q, f), nil
}

// nobody is the id of no student: a filter by it finds nothing.
const nobody = 0

// named returns those of some students, or of all if there are none, in whose names the query's pattern
// is found: as the page names them, so that it does not tell who is who while names are hidden.
func (api *API) named(q RecordQuery, among []int64) ([]int64, error) {
	isIn, _ := classroom.NamePattern(q.Name) // a broken one filters nothing away, and the page says so
	if q.Name == "" || isIn == nil {
		return among, nil
	}
	hidden, err := api.namesHidden(api.ctx)
	if err != nil {
		return nil, err
	}
	students, err := api.engine.Store.Students(api.ctx, q.SessionID)
	ids := []int64{}
	for _, s := range students {
		name := s.Display()
		if hidden {
			name = fmt.Sprintf("%02d", s.Alias)
		}
		if (len(among) == 0 || slices.Contains(among, s.ID)) && isIn(name) {
			ids = append(ids, s.ID)
		}
	}
	if len(ids) == 0 {
		ids = append(ids, nobody)
	}
	return ids, err
}

// CheckNamePattern returns an error that says why a pattern for names is none; nil if it is one.
func (api *API) CheckNamePattern(pattern string) error {
	_, err := classroom.NamePattern(pattern)
	return err
}

// alike returns the records of a filter's questions with those alike together.
func (api *API) alike(q RecordQuery, f classroom.RecordFilter) ([]int64, error) {
	questions := f.Questions
	if len(questions) == 0 { // only those with records that match: of a gallery, those with pictures
		facets, err := api.engine.Store.RecordFacets(api.ctx, f)
		if err != nil {
			return nil, err
		}
		questions = mapped(facets.Questions, func(c classroom.RecordCount) string { return c.Value })
	}
	return api.engine.Assessor.AlikeRecords(api.ctx, q.SessionID, q.part(), questions)
}

// knownNow returns the filter with what is known of verdicts and labels now.
func (api *API) knownNow(q RecordQuery, f classroom.RecordFilter) classroom.RecordFilter {
	if judged, isKnown := api.engine.Assessor.JudgedRecordsNow(api.ctx, q.SessionID, q.part()); isKnown {
		f.Judged = &judged
	}
	return f
}

// verdicts are the verdicts by which records are filtered, as queries and facets call them.
var verdicts = map[string]classroom.Verdict{"right": classroom.Right, "wrong": classroom.Wrong, noVerdict: classroom.NotJudged}

// verdictsOf returns the verdicts of a query; the error is CodeBadField.
func verdictsOf(names []string) ([]classroom.Verdict, error) {
	var all []classroom.Verdict
	for _, name := range names {
		v, isKnown := verdicts[name]
		if !isKnown {
			return nil, classroom.Errorf(classroom.CodeBadField, "%q is no verdict: write right, wrong or none.", name)
		}
		all = append(all, v)
	}
	return all, nil
}

func verdictFacet(c classroom.RecordCount) Facet {
	f := facetView(c)
	if f.Value == "" {
		f.Value = noVerdict
	}
	return f
}

// selection returns the selection for the store; the error may be CodeBadField.
func (api *API) selection(s Selection) (classroom.RecordSelection, error) {
	f, err := api.known(s.Query, true)
	return classroom.RecordSelection{Filter: f, All: s.All, IDs: s.IDs, ExceptIDs: s.ExceptIDs}, err
}
