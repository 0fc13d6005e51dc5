package ingest

// Words says what the students' page says, in one language.
type Words interface {
	// Tag returns the BCP 47 tag of the language.
	Tag() string
	// Say returns the words of a key, with values written in by name.
	Say(key string, values map[string]string) string
}

// Say returns what the page says under a key of the feature students.
func (p page) Say(key string) string {
	return p.words.Say("students."+key, map[string]string{"owner": p.Owner})
}
