package export

import (
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/cases"
	"golang.org/x/text/unicode/norm"

	"npt/backend/classroom"
	"npt/backend/payload"
)

// names gives each answer a file name of its own that can be unpacked on every system, and that puts the
// files of a question beside each other.
type names struct {
	taken     map[string]bool
	next      map[string]int // of the numbers behind equal names
	withParts bool
}

func newNames(withParts bool) *names {
	return &names{taken: map[string]bool{}, next: map[string]int{}, withParts: withParts}
}

// MaxArchivedName bounds the path of a file in an archive, in bytes: unpacking programs, and folders
// that are deep already, have room for so much.
const MaxArchivedName = 120

// What each part of a name may have at most, in bytes. With a folder, a number and an extension they are
// at most MaxArchivedName.
const (
	maxPartName, maxQuestionName  = 20, 32
	maxStudentName, maxNumberName = 44, 12 // ` (1234567)` and more
)

// of returns `images/question student.ext`, or with the part before the question.
func (n *names) of(r classroom.Record, p payload.Payload) string {
	folder, ext := shelf(p)
	name := norm.NFC.String(sortable(r.Question))
	base := FileName(name, maxQuestionName) + " " + FileName(norm.NFC.String(r.Student.Display()), maxStudentName)
	if n.withParts {
		base = FileName(norm.NFC.String(r.Part), maxPartName) + " " + base
	}
	return folder + "/" + n.unique(folder, FileName(base, MaxArchivedName-maxNumberName-len("images/.jpeg")), ext) + ext
}

// notebook returns `notebooks/student.ipynb`.
func (n *names) notebook(s classroom.Student) string {
	const folder, ext = "notebooks", ".ipynb"
	base := FileName(norm.NFC.String(s.Display()), MaxArchivedName-maxNumberName-len(folder+"/"+ext))
	return folder + "/" + n.unique(folder, base, ext) + ext
}

// unique returns the name, with a number behind it if another file has it already: on Windows and macOS
// names are one that differ in case alone or in how their accents are written.
func (n *names) unique(folder, base, ext string) string {
	name := base
	key := folder + "/" + alike(base) + ext
	for i := max(2, n.next[key]); n.taken[folder+"/"+alike(name)+ext]; i++ {
		name = fmt.Sprintf("%s (%d)", base, i)
		n.next[key] = i + 1
	}
	n.taken[folder+"/"+alike(name)+ext] = true
	return name
}

// alike returns what two names have in common that some system takes for one.
func alike(name string) string { return cases.Fold().String(norm.NFKC.String(name)) }

// shelf returns the folder and the extension of an answer's file.
func shelf(p payload.Payload) (folder, ext string) {
	kind := payload.KindOf(p.Type)
	ext = payload.Extension(p)
	switch {
	case kind.Encoding == payload.Binary:
		return "images", ext
	case kind.Compared == payload.AsCode:
		return "code", ext
	case kind.Encoding == payload.JSON:
		return "data", ".json"
	case kind.Compared == payload.AsLatex:
		return "data", ".tex"
	}
	return "data", ".txt"
}

// sortable returns the label of a question with its first number in two digits, so that 10 comes after 9.
func sortable(question string) string {
	if question == "" || question[0] < '0' || question[0] > '9' || len(question) > 1 && question[1] >= '0' && question[1] <= '9' {
		return question
	}
	return "0" + question
}

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
