package api

import (
	"context"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"npt/app/engine"
	"npt/app/safefile"
	"npt/backend/classroom"
	"npt/backend/handout"
)

// Files returns what a session hands out, who has it, and what was handed in.
func (api *API) Files(sessionID int64) (SessionFiles, error) {
	ctx := api.ctx
	files, err := api.engine.Files.List(ctx, sessionID)
	if err != nil {
		return SessionFiles{}, err
	}
	fetches, err := api.engine.Files.Fetches(ctx, sessionID)
	if err != nil {
		return SessionFiles{}, err
	}
	handed, err := api.engine.Files.HandIns(ctx, sessionID)
	if err != nil {
		return SessionFiles{}, err
	}
	students, err := api.engine.Store.Students(ctx, sessionID)
	if err != nil {
		return SessionFiles{}, err
	}
	room := filesRoom{files: files, students: students, from: api.engine.Recorder.Addresses.Computers(sessionID, students)}
	return room.view(fetches, handed), nil
}

// AttachFiles asks the teacher for files and adds them to what a session hands out. It returns how many; 0
// if the teacher cancelled. A browser sends them to the console's /attach.
func (api *API) AttachFiles(sessionID int64) (int, error) {
	paths, err := api.face.Window.OpenFiles()
	if err != nil {
		return 0, err
	}
	for i, path := range paths {
		if err := api.attachPath(sessionID, path); err != nil {
			return i, err
		}
	}
	return len(paths), nil
}

func (api *API) attachPath(sessionID int64, path string) error {
	f, err := os.Open(path) //nolint:gosec // the teacher chose it
	if err != nil {
		return classroom.Errorf(classroom.CodeNotFound, "The file cannot be read: %v", err)
	}
	defer f.Close()
	if info, err := f.Stat(); err != nil || info.IsDir() {
		return classroom.Errorf(classroom.CodeBadField, "%s is a folder: put it into a ZIP, and attach that.", filepath.Base(path))
	}
	return AttachFile(api.ctx, api, sessionID, filepath.Base(path), f)
}

// AttachFile adds a file to what a session hands out. A notebook is then the one that was handed out last.
func AttachFile(ctx context.Context, api *API, sessionID int64, name string, r io.Reader) error {
	file, err := api.engine.Files.Attach(ctx, sessionID, name, r)
	if err != nil {
		return err
	}
	version, err := api.engine.Files.SaidBy(file)
	if err != nil {
		return err
	}
	return api.NoteNotebook(sessionID, version)
}

// DetachFile ends that a session hands out a file; who has it keeps it.
func (api *API) DetachFile(id int64) error {
	return api.engine.Files.Detach(context.Background(), id)
}

// SaveHandIns asks the teacher where to save the last notebook of each student as a ZIP, and writes it
// there. It returns the path; "" if the teacher cancelled. A browser uses the console's /hand-ins instead.
func (api *API) SaveHandIns(sessionID int64) (string, error) {
	job, err := HandInsOf(api.engine.Context(), api, sessionID)
	if err != nil {
		return "", err
	}
	path, err := api.face.Window.SaveFile(job.Name)
	if err != nil || path == "" {
		return "", err
	}
	return path, api.engine.NoteExport(safefile.Write(path, func(temp safefile.Temp) error { return job.Write(api.engine.Context(), temp) }))
}

// HandInsJob is a ZIP with the last notebook of each student, and the name of its file.
type HandInsJob struct {
	Name string

	files *handout.Files
	list  []handout.Named
}

// Write writes the ZIP.
func (j HandInsJob) Write(ctx context.Context, w io.Writer) error {
	return j.files.WriteArchive(ctx, w, j.list)
}

// HandInsOf returns the ZIP with the last notebook of each student of a session.
func HandInsOf(ctx context.Context, api *API, sessionID int64) (HandInsJob, error) {
	session, err := api.engine.Store.Session(ctx, sessionID)
	if err != nil {
		return HandInsJob{}, err
	}
	list, err := api.lastHandIns(ctx, sessionID)
	return HandInsJob{engine.FileName(session.Name) + " - notebooks.zip", api.engine.Files, list}, err
}

