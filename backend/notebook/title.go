package notebook

import (
	"html"
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"

	"npt/backend/classroom"
)

// titler remembers the text above a cell of code that can be a question's title.
//
// The title is the nearest heading. If that heading is used already, by an earlier question or as the
// title of the whole notebook, the title is the first line of the nearest text since the heading, if
// there is any.
type titler struct {
	lonelyTop bool // the notebook's first heading is the only one of its level, so it is the title of the notebook

	prose   bool // any prose was read
	heading string
	below   string // the first line of text below the heading, in its own cell
	line    string // the first line of the last cell of text since the heading
	spent   bool   // another question has the heading
	used    bool   // a question stands below it
}

// read takes in a cell of prose.
func (t *titler) read(c cell) {
	p := proseOf(c)
	first := !t.prose
	t.prose = true
	switch {
	case p.heading != "":
		*t = titler{lonelyTop: t.lonelyTop, prose: true, heading: p.heading, below: p.below, spent: first && t.lonelyTop && p.level == 1}
	case p.below != "":
		t.spent = t.spent || t.used
		t.line = p.below
	}
}

// title returns the title of a question with the label.
func (t *titler) title(label string) string {
	heading, line := withoutLabel(t.heading, label), withoutLabel(t.line, label)
	below := withoutLabel(t.below, label)
	switch {
	case t.spent && line != "":
		return line
	case heading != "":
		return heading
	case below != "": // the heading only repeats the label
		return below
	case line != "":
		return line
	}
	return t.heading
}

// prose is the part of a cell of text that can be a title.
type prose struct {
	heading string // the last one
	level   int    // its level
	top     int    // how many headings there are of level 1
	below   string // the first line of text after the heading, or of the cell if there is no heading
}

var (
	hashHeading = regexp.MustCompile(`^ {0,3}(#{1,6})(?:[ \t]+(.*?))?(?:[ \t]+#+)?[ \t]*$`)
	htmlHeading = regexp.MustCompile(`(?i)^\s*<h([1-6])\b[^>]*>(.*)$`)
	underline   = regexp.MustCompile(`^ {0,3}(=+|-+)[ \t]*$`)
	fence       = regexp.MustCompile("^ {0,3}(`{3,}|~{3,})")
	htmlComment = regexp.MustCompile(`(?s)<!--.*?-->`)
)

// proseOf reads a cell of text.
func proseOf(c cell) (p prose) {
	text := c.source
	if c.kind == "heading" {
		p.head(text, c.level)
		return p
	}
	before, fenced := "", ""
	for line := range strings.Lines(htmlComment.ReplaceAllString(text, "")) {
		line = strings.TrimRight(line, "\n")
		mark := ""
		if found := fence.FindStringSubmatch(line); found != nil {
			mark = found[1][:3]
		}
		switch {
		case fenced != "":
			if mark == fenced {
				fenced = ""
			}
			continue
		case mark != "":
			fenced = mark
			continue
		}
		p.line(line, before)
		before = line
	}
	return p
}

// line takes in a line of text; before is the line above.
func (p *prose) line(line, before string) {
	if found := hashHeading.FindStringSubmatch(line); found != nil {
		p.head(found[2], len(found[1]))
		return
	}
	if found := htmlHeading.FindStringSubmatch(line); found != nil {
		p.head(found[2], int(found[1][0]-'0'))
		return
	}
	if found := underline.FindStringSubmatch(line); found != nil {
		if strings.TrimSpace(before) != "" && hashHeading.FindString(before) == "" {
			p.head(before, map[byte]int{'=': 1, '-': 2}[found[1][0]])
		}
		return
	}
	if p.below == "" {
		p.below = spoken(line)
	}
}

func (p *prose) head(text string, level int) {
	if text = spoken(text); text == "" {
		return
	}
	p.heading, p.level, p.below = text, level, ""
	if level == 1 {
		p.top++
	}
}

// hasLonelyTop reports whether the first cell of prose has a heading of level 1 and no other cell
// does.
func hasLonelyTop(cells []cell) bool {
	count, first := 0, 0
	seen := false
	for _, c := range cells {
		if !c.isProse() {
			continue
		}
		p := proseOf(c)
		if !seen {
			seen, first = true, p.top
		}
		count += p.top
	}
	return first == 1 && count == 1
}

var (
	picture  = regexp.MustCompile(`!\[[^\]]*\]\([^)]*\)`)
	link     = regexp.MustCompile(`\[([^\]]*)\]\([^)]*\)`)
	tag      = regexp.MustCompile(`</?[A-Za-z][^>]*>`)
	emphasis = regexp.MustCompile(`\*{1,3}([^*\s](?:[^*]*[^*\s])?)\*{1,3}`)
	bullet   = regexp.MustCompile(`^\s*(?:[-*+>]\s+)+`)
	escape   = regexp.MustCompile("\\\\([\\\\`*_{}\\[\\]()#+.!-])")
)

// spoken returns a line of markdown as a reader sees it: without marks, links and tags.
func spoken(line string) string {
	line = bullet.ReplaceAllString(line, "")
	line = picture.ReplaceAllString(line, "")
	line = link.ReplaceAllString(line, "$1")
	line = html.UnescapeString(tag.ReplaceAllString(line, ""))
	line = emphasis.ReplaceAllString(line, "$1")
	line = escape.ReplaceAllString(strings.ReplaceAll(line, "`", ""), "$1")
	line = strings.Map(func(c rune) rune {
		switch {
		case unicode.IsControl(c), unicode.IsSpace(c):
			return ' '
		case '\u202a' <= c && c <= '\u202e', '\u2066' <= c && c <= '\u2069':
			return -1 // would turn the direction of the text beside it
		}
		return c
	}, strings.ToValidUTF8(line, ""))
	if !strings.ContainsFunc(line, func(c rune) bool { return unicode.In(c, unicode.L, unicode.N) }) {
		return ""
	}
	return strings.Join(strings.Fields(line), " ")
}

// questionWord matches the words at the start of a title that say which question it is, as teachers
// write them.
var questionWord = regexp.MustCompile(`(?i)^(?:question|exercise|exercice|task|problem|problème|partie|part|ex|q)?\.?\s*(?:n[o°º]\.?\s*)?`)

// withoutLabel returns a title without its question's label, which the page shows beside it anyway:
// Cluster sizes for "Question 3: Cluster sizes" and "3) Cluster sizes". It is empty if nothing is
// left.
func withoutLabel(title, label string) string {
	rest, found := strings.CutPrefix(title[len(questionWord.FindString(title)):], label)
	if !found || rest == "" {
		if found {
			return ""
		}
		return title
	}
	after := strings.TrimLeft(rest, " ")
	c, size := utf8.DecodeRuneInString(after)
	if !strings.ContainsRune(".:)-–—", c) || isNumberAhead(after[size:]) && c == '.' {
		return title
	}
	return strings.TrimLeft(after[size:], " .:)-–—")
}

// isNumberAhead reports whether s begins with a digit: 3.1 is another label than 3.
func isNumberAhead(s string) bool { return s != "" && '0' <= s[0] && s[0] <= '9' }

// shortened returns a title cut at a word to fit the limit.
func shortened(title string) string {
	if utf8.RuneCountInString(title) <= classroom.MaxTitle {
		return title
	}
	cut := string([]rune(title)[:classroom.MaxTitle-1])
	if space := strings.LastIndexByte(cut, ' '); space > len(cut)/2 {
		cut = cut[:space]
	}
	return strings.TrimRight(cut, " .,;:") + "…"
}
