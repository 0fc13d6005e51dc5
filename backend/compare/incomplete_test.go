package compare

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"npt/backend/classroom"
	"npt/backend/payload"
)

const (
	one   payload.Digest = "11111111111111111111111111111111"
	other payload.Digest = "22222222222222222222222222222222"
)

// sent is an answer as it comes: what is there of it, and the digest of the whole.
func sent(t payload.Type, data string, digest payload.Digest) payload.Payload {
	return payload.Payload{Type: t, Data: []byte(data), Digest: digest}
}

// frame is what comes of a table of some rows: the ends.
func frame(rows int, first string, digest payload.Digest) payload.Payload {
	return sent(payload.TypeTable, fmt.Sprintf(`{"columns":["age"],"rows":[[%s],[499]],"shape":[%d,1],"dtypes":["int64"],"index":[0,499]}`, first, rows), digest)
}

// corners is what comes of a vector of some length.
func corners(length int, ends string, digest payload.Digest) payload.Payload {
	return sent(payload.TypeArray, fmt.Sprintf(`{"shape":[%d],"dtype":"float64","stats":{"mean":0.25},"corners":[%s]}`, length, ends), digest)
}

// ranged is what comes of a vector with a mean and a maximum, each with a digest of its own.
func ranged(mean, largest float64) payload.Payload {
	digest := payload.Digest(fmt.Sprintf("%016.0f%016.0f", mean*1000, largest*1000))
	return sent(payload.TypeArray, fmt.Sprintf(`{"shape":[5000],"dtype":"float64","stats":{"min":-1.0,"max":%v,"mean":%v,"nan":0},"corners":[0.5]}`, largest, mean), digest)
}

// list is what comes of a list of 30,000 values.
func list(values string, digest payload.Digest) payload.Payload {
	return sent(payload.TypeList, `[`+values+strings.Repeat(", 7", 20_000)+`, "\u2026 (30,000 items in all)"]`, digest)
}

func cutShort(text string, digest payload.Digest) payload.Payload {
	return sent(payload.TypeText, text+strings.Repeat("x", 200_000-len(text))+"\n… (300,000 characters in all)", digest)
}

var (
	asSet    = classroom.DefaultEquivalence
	exactly  = classroom.Equivalence{}
	near     = classroom.Equivalence{Relative: 0.1}
	anyOrder = classroom.Equivalence{AnyOrder: true}
	anyCase  = classroom.Equivalence{FoldCase: true}
)

