package words

import (
	"io/fs"
	"strings"
	"testing"
	"testing/fstest"
)

// small is a catalogue of three languages, of which the third has hardly a word.
func small(t *testing.T) *Catalogue {
	t.Helper()
	file := func(text string) *fstest.MapFile { return &fstest.MapFile{Data: []byte(text)} }
	c, err := Read(fstest.MapFS{
		"en/language.json": file(`{"name": "English"}`),
		"en/page.json": file(`{"title": "Hello, {{who}}", "title_off": "Off", "only": "English alone",
			"sent": {"of_one": "{{count}} record", "of_other": "{{count}} records", "none_zero": "none", "none_other": "some"},
			"gone": "This {{0, phrase}} is gone: {{1}}"}`),
		"en/phrases.json":  file(`{"session": "session"}`),
		"fr/language.json": file(`{"name": "Français"}`),
		"fr/page.json": file(`{"title": "Bonjour, {{who}}",
			"sent": {"of_one": "{{count}} réponse", "of_other": "{{count}} réponses"}, "gone": "Plus de {{0, phrase}}\u00a0: {{1}}"}`),
		"fr/phrases.json":  file(`{"session": "séance"}`),
		"pl/language.json": file(`{"name": "Polski"}`),
		"pl/page.json":     file(`{"sent": {"of_one": "{{count}} odpowiedź", "of_few": "{{count}} odpowiedzi", "of_many": "{{count}} odpowiedzi!", "of_other": "?"}}`),
	})
	if err != nil {
		t.Fatal(err)
	}
	return c
}

func TestSay(t *testing.T) {
	c := small(t)
	for _, tt := range []struct {
		code, key, variant string
		values             Values
		want               string
	}{
		{"en", "page.title", "", Values{"who": "Zoé"}, "Hello, Zoé"},
		{"fr", "page.title", "", Values{"who": "{{who}} $1"}, "Bonjour, {{who}} $1"},
		{"xx", "page.title", "", Values{"who": "all"}, "Hello, all"},
		{"fr", "page.only", "", nil, "English alone"},
		{"fr", "page.none", "", nil, "page.none"},
		{"en", "page.title", "", nil, "Hello, {{who}}"},
		{"en", "page.title", "off", nil, "Off"},
		{"en", "page.title", "on", Values{"who": "all"}, "Hello, all"},
		{"fr", "page.title", "off", Values{"who": "tous"}, "Bonjour, tous"},
		{"en", "page.sent.of", "", Values{"count": "0"}, "0 records"},
		{"fr", "page.sent.of", "", Values{"count": "0"}, "0 réponse"},
		{"fr", "page.sent.of", "", Values{"count": "1000000"}, "1000000 réponses"},
		{"pl", "page.sent.of", "", Values{"count": "3"}, "3 odpowiedzi"},
		{"pl", "page.sent.of", "", Values{"count": "5"}, "5 odpowiedzi!"},
		{"fr", "page.sent.none", "", Values{"count": "0"}, "none"},
		{"fr", "page.gone", "", Values{"0": "session", "1": "session"}, "Plus de séance\u00a0: session"},
		{"pl", "page.gone", "", Values{"0": "session", "1": "x"}, "This session is gone: x"},
		{"fr", "page.gone", "", Values{"0": "moon", "1": "x"}, "Plus de moon\u00a0: x"},
	} {
		if got := c.Language(tt.code).SayVariant(tt.key, tt.variant, tt.values); got != tt.want {
			t.Errorf("%s %s_%s of %v is %q, want %q", tt.code, tt.key, tt.variant, tt.values, got, tt.want)
		}
	}
}

func TestSayError(t *testing.T) {
	fr := Builtin().Language("fr")
	const format = "Another program holds %s: close it and start again."
	if got, want := fr.SayError("x", format, []string{"/home/zoé/records.db"}), "Un autre programme occupe /home/zoé/records.db\u202f: fermez-le et relancez l’application."; got != want {
		t.Errorf("it says %q, want %q", got, want)
	}
	if got := fr.SayError("The moon fell.", "The %s fell.", []string{"moon"}); got != "The moon fell." {
		t.Errorf("it says %q", got)
	}
}

func TestAccepted(t *testing.T) {
	c := small(t)
	for header, want := range map[string]string{
		"en-GB,en;q=0.5": "en", "fr-CH, fr;q=0.9, en;q=0.8": "fr", "ja": "en", "": "en", "ja, pl;q=0.3": "pl",
		strings.Repeat("-;q=9,", 100): "en",
	} {
		if got := c.Accepted(header); got.Code != want {
			t.Errorf("%q gets %s, want %s", header, got.Code, want)
		}
	}
}

func TestOfSystem(t *testing.T) {
	c := small(t)
	for _, tt := range []struct{ lcAll, lang, want string }{
		{"", "fr_FR.UTF-8", "fr"}, {"C", "fr_FR.UTF-8", "en"}, {"C.UTF-8", "", "en"}, {"", "", "en"}, {"", "de_DE", "en"},
		{"fr_CA", "en_GB", "fr"}, {"", "ca_FR@valencia", "en"}, {"", "pl_PL.ISO-8859-2", "pl"}, {"", "fr", "fr"},
	} {
		got := c.OfSystem(func(name string) string { return map[string]string{"LC_ALL": tt.lcAll, "LANG": tt.lang}[name] })
		if got.Code != tt.want {
			t.Errorf("LC_ALL=%q LANG=%q speaks %s, want %s", tt.lcAll, tt.lang, got.Code, tt.want)
		}
	}
}

func TestFind(t *testing.T) {
	c := small(t)
	if l, ok := c.Find("fr"); !ok || l.Name != "Français" {
		t.Errorf("%+v %t", l, ok)
	}
	if _, ok := c.Find("fr-FR"); ok {
		t.Error("fr-FR is no folder")
	}
}

func TestReadRefuses(t *testing.T) {
	for name, fsys := range map[string]fstest.MapFS{
		"no English": {"fr/language.json": {Data: []byte(`{"name": "Français"}`)}},
		"no JSON":    {"en/language.json": {Data: []byte(`{`)}},
		"no tag":     {"en/language.json": {Data: []byte(`{}`)}, "not a tag/language.json": {Data: []byte(`{}`)}},
	} {
		if _, err := Read(fsys); err == nil {
			t.Errorf("%s was read", name)
		}
	}
}

// The catalogue of the program can be read, and each language in it says what it is called.
func TestBuiltin(t *testing.T) {
	all := Builtin().Languages()
	if len(all) < 2 || all[0].Code != english {
		t.Errorf("%d languages, the first %s", len(all), all[0].Code)
	}
	for _, l := range all {
		if l.Name == "" || l.Say("common.cancel", nil) == "common.cancel" {
			t.Errorf("%s says nothing", l.Code)
		}
	}
}

// Each file of the program's catalogue is JSON of words.
func TestEachFile(t *testing.T) {
	names, err := fs.Glob(files, "*/*.json")
	if err != nil || len(names) < 40 {
		t.Fatalf("%d files, %v", len(names), err)
	}
	for _, name := range names {
		all := map[string]string{}
		if err := readWords(files, name, all); err != nil || len(all) == 0 {
			t.Errorf("%s: %d words, %v", name, len(all), err)
		}
	}
}
