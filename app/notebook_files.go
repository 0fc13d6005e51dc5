package app

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"npt/app/safefile"
)

// write writes a notebook to where --output says, or beside the one that was read, and returns where: "-" for standard
// output. A file that is there is replaced only by --force; it is never half-written.
func (r *notebookRun) write(data []byte, suffix string) (string, error) {
	if r.output == "-" {
		_, err := r.stdout.Write(data)
		return r.output, err
	}
	path := r.output
	if path == "" {
		path = strings.TrimSuffix(r.path, ".ipynb") + suffix + ".ipynb"
	}
	path, err := r.free(path)
	if err != nil {
		return "", err
	}
	if err := safefile.WriteData(path, data, 0o644); err != nil {
		return "", fmt.Errorf("%w; choose another place with --output", err) // it names the file
	}
	return path, nil
}

// free returns the file to write, behind links; an error if something is there that must stay.
func (r *notebookRun) free(path string) (string, error) {
	target, err := filepath.EvalSymlinks(path)
	if errors.Is(err, fs.ErrNotExist) {
		return path, nil
	}
	if err != nil {
		return "", err
	}
	about, err := os.Stat(target)
	switch {
	case err != nil:
		return "", err
	case !about.Mode().IsRegular():
		return "", fmt.Errorf("%s is no file that could be replaced: choose another place with --output", path)
	case !r.force:
		return "", fmt.Errorf("%s is there already: choose another name with --output, or replace it with --force", path)
	}
	return target, nil
}