// What came of two answers is compared with nothing but what it proves: equal digests are equal values,
// a difference that shows is one, and of all else nothing is known.
func TestNothingIsJudgedByAPartOfItself(t *testing.T) {
	const six = "0.5,1.0,1.0,1.0,1.0,1.0"
	for _, c := range []struct {
		what              string
		alike             classroom.Equivalence
		reference, answer payload.Payload
		want              classroom.Verdict
		doubt             Doubt
		together          bool // in one group
	}{
		{"a table and the same", asSet, frame(500, "0", one), frame(500, "0", one), classroom.Right, NoDoubt, true},
		{"another value in what does not come", asSet, frame(500, "0", one), frame(500, "0", other), classroom.Wrong, NoDoubt, false},
		{"the same from an old client", asSet, frame(500, "0", ""), frame(500, "0", ""), classroom.NotJudged, DoubtIncomplete, true},
		{"the answer from an old client", asSet, frame(500, "0", one), frame(500, "0", ""), classroom.NotJudged, DoubtIncomplete, false},
		{"the reference from an old client", asSet, frame(500, "0", ""), frame(500, "0", one), classroom.NotJudged, DoubtReference, false},
		{"no digest could be made", asSet, frame(500, "0", payload.NoDigest), frame(500, "0", payload.NoDigest), classroom.NotJudged, DoubtIncomplete, true},
		{"more rows, from an old client", asSet, frame(500, "0", ""), frame(501, "0", ""), classroom.Wrong, NoDoubt, false},
		{"more rows", near, frame(500, "0", one), frame(501, "0", other), classroom.Wrong, NoDoubt, false},
		{"another table with a tolerance", near, frame(500, "0", one), frame(500, "0", other), classroom.NotJudged, DoubtNear, false},
		{"another first value with a tolerance", near, frame(500, "0", one), frame(500, "5", other), classroom.Wrong, NoDoubt, false},
		{"a small table", asSet, frame(500, "0", one), sent(payload.TypeTable, `{"columns":["age"],"rows":[[0]],"shape":[1,1],"dtypes":["int64"],"index":[0]}`, ""), classroom.Wrong, NoDoubt, false},
		{"names of columns by position", asSet, frame(2, "0", ""), sent(payload.TypeTable, `{"columns":["age"],"rows":[[0],[499]],"shape":[2,1],"dtypes":["int64"],"index":[0,499],"names":{"index":["city"],"columns":[null]}}`, ""), classroom.Wrong, NoDoubt, false},

		{"an array and the same", exactly, corners(5000, six, one), corners(5000, six, one), classroom.Right, NoDoubt, true},
		{"equal arrays that are written in another way", exactly, corners(5000, six, one), corners(5000, "0.5,1,1,1,1,1", one), classroom.Right, NoDoubt, true},
		{"another array, compared exactly", exactly, corners(5000, six, one), corners(5000, six, other), classroom.Wrong, NoDoubt, false},
		{"floats may be within the tolerance that always holds", asSet, corners(5000, six, one), corners(5000, six, other), classroom.NotJudged, DoubtNear, false},
		{"whole numbers are equal or not", asSet, corners(5000, "0,1,1,1,1,1", one), corners(5000, "0,1,1,1,1,1", other), classroom.Wrong, NoDoubt, false},
		{"another order, where that does not count", anyOrder, corners(5000, six, one), corners(5000, "1.0,1.0,1.0,1.0,1.0,0.5", other), classroom.NotJudged, DoubtNear, false},
		{"a shorter array", anyOrder, corners(5000, six, one), corners(4999, six, other), classroom.Wrong, NoDoubt, false},
		{"an array that comes whole", near, corners(5000, six, one), sent(payload.TypeArray, "[0.5, 1.0]", ""), classroom.Wrong, NoDoubt, false},
		{"a list of as many numbers comes whole", exactly, corners(3000, six, one), sent(payload.TypeList, "[0.5"+strings.Repeat(", 1.0", 2999)+"]", ""), classroom.NotJudged, DoubtReference, false},
		{"a list of more numbers comes whole", exactly, corners(2999, six, one), sent(payload.TypeList, "[0.5"+strings.Repeat(", 1.0", 2999)+"]", ""), classroom.Wrong, NoDoubt, false},
		{"an array and a text", near, corners(5000, six, one), sent(payload.TypeText, "I do not know", ""), classroom.Wrong, NoDoubt, false},
		{"a larger maximum in what does not come", near, ranged(0, 1), ranged(0, 2), classroom.Wrong, NoDoubt, false},
		{"a near maximum, and a mean that is far", near, ranged(0, 1), ranged(1, 1.01), classroom.NotJudged, DoubtNear, false},
		{"a list and the array of its numbers", asSet, list("1", one), corners(30_000, six, one), classroom.Right, NoDoubt, true},

		{"a list and the same", asSet, list("1", one), list("1", one), classroom.Right, NoDoubt, true},
		{"another list of whole numbers", asSet, list("1", one), list("1", other), classroom.Wrong, NoDoubt, false},
		{"another list of floats", asSet, list("1.5", one), list("1.5", other), classroom.NotJudged, DoubtNear, false},
		{"a list from an old client", asSet, list("1", ""), list("1", ""), classroom.NotJudged, DoubtIncomplete, true},
		{"a set from an old client has no order", asSet, list("1", ""), list("2", ""), classroom.NotJudged, DoubtIncomplete, false},
		{"a short list", near, list("1", one), sent(payload.TypeList, "[1, 7]", ""), classroom.Wrong, NoDoubt, false},
		{"a dict that is cut", asSet, sent(payload.TypeDict, `{"a": 1, "\u2026": "more"}`, ""), sent(payload.TypeDict, `{"a": 1, "\u2026": "more"}`, ""), classroom.NotJudged, DoubtIncomplete, true},
		{"nested too deep", asSet, sent(payload.TypeList, strings.Repeat("[", 20)+`"\u2026"`+strings.Repeat("]", 20), ""), sent(payload.TypeList, strings.Repeat("[", 20)+`"\u2026"`+strings.Repeat("]", 20), ""), classroom.NotJudged, DoubtIncomplete, true},
		{"an ellipsis among words", asSet, sent(payload.TypeList, `["wait", "\u2026"]`, ""), sent(payload.TypeList, `["wait", "…"]`, ""), classroom.Right, NoDoubt, true},
		{"a large array in a dict", asSet, sent(payload.TypeDict, `{"w": {"shape": [5000], "dtype": "int64", "corners": [0]}}`, ""), sent(payload.TypeDict, `{"w": {"shape": [5000], "dtype": "int64", "corners": [0]}}`, ""), classroom.NotJudged, DoubtIncomplete, true},
		{"another one of whole numbers", asSet, sent(payload.TypeDict, `{"w": {"shape": [5000], "dtype": "int64", "stats": {"mean": 0.5}, "corners": [0]}}`, one), sent(payload.TypeDict, `{"w": {"shape": [5000], "dtype": "int64", "stats": {"mean": 0.25}, "corners": [0]}}`, other), classroom.Wrong, NoDoubt, false},
		{"corners of an image are a dict like others", asSet, sent(payload.TypeDict, `{"shape": [5000], "corners": [0]}`, ""), sent(payload.TypeDict, `{"shape": [5000], "corners": [0]}`, ""), classroom.Right, NoDoubt, true},
		{"a table in a list", asSet, sent(payload.TypeList, `[`+string(frame(500, "0", "").Data)+`]`, ""), sent(payload.TypeList, `[`+string(frame(500, "0", "").Data)+`]`, ""), classroom.NotJudged, DoubtIncomplete, true},
		{"a chart", asSet, sent(payload.TypeDict, `{"altair": {}, "data": {"d": [`+strings.Repeat("{},", 19)+`{}]}}`, ""), sent(payload.TypeDict, `{"altair": {}, "data": {"d": [`+strings.Repeat("{},", 19)+`{}]}}`, ""), classroom.NotJudged, DoubtIncomplete, true},
		{"a chart of few rows", asSet, sent(payload.TypeDict, `{"altair": {}, "data": {"d": [{}]}}`, ""), sent(payload.TypeDict, `{"altair": {}, "data": {"d": [{}]}}`, ""), classroom.Right, NoDoubt, true},

		{"a text and the same", asSet, cutShort("a", one), cutShort("a", one), classroom.Right, NoDoubt, true},
		{"another text", near, cutShort("a", one), cutShort("a", other), classroom.Wrong, NoDoubt, false},
		{"another text, where case does not count", anyCase, cutShort("a", one), cutShort("a", other), classroom.NotJudged, DoubtNear, false},
		{"a text from an old client", asSet, cutShort("a", one), cutShort("a", ""), classroom.NotJudged, DoubtIncomplete, false},
		{"a short text", anyCase, cutShort("a", one), sent(payload.TypeText, "a", ""), classroom.Wrong, NoDoubt, false},
		{"what a text says of itself is its own affair", asSet, sent(payload.TypeText, "one\n… (2 characters in all)", ""), sent(payload.TypeText, "one\n… (2 characters in all)", ""), classroom.Right, NoDoubt, true},
		{"code", asSet, sent(payload.TypeCode, "x = 1", one), sent(payload.TypeCode, "x = 1", other), classroom.NotJudged, DoubtNear, false},
		{"the arguments of a partial", asSet, sent(payload.TypeCode, "# partial: [1\n… (9,000 characters in all)def f(): pass", ""), sent(payload.TypeCode, "# partial: [1\n… (9,000 characters in all)def f(): pass", ""), classroom.NotJudged, DoubtIncomplete, true},
		{"bytes", asSet, sent(payload.TypeText, "b'a'\n… (60,000 bytes in all)", ""), sent(payload.TypeText, "b'a'\n… (60,000 bytes in all)", ""), classroom.NotJudged, DoubtIncomplete, true},

		{"the magnitude of a number", asSet, sent(payload.TypeText, "about 2**19053", ""), sent(payload.TypeText, "about 2**19053", ""), classroom.NotJudged, DoubtIncomplete, true},
		{"all digits of a number", asSet, sent(payload.TypeText, "about 2**19053", ""), sent(payload.TypeText, strings.Repeat("9", 5736), ""), classroom.NotJudged, DoubtReference, false},
		{"a smaller number", asSet, sent(payload.TypeText, "about 2**19053", ""), sent(payload.TypeText, "1234", ""), classroom.Wrong, NoDoubt, false},
		{"a huge number and the same", near, sent(payload.TypeText, "about 3.3e+35659 (a whole number of 35,660 digits)", one), sent(payload.TypeText, "about 3.3e+35659 (a whole number of 35,660 digits)", one), classroom.Right, NoDoubt, true},
		{"another huge number", asSet, sent(payload.TypeText, "about 3.3e+35659 (a whole number of 35,660 digits)", one), sent(payload.TypeText, "about 3.3e+35659 (a whole number of 35,660 digits)", other), classroom.Wrong, NoDoubt, false},
		{"a sparse matrix from an old client", asSet, sent(payload.TypeText, "<3x3 sparse matrix of type '<class 'numpy.float64'>'\n\twith 3 stored elements in Compressed Sparse Row format>", ""), sent(payload.TypeText, "<3x3 sparse matrix of type '<class 'numpy.float64'>'\n\twith 3 stored elements in Compressed Sparse Row format>", ""), classroom.NotJudged, DoubtIncomplete, true},
		{"the same by another version of scipy", asSet, sent(payload.TypeText, "<Compressed Sparse Row sparse array of dtype 'float64'\n\twith 3 stored elements and shape (3, 3)>", ""), sent(payload.TypeText, "<Compressed Sparse Row sparse array of dtype 'float64'\n\twith 3 stored elements and shape (3, 3)>", ""), classroom.NotJudged, DoubtIncomplete, true},
		{"a sparse matrix from two clients", asSet, sent(payload.TypeArray, `{"shape":[3,3],"dtype":"float64","sparse":{"format":"csr","nnz":3},"corners":[[1.0]]}`, one), sent(payload.TypeText, "<3x3 sparse matrix of type '<class 'numpy.float64'>'\n\twith 3 stored elements in Compressed Sparse Row format>", ""), classroom.NotJudged, DoubtIncomplete, false},
		{"another format of a sparse matrix", asSet, sent(payload.TypeArray, `{"shape":[3,3],"dtype":"float64","sparse":{"format":"csr","nnz":3},"corners":[[1.0]]}`, one), sent(payload.TypeArray, `{"shape":[3,3],"dtype":"float64","sparse":{"format":"csc","nnz":3},"corners":[[1.0]]}`, one), classroom.Right, NoDoubt, true},
		{"other elements of a sparse matrix", asSet, sent(payload.TypeArray, `{"shape":[3,3],"dtype":"float64","sparse":{"format":"csr","nnz":3},"corners":[[1.0,0.0,0.0],[0.0,1.0,0.0],[0.0,0.0,1.0]]}`, one), sent(payload.TypeArray, `{"shape":[3,3],"dtype":"float64","sparse":{"format":"csr","nnz":3},"corners":[[5.0,0.0,0.0],[0.0,6.0,0.0],[0.0,0.0,7.0]]}`, other), classroom.Wrong, NoDoubt, false},
	} {
		z := plain
		j := z.NewJudge(classroom.Check{Kind: classroom.CheckRecord}, c.alike, &c.reference)
		form := FormOf(c.alike)
		answer, reference := z.Canonical(c.answer, form), z.Canonical(c.reference, form)
		if got, doubt := j.Verdict(c.answer.Type, answer); got != c.want || doubt != c.doubt {
			t.Errorf("%s: %q (%s), want %q (%s)", c.what, got, doubt, c.want, c.doubt)
		}
		groups := GroupAnswers([]*Canonical{reference, answer}, nil, c.alike)
		if got := len(groups) == 1; got != c.together {
			t.Errorf("%s: %d groups, want them together: %v", c.what, len(groups), c.together)
		}
		if c.together && c.want != classroom.Right && groups[0].Anchor.IsCertain() {
			t.Errorf("%s: the group does not say that only a part was compared", c.what)
		}
		if hints := NewHinter(reference).Of(answer); !answer.IsComplete() && hints != nil {
			t.Errorf("%s: the hints %+v are made of a part", c.what, hints)
		}
	}
}

