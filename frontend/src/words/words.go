// Package words is the catalogue of what the app says: one folder a language, one JSON file a feature, read by this
// package for Go and by languages.ts for the page. English is complete; where another language lacks words, English
// stands in, key by key. A new language is a new folder and nothing else.
//
// The files are i18next's: `{{name}}` is a value; `{{name, phrase}}` is one that phrases.json translates, such as "session"; a
// key that ends with _one, _other or another plural form of its language is chosen by the value `count`; a key with any
// other ending, such as title_off, is a variant of the one without it. `{name}` is an element that the page puts in, and what
// stands between backticks the page sets as code. language.json says what the language calls itself.
//
// The app hands words to what needs them: packages of backend say what they found by a code and values, and do not know this one.
package words

import (
	"embed"
	"encoding/json"
	"fmt"
	"io/fs"
	"log/slog"
	"path"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"sync"

	"golang.org/x/text/feature/plural"
	"golang.org/x/text/language"
)

//go:embed */*.json
var files embed.FS

// Builtin returns the catalogue that is part of the program.
var Builtin = sync.OnceValue(func() *Catalogue {
	c, err := Read(files)
	if err != nil {
		panic(err) // a file that the build should not have taken
	}
	return c
})

const english = "en"

// Catalogue holds the languages that the app speaks.
type Catalogue struct {
	languages []*Language // English first
	matcher   language.Matcher
}

// Read returns the catalogue of the folders in fsys; an error if a language.json is not JSON, or if
// there is no English.
func Read(fsys fs.FS) (*Catalogue, error) {
	folders, err := fs.Glob(fsys, "*/language.json")
	if err != nil {
		return nil, err
	}
	c := &Catalogue{}
	for _, file := range folders {
		l, err := readLanguage(fsys, path.Dir(file))
		if err != nil {
			return nil, fmt.Errorf("words: %s: %w", path.Dir(file), err)
		}
		c.languages = append(c.languages, l)
	}
	first := slices.IndexFunc(c.languages, func(l *Language) bool { return l.Code == english })
	if first < 0 {
		return nil, fmt.Errorf("words: there is no folder %s", english)
	}
	c.languages[0], c.languages[first] = c.languages[first], c.languages[0]
	tags := make([]language.Tag, len(c.languages))
	for i, l := range c.languages {
		l.fallback, tags[i] = c.languages[0], l.tag
	}
	c.matcher = language.NewMatcher(tags)
	return c, nil
}

// Languages returns the languages of the catalogue, English first.
func (c *Catalogue) Languages() []*Language { return slices.Clone(c.languages) }

// Language returns the language of a code, such as "fr"; English if there is none of that code.
func (c *Catalogue) Language(code string) *Language {
	if l, ok := c.Find(code); ok {
		return l
	}
	return c.languages[0]
}

// Find returns the language of a code, and whether there is one.
func (c *Catalogue) Find(code string) (*Language, bool) {
	i := slices.IndexFunc(c.languages, func(l *Language) bool { return l.Code == code })
	if i < 0 {
		return nil, false
	}
	return c.languages[i], true
}

// Accepted returns the language that a browser likes best, by its Accept-Language header; English if it likes none.
func (c *Catalogue) Accepted(header string) *Language {
	_, index := language.MatchStrings(c.matcher, header)
	return c.languages[index]
}

// OfSystem returns the language that the system speaks, by the variables of POSIX, the first that is set; English if it
// speaks another.
func (c *Catalogue) OfSystem(getenv func(string) string) *Language {
	for _, name := range []string{"LC_ALL", "LC_MESSAGES", "LANG"} {
		if value := getenv(name); value != "" {
			locale, _, _ := strings.Cut(value, ".")
			return c.Accepted(strings.ReplaceAll(locale, "_", "-"))
		}
	}
	return c.languages[0]
}

// Language is one language of the catalogue.
type Language struct {
	Code string // the name of its folder, a BCP 47 tag as short as can be
	Name string // what it calls itself

	tag      language.Tag
	words    func() map[string]string // by feature.key, read when the first is asked for
	fallback *Language
}

// Tag returns the BCP 47 tag of the language, for the attribute lang of a page.
func (l *Language) Tag() string { return l.Code }

