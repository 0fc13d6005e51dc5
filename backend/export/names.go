package export

import (
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"

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
	base := FileName(r.Part, maxSegment) + "/" + FileName(r.Question, maxSegment) + "/" + FileName(r.Student.Display(), maxSegment)
	name := base + ext
	// On Windows and macOS, names that differ in case only are the same file.
	for i := 2; n.taken[strings.ToLower(name)]; i++ {
		name = fmt.Sprintf("%s (%d)%s", base, i, ext)
	}
	n.taken[strings.ToLower(name)] = true
	return name
}

// maxSegment bounds each part of a path in an archive in bytes. Three of them with an extension and a
// number are below the 255 that file systems and unpacking programs take, even as one name.
const maxSegment = 72

// reserved holds the names that Windows uses for devices, with any extension.
var reserved = map[string]bool{
	"con": true, "prn": true, "aux": true, "nul": true, "conin$": true, "conout$": true, "clock$": true,
}

// FileName returns s as one part of a path, of at most so many bytes, that every system accepts and none
// takes for another folder or a device.
func FileName(s string, most int) string {
	s = strings.Map(func(r rune) rune {
		if strings.ContainsRune(`/\:*?"<>|`, r) || !unicode.IsPrint(r) {
			return '_'
		}
		return r
	}, s)
	s = trimmed(cutAt(trimmed(s), most-1))
	if stem, _, _ := strings.Cut(strings.ToLower(s), "."); s == "" || isDevice(strings.TrimSpace(stem)) {
		return "_" + s
	}
	return s
}

// trimmed returns s without blanks around it and without dots at its end, which Windows drops.
func trimmed(s string) string { return strings.TrimRight(strings.TrimSpace(s), ". ") }

// isDevice reports whether Windows opens a device by this name in lower case. The superscripts are
// digits to it.
func isDevice(stem string) bool {
	port := []rune(stem)
	isPort := len(port) == 4 && (strings.HasPrefix(stem, "com") || strings.HasPrefix(stem, "lpt")) && strings.ContainsRune("0123456789¹²³", port[3])
	return reserved[stem] || isPort
}

// cutAt returns the beginning of s that has at most so many bytes and no half character.
func cutAt(s string, most int) string {
	if len(s) <= most {
		return s
	}
	for most > 0 && !utf8.RuneStart(s[most]) {
		most--
	}
	return s[:most]
}