// What a teacher typed is whole. It is never right for a part, and wrong only if it cannot be the whole.
func TestATypedAnswerAndAPart(t *testing.T) {
	thousands := "[" + strings.TrimSuffix(strings.Repeat("0,", 2400), ",") + "]"
	for _, c := range []struct {
		what, expected string
		answer         payload.Payload
		want           classroom.Verdict
	}{
		{"a number for an array", "35", corners(5000, "0,0", one), classroom.Wrong},
		{"the same from an old client", "35", corners(5000, "0,0", ""), classroom.Wrong},
		{"an array of that length", thousands, corners(2400, "0,0,0,0,0,0", one), classroom.NotJudged},
		{"an array of another length", thousands, corners(2401, "0,0,0,0,0,0", one), classroom.Wrong},
		{"a short text for a long one", "'abc'", cutShort("abc", one), classroom.Wrong},
		{"a list for a long one", "[1, 7]", list("1", one), classroom.Wrong},
		{"digits for a longer number", "1234", sent(payload.TypeText, "about 2**19053", ""), classroom.Wrong},
		{"a word for a table", "yes", frame(500, "0", one), classroom.Wrong},
	} {
		j := plain.NewJudge(classroom.Check{Kind: classroom.CheckOneOf, Expected: []string{"0", c.expected}}, exactly, nil)
		if got, _ := j.Verdict(c.answer.Type, plain.Canonical(c.answer, exactly)); got != c.want {
			t.Errorf("%s: %q, want %q", c.what, got, c.want)
		}
	}
	pattern := plain.NewJudge(classroom.Check{Kind: classroom.CheckPattern, Pattern: "7"}, exactly, nil)
	if got, doubt := pattern.Match(list("1", one)); got != classroom.NotJudged || doubt != DoubtIncomplete {
		t.Errorf("a pattern in a part: %q (%s)", got, doubt)
	}
	if got, _ := pattern.Match(cutShort("7", "")); got != classroom.Right {
		t.Errorf("a pattern in the beginning that came: %q", got)
	}
}

