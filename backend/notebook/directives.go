package notebook

import (
	"regexp"
	"strings"
)

// fence matches a line that opens or closes a block of MyST or of Pandoc: ```{exercise} Depth, :::{tip}, ::: {.challenge}.
var fence = regexp.MustCompile("^ {0,3}(`{3,}|~{3,}|:{3,}) *(?:\\{[.#]?([\\w:-]*)[^}]*\\})? *(.*?) *:*$")

// asks matches the blocks whose text is a question's; in other blocks of the kind ``` stands code.
var asks = regexp.MustCompile(`^(?:exercise|exercice|challenge|question|problem|task|activity|admonition|important|div)`)

// asides matches the blocks that ask nothing.
var asides = regexp.MustCompile(`^(?:hint|tip|note|solution|warning|caution|attention|danger|seealso|answer|dropdown|margin|sidebar)`)

// hidden matches what a page shows only when it is asked: a solution, a hint.
var hidden = regexp.MustCompile(`(?is)<details\b[^>]*>\s*<summary\b[^>]*>(.*?)</summary>.*?</details>`)

// option matches an option of a block: :label: depth.
var option = regexp.MustCompile(`^ {0,3}:[\w-]+:`)

// block is one that is open.
type block struct {
	sign      byte
	width     int
	isDropped bool
	isCode    bool
}

// withoutDirectives returns prose without the marks of such blocks, with their titles as bold lines, and without those
// that ask nothing. What stands in a fence of code stays as it is.
func withoutDirectives(source string) string {
	source = hidden.ReplaceAllStringFunc(source, func(found string) string {
		if said := tag.ReplaceAllString(hidden.FindStringSubmatch(found)[1], ""); isNoise(strings.TrimSpace(said)) {
			return ""
		}
		return found
	})
	if !strings.Contains(source, ":::") && !strings.Contains(source, "{") {
		return source
	}
	var r directives
	for line := range strings.SplitSeq(source, "\n") {
		r.line(line)
	}
	return strings.Join(r.shown, "\n")
}

// directives reads prose line by line.
type directives struct {
	open  []block
	shown []string
}

func (r *directives) line(line string) {
	var in block
	if len(r.open) > 0 {
		in = r.open[len(r.open)-1]
	}
	at := fence.FindStringSubmatch(line)
	isMark := at != nil && (!in.isCode || at[1][0] == in.sign)
	isOption := !in.isCode && len(r.open) > 0 && option.MatchString(line)
	switch {
	case isMark && r.mark(at, in, line), in.isDropped, isOption:
	default:
		r.shown = append(r.shown, line)
	}
}

// mark reads a line that may open or close a block inside another one, and tells whether it does.
func (r *directives) mark(at []string, in block, line string) bool {
	if at[2] == "" && at[3] == "" && len(r.open) > 0 && at[1][0] == in.sign && len(at[1]) >= in.width {
		r.open = r.open[:len(r.open)-1]
		if in.isCode && !in.isDropped {
			r.shown = append(r.shown, line)
		}
		return true
	}
	if in.isCode {
		return false
	}
	next, shown := opened(at, in, line)
	r.open, r.shown = append(r.open, next), append(r.shown, shown...)
	return true
}

// opened returns the block that a line opens inside another one, and what is shown of that line.
func opened(at []string, in block, line string) (next block, shown []string) {
	name, title := strings.ToLower(at[2]), at[3]
	next = block{sign: at[1][0], width: len(at[1])}
	next.isCode = next.sign != ':' && !asks.MatchString(name) && !asides.MatchString(name)
	next.isDropped = in.isDropped || asides.MatchString(name) || asks.MatchString(name) && title != "" && isNoise(title)
	switch {
	case next.isDropped:
	case next.isCode:
		shown = []string{line}
	case title != "" && name != "":
		shown = []string{"", "**" + title + "**", ""}
	default:
		shown = []string{""}
	}
	return next, shown
}
