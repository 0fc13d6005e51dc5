package export

import (
	"fmt"
	"strings"
	"unicode"

	"npt/backend/classroom"
	"npt/backend/payload"
)

// names gives each image and code record a unique file name that can be unpacked on every system.
type names struct{ taken map[string]bool }

func newNames() *names { return &names{taken: map[string]bool{}} }

// of returns `part/question/student.ext`; "" if no file is written for the record.
func (n *names) of(r classroom.Record, p payload.Payload) string {
	ext := payload.Extension(p)
	if ext == "" {
		return ""
	}
	base := segment(r.Part) + "/" + segment(r.Question) + "/" + segment(r.Student.Display())
	name := base + ext
	// On Windows and macOS, names that differ in case only are the same file.
	for i := 2; n.taken[strings.ToLower(name)]; i++ {
		name = fmt.Sprintf("%s (%d)%s", base, i, ext)
	}
	n.taken[strings.ToLower(name)] = true
	return name
}

// reserved holds the names that Windows uses for devices, with any extension.
var reserved = map[string]bool{"con": true, "prn": true, "aux": true, "nul": true}

// segment returns s as one part of a path that every system accepts and none takes for another folder.
func segment(s string) string {
	s = strings.Map(func(r rune) rune {
		if strings.ContainsRune(`/\:*?"<>|`, r) || !unicode.IsPrint(r) {
			return '_'
		}
		return r
	}, s)
	s = strings.TrimRight(strings.TrimSpace(s), ". ")
	stem, _, _ := strings.Cut(strings.ToLower(s), ".")
	device := len(stem) == 4 && (strings.HasPrefix(stem, "com") || strings.HasPrefix(stem, "lpt")) && stem[3] >= '0' && stem[3] <= '9'
	if s == "" || reserved[stem] || device {
		return "_" + s
	}
	return s
}
