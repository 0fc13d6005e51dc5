package journal

import (
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"unicode"
	"unicode/utf8"

	"npt/app/instance"
)

// Erase overwrites names wherever they stand in the logs and the reports of crashes, as they are and as the
// log or JSON quotes them. A file keeps its length, so that what is written to it meanwhile stays whole.
func (j *Journal) Erase(names []string) error {
	if j == nil {
		return nil
	}
	logs, err := filepath.Glob(strings.TrimSuffix(instance.Log(j.dir), ".log") + "*.log")
	if err != nil {
		return err
	}
	var errs []error
	for _, path := range append(logs, instance.Crash(j.dir), instance.LastCrash(j.dir), instance.SeenCrash(j.dir)) {
		errs = append(errs, eraseIn(path, names))
	}
	return errors.Join(errs...)
}

func eraseIn(path string, names []string) error {
	f, err := os.OpenFile(path, os.O_RDWR, 0) //nolint:gosec // one of our own files
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err != nil {
		return err
	}
	text, err := io.ReadAll(f)
	for _, name := range names {
		for _, form := range formsOf(name) {
			for _, at := range placesOf(text, form) {
				blank := bytes.Repeat([]byte("-"), len(form))
				copy(text[at:], blank)
				_, failed := f.WriteAt(blank, int64(at))
				err = errors.Join(err, failed)
			}
		}
	}
	return errors.Join(err, f.Close())
}

// longEnough is how many bytes a name has that is looked for within words, too: shorter ones are in every other word.
const longEnough = 3

// placesOf returns where a form of a name stands in a text.
func placesOf(text, form []byte) (all []int) {
	for at := 0; ; {
		next := bytes.Index(text[at:], form)
		if next < 0 {
			return all
		}
		at += next
		if len(form) >= longEnough || isWord(text, at, at+len(form)) {
			all = append(all, at)
		}
		at += len(form)
	}
}

// isWord reports whether no letter or digit stands beside a part of a text.
func isWord(text []byte, from, to int) bool {
	before, _ := utf8.DecodeLastRune(text[:from])
	after, _ := utf8.DecodeRune(text[to:])
	isPart := func(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }
	return !isPart(before) && !isPart(after)
}

// formsOf returns a name as logs may have it; none of a short one without a letter, which every time has.
func formsOf(name string) [][]byte {
	if name == "" || len(name) < longEnough && strings.IndexFunc(name, unicode.IsLetter) < 0 {
		return nil
	}
	quoted, _ := json.Marshal(name)
	return [][]byte{[]byte(name), quoted[1 : len(quoted)-1]}
}
