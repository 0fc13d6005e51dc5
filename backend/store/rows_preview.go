package store

import (
	"encoding/json"
	"regexp"
	"strings"

	"npt/backend/payload"
)

// previewJSON is a payload.Preview in the file. It is a separate type, so that a new name in the
// domain does not change older files.
type previewJSON struct {
	Text    string         `json:"text,omitempty"`
	Cut     bool           `json:"cut,omitempty"`
	Shape   []int          `json:"shape,omitempty"`
	Columns []string       `json:"columns,omitempty"`
	Rows    [][]string     `json:"rows,omitempty"`
	Bytes   int            `json:"bytes,omitempty"`
	Broken  payload.Broken `json:"broken,omitempty"`
	Calls   int            `json:"calls,omitempty"`
}

func encodePreview(p payload.Preview) (string, error) {
	b, err := json.Marshal(previewJSON(p))
	return string(b), err
}

func decodePreview(s string) (payload.Preview, error) {
	var p previewJSON
	err := json.Unmarshal([]byte(s), &p)
	if strings.Contains(string(p.Broken), " ") { // codes have no space
		p.Broken = brokenBySentence(string(p.Broken))
	}
	return payload.Preview(p), err
}

// sentences maps the sentences about broken payloads in files up to version 8 to their codes.
var sentences = []struct {
	code    payload.Broken
	pattern *regexp.Regexp
}{
	{payload.BrokenNothing, regexp.MustCompile(`^Nothing arrived$`)},
	{payload.BrokenCutShort, regexp.MustCompile(`^Cut short: the JSON stops after character (?P<n>\d+)$`)},
	{payload.BrokenNotJSON, regexp.MustCompile(`^Not valid JSON at character (?P<n>\d+)$`)},
	{payload.BrokenImageCutAt, regexp.MustCompile(`^Image cut short: (?P<arrived>.+) of at least (?P<whole>.+) arrived$`)},
	{payload.BrokenImageCut, regexp.MustCompile(`^Image cut short$`)},
	{payload.BrokenImageDamaged, regexp.MustCompile(`^Image damaged$`)},
	{payload.BrokenNotList, regexp.MustCompile(`^Not a list$`)},
	{payload.BrokenNotDict, regexp.MustCompile(`^Not a dict$`)},
	{payload.BrokenNotTable, regexp.MustCompile(`^Not a table$`)},
	{payload.BrokenNoColumns, regexp.MustCompile(`^Table without columns$`)},
	{payload.BrokenNoRows, regexp.MustCompile(`^Table without rows$`)},
	{payload.BrokenRowsNoLists, regexp.MustCompile(`^Table with rows that are not lists$`)},
	{payload.BrokenDifferentLengths, regexp.MustCompile(`^Rows of different lengths$`)},
	{payload.BrokenMixedDepths, regexp.MustCompile(`^Rows and single values mixed$`)},
	{payload.BrokenDictForArray, regexp.MustCompile(`^A dict where (?:numbers were|an array was) expected$`)},
	{payload.BrokenCornersDiffer, regexp.MustCompile(`^The corners sent do not fit the shape$`)},
}

// brokenBySentence returns the code for a sentence of an older file.
func brokenBySentence(sentence string) payload.Broken {
	for _, s := range sentences {
		match := s.pattern.FindStringSubmatch(sentence)
		if match == nil {
			continue
		}
		var values []string
		for i, name := range s.pattern.SubexpNames()[1:] {
			values = append(values, name, match[i+1])
		}
		return s.code.With(values...)
	}
	return payload.BrokenOther.With("said", sentence)
}
