package notebook

import (
	"regexp"
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"npt/backend/classroom"
)

// titles chooses for each question of a notebook what it is called, among the passages above it.
//
// What names the question comes first, then the heading that is this question's alone, then the text that stands
// between the question before and this one. What names another question, the title of the notebook, and what is said
// in every lab ("Your turn!") is nobody's title.
type titles struct {
	passages []passage
	owner    map[int]int // how many questions have a passage as their nearest heading, by its position
	labTitle int         // position of the notebook's own title; -1 if it has none
}

// asked is a question where it is sent first.
type asked struct {
	label string
	cell  int
	from  int // the passages from here on stand below the question before
	to    int // and those before this position above the question

	inCode string // what a comment beside it calls it
}

func newTitles(passages []passage, questions []asked) *titles {
	t := &titles{passages: passages, owner: map[int]int{}, labTitle: labTitle(passages)}
	for _, q := range questions {
		if at := t.nearestHeading(q); at >= 0 {
			t.owner[at]++
		}
	}
	return t
}

// labTitle returns the position of the first heading, if it stands above all others and alone on its level.
func labTitle(passages []passage) int {
	first, others := -1, 0
	for i, p := range passages {
		switch {
		case p.kind != heading:
		case first < 0:
			first = i
		case p.level <= passages[first].level:
			return -1
		default:
			others++
		}
	}
	if first < 0 || passages[first].cell != passages[0].cell || others == 0 && passages[first].level > 1 {
		return -1
	}
	return first
}

// nearestHeading returns the position of the last heading above a question; -1 if there is none. A bold line counts
// where it stands directly above, not over the questions before.
func (t *titles) nearestHeading(q asked) int {
	for i := q.to - 1; i >= 0; i-- {
		if p := t.passages[i]; p.kind == heading && !isNoise(p.text) || p.kind == bold && i >= q.from && !isNoise(p.text) {
			return i
		}
	}
	return -1
}

// of returns the title of a question; empty if nothing above says one.
func (t *titles) of(q asked) string { return plainTitle(t.chosen(q)) }

func (t *titles) chosen(q asked) string {
	if title, isNamed := t.named(q); isNamed {
		return title
	}
	at := t.nearestHeading(q)
	isItsOwn := at >= q.from && t.owner[at] <= 1
	if t.mayTitle(at, q) && at != t.labTitle && isItsOwn {
		return t.passages[at].text
	}
	if said := t.said(q, t.below(at, q)); said != "" {
		return said
	}
	if t.mayTitle(at, q) && (at != t.labTitle || t.saysAll(at)) {
		return t.passages[at].text
	}
	return t.ofParent(q)
}

// mayTitle reports whether a heading names no other question.
func (t *titles) mayTitle(at int, q asked) bool {
	return at >= 0 && naming(t.passages[at].text, q.label) == namesNothing
}

// saysAll reports whether the notebook has one question and one heading, which is then both their titles.
func (t *titles) saysAll(at int) bool { return t.owner[at] == 1 && len(t.owner) == 1 }

// below returns from which passage on the text is a question's own: below its heading, and below the cell of the
// notebook's title, which welcomes.
func (t *titles) below(at int, q asked) int {
	from := max(q.from, at+1)
	for at >= 0 && at == t.labTitle && from < q.to && t.passages[from].cell == t.passages[at].cell {
		from++
	}
	return from
}

// own returns the title that the text since the question before gives a question; empty if it says nothing.
func (t *titles) own(q asked) string {
	if at := t.nearestHeading(q); at < q.from && t.said(q, q.from) == "" {
		return ""
	}
	return t.of(q)
}

// named returns the title of a question by the nearest passage that names it: what follows the name, else what is said
// below, else the name itself.
func (t *titles) named(q asked) (string, bool) {
	for i := q.to - 1; i >= 0; i-- {
		p := t.passages[i]
		if naming(p.text, q.label) != namesThis || !p.isHeading() && i < q.from {
			continue
		}
		if said := t.said(q, max(i+1, q.from)); said != "" && t.isSection(i) {
			return said, true
		}
		if rest := withoutLabel(p.text, q.label); rest != "" && !isNoise(rest) {
			if p.isHeading() {
				return rest, true
			}
			return sentence(rest), true
		}
		if said := t.said(asked{label: q.label, cell: q.cell, from: i + 1, to: q.to}, i+1); said != "" {
			return said, true
		}
		return p.text, true
	}
	return "", false
}

