package store

import (
	"testing"

	"npt/backend/payload"
)

// Files up to version 8 say in a sentence what is wrong with a payload.
func TestSentencesOfOlderFilesAreCodes(t *testing.T) {
	for sentence, want := range map[string]payload.Broken{
		"Nothing arrived": payload.BrokenNothing,
		"Cut short: the JSON stops after character 12":     "cutShort?n=12",
		"Not valid JSON at character 7":                    "notJSON?n=7",
		"Image cut short":                                  payload.BrokenImageCut,
		"Image cut short: 12 kB of at least 900 B arrived": "imageCutAt?arrived=12+kB&whole=900+B",
		"Image damaged":                                    payload.BrokenImageDamaged,
		"Not a list":                                       payload.BrokenNotList,
		"Not a dict":                                       payload.BrokenNotDict,
		"Not a table":                                      payload.BrokenNotTable,
		"Table without columns":                            payload.BrokenNoColumns,
		"Table without rows":                               payload.BrokenNoRows,
		"Table with rows that are not lists":               payload.BrokenRowsNoLists,
		"Rows of different lengths":                        payload.BrokenDifferentLengths,
		"Rows and single values mixed":                     payload.BrokenMixedDepths,
		"A dict where numbers were expected":               payload.BrokenDictForArray,
		"A dict where an array was expected":               payload.BrokenDictForArray,
		"The corners sent do not fit the shape":            payload.BrokenCornersDiffer,
		"What a version before said & no longer":           "other?said=What+a+version+before+said+%26+no+longer",
	} {
		text, err := encodePreview(payload.Preview{Text: "x", Broken: payload.Broken(sentence)})
		if err != nil {
			t.Fatal(err)
		}
		if v, err := decodePreview(text); err != nil || v.Broken != want || v.Text != "x" {
			t.Errorf("%q is read as %q, %v; want %q", sentence, v.Broken, err, want)
		}
	}
	for _, code := range []payload.Broken{"", payload.BrokenNothing, payload.BrokenCutShort.With("n", "3")} {
		text, err := encodePreview(payload.Preview{Broken: code})
		if v, decodeErr := decodePreview(text); err != nil || decodeErr != nil || v.Broken != code {
			t.Errorf("%q is read as %q", code, v.Broken)
		}
	}
}
