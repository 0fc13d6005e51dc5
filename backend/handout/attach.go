package handout

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path"
	"path/filepath"
	"strings"

	"npt/backend/classroom"
	"npt/backend/export"
	"npt/backend/notebook"
)

// maxFileName bounds the name of a file in bytes: with what a copy adds to it, it stays below what file
// systems take.
const maxFileName = 120

// notebookEnd is how the name of a notebook ends.
const notebookEnd = ".ipynb"

// FileName returns the last part of a path, by the separators of any system, as a name that every system
// accepts and that hides nothing: its ending stays, and it does not begin with a dot.
func FileName(nfc func(string) string, name string) string {
	name = classroom.CleanName(nfc, name)
	if at := strings.LastIndexAny(name, `/\`); at >= 0 {
		name = name[at+1:]
	}
	name = strings.TrimLeft(name, ". ")
	end := path.Ext(name)
	if len(end) > 20 || end == name {
		end = ""
	}
	return export.FileName(export.FileName(strings.TrimSuffix(name, end), maxFileName-len(end))+end, maxFileName+1)
}

// distinct returns a name as FileName does that is none of taken, which it is added to. Names that differ
// in case only are the same file on Windows and macOS.
func distinct(name string, taken map[string]bool) string {
	end := path.Ext(name)
	stem := strings.TrimSuffix(name, end)
	for i := 2; taken[foldName(name)]; i++ {
		name = fmt.Sprintf("%s (%d)%s", stem, i, end)
	}
	taken[foldName(name)] = true
	return name
}

func foldName(name string) string { return strings.ToLower(strings.ToUpper(name)) }

// Attach adds a file to what a session hands out, in the place of the one of its name, if there is one. The
// error is CodeTooLarge if the session would hand out too much, CodeBadField if the name says that it is a
// notebook and it is none.
func (f *Files) Attach(ctx context.Context, sessionID int64, name string, r io.Reader) (File, error) {
	name = FileName(f.nfc, name)
	there, err := f.store.Handouts(ctx, sessionID, false)
	if err != nil {
		return File{}, err
	}
	if err := f.room(there, name, 0); err != nil {
		return File{}, err
	}
	taken, err := f.folder.take(sessionID, r, MaxHandedOut)
	if errors.Is(err, errTooLarge) {
		return File{}, tooMuch(name)
	} else if err != nil {
		return File{}, f.cameIn(err)
	}
	added, err := f.attach(ctx, sessionID, name, taken)
	if err != nil {
		f.folder.drop(taken)
		return File{}, err
	}
	f.changed(sessionID)
	return added, nil
}

func (f *Files) attach(ctx context.Context, sessionID int64, name string, taken content) (File, error) {
	file := File{
		SessionID: sessionID, Name: name, Size: taken.size, SHA256: taken.sha256, CRC32: taken.crc32,
		IsNotebook: strings.EqualFold(path.Ext(name), notebookEnd), AddedAt: f.now(),
	}
	if file.IsNotebook {
		if err := f.checkLab(taken); err != nil {
			return File{}, err
		}
	}
	f.mu.Lock()
	defer f.mu.Unlock()
	there, err := f.store.Handouts(ctx, sessionID, false)
	if err != nil {
		return File{}, err
	}
	for _, other := range there {
		if foldName(other.Name) == foldName(name) {
			file.Name = other.Name
		}
	}
	if err := f.room(there, file.Name, taken.size); err != nil {
		return File{}, err
	}
	if err := f.folder.keep(sessionID, taken); err != nil {
		return File{}, f.diskError(err)
	}
	added, err := f.store.AddHandout(ctx, file)
	f.tidy(ctx, sessionID)
	return added, err
}

// checkLab refuses a notebook whose first cell cannot be written, and keeps its version.
func (f *Files) checkLab(c content) error {
	if c.size > MaxLabNotebook {
		return classroom.Errorf(classroom.CodeTooLarge, "The notebook is larger than %d MB: clear its outputs, save it and choose it again.", MaxLabNotebook>>20)
	}
	data, err := os.ReadFile(c.part)
	if err != nil {
		return err
	}
	_, err = f.versionIn(data, c.sha256)
	return err
}

// Said returns the versions that the first cells of the notebooks say that a session hands out, whatever the address
// by which they were fetched. A notebook that cannot be read now has none.
func (f *Files) Said(ctx context.Context, sessionID int64) (versions []string, err error) {
	files, err := f.store.Handouts(ctx, sessionID, false)
	for _, file := range files {
		if version, err := f.SaidBy(file); file.IsNotebook && err == nil {
			versions = append(versions, version)
		}
	}
	return versions, err
}

// SaidBy returns the version that the first cell of a notebook says that is handed out; empty for any other file.
func (f *Files) SaidBy(file File) (string, error) {
	if !file.IsNotebook {
		return "", nil
	}
	if version, isKnown := f.said.Get(file.SHA256); isKnown {
		return version, nil
	}
	data, err := os.ReadFile(f.folder.path(file.SessionID, file.SHA256))
	if err != nil {
		return "", gone(file.Name, err)
	}
	return f.versionIn(data, file.SHA256)
}

// anyFirst is a first cell as every notebook gets one: the version is the same with each.
const anyFirst = "npt_config = {}\nexec(get('http://localhost/get-send-code'))"

func (f *Files) versionIn(data []byte, sha256 string) (string, error) {
	data, err := connected(data, anyFirst)
	if err != nil {
		return "", err
	}
	doc, err := notebook.Read(data)
	if err != nil {
		return "", err
	}
	f.said.Put(sha256, doc.Version(), 1)
	return doc.Version(), nil
}

// connected returns a notebook with a first cell.
func connected(data []byte, first string) ([]byte, error) {
	doc, err := notebook.Read(data)
	if err != nil {
		return nil, err
	}
	return doc.Connect(notebook.FirstCell{Source: first})
}

// room reports as an error that a session has no room for a file of a name that takes the place of the one
// of the same name.
func (f *Files) room(there []File, name string, size int64) error {
	count := 1
	for _, other := range there {
		if foldName(other.Name) != foldName(name) {
			size += other.Size
			count++
		}
	}
	if count > MaxFiles {
		return classroom.Errorf(classroom.CodeTooLarge, "A session hands out %d files at most: put several into one ZIP.", MaxFiles)
	}
	if size > MaxHandedOut {
		return tooMuch(name)
	}
	return nil
}

func tooMuch(name string) error {
	return classroom.Errorf(classroom.CodeTooLarge, "With %s the session would hand out more than %d MB: remove a file first, or make it smaller.", name, MaxHandedOut/1_000_000)
}

// cameIn returns what a person is told of an error that occurred while something was read and written: the
// sender's own, where it has one.
func (f *Files) cameIn(err error) error {
	if known := new(classroom.Error); errors.As(err, &known) {
		return known
	}
	return f.diskError(err)
}

// Detach ends that a session hands out a file. Who has it keeps it.
func (f *Files) Detach(ctx context.Context, id int64) error {
	f.mu.Lock()
	defer f.mu.Unlock()
	removed, err := f.store.RemoveHandout(ctx, id, f.now())
	if err != nil {
		return err
	}
	f.tidy(ctx, removed.SessionID)
	f.changed(removed.SessionID)
	return nil
}

// Erase removes the files of a session that no row has any more, after students were erased, with the folder
// that was laid for the teacher.
func (f *Files) Erase(ctx context.Context, sessionID int64) {
	f.mu.Lock()
	defer f.mu.Unlock()
	_ = os.RemoveAll(filepath.Join(f.folder.of(sessionID), byStudent))
	f.tidy(ctx, sessionID)
	f.changed(sessionID)
}

// tidy removes the files of a session that no row has any more. The caller holds mu.
func (f *Files) tidy(ctx context.Context, sessionID int64) {
	if keep, _, err := f.store.Contents(context.WithoutCancel(ctx), sessionID); err == nil {
		f.folder.tidy(sessionID, keep)
	}
}
