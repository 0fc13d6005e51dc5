package ingest

import (
	"html"
	"html/template"
	"strings"
)

// Words holds the texts of the students' page in one language.
type Words interface {
	// Tag returns the BCP 47 tag of the language.
	Tag() string
	// Say returns the text of a key, with the values filled in by name.
	Say(key string, values map[string]string) string
}

// Say returns the page's text for a key of the feature students.
func (p page) Say(key string) string {
	return p.words.Say("students."+key, map[string]string{"owner": p.Owner})
}

// word is a text that the page's script says, and the name by which it finds it.
type word struct{ Name, Text string }

// handInWords are what the script says of a notebook that is handed in: in the feature students, by the
// codes of the answers where it is refused.
var handInWords = []string{"done", "receipt", "sending", "lost", "kind", "too_large", "bad_field", "unavailable", "rate_limited", "no_such_session", "refused"}

const handInSays = "handInSays"

// HandInWords returns what the script says, by names of letters alone: a template writes no others.
func (p page) HandInWords() []word {
	all := make([]word, len(handInWords))
	for i, name := range handInWords {
		all[i] = word{strings.ReplaceAll(name, "_", ""), p.words.Say("students."+handInSays+"."+name, nil)}
	}
	return all
}

// topics are what the page tells students, in its order; their words are the feature guide, which the app prints too.
var topics = []string{"send", "again", "status", "told", "help", "files", "sees", "kept"}

// topic is one of them in the language of the page.
type topic struct {
	Title string
	Text  template.HTML
}

// Topics returns how sending works.
func (p page) Topics() []topic {
	all := make([]topic, len(topics))
	for i, name := range topics {
		all[i] = topic{p.words.Say("guide."+name+".title", nil), asCode(p.words.Say("guide."+name+".text", nil))}
	}
	return all
}

// asCode returns a text as HTML, with what stands between backticks as code.
func asCode(text string) template.HTML {
	pieces := strings.Split(html.EscapeString(text), "`")
	for i := 1; i < len(pieces); i += 2 {
		pieces[i] = "<code>" + pieces[i] + "</code>"
	}
	return template.HTML(strings.Join(pieces, "")) //nolint:gosec // escaped above
}
