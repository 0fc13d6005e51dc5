package notebook

import (
	"regexp"
	"strings"
)

// aComment matches a line that is a comment as a whole.
var aComment = regexp.MustCompile(`^#+(?:$|[^!])`)

// aCellMark matches the line that begins a cell in a script: # %% [markdown].
var aCellMark = regexp.MustCompile(`^#\s*%%`)

// aText matches a text in quotes with which a cell of code begins.
var aText = regexp.MustCompile(`(?s)^\s*[rRuU]?(?:"""(.*?)"""|'''(.*?)''')`)

// maxComments bounds the comments of a cell that are looked at.
const maxComments = 200

// sayings returns what the comments of a cell of code say, a list for each.
func sayings(i int, source string) (all [][]passage) {
	for _, one := range textsInCode(source) {
		if questionSomewhere.MatchString(one) && len(all) < maxComments {
			all = append(all, passagesOf(i, cell{kind: "markdown", source: one}))
		}
	}
	return all
}

// questionSomewhere matches what may name a question, so that few comments are read as Markdown.
var questionSomewhere = regexp.MustCompile(`\d`)

// titleInCode returns what a comment says about the question with a label, if it names it: many write "# Question 3: Count
// them" and no text above. It is empty if none does.
func titleInCode(comments [][]passage, label string) string {
	for _, passages := range comments {
		for at, p := range passages {
			if worded(withoutSigns(p.text)) == "" || naming(p.text, label) != namesThis {
				continue
			}
			if rest := withoutLabel(p.text, label); rest != "" && !isNoise(rest) {
				return plainTitle(sentence(rest))
			}
			if at+1 < len(passages) && naming(passages[at+1].text, label) == namesNothing && !isNoise(passages[at+1].text) {
				return plainTitle(sentence(passages[at+1].text))
			}
		}
	}
	return ""
}

// textsInCode returns the comments of a cell of code that stand on lines of their own, those below each other as one, and
// the text with which it begins.
func textsInCode(source string) (all []string) {
	if at := aText.FindStringSubmatch(source); at != nil {
		all = append(all, at[1]+at[2])
	}
	var lines []string
	for line := range strings.SplitSeq(source+"\n", "\n") {
		if aComment.MatchString(line) {
			if !aCellMark.MatchString(line) {
				lines = append(lines, strings.TrimPrefix(strings.TrimPrefix(line, "#"), " "))
			}
			continue
		}
		if len(lines) > 0 {
			all, lines = append(all, strings.Join(lines, "\n")), nil
		}
	}
	return all
}
