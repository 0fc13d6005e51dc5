package payload

import (
	"errors"
	"net/url"
	"strconv"

	"npt/backend/pyjson"
)

// Broken says what is wrong with a payload that is kept all the same. It is a code; values that its
// words need follow as the query of a URL, as in `cutShort?n=5`. The page has the words. Empty means
// that all is well. Codes are stored in data files, so they never change.
type Broken string

// What can be wrong with a payload.
const (
	BrokenNothing          Broken = "nothing"          // nothing arrived
	BrokenCutShort         Broken = "cutShort"         // JSON that ends too early, after character n
	BrokenNotJSON          Broken = "notJSON"          // JSON that is wrong at character n, counted from 1
	BrokenTooDeep          Broken = "tooDeep"          // JSON of too many lists and dicts in one another
	BrokenDifferentLengths Broken = "differentLengths" // rows of different lengths
	BrokenMixedDepths      Broken = "mixedDepths"      // rows and single values mixed
	BrokenDictForArray     Broken = "dictForArray"     // a dict where an array or its numbers were expected
	BrokenCornersDiffer    Broken = "cornersDiffer"    // corners that do not fit the shape
	BrokenNotList          Broken = "notList"
	BrokenNotDict          Broken = "notDict"
	BrokenNotTable         Broken = "notTable"
	BrokenNoColumns        Broken = "noColumns"   // a table without columns
	BrokenNoRows           Broken = "noRows"      // a table without rows
	BrokenRowsNoLists      Broken = "rowsNoLists" // a table with rows that are not lists
	BrokenImageCut         Broken = "imageCut"    // an image that ends too early
	BrokenImageCutAt       Broken = "imageCutAt"  // an image that ends too early: the size that arrived, the size that it has at least
	BrokenImageDamaged     Broken = "imageDamaged"
	BrokenNotAnImage       Broken = "notAnImage"    // neither PNG nor JPEG
	BrokenImageTooLarge    Broken = "imageTooLarge" // of too many pixels
	BrokenTooCostly        Broken = "tooCostly"     // within all sizes, and still more work than an answer may make
	BrokenOther            Broken = "other"         // a message of an older version, in its own words
)

// With returns the code with values; the arguments are names and values in turn.
func (b Broken) With(values ...string) Broken {
	if len(values) == 0 {
		return b
	}
	query := url.Values{}
	for i := 0; i < len(values); i += 2 {
		query.Set(values[i], values[i+1])
	}
	return b + "?" + Broken(query.Encode())
}

// brokenJSON returns what is wrong with data that is not JSON; err is the error of pyjson.Measure.
func brokenJSON(err error) Broken {
	var wrong *pyjson.SyntaxError
	if !errors.As(err, &wrong) {
		return BrokenTooDeep
	}
	switch {
	case wrong.Ended && wrong.Character == 1:
		return BrokenNothing
	case wrong.Ended:
		return BrokenCutShort.With("n", strconv.Itoa(wrong.Character-1))
	}
	return BrokenNotJSON.With("n", strconv.Itoa(wrong.Character))
}

// brokenArray returns why nested lists are no array.
func brokenArray(why pyjson.Ragged) Broken {
	switch why {
	case pyjson.DictInside:
		return BrokenDictForArray
	case pyjson.DifferentLengths:
		return BrokenDifferentLengths
	}
	return BrokenMixedDepths
}