func readLanguage(fsys fs.FS, folder string) (*Language, error) {
	tag, err := language.Parse(folder)
	if err != nil {
		return nil, err
	}
	own := map[string]string{}
	if err := readWords(fsys, folder+"/language.json", own); err != nil {
		return nil, err
	}
	return &Language{Code: folder, Name: own["language.name"], tag: tag, words: sync.OnceValue(func() map[string]string {
		return readFolder(fsys, folder)
	})}, nil
}

// readFolder returns the words of a language. A file that cannot be read has none; the tests read each.
func readFolder(fsys fs.FS, folder string) map[string]string {
	all := map[string]string{}
	names, _ := fs.Glob(fsys, folder+"/*.json")
	for _, name := range names {
		if err := readWords(fsys, name, all); err != nil {
			slog.Error("words: a file was not read", "err", err)
		}
	}
	return all
}

// readWords adds the words of a file to those by feature.key.
func readWords(fsys fs.FS, name string, to map[string]string) error {
	text, err := fs.ReadFile(fsys, name)
	if err != nil {
		return err
	}
	var tree map[string]any
	if err := json.Unmarshal(text, &tree); err != nil {
		return fmt.Errorf("%s: %w", name, err)
	}
	add(to, strings.TrimSuffix(path.Base(name), ".json"), tree)
	return nil
}

func add(to map[string]string, prefix string, tree map[string]any) {
	for key, value := range tree {
		switch value := value.(type) {
		case string:
			to[prefix+"."+key] = value
		case map[string]any:
			add(to, prefix+"."+key, value)
		}
	}
}

// Values are what is written into words, by name. "count" chooses the plural form too.
type Values = map[string]string

// Say returns the words of a key such as "students.title", with values written in. It returns the English where the
// language has none, and the key where English has none either.
func (l *Language) Say(key string, values Values) string {
	return l.SayVariant(key, "", values)
}

// SayVariant returns the words of a variant of a key, such as "off"; those of the key where there is no such variant.
func (l *Language) SayVariant(key, variant string, values Values) string {
	for _, from := range []*Language{l, l.fallback} {
		if text, ok := from.find(key, variant, values); ok {
			return l.fill(text, values)
		}
	}
	return key
}

// find returns the words of a key in this language alone.
func (l *Language) find(key, variant string, values Values) (text string, ok bool) {
	keys := []string{key}
	if variant != "" {
		keys = []string{key + "_" + variant, key}
	}
	for _, key := range keys {
		for _, form := range l.forms(values) {
			if text, ok := l.words()[key+form]; ok {
				return text, true
			}
		}
	}
	return "", false
}

// SayError returns the words of an error: those of its format, with the values written in, or the message where the
// format has none.
func (l *Language) SayError(message, format string, values []string) string {
	written := Values{}
	for i, value := range values {
		written[strconv.Itoa(i)] = value
	}
	key := "errors." + format
	if said := l.Say(key, written); said != key {
		return said
	}
	return message
}

var formNames = map[plural.Form]string{
	plural.Zero: "_zero", plural.One: "_one", plural.Two: "_two", plural.Few: "_few", plural.Many: "_many",
}

// forms returns the endings of a key in the order in which they are looked for.
func (l *Language) forms(values Values) []string {
	count, err := strconv.Atoi(values["count"])
	if err != nil {
		return []string{""}
	}
	forms := make([]string, 0, 4)
	if count == 0 {
		forms = append(forms, "_zero")
	}
	if name, ok := formNames[plural.Cardinal.MatchPlural(l.tag, count, 0, 0, 0, 0)]; ok {
		forms = append(forms, name)
	}
	return append(forms, "_other", "")
}

var placeholder = regexp.MustCompile(`{{\s*(\w+)\s*(,\s*phrase\s*)?}}`)

// fill writes values in; what has no value stays as it is.
func (l *Language) fill(text string, values Values) string {
	return placeholder.ReplaceAllStringFunc(text, func(found string) string {
		parts := placeholder.FindStringSubmatch(found)
		value, ok := values[parts[1]]
		switch {
		case !ok:
			return found
		case parts[2] != "":
			return l.phrase(value)
		}
		return value
	})
}

func (l *Language) phrase(value string) string {
	for _, from := range []*Language{l, l.fallback} {
		if text, ok := from.words()["phrases."+value]; ok {
			return text
		}
	}
	return value
}
