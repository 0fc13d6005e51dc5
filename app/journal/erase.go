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
			for at := bytes.Index(text, form); err == nil && at >= 0; at = bytes.Index(text, form) {
				blank := bytes.Repeat([]byte("-"), len(form))
				copy(text[at:], blank)
				_, err = f.WriteAt(blank, int64(at))
			}
		}
	}
	return errors.Join(err, f.Close())
}

// formsOf returns a name as logs may have it. Names of one or two letters are in every other word.
func formsOf(name string) [][]byte {
	if len(name) < 3 {
		return nil
	}
	quoted, _ := json.Marshal(name)
	return [][]byte{[]byte(name), quoted[1 : len(quoted)-1]}
}