// isSection reports whether a passage is a numbered heading over several questions: "2. Judge" is not question 2.
func (t *titles) isSection(at int) bool {
	said := withoutSigns(t.passages[at].text)
	return t.owner[at] > 1 && (partWord.MatchString(said) || !questionWord.MatchString(said))
}

// partWord matches the words that name a section as well as a question.
var partWord = regexp.MustCompile(`(?i)^parti?e?\b`)

// said returns the first sentence of the text above a question, from a position on: of the nearest cell that says
// anything, where a heading of its own comes first. Text comes before the items of a list.
func (t *titles) said(q asked, from int) string {
	for end := q.to; end > from; {
		begin := end - 1
		for begin > from && t.passages[begin-1].cell == t.passages[end-1].cell {
			begin--
		}
		for _, kinds := range [][]passageKind{{bold, plain}, {item}} {
			for _, p := range t.passages[begin:end] {
				if slices.Contains(kinds, p.kind) && !isNoise(p.text) && naming(p.text, q.label) == namesNothing && !isChoice(p) {
					return sentence(p.text)
				}
			}
		}
		end = begin
	}
	return ""
}

// ofParent returns the title of the question that this one is a part of: "Clusters" for 3b below "Exercise 3: Clusters".
func (t *titles) ofParent(q asked) string {
	for i := q.to - 1; i >= 0; i-- {
		p := t.passages[i]
		if !p.isHeading() || naming(p.text, q.label) != namesParent {
			continue
		}
		if rest := questionWord.ReplaceAllString(p.text, ""); strings.TrimLeft(rest, " .:)-–—") != "" {
			return strings.TrimLeft(rest, " .:)-–—")
		}
		return p.text
	}
	return t.listed(q)
}

// listed returns the item with the question's number of the nearest list above: several questions are often asked in
// one cell.
func (t *titles) listed(q asked) string {
	for i := q.to - 1; i >= 0; i-- {
		if p := t.passages[i]; p.number > 0 && strconv.Itoa(p.number) == plainLabel(q.label) && !isNoise(p.text) {
			return sentence(p.text)
		} else if p.kind == heading && worded(withoutSigns(p.text)) != "" {
			return ""
		}
	}
	return ""
}

// names says what a passage names.
type names byte

const (
	namesNothing names = iota
	namesThis          // the question itself
	namesParent        // the one that it is a part of
	namesOther
)

// questionWord matches how teachers say which question it is: Question 3, Exercise 3(a), Q3, ex. 3b, #3.
var questionWord = regexp.MustCompile(`(?i)^(?:(?:question|exercise|exercice|problem|problème|task|tâche|aufgabe|übung|exercício|pregunta|ejercicio|domanda|esercizio|oefening|opgave|uppgift|oppgave|øvelse|zadanie|step|étape|part|partie|q|ex|exo)\b?[.\s]*(?:n[o°º]?\.?|number|#)?\s*#?|#)\s*(\d+(?:\.\d+)*(?:[ .]?\(?[a-z]\)?)?)(?:$|[\s.:)\]|,;–—-])`)

// numberFirst matches a title that begins with a label alone: 3) Sizes, 2b. Shapes, (a) Counts.
var numberFirst = regexp.MustCompile(`^\(?([\pL\pN]{1,6})[).:]+(?:\s|$)`)

// naming returns what a text names, seen from the question with a label.
func naming(said, label string) names {
	label, said = plainLabel(label), withoutSigns(said)
	if found := worded(said); found != "" {
		switch found = plainLabel(found); {
		case found == label:
			return namesThis
		case isPartOf(label, found):
			return namesParent
		}
		return namesOther
	}
	at := numberFirst.FindStringSubmatch(said)
	isNumbered := at != nil && (plainLabel(at[1]) == label || isLetterOf(plainLabel(at[1]), label))
	if n := len(label); isNumbered || n > 0 && len(said) >= n && strings.EqualFold(said[:n], label) && labelEnd.MatchString(said[n:]) {
		return namesThis
	}
	return namesNothing
}