// Whole numbers are compared digit by digit, however many there are.
func TestWholeNumbersAreExact(t *testing.T) {
	digits := func(n int, last string) string { return strings.Repeat("9", n-len(last)) + last }
	number := func(n int, last string) payload.Payload { return sent(payload.TypeArray, "["+digits(n, last)+"]", "") }
	text := func(n int, last string) payload.Payload { return sent(payload.TypeText, digits(n, last), "") }
	for _, n := range []int{17, 40, 200, 300, 308, 309, 310, 5736, 10_000} {
		for _, c := range []struct {
			what string
			a, b payload.Payload
			want bool
		}{
			{"in an array", number(n, "1"), number(n, "1"), true},
			{"another in an array", number(n, "1"), number(n, "2"), false},
			{"as text", text(n, "1"), text(n, "1"), true},
			{"another as text", text(n, "1"), text(n, "2"), false},
			{"as our client sends it and the original's", text(n, "1"), number(n, "1"), true},
			{"negative", sent(payload.TypeText, "-"+digits(n, "1"), ""), text(n, "1"), false},
			{"in a list of both", sent(payload.TypeList, `[0.5, "`+digits(n, "1")+`"]`, ""), sent(payload.TypeList, "[0.5, "+digits(n, "1")+"]", ""), true},
			{"another in a list with floats", sent(payload.TypeList, `[0.5, "`+digits(n, "1")+`"]`, ""), sent(payload.TypeList, `[0.5, "`+digits(n, "2")+`"]`, ""), false},
		} {
			a, b := plain.Canonical(c.a, asSet), plain.Canonical(c.b, asSet)
			if got := AreAlike(asSet, a, b); got != c.want {
				t.Errorf("%d digits, %s: alike %v, want %v", n, c.what, got, c.want)
			}
		}
	}
	j := plain.NewJudge(classroom.Check{Kind: classroom.CheckTolerance, Expected: []string{"2.4329e18"}, Relative: 1e-4}, asSet, nil)
	if got, _ := j.Verdict(payload.TypeText, plain.Canonical(sent(payload.TypeText, "2432902008176640000", ""), asSet)); got != classroom.Right {
		t.Errorf("20! within a tolerance is %q", got)
	}
	if a, b := plain.Canonical(sent(payload.TypeText, "1234567890123456", ""), asSet), plain.Canonical(sent(payload.TypeArray, "[1234567890123456]", ""), asSet); AreAlike(asSet, a, b) {
		t.Error("a number that our client sends as a number is like a text")
	}
}

