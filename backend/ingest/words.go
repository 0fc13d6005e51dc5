package ingest

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