// worded returns the label of the question that a text names in words, as it is written; empty if it names none.
func worded(said string) string {
	at := questionWord.FindStringSubmatch(said)
	if at == nil {
		return ""
	}
	found := at[1]
	rest := said[len(at[0]):]
	if n := len(found); strings.HasSuffix(at[0], " ") && n > 2 && found[n-2] == ' ' && rest != "" {
		return found[:n-2] // "Question 1 a word" names 1
	}
	return found
}

// labelEnd matches what separates a label from a title.
var labelEnd = regexp.MustCompile(`^(?:$| [–—-] |:)`)

// isLetterOf reports whether a letter alone is that of a label: a) of 1a.
func isLetterOf(letter, label string) bool {
	number, found := strings.CutSuffix(label, letter)
	return found && len(letter) == 1 && 'a' <= letter[0] && letter[0] <= 'z' && number != "" && strings.Trim(number, "0123456789") == ""
}

// withoutSigns returns a text without the signs that decorate its beginning.
func withoutSigns(said string) string {
	return strings.TrimLeftFunc(said, func(r rune) bool {
		return unicode.In(r, unicode.So, unicode.Sk, unicode.Mn, unicode.Cf) || r == ' '
	})
}

// plainLabel returns a label without what people write around it: 1a for "1(a)" and "1 a)".
func plainLabel(label string) string {
	label = strings.Map(func(r rune) rune {
		if strings.ContainsRune(" ()[]#", r) {
			return -1
		}
		return unicode.ToLower(r)
	}, label)
	if n := len(label); n > 2 && label[n-2] == '.' && 'a' <= label[n-1] && label[n-1] <= 'z' {
		label = label[:n-2] + label[n-1:]
	}
	return strings.TrimRight(withWord.ReplaceAllString(label, "$1"), ".")
}

// withWord matches a label that says what it is: q1, ex3.
var withWord = regexp.MustCompile(`^(?:question|exercise|exercice|ex|exo|q|task)[._-]?(\d)`)

// isPartOf reports whether a label is that of a part: 3b and 3.1 of 3.
func isPartOf(label, whole string) bool {
	rest, found := strings.CutPrefix(label, whole)
	return found && rest != "" && (rest[0] < '0' || rest[0] > '9')
}

// withoutLabel returns a title without its question's label, which the page shows beside it anyway: Cluster sizes for
// "Question 3: Cluster sizes" and "3) Cluster sizes". It is empty if nothing is left.
func withoutLabel(title, label string) string {
	rest := withoutSigns(title)
	title = rest
	if at := questionWord.FindStringSubmatchIndex(title); at != nil {
		rest = title[at[3]:]
		if found := title[at[2]:at[3]]; plainLabel(found) != plainLabel(label) && len(found) > 2 {
			rest = found[len(found)-1:] + rest // the letter is a word
		}
	} else if at := numberFirst.FindStringSubmatchIndex(title); at != nil {
		rest = title[at[3]:]
	} else if n := len(label); len(title) >= n && strings.EqualFold(title[:n], label) {
		rest = title[n:]
	}
	rest = strings.TrimLeft(rest, " .:)]|,;–—-")
	return strings.TrimSpace(worth.ReplaceAllString(rest, ""))
}

// worth matches what a question is worth, or how hard it is, before its title: (2 points), (**)
var worth = regexp.MustCompile(`(?i)^(?:[(\[]?[*★☆⭐]+[)\]]?|[(\[]\s*\d+(?:[.,]\d+)?\s*(?:points?|pts?|marks?|min(?:utes)?|punkte?|pkt|puntos?|punt[io]|pontos?|poäng)\.?\s*[)\]])\s*[:.–-]*\s*`)

// worthAtEnd matches it behind the title.
var worthAtEnd = regexp.MustCompile(strings.Replace(worth.String(), "(?i)^", `(?i)\s+`, 1) + "$")

// kindWord matches what a title says that it is, where that says nothing: Challenge: Reading other data.
var kindWord = regexp.MustCompile(`^(?i:challenge|exercise|exercice|question|task|tâche|problem|problème|activi\pL+|défi|aufgabe|übung|ejercicio|esercizio|exercício)\s*[:–—-]\s+([\p{Lu}\p{N}"«])`)