// A digest of a series that an earlier client made is of an even choice of its values. Today's is longer,
// and of all.
func TestAPlotOfManyPoints(t *testing.T) {
	series := func(kind, digest string, n int) string {
		return fmt.Sprintf(`{"kind": %q, "n": %d, "digest": %q, "x": [], "y": []}`, kind, n, digest)
	}
	plot := func(series ...string) payload.Payload {
		return payload.Payload{Type: payload.TypeImage, Data: []byte("a file"), Plotted: []byte(`{"axes": [{"x": {"scale": "linear"}, "y": {"scale": "linear"}, "series": [` + strings.Join(series, ",") + `]}]}`)}
	}
	const early, late = "0123456789ab", "0123456789abcdef"
	image := func(digest string, side int) string {
		return fmt.Sprintf(`{"kind": "image", "shape": [%d, %d], "digest": %q}`, side, side, digest)
	}
	many := slices.Repeat([]string{series("line", early, 2)}, 20)
	for _, c := range []struct {
		what   string
		a, b   payload.Payload
		want   classroom.Verdict
		groups int
	}{
		{"all of 2,000 points", plot(series("line", early, 2000)), plot(series("line", early, 2000)), classroom.Right, 1},
		{"some of 2,001 points", plot(series("line", early, 2001)), plot(series("line", early, 2001)), classroom.NotJudged, 1},
		{"other ones", plot(series("line", early, 2001)), plot(series("line", "ba9876543210", 2001)), classroom.Wrong, 2},
		{"all of 2,001 points, by today's client", plot(series("line", late, 2001)), plot(series("line", late, 2001)), classroom.Right, 1},
		{"one of each client", plot(series("line", late, 2001)), plot(series("line", early, 2001)), classroom.NotJudged, 2},
		{"one of each client, of other sizes", plot(series("line", late, 2001)), plot(series("line", early, 2002)), classroom.Wrong, 2},
		{"a small image", plot(image(early, 28)), plot(image(early, 28)), classroom.Right, 1},
		{"some of an image", plot(image(early, 100)), plot(image(early, 100)), classroom.NotJudged, 1},
		{"all of an image", plot(image(late, 100)), plot(image(late, 100)), classroom.Right, 1},
		{"an area of many corners", plot(series("area", early, 200)), plot(series("area", early, 200)), classroom.NotJudged, 1},
		{"as many lines as are told", plot(many...), plot(many...), classroom.NotJudged, 1},
	} {
		reference, answer := plain.Canonical(c.a, asSet), plain.Canonical(c.b, asSet)
		got, _ := plain.NewJudge(classroom.Check{Kind: classroom.CheckRecord}, asSet, &c.a).Verdict(payload.TypeImage, answer)
		if groups := GroupAnswers([]*Canonical{reference, answer}, nil, asSet); got != c.want || len(groups) != c.groups {
			t.Errorf("%s: %q in %d groups, want %q in %d", c.what, got, len(groups), c.want, c.groups)
		}
		if certain := plain.IsCertain(c.b); certain != answer.IsCertain() {
			t.Errorf("%s: certain %v", c.what, certain)
		}
	}
}