// OpenHandIns lays the last notebook of each student of a session into a folder, opens it and returns its
// path.
func (api *API) OpenHandIns(sessionID int64) (string, error) {
	ctx := api.engine.Context()
	list, err := api.lastHandIns(ctx, sessionID)
	if err != nil {
		return "", err
	}
	dir, err := api.engine.Files.Lay(ctx, sessionID, list)
	if err == nil && api.face.OpenFolder != nil {
		api.face.OpenFolder(dir)
	}
	return dir, err
}

// lastHandIns returns the last notebook of each student, named by the student, or by the number while names
// are hidden.
func (api *API) lastHandIns(ctx context.Context, sessionID int64) ([]handout.Named, error) {
	hidden, err := api.engine.Settings.NamesHidden(ctx)
	if err != nil {
		return nil, err
	}
	students, err := api.engine.Store.Students(ctx, sessionID)
	if err != nil {
		return nil, err
	}
	names, ids := map[int64]string{}, make([]int64, len(students))
	for i, s := range students {
		ids[i], names[s.ID] = s.ID, s.Display()
		if hidden {
			names[s.ID] = fmt.Sprintf("%03d", s.Alias)
		}
	}
	list, err := api.engine.Files.Last(ctx, sessionID, ids, names)
	if err == nil && len(list) == 0 {
		err = classroom.Errorf(classroom.CodeNotFound, "Nobody handed in a notebook yet.")
	}
	return list, err
}

// filesRoom is what is known of a room when its files are looked at.
type filesRoom struct {
	files    []handout.File
	students []classroom.Student
	from     map[string][]int64 // by computer: who sends from there
}

func (r filesRoom) view(fetches []handout.Fetch, handed []handout.HandIn) SessionFiles {
	v := SessionFiles{Most: handout.MaxHandedOut, Files: mapped(r.files, fileView), Devices: []DeviceFetch{}}
	for _, f := range r.files {
		v.Size += f.Size
	}
	got, devices := map[int64]*fetched{}, map[string]*fetched{}
	for _, f := range fetches {
		student, isBrowser := f.StudentID, f.StudentID == 0
		if of := r.from[f.From]; isBrowser && len(of) == 1 {
			student = of[0]
		}
		if student == 0 {
			note(devices, f.From, f, isBrowser)
		} else {
			note(got, student, f, isBrowser)
		}
	}
	byStudent := map[int64][]HandedIn{}
	for _, h := range handed {
		byStudent[h.StudentID] = append(byStudent[h.StudentID], handInView(h))
	}
	v.Students = mapped(r.students, func(s classroom.Student) StudentFiles {
		row := StudentFiles{Student: studentView(s), HandIns: list(byStudent[s.ID])}
		if f := got[s.ID]; f != nil {
			row.Fetched, row.FetchedAt, row.ByBrowser = len(f.files), f.at, f.byBrowser
		}
		if row.Fetched == len(r.files) && row.Fetched > 0 {
			v.Have++
		}
		if len(row.HandIns) > 0 {
			v.HandedIn++
		}
		return row
	})
	for from, f := range devices {
		v.Devices = append(v.Devices, DeviceFetch{Address: strings.TrimSuffix(from, "/32"), Fetched: len(f.files), FetchedAt: f.at, Students: len(r.from[from])})
	}
	slices.SortFunc(v.Devices, func(a, b DeviceFetch) int { return compareText(b.FetchedAt, a.FetchedAt, b.Address, a.Address) })
	return v
}

// fetched is which files somebody has, and since when last.
type fetched struct {
	files     map[int64]bool
	at        string
	byBrowser bool // and by no notebook
}

func note[K comparable](of map[K]*fetched, who K, f handout.Fetch, isBrowser bool) {
	known := of[who]
	if known == nil {
		known = &fetched{files: map[int64]bool{}, byBrowser: true}
		of[who] = known
	}
	known.files[f.FileID] = true
	known.at = max(known.at, stamp(f.At))
	known.byBrowser = known.byBrowser && isBrowser
}