// plainTitle returns a title without what it is worth, how hard it is in stars, and which kind of thing it is.
func plainTitle(title string) string {
	title = strings.TrimRightFunc(worthAtEnd.ReplaceAllString(title, ""), func(r rune) bool {
		return r >= '\u2600' && unicode.In(r, unicode.So) || unicode.In(r, unicode.Mn) && r >= '\ufe00' || r == ' '
	})
	return kindWord.ReplaceAllString(title, "$1")
}

// noise matches what is said in every lab.
var noise = regexp.MustCompile(`(?i)^(?:` +
	`(?:(?:the |our |sample |model |la |possible )?(?:solutions?|answers?|réponses?|corrigé|correction|lösung|solución)(?: code| cell| \d+\w*| here| ici)?|your (?:answer|code|solution|response|turn|work)(?: goes| is)?(?: here| below)?|(?:type|write|put|enter|insert) your (?:answer|code|solution|response)s?(?: here| below)?.{0,40}|(?:à vous(?: de jouer)?|votre (?:réponse|code)(?: ici)?|écrivez votre (?:réponse|code)(?: ici)?)|double[- ]click (?:here|to edit|this cell).{0,40}|your turn|try it(?: yourself)?|now (?:you try|try it|it.?s your turn)|check your understanding|self[- ]?check|practice|activity|challenge|hands[- ]on|(?:the )?(?:solutions?|answers?|corrigé|lösung(?:en)?) (?:to|of|for|de|du|zu) (?:the )?(?:question|exercise|exercice|problem|task|aufgabe)s?\s*[\d.]*[a-z]?|expected (?:output|result)s?|exerci[sc]es?|questions?|quiz|instructions?|consignes?|todo|bonus|hints?|tips?|notes?)[\s!.:…_*-]*$` +
	`|(?:tips?|hints?|notes?|remarks?|remarques?|warning|attention|important|indices?|astuces?|conseils?|rappels?|reminder|nb|n\.b\.|caution|careful)\s*(?:\d+)?\s*[:!.–—-]` +
	`|(?:open|run|view|launch|try)(?: (?:this|it|the))?(?: notebook| lab)?(?: (?:in|on|with))? (?:google )?(?:colab|binder|github|kaggle|deepnote|nbviewer|sagemaker)` +
	`)`)

func isNoise(said string) bool {
	said = withoutSigns(said)
	return said == "" || noise.MatchString(said) || isChoiceText(said)
}

// choice matches one of several answers of a quiz: A) 3, [ ] mean, ☐ yes.
var choice = regexp.MustCompile(`^(?:[A-Fa-f][).]\s+\S|\([A-Fa-f]\)\s|\[[ xX]?\]\s|[☐☑◯○●]\s)`)

func isChoiceText(said string) bool { return choice.MatchString(said) }

func isChoice(p passage) bool { return isChoiceText(p.text) }

// notAnEnd matches what stands before a full stop that ends no sentence.
var notAnEnd = regexp.MustCompile(`(?i)(?:^|[\s(])(?:e\.g|i\.e|p\.ex|etc|cf|vs|fig|eq|no|approx|resp|dr|mr|mrs|st|\pL|\d+)$`)

// sentence returns the first sentence of a text.
func sentence(said string) string {
	for i, c := range said {
		if !strings.ContainsRune(".!?", c) || c == '.' && notAnEnd.MatchString(said[:i]) {
			continue
		}
		end := i + utf8.RuneLen(c)
		rest := strings.TrimLeft(said[end:], ".!?)\"'»”")
		next, _ := utf8.DecodeRuneInString(strings.TrimLeft(rest, " "))
		if rest == "" || strings.HasPrefix(rest, " ") && !unicode.IsLower(next) {
			return said[:len(said)-len(rest)]
		}
	}
	return said
}

// shortened returns a title cut at a word to fit the limit; then it ends in "...".
func shortened(title string) string {
	const dots = "..."
	if utf8.RuneCountInString(title) <= classroom.MaxTitle {
		return title
	}
	cut := string([]rune(title)[:classroom.MaxTitle-len(dots)])
	if space := strings.LastIndexByte(cut, ' '); space > len(cut)/2 {
		cut = cut[:space]
	}
	return strings.TrimRight(cut, " .,;:") + dots
}
